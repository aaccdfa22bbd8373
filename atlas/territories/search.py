"""Territories and perimeters found by what people type: part of a name, a code, a postal code."""

from collections import defaultdict
from collections.abc import Iterable

import pandas as pd
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from atlas.territories.geography import Geography
from atlas.territories.kept import kept_of
from atlas.territories.names import normalise_name
from atlas.vocabulary import LEVELS, PERIMETER

# Words that people write beside a name, and a length from which one wrong letter is a slip.
_SMALL = frozenset(
    {"de", "du", "des", "d", "la", "le", "les", "l", "en", "et", "sur", "pays", "region", "departement"}
)
_LONG = 4


def search(
    geography: Geography,
    text: str,
    *,
    levels: Iterable[str] | None = None,
    limit: int = 20,
) -> pd.DataFrame:
    """Find territories by part of a name, by code (former ones too) or by postal code.

    Returns
    -------
    found
        `level`, `code`, `name`, `departement` (several separated by "|") and `population`: exact answers
        first, then names that begin with the text, then names that contain it, the most populous first. Where
        there is none, names with a word for each word of the text, begun or written with one wrong letter.

    Examples
    --------
    >>> from atlas.territories import load_geography
    >>> search(load_geography(), "rennes", levels=["commune"], limit=1)["code"].tolist()
    ['35238']
    >>> search(load_geography(), "quinper bretagne", levels=["epci"])["name"].tolist()
    ['CA Quimper Bretagne Occidentale']
    """
    gazetteer, keys = _whole(geography)
    wanted = set(geography.levels if levels is None else levels)
    for level in wanted:
        geography.level(level)
    key, code = normalise_name(text), text.strip().upper()
    ranks: dict[int, int] = {}
    for row, name in keys:
        if key and key in name:
            rank = 0 if name == key else 1 if name.startswith(key) else 2
            ranks[row] = min(rank, ranks.get(row, rank))
    if any(character.isdigit() for character in code):
        served = {
            *geography.with_postal_code(code),
            *str(geography.former_codes["codes"].get(code, "")).split("|"),
        }
        for row, (level, own) in enumerate(zip(gazetteer["level"], gazetteer["code"], strict=True)):
            if own == code or (level == "commune" and own in served):
                ranks[row] = 0
            elif own.startswith(code):
                ranks[row] = 1
    ranks = ranks or dict.fromkeys(_by_words(geography, key), 3)
    found = gazetteer.take(list(ranks)).assign(rank=list(ranks.values()))
    found = found[found["level"].isin(wanted)]
    found = found.sort_values(["rank", "population"], ascending=[True, False], kind="stable")
    return found.drop(columns="rank").head(limit).reset_index(drop=True)


def _by_words(geography: Geography, key: str) -> set[int]:
    """Return the rows that have a word for each word of a text; small words say nothing."""
    words = _words(geography)
    more = _worded(_whole(geography)[1][len(_gazetteer(geography)[1]) :])
    listed = list(words | more)
    asked = [word for word in key.split() if word not in _SMALL]
    rows: list[set[int]] = []
    for word in asked:
        starts = [one[: len(word)] for one in listed]
        wrong = 1 if len(word) >= _LONG else 0
        close = process.extract(
            word, starts, scorer=DamerauLevenshtein.distance, score_cutoff=wrong, limit=None
        )
        # A letter too many or too few shifts the end of the beginning.
        longer = [one[: len(word) + 1] for one in listed] if wrong else []
        close += process.extract(
            word, longer, scorer=DamerauLevenshtein.distance, score_cutoff=wrong, limit=None
        )
        found = {listed[at] for _, _, at in close}
        rows.append(set().union(*(one.get(word, ()) for word in found for one in (words, more))))
    return set.intersection(*rows) if rows else set()


@kept_of(maxsize=2)
def _words(geography: Geography) -> dict[str, set[int]]:
    return _worded(_gazetteer(geography)[1])


def _worded(keys: list[tuple[int, str]]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for row, name in keys:
        for word in name.split():
            found[word].add(row)
    return dict(found)


def _whole(geography: Geography) -> tuple[pd.DataFrame, list[tuple[int, str]]]:
    """Put the perimeters below the official territories."""
    table, keys = _gazetteer(geography)
    if PERIMETER not in geography.levels:
        return table, keys
    more = _rows(geography, PERIMETER)
    names = [(len(table) + row, normalise_name(name)) for row, name in enumerate(more["name"].tolist())]
    return pd.concat([table, more], ignore_index=True), keys + names


def _rows(geography: Geography, level: str) -> pd.DataFrame:
    territories = geography.level(level)
    if level == "commune":
        areas = territories["departement"].fillna(territories["collectivite"])
    else:
        areas = pd.Series(["|".join(codes) for codes in territories["departements"]], territories.index)
    rows = territories.assign(departement=areas, level=level).reset_index()
    return rows[["level", "code", "name", "departement", "population"]]


@kept_of(maxsize=2)
def _gazetteer(geography: Geography) -> tuple[pd.DataFrame, list[tuple[int, str]]]:
    table = pd.concat([_rows(geography, level) for level in LEVELS], ignore_index=True)
    keys = [(row, normalise_name(name)) for row, name in enumerate(table["name"].tolist())]
    former = geography.former_names
    rows = geography.communes.index.get_indexer(pd.Index(former["commune"])).tolist()
    keys += [(row, normalise_name(name)) for row, name in zip(rows, former["name"].tolist(), strict=True)]
    return table, keys
