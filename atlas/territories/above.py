"""In which départements and régions a territory lies, by name."""

import pandas as pd

from atlas.territories.geography import Geography
from atlas.territories.kept import kept_of
from atlas.vocabulary import OWN_LEVEL, PERIMETER

_ABOVE = {"commune": 2, "bassin_de_vie": 2, "epci": 2, "departement": 1, "region": 0}
_ABOVE |= {PERIMETER: 2, OWN_LEVEL: 2}
_NAMED = {"departement": "departement_name", "region": "region_name"}


@kept_of(maxsize=8)
def names_above(geography: Geography, level: str) -> pd.DataFrame:
    """Name the départements and régions of every territory of a level.

    Returns
    -------
    pandas.DataFrame
        Indexed by code: `departement_name` and `region_name`, joined by ` | ` where a territory lies in
        several, in the order of their codes; missing where it lies in none (an overseas collectivity). Only
        the levels above: of a département its région, of a région nothing.

    Examples
    --------
    >>> from atlas.territories import load_geography
    >>> names_above(load_geography(), "epci").loc["243500741", "region_name"]
    'Pays de la Loire | Bretagne'
    """
    territories = geography.level(level)
    table = pd.DataFrame(index=territories.index)
    for above in ("departement", "region")[2 - _ABOVE[level] :]:
        names = geography.level(above)["name"]
        if level == "commune":
            table[_NAMED[above]] = territories[above].map(names)
        else:
            lists = territories[f"{above}s"].map(list).explode()
            joined = lists.map(names).dropna().groupby(level=0).agg(" | ".join)
            table[_NAMED[above]] = joined.reindex(table.index)
    return table
