"""JSON: lists of objects, GeoJSON, and the lists that portals wrap, as tables."""

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import shapely

from atlas.readers.cells.values import as_cell
from atlas.readers.files.crs import Features, Shapes, unreadable
from atlas.readers.files.limits import Limits
from atlas.readers.files.text import decode
from atlas.readers.model import Refusal
from atlas.readers.told.notes import Note
from atlas.readers.told.refusals import FileRefusedError

Members = Mapping[str, Any]


def read_records(content: bytes, *, limits: Limits) -> Features:
    """Read a JSON list of objects, JSON lines, or a GeoJSON.

    Parameters
    ----------
    content
        UTF-8, UTF-16 or a Windows alphabet.
    limits
        Bounds on its objects and their members.

    Returns
    -------
    Features
        The list itself, the features of a collection, or the longest list of objects in the outer object.

    Raises
    ------
    FileRefusedError
        If it is no JSON, nests without end, or has no list of objects.
    """
    text, notes, _lines = decode(content)
    # Values, and some commas of its texts: what a parser would make objects of.
    limits.check("too_many_values", sum(map(text.count, ",[{")), limits.cells)
    data = _parse(text)
    if isinstance(data, dict) and data.get("type") == "Feature":
        data = {"type": "FeatureCollection", "features": [data]}
    if isinstance(data, dict) and data.get("type") == "FeatureCollection":
        return _features(data, notes, limits)
    if isinstance(data, dict):
        lists = {name: found for name, found in data.items() if _of_objects(found)}
        if lists:
            name = max(lists, key=lambda key: len(lists[key]))
            notes.append(Note("records", {"member": name}))
            data = lists[name]
    if not _of_objects(data):
        fault = "empty" if data == [] else "no_records"
        raise FileRefusedError(fault)
    return _table(data, notes, limits)


def _parse(text: str) -> Any:  # noqa: ANN401 - any JSON
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if error.msg == "Extra data" and len(lines) > 1:
            return _parse_lines(lines, error)
        fault = "bad_json"
        raise FileRefusedError(fault, line=str(error.lineno), column=str(error.colno)) from error
    except (RecursionError, ValueError) as error:
        # A ValueError that is no JSONDecodeError is a number of thousands of digits.
        fault = "nested"
        raise FileRefusedError(fault) from error


def _parse_lines(lines: list[str], first: json.JSONDecodeError) -> list[Any]:
    try:
        return [json.loads(line) for line in lines]
    except (ValueError, RecursionError):
        fault = "bad_json"
        raise FileRefusedError(fault, line=str(first.lineno), column=str(first.colno)) from first


def _of_objects(data: object) -> bool:
    return isinstance(data, list) and any(isinstance(item, dict) for item in data)


def _table(data: list[Any], notes: list[Note], limits: Limits) -> Features:
    refused = [
        Refusal(number, "not_a_record", _shown(item))
        for number, item in enumerate(data, start=1)
        if not isinstance(item, dict)
    ]
    rows = {number: _flat(item) for number, item in enumerate(data, start=1) if isinstance(item, dict)}
    names: dict[str, None] = {}
    for row in rows.values():
        names.update(dict.fromkeys(row))
    limits.check_shape(len(rows), len(names))
    cells = pd.DataFrame(
        {name: pd.Series([row.get(name) for row in rows.values()], dtype=object) for name in names},
        index=pd.Index(list(range(len(rows)))),
    )
    cells.index = pd.Index(list(rows), name="line")
    return Features(cells, refused=refused, notes=notes)


def _flat(item: Mapping[str, Any]) -> dict[str, object]:
    flat: dict[str, object] = {}
    for key, value in item.items():
        name = _clean(key).strip() or "(vide)"
        if isinstance(value, dict) and value:
            for inner, deep in value.items():
                flat[f"{name}.{_clean(inner)}"] = _cell(deep)
        else:
            flat[name] = _cell(value)
    return flat


def _cell(value: object) -> object:
    if isinstance(value, str):
        return _clean(value)
    return as_cell(value) if not isinstance(value, dict | list) else _shown(value)


def _shown(value: object) -> str:
    try:
        return _clean(json.dumps(value, ensure_ascii=False))
    except RecursionError as error:
        fault = "nested"
        raise FileRefusedError(fault) from error


def _clean(text: str) -> str:
    """Replace halves of characters, which JSON can escape and no table can hold."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _features(data: Members, notes: list[Note], limits: Limits) -> Features:
    features = data.get("features")
    if not isinstance(features, list) or not features:
        fault = "empty"
        raise FileRefusedError(fault)
    whole = [feature if isinstance(feature, dict) else None for feature in features]
    properties = [feature and _properties(feature) for feature in whole]
    records = _table(properties, notes, limits)
    shapes = [feature.get("geometry") for feature in whole if feature is not None]
    records.shapes = _geometries(shapes)
    records.problems = unreadable(records.cells.index, shapes, records.shapes)
    records.crs = _stated_crs(data.get("crs"))
    return records


def _properties(feature: Members) -> dict[str, Any]:
    properties = feature.get("properties")
    found = dict(properties) if isinstance(properties, dict) else {}
    if "id" in feature and "id" not in found:
        found["id"] = feature["id"]
    return found


def _geometries(shapes: list[Any]) -> Shapes:
    texts = [None if shape is None else _shown(shape) for shape in shapes]
    geometry: Shapes = shapely.from_geojson(np.array(texts, dtype=object), on_invalid="ignore")
    return geometry


def _stated_crs(crs: object) -> str:
    """Name of the system that an older GeoJSON states, else longitude and latitude; no link is followed."""
    if crs is None:
        return "OGC:CRS84"
    if not isinstance(crs, dict) or crs.get("type") != "name" or not isinstance(crs.get("properties"), dict):
        return ""
    return str(crs["properties"].get("name", ""))
