"""Coordinates and outlines that stand in one column: "44.75, 5.37", WKT, GeoJSON."""

import re
from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from atlas.locate.degrees import read_angles
from atlas.readers.model.raw import Shapes

# Two numbers of degrees, with decimals: "100 000,00" and "1,5" are none.
_POINT, _COMMA = r"([+-]?[0-9]{1,3}\.[0-9]+)", r"([+-]?[0-9]{1,3},[0-9]{3,})"
_LABEL = r"(?:(?:lat|lon|lng|long|latitude|longitude)\s*[:=]?\s*)?"
_PAIR = re.compile(
    rf"[\[(]?\s*(?:{_LABEL}{_POINT}\s*[,;/|\s]\s*{_LABEL}{_POINT}|{_LABEL}{_COMMA}(?:\s*[;/|\s]\s*|,\s+){_LABEL}{_COMMA})\s*[\])]?",
    re.IGNORECASE,
)
# "44.753 5.370 400.0 5.0": a telephone's latitude, longitude, altitude and precision.
_GEOPOINT = re.compile(rf"({_POINT} {_POINT}) -?[0-9.]+ [0-9.]+")
_WKT = re.compile(
    r"(?:SRID=([0-9]{4,6});)?\s*((?:MULTI)?(?:POINT|LINESTRING|POLYGON)\b.*)", re.IGNORECASE | re.DOTALL
)
# A point, or any shape, as PostGIS keeps it.
_EWKB = re.compile(r"0[01](?:[0-9A-F]{2}){20,}", re.IGNORECASE)
_GEOJSON = re.compile(r"\{.*\"coordinates\".*\}", re.DOTALL)
# Mainland France, north before east: a pair in it cannot be read the other way.
_NORTH, _EAST = (41.0, 51.5), (-6.0, 10.0)
_MOST = 0.5


def holds_shapes(texts: Sequence[str]) -> list[bool]:
    """Return which texts are a pair of coordinates, WKT or GeoJSON."""
    return [
        bool(
            _PAIR.fullmatch(text)
            or _GEOPOINT.fullmatch(text)
            or _WKT.fullmatch(text)
            or _GEOJSON.fullmatch(text)
            or _EWKB.fullmatch(text)
            or read_angles(text)
        )
        for text in texts
    ]


def read_shapes(texts: Sequence[str]) -> tuple[Shapes, set[str]]:
    """Read geometries and pairs of degrees, None where there is none, and which systems they name."""
    shapes: Shapes = np.full(len(texts), None, dtype=object)
    systems: set[str] = set()
    with np.errstate(over="ignore", invalid="ignore"):
        _add_shapes(texts, shapes, systems)
    _add_pairs(texts, shapes)
    return shapes, systems


def _add_shapes(texts: Sequence[str], shapes: Shapes, systems: set[str]) -> None:
    """Add the geometries of WKT and GeoJSON, and the systems that they name."""
    for place, text in enumerate(texts):
        if wkt := _WKT.fullmatch(text):
            systems.add(wkt[1] or "")
            shapes[place] = shapely.from_wkt(wkt[2], on_invalid="ignore")
        elif _GEOJSON.fullmatch(text):
            shapes[place] = shapely.from_geojson(text, on_invalid="ignore")
        elif _EWKB.fullmatch(text):
            shapes[place] = shapely.from_wkb(text, on_invalid="ignore")
            systems.add(str(shapely.get_srid(shapes[place]) or "") if shapes[place] else "")


def _add_pairs(texts: Sequence[str], shapes: Shapes) -> None:
    """Add the points of pairs of numbers."""
    found = [_pair(text) for text in texts]
    places = [place for place, pair in enumerate(found) if pair]
    if not places:
        return
    pairs = np.array([pair for pair in found if pair])
    first, second = pairs[:, 0], pairs[:, 1]
    turned = (_within(first, _EAST) & _within(second, _NORTH)).mean() > _MOST
    lon, lat = (first, second) if turned else (second, first)
    shapes[places] = shapely.points(lon, lat)


def _pair(text: str) -> tuple[float, float] | None:
    told = _GEOPOINT.fullmatch(text)
    pair = _PAIR.fullmatch(told[1] if told else text)
    if pair is None:
        return read_angles(text)
    first, second = (float(part.replace(",", ".")) for part in pair.groups() if part)
    return first, second


def _within(values: NDArray[np.float64], span: tuple[float, float]) -> NDArray[np.bool_]:
    return (values >= span[0]) & (values <= span[1])
