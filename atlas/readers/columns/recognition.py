"""What each column of a table is, from its header and from its cells."""

import re
from collections.abc import Iterable, Iterator

import pandas as pd

from atlas.locate.coordinates import WGS84
from atlas.readers.cells.systems import stated_system
from atlas.readers.cells.values import as_text, number
from atlas.readers.columns.layouts import LAYOUTS, TYPES_BY_PREFIX, Found, find_layout, plain
from atlas.readers.columns.neighbours import mostly_digits
from atlas.readers.columns.persons import SHOWN, person_headers
from atlas.readers.columns.scores import (
    GIVEN,
    LEAST,
    SILENT,
    WORD,
    Column,
    confidence,
    digits_tell,
    header_tells,
    keeps_role,
    of_costs,
    valid,
)
from atlas.readers.columns.usual_headers import (
    FUNDERS,
    GRANTED,
    NOT,
    PAID,
    SEAT,
    SITE,
    header_words,
)
from atlas.readers.columns.yearly import share_columns, total_column, yearly_columns
from atlas.readers.model.mapping import PLACE_ROLES, ROLES, Kind, Mapping
from atlas.readers.model.raw import Raw
from atlas.readers.told.notes import Note
from atlas.territories import Geography, load_geography

_SAMPLE = 400
# One mark between digits: "1.234" may be a thousand and more, where no amount has two decimals.
_MARKED = re.compile(r"-?[0-9]+[.,][0-9]+")
# "2023/03/01 10:12:00 AM UTC+1", as forms stamp what they are sent.
_MOMENT = re.compile(r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}\b")
_THREE = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")


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
    return header_tells(role, Column(header, header_words(header), [], [], {})) > SILENT


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
        # "En attente" stands beside amounts as well.
        if other.cells and valid("amount", other.cells, load_geography()) >= SILENT:
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
    _keep_one_place(chosen)
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


def _take_granted(columns: list[Column], chosen: dict[str, tuple[str, float]], geography: Geography) -> None:
    """Of two columns of amounts take what a word says was granted, else what never exceeds the other."""
    taken = next((each for each in columns if each.header == chosen.get("amount", ("",))[0]), None)
    if taken is None or not GRANTED.isdisjoint(taken.words.split()):
        return
    for other in columns:
        words = other.words.split()
        paid = not PAID.isdisjoint(words) or any(map(str.isdigit, other.words))
        if other is taken or paid or of_costs(words) or _are_shares(taken, other):
            continue
        if confidence("amount", other, geography) < WORD / 2:
            continue
        if not GRANTED.isdisjoint(words) or _never_exceeds(other.rows, taken.rows):
            chosen["amount"] = (other.header, chosen["amount"][1])
            return


def _told_apart(taken: Column, other: Column) -> bool:
    """Check whether words, or sums that never exceed the others', tell which of two columns was granted."""
    ours, theirs = {*taken.words.split()}, {*other.words.split()}
    taxed = {"ht", "ttc"} <= ours ^ theirs
    if (
        taxed
        or _are_shares(taken, other)
        or not GRANTED.isdisjoint(theirs)
        or any(map(str.isdigit, other.words))
    ):
        return False
    if not GRANTED.isdisjoint(ours) or (of_costs([*theirs]) and not of_costs([*ours])):
        return True
    if theirs & PAID:
        return not ours & PAID
    return not theirs & GIVEN and _never_exceeds(taken.rows, other.rows)


def _are_shares(one: Column, other: Column) -> bool:
    """Check whether two columns of amounts are each the share of another funder."""
    ours, theirs = FUNDERS & {*one.words.split()}, FUNDERS & {*other.words.split()}
    return bool(ours and theirs) and ours != theirs


def _never_exceeds(ones: list[str], others: list[str]) -> bool:
    pairs = [(number(one), number(other)) for one, other in zip(ones, others, strict=True)]
    known = [(one, other) for one, other in pairs if one is not None and other is not None]
    return (
        len(known) > 1
        and all(one <= other for one, other in known)
        and any(one < other for one, other in known)
    )


def _take_years(columns: list[Column], chosen: dict[str, tuple[str, float]]) -> dict[str, str]:
    """Take the columns of amounts that are one for each year or funder, which are then nothing else."""
    rows = {each.header: each.rows for each in columns}
    taken, _ = chosen.get("amount", ("", 0.0))

    def tells(base: str) -> float:
        return header_tells("amount", Column(base, header_words(base), [], [], {}))

    years, sure = yearly_columns(rows, taken, tells)
    if not years:
        years, sure = share_columns(rows, taken, tells)
    if not years and (total := total_column(rows, taken, tells)):
        chosen["amount"] = (total, WORD)
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


def _whose(header: str) -> str:
    """Return whose place a header tells: of the seat, of the site, or "" where it tells neither or both."""
    words = {*header_words(header).split()}
    of_seat, of_site = bool(words & SEAT), bool(words & SITE)
    return "" if of_seat == of_site else "seat" if of_seat else "site"


def _keep_one_place(chosen: dict[str, tuple[str, float]]) -> None:
    """Join no "Code postal du siège" to a "Commune du projet": together they are no place."""
    meant = next((whose for role in ("code", "commune") if (whose := _whose(chosen.get(role, ("",))[0]))), "")
    for role in [role for role in chosen if role in PLACE_ROLES and meant]:
        if _whose(chosen[role][0]) not in {"", meant}:
            del chosen[role]


def place_notes(raw: Raw, mapping: Mapping) -> list[Note]:
    """Return which other column names the towns of the site, or of the seat, where one was taken."""
    taken = mapping.columns.get("code") or mapping.columns.get("commune", "")
    meant = _whose(taken)
    others = [
        header
        for header in map(str, raw.cells.columns)
        if meant and _whose(header) not in {"", meant} and names_role("commune", header)
    ]
    return [Note("other_places", {"column": taken, "others": ", ".join(others)})] if others else []


def _name_by_default(columns: list[Column], chosen: dict[str, tuple[str, float]]) -> None:
    """Take the first column of free texts that nothing else claims for the name."""
    claimed = {header for header, _ in chosen.values()} | person_headers([each.header for each in columns])
    for column in columns:
        letters = [text for text in column.cells if any(map(str.isalpha, text)) and not _MOMENT.match(text)]
        named = not any(f" {word} " in f" {column.words} " for word in NOT["name"])
        if named and column.header not in claimed and len(letters) > len(column.cells) / 2:
            chosen["name"] = (column.header, LEAST)
            return
