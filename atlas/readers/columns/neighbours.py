"""Columns of five digits: codes of communes, postal codes or neither, as their neighbours say row by row."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import pandas as pd

from atlas.readers.cells.place_words import bare_code, departement_code, split_name
from atlas.readers.cells.values import number
from atlas.territories import Geography

# Roles of columns of digits, which their cells alone never tell.
DIGITS = ("code", "postal_code")
_FIVE = re.compile(r"[0-9]{4,5}|2[ABab][0-9]{3}")
# So many of the rows that can be compared must agree with a neighbour, or contradict the header.
_AGREE, _CONTRADICT = 0.8, 0.5
_MOST = 0.5
# Of a département's rows nearly all: numbers that begin by the département are no codes yet.
_NEARLY_ALL = 0.9
# Degrees between a point and the seat of its commune, at the very most.
_NEAR = 0.25
# What is believed on neighbours' word alone, and against a header.
_TOLD, _HEADED = 0.5, 0.8
# Of the codes of communes one in eleven is a postal code too: so many different ones are none.
_FEWEST_POSTAL = 3

Served = Callable[[str], Sequence[str]]


@dataclass(frozen=True)
class Beside:
    """Texts of the columns beside one, of the same rows."""

    names: list[list[str]]
    postal_codes: list[list[str]]
    departements: list[list[str]]
    points: tuple[list[str], list[str]] | None

    def without(self, rows: list[str]) -> "Beside":
        """Leave a column out, which is no witness of itself."""
        return replace(
            self,
            names=[each for each in self.names if each is not rows],
            postal_codes=[each for each in self.postal_codes if each is not rows],
            departements=[each for each in self.departements if each is not rows],
        )


def mostly_digits(cells: Sequence[str]) -> bool:
    """Check whether most cells may be codes of communes or postal codes."""
    return sum(bool(_FIVE.fullmatch(bare_code(text))) for text in cells) > _MOST * len(cells)


def what_digits_are(
    rows: list[str], said: dict[str, float], beside: Beside, geography: Geography, *, hinted: bool
) -> dict[str, float]:
    """Return with which confidence a column of digits has each role of `DIGITS`, where neighbours decide it.

    Notes
    -----
    More than half of all postal codes are also the code of some other commune, and so are most numbers of a
    file: a column that no header names is believed only where names of towns, postal codes or points of the
    same rows agree with it, and one whose header they contradict on most rows is not.
    """
    bare = [bare_code(text).upper() for text in rows]
    meanings = {"code": _commune_of(bare, geography), "postal_code": geography.with_postal_code}
    agreed = {role: _agreement(bare, means, beside, geography) for role, means in meanings.items()}
    found = {}
    for role, other in (DIGITS, DIGITS[::-1]):
        own, others = agreed[role], agreed[other]
        if own is None or others is None:
            continue
        if said[role] and own < _CONTRADICT <= others:
            found[role] = 0.0
        elif not said[role]:
            sure = own >= _AGREE if role == "code" else own > _CONTRADICT
            found[role] = max(_TOLD * own, 0.4) if sure and own > others else 0.0
    if said["code"] and not found and agreed["code"] is None and _only_postal(bare, meanings):
        found = {"code": 0.0, "postal_code": _HEADED}
    if not said["code"] and "code" not in found:
        same = _in_departement(bare, meanings["code"], beside, geography) if hinted else 0.0
        found["code"] = _TOLD * same if same >= _NEARLY_ALL and not said["postal_code"] else 0.0
    return found


def _only_postal(rows: list[str], meanings: dict[str, Served]) -> bool:
    """Check whether digits are all postal codes, and some of them no code of a commune."""
    codes = {text for text in rows if text}
    postal = len(codes) >= _FEWEST_POSTAL and all(map(meanings["postal_code"], codes))
    return postal and not all(map(meanings["code"], codes))


def _commune_of(rows: list[str], geography: Geography) -> Served:
    """Resolve all codes at once, whose communes are then asked for one by one."""
    codes = pd.Series(sorted({text.zfill(5) for text in rows if _FIVE.fullmatch(text)}), dtype="str")
    resolved = geography.resolve(codes)
    sure = resolved["outcome"].isin(["current", "successor"]).to_numpy()
    known = dict(zip(codes[sure], resolved["commune"].astype("str")[sure], strict=True))
    return lambda text: [known[text.zfill(5)]] if text.zfill(5) in known else []


def _agreement(rows: list[str], means: Served, beside: Beside, geography: Geography) -> float | None:
    """Return the share of comparable rows that neighbours agree with; None where there is none."""
    known = {text: set(means(text)) for text in set(rows) if _FIVE.fullmatch(text)}
    named = _namer(geography)
    pairs: list[tuple[str, set[str]]] = []
    for names in beside.names:
        pairs += zip(rows, map(named, names), strict=True)
    if not any(there for _, there in pairs):
        pairs = _by_points(rows, known, beside, geography) or [
            pair
            for codes in beside.postal_codes
            for pair in zip(
                rows, (set(geography.with_postal_code(bare_code(one))) for one in codes), strict=True
            )
        ]
    compared = [bool(known[text] & there) for text, there in pairs if there and text in known]
    return sum(compared) / len(compared) if compared else None


def _namer(geography: Geography) -> Callable[[str], set[str]]:
    known: dict[str, set[str]] = {}

    def named(text: str) -> set[str]:
        if text not in known:
            known[text] = set(geography.named(split_name(text, geography).name)) if text else set()
        return known[text]

    return named


def _by_points(
    rows: list[str], known: dict[str, set[str]], beside: Beside, geography: Geography
) -> list[tuple[str, set[str]]]:
    """Give, of what each row's digits may mean, what lies near its point; {""} where nothing does."""
    if beside.points is None:
        return []
    seats = geography.communes[["seat_lon", "seat_lat"]]
    pairs = []
    for text, lon, lat in zip(rows, *beside.points, strict=True):
        x, y = number(lon), number(lat)
        if x is None or y is None or not (x or y) or text not in known:
            continue
        there = seats.loc[sorted(known[text])]
        near = there[(there["seat_lon"] - x).abs().le(_NEAR) & (there["seat_lat"] - y).abs().le(_NEAR)]
        pairs.append((text, {*near.index} or {""}))
    return pairs


def _in_departement(rows: list[str], means: Served, beside: Beside, geography: Geography) -> float:
    """Return the share of rows whose digits are the code of a commune of the département beside them."""
    best = 0.0
    own = geography.communes["departement"]
    for departements in beside.departements:
        filled = [(text, told) for text, told in zip(rows, departements, strict=True) if text and told]
        codes = {told: departement_code(told, geography) for _, told in filled}
        agree = [
            codes[told] is not None and codes[told] in {own[code] for code in means(text)}
            for text, told in filled
        ]
        if agree and not _consecutive([text for text, _ in filled]):
            best = max(best, sum(agree) / len(agree))
    return best


def _consecutive(texts: list[str]) -> bool:
    """Recognise a run of numbers, which counts files and no communes."""
    numbers = sorted({int(text) for text in texts if text.isdigit()})
    steps = [after - before for before, after in pairwise(numbers)]
    return len(steps) > 1 and sum(step == 1 for step in steps) > _MOST * len(steps)
