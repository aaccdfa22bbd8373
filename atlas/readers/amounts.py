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
_CENT = Decimal("0.01")


class Amounts(NamedTuple):
    """A column of amounts, read.

    Attributes
    ----------
    cents
        Int64; missing where there is no amount.
    problem
        `blank` or `unreadable` where there is none, else None.
    """

    cents: pd.Series
    problem: pd.Series


def read_amounts(values: pd.Series) -> Amounts:
    """Read a column of euros.

    Parameters
    ----------
    values
        Numbers, or texts with any of: spaces between thousands, a decimal comma or point, a euro sign.

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
    exact = [_exact(value) for value in values.tolist()]
    blank = np.array([_blank(value) for value in values.tolist()], dtype=bool)
    known = [amount for amount in exact if amount is not None]
    floors = [int((amount / _CENT).to_integral_value(ROUND_FLOOR)) for amount in known]
    total = int((sum(known, Decimal(0)) / _CENT).to_integral_value(ROUND_HALF_UP))
    # The cents that flooring took go back to the largest remainders.
    remainders = [amount / _CENT - floor for amount, floor in zip(known, floors, strict=True)]
    largest = sorted(range(len(known)), key=lambda row: -remainders[row])[: total - sum(floors)]
    for row in largest:
        floors[row] += 1
    cents = pd.Series(pd.NA, index=values.index, dtype="Int64")
    readable = np.array([amount is not None for amount in exact], dtype=bool)
    cents[readable] = floors
    problem = pd.Series(None, index=values.index, dtype="str")
    problem[~readable] = np.where(blank[~readable], "blank", "unreadable")
    return Amounts(cents, problem)


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
