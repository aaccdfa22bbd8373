"""Programmes of which an authority has one: by hand, and beside the raw coverage of every commune."""

import pandas as pd
import pytest

from atlas.catalogue import load_catalogue
from atlas.catalogue.presence import PERIMETER_TYPES
from atlas.catalogue.selection import Selection
from atlas.errors import UnknownChoiceError
from atlas.gaps import gaps, median_km, rank, rated, reach, reach_by
from atlas.territories.places import Place
from atlas.vocabulary import LEVELS

PAT = Selection(types=("pat",))


def test_reach_by_hand(small):
    # b covers EPCI 200000002: 02002, 02004 and 02005. a and c count at their seats.
    of_b = reach_by(small, pd.Index(["b"]), "departement")
    assert of_b.loc["02"].tolist() == [4_300, 2, 1]
    assert of_b.loc["01"].tolist() == [0, 1, 0]
    whole = reach(small, pd.Index(["a", "b"]), "departement", pd.Index(["01", "02"]))
    assert whole == (50_900 + 300 + 4_000 + 200 + 100 + 150, 50_000 + 4_300, 2, 2)


@pytest.mark.parametrize("level", LEVELS)
def test_who_is_covered_adds_up_to_france(level):
    france = load_catalogue()
    chosen = france.choose(PAT).index
    table = reach_by(france, chosen, level)
    whole = reach(france, chosen, level, table.index)
    assert table["covered"].sum() == whole.covered
    here = france.presence("epci", "coverage")
    assert whole.authorities_with == here.loc[here["id"].isin(chosen), "code"].nunique()
    assert (table["authorities_with"] <= table["authorities"]).all()


def test_no_rate_is_offered_for_them():
    found = gaps(load_catalogue(), PAT, "departement")
    assert not found.rated
    assert found.table[["expected", "ratio", "certainty", "p_adjusted"]].isna().all(axis=None)
    with pytest.raises(UnknownChoiceError, match="authority"):
        rank(found.table, sort="shortfall")


def test_among_others_they_are_left_out_of_the_comparison():
    france = load_catalogue()
    both = gaps(france, Selection(types=("pat", "tzcld")), "departement")
    alone = gaps(france, Selection(types=("tzcld",)), "departement")
    assert both.rated
    columns = ["compared", "expected", "ratio", "ratio_shrunk", "p_adjusted", "certainty"]
    pd.testing.assert_frame_equal(both.table[columns], alone.table[columns])
    assert both.table["initiatives"].sum() > both.table["compared"].sum()
    kinds = france.tables.initiatives["type"]
    assert not set(kinds[rated(france, kinds.index)]) & set(PERIMETER_TYPES)


def test_a_place_counts_its_own_people_and_authorities():
    france, drome = load_catalogue(), Place("departement", "26")
    found = gaps(france, Selection(types=("pat",), inside="departement:26"), "epci")
    whole = gaps(france, PAT, "departement").table.loc["26"]
    far = reach(france, found.everywhere, "epci", found.table.index, drome)
    assert (far.covered, far.authorities, far.authorities_with) == tuple(
        whole[["covered", "authorities", "authorities_with"]]
    )
    assert found.table["covered"].sum() == far.covered
    people = france.geography.level("departement")["population"]["26"]
    assert far.people == people


def test_the_median_of_a_place_is_that_of_its_people():
    france = load_catalogue()
    found = gaps(france, Selection(types=("tzcld",), inside="departement:26"), "epci")
    geography = france.geography
    middle = median_km(geography, found.commune_km, "epci", found.table.index, found.where)
    inside = gaps(france, Selection(types=("tzcld",)), "departement").table["distance_km"]["26"]
    assert middle == inside
