"""The modes of a map: patterns from the broadest to the finest, into which any value by territory splits."""

import threading
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import sparse

from atlas.sphere import unit_vectors
from atlas.territories import Geography
from atlas.territories.contiguity import Pairs, bridges, level_pairs, restrict

Floats = npt.NDArray[np.float64]

# More territories would ask for minutes and gigabytes: communes are 34,875, bassins de vie 1,707.
MOST = 2_000


class Modes(NamedTuple):
    """The modes of some territories that touch.

    Attributes
    ----------
    vectors
        Shape (n, n): one mode per column, each of length 1, all at right angles; in single precision, which
        takes half the time and is far finer than any test needs.
    smooth
        Shape (n, n), sparse, rows sum to 1: the mean of a territory and its neighbours.
    ties
        How many pairs tie islands to the nearest territory.
    """

    vectors: npt.NDArray[np.float32]
    smooth: sparse.csr_array
    ties: int


def modes(geography: Geography, level: str, positions: Pairs) -> Modes:
    r"""Return the modes of some territories of a level.

    Parameters
    ----------
    level
        One of `atlas.vocabulary.LEVELS`.
    positions
        Of the territories in `Geography.level`, at most `MOST`.

    Returns
    -------
    Modes
        Kept for the next who asks of the same territories: a second for 1,255, three for 1,707. Of all
        territories of a level, in the order of the level.

    Notes
    -----
    Eigenvectors of the Laplacian :math:`D - A` of the stored contiguity, :math:`A` one for neighbours and
    :math:`D` their numbers: the waves of a map, as sines are those of a line (Chung, 1997, Spectral graph
    theory). What touches nothing is tied to the nearest (by town halls or middles of territories), until all
    is in one piece.
    """
    # One at a time: two readers who ask for the same would both compute it.
    with _LOCK:
        if len(positions) == len(geography.level(level)):
            return _all(geography, level)
        return _some(geography, level, np.asarray(positions, dtype=np.intp).tobytes())


_LOCK = threading.Lock()


# Most files have every territory: their modes stay, those of fewer make room for each other.
@lru_cache(maxsize=6)
def _all(geography: Geography, level: str) -> Modes:
    return _modes(geography, level, np.arange(len(geography.level(level)), dtype=np.intp))


@lru_cache(maxsize=2)
def _some(geography: Geography, level: str, positions: bytes) -> Modes:
    return _modes(geography, level, np.frombuffer(positions, dtype=np.intp))


def _modes(geography: Geography, level: str, kept: Pairs) -> Modes:
    table, size = geography.level(level), len(kept)
    borders = restrict(level_pairs(geography, level), kept, len(table))
    where = ["seat_lon", "seat_lat"] if level == "commune" else ["label_lon", "label_lat"]
    ties = bridges(borders, np.zeros(size, dtype=np.intp), unit_vectors(table.iloc[kept][where]))
    ends = np.vstack([borders, ties])
    one, other = np.concatenate([ends, ends[:, ::-1]]).T
    touching = sparse.coo_array((np.ones(len(one)), (one, other)), shape=(size, size)).tocsr()
    laplacian = -touching.toarray().astype("float32")
    laplacian[np.diag_indices(size)] = touching.sum(axis=1)
    vectors = np.linalg.eigh(laplacian)[1]
    around = touching + sparse.eye_array(size)
    smooth = sparse.diags_array(1 / np.asarray(around.sum(axis=1)).ravel()) @ around
    vectors.flags.writeable = False
    return Modes(vectors, smooth.tocsr(), len(ties))
