"""The few places that reach the most: against trying all of them."""

from functools import partial
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from atlas.next import cover
from atlas.next.cover import bound, greedy, optimum, value


def best(reach, weights, k):
    """Try all sets of `k` places."""
    some = min(k, reach.shape[0])
    return max(
        value(reach, weights, np.array(few, dtype=np.intp))
        for few in combinations(range(reach.shape[0]), some)
    )


@st.composite
def problems(draw):
    places, people = draw(st.integers(1, 8)), draw(st.integers(1, 9))
    cells = draw(st.lists(st.booleans(), min_size=places * people, max_size=places * people))
    weights = draw(st.lists(st.integers(0, 50) | st.floats(0, 9), min_size=people, max_size=people))
    reach = sparse.csr_array(np.array(cells, dtype=float).reshape(places, people))
    return reach, np.array(weights, dtype=float), draw(st.integers(1, 4))


@given(problems())
@settings(max_examples=150)
def test_greedy_and_exact_are_what_they_say(problem):
    reach, weights, k = problem
    most = best(reach, weights, k)
    quick, sure = greedy(reach, weights, k), optimum(reach, weights, k)
    near = pytest.approx(most, rel=1e-6, abs=1e-9)
    assert value(reach, weights, sure.chosen) == near
    assert sure.bound == near
    assert value(reach, weights, quick) <= most * (1 + 1e-9) + 1e-9
    assert value(reach, weights, quick) >= (1 - 1 / np.e) * most - 1e-9
    if len(quick) == k:
        assert bound(reach, weights, quick) >= most - 1e-6
    for one in (quick, sure.chosen):
        assert len(set(one)) == len(one) <= k


def test_greedy_adds_most_at_each_step():
    rows = sparse.csr_array([[1, 1, 0, 0], [0, 0, 1, 1], [0, 1, 1, 0]])
    weights = np.array([1.0, 2.0, 2.0, 1.0])
    assert greedy(rows, weights, 2).tolist() == [2, 0]
    assert greedy(rows, weights, 9).tolist() == [2, 0, 1]


def test_exact_orders_its_places_by_what_they_add():
    rows = sparse.csr_array([[1, 0, 0, 0], [0, 1, 1, 1], [0, 0, 0, 1]])
    assert optimum(rows, np.array([2.0, 1.0, 1.0, 1.0]), 2).chosen.tolist() == [1, 0]


def test_highs_finds_what_the_descent_leaves(monkeypatch):
    """Stopped at once, the descent leaves all places to the solver."""
    draw = np.random.default_rng(3)
    reach = sparse.csr_array(draw.random((12, 30)) < 0.25).astype(float)
    weights = draw.integers(1, 100, 30).astype(float)
    monkeypatch.setattr(cover, "_relaxed", partial(cover._relaxed, steps=1))
    sure = optimum(reach, weights, 4)
    assert value(reach, weights, sure.chosen) == best(reach, weights, 4) == pytest.approx(sure.bound)


def test_without_time_the_gap_is_told(monkeypatch):
    draw = np.random.default_rng(3)
    reach = sparse.csr_array(draw.random((12, 30)) < 0.25).astype(float)
    weights = draw.integers(1, 100, 30).astype(float)
    monkeypatch.setattr(cover, "_relaxed", partial(cover._relaxed, steps=1))
    monkeypatch.setattr(cover, "_MOST_PAIRS", 0)
    some = optimum(reach, weights, 4)
    assert value(reach, weights, some.chosen) <= best(reach, weights, 4) <= some.bound


def test_who_is_reached_already_asks_for_nothing():
    rows = sparse.csr_array([[1.0, 1.0]])
    assert greedy(rows, np.zeros(2), 3).tolist() == []
    assert optimum(rows, np.zeros(2), 3) == (pytest.approx([]), 0.0)
