"""Weights as esda takes them; imports libpysal, so only functions that need it import this module."""

from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from libpysal.graph import Graph

from atlas.scales.graphs import from_pairs
from atlas.territories.contiguity import Pairs, restrict


class RowGraph(Graph):  # type: ignore[misc]
    """A graph with rows that sum to 1 whose summary is computed once.

    esda asks for both at every test, and makes them anew: a third of the time of one.
    """

    def transform(self, transformation: str) -> Graph:
        """Return the graph itself where it is what is asked for."""
        return self if transformation.upper() == "R" else super().transform(transformation)

    @cached_property
    def _told(self) -> Any:  # noqa: ANN401 - libpysal's own class
        return super().summary()

    def summary(self, asymmetries: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002 - as libpysal has it
        """Return the summary of the graph, see `libpysal.graph.Graph.summary`."""
        return super().summary(asymmetries=True) if asymmetries else self._told

    def lag(self, y: Any, categorical: bool | None = None, ties: str = "raise") -> Any:  # noqa: ANN401, FBT001
        """Return the mean of the neighbours, as `libpysal.graph.Graph.lag`; every permutation asks it."""
        if isinstance(y, np.ndarray) and y.dtype == np.float64 and not categorical:
            return self.sparse @ y
        return super().lag(y, categorical=categorical, ties=ties)


@lru_cache(maxsize=12)
def row_graph(pairs: bytes, size: int) -> tuple[Pairs, RowGraph]:
    """Make a graph with rows that sum to 1 of the nodes that have a neighbour.

    Parameters
    ----------
    pairs
        Neighbours by position, shape (k, 2), as bytes: a page asks for the same graph again and again.

    Returns
    -------
    numpy.ndarray, RowGraph
        Positions of the nodes that have a neighbour, and their graph.
    """
    ends = np.frombuffer(pairs, dtype=np.intp).reshape(-1, 2)
    kept = np.unique(ends)
    rows = from_pairs(restrict(ends, kept, size), len(kept)).transform("R")
    return kept, RowGraph(rows.adjacency, transformation="R", is_sorted=True)
