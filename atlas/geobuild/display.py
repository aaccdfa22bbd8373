"""Light GeoJSON files for the map, all levels cut from one simplified coverage.

The communes are dissolved into atoms, the parts that no level's border crosses: bassin de vie × EPCI ×
département. The atoms are simplified together, once, and every level is a union of atoms, so a border that
two levels share is the same line in both at every zoom. The files of communes are finer (a département is
seen closer) and are a coverage of their own.
"""

import json
from collections.abc import Iterable
from pathlib import Path

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from atlas.geobuild import coverage
from atlas.geobuild.coverage import Shapes

LEVELS = ("bassin_de_vie", "epci", "departement", "region")
ATOM = ("bassin_de_vie", "epci", "departement")
# Four decimals are 11 m: less than a pixel up to zoom 13.
DECIMALS = 4

# Tolerances are the square root, in metres, of the area of the triangles that may go. The small overseas
# départements are looked at four times closer, and their weight in the files is slight.
ATOM_METRES = 1_000.0
COMMUNE_METRES = 250.0
FINER_EPSG = {5490: 0.25, 2975: 0.25, 4471: 0.25}


def atoms(communes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Dissolve projected communes into the parts that no border of any level crosses."""
    # Text keys: a missing EPCI must make atoms of its own.
    key = communes[list(ATOM)].fillna("").agg("|".join, axis="columns")
    columns = [*LEVELS, "geometry"]
    merged: gpd.GeoDataFrame = communes[columns].dissolve(key, method="coverage")
    return merged


def simplified(parts: dict[int, gpd.GeoDataFrame], tolerance: float) -> gpd.GeoDataFrame:
    """Simplify each projected part as a coverage; give longitude and latitude of `DECIMALS` decimals."""
    light = []
    for epsg, part in parts.items():
        metres = tolerance * FINER_EPSG.get(epsg, 1.0)
        shapes = coverage.simplify(np.asarray(part.geometry.array), metres)
        light.append(part.set_geometry(shapes, crs=part.crs).to_crs(4326))
    whole = pd.concat(light).sort_index()
    shapes = coverage.rounded(np.asarray(whole.geometry.array), DECIMALS)
    if coverage.invalid(shapes).any():
        # A vertex may round onto the other side of a border that it nearly touches.
        mended = shapely.coverage_clean(shapes, snapping_distance=0)
        shapes = coverage.rounded(mended, DECIMALS)
    coverage.force_valid(shapes, whole.index)
    return whole.set_geometry(shapes, crs=4326)


def collection(shapes: gpd.GeoSeries, names: pd.Series) -> str:
    """Write a FeatureCollection with one feature a line; `id` is the code."""
    outward = shapely.orient_polygons(np.asarray(shapes.array), exterior_cw=False)
    features = [
        feature(code, name, text)
        for code, name, text in zip(
            shapes.index, names.reindex(shapes.index), shapely.to_geojson(outward), strict=True
        )
    ]
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(features) + "\n]}\n"


def feature(code: str, name: str, geometry: str) -> str:
    """Write one GeoJSON feature around a geometry that is already text."""
    head = json.dumps(
        {"type": "Feature", "id": code, "properties": {"name": name}},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return f'{head[:-1]},"geometry":{geometry.replace(" ", "")}}}'


def limits(shapes: gpd.GeoSeries) -> shapely.MultiLineString:
    """Return the borders of `shapes`, each line once, joined as long as they can be."""
    lines = shapely.line_merge(shapely.union_all(shapely.boundary(np.asarray(shapes.array))))
    return shapely.MultiLineString(shapely.get_parts(shapely.normalize(lines)).tolist())


def segments(shapes: Iterable[shapely.Geometry] | Shapes) -> npt.NDArray[np.int64]:
    """List the distinct border segments of `shapes`, rows of x, y, x, y in units of the last decimal."""
    rings = shapely.get_rings(shapely.get_parts(np.asarray(shapes, dtype=object)))
    points, ring = shapely.get_coordinates(rings, return_index=True)
    whole = np.round(points * 10**DECIMALS).astype(np.int64)
    start, end = whole[:-1], whole[1:]
    same = ring[:-1] == ring[1:]
    start, end = start[same], end[same]
    backwards = (start[:, 0] > end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1]))
    start, end = np.where(backwards[:, None], end, start), np.where(backwards[:, None], start, end)
    return np.unique(np.hstack([start, end]), axis=0)


def write(
    folder: Path, cleaned: dict[int, gpd.GeoDataFrame], names: dict[str, pd.Series]
) -> gpd.GeoDataFrame:
    """Write every display file and give back the simplified atoms they were cut from."""
    (folder / "communes").mkdir(parents=True)
    light = simplified({epsg: atoms(part) for epsg, part in cleaned.items()}, ATOM_METRES)
    dissolved = {
        level: light[[level, "geometry"]].dissolve(level, method="coverage").geometry for level in LEVELS
    }
    for level, shapes in dissolved.items():
        (folder / f"{level}.json").write_text(collection(shapes, names[level]), encoding="utf-8")
    lines = gpd.GeoSeries({level: limits(dissolved[level]) for level in ("departement", "region")}, crs=4326)
    titles = pd.Series({"departement": "Départements", "region": "Régions"})
    (folder / "lines.json").write_text(collection(lines, titles), encoding="utf-8")
    near = simplified(cleaned, COMMUNE_METRES)
    for departement, part in near.groupby("departement"):
        text = collection(part.geometry, names["commune"])
        (folder / "communes" / f"{departement}.json").write_text(text, encoding="utf-8")
    return light
