"""Which communes lie within so many kilometres of each other, in a straight line on their side of the sea."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.spatial import cKDTree

from atlas.errors import UnknownChoiceError
from atlas.gaps.ways import inside_km, lands
from atlas.sphere import arc_km, chord, unit_vectors
from atlas.territories import Geography
from atlas.territories.kept import kept_of
from atlas.territories.parts import holds
from atlas.territories.places import Place

Floats = NDArray[np.float64]
Positions = NDArray[np.intp]

# At 50 km the communes of France make 19 million pairs, in 100 MB.
MOST_KM = 50.0


class Near(NamedTuple):
    """The communes of a place, and who is near whom.

    Attributes
    ----------
    positions
        Places in `Geography.communes` of those that have a point and lie in a région.
    pairs
        Ones where two of them, in that order, are within reach; a commune is within its own where
        `atlas.gaps.ways.inside_km` is.
    """

    positions: Positions
    pairs: sparse.csr_array


def near(geography: Geography, where: Place | None, km: float) -> Near:
    """Find which communes of a place are within so many kilometres of each other.

    Parameters
    ----------
    where
        None for all of France, whose pairs are kept for the next who asks.
    km
        Along a great circle, from town hall to town hall; above 0, at most `MOST_KM`.

    Raises
    ------
    UnknownChoiceError
        If `km` is out of bounds.
    """
    if not 0 < km <= MOST_KM:
        msg = f"{km:g} km is out of bounds: give more than 0 and at most {MOST_KM:g}."
        raise UnknownChoiceError(msg)
    return _france(geography, km) if where is None else _near(geography, where, km)


def _near(geography: Geography, where: Place | None, km: float) -> Near:
    part = lands(geography)
    here = part >= 0
    if where is not None:
        here &= holds(geography, where)
    at = np.flatnonzero(here)
    one, other = cKDTree(_points(geography)[at]).query_pairs(chord(km), output_type="ndarray").T
    same = part[at[one]] == part[at[other]]
    own = np.flatnonzero(_inside(geography)[at] <= km)
    rows, columns = (
        np.concatenate(ends).astype(np.int32)
        for ends in ((one[same], other[same], own), (other[same], one[same], own))
    )
    ones = np.ones(len(rows), dtype=np.int8)
    return Near(at, sparse.coo_array((ones, (rows, columns)), shape=(len(at), len(at))).tocsr())


_france = kept_of(maxsize=1)(lambda geography, km: _near(geography, None, km))


@kept_of(maxsize=2)
def _points(geography: Geography) -> Floats:
    return unit_vectors(geography.communes[["seat_lon", "seat_lat"]])


@kept_of(maxsize=2)
def _inside(geography: Geography) -> Floats:
    area = geography.communes["area_km2"].to_numpy(dtype="float64", na_value=np.nan)
    return np.nan_to_num(inside_km(area))


def distances(geography: Geography, origins: Positions, targets: Positions) -> Floats:
    """Measure how far some communes are from others.

    Parameters
    ----------
    origins, targets
        Positions in `Geography.communes`; each with a point.

    Returns
    -------
    numpy.ndarray
        Kilometres along a great circle, a row for each origin; that of `inside_km` from a commune to itself,
        infinite over the sea.
    """
    points, part = _points(geography), lands(geography)
    cosine = points[origins] @ points[targets].T
    km = arc_km(np.sqrt(np.maximum(2 - 2 * cosine, 0)))
    km[part[origins][:, None] != part[targets]] = np.inf
    own = origins[:, None] == targets
    km[own] = np.broadcast_to(_inside(geography)[targets], own.shape)[own]
    return km


def chance_around(
    geography: Geography, pairs: Near, where: Place | None, km: float, chance: Floats
) -> Floats:
    r"""Return the chance that nobody at all is within reach of each commune, where nobody known is.

    Parameters
    ----------
    chance
        By commune, in the order of `Geography.communes`: the chance that it has none, see
        `atlas.gaps.blanks`; 1 where there is nothing to doubt.

    Returns
    -------
    numpy.ndarray
        0 to 1, in the order of `Near.positions`.

    Notes
    -----
    The product :math:`\prod_j P_j` over the communes :math:`j` within reach, those outside the place among
    them: what hides, hides in one commune whatever hides in the next. Of four lists tried with 15 and 40 %
    of their rows hidden (`benchmarks/bench_next.py --trials`), the chance stated is off by 0.02 at most for
    TZCLD and PTCE, 0.04 for TEPOS, and at 25 km 0.11 for tiers-lieux, of which there are many; that of the
    commune alone is off by up to 0.47.
    """
    logs: Floats = np.log(np.maximum(chance, np.finfo(float).tiny))
    if where is None:
        together: Floats = np.exp(pairs.pairs.astype(np.float64) @ logs[pairs.positions])
        return together
    everyone = np.flatnonzero(lands(geography) >= 0)
    points = _points(geography)
    tree = cKDTree(points[everyone])
    around = cKDTree(points[pairs.positions]).sparse_distance_matrix(tree, chord(km), output_type="ndarray")
    one, other = pairs.positions[around["i"]], everyone[around["j"]]
    same = lands(geography)[one] == lands(geography)[other]
    same &= (one != other) | (_inside(geography)[one] <= km)
    return np.exp(np.bincount(around["i"][same], logs[other[same]], minlength=len(pairs.positions)))
