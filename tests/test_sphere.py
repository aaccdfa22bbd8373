"""Distances on the sphere, against the formula and by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.sphere import EARTH_RADIUS_KM, Nearest, nearest, territory_distances

POINTS = st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=20)


def haversine(one, other):
    (lon, lat), (lon2, lat2) = np.radians(one), np.radians(other)
    inner = np.sin((lat2 - lat) / 2) ** 2 + np.cos(lat) * np.cos(lat2) * np.sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(min(inner, 1)))


@given(POINTS, POINTS)
def test_it_is_the_shortest_of_all_great_circles(origins, targets):
    found = nearest(origins, targets)
    for origin, position, km in zip(origins, found.position, found.km, strict=True):
        every = [haversine(origin, target) for target in targets]
        # Near the antipodes the formula itself errs by a few metres.
        assert km == pytest.approx(min(every), abs=0.01, rel=1e-5)
        assert every[position] == pytest.approx(min(every), abs=0.01, rel=1e-5)


@pytest.mark.parametrize(
    ("origin", "target", "km"),
    [
        ((2.3522, 48.8566), (4.8357, 45.7640), 391.5),  # Paris, Lyon
        ((55.4481, -20.8789), (45.2279, -12.7806), 1409),  # Saint-Denis, Mamoudzou
        ((179.5, -16), (-179.5, -16), 106.9),  # across the antimeridian
    ],
)
def test_known_distances(origin, target, km):
    assert nearest([origin], [target]).km[0] == pytest.approx(km, rel=0.002)


def test_of_targets_at_one_place_the_first_is_given():
    assert nearest([(2, 46)], [(9, 9), (2, 46), (2, 46)]).position.tolist() == [1]


def test_what_has_no_point_has_no_distance():
    found = nearest([(2, 46), (np.nan, np.nan)], [(np.nan, np.nan), (2, 47)])
    assert found.position.tolist() == [1, -1]
    assert np.isnan(found.km[1])
    assert nearest([(2, 46)], np.empty((0, 2))).position.tolist() == [-1]


def test_territories_by_hand():
    # A: 30 people at 1 km of target 0, 10 at 5 km of target 2. B: nobody. C: no point. D: no commune.
    places = pd.Series(["A", "A", "B", "B", "C", None], dtype=pd.CategoricalDtype(list("ABCD")))
    found = Nearest(np.array([0, 2, 1, 1, -1, 0]), np.array([1.0, 5, 3, 7, np.nan, 9]))
    table = territory_distances(pd.Series([30, 10, 0, 0, 99, 99]), places, found)
    assert table["distance_km"].tolist()[:2] == [2.0, 5.0]
    assert table["distance_km"].isna().tolist() == [False, False, True, True]
    assert table["position"].tolist() == [0, 1, -1, -1]
    assert table["nearest_km"].tolist()[:2] == [1.0, 3.0]


def test_of_two_targets_that_serve_as_many_the_nearer_is_named():
    places = pd.Series(["A", "A"], dtype="category")
    table = territory_distances(pd.Series([5, 5]), places, Nearest(np.array([0, 1]), np.array([4.0, 2.0])))
    assert table.loc["A"].tolist() == [3.0, 1.0, 2.0]


@given(
    st.lists(st.tuples(st.integers(-1, 4), st.floats(0, 500), st.integers(0, 1000)), min_size=1, max_size=12)
)
def test_communes_by_themselves_are_weighed_like_all_others(rows):
    """Every territory has one commune here; with an empty second one it takes the general way."""
    found = Nearest(np.array([row[0] for row in rows]), np.array([row[1] for row in rows]))
    found = Nearest(found.position, np.where(found.position < 0, np.nan, found.km))
    people = pd.Series([row[2] for row in rows])
    names = pd.Series([str(number) for number in range(len(rows))], dtype="category")
    alone = territory_distances(people, names, found)
    twice = Nearest(np.tile(found.position, 2), np.tile(found.km, 2))
    general = territory_distances(pd.concat([people, people * 0]), pd.concat([names, names]), twice)
    pd.testing.assert_frame_equal(alone, general)
