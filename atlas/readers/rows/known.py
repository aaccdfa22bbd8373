"""Initiatives that the atlas or a kept batch has already, by their id or by type, place and name."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd
from rapidfuzz import fuzz, process

from atlas.territories import normalise_name

# From the first on two names of one type in one commune are one initiative unless the reader says otherwise;
# from the second on they are two unless the reader says otherwise.
LEAST_SCORE, LEAST_DOUBT = 92, 80
SAME, APART = "same", "apart"
_SURE = 100.0
_DIGITS = re.compile("[0-9]+")


class Known(NamedTuple):
    """One that is known in a commune, its name normalised."""

    id: str
    name: str
    type: str


def find_pairs(rows: pd.DataFrame, identifiers: pd.Series, known: pd.DataFrame) -> pd.DataFrame:
    """Return which initiative each row is or resembles.

    Only rows that do: `id` and `name` of the one that is known, `score` from `LEAST_DOUBT` to 100.
    """
    known = known[~known.index.duplicated()]
    names = dict(zip(map(str, known.index), known["name"].fillna("").astype("str"), strict=True))
    places: dict[str, list[Known]] = {}
    for one, (name, kind, commune) in zip(names, _texts(known), strict=True):
        places.setdefault(commune, []).append(Known(one, normalise_name(name), kind))
    found: dict[object, tuple[str, str, float]] = {}
    columns = zip(rows.index, identifiers.tolist(), _texts(rows), strict=True)
    for row, identifier, (name, kind, commune) in columns:
        one, score = (identifier, _SURE) if identifier in names else ("", 0.0)
        if not one and commune:
            one, score = _most_alike(normalise_name(name), kind, places.get(commune, []))
        if one:
            found[row] = (one, names[one], score)
    return pd.DataFrame.from_dict(found, orient="index", columns=["id", "name", "score"])


def told_pairs(pairs: pd.DataFrame, index: pd.Index) -> pd.Series:
    """Write of each row which initiative it is or resembles, with the score; "" where none."""
    told = {row: f"{one} {name}, {score:.0f} %" for row, one, name, score in pairs.itertuples(name=None)}
    return pd.Series([told.get(row, "") for row in index], index=index, dtype="str")


def same_pairs(pairs: pd.DataFrame, decided: Mapping[object, str]) -> pd.Index:
    """Return the rows that are what they resemble, as the reader decided, else by their score."""
    said = pd.Series([decided.get(row, "") for row in pairs.index], index=pairs.index, dtype="str")
    return pairs.index[said.eq(SAME) | (pairs["score"].ge(LEAST_SCORE) & said.ne(APART))]


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
    best = process.extractOne(name, alike, scorer=fuzz.token_sort_ratio, score_cutoff=LEAST_DOUBT)
    return ("", 0.0) if best is None else (best[2], best[1])
