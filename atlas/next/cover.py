"""Maximal covering location: which few of many places reach the most, step by step and exactly."""

from threading import Lock
from time import monotonic
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

Floats = NDArray[np.float64]
Positions = NDArray[np.intp]

# What floating sums may differ by, as a share.
_ROUNDING = 1e-9
# Of the descent: so many steps at most; half the step after so many without a lower bound.
_STEPS, _PATIENCE, _MOMENTUM, _SHORTEST = 1_500, 15, 0.7, 1e-3
# So many bring the bound within some hundredths.
_FEW_STEPS = 40
# A larger problem keeps HiGHS busy beyond the time that it is given.
_MOST_PAIRS = 150_000
# One at a time: two would share the processors that one needs.
_ALONE = Lock()


class Cover(NamedTuple):
    """Some places, and how much any choice could reach at most.

    Attributes
    ----------
    chosen
        Rows of the places, the one that reaches most first, then the one that adds most.
    bound
        No choice of as many reaches more than this.
    """

    chosen: Positions
    bound: float


def reached(reach: sparse.csr_array, chosen: Positions) -> NDArray[np.intp]:
    """Count for each column by how many of the chosen rows it is reached."""
    columns = [reach.indices[reach.indptr[row] : reach.indptr[row + 1]] for row in chosen]
    empty = np.empty(0, dtype=np.intp)
    return np.bincount(np.concatenate([empty, *columns]), minlength=reach.shape[1])


def value(reach: sparse.csr_array, weights: Floats, chosen: Positions) -> float:
    """Return the weight of all that some rows reach, each column once."""
    return float(weights[reached(reach, chosen) > 0].sum())


def greedy(reach: sparse.csr_array, weights: Floats, k: int) -> Positions:
    r"""Choose places one after the other, each time the one that adds most.

    Parameters
    ----------
    reach
        A row for each place that may be chosen, a column for each place to be reached; anything but zero
        where the one reaches the other.
    weights
        Of the columns, not negative.
    k
        So many places at most: fewer where no other adds anything.

    Returns
    -------
    numpy.ndarray
        Rows, in order; of places that add as much, the first.

    Notes
    -----
    Maximal covering location (Church and ReVelle, 1974, Papers of the Regional Science Association 32,
    101-118). What is added falls with each choice, so the greedy one reaches at least :math:`1 - 1/e` of the
    best (Nemhauser, Wolsey and Fisher, 1978, Mathematical Programming 14, 265-294).

    Examples
    --------
    The first reaches 5 and 4, the second 4 and 3, the third 3:

    >>> rows = sparse.csr_array([[1, 1, 0], [0, 1, 1], [0, 0, 1]])
    >>> greedy(rows, np.array([5.0, 4.0, 3.0]), 2).tolist()
    [0, 1]
    """
    columns = reach.tocsc()
    gains, left = reach @ weights, weights.astype("float64")
    chosen: list[int] = []
    least = _ROUNDING * float(weights.sum())
    while len(chosen) < min(k, len(gains)):
        best = int(np.argmax(gains))
        if gains[best] <= least:
            break
        new = reach.indices[reach.indptr[best] : reach.indptr[best + 1]]
        new = new[left[new] > 0]
        gains -= columns[:, new] @ left[new]
        left[new] = 0.0
        # Nothing is left of a sum but its rounding.
        gains[best] = 0.0
        chosen.append(best)
    return np.array(chosen, dtype=np.intp)


def bound(reach: sparse.csr_array, weights: Floats, chosen: Positions) -> float:
    """Return what no choice of as many places exceeds, by a short descent, see `optimum`.

    Parameters
    ----------
    chosen
        Rows of a good choice.
    """
    if len(chosen) == 0:
        return 0.0
    return _relaxed(reach, weights, chosen, steps=_FEW_STEPS).bound


def optimum(reach: sparse.csr_array, weights: Floats, k: int, *, seconds: float = 25.0) -> Cover:
    r"""Choose the places that together reach most.

    Parameters
    ----------
    reach, weights, k
        See `greedy`.
    seconds
        What it may take, more or less; the best that is found by then is given, and `bound` says how much
        better another choice could be at most.

    Notes
    -----
    Maximise :math:`\sum_i w_i y_i` where :math:`y_i \le \sum_j a_{ji} x_j`, :math:`\sum_j x_j \le k`,
    :math:`x` whole and :math:`0 \le y \le 1`. The greedy choice is bettered by exchanges of one place
    (Teitz and Bart, 1968, Operations Research 16, 955-961). Lagrangean relaxation of the first constraints
    (Galvão and ReVelle, 1996, European Journal of Operational Research 88, 114-123) bounds what any choice
    reaches and what one with a given place does: places that cannot be part of a better choice are left out.
    The rest goes to HiGHS by `scipy.optimize.milp`.

    Examples
    --------
    Step by step the third would be first, and 1 would be missed:

    >>> rows = sparse.csr_array([[1, 1, 0, 0], [0, 0, 1, 1], [0, 1, 1, 0]])
    >>> best = optimum(rows, np.array([1.0, 2.0, 2.0, 1.0]), 2)
    >>> best.chosen.tolist(), best.bound
    ([1, 0], 6.0)
    """
    start = monotonic()
    reach = reach.astype(np.float64)
    first = greedy(reach, weights, k)
    if len(first) < k:
        # All that can be reached is.
        return Cover(first, value(reach, weights, first))
    with _ALONE:
        chosen = _exchanged(reach, weights, first)
        relaxed = _relaxed(reach, weights, chosen, seconds=seconds / 2)
        chosen, best = relaxed.chosen, value(reach, weights, relaxed.chosen)
        hopeful = np.flatnonzero(relaxed.most > best * (1 + _ROUNDING))
        most = relaxed.bound if hopeful.size else best
        if hopeful.size and reach[hopeful].nnz <= _MOST_PAIRS:
            left = start + seconds - monotonic()
            chosen, most = _solved(reach, weights, chosen, hopeful=hopeful, most=most, seconds=left)
    order = greedy(reach[chosen], weights, k)
    return Cover(chosen[order], max(most, value(reach, weights, chosen)))


