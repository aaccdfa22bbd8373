"""Rows whose beneficiary is a commune, an EPCI, a département or a région: placed by it."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from atlas.readers.cells.body_words import HINT, read_body
from atlas.readers.cells.sirens import number_faults, of_siren
from atlas.readers.model.mapping import Mapping
from atlas.readers.model.raw import Raw
from atlas.readers.told.details import Told
from atlas.territories import Geography
from atlas.territories.places import split_coverage
from atlas.territories.sirens import siren_places

# What a body lies in, the finest first; a bassin de vie is no body.
_LEVELS = ("commune", "epci", "departement", "region")
_NOWHERE = len(_LEVELS)
# How the SIREN of communes, départements, régions and EPCI begin, but for a few new ones.
_PUBLIC = r"2[0-4]"
_SIREN = 9
# What a row's own code may have been.
_FORMER = ("unknown_code", "unknown_epci")
_COLUMNS = (*_LEVELS, "located_by", "problem", "candidates")


class Body(NamedTuple):
    """Whom a coverage stands for.

    Attributes
    ----------
    own
        Level -> its code at each level where it is in one territory, from its own level up.
    inside
        Level -> all that its communes lie in.
    """

    label: str
    own: dict[str, str]
    inside: dict[str, frozenset[str]]


def place_beneficiaries(  # noqa: PLR0913 - what stands in a row, and where it is told
    table: pd.DataFrame, frame: pd.DataFrame, raw: Raw, mapping: Mapping, geography: Geography, *, told: Told
) -> None:
    """Place by its beneficiary what no commune or EPCI places; tell whom it is, and what it contradicts.

    Notes
    -----
    The place that a row states stays: the beneficiary finds a finer one inside it or, by its SIREN, is told
    to contradict it. A number whose key is wrong places nothing, nor does a name beside the number of anybody
    else, or of an EPCI that is no more: today's of that name may be another.
    """
    columns = mapping.columns
    blank = pd.Series("", index=table.index, dtype="str")
    numbers, table["number_fault"] = _numbers(raw, columns)
    places = siren_places(geography)
    by_siren = numbers.map({number: places.get(number, "") for number in numbers.unique()}).astype("str")
    served = frame.get("postal_code", blank)
    public = numbers.eq("") | numbers.str.match(_PUBLIC)
    # Beside a stated commune a name says nothing.
    asked = table["commune"].isna() & (public | by_siren.ne(""))
    texts = raw.cells[columns["beneficiary"]].str.strip() if "beneficiary" in columns else blank
    names = _names(texts.where(asked, ""), table["departement"].fillna(""), served, geography)
    found = names[names.astype(bool)]
    single = found.map(lambda bodies: bodies[0] if len(bodies) == 1 else "")
    by_name = single.reindex(names.index, fill_value="").astype("str")
    former = by_name.str.startswith("epci:") & numbers.ne("") | table["problem"].isin(_FORMER)
    by_name = by_name.where(public & ~former, "")
    bodies = by_siren.where(by_siren.ne(""), by_name)
    rows = table.index[bodies.ne("") & ~_agreed(table, bodies)]
    same = columns.get("commune") == columns.get("beneficiary")
    answered = {"missing", "no_place", "shared_point", "vague_point", *(["unknown_name"] if same else [])}
    stated = table.loc[rows, list(_COLUMNS)].astype("object").where(lambda cells: cells.notna(), "")
    placed: dict[int, Body] = {}
    against: dict[int, Body] = {}
    for row, given in zip(rows, stated.itertuples(index=False), strict=True):
        body, number = _body(bodies[row], geography), by_siren[row]
        misnamed = number and names[row] and number not in names[row]
        if misnamed or _contradicts(given, body):
            if number:
                against[row] = body
        elif _finest(body) < _stated(given):
            placed[row] = body
    untold = table["problem"].isna() | table["problem"].isin(answered)
    _tell_several(table, found[public], untold)
    doubted = untold & table.index.isin(list(against))
    table["problem"] = table["problem"].mask(doubted, "contradicts_siren")
    table["candidates"] = table["candidates"].mask(doubted, _own_codes(against, table.index))
    settled = table.index.isin(list(placed)) & (untold | table["problem"].eq("ambiguous"))
    table.loc[settled, ["problem", "candidates"]] = None
    _write(table, placed, geography)
    how = by_siren.ne("").map({True: "siren", False: "beneficiary_name"}).astype("str")
    table["located_by"] = table["located_by"].mask(table.index.isin(list(placed)), how)
    named = {row: body.label for row, body in (placed | against).items()}
    labels = pd.Series(blank.index.map(named), index=blank.index)
    for key in ("siren", "beneficiary_name"):
        told.detail(how.eq(key) & table.index.isin(list(placed)), key, labels)
    told.detail(doubted, "contradicts_siren", labels)


def _numbers(raw: Raw, columns: dict[str, str]) -> tuple[pd.Series, pd.Series]:
    """Return the SIREN of each row's beneficiary, "" where it has no sound one, and what is wrong with it."""
    if "beneficiary_id" not in columns:
        blank = pd.Series("", index=raw.cells.index, dtype="str")
        return blank, blank.mask(blank.eq(""))
    header = columns["beneficiary_id"]
    texts = raw.cells[header]
    digits = texts.str.replace(r"\D", "", regex=True).str[:_SIREN]
    faults = number_faults(texts, siren=of_siren(header))
    return digits.where(texts.ne("") & faults.isna(), ""), faults


