"""Graphs of contiguity, read from `data/geo`: which territories of a level share a border."""

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.errors import UnknownTerritoryError
from atlas.territories import Geography
from atlas.territories.files import damaged, read_parquet
from atlas.vocabulary import Label

if TYPE_CHECKING:
    from libpysal.graph import Graph

FILE = "contiguity.parquet"

Pairs = npt.NDArray[np.intp]


@lru_cache(maxsize=2)
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


@lru_cache(maxsize=8)
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


@lru_cache(maxsize=8)
def zone_positions(geography: Geography, level: str) -> Pairs:
    """Return the position of each commune's territory at a level, -1 where it has none."""
    codes = geography.communes.index if level == "commune" else pd.Index(geography.communes[level])
    return np.asarray(geography.level(level).index.get_indexer(codes), dtype=np.intp)


def graph(geography: Geography, level: str, codes: pd.Index | None = None) -> "Graph":
    """Return the contiguity of a level, or of some of its territories, as a graph.

    Parameters
    ----------
    level
        One of `atlas.vocabulary.LEVELS`.
    codes
        Territories to keep, all by default; those left without neighbour are isolates of the graph.

    Returns
    -------
    libpysal.graph.Graph
        Binary and symmetric; nodes are the positions in `codes` (by default in `geography.level(level)`).

    Raises
    ------
    UnknownTerritoryError
        If a code is not one of the level.

    Examples
    --------
    >>> from atlas.territories import load_geography
    >>> regions = graph(load_geography(), "region", pd.Index(["24", "52", "53"]))
    >>> regions.cardinalities.tolist()  # Pays de la Loire between Centre-Val de Loire and Bretagne
    [1, 2, 1]
    """
    pairs = level_pairs(geography, level)
    known = geography.level(level).index
    if codes is None:
        return from_pairs(pairs, len(known))
    positions = known.get_indexer(codes)
    if (positions < 0).any():
        msg = f"no {level} has the code {codes[positions < 0][0]!r}"
        raise UnknownTerritoryError(msg)
    return from_pairs(restrict(pairs, positions, len(known)), len(codes))


def restrict(pairs: Pairs, kept: Pairs, size: int) -> Pairs:
    """Keep the pairs of which both ends are kept, and number the ends by their place in `kept`."""
    new = np.full(size, -1, dtype=np.intp)
    new[kept] = np.arange(len(kept))
    renamed = new[pairs]
    return np.asarray(renamed[(renamed >= 0).all(axis=1)], dtype=np.intp)


def from_pairs(pairs: Pairs, size: int) -> "Graph":
    """Make a binary symmetric graph of the nodes 0 to `size` - 1.

    Examples
    --------
    >>> from_pairs(np.array([[0, 1]]), 3).isolates.tolist()
    [2]
    """
    # libpysal takes more than a second to import: only who asks for a graph waits.
    from libpysal.graph import Graph  # noqa: PLC0415

    alone = np.setdiff1d(np.arange(size), pairs)
    focal = np.concatenate([pairs[:, 0], pairs[:, 1], alone])
    neighbor = np.concatenate([pairs[:, 1], pairs[:, 0], alone])
    weight = np.concatenate([np.ones(2 * len(pairs)), np.zeros(len(alone))])
    order = np.lexsort((neighbor, focal))
    index = pd.MultiIndex.from_arrays([focal[order], neighbor[order]], names=["focal", "neighbor"])
    return Graph(pd.Series(weight[order], index=index, name="weight"), is_sorted=True)
