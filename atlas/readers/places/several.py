"""Cells of several places, of codes or of names: what a row covers."""

import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import pandas as pd

from atlas.readers.cells.body_words import paris_territory, read_area
from atlas.readers.cells.parts import code_parts, name_parts
from atlas.readers.cells.place_words import bare_code, departement_code, is_quarter, split_name
from atlas.readers.cells.region_words import named_region, region_parts
from atlas.readers.cells.values import WHITE
from atlas.readers.places.digits import move_digits
from atlas.readers.places.postal_lists import postal_lists
from atlas.territories import Geography, normalise_name
from atlas.territories.places import split_place

_EPCI, _COMMUNE = 9, 4
# Corsica's code as a département until 1975, and that of the Collectivité européenne d'Alsace.
_AS_REGIONS = {"20": "Corse", "6AE": "Alsace"}
# What may follow a commune in which it lies.
_LARGE, _COUNTRY = ("departement", "region"), ("france", "fr")
# A town with its postal code before or after it; the words before a number of five digits may be a box's.
_TOWN = re.compile(r"[0-9]{5}\s+[^\d]+|(?!(?:bp|cs|tsa)\b)[^\d]+?[\s(\[]+[0-9]{5}[)\]]?", re.IGNORECASE)


# What every list has: a mark or a word between its parts, or two numbers. Any other cell is not looked at.
_LISTING = rf"[,;|/+>·•&\r\n]|[{WHITE}](?:[-–—]|et)[{WHITE}]|[0-9][^0-9]+[0-9]"


# A dash may part two communes or a quarter from its own; no other mark does. In degrees.
_DASHED, _MARKED, _REACH = re.compile(r"\s[-–—]\s"), re.compile(r"[,;|/+·•&\r\n]|\set\s"), 0.7
_COMMUNES = re.compile(r"^(?:les\s+)?(?:communes|villes)\s+(?:de\s+|d['’])", re.IGNORECASE)
_BESIDE_TOWN = re.compile(r"\s[-–—]\s|[/|]")


class Several(NamedTuple):
    """What a cell lists: parts of a coverage, what of it is unknown, and which problem that is."""

    parts: tuple[str, ...]
    unknown: str = ""
    problem: str = ""


def several_places(
    frame: pd.DataFrame, regions: pd.Series, geography: Geography, *, any_level: bool
) -> tuple[pd.DataFrame, pd.Series]:
    """Read the cells that list several places, and leave them out of what places a row by itself.

    Parameters
    ----------
    any_level
        Whether the column of names may hold territories of any level: a name of two then tells neither.
    """
    regions = _move_areas(frame, _exchange(frame, regions, geography), geography)
    told = pd.DataFrame(
        {"coverage": None, "problem": "", "unknown": "", "wide": ""}, index=frame.index, dtype="str"
    )
    if any_level:
        # A département or a postal code beside it tells that a commune is meant.
        told_where = [frame[each].ne("") for each in ("departement", "postal_code") if each in frame]
        names = frame["name"].str.strip()
        for given in told_where:
            names = names.mask(given, "")
        # Two villages are called Bretagne.
        wide = names.isin([text for text in names.unique() if read_area(text, geography)[:6] == "region"])
        regions, names = regions.mask(wide & regions.eq(""), names), names.mask(wide, "")
        frame["name"] = frame["name"].mask(wide, "")
        both = names.isin([text for text in names.unique() if _of_two_levels(text, geography)])
        told.loc[both, "problem"], told.loc[both, "unknown"] = "ambiguous", names[both]
        frame["name"] = frame["name"].mask(both, "")
    move_digits(frame, told, geography)
    for row, served in postal_lists(frame, geography).items():
        told.loc[row, "coverage"] = "|".join(served.parts) or None
        told.loc[row, ["problem", "unknown"]] = served.problem, served.unknown
        told.loc[row, "wide"] = "wide" * bool(served.problem and not served.departement)
    nothing = pd.Series("", index=frame.index, dtype="str")
    around = frame.get("departement", nothing)
    # Beside a postal code a mark stands in the name of one place.
    coded = frame.get("postal_code", nothing).ne("")
    for name, read in _READERS.items():
        if name in frame:
            alone = frame[name].mask(coded, "") if name == "name" else frame[name]
            beside = around if name == "name" else nothing
            before = told["coverage"].notna()
            taken = _take(told, alone, beside, partial(read, geography=geography))
            frame[name] = frame[name].where(alone.eq(taken), taken)
            if name == "name":
                _take_single(frame, told, told["coverage"].notna() & ~before)
    return told, _take(told, regions, nothing, partial(_regions, geography=geography))


