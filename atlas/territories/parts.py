"""A place as each level sees it: which territories hold a part of it, and how many live in that part."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas.territories.geography import Geography
from atlas.territories.kept import kept_of
from atlas.territories.members import members_of, pairs_of
from atlas.territories.places import Place


def parts(geography: Geography, where: Place, level: str) -> pd.DataFrame:
    """List the territories of a level that hold at least one commune of a place.

    Parameters
    ----------
    where
        A territory of any level, or a perimeter.
    level
        One of `atlas.vocabulary.PLACE_LEVELS`.

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


@kept_of(maxsize=128)
def _parts(geography: Geography, where: Place, level: str) -> pd.DataFrame:
    territories = geography.level(level).index
    owner, commune = pairs_of(geography, level)
    here = holds(geography, where)[commune]
    people = geography.communes["population"].fillna(0).to_numpy(dtype="float64")[commune]

    def added(these: NDArray[np.bool_], weights: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.bincount(owner[these], weights[these], minlength=len(territories)).astype("float64")

    all_, one = np.ones(len(owner), dtype=bool), np.ones(len(owner))
    held, inside, everyone = added(here, one), added(here, people), added(all_, people)
    table = pd.DataFrame(
        {
            "people": inside,
            "share": inside / np.where(everyone > 0, everyone, np.nan),
            "across": held < added(all_, one),
        },
        index=territories,
    )
    return table[held > 0]


@kept_of(maxsize=128)
def holds(geography: Geography, where: Place) -> NDArray[np.bool_]:
    """Return which communes a place holds, in the order of `Geography.communes`."""
    level, code = where
    here = np.zeros(len(geography.communes), dtype=bool)
    here[members_of(geography, level, pd.Index([code]))[1]] = True
    return here


def touched(geography: Geography, level: str, communes: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which territories of a level hold some of these communes, in the order of the level.

    Parameters
    ----------
    communes
        Which, in the order of `Geography.communes`.
    """
    owner, commune = pairs_of(geography, level)
    found = np.bincount(owner[communes[commune]], minlength=len(geography.level(level)))
    return np.asarray(found > 0)
