"""A whole map on one sheet: title, classes, signs, legend, overseas on the same footing, scale, sources.

Drawn from what the screen's map is drawn from, so that the two show the same.
"""

import io
import textwrap
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import NDArray
from pyproj import CRS

from atlas.maps import overlay, strokes
from atlas.maps.palettes import BORDER, INK, LAND, PATTERNS, RULE, SEA, SOFT, UNSIGNED, glyph
from atlas.maps.picture import PLACES, LegendGroup, LegendRow, MapPicture

WIDTH = 2000
_DPI = 200
_MARGIN, _TOP, _FOOT = 48, 150, 84
_MAP = 1150
_LEGEND, _INSETS, _GAP = 430, 350, 14
_MM_PER_PX = strokes.MM_PER_INCH / _DPI
_SUBTITLE = 150
_LABEL, _ROW, _LINE = 37, 34, 26
_BACKDROP = "#f8f8f6"
_FILLED, _INSET_FILLED = 0.96, 0.84
# Thinner limits where there are many territories.
_MANY = 300


class Sheet(NamedTuple):
    """What a sheet shows, in EPSG:4326.

    Attributes
    ----------
    picture
        What the screen's map shows.
    shared
        Points and towns, see `atlas.views.map.points.shared_layer`.
    shapes
        Polygons by the letter or digit of their class.
    limits
        Lines drawn over them, by level: `departement`, `region`.
    outlined
        Polygons set off by a dark line.
    backdrop
        Land below the shapes.
    window
        West, south, east, north in degrees of the one map; None for the mainland and overseas beside it.
    title, subtitle, footer
        Words around the map.
    """

    picture: MapPicture
    shared: dict[str, Any]
    shapes: dict[str, list[shapely.Geometry]]
    limits: dict[str, shapely.Geometry]
    outlined: list[shapely.Geometry]
    backdrop: list[shapely.Geometry]
    window: tuple[float, float, float, float] | None
    title: str
    subtitle: str
    footer: str


