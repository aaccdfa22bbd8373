"""Every column that leaves the atlas is explained."""

import pytest

from atlas.account.account import account, account_table
from atlas.account.listing import flows_table, ledger_table, others_table
from atlas.catalogue import listing, load_catalogue
from atlas.catalogue.selection import Selection
from atlas.exports.columns import COLUMNS, describe
from atlas.funding import DIMENSIONS
from atlas.gaps import gaps, rank
from atlas.gaps.listing import gaps_table
from atlas.lessons import lessons, lessons_table
from atlas.views.gaps.sentences import reasons


def tables():
    france = load_catalogue()
    answer = france.answer(Selection(), "region", by="seat", measure="rate")
    yield listing.territories_table(france, answer, "region", answer.table.index)
    yield listing.initiatives_table(france, answer)
    found = gaps(france, Selection(types=("tzcld",)), "region")
    yield reasons(gaps_table(france, found, rank(found.table)), "fr")
    money = account(france, Selection(), "region")
    yield from (account_table(france, money, dimension) for dimension in (None, *DIMENSIONS))
    yield others_table(france, money)
    yield flows_table(money)
    yield ledger_table(france, Selection(), money)
    yield lessons_table(lessons(france)).set_index("claim")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_column_is_left_unexplained(language):
    for table in tables():
        told = describe(table.reset_index().columns, language)
        assert [name for name, words in told.items() if not words] == []


def test_both_languages_say_something_else():
    assert [name for name, label in COLUMNS.items() if label.fr == label.en and label.fr] == []


def test_status_of_an_initiative_is_not_that_of_a_territory():
    france = load_catalogue()
    first = describe(
        listing.initiatives_table(
            france, france.answer(Selection(types=("ptce",)), "region", by="seat", measure="count")
        )
        .reset_index()
        .columns,
        "en",
    )
    assert first["status"] != COLUMNS["status"].en
