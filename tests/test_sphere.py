"""Distances on the sphere, against the formula and by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.sphere import EARTH_RADIUS_KM, nearest

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
