"""Every column that leaves the atlas is explained."""

from collections import defaultdict

import pandas as pd
import pytest

from atlas import settings
from atlas.account.account import account, account_table
from atlas.account.listing import flows_table, ledger_table, others_table
from atlas.catalogue import listing, load_catalogue
from atlas.catalogue.selection import Selection
from atlas.exports.columns import COLUMNS, DICTIONARY, TABLES, describe
from atlas.funding import DIMENSIONS
from atlas.gaps import gaps, rank
from atlas.gaps.listing import gaps_table
from atlas.lessons import lessons, lessons_table
from atlas.next import Wish, suggest
from atlas.next.listing import places_table, reached_table
from atlas.peers import Start, gather, peers
from atlas.peers.listing import peers_table
from atlas.peers.network_listing import links_table, members_table, towns_table
from atlas.tables import DECLARATIONS, read
from atlas.views.gaps.sentences import reasons
from atlas.views.peers.sentences import told

NETWORK = Selection(types=("ptce",))


def tables():
    """Yield every listing of a question, and the table whose own meanings it has."""
    france = load_catalogue()
    answer = france.answer(Selection(), "region", by="seat", measure="rate")
    yield listing.territories_table(france, answer, "region"), ""
    yield listing.initiatives_table(france, answer), ""
    found = gaps(france, Selection(types=("tzcld",)), "region")
    yield reasons(gaps_table(france, found, rank(found.table)), "fr"), ""
    money = account(france, Selection(), "region")
    yield from ((account_table(france, money, dimension), "") for dimension in (None, *DIMENSIONS))
    yield others_table(france, money), ""
    yield flows_table(money), ""
    yield ledger_table(france, Selection(), money), ""
    yield lessons_table(lessons(france)).set_index("claim"), ""
    yield told(peers_table(france, peers(france, Start(initiative="biovallee"))), "fr"), "peers"
    net = gather(france, france.choose(NETWORK).index, km=100, least_population=20_000)
    yield members_table(france, net.network), "network"
    yield links_table(france, net.network), "network"
    yield towns_table(france, net.towns, len(net.meeting)), "network"
    plan = suggest(france, Selection(types=("ptce",), inside="departement:29"), Wish(k=2, level="epci"))
    yield places_table(france, plan), "next"
    yield reached_table(france, plan), "next"
    for name, declaration in DECLARATIONS.items():
        rows = read(settings.INITIATIVES_FOLDER / f"{name}.csv", declaration)
        yield rows.set_index(rows.columns[0]) if declaration.key is None else rows, name
    yield from (
        (pd.DataFrame(columns=list(columns)).set_index(next(iter(columns))), name)
        for name, columns in DICTIONARY.items()
    )


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_column_is_left_unexplained(language):
    for table, kind in tables():
        meanings = describe(table.reset_index().columns, language, kind)
        assert [(kind, name) for name, words in meanings.items() if not words] == []


def test_no_column_is_explained_twice_in_other_words():
    """A table says a meaning of its own only where the name means something else there."""
    declared = {("", name): label for name, label in COLUMNS.items()}
    declared |= {(kind, name): label for kind, one in TABLES.items() for name, label in one.items()}
    declared |= {(kind, name): one.meaning for kind, of in DICTIONARY.items() for name, one in of.items()}
    meanings = defaultdict(set)
    for (_, name), label in declared.items():
        meanings[label.en.rstrip(".").casefold(), name].add(label)
    assert {key: labels for key, labels in meanings.items() if len(labels) > 1} == {}


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
