"""Workbooks of Excel and LibreOffice, read in a process of their own.

The parser unpacks whole sheets: two cells far apart in a file of six kilobytes ask for half a gigabyte, a
damaged XLS for a hundred, and a truncated ODS keeps it busy for ever. There it ends a process, not the atlas.
"""

import pickle
import re
from typing import Any, NamedTuple

from atlas.readers.files.archives import Members, check_whole, check_xml, pack
from atlas.readers.files.limits import Limits
from atlas.readers.files.sandbox import parse_apart
from atlas.readers.model.grid import Grid
from atlas.readers.told.notes import Note
from atlas.readers.told.refusals import FileRefusedError

# What holds the cells of an XLSB.
_BINARY_PARTS = re.compile(r"xl/(?:workbook|sharedStrings|styles|worksheets/[\w-]+)\.bin")
OLE_START = b"\xd0\xcf\x11\xe0"


class Sheet(NamedTuple):
    """One sheet of a workbook.

    Attributes
    ----------
    grid
        Its rows, numbered as the spreadsheet shows them; None where the wanted sheet is not there.
    """

    grid: Grid | None
    name: str
    names: tuple[str, ...]


def workbook_format(members: Members) -> str:
    """Return what workbook a zip is."""
    if "xl/workbook.bin" in members:
        return "xlsb"
    if "xl/workbook.xml" in members:
        return "xlsx"
    return "ods" if {"content.xml", "mimetype"} <= set(members) else ""


def zipped_workbook(members: Members) -> bytes:
    """Bring the zip of an XLSX, XLSB or ODS to what its parser needs, checked."""
    parts = {
        name: content for name, content in members.items() if name.endswith((".xml", ".rels", "mimetype"))
    }
    for content in parts.values():
        check_xml(content)
    parts |= {name: content for name, content in members.items() if _BINARY_PARTS.fullmatch(name)}
    if "content.xml" in parts:
        check_whole(parts["content.xml"])
    return pack(parts)


def read_sheet(content: bytes, kind: str, wanted: str | None, *, limits: Limits) -> Sheet:
    """Read a sheet of a workbook, in a process that may use two gigabytes and a minute."""
    # A null character ends no argument of a process, and no sheet has one in its name.
    name = [] if wanted is None else [wanted.replace("\0", "")]
    most = (str(limits.rows), str(limits.cells))
    answer = parse_apart("workbook_process.py", content, *most, *name, kind=kind.upper())
    found: dict[str, Any] = pickle.loads(answer)  # noqa: S301 - written by our own program
    if "fault" in found:
        raise FileRefusedError(found["fault"], format=kind.upper(), limit=found.get("limit", ""))
    names = tuple(found["names"])
    if not found["name"]:
        return Sheet(None, "", names)
    rows = found["rows"]
    limits.check_shape(len(rows), max(map(len, rows), default=0))
    grid = Grid(
        rows,
        list(range(1, len(rows) + 1)),
        merges=[(*start, *end) for start, end in found["merges"]] or None,
        notes=[Note("sheet_hidden")] if found["name"] in found["hidden"] else [],
    )
    return Sheet(grid, found["name"], names)
