"""How a layer is drawn, for QGIS (QML) and for map servers (SLD 1.1): the classes and colours of the map.

Built as XML trees, so that no name can break out of its place.
"""

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree as ET

from atlas.exports.content import Categorised, Graduated, Style
from atlas.maps.palettes import PATTERNS

# What the map draws between territories and around points.
_BORDER, _BORDER_MM = "#ffffff", "0.1"
_BLANK_BORDER = "#c5ced4"
_POINT_MM, _POINT_PX = "2.4", "8"
_LINE_MM, _LINE_PX = "0.4", "1.5"
_SE, _OGC, _SLD = "http://www.opengis.net/se", "http://www.opengis.net/ogc", "http://www.opengis.net/sld"


class _Fill(NamedTuple):
    """How polygons are filled: a colour, a brush of QGIS, their border, and the colour where no brush is."""

    colour: str
    brush: str
    border: str
    ground: str


class _Sign(NamedTuple):
    """A point, or a line: its shape and its colour."""

    shape: str
    colour: str


def qml(style: Style) -> str:
    """Write a style as QGIS reads it.

    Returns
    -------
    str
        A QML document: a graduated renderer, in which each reason for a blank is a class of
        its own below zero, a categorised one, or a single symbol.
    """
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


def sld(style: Style, layer: str) -> str:
    """Write a style as map servers read it.

    Returns
    -------
    str
        A Styled Layer Descriptor 1.1 document, one rule for each entry of the legend.
    """
    for prefix, space in (("", _SLD), ("se", _SE), ("ogc", _OGC)):
        ET.register_namespace(prefix, space)
    root = ET.Element(f"{{{_SLD}}}StyledLayerDescriptor", {"version": "1.1.0"})
    named = ET.SubElement(root, f"{{{_SLD}}}NamedLayer")
    _text(named, "Name", layer)
    user = ET.SubElement(named, f"{{{_SLD}}}UserStyle")
    _text(user, "Name", style.title)
    rules = ET.SubElement(user, f"{{{_SE}}}FeatureTypeStyle")
    if isinstance(style, Graduated):
        for one in style.ranges:
            rule = _rule(rules, one.label)
            both = ET.SubElement(ET.SubElement(rule, f"{{{_OGC}}}Filter"), f"{{{_OGC}}}And")
            _compare(both, "PropertyIsEqualTo", style.status, "value")
            _compare(both, "PropertyIsGreaterThanOrEqualTo", style.column, repr(one.low))
            _compare(both, "PropertyIsLessThanOrEqualTo", style.column, repr(one.high))
            _polygon(rule, one.colour)
        for blank in style.blanks:
            rule = _rule(rules, blank.label)
            _compare(
                ET.SubElement(rule, f"{{{_OGC}}}Filter"), "PropertyIsEqualTo", style.status, blank.status
            )
            _polygon(rule, PATTERNS[blank.letter].ground)
    elif isinstance(style, Categorised):
        for code, label, drawn in _kinds(style):
            rule = _rule(rules, label)
            there = ET.SubElement(rule, f"{{{_OGC}}}Filter")
            _compare(there, "PropertyIsEqualTo", style.column, code)
            if isinstance(drawn, _Sign):
                _point(rule, drawn.shape, drawn.colour)
            else:
                _polygon(rule, drawn.ground)
    elif style.shape == "line":
        drawn_line = ET.SubElement(_rule(rules, style.title), f"{{{_SE}}}LineSymbolizer")
        _paint(drawn_line, "Stroke", stroke=style.colour, stroke_width=_LINE_PX)
    else:
        _point(_rule(rules, style.title), style.shape, style.colour)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode")


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
        yield one.low, one.high, one.label, _Fill(one.colour, "solid", _BORDER, one.colour)
    for number, blank in enumerate(style.blanks, start=1):
        yield -float(number), -float(number), blank.label, _blank(blank.letter)


def _kinds(style: Categorised) -> Iterator[tuple[str, str, _Fill | _Sign]]:
    for code, label, shape, colour in style.categories:
        area = _Fill(colour, "solid", _BORDER, colour)
        yield code, label, area if shape == "area" else _Sign(shape, colour)
    for blank in style.blanks:
        yield blank.status, blank.label, _blank(blank.letter)


def _blank(letter: str) -> _Fill:
    pattern = PATTERNS[letter]
    colour = pattern.line if pattern.hatch else pattern.ground
    return _Fill(colour, pattern.brush, _BLANK_BORDER, pattern.ground)


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
    return ",".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5)) + ",255"


def _text(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, f"{{{_SE}}}{tag}").text = text


def _rule(rules: ET.Element, label: str) -> ET.Element:
    rule = ET.SubElement(rules, f"{{{_SE}}}Rule")
    _text(rule, "Name", label)
    return rule


def _compare(parent: ET.Element, how: str, column: str, value: str) -> None:
    comparison = ET.SubElement(parent, f"{{{_OGC}}}{how}")
    ET.SubElement(comparison, f"{{{_OGC}}}PropertyName").text = column
    ET.SubElement(comparison, f"{{{_OGC}}}Literal").text = value


def _paint(parent: ET.Element, part: str, **values: str) -> None:
    painted = ET.SubElement(parent, f"{{{_SE}}}{part}")
    for name, value in values.items():
        ET.SubElement(painted, f"{{{_SE}}}SvgParameter", {"name": name.replace("_", "-")}).text = value


def _polygon(rule: ET.Element, colour: str) -> None:
    drawn = ET.SubElement(rule, f"{{{_SE}}}PolygonSymbolizer")
    _paint(drawn, "Fill", fill=colour)
    _paint(drawn, "Stroke", stroke=_BLANK_BORDER, stroke_width="0.3")


def _point(rule: ET.Element, shape: str, colour: str) -> None:
    graphic = ET.SubElement(ET.SubElement(rule, f"{{{_SE}}}PointSymbolizer"), f"{{{_SE}}}Graphic")
    mark = ET.SubElement(graphic, f"{{{_SE}}}Mark")
    _text(mark, "WellKnownName", shape)
    _paint(mark, "Fill", fill=colour)
    _paint(mark, "Stroke", stroke="#ffffff", stroke_width="0.5")
    _text(graphic, "Size", _POINT_PX)
