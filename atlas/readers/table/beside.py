"""Tables of the same columns that stand side by side in one sheet, of which the first is read."""

from atlas.readers.cells.values import as_text, is_number
from atlas.readers.model.grid import Grid, blank
from atlas.readers.table.headers import JOIN, Header
from atlas.readers.told.notes import Note

_FEWEST, _HALF = 2, 0.5


def leave_beside(grid: Grid, header: Header) -> Header:
    """Leave out the tables beside the first: a row would have the town of one and the amount of another."""
    width = _repeated(grid, header) if header.last >= header.first else 0
    if not width:
        return header
    for row in grid.rows[header.first :]:
        del row[width:]
    names = header.names[:width]
    grid.notes.append(Note("tables_beside", {"columns": ", ".join(filter(None, names))}))
    return header._replace(names=names)


def _repeated(grid: Grid, header: Header) -> int:
    """Return how wide the table is whose names the whole header repeats, a blank column between or not."""
    names = [name.rpartition(JOIN)[2] for name in header.names]
    while names and not names[-1]:
        names.pop()
    width = names.index(names[0], 1) if names and names[0] in names[1:] else 0
    # One name tells nothing.
    if len(names) < 2 * _FEWEST or sum(map(bool, names[:width])) < _FEWEST:
        return 0
    names += [""] * (-len(names) % width)
    same = names == names[:width] * (len(names) // width)
    return width if same and _has_words(grid, header, 0) and _has_words(grid, header, width) else 0


def _has_words(grid: Grid, header: Header, column: int) -> bool:
    """Check whether a column names things: figures repeated for each year have no such column."""
    rows = grid.rows[header.last + 1 :]
    texts = [as_text(row[column]) for row in rows if column < len(row) and not blank(row[column])]
    return sum(not is_number(text) for text in texts) > _HALF * len(texts)
