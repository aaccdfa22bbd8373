"""Inequality, checked by hand, by properties and against the library where another way is taken."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from inequality.gini import Gini_Spatial
from inequality.theil import TheilD
from libpysal.weights import W

from atlas.scales import gini, gini_people, lorenz, spatial_gini, theil, theil_between, variation
from atlas.scales.chance import r_hat, seeded

COUNTS = st.lists(st.integers(0, 50), min_size=2, max_size=30).filter(any).map(pd.Series)
# A ring of six.
RING = np.array([[0, 1], [1, 2], [2, 3], [3, 4], [4, 5], [0, 5]])
SIX = pd.Series([0.0, 0, 1, 5, 9, 9])


def test_by_hand():
    values = pd.Series([1.0, 3])
    assert gini(values) == pytest.approx(0.25)
    assert variation(values) == pytest.approx(0.5)
    assert theil(values) == pytest.approx(0.25 * np.log(0.5) + 0.75 * np.log(1.5))


def test_one_has_all():
    values = pd.Series([0.0] * 9 + [5])
    assert gini(values) == pytest.approx(1 - 1 / 10)
    assert theil(values) == pytest.approx(np.log(10))


def test_nothing_anywhere_is_not_defined():
    values = pd.Series([0.0, 0, 0])
    assert np.isnan(gini(values))
    assert np.isnan(variation(values))
    assert np.isnan([theil(values), theil_between(values, pd.Series([1, 1, 2]))]).all()
    assert lorenz(values).empty


def test_all_equal():
    values = pd.Series([4.0, 4, 4])
    assert (gini(values), variation(values)) == (pytest.approx(0), 0)
    assert theil(values) == pytest.approx(0, abs=1e-12)


@given(COUNTS, st.integers(1, 100))
def test_unit_does_not_matter(values, factor):
    assert gini(values * factor) == pytest.approx(gini(values))
    assert variation(values * factor) == pytest.approx(variation(values))


@given(COUNTS, st.data())
def test_theil_is_the_library_s(values, data):
    groups = pd.Series(data.draw(st.lists(st.integers(0, 3), min_size=len(values), max_size=len(values))))
    total, between = theil(values), theil_between(values, groups)
    theirs = TheilD(values.to_numpy(dtype=float), groups.to_numpy())
    assert total == pytest.approx(float(np.ravel(theirs.T)[0]), abs=1e-9)
    assert between == pytest.approx(float(np.ravel(theirs.bg)[0]), abs=1e-9)
    assert -1e-9 <= between <= total + 1e-9


@given(COUNTS)
def test_lorenz_curve_sags_by_the_gini(values):
    curve = lorenz(values)
    under = np.trapezoid(curve["total"], curve["territories"])
    assert 1 - 2 * under == pytest.approx(gini(values))
    assert curve["total"].is_monotonic_increasing
    assert (curve["total"] <= curve["territories"] + 1e-9).all()


def test_lorenz_curve_of_many_stays_light():
    assert len(lorenz(pd.Series(np.arange(40_000.0)))) == 201


def test_spatial_gini_is_the_library_s():
    neighbours = {node: [] for node in range(6)}
    for a, b in RING.tolist():
        neighbours[a].append(b)
        neighbours[b].append(a)
    with seeded(3):
        theirs = Gini_Spatial(SIX.to_numpy(), W(neighbours), permutations=99)
    ours = spatial_gini(SIX, RING, permutations=99, seed=3)
    assert ours.polarisation == pytest.approx(theirs.polarization)
    assert ours.p == pytest.approx(theirs.polarization_p_sim)
    assert ours.neighbour_share == pytest.approx(theirs.wg / theirs.dtotal)


@pytest.mark.parametrize(
    ("values", "pairs"),
    [
        (pd.Series([3.0] * 6), RING),
        (SIX, np.empty((0, 2), dtype=int)),
        (pd.Series([1.0, 2]), np.array([[0, 1]])),
    ],
    ids=["all equal", "no neighbour", "all neighbours"],
)
def test_spatial_gini_that_is_not_defined(values, pairs):
    assert np.isnan(spatial_gini(values, pairs)).all()


def test_neighbours_that_never_differ():
    found = spatial_gini(pd.Series([1.0, 1, 7, 7]), np.array([[0, 1], [2, 3]]))
    assert found.neighbour_share == 0
    assert np.isnan(found.polarisation)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5)), min_size=2, max_size=12))
def test_gini_of_people_is_that_of_each_of_them(rows):
    values, people = (pd.Series([float(row[side]) for row in rows]) for side in (0, 1))
    each = values.repeat(people.astype(int))
    if each.sum():
        assert gini_people(values, people) == pytest.approx(gini(each))
    else:
        assert np.isnan(gini_people(values, people))


def test_starts_that_are_remembered_show():
    noise = np.random.default_rng(4).normal(size=40)
    starts = np.tile([0, 1], 20)
    assert r_hat(noise, starts) < 1.1
    assert r_hat(noise + 3 * starts, starts) > 1.5
    assert np.isnan(r_hat(np.full(4, 0.3), np.array([0, 0, 1, 1])))