def _exchange(frame: pd.DataFrame, regions: pd.Series, geography: Geography) -> pd.Series:
    """Move régions out of the column of départements, and départements out of that of régions.

    Return the régions.
    """
    blank = pd.Series("", index=frame.index, dtype="str")
    areas, given = frame.get("departement", blank).str.strip(), regions.str.strip()
    wider = {text for text in areas.unique() if text and not departement_code(text, geography)}
    wider = {text for text in wider if text in _AS_REGIONS or named_region(text, geography)}
    finer = {text for text in given.unique() if text and not region_parts(text, geography)}
    finer = {
        text for text in finer if departement_code(text, geography) in geography.level("departement").index
    }
    to_regions, to_areas = areas.isin(wider) & given.eq(""), given.isin(finer) & areas.eq("")
    if to_regions.any() or to_areas.any():
        frame["departement"] = areas.mask(to_regions, "").mask(to_areas, given)
    return regions.mask(to_areas, "").mask(to_regions, areas.replace(_AS_REGIONS))


def _move_areas(frame: pd.DataFrame, regions: pd.Series, geography: Geography) -> pd.Series:
    """Move names of EPCI, départements and régions from the names of communes to where they are read.

    Return the régions.
    """
    if "name" not in frame:
        return regions
    _move_territories(frame, geography)
    names = frame["name"].str.strip()
    areas = {
        text: area.partition(":") for text in names.unique() if text and (area := _area(text, geography))
    }
    if not areas:
        return regions
    levels, codes = (names.map({text: area[at] for text, area in areas.items()}).fillna("") for at in (0, 2))
    if "departement" in frame:
        # Of several EPCI of one name others are no more: today's must lie in the département of the row.
        within = geography.level("epci")["departements"]
        told = frame["departement"].map(
            {text: departement_code(text, geography) for text in frame["departement"].unique()}
        )
        pairs = zip(levels, codes, told, strict=True)
        elsewhere = [
            isinstance(own, str)
            and ((level == "epci" and own not in within[code]) or (level == "departement" and own != code))
            for level, code, own in pairs
        ]
        levels = levels.mask(pd.Series(elsewhere, index=levels.index), "")
    for level in ("epci", "departement"):
        if levels.eq(level).any():
            given = frame.get(level, pd.Series("", index=frame.index))
            frame[level] = given.mask(levels.eq(level) & given.eq(""), codes)
    frame["name"] = frame["name"].mask(levels.ne(""), "")
    # A région of before 2016 is told by its name.
    return regions.mask(levels.eq("region") & regions.eq(""), names)


def _move_territories(frame: pd.DataFrame, geography: Geography) -> None:
    """Move the territories of Grand Paris, where the column has several: one may be anybody's name."""
    names = frame["name"].str.strip()
    found = {text: siren for text in names.unique() if (siren := paris_territory(text, geography))}
    if len({*found.values()}) > 1:
        told = names.map(found).astype("str").fillna("")
        frame["epci"] = frame.get("epci", told).where(told.eq(""), told)
        frame["name"] = frame["name"].mask(told.ne(""), "")


def _area(text: str, geography: Geography) -> str:
    named = geography.named(text) or geography.named(split_name(text, geography).name)
    return "" if named else read_area(text, geography)


def _of_two_levels(text: str, geography: Geography) -> bool:
    """Check whether a name is a commune's and a larger territory's; Paris is one place."""
    own = {*geography.named(text)}
    area = read_area(text, geography) if own else ""
    return bool(area) and own != {*geography.members(*split_place(area))}


