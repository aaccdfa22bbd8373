"""The column that holds coordinates or outlines, as the geometries of its table."""

import re
from dataclasses import replace

from atlas.readers.cells.crs import to_degrees, unreadable
from atlas.readers.cells.shapes import read_shapes
from atlas.readers.model.mapping import Mapping
from atlas.readers.model.raw import Features, Raw
from atlas.readers.told.refusals import FileRefusedError

_DIGIT = re.compile("[0-9]")


def with_shapes(raw: Raw, mapping: Mapping) -> Raw:
    """Return a table the geometries of the column that has some."""
    header = mapping.columns.get("geometry")
    if header is None or raw.geometry is not None:
        return raw
    texts = raw.cells[header].str.strip().tolist()
    shapes, systems = read_shapes(texts)
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