def _names(texts: pd.Series, areas: pd.Series, served: pd.Series, geography: Geography) -> pd.Series:
    """Return whom each beneficiary may be by its name, département and postal code."""
    names = pd.Series([()] * len(texts), index=texts.index, dtype=object)
    rows = texts.index[texts.str.contains(HINT, regex=True)] if texts.ne("").any() else texts.index[:0]
    keys = pd.Series(list(zip(texts[rows], areas[rows], served[rows], strict=True)), index=rows, dtype=object)
    found = {key: read_body(key[0], geography, departement=key[1], served=key[2]) for key in keys.unique()}
    names.loc[rows] = keys.map(found)
    return names


def _agreed(table: pd.DataFrame, bodies: pd.Series) -> "pd.Series[bool]":
    """Find the rows that lie in the very commune or EPCI of their beneficiary, as most that state one do."""
    commune, epci = table["commune"].fillna(""), table["epci"].fillna("")
    in_epci = bodies.eq("epci:" + epci) & (
        commune.ne("") | table["located_by"].eq("epci").fillna(value=False)
    )
    return bodies.eq("commune:" + commune) | in_epci


@lru_cache(maxsize=2**16)
def _body(coverage: str, geography: Geography) -> Body:
    parts = split_coverage(coverage)
    level, code = parts[0]
    table, above = geography.level(level), _LEVELS[_LEVELS.index(level) + 1 :]
    if len(parts) == 1:
        # Who lies in it lies in its code.
        found = {level: [code]} | {
            one: [table[one][code]] if level == "commune" else list(table[f"{one}s"][code]) for one in above
        }
    else:
        members = np.unique(np.concatenate([geography.members(*part) for part in parts]))
        rows = geography.communes.loc[members]
        found = {"commune": list(members)} | {one: list(rows[one].unique()) for one in _LEVELS[1:]}
    inside = {one: frozenset(str(each) for each in codes if pd.notna(each)) for one, codes in found.items()}
    from_own = _LEVELS[_LEVELS.index(level) + (len(parts) > 1) :]
    own = {one: next(iter(inside[one])) for one in from_own if len(inside[one]) == 1}
    label = ", ".join(f"{geography.name(*part)} ({part.code})" for part in parts)
    return Body(label, own, inside)


def _contradicts(given: object, body: Body) -> bool:
    """Check whether a row lies outside its beneficiary, or may only mean communes that are not it."""
    stated = {level: str(getattr(given, level)) for level in _LEVELS}
    inside = {level: body.inside.get(level) for level in _LEVELS}
    outside = any(code and (own := inside[level]) and code not in own for level, code in stated.items())
    among = {*str(getattr(given, "candidates")).split("|")} - {""}  # noqa: B009 - a row of a table
    return outside or bool(among and "commune" in body.own and body.own["commune"] not in among)


def _finest(body: Body) -> int:
    return next((rank for rank, level in enumerate(_LEVELS) if level in body.own), _NOWHERE)


def _stated(given: object) -> int:
    """Return which level a row states, 0 where a beneficiary tells nothing finer."""
    how = str(getattr(given, "located_by"))  # noqa: B009 - a row of a table
    return _NOWHERE if not how else _LEVELS.index(how) if how in {"departement", "region"} else 0


def _tell_several(table: pd.DataFrame, names: pd.Series, untold: "pd.Series[bool]") -> None:
    """Return, of rows that nothing places, which communes bear the beneficiary's name."""
    homonyms = names.index[names.map(len).gt(1)]
    if homonyms.empty:
        return
    rows = table.index.isin(homonyms) & untold & table["located_by"].isna()
    table["problem"] = table["problem"].mask(rows, "ambiguous")
    codes = names[rows[names.index]].map(lambda found: "|".join(place.partition(":")[2] for place in found))
    table.loc[codes.index, "candidates"] = codes.astype("str")


def _own_codes(bodies: dict[int, Body], index: pd.Index) -> pd.Series:
    codes = [bodies[row].own.get("commune") if row in bodies else None for row in index]
    return pd.Series(codes, index=index, dtype="str")


def _write(table: pd.DataFrame, placed: dict[int, Body], geography: Geography) -> None:
    """Write the territories of the bodies into their rows."""
    rows = pd.Index(list(placed))
    if rows.empty:
        return
    own = pd.DataFrame([body.own for body in placed.values()], index=rows, columns=[*_LEVELS], dtype="str")
    # Of two départements the one that a row states stays.
    own = own.fillna(table.loc[rows, [*_LEVELS]])
    for level in ("bassin_de_vie", "setting"):
        own[level] = own["commune"].map(geography.communes[level]).astype(table[level].dtype)
    table.loc[rows, own.columns] = own
