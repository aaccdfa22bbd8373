"""How much of a list is known, by hand."""

import pandas as pd
import pytest

from atlas.catalogue import load_catalogue
from atlas.catalogue.completeness import hideouts, list_completeness
from atlas.catalogue.selection import Selection


def listed(known_count, kind, rows, placed):
    types = pd.DataFrame(
        {"known_count": pd.array([known_count], "Int64"), "completeness_class": kind, "known_date": None},
        ["x"],
    )
    initiatives = pd.DataFrame({"type": ["x"] * rows, "inactive": None})
    return list_completeness(types, initiatives, pd.RangeIndex(placed)).loc["x"]


@pytest.mark.parametrize(
    ("given", "share", "whole"),
    [
        ((4, "partial", 2, 2), 0.5, False),
        # Longer than its known total: complete, it is its own total; else the total is out of date.
        ((4, "complete", 5, 5), 1.0, True),
        ((4, "strong", 5, 5), None, False),
        # One without a place is known, wherever it may be.
        ((4, "complete", 4, 3), 1.0, True),
        ((4, "complete", 3, 3), 0.75, False),
        # As long as its total, but its source does not call it complete.
        ((4, "strong", 4, 4), 1.0, False),
        ((None, "partial", 4, 4), None, False),
        ((None, "complete", 4, 4), None, False),
        ((0, "partial", 0, 0), None, False),
    ],
)
def test_a_list_against_what_exists(given, share, whole):
    found = listed(*given)
    assert found["share"] == share if share is not None else pd.isna(found["share"])
    assert bool(found["whole"]) is whole


def test_what_stopped_merged_or_is_planned_is_not_known_to_run():
    catalogue = load_catalogue()
    money = catalogue.tables.initiatives[catalogue.tables.initiatives["type"].eq("monnaie_locale")]
    assert money["inactive"].notna().any()
    listed = catalogue.lists("region", "seat").loc["monnaie_locale"]
    assert listed["known"] == money["inactive"].isna().sum()
    placed = catalogue.places["region"].reindex(money.index).notna()
    assert listed["placed"] == (money["inactive"].isna() & placed).sum()
    assert (catalogue.lists("region", "seat")["share"].dropna() <= 1).all()


def test_what_has_no_place_makes_blanks_doubtful_only_where_it_may_be():
    france = load_catalogue().geography
    level = france.level("bassin_de_vie")

    def may_be(departement, region):
        return hideouts(france, "bassin_de_vie", pd.DataFrame({"departement": departement, "region": region}))

    assert not may_be([], []).any()
    ardeche = may_be(["07"], ["84"])
    assert (
        level.index[ardeche]
        .isin(france.communes.loc[france.communes["departement"].eq("07"), "bassin_de_vie"])
        .all()
    )
    assert 0 < ardeche.sum() < may_be([None], ["84"]).sum() < len(level)
    assert may_be(["07", None], ["84", None]).all()
    assert may_be(["zz"], ["84"]).all()


def test_an_island_of_no_intercommunalite_hides_nothing_from_one():
    catalogue = load_catalogue()
    islands = catalogue.places["epci"].isna() & catalogue.places["commune"].notna()
    kinds = catalogue.tables.initiatives.loc[islands, "type"]
    lists = catalogue.lists("epci", "seat")
    assert len(kinds) > 0
    for kind in kinds.unique():
        seated = catalogue.tables.initiatives["type"].eq(kind) & catalogue.places["commune"].notna()
        assert lists.loc[kind, "placed"] >= (seated & catalogue.tables.initiatives["inactive"].isna()).sum()


def test_a_whole_list_is_zero_but_where_one_without_a_place_may_be():
    catalogue = load_catalogue()
    initiatives = catalogue.tables.initiatives
    for kind in catalogue.tables.types.index[catalogue.lists("commune", "seat")["whole"]]:
        answer = catalogue.answer(Selection(types=(kind,)), "commune", by="seat", measure="count")
        blank = answer.table[answer.table["initiatives"].eq(0)]
        nowhere = initiatives.loc[answer.unplaced]
        doubt = blank["status"].eq("no_known")
        assert doubt.any() == (not nowhere.empty)
        if not nowhere.empty:
            inside = catalogue.geography.communes["departement"].reindex(blank.index[doubt])
            assert inside.isin(nowhere["departement"]).all()
