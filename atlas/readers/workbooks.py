"""Workbooks of Excel and LibreOffice, as rows of cells with their lines."""

import io
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any
from typing import NamedTuple

from python_calamine import CalamineError
from python_calamine import CalamineSheet
from python_calamine import CalamineWorkbook
from python_calamine import PasswordError
from python_calamine import SheetTypeEnum
from python_calamine import SheetVisibleEnum

from atlas.readers.archives import Members
from atlas.readers.archives import check_xml
from atlas.readers.archives import pack
from atlas.readers.faults import FileRefusedError
from atlas.readers.grids import Grid
from atlas.readers.grids import Row
from atlas.readers.limits import Limits
from atlas.readers.notes import Note

_PROCESS = Path(__file__).with_name("xls_process.py")
_MOST_BYTES = 2_000_000_000
_MOST_SECONDS = 30
OLE_START = b"\xd0\xcf\x11\xe0"
_ROW = re.compile(rb"""\br\s*=\s*["'][A-Za-z]{0,3}(\d{1,9})["']""")
_COLUMN = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})\d""")
_ODS_TAG = re.compile(rb"<table:(table|table-row|table-cell|covered-table-cell)\b([^>]*)>")
_REPEATED = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["'](\d{1,9})["']""")
# LibreOffice's own bounds, at which the parser stops too.
_ODS_ROWS, _ODS_COLUMNS = 1_048_576, 16_384


class Workbook(NamedTuple):
    """An open workbook.

    Attributes
    ----------
    format
        xlsx or ods.
    sheets
        Names of its worksheets, in its order.
    hidden
        Names of the hidden ones.
    get
        Name -> sheet.
    """

    format: str
    sheets: tuple[str, ...]
    hidden: frozenset[str]
    get: Callable[[str], CalamineSheet]

    def read(self, name: str, limits: Limits) -> Grid:
        """Read a sheet, its rows numbered as the spreadsheet shows them."""
        with _Refusing(self.format):
            sheet = self.get(name)
            limits.check_shape(sheet.total_height + 1, sheet.total_width + 1)
            rows = sheet.to_python(skip_empty_area=False)
            merges = sheet.merged_cell_ranges or ()
        return _grid(rows, merges, hidden=name in self.hidden)

    def size(self, name: str) -> int:
        """Count the cells that a sheet spans."""
        with _Refusing(self.format):
            sheet = self.get(name)
            return int(sheet.height) * int(sheet.width)

    def fullest(self) -> str:
        """Name the sheet that spans the most cells, a visible one if there is one."""
        sizes = {name: self.size(name) for name in self.sheets}
        shown = {name: size for name, size in sizes.items() if size and name not in self.hidden}
        return max(shown or sizes, key=lambda name: sizes[name])


def workbook_format(members: Members) -> str:
    """Tell what workbook a zip is.

    Parameters
    ----------
    members
        Of the zip.

    Returns
    -------
    str
        xlsx, ods, or "" where it is none.
    """
    if "xl/workbook.xml" in members:
        return "xlsx"
    return "ods" if {"content.xml", "mimetype"} <= set(members) else ""


def open_zipped(members: Members, *, limits: Limits) -> Workbook:
    """Open an XLSX or ODS.

    Parameters
    ----------
    members
        Of its zip, counted.
    limits
        Bounds on the cells that its sheets span, which the parser would all hold in memory.

    Returns
    -------
    Workbook
        Its sheets.

    Raises
    ------
    FileRefusedError
        If it declares entities, spans too many cells, is damaged or protected.
    """
    kind = workbook_format(members)
    parts = {
        name: content for name, content in members.items() if name.endswith((".xml", ".rels", "mimetype"))
    }
    for name, content in parts.items():
        check_xml(content)
        if kind == "xlsx":
            _check_extent(*_xlsx_extent(content), limits)
        elif name == "content.xml":
            _check_extent(*_ods_extent(content), limits)
    return _open(pack(parts), kind)


class XlsSheet(NamedTuple):
    """One sheet of an XLS: its rows (None where the wanted one is not there), its name, the names of all."""

    grid: Grid | None
    name: str
    sheets: tuple[str, ...]


