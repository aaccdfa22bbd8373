"""Great-circle distances to the nearest of many points."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.spatial import cKDTree

# Mean radius of the Earth, R1 of the International Union of Geodesy and Geophysics.
EARTH_RADIUS_KM = 6_371.0088
KM_PER_DEGREE = float(np.radians(EARTH_RADIUS_KM))  # of a meridian


class Nearest(NamedTuple):
    """For each origin, the position of the nearest target and the distance to it.

    Attributes
    ----------
    position
        In the targets; -1 where there is none.
    km
        Kilometres along a great circle; NaN where there is none.
    """

    position: NDArray[np.intp]
    km: NDArray[np.float64]


def nearest(origins: ArrayLike, targets: ArrayLike) -> Nearest:
    r"""Find the nearest target of each origin on the sphere.

    Parameters
    ----------
    origins, targets
        Longitude and latitude of each point in degrees, one row per point; a row with NaN is nowhere.

    Returns
    -------
    Nearest
        One entry per origin. Of targets at one place, the first.

    Notes
    -----
    On the unit sphere a longer chord is a longer arc, so the nearest point of a three-dimensional tree is
    the nearest on the ground, across the antimeridian and near the poles too. The chord :math:`c` gives the
    distance :math:`2 R \arcsin(c / 2)`. 35,000 origins and 700 targets take some 20 ms.

    Examples
    --------
    A degree of the equator, and of a meridian:

    >>> nearest([[0, 0], [5, 51]], [[1, 0], [5, 50]]).km.round(2).tolist()
    [111.2, 111.2]
    """
    start, end = unit_vectors(origins), unit_vectors(targets)
    here, there = np.isfinite(start[:, 0]), np.flatnonzero(np.isfinite(end[:, 0]))
    position = np.full(len(start), -1, dtype=np.intp)
    km = np.full(len(start), np.nan)
    if there.size == 0:
        return Nearest(position, km)
    # The tree may give any of several targets at one place: give it only the first.
    points, first = np.unique(end[there], axis=0, return_index=True)
    chord, found = cKDTree(points).query(start[here])
    position[here] = there[first[found]]
    km[here] = arc_km(chord)
    return Nearest(position, km)


def nearest_other(points: ArrayLike) -> Nearest:
    """Find the nearest other one of each point.

    Parameters
    ----------
    points
        Longitude and latitude in degrees, one row per point; a row with NaN is nowhere.

    Returns
    -------
    Nearest
        One entry per point: 0 km for two points at one place; nobody for a point that is nowhere or alone.

    Examples
    --------
    >>> nearest_other([[0, 0], [1, 0], [3, 0]]).km.round(1).tolist()
    [111.2, 111.2, 222.4]
    """
    vectors = unit_vectors(points)
    here = np.flatnonzero(np.isfinite(vectors[:, 0]))
    position = np.full(len(vectors), -1, dtype=np.intp)
    km = np.full(len(vectors), np.nan)
    if here.size > 1:
        chords, found = cKDTree(vectors[here]).query(vectors[here], k=2)
        # Of several at one place, the tree may give the point itself second.
        other = np.where(found[:, 1] == np.arange(here.size), found[:, 0], found[:, 1])
        position[here] = here[other]
        km[here] = arc_km(chords[:, 1])
    return Nearest(position, km)


def unit_vectors(points: ArrayLike) -> NDArray[np.float64]:
    """Put points on the unit sphere.

    Parameters
    ----------
    points
        Longitude and latitude in degrees, one row per point; a row with NaN stays NaN.
    """
    degrees: NDArray[np.float64] = np.asarray(points, dtype=np.float64).reshape(-1, 2)
    lon, lat = np.radians(degrees).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def arc_km(chord: NDArray[np.float64]) -> NDArray[np.float64]:
    r"""Turn chords of the unit sphere into distances along it, in kilometres: :math:`2 R \arcsin(c / 2)`."""
    return 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(chord / 2, 1))


def chord(km: float) -> float:
    r"""Turn a distance in kilometres into a chord of the unit sphere: :math:`2 \sin(d / 2 R)`."""
    return float(2 * np.sin(min(km / (2 * EARTH_RADIUS_KM), np.pi / 2)))


def great_circle(origin: ArrayLike, targets: ArrayLike) -> NDArray[np.float64]:
    """Measure the way from one point to each of many.

    Parameters
    ----------
    origin
        Longitude and latitude in degrees.

    Returns
    -------
    numpy.ndarray
        Kilometres along a great circle; NaN where either point is nowhere.

    Examples
    --------
    A quarter of the Earth's circumference:

    >>> great_circle((0, 0), [(90, 0), (0, 90)]).round(1).tolist()
    [10007.6, 10007.6]
    """
    return arc_km(np.linalg.norm(unit_vectors(targets) - unit_vectors(origin), axis=1))
