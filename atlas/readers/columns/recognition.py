"""What each column of a table is, from its header and from its cells."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pandas as pd

from atlas.locate.coordinates import WGS84
from atlas.readers.cells.currencies import EURO, unit_of
from atlas.readers.cells.systems import stated_system
from atlas.readers.cells.values import as_text, number
from atlas.readers.columns.cell_tests import TESTS
from atlas.readers.columns.layouts import LAYOUTS, TYPES_BY_PREFIX, Found, find_layout, plain
from atlas.readers.columns.neighbours import DIGITS, Beside, mostly_digits, what_digits_are
from atlas.readers.columns.persons import SHOWN, person_headers
from atlas.readers.columns.usual_headers import (
    CODE_HINTS,
    COSTS,
    ELSEWHERE,
    FIRST,
    GRANTED,
    KEPT,
    NAMES,
    NOT,
    PAID,
    STRICT,
    TELLING,
    WORDS,
    header_words,
    rules_out,
)
from atlas.readers.columns.yearly import yearly_columns
from atlas.readers.model.mapping import PLACE_ROLES, ROLES, Kind, Mapping
from atlas.readers.model.raw import Raw
from atlas.readers.told.notes import Note
from atlas.territories import Geography, load_geography

# A column is proposed for a role from this confidence on.
LEAST = 0.4
# What a header tells: it is the role's usual name, it holds one of its words, it says nothing.
_EXACT, _WORD, _SILENT = 1.0, 0.8, 0.5
# Amounts of what all costs are taken where there are no others.
_COST = 0.6
_SAMPLE = 400
# Words of money that is given, though they do not say whether it was granted.
_GIVEN = frozenset({"subvention", "subventions", "aide"})
# Cells of a column that no header names by which most are told, and how many of all may be otherwise.
_FIRST, _ODD = 100, 1 - LEAST / _SILENT + 1e-9
# Cells that are places, of a column whose header begins by the word.
_FEW = 0.15
# One mark between digits: "1.234" may be a thousand and more, where no amount has two decimals.
_MARKED = re.compile(r"-?[0-9]+[.,][0-9]+")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
# "2023/03/01 10:12:00 AM UTC+1", as forms stamp what they are sent.
_MOMENT = re.compile(r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}\b")
_THREE = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")


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


def recognise(raw: Raw, kind: Kind, *, geography: Geography | None = None) -> Mapping:
    """Propose what the columns of a table are.

    Notes
    -----
    The confidence in a column is the product of what its header tells (1 if it is a usual name of the role,
    0.8 if it holds a word of it, 0.5 if it tells nothing, for roles that cells can tell) and the share of a
    sample of its filled cells that are what the role asks for. Below `LEAST` nothing is proposed, but a usual
    name of a place or of amounts keeps its role whatever its cells are. Cells alone
    tell communes only beside a column of départements or postal codes, and five digits alone tell nothing:
    see `atlas.readers.columns.neighbours`.
    """
    known = find_layout(raw.cells.columns, kind)
    geography = geography or load_geography()
    columns = [_column(raw.cells, str(header)) for header in raw.cells.columns]
    if known is not None:
        sure = dict.fromkeys(known.columns, 1.0)
        places = _more_places(columns, known, kind, geography)
        constants = LAYOUTS[known.key].constants | _type_of_all(raw.cells, known.columns)
        found = Mapping(
            kind=kind,
            layout=known.key,
            sheet=raw.sheet,
            columns=known.columns | {role: header for role, (header, _) in places.items()},
            confidence=sure | {role: round(confidence, 2) for role, (_, confidence) in places.items()},
            constants=constants,
            crs=_stated(places),
        )
    else:
        chosen = _choose(columns, kind, geography)
        years = _take_years(columns, chosen) if kind == "funding" else {}
        found = Mapping(
            kind=kind,
            sheet=raw.sheet,
            columns={role: header for role, (header, _) in chosen.items()},
            confidence={role: round(confidence, 2) for role, (_, confidence) in chosen.items()},
            years=years,
            crs=_stated(chosen),
        )
    return found


def _stated(chosen: dict[str, tuple[str, float]]) -> str:
    """Return the system that the headers of x and y name, or that of degrees where they name none."""
    named = [stated_system(chosen[role][0]) for role in ("x", "y") if role in chosen]
    return next(filter(None, named), WGS84)


def names_role(role: str, header: str) -> bool:
    """Check whether a header is a usual name of a role or holds a word of it."""
    return _header(role, Column(header, header_words(header), [], [], {})) > _SILENT


def amount_notes(raw: Raw, mapping: Mapping, apart: Iterable[str] = ()) -> list[Note]:
    """Return where amounts may be others: in another column, or of thousands that look like decimals."""
    taken = mapping.columns.get("amount")
    if mapping.kind != "funding" or mapping.layout or taken is None:
        return []
    notes = []
    amounts = [as_text(cell).strip() for cell in raw.cells[taken].head(_SAMPLE).tolist()]
    marked = [text for text in amounts if _MARKED.fullmatch(text)]
    if len(marked) > 1 and all(map(_THREE.fullmatch, marked)):
        notes.append(Note("three_decimals", {"column": taken, "text": marked[0]}))
    others = []
    for header in map(str, raw.cells.columns):
        if header in {*mapping.columns.values(), *apart} or not names_role("amount", header):
            continue
        other = _column(raw.cells, header)
        if other.cells and _valid("amount", other.cells, load_geography()) >= _WORD:
            others += [header] * (not _told_apart(_column(raw.cells, taken), other))
    if others:
        notes.append(Note("other_amounts", {"column": taken, "others": ", ".join(others)}))
    return notes


def _more_places(
    columns: list[Column], known: Found, kind: Kind, geography: Geography
) -> dict[str, tuple[str, float]]:
    """Find the columns of places that a producer added to a known layout."""
    taken = {*known.columns.values()}
    ignored = {plain(header) for header in LAYOUTS[known.key].ignored}
    free = [each for each in columns if each.header not in taken and plain(each.header) not in ignored]
    chosen = _choose(free, kind, geography)
    return {
        role: found for role, found in chosen.items() if role in PLACE_ROLES and role not in known.columns
    }


def _type_of_all(cells: pd.DataFrame, columns: dict[str, str]) -> dict[str, str]:
    """Return the type that the identifiers of a known layout tell, where all tell the same."""
    if "identifier" not in columns or "type" in columns:
        return {}
    identifiers = cells[columns["identifier"]].map(as_text)
    types = [type_ for prefix, type_ in TYPES_BY_PREFIX.items() if identifiers.str.startswith(prefix).all()]
    return {"type": types[0]} if types and len(identifiers) else {}


def _column(cells: pd.DataFrame, header: str) -> Column:
    values = cells[header]
    sample = values.iloc[:: max(1, len(values) // _SAMPLE)]
    rows = [as_text(cell).strip() for cell in sample.tolist()]
    return Column(header, header_words(header), list(dict.fromkeys(filter(None, rows)))[:_SAMPLE], rows, {})


def _choose(columns: list[Column], kind: Kind, geography: Geography) -> dict[str, tuple[str, float]]:
    """Return the best column of each role; one may tell a place and something else, but no two places."""
    if kind == "funding":
        columns = _attributaires(columns)
    columns = _credits(columns)
    chosen: dict[str, tuple[str, float]] = {}
    taken: set[tuple[bool, str]] = set()
    # Of two columns that are as telling, the first of the file counts.
    for negative, _, _, role, header in sorted(_scores(columns, kind, geography)):
        family = (role in PLACE_ROLES, header)
        if role in chosen or family in taken:
            continue
        chosen[role] = (header, -negative)
        taken.add(family)
    if kind == "funding":
        _take_granted(columns, chosen, geography)
        _take_lone_name(columns, chosen)
        # A sum is no place, whoever gave it.
        sums = chosen.get("amount", ("", 0.0))[0]
        chosen = {role: own for role, own in chosen.items() if role not in PLACE_ROLES or own[0] != sums}
    _turn_postal(columns, chosen, geography)
    if "lon" not in chosen and "x" not in chosen:
        _take_metres(columns, chosen)
    for pair in (("lon", "lat"), ("x", "y")):
        if not all(role in chosen for role in pair):
            for role in pair:
                chosen.pop(role, None)
    _forget_lone_names(columns, chosen)
    if kind == "initiatives" and "name" not in chosen:
        _name_by_default(columns, chosen)
    return chosen


def _scores(
    columns: list[Column], kind: Kind, geography: Geography
) -> Iterator[tuple[float, int, int, str, str]]:
    """Return each role with each column that may have it: minus the confidence, their places, their names."""
    digits = _digits(columns, geography)
    persons = person_headers([each.header for each in columns])
    for place, role in enumerate(ROLES[kind]):
        for rank, column in enumerate(columns):
            if role in SHOWN and column.header in persons:
                continue
            decided = digits.get(column.header, {})
            confidence = decided[role] if role in decided else _confidence(role, column, geography)
            if confidence >= LEAST:
                yield -confidence, place, rank, role, column.header


def _attributaires(columns: list[Column]) -> list[Column]:
    """Read "attributaire" beside "bénéficiaire" as who grants; alone it is who receives."""
    if not any("beneficiaire" in each.words.split() for each in columns):
        return columns
    return [each._replace(words=each.words.replace("attributaire", "attribuant")) for each in columns]


def _credits(columns: list[Column]) -> list[Column]:
    """Read "CP" beside "AE" as crédits de paiement: sums, no postal codes."""
    if not any({"ae", "autorisation", "autorisations"} & {*each.words.split()} for each in columns):
        return columns
    return [each._replace(words="credits de paiement") if each.words == "cp" else each for each in columns]


def _take_granted(columns: list[Column], chosen: dict[str, tuple[str, float]], geography: Geography) -> None:
    """Of two columns of amounts take what a word says was granted, else what never exceeds the other."""
    taken = next((each for each in columns if each.header == chosen.get("amount", ("",))[0]), None)
    if taken is None or not GRANTED.isdisjoint(taken.words.split()):
        return
    for other in columns:
        words = other.words.split()
        paid = not PAID.isdisjoint(words) or any(map(str.isdigit, other.words))
        if other is taken or paid or _confidence("amount", other, geography) < _WORD / 2 or _of_costs(words):
            continue
        if not GRANTED.isdisjoint(words) or _never_exceeds(other.rows, taken.rows):
            chosen["amount"] = (other.header, chosen["amount"][1])
            return


def _told_apart(taken: Column, other: Column) -> bool:
    """Check whether words, or sums that never exceed the others', tell which of two columns was granted."""
    ours, theirs = {*taken.words.split()}, {*other.words.split()}
    taxed = {"ht", "ttc"} <= ours ^ theirs
    if taxed or not GRANTED.isdisjoint(theirs) or any(map(str.isdigit, other.words)):
        return False
    if not GRANTED.isdisjoint(ours) or (_of_costs([*theirs]) and not _of_costs([*ours])):
        return True
    if theirs & PAID:
        return not ours & PAID
    return not theirs & _GIVEN and _never_exceeds(taken.rows, other.rows)


