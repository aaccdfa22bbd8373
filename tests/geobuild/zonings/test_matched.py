"""Random zonings hold what official ones hold, and forget where they began."""

import json
import shutil

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from scipy.sparse import csgraph

from atlas.geobuild import contiguity
from atlas.geobuild.zonings import matched, walk
from atlas.scales.matched import FILE, matched_zonings
from atlas.scales.zonings import Ground, random_zoning
from atlas.territories import load_geography

SIDE = 10
# Two parts: a square of communes, and a row of four that is one zone.
RECIPE = matched.Recipe("uniform", 2, 1, hot=1.0, cold=0.02, sweeps=40, loose=0.05, compact=0.3)


@pytest.fixture(scope="module")
def place():
    cells = np.arange(SIDE * SIDE).reshape(SIDE, SIDE)
    across = np.column_stack([cells[:, :-1].ravel(), cells[:, 1:].ravel()])
    down = np.column_stack([cells[:-1].ravel(), cells[1:].ravel()])
    row = np.column_stack([np.arange(100, 103), np.arange(101, 104)])
    # The last pair goes over water.
    bridge = np.array([[0, 9]])
    population = np.random.default_rng(1).integers(50, 2_000, 104).astype("float64")
    population[55] = 60_000
    # One zone takes half of the square, nine others a part of its last columns.
    official = np.zeros(104, dtype=np.intp)
    for column in range(5, SIDE):
        official[cells[:5, column]] = 2 * (column - 5) + 1
        official[cells[5:, column]] = 2 * (column - 5) + 2
    official[100:] = 11
    return Ground(
        communes=np.arange(104),
        pairs=np.vstack([across, down, row, bridge]),
        bridges=1,
        parts=np.repeat([0, 1], [100, 4]),
        official=official,
        codes=pd.Index([str(zone) for zone in range(12)]),
        quotas=np.array([11, 1]),
        population=population,
    )


def pieces(place, zones):
    inside = place.pairs[zones[place.pairs[:, 0]] == zones[place.pairs[:, 1]]]
    matrix = sparse.coo_array((np.ones(len(inside)), inside.T), shape=(len(zones), len(zones)))
    return csgraph.connected_components(matrix, directed=False)[0]


@pytest.mark.parametrize("start", matched.STARTS)
@pytest.mark.parametrize("seed", [1, 2])
def test_zones_are_whole_and_as_populous_as_the_official_ones(place, start, seed):
    zones = matched.matched_zoning(place, RECIPE, (seed,), start)
    assert np.array_equal(np.unique(zones), np.arange(place.zones))
    assert pieces(place, zones) == place.zones
    assert len(np.unique(zones[100:])) == 1
    found = matched.measure(place, zones)
    blind = matched.measure(place, random_zoning(place, np.random.default_rng(seed)))
    assert found["gap"] < 0.5 * blind["gap"]


