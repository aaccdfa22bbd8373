"""Rows of a delimited text whose columns shifted: put back with certainty, or refused."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from atlas.readers.table.types import Kind

# Joins that are tried in one row; a row with more is refused.
_MOST_JOINS = 20
_MOST_SHIFTS = 2
Cells = tuple[str, ...]


class Mended(NamedTuple):
    """A row of the right width, and how it came to be (key of `REPAIRS`)."""

    cells: Cells
    repair: str


def mend_width(row: Sequence[str], kinds: Sequence[Kind], separator: str) -> Mended | None:
    """Bring a row to the width of its table, if there is exactly one way.

    None where no way, or more than one, gives every column what it takes.

    Notes
    -----
    A longer row has cells that an unquoted separator split; each way of joining neighbours is tried, and of
    dropping empty cells at the end. A shorter row lacks empty cells at its end, or has cells that a quoted
    separator joined. With no column that is typed, several ways always remain.
    """
    if len(row) > len(kinds):
        return _shorten(row, kinds, separator)
    return _lengthen(row, kinds, separator)


def mend_shift(row: Sequence[str], kinds: Sequence[Kind], separator: str) -> Mended | str | None:
    """Put back a row of the right width whose cells stand in the wrong columns.

    None where no shift explains the row: its odd cell is its own. "shifted" where several do.

    Notes
    -----
    Two accidents leave the width as it was: a cell split in two with an empty one lost at the end, and an
    empty cell lost with an empty one too many at the end.
    """
    content = _without_end(row)
    found: dict[Cells, bool] = {}
    for width in range(len(content) - 1, max(0, len(content) - 1 - _MOST_SHIFTS), -1):
        ending = kinds[width:]
        if all(_takes(kind, "") for kind in ending):
            for cells in _joined(content, kinds[:width], separator):
                found[(*cells, *[""] * len(ending))] = all(kind.blank for kind in ending)
    if len(content) < len(row):
        for place in range(len(content)):
            cells = (*content[:place], "", *content[place:], *row[len(content) + 1 :])
            if _fits(cells, kinds):
                found[cells] = kinds[place].blank
    proved = {cells: usual for cells, usual in found.items() if _proved(cells, row, kinds)}
    if not proved:
        return None
    cells, usual = next(iter(proved.items()))
    return Mended(cells, "shifted") if usual and len(proved) == 1 else "shifted"


def _proved(cells: Cells, row: Sequence[str], kinds: Sequence[Kind]) -> bool:
    """Whether more columns take their cells than before: one odd cell under its own header is no shift."""
    return _typed(cells, kinds) > _typed(row, kinds)


def _typed(cells: Sequence[str], kinds: Sequence[Kind]) -> int:
    """Count the cells that are of their column's type."""
    return sum(
        kind.pattern is not None and bool(cell.strip()) and kind.accepts(cell)
        for cell, kind in zip(cells, kinds, strict=True)
    )


def mend_break(row: Sequence[str], rest: Sequence[str], kinds: Sequence[Kind]) -> Mended | None:
    """Join a row that an unquoted line break cut in two.

    The row with the line break in its cell; None unless the two make one row, every column takes its
    cell, and a typed cell of the second line proves it.
    """
    if not row or not rest or len(row) + len(rest) - 1 != len(kinds):
        return None
    cells = (*row[:-1], f"{row[-1]}\n{rest[0]}", *rest[1:])
    behind = zip(cells[len(row) :], kinds[len(row) :], strict=True)
    proved = any(kind.certain and cell.strip() for cell, kind in behind)
    return Mended(cells, "line_break") if proved and _fits(cells, kinds) else None


def _shorten(row: Sequence[str], kinds: Sequence[Kind], separator: str) -> Mended | None:
    extra = len(row) - len(kinds)
    if extra > _MOST_JOINS:
        return None
    ending = len(row) - len(_without_end(row))
    found = {
        (cells, "joined" if dropped < extra else "trimmed")
        for dropped in range(min(ending, extra) + 1)
        for cells in _joined(row[: len(row) - dropped], kinds, separator)
    }
    return Mended(*found.pop()) if len({cells for cells, _repair in found}) == 1 else None


