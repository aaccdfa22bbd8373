"""Workbooks, by xlsxwriter: typed rows on sheets, what the columns mean, and the sources."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from typing import Any

import pandas as pd
import xlsxwriter

from atlas.exports.content import About, Export
from atlas.exports.document import Document, Table
from atlas.words import say

# Without these, a text that begins with "=" or "http" would become a formula or a link.
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
# A cell holds 32,767 characters.
_MOST_TEXT = 32_000
_WIDEST, _NARROWEST, _SAMPLE = 48, 9, 300
# How a spreadsheet shows each kind of number, and how wide at least; numbers as they are have no kind.
_NUMBERS = {
    "number": ("General", _NARROWEST),
    "count": ("#,##0", 13),
    "rate": ("#,##0.00", 13),
    "euros": ("#,##0.00 €", 18),
    "km": ("#,##0.0", 13),
    "percent": ("0.0", 13),
    "year": ("0", _NARROWEST),
}

# Columns of the first sheet of a portrait, beside the names.
_MAIN_COLUMNS = 8

# A line of a page: texts, and numbers between 0 and 1 that are shares.
_Line = tuple[str | float, ...]


def write(export: Export) -> bytes:
    """Write an export as a workbook: a sheet for each of its tables, one of columns, one of sources.

    Numbers are numbers, codes are text, unknown is an empty cell, and no text is ever taken for a formula
    or a link. The same for the same rows and day.
    """
    out, about = io.BytesIO(), export.about
    with _book(out, about.created, title=about.title, comments=about.choice) as (book, styles):
        for table in (export, *export.parts):
            rows = table.rows.reset_index()
            sheet = book.add_worksheet(table.label or say("file_data", about.language))
            kinds = [_kind(rows[name]) for name in rows.columns]
            _sheet(sheet, rows, [str(name) for name in rows.columns], kinds, styles)
        _page(book.add_worksheet(say("file_columns", about.language)), _meanings(export), styles)
        _page(book.add_worksheet(say("file_sources", about.language)), _sources(about), styles)
    return out.getvalue()


def to_sheets(tables: dict[str, pd.DataFrame], *, created: date, title: str) -> bytes:
    """Write tables as a workbook, a sheet each, every cell a text or a number; see `write`."""
    out = io.BytesIO()
    with _book(out, created, title=title) as (book, styles):
        for name, rows in tables.items():
            kinds = [_kind(rows[column]) for column in rows.columns]
            _sheet(book.add_worksheet(name), rows, list(map(str, rows.columns)), kinds, styles)
    return out.getvalue()


def to_xlsx(document: Document, *, created: date) -> bytes:
    """Write a portrait as a workbook of six sheets; see `write`."""
    out, author = io.BytesIO(), say("atlas", document.language)
    title = f"{document.series} : {document.title}"
    with _book(out, created, title=title, author=author, comments=document.date) as (book, styles):
        _main(book.add_worksheet(document.say("sheet_main")), document, styles)
        for key in ("initiatives", "lines", "types", "models"):
            table, sheet = document.tables[key], book.add_worksheet(document.say(f"sheet_{key}"))
            _sheet(sheet, table.cells[list(table.columns)], *_columns(table), styles)
            if table.cells.empty:
                sheet.write_string(1, 0, table.empty)
        notes = dict.fromkeys(table.note for table in document.tables.values())
        texts = [*document.sources, *document.notices, *notes]
        sheet = book.add_worksheet(document.say("sheet_sources"))
        _page(sheet, [(text,) for text in texts], styles, heads=False)
    return out.getvalue()


@contextmanager
def _book(out: io.BytesIO, created: date, **told: str) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Open a workbook, with the looks of its cells."""
    moment = datetime.combine(created, time(), tzinfo=UTC).replace(tzinfo=None)
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        book.set_properties({**told, "created": moment})
        styles = {kind: book.add_format({"num_format": shown}) for kind, (shown, _) in _NUMBERS.items()}
        styles["head"] = book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
        styles["wrap"] = book.add_format({"text_wrap": True, "valign": "top"})
        styles["share"] = book.add_format({"num_format": "0.0 %"})
        yield book, styles


def _kind(column: pd.Series) -> str:
    if pd.api.types.is_bool_dtype(column):
        return "truth"
    return "number" if pd.api.types.is_numeric_dtype(column) else "text"


def _columns(table: Table) -> tuple[list[str], list[str]]:
    """Return the headings of a table, and the kinds of its columns."""
    described = table.columns.values()
    return [one.name for one in described], [one.kind if one.numeric else "text" for one in described]


