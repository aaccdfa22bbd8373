"""Whether like values lie beside each other, over all and place by place."""

import warnings
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from atlas.scales.chance import beyond, seeded, two_sided
from atlas.territories.contiguity import Pairs, restrict
from atlas.vocabulary import Label

if TYPE_CHECKING:
    from libpysal.graph import Graph

ALPHA = 0.05
# Below, permutations are too few to tell chance from pattern.
LEAST = 8
_BATCH = 999

CLUSTERS: dict[str, Label] = {
    "HH": Label("Fort parmi des forts", "High among high"),
    "LL": Label("Faible parmi des faibles", "Low among low"),
    "HL": Label("Fort parmi des faibles", "High among low"),
    "LH": Label("Faible parmi des forts", "Low among high"),
    "none": Label("Non significatif", "Not significant"),
    "island": Label("Sans voisin", "No neighbour"),
    "no_data": Label("Valeur inconnue", "Unknown value"),
}
_QUADRANTS = np.array(["", "HH", "LH", "LL", "HL"])


class Moran(NamedTuple):
    """Moran's I and how likely chance makes it.

    Attributes
    ----------
    statistic
        Above `expected` where neighbours are alike, below where they differ.
    expected
        Under randomness, -1 / (n - 1).
    p
        Two-sided pseudo p-value.
    territories
        How many have a value and a neighbour with one: those that count.
    reason
        Why there is no statistic, a key of `atlas.scales.REASONS`; empty where there is one.
    """

    statistic: float
    expected: float
    p: float
    territories: int
    reason: str


def connected(values: pd.Series, pairs: Pairs, *, again: bool = True) -> "tuple[pd.Series, Graph]":
    """Leave out the territories without neighbour, which say nothing about neighbours.

    Parameters
    ----------
    values
        None missing.
    pairs
        Neighbours by position in `values`, each pair once.
    again
        Whether the graph is kept for the next who asks.

    Returns
    -------
    pandas.Series, libpysal.graph.Graph
        The others, and their graph with rows that sum to 1.
    """
    from atlas.scales.weights import row_graph  # noqa: PLC0415 - slow to import

    make = row_graph if again else row_graph.__wrapped__
    kept, graph = make(pairs.astype(np.intp).tobytes())
    return values.iloc[kept], graph


def moran(
    values: pd.Series,
    pairs: Pairs,
    *,
    permutations: int = 999,
    seed: int = 0,
    counted: tuple[pd.Series, pd.Series] | None = None,
) -> Moran:
    r"""Measure whether like values lie beside each other.

    Parameters
    ----------
    values
        None missing.
    pairs
        Neighbours by position in `values`, each pair once.
    permutations
        Random placements of the values over the territories.
    counted
        Where values are rates: how many were counted in each territory, of how many inhabitants (none without
        any). `p` is then of the rates corrected for being less sure where few live.

    Returns
    -------
    Moran
        NaN with a reason where fewer than 8 territories have a neighbour (`few`) or all their values are
        equal (`constant`).

    Notes
    -----
    :math:`I = \frac{n}{S_0} \frac{\sum_{ij} w_{ij} (x_i - \bar{x})(x_j - \bar{x})}{\sum_i (x_i - \bar{x})^2}`
    with weights that sum to 1 in each row (Moran, 1950, Notes on continuous stochastic phenomena, Biometrika
    37), by `esda.Moran`. The null is that the values could lie on any territory. With `counted`, `p` is by
    `esda.Moran_Rate`: rates less the mean, over the standard deviation that empirical Bayes expects of so
    many inhabitants (Assunção and Reis, 1999, Statistics in Medicine 18).

    Examples
    --------
    >>> row = np.column_stack([np.arange(9), np.arange(1, 10)])
    >>> found = moran(pd.Series([0.0] * 5 + [1.0] * 5), row, seed=1)
    >>> round(found.statistic, 2), found.p < 0.05
    (0.8, True)
    """
    from esda import Moran as EsdaMoran  # noqa: PLC0415 - two seconds to import
    from esda import Moran_Rate  # noqa: PLC0415

    # Without permutations it is one of many random zonings, whose graph nobody asks for again.
    kept, graph = connected(values, pairs, again=permutations > 0)
    n = len(kept)
    reason = "few" if n < LEAST else "constant" if kept.min() == kept.max() else ""
    if reason:
        return Moran(float("nan"), float("nan"), float("nan"), n, reason)
    drawn = 0 if counted else permutations
    with seeded(seed):
        found = tested = EsdaMoran(kept.to_numpy(dtype="float64"), graph, permutations=drawn)
        if counted and permutations:
            events, people = (one.reindex(kept.index).to_numpy(dtype="float64") for one in counted)
            tested = Moran_Rate(events, people, graph, permutations=permutations)
    p = float("nan")
    if permutations:
        p = float(two_sided(np.array([tested.I]), tested.sim[None, :])[0])
    return Moran(float(found.I), float(found.EI), p, n, "")


