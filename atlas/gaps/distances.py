"""Distances of communes, brought up to the territories that hold them."""

import numpy as np
import pandas as pd

from atlas.sphere import Nearest


def territory_distances(population: pd.Series, territories: pd.Series, found: Nearest) -> pd.DataFrame:
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
        Indexed by the categories of `territories`. `distance_km`: mean distance of the inhabitants,
        :math:`\sum_i p_i d_i / \sum_i p_i` over the communes :math:`i`; the plain mean where nobody lives.
        `position`: the target that is the nearest one of the most inhabitants, and of those the nearest.
        `nearest_km`: distance to that target from the nearest of these communes. NaN and -1 for a territory
        of which no commune has a point, and where there is no target.

    Examples
    --------
    Two of three inhabitants have the first target next to them, the third is 10 km from the second:

    >>> places = pd.Series(["A", "A"], dtype="category")
    >>> found = Nearest(np.array([0, 1]), np.array([1.0, 10.0]))
    >>> territory_distances(pd.Series([2, 1]), places, found).loc["A"].to_dict()
    {'distance_km': 4.0, 'position': 0.0, 'nearest_km': 1.0}
    """
    names = territories.cat.categories
    code = territories.cat.codes.to_numpy(dtype=np.intp)
    here = (code >= 0) & (found.position >= 0)
    code, target, km = code[here], found.position[here], found.km[here]
    table = pd.DataFrame({"distance_km": np.nan, "position": -1, "nearest_km": np.nan}, index=names)
    if np.bincount(code, minlength=1).max() == 1:
        # Communes by themselves have nothing to weigh.
        table.iloc[code] = np.column_stack([km, target, km])
        return table
    people = population.fillna(0).to_numpy(dtype=np.float64)[here]
    # Where nobody lives at all, one inhabitant per commune stands for the plain mean.
    people = np.where(np.bincount(code, people, len(names))[code] > 0, people, 1.0)
    with np.errstate(invalid="ignore"):
        mean = np.bincount(code, people * km, len(names)) / np.bincount(code, people, len(names))
    width = target.max(initial=0) + 1
    pairs, each = np.unique(code * width + target, return_inverse=True)
    served, closest = np.bincount(each, people), np.full(len(pairs), np.inf)
    np.minimum.at(closest, each, km)
    owner = pairs // width
    order = np.lexsort((closest, -served, owner))
    first = order[np.unique(owner[order], return_index=True)[1]]
    table["distance_km"] = mean
    table.iloc[owner[first], 1] = pairs[first] % width
    table.iloc[owner[first], 2] = closest[first]
    return table
