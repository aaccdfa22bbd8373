"""What each column of a table is, from its header and from its cells."""

import re
from collections.abc import Iterable, Iterator

import pandas as pd

from atlas.locate.coordinates import WGS84
from atlas.readers.cells.systems import stated_system
from atlas.readers.cells.values import as_text, number
from atlas.readers.columns.funders import funder_columns
from atlas.readers.columns.layouts import LAYOUTS, TYPES_BY_PREFIX, Found, find_layout, plain
from atlas.readers.columns.neighbours import mostly_digits
from atlas.readers.columns.persons import SHOWN, person_headers
from atlas.readers.columns.scores import (
    LEAST,
    SILENT,
    WORD,
    Column,
    column_of,
    confidence,
    digits_tell,
    header_tells,
    keeps_role,
    valid,
)
from atlas.readers.columns.sums import take_granted
from atlas.readers.columns.usual_headers import NOT, header_words
from atlas.readers.columns.whose import keep_one_place
from atlas.readers.columns.yearly import total_column, year_of, yearly_columns
from atlas.readers.model.mapping import PLACE_ROLES, ROLES, Kind, Mapping
from atlas.readers.model.raw import Raw
from atlas.territories import Geography, load_geography

# Of who receives, where a commune's part is its own money.
_PUBLIC = frozenset({"commune", "communes", "collectivite", "ouvrage"})
# "2023/03/01 10:12:00 AM UTC+1", as forms stamp what they are sent.
_MOMENT = re.compile(r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}\b")


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
    columns = [column_of(raw.cells, str(header)) for header in raw.cells.columns]
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
        funders = _take_funders(columns, chosen, geography) if kind == "funding" else {}
        years = _take_years(columns, chosen, funders) if kind == "funding" else {}
        found = Mapping(
            kind=kind,
            sheet=raw.sheet,
            columns={role: header for role, (header, _) in chosen.items()},
            confidence={role: round(confidence, 2) for role, (_, confidence) in chosen.items()},
            years=years,
            funders=funders,
            crs=_stated(chosen),
        )
    return found


def _stated(chosen: dict[str, tuple[str, float]]) -> str:
    """Return the system that the headers of x and y name, or that of degrees where they name none."""
    named = [stated_system(chosen[role][0]) for role in ("x", "y") if role in chosen]
    return next(filter(None, named), WGS84)


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
        take_granted(columns, chosen, geography)
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
    keep_one_place(chosen)
    if kind == "initiatives" and "name" not in chosen:
        _name_by_default(columns, chosen)
    return chosen


def _scores(
    columns: list[Column], kind: Kind, geography: Geography
) -> Iterator[tuple[float, int, int, str, str]]:
    """Return each role with each column that may have it: minus the confidence, their places, their names."""
    digits = digits_tell(columns, geography)
    persons = person_headers([each.header for each in columns])
    for place, role in enumerate(ROLES[kind]):
        found: list[tuple[float, int, Column]] = []
        for rank, column in enumerate(columns):
            if role in SHOWN and column.header in persons:
                continue
            decided = digits.get(column.header, {})
            sure = decided[role] if role in decided else confidence(role, column, geography)
            if sure >= LEAST:
                found.append((sure, rank, column))
        # Beside a "Commune" of any known town "Territoire" is none, whatever its cells are.
        usual = [sure for sure, _, each in found if sure > LEAST and keeps_role(role, each)]
        most = max(usual) - 0.001 if usual and role in PLACE_ROLES else 1.0
        for sure, rank, column in found:
            yield -(sure if keeps_role(role, column) else min(sure, most)), place, rank, role, column.header


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


def _take_years(
    columns: list[Column], chosen: dict[str, tuple[str, float]], funders: Iterable[str]
) -> dict[str, str]:
    """Take the columns of amounts that are one for each year, which are then nothing else."""
    if funders:
        years = {header: year_of(header) for header in funders}
        return years if all(years.values()) else {}
    rows = {each.header: each.rows for each in columns}
    taken, _ = chosen.get("amount", ("", 0.0))

    def tells(base: str) -> float:
        return header_tells("amount", Column(base, header_words(base), [], [], {}))

    years, sure = yearly_columns(rows, taken, tells)
    if not years and (total := total_column(rows, taken, tells)):
        chosen["amount"] = (total, WORD)
    _take_abreast(chosen, years, sure)
    return years


