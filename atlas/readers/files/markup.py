"""Tables that programs write as a web page or as XML of Excel 2003, and most often call a workbook.

Marks are taken one by one, in time that grows with the file: that of `html.parser` grows with the square of
marks that nothing closes.
"""

import html
import re
from itertools import count

from atlas.readers.files.limits import Limits
from atlas.readers.files.text import decode_once
from atlas.readers.model.grid import Grid, Row

EXCEL_XML = b"urn:schemas-microsoft-com:office:spreadsheet"
_MARKS = re.compile(r"<!--|-->|<[^<>]*>")
_TAG = re.compile(r"<(/?)(?:\w+:)?(\w+)")
_NAMED = re.compile(r"""\bName\s*=\s*["']([^"'<>]*)""")
_SPANS = {
    kind: re.compile(rf"""\b{words}\s*=\s*["']?(\d{{1,5}})\b""", re.IGNORECASE)
    for kind, words in {
        "right": "(colspan|MergeAcross)",
        "down": "(rowspan|MergeDown)",
        "at": "(Index)",
    }.items()
}
_ROWS, _CELLS, _TABLES = ("tr", "row"), ("td", "th", "cell"), ("table", "worksheet")
# What a page says of itself is none of its table; breaks and paragraphs part words.
_UNSEEN, _BREAKS = ("script", "style", "title", "xml", "documentproperties", "styles"), ("br", "p", "div")
_MOST_SPAN = 1_000
# Characters around the tables of an export; a page that people read says more.
_MOST_AROUND = 2_000


def read_tables(content: bytes, *, limits: Limits) -> dict[str, Grid]:
    """Read the tables of a text of marks, by their names or numbers; none of a page that says much more."""
    text, notes, repaired = decode_once(content, 1)
    page = _Page(limits)
    end = 0
    for found in _MARKS.finditer(text):
        page.take(text[end : found.start()])
        page.take(found[0])
        end = found.end()
    page.end_cell()
    grids: dict[str, Grid] = {}
    for number, (name, rows, merges) in enumerate(page.tables, start=1):
        if sum(map(any, rows)) > 1 and max(map(len, rows)) > 1:
            lines = list(range(1, len(rows) + 1))
            title = name if name and name not in grids else f"{name or 'Tableau'} {number}"
            grids[title] = Grid(rows, lines, merges=merges or None, notes=[*notes], repaired=[*repaired])
    inside = sum(len(cell) for grid in grids.values() for row in grid.rows for cell in row)
    return {} if page.nested or page.around > max(_MOST_AROUND, inside) else grids


class _Page:
    """Where a text of marks stands while its tokens are taken one by one.

    Attributes
    ----------
    around
        Characters that stand in no cell.
    nested
        Whether a table stands in a cell of another, as in the layout of a page.
    """

    def __init__(self, limits: Limits) -> None:
        self.tables: list[tuple[str, list[Row], list[tuple[int, int, int, int]]]] = []
        self.around, self.nested = 0, False
        self._limits, self._size = limits, 0
        self._unseen = ""
        self._at: int | None = None
        self._said: list[str] = []
        # Column -> the last row that a cell above reaches down to.
        self._down: dict[int, int] = {}

    def take(self, mark: str) -> None:
        """Take a mark, or what stands between two."""
        tag = _TAG.match(mark)
        name = tag[2].lower() if tag else mark
        if self._unseen:
            if mark.endswith("-->") if self._unseen == "-->" else tag and tag[1] and name == self._unseen:
                self._unseen = ""
        elif mark == "<!--":
            self._unseen = "-->"
        elif tag is not None:
            self._mark(mark, name, ends=bool(tag[1]), closed=mark.endswith("/>"))
        elif not mark.startswith("<"):
            self._said.append(mark)
            self.around += len(mark.strip()) if self._at is None else 0

    def end_cell(self) -> None:
        """Give the cell that is open what was said in it."""
        if self._at is not None:
            self.tables[-1][1][-1][self._at] = " ".join(html.unescape("".join(self._said)).split())
        self._at = None

    def _mark(self, mark: str, name: str, *, ends: bool, closed: bool) -> None:
        if name in _UNSEEN and not ends and not closed:
            self._unseen = name
        elif name in _BREAKS:
            self._said.append(" ")
        elif name in (*_TABLES, *_ROWS, *_CELLS):
            self.nested |= name in _TABLES and not ends and self._at is not None
            self.end_cell()
            if ends:
                return
            # The table of a worksheet is what that is called.
            if name in _TABLES and not (
                name == "table" and self.tables and self.tables[-1][0] and not self.tables[-1][1]
            ):
                named = _NAMED.search(mark) if name == "worksheet" else None
                self.tables.append((html.unescape(named[1]) if named else "", [], []))
                self._down = {}
            elif name in _ROWS and self.tables:
                rows = self.tables[-1][1]
                rows += [[] for _ in range(max(1, _span(mark, "at", 0) - len(rows)))]
                self._limits.check_size(len(rows), self._size)
            elif name in _CELLS and self.tables and self.tables[-1][1]:
                self._begin_cell(mark, excel=name == "cell", closed=closed)

    def _begin_cell(self, mark: str, *, excel: bool, closed: bool) -> None:
        _, rows, merges = self.tables[-1]
        place, row = len(rows) - 1, rows[-1]
        start = max(_span(mark, "at", 1) - 1, len(row)) if excel else len(row)
        at = next(column for column in count(start) if self._down.get(column, -1) < place)
        one = 0 if excel else 1
        right, down = (max(_span(mark, kind, one) - one, 0) for kind in ("right", "down"))
        self._size += at + right + 1 - len(row)
        self._limits.check_size(len(rows), self._size)
        row += [""] * (at + right + 1 - len(row))
        if right or down:
            merges.append((place, at, place + down, at + right))
            self._down |= dict.fromkeys(range(at, at + right + 1), place + down)
        self._at, self._said = None if closed else at, []


def _span(mark: str, kind: str, usual: int) -> int:
    found = _SPANS[kind].search(mark)
    return min(int(found[2]), _MOST_SPAN) if found else usual
