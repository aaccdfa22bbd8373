"""Which row of the atlas each row of a list is: by the producer's id, else by type, place and name."""

import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping as Table
from typing import Literal, NamedTuple

import pandas as pd
from rapidfuzz import fuzz

from atlas.refresh.ledger import by_key
from atlas.refresh.places import communes_of
from atlas.territories import Geography, normalise_name

# In one place, names from SURE on are one initiative, below LEAST they are two, unless one holds the other.
# Of the 160 PAT of the national file that the atlas had in 2026, 104 were found so, 52 put beside the right
# one and 4 missed; of the 302 others one was taken for a row of its very name and seat, 18 put beside one.
SURE = 92.0
LEAST = 60.0
HELD = 85.0
HELD_ELSEWHERE = 90.0
# A word of more names than this says little of any of them: "projet alimentaire territorial".
_COMMON_SHARE = 0.03
_COMMON_LEAST = 3
_DIGITS = re.compile("[0-9]+")

# Two ids exchanged names; names or territories alike; one name in two places; several fit; it has an id.
Why = Literal["swapped", "alike", "elsewhere", "several", "taken"]


class Candidate(NamedTuple):
    """A row of the atlas that a row of a list may be: a score of 0 to 100 and why it is in doubt."""

    initiative_id: str
    score: float
    why: Why


class Match(NamedTuple):
    """What a row of a list is: an initiative, else in doubt between candidates, else new."""

    initiative_id: str = ""
    candidates: tuple[Candidate, ...] = ()


class _Place(NamedTuple):
    """What a row is known by, the words of its name that are its own, and where it is."""

    name: str
    commune: str
    departements: frozenset[str]
    communes: frozenset[str]


def match_rows(
    rows: pd.DataFrame,
    ids: Table[str, str],
    names: Table[str, str],
    initiatives: Table[str, Table[str, str]],
    geography: Geography | None = None,
) -> dict[str, Match]:
    """Match the rows of a list with the initiatives of its type.

    Parameters
    ----------
    rows
        See `atlas.refresh.rows.Read.rows`.
    ids
        Producer's id -> initiative, as recorded when they were matched before.
    names
        Producer's id -> name that was last fetched under it, where one was.
    initiatives
        What the atlas says of those of the list's type, by id.
    geography
        Given where a row is a territory: then one territory, or one seat, casts a doubt whatever the names.

    Returns
    -------
    dict
        Producer's id -> match. An id that is known decides, but where two ids have exchanged their names.
    """
    matches: dict[str, Match] = {}
    listed = by_key(rows)
    bearers = {normalise_name(name): one for one, name in names.items()}
    for one in (key for key in listed if key in ids):
        name, before = normalise_name(listed[one]["name"]), normalise_name(names.get(one, ""))
        other = bearers.get(name, one)
        score = name_score(name, before)
        if before and other != one and score < SURE:
            doubt = (Candidate(ids[other], 100.0, "swapped"), Candidate(ids[one], score, "swapped"))
            matches[one] = Match(candidates=doubt)
        else:
            matches[one] = Match(ids[one])
    new = [key for key in listed if key not in ids]
    if not new:
        return matches
    taken = {ids[one] for one in matches}
    common = common_words([*rows["name"], *(known["name"] for known in initiatives.values())])
    known = {key: _place(row, common, geography) for key, row in initiatives.items()}
    near = _by_departement(known)
    found = {}
    for key in new:
        place = _place(listed[key], common, geography)
        asked = (place.departements | {""}) if place.departements else set(near)
        there = {one: known[one] for area in sorted(asked) for one in near.get(area, ())}
        found[key] = _match(place, there, taken, territories=geography is not None)
    return matches | _claimed_once(found)


def common_words(names: Iterable[str]) -> frozenset[str]:
    """Return the words of so many names that they tell none apart."""
    every = list(names)
    counts = Counter(word for name in every for word in set(normalise_name(name).split()))
    most = max(_COMMON_LEAST, _COMMON_SHARE * len(every))
    return frozenset(word for word, count in counts.items() if count > most)


def name_score(name: str, other: str) -> float:
    """Return how alike two normalised names are, 0 to 100; names with other numbers are two.

    Examples
    --------
    >>> name_score("pat du pays de die", "pays de die pat du")
    100.0
    >>> name_score("fabrique 1", "fabrique 2")
    0.0
    """
    if sorted(_DIGITS.findall(name)) != sorted(_DIGITS.findall(other)):
        return 0.0
    return float(fuzz.token_sort_ratio(name, other))


def _place(row: Table[str, str], common: frozenset[str], geography: Geography | None) -> _Place:
    whole = normalise_name(row["name"])
    name = " ".join(word for word in whole.split() if word not in common) or whole
    communes = communes_of(row["coverage"], geography) if geography else frozenset()
    areas = {row["departement"]}
    if geography and communes:
        areas.update(geography.communes.loc[list(communes), "departement"].dropna())
    return _Place(name, row["seat_commune"], frozenset(filter(None, areas)), communes)


def _by_departement(known: Table[str, _Place]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {}
    for one, place in known.items():
        for area in place.departements or {""}:
            near.setdefault(area, []).append(one)
    return near


def _match(place: _Place, near: Table[str, _Place], taken: set[str], *, territories: bool) -> Match:
    found: list[Candidate] = []
    for one, known in near.items():
        score, held = name_score(place.name, known.name), fuzz.token_set_ratio(place.name, known.name)
        here = bool(place.commune) and known.commune == place.commune
        here = here or (bool(place.communes) and known.communes == place.communes)
        if here and (score >= LEAST or held >= HELD or territories):
            found.append(Candidate(one, score, "taken" if one in taken else "alike"))
        elif not here and (score >= SURE or held >= HELD_ELSEWHERE):
            found.append(Candidate(one, score, "elsewhere"))
    found.sort(key=lambda each: -each.score)
    sure = [each for each in found if each.why in ("alike", "taken") and each.score >= SURE]
    if len(sure) == 1 and sure[0].why == "alike":
        return Match(sure[0].initiative_id, (sure[0],))
    return Match(candidates=tuple(each._replace(why="several") if len(sure) > 1 else each for each in found))


def _claimed_once(matches: dict[str, Match]) -> dict[str, Match]:
    """Put in doubt the rows that all would be one initiative."""
    claims = Counter(match.initiative_id for match in matches.values() if match.initiative_id)
    return {
        one: Match(candidates=tuple(each._replace(why="several") for each in match.candidates))
        if claims[match.initiative_id] > 1
        else match
        for one, match in matches.items()
    }
