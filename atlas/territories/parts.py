"""A place as each level sees it: which territories hold a part of it, and how many live in that part."""

from functools import lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas.errors import UnknownTerritoryError
from atlas.territories.geography import Geography
from atlas.territories.places import Place


def parts(geography: Geography, where: Place, level: str) -> pd.DataFrame:
    """List the territories of a level that hold at least one commune of a place.

    Parameters
    ----------
    where
        A région, a département, an EPCI, a bassin de vie or a commune.
    level
        One of `atlas.vocabulary.LEVELS`.

    Returns
    -------
    pandas.DataFrame
        Indexed by code, in the order of the level. `people`: inhabitants who live in the place (float).
        `share`: their share of the territory's inhabitants, 0 to 1; missing where it has none. `across`:
        whether the territory holds a commune outside the place.

    Raises
    ------
    UnknownTerritoryError
        If no territory has this code.

    Notes
    -----
    People are municipal populations, known by commune. Some communes belong to no territory of a level (four
    islands have no EPCI, overseas collectivities no département): theirs are in no row.

    Examples
    --------
    >>> from atlas.territories import load_geography
    >>> redon = parts(load_geography(), Place("region", "53"), "epci").loc["243500741"]
    >>> bool(redon["across"]), bool(0 < redon["share"] < 1)
    (True, True)
    """
    return _parts(geography, where, level)


@lru_cache(maxsize=128)
def _parts(geography: Geography, where: Place, level: str) -> pd.DataFrame:
    here = holds(geography, where)
    communes, territories = geography.communes, geography.level(level)
    owner = communes.index if level == "commune" else pd.Index(communes[level])
    at = territories.index.get_indexer(owner)
    known = at >= 0
    people = communes["population"].fillna(0).to_numpy(dtype="float64")

    def added(these: NDArray[np.bool_], weights: NDArray[np.float64] | None = None) -> NDArray[np.float64]:
        chosen = None if weights is None else weights[these]
        return np.bincount(at[these], chosen, minlength=len(territories)).astype("float64")

    held, inside = added(known & here), added(known & here, people)
    everyone = added(known, people)
    table = pd.DataFrame(
        {
            "people": inside,
            "share": inside / np.where(everyone > 0, everyone, np.nan),
            "across": held < added(known),
        },
        index=territories.index,
    )
    return table[held > 0]


@lru_cache(maxsize=128)
def holds(geography: Geography, where: Place) -> NDArray[np.bool_]:
    """Return which communes a place holds, in the order of `Geography.communes`."""
    level, code = where
    if code not in geography.level(level).index:
        msg = f"no {level} has the code {code!r}"
        raise UnknownTerritoryError(msg)
    column = geography.communes.index.to_series() if level == "commune" else geography.communes[level]
    return column.eq(code).to_numpy(dtype=bool, na_value=False)
