"""A raster of the polygons, drawn where many points are asked for: most points are decided by arithmetic.

A tile is one degree wide and high, and cut into square cells. A cell that no border comes near lies wholly in
one polygon, or in none, and so does every point in it. The other cells stay open: their points need the
polygons.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy import ndimage

Degrees = NDArray[np.float64]
Numbers = NDArray[np.int64]

OPEN = -2
NOWHERE = -1

_CELLS = 300  # per degree: 370 m by 250 m at the latitude of Paris; finer ones cost more than they spare
_ASKED = 10_000  # points that cost, without a tile, about as much as drawing it
_WORKERS = 2
_WEST, _SOUTH, _WIDTH, _HEIGHT = -181, -91, 363, 183
# The border is sampled twice per cell: none of its points is farther than a quarter of a cell from a sample.
# Each sample closes the cells within a third of a cell, so that rounding cannot open a cell that a border
# touches.
_STEP = 1 / _CELLS / 2
_REACH = 1 / _CELLS / 3


class Tiles:
    """The raster of some polygons, empty at first.

    Parameters
    ----------
    polygons
        One polygon per territory, EPSG:4326; a null is never found.
    inside
        Gives each point (lon, lat) one polygon that covers it, or -1.
    """

    def __init__(
        self,
        polygons: NDArray[Any],
        tree: shapely.STRtree,
        inside: Callable[[Degrees, Degrees], Numbers],
    ) -> None:
        self._polygons = polygons
        self._tree = tree
        self._inside = inside
        self._asked = np.zeros(_WIDTH * _HEIGHT, dtype=np.int64)
        kind = np.int16 if len(polygons) < np.iinfo(np.int16).max else np.int32
        # One attribute, so that another thread sees places and cells that belong together.
        self._drawn = np.full(_WIDTH * _HEIGHT, -1, dtype=np.int16), np.empty((0, _CELLS, _CELLS), dtype=kind)

    def look(self, lon: Degrees, lat: Degrees) -> Numbers:
        """Return the polygon of each point, `NOWHERE`, or `OPEN` where only the polygons can tell.

        Parameters
        ----------
        lon, lat
            Degrees, finite; a point off the globe is open.
        """
        decided = np.full(len(lon), OPEN, dtype=np.int64)
        column, row = np.floor(lon), np.floor(lat)
        on_globe = (np.abs(lon) <= 180) & (np.abs(lat) <= 90)  # noqa: PLR2004
        tile = np.where(on_globe, (row - _SOUTH) * _WIDTH + column - _WEST, 0).astype(np.int64)
        self._count(tile)
        places, cells = self._drawn
        place = places[tile]
        known = np.flatnonzero((place >= 0) & on_globe)
        across = ((lon[known] - column[known]) * _CELLS).astype(np.int64)
        up = ((lat[known] - row[known]) * _CELLS).astype(np.int64)
        # Just below a whole degree the difference may round up to one.
        np.minimum(across, _CELLS - 1, out=across)
        np.minimum(up, _CELLS - 1, out=up)
        decided[known] = cells[place[known], up, across]
        return decided

    def _count(self, tile: Numbers) -> None:
        self._asked += np.bincount(tile, minlength=len(self._asked))
        places, cells = self._drawn
        due = np.flatnonzero((self._asked >= _ASKED) & (places < 0))
        due = due[due > 0]
        if len(due):
            with ThreadPoolExecutor(_WORKERS) as pool:
                new = list(pool.map(self._draw, due.tolist()))
            places = places.copy()
            places[due] = len(cells) + np.arange(len(due), dtype=np.int16)
            self._drawn = places, np.concatenate([cells, np.stack(new)])

    def _draw(self, tile: int) -> NDArray[Any]:
        row, column = divmod(tile, _WIDTH)
        west, south = column + _WEST, row + _SOUTH
        frame = shapely.box(west - 2 * _STEP, south - 2 * _STEP, west + 1 + 2 * _STEP, south + 1 + 2 * _STEP)
        near = self._polygons[self._tree.query(frame)]
        border = shapely.get_coordinates(shapely.segmentize(near, _STEP)) - (west, south)
        closed = np.zeros((_CELLS + 2, _CELLS + 2), dtype=bool)
        for shift in ((-_REACH, -_REACH), (-_REACH, _REACH), (_REACH, -_REACH), (_REACH, _REACH)):
            cell = np.clip(np.floor((border + shift) * _CELLS), -1, _CELLS).astype(np.int64) + 1
            closed[cell[:, 1], cell[:, 0]] = True
        # Cells that touch without a border between them lie in the same polygon: one point tells for all.
        area, areas = ndimage.label(~closed[1:-1, 1:-1])
        some = np.zeros(areas + 1, dtype=np.int64)
        some[area.ravel()] = np.arange(area.size)
        up, across = np.divmod(some[1:], _CELLS)
        found = self._inside(west + (across + 0.5) / _CELLS, south + (up + 0.5) / _CELLS)
        cells: NDArray[Any] = np.concatenate([[OPEN], found]).astype(self._drawn[1].dtype)[area]
        return cells
