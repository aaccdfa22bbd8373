"""The sheet of an initiative says how its perimeter keeps to zones, where it is known."""

from atlas.catalogue import load_catalogue
from atlas.scales import own_fit
from atlas.views.sheets.initiative import initiative_sheet
from atlas.words import say
from atlas.words.numbers import percent


def test_own_fit_stands_on_the_sheet_where_the_perimeter_is_known():
    catalogue = load_catalogue()
    sheet = initiative_sheet(catalogue, "biovallee", "fr")
    assert say("perimeter_fit", "fr") in sheet
    for level in ("bassin_de_vie", "epci"):
        assert percent(own_fit(catalogue, "biovallee", level).low, "fr") in sheet
    alone = catalogue.tables.initiatives.query("coverage.isna()").index[0]
    assert say("perimeter_fit", "fr") not in initiative_sheet(catalogue, alone, "fr")
