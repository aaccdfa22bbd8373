"""What the cells of a column look like, learnt from its well-formed rows."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from atlas.readers.cells.values import NO_VALUE, NUMBER
from atlas.readers.model.grid import Cell

_NULLS = "|".join(map(re.escape, NO_VALUE))
_PATTERNS = {
    "commune": r"[0-9]{5}|2[ABab][0-9]{3}",
    "departement": r"[0-9]{2,3}|2[ABab]",
    "number": NUMBER,
    "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9:.+Z-]+)?|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}(?: [0-9:]+)?",
    "point": r"[+-]?[0-9]+(?:\.[0-9]+)?\s*,\s*[+-]?[0-9]+(?:\.[0-9]+)?",
    # One address, or several with what stands between them.
    "address": r"https?://\S.*|[^\s@;,]+@[^\s@;,]+",
}
_COMPILED = {key: re.compile(pattern) for key, pattern in _PATTERNS.items()}
_INTEGER = "[0-9]+"
_YEAR = "(?:19|20)[0-9]{2}"
_YEAR_NAMES = re.compile(r"ann[ée]e|year|exercice|mill[ée]sime", re.IGNORECASE)
_CODE_NAMES = re.compile(
    r"(?:^|[\W_])(?:id|code|n°|num[ée]ro|siren|siret|insee|cp)(?:$|[\W_])", re.IGNORECASE
)
_LONG_CODE = 9
_SAMPLE = 1_000
_FEWEST = 2
# A column is typed for rows of the right width too if at most so many of its cells are otherwise.
_TOLERANCE = 0.1


class Kind(NamedTuple):
    """What the cells of one column look like.

    Attributes
    ----------
    pattern
        Of every cell that is not blank; None for free text.
    odd
        Rows of the right width whose cell does not look like this, by position.
    """

    pattern: re.Pattern[str] | None
    blank: bool
    odd: NDArray[np.int64]

    @property
    def certain(self) -> bool:
        """Whether every well-formed row has such a cell."""
        return self.pattern is not None and not self.odd.size

    def accepts(self, cell: str) -> bool:
        """Whether the column takes a cell."""
        text = cell.strip()
        if not text:
            return self.blank
        return self.pattern is None or bool(self.pattern.fullmatch(text))


class Texts(NamedTuple):
    """One column: its texts, null where a cell is none, and which of its cells hold something."""

    texts: pa.Array
    filled: NDArray[np.bool_]


def texts_of(cells: pd.DataFrame) -> list[Texts]:
    """Look at each cell of a table once, for whoever asks what is blank or what a text says."""
    return [_texts(cells.iloc[:, place].tolist()) for place in range(cells.shape[1])]


def _texts(column: list[Cell]) -> Texts:
    try:
        texts = pa.array(column, pa.string())
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        values = np.array(column, dtype=object)
        texts = pa.array([cell if isinstance(cell, str) else None for cell in column], pa.string())
        return Texts(texts, (values != "") & (values != None))  # noqa: E711 - cell by cell
    filled = pc.fill_null(pc.greater(pc.binary_length(texts), 0), fill_value=False)
    return Texts(texts, filled.to_numpy(zero_copy_only=False))


def learn(cells: Sequence[str], name: str) -> Kind:
    """Learn a column from the rows that have the width of the header."""
    sample = [text for cell in cells[:: max(1, len(cells) // _SAMPLE)] if (text := cell.strip())]
    pattern = _pattern([text for text in sample if text not in NO_VALUE], name)
    column = pa.array(cells, pa.string())
    empty = pc.match_substring_regex(column, r"^\s*$")
    blank = bool(pc.any(empty).as_py())
    nothing = np.empty(0, dtype=np.int64)
    if pattern is None:
        return Kind(None, blank, nothing)
    if any(text in NO_VALUE for text in sample):
        pattern = f"{pattern}|{_NULLS}"
    fits = pc.or_(empty, pc.match_substring_regex(column, rf"^\s*(?:{pattern})\s*$"))
    odd = np.flatnonzero(~fits.to_numpy(zero_copy_only=False))
    if odd.size > max(1, _TOLERANCE * len(cells)):
        return Kind(None, blank, nothing)
    return Kind(re.compile(pattern), blank, odd)


def _pattern(sample: list[str], name: str) -> str | None:
    if len(sample) < _FEWEST:
        return None
    for key, pattern in _PATTERNS.items():
        fitting = _fitting(sample, _COMPILED[key])
        if len(fitting) < _FEWEST:
            continue
        zeros = any(text.startswith("0") or "A" in text.upper() for text in fitting)
        if key in {"commune", "departement"} and not zeros:
            continue
        return _narrowed(fitting, name) if key == "number" else pattern
    return None


def _fitting(sample: list[str], pattern: re.Pattern[str]) -> list[str]:
    """Return the cells of a pattern, where nearly all are of it."""
    # A cell that is otherwise may be the one that tells a shifted row: it does not choose the pattern.
    left, fitting = _few(sample), []
    for text in sample:
        if pattern.fullmatch(text):
            fitting.append(text)
        elif left:
            left -= 1
        else:
            return []
    return fitting


def _few(sample: list[str]) -> int:
    return max(1, int(_TOLERANCE * len(sample)))


def _narrowed(numbers: list[str], name: str) -> str:
    """Tell apart codes and years from other numbers."""
    (length, count), *_ = Counter(map(len, numbers)).most_common(1)
    whole = all(re.fullmatch(_INTEGER, text) for text in numbers)
    zeros = any(text.startswith("0") for text in numbers)
    coded = length >= _LONG_CODE or (zeros and whole and length > 1)
    if coded and count >= max(_FEWEST, len(numbers) - _few(numbers)):
        return f"[0-9]{{{length}}}"
    if whole and _YEAR_NAMES.search(name) and all(re.fullmatch(_YEAR, text) for text in numbers):
        return _YEAR
    if whole and _CODE_NAMES.search(name):
        return _INTEGER
    return NUMBER
