import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.territories import load_geography, tiles
from atlas.territories.points import PolygonIndex

# A square, a ring around an island, a sliver thinner than a cell, and a null.
POLYGONS = np.array(
    [
        shapely.box(2.1, 46.1, 2.4, 46.4),
        shapely.box(2.5, 46.5, 3.2, 47.3) - shapely.box(2.7, 46.7, 2.8, 46.8),
        shapely.box(2.7, 46.7, 2.8, 46.8),
        shapely.box(2.4, 46.1, 2.4005, 46.4),
        None,
    ],
    dtype=object,
)


def pairs(found: tuple[np.ndarray, np.ndarray]) -> set[tuple[int, int]]:
    return set(zip(found[0].tolist(), found[1].tolist(), strict=True))


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiles, "_ASKED", 1)


@pytest.mark.usefixtures("drawn")
def test_cells_away_from_borders_are_decided_and_the_others_are_not() -> None:
    index = PolygonIndex(POLYGONS)
    lon = np.array([2.25, 2.05, 2.75, 2.6, 2.1, 2.4002, 2.7, 2.99999999, 500.0])
    lat = np.array([46.25, 46.05, 46.75, 46.75, 46.2, 46.2, 46.75, 46.99999999, 46.0])
    expected = [0, tiles.NOWHERE, 2, 1, tiles.OPEN, tiles.OPEN, tiles.OPEN, 1, tiles.OPEN]
    assert index._tiles.look(lon, lat).tolist() == expected
    assert pairs(index.covering(lon, lat)) == {(0, 0), (2, 2), (3, 1), (4, 0), (5, 3), (6, 1), (6, 2), (7, 1)}


@pytest.mark.usefixtures("drawn")
def test_a_tile_is_drawn_only_where_many_points_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiles, "_ASKED", 3)
    index = PolygonIndex(POLYGONS)
    point = np.array([2.25]), np.array([46.25])
    assert [int(index._tiles.look(*point)[0]) for _ in range(4)] == [tiles.OPEN, tiles.OPEN, 0, 0]


@given(
    places=st.lists(st.tuples(st.integers(0, 10**6), st.floats(-3e-3, 3e-3), st.floats(-3e-3, 3e-3))),
    zoom=st.sampled_from([0.0, 1e-12, 1e-6, 1.0]),
)
@settings(max_examples=50)
def test_tiles_never_change_an_answer_least_of_all_at_a_border(
    places: list[tuple[int, float, float]],
    zoom: float,
) -> None:
    geography = load_geography()
    vertices = shapely.get_coordinates(geography.polygons._polygons[20_000])
    chosen = vertices[[place % len(vertices) for place, _, _ in places]].reshape(-1, 2)
    lon, lat = (chosen + np.array([place[1:] for place in places]).reshape(-1, 2) * zoom).T
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tiles, "_ASKED", 1)
        found = pairs(geography.polygons.covering(lon, lat))
    assert found == pairs(geography.polygons._covering_open(np.arange(len(lon)), lon, lat))


def test_random_points_of_a_whole_tile_equal_the_polygons(monkeypatch: pytest.MonkeyPatch) -> None:
    geography = load_geography()
    monkeypatch.setattr(tiles, "_ASKED", 1)
    lon, lat = np.random.default_rng(7).uniform((-3.0, 47.0), (-1.0, 48.0), (20_000, 2)).T
    found = pairs(geography.polygons.covering(lon, lat))
    assert (geography.polygons._tiles.look(lon, lat) != tiles.OPEN).mean() > 0.5
    assert found == pairs(geography.polygons._covering_open(np.arange(len(lon)), lon, lat))