def lisa(
    values: pd.Series, pairs: Pairs, *, permutations: int = 999, seed: int = 0, alpha: float = ALPHA
) -> pd.DataFrame:
    r"""Find where high values lie among high ones, low among low, and the exceptions.

    Parameters
    ----------
    values
        Missing where unknown.
    pairs
        Neighbours by position in `values`, each pair once.
    permutations
        Random placements of the other territories around each one.
    alpha
        Share of false discoveries among the territories called significant that is accepted.

    Returns
    -------
    pandas.DataFrame
        Index of `values`: `local` (local Moran's I), `p` (two-sided pseudo p-value), `quadrant` (`HH`, `LL`,
        `HL` or `LH`, whatever `p`), `cluster` (key of `CLUSTERS`: the quadrant where it is significant). The
        first three are missing where the value is unknown or no neighbour has one.

    Notes
    -----
    :math:`I_i = (n - 1) z_i \sum_j w_{ij} z_j / \sum_k z_k^2` with :math:`z` the distances to the mean
    (Anselin, 1995, Local indicators of spatial association, Geographical Analysis 27), by
    `esda.Moran_Local`; conditional permutations. A territory is significant where its p-value is not above
    the limit that keeps the false discovery rate at `alpha` (Benjamini and Hochberg, 1995; Caldas de Castro
    and Singer, 2006, Geographical Analysis 38), by `esda.fdr`. With n permutations no p-value is below
    2 / (n + 1), so a lone cluster among thousands of territories cannot become significant.

    Examples
    --------
    >>> across = [[12 * r + c, 12 * r + c + 1] for r in range(12) for c in range(11)]
    >>> down = [[12 * r + c, 12 * r + c + 12] for r in range(11) for c in range(12)]
    >>> slope = pd.Series([float(r + c) for r in range(12) for c in range(12)])
    >>> lisa(slope, np.array(across + down), seed=1)["cluster"].iloc[[0, 70, 130]].tolist()
    ['LL', 'none', 'HH']
    """
    from esda import Moran_Local, fdr  # noqa: PLC0415 - two seconds to import

    table = pd.DataFrame(
        {
            "local": np.nan,
            "p": np.nan,
            "quadrant": pd.Series(index=values.index, dtype="str"),
            "cluster": pd.Series("no_data", index=values.index, dtype="str"),
        },
        index=values.index,
    )
    known = np.flatnonzero(values.notna())
    table.iloc[known, 3] = "island"
    among = restrict(pairs, known, len(values))
    counted, graph = connected(values.iloc[known], among)
    table.loc[counted.index, "cluster"] = "none"
    if len(counted) < LEAST or counted.min() == counted.max():
        return table
    above, below, done = np.zeros(len(counted)), np.zeros(len(counted)), 0
    # Its seed goes to the generator that all threads share; so do filters of warnings.
    with seeded(seed), warnings.catch_warnings(), np.errstate(all="ignore"):
        # Which tail its own p-value takes is about to change: it is not used.
        warnings.simplefilter("ignore", DeprecationWarning)
        # Batch after batch: all at once they would take a hundred megabytes.
        while done < permutations:
            batch = min(_BATCH, permutations - done)
            found = Moran_Local(
                counted.to_numpy(dtype="float64"),
                graph,
                permutations=batch,
                seed=seed + done,
                keep_simulations=True,
            )
            higher, lower = beyond(found.Is, found.rlisas)
            above, below, done = above + higher, below + lower, done + batch
    p = np.minimum(1.0, 2 * (np.minimum(above, below) + 1) / (permutations + 1))
    sure = p <= fdr(p, alpha)
    table.loc[counted.index, "local"] = found.Is
    table.loc[counted.index, "p"] = p
    table.loc[counted.index, "quadrant"] = _QUADRANTS[found.q]
    table.loc[counted.index, "cluster"] = np.where(sure, _QUADRANTS[found.q], "none")
    return table
