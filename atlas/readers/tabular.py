"""From rows of cells to one table: header, body, and what is set apart."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from atlas.readers.faults import FileRefusedError
from atlas.readers.footers import count_footnotes
from atlas.readers.footers import find_totals
from atlas.readers.grids import Grid
from atlas.readers.grids import Refusal
from atlas.readers.grids import Repair
from atlas.readers.grids import Row
from atlas.readers.grids import blank
from atlas.readers.headers import Header
from atlas.readers.headers import clean_name
from atlas.readers.headers import describe_header
from atlas.readers.headers import find_header
from atlas.readers.headers import unique_names
from atlas.readers.kinds import Kind
from atlas.readers.kinds import learn
from atlas.readers.notes import Note
from atlas.readers.shifted import Mended
from atlas.readers.shifted import mend_shift
from atlas.readers.shifted import mend_width
from atlas.readers.values import as_cell

# Rows of the right width that are tried for a shift: a column with more odd cells is merely untidy.
_MOST_ODD = 20_000
_HALF = 0.5


class Table(NamedTuple):
    """One table, with what was done to it; the parts of `atlas.readers.raw.Raw` by the same names."""

    cells: pd.DataFrame
    repaired: pd.DataFrame
    refused: pd.DataFrame
    notes: tuple[Note, ...]


def make_table(
    cells: pd.DataFrame, repaired: Sequence[Repair], refused: Sequence[Refusal], notes: Sequence[Note]
) -> Table:
    """Put a table and its lists into their final form.

    Parameters
    ----------
    cells
        The table, indexed by line.
    repaired, refused, notes
        What was done to it.

    Returns
    -------
    Table
        Lists sorted by line.

    Raises
    ------
    FileRefusedError
        If no row is left.
    """
    if cells.empty:
        fault = "no_row" if refused else "empty"
        raise FileRefusedError(fault, line=str(min((row.line for row in refused), default=0)))
    apart = pd.DataFrame(sorted(refused), columns=["line", "reason", "text"]).set_index("line")
    return Table(
        cells=cells.sort_index().rename_axis("line"),
        repaired=pd.DataFrame(sorted(repaired), columns=["line", "repair", "detail"]),
        refused=apart.set_index(apart.index.astype("int64")),
        notes=tuple(notes),
    )


def tabulate(grid: Grid, header: Header | None = None, context: Sequence[Row] = ()) -> Table:
    """Make a table of a sheet or a delimited text.

    Parameters
    ----------
    grid
        Its rows.
    header
        Where its header is; found by default.
    context
        Sound rows of a delimited text of which the grid is a part: its columns are learnt from them too.

    Returns
    -------
    Table
        Every row of the grid is a title or header (told in the notes), blank, in `cells` or in `refused`.

    Raises
    ------
    FileRefusedError
        If no row is left under a header, or the header has other columns than most rows.
    """
    header = find_header(grid) if header is None else header
    notes = [*grid.notes, *describe_header(grid, header)]
    body = _Body(grid, header, context)
    names = unique_names(body.names, notes)
    cells = body.cells(names)
    grid.refused += [
        Refusal(line, "grand_total", body.text(line)) for line in find_totals(cells, notes=notes)
    ]
    cells = cells.drop(index=[row.line for row in grid.refused if row.reason == "grand_total"])
    cells = _without_empty(cells, body.names, notes)
    return make_table(_plain(cells), grid.repaired, grid.refused, notes)


class _Body:
    """Rows below a header, each of the header's width, repaired or set apart."""

    def __init__(self, grid: Grid, header: Header, context: Sequence[Row]) -> None:
        self._grid = grid
        self._context = context
        self._places = self._proper_rows(header)
        self.names = self._fitting_names(header)

    def text(self, line: int) -> str:
        """Text of the row that starts at a line."""
        return self._grid.text(self._grid.lines.index(line))

    def cells(self, names: list[str]) -> pd.DataFrame:
        """Give the rows as a table."""
        grid, width = self._grid, len(names)
        rows = [grid.rows[place] for place in self._places]
        lines = [grid.lines[place] for place in self._places]
        if not grid.separator:
            rows = [[*row, *[None] * (width - len(row))] for row in rows]
            return pd.DataFrame(rows, index=lines, columns=pd.Index(names), dtype=object)
        good = [place for place, row in enumerate(rows) if len(row) == width]
        table = pd.DataFrame([rows[place] for place in good], columns=pd.Index(names), dtype=object)
        table.index = pd.Index([lines[place] for place in good])
        if len(good) == len(rows) and width == 1:
            return table
        return self._mended(table, names, [place for place in self._places if len(grid.rows[place]) != width])

    def _proper_rows(self, header: Header) -> list[int]:
        """Rows that are neither blank, nor a footnote, nor the header again."""
        grid, start = self._grid, header.last + 1
        below = grid.rows[start:]
        notes = {start + place for place in count_footnotes(below, len(header.names))}
        titles = (
            [clean_name(cell) for cell in grid.rows[header.last]] if header.last >= header.first else None
        )
        places: list[int] = []
        for place, row in enumerate(below, start=start):
            if not (row and (row[0] or any(not blank(cell) for cell in row))) or _all_spaces(row):
                continue
            again = titles is not None and len(row) == len(titles) and _same(row, titles)
            if place in notes or again:
                reason = "footnote" if place in notes else "repeated_header"
                grid.refused.append(Refusal(grid.lines[place], reason, grid.text(place)))
            else:
                places.append(place)
        return places

    def _fitting_names(self, header: Header) -> list[str]:
        """Names for the columns that the rows have."""
        grid, names = self._grid, header.names
        widths = Counter(len(grid.rows[place]) for place in self._places)
        usual = widths.most_common(1)[0][0] if widths else len(names)
        if not grid.separator:
            return [*names, *[""] * (max(widths, default=0) - len(names))]
        while names and not names[-1] and len(names) > usual:
            names = names[:-1]
        if len(names) == usual or not self._places:
            return names
        width = len(names)
        beyond = [place for place in self._places if any(map(str.strip, map(str, grid.rows[place][width:])))]
        if len(beyond) > _HALF * len(self._places):
            first = [str(grid.rows[place][0]).strip() for place in self._places]
            if usual == width + 1 and first == [str(row) for row in range(1, len(first) + 1)]:
                # R leaves its row numbers without a name.
                return ["", *names]
        elif usual > width:
            # A separator too many at the end of most rows.
            for place in set(self._places).difference(beyond):
                del grid.rows[place][width:]
            return names
        elif max(widths) >= width:
            return names
        line = str(grid.lines[header.last])
        fault = "bad_header"
        raise FileRefusedError(fault, line=line, header=str(width), row=str(usual))

    def _mended(self, table: pd.DataFrame, names: list[str], others: list[int]) -> pd.DataFrame:
        """Put shifted rows right with certainty, or apart."""
        grid = self._grid
        kinds = [self._kind(place, table.iloc[:, place].tolist(), name) for place, name in enumerate(names)]
        table, moved = self._put_back(table, kinds)
        settled = np.array(sorted(moved), dtype=np.int64)
        kinds = [kind._replace(odd=np.setdiff1d(kind.odd, settled)) for kind in kinds]
        certain = [kind if kind.certain else kind._replace(pattern=None) for kind in kinds]
        added: dict[int, Sequence[str]] = {}
        for place in others:
            row = [str(cell) for cell in grid.rows[place]]
            line = grid.lines[place]
            mended = mend_width(row, certain, grid.separator) if len(table) + len(self._context) > 1 else None
            if mended is None:
                reason = "shifted" if len(row) > len(names) else "too_short"
                grid.refused.append(Refusal(line, reason, grid.text(place)))
            else:
                added[line] = mended.cells
                if mended.repair != "padded" or any(self.names[len(row) :]):
                    grid.repaired.append(_repair(line, mended, row, names))
        if not added:
            return table
        extra = pd.DataFrame(
            [list(row) for row in added.values()], index=list(added), columns=table.columns, dtype=object
        )
        return pd.concat([table, extra]).sort_index()

    def _kind(self, place: int, cells: list[str], name: str) -> Kind:
        known = [row[place] for row in self._context if len(row) > place]
        kind = learn([*known, *cells], name)
        return kind._replace(odd=kind.odd[kind.odd >= len(known)] - len(known)) if known else kind

    def _put_back(self, table: pd.DataFrame, kinds: list[Kind]) -> tuple[pd.DataFrame, set[int]]:
        grid, names = self._grid, table.columns.tolist()
        odd = sorted({int(place) for kind in kinds for place in kind.odd})
        moved: set[int] = set()
        refused: list[int] = []
        for place in odd if len(odd) <= _MOST_ODD else ():
            row = table.iloc[place].tolist()
            line = int(table.index[place])
            mended = mend_shift(row, kinds, grid.separator)
            if mended is None:
                continue
            moved.add(place)
            if isinstance(mended, Mended):
                table.iloc[place] = list(mended.cells)
                grid.repaired.append(_repair(line, mended, row, names))
            else:
                refused.append(line)
                grid.refused.append(Refusal(line, mended, self.text(line)))
        return table.drop(index=refused), moved


