"""Rows of a table to communes: the most trusted role decides, the others can only contradict it."""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from atlas import settings
from atlas.errors import MissingColumnError
from atlas.locate.cells import pairs, siren_code, towns
from atlas.locate.columns import COORDINATE_PAIRS, check_columns, guess_columns
from atlas.locate.coordinates import NULL_WORDS, WGS84, Points, read_crs, read_points
from atlas.locate.findings import (
    Finding,
    Mask,
    Words,
    from_codes,
    from_points,
    from_words,
    is_none,
    settle_in_epcis,
)
from atlas.territories import Geography, load_geography
from atlas.territories.files import TEXT
from atlas.territories.geography import objects
from atlas.vocabulary import LEVELS

RESULT_COLUMNS = (*LEVELS, "setting", "located_by", "problem", "candidates")

_TEXT_ROLES = ("code", "epci", "postal_code", "name", "departement", "siren")
_COMMUNE_CODE = re.compile(r"\d[\dAB]\d{3}")
_LOST_ZERO = re.compile(r"\d{4}")
_CODE = 5
_STRONG_WORDS = ("postal_code_name", "name_departement", "name_epci")


def locate(
    table: pd.DataFrame,
    *,
    columns: Mapping[str, Hashable] | None = None,
    crs: Any = WGS84,  # noqa: ANN401 - whatever pyproj takes
    geography: Geography | None = None,
) -> pd.DataFrame:
    """Tie each row of a table to its commune and to every level and setting.

    Parameters
    ----------
    columns
        Role -> column (roles: code, epci, lon, lat, x, y, point, address, postal_code, name, departement,
        siren);
        `guess_columns(table.columns)` by default.
    crs
        Coordinate reference system of the coordinates, in any form pyproj takes. Where it is projected, they
        are in the roles x and y.
    geography
        `load_geography()` by default.

    Returns
    -------
    located
        Same index; `commune, bassin_de_vie, epci, departement, region, setting` (codes, null where there is
        none), `located_by`, `problem`, `candidates`. A row without `located_by` always has a `problem`.

    Raises
    ------
    MissingColumnError, UnknownChoiceError
        When no column locates anything, or a role, column or CRS does not exist.

    Notes
    -----
    Coordinates are numbers, or degrees, minutes and seconds that a letter or marks tell (`48°51'24"N`,
    `2 21 03 E`, O for Ouest); others are `not_a_number`.

    A point up to `settings.NEAREST_COMMUNE_METRES` outside a commune does not contradict its code or name:
    limits are generalised, and addresses stand on both sides of a border street.

    Examples
    --------
    >>> table = pd.DataFrame({"commune": ["Bourg en Bresse", "Nulle-Part"], "dep": ["1", "01"]})
    >>> locate(table)[["commune", "departement", "located_by", "problem"]]
      commune departement        located_by       problem
    0   01053          01  name_departement           NaN
    1     NaN          01       departement  unknown_name
    """
    geography = load_geography() if geography is None else geography
    chosen = dict(guess_columns(table.columns) if columns is None else columns)
    check_columns(chosen, table.columns)
    cells = _cells({role: table[column] for role, column in chosen.items()})
    text = _texts(cells, geography)
    points = _points(cells, crs)
    areas = _areas(text, geography)
    asked = _ask(text, areas, points, geography, len(table))
    result = _decide(asked, areas, geography, len(table))
    _report(result, result.found, _doubts(result, asked, text, areas, points, geography))
    areas = _agreeing(areas, ~result.found, geography)
    _report(result, ~result.found, _reasons(asked, text, areas))
    return _table(result, areas, geography).set_axis(table.index)


def _areas(text: dict[str, Words], geography: Geography) -> dict[str, Words]:
    """Read EPCI and département; the smaller area first: where a row has no commune, it says more."""
    epcis = text.get("epci", text.get("siren"))
    if "epci" in text and "siren" in text:
        epcis = np.where(text["epci"] != "", text["epci"], text["siren"])
    given = (
        ("epci", epcis, geography.epci_code),
        ("departement", text.get("departement"), geography.departement_code),
    )
    return {level: _each(words, find) for level, words, find in given if words is not None}


