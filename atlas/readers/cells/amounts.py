"""Amounts as people write them, to whole cents."""

import re
from collections.abc import Iterable
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal, InvalidOperation
from typing import NamedTuple

import numpy as np
import pandas as pd

from atlas.locate.coordinates import NULL_WORDS
from atlas.readers.cells.currencies import EURO, Unit, has_euro, own_unit

# Currency signs and the spaces that separate thousands, no-break ones included.
_NOISE = re.compile(
    r"[\s\u00a0\u202f\u2009'’€]|EUR\b|euros?\b|\b(?:HT|TTC)\b|\b(?:H\.\s?T\.?|T\.\s?T\.\s?C\.?)|\*+$",
    re.IGNORECASE,
)
# "(1 234,50)" and "1 234,50-" as accountants write what is taken back; a dash alone is nothing.
_BRACKETS = re.compile(r"\(([^()]*)\)")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_PLAIN = re.compile(r"[+-]?\d+(\.\d+)?")
# What most files hold: no thousands, no currency, two decimals at most.
_SIMPLE = re.compile(r"(-?)(\d{1,13})(?:\.(\d{1,2}))?")
_CENT = Decimal("0.01")
# "1 234 €50": the sign stands where the mark does.
_SIGN = r"(?:€|EUR\b|euros?\b)"
_SIGN_AS_MARK = re.compile(rf"(?<=[0-9])\s*{_SIGN}\s*(?=[0-9]{{2}}(?![0-9]))", re.IGNORECASE)
# Two numbers in one cell ("100 € 200 €", "1 000\n2 000", "2021 500"): what parts them parts no thousands.
_TWO = re.compile(
    rf"[0-9]\W*(?:{_SIGN}|H\.?\s?T\.?|T\.?\s?T\.?\s?C\.?)\W*[0-9]|[0-9]\s*[\r\n]\s*[0-9]|[0-9]{{4}}[\s'’]+[0-9]|"
    r"[0-9][\s'’]+(?![0-9]{3}(?![0-9]))[0-9]|[.,]\s+(?![0-9]{2}(?![0-9]))[0-9]",
    re.IGNORECASE,
)
# "10 000,-" as bills have it: no cents.
_NO_CENTS = re.compile(r"(?<=[0-9])[.,][-–—]+$")
# One mark before three digits: thousands or decimals. What else the column writes decides.
_EITHER = re.compile(r"[+-]?[1-9][0-9]{0,2}([.,])[0-9]{3}-?")
_WRITTEN = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)+-?")
_SPACED = re.compile("[0-9][ \u00a0\u202f\u2009'’][0-9]{3}")
_THREE = 3
_NOTHING = Decimal(0)
# More than all the money there is: a telephone number, an account, two cells run together.
_MOST = Decimal(10) ** 13


class Marks(NamedTuple):
    """What the commas and points of a column of amounts are seen to be, where no doubt is possible."""

    decimal: frozenset[str] = frozenset()
    thousands: frozenset[str] = frozenset()

    @classmethod
    def of_all(cls, several: Iterable["Marks"]) -> "Marks":
        """Put what several columns of the same amounts show together."""
        marks = list(several)
        return cls(*(frozenset().union(*(each[kind] for each in marks)) for kind in (0, 1)))

    def separating(self, text: str) -> str:
        """Return the mark of a cell that separates its thousands though it might be a decimal mark, or "".

        Examples
        --------
        >>> Marks(decimal=frozenset(",")).separating("15.000"), Marks().separating("15.000")
        ('.', '')
        """
        either = _EITHER.fullmatch(_NOISE.sub("", text))
        if not either or _SPACED.search(text):
            return ""
        mark = either[1]
        if mark in self.decimal:
            return ""
        # No sum of euros has three decimals.
        thousands = mark in self.thousands or self.decimal or has_euro(text)
        return mark if thousands else ""


def marks_of(texts: Iterable[str]) -> Marks:
    """Find what commas and points are in a column.

    Examples
    --------
    >>> marks_of(["1.234,56 €", "15.000"])
    Marks(decimal=frozenset({','}), thousands=frozenset({'.'}))
    """
    written = {text: clean for text in texts if _WRITTEN.fullmatch(clean := _NOISE.sub("", text))}
    doubtful = {
        text for text, clean in written.items() if _EITHER.fullmatch(clean) and not _SPACED.search(text)
    }
    if not doubtful:
        return Marks()
    decimal: set[str] = set()
    thousands: set[str] = set()
    for text in written.keys() - doubtful:
        marks = [mark for mark in text if mark in ",."]
        if len(marks) == 1 or len(set(marks)) > 1:
            decimal.add(marks[-1])
        thousands.update(marks[:-1])
    return Marks(frozenset(decimal), frozenset(thousands))


