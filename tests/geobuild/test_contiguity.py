"""Neighbours: by hand on the small country, against another library on the real one."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from libpysal.graph import Graph

from atlas.errors import GeographyError
from atlas.geobuild import contiguity

# Two rows of a grid, an enclave inside a square, an island, and a triangle that touches at one point only.
RING = shapely.Polygon([(4, 0), (7, 0), (7, 3), (4, 3)], [[(5, 1), (5, 2), (6, 2), (6, 1)]])
SHAPES = gpd.GeoSeries(
    {
        "a": shapely.box(0, 0, 2, 3),
        "b": shapely.box(2, 0, 4, 3),
        "enclave": shapely.box(5, 1, 6, 2),
        "island": shapely.box(20, 0, 21, 1),
        "point": shapely.Polygon([(7, 3), (9, 3), (9, 5)]),
        "ring": RING,
    }
)


def pairs(shapes):
    return set(map(tuple, contiguity.contiguity(shapes).to_numpy()))


def test_neighbours_share_a_segment():
    assert pairs(SHAPES) == {("a", "b"), ("b", "ring"), ("enclave", "ring")}


def test_islands_are_reported():
    found = contiguity.neighbours(contiguity.contiguity(SHAPES), SHAPES.index.to_series())
    assert found == {"pairs": 3, "islands": ["island", "point"]}


def test_larger_territories_touch_where_their_communes_do():
    territory = pd.Series({"a": "W", "b": "W", "ring": "E", "enclave": None, "island": "I", "point": "E"})
    found = contiguity.neighbours(contiguity.contiguity(SHAPES), territory, pd.Index(["W", "E", "I", "none"]))
    assert found == {"pairs": 1, "islands": ["I", "none"]}


def test_a_pair_without_commune_is_refused():
    with pytest.raises(GeographyError, match="island"):
        contiguity.measure(pd.DataFrame({"left": ["a"], "right": ["island"]}), pd.DataFrame(index=["a"]), {})


def test_the_grid_of_the_small_country(built):
    stored = pd.read_parquet(built.country.out / contiguity.FILE)
    assert len(stored) == 12
    assert stored.sort_values(["left", "right"]).equals(stored)
    assert built.measured["neighbours"]["commune"] == {"pairs": 12, "islands": ["97101"]}
    assert built.measured["neighbours"]["departement"] == {"pairs": 1, "islands": ["971"]}
    assert built.measured["neighbours"]["epci"] == {"pairs": 1, "islands": ["200000003"]}


@pytest.mark.parametrize("side", [1, 4])
def test_another_library_finds_the_same(side):
    rng = np.random.default_rng(side)
    x = np.concatenate([[0], np.cumsum(rng.integers(1, 5, side))])
    boxes = [shapely.box(x[i], j, x[i + 1], j + 1) for i in range(side) for j in range(side)]
    shapes = gpd.GeoSeries(boxes, index=[f"{i:02}" for i in range(side**2)])
    theirs = Graph.build_contiguity(shapes, rook=True).adjacency
    theirs = theirs[theirs > 0].index
    assert pairs(shapes) == {(a, b) for a, b in theirs if a < b}