def _never_exceeds(ones: list[str], others: list[str]) -> bool:
    pairs = [(number(one), number(other)) for one, other in zip(ones, others, strict=True)]
    known = [(one, other) for one, other in pairs if one is not None and other is not None]
    return (
        len(known) > 1
        and all(one <= other for one, other in known)
        and any(one < other for one, other in known)
    )


def _take_years(columns: list[Column], chosen: dict[str, tuple[str, float]]) -> dict[str, str]:
    """Take the columns of amounts that are one for each year, which are then nothing else."""
    rows = {each.header: each.rows for each in columns}
    taken, _ = chosen.get("amount", ("", 0.0))
    years, sure = yearly_columns(
        rows, taken, lambda base: _header("amount", Column(base, header_words(base), [], [], {}))
    )
    if years:
        for role in [role for role, (header, _) in chosen.items() if header in years]:
            del chosen[role]
        chosen["amount"] = (next(iter(years)), sure)
    return years


def _take_lone_name(columns: list[Column], chosen: dict[str, tuple[str, float]]) -> None:
    """Take "Nom" for who received where nothing else says it."""
    persons = person_headers([each.header for each in columns])
    named = [each.header for each in columns if each.words == "nom" and each.header not in persons]
    towns = chosen.get("commune", ("", 0.0))[0]
    named += [towns] * ("beneficiaire" in header_words(towns))
    if named and "beneficiary" not in chosen:
        chosen["beneficiary"] = (named[0], LEAST)


