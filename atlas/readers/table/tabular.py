"""From rows of cells to one table: header, body, and what is set apart."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas.readers.cells.values import as_cell, as_text, is_number
from atlas.readers.model.grid import Grid, Refusal, Repair, Row, blank
from atlas.readers.model.raw import Features, Table
from atlas.readers.table.beside import leave_beside
from atlas.readers.table.between import (
    continued_columns,
    fill_continued,
    fill_ditto,
    fill_merged,
    heads_another,
    is_header_again,
    set_apart,
)
from atlas.readers.table.groups import find_group_totals, find_parts
from atlas.readers.table.headers import (
    Header,
    clean_name,
    describe_header,
    find_header,
    is_numbering,
    unique_names,
)
from atlas.readers.table.shifted import Mended, mend_break, mend_shift, mend_width
from atlas.readers.table.totals import (
    count_footnotes,
    fill_led,
    find_leading,
    find_totals,
    labelled_rows,
    says_total,
)
from atlas.readers.table.types import Kind, learn, texts_of
from atlas.readers.told.notes import Note
from atlas.readers.told.refusals import FileRefusedError
from atlas.territories import normalise_name

# Rows of the right width that are tried for a shift: a column with more odd cells is merely untidy.
_MOST_ODD = 20_000
_HALF = 0.5
# Rows that tell whether the one above them numbers the columns, and letters that tell the header again.
_NEXT_ROWS = 20
_FIRST_LETTERS = 3
_MOST_WHOLE = 2**63
_PLAIN_TYPES = frozenset({str, int, bool, type(None)})


def make_table(
    cells: pd.DataFrame, repaired: Sequence[Repair], refused: Sequence[Refusal], notes: Sequence[Note]
) -> Table:
    """Put a table and its lists into their final form."""
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


def table_of(features: Features) -> Table:
    """Make a table of the objects of a file."""
    cells = features.cells
    if cells.columns.empty and len(cells):
        # A layer of bare geometries still has rows.
        cells = cells.assign(**{"": None})
    names = [str(name).strip() for name in cells.columns]
    cells = cells.set_axis(unique_names(names, features.notes), axis="columns")
    return make_table(cells, [], features.refused, features.notes)


def tabulate(grid: Grid, header: Header | None = None, context: Sequence[Row] = ()) -> Table:
    """Make a table of a sheet or a delimited text."""
    whole = header is None
    header = leave_beside(grid, find_header(grid)) if header is None else header
    fill_merged(grid, header)
    notes = [*grid.notes, *describe_header(grid, header)]
    body = _Body(grid, header, context)
    names = unique_names(body.names, notes)
    cells = body.cells(names)
    columns = texts_of(cells)
    filled = (
        np.column_stack([column.filled for column in columns])
        if columns
        else np.empty((len(cells), 0), dtype=bool)
    )
    grid.repaired += fill_ditto(cells, columns)
    parts = find_parts(cells, columns)
    groups = find_group_totals(cells, columns, notes)
    apart = dict.fromkeys(groups, "grand_total") | dict.fromkeys(parts, "part_of_above")
    cells, filled = _left(cells, filled, apart, body)
    # A total adds no part of an amount, and no other total.
    columns = texts_of(cells) if apart else columns
    verdicts: list[Note] = []
    totals = find_totals(cells, columns, notes=verdicts)
    every = cells
    cells, filled = _left(cells, filled, dict.fromkeys(totals, "grand_total"), body)
    leading = find_leading(cells, filled, notes)
    if leading and totals:
        every, verdicts = every.drop(index=cells.index[leading]), []
        find_totals(every, texts_of(every), notes=verdicts)
    notes += verdicts
    grid.repaired += fill_led(cells, filled, leading)
    cells, filled = _left(cells, filled, dict.fromkeys(leading, "grand_total"), body)
    cells, filled = _left(cells, filled, set_apart(cells, filled), body)
    if whole:
        cells, continued = fill_continued(cells, continued_columns(cells, filled))
        grid.repaired += continued
    cells = _without_empty(cells, body.names, notes)
    cells = cells if grid.separator else _plain(cells)
    return make_table(cells, grid.repaired, grid.refused, notes)


def _left(
    cells: pd.DataFrame, filled: NDArray[np.bool_], apart: Mapping[int, str], body: "_Body"
) -> tuple[pd.DataFrame, NDArray[np.bool_]]:
    """Leave out rows, by position, that are none of the table."""
    if not apart:
        return cells, filled
    for place, reason in apart.items():
        body.refuse(int(cells.index[place]), reason)
    kept = np.delete(np.arange(len(cells)), list(apart))
    return cells.iloc[kept], filled[kept]


class _Body:
    """Rows below a header, each of the header's width, repaired or set apart."""

    # Below nom,cp,montant: Die,26150,5 is a row; Crest,26400,1,5 is too wide: `_mended` joins it or sets it
    # apart; nom,cp,montant again and the footnote at the end are refused by name; a blank line is no row.
    # `names` follow the rows: where R left its row numbers without a name, an empty one stands first.

    def __init__(self, grid: Grid, header: Header, context: Sequence[Row]) -> None:
        self._grid = grid
        self._context = context
        self._places = self._proper_rows(header)
        self.names = self._fitting_names(header)

    def refuse(self, line: int, reason: str) -> None:
        """Set the row that starts at a line apart."""
        text = self._grid.text(bisect_left(self._grid.lines, line))
        self._grid.refused.append(Refusal(line, reason, text))

    def cells(self, names: list[str]) -> pd.DataFrame:
        """Return the rows as a table."""
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
        heads = [list(map(clean_name, row)) for row in grid.rows[header.first : header.last + 1]]
        begins = {_beginning(names[0]) for names in heads if names and names[0]}
        initials = {
            letter for names in heads if names for letter in (names[0][:1].lower(), _beginning(names[0])[:1])
        }
        places: list[int] = []
        gap = -1
        for place, row in enumerate(below, start=start):
            # Most rows are told by their first cell: it says something, and not what the header says.
            first = row[0] if row else None
            text = first.strip() if isinstance(first, str) else ""
            if not text and all(map(blank, row)):
                gap = place
                continue
            again = (
                text[:1].lower() in initials
                and _beginning(text) in begins
                and any(is_header_again(row, titles) for titles in heads)
            )
            if gap >= 0 and places and not again and (first_other := self._other_table(place, gap, heads)):
                self._leave(first_other)
                return [kept for kept in places if kept < first_other]
            numbers = place == start and bool(heads) and self._only_numbers(place)
            if place in notes or again or numbers:
                reason = "footnote" if place in notes else "repeated_header" if again else "column_numbers"
                grid.refused.append(Refusal(grid.lines[place], reason, grid.text(place)))
            else:
                places.append(place)
        return places

    def _other_table(self, place: int, gap: int, heads: Sequence[Sequence[str]]) -> int:
        """Return where another table starts, below a gap or its title there; 0 where none does."""
        rows = self._grid.rows
        titled = place - gap == 2 and sum(not blank(cell) for cell in rows[place - 1]) == 1  # noqa: PLR2004 - one between
        if gap < 0 or not (titled or place - gap == 1):
            return 0
        return gap + 1 if any(heads_another(rows, place, titles) for titles in heads) else 0

    def _leave(self, first: int) -> None:
        """Set apart all rows from one on: another table."""
        grid = self._grid
        for place in range(first, len(grid.rows)):
            if not all(map(blank, grid.rows[place])):
                grid.refused.append(Refusal(grid.lines[place], "other_table", grid.text(place)))

    def _only_numbers(self, place: int) -> bool:
        """Check whether a row numbers the columns, in which the rows below it have words."""
        row, below = self._grid.rows[place], self._grid.rows[place + 1 : place + 1 + _NEXT_ROWS]
        if not is_numbering(row):
            return False
        filled = [at for at, cell in enumerate(row) if not blank(cell)]
        words = [other[at] for other in below for at in filled if at < len(other) and not blank(other[at])]
        return sum(not is_number(as_text(cell)) for cell in words) > _HALF / 2 * len(words) > 0

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
        raise FileRefusedError("bad_header", line=line, header=str(width), row=str(usual))

    def _mended(self, table: pd.DataFrame, names: list[str], others: list[int]) -> pd.DataFrame:
        """Put shifted rows right with certainty, or apart."""
        grid = self._grid
        kinds = _learn(
            table, names, without=labelled_rows(texts_of(table)) if others else set(), context=self._context
        )
        table, moved = self._put_back(table, kinds)
        settled = np.array(sorted(moved), dtype=np.int64)
        kinds = [kind._replace(odd=np.setdiff1d(kind.odd, settled)) for kind in kinds]
        certain = [kind if kind.certain else kind._replace(pattern=None) for kind in kinds]
        added: dict[int, Sequence[str]] = {}
        waiting = iter(others)
        for place in waiting:
            row = [str(cell) for cell in grid.rows[place]]
            line = grid.lines[place]
            if says_total(row):
                grid.refused.append(Refusal(line, "grand_total", grid.text(place)))
                continue
            whole = mend_break(row, self._next_short(place, names), certain)
            known = len(table) + len(self._context)
            mended = whole or (mend_width(row, certain, grid.separator) if known > 1 else None)
            if whole is not None:
                # The rest of this row stood on the next line.
                next(waiting)
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

    def _next_short(self, place: int, names: list[str]) -> list[str]:
        """Cells of the next line of the file, if it is a row too short like this one."""
        following = self._grid.rows[place + 1 : place + 2]
        if following and 0 < len(following[0]) < len(names):
            return [str(cell) for cell in following[0]]
        return []

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
                self.refuse(line, mended)
        return table.drop(index=refused), moved


