"""Columns of amounts side by side: which was granted, and what is told of the others."""

import re
from collections.abc import Iterable

from atlas.readers.cells.values import as_text, number
from atlas.readers.columns.scores import (
    GIVEN,
    SAMPLE,
    SILENT,
    WORD,
    Column,
    column_of,
    confidence,
    names_role,
    of_costs,
    valid,
)
from atlas.readers.columns.usual_headers import FUNDERS, GRANTED, PAID
from atlas.readers.model.mapping import Mapping
from atlas.readers.model.raw import Raw
from atlas.readers.told.notes import Note
from atlas.territories import Geography, load_geography

# One mark between digits: "1.234" may be a thousand and more, where no amount has two decimals.
_MARKED = re.compile(r"-?[0-9]+[.,][0-9]+")
_THREE = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")


def amount_notes(raw: Raw, mapping: Mapping, apart: Iterable[str] = ()) -> list[Note]:
    """Return where amounts may be others: in another column, or of thousands that look like decimals."""
    taken = mapping.columns.get("amount")
    if mapping.kind != "funding" or mapping.layout or taken is None:
        return []
    notes = []
    amounts = [as_text(cell).strip() for cell in raw.cells[taken].head(SAMPLE).tolist()]
    marked = [text for text in amounts if _MARKED.fullmatch(text)]
    if len(marked) > 1 and all(map(_THREE.fullmatch, marked)):
        notes.append(Note("three_decimals", {"column": taken, "text": marked[0]}))
    others = []
    for header in map(str, raw.cells.columns):
        if header in {*mapping.columns.values(), *apart} or not names_role("amount", header):
            continue
        other = column_of(raw.cells, header)
        # "En attente" stands beside amounts as well.
        if other.cells and valid("amount", other.cells, load_geography()) >= SILENT:
            others += [header] * (not _told_apart(column_of(raw.cells, taken), other))
    if others:
        notes.append(Note("other_amounts", {"column": taken, "others": ", ".join(others)}))
    return notes


def take_granted(columns: list[Column], chosen: dict[str, tuple[str, float]], geography: Geography) -> None:
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
    ours, theirs = (FUNDERS.keys() & {*each.words.split()} for each in (one, other))
    return bool(ours and theirs) and ours != theirs


def _never_exceeds(ones: list[str], others: list[str]) -> bool:
    pairs = [(number(one), number(other)) for one, other in zip(ones, others, strict=True)]
    known = [(one, other) for one, other in pairs if one is not None and other is not None]
    return (
        len(known) > 1
        and all(one <= other for one, other in known)
        and any(one < other for one, other in known)
    )