def _take(
    told: pd.DataFrame, cells: pd.Series, beside: pd.Series, read: Callable[..., Several | None]
) -> pd.Series:
    """Add what the cells of one column list to what is told, and give the column without them."""
    asked = cells.str.strip()
    asked = asked[asked.str.contains(_LISTING)]
    if asked.empty:
        return cells
    keys = pd.Series(list(zip(asked, beside[asked.index], strict=True)), index=asked.index, dtype=object)
    found = {key: read(*key) for key in keys.unique()}
    lists = {key: one for key, one in found.items() if one is not None}
    if not lists:
        return cells
    rows = keys.index[keys.isin(list(lists))]
    new = rows[told.loc[rows, "coverage"].isna()]
    told.loc[new, "coverage"] = ["|".join(lists[key].parts) or None for key in keys[new]]
    told.loc[new, "problem"] = [lists[key].problem for key in keys[new]]
    told.loc[new, "unknown"] = [lists[key].unknown for key in keys[new]]
    return cells.mask(cells.index.isin(rows), "")


def _take_single(frame: pd.DataFrame, told: pd.DataFrame, listed: "pd.Series[bool]") -> None:
    """Return rows that name one commune twice, "Meythet - Annecy", that commune."""
    single = listed & told["problem"].eq("") & told["coverage"].str.fullmatch("commune:[^|]+").eq(other=True)
    if single.any():
        given = frame.get("code", pd.Series("", index=frame.index, dtype="str"))
        codes = told["coverage"].str.removeprefix("commune:")
        frame["code"] = given.mask(single & given.str.strip().eq(""), codes)
        told["coverage"] = told["coverage"].mask(single)


def _several(places: list[str | None], names: list[str], problem: str) -> Several:
    unknown = ", ".join(name for place, name in zip(places, names, strict=True) if place is None)
    found = tuple(dict.fromkeys(place for place in places if place))
    return Several(found, unknown, problem if unknown else "")


def _codes(text: str, _: str, *, geography: Geography) -> Several | None:
    parts = code_parts(text) if bare_code(text) == text else []
    found = [_of_code(part, geography) for part in parts]
    return _several(found, parts, "unknown_code") if any(found) else None


def _of_code(code: str, geography: Geography) -> str | None:
    if len(code) == _EPCI:
        return f"epci:{code}" if code in geography.level("epci").index else None
    if len(code) < _COMMUNE:
        area = geography.departement_code(code)
        return f"departement:{area}" if area in geography.level("departement").index else None
    commune = geography.today(code.upper().zfill(5))
    return commune and f"commune:{commune}"


def _communes(text: str, departement: str, *, geography: Geography) -> Several | None:
    codes = code_parts(text)
    if codes and all(len(code) > _COMMUNE for code in codes):
        return _codes(text, "", geography=geography)
    if "/" in text and geography.named(text.replace("/", " sur ")):
        return None
    parts = name_parts(_COMMUNES.sub("", text))
    # "Drôme > Die" is one place too.
    if inside := _one_inside(parts, geography) or _one_inside(parts[::-1], geography):
        return Several((f"commune:{inside}",))
    coded = bool(parts) and all(map(_TOWN.fullmatch, parts))
    # "Die, Drôme" is one commune, and so is one whose name has a mark.
    if not parts or (not coded and geography.named(split_name(text, geography).name)):
        return None
    stated = (departement, *name_parts(departement))
    areas = [code for one in stated if (code := departement_code(one, geography))]
    named = [_named(part, areas, geography) for part in parts]
    if areas and not any(geography.communes["departement"].get(own[0]) in areas for own in named if own):
        # A département is stated, and none of these communes is in it.
        named = [()] * len(parts)
    around = {str(geography.communes["departement"].get(own[0])) for own in named if len(own) == 1}
    found = []
    for part, own in zip(parts, named, strict=True):
        near = [code for code in own if str(geography.communes["departement"].get(code)) in around]
        one = own if len(own) == 1 else near
        found.append(
            f"commune:{one[0]}" if len(one) == 1 else (not own and read_area(part, geography)) or None
        )
    if _DASHED.search(text) and not _MARKED.search(text) and _far_apart(found, geography):
        # A quarter may be called as some commune far away: "La Villeneuve - Grenoble".
        return Several((), text, "ambiguous")
    known = sum(map(bool, found))
    # "Rennes / Roazhon", "Roubaix – Pile": what is unknown beside a large town is told.
    beside = _BESIDE_TOWN.search(text) and _of_town(parts, geography)
    enough = known > 0 if coded or beside else known > max(1, len(parts) - known)
    return _several(found, parts, "unknown_name") if enough else None


