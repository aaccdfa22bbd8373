"""What stands under or between the rows of a table: footnotes, totals, the header again."""

import re
from collections.abc import Callable
from collections.abc import Sequence

import numpy as np
import pandas as pd

from atlas.locate.coordinates import Numbers
from atlas.readers.grids import Row
from atlas.readers.grids import blank
from atlas.readers.notes import Note
from atlas.readers.values import as_text
from atlas.readers.values import is_number
from atlas.readers.values import number

_FOOTNOTE = re.compile(
    r"\s*(?:\*|\(\d+\)|[¹²³]|sources?\b|notes?\b|n\.?\s?b\b|lecture\b|champ\b|avertissement|"
    r"mise? à jour|mis à jour|données\b|légende|remarques?\b|observations?\b|légal|©|licence)",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\s*(?:(?:grand|sous|sub)[\s-]*)?tota(?:l|ux)\b|\s*(?:ensemble|somme|cumul)\s*:?\s*$", re.IGNORECASE
)
_TOTAL_ALONE = re.compile(
    r"\s*(?:(?:grand|sous|sub)[\s-]*)?(?:tota(?:l|ux)|ensemble|somme|cumul)"
    r"(?:\s+(?:g[ée]n[ée]ral|g[ée]n[ée]raux|global|cumul[ée]|ttc|ht|en euros|\(.*\)))*\s*:?\s*$",
    re.IGNORECASE,
)
_FIRST_LETTERS = frozenset("TtGgSsEeCc \t\n\u00a0")
_LAST_ROWS = 40
_WIDE = 3
_CENT = 0.011
# A row that says more than this beside its amounts is a beneficiary, a project or a place.
_MOST_TEXTS = 2
_MOSTLY = 0.8


def count_footnotes(rows: Sequence[Row], width: int) -> list[int]:
    """Find footnotes under a table.

    Parameters
    ----------
    rows
        All rows below the header, blank ones included.
    width
        Columns of the table.

    Returns
    -------
    list
        Their positions in `rows`: at the end, after the last row that fills two cells; a row with one text
        alone where the table has three columns or more, or one that starts like a note ("Source :",
        "(1)", "*").
    """
    found: list[int] = []
    for place in range(len(rows) - 1, max(-1, len(rows) - 1 - _LAST_ROWS), -1):
        texts = [as_text(cell).strip() for cell in rows[place] if not blank(cell)]
        if not texts:
            continue
        if _TOTAL.match(texts[0]):
            # A total with its amount blanked, or the start of the rows proper.
            break
        note = bool(_FOOTNOTE.match(texts[0])) and (len(texts) == 1 or len(rows[place]) != width)
        alone = len(texts) == 1 and width >= _WIDE and not is_number(texts[0])
        if not (note or alone):
            break
        found.append(place)
    # A table whose rows all look like notes has none.
    return found if len(found) < sum(not all(map(blank, row)) for row in rows) else []


def find_totals(cells: pd.DataFrame, *, notes: list[Note]) -> list[int]:
    """Find rows that add other rows up.

    Parameters
    ----------
    cells
        Body of a table, indexed by line.
    notes
        Gains for each total whether its sum was verified.

    Returns
    -------
    list
        Lines of rows called a total, whose amount is the sum of the rows above, since the last total, or of
        all others; or that name nothing else but a total.

    Notes
    -----
    A beneficiary may be called "TOTAL ENERGIES": a name is a total only if the sum holds, or if its row
    leaves blank what other rows fill.
    """
    labelled = _labelled(cells)
    if not labelled and not len(cells):
        return []
    last = len(cells) - 1
    ending = {last} if last > 0 and _only_numbers(cells.iloc[last].tolist()) else set()
    sums = _Sums(cells)
    found: list[int] = []
    for place in sorted(labelled | ending):
        verdict = _verdict(cells, place, sums, is_last=place == last)
        if verdict is None or (place not in labelled and verdict.key != "total_verified"):
            continue
        found.append(place)
        sums.leave_out(place)
        notes.append(verdict)
    return [int(cells.index[place]) for place in found]


class _Sums:
    """Sums of columns over the rows that are no totals."""

    def __init__(self, cells: pd.DataFrame) -> None:
        self._cells = cells
        self._columns: dict[int, Numbers] = {}
        self._kept = np.ones(len(cells), dtype=bool)
        self._since = 0

    def leave_out(self, place: int) -> None:
        """Take a total out of the sums to come."""
        self._kept[place] = False
        self._since = place + 1

    def of(self, column: int, place: int) -> list[tuple[float, int]]:
        """List the sums that a total at a place may state, each with its number of rows."""
        values = self._values(column)
        parts = [slice(0, place), slice(self._since, place), slice(0, len(values))]
        sums: list[tuple[float, int]] = []
        for part in parts:
            chosen = self._kept.copy()
            chosen[: part.start] = chosen[part.stop :] = False
            chosen[place] = False
            chosen &= ~np.isnan(values)
            if chosen.any():
                sums.append((float(values[chosen].sum()), int(chosen.sum())))
        return sums

    def _values(self, column: int) -> Numbers:
        if column not in self._columns:
            read = [number(cell) for cell in self._cells.iloc[:, column].tolist()]
            self._columns[column] = np.array([np.nan if cell is None else cell for cell in read], dtype=float)
        return self._columns[column]

    def filled(self, column: int) -> float:
        """Give the share of rows that fill a column."""
        cells = self._cells.iloc[:, column].tolist()
        return sum(not blank(cell) for cell in cells) / len(cells)


def _labelled(cells: pd.DataFrame) -> set[int]:
    found: set[int] = set()
    match: Callable[[str], object] = _TOTAL.match
    for column in range(cells.shape[1]):
        texts = enumerate(cells.iloc[:, column].tolist())
        # The first letters are compared before the pattern is: most cells are no totals.
        found |= {
            place
            for place, cell in texts
            if isinstance(cell, str) and cell[:1] in _FIRST_LETTERS and match(cell)
        }
    return found


def _only_numbers(row: Row) -> bool:
    filled = [as_text(cell) for cell in row if not blank(cell)]
    return bool(filled) and len(filled) < len(row) and all(map(is_number, filled))


def _verdict(cells: pd.DataFrame, place: int, sums: _Sums, *, is_last: bool) -> Note | None:
    """Judge a row called a total: the note to give, or None where it is a row like others."""
    row = cells.iloc[place].tolist()
    line = str(cells.index[place])
    amounts = {column: value for column, cell in enumerate(row) if (value := number(cell)) is not None}
    texts = [str(cell) for column, cell in enumerate(row) if column not in amounts and not blank(cell)]
    if len(texts) > _MOST_TEXTS:
        return None
    differs: Note | None = None
    for column, total in amounts.items():
        name = str(cells.columns[column])
        possible = sums.of(column, place)
        for value, rows in possible:
            if total and abs(value - total) <= _CENT + 1e-9 * abs(total):
                return Note("total_verified", {"line": line, "column": name, "rows": str(rows)})
        if possible and differs is None:
            values = {"total": as_text(total), "sum": as_text(round(possible[0][0], 2))}
            differs = Note("total_differs", {"line": line, "column": name, **values})
    alone = len(texts) == 1 and bool(_TOTAL_ALONE.fullmatch(texts[0]))
    if not alone:
        return None
    leaves_blank = any(blank(cell) and sums.filled(column) > _MOSTLY for column, cell in enumerate(row))
    if not (leaves_blank or is_last):
        return None
    return differs or Note("total_unverified", {"line": line})
