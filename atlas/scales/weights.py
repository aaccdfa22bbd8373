"""Weights as esda takes them; imports libpysal, so only functions that need it import this module."""

from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from libpysal.graph import Graph

from atlas.territories.contiguity import Pairs


class Sums(NamedTuple):
    """What esda asks of a summary: S0, S1 and S2 as `libpysal.graph.GraphSummary` defines them."""

    s0: float
    s1: float
    s2: float


class RowGraph(Graph):  # type: ignore[misc]
    """A graph with rows that sum to 1 that gives esda no more than it asks for.

    esda asks for the transformed graph and its summary at every test. libpysal makes both anew, and describes
    the whole graph for three sums: most of the time of one.
    """

    def transform(self, transformation: str) -> Graph:
        """Return the graph itself where it is what is asked for."""
        return self if transformation.upper() == "R" else super().transform(transformation)

    @cached_property
    def _sums(self) -> Sums:
        weights = self.sparse
        both = weights + weights.T
        ends = weights.sum(axis=0) + weights.sum(axis=1)
        return Sums(float(weights.sum()), float(both.power(2).sum()) / 2, float((ends**2).sum()))

    def summary(self, asymmetries: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002 - as libpysal has it
        """Return the sums of the weights, or with `asymmetries` what `libpysal.graph.Graph.summary` tells."""
        return super().summary(asymmetries=True) if asymmetries else self._sums

    def lag(self, y: Any, categorical: bool | None = None, ties: str = "raise") -> Any:  # noqa: ANN401, FBT001
        """Return the mean of the neighbours, as `libpysal.graph.Graph.lag`; every permutation asks it."""
        if isinstance(y, np.ndarray) and y.dtype == np.float64 and not categorical:
            return self.sparse @ y
        return super().lag(y, categorical=categorical, ties=ties)


@lru_cache(maxsize=12)
def row_graph(pairs: bytes) -> tuple[Pairs, RowGraph]:
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
    rows = np.concatenate([ends, ends[:, ::-1]])
    focal, neighbor = np.searchsorted(kept, rows[np.lexsort((rows[:, 1], rows[:, 0]))]).T
    index = pd.MultiIndex.from_arrays([focal, neighbor], names=["focal", "neighbor"])
    weight = pd.Series(1 / np.bincount(focal)[focal], index=index, name="weight")
    return kept, RowGraph(weight, transformation="R", is_sorted=True)