def _one_inside(parts: list[str], geography: Geography) -> str:
    """Return the one commune of "Valence, Drôme, Auvergne-Rhône-Alpes, France", "" of any other list."""
    names = [part for part in parts if normalise_name(part) not in _COUNTRY]
    own = {*geography.named(split_name(names[0], geography).name)} if names else set()
    areas = [read_area(part, geography) for part in names[1:]]
    if not own or not areas or not all(area and split_place(area).level in _LARGE for area in areas):
        return ""
    for area in areas:
        own &= {*geography.members(*split_place(area))}
    return own.pop() if len(own) == 1 else ""


def _far_apart(places: list[str | None], geography: Geography) -> bool:
    """Check whether communes lie farther from each other than one place reaches."""
    codes = [split_place(place).code for place in places if place and place.startswith("commune:")]
    seats = geography.communes.loc[codes, ["seat_lon", "seat_lat"]]
    return bool((seats.max() - seats.min()).max() > _REACH)


def lists_towns(text: str) -> bool:
    """Check whether a cell lists towns, each with its postal code.

    Examples
    --------
    >>> lists_towns("26150 Die, 26400 Crest"), lists_towns("Die (26150) / Crest (26400)")
    (True, True)
    >>> lists_towns("8 rue de Die, 26400 Crest"), lists_towns("CS 12345, 26000 Valence")
    (False, False)
    """
    parts = name_parts(text)
    return len(parts) > 1 and all(map(_TOWN.fullmatch, parts))


def _of_town(parts: list[str], geography: Geography) -> bool:
    town = split_name(parts[0], geography).name
    return len(parts) == 2 and is_quarter(parts[1], town, geography)  # noqa: PLR2004 - a town and what is in it


def _named(text: str, areas: list[str], geography: Geography) -> tuple[str, ...]:
    split = split_name(text, geography)
    areas = [split.departement] if split.departement else areas
    served = geography.with_postal_code(split.postal_code)
    inside = geography.named(split.name, departements=areas) if areas else ()
    return inside or geography.named(split.name, communes=served or None)


def _departements(text: str, _: str, *, geography: Geography) -> Several | None:
    if departement_code(text, geography):
        return None
    parts = code_parts(text) or name_parts(text)
    known = geography.level("departement").index
    codes = [departement_code(part, geography) for part in parts]
    found = [f"departement:{code}" if code in known else None for code in codes]
    return _several(found, parts, "unknown_departement") if sum(map(bool, found)) > 1 else None


def _epcis(text: str, _: str, *, geography: Geography) -> Several | None:
    if geography.epci_code(text):
        return None
    parts = code_parts(text) or name_parts(text)
    codes = [geography.epci_code(part) for part in parts]
    found = [code and f"epci:{code}" for code in codes]
    return _several(found, parts, "unknown_epci") if sum(map(bool, found)) > 1 else None


def _regions(text: str, _: str, *, geography: Geography) -> Several | None:
    if region_parts(text, geography):
        return None
    parts = code_parts(text) or name_parts(text)
    found = [region_parts(part, geography) for part in parts]
    if sum(map(bool, found)) < 2:  # noqa: PLR2004 - one is no list
        return None
    unknown = ", ".join(part for part, own in zip(parts, found, strict=True) if not own)
    return Several(tuple(dict.fromkeys(sum(found, ()))), unknown, "unknown_region" if unknown else "")


_READERS: dict[str, Callable[..., Several | None]] = {
    "code": _codes,
    "name": _communes,
    "epci": _epcis,
    "departement": _departements,
}
