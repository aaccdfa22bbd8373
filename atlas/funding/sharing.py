"""Amounts split into whole cents: over territories, over years, over rows, losing none."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas.vocabulary import Label

# How an amount that concerns several territories is shared, the default first.
SHARING: dict[str, Label] = {
    "population": Label("selon la population", "by population"),
    "equal": Label("à parts égales", "equally"),
    "area": Label("selon la superficie", "by area"),
    "seat": Label("tout au siège", "all to the seat"),
}


def share(cents: pd.Series, weights: pd.DataFrame, *, weight: str = "population") -> pd.DataFrame:
    """Share amounts over territories in proportion to weights, losing no cent.

    Parameters
    ----------
    cents
        Amounts in euro cents (int64), indexed by line; the name of the initiative is the index level `id`
        of a MultiIndex `(id, line)`.
    weights
        Columns `id`, `code` and the weight (whole numbers): see `atlas.catalogue.presence.presence` and
        `territory_weights`. Where all weights of an initiative are zero, its territories share equally.
    weight
        Column of `weights` to share by.

    Returns
    -------
    pandas.DataFrame
        Columns `line`, `id`, `code`, `cents`. Lines of initiatives without a territory are absent: they are
        the part "not located".

    Notes
    -----
    Largest remainder method: each territory gets the whole cents of its quota, the cents left over go to the
    largest remainders, ties to the first code. So the sum over territories equals each line exactly.

    Examples
    --------
    >>> lines = pd.Series([100], index=pd.MultiIndex.from_tuples([("a", "a_01")], names=["id", "line"]))
    >>> thirds = pd.DataFrame({"id": "a", "code": ["1", "2", "3"], "population": 1})
    >>> share(lines, thirds)["cents"].tolist()
    [34, 33, 33]
    """
    lines = cents.rename("total").reset_index()
    rows = lines.merge(weights[["id", "code", weight]], on="id").sort_values(["line", "code"])
    if rows.empty:
        return pd.DataFrame({"line": [], "id": [], "code": [], "cents": pd.Series([], dtype="int64")})
    rows["cents"] = apportion(rows["total"], rows[weight], rows["line"])
    return rows[["line", "id", "code", "cents"]].reset_index(drop=True)


def apportion(totals: pd.Series, weights: pd.Series, groups: pd.Series) -> NDArray[np.int64]:
    """Split one total per group into whole parts in proportion to weights, by largest remainders.

    Parameters
    ----------
    totals
        Whole numbers, zero or more; the same within a group.
    weights
        Whole numbers, zero or more. Where a group's are all zero, its rows share equally.

    Returns
    -------
    numpy.ndarray
        One whole number per row; the sum over a group is its total. Ties go to the first rows.

    Examples
    --------
    >>> apportion(pd.Series([10, 10]), pd.Series([3, 1]), pd.Series(["a", "a"])).tolist()
    [8, 2]
    """
    key = groups.to_numpy()
    rows = pd.DataFrame({"weight": weights.to_numpy(dtype="int64")}).groupby(key, sort=False)
    whole, size = rows["weight"].transform("sum"), rows["weight"].transform("size")
    weight = weights.to_numpy(dtype="int64")
    # Python's integers throughout: 64 bits overflow at a large amount times a large population.
    parts = [
        divmod(int(total) * (int(w) if s else 1), int(s) or int(n))
        for total, w, s, n in zip(totals, weight, whole, size, strict=True)
    ]
    table = pd.DataFrame(parts, columns=["quota", "remainder"], dtype=object)
    quota = table["quota"].astype("int64")
    left = totals.to_numpy(dtype="int64") - quota.groupby(key, sort=False).transform("sum")
    rank = table.sort_values("remainder", ascending=False, kind="stable")
    order = rank.groupby(key[rank.index], sort=False).cumcount().reindex(table.index)
    result: NDArray[np.int64] = (quota + (order < left)).to_numpy(dtype="int64")
    return result