def _agreeing(areas: dict[str, Words], asked: Mask, geography: Geography) -> dict[str, Words]:
    """Leave out what is called like an EPCI that lies outside the département of its row."""
    if not {"epci", "departement"} <= areas.keys():
        return areas
    epcis, within = areas["epci"].copy(), geography.level("epci")["departements"].to_dict()
    rows = np.flatnonzero(asked & ~is_none(epcis) & ~is_none(areas["departement"]))
    outside = [areas["departement"][row] not in within[epcis[row]] for row in rows.tolist()]
    epcis[rows[np.array(outside, dtype=bool)]] = None
    return areas | {"epci": epcis}


def _ask(
    text: dict[str, Words],
    areas: dict[str, Words],
    points: Points | None,
    geography: Geography,
    size: int,
) -> dict[str, Finding]:
    """Ask the roles that say something: of a million points, the others would cost a third of the time."""
    asked = {}
    if "code" in text:
        asked["code"] = from_codes(text["code"], geography)
    if "name" in text or "postal_code" in text:
        blank, none = np.full(size, "", dtype=object), np.full(size, None, dtype=object)
        postal_codes, names = text.get("postal_code", blank), text.get("name", blank)
        asked["words"] = from_words(postal_codes, names, areas.get("departement", none), geography)
        settle_in_epcis(asked["words"], np.where(names == "", none, areas.get("epci", none)), geography)
    if points:
        asked["point"] = from_points(points, geography)
    if "siren" in text:
        asked["siren"] = _of_sirens(text["siren"], geography)
    return asked


def _decide(asked: dict[str, Finding], areas: dict[str, Words], geography: Geography, size: int) -> Finding:
    """Take of each row what is trusted most."""
    result = Finding.nothing(size)
    strong: Any = True
    weak: Any = True
    inside: Any = True
    if "words" in asked:
        how = asked["words"].how
        strong = np.isin(how, _STRONG_WORDS)
        # A name alone is too little against an unknown code: "53" and "Mayenne" are the département.
        weak = (how != "name") | is_none(asked["code"].problem) if "code" in asked else True
    if "siren" in asked:
        inside = _inside(asked["siren"], areas, geography)
    steps = (("code", True), ("words", strong), ("point", True), ("words", weak), ("siren", inside))
    for role, allowed in steps:
        if role in asked:
            result.adopt(asked[role], ~result.found & asked[role].found & allowed)
    return result


# Rows, problem, candidates: what to report of these rows, unless something before it was.
_Report = tuple[Mask, Any, Any]


def _report(result: Finding, rows: Mask, reports: Iterable[_Report]) -> None:
    open_rows = rows.copy()
    for where, problem, candidates in reports:
        told = open_rows & where
        if told.any():
            result.problem[told] = np.broadcast_to(problem, told.shape)[told]
            result.candidates[told] = np.broadcast_to(candidates, told.shape)[told]
            open_rows &= ~told


def _doubts(  # noqa: PLR0913, PLR0917 - each role may contradict
    result: Finding,
    asked: dict[str, Finding],
    text: dict[str, Words],
    areas: dict[str, Words],
    points: Points | None,
    geography: Geography,
) -> list[_Report]:
    """Return what contradicts the commune of a row."""
    doubts = _other_areas(result, areas, geography)
    if "words" in asked:
        doubts.append(_other_words(result, asked["words"], text.get("name"), geography))
    if points:
        doubts.append(_other_point(result, asked["point"], points, geography))
    if "siren" in asked:
        number = asked["siren"]
        others = result.found & number.found & (number.position != result.position)
        doubts.append((others, "contradicts_siren", None))
    if "code" in asked:
        code = asked["code"]
        told = ~is_none(code.problem) & ~_among_candidates(result, code, geography)
        doubts.append((told, code.problem, code.candidates))
    if points:
        point = asked["point"]
        doubts.append((~is_none(point.problem), point.problem, point.candidates))
    return doubts


