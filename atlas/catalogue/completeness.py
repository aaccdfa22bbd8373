"""How much of each list the catalogue knows, and where what it cannot place may be."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas.territories import Geography
from atlas.territories.parts import touched


def list_completeness(types: pd.DataFrame, initiatives: pd.DataFrame, placed: pd.Index) -> pd.DataFrame:
    """Set what is known of each list against what exists.

    Parameters
    ----------
    types
        Indexed by code, with `known_count`, how many exist, `known_date`, as of when, and
        `completeness_class`.
    initiatives
        All, indexed by id, with `type` and `inactive`, why one is not counted among the known and active.
    placed
        Ids of those that have a place at the level asked about.

    Returns
    -------
    pandas.DataFrame
        Indexed by type: `known`, those known and active; `placed`, those of them that have a place; `total`,
        how many exist (Int64; missing where no source says); `date`, as of when; `share` and `found`, known
        and placed over total, 0 to 1 (missing where the total is); `whole`, whether nothing is missing of a
        list that its source calls complete.

    Notes
    -----
    A list may be longer than its known total. If it is complete, its own length is then the total; if not,
    the total is out of date and says nothing.

    Examples
    --------
    Two of four are known; a complete list has one more than its total, and one without a place:

    >>> types = pd.DataFrame({"known_count": [4, 2], "completeness_class": ["partial", "complete"]})
    >>> types["known_date"] = None
    >>> rows = pd.DataFrame({"type": [0, 0, 1, 1, 1], "inactive": None})
    >>> found = list_completeness(types, rows, pd.Index([0, 1, 2, 3]))
    >>> found[["known", "placed", "total", "whole"]].to_dict("list")
    {'known': [2, 3], 'placed': [2, 2], 'total': [4, 3], 'whole': [False, True]}
    """
    running = initiatives.loc[initiatives["inactive"].isna(), "type"]
    known = running.value_counts().reindex(types.index, fill_value=0)
    there = running[running.index.isin(placed)].value_counts().reindex(types.index, fill_value=0)
    complete, stated = types["completeness_class"].eq("complete"), types["known_count"].astype("Int64")
    total = stated.where(stated.ge(known), known.astype("Int64").where(complete & stated.notna()))
    divisor = total.astype("float64").where(total.gt(0))
    about = {"known": known, "placed": there, "total": total, "date": types["known_date"]}
    shares = {"share": known / divisor, "found": there / divisor}
    return pd.DataFrame(about | shares | {"whole": complete & (known == divisor)}, index=types.index)


def hideouts(geography: Geography, level: str, unplaced: pd.DataFrame) -> NDArray[np.bool_]:
    """Return the territories in which an initiative without a place may be.

    Parameters
    ----------
    unplaced
        Initiatives that have no place at `level`, with `departement` and `region`; where neither is known,
        one may be anywhere.

    Returns
    -------
    numpy.ndarray
        For each territory of the level, in the order of `Geography.level`.
    """
    communes = geography.communes
    areas = pd.Series(False, communes.index)  # noqa: FBT003 - a column of falsehoods
    for departement, region in zip(unplaced["departement"], unplaced["region"], strict=True):
        known = communes["departement"].eq(departement) | (
            communes["region"].eq(region) if pd.isna(departement) else False
        )
        areas |= known if known.any() else True
    if areas.all() and not areas.empty:
        return np.full(len(geography.level(level)), fill_value=True)
    return touched(geography, level, areas.to_numpy())
