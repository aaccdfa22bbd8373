"""Perimeters that people bring: lists of communes, one row each or many in a cell, or outlines.

Nothing is refused for what its checks find: each is told with its line, and counts as far as it is known.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from atlas.locate import guess_columns
from atlas.locate.columns import header_words
from atlas.readers.cells.parts import code_parts, name_parts
from atlas.readers.cells.place_words import bare_code, departement_code, split_name
from atlas.readers.cells.region_words import region_parts
from atlas.readers.cells.values import as_texts
from atlas.readers.files.limits import Limits
from atlas.readers.sheets import read_file
from atlas.readers.told.refusals import FileRefusedError
from atlas.territories import Geography, normalise_name
from atlas.territories.perimeters import OWN, commune_shapes, shares_of_people
from atlas.territories.places import split_place
from atlas.vocabulary import PERIMETER

MOST = 500
LONGEST_NAME = 120
# A commune with more of its area inside an outline than this is in; one with less than the least, or all but
# that, is not cut: two layers never draw the same border.
HALF, LEAST = 0.5, 0.01

# What a check finds: a part that names no commune, a line that is no row of the table, a commune twice in one
# perimeter, a larger territory that stands for its communes, a commune that an outline cuts, kept or left, by
# its people or (where no list tells where they live) by its area, a row without a perimeter's name, a
# perimeter without a commune.
CHECKS = (
    "unknown",
    "refused",
    "twice",
    "larger",
    "people_in",
    "people_out",
    "cut_in",
    "cut_out",
    "unnamed",
    "nothing",
)

# Words of a header that tell what a column holds, the most telling first.
_COMMUNES = {
    "code": ({"insee"}, {"codgeo"}, {"depcom"}, {"codes", "communes"}, {"code", "communes"}),
    "name": ({"communes"}, {"villes"}, {"membres"}, {"composition"}, {"municipalites"}),
    "epci": ({"epcis"}, {"intercommunalites"}, {"intercommunalite"}, {"siren"}),
    "departement": ({"departements"}, {"departement"}),
    "region": ({"regions"},),
}
_NAMES = ("perimetre", "petr", "pnr", "scot", "gal", "ept", "pat", "federation", "territoire", "pays")
# Words of a header that may as well tell of the commune.
_LESS = ("secteur", "zone", "groupe", "nom", "name", "libelle", "intitule", "denomination", "titre", "title")
_NOT_CODED = re.compile(r"[^0-9a-z]+")
_SIREN, _CODE, _DEPARTEMENT = 9, 4, 3
# Degrees around a commune's seat within which it lies, besides what its area asks for.
_AROUND, _DEGREES_PER_KM = 0.2, 0.03


class Brought(NamedTuple):
    """Perimeters of one file.

    Attributes
    ----------
    name
        Its name.
    digest
        Of its content.
    named
        Indexed by code, made of the name: `name` and `kind`, see `atlas.territories.perimeters`.
    members
        Columns `code` and `commune`, each pair once.
    told
        What the checks found: `check` (one of `CHECKS`), `code` of the perimeter (missing where it has none),
        `line` of the file (Int64), `what` (as the file has it, or a commune's code) and `share` (of the
        commune's people or area inside the outline; missing elsewhere).
    """

    name: str
    digest: str
    named: pd.DataFrame
    members: pd.DataFrame
    told: pd.DataFrame

    @property
    def kind(self) -> Literal["perimeters"]:
        """What it is of all that may be brought."""
        return "perimeters"

    @property
    def table(self) -> pd.DataFrame:
        """Columns `name` and `commune`, indexed by code: a row for each commune of each perimeter."""
        table = self.members.set_index("code")
        table.insert(0, "name", self.named["name"].reindex(table.index))
        return table


class _Part(NamedTuple):
    """What one line says of one perimeter."""

    name: str
    line: int
    what: str
    communes: tuple[str, ...] = ()
    check: str = ""
    share: float = float("nan")


def read_perimeters(
    source: Path | BinaryIO,
    geography: Geography,
    *,
    name: str = "",
    sheet: str | None = None,
    limits: Limits | None = None,
) -> Brought:
    """Read perimeters.

    Parameters
    ----------
    source
        A table with a row for each commune and the name of its perimeter, or a row for each perimeter with
        its communes in a cell; or a layer of polygons. Communes by code, current or former, or name; EPCI,
        départements and régions stand for their communes.
    name
        Of the file; a table without names is one perimeter, called as its file is.

    Returns
    -------
    Brought
        Codes that `geography` has as perimeters already are told apart by a number.

    Raises
    ------
    FileRefusedError
        If the file cannot be read, no column tells communes, no commune is found, or there are too many.

    Notes
    -----
    A commune is in an outline if more than half of its people are, by INSEE's populated squares where the
    folder of boundaries holds them (`atlas add-carreaux`), or else more than half of its area.
    """
    raw = read_file(source, name=name, sheet=sheet, limits=limits)
    cells = as_texts(raw.cells).map(str.strip)
    stem = Path(name).name.rsplit(".", 1)[0].strip() or "perimetre"
    outlined = np.zeros(len(cells), dtype=bool)
    if raw.geometry is not None:
        outlined = raw.geometry.geom_type.isin(["Polygon", "MultiPolygon"]).to_numpy()
    if outlined.any() and raw.geometry is not None:
        names = _names(cells, [], stem)
        parts = _outlined(raw.geometry[outlined], names, geography)
    else:
        parts = _listed(cells, stem, geography)
    parts += [_Part("", int(str(line)), "", check="refused") for line in raw.refused.index]
    return _gathered(parts, name, raw.digest, geography)


def _gathered(parts: list[_Part], file: str, digest: str, geography: Geography) -> Brought:
    """Put the communes of each perimeter together, and tell those that stand twice."""
    names = list(dict.fromkeys(part.name for part in parts if part.name and part.communes))
    if not names:
        raise FileRefusedError("perimeters_nothing")
    Limits.check("perimeters_too_many", len(names), MOST)
    codes = dict(zip(names, _codes(names, perimeter_codes(geography)), strict=True))
    held: dict[str, dict[str, int]] = defaultdict(dict)
    told: list[tuple[str, str | None, int | None, str, float]] = []
    for part in parts:
        code = codes.get(part.name)
        if part.check or not part.communes:
            told.append(
                (part.check or "unknown", code, part.line, _printed(part.what)[:LONGEST_NAME], part.share)
            )
        for commune in part.communes if code else ():
            # An outline may come in several parts; a list says each commune once.
            if commune in held[code or ""] and not part.share >= 0:
                told.append(("twice", code, part.line, commune, np.nan))
            held[code or ""].setdefault(commune, part.line)
    empty = dict.fromkeys(part.name for part in parts if part.name and part.name not in codes)
    told += [("nothing", None, None, name, np.nan) for name in empty]
    columns = ["check", "code", "line", "what", "share"]
    members = [(code, commune) for code in codes.values() for commune in sorted(held[code])]
    return Brought(
        name=file,
        digest=digest,
        named=pd.DataFrame({"name": list(codes), "kind": OWN}, index=pd.Index(codes.values(), name="code")),
        members=pd.DataFrame(members, columns=["code", "commune"]),
        told=pd.DataFrame(told, columns=columns).astype({"line": "Int64", "share": "float64"}),
    )


def told_apart(brought: Brought, taken: set[str]) -> Brought:
    """Give perimeters other codes where theirs are taken, as when a colleague kept some meanwhile."""
    if taken.isdisjoint(brought.named.index):
        return brought
    codes = dict(zip(brought.named.index, _codes(brought.named["name"], taken), strict=True))
    return brought._replace(
        named=brought.named.rename(index=codes),
        members=brought.members.replace({"code": codes}),
        told=brought.told.replace({"code": codes}),
    )


def perimeter_codes(geography: Geography) -> set[str]:
    """Return the codes that are taken."""
    return set(geography.level(PERIMETER).index) if PERIMETER in geography.levels else set()


def _codes(names: Iterable[str], taken: set[str]) -> list[str]:
    """Write each name as a code, those that are one apart by a number."""
    found: list[str] = []
    for name in names:
        plain = _NOT_CODED.sub("_", normalise_name(name)).strip("_")[:60].strip("_") or "perimetre"
        code, number = plain, 1
        while code in taken or code in found:
            number += 1
            code = f"{plain}_{number}"
        found.append(code)
    return found


def _roles(headers: Iterable[str]) -> dict[str, str]:
    """Find the columns that name communes or larger territories, and those beside them."""
    usual = {role: str(header) for role, header in guess_columns(headers).items()}
    roles: dict[str, str] = {
        role: usual[role] for role in ("code", "name", "epci", "departement") if role in usual
    }
    for role, tellings in _COMMUNES.items():
        for telling in tellings:
            for header in headers:
                words = set(header_words(header).split())
                if role not in roles and header not in roles.values() and telling <= words:
                    roles[role] = header
    if "postal_code" in usual:
        roles["postal_code"] = usual["postal_code"]
    return roles


def _listed(cells: pd.DataFrame, stem: str, geography: Geography) -> list[_Part]:
    roles = _roles(list(map(str, cells.columns)))
    members = [role for role in ("code", "name", "epci", "departement", "region") if role in roles]
    if not members:
        raise FileRefusedError("perimeters_no_communes", columns=", ".join(map(str, cells.columns)))
    # A département or an EPCI beside a commune says where it is, no more.
    communes = [role for role in members if role in ("code", "name")]
    told = communes or members[:1]
    texts = [cells[roles[role]] for role in told]
    first = texts[0].where(texts[0].ne(""), texts[-1])
    split = {text: _split(text, geography) for text in first.unique()}
    listing = not communes or any(len(parts) > 1 for parts in split.values())
    names = _names(cells, [roles[role] for role in members], stem, None if listing else first, geography)
    around = cells[roles["departement"]] if communes and "departement" in roles else None
    found = []
    areas = [""] * len(cells) if around is None else around.tolist()
    for line, text, name, beside in zip(cells.index, first, names, areas, strict=True):
        area = departement_code(beside, geography) if beside else None
        parts = split[text] or [""]
        if not any(parts):
            continue
        for part in parts:
            code = _resolved(part, told[0] if told[0] not in ("code", "name") else "", area, geography)
            found.append((name, int(str(line)), part, code))
    return _decided(found, geography)


def _split(text: str, geography: Geography) -> list[str]:
    """Split a cell of several places; "Die, Drôme" is one."""
    codes = code_parts(text)
    if codes:
        return codes
    names = name_parts(text)
    one = geography.named(text) or geography.epci_code(text) or split_name(text, geography).name != text
    return [text] if one or not names else names


def _resolved(text: str, level: str, area: str | None, geography: Geography) -> tuple[str, ...]:
    """Return the places that a text may mean, as `level:code`: one, several of one name, or none."""
    code = bare_code(text).replace(" ", "").upper()
    if level in ("departement", "region"):
        found = departement_code(text, geography) if level == "departement" else None
        known = found in geography.level("departement").index
        return (f"departement:{found}",) if known else region_parts(text, geography)[:1]
    if len(code) == _SIREN and code.isdecimal() and (siren := geography.epci_code(code)):
        return (f"epci:{siren}",)
    if code[:1].isdecimal() and _CODE <= len(code) <= _CODE + 1:
        commune = geography.today(code.zfill(_CODE + 1))
        return (f"commune:{commune}",) if commune else ()
    split = split_name(text, geography)
    areas = [split.departement or area or ""]
    served = geography.with_postal_code(split.postal_code) if split.postal_code else None
    named = geography.named(split.name, departements=areas) if areas[0] else ()
    named = named or geography.named(split.name, communes=served)
    if not named or level == "epci":
        siren = geography.epci_code(text)
        return (f"epci:{siren}",) if siren else tuple(f"commune:{one}" for one in named)
    return tuple(f"commune:{one}" for one in named)


def _decided(found: list[tuple[str, int, str, tuple[str, ...]]], geography: Geography) -> list[_Part]:
    """Decide names that several communes have by the départements of the others of their perimeter."""
    areas: dict[str, Counter[str]] = defaultdict(Counter)
    own = geography.communes["departement"]
    for name, _, _, places in found:
        if len(places) == 1:
            level, code = split_place(places[0])
            areas[name].update([str(own[code])] if level == "commune" else ())
    parts = []
    for name, line, text, places in found:
        near = [one for one in places if str(own.get(split_place(one).code)) in areas[name]]
        one = places if len(places) == 1 else tuple(near)
        if not name:
            parts.append(_Part("", line, text, check="unnamed"))
        elif len(one) != 1:
            parts.append(_Part(name, line, text, check="unknown"))
        else:
            level, code = split_place(one[0])
            communes = tuple(geography.members(level, code))
            parts.append(_Part(name, line, text, communes, check="" if level == "commune" else "larger"))
    return parts


def _names(
    cells: pd.DataFrame,
    taken: list[str],
    stem: str,
    communes: pd.Series | None = None,
    geography: Geography | None = None,
) -> pd.Series:
    """Name the perimeter of each row: by a column that does, else by the file.

    `communes` are those of the rows, where each has one.
    """
    headers = [str(header) for header in cells.columns if header not in taken]
    words = {header: set(header_words(header).split()) for header in headers}
    ranked = [one for telling in _NAMES for one in headers if telling in words[one]]
    less = [one for telling in _LESS for one in headers if telling in words[one]]
    if communes is not None and geography is not None:
        less = [one for one in less if not _of_communes(cells[one], communes, geography)]
    column = next(iter([*ranked, *less]), None)
    if column is None:
        return pd.Series(stem[:LONGEST_NAME], index=cells.index)
    return cells[column].map(_printed).str.split().str.join(" ").str[:LONGEST_NAME]


def _of_communes(names: pd.Series, communes: pd.Series, geography: Geography) -> bool:
    """Check whether a column names the commune of each row, or says something else in each."""
    own = geography.communes["name"].reindex(communes.str.zfill(_CODE + 1)).fillna("").to_numpy()
    same = sum(normalise_name(one) == normalise_name(other) for one, other in zip(names, own, strict=True))
    return 2 * same >= len(names) or (len(names) > 1 and names.nunique() == len(names))


def _printed(text: str) -> str:
    """Leave out signs that steer a terminal."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _outlined(shapes: gpd.GeoSeries, names: pd.Series, geography: Geography) -> list[_Part]:
    """Find the communes of outlines, by the share of their people or their area that is inside."""
    names = names[shapes.index]
    parts = []
    for name in dict.fromkeys(names):
        mine = shapes[names.eq(name)]
        line = int(str(mine.index[0]))
        if not name:
            parts += [_Part("", int(str(at)), "", check="unnamed") for at in mine.index]
            continue
        whole = shapely.union_all(shapely.make_valid(np.asarray(mine.array)))
        share = shares_inside(geography, whole)
        people = shares_of_people(geography, whole, share.index[share.between(LEAST, 1 - LEAST)])
        cut = share.index.difference(people.index)
        share = people.combine_first(share)
        for code, inside in share[share > LEAST].items():
            kept = inside > HALF
            check = f"{'cut' if code in cut else 'people'}_{'in' if kept else 'out'}"
            told = "" if inside > 1 - LEAST else check
            parts.append(_Part(name, line, str(code), (str(code),) if kept else (), told, float(inside)))
        if not (share > HALF).any():
            parts.append(_Part(name, line, name, check="unknown"))
    return parts


def shares_inside(geography: Geography, outline: shapely.Geometry) -> pd.Series:
    """Measure which share of each commune's area lies inside an outline.

    Parameters
    ----------
    outline
        EPSG:4326.

    Returns
    -------
    pandas.Series
        By code of commune, of those with more than `LEAST`, 0 to 1. Of a commune's width a degree is as long
        in the north as in the south, so that the share is that of the ground.
    """
    west, south, east, north = outline.bounds
    communes = geography.communes.dropna(subset=["departement", "seat_lon"])
    reach = _AROUND + _DEGREES_PER_KM * np.sqrt(communes["area_km2"].astype("float64"))
    beside = communes["seat_lon"].between(west - reach, east + reach)
    near = communes.index[beside & communes["seat_lat"].between(south - reach, north + reach)]
    if near.empty:
        return pd.Series(dtype="float64")
    shapes = commune_shapes(geography, near)
    inside = shapely.area(shapely.intersection(np.asarray(shapes.array), outline))
    share = pd.Series(inside / shapely.area(np.asarray(shapes.array)), index=shapes.index).sort_index()
    return share[share > LEAST].clip(upper=1.0)
