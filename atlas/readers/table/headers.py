"""The header of a table: titles above it, several rows that form it, merged cells, missing names."""

import re
import string
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from atlas.locate.coordinates import NULL_WORDS
from atlas.readers.cells.values import as_text, is_number
from atlas.readers.model.grid import Cell, Grid, Row, blank
from atlas.readers.told.notes import Note

# Where a header is looked for, and the rows below it that tell numbers from names.
_FIRST_ROWS = 60
JOIN = " – "
_SPACES = re.compile(r"[\s\ufeff]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_UNIT = re.compile(
    r"\(?(?:en\s+)?(?:€|k€|M€|%|euros?|eur|nombre|number|numeric|decimal|float|integer|int|entier|réel)\)?",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_]")
_NUMERIC_SHARE = 0.8
# Lines of a label and its value above a table, and the cells of one.
_MOST_PAIRS, _PAIR = 30, 2
_FEWEST_NUMBERED = 3
_NUMBERINGS = ([*map(str, range(1_000))], [*map(str, range(1, 1_000))], [*string.ascii_uppercase])


class Header(NamedTuple):
    """Where the header is.

    Attributes
    ----------
    first, last
        Its rows in the grid; `last` is before `first` where there is none.
    """

    first: int
    last: int
    names: list[str]


