"""Randomness that can be had again: seeds, and how far out among random values one lies."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

# Of R-hat, as Gelman and Rubin took it: above, walks are held to remember where they began.
FORGOTTEN = 1.2

_LOCK = threading.RLock()


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Seed NumPy's global generator for libraries that know no other, and put it back after.

    Notes
    -----
    `esda.Moran`, `esda.Moran_Local` and `inequality.gini.Gini_Spatial` draw from the generator that all
    threads share. One at a time, else two readers would take numbers from each other and neither would get
    the same result again.

    Examples
    --------
    >>> with seeded(1):
    ...     first = np.random.rand()
    >>> with seeded(1):
    ...     first == np.random.rand()
    True
    """
    with _LOCK:
        before = np.random.get_state()  # noqa: NPY002 - the generator that those libraries use
        np.random.seed(seed)  # noqa: NPY002
        try:
            yield
        finally:
            np.random.set_state(before)  # noqa: NPY002


def beyond(observed: Floats, simulated: Floats) -> tuple[Floats, Floats]:
    """Count the random values that are at least as high as each value, and those at most as high.

    Parameters
    ----------
    simulated
        Shape (k, n), none missing.
    """
    # Sums in another order differ in the last digit: that is no difference.
    slack = 1e-9 * np.maximum(1.0, np.abs(observed))
    above = (simulated >= (observed - slack)[:, None]).sum(axis=1)
    below = (simulated <= (observed + slack)[:, None]).sum(axis=1)
    return above.astype("float64"), below.astype("float64")


def two_sided(observed: Floats, simulated: Floats) -> Floats:
    r"""Return the pseudo p-value of values among random ones, in either direction.

    Parameters
    ----------
    simulated
        Shape (k, n): values of each under the null hypothesis, none missing.

    Notes
    -----
    :math:`\min(1, 2 (r + 1) / (n + 1))`, :math:`r` the number of the :math:`n` random values at least as far
    out on the nearer side: the random values and the real one are equally likely under the null (Davison and
    Hinkley, 1997, Bootstrap Methods and their Application, 4.2.5). The two-sided value of `esda.significance`
    cannot go below 3 / (n + 1), and the one of `esda.Moran` has one side only.

    Examples
    --------
    >>> two_sided(np.array([9.0, 40]), np.array([np.arange(19.0)] * 2)).tolist()
    [1.0, 0.1]
    """
    above, below = beyond(observed, simulated)
    p: Floats = 2.0 * (np.minimum(above, below) + 1) / (simulated.shape[1] + 1)
    return np.minimum(p, 1.0)


def r_hat(values: Floats, groups: npt.NDArray[np.intp]) -> float:
    r"""Return how much wider values lie over all groups than within one.

    Parameters
    ----------
    values
        None missing.
    groups
        Group of each, such as where its random walk began; at least two, of two values each.

    Returns
    -------
    float
        About 1 where groups do not differ, more where they do; NaN where no value differs within its group.

    Notes
    -----
    :math:`\sqrt{((n - 1) W / n + B) / W}`: :math:`W` the mean variance within a group, :math:`B` the variance
    of their means, :math:`n` the mean size (Gelman and Rubin, 1992, Statistical Science 7).

    Examples
    --------
    >>> round(r_hat(np.array([1.0, 2, 3, 1, 2, 3]), np.array([0, 0, 0, 1, 1, 1])), 2)
    0.82
    """
    parts = [values[groups == group] for group in np.unique(groups)]
    within = float(np.mean([part.var(ddof=1) for part in parts]))
    between = float(np.var([part.mean() for part in parts], ddof=1))
    each = len(values) / len(parts)
    # Equal values differ in their last digit.
    if within <= 1e-24 * float(np.abs(values).max(initial=0.0)) ** 2:
        return float("nan")
    return float(np.sqrt(((each - 1) / each * within + between) / within))
