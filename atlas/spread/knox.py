"""Whether neighbours in space are neighbours in time more often than chance gives it: Knox's test."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.spatial import cKDTree

from atlas.sphere import arc_km, chord, unit_vectors

DISTANCES = (10.0, 25.0, 50.0, 100.0)
DELAYS = (1, 2, 3)
PERMUTATIONS = 999


class Knox(NamedTuple):
    """A space-time test.

    Attributes
    ----------
    table
        One row for each distance and delay: `km` and `years`, both at most; `pairs` within both; `expected`
        pairs where dates and places have nothing to do with each other; `ratio` of the two (missing where
        none is expected); `p` of as many pairs or more; `p_corrected` for the choice of distance and delay.
    points
        How many points were compared.
    p
        The least of the corrected ones: of any cell at all.
    """

    table: pd.DataFrame
    points: int
    p: float


def knox(  # noqa: PLR0913 - a test and its settings
    points: ArrayLike,
    years: ArrayLike,
    *,
    distances: tuple[float, ...] = DISTANCES,
    delays: tuple[int, ...] = DELAYS,
    least: int = 0,
    permutations: int = PERMUTATIONS,
    seed: int = 1,
) -> Knox:
    r"""Test whether a new one comes sooner near an old one.

    Parameters
    ----------
    points
        Longitude and latitude in degrees (EPSG:4326), one row per point, none missing.
    years
        Year of each, whole numbers.
    distances, delays
        Bounds of what is near, in kilometres along a great circle and in years, increasing.
    least
        Pairs less than so many years apart are never counted.

    Returns
    -------
    Knox
        The same seed gives the same.

    Notes
    -----
    The statistic of a cell is Knox's: pairs at most :math:`d` kilometres and :math:`t` years apart. Under the
    null, each order of the dates over the places is equally likely (Mantel): both stay as they are, waves of
    dates and clusters of places too. So the expected number is :math:`N_d N_t / N`, with :math:`N` all pairs,
    :math:`N_d` those near in space, :math:`N_t` those near in time. With :math:`B` permutations

    .. math:: p = (1 + \#\{b : X_b \ge X\}) / (B + 1).

    The corrected p of a cell is the share of orders whose least p of all cells is at most the cell's
    (Westfall and Young's single step): where nothing spreads, 5 % of the tests have one below 5 %, however
    many cells are tried.

    Growth that differs from region to region looks like contagion to this test (Kulldorff and Hjalmars), and
    so does a région's policy: it finds nearness, never its cause.

    References
    ----------
    Knox, E. G. (1964). The detection of space-time interactions. Applied Statistics 13, 25-30.
    Mantel, N. (1967). The detection of disease clustering and a generalized regression approach. Cancer
    Research 27, 209-220.
    Westfall, P. H. and Young, S. S. (1993). Resampling-based multiple testing. Wiley.
    Kulldorff, M. and Hjalmars, U. (1999). The Knox method and other tests for space-time interaction.
    Biometrics 55, 544-552.

    Examples
    --------
    Two pairs of neighbours, each begun within a year, far from each other in both:

    >>> found = knox([(0, 45), (0.1, 45), (5, 48), (5.1, 48)], [2000, 2001, 2015, 2016], permutations=99)
    >>> found.table.query("km == 10 and years == 1")[["pairs", "expected"]].to_numpy().tolist()
    [[2.0, 0.6666666666666666]]
    """
    when = np.asarray(years, dtype=np.int16)
    one, other, ring = _near_pairs(points, distances)
    ends = np.searchsorted(ring, np.arange(len(distances)), side="right")
    starts = np.concatenate([[0], ends[:-1]])

    def counted(dates: NDArray[np.int16]) -> NDArray[np.int64]:
        # Small numbers and plain comparisons: a histogram of the cells takes five times as long.
        apart = np.abs(np.take(dates, one, mode="clip") - np.take(dates, other, mode="clip"))

        def within(bound: int) -> NDArray[np.int64]:
            near = apart <= bound
            rings = [np.count_nonzero(near[low:high]) for low, high in zip(starts, ends, strict=True)]
            return np.cumsum(rings)

        too_soon = within(least - 1) if least else np.zeros(len(distances), dtype=np.int64)
        return np.column_stack([within(delay) - too_soon for delay in delays]).ravel()

    rng = np.random.default_rng(seed)
    observed = counted(when)
    draws = [counted(rng.permutation(when)) for _ in range(permutations)]
    p, corrected = _probabilities(np.vstack([observed, *draws]))
    in_time = _pairs_by_delay(when, delays, least)
    expected = (np.outer(ends, in_time) / max(len(when) * (len(when) - 1) // 2, 1)).ravel()
    table = pd.DataFrame(
        {
            "km": np.repeat(distances, len(delays)),
            "years": np.tile(delays, len(distances)),
            "pairs": observed,
            "expected": expected,
            "ratio": np.divide(observed, expected, out=np.full(len(expected), np.nan), where=expected > 0),
            "p": p,
            "p_corrected": corrected,
        }
    )
    return Knox(table, len(when), float(corrected.min(initial=1.0)))


def _near_pairs(
    points: ArrayLike, distances: tuple[float, ...]
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """Return the pairs within the largest distance, and the first distance that each is within."""
    vectors = unit_vectors(points)
    pairs = cKDTree(vectors).query_pairs(chord(distances[-1]), output_type="ndarray")
    km = arc_km(np.linalg.norm(vectors[pairs[:, 0]] - vectors[pairs[:, 1]], axis=1))
    ring = np.minimum(np.searchsorted(np.asarray(distances), km), len(distances) - 1)
    order = np.argsort(ring, kind="stable")
    return pairs[order, 0], pairs[order, 1], ring[order]


def _pairs_by_delay(when: NDArray[np.int16], delays: tuple[int, ...], least: int) -> NDArray[np.int64]:
    """Count all pairs, near or not, that are at most each delay apart, and at least `least`."""
    many = np.bincount(when - when.min(initial=0)).astype(np.int64)
    apart = [int((many * (many - 1)).sum()) // 2]
    apart += [int((many[gap:] * many[:-gap]).sum()) for gap in range(1, delays[-1] + 1)]
    apart[:least] = [0] * least
    return np.cumsum(apart)[list(delays)]


def _probabilities(every: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the p of each cell of the first row, and the same corrected by the least p of each row."""
    many = len(every)
    as_many = np.column_stack(
        [many - np.searchsorted(np.sort(column), column, side="left") for column in every.T]
    )
    least = np.sort(as_many.min(axis=1))
    return as_many[0] / many, np.searchsorted(least, as_many[0], side="right") / many