def _take_funders(
    columns: list[Column], chosen: dict[str, tuple[str, float]], geography: Geography
) -> dict[str, str]:
    """Take the columns of amounts that are one for each funder, where no other says who gave."""
    if "funder" in chosen:
        return {}
    taken, received = (chosen.get(role, ("", 0.0))[0] for role in ("amount", "beneficiary"))
    own = not received or not _PUBLIC.isdisjoint(header_words(received).split())
    funders = funder_columns(columns, taken, geography, own=own)
    _take_abreast(chosen, funders, WORD)
    return funders


def _take_abreast(chosen: dict[str, tuple[str, float]], abreast: dict[str, str], sure: float) -> None:
    """Take columns for amounts, which are then nothing else."""
    if abreast:
        for role in [role for role, (header, _) in chosen.items() if header in abreast]:
            del chosen[role]
        chosen["amount"] = (next(iter(abreast)), sure)


def _take_lone_name(columns: list[Column], chosen: dict[str, tuple[str, float]]) -> None:
    """Take "Nom" for who received where nothing else says it."""
    persons = person_headers([each.header for each in columns])
    named = [each.header for each in columns if each.words == "nom" and each.header not in persons]
    towns = chosen.get("commune", ("", 0.0))[0]
    if "beneficiaire" in header_words(towns):
        named.append(towns)
    if named and "beneficiary" not in chosen:
        chosen["beneficiary"] = (named[0], LEAST)


def _take_metres(columns: list[Column], chosen: dict[str, tuple[str, float]]) -> None:
    """Take columns called longitude and latitude that hold metres of Lambert 93 for what they are."""
    for role, metres, (low, high) in (("lon", "x", (1e5, 1.3e6)), ("lat", "y", (6e6, 7.2e6))):
        for column in columns:
            numbers = [number(text) for text in column.cells]
            inside = [value is not None and low <= value <= high for value in numbers]
            if header_tells(role, column) and inside and all(inside):
                chosen[metres] = (column.header, WORD)
                break


def _turn_postal(columns: list[Column], chosen: dict[str, tuple[str, float]], geography: Geography) -> None:
    """Turn columns of towns and of postal codes that stand under each other's header."""
    found = {each.header: each for each in columns}
    towns, codes = (found.get(chosen.get(role, ("", 0.0))[0]) for role in ("commune", "postal_code"))
    if towns is None or codes is None or not mostly_digits(towns.cells) or mostly_digits(codes.cells):
        return
    if valid("commune alone", codes.cells, geography) >= WORD:
        chosen["commune"], chosen["postal_code"] = chosen["postal_code"], chosen["commune"]


def _forget_lone_names(columns: list[Column], chosen: dict[str, tuple[str, float]]) -> None:
    """Many a family and club is called like a commune: cells alone tell one only inside a département."""
    header = chosen.get("commune", ("", 0.0))[0]
    silent = any(each.header == header and header_tells("commune", each) <= SILENT for each in columns)
    if silent and not {"departement", "postal_code"} & set(chosen):
        del chosen["commune"]


def _name_by_default(columns: list[Column], chosen: dict[str, tuple[str, float]]) -> None:
    """Take the first column of free texts that nothing else claims for the name."""
    persons = person_headers([each.header for each in columns])
    claimed = {header for header, _ in chosen.values()} | persons
    for column in columns:
        letters = [text for text in column.cells if any(map(str.isalpha, text)) and not _MOMENT.match(text)]
        named = not any(f" {word} " in f" {column.words} " for word in NOT["name"])
        if named and column.header not in claimed and len(letters) > len(column.cells) / 2:
            chosen["name"] = (column.header, LEAST)
            return
    # "Territoire ; Type": the territory is all that a row is called, unless it is a person's.
    place = next((chosen[role] for role in ("commune", "epci", "departement") if role in chosen), None)
    if place is not None and not persons:
        chosen["name"] = (place[0], LEAST)
