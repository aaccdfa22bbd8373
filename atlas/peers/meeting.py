"""Towns where a meeting costs the members of a network the least travel."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from atlas.catalogue import Catalogue
from atlas.errors import EmptySelectionError
from atlas.peers.network import network
from atlas.sphere import arc_km, unit_vectors

# Nobody crosses this for a meeting of a day: the least way between two parts of France that an ocean parts.
OCEAN_KM = 1_000.0
# Distances measured at a time: 16 MB.
_CHUNK = 2_000_000
# One town in so many is measured first, and tells which others cannot be among the best; then one in fewer.
_STRIDES = (100, 25, 6, 3)


def meeting_towns(
    catalogue: Catalogue, points: pd.DataFrame, *, least_population: int = 0, k: int = 5
) -> pd.DataFrame:
    r"""Find the towns where a meeting costs the members the least travel.

    Parameters
    ----------
    points
        `lon` and `lat` of each member in degrees; NaN where it has no place.
    least_population
        Only communes of so many inhabitants or more; all by default.
    k
        How many towns to give by each of the two measures.

    Returns
    -------
    pandas.DataFrame
        Indexed by commune code: `name`, `population`, `lon`, `lat`, `sum_km` (sum of the members' distances),
        `mean_km`, `max_km` (the farthest member's), `rank_sum` and `rank_max` (1 is least; missing where it
        is not among the first `k`). The first `k` by either.

    Raises
    ------
    EmptySelectionError
        If no member has a place or no commune has as many inhabitants.

    Notes
    -----
    Sum :math:`\sum_i d(i, t)` (the 1-median) and maximum :math:`\max_i d(i, t)` (the 1-centre) of
    great-circle distances over all seats :math:`t`. Neither is a travel time. A town :math:`t` at
    :math:`e` kilometres from a town :math:`u` has, by the triangle inequality, a sum of at least that of
    :math:`u` less :math:`n e` and a maximum of at least that of :math:`u` less :math:`e`: some towns are
    measured first, and those that cannot be among the best not at all. The result is that of measuring all.
    """
    placed = points.loc[points["lon"].notna() & points["lat"].notna(), ["lon", "lat"]]
    communes = catalogue.geography.communes
    towns = communes.loc[communes["seat_lon"].notna() & communes["population"].ge(least_population)]
    if placed.empty or towns.empty:
        what = "member has a place" if placed.empty else f"commune has {least_population} inhabitants"
        msg = f"No {what}: widen the choice."
        raise EmptySelectionError(msg)
    vectors = unit_vectors(towns[["seat_lon", "seat_lat"]])
    members, count = np.unique(unit_vectors(placed), axis=0, return_counts=True)
    kept = _hopeful(vectors, members, count, k)
    total, farthest = _sums(vectors[kept], members, count)
    towns = towns.iloc[kept]
    table = pd.DataFrame(
        {
            "name": towns["name"],
            "population": towns["population"],
            "lon": towns["seat_lon"],
            "lat": towns["seat_lat"],
            "sum_km": total,
            "mean_km": total / len(placed),
            "max_km": farthest,
        },
        index=towns.index.rename("code"),
    )
    for name in ("sum", "max"):
        rank = table[f"{name}_km"].rank(method="first").astype("Int64")
        table[f"rank_{name}"] = rank.where(rank <= k)
    best = table[table["rank_sum"].notna() | table["rank_max"].notna()]
    return best.sort_values(["rank_sum", "rank_max"])


def travelling(points: pd.DataFrame, *, km: float = OCEAN_KM) -> pd.Index:
    """Keep the members that may meet without crossing an ocean.

    Parameters
    ----------
    points
        `lon` and `lat` of each member in degrees, by id; NaN where it has no place.
    km
        Members farther than this from all others of a part are in another part.

    Returns
    -------
    pandas.Index
        Ids of the largest part, the first of several as large; empty where nobody has a place.

    Examples
    --------
    >>> points = pd.DataFrame({"lon": [2.3, 4.8, 55.5], "lat": [48.9, 45.8, -21.1]}, index=["p", "l", "r"])
    >>> travelling(points).tolist()
    ['p', 'l']
    """
    if points["lon"].notna().sum() == 0:
        return points.index[:0]
    members = network(points, km, most_edges=0).members
    # Cluster 1 is the largest; where all are alone, the first one.
    together = members.index[members["cluster"].eq(1)]
    return members.index[:1] if together.empty else together


def _hopeful(
    towns: NDArray[np.float64], members: NDArray[np.float64], count: NDArray[np.intp], k: int
) -> NDArray[np.intp]:
    kept = np.arange(len(towns))
    for stride in _STRIDES:
        # Nothing to gain where few are measured anyway.
        if len(kept) < 2 * stride * k:
            continue
        first = towns[kept[::stride]]
        total, farthest = _sums(first, members, count)
        away, owner = cKDTree(first).query(towns[kept])
        # Rounding must not lose a town: half a metre more.
        away = arc_km(away) + 0.0005
        by_sum = total[owner] - count.sum() * away <= np.partition(total, k - 1)[k - 1]
        by_max = farthest[owner] - away <= np.partition(farthest, k - 1)[k - 1]
        kept = kept[by_sum | by_max]
    return kept


def _sums(
    towns: NDArray[np.float64], members: NDArray[np.float64], count: NDArray[np.intp]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    step = max(1, _CHUNK // len(members))
    total, farthest = np.empty(len(towns)), np.empty(len(towns))
    for start in range(0, len(towns), step):
        part = slice(start, start + step)
        # |a - b|² = 2 - 2 a·b for unit vectors: one product of matrices instead of differences.
        length = np.sqrt(np.maximum(2 - 2 * (towns[part] @ members.T), 0))
        total[part] = arc_km(length) @ count
        farthest[part] = arc_km(length.max(axis=1))
    return total, farthest