def _lengthen(row: Sequence[str], kinds: Sequence[Kind], separator: str) -> Mended | None:
    padded = (*row, *[""] * (len(kinds) - len(row)))
    split = {cells for cells in _split(row, len(kinds), separator) if _fits(cells, kinds)}
    if _ends_here(row, kinds):
        return None if split else Mended(padded, "padded")
    return Mended(split.pop(), "split") if len(split) == 1 and any(kind.certain for kind in kinds) else None


def _ends_here(row: Sequence[str], kinds: Sequence[Kind]) -> bool:
    """Whether a short row lacks nothing but empty cells at its end."""
    if not _fits(row, kinds[: len(row)]) or not row:
        return False
    missing = kinds[len(row) :]
    if any(kind.certain and not kind.blank for kind in missing):
        return False
    # Its last cell proves that nothing is missing before it; else the table itself leaves such cells empty.
    proof = kinds[len(row) - 1].certain and bool(row[-1].strip())
    return proof or all(kind.blank for kind in missing)


def _fits(cells: Sequence[str], kinds: Sequence[Kind]) -> bool:
    return all(_takes(kind, cell) for cell, kind in zip(cells, kinds, strict=True))


def _takes(kind: Kind, cell: str) -> bool:
    # Free text may be blank for the first time; a typed column may not.
    return kind.accepts(cell) or (kind.pattern is None and not cell.strip())


def _without_end(row: Sequence[str]) -> Sequence[str]:
    last = next((place for place in range(len(row), 0, -1) if row[place - 1].strip()), 0)
    return row[:last]


def _joined(atoms: Sequence[str], kinds: Sequence[Kind], separator: str) -> list[Cells]:
    """Up to two ways of joining neighbours so that every column takes its cell, by dynamic programming."""
    # Die,26150,1,5 under name, postal code and amount has one cell too many. From the right: the amount is
    # "5" if a join came before it, else "1,5"; the postal code takes "26150" and neither "1" nor "26150,1".
    # So the one join is the amount's, and the only way is Die | 26150 | 1,5.
    width, extra = len(kinds), len(atoms) - len(kinds)
    # ways[joins]: endings from the current column on, if `joins` joins came before it; linked from the left.
    ways: list[list[tuple[str, object]]] = [[] for _ in range(extra)] + [[("", None)]]
    for column in range(width - 1, -1, -1):
        now: list[list[tuple[str, object]]] = []
        for joins in range(extra + 1):
            start = column + joins
            here: list[tuple[str, object]] = []
            for more in range(extra - joins + 1):
                if (
                    ways[joins + more]
                    and (cell := _join(atoms[start : start + more + 1], separator)) is not None
                ):
                    fits = _takes(kinds[column], cell)
                    here += [(cell, rest) for rest in ways[joins + more] if fits]
            now.append(here[:2])
        if not any(now):
            return []
        ways = now
    return [tuple(_unlinked(way)) for way in ways[0]]


def _join(atoms: Sequence[str], separator: str) -> str | None:
    if len(atoms) > 1 and not (atoms[0].strip() and atoms[-1].strip()):
        return None
    return separator.join(atoms)


def _unlinked(way: tuple[str, object]) -> Iterator[str]:
    node: object = way
    while isinstance(node, tuple) and node[1] is not None:
        yield node[0]
        node = node[1]


def _split(row: Sequence[str], width: int, separator: str) -> Iterator[Cells]:
    """Ways of splitting one cell at the separators it holds."""
    for place, cell in enumerate(row):
        parts = cell.split(separator)
        if len(row) - 1 + len(parts) == width:
            yield (*row[:place], *parts, *row[place + 1 :])
