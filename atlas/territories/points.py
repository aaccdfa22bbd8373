"""Points in the polygons of the communes, and the nearest commune of points that are in none."""

from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from atlas.sphere import EARTH_RADIUS_KM
from atlas.territories.tiles import OPEN, Tiles

Positions = NDArray[np.intp]
Degrees = NDArray[np.float64]

_EARTH_RADIUS_METRES = 1_000 * EARTH_RADIUS_KM
_MAX_MERCATOR_LATITUDE = 85.0
_CELLS_PER_DEGREE = 2
_BATCH = 2**14
_WORKERS = 2  # more of them wait for the interpreter lock


def _mercator(coordinates: Degrees) -> Degrees:
    # Conformal: around a point it stretches every direction alike, by 1 / cos(latitude). So the nearest
    # polygon in this plane is the nearest on the ground, and one plane serves all of France.
    radians = np.radians(coordinates)
    latitude = radians[:, 1]
    return _EARTH_RADIUS_METRES * np.column_stack([radians[:, 0], np.arcsinh(np.tan(latitude))])


class PolygonIndex:
    """Polygons in degrees, prepared for many points.

    Parameters
    ----------
    polygons
        One polygon per territory in a fixed order, EPSG:4326; a null is never found.
    """

    def __init__(self, polygons: NDArray[Any]) -> None:
        self._polygons = polygons
        self._tree = shapely.STRtree(polygons)
        shapely.prepare(polygons)
        # GEOS indexes a prepared polygon at its second use, which must not happen in two threads at once.
        west, south, east, north = shapely.bounds(polygons).T
        for _ in range(2):
            shapely.intersects_xy(polygons, (west + east) / 2, (south + north) / 2)
        self._tiles = Tiles(polygons, self._tree, self._any_covering)

    @cached_property
    def _metric_polygons(self) -> NDArray[Any]:
        return np.asarray(shapely.transform(self._polygons, _mercator))

    @cached_property
    def _metric_tree(self) -> shapely.STRtree:
        return shapely.STRtree(self._metric_polygons)

    def covering(self, lon: Degrees, lat: Degrees) -> tuple[Positions, Positions]:
        """Pair each point with every polygon that covers it, border included.

        Returns
        -------
        points, polygons
            Positions of the pairs; those of one point stand in the order of the polygons.
        """
        decided = self._tiles.look(lon, lat)
        inside = np.flatnonzero(decided >= 0)
        points, polygons = self._covering_open(np.flatnonzero(decided == OPEN), lon, lat)
        return np.concatenate([inside, points]), np.concatenate([decided[inside], polygons])

    def _any_covering(self, lon: Degrees, lat: Degrees) -> Positions:
        found = np.full(len(lon), -1, dtype=np.intp)
        points, polygons = self._covering_open(np.arange(len(lon)), lon, lat)
        found[points] = polygons
        return found

    def _covering_open(
        self,
        rows: Positions,
        lon: Degrees,
        lat: Degrees,
    ) -> tuple[Positions, Positions]:
        # Neighbours one after the other, in batches: polygons and their edges stay in the processor's cache,
        # and a million points take half the time.
        order = rows[np.lexsort([np.floor(xy[rows] * _CELLS_PER_DEGREE) for xy in (lat, lon)])]
        batches = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]
        with ThreadPoolExecutor(_WORKERS) as pool:
            pairs = list(pool.map(lambda rows: self._covering_batch(rows, lon, lat), batches))
        points, polygons = np.hstack(pairs) if pairs else np.empty((2, 0), dtype=np.intp)
        return points, polygons

    def _covering_batch(self, rows: Positions, lon: Degrees, lat: Degrees) -> Positions:
        points, polygons = self._tree.query(shapely.points(lon[rows], lat[rows]))
        by_polygon = np.argsort(polygons, kind="stable")
        points, polygons = rows[points[by_polygon]], polygons[by_polygon]
        covered = shapely.intersects_xy(self._polygons[polygons], lon[points], lat[points])
        return np.stack([points[covered], polygons[covered]])

    def nearest(self, lon: Degrees, lat: Degrees, *, reach: float) -> Positions:
        """Return the polygon nearest to each point within `reach` metres, the first one of equals, or -1."""
        found = np.full(len(lon), -1, dtype=np.intp)
        rows = np.flatnonzero(np.abs(lat) < _MAX_MERCATOR_LATITUDE)
        margin = reach / np.cos(np.radians(lat[rows]))
        points = shapely.points(_mercator(np.column_stack([lon[rows], lat[rows]])))
        pairs = self._metric_tree.query(points, predicate="dwithin", distance=margin)
        distances = shapely.distance(points[pairs[0]], self._metric_polygons[pairs[1]])
        # The last one written stays: the nearest, and of equals the first in order.
        last_is_best = np.lexsort([pairs[1], distances])[::-1]
        found[rows[pairs[0, last_is_best]]] = pairs[1, last_is_best]
        return found

    def metres(self, lon: Degrees, lat: Degrees, polygons: Positions) -> Degrees:
        """Measure each point's distance to its own polygon (0 inside, NaN where it has none).

        The Earth is taken as a sphere: within 0.5 % of the ellipsoid.
        """
        points = shapely.points(_mercator(np.column_stack([lon, lat])))
        distances = shapely.distance(self._metric_polygons[polygons], points)
        return np.asarray(distances * np.cos(np.radians(lat)))
