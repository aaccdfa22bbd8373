"""A CSV or a workbook that somebody brings, as a table of raw cells."""

import csv
import io
import zipfile
from pathlib import Path
from typing import BinaryIO

import pandas as pd
from python_calamine import CalamineError
from python_calamine import CalamineWorkbook

from atlas import settings
from atlas.readers.faults import GrantsFaultError

_SEPARATORS = ",;\t|"
# Files of an Excel workbook, new and old.
_WORKBOOK_STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
# How many times its size a workbook may grow when it is unpacked.
_MOST_GROWTH = 60
_HEADER_ROWS = 20

Sheets = dict[str, pd.DataFrame]


def read_content(source: Path | BinaryIO) -> bytes:
    """Read a file, if it is small enough.

    Parameters
    ----------
    source
        Path, or open binary file.

    Returns
    -------
    bytes
        Its content.

    Raises
    ------
    GrantsFaultError
        If it cannot be read, is empty, or is larger than `settings.MAX_GRANTS_BYTES`.
    """
    limit = settings.MAX_GRANTS_BYTES
    try:
        if isinstance(source, Path):
            with source.open("rb") as file:
                content = file.read(limit + 1)
        else:
            content = source.read(limit + 1)
    except OSError as error:
        fault = "unreadable"
        raise GrantsFaultError(fault, why=f"{source}, {error.strerror}") from error
    if len(content) > limit:
        fault = "too_large"
        raise GrantsFaultError(fault, limit=str(limit // 1_000_000))
    if not content.strip():
        fault = "empty"
        raise GrantsFaultError(fault)
    return content


def read_sheets(content: bytes) -> Sheets:
    """Read every sheet of a workbook, or the one table of a CSV.

    Parameters
    ----------
    content
        CSV in UTF-8 or Windows-1252, separated by commas, semicolons, tabs or bars; or XLSX, XLS.

    Returns
    -------
    dict
        Name of the sheet (empty for a CSV) to its table: texts as columns, cells as they are (all texts for
        a CSV), indexed by line of the file. The header is the fullest of the first rows.

    Raises
    ------
    GrantsFaultError
        If the content is neither, or damaged.
    """
    if content.startswith(_WORKBOOK_STARTS):
        return _workbook(content)
    return {"": _table(_csv_rows(content))}


def _workbook(content: bytes) -> Sheets:
    try:
        if content.startswith(_WORKBOOK_STARTS[0]):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                size = sum(info.file_size for info in archive.infolist())
            if size > _MOST_GROWTH * settings.MAX_GRANTS_BYTES:
                fault = "too_large"
                raise GrantsFaultError(fault, limit=str(settings.MAX_GRANTS_BYTES // 1_000_000))
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            cells = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
        return {name: _table([list(row) for row in rows]) for name, rows in cells.items()}
    except (CalamineError, zipfile.BadZipFile) as error:
        fault = "damaged"
        raise GrantsFaultError(fault) from error


def _csv_rows(content: bytes) -> list[list[object]]:
    if b"\0" in content:
        fault = "no_table"
        raise GrantsFaultError(fault)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first_line = text.lstrip().splitlines()[:1]
    separator = max(_SEPARATORS, key=lambda mark: len(next(csv.reader(first_line, delimiter=mark), [])))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return [list(row) for row in reader]
    except csv.Error as error:
        fault = "bad_line"
        raise GrantsFaultError(fault, line=str(reader.line_num)) from error


def _table(rows: list[list[object]]) -> pd.DataFrame:
    filled = [sum(cell not in ("", None) for cell in row) for row in rows]
    if not any(filled):
        return pd.DataFrame()
    width = max(filled[:_HEADER_ROWS])
    head = next(number for number, count in enumerate(filled[:_HEADER_ROWS]) if count == width)
    header = [str(cell).strip() for cell in rows[head]]
    # A row that is short or long against the header keeps what the header names.
    body = {
        number: [*row[: len(header)], *[""] * (len(header) - len(row))]
        for number, row in enumerate(rows[head + 1 :], start=head + 2)
        if filled[number - 1]
    }
    table = pd.DataFrame.from_dict(body, orient="index", columns=pd.Index(header), dtype=object)
    return table.loc[:, (table.columns != "") & ~table.columns.duplicated()]
