"""Numbers of statistics with the digits that they deserve, in the locale of the reader."""

import numpy as np

from atlas.vocabulary import AREA_LEVELS, Language
from atlas.words import short_label
from atlas.words.numbers import compact_euros, number

# Decimals of a coefficient; a mean of counts over communes deserves more.
COEFFICIENT = 3
_MONEY = ("funding", "funding_rate")


def short(value: float | None, language: Language, *, most: int = 5) -> str:
    """Write a number with two significant figures after zeros, at most two decimals from 0.1 on.

    Examples
    --------
    >>> short(0.98745, "en"), short(0.00123, "en"), short(1234.5, "en"), short(None, "en")
    ('0.99', '0.0012', '1,234', '–')
    >>> short(-0.13, "fr")
    '−0,13'
    """
    if value is None or np.isnan(value):
        return "–"
    size = abs(value)
    if size >= 10:  # noqa: PLR2004
        digits = 0 if size >= 100 else 1  # noqa: PLR2004
    elif size >= 0.095 or size == 0:  # noqa: PLR2004
        digits = 2
    else:
        digits = min(most, int(1 - np.floor(np.log10(size))))
    return fixed(value, language, digits)


def index(value: float | None, language: Language) -> str:
    """Write a coefficient from 0 to 1; one that is not 1 is never rounded to it.

    Examples
    --------
    >>> index(0.9996, "en"), index(0.5, "en")
    ('>0.99', '0.50')
    """
    if value is not None and 0.995 <= value < 1:  # noqa: PLR2004
        return ">" + ("\u202f" if language == "fr" else "") + short(0.99, language)
    return short(value, language)


def probability(value: float | None, language: Language) -> str:
    """Write a p-value with three decimals below 0.1, two above; never as zero.

    Examples
    --------
    >>> probability(0.002, "en"), probability(0.456, "en"), probability(None, "en"), probability(2e-9, "en")
    ('0.002', '0.46', '–', '<0.001')
    """
    if value is None or np.isnan(value):
        return "–"
    if value < 0.0005:  # noqa: PLR2004
        return "<" + ("\u202f" if language == "fr" else "") + number(0.001, language, digits=3)
    return number(value, language, digits=2 if value >= 0.0995 else 3)  # noqa: PLR2004


def own_unit(value: float | None, indicator: str, language: Language) -> str:
    """Write a value of an indicator."""
    if value is None or np.isnan(value):
        return "–"
    if indicator in _MONEY and value >= 1000:  # noqa: PLR2004
        return compact_euros(value, language)
    return short(value, language)


def fixed(value: float, language: Language, digits: int) -> str:
    """Write a number with so many decimals, and a minus sign that is one."""
    text = number(abs(value), language, digits=digits)
    return f"−{text}" if value < 0 and text.strip("0,.") else text


def level_name(level: str, language: Language) -> str:
    """Name a level without its explanation in brackets."""
    return short_label(AREA_LEVELS[level].to(language))