def _sheet(
    sheet: Any,  # noqa: ANN401 - xlsxwriter has no types
    rows: pd.DataFrame,
    heads: Sequence[str],
    kinds: Sequence[str],
    styles: dict[str, Any],
) -> None:
    """Fill a sheet with rows, the widths fitting them, under headings that stay in sight."""
    for place, (head, kind) in enumerate(zip(heads, kinds, strict=True)):
        shown = rows.iloc[:, place].head(_SAMPLE).astype("string").fillna("")
        width = max(map(len, [head, *shown])) + 1
        sheet.set_column(place, place, min(max(width, _NUMBERS.get(kind, ("", _NARROWEST))[1]), _WIDEST))
    _rows(sheet, rows, heads, kinds, styles, top=0)
    sheet.freeze_panes(1, 1)
    if len(rows):
        sheet.autofilter(0, 0, len(rows), len(rows.columns) - 1)


def _rows(  # noqa: PLR0913 - what rows are, and where they start
    sheet: Any,  # noqa: ANN401
    rows: pd.DataFrame,
    heads: Sequence[str],
    kinds: Sequence[str],
    styles: dict[str, Any],
    *,
    top: int,
) -> None:
    for place, (head, kind) in enumerate(zip(heads, kinds, strict=True)):
        sheet.write_string(top, place, head, styles["head"])
        for line, value in enumerate(rows.iloc[:, place], start=top + 1):
            if pd.isna(value):
                continue
            if kind == "truth":
                sheet.write_boolean(line, place, bool(value))
            elif kind in _NUMBERS:
                sheet.write_number(line, place, value, None if kind == "number" else styles[kind])
            else:
                sheet.write_string(line, place, str(value)[:_MOST_TEXT])


def _main(sheet: Any, document: Document, styles: dict[str, Any]) -> None:  # noqa: ANN401
    """Lay out what a portrait says of its territory: figures and facts, then what it is compared with."""
    lines: list[_Line] = [
        (document.title,),
        (document.subtitle,),
        (document.date,),
        (document.lead,),
        *((notice,) for notice in document.notices),
        *((figure.label, figure.value, figure.note) for figure in document.figures),
        *document.facts,
        *((f"{document.shares_title} : {part.label}", part.share) for part in document.shares),
    ]
    _page(sheet, lines, styles)
    sheet.set_column(0, 0, _WIDEST)
    sheet.set_column(1, _MAIN_COLUMNS, _NUMBERS["euros"][1])
    top = len(lines) + 1
    for key in ("comparison", "positions"):
        table = document.tables[key]
        sheet.write_string(top, 0, table.title, styles["head"])
        _rows(sheet, table.cells[list(table.columns)], *_columns(table), styles, top=top + 1)
        top += len(table.cells) + 2
        sheet.write_string(top, 0, table.note)
        top += 2
    sheet.freeze_panes(3, 1)


def _meanings(export: Export) -> list[_Line]:
    """List what the columns mean; where there are several tables, each under its name."""
    heads = tuple(say(f"file_{key}", export.about.language) for key in ("column", "meaning"))
    told: list[_Line] = [heads, *export.columns().items()]
    if export.parts:
        told = [(export.label,), *told]
        for part in export.parts:
            told += [(), (part.label,), *part.columns().items()]
    return told


def _sources(about: About) -> list[_Line]:
    def word(key: str) -> str:
        return say(f"file_{key}", about.language)

    return [
        (about.title,),
        (word("selection"), about.choice),
        *([(word("address"), about.address)] if about.address else []),
        (word("millesime"), about.millesime),
        (word("licence"), about.licence),
        (word("created"), about.created.isoformat()),
        (),
        tuple(word(key) for key in ("source", "producer", "vintage", "licence")),
        *about.sources,
    ]


def _page(sheet: Any, lines: Sequence[_Line], styles: dict[str, Any], *, heads: bool = True) -> None:  # noqa: ANN401
    """Fill a sheet with lines of text, the first and those after an empty one being headings."""
    sheet.set_column(0, 0, 34 if heads else 120)
    sheet.set_column(1, 3, 60)
    bold = {0, *(line + 1 for line, cells in enumerate(lines) if not cells)} if heads else set()
    for line, cells in enumerate(lines):
        for place, value in enumerate(cells):
            if isinstance(value, str):
                sheet.write_string(
                    line, place, value[:_MOST_TEXT], styles["head" if line in bold else "wrap"]
                )
            else:
                sheet.write_number(line, place, value, styles["share"])
