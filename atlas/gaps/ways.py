"""How far each commune is from the nearest seat: in a straight line, and along neighbouring town halls."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph
from scipy.spatial import cKDTree

from atlas.sphere import Nearest, arc_km, unit_vectors
from atlas.territories import Geography
from atlas.territories.contiguity import bridges, level_pairs, pieces, restrict, zone_positions
from atlas.territories.kept import kept_of

Floats = NDArray[np.float64]
Positions = NDArray[np.intp]

# Longer than any way on Earth.
_STEP_KM = 100_000.0
# A way more than half as long again goes round water or relief.
DETOUR = 1.5


class Ways(NamedTuple):
    """The nearest seat of communes, on their side of the sea.

    Attributes
    ----------
    position
        Of the nearest seat in a straight line; -1 where no seat lies in the commune's part of France, and for
        a commune without a point.
    km
        Kilometres to it in a straight line; NaN where there is none.
    way_km
        Kilometres of the shortest way to any seat along neighbouring town halls; NaN where there is none.
    """

    position: Positions
    km: Floats
    way_km: Floats

    @property
    def line(self) -> Nearest:
        """The straight line alone."""
        return Nearest(self.position, self.km)


class _Ground(NamedTuple):
    """Where communes are: points on the sphere, part of France or -1, and mean distance inside each."""

    points: Floats
    part: Positions
    inside_km: Floats


@kept_of(maxsize=2)
def _ground(geography: Geography) -> _Ground:
    communes = geography.communes
    points = unit_vectors(communes[["seat_lon", "seat_lat"]])
    area = communes["area_km2"].to_numpy(dtype="float64", na_value=np.nan)
    return _Ground(points, lands(geography), np.nan_to_num(inside_km(area)))


@kept_of(maxsize=2)
def lands(geography: Geography) -> Positions:
    """Return the part of France in which each commune lies: the mainland, Corsica, each overseas département.

    Returns
    -------
    numpy.ndarray
        Number of the group of régions that share borders, in the order of `Geography.communes`; -1 for a
        commune that lies in no région or has no point.
    """
    region = zone_positions(geography, "region")
    joined = pieces(level_pairs(geography, "region"), len(geography.level("region")))
    there = (region >= 0) & geography.communes["seat_lon"].notna().to_numpy(dtype=bool)
    return np.where(there, joined[region], -1)


def inside_km(area_km2: Floats) -> Floats:
    r"""Return how far the people of a commune are from a seat in it, on average.

    Notes
    -----
    Of a disc of area :math:`A` and radius :math:`r = \sqrt{A/\pi}` whose people live evenly, the mean
    distance to the centre is :math:`\int_0^r 2 \rho^2 d\rho / r^2 = \frac{2}{3} r` (Larson and Odoni, 1981,
    Urban Operations Research, chapter 3).

    Examples
    --------
    >>> inside_km(np.array([np.pi * 9])).tolist()
    [2.0]
    """
    return 2 / 3 * np.sqrt(area_km2 / np.pi)


class Seats(NamedTuple):
    """Seats ready to be found.

    Attributes
    ----------
    parts
        Of each part of France, the points at which seats stand, and the first seat at each.
    homes, first
        Communes that have a seat, in their order, and the first seat of each.
    """

    parts: dict[int, tuple[cKDTree, Positions]]
    homes: Positions
    first: Positions


def seated(geography: Geography, seats: pd.DataFrame) -> Seats:
    """Make seats ready for `straight`.

    Parameters
    ----------
    seats
        Columns `commune`, `lon` and `lat` (degrees); each in a known commune.
    """
    home = geography.communes.index.get_indexer(pd.Index(seats["commune"]))
    at, side = unit_vectors(seats[["lon", "lat"]]), _ground(geography).part[home]
    there = np.isfinite(at[:, 0]) & (side >= 0)
    parts = {}
    for part in np.unique(side[there]):
        # Of several seats at one place, the first.
        theirs = np.flatnonzero(there & (side == part))
        points, first = np.unique(at[theirs], axis=0, return_index=True)
        parts[int(part)] = cKDTree(points), theirs[first]
    inside = np.flatnonzero(there)
    homes, first = np.unique(home[inside], return_index=True)
    return Seats(parts, homes, inside[first])


def straight(geography: Geography, communes: Positions, seats: Seats) -> Nearest:
    """Find the seat that is nearest to each of some communes in a straight line, on their side of the sea.

    Parameters
    ----------
    communes
        Positions in `Geography.communes`.
    seats
        See `seated`.

    Returns
    -------
    atlas.sphere.Nearest
        Great-circle distance from the town hall to the seat; from a commune that has a seat, the one that
        `inside_km` gives to its first.
    """
    ground = _ground(geography)
    position, km = np.full(len(communes), -1, dtype=np.intp), np.full(len(communes), np.nan)
    where = ground.part[communes]
    for part, (points, theirs) in seats.parts.items():
        mine = np.flatnonzero(where == part)
        if len(mine):
            chord, found = points.query(ground.points[communes[mine]])
            position[mine], km[mine] = theirs[found], arc_km(chord)
    own = np.flatnonzero(np.isin(communes, seats.homes))
    position[own] = seats.first[np.searchsorted(seats.homes, communes[own])]
    km[own] = ground.inside_km[communes[own]]
    return Nearest(position, km)


@kept_of(maxsize=2)
def _paths(geography: Geography) -> tuple[sparse.csr_array, Positions]:
    """Return the lengths between neighbouring town halls, and the commune of each node."""
    ground = _ground(geography)
    nodes = np.flatnonzero(ground.part >= 0)
    points = ground.points[nodes]
    pairs = restrict(level_pairs(geography, "commune"), nodes, len(ground.part))
    both = np.vstack([pairs, bridges(pairs, ground.part[nodes], points)])
    # Two town halls may stand at one place, and no length is no edge to a sparse matrix.
    km = np.maximum(arc_km(np.linalg.norm(points[both[:, 0]] - points[both[:, 1]], axis=1)), 1e-6)
    shape = (len(nodes), len(nodes))
    return sparse.coo_array((km, both.T), shape=shape).tocsr(), nodes


def ways(geography: Geography, seats: pd.DataFrame) -> Ways:
    """Find how far every commune is from the nearest seat, see `straight`, and by which way.

    Returns
    -------
    Ways
        In the order of `Geography.communes`.

    Notes
    -----
    The way is the shortest path over the town halls of communes that share a border, each step as long as its
    great circle (Dijkstra, 1959, Numerische Mathematik 1, 269-271, from all seats at once); a piece of land
    that touches no other is tied to the nearest commune over the water. It is no road: it only tells where a
    straight line crosses an estuary or a range that communes go round. It ends at the town hall of the seat,
    so that it is taken to be no shorter than the straight line.
    """
    ground = _ground(geography)
    line = straight(geography, np.arange(len(ground.part), dtype=np.intp), seated(geography, seats))
    edges, nodes = _paths(geography)
    place = np.full(len(ground.part), -1, dtype=np.intp)
    place[nodes] = np.arange(len(nodes))
    home = np.unique(place[geography.communes.index.get_indexer(pd.Index(seats["commune"]))])
    home = home[home >= 0]
    way = np.full(len(ground.part), np.nan)
    if len(home):
        found = csgraph.dijkstra(edges, directed=False, indices=home, min_only=True)
        way[nodes] = np.where(np.isfinite(found), found, np.nan)
    return Ways(line.position, line.km, np.fmax(way, line.km))


def weighted_median(values: Floats, weights: Floats, group: Positions, size: int) -> Floats:
    """Return the value that half of the people of each group have at most.

    Parameters
    ----------
    values, weights
        Of each commune; no missing ones. Where a group weighs nothing, its communes weigh alike.
    group
        Group of each, 0 to `size` - 1.

    Returns
    -------
    numpy.ndarray
        The least value at which the weights up to it reach half of the group's; NaN for an empty group.

    Examples
    --------
    Two of three inhabitants have 1 km to go, the third 10:

    >>> weighted_median(np.array([10.0, 1]), np.array([1.0, 2]), np.array([0, 0]), 2).tolist()
    [1.0, nan]
    """
    total = np.bincount(group, weights, size)
    weights = np.where(total[group] > 0, weights, 1.0)
    # One key sorts in half the time of two; no way is as long as the step between groups.
    order = np.argsort(group * _STEP_KM + values)
    values, weights, group = values[order], weights[order], group[order]
    total = np.bincount(group, weights, size)
    before = np.cumsum(total) - total
    reached = np.cumsum(weights) - before[group] >= total[group] / 2 * (1 - 1e-12)
    found = np.full(size, np.nan)
    owner, first = np.unique(group[reached], return_index=True)
    found[owner] = values[reached][first]
    return found
