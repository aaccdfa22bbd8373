"""What an amount is in: euros, their thousands or cents, francs at the rate of the law, another currency."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

# The law's rates: 1 euro was 6.55957 francs for ever; 1,000 CFP francs are 8.38 euros.
_PER_EURO = Decimal("6.55957")
_OF_CFP = Decimal("8.38") / 1_000
_EURO_WORDS = r"(?:€|euros?\b|EUR\b)"
_EURO = re.compile(_EURO_WORDS, re.IGNORECASE)
_CFP = r"(?:(?<![A-Z])XPF\b|\b(?:F(?:rancs?)?[\s.]*)?C\.?F\.?P\b\.?|\bFCFP\b|\bfrancs?\s+pacifiques?\b)"
_FRANC = r"(?:(?<![A-Z])FRF\b|\bFF\b|\b(?:nouveaux\s+)?francs?(?:\s+fran[çc]ais)?\b|(?<![/\w])F(?![/\w'’.]))"
_WORDS = rf"(?:d['’]\s?|de\s)?(?:{_EURO_WORDS}|XPF\b|FCFP\b|F\s?CFP\b|FRF\b|FF\b|F\b)"
# Thousands and millions, in a cell after its number or in a header.
_MULTIPLES = {
    1_000: re.compile(
        rf"(?:\bk|(?<=[0-9])k)\s*(?={_WORDS})|\bmilliers?\b|\bmille\s*(?={_WORDS})", re.IGNORECASE
    ),
    1_000_000_000: re.compile(rf"(?:\bMds?|(?<=[0-9])Mds?)\s*(?={_WORDS})|\bmilliards?\b", re.IGNORECASE),
    1_000_000: re.compile(rf"(?:\bM|(?<=[0-9])M)\s*(?={_WORDS})|\bmillions?\b", re.IGNORECASE),
}
_CENTS = re.compile(
    r"(?<!et )(?<!sans )(?<!hors )(?<!avec )(?<!les )\b(?:centimes?|cents)\b|\(\s*cts?\s*\)|\ben cts?\b"
)
# "en k€", "(milliers d'euros)", "unité : M€" of a title; "(plus de 23 k€)" is a sum.
_IN = re.compile(r"(?:\ben\s|\bunités?\s*:|[(\[])[^()\[\];\d]*", re.IGNORECASE)
_OF = re.compile(r"\bd['’]|\bde\b", re.IGNORECASE)
# Currencies that no law of ours converts, and francs that are others.
_OTHERS = {
    "CHF": r"(?<![A-Z])CHF\b|\bfrancs?\s+suisses?\b|\bSFr\b",
    "F CFA": r"\bF?[\s.]*CFA\b|\b(?:XOF|XAF)\b",
    "KMF": r"\bKMF\b|\bfrancs?\s+comoriens?\b",
    "francs belges": r"\bBEF\b|\bfrancs?\s+belges?\b",
    "anciens francs": r"\banciens\s+francs\b",
    "USD": r"(?<![A-Z])USD\b|\bUS\s?\$|\$|\bdollars?\b",
    "GBP": r"(?<![A-Z])GBP\b|£|\blivres\s+sterling\b",
    "dirhams": r"\bdirhams?\b",
    "JPY": r"\bJPY\b|¥|\byens?\b",
}
_OTHER = {name: re.compile(words, re.IGNORECASE) for name, words in _OTHERS.items()}


_RATES = {"EUR": Decimal(1), "XPF": _OF_CFP, "FRF": 1 / _PER_EURO}


class Unit(NamedTuple):
    """What one of a column's amounts stands for.

    Attributes
    ----------
    currency
        EUR, FRF (francs), XPF (CFP francs), or the name of another.
    """

    times: Decimal
    currency: str = "EUR"

    @property
    def euros(self) -> Decimal:
        """How many euros it is by law; 0 where no law says."""
        return self.times * _RATES.get(self.currency, 0)


EURO = Unit(Decimal(1))
_PATTERNS = {"XPF": re.compile(_CFP, re.IGNORECASE), "FRF": re.compile(_FRANC)}
_FRANCS = re.compile(rf"{_CFP}|{_FRANC}|\bfrancs?\b", re.IGNORECASE)


def has_euro(text: str) -> bool:
    """Whether a text has a euro sign or the word."""
    return bool(_EURO.search(text))


def unit_of(header: str) -> Unit:
    """Return what a column's amounts are in.

    Examples
    --------
    >>> unit_of("Montant (k€)").euros, unit_of("Montant (F CFP)").euros, unit_of("Montant CHF").currency
    (Decimal('1000'), Decimal('0.00838'), 'CHF')
    """
    text = header.replace("_", " ")
    cents = Decimal("0.01") if _CENTS.search(text.lower()) else Decimal(1)
    times = _multiple(text) * cents
    currency = "EUR" if has_euro(text) else _currency(_lower_words(text))
    return EURO if (times, currency) == EURO else Unit(times, currency)


def unit_above(header: str, titles: Sequence[str]) -> Unit:
    """Return what a column is in where titles above the table say it and its header does not.

    Examples
    --------
    >>> unit_above("Montant", ["Aides 2021 (en milliers d'euros)"]).euros
    Decimal('1000')
    >>> unit_above("Montant (€)", ["En k€"]).euros, unit_above("Montant", ["Plus de 23 k€"]).euros
    (Decimal('1'), Decimal('1'))
    """
    own = unit_of(header)
    if own != EURO or has_euro(header):
        return own
    units = {unit_of(phrase[0]) for title in titles for phrase in _IN.finditer(title)}
    # A lone F may be anything.
    francs = any("franc" in title.lower() for title in titles)
    told = {unit for unit in units if unit.times != 1 or unit.currency == "XPF" or (unit != EURO and francs)}
    return told.pop() if len(told) == 1 else own


def _currency(text: str) -> str:
    known = (*_OTHER.items(), *_PATTERNS.items())
    return next((name for name, words in known if words.search(text)), "EUR")


def _lower_words(text: str) -> str:
    """Write "FRANCS" as "francs" and part the F of "KF" and "MF" from what multiplies it."""
    return re.sub(r"\b([kKM])F\b", r"\1 F", re.sub(r"(?i)\bfrancs?\b", lambda found: found[0].lower(), text))


def _multiple(text: str) -> int:
    return next((unit for unit, words in _MULTIPLES.items() if words.search(text)), 1)


def own_unit(text: str, unit: Unit) -> tuple[str, Unit]:
    """Take out of a cell what it says of its own unit."""
    if text.isascii() and text.isdigit():
        return text, unit
    multiple = _multiple(text)
    currency = unit.currency
    if has_euro(text):
        currency = "EUR"
    elif _PATTERNS["XPF"].search(text):
        currency = "XPF"
    if multiple > 1:
        text = _OF.sub("", _MULTIPLES[multiple].sub("", text))
    if currency != "EUR":
        text = _FRANCS.sub("", text)
    if multiple == 1 and currency == unit.currency:
        return text, unit
    return text, Unit(Decimal(multiple), currency)
