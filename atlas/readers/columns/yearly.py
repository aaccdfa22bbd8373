"""Columns of amounts that are one for each year: "2021 | 2022", "Subvention 2021 | Subvention 2022"."""

import re
from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from atlas.locate.columns import header_words
from atlas.locate.coordinates import NULL_WORDS
from atlas.readers.cells.amounts import read_amounts
from atlas.readers.cells.currencies import Unit, unit_of
from atlas.readers.cells.values import declared
from atlas.readers.cells.years import years_named

_YEARS = re.compile(r"(?<!\d)(?:19|20)\d{2}(?:\s*[/–-]\s*(?:(?:19|20)\d{2}|\d{2}))?(?!\d)")
# What stands beside a year and says no more than that it is one.
_LABELS = frozenset(declared("annee exercice saison campagne bp an en pour euros eur euro k ke keur m me"))
_TOTALS = frozenset(declared("total totaux cumul cumule somme ensemble"))
_COSTS = frozenset(declared("cout projet operation travaux depenses"))
_MOSTLY, _HALF = 0.8, 0.5
# What a bare year says of being a column of amounts, where its cells are some.
_BARE = 0.7
_CENT = 1

Table = Mapping[str, Sequence[str]]
# What headers say beside a year, and in what: thousands beside euros are no parts of one sum.
_Family = tuple[str, Unit]


def without_year(header: str) -> str:
    """Write a header without the year in it.

    Examples
    --------
    >>> without_year("Subvention 2021 (€)"), without_year("2021")
    ('Subvention (€)', '')
    """
    return " ".join(_YEARS.sub(" ", header).split()).strip(" –-:,")


def year_of(text: str) -> str:
    """Return the year, or the two that follow each other, in a header or the name of a sheet, or "".

    Examples
    --------
    >>> year_of("Aides 2021"), year_of("Saison 2021/22"), year_of("2015-2021"), year_of("26")
    ('2021', '2021-2022', '', '')
    """
    years = years_named(text) if _YEARS.search(text) else []
    one = len(years) == 1 or (len(years) == 2 and int(years[1]) == int(years[0]) + 1)  # noqa: PLR2004
    return "-".join(years) if one else ""


def yearly_columns(columns: Table, taken: str, tells: Callable[[str], float]) -> tuple[dict[str, str], float]:
    """Find the columns of amounts that are one for each year.

    Parameters
    ----------
    columns
        Header -> texts of the same rows.
    taken
        Header of the column that would be taken for the amounts; "" for none.
    tells
        How much a header without its year says that it has amounts.

    Returns
    -------
    Header -> its year or years, in the order of the file, and how sure that is; nothing where `taken` is
    another thing than the sum of the years.
    """
    families: dict[_Family, dict[str, str]] = {}
    for header, rows in columns.items():
        if year := year_of(header):
            words = header_words(without_year(header)).split()
            key = " ".join(word for word in words if word not in _LABELS)
            # A header that says so keeps its role beside cells such as "en attente".
            if _amounts(rows, least=_HALF if key and tells(key) else _MOSTLY):
                families.setdefault((key, unit_of(header)), {})[header] = year
    sure = {family: tells(family[0]) if family[0] else _BARE for family in families}
    ranked = sorted((family for family in families if sure[family]), key=lambda family: -sure[family])
    for family in ranked:
        singles = {header: year for header, year in families[family].items() if "-" not in year}
        found = singles if len(singles) > 1 else families[family]
        if len(found) < 2 or len(set(found.values())) < len(found):  # noqa: PLR2004 - one year is no row of years
            continue
        filled = any(any(columns[header]) for header in found)
        if filled and (taken in ("", *found) or says_total(taken) or is_sum(columns, taken, [*found])):
            return found, sure[family]
    return {}, 0.0


def total_column(columns: Table, taken: str, tells: Callable[[str], float]) -> str:
    """Return the column that adds up all other columns of amounts, `taken` among them, and says so; or ""."""
    told = [header for header in columns if tells(header) and _amounts(columns[header], least=_MOSTLY)]
    parts = [header for header in told if not says_total(header)]
    totals = [header for header in told if says_total(header)]
    whole = len(totals) == 1 and len(parts) > 1 and taken in parts
    return totals[0] if whole and is_sum(columns, totals[0], parts) else ""


def says_total(header: str) -> bool:
    """Check whether a header is called a sum."""
    words = header_words(header).split()
    return not _TOTALS.isdisjoint(words) and _COSTS.isdisjoint(words)


def differing(columns: Table, total: str, years: Sequence[str]) -> list[int]:
    """Return the places of the rows where a column is not the sum of those of the years."""
    sums = sum(_cents(columns[header]).fillna(0) for header in years)
    own = _cents(columns[total])
    there = own.notna() | (sums != 0)
    return [place for place, odd in enumerate(there & ((own.fillna(0) - sums).abs() > _CENT)) if odd]


def is_sum(columns: Table, total: str, years: Sequence[str]) -> bool:
    """Check whether a column is, on most rows, the sum of those of the years."""
    filled = sum(map(bool, columns[total]))
    return filled > 0 and len(differing(columns, total, years)) <= (1 - _MOSTLY) * filled


def _cents(rows: Sequence[str]) -> pd.Series:
    return read_amounts(pd.Series(rows, dtype="str")).cents


def _amounts(rows: Sequence[str], *, least: float) -> bool:
    known = _cents([cell for cell in rows if cell not in NULL_WORDS]).notna()
    return bool(known.sum() >= least * len(known))
