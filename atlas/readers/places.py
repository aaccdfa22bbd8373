"""Coordinates of a geographic file, from the system it states or shows to EPSG:4326."""

import re
from dataclasses import dataclass
from dataclasses import field

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import CRS
from pyproj.exceptions import CRSError
from pyproj.exceptions import ProjError

from atlas.locate.coordinates import WGS84
from atlas.readers.faults import FileRefusedError
from atlas.readers.grids import Refusal
from atlas.readers.notes import Note

# Codes only: a full definition may name grid files on the machine that reads it.
_CODE = re.compile(
    r"(?:urn:ogc:def:crs:|https?://www\.opengis\.net/def/crs/)?(EPSG|OGC)(?:[:/][\w.]*)?[:/](\w+)",
    re.IGNORECASE,
)
_GRID_FILES = re.compile(r"grids|BOUNDCRS|EXTENSION|PARAMETERFILE|\+proj|\+init|pipeline", re.IGNORECASE)
_DEGREES = "OGC:CRS84"
# Where projected coordinates without a system are France's own: x and y in metres, mainland.
_LAMBERT93 = (50_000.0, 6_000_000.0, 1_300_000.0, 7_200_000.0)
_MOST = 0.5

Shapes = NDArray[np.object_]


@dataclass(eq=False)
class Features:
    """Objects of a file, before their coordinates are in degrees.

    Attributes
    ----------
    cells
        One row per object, from 1.
    shapes
        Geometries, None where blank; None for a file without them.
    crs
        What the file states of its coordinates: a code, WKT or PROJJSON; "" for nothing.
    refused, notes
        Members that are no objects; what was understood so far.
    """

    cells: pd.DataFrame
    shapes: Shapes | None = None
    crs: str = ""
    refused: list[Refusal] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def to_degrees(features: Features) -> gpd.GeoSeries | None:
    """Bring geometries to EPSG:4326.

    Parameters
    ----------
    features
        With geometries; its notes gain the system that was converted from, or guessed from the extent.

    Returns
    -------
    geopandas.GeoSeries
        On the index of the cells, None where blank or where a coordinate has no image in degrees; None for
        a file without geometries.

    Raises
    ------
    FileRefusedError
        If the system is unknown and the extent is neither degrees nor Lambert-93.
    """
    shapes, notes = features.shapes, features.notes
    if shapes is None:
        return None
    known = _system(features.crs)
    if known is None or (known.is_geographic and not _in_degrees(shapes)):
        known = _guess(shapes)
        if known is None:
            fault = "unknown_crs"
            raise FileRefusedError(fault)
        notes.append(Note("crs_guessed", {"crs": _name(known)}))
    elif known != CRS(_DEGREES) and known != CRS(WGS84):
        notes.append(Note("crs", {"crs": _name(known)}))
    try:
        placed = gpd.GeoSeries(shapes, index=features.cells.index, crs=known).to_crs(WGS84)
    except (ProjError, ValueError) as error:
        fault = "unknown_crs"
        raise FileRefusedError(fault) from error
    return _without_lost(placed, notes)


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
    bounds: NDArray[np.float64] = shapely.bounds(shapes)
    return bounds[np.isfinite(bounds).all(axis=1)]


def _within(bounds: NDArray[np.float64], frame: tuple[float, float, float, float]) -> bool:
    left, bottom, right, top = frame
    inside = (
        (bounds[:, 0] >= left) & (bounds[:, 1] >= bottom) & (bounds[:, 2] <= right) & (bounds[:, 3] <= top)
    )
    return not len(bounds) or bool(inside.mean() > _MOST)


def _in_degrees(shapes: Shapes) -> bool:
    return _within(_bounds(shapes), (-180.0, -90.0, 180.0, 90.0))


def _guess(shapes: Shapes) -> CRS | None:
    if _in_degrees(shapes):
        return CRS.from_user_input(_DEGREES)
    return CRS.from_epsg(2154) if _within(_bounds(shapes), _LAMBERT93) else None


def _name(crs: CRS) -> str:
    authority = crs.to_authority()
    return f"{crs.name} ({':'.join(authority)})" if authority else str(crs.name)


def _without_lost(placed: gpd.GeoSeries, notes: list[Note]) -> gpd.GeoSeries:
    """Blank the geometries that have no image in degrees."""
    coordinates, owners = shapely.get_coordinates(placed.to_numpy(), return_index=True)
    lost = np.unique(owners[~np.isfinite(coordinates).all(axis=1)])
    if not lost.size:
        return placed
    shapes = placed.to_numpy().copy()
    shapes[lost] = None
    notes.append(Note("geometry_unreadable", {"count": str(lost.size)}))
    return gpd.GeoSeries(shapes, index=placed.index, crs=placed.crs)
