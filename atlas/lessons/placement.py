"""Initiatives placed at random: what isolation chance alone gives."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas.catalogue import Catalogue
from atlas.sphere import nearest_other

DRAWS = 99
_SEED = 2_020


def scattered(catalogue: Catalogue, reach_km: float, listed: pd.Index) -> dict[str, NDArray[np.float64]]:
    """Place every initiative at random and measure how many are alone, again and again.

    Parameters
    ----------
    listed
        Types of which a neighbour of the same type is looked for.

    Returns
    -------
    dict
        A share for each of `DRAWS` placements: `alone`, of the initiatives of `listed`, those without another
        of their type within `reach_km`; `without_any`, of all, those without any other there.

    Notes
    -----
    An initiative whose place is known is placed in a commune of the setting of its own, with a probability
    proportional to the inhabitants, at the town hall; where its setting is not known, in any commune. The
    numbers of each type and setting are so held, and nothing else. Seeded: the same each time.
    """
    places = catalogue.places[catalogue.places["lon"].notna()]
    kinds = catalogue.tables.initiatives["type"].reindex(places.index)
    communes = catalogue.geography.communes
    communes = communes[communes["seat_lon"].notna() & communes["population"].gt(0)]
    points = communes[["seat_lon", "seat_lat"]].to_numpy(dtype="float64")
    people = communes["population"].to_numpy(dtype="float64")
    strata = []
    for setting in [*communes["setting"].dropna().unique(), None]:
        mine = places["setting"].isna() if setting is None else places["setting"].eq(setting)
        there = communes["population"].gt(0) if setting is None else communes["setting"].eq(setting)
        strata.append((np.flatnonzero(mine), np.flatnonzero(there)))
    draw = np.random.default_rng(_SEED)
    groups = [np.flatnonzero(kinds.eq(kind)) for kind in listed]
    size = sum(len(group) for group in groups)
    alone, without = np.empty(DRAWS), np.empty(DRAWS)
    at = np.empty((len(places), 2))
    for one in range(DRAWS):
        for placed, towns in strata:
            chance = people[towns] / people[towns].sum()
            at[placed] = points[draw.choice(towns, len(placed), p=chance)]
        without[one] = _far(at, reach_km) / max(len(at), 1)
        alone[one] = sum(_far(at[group], reach_km) for group in groups) / max(size, 1)
    return {"alone": alone, "without_any": without}


def _far(points: NDArray[np.float64], reach_km: float) -> int:
    """Count the points without another within reach."""
    return int((~(nearest_other(points).km <= reach_km)).sum())
