"""What an edition of a list would change in the tables: new, changed, gone and unsure. Nothing is changed."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from collections.abc import Mapping as Table
from typing import NamedTuple

import pandas as pd

from atlas.refresh.ledger import Tables, by_key, known_values, mark
from atlas.refresh.lists import FOLLOWING, Listing
from atlas.refresh.matching import Match, match_rows
from atlas.refresh.places import communes_of
from atlas.refresh.rows import FIELDS, Read
from atlas.territories import Geography

ROWS = ("list", "producer_id", "match", "initiative_id", *FIELDS)
NEW = ("list", "producer_id", "initiative_id", "name", "seat_commune", "departement")
CHANGED = ("list", "producer_id", "initiative_id", "field", "before", "after", "outcome")
GONE = ("list", "producer_id", "initiative_id", "name", "status", "end_year", "outcome")
_BESIDE = ("name", "seat_commune", "departement", "status", "start_year")
UNSURE = (
    *("list", "producer_id", "initiative_id", "why", "score"),
    *(f"{side}_{field}" for field in _BESIDE for side in ("list", "atlas")),
    "decision",
)


class Proposal(NamedTuple):
    """What lists would change, every column a text.

    Attributes
    ----------
    rows
        All rows that were read: columns `ROWS`, with what each was matched by (`id`, `name`, `new`,
        `unsure`, `id_twice`).
    new
        Initiatives to add, columns `NEW`; a row that is taken out is not added.
    changed
        A field to set (`outcome` is `set`) or one that was corrected by hand and stays (`kept`).
    gone
        Rows of earlier editions that this one lacks, and what their initiatives would say: their `outcome` is
        `gone`, or `elsewhere` where another row still names the initiative, which stays as it is.
    unsure
        Rows beside those of the atlas that they may be; `decision` is for a person to fill, with `new` or the
        id of an initiative.
    """

    rows: pd.DataFrame
    new: pd.DataFrame
    changed: pd.DataFrame
    gone: pd.DataFrame
    unsure: pd.DataFrame


def joined(parts: Iterable[Proposal]) -> Proposal:
    """Put what several lists would change into one proposal."""
    empty = Proposal(*(_table([], columns) for columns in (ROWS, NEW, CHANGED, GONE, UNSURE)))
    return Proposal(*(pd.concat(each, ignore_index=True) for each in zip(empty, *parts, strict=True)))


def propose(one: Listing, read: Read, edition: str, tables: Tables, geography: Geography) -> Proposal:
    """Compare an edition of a list with the tables."""
    own = by_key(tables.ids[tables.ids["list"].eq(one.id)].set_index("producer_id"))
    initiatives = tables.said()
    ids = {key: record["initiative_id"] for key, record in own.items()}
    values = {key: known_values(record["fetched"]) for key, record in own.items()}
    names = {key: values[key].get("name") or initiatives[ids[key]]["name"] for key in own}
    of_type = {key: row for key, row in initiatives.items() if row["type"] == one.type}
    matches = match_rows(read.rows, ids, names, of_type, geography if one.perimeter else None)
    given = new_ids(one.id, [key for key, each in matches.items() if _is_new(each)], initiatives)
    read_rows = by_key(read.rows)
    same = same_value(geography)
    rows, new, changed, unsure = [], [], [], []
    for key, match in matches.items():
        row = read_rows[key]
        start = {"list": one.id, "producer_id": key, "initiative_id": match.initiative_id}
        kind = "id" if key in ids else "name"
        if match.initiative_id:
            current, last = initiatives[match.initiative_id], values.get(key, {})
            back = _taken_back(one, current, last) if kind == "id" and own[key]["until"] else []
            there = current | {each.field: each.after for each in back}
            found = back + compare(one.groups, row, there, last, same)
            changed += [start | each._asdict() for each in found]
        elif match.candidates:
            kind = "unsure"
            unsure += _beside(start, row, match, initiatives)
        else:
            kind, start["initiative_id"] = "new", given[key]
            new.append(row | start)
        rows.append(row | start | {"match": kind})
    rows += [{"list": one.id, "producer_id": key, "match": "id_twice"} for key in read.twice]
    listed = {*read_rows, *read.twice}
    gone = [key for key, record in own.items() if not record["until"] and key not in listed]
    return Proposal(
        _table(rows, ROWS),
        _table(new, NEW),
        _table(changed, CHANGED),
        _table(_gone(one, gone, edition, tables.ids, initiatives), GONE),
        _table(unsure, UNSURE),
    )


def _is_new(match: Match) -> bool:
    return not match.initiative_id and not match.candidates


def _table(rows: Iterable[dict[str, str]], columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(columns), dtype=object).fillna("")


class Change(NamedTuple):
    """One field of an initiative: what it says, what the list says, and which of them is to stand."""

    field: str
    before: str
    after: str
    outcome: str


Same = Callable[[str, str, str], bool]


def same_value(geography: Geography) -> Same:
    """Return what tells whether two values of a field say the same: two coverages by their communes."""

    def same(field: str, one: str, other: str) -> bool:
        if one == other or field != "coverage" or not (one and other):
            return one == other
        return communes_of(one, geography) == communes_of(other, geography)

    return same


def compare(
    groups: Iterable[tuple[str, ...]],
    row: Table[str, str],
    current: Table[str, str],
    last: Table[str, str],
    same: Same,
) -> list[Change]:
    """Compare what a list says of an initiative with what the atlas says.

    Parameters
    ----------
    groups
        Fields that stand or fall together, the one that leads first.
    last
        Field -> `mark` of the value that was last fetched. What differs from it was corrected by hand, or
        written before the first refresh: it is kept, and told where the list has changed since.

    Notes
    -----
    An empty cell of a list says nothing, and changes nothing.
    """
    changes = []
    for group in groups:
        lead = group[0]
        if not row[lead] or same(lead, row[lead], current[lead]):
            continue
        by_hand = any(
            mark(current[field]) != last.get(field, "") and not same(field, current[field], row[field])
            for field in group
            if field not in FOLLOWING
        )
        if by_hand and mark(row[lead]) == last.get(lead, ""):
            continue
        outcome = "kept" if by_hand else "set"
        changes += [
            Change(field, current[field], row[field], outcome)
            for field in group
            if current[field] != row[field]
        ]
    return changes


def _left(one: Listing) -> str:
    return f"absent de la liste « {one.title} »"


def _taken_back(one: Listing, current: Table[str, str], last: Table[str, str]) -> list[Change]:
    """Take back what was written of an initiative when its row left the list, now that it is there again."""
    status = " ; ".join(part for part in current["status"].split(" ; ") if not part.startswith(_left(one)))
    end = "" if mark(current["end_year"]) == last.get("end_year", "") else current["end_year"]
    after = {"status": status, "end_year": end}
    if current["inactive"] == "ended" and current["end_year"] and not end:
        after["inactive"] = ""
    return [Change(key, current[key], value, "set") for key, value in after.items() if current[key] != value]


def _beside(
    start: dict[str, str], row: dict[str, str], match: Match, initiatives: Table[str, dict[str, str]]
) -> list[dict[str, str]]:
    found = []
    for each in match.candidates:
        known = initiatives[each.initiative_id]
        told = {"initiative_id": each.initiative_id, "why": each.why, "score": f"{each.score:.0f}"}
        sides = {f"list_{field}": row[field] for field in _BESIDE}
        sides |= {f"atlas_{field}": known[field] for field in _BESIDE}
        found.append(start | told | sides)
    return found


def _gone(
    one: Listing,
    keys: Iterable[str],
    edition: str,
    ids: pd.DataFrame,
    initiatives: Table[str, dict[str, str]],
) -> list[dict[str, str]]:
    """Say what rows of an earlier edition become that this one lacks."""
    live = ids[ids["until"].eq("")]
    going = live["list"].eq(one.id) & live["producer_id"].isin(list(keys))
    staying = set(live.loc[~going, "initiative_id"])
    found = []
    for key, initiative in live.loc[going, ["producer_id", "initiative_id"]].itertuples(index=False):
        current = initiatives[initiative]
        told = {"list": one.id, "producer_id": key, "initiative_id": initiative}
        told |= {
            "name": current["name"],
            "status": current["status"],
            "end_year": current["end_year"],
            "outcome": "elsewhere",
        }
        if initiative not in staying:
            since = f"{_left(one)} depuis l'édition du {edition}"
            told |= {"status": " ; ".join(filter(None, [current["status"], since])), "outcome": "gone"}
            if one.leaving == "end" and not current["end_year"] and current["start_year"] <= edition[:4]:
                told["end_year"] = edition[:4]
        found.append(told)
    return found


def new_ids(prefix: str, keys: Iterable[str], taken: Iterable[str]) -> dict[str, str]:
    """Name new initiatives by their list and their producer's id, each once.

    Examples
    --------
    >>> new_ids("pat", ["12", "é 12", "É-12"], ["pat_12"])
    {'12': 'pat_12_2', 'é 12': 'pat_e_12', 'É-12': 'pat_e_12_2'}
    """
    used, given = set(taken), {}
    for key in keys:
        flat = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode().lower()
        name = f"{prefix}_{re.sub('[^a-z0-9]+', '_', flat).strip('_')}"
        number = 1
        while (found := name if number == 1 else f"{name}_{number}") in used:
            number += 1
        given[key] = found
        used.add(found)
    return given
