"""How unequally a quantity is spread over territories, each measure one function.

Every function takes values without missing ones (who calls leaves them out and says how many) and gives a
number, or NaN where the measure is not defined. None has a unit, so levels can be set side by side.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.special import xlogy

from atlas.scales.chance import seeded
from atlas.territories.contiguity import Pairs


def variation(values: pd.Series) -> float:
    r"""Return the coefficient of variation.

    Parameters
    ----------
    values
        At least one value of any unit, none missing.

    Returns
    -------
    float
        0 where all are equal; NaN where their mean is 0.

    Notes
    -----
    :math:`\sigma / \bar{x}`, with the standard deviation of a whole population (divided by :math:`n`): the
    territories are all that there are, no sample.

    Examples
    --------
    >>> variation(pd.Series([2.0, 4, 4, 4, 5, 5, 7, 9]))
    0.4
    """
    mean = values.mean()
    return float(values.std(ddof=0) / mean) if mean else float("nan")


def gini(values: pd.Series) -> float:
    r"""Return the Gini coefficient.

    Returns
    -------
    float
        From 0 (all equal) to 1 - 1/n (one has all); NaN where all are 0.

    Notes
    -----
    :math:`G = \sum_i \sum_j |x_i - x_j| / (2 n^2 \bar{x})` (Gini, 1912), each territory with the same weight,
    by `inequality.gini.Gini`.

    Examples
    --------
    >>> round(gini(pd.Series([0.0, 0, 0, 8])), 2)
    0.75
    """
    from inequality.gini import Gini  # noqa: PLC0415 - slow to import

    found = values.to_numpy(dtype="float64")
    return float(Gini(found).g) if found.sum() > 0 else float("nan")


def gini_people(values: pd.Series, people: pd.Series) -> float:
    r"""Return the Gini coefficient of inhabitants, each of whom has the value of their territory.

    Parameters
    ----------
    values
        None missing, none negative.
    people
        Inhabitants of each territory, on the same index; where nobody lives nobody counts.

    Returns
    -------
    float
        From 0 (the same value for all inhabitants) to nearly 1; NaN where all values are 0 or nobody lives.

    Notes
    -----
    :math:`G = \sum_i \sum_j w_i w_j |x_i - x_j| / (2 \bar{x})` with shares of inhabitants :math:`w` and
    :math:`\bar{x} = \sum_i w_i x_i` (Cowell, 2011, Measuring Inequality). `inequality` has no weights. Where
    few territories have anything, the unweighted coefficient is little more than the share of those with
    nothing, however small these are; this one is not.

    Examples
    --------
    >>> round(gini_people(pd.Series([0.0, 8]), pd.Series([3, 1])), 2)  # as gini of 0, 0, 0, 8
    0.75
    """
    order = np.argsort(values.to_numpy(), kind="stable")
    weight = people.to_numpy(dtype="float64")[order]
    held = weight * values.to_numpy(dtype="float64")[order]
    if held.sum() <= 0:
        return float("nan")
    below = np.cumsum(held) - held / 2
    return float(1 - 2 * (weight * below).sum() / (weight.sum() * held.sum()))


class SpatialGini(NamedTuple):
    """The part of the Gini coefficient that lies between neighbours.

    Attributes
    ----------
    neighbour_share
        Differences between neighbours over all differences, 0 to 1.
    polarisation
        Mean difference between territories that do not touch, over the mean difference between neighbours:
        1 where neighbours differ as much as any two, above where they are more alike.
    p
        Probability of so high a polarisation if values fell on territories at random (one-sided).
    """

    neighbour_share: float
    polarisation: float
    p: float


class _Ends(NamedTuple):
    """The ends of all pairs at once, in the place of `neighbors`: the sum is the same, without a loop."""

    heads: Pairs
    tails: Pairs

    def items(self) -> Iterator[tuple[Pairs, Pairs]]:
        """Return one pair of arrays."""
        return iter([(self.heads, self.tails)])


class _Weights(NamedTuple):
    """What `Gini_Spatial` asks of weights."""

    neighbors: _Ends
    s0: int


def spatial_gini(values: pd.Series, pairs: Pairs, *, permutations: int = 99, seed: int = 0) -> SpatialGini:
    r"""Split the Gini coefficient into neighbours and others.

    Parameters
    ----------
    values
        None missing, none negative.
    pairs
        Shape (k, 2): neighbours by position in `values`, each pair once.
    permutations
        Random placements of the values for `p`.

    Returns
    -------
    SpatialGini
        All NaN where all values are equal, nobody has a neighbour or all are neighbours; `polarisation` and
        `p` NaN where no two neighbours differ.

    Notes
    -----
    :math:`\sum_{ij} |x_i - x_j| = \sum_{ij} w_{ij} |x_i - x_j| + \sum_{ij} (1 - w_{ij}) |x_i - x_j|` with
    :math:`w_{ij} = 1` for neighbours (Rey and Smith, 2013, A spatial decomposition of the Gini coefficient,
    Letters in Spatial and Resource Sciences 6), by `inequality.gini.Gini_Spatial`. A territory has few
    neighbours among many, so the share is small by nature: read the polarisation.

    Examples
    --------
    >>> found = spatial_gini(pd.Series([0.0, 0, 4, 4]), np.array([[0, 1], [1, 2], [2, 3]]))
    >>> round(found.neighbour_share, 2), round(found.polarisation, 2)
    (0.25, 3.0)
    """
    from inequality.gini import Gini_Spatial  # noqa: PLC0415 - slow to import

    nothing = SpatialGini(float("nan"), float("nan"), float("nan"))
    x = values.to_numpy(dtype="float64")
    every = len(x) * (len(x) - 1) // 2
    if not 0 < len(pairs) < every or x.min() == x.max():
        return nothing
    if not np.abs(x[pairs[:, 0]] - x[pairs[:, 1]]).any():
        return nothing._replace(neighbour_share=0.0)
    # A placement may put no difference between neighbours: infinite polarisation, which counts as higher.
    with seeded(seed), np.errstate(divide="ignore", invalid="ignore"):
        ends = _Ends(*np.ascontiguousarray(pairs.T))
        found = Gini_Spatial(x, _Weights(ends, 2 * len(pairs)), permutations=permutations)
        # Each pair once is half of what is between neighbours: the same order of placements in half the time.
        between = 2 * found.wg
        polarisation = (found.dtotal - between) / between * len(pairs) / (every - len(pairs))
    return SpatialGini(float(between / found.dtotal), float(polarisation), float(found.polarization_p_sim))


def theil(values: pd.Series) -> float:
    r"""Return Theil's index.

    Returns
    -------
    float
        From 0 (all equal) to ln n (one has all); NaN where all are 0.

    Notes
    -----
    :math:`T = \sum_i s_i \ln(n s_i)` with shares :math:`s_i = x_i / \sum x`, :math:`0 \ln 0 = 0` (Theil,
    1967, Economics and Information Theory), by `inequality.theil.Theil`.

    Examples
    --------
    >>> round(theil(pd.Series([1.0, 1, 3, 3])), 3)
    0.131
    """
    from inequality.theil import Theil  # noqa: PLC0415 - slow to import

    x = values.to_numpy(dtype="float64")
    # The library keeps logarithms of zero away with the smallest of numbers.
    return max(0.0, float(np.ravel(Theil(x).T)[0])) if x.sum() > 0 else float("nan")


def theil_between(values: pd.Series, groups: pd.Series) -> float:
    r"""Return the part of Theil's index that lies between groups; the rest lies within them.

    Parameters
    ----------
    groups
        Group of each, on the same index, none missing.

    Returns
    -------
    float
        From 0 to `theil(values)`, in the same unit; NaN where all are 0.

    Notes
    -----
    :math:`\sum_g s_g \ln(n s_g / n_g)` for the groups' shares :math:`s_g` and sizes :math:`n_g` (Theil, 1967,
    Economics and Information Theory): the same as that of `inequality.theil.TheilD`, which counts groups in a
    loop of 0.1 s for the communes.

    Examples
    --------
    >>> round(theil_between(pd.Series([1.0, 1, 3, 3]), pd.Series(["a", "a", "b", "b"])), 3)
    0.131
    """
    x = values.to_numpy(dtype="float64")
    if x.sum() <= 0:
        return float("nan")
    group = pd.factorize(groups)[0]
    held, size = np.bincount(group, weights=x) / x.sum(), np.bincount(group)
    return max(0.0, float(xlogy(held, len(x) * held / size).sum()))


def lorenz(values: pd.Series) -> pd.DataFrame:
    r"""Return the points of the Lorenz curve.

    Parameters
    ----------
    values
        None missing, none negative.

    Returns
    -------
    pandas.DataFrame
        `territories` and `total`: the poorest share of territories and what it holds together, 0 to 1, in at
        most 201 points; empty where all values are 0.

    Notes
    -----
    :math:`L(k/n) = \sum_{i \le k} x_{(i)} / \sum x` (Lorenz, 1905); twice the area between the curve and the
    diagonal is the Gini coefficient.

    Examples
    --------
    >>> lorenz(pd.Series([3.0, 1])).to_numpy().tolist()
    [[0.0, 0.0], [0.5, 0.25], [1.0, 1.0]]
    """
    x = np.sort(values.to_numpy(dtype="float64"))
    if not len(x) or x.sum() <= 0:
        return pd.DataFrame({"territories": [], "total": []}, dtype="float64")
    share = np.concatenate([[0.0], np.cumsum(x) / x.sum()])
    at = np.unique(np.linspace(0, len(x), min(len(x), 200) + 1).round().astype(int))
    return pd.DataFrame({"territories": at / len(x), "total": share[at]})
