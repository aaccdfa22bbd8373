"""Contiguity, read from `data/geo`: which territories of a level share a border, and ties over water."""

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse
from scipy.sparse import csgraph
from scipy.spatial import KDTree

from atlas.territories import Geography
from atlas.territories.files import damaged, read_parquet
from atlas.territories.kept import kept_of
from atlas.vocabulary import Label

FILE = "contiguity.parquet"

Pairs = npt.NDArray[np.intp]


@kept_of(maxsize=2)
def neighbour_pairs(geography: Geography) -> pd.DataFrame:
    """Read the pairs of communes that share a border.

    Returns
    -------
    pandas.DataFrame
        Columns `left` and `right`, each pair once; a commune that only touches water is in no row.

    Raises
    ------
    GeographyError
        If the file is missing or damaged.
    """
    return read_parquet(geography.folder / FILE, ["left", "right"])


def contract(pairs: Pairs, zones: Pairs) -> Pairs:
    """Return the pairs of zones that touch, from the pairs of their parts.

    Parameters
    ----------
    pairs
        Shape (m, 2): parts that share a border, each pair once.
    zones
        Zone of each part; -1 where it has none.

    Returns
    -------
    numpy.ndarray
        Shape (k, 2), first below second, sorted, each pair once: two zones touch where parts of theirs do.

    Examples
    --------
    >>> contract(np.array([[0, 1], [1, 2], [2, 3]]), np.array([0, 0, 1, -1])).tolist()
    [[0, 1]]
    """
    both = np.sort(zones[pairs], axis=1)
    both = both[(both[:, 0] >= 0) & (both[:, 0] != both[:, 1])]
    size = int(zones.max(initial=0)) + 1
    keys = np.unique(both[:, 0] * size + both[:, 1])
    return np.column_stack([keys // size, keys % size])


@kept_of(maxsize=8)
def level_pairs(geography: Geography, level: str) -> Pairs:
    """Return the neighbours of a level by position.

    Parameters
    ----------
    level
        One of `atlas.vocabulary.LEVELS`.

    Returns
    -------
    numpy.ndarray
        Shape (k, 2): positions in `geography.level(level)`. Rook contiguity: at least one shared segment of
        border. Two territories touch where communes of theirs do.

    Raises
    ------
    GeographyError
        If the stored pairs are missing, damaged, or name what is no commune.
    """
    stored = neighbour_pairs(geography)
    communes = geography.communes.index
    pairs = np.column_stack([communes.get_indexer(pd.Index(stored[side])) for side in ("left", "right")])
    if (pairs < 0).any():
        why = Label("il nomme des codes d'aucune commune", "it names codes that are no commune's")
        raise damaged(geography.folder / FILE, why)
    return contract(pairs, zone_positions(geography, level))


@kept_of(maxsize=8)
def zone_positions(geography: Geography, level: str) -> Pairs:
    """Return the position of each commune's territory at a level, -1 where it has none."""
    codes = geography.communes.index if level == "commune" else pd.Index(geography.communes[level])
    return np.asarray(geography.level(level).index.get_indexer(codes), dtype=np.intp)


def restrict(pairs: Pairs, kept: Pairs, size: int) -> Pairs:
    """Keep the pairs of which both ends are kept, and number the ends by their place in `kept`."""
    new = np.full(size, -1, dtype=np.intp)
    new[kept] = np.arange(len(kept))
    renamed = new[pairs]
    return np.asarray(renamed[(renamed >= 0).all(axis=1)], dtype=np.intp)


def pieces(pairs: Pairs, size: int) -> Pairs:
    """Return the number of each node's connected piece."""
    matrix = sparse.coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(size, size))
    return np.asarray(csgraph.connected_components(matrix, directed=False)[1], dtype=np.intp)


def bridges(pairs: Pairs, parts: Pairs, points: npt.NDArray[np.float64]) -> Pairs:
    """Tie the separate pieces of each part, nearest first.

    Parameters
    ----------
    pairs
        Neighbours by position, each pair once.
    points
        Where each node is, in any metric space.

    Returns
    -------
    numpy.ndarray
        Shape (k, 2): the fewest pairs that make each part one piece. One piece after the other, but for the
        largest of its part, is tied to the nearest node of another piece of that part.

    Examples
    --------
    >>> line = np.array([[0.0], [1], [5], [6]])
    >>> bridges(np.array([[0, 1], [2, 3]]), np.zeros(4, dtype=int), line).tolist()
    [[1, 2]]
    """
    ties: list[list[int]] = []
    while True:
        whole = np.vstack([pairs, np.array(ties, dtype=np.intp).reshape(-1, 2)])
        piece = pieces(whole, len(parts))
        tied = len(ties)
        for part in np.unique(parts):
            nodes = np.flatnonzero(parts == part)
            sizes = np.bincount(piece[nodes])
            small = np.setdiff1d(piece[nodes], sizes.argmax())
            if not len(small):
                continue
            own, others = nodes[piece[nodes] == small[0]], nodes[piece[nodes] != small[0]]
            distance, nearest = KDTree(points[others]).query(points[own])
            best = int(np.argmin(distance))
            ties.append(sorted([int(own[best]), int(others[nearest[best]])]))
        if len(ties) == tied:
            return np.array(ties, dtype=np.intp).reshape(-1, 2)
