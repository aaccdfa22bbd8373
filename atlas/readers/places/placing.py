"""Rows of a file on the territories: by codes, lists, names, outlines and points that can be trusted."""

from collections.abc import Iterable
from collections.abc import Mapping as Table

import geopandas as gpd
import numpy as np
import pandas as pd

from atlas.locate import locate
from atlas.locate.cells import towns
from atlas.locate.columns import ROLES, WORDS, header_words
from atlas.locate.coordinates import WGS84
from atlas.readers.cells.body_words import paris_territory
from atlas.readers.cells.countries import abroad, country_after
from atlas.readers.cells.place_words import alike, clean_places, split_name
from atlas.readers.model.mapping import PLACE_ROLES, Mapping
from atlas.readers.model.raw import Raw
from atlas.readers.places.areas import code_levels, move_areas, place_in_regions
from atlas.readers.places.beneficiaries import place_beneficiaries
from atlas.readers.places.coverage import cover_epcis, covered, share_coverage
from atlas.readers.places.lists import listed_places
from atlas.readers.places.points import (
    LAMBERT,
    Point,
    Points,
    add_points,
    drop_insets,
    keep_overseas,
    vague_points,
)
from atlas.readers.places.several import lists_towns, several_places
from atlas.readers.told.details import Told
from atlas.territories import Geography, normalise_name
from atlas.territories.epcis import TERRITORIES_OF_PARIS
from atlas.vocabulary import LEVELS

# A geocoder's answer stands and falls with its point.
GEOCODED = ("ban_", "result_", "geo_")
_LOCATE_ROLES = {"code": "code", "epci": "epci", "postal_code": "postal_code", "commune": "name",
                 "departement": "departement"}  # fmt: skip


# What is unknown -> the column that says it.
_UNKNOWN = {
    "unknown_code": "code",
    "unknown_name": "name",
    "unknown_postal_code": "postal_code",
    "unknown_epci": "epci",
    "unknown_departement": "departement",
}


# Nothing but a name and a number after it.
_ENDED = r"\D+[\s(\[][0-9]{2,5}\W*"
# "Die (https://www.notion.so/Die-1a2b)": a relation as Notion exports it.
_LINK = r"\s*\(https?://[^)\s]*\)"


# Words for the middle of any commune or for none, which are also the name of one; Saint-Martin's first town,
# whose name is Le Marigot's in Martinique without its article.
_VAGUE = frozenset({"le bourg", "bourg", "la ville", "ville", "le centre", "le village", "aucun", "neant"})
_MARIGOT = "marigot"


def place_rows(  # noqa: PLR0913 - each is known of the whole file before its rows are placed
    raw: Raw,
    mapping: Mapping,
    geography: Geography,
    *,
    points: Points,
    shared: Table[Point, int],
    told: Told,
) -> pd.DataFrame:
    """Place each row of a table of texts."""
    organisations = _crowds(points, shared)
    vague = vague_points(raw, points)
    approximate = organisations.gt(0) | vague
    frame = _frame(raw, mapping, approximate)
    addresses = _cells(raw, mapping, "address")
    _add_listed_towns(frame, addresses, geography)
    several, regions = several_places(
        frame, _cells(raw, mapping, "region"), geography, any_level=_of_any_level(mapping)
    )
    _tell_territories(frame, geography)
    bare = clean_places(frame, geography)
    levels = code_levels(raw, mapping)
    listed = listed_places(raw, mapping, geography)
    if listed is not None:
        _fill(frame, "code", listed["commune"].fillna(""))
    areas = move_areas(frame, levels)
    _from_addresses(frame, addresses, several["coverage"].notna())
    swapped = add_points(frame, points.numbers.mask(approximate), mapping)
    drop_insets(frame, geography)
    table = _located(frame, mapping, geography)
    table, again = _put_right(table, frame, mapping, geography)
    table["coverage"] = covered(raw, mapping, listed, levels, geography).fillna(several["coverage"])
    share_coverage(table, geography)
    regional = place_in_regions(table, regions, areas, geography)
    _tell_several(table, several)
    for rows, problem in ((approximate, "shared_point"), (vague, "vague_point")):
        table["problem"] = table["problem"].mask(rows & table["commune"].isna(), problem)
    unreadable = pd.Series(raw.problems, dtype="str").reindex(frame.index)
    unreadable = unreadable.mask(points.unreadable.ne(""), "not_a_number")
    # Of rows of which nothing worse is known.
    untold = table["problem"].isna() | table["problem"].eq("missing")
    table["problem"] = table["problem"].mask(untold & unreadable.notna(), unreadable)
    if listed is not None:
        table["problem"] = table["problem"].fillna(listed["problem"])
    if not set(mapping.columns) & set(PLACE_ROLES) and raw.geometry is None:
        table["problem"] = "no_place"
    place_beneficiaries(table, frame, raw, mapping, geography, told=told)
    cover_epcis(table, frame, geography)
    table["organisations"] = organisations
    countries = _countries(raw, mapping)
    foreign = _leave_abroad(table, countries)
    told.repair(swapped | again, "coordinates_swapped")
    _tell(told, table, frame, bare)
    told.detail(foreign, "outside_france", countries)
    told.detail(regional.unknown, "unknown_region", regional.given)
    told.repair(regional.former, "former_region", regional.given + " → " + regional.today)
    for problem in several["problem"].unique():
        if problem:
            told.detail(several["problem"].eq(problem), problem, several["unknown"])
    told.repair(points.angles.ne("") & ~approximate, "angles", points.angles)
    not_read = table["problem"].eq("not_a_number").fillna(value=False) & points.unreadable.ne("")
    told.detail(not_read, "not_a_number", points.unreadable)
    return table


