"""Rows of a file on the territories: by codes, lists, names, outlines and points that can be trusted."""

import re
from collections.abc import Iterable
from collections.abc import Mapping as Table

import geopandas as gpd
import numpy as np
import pandas as pd

from atlas.locate import locate
from atlas.locate.coordinates import WGS84
from atlas.readers.cells.countries import abroad
from atlas.readers.cells.place_words import alike, clean_places
from atlas.readers.cells.values import as_text
from atlas.readers.model.mapping import PLACE_ROLES, Mapping
from atlas.readers.model.raw import Raw
from atlas.readers.places.areas import code_levels, move_areas, place_in_regions
from atlas.readers.places.coverage import covered, share_coverage
from atlas.readers.places.lists import listed_places
from atlas.readers.places.points import (
    Point,
    add_points,
    drop_insets,
    keep_overseas,
    read_points,
    shared_points,
    told_degrees,
)
from atlas.readers.places.several import several_places
from atlas.readers.told.details import detail, joined
from atlas.territories import Geography, normalise_name
from atlas.territories.epcis import TERRITORIES_OF_PARIS
from atlas.vocabulary import LEVELS

# A geocoder's answer stands and falls with its point.
GEOCODED = ("ban_", "result_", "geo_")
_LOCATE_ROLES = {"code": "code", "epci": "epci", "postal_code": "postal_code", "commune": "name",
                 "departement": "departement", "lon": "lon", "lat": "lat", "x": "x", "y": "y"}  # fmt: skip


# What is unknown -> the column that says it.
_UNKNOWN = {
    "unknown_code": "code",
    "unknown_name": "name",
    "unknown_postal_code": "postal_code",
    "unknown_epci": "epci",
    "unknown_departement": "departement",
}


# The last five digits of an address, and the town after them.
_TOWN = re.compile(r"(?<![0-9])([0-9]{5})(?![0-9])\s*,?\s*([^0-9,;()]*)[^0-9]*$")
# Words for the middle of any commune, which are also the name of one.
_VAGUE = frozenset({"le bourg", "bourg", "la ville", "ville", "le centre", "le village"})


def place_rows(
    raw: Raw, mapping: Mapping, geography: Geography, *, shared: Table[Point, int] | None = None
) -> pd.DataFrame:
    """Place each row of a table."""
    index = raw.cells.index
    columns = dict(mapping.columns)
    points = read_points(raw, mapping)
    shared = shared_points(raw, mapping) if shared is None else shared
    organisations = _crowds(points, shared, index)
    approximate = organisations.gt(0)
    degrees = told_degrees(raw, mapping, points)
    degrees["angles"] = degrees["angles"].mask(approximate, "")
    points = None if points is None else points.mask(approximate)
    frame = pd.DataFrame(index=index)
    for role, name in _LOCATE_ROLES.items():
        if role in columns and role not in {"lon", "lat", "x", "y"}:
            frame[name] = raw.cells[columns[role]].map(as_text).astype("str")
            if columns[role].lower().startswith(GEOCODED):
                frame[name] = frame[name].mask(approximate, "")
    regions = raw.cells[columns["region"]].map(as_text) if "region" in columns else None
    several, regions = several_places(frame, regions, geography)
    _tell_territories(frame)
    bare = clean_places(frame, geography)
    levels = code_levels(raw, columns)
    if {"code", "departement"} <= set(frame):
        # The code of the département in the place of a commune's says that the whole département is meant.
        frame["code"] = frame["code"].where(frame["code"] != frame["departement"])
    listed = listed_places(raw, mapping, geography)
    if listed is not None:
        given = frame["code"].map(as_text) if "code" in frame else pd.Series("", index=index)
        frame["code"] = given.where(given != "", listed["commune"].fillna(""))
    areas = move_areas(frame, levels)
    _from_addresses(frame, raw, columns)
    swapped = add_points(frame, points, mapping)
    drop_insets(frame, geography)
    table = _located(frame, mapping, geography)
    table, again = _put_right(table, frame, mapping, geography)
    swapped |= again
    table["coverage"] = covered(raw, mapping, listed, levels, geography).fillna(several["coverage"])
    share_coverage(table, geography)
    former = place_in_regions(table, regions, areas, geography)
    _tell_several(table, several)
    told = approximate & table["commune"].isna()
    table["problem"] = table["problem"].mask(told, "shared_point")
    unreadable = pd.Series("not_a_number", index=index).where(degrees["unreadable"].ne(""))
    _tell_unreadable(table, unreadable.fillna(pd.Series(raw.problems, dtype="str").reindex(index)))
    _doubt_lists(table, listed)
    if not set(columns) & set(PLACE_ROLES) and raw.geometry is None:
        table["problem"] = "no_place"
    table["organisations"] = organisations
    foreign = _leave_abroad(table, raw, columns)
    _tell(table, frame, swapped, bare)
    for told in (foreign, former["details"], detail(several["problem"], several["unknown"])):
        table["details"] = joined(table["details"], told)
    table["repairs"] = joined(table["repairs"], former["repairs"])
    _tell_degrees(table, degrees)
    return table


