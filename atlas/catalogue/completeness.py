"""How much of each list the catalogue knows."""

import numpy as np
import pandas as pd

# Statuses, as sources word them, of what no longer runs or does not yet.
_NOT_RUNNING = r"^(?:arrêt|fusionn|ferm|dissou|liquid|en projet|projeté|(?:baptême )?annonc)"


def is_active(initiatives: pd.DataFrame) -> pd.Series:
    """Check which initiatives run: neither ended, stopped nor merged, nor only planned.

    Parameters
    ----------
    initiatives
        With `end_year` and `status`, the words of its source; an unknown status counts as running.

    Examples
    --------
    >>> status = ["lauréat de l’appel à projets", "fusionnée dans Moneko", None]
    >>> is_active(pd.DataFrame({"end_year": [None, None, 2020], "status": status})).tolist()
    [True, False, False]
    """
    status = initiatives["status"].astype("str").str.lower()
    return initiatives["end_year"].isna() & ~status.str.contains(_NOT_RUNNING, na=False)


def list_completeness(types: pd.DataFrame, initiatives: pd.DataFrame, placed: pd.Index) -> pd.DataFrame:
    """Set what is known of each list against what exists.

    Parameters
    ----------
    types
        Indexed by code, with `known_count`, how many exist, `known_date`, as of when, and
        `completeness_class`.
    initiatives
        All, indexed by id, see `is_active`.
    placed
        Ids of those that have a place at the level asked about. One without a place there may be anywhere,
        as one that no list names may.

    Returns
    -------
    pandas.DataFrame
        Indexed by type: `known`, those that run and have a place; `total`, how many exist (Int64; missing
        where no source says); `date`, as of when; `share`, known over total, 0 to 1 (missing where the
        total is); `whole`, whether nothing is missing of a list that its source calls complete.

    Notes
    -----
    A list may be longer than its known total. If it is complete, its own length is then the total; if not,
    the total is out of date and says nothing.

    Examples
    --------
    Two of four are known; of a complete list both are, and a third of both has no place:

    >>> types = pd.DataFrame({"known_count": [4, 2], "completeness_class": ["partial", "complete"]})
    >>> rows = pd.DataFrame({"type": [0, 0, 1, 1, 1], "end_year": None, "status": None})
    >>> list_completeness(types, rows, pd.Index([0, 1, 2, 3]))[["known", "total", "whole"]].to_dict("list")
    {'known': [2, 2], 'total': [4, 3], 'whole': [False, False]}
    """
    running = initiatives.loc[is_active(initiatives), "type"]
    rows = running.value_counts().reindex(types.index, fill_value=0)
    there = running[running.index.isin(placed)].value_counts().reindex(types.index, fill_value=0)
    complete = types["completeness_class"].eq("complete")
    stated = types["known_count"].astype("Int64")
    total = stated.where(stated.ge(rows), rows.astype("Int64").where(complete & stated.notna()))
    share = there / total.astype("float64").where(total.gt(0))
    whole = complete.to_numpy(dtype=bool) & np.equal(share, 1)
    columns = {
        "known": there,
        "total": total,
        "date": types.get("known_date"),
        "share": share,
        "whole": whole,
    }
    return pd.DataFrame(columns, index=types.index)