def read_xls(content: bytes, sheet: str | None, *, limits: Limits) -> XlsSheet:
    """Read a sheet of an XLS, in a process that may use two gigabytes and half a minute.

    Parameters
    ----------
    content
        Of the file.
    sheet
        Its name; by default the visible one that spans the most cells.
    limits
        Bounds on the cells it spans.

    Returns
    -------
    XlsSheet
        Its rows, numbered as the spreadsheet shows them.

    Raises
    ------
    FileRefusedError
        If the file is damaged or protected, asks for too much, or is no workbook.
    """
    # A name with a null character is no argument of a process; no sheet has one.
    wanted = [] if sheet is None else [sheet.replace("\0", "")]
    command = [sys.executable, "-I", str(_PROCESS), str(limits.cells), str(_MOST_BYTES), *wanted]
    try:
        done = subprocess.run(  # noqa: S603 - our own program; the sheet's name is an argument, no command
            command, input=content, capture_output=True, timeout=_MOST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        fault = "too_heavy"
        raise FileRefusedError(fault) from error
    # A process that was killed by the system, or ended by a failed allocation, asked for too much.
    found: dict[str, Any] = {"fault": "too_heavy" if done.returncode < 0 else "damaged"}
    if done.returncode == 0:
        found = pickle.loads(done.stdout)  # noqa: S301 - written by our own program
    if "fault" in found:
        values = {"format": "XLS", "size": found.get("size", ""), "limit": str(limits.cells)}
        raise FileRefusedError(found["fault"], **values)
    names = tuple(found["names"])
    if not names:
        fault = "empty"
        raise FileRefusedError(fault)
    if not found["name"]:
        return XlsSheet(None, "", names)
    grid = _grid(found["rows"], found["merges"], hidden=found["name"] in found["hidden"])
    limits.check_shape(len(grid.rows), max(map(len, grid.rows), default=0))
    return XlsSheet(grid, found["name"], names)


def _grid(rows: list[Row], merges: Sequence[Any], *, hidden: bool) -> Grid:
    return Grid(
        [list(row) for row in rows],
        list(range(1, len(rows) + 1)),
        merges=[(*start, *end) for start, end in merges] or None,
        notes=[Note("sheet_hidden")] if hidden else [],
    )


def _open(content: bytes, kind: str) -> Workbook:
    with _Refusing(kind):
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    if not sheets:
        fault = "empty"
        raise FileRefusedError(fault)
    hidden = frozenset(sheet.name for sheet in sheets if sheet.visible != SheetVisibleEnum.Visible)
    return Workbook(kind, tuple(sheet.name for sheet in sheets), hidden, book.get_sheet_by_name)


class _Refusing:
    """Turn what the parser raises on a bad workbook into one refusal."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if isinstance(error, PasswordError):
            fault = "password"
            raise FileRefusedError(fault) from error
        # A panic of the Rust parser is no Exception and its class has no importable name.
        panic = kind is not None and kind.__name__ == "PanicException"
        if panic or isinstance(error, CalamineError | ValueError | OSError | OverflowError):
            fault = "damaged"
            raise FileRefusedError(fault, format=self._kind.upper()) from error


def _check_extent(rows: int, columns: int, limits: Limits) -> None:
    if rows * columns > limits.cells:
        fault = "too_many_cells"
        raise FileRefusedError(fault, size=str(rows * columns), limit=str(limits.cells))


def _xlsx_extent(sheet: bytes) -> tuple[int, int]:
    """Rows and columns from the first to the last reference."""
    rows = [int(row) for row in set(_ROW.findall(sheet))] or [0]
    places = [_place(letters) for letters in set(_COLUMN.findall(sheet))] or [0]
    return max(rows) - min(rows) + 1, max(places) - min(places) + 1


def _place(letters: bytes) -> int:
    place = 0
    for letter in letters.upper():
        place = place * 26 + letter - ord("A") + 1
    return place


def _ods_extent(content: bytes) -> tuple[int, int]:
    """Rows and columns of the sheet that spans most, repetitions of filled cells counted."""
    extents = [(0, 0)]
    row = column = height = width = repeat = 0
    for tag, attributes in _ODS_TAG.findall(content):
        times = int(found[1]) if (found := _REPEATED.search(attributes)) else 1
        if tag == b"table":
            extents.append((height, width))
            row = height = width = repeat = 0
        elif tag == b"table-row":
            row, column, repeat = row + repeat, 0, min(times, _ODS_ROWS)
        else:
            column += min(times, _ODS_COLUMNS)
            if b"value-type" in attributes or b"formula" in attributes:
                height, width = (
                    max(height, min(row + repeat, _ODS_ROWS)),
                    max(width, min(column, _ODS_COLUMNS)),
                )
    extents.append((height, width))
    return max(extents, key=lambda extent: extent[0] * extent[1])
