"""Spatial autocorrelation: by hand on a chessboard, against esda, and the same twice."""

import threading

import numpy as np
import pandas as pd
import pytest
from esda import Moran as EsdaMoran
from esda import Moran_Rate, fdr
from hypothesis import given
from hypothesis import strategies as st

from atlas.scales import graph, lisa, moran, two_sided
from atlas.scales.chance import seeded
from atlas.scales.graphs import from_pairs
from atlas.territories import load_geography
from atlas.territories.contiguity import level_pairs

SIDE = 12
GRID = np.array(
    [[SIDE * r + c, SIDE * r + c + 1] for r in range(SIDE) for c in range(SIDE - 1)]
    + [[SIDE * r + c, SIDE * r + c + SIDE] for r in range(SIDE - 1) for c in range(SIDE)]
)
CELLS = [(r, c) for r in range(SIDE) for c in range(SIDE)]
CHESS = pd.Series([float((r + c) % 2) for r, c in CELLS])
SLOPE = pd.Series([float(r + c) for r, c in CELLS])


def test_a_chessboard_is_as_unlike_as_can_be():
    found = moran(CHESS, GRID, seed=1)
    assert found.statistic == pytest.approx(-1)
    assert found.p == pytest.approx(0.002)
    assert found.expected == pytest.approx(-1 / 143)


def test_a_slope_is_alike():
    assert moran(SLOPE, GRID, seed=1).statistic > 0.8


def test_moran_is_esda_s_on_departements():
    geography = load_geography()
    values = geography.level("departement")["population"].astype(float)
    whole = graph(geography, "departement")
    mainland = np.setdiff1d(np.arange(101), whole.isolates)
    kept = graph(geography, "departement", values.index[mainland])
    with seeded(7):
        theirs = EsdaMoran(values.iloc[mainland].to_numpy(), kept, permutations=99)
    ours = moran(values, level_pairs(geography, "departement"), permutations=99, seed=7)
    assert ours.statistic == pytest.approx(theirs.I)
    assert ours.territories == 96
    assert ours.p == pytest.approx(two_sided(np.array([theirs.I]), theirs.sim[None, :])[0])


@pytest.mark.parametrize(
    ("values", "pairs", "reason"),
    [
        (pd.Series([1.0] * 144), GRID, "constant"),
        (pd.Series([1.0, 2, 3]), np.array([[0, 1]]), "few"),
        (pd.Series([1.0, 2, 3]), np.empty((0, 2), dtype=int), "few"),
    ],
)
def test_undefined_with_a_reason(values, pairs, reason):
    found = moran(values, pairs)
    assert found.reason == reason
    assert np.isnan([found.statistic, found.p]).all()


def test_same_seed_same_result_whoever_else_draws():
    alone = moran(SLOPE, GRID, permutations=99, seed=5), lisa(SLOPE, GRID, permutations=99, seed=5)
    several = []

    def ask():
        options = {"permutations": 99, "seed": 5}
        several.append((moran(SLOPE, GRID, **options), lisa(SLOPE, GRID, **options)))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(several) == 4
    for found in several:
        assert found[0] == alone[0]
        pd.testing.assert_frame_equal(found[1], alone[1])


def test_the_global_generator_is_left_as_it_was():
    np.random.seed(11)  # noqa: NPY002 - the generator that is spoken of
    expected = np.random.rand(3)  # noqa: NPY002
    np.random.seed(11)  # noqa: NPY002
    moran(SLOPE, GRID, permutations=9, seed=2)
    lisa(SLOPE, GRID, permutations=9, seed=2)
    assert np.random.rand(3).tolist() == expected.tolist()  # noqa: NPY002


def test_clusters_of_a_slope_and_what_is_unknown():
    values = SLOPE.copy()
    values.iloc[60] = np.nan
    found = lisa(values, GRID, seed=1)
    assert found["cluster"].iloc[60] == "no_data"
    assert found.loc[[60], ["local", "p"]].isna().all(axis=None)
    assert set(found["cluster"]) == {"HH", "LL", "none", "no_data"}
    sure = found["cluster"].isin(["HH", "LL"])
    assert (values[found["cluster"] == "HH"] > values.mean()).all()
    assert found.loc[sure, "p"].max() <= fdr(found["p"].dropna().to_numpy(), 0.05)
    assert (found.loc[sure, "cluster"] == found.loc[sure, "quadrant"]).all()


def test_an_island_is_said_to_be_one():
    found = lisa(pd.Series([*SLOPE, 99.0]), GRID, permutations=99, seed=1)
    assert found["cluster"].iloc[-1] == "island"
    assert np.isnan(found["p"].iloc[-1])


def test_constant_or_few_have_no_clusters():
    assert set(lisa(pd.Series([1.0] * 144), GRID)["cluster"]) == {"none"}
    assert lisa(pd.Series([1.0, 2]), np.array([[0, 1]]))["cluster"].tolist() == ["none", "none"]


def test_noise_gives_few_discoveries():
    noise = pd.Series(np.random.default_rng(4).normal(size=144))
    assert lisa(noise, GRID, seed=4)["cluster"].ne("none").sum() <= 2


@given(st.lists(st.integers(0, 5), min_size=9, max_size=99), st.integers(0, 5))
def test_two_sided_p_counts_the_nearer_tail(simulated, observed):
    found = two_sided(np.array([float(observed)]), np.array([simulated], dtype=float))[0]
    tail = min(sum(s >= observed for s in simulated), sum(s <= observed for s in simulated))
    assert found == pytest.approx(min(1, 2 * (tail + 1) / (len(simulated) + 1)))


def test_p_of_rates_is_that_of_empirical_bayes():
    generator = np.random.default_rng(3)
    people = pd.Series(generator.integers(50, 90_000, len(CELLS)).astype(float))
    events = pd.Series(generator.poisson(people / 10_000).astype(float))
    rates = events / people * 100_000
    with seeded(5):
        theirs = Moran_Rate(events.to_numpy(), people.to_numpy(), grid_graph(), permutations=99)
    ours = moran(rates, GRID, permutations=99, seed=5, counted=(events, people))
    assert ours.p == pytest.approx(two_sided(np.array([theirs.I]), theirs.sim[None, :])[0])
    assert ours.statistic == pytest.approx(moran(rates, GRID, permutations=99, seed=5).statistic)


def grid_graph():
    return from_pairs(GRID, len(CELLS)).transform("R")


def test_local_p_values_come_batch_by_batch():
    many = lisa(SLOPE, GRID, permutations=1_998, seed=4)
    assert many["p"].min() == pytest.approx(2 / 1_999)
    first = lisa(SLOPE, GRID, permutations=999, seed=4)
    pd.testing.assert_series_equal(many["local"], first["local"])
    # Two batches of permutations agree on all but the sharpest.
    assert (many["p"] - first["p"]).abs().max() < 0.1
