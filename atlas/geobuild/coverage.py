"""The commune polygons as one valid coverage: no overlap, no sliver, identical shared borders.

Work on shapes happens in the legal projection of each part of France, in metres; what is kept is longitude
and latitude rounded to `DECIMALS`.
"""

from typing import TypedDict

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from atlas.errors import GeographyError
from atlas.geobuild.sources import some

MAINLAND_EPSG = 2154
OVERSEAS_EPSG = {"971": 5490, "972": 5490, "973": 2972, "974": 2975, "976": 4471}

# Six decimals are 0.1 m; the sources have five.
DECIMALS = 6
# Nodes nearer than this become one. Without it, slivers thinner than a millimetre turn over on reprojection.
SNAP_METRES = 0.5
# Enclosed gaps narrower than this are slivers between limits drawn twice, not places.
GAP_METRES = 100.0

Shapes = npt.NDArray[np.object_]


class Hole(TypedDict):
    """A gap of the coverage: its area, a point inside, the communes around."""

    area_km2: float
    lon: float
    lat: float
    communes: list[str]


def projections(departement: pd.Series) -> pd.Series:
    """Return the EPSG code of the legal projection of each commune's département."""
    return departement.map(OVERSEAS_EPSG).fillna(MAINLAND_EPSG).astype(int)


def project(communes: gpd.GeoDataFrame) -> dict[int, gpd.GeoDataFrame]:
    """Split `communes` by legal projection and project each part."""
    parts = {
        int(epsg): part.to_crs(epsg) for epsg, part in communes.groupby(projections(communes["departement"]))
    }
    for epsg, part in parts.items():
        bounds = part.geometry.bounds
        force_finite(part, np.isfinite(bounds).all(axis=1).to_numpy(), epsg)
    return parts


def force_finite(part: gpd.GeoDataFrame, finite: npt.NDArray[np.bool_], epsg: int) -> None:
    """Refuse coordinates that the projection cannot hold (swapped axes, wrong CRS)."""
    if not finite.all():
        msg = (
            f"column 'geometry': coordinates of {some(part.index[~finite])} do not fit EPSG:{epsg}; "
            "check the layer's CRS and the order of its axes"
        )
        raise GeographyError(msg)


def clean(part: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Mend one projected part so that it is a valid coverage, and refuse it where that fails."""
    shapes = shapely.coverage_clean(
        np.asarray(part.geometry.array), gap_width=GAP_METRES, snapping_distance=SNAP_METRES
    )
    lost = shapely.is_empty(shapes)
    if lost.any():
        msg = f"column 'geometry': polygons of {some(part.index[lost])} vanish once overlaps are resolved"
        raise GeographyError(msg)
    force_valid(shapes, part.index)
    return part.set_geometry(shapes, crs=part.crs)


def to_degrees(part: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """Return the shapes of `part` as longitude and latitude of `DECIMALS` decimals."""
    shapes = rounded(np.asarray(part.to_crs(4326).geometry.array), DECIMALS)
    return gpd.GeoSeries(shapes, index=part.index, crs=4326)


def rounded(shapes: Shapes, decimals: int) -> Shapes:
    """Round coordinates one by one, so that equal vertices of neighbours stay equal."""
    moved = shapely.transform(shapes, lambda xy: np.round(xy, decimals))
    return np.asarray(shapely.remove_repeated_points(moved), dtype=object)


def invalid(shapes: Shapes) -> npt.NDArray[np.bool_]:
    """Mark the shapes that break the coverage: crossed, or not matched with a neighbour."""
    edges = shapely.coverage_invalid_edges(shapes)
    wrong: npt.NDArray[np.bool_] = ~shapely.is_empty(edges) & ~shapely.is_missing(edges)
    wrong |= ~shapely.is_valid(shapes)
    return wrong


def force_valid(shapes: Shapes, codes: pd.Index) -> None:
    """Refuse a coverage with overlaps or unmatched borders, naming the first codes."""
    wrong = invalid(shapes)
    if wrong.any():
        msg = f"column 'geometry': polygons of {some(codes[wrong])} overlap or do not match their neighbours"
        raise GeographyError(msg)


def holes(part: gpd.GeoDataFrame) -> list[Hole]:
    """List the gaps that a cleaned, projected part encloses, largest first."""
    shapes = np.asarray(part.geometry.array)
    rings = [
        ring
        for polygon in shapely.get_parts(shapely.coverage_union_all(shapes))
        for ring in polygon.interiors
    ]
    if not rings:
        return []
    gaps = gpd.GeoSeries(shapely.polygons(rings), crs=part.crs)
    points = gaps.representative_point().to_crs(4326)
    tree = shapely.STRtree(shapes)
    around = [part.index[sorted(tree.query(gap, predicate="intersects"))].tolist() for gap in gaps]
    found = [
        Hole(area_km2=round(gap.area / 1e6, 6), lon=round(point.x, 5), lat=round(point.y, 5), communes=codes)
        for gap, point, codes in zip(gaps, points, around, strict=True)
    ]
    return sorted(found, key=lambda hole: -hole["area_km2"])


def changed_km2(before: gpd.GeoDataFrame, after: gpd.GeoDataFrame) -> float:
    """Sum what cleaning added to or took from each commune."""
    change = shapely.area(np.asarray(after.geometry.array)) - shapely.area(np.asarray(before.geometry.array))
    return float(np.abs(change).sum() / 1e6)


def simplify(shapes: Shapes, metres: float) -> Shapes:
    """Simplify a coverage, shared borders once for both sides."""
    return np.asarray(shapely.coverage_simplify(shapes, metres), dtype=object)
