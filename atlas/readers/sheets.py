"""Sheets, layers or files of a zip whose columns agree, read together as one table."""

import io
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import geopandas as gpd
import pandas as pd

from atlas.readers.columns.layouts import plain
from atlas.readers.columns.yearly import without_year, year_of
from atlas.readers.files.limits import Limits
from atlas.readers.files.opening import read_content
from atlas.readers.imports import read_raw
from atlas.readers.model.raw import Raw
from atlas.readers.told.notes import Note
from atlas.readers.told.refusals import FileRefusedError

# What stands for all sheets that agree, in `Raw.sheet` and `Raw.sheets`; people may also write the word.
TOGETHER, _WORD = "*", "all"
_MOST_SHEETS = 24
# Of the columns of two sheets, so many must be the same.
_SAME = 0.75
_SHEET, _YEAR = "Feuille", "Année (feuille)"


def read_file(
    source: Path | BinaryIO, *, name: str = "", sheet: str | None = None, limits: Limits | None = None
) -> Raw:
    """Read a sheet of a file, or all whose columns agree.

    Notes
    -----
    Sheets that are called by a year each are read together unless one is asked for; others that agree are
    told, and read together where `sheet` is `TOGETHER` or "all". Where some are called by years, only these
    are: the others most often repeat them.
    """
    content = read_content(source, name=name, limits=limits)

    def read(wanted: str | None) -> Raw:
        return read_raw(io.BytesIO(content), name=name, sheet=wanted, limits=limits)

    every = sheet == TOGETHER or (sheet or "").lower() == _WORD
    raw = read(None if every else sheet)
    if not 1 < len(raw.sheets) <= _MOST_SHEETS:
        return raw
    if every and sheet in raw.sheets:
        return read(sheet)
    parts = [raw if each == raw.sheet else _part(read, each) for each in raw.sheets]
    agreeing = [part for part in parts if part is not None and _agree(raw, part)]
    yearly = _of_years(agreeing)
    chosen = yearly or agreeing
    offered = (TOGETHER, *raw.sheets) if len(chosen) > 1 else raw.sheets
    if len(chosen) > 1 and (every or (sheet is None and raw in yearly)):
        (limits or Limits()).check_shape(sum(len(part.cells) for part in chosen), len(raw.cells.columns))
        return replace(_joined(chosen, yearly=bool(yearly)), sheets=offered)
    names = ", ".join(part.sheet for part in chosen)
    told = [Note("sheets_agree", {"sheets": names})] if len(chosen) > 1 and raw in chosen else []
    return replace(raw, sheets=offered, notes=(*raw.notes, *told))


def _part(read: Callable[[str], Raw], sheet: str) -> Raw | None:
    with suppress(FileRefusedError):
        part = read(sheet)
        return None if any(note.key == "sheet_hidden" for note in part.notes) else part
    return None


def _agree(one: Raw, other: Raw) -> bool:
    first, second = ({plain(without_year(str(name))) for name in raw.cells} for raw in (one, other))
    return len(first & second) >= _SAME * len(first | second)


def _of_years(parts: Sequence[Raw]) -> list[Raw]:
    """Return the sheets that are called by one year each, or by one season each."""
    named = [(part, year_of(part.sheet)) for part in parts]
    for seasons in (False, True):
        found = [(part, year) for part, year in named if year and ("-" in year) == seasons]
        if len(found) > 1 and len({year for _, year in found}) == len(found):
            return [part for part, _ in found]
    return []


def _joined(parts: Sequence[Raw], *, yearly: bool) -> Raw:
    """Put sheets below each other, with a column of their names or years."""
    names: dict[str, str] = {}
    starts, start = [], 0
    for part in parts:
        names |= {plain(name): str(name) for name in part.cells if plain(name) not in names}
        starts.append(start)
        start += max([*part.cells.index, *part.refused.index])
    told = _YEAR if yearly else _SHEET
    while told in names.values():
        told += " (2)"
    cells, refused, repaired, origins, notes = [], [], [], [], []
    for part, first in zip(parts, starts, strict=True):
        own = part.cells.rename(columns={name: names[plain(name)] for name in part.cells})
        cells.append(_moved(own.assign(**{told: year_of(part.sheet) if yearly else part.sheet}), first))
        refused.append(_moved(part.refused, first))
        repaired.append(part.repaired.assign(line=part.repaired["line"] + first))
        lines = [*part.cells.index, *part.refused.index]
        origins.append(
            pd.DataFrame({"sheet": part.sheet, "line": lines}, index=[first + line for line in lines])
        )
        notes += [_in_sheet(note, part.sheet) for note in part.notes if note.key != "sheets"]
    read = [part.sheet for part in parts]
    apart = [name for name in parts[0].sheets if name not in read]
    about = [Note("sheets_together", {"sheets": ", ".join(read), "column": told})]
    about += [Note("sheets_apart", {"sheets": ", ".join(apart)})] if apart else []
    table = pd.concat(cells)[[*names.values(), told]].rename_axis("line")
    return replace(
        parts[0],
        cells=table.astype(object).where(table.notna(), None),
        geometry=_geometry(parts, starts, table.index),
        sheet=TOGETHER,
        repaired=pd.concat(repaired, ignore_index=True),
        refused=pd.concat(refused).rename_axis("line"),
        notes=(*about, *(note for place, note in enumerate(notes) if note not in notes[:place])),
        problems={
            line + first: problem
            for part, first in zip(parts, starts, strict=True)
            for line, problem in part.problems.items()
        },
        origin=pd.concat(origins),
    )


def _moved(table: pd.DataFrame, first: int) -> pd.DataFrame:
    return table.set_axis(table.index + first)


def _geometry(parts: Sequence[Raw], starts: Sequence[int], index: pd.Index) -> gpd.GeoSeries | None:
    given = [
        part.geometry.set_axis(part.geometry.index + first)
        for part, first in zip(parts, starts, strict=True)
        if part.geometry is not None
    ]
    return gpd.GeoSeries(pd.concat(given)).reindex(index) if given else None


def _in_sheet(note: Note, sheet: str) -> Note:
    """Say of which sheet a line is."""
    values = note.values  # noqa: PD011 - a note's
    return Note(note.key, {**values, "line": f"{values['line']} ({sheet})"}) if "line" in values else note