def _cells(raw: Raw, mapping: Mapping, role: str) -> pd.Series:
    blank = pd.Series("", index=raw.cells.index, dtype="str")
    return raw.cells[mapping.columns[role]] if role in mapping.columns else blank


def _countries(raw: Raw, mapping: Mapping) -> pd.Series:
    """Return the countries of the rows; "99" or "Étranger" may stand in the place of an area's name.

    "Lens, Suisse" is abroad too.
    """
    countries = _cells(raw, mapping, "country")
    for role in ("departement", "region"):
        areas = _cells(raw, mapping, role)
        outside = areas.isin([text for text in areas.unique() if abroad(text)])
        countries = countries.mask(outside & countries.eq(""), areas)
    names = _cells(raw, mapping, "commune")
    after = names.map({text: country_after(text) for text in names.unique()}).astype("str")
    return countries.mask(countries.eq(""), after)


def _frame(raw: Raw, mapping: Mapping, approximate: "pd.Series[bool]") -> pd.DataFrame:
    """Return the columns that `atlas.locate` reads, but for coordinates."""
    frame = pd.DataFrame(index=raw.cells.index)
    for role, name in _LOCATE_ROLES.items():
        if role in mapping.columns:
            header = mapping.columns[role]
            geocoded = header.lower().startswith(GEOCODED)
            cells = raw.cells[header]
            if cells.str.contains("(http", regex=False).any():
                cells = cells.str.replace(_LINK, "", regex=True)
            frame[name] = cells.mask(approximate, "") if geocoded else cells
    return frame


def _of_any_level(mapping: Mapping) -> bool:
    """Check whether the header of the names tells of territories rather than of communes."""
    words = header_words(mapping.columns.get("commune", "commune"))
    of_communes = {*WORDS["name"], "communes", "villes"} & {*words.split()}
    return not of_communes and words not in {each.replace("_", " ") for each in ROLES["name"]}


def _fill(frame: pd.DataFrame, name: str, told: pd.Series) -> None:
    """Fill what a column leaves blank."""
    if name not in frame:
        frame[name] = told
    else:
        frame[name] = frame[name].where(frame[name].str.strip().ne(""), told)


def _crowds(points: Points, shared: Table[Point, int]) -> pd.Series:
    """Count the organisations that share each row's point, where it is no address."""
    index = points.numbers.index
    if not shared:
        return pd.Series(0, index=index, dtype="int64")
    counts = pd.Series(shared)
    places = counts.index.get_indexer(pd.MultiIndex.from_frame(points.numbers))
    found = np.where(places < 0, 0, counts.to_numpy(dtype=np.int64)[places])
    return pd.Series(found, index=index, dtype="int64")


def _tell_territories(frame: pd.DataFrame, geography: Geography) -> None:
    """Return the territories of Grand Paris, parts of its métropole, the département that they lie in."""
    if "epci" in frame:
        named = {
            text: siren for text in frame["epci"].unique() if (siren := paris_territory(text, geography))
        }
        frame["epci"] = frame["epci"].replace(named) if named else frame["epci"]
        told = frame["epci"].str.replace(" ", "").map(TERRITORIES_OF_PARIS).astype("str").fillna("")
        if told.ne("").any():
            _fill(frame, "departement", told)


def _add_departements(table: pd.DataFrame, frame: pd.DataFrame, geography: Geography) -> None:
    """Add its département to a territory of Grand Paris; other EPCI of several count in none."""
    rows = table["located_by"].eq("epci").fillna(value=False) & table["departement"].isna()
    if not {"departement", "epci"} <= set(frame):
        return
    rows &= frame["epci"].str.replace(" ", "").isin(TERRITORIES_OF_PARIS)
    if rows.any():
        told = frame.loc[rows, "departement"]
        codes = told.map({text: geography.departement_code(text) for text in told.unique()}).astype("str")
        regions = geography.level("departement")["regions"].map(lambda own: own[0])
        table.loc[rows, "departement"] = codes
        table.loc[rows, "region"] = table.loc[rows, "region"].fillna(codes.map(regions).astype("str"))


