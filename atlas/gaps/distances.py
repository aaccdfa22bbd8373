"""Distances of communes, brought up to the territories that hold them."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas.gaps.ways import DETOUR, Ways, weighted_median

Floats = NDArray[np.float64]


def territory_distances(population: pd.Series, territories: pd.Series, found: Ways) -> pd.DataFrame:
    r"""Bring the distances of communes up to the territories that hold them.

    Parameters
    ----------
    population
        Inhabitants of each commune, in the order of `found`; unknown counts as none.
    territories
        Territory of each commune, as categories; missing where it has none.

    Returns
    -------
    pandas.DataFrame
        Indexed by the categories of `territories`. `distance_km` and `way_km`: medians of the inhabitants,
        half of whom have no farther to go in a straight line and along neighbouring town halls, see
        `atlas.gaps.ways.weighted_median`; the median of the communes where nobody lives. `detour`: whether
        the second is more than `atlas.gaps.ways.DETOUR` times the first (missing where they are).
        `position`: the target that is the nearest one of the most inhabitants, and of those the nearest.
        `nearest_km`: distance to that target from the nearest of these communes. NaN and -1 for a territory
        of which no commune has a point, and where there is no target on its side of the sea.

    Examples
    --------
    Two of three inhabitants have the first target next to them, the third is 10 km from the second:

    >>> places = pd.Series(["A", "A"], dtype="category")
    >>> found = Ways(np.array([0, 1]), np.array([1.0, 10.0]), np.array([2.0, 10.0]))
    >>> territory_distances(pd.Series([2, 1]), places, found).loc["A"].to_dict()
    {'distance_km': 1.0, 'way_km': 2.0, 'detour': True, 'position': 0, 'nearest_km': 1.0}
    """
    names = territories.cat.categories
    owner = territories.cat.codes.to_numpy()
    here = (owner >= 0) & (found.position >= 0)
    code, target = owner[here].astype(np.intp), found.position[here]
    km, way = found.km[here], found.way_km[here]
    people = population.fillna(0).to_numpy(dtype=np.float64)[here]
    size = len(names)
    if np.bincount(code, minlength=1).max() == 1:
        # Communes by themselves have nothing to weigh.
        line, along, closest = (np.full(size, np.nan) for _ in range(3))
        line[code], along[code], closest[code] = km, way, km
        position = np.full(size, -1, dtype=np.intp)
        position[code] = target
    else:
        line = weighted_median(km, people, code, size)
        along = weighted_median(way, people, code, size)
        position, closest = _named(code, target, km, people, size)
    detour = pd.array(along > DETOUR * line, dtype="boolean")
    detour[np.isnan(line)] = pd.NA
    columns = {"distance_km": line, "way_km": along, "detour": detour}
    return pd.DataFrame(columns | {"position": position, "nearest_km": closest}, index=names)


def _named(
    code: NDArray[np.intp], target: NDArray[np.intp], km: Floats, people: Floats, size: int
) -> tuple[NDArray[np.intp], Floats]:
    """Return the target that is the nearest one of the most inhabitants of each territory, and how near."""
    # Where nobody lives at all, each commune counts as one inhabitant.
    people = np.where(np.bincount(code, people, size)[code] > 0, people, 1.0)
    width = target.max(initial=0) + 1
    pairs, each = np.unique(code * width + target, return_inverse=True)
    served, closest = np.bincount(each, people), np.full(len(pairs), np.inf)
    np.minimum.at(closest, each, km)
    owner = pairs // width
    order = np.lexsort((closest, -served, owner))
    first = order[np.unique(owner[order], return_index=True)[1]]
    position, nearest = np.full(size, -1, dtype=np.intp), np.full(size, np.nan)
    position[owner[first]], nearest[owner[first]] = pairs[first] % width, closest[first]
    return position, nearest
