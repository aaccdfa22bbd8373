"""Initiatives that the atlas or a kept batch has already, by their id or by type, place and name."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
from rapidfuzz import fuzz, process

from atlas.territories import normalise_name

# Below this two names of one type in one commune are two initiatives.
LEAST_SCORE = 92
_SURE = 100.0
_DIGITS = re.compile("[0-9]+")


class Known(NamedTuple):
    """One that is known in a commune, its name normalised."""

    id: str
    name: str
    type: str


def find_known(rows: pd.DataFrame, identifiers: pd.Series, known: pd.DataFrame) -> pd.Series:
    """Return which rows are initiatives that are known already."""
    known = known[~known.index.duplicated()]
    names = dict(zip(map(str, known.index), known["name"].fillna("").astype("str"), strict=True))
    places: dict[str, list[Known]] = {}
    for one, (name, kind, commune) in zip(names, _texts(known), strict=True):
        places.setdefault(commune, []).append(Known(one, normalise_name(name), kind))
    told: list[str] = []
    for identifier, (name, kind, commune) in zip(identifiers.tolist(), _texts(rows), strict=True):
        one, score = (identifier, _SURE) if identifier in names else ("", 0.0)
        if not one and commune:
            one, score = _most_alike(normalise_name(name), kind, places.get(commune, []))
        told.append(f"{one} {names[one]}, {score:.0f} %" if one else "")
    return pd.Series(told, index=rows.index, dtype="str")


def _texts(rows: pd.DataFrame) -> list[tuple[str, ...]]:
    table = rows[["name", "type", "seat_commune"]].astype("object").where(rows.notna(), "")
    return [tuple(map(str, row)) for row in table.itertuples(index=False, name=None)]


def _most_alike(name: str, kind: str, here: Sequence[Known]) -> tuple[str, float]:
    numbers = sorted(_DIGITS.findall(name))
    alike = {
        each.id: each.name
        for each in here
        if (not kind or not each.type or kind == each.type) and sorted(_DIGITS.findall(each.name)) == numbers
    }
    best = process.extractOne(name, alike, scorer=fuzz.token_sort_ratio, score_cutoff=LEAST_SCORE)
    return ("", 0.0) if best is None else (best[2], best[1])
