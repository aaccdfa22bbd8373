"""Reads one workbook: `python -I workbook_process.py MOST_BYTES MOST_ROWS MOST_CELLS [SHEET] < file`.

See `workbooks.py` for why this is a process of its own. It imports nothing of the atlas, to start
fast.
"""

import io
import os
import pickle
import sys

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

# Sheets that tell of the others, however full they are.
_BESIDE = frozenset(
    {"dictionnaire", "dictionary", "colonnes", "columns", "sources", "lisez-moi", "readme", "notice"}
)


def main() -> None:
    """Write what was found: a fault, or names, hidden names, the chosen one, its rows and merged cells."""
    most_bytes, most_rows, most_cells, *wanted = sys.argv[1:]
    _bound(int(most_bytes))
    try:
        found = _read(sys.stdin.buffer.read(), (int(most_rows), int(most_cells)), wanted)
    except PasswordError:
        found = {"fault": "password"}
    except (CalamineError, ValueError, OSError, OverflowError):
        found = {"fault": "damaged"}
    sys.stdout.buffer.write(pickle.dumps(found))
    _end()


def _bound(most_bytes: int) -> None:
    try:
        import resource  # noqa: PLC0415 - Unix only
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))


def _read(content: bytes, most: tuple[int, int], wanted: list[str]) -> dict[str, object]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    names = [sheet.name for sheet in sheets]
    hidden = [sheet.name for sheet in sheets if sheet.visible != SheetVisibleEnum.Visible]
    found: dict[str, object] = {"names": names, "hidden": hidden, "name": ""}
    if not names or (wanted and wanted[0] not in names):
        return found
    sizes = {name: (sheet := book.get_sheet_by_name(name)).height * sheet.width for name in names}
    shown = [name for name in names if sizes[name] and name not in hidden]
    shown = [name for name in shown if name.strip().lower() not in _BESIDE] or shown
    name = wanted[0] if wanted else max(shown or names, key=lambda key: sizes[key])
    sheet = book.get_sheet_by_name(name)
    most_rows, most_cells = most
    if sheet.total_height > most_rows:
        return {"fault": "too_many_rows", "limit": str(most_rows)}
    if (sheet.total_height + 1) * (sheet.total_width + 1) > most_cells:
        return {"fault": "too_many_cells", "limit": str(most_cells)}
    rows = sheet.to_python(skip_empty_area=False)
    return found | {"name": name, "rows": rows, "merges": sheet.merged_cell_ranges or []}


def _end() -> None:
    """Write that the answer is whole, and end before the libraries take themselves down: there some crash."""
    sys.stdout.buffer.flush()
    sys.stderr.write("whole\n")
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