def _take_metres(columns: list[Column], chosen: dict[str, tuple[str, float]]) -> None:
    """Take columns called longitude and latitude that hold metres of Lambert 93 for what they are."""
    for role, metres, (low, high) in (("lon", "x", (1e5, 1.3e6)), ("lat", "y", (6e6, 7.2e6))):
        for column in columns:
            numbers = [number(text) for text in column.cells]
            inside = [value is not None and low <= value <= high for value in numbers]
            if _header(role, column) and inside and all(inside):
                chosen[metres] = (column.header, _WORD)
                break


def _turn_postal(columns: list[Column], chosen: dict[str, tuple[str, float]], geography: Geography) -> None:
    """Turn columns of towns and of postal codes that stand under each other's header."""
    found = {each.header: each for each in columns}
    towns, codes = (found.get(chosen.get(role, ("", 0.0))[0]) for role in ("commune", "postal_code"))
    if towns is None or codes is None or not mostly_digits(towns.cells) or mostly_digits(codes.cells):
        return
    if _valid("commune alone", codes.cells, geography) >= _WORD:
        chosen["commune"], chosen["postal_code"] = chosen["postal_code"], chosen["commune"]


def _forget_lone_names(columns: list[Column], chosen: dict[str, tuple[str, float]]) -> None:
    """Many a family and club is called like a commune: cells alone tell one only inside a département."""
    header = chosen.get("commune", ("", 0.0))[0]
    silent = any(each.header == header and _header("commune", each) <= _SILENT for each in columns)
    if silent and not {"departement", "postal_code"} & set(chosen):
        del chosen["commune"]


