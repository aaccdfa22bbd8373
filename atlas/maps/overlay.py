"""Lines, circles, marks and labels above a map on paper, as `atlas.js` draws them on the screen."""

from typing import Any, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from matplotlib.patches import Circle, Rectangle
from pyproj import CRS, Geod

from atlas.maps import strokes
from atlas.maps.palettes import INK, MARK_COLOURS
from atlas.maps.picture import Overlay

_LINE, _CIRCLE, _RING = 1.1, 0.7, 1.8
_RING_SIZE, _TOWN_SIZE = 11.0, 7.5
_DASH = (4, 4)
_LABEL, _BOX = 6.0, "#ffffffd1"
# A mark's own label stands so many points above it.
_ABOVE = 11.0
# Points of a circle.
_STEPS = 180
# Half the height of a label, and half the width of one of its signs, as shares of the size of its letters.
_HALF = (0.32, 0.75)
_GEOD = Geod(ellps="WGS84")
# Below polygons' names and signs of initiatives, above limits; labels above all.
_DRAWN, _WRITTEN = 3, 8


class _Word(NamedTuple):
    """A label: its text, its place (longitude, latitude), and how far above it stands, in points."""

    text: str
    lon: float
    lat: float
    above: float = 0.0


def draw(axes: Any, overlay: Overlay, crs: CRS) -> list[tuple[float, float, float, float]]:  # noqa: ANN401
    """Draw an overlay.

    Parameters
    ----------
    axes
        After `atlas.maps.strokes.frame`.
    crs
        See `atlas.maps.strokes.frame`.

    Returns
    -------
    list of tuple
        The room that labels take: left, bottom, right and top in pixels of the figure. A label that would
        touch another or leave the map is left out, as on the screen.
    """
    ways = [shapely.LineString([(lon, lat) for lat, lon in path]) for path, _ in overlay.lines]
    strokes.outline(
        axes, _projected(ways, crs), colour=MARK_COLOURS["line"] + "bf", width=_LINE, order=_DRAWN
    )
    rings = [circle(lon, lat, km) for lat, lon, km in overlay.circles]
    strokes.outline(axes, _projected(rings, crs), colour=INK + "99", width=_CIRCLE, dash=_DASH, order=_DRAWN)
    places = pd.DataFrame(overlay.marks, columns=["lat", "lon", "kind", "text"])
    points = gpd.GeoSeries(gpd.points_from_xy(places["lon"], places["lat"]), crs=4326).to_crs(crs)
    for kind, point in zip(places["kind"], points, strict=True):
        mark(axes, point.x, point.y, kind)
    return _write(axes, _words(overlay), crs)


def circle(lon: float, lat: float, km: float) -> shapely.LineString:
    """Draw the places that lie so far from a place.

    Parameters
    ----------
    lon, lat
        In degrees.

    Returns
    -------
    shapely.LineString
        A closed line, EPSG:4326.

    Examples
    --------
    >>> west, south, east, north = circle(0, 0, 111.32).bounds
    >>> round(west, 2), round(east, 2), round(north, 2)
    (-1.0, 1.0, 1.01)
    """
    bearings = np.linspace(0, 360, _STEPS + 1)
    same = np.ones_like(bearings)
    lons, lats, _ = _GEOD.fwd(lon * same, lat * same, bearings, 1000 * km * same)
    return shapely.LineString(np.column_stack([lons, lats]))


def mark(axes: Any, x: float, y: float, kind: str, *, share: float = 1.0) -> None:  # noqa: ANN401
    """Draw one mark: a ring, or the square of a town.

    Parameters
    ----------
    x, y
        In the axes' units.
    kind
        `start`, `isolated` or `town`.
    """
    town, colour = kind == "town", MARK_COLOURS[kind]
    axes.plot(
        x,
        y,
        "s" if town else "o",
        linestyle="none",
        markersize=share * (_TOWN_SIZE if town else _RING_SIZE),
        markerfacecolor=colour if town else "none",
        markeredgecolor="#ffffff" if town else colour,
        markeredgewidth=share * (1.0 if town else _RING),
        zorder=_DRAWN + 1,
    )


def swatch(page: Any, kind: str, x: float, y: float) -> None:  # noqa: ANN401
    """Draw an entry of the legend.

    Parameters
    ----------
    page
        Axes whose units are pixels, the vertical ones downward.
    kind
        `line`, `circle`, `start`, `isolated` or `town`.
    """
    if kind == "line":
        page.plot([x - 16, x + 16], [y, y], color=MARK_COLOURS["line"], linewidth=1.6, solid_capstyle="butt")
    elif kind == "circle":
        page.add_patch(
            Circle((x, y), 11, facecolor="none", edgecolor=INK, linewidth=0.8, linestyle=(0, (3, 2)))
        )
    elif kind == "town":
        page.add_patch(Rectangle((x - 9, y - 9), 18, 18, facecolor=MARK_COLOURS["town"]))
    else:
        mark(page, x, y, kind, share=0.8)


def _projected(lines: list[shapely.LineString], crs: CRS) -> gpd.GeoSeries:
    return gpd.GeoSeries(lines, crs=4326).to_crs(crs)


def _words(overlay: Overlay) -> list[_Word]:
    words = [_Word(text, lon, lat, _ABOVE) for lat, lon, _, text in overlay.marks if text]
    # Where all circles are of one size, the legend tells it.
    for lat, lon, km in overlay.circles if len({km for *_, km in overlay.circles}) > 1 else ():
        _, north, _ = _GEOD.fwd(lon, lat, 0, 1000 * km)
        words.append(_Word(f"{km:g} km", lon, north))
    for path, text in overlay.lines:
        if text:
            # On a straight way nearer to its end, where ways from one start are apart.
            (a, b), (c, d) = path[0], path[-1]
            lat, lon = path[len(path) // 2] if len(path) > 2 else ((a + 2 * c) / 3, (b + 2 * d) / 3)  # noqa: PLR2004
            words.append(_Word(text, lon, lat))
    return words


def _write(axes: Any, words: list[_Word], crs: CRS) -> list[tuple[float, float, float, float]]:  # noqa: ANN401
    pixels = axes.figure.dpi / 72
    frame = axes.get_window_extent()
    points = gpd.GeoSeries([shapely.Point(word.lon, word.lat) for word in words], crs=4326).to_crs(crs)
    taken: list[tuple[float, float, float, float]] = []
    for word, point in zip(words, points, strict=True):
        text = strokes.written(word.text)
        x, y = axes.transData.transform((point.x, point.y))
        y += pixels * word.above
        wide, high = pixels * _LABEL * (_HALF[0] * len(text) + 0.5), pixels * _LABEL * _HALF[1]
        left, bottom, right, top = x - wide, y - high, x + wide, y + high
        inside = frame.x0 < left and right < frame.x1 and frame.y0 < bottom and top < frame.y1
        touched = any(left < c and a < right and bottom < d and b < top for a, b, c, d in taken)
        if not inside or touched:
            continue
        taken.append((left, bottom, right, top))
        axes.annotate(
            text,
            (point.x, point.y),
            xytext=(0, word.above),
            textcoords="offset points",
            ha="center",
            va="center",
            fontsize=_LABEL,
            fontweight="bold",
            color=INK,
            zorder=_WRITTEN,
            # A dollar in a name is no formula.
            parse_math=False,
            bbox={"facecolor": _BOX, "edgecolor": "none", "pad": 1.2},
        )
    return taken
