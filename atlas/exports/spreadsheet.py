"""Any table as a workbook: the rows, what the columns mean, and the sources."""

import io
from typing import Any

import pandas as pd
import xlsxwriter

from atlas.exports.content import About, Export
from atlas.words import say

# Without these, a text that begins with "=" or "http" would become a formula or a link.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
# A cell holds 32,767 characters.
MOST_TEXT = 32_000
_WIDEST, _NARROWEST, _SAMPLE = 48, 9, 300


def write(export: Export) -> bytes:
    """Write an export as a workbook: a sheet for each of its tables, one of columns, one of sources.

    Returns
    -------
    bytes
        Numbers are numbers, codes are text, unknown is an empty cell, and no text is ever taken for a formula
        or a link. The same for the same rows and day.
    """
    out = io.BytesIO()
    about = export.about
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        book.set_properties(
            {
                "title": about.title,
                "comments": about.choice,
                "created": about.moment.replace(tzinfo=None),
            }
        )
        head = book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        for table in (export, *export.parts):
            _rows(
                book.add_worksheet(table.label or say("file_data", about.language)),
                table.rows.reset_index(),
                head,
            )
        _page(book.add_worksheet(say("file_columns", about.language)), _meanings(export), head, wrap)
        _page(book.add_worksheet(say("file_sources", about.language)), _sources(export.about), head, wrap)
    return out.getvalue()


def _rows(sheet: Any, rows: pd.DataFrame, head: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
    for place, name in enumerate(rows.columns):
        column = rows[name]
        width = max(map(len, [str(name), *column.head(_SAMPLE).astype("string").fillna("")]))
        sheet.set_column(place, place, min(max(width + 1, _NARROWEST), _WIDEST))
        sheet.write_string(0, place, str(name), head)
        truth = pd.api.types.is_bool_dtype(column)
        numeric = pd.api.types.is_numeric_dtype(column) and not truth
        for line, value in enumerate(column, start=1):
            if pd.isna(value):
                continue
            if truth:
                sheet.write_boolean(line, place, bool(value))
            elif numeric:
                sheet.write_number(line, place, value)
            else:
                sheet.write_string(line, place, str(value)[:MOST_TEXT])
    sheet.freeze_panes(1, 1)
    if len(rows):
        sheet.autofilter(0, 0, len(rows), len(rows.columns) - 1)


def _meanings(export: Export) -> list[tuple[str, ...]]:
    """List what the columns mean; where there are several tables, each under its name."""
    heads = tuple(say(f"file_{key}", export.about.language) for key in ("column", "meaning"))
    told: list[tuple[str, ...]] = [heads, *export.columns().items()]
    if export.parts:
        told = [(export.label,), *told]
        for part in export.parts:
            told += [(), (part.label,), *part.columns().items()]
    return told


def _sources(about: About) -> list[tuple[str, ...]]:
    def word(key: str) -> str:
        return say(f"file_{key}", about.language)

    facts = [
        (about.title,),
        (word("selection"), about.choice),
        *([(word("address"), about.address)] if about.address else []),
        (word("millesime"), about.millesime),
        (word("licence"), about.licence),
        (word("created"), about.created.isoformat()),
        (),
        tuple(word(key) for key in ("source", "producer", "vintage", "licence")),
    ]
    return [*facts, *map(tuple, about.sources)]


def _page(sheet: Any, lines: list[tuple[str, ...]], head: Any, wrap: Any) -> None:  # noqa: ANN401
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 3, 60)
    heads = {0, *(line + 1 for line, cells in enumerate(lines) if not cells)}
    for line, cells in enumerate(lines):
        for place, text in enumerate(cells):
            sheet.write_string(line, place, text[:MOST_TEXT], head if line in heads else wrap)