def _name_by_default(columns: list[Column], chosen: dict[str, tuple[str, float]]) -> None:
    """Take the first column of free texts that nothing else claims for the name."""
    claimed = {header for header, _ in chosen.values()} | person_headers([each.header for each in columns])
    for column in columns:
        letters = [text for text in column.cells if any(map(str.isalpha, text)) and not _MOMENT.match(text)]
        named = not any(f" {word} " in f" {column.words} " for word in NOT["name"])
        if named and column.header not in claimed and len(letters) > len(column.cells) / 2:
            chosen["name"] = (column.header, LEAST)
            return


def _confidence(role: str, column: Column, geography: Geography) -> float:
    if role not in column.sure:
        column.sure[role] = _measured(role, column, geography)
    return column.sure[role]


def _measured(role: str, column: Column, geography: Geography) -> float:
    header = _header(role, column)
    usual = header > _WORD and role in KEPT
    if not header or not (column.cells or usual):
        return 0.0
    if role == "amount" and unit_of(column.header).currency != EURO.currency:
        # Beside a column of euros, one of francs is the same money again.
        header *= _WORD
    test = f"{role} alone" if header <= _SILENT and f"{role} alone" in TESTS else role
    first = column.cells[:_FIRST]
    if header <= _SILENT and len(first) * (1 - _valid(test, first, geography)) > _ODD * len(column.cells):
        # Whatever the other cells are, too many are none.
        return 0.0
    sure = header * _valid(test, column.cells, geography)
    # A usual header keeps its role: of each row its cell then tells what is unknown. Where no cell is an
    # amount, the file is refused by what they say.
    kept = usual and (sure > 0 or role != "amount")
    kept = kept or (sure > _FEW * header and _begins(role, column))
    return max(sure, LEAST + 0.1 * sure) if kept else sure


