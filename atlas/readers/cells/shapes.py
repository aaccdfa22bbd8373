"""Coordinates and outlines that stand in one column: "44.75, 5.37", WKT, GeoJSON."""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely
from numpy.typing import NDArray

from atlas.readers.cells.crs import Features, to_degrees, unreadable
from atlas.readers.cells.values import as_text
from atlas.readers.files.raw import Raw
from atlas.readers.model.mapping import Mapping
from atlas.readers.told.refusals import FileRefusedError

# Two numbers of degrees, with decimals: "100 000,00" and "1,5" are none.
_POINT, _COMMA = r"([+-]?[0-9]{1,3}\.[0-9]+)", r"([+-]?[0-9]{1,3},[0-9]{3,})"
_PAIR = re.compile(rf"[\[(]?\s*(?:{_POINT}\s*[,;/|\s]\s*{_POINT}|{_COMMA}\s*[;/|\s]\s*{_COMMA})\s*[\])]?")
_WKT = re.compile(
    r"(?:SRID=([0-9]{4,6});)?\s*((?:MULTI)?(?:POINT|LINESTRING|POLYGON)\b.*)", re.IGNORECASE | re.DOTALL
)
_GEOJSON = re.compile(r"\{.*\"coordinates\".*\}", re.DOTALL)
# Mainland France, north before east: a pair in it cannot be read the other way.
_NORTH, _EAST = (41.0, 51.5), (-6.0, 10.0)
_MOST = 0.5
_DIGIT = re.compile("[0-9]")


def holds_shapes(texts: Sequence[str]) -> list[bool]:
    """Return which texts are a pair of coordinates, WKT or GeoJSON."""
    return [bool(_PAIR.fullmatch(text) or _WKT.fullmatch(text) or _GEOJSON.fullmatch(text)) for text in texts]


def with_shapes(raw: Raw, mapping: Mapping) -> Raw:
    """Return a table the geometries of the column that has some."""
    header = mapping.columns.get("geometry")
    if header is None or raw.geometry is not None:
        return raw
    texts = [as_text(cell).strip() for cell in raw.cells[header].tolist()]
    shapes = np.full(len(texts), None, dtype=object)
    systems: set[str] = set()
    with np.errstate(over="ignore", invalid="ignore"):
        _add_shapes(texts, shapes, systems)
    _add_pairs(texts, shapes)
    stated = systems.pop() if len(systems) == 1 else ""
    given = [text if _DIGIT.search(text) else None for text in texts]
    problems = unreadable(raw.cells.index, given, shapes)
    features = Features(raw.cells, shapes, f"EPSG:{stated}" if stated else "", problems=problems)
    try:
        geometry = to_degrees(features)
    except FileRefusedError:
        # Of no known system: the column says nothing, other columns may.
        return raw
    # Degrees are what such a column has; any other system that was guessed is told.
    guessed = [
        note for note in features.notes if note.key == "crs_guessed" and "CRS84" not in note.values["crs"]
    ]
    return replace(raw, geometry=geometry, notes=(*raw.notes, *guessed), problems=features.problems)


def _add_shapes(texts: Sequence[str], shapes: NDArray[np.object_], systems: set[str]) -> None:
    """Add the geometries of WKT and GeoJSON, and the systems that they name."""
    for place, text in enumerate(texts):
        if wkt := _WKT.fullmatch(text):
            systems.add(wkt[1] or "")
            shapes[place] = shapely.from_wkt(wkt[2], on_invalid="ignore")
        elif _GEOJSON.fullmatch(text):
            shapes[place] = shapely.from_geojson(text, on_invalid="ignore")


def _add_pairs(texts: Sequence[str], shapes: NDArray[np.object_]) -> None:
    """Add the points of pairs of numbers."""
    found = [_PAIR.fullmatch(text) for text in texts]
    places = [place for place, pair in enumerate(found) if pair]
    if not places:
        return
    pairs = np.array(
        [[float(part.replace(",", ".")) for part in pair.groups() if part] for pair in found if pair]
    )
    first, second = pairs[:, 0], pairs[:, 1]
    turned = (_within(first, _EAST) & _within(second, _NORTH)).mean() > _MOST
    lon, lat = (first, second) if turned else (second, first)
    shapes[places] = shapely.points(lon, lat)


def _within(values: NDArray[np.float64], span: tuple[float, float]) -> NDArray[np.bool_]:
    return (values >= span[0]) & (values <= span[1])
