"""A map on paper: one territory among its neighbours, with the initiatives, drawn by matplotlib.

No pyplot: a figure made here belongs to whoever asked for it, so that two readers can be served at once.
"""

import io
import math
from typing import NamedTuple

import geopandas as gpd
import pandas as pd
import shapely
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.collections import PatchCollection
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from pyproj import CRS

from atlas.maps.palettes import glyph

INK = "#1d2428"
_SEA, _LAND, _HERE, _LINE = "#eaf0f3", "#f8f8f6", "#cfe1ee", "#c9d0d4"
_MARKERS = {"circle": "o", "square": "s", "triangle": "^"}
# Names of towns: at most so many, and no two nearer than this share of the width and height.
_TOWNS, _TOWN_GAP = 9, (0.17, 0.055)
_DPI = 220
_MM_PER_INCH = 25.4
# Initiatives of one commune are set side by side in a spiral of the golden angle, this far apart (mm).
_SPREAD_MM, _GOLDEN = 2.1, 2.4


class Layers(NamedTuple):
    """What a map on paper shows, all in EPSG:4326.

    Attributes
    ----------
    here
        The territory's polygon.
    inside
        Limits inside it, such as its communes; may be empty.
    around
        Territories of the same level, the neighbours drawn faintly.
    limits
        Larger limits, such as those of départements.
    points
        Columns `lon`, `lat`, `kind` (number of the type) and `stated` (whether the seat is).
    towns
        Columns `name`, `lon`, `lat`, the largest first.
    """

    here: shapely.Geometry
    inside: gpd.GeoSeries
    around: gpd.GeoSeries
    limits: gpd.GeoSeries
    points: pd.DataFrame
    towns: pd.DataFrame


def window(here: shapely.Geometry, reach_km: float) -> tuple[float, float, float, float]:
    """Give the part of the earth that a map on paper shows.

    Parameters
    ----------
    here
        The territory's polygon, EPSG:4326.
    reach_km
        Kilometres around it that one would like to see.

    Returns
    -------
    tuple
        West, south, east, north in degrees. The reach is cut to 0.6 of the territory's own size, so that the
        territory stays the subject, and never under an eighth of it.
    """
    west, south, east, north = here.bounds
    km = 111.2
    stretch = max(math.cos(math.radians((south + north) / 2)), 0.1)
    size = max((east - west) * km * stretch, (north - south) * km, 1.0)
    margin = min(max(reach_km, size / 8), 0.6 * size)
    return (
        west - margin / (km * stretch),
        south - margin / km,
        east + margin / (km * stretch),
        north + margin / km,
    )


def draw_map(layers: Layers, *, reach_km: float, width_mm: float, height_mm: float) -> bytes:
    """Draw a territory among its neighbours.

    Parameters
    ----------
    layers
        See `Layers`.
    reach_km
        See `window`.
    width_mm, height_mm
        Size on paper.

    Returns
    -------
    bytes
        PNG, 220 dots per inch.

    Notes
    -----
    Lambert's azimuthal equal-area projection centred on the territory: the scale bar is true there, in every
    part of France.
    """
    west, south, east, north = window(layers.here, reach_km)
    crs = CRS.from_proj4(
        f"+proj=laea +lat_0={(south + north) / 2:.4f} +lon_0={(west + east) / 2:.4f} +datum=WGS84 +units=m"
    )
    frame = gpd.GeoSeries([shapely.box(west, south, east, north)], crs=4326).to_crs(crs)
    figure = Figure(figsize=(width_mm / _MM_PER_INCH, height_mm / _MM_PER_INCH), dpi=_DPI, facecolor=_SEA)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    left, bottom, right, top = frame.total_bounds
    # Fill the paper: the shorter side is widened.
    metres = max((right - left) / width_mm, (top - bottom) / height_mm)
    middle, centre = (left + right) / 2, (bottom + top) / 2
    axes.set_xlim(middle - metres * width_mm / 2, middle + metres * width_mm / 2)
    axes.set_ylim(centre - metres * height_mm / 2, centre + metres * height_mm / 2)

    def project(series: gpd.GeoSeries) -> gpd.GeoSeries:
        # A tenth of a millimetre on paper is all that the eye sees.
        return series.to_crs(crs).simplify(metres / 10)

    here = project(gpd.GeoSeries([layers.here], crs=4326))
    _fill(axes, project(layers.around), face=_LAND, edge=_LINE, width=0.4)
    _fill(axes, here, face=_HERE, edge="none", width=0)
    _outline(axes, project(layers.inside), colour="#ffffff", width=0.5)
    _outline(axes, project(layers.limits), colour="#8d979e", width=0.7)
    _outline(axes, here, colour="#ffffff", width=2.6)
    _outline(axes, here, colour=INK, width=1.1)
    _towns(axes, layers.towns, crs)
    _points(axes, layers.points, crs, metres)
    _scale_bar(axes, metres, width_mm)
    out = io.BytesIO()
    # The software's name would change the bytes with each release.
    FigureCanvasAgg(figure).print_png(out, metadata={"Software": None})  # type: ignore[no-untyped-call]
    return out.getvalue()