def _digits(columns: list[Column], geography: Geography) -> dict[str, dict[str, float]]:
    """Return what each column of five digits may be, where its neighbours or its header tell."""
    beside = Beside(
        names=[each.rows for each in columns if _confidence("commune", each, geography) >= LEAST],
        postal_codes=[each.rows for each in columns if _header("postal_code", each)],
        departements=[each.rows for each in columns if _confidence("departement", each, geography) >= LEAST],
        points=_degrees_beside(columns, geography),
    )
    found = {}
    for column in columns:
        if mostly_digits(column.cells):
            said = {role: _header(role, column) for role in DIGITS}
            hinted = bool(column.words) and CODE_HINTS.issuperset(column.words.split())
            found[column.header] = what_digits_are(
                column.rows, said, beside.without(column.rows), geography, hinted=hinted
            )
    return found


def _degrees_beside(columns: list[Column], geography: Geography) -> tuple[list[str], list[str]] | None:
    """Find the columns of longitudes and latitudes, by their headers."""
    pair = []
    for role in ("lon", "lat"):
        found = [(_confidence(role, each, geography), each.rows) for each in columns]
        best = max(found, key=lambda one: one[0], default=(0.0, []))
        if best[0] < LEAST:
            return None
        pair.append(best[1])
    return pair[0], pair[1]


def _header(role: str, column: Column) -> float:
    names = [plain(name) for name in NAMES.get(role, ())]
    flat = column.words.replace(" ", "")
    if flat in names:
        # The earlier of two usual names is the more telling.
        return _EXACT - 0.001 * names.index(flat)
    words = column.words.split()
    if _ruled_out(role, column):
        return 0.0
    for rank, told in enumerate(WORDS.get(role, ())):
        if all(word in words for word in told.split()):
            return (_COST if role == "amount" and _of_costs(words) else _WORD) - 0.001 * rank
    return _SILENT if role in TELLING and ELSEWHERE.isdisjoint(words) else 0.0


def _begins(role: str, column: Column) -> bool:
    """Check whether a header begins by a word of a place: "Communes concernées", "Territoire du projet"."""
    return any(f"{column.words} ".startswith(f"{word} ") for word in FIRST.get(role, ()))


def _of_costs(words: list[str]) -> bool:
    """Tell "Montant op.", what all costs, from "Montant total de la subvention"."""
    granted = {*words} & {*GRANTED, *_GIVEN, *PAID}
    return not granted and not COSTS.isdisjoint(words)


def _ruled_out(role: str, column: Column) -> bool:
    """Check whether a word of a header says that it is not the role; what stands in brackets says less."""
    said = f" {column.words} "
    if role not in STRICT:
        outside = header_words(_BRACKETS.sub(" ", column.header))
        if any(all(word in outside.split() for word in told.split()) for told in WORDS.get(role, ())):
            said = f" {outside} "
    return any(f" {word} " in said for word in rules_out(role, column.words.split()))


def _valid(role: str, cells: list[str], geography: Geography) -> float:
    test = TESTS.get(role)
    if test is None:
        return 1.0
    if not cells:
        return 0.0
    return sum(map(bool, test(cells, geography))) / len(cells)
