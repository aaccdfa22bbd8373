"""Knox's test: counted by hand and by brute force, right about chance, and able to see what spreads."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.sphere import great_circle
from atlas.spread import DELAYS, DISTANCES, knox

PLACES = st.tuples(st.floats(2.0, 3.5), st.floats(46.0, 47.0))


def by_hand(points, years, km, delay, least=0):
    far = [great_circle(point, points) for point in points]
    return sum(
        far[a][b] <= km and least <= abs(years[a] - years[b]) <= delay
        for a, b in combinations(range(len(years)), 2)
    )


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(PLACES, st.integers(2000, 2008)), min_size=2, max_size=12), st.integers(0, 1))
def test_counts_and_expectation_are_those_of_every_pair_and_order(dated, least):
    points, years = zip(*dated, strict=True)
    found = knox(points, years, least=least, permutations=1)
    everything = len(years) * (len(years) - 1) / 2
    for cell in found.table.itertuples():
        assert cell.pairs == by_hand(points, years, cell.km, cell.years, least)
        near = by_hand(points, years, cell.km, 10_000)
        soon = by_hand(points, years, 30_000, cell.years, least)
        assert cell.expected == pytest.approx(near * soon / everything)


def test_p_is_the_share_of_orders_with_as_many_pairs_and_the_correction_that_of_the_least_p():
    rng = np.random.default_rng(3)
    points, years = rng.uniform((2, 46), (3, 47), (12, 2)), rng.integers(2000, 2008, 12)
    found = knox(points, years, permutations=30, seed=5)
    again = np.random.default_rng(5)
    orders = [years, *(again.permutation(years) for _ in range(30))]
    counts = np.array(
        [[by_hand(points, order, km, delay) for km in DISTANCES for delay in DELAYS] for order in orders]
    )
    p = (counts[None, :, :] >= counts[:, None, :]).mean(axis=1)
    assert found.table["p"].to_numpy() == pytest.approx(p[0])
    least = p.min(axis=1)
    assert found.table["p_corrected"].to_numpy() == pytest.approx([(least <= one).mean() for one in p[0]])
    assert found.p == found.table["p_corrected"].min()


def test_where_nothing_spreads_five_percent_are_below_five_percent():
    """Clustered places and waves of dates that know nothing of each other: all cells tried, corrected."""
    rng = np.random.default_rng(11)
    trials = 200
    low = 0
    for trial in range(trials):
        centres = rng.uniform((0, 44), (6, 49), (6, 2))
        points = centres[rng.integers(0, 6, 40)] + rng.normal(0, 0.2, (40, 2))
        years = rng.choice(np.arange(2005, 2020), 40, p=rng.dirichlet(np.ones(15)))
        low += knox(points, years, permutations=99, seed=trial).p <= 0.05
    # Three standard errors of a share of 200.
    assert abs(low / trials - 0.05) < 3 * (0.05 * 0.95 / trials) ** 0.5


def test_contagion_is_seen():
    """Each new one settles 10 km from one of the year before, half of the time."""
    rng = np.random.default_rng(2)
    seen = 0
    for trial in range(20):
        points, years = [rng.uniform((0, 44), (6, 49)) for _ in range(5)], [2005] * 5
        for year in range(2006, 2017):
            old = [point for point, when in zip(points, years, strict=True) if when == year - 1]
            for _ in range(5):
                near = old[rng.integers(len(old))] + rng.normal(0, 0.06, 2)
                points.append(near if rng.random() < 0.5 else rng.uniform((0, 44), (6, 49)))
                years.append(year)
        seen += knox(points, years, permutations=99, seed=trial).p <= 0.05
    assert seen >= 19


def test_the_same_seed_gives_the_same_and_another_one_does_not():
    rng = np.random.default_rng(1)
    points, years = rng.uniform((2, 46), (3, 47), (30, 2)), rng.integers(2000, 2010, 30)
    one, same, other = (knox(points, years, seed=seed, permutations=99) for seed in (1, 1, 2))
    assert one.table.equals(same.table)
    assert not one.table["p"].equals(other.table["p"])
    assert one.table["pairs"].equals(other.table["pairs"])


@pytest.mark.parametrize("years", [[], [2000], [2000, 2000]])
def test_too_few_to_compare(years):
    found = knox(np.zeros((len(years), 2)), years, permutations=9)
    assert found.p == 1
    assert found.table["ratio"].dropna().eq(1).all()
