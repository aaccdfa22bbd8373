"""The worst-off setting first: places that bring down how far its people have to go."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from atlas.next.reach import distances
from atlas.territories import Geography

Floats = NDArray[np.float64]
Positions = NDArray[np.intp]

# Looked at in full: those that reach the most of the far ones.
_SHORTLIST = 50


def quantile(km: Floats, people: Floats, share: float) -> float:
    """Return the distance that so many people have at most.

    Parameters
    ----------
    km
        Of each commune; infinite where there is no way.
    people
        Inhabitants of each.
    share
        0 to 1.

    Returns
    -------
    float
        In km; infinite where fewer have any way; NaN where nobody lives.

    Examples
    --------
    Of ten people nine have 5 km at most:

    >>> quantile(np.array([30.0, 5.0]), np.array([1.0, 9.0]), 0.9)
    5.0
    """
    order = np.argsort(km, kind="stable")
    total = np.cumsum(people[order])
    if len(total) == 0 or total[-1] <= 0:
        return float("nan")
    return float(km[order][np.searchsorted(total, share * total[-1] * (1 - 1e-12))])


def far(km: Floats, people: Floats, settings: pd.Series, share: float) -> pd.Series:
    """Return for each setting the distance that so many of its people have at most, see `quantile`."""
    told = {}
    for setting in settings.cat.categories:
        mine = settings.eq(setting).to_numpy(dtype=bool, na_value=False)
        told[setting] = quantile(km[mine], people[mine], share)
    return pd.Series(told, dtype="float64")


def fairest(  # noqa: PLR0913 - what is fair hangs on all of them
    geography: Geography,
    at: Positions,
    candidates: Positions,
    reach: sparse.csr_array,
    *,
    km: Floats,
    people: Floats,
    weights: Floats,
    settings: pd.Series,
    k: int,
    share: float,
) -> Positions:
    """Choose places one after the other, each for the setting that is then the worst off.

    Parameters
    ----------
    at
        Positions in `Geography.communes` of the communes that are asked about.
    candidates
        Which of them, by their order in `at`, may be chosen.
    reach
        A row for each candidate, a column for each commune of `at`.
    km, people, settings
        Of each commune of `at`: how far the nearest is (infinite where there is none), who lives there, and
        its setting, as categories.
    weights
        What each commune counts, once, for the place that reaches it.
    share
        The worst-off setting is the one in which so many people have the farthest to go at most.

    Returns
    -------
    numpy.ndarray
        Rows of the candidates, in order; fewer than `k` where none is left.

    Notes
    -----
    Each step takes, for the worst-off setting, the candidate that leaves its quantile of distances least; of
    those that leave it as it is, the one that reaches most. That is one step of a p-centre (Hakimi, 1964,
    Operations Research 12, 450-459) with a quantile in place of the maximum, so that one far hamlet does not
    decide. Where there are more than fifty candidates, those are looked at that reach the most people of
    the setting who have as far to go or farther, or the most of all where none reaches any.
    """
    km, left = km.copy(), weights.astype("float64")
    chosen: list[int] = []
    free = np.ones(len(candidates), dtype=bool)
    reach = reach.astype(np.float64)
    while len(chosen) < k and free.any():
        worst = far(km, people, settings, share)
        if worst.isna().all():
            break
        mine = settings.eq(str(worst.idxmax())).to_numpy(dtype=bool, na_value=False)
        distant = mine & (km >= worst.max())
        gains = reach @ left
        order = np.lexsort((-gains, -(reach @ np.where(distant, people, 0.0)), ~free))
        listed = order[: min(_SHORTLIST, int(free.sum()))]
        ways = np.minimum(distances(geography, at[candidates[listed]], at[mine]), km[mine])
        after = np.array([quantile(row, people[mine], share) for row in ways])
        best = int(listed[np.lexsort((listed, -gains[listed], after))[0]])
        chosen.append(best)
        free[best] = False
        left[reach.indices[reach.indptr[best] : reach.indptr[best + 1]]] = 0.0
        km = np.minimum(km, distances(geography, at[candidates[[best]]], at)[0])
    return np.array(chosen, dtype=np.intp)
