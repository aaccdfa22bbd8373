"""Money that initiatives received, shared over territories to the cent."""

import numpy as np
import pandas as pd


def received(funding: pd.DataFrame) -> pd.DataFrame:
    """Keep the lines that may be added up.

    What initiatives redistribute or generate is not what they received; two sources on one envelope are
    both kept in the table and counted once; an unknown amount is not zero.

    Parameters
    ----------
    funding
        Table of funding lines, indexed by line id, with `direction`, `counted` and `amount_eur` (euros).

    Returns
    -------
    pandas.DataFrame
        The lines with direction `received`, `counted` true and a known amount, with `cents` (int64) added.
    """
    lines = funding[(funding["direction"] == "received") & funding["counted"] & funding["amount_eur"].notna()]
    return lines.assign(cents=(lines["amount_eur"].astype("float64") * 100).round().astype("int64"))


def share(cents: pd.Series, weights: pd.DataFrame) -> pd.DataFrame:
    """Share amounts over territories in proportion to weights, losing no cent.

    Parameters
    ----------
    cents
        Amounts in euro cents (int64), indexed by line; the name of the initiative is the index level `id`
        of a MultiIndex `(id, line)`.
    weights
        Columns `id`, `code`, `population`: see `atlas.presence.presence`. Where all weights of an initiative
        are zero, its territories share equally.

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
    rows = lines.merge(weights[["id", "code", "population"]], on="id").sort_values(["line", "code"])
    if rows.empty:
        return pd.DataFrame({"line": [], "id": [], "code": [], "cents": pd.Series([], dtype="int64")})
    by_line = rows.groupby("line", sort=False)
    weight = rows["population"].astype("int64")
    whole = by_line["population"].transform("sum").astype("int64")
    weight = weight.where(whole > 0, 1)
    whole = whole.where(whole > 0, by_line["population"].transform("size"))
    # Integers throughout: 64-bit floats lose cents above 90,000 billion, and equality is the point.
    product = [int(t) * int(w) for t, w in zip(rows["total"], weight, strict=True)]
    quota = np.array([p // int(s) for p, s in zip(product, whole, strict=True)], dtype="int64")
    remainder = np.array([p % int(s) for p, s in zip(product, whole, strict=True)], dtype="int64")
    rows = rows.assign(cents=quota, remainder=remainder)
    left = rows["total"] - rows.groupby("line")["cents"].transform("sum")
    rank = (
        rows.sort_values(["line", "remainder", "code"], ascending=[True, False, True])
        .groupby("line")
        .cumcount()
    )
    rows["cents"] += (rank.reindex(rows.index) < left).astype("int64")
    return rows[["line", "id", "code", "cents"]].reset_index(drop=True)