class _Box(NamedTuple):
    """A rectangle of the sheet in pixels, from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


class _Frame(NamedTuple):
    """A map of the sheet: its name, its bounds (west, south, east, north in degrees) and its place."""

    name: str
    bounds: tuple[float, float, float, float]
    box: _Box


def draw_sheet(sheet: Sheet, about: dict[str, str]) -> bytes:
    """Draw a sheet.

    Returns
    -------
    bytes
        PNG, `WIDTH` pixels wide. The mainland and the five overseas départements-régions each fill a frame of
        their own, with its own scale bar; a window fills the whole sheet.
    """
    figure, _, stamps = _drawn(sheet)
    for stamp in stamps:
        stamp(seats(sheet))
    out = io.BytesIO()
    # The software's name would change the bytes with each release.
    FigureCanvasAgg(figure).print_png(out, metadata={"Software": None, **about})  # type: ignore[no-untyped-call]
    return out.getvalue()


def draw_frames(sheet: Sheet, frames: Iterable[tuple[str, pd.DataFrame]]) -> Iterator[NDArray[np.uint8]]:
    """Draw a sheet once, and again and again the seats that it shows.

    Parameters
    ----------
    sheet
        The legend names what its own seats are.
    frames
        The words of each frame, such as a year, and its seats, see `seats`.

    Yields
    ------
    numpy.ndarray
        Red, green and blue, one row per row of pixels.
    """
    figure, page, stamps = _drawn(sheet)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    ground = canvas.copy_from_bbox(figure.bbox)  # type: ignore[no-untyped-call]
    for words, places in frames:
        canvas.restore_region(ground)  # type: ignore[no-untyped-call]
        for stamp in stamps:
            axes = stamp(places)
            for line in tuple(axes.lines):
                if line.get_zorder() == strokes.SIGNS:
                    axes.draw_artist(line)
                    line.remove()
        said = page.text(
            WIDTH - _MARGIN, 34, words, fontsize=22, fontweight="bold", color=INK, ha="right", va="top"
        )
        page.draw_artist(said)
        said.remove()
        pixels = np.asarray(canvas.buffer_rgba())  # type: ignore[no-untyped-call]
        yield pixels[:, :, :3].copy()


def _drawn(sheet: Sheet) -> tuple[Figure, Any, list[Callable[[pd.DataFrame], Any]]]:
    """Draw all but the seats; return the figure, its page, and what stamps seats on each map."""
    subtitle = textwrap.wrap(strokes.written(sheet.subtitle), _SUBTITLE)
    top = _TOP + _LINE * max(len(subtitle) - 1, 0)
    height = top + _MAP + _FOOT
    figure = Figure(figsize=(WIDTH / _DPI, height / _DPI), dpi=_DPI, facecolor="#ffffff")
    page = _axes(figure, _Box(0, 0, WIDTH, height))
    page.set_axis_off()
    page.set_xlim(0, WIDTH)
    page.set_ylim(height, 0)
    _write(page, _MARGIN, 40, _shortened(sheet.title), size=15, weight="bold")
    for number, line in enumerate(subtitle):
        _write(page, _MARGIN, 96 + _LINE * number, line, size=7.6, colour=SOFT)
    _write(page, _MARGIN, height - 52, strokes.written(sheet.footer), size=6.6, colour=SOFT)
    layers = _layers(sheet)
    frames = _frames(sheet, top)
    seen = [_inside(layers.points, frame.bounds)["kind"] for frame in frames]
    _legend(page, sheet.picture.legend, set(pd.concat(seen)), top)
    return figure, page, [_map(_axes(figure, frame.box), frame, layers, sheet) for frame in frames]


def _axes(figure: Figure, box: _Box) -> Any:  # noqa: ANN401 - matplotlib has no types
    width, height = figure.get_size_inches() * _DPI
    left, bottom = box.left / width, 1 - (box.top + box.height) / height
    return figure.add_axes((left, bottom, box.width / width, box.height / height))


def _write(  # noqa: PLR0913 - what a text is
    axes: Any,  # noqa: ANN401
    x: float,
    y: float,
    text: str,
    *,
    size: float,
    colour: str = INK,
    weight: str = "normal",
) -> None:
    # A dollar in a name is no formula.
    axes.text(x, y, text, fontsize=size, color=colour, fontweight=weight, va="top", parse_math=False)


def _shortened(title: str) -> str:
    return textwrap.shorten(strokes.written(title), 88, placeholder="…")


class _Layers(NamedTuple):
    shapes: dict[str, gpd.GeoSeries]
    limits: gpd.GeoSeries
    backdrop: gpd.GeoSeries
    outlined: gpd.GeoSeries
    points: pd.DataFrame
    towns: pd.DataFrame


def _layers(sheet: Sheet) -> _Layers:
    def series(shapes: list[shapely.Geometry]) -> gpd.GeoSeries:
        return gpd.GeoSeries(shapes, crs=4326)

    shared = sheet.shared
    return _Layers(
        shapes={letter: series(shapes) for letter, shapes in sheet.shapes.items()},
        # In pieces, so that a frame takes those near it.
        limits=gpd.GeoSeries(sheet.limits, crs=4326).explode(),
        backdrop=series(sheet.backdrop),
        outlined=series(sheet.outlined),
        points=seats(sheet),
        towns=pd.DataFrame(shared["towns"], columns=["name", "lat", "lon", "population"]),
    )


def seats(sheet: Sheet) -> pd.DataFrame:
    """List the seats that the view shows, those of a reader's own rows last.

    Returns
    -------
    pandas.DataFrame
        `lat`, `lon` in degrees, `kind` (number of the sign), `stated` (whether a source names the place) and
        `own`.
    """
    own, signs = sheet.picture.own, sheet.picture.signs
    masks = [(sheet.shared["points"], sheet.picture.points, False)]
    masks += [(own.rows, own.mask, True)] if own else []
    shown = [
        (*row[1:3], row[3] if signs is None or row[3] in signs else UNSIGNED, row[4], mine)
        for rows, mask, mine in masks
        for row, seen in zip(rows, mask, strict=False)
        if seen == "1"
    ]
    return pd.DataFrame(shown, columns=["lat", "lon", "kind", "stated", "own"])


def _inside(places: pd.DataFrame, bounds: tuple[float, float, float, float]) -> pd.DataFrame:
    west, south, east, north = bounds
    return places[places["lon"].between(west, east) & places["lat"].between(south, north)]


def _frames(sheet: Sheet, top: float) -> list[_Frame]:
    left = _MARGIN + _LEGEND + _GAP
    width = WIDTH - _MARGIN - left
    if sheet.window is not None:
        return [_Frame("", sheet.window, _Box(left, top, width, _MAP))]
    insets = [name for name in PLACES if name != "metropole"]
    height = (_MAP - _GAP * (len(insets) - 1)) / len(insets)
    boxes = {"metropole": _Box(left, top, width - _INSETS - _GAP, _MAP)} | {
        name: _Box(WIDTH - _MARGIN - _INSETS, top + number * (height + _GAP), _INSETS, height)
        for number, name in enumerate(insets)
    }
    frames = []
    for name, ((south, west), (north, east)) in PLACES.items():
        label = "" if name == "metropole" else sheet.picture.places[name]
        frames.append(_Frame(label, (west, south, east, north), boxes[name]))
    return frames


def _near(series: gpd.GeoSeries, bounds: tuple[float, float, float, float]) -> gpd.GeoSeries:
    return series.iloc[sorted(series.sindex.query(shapely.box(*bounds)))]


def _look(picture: MapPicture, letter: str) -> dict[str, str]:
    """Return how a class or a blank is filled, see `strokes.fill`."""
    if picture.plain:
        return {"face": LAND, "edge": BORDER}
    if letter in PATTERNS:
        pattern = PATTERNS[letter]
        return {"face": pattern.ground, "hatch": pattern.hatch, "line": pattern.line, "edge": "#c5ced4"}
    return {"face": picture.colours[int(letter)], "edge": "#ffffff"}


def _map(axes: Any, frame: _Frame, layers: _Layers, sheet: Sheet) -> Callable[[pd.DataFrame], Any]:  # noqa: ANN401
    """Draw a map without its seats; return what stamps some of them on it, and returns its axes."""
    name, bounds, box = frame
    axes.set_facecolor(SEA)
    axes.set_xticks([])
    axes.set_yticks([])
    for side in axes.spines.values():
        side.set_color(RULE)
        side.set_linewidth(0.6)
    width_mm, height_mm = box.width * _MM_PER_PX, box.height * _MM_PER_PX

    crs, metres = strokes.frame(
        axes,
        bounds,
        width_mm=width_mm,
        height_mm=height_mm,
        fit=_near(layers.limits, bounds) if sheet.window is None else None,
        # Room on all sides, so that neither name nor scale bar covers a coast.
        filled=_INSET_FILLED if name else _FILLED,
    )

    bounds = strokes.bounds(axes, crs)

    def project(series: gpd.GeoSeries) -> gpd.GeoSeries:
        # Less than half a pixel.
        return _near(series, bounds).to_crs(crs).simplify(metres / 20)

    strokes.fill(axes, project(layers.backdrop), face=_BACKDROP, edge=RULE, width=0.3)
    many = sum(map(len, layers.shapes.values())) > _MANY
    for letter, shapes in layers.shapes.items():
        look = _look(sheet.picture, letter)
        if sheet.picture.imaged and not name:
            look["edge"] = look["face"]  # between two classes of communes runs no border
        strokes.fill(axes, project(shapes), width=0.15 if many else 0.35, **look)
    for level, width in (("departement", 0.3), ("region", 0.6)):
        if level in layers.limits.index:
            strokes.outline(axes, project(layers.limits.loc[[level]]), colour="#4a5860aa", width=width)
    outlined = project(layers.outlined)
    strokes.outline(axes, outlined, colour="#ffffff", width=2.4)
    strokes.outline(axes, outlined, colour=INK, width=1.1)
    close = sheet.window is not None
    above = sheet.picture.overlay
    taken = overlay.draw(axes, above, crs) if above else []
    # Over a whole country, names and hundreds of signs would hide each other.
    if close or (_inside(layers.points, bounds).empty and not name):
        strokes.towns(axes, _inside(layers.towns, bounds), crs, taken=taken)
    strokes.scale_bar(axes, metres, width_mm)
    if name:
        axes.text(
            0.03,
            0.95,
            name,
            transform=axes.transAxes,
            fontsize=6.8,
            color=INK,
            va="top",
            parse_math=False,
        )
    return partial(_stamp, axes, bounds, crs, metres, 4.6 if close else 3.4)


def _stamp(  # noqa: PLR0913, PLR0917 - a map, and its seats
    axes: Any,  # noqa: ANN401
    bounds: tuple[float, float, float, float],
    crs: CRS,
    metres: float,
    size: float,
    places: pd.DataFrame,
) -> Any:  # noqa: ANN401
    """Draw seats on a map; return its axes."""
    strokes.points(axes, _inside(places, bounds), crs, metres, size=size)
    return axes


def _legend(page: Any, groups: tuple[LegendGroup, ...], seen: set[int], top: float) -> None:  # noqa: ANN401
    y = top
    for group in groups:
        if group.folded:
            rest = (LegendRow(group.title, kind=UNSIGNED),) if UNSIGNED in seen else ()
            group = LegendGroup("", rest)  # noqa: PLW2901 - as paper shows it
        # Types without signs are what the screen lets choose.
        if not any(row.kind is not None or not row.code for row in group.rows):
            continue
        for line in textwrap.wrap(strokes.written(group.title), _LABEL + 4):
            _write(page, _MARGIN, y, line, size=6.8, colour=SOFT)
            y += _LINE
        y += 8
        for row in group.rows:
            # The screen can be moved to where the other signs are; paper cannot.
            if row.kind is not None and not row.colour and row.kind not in seen:
                continue
            text = f"{row.text} ({row.many})" if row.many else row.text
            lines = textwrap.wrap(strokes.written(text), _LABEL) or [""]
            _swatch(page, row, y)
            for number, line in enumerate(lines):
                _write(page, _MARGIN + 50, y + number * _LINE, line, size=7)
            y += _ROW + (len(lines) - 1) * _LINE
        y += 26


def _swatch(page: Any, row: LegendRow, y: float) -> None:  # noqa: ANN401
    if row.mark:
        overlay.swatch(page, row.mark, _MARGIN + 17, y + 12)
        return
    if row.kind is not None:
        shape, colour = glyph(row.kind)
        strokes.sign(page, _MARGIN + 16, y + 12, shape, row.colour or colour, filled=not row.hollow, size=5.2)
        if row.ring:
            strokes.ring(page, _MARGIN + 16, y + 12, size=5.2)
        return
    pattern = PATTERNS.get(row.blank)
    look: dict[str, Any] = {"facecolor": pattern.ground if pattern else row.colour}
    if pattern and pattern.hatch:
        look |= {"hatch": pattern.hatch, "edgecolor": pattern.line, "linewidth": 0}
    page.add_patch(Rectangle((_MARGIN, y), 34, 24, **look))
    page.add_patch(Rectangle((_MARGIN, y), 34, 24, facecolor="none", edgecolor="#aeb8be", linewidth=0.4))
