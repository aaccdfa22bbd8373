"""What maps on paper are made of: a frame true to scale, fills, limits, names of towns, signs, a scale bar.

No pyplot: what is drawn here belongs to the axes of whoever asked for it. Widths are in points, distances on
paper in millimetres.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Any

import geopandas as gpd
import matplotlib as mpl
import numpy as np
import pandas as pd
import shapely
from matplotlib.collections import LineCollection
from matplotlib.ft2font import FT2Font
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from pyproj import CRS

from atlas.maps.palettes import INK, OTHER_COLOUR, glyph

MM_PER_INCH = 25.4
_MARKERS = {"circle": "o", "square": "s", "triangle": "^", "diamond": "D"}
# Names of towns: at most so many, and no two nearer than this share of the width and height.
_TOWNS, _TOWN_GAP = 9, (0.17, 0.055)
_TOWN_SIZE = 6.2
# Initiatives of one commune are set side by side in a spiral of the golden angle, this far apart: a share of
# the size of their sign.
_SPREAD, _GOLDEN = 1.1, 2.4
_HATCH_WIDTH = 0.5
_MM_PER_POINT = MM_PER_INCH / 72
_KM = 1000
# Signs stand above names of towns, below scale bars.
SIGNS = 6


def frame(  # noqa: PLR0913 - what a frame is
    axes: Any,  # noqa: ANN401 - matplotlib has no types
    window: tuple[float, float, float, float],
    *,
    width_mm: float,
    height_mm: float,
    fit: gpd.GeoSeries | None = None,
    filled: float = 1.0,
) -> tuple[CRS, float]:
    """Fit a part of the earth into axes.

    Parameters
    ----------
    window
        West, south, east, north in degrees.
    fit
        What must show, EPSG:4326; all of the window by default.
    filled
        Share of the paper that it fills.

    Returns
    -------
    tuple
        Lambert's azimuthal equal-area projection centred on the window, in which the scale is true there in
        every part of France; and metres on the ground per millimetre on paper.
    """
    west, south, east, north = window
    crs = CRS.from_proj4(
        f"+proj=laea +lat_0={(south + north) / 2:.4f} +lon_0={(west + east) / 2:.4f} +datum=WGS84 +units=m"
    )
    shown = gpd.GeoSeries([shapely.box(*window)], crs=4326) if fit is None else fit
    left, bottom, right, top = shown.to_crs(crs).total_bounds
    # Fill the paper: the shorter side is widened.
    metres = max((right - left) / width_mm, (top - bottom) / height_mm) / filled
    middle, centre = (left + right) / 2, (bottom + top) / 2
    axes.set_xlim(middle - metres * width_mm / 2, middle + metres * width_mm / 2)
    axes.set_ylim(centre - metres * height_mm / 2, centre + metres * height_mm / 2)
    return crs, float(metres)


def bounds(axes: Any, crs: CRS) -> tuple[float, float, float, float]:  # noqa: ANN401
    """Return what part of the earth axes show.

    Parameters
    ----------
    axes
        After `frame`.
    crs
        See `frame`.

    Returns
    -------
    tuple
        West, south, east, north in degrees.
    """
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    # The sides of a box are curved on the globe.
    edge = shapely.segmentize(shapely.box(left, bottom, right, top), (right - left) / 8)
    west, south, east, north = gpd.GeoSeries([edge], crs=crs).to_crs(4326).total_bounds
    return float(west), float(south), float(east), float(north)


@lru_cache(maxsize=1)
def _signs() -> frozenset[int]:
    font = FilePath(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    return frozenset(FT2Font(font).get_charmap())


def written(text: str) -> str:
    """Replace what the font cannot write.

    Returns
    -------
    str
        The same with a square for each sign that DejaVu Sans lacks.

    Examples
    --------
    >>> written("été 🌍")
    'été □'
    """
    return "".join(sign if ord(sign) in _signs() or sign == "\n" else "□" for sign in text)


def fill(  # noqa: PLR0913 - what a fill is
    axes: Any,  # noqa: ANN401
    shapes: gpd.GeoSeries,
    *,
    face: str,
    edge: str,
    width: float,
    hatch: str = "",
    line: str = "",
) -> None:
    """Fill polygons.

    Parameters
    ----------
    shapes
        In the projection of `frame`; empty and missing ones are passed over.
    face, edge, width
        Colour inside, colour and width of the border.
    hatch, line
        Pattern, as matplotlib names it, and its colour.
    """
    # Holes wind the other way, which is how a path knows them.
    parts = shapely.get_parts(shapely.orient_polygons(shapes.to_numpy()))
    rings = [
        Path(shapely.get_coordinates(ring), closed=True)
        for part in parts
        if part is not None and part.geom_type == "Polygon" and not part.is_empty
        for ring in (part.exterior, *part.interiors)
    ]
    if not rings:
        return
    path = Path.make_compound_path(*rings)
    # `add_patch` would measure every vertex, to fit axes that fit already.
    if hatch:
        pattern = PathPatch(path, facecolor=face, edgecolor=line, hatch=hatch, linewidth=0)
        pattern.set_hatch_linewidth(_HATCH_WIDTH)
        axes.add_artist(pattern)
        face = "none"
    axes.add_artist(PathPatch(path, facecolor=face, edgecolor=edge, linewidth=width))


def outline(  # noqa: PLR0913 - what a line is
    axes: Any,  # noqa: ANN401
    shapes: gpd.GeoSeries,
    *,
    colour: str,
    width: float,
    dash: tuple[float, ...] = (),
    order: int = 2,
) -> None:
    """Draw the limits of polygons, or lines as they are.

    Parameters
    ----------
    shapes
        In the projection of `frame`; missing ones are passed over.
    dash
        Lengths drawn and left out, in widths of the line; empty for a whole one.
    """
    parts = shapely.get_parts(shapes.to_numpy())
    flat = np.where(shapely.get_dimensions(parts) == 2, shapely.boundary(parts), parts)  # noqa: PLR2004 - areas
    lines = [shapely.get_coordinates(line) for line in shapely.get_parts(flat) if not line.is_empty]
    drawn = LineCollection(
        lines, colors=colour, linewidths=width, linestyles=(0, dash) if dash else "solid", zorder=order
    )
    axes.add_collection(drawn, autolim=False)


def towns(
    axes: Any,  # noqa: ANN401
    places: pd.DataFrame,
    crs: CRS,
    *,
    taken: Sequence[tuple[float, float, float, float]] = (),
) -> None:
    """Write the names of the largest towns that have room.

    Parameters
    ----------
    places
        Columns `name`, `lon`, `lat`, the largest first.
    crs
        See `frame`.
    taken
        Rectangles that other words take: left, bottom, right and top in pixels of the figure.
    """
    points = gpd.GeoSeries(gpd.points_from_xy(places["lon"], places["lat"]), crs=4326).to_crs(crs)
    named: list[tuple[float, float]] = []
    letters = axes.figure.dpi / 72 * _TOWN_SIZE
    for name, place in zip(places["name"], points, strict=True):
        if len(named) == _TOWNS:
            return
        left, bottom = axes.transData.transform((place.x, place.y))
        x, y = axes.transAxes.inverted().transform((left, bottom))
        inside = 0.06 < x < 0.94 and 0.05 < y < 0.95  # noqa: PLR2004 - a name has room on both sides
        near = any(abs(x - a) < _TOWN_GAP[0] and abs(y - b) < _TOWN_GAP[1] for a, b in named)
        half = letters * 0.3 * len(name)
        over = any(
            left - half < c and a < left + half and bottom < d and b < bottom + 2.2 * letters
            for a, b, c, d in taken
        )
        if not inside or near or over:
            continue
        _word(axes, written(name), (place.x, place.y), above=5.5, size=_TOWN_SIZE, zorder=5)
        axes.plot(place.x, place.y, ".", color=OTHER_COLOUR, markersize=2.2, zorder=4)
        named.append((x, y))


def points(
    axes: Any,  # noqa: ANN401
    seats: pd.DataFrame,
    crs: CRS,
    metres: float,
    *,
    size: float = 5.4,
) -> None:
    """Draw the signs of initiatives; those of one place stand side by side.

    Parameters
    ----------
    seats
        Columns `lon`, `lat`, `kind` (number of the type) and `stated` (whether the seat is); and `own`, where
        some are a reader's own, which wear a ring.
    crs, metres
        See `frame`.
    """
    places = gpd.GeoSeries(gpd.points_from_xy(seats["lon"], seats["lat"]), crs=4326).to_crs(crs)
    turn = seats.groupby(["lon", "lat"]).cumcount().to_numpy()
    distance = _SPREAD * size * _MM_PER_POINT * metres * np.sqrt(turn)
    x = places.x.to_numpy() + distance * np.cos(_GOLDEN * turn)
    y = places.y.to_numpy() + distance * np.sin(_GOLDEN * turn)
    kinds, stated = seats["kind"].to_numpy(dtype=int), seats["stated"].to_numpy(dtype=bool)
    for kind in np.unique(kinds):
        for filled in (True, False):
            here = (kinds == kind) & (stated == filled)
            if here.any():
                sign(axes, x[here], y[here], *glyph(int(kind)), filled=filled, size=size)
    mine = seats["own"].to_numpy(dtype=bool) if "own" in seats else np.zeros(len(seats), dtype=bool)
    if mine.any():
        ring(axes, x[mine], y[mine], size=size)


def sign(  # noqa: PLR0913 - what a sign is
    axes: Any,  # noqa: ANN401
    x: Any,  # noqa: ANN401 - a number or an array
    y: Any,  # noqa: ANN401
    shape: str,
    colour: str,
    *,
    filled: bool = True,
    size: float = 5.4,
) -> None:
    """Draw one sign at one or several places.

    Parameters
    ----------
    x, y
        In the axes' units.
    shape, colour
        See `atlas.maps.palettes.glyph`.
    filled
        Whether it is full; a hollow one is a reference point.
    """
    axes.plot(
        x,
        y,
        _MARKERS[shape],
        linestyle="none",
        markersize=size,
        markerfacecolor=colour if filled else "#ffffff",
        markeredgecolor="#ffffff" if filled else colour,
        markeredgewidth=size * (0.11 if filled else 0.2),
        zorder=SIGNS,
    )


def ring(axes: Any, x: Any, y: Any, *, size: float) -> None:  # noqa: ANN401 - numbers or arrays
    """Draw a dark ring around signs of a size at one or several places: those of a reader's own rows."""
    for colour, width in (("#ffffff", 1.8), (INK, 0.8)):
        axes.plot(
            x,
            y,
            "o",
            linestyle="none",
            markersize=1.7 * size,
            markerfacecolor="none",
            markeredgecolor=colour,
            markeredgewidth=width,
            zorder=SIGNS,
        )


