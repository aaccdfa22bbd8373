"""A map on paper: one territory among its neighbours, with the initiatives, drawn by matplotlib.

No pyplot: a figure made here belongs to whoever asked for it, so that two readers can be served at once.
"""

import io
import math
from typing import NamedTuple

import geopandas as gpd
import pandas as pd
import shapely

from atlas.maps.palettes import INK, SEA
from atlas.sphere import KM_PER_DEGREE

_LAND, _HERE, _LINE = "#f8f8f6", "#cfe1ee", "#c9d0d4"
_DPI = 220


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
    """Return the part of the earth that a map on paper shows.

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
    stretch = max(math.cos(math.radians((south + north) / 2)), 0.1)
    size = max((east - west) * KM_PER_DEGREE * stretch, (north - south) * KM_PER_DEGREE, 1.0)
    margin = min(max(reach_km, size / 8), 0.6 * size)
    return (
        west - margin / (KM_PER_DEGREE * stretch),
        south - margin / KM_PER_DEGREE,
        east + margin / (KM_PER_DEGREE * stretch),
        north + margin / KM_PER_DEGREE,
    )


def draw_map(layers: Layers, *, reach_km: float, width_mm: float, height_mm: float) -> bytes:
    """Draw a territory among its neighbours, in the projection of `atlas.maps.strokes.frame`.

    Parameters
    ----------
    layers
        See `Layers`.
    reach_km
        See `window`.
    """
    # Pages know what such a map shows; matplotlib comes with the first that is drawn.
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    from atlas.maps import strokes  # noqa: PLC0415

    inches = (width_mm / strokes.MM_PER_INCH, height_mm / strokes.MM_PER_INCH)
    figure = Figure(figsize=inches, dpi=_DPI, facecolor=SEA)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    crs, metres = strokes.frame(axes, window(layers.here, reach_km), width_mm=width_mm, height_mm=height_mm)

    def project(series: gpd.GeoSeries) -> gpd.GeoSeries:
        # A tenth of a millimetre on paper is all that the eye sees.
        return series.to_crs(crs).simplify(metres / 10)

    here = project(gpd.GeoSeries([layers.here], crs=4326))
    strokes.fill(axes, project(layers.around), face=_LAND, edge=_LINE, width=0.4)
    strokes.fill(axes, here, face=_HERE, edge="none", width=0)
    strokes.outline(axes, project(layers.inside), colour="#ffffff", width=0.5)
    strokes.outline(axes, project(layers.limits), colour="#8d979e", width=0.7)
    strokes.outline(axes, here, colour="#ffffff", width=2.6)
    strokes.outline(axes, here, colour=INK, width=1.1)
    strokes.towns(axes, layers.towns, crs)
    strokes.points(axes, layers.points, crs, metres)
    strokes.scale_bar(axes, metres, width_mm)
    out = io.BytesIO()
    # The software's name would change the bytes with each release.
    FigureCanvasAgg(figure).print_png(out, metadata={"Software": None})  # type: ignore[no-untyped-call]
    return out.getvalue()
