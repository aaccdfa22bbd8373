"""Columns of amounts that are one for each year or funder: "Aide 2021 | Aide 2022", "DETR | DSIL"."""

import re
from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from atlas.locate.columns import header_words
from atlas.locate.coordinates import NULL_WORDS
from atlas.readers.cells.amounts import read_amounts
from atlas.readers.cells.currencies import Unit, unit_of
from atlas.readers.cells.values import declared
from atlas.readers.cells.years import years_named
from atlas.readers.columns.scores import of_costs
from atlas.readers.columns.usual_headers import FUNDERS
from atlas.territories import normalise_name

_YEARS = re.compile(r"(?<!\d)(?:19|20)\d{2}(?:\s*[/–-]\s*(?:(?:19|20)\d{2}|\d{2}))?(?!\d)")
# What stands beside a year and says no more than that it is one.
_LABELS = frozenset(declared("annee exercice saison campagne bp an en pour euros eur euro k ke keur m me"))
# What stands beside a funder and says no more than that its money is meant.
_SHARES = frozenset(
    declared(
        "montant subvention subventions subv aide aides part participation financement contribution credits "
        "financements cofinancement cofinancements ht"
    )
)
_SMALL = frozenset(declared("dont de du des la le les l d"))
_WORD = re.compile(r"[^\W_]+")
# Codes of communes, départements, régions and EPCI, which "Région" may hold as well as its money.
_CODE = re.compile(r"[0-9AB]{1,3}|[0-9AB]{5}|[0-9]{9}")
_PLACES = frozenset(declared("region departement commune communes ville epci"))
_TOTALS = frozenset(declared("total totaux cumul cumule somme ensemble"))
_COSTS = frozenset(declared("cout projet operation travaux depenses"))
_MOSTLY, _HALF = 0.8, 0.5
# What a bare year says of being a column of amounts, where its cells are some.
_BARE = 0.7
_CENT = 1

Table = Mapping[str, Sequence[str]]
# What headers say beside a year or funder, and in what: thousands beside euros are no parts of one sum.
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
        if filled and (taken in ("", *found) or says_total(taken) or _is_sum(columns, taken, [*found])):
            return found, sure[family]
    return {}, 0.0


def share_columns(columns: Table, taken: str, tells: Callable[[str], float]) -> tuple[dict[str, str], float]:
    """Find the columns of amounts that are one for each funder, as `yearly_columns` does those of years.

    Examples
    --------
    >>> table = {"Coût": ["9000"], "Aide de l'Etat (DETR)": ["1500"], "Aide Région": ["500"]}
    >>> share_columns(table, "", lambda base: 0.8)[0]
    {"Aide de l'Etat (DETR)": 'Etat DETR', 'Aide Région': 'Région'}
    """
    families: dict[_Family, dict[str, str]] = {}
    sure: dict[_Family, float] = {}
    for header, rows in columns.items():
        every = header_words(header).split()
        words = [word for word in every if word not in _LABELS | _SMALL]
        filled = [cell for cell in rows if cell not in NULL_WORDS]
        if FUNDERS.isdisjoint(words) or not filled or not _amounts(rows, least=_MOSTLY):
            continue
        if _PLACES.issuperset(every) and sum(map(bool, map(_CODE.fullmatch, filled))) > _HALF * len(filled):
            continue
        base = ["subvention" if word in _SHARES else word for word in words if word not in FUNDERS]
        family = " ".join(word for word in base if word != "subvention"), unit_of(header)
        sure[family] = max(sure.get(family, 0.0), tells(" ".join(base)) if base else _BARE)
        told = {*_SHARES, *_SMALL, *_LABELS}
        name = " ".join(word for word in _WORD.findall(header) if normalise_name(word) not in told)
        families.setdefault(family, {})[header] = name
    for family, found in families.items():
        apart = taken in ("", *found) or says_total(taken) or of_costs(header_words(taken).split())
        # One share alone may be a part of what other words name.
        if not sure[family] or not 1 < len(found) == len({*found.values()}):
            continue
        if apart or _is_sum(columns, taken, [*found]):
            return found, sure[family]
    return {}, 0.0


def total_column(columns: Table, taken: str, tells: Callable[[str], float]) -> str:
    """Return the column that adds up all other columns of amounts, `taken` among them, and says so; or ""."""
    told = [header for header in columns if tells(header) and _amounts(columns[header], least=_MOSTLY)]
    parts = [header for header in told if not says_total(header)]
    totals = [header for header in told if says_total(header)]
    whole = len(totals) == 1 and len(parts) > 1 and taken in parts
    return totals[0] if whole and _is_sum(columns, totals[0], parts) else ""


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


def _is_sum(columns: Table, total: str, years: Sequence[str]) -> bool:
    filled = sum(map(bool, columns[total]))
    return filled > 0 and len(differing(columns, total, years)) <= (1 - _MOSTLY) * filled


def _cents(rows: Sequence[str]) -> pd.Series:
    return read_amounts(pd.Series(rows, dtype="str")).cents


def _amounts(rows: Sequence[str], *, least: float) -> bool:
    known = _cents([cell for cell in rows if cell not in NULL_WORDS]).notna()
    return bool(known.sum() >= least * len(known))
