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
    """What the commas and points of a column of amounts are seen to be.

    Attributes
    ----------
    decimal, thousands
        Where no doubt is possible.
    three
        The only mark of a column, several times and always before three digits, where all that has none is
        under a thousand.
    """

    decimal: frozenset[str] = frozenset()
    thousands: frozenset[str] = frozenset()
    three: frozenset[str] = frozenset()

    @classmethod
    def of_all(cls, several: Iterable["Marks"]) -> "Marks":
        """Put what several columns of the same amounts show together."""
        marks = list(several)
        return cls(*(frozenset().union(*(each[kind] for each in marks)) for kind in (0, 1, 2)))

    def separating(self, text: str, *, euros: bool = False) -> str:
        """Return the mark of a cell that separates its thousands though it might be a decimal mark, or "".

        Parameters
        ----------
        euros
            Whether the column has whole euros, of which no sum has three decimals.

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
        thousands = thousands or (euros and mark in self.three)
        return mark if thousands else ""


def marks_of(texts: Iterable[str]) -> Marks:
    """Find what commas and points are in a column.

    Examples
    --------
    >>> marks_of(["1.234,56 €", "15.000"]).thousands, marks_of(["15.000", "8.000", "800"]).three
    (frozenset({'.'}), frozenset({'.'}))
    """
    clean = {text: _NOISE.sub("", text) for text in texts}
    written = {text: own for text, own in clean.items() if _WRITTEN.fullmatch(own)}
    doubtful = {text for text, own in written.items() if _EITHER.fullmatch(own) and not _SPACED.search(text)}
    if not doubtful:
        return Marks()
    decimal: set[str] = set()
    thousands: set[str] = set()
    for text in written.keys() - doubtful:
        marks = [mark for mark in text if mark in ",."]
        if len(marks) == 1 or len(set(marks)) > 1:
            decimal.add(marks[-1])
        thousands.update(marks[:-1])
    lone = {found[1] for text in doubtful if (found := _EITHER.fullmatch(written[text]))}
    plain = [own for own in clean.values() if own.isdecimal()]
    sure = len(lone) == 1 and doubtful == written.keys() and len(doubtful) > 1
    small = all(len(own) <= _THREE for own in plain)
    return Marks(frozenset(decimal), frozenset(thousands), frozenset(lone if sure and small else ()))


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
    cell shows that it does, or that the other mark is the decimal one, beside a euro sign, and in a column of
    whole euros that has no other mark, and nothing of a thousand or more without it. A power of ten
    ("3,26E+13") is unreadable: a spreadsheet has lost its digits. Where a file carries fractions of a cent,
    each amount gets the cent below or above it so that the column's total holds (largest remainders).

    Examples
    --------
    >>> read_amounts(pd.Series(["1 234,56 €", "1,234.5", "", "n.c."])).cents.tolist()
    [123456, 123450, <NA>, <NA>]
    """
    ids, distinct = pd.factorize(values.to_numpy(dtype=object), use_na_sentinel=False)
    if marks is None:
        marks = marks_of(map(str, distinct.tolist()))
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
    separating = marks.separating(text, euros=unit.times == 1)
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