class Amounts(NamedTuple):
    """A column of amounts, read.

    Attributes
    ----------
    problem
        `blank` or `unreadable` where there is none, else None.
    carry
        Fraction of a cent, at most half of one, by which the rounded sum falls short of the exact one.
    """

    cents: pd.Series
    problem: pd.Series
    carry: Decimal = _NOTHING


def read_amounts(
    values: pd.Series, *, unit: Unit = EURO, carry: Decimal = _NOTHING, marks: Marks | None = None
) -> Amounts:
    """Read a column of euros.

    Notes
    -----
    A lone comma or point is the decimal mark; of several different marks the last one is, and one mark that
    comes several times separates thousands. A lone mark before three digits separates thousands where another
    cell shows that it does, or that the other mark is the decimal one, or beside a euro sign. A power of ten
    ("3,26E+13") is unreadable: a spreadsheet has lost its digits. Where a file carries fractions of a cent,
    each amount gets the cent below or above it so that the column's total holds (largest remainders).

    Examples
    --------
    >>> read_amounts(pd.Series(["1 234,56 €", "1,234.5", "", "n.c."])).cents.tolist()
    [123456, 123450, <NA>, <NA>]
    """
    ids, distinct = pd.factorize(values.to_numpy(dtype=object), use_na_sentinel=False)
    if marks is None:
        marks = marks_of(
            text for text in map(str, distinct.tolist()) if not _SIMPLE.fullmatch(text) or "." in text
        )
    read = [_read(value, unit, marks) for value in distinct.tolist()]
    whole = np.array([amount[0] for amount in read], dtype=object)[ids]
    left = [(row, read[at][1]) for row, at in enumerate(ids.tolist()) if read[at][1]]
    # The cents that rounding down took go back to the largest remainders.
    exact = carry + sum((remainder for _, remainder in left), _NOTHING)
    floors = sum(cents for cents in whole.tolist() if cents is not None)
    back = int((floors + exact).to_integral_value(ROUND_HALF_UP)) - floors
    largest = sorted(left, key=lambda each: -each[1])[: max(back, 0)]
    for row, _ in largest:
        whole[row] += 1
    cents = pd.Series(whole, index=values.index, dtype="Int64")
    blank = np.array([_blank(value) for value in distinct.tolist()], dtype=bool)[ids]
    problem = pd.Series(None, index=values.index, dtype="str")
    unread = cents.isna().to_numpy()
    problem[unread] = np.where(blank[unread], "blank", "unreadable")
    return Amounts(cents, problem, exact - len(largest))


def _read(value: object, unit: Unit, marks: Marks) -> tuple[int | None, Decimal]:
    """Return whole cents, rounded down, and the fraction of a cent above them."""
    text = str(value)
    simple = _SIMPLE.fullmatch(text)
    if simple and unit is EURO:
        sign, euros, decimals = simple.groups()
        cents = int(euros) * 100 + int((decimals or "").ljust(2, "0"))
        return -cents if sign else cents, _NOTHING
    amount = None if _blank(value) else _exact(text, unit, marks)
    if amount is None or abs(amount) > _MOST:
        return None, _NOTHING
    floor = int((amount / _CENT).to_integral_value(ROUND_FLOOR))
    return floor, amount / _CENT - floor


def _blank(value: object) -> bool:
    if value is None or value != value:  # noqa: PLR0124 - NaN
        return True
    # Accountants write "-   €" for nothing.
    text = str(value).strip()
    return text in NULL_WORDS or _NOISE.sub("", _DASHES.sub("-", text)) == "-"


def _exact(value: str, unit: Unit, marks: Marks) -> Decimal | None:
    text = _SIGN_AS_MARK.sub(".", _NO_CENTS.sub("", value.strip()))
    if _TWO.search(text):
        return None
    text, unit = own_unit(text, unit)
    text = _DASHES.sub("-", text)
    separating = marks.separating(text)
    text = _NOISE.sub("", text).replace(separating, "")
    taken_back = _BRACKETS.fullmatch(text)
    if taken_back or (text.endswith("-") and not text.startswith("-")):
        text = "-" + (taken_back[1] if taken_back else text[:-1])
    found = [mark for mark in text if mark in ",."]
    if found:
        decimal = found[-1] if len(set(found)) > 1 or len(found) == 1 else ""
        text = "".join(
            "." if mark == decimal else mark for mark in text if mark == decimal or mark not in ",."
        )
    if not _PLAIN.fullmatch(text):
        return None
    try:
        return Decimal(text) * unit.euros
    except InvalidOperation:
        return None
