"""Hashes met so far, 8 bytes each: which rows of a stream stood in it before."""

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]


class Memory:
    """64-bit hashes, kept sorted in a few arrays whose sizes at least double.

    Two different rows have the same hash once in 2 ** 64 / n pairs: of 10 million rows, one chance in 370,000
    that any two are confused.
    """

    def __init__(self) -> None:
        self._runs: list[Hashes] = []

    def meet(self, hashes: Hashes) -> NDArray[np.bool_]:
        """Return which were met in an earlier call, and remember all of them."""
        again = np.zeros(len(hashes), dtype=bool)
        for run in self._runs:
            place = np.searchsorted(run, hashes)
            again |= run[np.minimum(place, len(run) - 1)] == hashes
        new = np.unique(hashes[~again])
        if len(new):
            while self._runs and len(self._runs[-1]) < 2 * len(new):
                new = np.sort(np.concatenate([self._runs.pop(), new]))
            self._runs.append(new)
        return again