def _other_areas(result: Finding, areas: dict[str, Words], geography: Geography) -> list[_Report]:
    """Report rows whose commune lies in another département or EPCI than they say."""
    reports: list[_Report] = []
    for level, given in areas.items():
        rows = ~is_none(given) & result.found
        own = objects(geography.take(level, result.position[rows]))
        if level == "departement":
            overseas = objects(geography.take("collectivite", result.position[rows]))
            own = np.where(is_none(own), overseas, own)
        rows[rows] = given[rows] != own
        reports.append((rows, f"contradicts_{level}", None))
    return reports


def _other_words(result: Finding, words: Finding, names: Words | None, geography: Geography) -> _Report:
    """Report rows whose name or postal code is another commune's."""
    rows = words.found & (words.position != result.position)
    candidates = words.candidates.copy()
    candidates[rows] = objects(geography.take("commune", words.position[rows]))
    rows |= ~is_none(words.candidates) & ~_among_candidates(result, words, geography)
    by_name = False if names is None else (names != "") & (words.how != "postal_code")
    return rows, np.where(by_name, "contradicts_name", "contradicts_postal_code"), candidates


def _other_point(result: Finding, point: Finding, points: Points, geography: Geography) -> _Report:
    """Report rows whose coordinates are in another commune, and not just beyond the border of theirs."""
    rows = result.found & point.found & (point.position != result.position)
    metres = geography.polygons.metres(points.lon[rows], points.lat[rows], result.position[rows])
    # Not `metres > reach`: an overseas collectivity's commune has no polygon, and then no distance.
    rows[rows] = ~(metres <= settings.NEAREST_COMMUNE_METRES)
    candidates = np.full(len(rows), None, dtype=object)
    candidates[rows] = objects(geography.take("commune", point.position[rows]))
    return rows, "contradicts_coordinates", candidates


def _among_candidates(result: Finding, finding: Finding, geography: Geography) -> Mask:
    """Return where the chosen commune is one of those an ambiguous role may mean."""
    among = np.zeros(len(result.position), dtype=bool)
    codes = geography.communes.index
    for row in np.flatnonzero(result.found & ~is_none(finding.candidates)).tolist():
        among[row] = codes[result.position[row]] in finding.candidates[row].split("|")
    return among


def _reasons(asked: dict[str, Finding], text: dict[str, Words], areas: dict[str, Words]) -> list[_Report]:
    """Return why a row has no commune: the most trusted role that failed, or that no role is filled."""
    findings = [asked[role] for role in ("code", "words", "point") if role in asked]
    reports: list[_Report] = [(~is_none(each.problem), each.problem, each.candidates) for each in findings]
    missing: Any = True
    for level, given in areas.items():
        none = is_none(given)
        if level in text:
            reports.append((none & (text[level] != ""), f"unknown_{level}", None))
        missing &= none
    return [*reports, (missing, "missing", None)]


def _table(result: Finding, areas: dict[str, Words], geography: Geography) -> pd.DataFrame:
    """Look the levels of the communes up; without a commune, take what a whole EPCI or département shares."""
    located = {level: geography.take(level, result.position) for level in (*LEVELS, "setting")}
    how = result.how.copy()
    for level, given in areas.items():
        rows = np.flatnonzero(is_none(how) & ~is_none(given))
        if len(rows):
            shared = geography.shared(level).reindex(given[rows])
            for column in shared:
                located[str(column)][rows] = shared[column].array
            located[level][rows] = given[rows]
            how[rows] = level
    words = {"located_by": how, "problem": result.problem, "candidates": result.candidates}
    return pd.DataFrame(located | {name: _column(values) for name, values in words.items()})


def _column(words: Words) -> Any:  # noqa: ANN401 - pandas' own word for an array
    if is_none(words).all():
        return pd.array([None], dtype=TEXT).take(np.full(len(words), -1), allow_fill=True)
    ids, distinct = pd.factorize(words)
    return pd.Series(distinct, dtype=TEXT).array.take(ids, allow_fill=True)


