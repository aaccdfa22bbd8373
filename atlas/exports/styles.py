"""How a layer is drawn in QGIS: the classes and colours of the map, as QML.

Built as XML trees, so that no name can break out of its place.
"""

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree as ET

from atlas.exports.content import Categorised, Graduated, Style
from atlas.maps.palettes import PATTERNS, rgb

# What the map draws between territories and around points.
_BORDER, _BORDER_MM = "#ffffff", "0.1"
_BLANK_BORDER = "#c5ced4"
_POINT_MM, _LINE_MM = "2.4", "0.4"


class _Fill(NamedTuple):
    """How polygons are filled: a colour, a brush of QGIS, and their border."""

    colour: str
    brush: str
    border: str


class _Sign(NamedTuple):
    """A point, or a line: its shape and its colour."""

    shape: str
    colour: str


def qml(style: Style) -> str:
    """Write a style as QGIS reads it."""
    root = ET.Element("qgis", {"version": "3.22.0", "styleCategories": "Symbology"})
    usual = {"symbollevels": "0", "enableorderby": "0", "forceraster": "0"}
    renderer = ET.SubElement(root, "renderer-v2", usual)
    symbols = ET.Element("symbols")
    if isinstance(style, Graduated):
        _set(
            renderer, {"type": "graduatedSymbol", "attr": _value(style), "graduatedMethod": "GraduatedColor"}
        )
        entries = ET.SubElement(renderer, "ranges")
        for number, (low, high, label, fill) in enumerate(_ranges(style)):
            bounds = {"lower": repr(low), "upper": repr(high)}
            ET.SubElement(
                entries, "range", {**bounds, "symbol": str(number), "label": label, "render": "true"}
            )
            _symbol(symbols, number, fill)
    elif isinstance(style, Categorised):
        _set(renderer, {"type": "categorizedSymbol", "attr": style.column})
        entries = ET.SubElement(renderer, "categories")
        for number, (code, label, drawn) in enumerate(_kinds(style)):
            named = {"value": code, "type": "string", "label": label}
            ET.SubElement(entries, "category", {**named, "symbol": str(number), "render": "true"})
            _symbol(symbols, number, drawn)
    else:
        renderer.set("type", "singleSymbol")
        _symbol(symbols, 0, _Sign(style.shape, style.colour))
    renderer.append(symbols)
    body = ET.tostring(root, encoding="unicode")
    return f"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n{body}"


def _value(style: Graduated) -> str:
    """Write the expression that QGIS sorts into classes.

    A graduated renderer draws no feature without a value: each reason of a blank is a negative number.
    """
    cases = " ".join(
        f"WHEN \"{style.status}\" = '{blank.status}' THEN {-number}"
        for number, blank in enumerate(style.blanks, start=1)
    )
    return f'CASE {cases} ELSE "{style.column}" END' if cases else style.column


def _ranges(style: Graduated) -> Iterator[tuple[float, float, str, _Fill]]:
    for one in style.ranges:
        yield one.low, one.high, one.label, _Fill(one.colour, "solid", _BORDER)
    for number, blank in enumerate(style.blanks, start=1):
        yield -float(number), -float(number), blank.label, _blank(blank.letter)


def _kinds(style: Categorised) -> Iterator[tuple[str, str, _Fill | _Sign]]:
    for code, label, shape, colour in style.categories:
        area = _Fill(colour, "solid", _BORDER)
        yield code, label, area if shape == "area" else _Sign(shape, colour)
    for blank in style.blanks:
        yield blank.status, blank.label, _blank(blank.letter)


def _blank(letter: str) -> _Fill:
    pattern = PATTERNS[letter]
    colour = pattern.line if pattern.hatch else pattern.ground
    return _Fill(colour, pattern.brush, _BLANK_BORDER)


def _set(element: ET.Element, values: dict[str, str]) -> None:
    for name, value in values.items():
        element.set(name, value)


def _symbol(symbols: ET.Element, number: int, drawn: _Fill | _Sign) -> None:
    if isinstance(drawn, _Fill):
        kind, layer = "fill", "SimpleFill"
        options = {
            "color": _rgba(drawn.colour),
            "style": drawn.brush,
            "outline_color": _rgba(drawn.border),
            "outline_width": _BORDER_MM,
            "outline_width_unit": "MM",
        }
    elif drawn.shape == "line":
        kind, layer = "line", "SimpleLine"
        options = {
            "line_color": _rgba(drawn.colour),
            "line_width": _LINE_MM,
            "line_width_unit": "MM",
        }
    else:
        kind, layer = "marker", "SimpleMarker"
        options = {
            "name": drawn.shape,
            "color": _rgba(drawn.colour),
            "outline_color": _rgba("#ffffff"),
            "outline_width": "0.2",
            "size": _POINT_MM,
            "size_unit": "MM",
        }
    symbol = ET.SubElement(
        symbols, "symbol", {"name": str(number), "type": kind, "alpha": "1", "clip_to_extent": "1"}
    )
    one = ET.SubElement(symbol, "layer", {"class": layer, "enabled": "1", "locked": "0", "pass": "0"})
    both = ET.SubElement(one, "Option", {"type": "Map"})
    for name, value in options.items():
        ET.SubElement(both, "Option", {"name": name, "value": value, "type": "QString"})
    # QGIS before 3.26 reads these.
    for name, value in options.items():
        ET.SubElement(one, "prop", {"k": name, "v": value})


def _rgba(colour: str) -> str:
    return ",".join(map(str, (*rgb(colour), 255)))
