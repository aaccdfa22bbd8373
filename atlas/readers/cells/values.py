"""Single cells: as text, and whether they are numbers, dates or codes."""

import datetime as dt
import re
from collections.abc import Callable

import pandas as pd

from atlas.locate.coordinates import NULL_WORDS
from atlas.readers.model.grid import Cell

# Words for "no value" that administrations write, beside those of exports.
NO_VALUE = sorted(
    {
        *(*filter(None, NULL_WORDS), "NC", "nc", "N.C.", "n.c.", "ND", "nd", "N.D.", "n.d.", "NR", "nr"),
        *("N.R.", "n.r.", "SO", "so", "S.O.", "s.o.", "sans objet", "Sans objet", "?", "/"),
        *("néant", "Néant", "NEANT", "NÉANT"),
    }
)
# What `\s` matches, for classes of patterns that Arrow's engine reads too: it knows only some of these.
WHITE = " \t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
# A number as people write it, with its currency and what multiplies it; "3,26E+13" lost its digits. RE2 reads
# it too.
_SPACE = "[ \u00a0\u202f\u2009'’]"
NUMBER = (
    rf"(?:(?:€|EUR)\s*)?[+-]?(?:(?:[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+|[0-9]{{1,3}}(?:[.,][0-9]{{3}}){{2,}}|[0-9]+)"
    r"(?:[.,][0-9]+)?|[0-9]{1,3}\.[0-9]{3},[0-9]+|[0-9]{1,3},[0-9]{3}\.[0-9]+)(?:[Ee][+-]?[0-9]+)?\s*(?:[kKM]?\s?€|%|[kK]?EUR|euros?)?"
)
_NUMBER = re.compile(NUMBER)
_NOISE = re.compile(r"[\s\u00a0\u202f\u2009'’€%kKM]|EUR|euros?")
_TIMES = {"k": 1e3, "K": 1e3, "M": 1e6}
_MARKS = re.compile(r"[.,]")


def declared(words: str) -> tuple[str, ...]:
    """Split a declaration of words; an underscore joins those that stand together."""
    return tuple(word.replace("_", " ") for word in words.split())


def declared_table(lines: str) -> dict[str, tuple[str, ...]]:
    """Split declarations of words, each behind what they are of.

    Examples
    --------
    >>> declared_table("lon: longitude lng code: code_insee")
    {'lon': ('longitude', 'lng'), 'code': ('code insee',)}
    """
    table: dict[str, tuple[str, ...]] = {}
    key = ""
    for word in lines.split():
        if word.endswith(":"):
            key = word[:-1]
        else:
            table[key] = (*table.get(key, ()), *declared(word))
    return table


def as_text(cell: Cell) -> str:
    """Write a cell as text."""
    if isinstance(cell, str):
        return cell
    plain = as_cell(cell)
    return "" if plain is None else str(plain)


def as_texts(cells: pd.DataFrame) -> pd.DataFrame:
    """Write all cells of a table as texts."""
    texts = {name: _as_texts(cells[name]) for name in cells.columns}
    return pd.DataFrame(texts, index=cells.index, columns=cells.columns)


def _as_texts(column: pd.Series) -> pd.Series:
    if column.dtype == "str" or pd.api.types.infer_dtype(column, skipna=False) == "string":
        return column.astype("str")
    return pd.Series(list(map(as_text, column.tolist())), index=column.index, dtype="str")


def as_cell(cell: Cell) -> Cell:
    """Bring a cell of a workbook or a layer to a number, a truth value or a text.

    None where blank or not a number; a whole number as int; dates, times and durations as ISO texts.
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float):
        if cell != cell:  # noqa: PLR0124 - NaN
            return None
        return int(cell) if cell.is_integer() and abs(cell) < 2**63 else cell
    for kind, write in _WRITERS:
        if isinstance(cell, kind):
            return write(cell)
    return cell


def _moment(cell: dt.datetime) -> str:
    midnight = (cell.hour, cell.minute, cell.second, cell.microsecond) == (0, 0, 0, 0)
    return cell.date().isoformat() if midnight and cell.tzinfo is None else cell.isoformat(sep=" ")


_WRITERS: tuple[tuple[type, Callable[..., str]], ...] = (
    (dt.datetime, _moment),
    (dt.date, dt.date.isoformat),
    (dt.time, dt.time.isoformat),
    (dt.timedelta, str),
)


def is_number(text: str) -> bool:
    """Whether a text is one number."""
    return bool(_NUMBER.fullmatch(text.strip()))


def number(cell: Cell) -> float | None:
    """Read a number as people write it; None where the cell has none."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return float(cell)
    text = as_text(cell).strip()
    if not is_number(text):
        return None
    times = next((_TIMES[mark] for mark in text if mark in _TIMES), 1.0)
    text = _NOISE.sub("", text)
    marks = _MARKS.findall(text)
    if len(set(marks)) > 1:
        text = text.replace("," if marks[-1] == "." else ".", "")
    elif len(marks) > 1:
        text = text.replace(marks[0], "")
    return times * float(text.replace(",", "."))