def _repair(line: int, mended: Mended, row: Sequence[str], names: Sequence[str]) -> Repair:
    """Name the columns that a repair changed, with what they now hold."""
    before = [*row, *[""] * len(names)]
    changed = [
        f"{name} : {cell}"
        for name, cell, old in zip(names, mended.cells, before, strict=False)
        if cell.strip() and cell != old
    ]
    return Repair(line, mended.repair, "; ".join(changed[:1]))


def _all_spaces(row: Row) -> bool:
    first = row[0]
    return isinstance(first, str) and not first.strip() and all(blank(cell) for cell in row)


def _same(row: Row, titles: Sequence[str]) -> bool:
    first = row[0]
    if isinstance(first, str) and first.strip()[:1] != titles[0][:1]:
        return False
    return any(titles) and all(clean_name(cell) == name for cell, name in zip(row, titles, strict=True))


def _without_empty(cells: pd.DataFrame, names: Sequence[str], notes: list[Note]) -> pd.DataFrame:
    """Drop columns that have neither name nor cells."""
    empty = [
        place
        for place, name in enumerate(names)
        if not name and all(blank(cell) for cell in cells.iloc[:, place].tolist())
    ]
    if not empty:
        return cells
    dropped = cells.columns[empty].tolist()
    _forget_unnamed(dropped, notes)
    notes.append(Note("columns_empty", {"count": str(len(empty))}))
    return cells.drop(columns=dropped)


def _forget_unnamed(dropped: Sequence[str], notes: list[Note]) -> None:
    for place, note in enumerate(notes):
        if note.key == "columns_unnamed":
            kept = [name for name in note.values["columns"].split(", ") if name not in dropped]  # noqa: PD011 - a note's
            notes[place : place + 1] = [Note(note.key, {"columns": ", ".join(kept)})] if kept else []
            return


def _plain(cells: pd.DataFrame) -> pd.DataFrame:
    """Bring the cells of a workbook to numbers, truth values and texts."""
    for place in range(cells.shape[1]):
        column = cells.iloc[:, place].tolist()
        if any(not isinstance(cell, str) for cell in column):
            cells[cells.columns[place]] = pd.Series(
                list(map(as_cell, column)), index=cells.index, dtype=object
            )
    return cells
