"""Rows of parts of an amount, and rows that add up those of the same words."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import product, takewhile

import numpy as np
import pandas as pd
import pyarrow.compute as pc
from numpy.typing import NDArray

from atlas.readers.cells.values import as_text, number
from atlas.readers.model.grid import blank
from atlas.readers.table.totals import CENT, labelled_rows, usual_columns
from atlas.readers.table.types import Texts
from atlas.readers.told.notes import Note

_PART = r"(?i)^\s*(?:dont\s|[-–—•>]\s*\pL)"
# These say that they are parts; a dash before a word only may, so that the sum must hold.
_SAID = re.compile(r"\s*dont\s", re.IGNORECASE)
# Alone in a cell of a row of several.
_ALONE = r"^\s*(?:(?:sous[- ]?)?total(?:\s+g[ée]n[ée]ral)?|ensemble)\s*:?\s*$"
_HALF = 0.5
# Columns -> what they hold -> the rows that hold it.
_Alike = dict[tuple[int, ...], defaultdict[tuple[object, ...], set[int]]]


def find_parts(cells: pd.DataFrame, columns: Sequence[Texts]) -> list[int]:
    """Find rows "dont …", parts of the amount above: they add up to it, or lack what its row has."""
    found: list[int] = []
    starts: set[int] = set()
    for texts, _ in columns:
        starts.update(pc.indices_nonzero(pc.match_substring_regex(texts, _PART)).to_pylist())
    whole, usual = -1, usual_columns(columns, starts and starts | labelled_rows(columns))
    rows = cells.to_numpy(dtype=object) if starts else np.empty((0, 0), dtype=object)
    groups: dict[int, list[int]] = {}
    lacking: set[int] = set()
    for place in sorted(starts):
        # Of several such rows under one another, the amount above all of them.
        whole = whole if place - 1 in starts else place - 1
        lacks = any(blank(cell) and most for cell, most in zip(rows[place], usual, strict=True))
        if whole >= 0:
            groups.setdefault(whole, []).append(place)
            lacking |= {place} if lacks or _lacks(rows[place], rows[whole]) else set()
    for whole, places in groups.items():
        said = [place for place in places if any(_SAID.match(as_text(cell)) for cell in rows[place])]
        some = [place for place in places if place in lacking or place in said]
        found += some if _add_up(rows[whole], rows[some]) else [*lacking.intersection(said)]
    return found


def _add_up(whole: NDArray[np.object_], parts: NDArray[np.object_]) -> bool:
    """Check whether an amount of a row is those of other rows together."""
    for cell, others in zip(whole, parts.T, strict=True):
        known = [value for other in others if (value := number(other)) is not None]
        total = number(cell)
        if total and len(known) == len(others) and abs(sum(known) - total) <= CENT:
            return True
    return False


def _lacks(row: NDArray[np.object_], other: NDArray[np.object_]) -> bool:
    return any(blank(cell) and not blank(own) for cell, own in zip(row, other, strict=True))


def find_group_totals(cells: pd.DataFrame, columns: Sequence[Texts], notes: list[Note]) -> list[int]:
    """Find rows "Die ; Jardin ; Total ; 300" beside rows of the same town and project, which they add up.

    Notes
    -----
    "Total" may also say that somebody was paid in full: the sum must hold for two rows or more, or, in a
    column where it did, for one.
    """
    said = [
        pc.indices_nonzero(pc.match_substring_regex(texts, _ALONE, ignore_case=True)).to_pylist()
        for texts, _ in columns
    ]
    labels = {label: places for label, places in enumerate(said) if 0 < len(places) <= _HALF * len(cells)}
    if not labels:
        return []
    rows = cells.to_numpy(dtype=object)
    # The total of a région adds up no totals of its départements.
    totals = {place for places in labels.values() for place in places}
    others = [place for place in range(len(rows)) if place not in totals]
    found: dict[int, tuple[int, int]] = {}
    for label, places in labels.items():
        alike: _Alike = {}
        summed = {place: _summed(rows, place, label, others, alike) for place in places}
        sure = {column for own in summed.values() for column, count in own.items() if count > 1}
        told = {place: sure & own.keys() for place, own in summed.items()}
        found |= {place: (min(ones), summed[place][min(ones)]) for place, ones in told.items() if ones}
    for place, (column, count) in sorted(found.items()):
        values = {"line": str(cells.index[place]), "column": str(cells.columns[column]), "rows": str(count)}
        notes.append(Note("total_verified", values))
    return sorted(found)


def _summed(
    rows: NDArray[np.object_], place: int, label: int, others: Sequence[int], alike: _Alike
) -> dict[int, int]:
    """Return the columns that a row sums up, and over how many rows that have its other words.

    These stand right above it, right below it, or anywhere.
    """
    row = rows[place]
    amounts = {at: total for at, cell in enumerate(row) if at != label and (total := number(cell))}
    keys = tuple(at for at, cell in enumerate(row) if at not in amounts and at != label and not blank(cell))
    if not keys:
        return {}
    if keys not in alike:
        alike[keys] = defaultdict(set)
        for other in others:
            alike[keys][tuple(rows[other, keys])].add(other)
    same = alike[keys][tuple(row[[*keys]])]
    above = [*takewhile(same.__contains__, range(place - 1, -1, -1))]
    below = [*takewhile(same.__contains__, range(place + 1, len(rows)))]
    summed: dict[int, int] = {}
    for parts, (at, total) in product((above, below, [*same]), amounts.items()):
        known = [value for cell in rows[parts, at] if (value := number(cell)) is not None]
        if known and abs(sum(known) - total) <= CENT:
            summed.setdefault(at, len(known))
    return summed
