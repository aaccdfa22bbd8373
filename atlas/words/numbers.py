"""Numbers, amounts and sorting as the reader's language writes them, by Babel."""

from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date, format_datetime, get_timezone
from babel.numbers import format_currency, format_decimal, format_percent

from atlas.vocabulary import Language
from atlas.words import say

# "fr" gives 1 234,5 with a narrow no-break space; "en_GB" gives 1,234.5.
_SMALLEST = 0.005
LOCALES: dict[Language, str] = {"fr": "fr_FR", "en": "en_GB"}
# Thousands, millions, billions, as amounts are written short.
_UNITS: dict[Language, tuple[str, ...]] = {"fr": ("", "k", "M", "Md"), "en": ("", "k", "M", "bn")}


# A page writes the same few numbers again and again, and Babel reads the pattern each time.
@lru_cache(maxsize=4096)
def number(value: float, language: Language, *, digits: int = 0) -> str:
    """Write a number.

    Examples
    --------
    >>> number(1234.5, "en", digits=1)
    '1,234.5'
    """
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return str(format_decimal(value, format=pattern, locale=LOCALES[language]))


def say_number(key: str, n: int, language: Language, **values: str) -> str:
    """Return a sentence with its number, in the singular (`key` and `_one`) where the language asks for it.

    French counts none in the singular, English in the plural.
    """
    singular = n < 2 if language == "fr" else n == 1  # noqa: PLR2004 - the first of many
    return say(f"{key}_one" if singular else key, language, n=number(n, language), **values)


def euros(value: float, language: Language) -> str:
    """Write an amount in euros, with its cents only where it has some.

    Examples
    --------
    >>> euros(7_700_000, "en")
    '€7,700,000'
    """
    text = format_currency(
        value,
        "EUR",
        locale=LOCALES[language],
        currency_digits=False,
        format=None if value % 1 else _whole(language),
    )
    return str(text)


def capital(text: str) -> str:
    """Begin with a capital, and leave the rest as it is written.

    Examples
    --------
    >>> capital("levées de fonds du PTCE")
    'Levées de fonds du PTCE'
    """
    return text[:1].upper() + text[1:]


def compact_euros(value: float, language: Language) -> str:
    """Write an amount in euros with three significant figures at most, for legends and key figures.

    The units are the atlas's own: what a locale's data call a million in short changes from year to year.

    Examples
    --------
    >>> compact_euros(7_700_000, "en"), compact_euros(999_600, "en")
    ('€7.7M', '€1M')
    """
    rounded = float(f"{value:.3g}")
    power = min(max(len(str(int(abs(rounded)))) - 1, 0) // 3, len(_UNITS[language]) - 1)
    figure = format_decimal(rounded / 1000**power, format="#,##0.##", locale=LOCALES[language])
    unit = _UNITS[language][power]
    if language == "fr":
        return f"{figure}\xa0{unit}\xa0€" if unit else f"{figure}\xa0€"
    return f"-€{figure.lstrip('-')}{unit}" if rounded < 0 else f"€{figure}{unit}"


def _whole(language: Language) -> str:
    return "#,##0\xa0¤" if language == "fr" else "¤#,##0"


def moment(when: datetime, language: Language, timezone: str | None = None) -> str:
    """Write a day and its hour."""
    zone = get_timezone(timezone or "UTC")
    return str(format_datetime(when, "d MMM y, HH:mm", tzinfo=zone, locale=LOCALES[language]))


def day(text: str, language: Language) -> str:
    """Write a date that tables give as a year, a year and month, or a day.

    Examples
    --------
    >>> day("2025-07-10", "en"), day("2019-08", "fr"), day("2016", "en")
    ('10 July 2025', 'août 2019', '2016')
    """
    parts = [int(part) for part in text.split("-")]
    pattern = ("y", "MMMM y", "d MMMM y")[len(parts) - 1]
    return str(format_date(date(*[*parts, 1, 1][:3]), pattern, locale=LOCALES[language]))


def percent(share: float, language: Language) -> str:
    """Write a share as a whole percentage.

    Examples
    --------
    >>> percent(0.421, "en"), percent(0.004, "en")
    ('42%', '<1%')
    """
    if 0 < share < _SMALLEST:
        return "<" + ("\xa0" if language == "fr" else "") + percent(0.01, language)
    return str(format_percent(share, locale=LOCALES[language]))