def test_the_same_seed_gives_the_same_zoning(place):
    first, again, other = (matched.matched_zoning(place, RECIPE, (seed,), "uniform") for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_cut_borders_cost(place):
    def cut(compact):
        recipe = RECIPE._replace(loose=compact, compact=compact)
        drawn = [matched.matched_zoning(place, recipe, (seed,), "uniform") for seed in range(4)]
        return np.mean([matched.measure(place, zones)["cut"] for zones in drawn])

    assert cut(1.0) < cut(0.01)


def test_counts_kept_by_the_walk_are_those_of_its_zones(place):
    board, state = matched.board(place), matched.walker(place, place.official, np.array([5, 6], np.uint32))
    walk.sweep(board, state, 1.0, 0.1)
    zones = np.asarray(state.zone)
    assert np.bincount(zones, weights=place.population).tolist() == state.people.tolist()
    assert np.bincount(zones).tolist() == state.size.tolist()
    fresh = matched.walker(place, zones, np.array([5, 6], np.uint32))
    assert np.array_equal(fresh.excess, state.excess)


def test_compiled_and_plain_give_the_same(place, monkeypatch):
    if not walk.COMPILED:
        pytest.skip("numba, an extra of the build, is not installed")
    compiled = matched.matched_zoning(place, RECIPE, (3,), "uniform")
    for name in (
        "chance",
        "place",
        "shift",
        "breaks",
        "flip",
        "gather",
        "grow",
        "branch",
        "pick",
        "jump",
        "sweep",
    ):
        monkeypatch.setattr(walk, name, getattr(walk, name).py_func)
    monkeypatch.setattr(walk, "COMPILED", False)
    assert np.array_equal(matched.matched_zoning(place, RECIPE, (3,), "uniform"), compiled)


def test_gaps_are_between_zones_of_equal_rank(place):
    """What the walk counts class by class is the sum of gaps by rank."""
    heavy = matched.heavy(place)
    excess = np.zeros(walk.place(1e6, heavy) + 1, dtype=np.int64)
    for people in (1_000, 5_000):  # official zones
        for at in range(walk.place(people, heavy)):
            excess[at] -= 1
    total = np.abs(excess).sum() * walk.CLASS
    for people in (900, 8_000):
        total += walk.shift(excess, 0.0, people, heavy)

    def scale(people):
        return walk.place(people, heavy) * walk.CLASS

    by_rank = abs(scale(900) - scale(1_000)) + abs(scale(8_000) - scale(5_000))
    assert np.abs(excess).sum() * walk.CLASS == pytest.approx(by_rank)
    assert total == pytest.approx(by_rank)


def test_an_official_zoning_is_itself(place):
    found = matched.measure(place, place.official)
    assert (found["gap"], found["kept"]) == (0, 1)


def test_drawn_zonings_are_read_back(tiny_folder, tmp_path):
    folder = tmp_path / "geo"
    shutil.copytree(tiny_folder, folder)
    geography = load_geography(folder)
    shapes = gpd.read_parquet(folder / "commune.parquet").set_index("code").geometry.dropna()
    contiguity.write(shapes, folder / contiguity.FILE)
    recipes = {level: RECIPE._replace(draws=3, checks=2) for level in matched.RECIPES}
    first = matched.draw_zonings(geography, recipes=recipes, seed=7)
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    matched.draw_zonings(geography, recipes=recipes, seed=7)
    assert before == {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    told = json.loads((folder / matched.LINEAGE).read_text(encoding="utf-8"))
    assert told["millesime"] == "2026"
    assert told["zonings"] == json.loads(json.dumps(first))
    for level in matched.RECIPES:
        assert (folder / FILE.format(level=level)).exists()
        stored = matched_zonings(geography, level)
        assert (len(stored.zonings), stored.draws) == (5, 3)
        assert stored.people.sum(axis=1).tolist() == [stored.people[0].sum()] * 5
        assert stored.zonings.max() + 1 == first[level]["zones"]


def test_a_build_keeps_the_zonings_of_the_same_communes(tmp_path):
    before, built = tmp_path / "before", tmp_path / "built"
    for folder in (before, built):
        folder.mkdir()
        for name in ("commune.parquet", "contiguity.parquet"):
            (folder / name).write_bytes(b"same")
        (folder / matched.LINEAGE).write_text('{"millesime": "2026"}', encoding="utf-8")
    assert not matched.carry(before, built)
    for level in matched.RECIPES:
        (before / FILE.format(level=level)).write_bytes(level.encode())
    (before / matched.LINEAGE).write_text('{"zonings": {"epci": 1}}', encoding="utf-8")
    (built / "contiguity.parquet").write_bytes(b"other")
    assert not matched.carry(before, built)
    (built / "contiguity.parquet").write_bytes(b"same")
    assert matched.carry(before, built)
    assert (built / FILE.format(level="epci")).read_bytes() == b"epci"
    told = json.loads((built / matched.LINEAGE).read_text(encoding="utf-8"))
    assert told == {"millesime": "2026", "zonings": {"epci": 1}}
