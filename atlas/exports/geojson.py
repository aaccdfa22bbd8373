"""GeoJSON as RFC 7946 has it: WGS 84, exterior rings counter-clockwise, nothing across the antimeridian."""

import json
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from atlas.exports.content import Export
from atlas.records import records

# Six decimals of a degree are 11 cm.
DECIMALS = 6
_TURN = 360.0


def to_geojson(
    table: pd.DataFrame, geometry: gpd.GeoSeries, metadata: dict[str, Any], *, name: str = "atlas"
) -> bytes:
    """Write a table as GeoJSON.

    UTF-8: a FeatureCollection with `name` and `metadata` as further members, without `crs`, a feature to
    a line, in the order of the rows. Coordinates have `DECIMALS` decimals, unknown is null.
    """
    shapes = shapely.to_geojson(rounded(geometry))
    lines = [
        f'{{"type":"Feature","properties":{_compact(row)},"geometry":{shape or "null"}}}'
        for row, shape in zip(records(table.reset_index()), shapes, strict=True)
    ]
    head = f'"type":"FeatureCollection","name":{_compact(name)},"metadata":{_compact(metadata)}'
    return f'{{{head},"features":[\n'.encode() + ",\n".join(lines).encode() + b"\n]}\n"


def rounded(geometry: gpd.GeoSeries) -> np.ndarray:
    """Bring geometries into the form that RFC 7946 asks for.

    Geometries, cut at the antimeridian, exterior rings counter-clockwise, coordinates rounded to
    `DECIMALS`; missing stays missing. Neighbours that shared a border still do.
    """
    shapes = np.array([_within(shape) for shape in geometry], dtype=object)
    shapes = shapely.orient_polygons(shapes, exterior_cw=False)
    turned: np.ndarray = shapely.transform(shapes, lambda xy: np.round(xy, DECIMALS))
    return turned


def write(export: Export) -> bytes:
    """Write an export as GeoJSON; see `to_geojson`."""
    return to_geojson(export.rows, export.places(), export.metadata(), name=export.name)


def _within(shape: shapely.Geometry | None) -> shapely.Geometry | None:
    if shape is None or shape.is_empty:
        return None
    west, _, east, _ = shape.bounds
    if west >= -_TURN / 2 and east <= _TURN / 2:
        return shape
    pieces = []
    for turns in (-1, 0, 1):
        window = shapely.box(_TURN * (turns - 0.5), -90, _TURN * (turns + 0.5), 90)
        piece = shapely.intersection(shape, window)
        if not piece.is_empty:
            pieces.append(shapely.transform(piece, lambda xy, turns=turns: xy - [_TURN * turns, 0]))
    return shapely.union_all(pieces)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
