"""Distances of communes, brought up to territories, by hand."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.gaps.distances import territory_distances
from atlas.gaps.ways import Ways, inside_km, lands, seated, straight, ways, weighted_median
from atlas.sphere import great_circle, nearest
from atlas.territories.contiguity import level_pairs


def test_territories_by_hand():
    # A: 30 people at 1 km of target 0, 10 at 5 km of target 2. B: nobody. C: no point. D: no commune.
    places = pd.Series(["A", "A", "B", "B", "C", None], dtype=pd.CategoricalDtype(list("ABCD")))
    km, way = np.array([1.0, 5, 3, 7, np.nan, 9]), np.array([1.2, 9, 5, 7, np.nan, 9])
    found = Ways(np.array([0, 2, 1, 1, -1, 0]), km, way)
    table = territory_distances(pd.Series([30, 10, 0, 0, 99, 99]), places, found)
    # Half of A's people are in its first commune; of the two of B, where nobody lives, the first is half.
    assert table["distance_km"].tolist()[:2] == [1.0, 3.0]
    assert table["way_km"].tolist()[:2] == [1.2, 5.0]
    assert table["detour"].tolist()[:2] == [False, True]
    assert table["detour"].isna().tolist() == [False, False, True, True]
    assert table["distance_km"].isna().tolist() == [False, False, True, True]
    assert table["position"].tolist() == [0, 1, -1, -1]
    assert table["nearest_km"].tolist()[:2] == [1.0, 3.0]


def test_of_two_targets_that_serve_as_many_the_nearer_is_named():
    places = pd.Series(["A", "A"], dtype="category")
    found = Ways(np.array([0, 1]), np.array([4.0, 2.0]), np.array([4.0, 2.0]))
    table = territory_distances(pd.Series([5, 5]), places, found)
    assert table.loc["A", ["distance_km", "position", "nearest_km"]].tolist() == [2.0, 1.0, 2.0]


@given(
    st.lists(st.tuples(st.integers(-1, 4), st.floats(0, 500), st.integers(0, 1000)), min_size=1, max_size=12)
)
def test_communes_by_themselves_are_weighed_like_all_others(rows):
    """Every territory has one commune here; with an empty second one it takes the general way."""
    position, km = np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
    km = np.where(position < 0, np.nan, km)
    found = Ways(position, km, km * 1.2)
    people = pd.Series([row[2] for row in rows])
    names = pd.Series([str(number) for number in range(len(rows))], dtype="category")
    alone = territory_distances(people, names, found)
    twice = Ways(*(np.tile(each, 2) for each in found))
    general = territory_distances(pd.concat([people, people * 0]), pd.concat([names, names]), twice)
    pd.testing.assert_frame_equal(alone, general)


def seats(tiny, *codes):
    communes = tiny.communes.loc[list(codes)]
    return pd.DataFrame({"commune": codes, "lon": communes["seat_lon"], "lat": communes["seat_lat"]})


def test_no_line_leads_over_the_sea(tiny):
    """Paris touches no other région here, and La Réunion none anywhere."""
    found = ways(tiny, seats(tiny, "01001", "97401"))
    nearest_of = dict(zip(tiny.communes.index, found.position, strict=True))
    assert nearest_of["02005"] == 0
    assert nearest_of["97401"] == 1
    assert nearest_of["75056"] == nearest_of["98818"] == -1
    away = lands(tiny) < 0
    assert np.isnan(found.km[away]).all()
    assert np.isnan(found.way_km[found.position < 0]).all()


def test_the_way_goes_over_neighbouring_town_halls_by_hand(tiny):
    """02006 is an island: it is tied to the nearest town hall, 02002 or 02005, which stand as far east."""
    found = ways(tiny, seats(tiny, "01001"))
    at = tiny.communes[["seat_lon", "seat_lat"]]

    def km(*codes):
        steps = itertools.pairwise(codes)
        return sum(great_circle(at.loc[one], at.loc[[other]])[0] for one, other in steps)

    way = dict(zip(tiny.communes.index, found.way_km, strict=True))
    line = dict(zip(tiny.communes.index, found.km, strict=True))
    assert np.isclose(way["02002"], km("01001", "01002", "02001", "02002"))
    assert np.isclose(way["02005"], km("01001", "01002", "02001", "02004", "02005"))
    tied = min(("02002", "02005"), key=lambda code: km(code, "02006"))
    assert np.isclose(way["02006"], way[tied] + km(tied, "02006"))
    assert np.isclose(line["02005"], km("01001", "02005"))
    assert line["02005"] < way["02005"]


def test_inside_the_commune_of_a_seat(tiny):
    found = ways(tiny, seats(tiny, "01001"))
    at = tiny.communes.index.get_loc("01001")
    assert found.km[at] == found.way_km[at] == inside_km(np.array([85.0]))[0] > 3
    # People spread evenly over a disc, by hand: the mean of a million radii.
    radii = np.sqrt(np.random.default_rng(1).uniform(0, 85 / np.pi, 1_000_000))
    assert np.isclose(radii.mean(), inside_km(np.array([85.0]))[0], rtol=1e-3)


def test_some_communes_are_told_what_all_are(tiny):
    some = np.array([5, 2])
    line = straight(tiny, some, seated(tiny, seats(tiny, "01001", "02002")))
    whole = ways(tiny, seats(tiny, "01001", "02002"))
    assert line.km.tolist() == whole.km[some].tolist()
    assert line.position.tolist() == whole.position[some].tolist()


@given(st.lists(st.tuples(st.floats(0, 100), st.integers(1, 30)), min_size=1, max_size=8))
def test_the_weighted_median_is_that_of_everybody_in_a_row(rows):
    values, weights = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    everybody = np.sort(np.repeat(values, weights.astype(int)))
    expected = everybody[(len(everybody) - 1) // 2]
    assert weighted_median(values, weights, np.zeros(len(rows), dtype=int), 1).tolist() == [expected]


@pytest.mark.parametrize("kind", ["tzcld", "monnaie_locale"])
def test_ways_of_france_are_a_little_longer_than_lines(kind):
    """Tried once without the atlas's functions: a median of 1.06 for these two types."""
    france = load_catalogue()
    geography = france.geography
    chosen = france.choose(Selection(types=(kind,))).index
    places = france.places.loc[chosen, ["commune", "lon", "lat"]].dropna(subset="commune")
    found = ways(geography, places)
    told = np.isfinite(found.km)
    assert (found.way_km[told] >= found.km[told]).all()
    # In their own commune both are the same.
    told &= ~geography.communes.index.isin(places["commune"])
    ratio = found.way_km[told] / found.km[told]
    people = geography.communes["population"].to_numpy(dtype=float)[told]
    middle = weighted_median(ratio, people, np.zeros(len(ratio), dtype=int), 1)[0]
    assert 1.03 < middle < 1.09
    # The line is that of a search without parts, where that one stays on this side of the sea.
    plain = nearest(geography.communes[["seat_lon", "seat_lat"]], places[["lon", "lat"]])
    home = geography.communes.index.get_indexer(places["commune"])
    same = told & (lands(geography) == lands(geography)[home[plain.position]])
    assert same.sum() > 30_000
    assert np.allclose(plain.km[same], found.km[same])


def test_every_piece_of_land_is_tied_to_its_part():
    geography = load_catalogue().geography
    assert len(np.unique(lands(geography))) == 1 + 7
    found = ways(geography, seats(geography, "75056", "2A004", "97411", "97105", "97209", "97302", "97608"))
    assert np.isfinite(found.way_km[lands(geography) >= 0]).all()
    alone = np.setdiff1d(np.flatnonzero(lands(geography) >= 0), level_pairs(geography, "commune"))
    assert len(alone) > 5
