"""Amounts as people write them, to whole cents."""

import re
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal, InvalidOperation
from typing import NamedTuple

import numpy as np
import pandas as pd

from atlas.locate.coordinates import NULL_WORDS

# Currency signs and the spaces that separate thousands, no-break ones included.
_NOISE = re.compile(r"[\s\u00a0\u202f\u2009'’€]|EUR\b|euros?\b|\b(?:HT|TTC)\b", re.IGNORECASE)
# Thousands and millions of euros, in a cell after its number or in a header.
_CURRENCY = r"(?:€|euros?\b|EUR\b)"
_UNITS = {
    1_000: re.compile(rf"(?:\bk|(?<=[0-9])k)\s*{_CURRENCY}|\bmilliers?\b", re.IGNORECASE),
    1_000_000_000: re.compile(rf"(?:\bMds?|(?<=[0-9])Mds?)\s*{_CURRENCY}|\bmilliards?\b", re.IGNORECASE),
    1_000_000: re.compile(rf"(?:\bM|(?<=[0-9])M)\s*{_CURRENCY}|\bmillions?\b", re.IGNORECASE),
}
_OF = re.compile(r"\bd['’]|\bde\b", re.IGNORECASE)
# "(1 234,50)" and "1 234,50-" as accountants write what is taken back; a dash alone is nothing.
_BRACKETS = re.compile(r"\(([^()]*)\)")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_PLAIN = re.compile(r"[+-]?\d+(\.\d+)?")
# What most files hold: no thousands, no currency, two decimals at most.
_SIMPLE = re.compile(r"(-?)(\d{1,13})(?:\.(\d{1,2}))?")
_CENT = Decimal("0.01")
_NOTHING = Decimal(0)
# More than all the money there is: a telephone number, an account, two cells run together.
_MOST = Decimal(10) ** 13


class Amounts(NamedTuple):
    """A column of amounts, read.

    Attributes
    ----------
    cents
        Int64; missing where there is no amount.
    problem
        `blank` or `unreadable` where there is none, else None.
    carry
        Fraction of a cent, at most half of one, by which the rounded sum falls short of the exact one.
    """

    cents: pd.Series
    problem: pd.Series
    carry: Decimal = _NOTHING


def unit_of(header: str) -> int:
    """Tell how many euros one of a column's amounts stands for.

    Examples
    --------
    >>> unit_of("Montant (k€)"), unit_of("Aide en millions d'euros"), unit_of("Montant (€)")
    (1000, 1000000, 1)
    """
    return next((unit for unit, words in _UNITS.items() if words.search(header.replace("_", " "))), 1)


def read_amounts(values: pd.Series, *, unit: int = 1, carry: Decimal = _NOTHING) -> Amounts:
    """Read a column of euros.

    Parameters
    ----------
    values
        Numbers, or texts with any of: spaces between thousands, a decimal comma or point, a euro sign, k€ or
        M€, brackets or a dash after what is negative.
    unit
        Euros that one stands for where the cell does not say, see `unit_of`.
    carry
        Fraction of a cent left by the part of the column before this one.

    Returns
    -------
    Amounts
        On the index of `values`. Their sum is the exact sum of the column, rounded to the cent once.

    Notes
    -----
    A lone comma or point is the decimal mark; of several different marks the last one is, and one mark that
    comes several times separates thousands. A power of ten ("3,26E+13") is unreadable: a spreadsheet has lost
    its digits. Where a file carries fractions of a cent, each amount gets the cent below or above it so that
    the column's total holds (largest remainders).

    Examples
    --------
    >>> read_amounts(pd.Series(["1 234,56 €", "1,234.5", "", "n.c."])).cents.tolist()
    [123456, 123450, <NA>, <NA>]
    """
    ids, distinct = pd.factorize(values.to_numpy(dtype=object), use_na_sentinel=False)
    read = [_read(value, unit) for value in distinct.tolist()]
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


def _read(value: object, unit: int) -> tuple[int | None, Decimal]:
    """Give whole cents, rounded down, and the fraction of a cent above them."""
    text = str(value)
    simple = _SIMPLE.fullmatch(text)
    if simple:
        sign, euros, decimals = simple.groups()
        cents = (int(euros) * 100 + int((decimals or "").ljust(2, "0"))) * unit
        return -cents if sign else cents, _NOTHING
    amount = None if _blank(value) else _exact(value, unit)
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


def _exact(value: object, unit: int) -> Decimal | None:
    text = _DASHES.sub("-", str(value))
    own = unit_of(text)
    if own > 1:
        unit = own
        text = _OF.sub("", _UNITS[own].sub("", text))
    text = _NOISE.sub("", text)
    taken_back = _BRACKETS.fullmatch(text)
    if taken_back or (text.endswith("-") and not text.startswith("-")):
        text = "-" + (taken_back[1] if taken_back else text[:-1])
    marks = [mark for mark in text if mark in ",."]
    if marks:
        decimal = marks[-1] if len(set(marks)) > 1 or len(marks) == 1 else ""
        text = "".join(
            "." if mark == decimal else mark for mark in text if mark == decimal or mark not in ",."
        )
    if not _PLAIN.fullmatch(text):
        return None
    try:
        return Decimal(text) * unit
    except InvalidOperation:
        return None
