"""A portrait as a workbook, by xlsxwriter: typed numbers, frozen headings, sources and date on a sheet."""

import io
from datetime import UTC, date, datetime, time
from typing import Any

import pandas as pd
import xlsxwriter

from atlas.exports.document import Document, Table
from atlas.exports.spreadsheet import MOST_TEXT, OPTIONS
from atlas.words import say

# How a spreadsheet shows each kind of column, and how wide.
_FORMATS = {
    "count": "#,##0",
    "rate": "#,##0.00",
    "euros": "#,##0.00 €",
    "km": "#,##0.0",
    "percent": "0.0",
    "share": "0.0 %",
    "year": "0",
}
_WIDTHS = {"text": 34, "link": 46, "code": 22, "year": 8, "euros": 18}
_OTHER_WIDTH = 13


def to_xlsx(document: Document, *, created: date) -> bytes:
    """Write a portrait as a workbook of six sheets.

    Returns
    -------
    bytes
        Numbers are numbers, unknown is an empty cell, and no text is ever taken for a formula or a link.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        book.set_properties(
            {
                "title": f"{document.series} : {document.title}",
                "author": say("atlas", document.language),
                "comments": document.date,
                "created": datetime.combine(created, time(), tzinfo=UTC).replace(tzinfo=None),
            }
        )
        styles = _styles(book)
        _main(book.add_worksheet(document.say("sheet_main")), document, styles)
        for key in ("initiatives", "lines", "types", "models"):
            sheet = book.add_worksheet(document.say(f"sheet_{key}"))
            _rows(sheet, document.tables[key], styles, top=0)
            sheet.freeze_panes(1, 1)
        sheet = book.add_worksheet(document.say("sheet_sources"))
        sheet.set_column(0, 0, 120)
        notes = [table.note for table in document.tables.values()]
        for row, text in enumerate([*document.sources, *document.notices, *dict.fromkeys(notes)]):
            sheet.write_string(row, 0, text, styles["wrap"])
    return out.getvalue()


def _styles(book: Any) -> dict[str, Any]:  # noqa: ANN401 - xlsxwriter has no types
    styles = {kind: book.add_format({"num_format": pattern}) for kind, pattern in _FORMATS.items()}
    head = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}
    return styles | {
        "title": book.add_format({"bold": True, "font_size": 16}),
        "section": book.add_format({"bold": True, "font_color": "#0b5a82", "font_size": 12}),
        "soft": book.add_format({"font_color": "#54606a", "italic": True}),
        "head": book.add_format(head),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        "text": None,
        "link": None,
        "code": None,
    }


def _main(sheet: Any, document: Document, styles: dict[str, Any]) -> None:  # noqa: ANN401
    sheet.set_column(0, 0, 52)
    sheet.set_column(1, 8, 18)
    sheet.write_string(0, 0, document.title, styles["title"])
    sheet.write_string(1, 0, document.subtitle)
    sheet.write_string(2, 0, document.date, styles["soft"])
    sheet.freeze_panes(3, 1)
    row = 4
    for text in document.notices:
        sheet.write_string(row, 0, text, styles["soft"])
        row += 1
    for figure in document.figures:
        sheet.write_string(row, 0, figure.label)
        sheet.write_string(row, 1, figure.value)
        sheet.write_string(row, 2, figure.note, styles["soft"])
        row += 1
    for name, value in document.facts:
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, value)
        row += 1
    for part in document.shares:
        sheet.write_string(row, 0, f"{document.shares_title} : {part.label}")
        sheet.write_number(row, 1, part.share, styles["share"])
        row += 1
    for key in ("comparison", "positions"):
        table = document.tables[key]
        sheet.write_string(row + 1, 0, table.title, styles["section"])
        row = _rows(sheet, table, styles, top=row + 2, widths=False)
        sheet.write_string(row, 0, table.note, styles["soft"])
        row += 1


def _rows(sheet: Any, table: Table, styles: dict[str, Any], *, top: int, widths: bool = True) -> int:  # noqa: ANN401
    for column, (key, described) in enumerate(table.columns.items()):
        if widths:
            sheet.set_column(column, column, _WIDTHS.get(described.kind, _OTHER_WIDTH))
        sheet.write_string(top, column, described.name, styles["head"])
        for row, value in enumerate(table.cells[key], start=top + 1):
            if pd.isna(value):
                continue
            if described.numeric:
                sheet.write_number(row, column, float(value), styles[described.kind])
            else:
                sheet.write_string(row, column, str(value)[:MOST_TEXT], styles[described.kind])
    if table.cells.empty:
        sheet.write_string(top + 1, 0, table.empty, styles["soft"])
        return top + 2
    return top + 1 + len(table.cells)