def _crowds(points: pd.DataFrame | None, shared: Table[Point, int], index: pd.Index) -> pd.Series:
    """Count the organisations that share each row's point, where it is no address."""
    if points is None or not shared:
        return pd.Series(0, index=index, dtype="int64")
    counts = pd.Series(shared)
    places = counts.index.get_indexer(pd.MultiIndex.from_frame(points[["a", "b"]]))
    found = np.where(places < 0, 0, counts.to_numpy(dtype=np.int64)[places])
    return pd.Series(found, index=index, dtype="int64")


def _doubt_lists(table: pd.DataFrame, listed: pd.DataFrame | None) -> None:
    """Return what is unknown in a row's list, where nothing else is said of the row."""
    if listed is not None:
        doubt = listed["problem"].notna() & table["problem"].isna()
        table["problem"] = table["problem"].mask(doubt, listed["problem"])


def _tell_territories(frame: pd.DataFrame) -> None:
    """Return the territories of Grand Paris, parts of its métropole, the département that they lie in."""
    if "epci" in frame:
        told = (
            frame["epci"].map(as_text).str.replace(" ", "").map(TERRITORIES_OF_PARIS).astype("str").fillna("")
        )
        if told.ne("").any():
            given = frame["departement"] if "departement" in frame else pd.Series("", index=frame.index)
            frame["departement"] = given.where(given.map(as_text).ne(""), told).astype("str")


def _add_departements(table: pd.DataFrame, frame: pd.DataFrame, geography: Geography) -> None:
    """Add its département to a territory of Grand Paris; other EPCI of several count in none."""
    rows = table["located_by"].eq("epci").fillna(value=False) & table["departement"].isna()
    if not {"departement", "epci"} <= set(frame):
        return
    rows &= frame["epci"].map(as_text).str.replace(" ", "").isin(TERRITORIES_OF_PARIS)
    if rows.any():
        told = frame.loc[rows, "departement"].map(as_text)
        codes = told.map({text: geography.departement_code(text) for text in told.unique()}).astype("str")
        regions = geography.level("departement")["regions"].map(lambda own: own[0])
        table.loc[rows, "departement"] = codes
        table.loc[rows, "region"] = table.loc[rows, "region"].fillna(codes.map(regions).astype("str"))


def _tell_several(table: pd.DataFrame, several: pd.DataFrame) -> None:
    """Return, of rows that list several places, what of these is unknown; the others carry no doubt."""
    listing = several["coverage"].notna() & table["commune"].isna()
    by_list = listing & table["located_by"].isin(["departement", "epci", "region", "coverage"])
    table["located_by"] = table["located_by"].mask(by_list, "coverage")
    problems = several["problem"].where(several["problem"].ne("")).astype("str")
    table["problem"] = table["problem"].mask(by_list, problems)
    # What is unknown may lie in another intercommunalité.
    table.loc[by_list & problems.notna(), ["epci", "bassin_de_vie"]] = None


def _leave_abroad(table: pd.DataFrame, raw: Raw, columns: dict[str, str]) -> pd.Series:
    """Place no row of another country, whatever its codes and names are here; tell which country."""
    told = pd.Series("", index=table.index, dtype="str")
    if "country" not in columns:
        return told
    countries = raw.cells[columns["country"]].map(as_text).astype("str")
    rows = countries.map({text: abroad(text) for text in countries.unique()}).astype(bool)
    if rows.any():
        table.loc[rows, [*LEVELS, "setting", "located_by", "candidates", "coverage"]] = None
        table.loc[rows, ["lon", "lat"]] = np.nan
        table.loc[rows, "problem"] = "outside_france"
        told = detail(rows.map({True: "outside_france", False: ""}).astype("str"), countries)
    return told


