"""Tables between their file and their rows: objects with geometries, cells with what was done to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas.readers.model.grid import Refusal
from atlas.readers.told.notes import Note

Shapes = NDArray[np.object_]


@dataclass(eq=False)
class Features:
    """Objects of a file, before their coordinates are in degrees.

    Attributes
    ----------
    shapes
        Geometries, None where blank; None for a file without them.
    crs
        What the file states of its coordinates: a code, WKT or PROJJSON; "" for nothing.
    refused, notes
        Members that are no objects; what was understood so far.
    problems
        Line -> why it has no geometry though it gives one (key of `atlas.vocabulary.PROBLEMS`).
    """

    cells: pd.DataFrame
    shapes: Shapes | None = None
    crs: str = ""
    refused: list[Refusal] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    problems: dict[int, str] = field(default_factory=dict)


class Table(NamedTuple):
    """One table, with what was done to it; the parts of `Raw` by the same names."""

    cells: pd.DataFrame
    repaired: pd.DataFrame
    refused: pd.DataFrame
    notes: tuple[Note, ...]


@dataclass(frozen=True, eq=False)
class Raw:
    """One table of a file, as it stands.

    Attributes
    ----------
    cells
        Cells as they are: texts for a delimited text; elsewhere numbers, truth values, texts, and dates as
        ISO texts; None or "" where blank. Columns are unique, non-empty texts. The index, `line`, is the
        line of the file as an editor or a spreadsheet shows it, or the number of the feature from 1.
    geometry
        On the same index, EPSG:4326, None where blank; None for a format without geometry.
    sheet, sheets
        Sheet or layer that was read, and all of them; "" and () where the format has none.
    repaired
        What was put right with certainty: columns `line`, `repair` (key of `REPAIRS` in
        `atlas.words.texts.ledger`), `detail`.
    refused
        Rows that are no rows of the table, indexed by `line`: `reason` (key of `REFUSALS` in
        `atlas.words.texts.ledger`), `text`. No line of the file is lost: it is the header or above it,
        blank, in `cells`, or here.
    notes
        What the reader should know of how the file was understood.
    problems
        Line -> why its geometry is None though the file gives one (key of `atlas.vocabulary.PROBLEMS`).
    origin
        Where the rows are not the lines of one sheet: on their index and that of `refused`, `line` and as far
        as it tells them apart `sheet` and `column`; else None.
    """

    cells: pd.DataFrame
    geometry: gpd.GeoSeries | None
    format: str
    sheet: str
    sheets: tuple[str, ...]
    repaired: pd.DataFrame
    refused: pd.DataFrame
    notes: tuple[Note, ...]
    digest: str
    problems: Mapping[int, str] = field(default_factory=dict)
    origin: pd.DataFrame | None = None
