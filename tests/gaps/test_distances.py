"""Distances of communes, brought up to territories, by hand."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from atlas.gaps.distances import territory_distances
from atlas.sphere import Nearest


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