def scale_bar(axes: Any, metres: float, width_mm: float) -> None:  # noqa: ANN401
    """Draw a scale bar in the lower right corner.

    Parameters
    ----------
    metres
        See `frame`.
    """
    most = metres * width_mm / 4
    length = max(step * 10**power for power in range(2, 7) for step in (1, 2, 5) if step * 10**power <= most)
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    x, y = right - 0.03 * (right - left), bottom + 0.045 * (top - bottom)
    halo = [withStroke(linewidth=2.4, foreground="#ffffffcc")]
    axes.plot(
        [x - length, x], [y, y], color=INK, linewidth=1.4, solid_capstyle="butt", path_effects=halo, zorder=7
    )
    text = f"{length / _KM:g} km" if length >= _KM else f"{length:g} m"
    _word(axes, text, (x, y), above=3, size=6.5, zorder=7, side="right")


def _word(  # noqa: PLR0913 - what a word on a map is
    axes: Any,  # noqa: ANN401
    text: str,
    at: tuple[float, float],
    *,
    above: float,
    size: float,
    zorder: int,
    side: str = "center",
) -> None:
    axes.annotate(
        text,
        at,
        xytext=(0, above),
        textcoords="offset points",
        ha=side,
        va="bottom",
        fontsize=size,
        color=INK,
        zorder=zorder,
        # A dollar in a name is no formula.
        parse_math=False,
        path_effects=[withStroke(linewidth=1.8, foreground="#ffffffcc")],
    )