def find_header(grid: Grid) -> Header:
    """Find the rows that name the columns."""
    filled = [number for number, row in enumerate(grid.rows[:_FIRST_ROWS]) if not _all_blank(row)]
    if not filled:
        return Header(0, -1, [])
    counts = {number: len(_filled(grid.rows[number])) for number in filled}
    # Two rows in a hundred may be over-long by accident: the fullest is no measure.
    ranked = sorted(counts.values())
    fullest = ranked[max(0, int(len(ranked) * 0.9) - 1)] if len(ranked) > 2 else ranked[-1]  # noqa: PLR2004
    least = max(min(2, fullest), -(-fullest // 2))
    first = _below_title(grid, next(number for number in filled if counts[number] >= least))
    first = _below_numbers(grid, _below_pairs(grid, _below_numbers(grid, first), fullest))
    body = [grid.rows[number] for number in filled if number > first]
    if _is_data(grid.rows[first], body):
        return Header(first, first - 1, [""] * len(grid.rows[first]))
    last = _last_row(grid, first, body)
    top = _first_row(grid, first)
    names = _names(grid, top, last)
    return Header(top, last, names)


def describe_header(grid: Grid, header: Header) -> list[Note]:
    """Return what stands above a header and which rows form it."""
    notes = [
        Note(
            "pair_above" if len(_filled(row)) > 1 and _is_pair(row) else "title",
            {"line": str(grid.lines[number]), "text": _flat(row)},
        )
        for number, row in enumerate(grid.rows[: header.first])
        if not _all_blank(row)
    ]
    if header.last < header.first:
        notes.append(Note("no_header"))
    elif header.last > header.first:
        lines = f"{grid.lines[header.first]}–{grid.lines[header.last]}"
        notes.append(Note("headers_joined", {"lines": lines}))
    return notes


def unique_names(names: Sequence[str], notes: list[Note]) -> list[str]:
    """Name every column apart from the others."""
    taken: dict[str, int] = {}
    unique: list[str] = []
    unnamed: list[str] = []
    repeated: list[str] = []
    for place, name in enumerate(names, start=1):
        if not name:
            unnamed.append(f"colonne {place}")
        wanted = candidate = name or f"colonne {place}"
        while candidate in taken or (candidate != wanted and candidate in names):
            taken[wanted] = taken.get(wanted, 1) + 1
            candidate = f"{wanted} ({taken[wanted]})"
        taken.setdefault(candidate, 1)
        if candidate != wanted:
            repeated.append(candidate)
        unique.append(candidate)
    for key, columns in (("columns_unnamed", unnamed), ("columns_repeated", repeated)):
        if columns and len(unnamed) < len(names):
            notes.append(Note(key, {"columns": ", ".join(columns)}))
    return unique


def _below_title(grid: Grid, first: int) -> int:
    """Pass a title that holds separators: a blank row sets it apart from a fuller row of names."""
    following = range(first + 1, len(grid.rows[:_FIRST_ROWS]))
    below = next((number for number in following if not _all_blank(grid.rows[number])), first)
    named = [_is_label(cell) or _is_year(cell) for cell in grid.rows[below] if not blank(cell)]
    if below > first + 1 and all(named) and len(named) > len(_filled(grid.rows[first])):
        return below
    return first


def _below_pairs(grid: Grid, first: int, fullest: int) -> int:
    """Pass lines of a label and its value ("Département ; Yonne"): a fuller row of names is below them."""
    for number in range(first, min(len(grid.rows), first + _MOST_PAIRS)):
        row = grid.rows[number]
        if _all_blank(row) or (fullest > _PAIR and _is_pair(row)):
            continue
        named = all(_is_label(cell) or _is_year(cell) for cell in row if not blank(cell))
        above = {place for other in grid.rows[first:number] for place in _filled(other)[:1]}
        # A group's row and the names below it share no first column.
        return number if named and number > first and above <= set(_filled(row)) else first
    return first


def _is_pair(row: Row) -> bool:
    places = _filled(row)
    if len(places) == 1:
        return True
    if len(places) != _PAIR or not _is_label(row[places[0]]):
        return False
    # "TOTAL ; ; 420" stands above a table too, its sum above the column that it adds up.
    label, value = (as_text(row[place]).strip() for place in places)
    return places[1] == places[0] + 1 or label.endswith(":") or (is_number(value) and not _is_year(value))


def _below_numbers(grid: Grid, first: int) -> int:
    """Pass a row of numbers or letters of columns above the row of their names."""
    below = first + 1
    if below >= len(grid.rows) - 1 or not is_numbering(grid.rows[first]):
        return first
    names = [cell for cell in grid.rows[below] if not blank(cell)]
    rest = [row for row in grid.rows[below + 1 : _FIRST_ROWS] if not _all_blank(row)]
    letters = not is_number(as_text(grid.rows[first][_filled(grid.rows[first])[0]]).strip("() "))
    if not names or not all(map(_is_label, names)) or len(set(map(clean_name, names))) < len(names):
        return first
    return first if letters and not _numeric_columns(rest) else below


def is_numbering(row: Row) -> bool:
    """Check whether a row only numbers or letters the columns: 1, 2, 3 or (0), (1), (2) or A, B, C.

    Examples
    --------
    >>> is_numbering(["", 0, 1, 2]), is_numbering(["A", "B", "C"]), is_numbering([1, 2, 4])
    (True, True, False)
    """
    texts = [as_text(cell).strip().strip("()[]") for cell in row if not blank(cell)]
    if len(texts) < _FEWEST_NUMBERED:
        return False
    return any(texts == each[: len(texts)] for each in _NUMBERINGS)


def _filled(row: Row) -> list[int]:
    return [place for place, cell in enumerate(row) if not blank(cell)]


def _all_blank(row: Row) -> bool:
    return all(blank(cell) for cell in row)


def _flat(row: Row) -> str:
    return " ".join(clean_name(cell) for cell in row if not blank(cell))


def clean_name(cell: Cell) -> str:
    """Write a cell as a name: one line, single spaces."""
    return _SPACES.sub(" ", as_text(cell)).strip()


def _is_label(cell: Cell) -> bool:
    text = as_text(cell).strip()
    return bool(_WORDS.search(text)) and text not in NULL_WORDS and not is_number(text)


def _is_year(cell: Cell) -> bool:
    return bool(_YEAR.fullmatch(as_text(cell).strip()))


def _numeric_columns(body: Sequence[Row]) -> list[int]:
    """Columns that are mostly numbers, not years, below the header."""
    columns: dict[int, list[bool]] = {}
    for row in body:
        for place in _filled(row):
            columns.setdefault(place, []).append(is_number(as_text(row[place])))
    return [place for place, found in columns.items() if sum(found) >= _NUMERIC_SHARE * len(found)]


def _is_data(row: Row, body: Sequence[Row]) -> bool:
    """Whether the first row already has numbers where all others have them."""
    numeric = [place for place in _numeric_columns(body) if place < len(row) and not blank(row[place])]
    numbers = [place for place in numeric if is_number(as_text(row[place]))]
    if not numbers or len(numbers) < len(numeric):
        return False
    years = [as_text(row[place]).strip() for place in numbers]
    return not (all(map(_is_year, years)) and len(set(years)) == len(years) and any(map(_is_label, row)))


def _last_row(grid: Grid, first: int, body: Sequence[Row]) -> int:
    """Follow the header downwards: merged cells, names in its gaps, a second full row of names."""
    merged = max((end for start, _, end, _ in grid.merges or () if start <= first <= end), default=first)
    if merged > first:
        return min(merged, first + 3, len(grid.rows) - 1)
    below = first + 1
    if below >= len(grid.rows) - 1 or not body or body[0] is not grid.rows[below]:
        return first
    row, rest = grid.rows[below], body[1:]
    places = _filled(row)
    # Under groups and names may stand a third row, of units.
    last = below + 1 if rest and rest[0] is grid.rows[below + 1] and _has_units(rest[0]) else below
    rest = rest[last - below :]
    numeric = [place for place in _numeric_columns(rest) if place in places]
    if not all(_is_label(row[place]) or _is_year(row[place]) for place in places):
        return first
    named = set(_filled(grid.rows[first]))
    gaps = [place for place in places if place not in named]
    groups = [place for place in places if place in named and place + 1 not in named]
    fills_gaps = bool(gaps) and len(gaps) + len(groups) == len(places)
    if fills_gaps and (numeric or grid.merges):
        return last
    named_twice = len(numeric) >= 2 and all(_is_label(row[place]) for place in numeric)  # noqa: PLR2004
    units = bool(numeric) and all(_UNIT.fullmatch(as_text(row[place]).strip()) for place in numeric)
    return last if named_twice or units else first


def _has_units(row: Row) -> bool:
    """Check whether a row has units and, at the most, names."""
    texts = [as_text(row[place]).strip() for place in _filled(row)]
    return any(map(_UNIT.fullmatch, texts)) and not any(map(str.isdigit, "".join(texts)))


def _first_row(grid: Grid, first: int) -> int:
    """Follow the header upwards: a row of group names stands right above it."""
    above = first - 1
    if above < 0 or _all_blank(grid.rows[above]):
        return first
    places = _filled(grid.rows[above])
    width = len(_filled(grid.rows[first]))
    spans = [right - left + 1 for start, left, _end, right in grid.merges or () if start == above]
    if grid.merges and spans:
        return above if max(spans) < width else first
    named = all(_is_label(cell) or _is_year(cell) for cell in grid.rows[above] if not blank(cell))
    gaps = named and any(after - before > 1 for before, after in pairwise(places))
    return above if gaps and places[-1] < len(grid.rows[first]) else first


def _names(grid: Grid, first: int, last: int) -> list[str]:
    """Join the rows of a header column by column; a group's name reaches over the blank cells after it."""
    width = max(len(row) for row in grid.rows[first : last + 1])
    spanned = {
        (row, column): (top, left)
        for top, left, bottom, right in grid.merges or ()
        if first <= top <= last
        for row in range(top, bottom + 1)
        for column in range(left, min(right, width - 1) + 1)
    }
    parts: list[list[str]] = [[] for _ in range(width)]
    for number in range(first, last + 1):
        group = ""
        for place in range(width):
            top, left = spanned.get((number, place), (number, place))
            cell = grid.rows[top][left] if left < len(grid.rows[top]) else None
            name = clean_name(cell)
            if not grid.merges and number < last:
                # A group ends where the row below has no name for it, or another begins.
                below = grid.rows[number + 1]
                own = place < len(below) and not blank(below[place])
                group = name or (group if own else "")
                name = name or group
            if name and name not in parts[place][-1:]:
                parts[place].append(name)
    return [JOIN.join(part) for part in parts]