def _exchanged(reach: sparse.csr_array, weights: Floats, chosen: Positions) -> Positions:
    """Put another place for one of the chosen for as long as that reaches more."""
    found, again = chosen.copy(), True
    while again:
        again = False
        for position in range(len(found)):
            others = np.delete(found, position)
            gains = reach @ np.where(reached(reach, others) > 0, 0.0, weights)
            best = int(np.argmax(gains))
            if gains[best] > gains[found[position]] + _ROUNDING * gains.max():
                found[position], again = best, True
    return found


class _Relaxed(NamedTuple):
    """The best choice met, the bound of all choices, and the most that one with each place may reach."""

    chosen: Positions
    bound: float
    most: Floats


def _relaxed(
    reach: sparse.csr_array,
    weights: Floats,
    chosen: Positions,
    *,
    steps: int = _STEPS,
    seconds: float = np.inf,
) -> _Relaxed:
    start, k, prices = monotonic(), len(chosen), weights / 2
    best, bound, cheapest = value(reach, weights, chosen), np.inf, prices
    step, stalled, way = 1.0, 0, np.zeros(len(weights))
    for _ in range(steps):
        worth = reach @ prices
        top = np.argpartition(-worth, k - 1)[:k]
        found, count = float((weights - prices).sum() + worth[top].sum()), reached(reach, top)
        if (met := float(weights[count > 0].sum())) > best:
            best, chosen = met, top
        stalled = 0 if found < bound * (1 - 1e-6) else stalled + 1
        if found < bound:
            bound, cheapest = found, prices
        if bound <= best * (1 + _ROUNDING) or step < _SHORTEST or monotonic() > start + seconds:
            break
        if stalled >= _PATIENCE:
            step, stalled, prices, way = step / 2, 0, cheapest, np.zeros(len(weights))
            continue
        way = count - 1 + _MOMENTUM * way
        # Prices stay between nothing and the weight; heavy ones move more.
        held = ((prices <= 0) & (way > 0)) | ((prices >= weights) & (way < 0))
        move = np.where(held, 0.0, way * weights)
        length = float((np.where(held, 0.0, way) * move).sum())
        if length <= 0:
            break
        prices = np.clip(prices - step * (found - best) / length * move, 0.0, weights)
    worth = reach @ cheapest
    least = np.partition(worth, len(worth) - k)[len(worth) - k]
    return _Relaxed(chosen, bound, bound + np.minimum(worth - least, 0.0))


def _solved(  # noqa: PLR0913 - what is left of the problem
    reach: sparse.csr_array,
    weights: Floats,
    chosen: Positions,
    *,
    hopeful: Positions,
    most: float,
    seconds: float,
) -> tuple[Positions, float]:
    part = reach[hopeful]
    live = np.flatnonzero(reached(part, np.arange(len(hopeful))) > 0)
    part = part[:, live]
    places, people = part.shape
    served = sparse.hstack([-part.T, sparse.eye_array(people)], format="csr")
    few = sparse.csr_array(np.concatenate([np.ones(places), np.zeros(people)])[None, :])
    answer = milp(
        np.concatenate([np.zeros(places), -weights[live]]),
        integrality=np.concatenate([np.ones(places), np.zeros(people)]),
        bounds=Bounds(0, 1),
        constraints=[LinearConstraint(served, -np.inf, 0), LinearConstraint(few, 0, len(chosen))],
        options={"time_limit": max(seconds, 1.0), "mip_rel_gap": 0.0},
    )
    best = value(reach, weights, chosen)
    if answer.x is not None:
        found = hopeful[np.flatnonzero(answer.x[:places] > 1 / 2)]
        if value(reach, weights, found) > best:
            chosen, best = found, value(reach, weights, found)
    # What is better lies among the hopeful; HiGHS proved how good those can be.
    proved = best if answer.status == 0 else min(most, -(answer.mip_dual_bound or -most))
    return chosen, max(proved, best)