def _learn(
    table: pd.DataFrame, names: Sequence[str], *, without: set[int], context: Sequence[Row] = ()
) -> list[Kind]:
    """Learn the columns from the rows that are not called a total, which leave typed cells blank."""
    kept = np.array([place for place in range(len(table)) if place not in without], dtype=np.int64)
    kinds: list[Kind] = []
    for place, name in enumerate(names):
        cells = table.iloc[:, place].tolist()
        known = [str(row[place]) for row in context if len(row) > place]
        kind = learn([*known, *([cells[row] for row in kept] if without else cells)], name)
        odd = kind.odd[kind.odd >= len(known)] - len(known)
        kinds.append(kind._replace(odd=kept[odd]))
    return kinds


def _repair(line: int, mended: Mended, row: Sequence[str], names: Sequence[str]) -> Repair:
    """Name the columns that a repair changed, with what they now hold."""
    before = [*row, *[""] * len(names)]
    changed = [
        f"{name} : {cell}"
        for name, cell, old in zip(names, mended.cells, before, strict=False)
        if cell.strip() and cell != old
    ]
    return Repair(line, mended.repair, "; ".join(changed[:1]))


def _beginning(text: str) -> str:
    """Return the first letters of a cell, by which most rows are told from the header at once."""
    letters = text.strip()[:_FIRST_LETTERS]
    return letters.casefold() if letters.isascii() else normalise_name(letters)


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
        if not set(map(type, column)) <= _PLAIN_TYPES:
            plain = [
                # Most are whole numbers that a spreadsheet keeps as floats.
                int(cell)
                if type(cell) is float and cell.is_integer() and abs(cell) < _MOST_WHOLE
                else cell
                if type(cell) in _PLAIN_TYPES
                else as_cell(cell)
                for cell in column
            ]
            cells[cells.columns[place]] = pd.Series(plain, index=cells.index, dtype=object)
    return cells
