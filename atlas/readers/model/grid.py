"""Rows of cells between a file and its table."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from atlas.readers.told.notes import Note

Cell = Any
Row = list[Cell]


class Repair(NamedTuple):
    """One thing put right with certainty: a row of `Raw.repaired`."""

    line: int
    repair: str
    detail: str


class Refusal(NamedTuple):
    """One row set apart: a row of `Raw.refused`."""

    line: int
    reason: str
    text: str


@dataclass(eq=False)
class Grid:
    """Rows of one sheet or delimited text, before its header is known.

    Attributes
    ----------
    rows, lines
        Cells, and the line of the file where each row starts.
    separator
        Of a delimited text, whose rows may be shifted; "" for a sheet.
    merges
        First row, first column, last row, last column of merged cells, counted in `rows` from 0; None where
        the file cannot tell.
    repaired, refused, notes
        What has been put right, set apart and understood so far.
    """

    rows: list[Row]
    lines: list[int]
    separator: str = ""
    merges: list[tuple[int, int, int, int]] | None = None
    repaired: list[Repair] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def text(self, row: int) -> str:
        """Write a row as one line of text, for the reader to find it again."""
        cells = ["" if cell is None else str(cell) for cell in self.rows[row]]
        mark = self.separator or "\t"
        return mark.join(cells).rstrip(mark) if not self.separator else mark.join(cells)


def blank(cell: Cell) -> bool:
    """Whether a cell holds nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())
