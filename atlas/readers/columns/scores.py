"""How surely a column has a role: what its header tells, and how many of its cells are what the role asks."""

import re
from typing import NamedTuple

import pandas as pd

from atlas.readers.cells.currencies import EURO, unit_of
from atlas.readers.cells.values import as_text
from atlas.readers.columns.cell_tests import TESTS
from atlas.readers.columns.layouts import plain
from atlas.readers.columns.neighbours import DIGITS, Beside, mostly_digits, what_digits_are
from atlas.readers.columns.usual_headers import (
    CODE_HINTS,
    COSTS,
    ELSEWHERE,
    FIRST,
    GRANTED,
    KEPT,
    NAMES,
    PAID,
    SEAT,
    SITE,
    STRICT,
    TELLING,
    WORDS,
    header_words,
    rules_out,
)
from atlas.readers.model.mapping import PLACE_ROLES
from atlas.territories import Geography

# Cells that are looked at.
SAMPLE = 400
# A column is proposed for a role from this confidence on.
LEAST = 0.4
# What a header tells: it is the role's usual name, it holds one of its words, it says nothing.
_EXACT, WORD, SILENT = 1.0, 0.8, 0.5
# Amounts of what all costs are taken where there are no others.
_COST = 0.6
# Where something is done counts before where who does it has its seat.
_OF_SEAT = 0.05
# Words of money that is given, though they do not say whether it was granted.
GIVEN = frozenset({"subvention", "subventions", "aide"})
# Cells of a column that no header names by which most are told, and how many of all may be otherwise.
_FIRST, _ODD = 100, 1 - LEAST / SILENT + 1e-9
# Cells that are places, of a column whose header begins by the word.
_FEW = 0.15
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


class Column(NamedTuple):
    """A column under examination.

    Attributes
    ----------
    cells
        Distinct texts of a sample of its filled cells.
    rows
        Texts of that sample, blanks and repetitions included: in all columns of the same rows.
    sure
        Role -> confidence in it, as far as it is known.
    """

    header: str
    words: str
    cells: list[str]
    rows: list[str]
    sure: dict[str, float]


