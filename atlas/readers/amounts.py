"""Amounts as people write them, to whole cents."""

import re
from decimal import ROUND_FLOOR
from decimal import ROUND_HALF_UP
from decimal import Decimal
from decimal import InvalidOperation
from typing import NamedTuple

import numpy as np
import pandas as pd

from atlas.locate.coordinates import NULL_WORDS

# Currency signs and the spaces that separate thousands, no-break ones included.
_NOISE = re.compile(r"[\s\u00a0\u202f\u2009'’€]|EUR\b|euros?\b", re.IGNORECASE)
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


def read_amounts(values: pd.Series, *, carry: Decimal = _NOTHING) -> Amounts:
    """Read a column of euros.

    Parameters
    ----------
    values
        Numbers, or texts with any of: spaces between thousands, a decimal comma or point, a euro sign.
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
    read = [_read(value) for value in distinct.tolist()]
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


def _read(value: object) -> tuple[int | None, Decimal]:
    """Give whole cents, rounded down, and the fraction of a cent above them."""
    text = str(value)
    simple = _SIMPLE.fullmatch(text)
    if simple:
        sign, euros, decimals = simple.groups()
        cents = int(euros) * 100 + int((decimals or "").ljust(2, "0"))
        return -cents if sign else cents, _NOTHING
    amount = None if _blank(value) else _exact(value)
    if amount is None or abs(amount) > _MOST:
        return None, _NOTHING
    floor = int((amount / _CENT).to_integral_value(ROUND_FLOOR))
    return floor, amount / _CENT - floor


def _blank(value: object) -> bool:
    return value is None or value != value or str(value).strip() in NULL_WORDS  # noqa: PLR0124 - NaN


def _exact(value: object) -> Decimal | None:
    text = _NOISE.sub("", str(value))
    marks = [mark for mark in text if mark in ",."]
    if marks:
        decimal = marks[-1] if len(set(marks)) > 1 or len(marks) == 1 else ""
        text = "".join(
            "." if mark == decimal else mark for mark in text if mark == decimal or mark not in ",."
        )
    if not _PLAIN.fullmatch(text):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