def _tell_unreadable(table: pd.DataFrame, problems: pd.Series) -> None:
    """Mark, of rows of which nothing worse is known, that their coordinates or geometry cannot be read."""
    untold = table["problem"].isna() | table["problem"].eq("missing")
    table["problem"] = table["problem"].mask(untold & problems.notna(), problems)


def _tell_degrees(table: pd.DataFrame, degrees: pd.DataFrame) -> None:
    """Return which coordinates were converted from degrees, minutes and seconds, and which cannot be read."""
    angles = degrees["angles"].ne("").map({True: "angles", False: ""}).astype("str")
    table["repairs"] = joined(table["repairs"], angles)
    table["details"] = joined(table["details"], detail(angles, degrees["angles"]))
    rows = table["problem"].eq("not_a_number").fillna(value=False) & degrees["unreadable"].ne("")
    unreadable = rows.map({True: "not_a_number", False: ""}).astype("str")
    table["details"] = joined(table["details"], detail(unreadable, degrees["unreadable"]))


def _tell(table: pd.DataFrame, frame: pd.DataFrame, swapped: pd.Series, bare: pd.Series) -> None:
    """Return what was repaired in each row, and what in it is unknown."""
    padded = table["located_by"].eq("padded_code").map({True: "leading_zero", False: ""}).astype("str")
    table["repairs"] = joined(swapped.map({True: "coordinates_swapped", False: ""}).astype("str"), padded)
    rewritten = bare.ne("").map({True: "bare_code", False: ""}).astype("str")
    table["repairs"] = joined(table["repairs"], rewritten)
    table["details"] = detail(rewritten, bare)
    if padded.ne("").any():
        codes = frame["code"].map(as_text).str.strip()
        table["details"] = joined(table["details"], detail(padded, codes + " → " + codes.str.zfill(5)))
    for problem, name in _UNKNOWN.items():
        rows = table["problem"].eq(problem).fillna(value=False)
        if name in frame and rows.any():
            rows &= frame[name].map(as_text).ne("")
            keys = rows.map({True: problem, False: ""}).astype("str")
            table["details"] = joined(table["details"], detail(keys, frame[name].map(as_text)))


def _from_addresses(frame: pd.DataFrame, raw: Raw, columns: dict[str, str]) -> None:
    """Fill blank postal codes, and names where there are none, from "8 rue de la Boétie - 33000 Bordeaux"."""
    if "address" not in columns:
        return
    towns = raw.cells[columns["address"]].map(as_text).str.extract(_TOWN)
    for part, name in ((0, "postal_code"), (1, "name")):
        told = towns[part].str.strip(" -.").fillna("")
        old = frame[name].map(as_text) if name in frame else pd.Series("", index=frame.index)
        filled = old.where(old.str.strip() != "", told)
        if filled.ne("").any():
            frame[name] = filled


def _located(frame: pd.DataFrame, mapping: Mapping, geography: Geography) -> pd.DataFrame:
    columns = {name: name for name in frame.columns}
    if not columns:
        table = pd.DataFrame(index=frame.index)
        for name in (*LEVELS, "setting", "located_by", "problem", "candidates"):
            table[name] = pd.Series(None, index=frame.index, dtype="str")
        table["problem"] = "missing"
    else:
        crs = mapping.crs if "x" in columns else "EPSG:4326"
        table = locate(frame, columns=columns, crs=_system(crs, columns), geography=geography)
    table["lon"] = frame.get("lon", np.nan)
    table["lat"] = frame.get("lat", np.nan)
    if "x" in columns:
        points = gpd.GeoSeries.from_xy(frame["x"], frame["y"], crs=_system(mapping.crs, columns)).to_crs(
            WGS84
        )
        there = np.isfinite(points.x) & np.isfinite(points.y)
        table["lon"], table["lat"] = points.x.where(there), points.y.where(there)
    table = with_shared(table, frame, geography)
    _add_departements(table, frame, geography)
    keep_overseas(table, frame, geography)
    return table


def _system(crs: str, columns: Iterable[str]) -> str:
    # Columns x and y in metres of which nothing says more are in the mainland's legal projection.
    return "EPSG:2154" if "x" in columns and crs == "EPSG:4326" else crs


def _put_right(
    table: pd.DataFrame, frame: pd.DataFrame, mapping: Mapping, geography: Geography
) -> tuple[pd.DataFrame, pd.Series]:
    """Locate rows again whose longitude and latitude stand in each other's place."""
    swapped = table["problem"].eq("swapped_coordinates").fillna(value=False)
    if not swapped.any():
        return table, swapped
    turned = frame.loc[swapped].assign(lon=frame["lat"], lat=frame["lon"])
    again = _located(turned, mapping, geography)
    found = again.index[again["located_by"].notna()]
    table.loc[found] = again.loc[found]
    return table, pd.Series(table.index.isin(found), index=table.index)


