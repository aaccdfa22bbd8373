"""How alike two initiatives are: Gower's general coefficient of similarity."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from atlas.catalogue.legal_forms import FORMS
from atlas.errors import UnknownChoiceError
from atlas.peers.traits import LOGARITHMIC, MONEY, SHARES, WEIGHTS, Traits
from atlas.vocabulary import VARIABLES


def check_weights(weights: Mapping[str, float] | None) -> dict[str, float]:
    """Complete weights with the usual ones.

    Parameters
    ----------
    weights
        Variable to weight, zero or more; those not named keep `atlas.peers.WEIGHTS`.

    Returns
    -------
    dict
        One weight per key of `atlas.vocabulary.VARIABLES`.

    Raises
    ------
    UnknownChoiceError
        If a variable is unknown, a weight is negative or no number, or all are zero.
    """
    given = dict(weights or {})
    unknown = [name for name in given if name not in VARIABLES]
    if unknown:
        msg = f"Unknown variable {unknown[0]!r} to weigh: choose among {', '.join(VARIABLES)}."
        raise UnknownChoiceError(msg)
    whole = WEIGHTS | given
    for name, weight in whole.items():
        if not (np.isfinite(weight) and weight >= 0):
            msg = f"The weight of {name!r} is {weight!r}: give a number, zero or more."
            raise UnknownChoiceError(msg)
    if not any(whole.values()):
        msg = "All weights are zero: give one variable at least a weight above zero."
        raise UnknownChoiceError(msg)
    return whole


def parts(start: pd.DataFrame, traits: Traits) -> pd.DataFrame:
    r"""Compare one start with many initiatives, variable by variable.

    Parameters
    ----------
    start
        One row in the columns of `traits.table`.
    traits
        Those to compare it with, and the ranges.

    Returns
    -------
    pandas.DataFrame
        On the index of `traits.table`, one column per key of `VARIABLES`, from 0 (as unlike as
        can be) to 1 (the same); NaN where either side is unknown.

    Notes
    -----
    `type`, `initiator`: 1 if the same, else 0. `population`, `density`, `start_year`, `scale`:
    :math:`1 - \min(1, |x_i - x_j| / R)`, with :math:`R` the range over the catalogue, of decimal logarithms
    for the first two, and for the scale of its place in the list of scales, which is ordered by size.
    `setting`, `funding`: :math:`1 - \frac{1}{2} \sum_k |p_{ik} - p_{jk}|` over the shares. `legal_forms`:
    Jaccard's :math:`|A \cap B| / |A \cup B|`.
    """
    one, many = start.iloc[0], traits.table
    out = pd.DataFrame(index=many.index, columns=list(VARIABLES), dtype="float64")
    for column in ("type", "initiator"):
        same = many[column].eq(one[column]).astype("float64")
        out[column] = same.where(many[column].notna() & pd.notna(one[column]))
    for column, span in traits.ranges.items():
        mine, theirs = float(one[column]), many[column].to_numpy(dtype="float64")
        if column in LOGARITHMIC:
            mine, theirs = np.log10(mine), np.log10(theirs)
        gap = np.abs(theirs - mine)
        # Where all are the same there is no range: only the same is alike.
        out[column] = 1 - np.minimum(gap / span if span else np.where(gap > 0, 1.0, gap), 1)
    for column, columns in (("setting", SHARES), ("funding", MONEY)):
        shares = many[list(columns)].to_numpy(dtype="float64")
        out[column] = 1 - np.abs(shares - one[list(columns)].to_numpy(dtype="float64")).sum(axis=1) / 2
    forms, mine_forms = many[list(FORMS)].to_numpy("float64"), one[list(FORMS)].to_numpy("float64")
    with np.errstate(invalid="ignore"):
        out["legal_forms"] = np.minimum(forms, mine_forms).sum(1) / np.maximum(forms, mine_forms).sum(1)
    return out


def gower(parts: pd.DataFrame, weights: Mapping[str, float], known: pd.Series | None = None) -> pd.DataFrame:
    r"""Bring comparisons of variables together in one similarity.

    Parameters
    ----------
    parts
        See `parts`.
    weights
        One per column, zero or more.
    known
        Whether the start knows each variable; those known to a row by default.

    Returns
    -------
    pandas.DataFrame
        On the index of `parts`: `similarity`, 0 to 1, NaN where no variable is known on both sides;
        `compared`, the share of the weights of what the start knows that could be compared, 0 to 1.

    Notes
    -----
    .. math:: S_{ij} = \frac{\sum_k w_k \delta_{ijk} s_{ijk}}{\sum_k w_k \delta_{ijk}}

    with :math:`\delta_{ijk}` = 0 where variable :math:`k` is unknown for :math:`i` or :math:`j`, else 1: an
    unknown fact brings two initiatives neither closer nor farther. `compared` tells on how much this rests.

    References
    ----------
    Gower, J. C. (1971). A general coefficient of similarity and some of its properties. *Biometrics*, 27(4),
    857-871.

    Examples
    --------
    The type is the same and weighs twice, the age is half alike, the rest is unknown:

    >>> compared = pd.DataFrame({"type": [1.0, np.nan], "start_year": [0.5, np.nan]}, index=["a", "b"])
    >>> gower(compared, {"type": 2, "start_year": 1})["similarity"].round(3).to_dict()
    {'a': 0.833, 'b': nan}
    """
    weight = np.array([weights[column] for column in parts.columns], dtype="float64")
    values = parts.to_numpy(dtype="float64")
    there = np.isfinite(values)
    both = there @ weight
    of_start = float(weight[known.to_numpy(dtype=bool)].sum()) if known is not None else float(weight.sum())
    with np.errstate(invalid="ignore", divide="ignore"):
        similarity = np.where(there, values, 0.0) @ weight / both
    compared = both / of_start if of_start else np.zeros(len(both))
    return pd.DataFrame({"similarity": similarity, "compared": compared}, index=parts.index)
