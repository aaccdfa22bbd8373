"""Coordinates of a geographic file, from the system it states or shows to EPSG:4326."""

import re
from collections.abc import Iterable

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import CRS
from pyproj.exceptions import CRSError, ProjError

from atlas.locate.coordinates import WGS84
from atlas.readers.model.raw import Features, Shapes
from atlas.readers.told.notes import Note
from atlas.readers.told.refusals import FileRefusedError

# Codes only: a full definition may name grid files on the machine that reads it.
_CODE = re.compile(
    r"(?:urn:ogc:def:crs:|https?://www\.opengis\.net/def/crs/)?(EPSG|OGC)(?:[:/][\w.]*)?[:/](\w+)",
    re.IGNORECASE,
)
_GRID_FILES = re.compile(r"grids|BOUNDCRS|EXTENSION|PARAMETERFILE|\+proj|\+init|pipeline", re.IGNORECASE)
_DEGREES = "OGC:CRS84"
# Where projected coordinates without a system are France's own: x and y in metres, mainland.
_LAMBERT93 = (50_000.0, 6_000_000.0, 1_300_000.0, 7_200_000.0)
_HALF = 0.5
_WORLD = (-180.0, -90.0, 180.0, 90.0)
_ROUNDING = 1e-6
# Numbers out of degrees that no system on Earth has in metres, and such that tell of no system: slips.
_FARTHEST, _LEAST_METRES = 1e8, 1e3
_POINTS = (0, 4)


def unreadable(lines: pd.Index, given: Iterable[object], shapes: Shapes) -> dict[int, str]:
    """Find the lines that give a geometry of which nothing could be made, as `Features.problems`."""
    made = zip(lines.tolist(), given, shapes, strict=True)
    return {line: "not_a_number" for line, before, after in made if before is not None and after is None}


def to_degrees(features: Features) -> gpd.GeoSeries | None:
    """Bring geometries to EPSG:4326.

    On the index of the cells, None where blank or where a coordinate has no image in degrees; None for a
    file without geometries. Points out of degrees stay, for `atlas.locate` tells them.
    """
    if features.shapes is None:
        return None
    shapes = _without(features, features.shapes, _endless(features.shapes), "not_a_number")
    notes = features.notes
    known = _system(features.crs)
    if known is None or (known.is_geographic and not _in_degrees(shapes)):
        known = _guess(shapes)
        if known is None:
            raise FileRefusedError("unknown_crs")
        notes.append(Note("crs_guessed", {"crs": _name(known)}))
    elif known != CRS(_DEGREES) and known != CRS(WGS84):
        notes.append(Note("crs", {"crs": _name(known)}))
    try:
        placed = gpd.GeoSeries(shapes, index=features.cells.index, crs=known).to_crs(WGS84)
    except (ProjError, ValueError) as error:
        raise FileRefusedError("unknown_crs") from error
    left = placed.to_numpy()
    left = _without(features, left, _endless(left) | _beyond_degrees(left), "not_degrees")
    if features.problems:
        notes.append(Note("geometry_unreadable", {"count": str(len(features.problems))}))
    return gpd.GeoSeries(left, index=placed.index, crs=placed.crs)


def _without(features: Features, shapes: Shapes, rows: NDArray[np.bool_], problem: str) -> Shapes:
    """Blank the geometries of some rows, and say why."""
    if not rows.any():
        return shapes
    features.problems |= dict.fromkeys(features.cells.index[rows].tolist(), problem)
    left = shapes.copy()
    left[rows] = None
    return left


def _endless(shapes: Shapes) -> NDArray[np.bool_]:
    """Find the geometries with a coordinate that is no number, or on no map."""
    coordinates, owners = shapely.get_coordinates(shapes, return_index=True)
    rows = np.zeros(len(shapes), dtype=bool)
    rows[owners[~(np.abs(coordinates) <= _FARTHEST).all(axis=1)]] = True
    return rows


def _beyond_degrees(shapes: Shapes) -> NDArray[np.bool_]:
    """Find the outlines and lines that leave the degrees: a bad vertex makes them cover half the world."""
    left, bottom, right, top = shapely.bounds(shapes).T
    west, south, east, north = _WORLD
    outside = (
        (left < west - _ROUNDING)
        | (bottom < south - _ROUNDING)
        | (right > east + _ROUNDING)
        | (top > north + _ROUNDING)
    )
    beyond: NDArray[np.bool_] = outside & ~np.isin(shapely.get_type_id(shapes), _POINTS)
    return beyond


def _system(crs: str) -> CRS | None:
    """Read a stated system; None where it is unknown, or would need files of its own."""
    code = _CODE.fullmatch(crs.strip())
    try:
        if code:
            return CRS.from_user_input(f"{code[1].upper()}:{code[2]}")
        if not crs or _GRID_FILES.search(crs):
            return None
        stated = CRS.from_wkt(crs) if not crs.lstrip().startswith("{") else CRS.from_json(crs)
        epsg = stated.to_epsg(min_confidence=25)
    except (CRSError, ValueError, RecursionError):
        return None
    if epsg is not None:
        return CRS.from_epsg(epsg)
    return stated if stated.is_projected or stated.is_geographic else None


def _bounds(shapes: Shapes) -> NDArray[np.float64]:
    """Return the bounds of the geometries that tell of a system."""
    bounds: NDArray[np.float64] = shapely.bounds(shapes)
    metres = np.abs(bounds).max(axis=1, initial=0) > _LEAST_METRES
    telling: NDArray[np.float64] = bounds[
        np.isfinite(bounds).all(axis=1) & (_inside(bounds, _WORLD) | metres)
    ]
    return telling


def _inside(bounds: NDArray[np.float64], frame: tuple[float, float, float, float]) -> NDArray[np.bool_]:
    left, bottom, right, top = frame
    return (bounds[:, 0] >= left) & (bounds[:, 1] >= bottom) & (bounds[:, 2] <= right) & (bounds[:, 3] <= top)


def _within(shapes: Shapes, frame: tuple[float, float, float, float]) -> bool:
    bounds = _bounds(shapes)
    return not len(bounds) or bool(_inside(bounds, frame).mean() >= _HALF)


def _in_degrees(shapes: Shapes) -> bool:
    return _within(shapes, _WORLD)


def _guess(shapes: Shapes) -> CRS | None:
    if _in_degrees(shapes):
        return CRS.from_user_input(_DEGREES)
    return CRS.from_epsg(2154) if _within(shapes, _LAMBERT93) else None


def _name(crs: CRS) -> str:
    authority = crs.to_authority()
    return f"{crs.name} ({':'.join(authority)})" if authority else str(crs.name)