def with_shared(located: pd.DataFrame, frame: pd.DataFrame, geography: Geography) -> pd.DataFrame:
    """Give rows that may be in one of several communes what all of these share, and no more.

    Notes
    -----
    A town that its postal code does not serve leaves the postal code's département alone, and nothing where
    the postal code has four digits: the zero is lost of French ones, and of Belgian ones there was none. What
    an unknown code would be as a postal code is a guess, which places nothing.
    """
    located = _alike_in_postal_codes(located.copy(), frame, geography)
    vague = located["located_by"].eq("name").fillna(value=False)
    if vague.any():
        vague &= frame["name"].map(as_text).map(normalise_name).isin(_VAGUE)
        located["candidates"] = located["candidates"].mask(vague, located["commune"])
        located["problem"] = located["problem"].mask(vague, "unknown_name")
        located.loc[vague, [*LEVELS, "setting", "located_by"]] = None
    unknown = located["problem"].eq("unknown_name").fillna(value=False)
    finer = ["commune", "bassin_de_vie", "epci", "setting"]
    guessed = unknown & located["located_by"].eq("postal_code").fillna(value=False)
    located["candidates"] = located["candidates"].mask(guessed, located["commune"])
    located.loc[guessed, [*finer, "departement", "region", "located_by"]] = None
    nowhere = located["located_by"].isna()
    sure = ~located["problem"].isin(["unknown_code", "unknown_name"]) | _serves(located, frame, geography)
    candidates = located["candidates"].where(nowhere & sure)
    communes = candidates.dropna().drop_duplicates()
    communes = pd.Series(communes.to_numpy(), index=communes.to_numpy()).str.split("|").explode()
    for level in ("departement", "epci", "bassin_de_vie", "region"):
        areas = communes.map(geography.communes[level]).groupby(level=0)
        shared = areas.first().where(areas.nunique(dropna=False).eq(1))
        given = candidates.where(~unknown) if level in finer else candidates
        located[level] = located[level].fillna(given.map(shared).astype(located[level].dtype))
        if level in {"departement", "epci"}:
            located["located_by"] = located["located_by"].mask(nowhere & located[level].notna(), level)
    return located


def _alike_in_postal_codes(located: pd.DataFrame, frame: pd.DataFrame, geography: Geography) -> pd.DataFrame:
    """Place unknown towns whose postal code serves one of nearly that name."""
    rows = located.index[
        located["problem"].eq("unknown_name").fillna(value=False) & located["commune"].isna()
    ]
    guessed = located.index[
        located["problem"].eq("unknown_name").fillna(value=False) & located["located_by"].eq("postal_code")
    ]
    rows = rows.union(guessed, sort=False)
    if not {"postal_code", "name"} <= set(frame) or not len(rows):
        return located
    asked = frame.loc[rows, ["postal_code", "name"]].map(as_text)
    found = {
        (postal_code, name): alike(name, geography.with_postal_code(postal_code.strip().zfill(5)), geography)
        for postal_code, name in asked.drop_duplicates().itertuples(index=False, name=None)
    }
    codes = pd.Series([found[pair] for pair in asked.itertuples(index=False, name=None)], index=rows).dropna()
    for level in (*LEVELS, "setting"):
        own = codes if level == "commune" else codes.map(geography.communes[level])
        located.loc[codes.index, level] = own.astype(located[level].dtype)
    located.loc[codes.index, "located_by"] = "postal_code_name"
    located.loc[codes.index, ["problem", "candidates"]] = None
    return located


def _serves(located: pd.DataFrame, frame: pd.DataFrame, geography: Geography) -> "pd.Series[bool]":
    """Find the rows of unknown towns whose candidates a postal code of five digits serves."""
    if "postal_code" not in frame:
        return pd.Series(data=False, index=located.index)
    unknown = located["problem"].eq("unknown_name").fillna(value=False) & located["candidates"].notna()
    pairs = zip(frame["postal_code"].map(as_text), located["candidates"], unknown, strict=True)
    return pd.Series(
        [
            told and {*among.split("|")} <= {*geography.with_postal_code(postal_code.strip())}
            for postal_code, among, told in pairs
        ],
        index=located.index,
        dtype=bool,
    )