def column_of(cells: pd.DataFrame, header: str) -> Column:
    """Take a column of a table, or as many of its rows as tell what it is."""
    values = cells[header]
    sample = values.iloc[:: max(1, len(values) // SAMPLE)]
    rows = [as_text(cell).strip() for cell in sample.tolist()]
    return Column(header, header_words(header), list(dict.fromkeys(filter(None, rows)))[:SAMPLE], rows, {})


def confidence(role: str, column: Column, geography: Geography) -> float:
    """Return how surely a column has a role, 0 to 1."""
    if role not in column.sure:
        column.sure[role] = _measured(role, column, geography)
    return column.sure[role]


def _measured(role: str, column: Column, geography: Geography) -> float:
    header = header_tells(role, column)
    usual = keeps_role(role, column)
    if not header or not (column.cells or usual):
        return 0.0
    if role == "amount" and unit_of(column.header).currency != EURO.currency:
        # Beside a column of euros, one of francs is the same money again.
        header *= WORD
    if role == "name" and header_tells("commune", column) > SILENT and _are_towns(column, geography):
        # "Lieu" may be what a thing is called or where it is; another column may have the name.
        header = LEAST
    test = f"{role} alone" if header <= SILENT and f"{role} alone" in TESTS else role
    first = column.cells[:_FIRST]
    if header <= SILENT and len(first) * (1 - valid(test, first, geography)) > _ODD * len(column.cells):
        # Whatever the other cells are, too many are none.
        return 0.0
    sure = header * valid(test, column.cells, geography)
    # A usual header keeps its role: of each row its cell then tells what is unknown. Where no cell is an
    # amount, the file is refused by what they say.
    kept = usual and (sure > 0 or role != "amount")
    kept = kept or (sure > _FEW * header and _begins(role, column))
    return max(sure, LEAST + 0.1 * sure) if kept else sure


def _are_towns(column: Column, geography: Geography) -> bool:
    return valid("commune", column.cells, geography) >= WORD


def digits_tell(columns: list[Column], geography: Geography) -> dict[str, dict[str, float]]:
    """Return what each column of five digits may be, where its neighbours or its header tell."""
    beside = Beside(
        names=[each.rows for each in columns if confidence("commune", each, geography) >= LEAST],
        postal_codes=[each.rows for each in columns if header_tells("postal_code", each)],
        departements=[each.rows for each in columns if confidence("departement", each, geography) >= LEAST],
        points=_degrees_beside(columns, geography),
    )
    found = {}
    for column in columns:
        if mostly_digits(column.cells):
            said = {role: header_tells(role, column) for role in DIGITS}
            hinted = bool(column.words) and CODE_HINTS.issuperset(column.words.split())
            found[column.header] = what_digits_are(
                column.rows, said, beside.without(column.rows), geography, hinted=hinted
            )
    return found


def _degrees_beside(columns: list[Column], geography: Geography) -> tuple[list[str], list[str]] | None:
    """Find the columns of longitudes and latitudes, by their headers."""
    pair = []
    for role in ("lon", "lat"):
        found = [(confidence(role, each, geography), each.rows) for each in columns]
        best = max(found, key=lambda one: one[0], default=(0.0, []))
        if best[0] < LEAST:
            return None
        pair.append(best[1])
    return pair[0], pair[1]


def header_tells(role: str, column: Column) -> float:
    """Return how surely a header alone says the role, 0 to 1."""
    names = [plain(name) for name in NAMES.get(role, ())]
    flat = column.words.replace(" ", "")
    if flat in names:
        # The earlier of two usual names is the more telling.
        return _EXACT - 0.001 * names.index(flat)
    words = column.words.split()
    if rules_out_header(role, column):
        return 0.0
    for rank, told in enumerate(WORDS.get(role, ())):
        if all(word in words for word in told.split()):
            less = _OF_SEAT if role in PLACE_ROLES and SITE.isdisjoint(words) and SEAT & {*words} else 0.0
            return (_COST if role == "amount" and of_costs(words) else WORD) - 0.001 * rank - less
    return SILENT if role in TELLING and ELSEWHERE.isdisjoint(words) else 0.0


def names_role(role: str, header: str) -> bool:
    """Check whether a header is a usual name of a role or holds a word of it."""
    return header_tells(role, Column(header, header_words(header), [], [], {})) > SILENT


def keeps_role(role: str, column: Column) -> bool:
    """Check whether a header is so usual a name of a role that it keeps it, whatever its cells are."""
    return role in KEPT and header_tells(role, column) > WORD


def _begins(role: str, column: Column) -> bool:
    """Check whether a header begins by a word of a place: "Communes concernées", "Territoire du projet"."""
    return any(f"{column.words} ".startswith(f"{word} ") for word in FIRST.get(role, ()))


def of_costs(words: list[str]) -> bool:
    """Tell "Montant op.", what all costs, from "Montant total de la subvention"."""
    granted = {*words} & {*GRANTED, *GIVEN, *PAID}
    return not granted and not COSTS.isdisjoint(words)


def rules_out_header(role: str, column: Column) -> bool:
    """Check whether a word of a header says that it is not the role; what stands in brackets says less."""
    said = f" {column.words} "
    if role not in STRICT:
        outside = header_words(_BRACKETS.sub(" ", column.header))
        if any(all(word in outside.split() for word in told.split()) for told in WORDS.get(role, ())):
            said = f" {outside} "
    return any(f" {word} " in said for word in rules_out(role, column.words.split()))


def valid(role: str, cells: list[str], geography: Geography) -> float:
    """Return the share of cells that are what a role asks for."""
    test = TESTS.get(role)
    if test is None:
        return 1.0
    if not cells:
        return 0.0
    return sum(map(bool, test(cells, geography))) / len(cells)
