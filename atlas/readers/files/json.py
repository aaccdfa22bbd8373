"""JSON as tables: lists of objects, GeoJSON, what portals wrap, uMap files, data in a script."""

import json
import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import shapely

from atlas.readers.cells.crs import unreadable
from atlas.readers.cells.values import as_cell
from atlas.readers.files.limits import Limits
from atlas.readers.files.text import decode
from atlas.readers.model.grid import Refusal
from atlas.readers.model.raw import Features, Shapes
from atlas.readers.told.notes import Note
from atlas.readers.told.refusals import FileRefusedError

Members = Mapping[str, Any]
# "var lieux = {", "callback([", "export default {": data as a web page loads it.
SCRIPT_START = re.compile(
    rb"(?:\s*(?://[^\n]*\n|/\*.*?\*/))*\s*"
    rb"(?:(?:(?:var|let|const)\s+)?[A-Za-z_$][\w$.]*\s*[=(]\s*[{\[]|export\s+default\s*[{\[]|"
    rb"(?:var|let|const)\s+[A-Za-z_$][\w$]*\s*=)",
    re.DOTALL,
)
_AFTER = re.compile(r"[\s;)]*(?:export\s+(?:default\s+[\w$]+|\{[^{}]*\})[\s;]*)?")
_HEAD = 2_000
# What uMap keeps of the look of a feature.
_LOOKS = ("_umap_options", "_storage_options")


def read_records(content: bytes, *, limits: Limits) -> Features:
    """Read a JSON list of objects, JSON lines, or a GeoJSON."""
    text, notes, _lines = decode(content)
    # Values, and some commas of its texts: what a parser would make objects of.
    limits.check("too_many_values", sum(map(text.count, ",[{")), limits.cells)
    data = _collected(
        _in_script(text, notes) if SCRIPT_START.match(text[:_HEAD].encode()) else _parse(text), notes
    )
    if isinstance(data, dict) and data.get("type") == "FeatureCollection":
        return _features(data, notes, limits)
    if isinstance(data, dict) and data.get("type") == "Topology":
        raise FileRefusedError("topojson")
    if isinstance(data, dict) and isinstance(data.get("results"), dict):
        data = {"bindings": [_bound(item) for item in _listed(data["results"], "bindings")], **data}
    if isinstance(data, dict):
        lists = {name: found for name, found in data.items() if _of_objects(found)}
        if lists:
            name = max(lists, key=lambda key: len(lists[key]))
            notes.append(Note("records", {"member": name}))
            data = [_with_center(item) for item in lists[name]]
    if not _of_objects(data):
        fault = "empty" if data == [] else "no_records"
        raise FileRefusedError(fault)
    return _table(data, notes, limits)


def _bound(item: Any) -> Any:  # noqa: ANN401 - any JSON
    """Give each variable of an answer of SPARQL its value."""
    pairs = item.items() if isinstance(item, dict) else ()
    return {name: one.get("value") if isinstance(one, dict) else one for name, one in pairs}


def _with_center(item: Any) -> Any:  # noqa: ANN401 - any JSON
    """Give a way of OpenStreetMap the point that Overpass tells for it, where a node has its own."""
    center = item.get("center") if isinstance(item, dict) else None
    return center | item if isinstance(center, dict) and {"lat", "lon"} <= center.keys() else item


def _in_script(text: str, notes: list[Note]) -> Any:  # noqa: ANN401 - any JSON
    """Read the one object or list that a script gives a name to."""
    start = min((place for mark in "{[" if (place := text.find(mark)) >= 0), default=0)
    try:
        data, end = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError) as error:
        raise FileRefusedError("script") from error
    if not _AFTER.fullmatch(text[end:]):
        raise FileRefusedError("script")
    notes.append(Note("script"))
    return data


def _collected(data: Any, notes: list[Note]) -> Any:  # noqa: ANN401 - any JSON
    """Make one collection of a feature, of a list of features or collections, or of the layers of a map."""
    if isinstance(data, dict) and data.get("type") == "umap":
        return _layers(data, notes)
    items = data if isinstance(data, list) else [data]
    # A type may be anything in a file that is broken.
    kinds = {str(item.get("type")) if isinstance(item, dict) else "" for item in items}
    if data == [] or not kinds <= {"Feature", "FeatureCollection"}:
        return data
    if isinstance(data, dict) and kinds == {"FeatureCollection"}:
        return data
    features = [
        feature
        for item in items
        for feature in ([item] if item["type"] == "Feature" else _listed(item, "features"))
    ]
    return {"type": "FeatureCollection", "features": features}


def _layers(data: Members, notes: list[Note]) -> dict[str, Any]:
    """Return the features of all layers of a uMap file, each with the name of its layer as its type."""
    features = []
    empty = []
    for layer in _listed(data, "layers"):
        options = layer.get("_umap_options") or layer.get("_storage") or {} if isinstance(layer, dict) else {}
        name = str(options.get("name", "")) if isinstance(options, dict) else ""
        found = [one for one in _listed(layer, "features") if isinstance(one, dict)]
        features += [{**one, "properties": {"type": name, **_properties(one)}} for one in found]
        empty += [] if found else [name]
    if any(empty):
        notes.append(Note("layers_left", {"layers": ", ".join(filter(None, empty))}))
    return {"type": "FeatureCollection", "features": features}


def _listed(data: object, member: str) -> list[Any]:
    found = data.get(member) if isinstance(data, dict) else None
    return found if isinstance(found, list) else []


def _parse(text: str) -> Any:  # noqa: ANN401 - any JSON
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        # Some programs begin each line with a record separator.
        lines = [line for each in text.split("\n") if (line := each.strip(" \t\r\x1e"))]
        if (error.msg == "Extra data" or text.startswith("\x1e")) and len(lines) > 1:
            return _parse_lines(lines, error)
        raise FileRefusedError("bad_json", line=str(error.lineno), column=str(error.colno)) from error
    except (RecursionError, ValueError) as error:
        # A ValueError that is no JSONDecodeError is a number of thousands of digits.
        raise FileRefusedError("nested") from error


def _parse_lines(lines: list[str], first: json.JSONDecodeError) -> list[Any]:
    try:
        return [json.loads(line) for line in lines]
    except (ValueError, RecursionError):
        raise FileRefusedError("bad_json", line=str(first.lineno), column=str(first.colno)) from first


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
        raise FileRefusedError("nested") from error


def _clean(text: str) -> str:
    """Replace halves of characters, which JSON can escape and no table can hold."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _features(data: Members, notes: list[Note], limits: Limits) -> Features:
    features = data.get("features")
    if not isinstance(features, list) or not features:
        raise FileRefusedError("empty")
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
    found = {name: value for name, value in found.items() if name not in _LOOKS}
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
