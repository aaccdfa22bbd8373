"""Randomness that can be had again: seeds, and how far out among random values one lies."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

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
    # Sums in another order differ in the last digit: that is no difference.
    slack = 1e-9 * np.maximum(1.0, np.abs(observed))
    above = (simulated >= (observed - slack)[:, None]).sum(axis=1)
    below = (simulated <= (observed + slack)[:, None]).sum(axis=1)
    p: Floats = 2.0 * (np.minimum(above, below) + 1) / (simulated.shape[1] + 1)
    return np.minimum(p, 1.0)
