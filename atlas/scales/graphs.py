"""Graphs of contiguity: which territories of a level share a border."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.errors import UnknownTerritoryError
from atlas.territories import Geography
from atlas.territories.contiguity import Pairs, level_pairs, restrict

if TYPE_CHECKING:
    from libpysal.graph import Graph


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