def _tell_several(table: pd.DataFrame, several: pd.DataFrame) -> None:
    """Return, of rows that list several places, what of these is unknown; the others carry no doubt."""
    if several["coverage"].isna().all() and several["problem"].eq("").all():
        return
    listing = several["coverage"].notna() & table["commune"].isna()
    by_list = listing & table["located_by"].isin(["departement", "epci", "region", "coverage"])
    table["located_by"] = table["located_by"].mask(by_list, "coverage")
    problems = several["problem"].where(several["problem"].ne("")).astype("str")
    table["problem"] = table["problem"].mask(by_list, problems)
    # What else is meant lies nobody knows where.
    table.loc[by_list & several["wide"].ne(""), ["departement", "region"]] = None
    # Postal codes none of which is certain leave at most a département.
    vague = several["coverage"].isna() & problems.notna() & table["commune"].isna()
    table["problem"] = table["problem"].mask(vague, problems)
    # What is unknown may lie in another intercommunalité.
    table.loc[by_list & problems.notna(), ["epci", "bassin_de_vie"]] = None


def _leave_abroad(table: pd.DataFrame, countries: pd.Series) -> "pd.Series[bool]":
    """Place no row of another country, whatever its codes and names are here; give those rows."""
    rows = countries.map({text: abroad(text) for text in countries.unique()}).astype(bool)
    if rows.any():
        table.loc[rows, [*LEVELS, "setting", "located_by", "candidates", "coverage"]] = None
        table.loc[rows, ["lon", "lat"]] = np.nan
        table.loc[rows, "problem"] = "outside_france"
    return rows


def _tell(told: Told, table: pd.DataFrame, frame: pd.DataFrame, bare: pd.Series) -> None:
    """Tell which codes were repaired, and what is unknown."""
    padded = table["located_by"].eq("padded_code").fillna(value=False)
    told.repair(padded, "leading_zero")
    told.repair(bare.ne(""), "bare_code", bare)
    if padded.any():
        codes = frame["code"].str.strip()
        told.detail(padded, "leading_zero", codes + " → " + codes.str.zfill(5))
    for problem, name in _UNKNOWN.items():
        if name in frame:
            rows = table["problem"].eq(problem).fillna(value=False) & frame[name].ne("")
            told.detail(rows, problem, frame[name])


def _add_listed_towns(frame: pd.DataFrame, addresses: pd.Series, geography: Geography) -> None:
    """Add, where no column has names, the addresses that are lists of towns, or one: "Crest, 26400"."""
    if "name" not in frame:
        listing = addresses.map({text: lists_towns(text) for text in addresses.unique()}).astype(bool)
        ended = addresses[addresses.str.fullmatch(_ENDED)]
        coded = {text for text in ended.unique() if any(split_name(text, geography)[1:])}
        listing |= addresses.isin(coded)
        if listing.any():
            frame["name"] = addresses.where(listing, "")


def _from_addresses(frame: pd.DataFrame, addresses: pd.Series, several: "pd.Series[bool]") -> None:
    """Fill blank postal codes, and names where there are none, from "8 rue de la Boétie - 33000 Bordeaux".

    Rows that list `several` places keep them.
    """
    for filled, name in zip(towns(addresses.mask(several, "")), ("postal_code", "name"), strict=True):
        if filled.ne("").any():
            _fill(frame, name, filled)


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
    return LAMBERT if "x" in columns and crs == "EPSG:4326" else crs


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
        names = frame["name"].map(normalise_name)
        unstated = frame["departement"].eq("") if "departement" in frame else True
        vague &= names.isin(_VAGUE) | (names.eq(_MARIGOT) & unstated)
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
    if communes.empty:
        return located
    communes = pd.Series(communes.to_numpy(), index=communes.to_numpy()).str.split("|").explode()
    for level in ("departement", "epci", "bassin_de_vie", "region"):
        own = geography.communes[level]
        # Overseas collectivities stand in the place of a département.
        own = own.fillna(geography.communes["collectivite"]) if level == "departement" else own
        areas = communes.map(own).groupby(level=0)
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
    asked = frame.loc[rows, ["postal_code", "name"]]
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
    pairs = zip(frame["postal_code"], located["candidates"], unknown, strict=True)
    return pd.Series(
        [
            told and {*among.split("|")} <= {*geography.with_postal_code(postal_code.strip())}
            for postal_code, among, told in pairs
        ],
        index=located.index,
        dtype=bool,
    )
