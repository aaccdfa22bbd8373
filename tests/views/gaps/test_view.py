"""The first gaps, as the page tells them."""

import html
import re

import pytest

from atlas.catalogue import load_catalogue
from atlas.catalogue.contacts import contact_urls
from atlas.catalogue.selection import Selection
from atlas.gaps import gaps, models, rank
from atlas.views.gaps import view as gap_view
from atlas.vocabulary import LEVELS
from atlas.words import say


@pytest.mark.parametrize("language", ["fr", "en"])
def test_whom_to_call_leads_to_sheets_and_contacts(language):
    france = load_catalogue()
    found = gaps(france, Selection(types=("tzcld",)), "departement")
    rows = rank(found.table)
    text = gap_view.first(france, found, rows, language, sort="population")
    alike = models(france, found, rows.head(gap_view.FIRST).index)
    sheets = re.findall(r'href="\./\?initiative=([a-z0-9_]+)', text)
    assert sorted(sheets) == sorted(alike["initiative"])
    reached = contact_urls(france.tables.initiatives.loc[alike["initiative"]]).dropna()
    assert len(reached) > 0
    assert all(html.escape(address) in text for address in reached)
    # Under a phone's narrow columns there are no heads: each row says what the names are.
    assert f"<em>{say('gaps_models', language)}</em>" in text


@pytest.mark.parametrize("kind", ["tzcld", "tepos", "tetraa"])
def test_who_has_one_is_never_without_data(kind):
    found = gaps(load_catalogue(), Selection(types=(kind,)), "bassin_de_vie")
    drawn = gap_view.figure(found, "en", sort="population", setting="all").table
    served = found.table["initiatives"].gt(0)
    assert set(drawn.loc[served, "status"]) == {"enough"}
    assert set(drawn.loc[~served, "status"]) == {"value"}


@pytest.mark.parametrize("level", ["bassin_de_vie", "departement"])
def test_the_table_says_where_each_territory_lies(level):
    france = load_catalogue()
    found = gaps(france, Selection(types=("tzcld",)), level)
    rows = rank(found.table).head(30)
    table = gap_view.ranking(france, found, rows, "fr")
    regions = france.geography.level(level).loc[rows.index, "regions"]
    names = france.geography.level("region")["name"]
    assert table[LEVELS["region"].fr].tolist() == [
        ", ".join(names[code] for code in codes) for codes in regions
    ]
    assert (LEVELS["departement"].fr in table) == (level == "bassin_de_vie")