def _cells(cells: dict[str, pd.Series]) -> dict[str, pd.Series]:
    """Split what stands in one column: pairs of coordinates, addresses; what has its own column stays."""
    if "point" in cells:
        lon, lat = pairs(_series(cells["point"]))
        cells = {"lon": lon, "lat": lat} | cells
    if "address" in cells:
        found = towns(_series(cells["address"]))
        for role, told in zip(("postal_code", "name"), found, strict=True):
            given = _series(cells[role]) if role in cells else told
            cells[role] = given.where(given.ne(""), told)
    return cells


def _series(values: pd.Series) -> pd.Series:
    return pd.Series(_text(values), index=values.index, dtype="str")


def _of_sirens(codes: Words, geography: Geography) -> Finding:
    """Find communes by their SIREN."""
    found = from_codes(_each(codes, lambda code: code if len(code) == _CODE else ""), geography)
    found.how[found.found] = "siren"
    return found


def _inside(number: Finding, areas: dict[str, Words], geography: Geography) -> Mask:
    """Return where the commune of a SIREN lies in the areas that the row states."""
    inside = np.ones(len(number.position), dtype=bool)
    for level, given in areas.items():
        own = objects(geography.take(level, number.position))
        inside &= is_none(given) | (own == given)
    return inside


def _texts(columns: Mapping[str, pd.Series], geography: Geography) -> dict[str, Words]:
    """Read the roles that are texts and not all blank, and move what stands in the wrong one."""
    text = {role: _text(columns[role]) for role in _TEXT_ROLES if role in columns}
    if "siren" in text:
        text["siren"] = _each(text["siren"], lambda value: siren_code(value, geography))
    for role in ("code", "postal_code"):
        if role in text:
            text[role] = _each(text[role], lambda value: value.replace(" ", "").upper())
    if "postal_code" in text:
        text["postal_code"] = _each(text["postal_code"], _five_digits)
    if "code" in text:
        sirens = _each(text["code"], lambda value: value in geography.level("epci").index)
        _move(text, "code", "epci", sirens.astype(bool))
    if "name" in text:
        codes = _each(text["name"], lambda value: bool(_COMMUNE_CODE.fullmatch(value)))
        _move(text, "name", "code", codes.astype(bool))
    return {role: words for role, words in text.items() if words.any()}


def _move(text: dict[str, Words], source: str, target: str, rows: Mask) -> None:
    there = text.get(target, np.full(len(rows), "", dtype=object))
    rows = rows & (there == "")
    text[target] = np.where(rows, text[source], there)
    text[source] = np.where(rows, "", text[source])


def _text(values: pd.Series) -> Words:
    """Return stripped texts, "" for nulls; a spreadsheet's 1004.0 is the text 1004."""
    if pd.api.types.is_numeric_dtype(values):
        values = values.map(lambda number: f"{number:.10g}", na_action="ignore")
    texts = values.astype(object).where(values.notna(), "").astype(str)
    texts = texts.str.strip().str.removesuffix(".0")
    return texts.where(~texts.isin(NULL_WORDS), "").to_numpy(dtype=object)


def _each(texts: Words, change: Callable[[str], Any]) -> Words:
    """Apply a function once per distinct text."""
    if not texts.any():
        return np.full(len(texts), change(""), dtype=object)
    ids, distinct = pd.factorize(texts)
    changed = np.empty(len(distinct), dtype=object)
    changed[:] = [change(value) for value in distinct.tolist()]
    return changed[ids]


def _five_digits(postal_code: str) -> str:
    return postal_code.zfill(5) if _LOST_ZERO.fullmatch(postal_code) else postal_code


def _points(columns: Mapping[str, pd.Series], crs: Any) -> Points | None:  # noqa: ANN401
    """Read the pair of coordinates that fits the reference system."""
    system = read_crs(crs)
    lon_lat, x_y = ([columns[role] for role in pair if role in columns] for pair in COORDINATE_PAIRS)
    pair = lon_lat or x_y if system.is_geographic else x_y
    if lon_lat and not pair:
        msg = f"{system.name} is not in degrees: name the columns of its coordinates in the roles x and y"
        raise MissingColumnError(msg)
    return read_points(pair[0], pair[1], system) if pair else None