def _fill(axes, series: gpd.GeoSeries, *, face: str, edge: str, width: float) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    # Holes wind the other way, which is how a path knows them.
    shapes = [shape for shape in shapely.orient_polygons(series.to_numpy()) if shape and not shape.is_empty]
    patches = [
        PathPatch(
            Path.make_compound_path(*(Path(shapely.get_coordinates(ring), closed=True) for ring in rings))
        )
        for shape in shapes
        if (
            rings := [
                ring
                for part in shapely.get_parts(shape)
                if part.geom_type == "Polygon"
                for ring in (part.exterior, *part.interiors)
            ]
        )
    ]
    axes.add_collection(
        PatchCollection(patches, facecolor=face, edgecolor=edge, linewidth=width), autolim=False
    )


def _outline(axes, series: gpd.GeoSeries, *, colour: str, width: float) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    lines = [
        shapely.get_coordinates(line)
        for line in shapely.get_parts(series.boundary.to_numpy())
        if line is not None and not line.is_empty
    ]
    axes.add_collection(LineCollection(lines, colors=colour, linewidths=width), autolim=False)


def _towns(axes, towns: pd.DataFrame, crs: CRS) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    places = gpd.GeoSeries(gpd.points_from_xy(towns["lon"], towns["lat"]), crs=4326).to_crs(crs)
    taken: list[tuple[float, float]] = []
    for name, place in zip(towns["name"], places, strict=True):
        x, y = axes.transAxes.inverted().transform(axes.transData.transform((place.x, place.y)))
        inside = 0.06 < x < 0.94 and 0.05 < y < 0.95  # noqa: PLR2004 - a name has room on both sides
        near = any(abs(x - a) < _TOWN_GAP[0] and abs(y - b) < _TOWN_GAP[1] for a, b in taken)
        if not inside or near:
            continue
        axes.annotate(
            name,
            (place.x, place.y),
            xytext=(0, 5.5),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=6.2,
            color=INK,
            zorder=5,
            path_effects=[withStroke(linewidth=1.8, foreground="#ffffffcc")],
        )
        axes.plot(place.x, place.y, ".", color="#59656c", markersize=2.2, zorder=4)
        taken.append((x, y))
        if len(taken) == _TOWNS:
            return


def _points(axes, points: pd.DataFrame, crs: CRS, metres: float) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    places = gpd.GeoSeries(gpd.points_from_xy(points["lon"], points["lat"]), crs=4326).to_crs(crs)
    turn = points.groupby(["lon", "lat"]).cumcount().to_numpy()
    step = _SPREAD_MM * metres
    for place, number, kind, stated in zip(places, turn, points["kind"], points["stated"], strict=True):
        shape, colour = glyph(int(kind))
        distance, angle = step * math.sqrt(number), _GOLDEN * number
        axes.plot(
            place.x + distance * math.cos(angle),
            place.y + distance * math.sin(angle),
            _MARKERS[shape],
            markersize=5.4,
            markerfacecolor=colour if stated else "#ffffff",
            markeredgecolor="#ffffff" if stated else colour,
            markeredgewidth=0.6 if stated else 1.1,
            zorder=6,
        )


def _scale_bar(axes, metres: float, width_mm: float) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    most = metres * width_mm / 4
    length = max(step * 10**power for power in range(2, 7) for step in (1, 2, 5) if step * 10**power <= most)
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    x, y = right - 0.03 * (right - left), bottom + 0.045 * (top - bottom)
    halo = [withStroke(linewidth=2.4, foreground="#ffffffcc")]
    axes.plot(
        [x - length, x], [y, y], color=INK, linewidth=1.4, solid_capstyle="butt", path_effects=halo, zorder=7
    )
    text = f"{length / 1000:g} km" if length >= 1000 else f"{length:g} m"  # noqa: PLR2004
    axes.annotate(
        text,
        (x - length / 2, y),
        xytext=(0, 3),
        textcoords="offset points",
        ha="center",
        va="bottom",
        fontsize=6.5,
        color=INK,
        path_effects=halo,
        zorder=7,
    )
