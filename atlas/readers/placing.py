"""Rows of a file on the territories: by codes, lists, names, outlines and points that can be trusted."""

import re
from collections.abc import Iterable
from collections.abc import Mapping as Table

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from atlas.locate import locate
from atlas.readers.doubts import detail
from atlas.readers.doubts import joined
from atlas.readers.mapping import PLACE_ROLES
from atlas.readers.mapping import Mapping
from atlas.readers.raw import Raw
from atlas.readers.values import as_text
from atlas.territories import Geography
from atlas.territories import normalise_name
from atlas.vocabulary import LEVELS

# So many rows of different names on one point are no addresses: a geocoder fell back on a place's centre.
SHARED_BY = 10
# Where a whole file has fewer points than a fifth of its rows, fewer names are enough.
CROWDED, SHARED_IN_A_CROWD = 5, 3
# Where so much of a file lies on such points, none of its points is an address.
ALL_BUT = 0.95
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
_LIST_PART = re.compile(r"([^(),;|]*(?:\([^()0-9]*\)[^(),;|]*)?)\(([0-9]{5}|2[AB][0-9]{3}|[0-9]{9})\)")
_CODES = re.compile(r"\b[0-9]{9}\b")
_PAIR = 2
# The last five digits of an address, and the town after them.
_TOWN = re.compile(r"(?<![0-9])([0-9]{5})(?![0-9])\s*,?\s*([^0-9,;()]*)[^0-9]*$")
# 21, the département, 0, the commune's three digits, a check digit: how the SIREN of most communes is built.
_COMMUNE_SIREN = re.compile(r"21([0-9]{2})0([0-9]{3})[0-9]")
_LEVEL_WORDS = (
    ("commune", "communaute"),
    ("epci", "epci"),
    ("epci", "communaute"),
    ("epci", "intercommun"),
    ("epci", "metropole"),
    ("bassin_de_vie", "bassin"),
    ("departement", "departement"),
    ("region", "region"),
    ("commune", "commune"),
)
Point = tuple[float, float]


def shared_points(raw: Raw, mapping: Mapping) -> dict[Point, int]:
    """Find points on which many rows of different names lie.

    Parameters
    ----------
    raw
        A table.
    mapping
        What its columns are.

    Returns
    -------
    dict
        Longitude and latitude, or x and y, as the file gives them, of points with at least `SHARED_BY`
        different names, or `SHARED_IN_A_CROWD` where the file has `CROWDED` rows to a point; all points
        where these hold `ALL_BUT` everything. With how many names each has.
    """
    points = named_points(raw, mapping)
    return {} if points is None else crowded_points(points, rows=len(raw.cells))


def named_points(raw: Raw, mapping: Mapping) -> pd.DataFrame | None:
    """List the points of a table with who is there.

    Parameters
    ----------
    raw
        A table, or part of one.
    mapping
        What its columns are.

    Returns
    -------
    pandas.DataFrame or None
        Distinct `a`, `b` (longitude and latitude, or x and y, as the file gives them) and `name` (hash of a
        name); None where no column has coordinates.
    """
    points = _points(raw, mapping)
    if points is None:
        return None
    named = mapping.columns.get("name") or mapping.columns.get("beneficiary")
    names = raw.cells[named].map(as_text) if named else pd.Series(raw.cells.index, index=raw.cells.index)
    hashes = pd.util.hash_pandas_object(names, index=False)
    return points.assign(name=hashes).dropna(subset=["a", "b"]).drop_duplicates()


def crowded_points(points: pd.DataFrame, *, rows: int) -> dict[Point, int]:
    """Find points with many names.

    Parameters
    ----------
    points
        Distinct rows of `named_points`, of all of a file.
    rows
        Of the file.

    Returns
    -------
    dict
        See `shared_points`.
    """
    names = points.groupby(["a", "b"]).size()
    crowded = rows >= SHARED_BY and CROWDED * len(names) < rows
    shared = names >= (SHARED_IN_A_CROWD if crowded else SHARED_BY)
    if names[shared].sum() >= ALL_BUT * names.sum():
        # What is left was geocoded in the same way: on the centre of a smaller région.
        shared[:] = True
    crowds = names[shared]
    return dict(zip(crowds.index.tolist(), crowds.tolist(), strict=True))


def place_rows(
    raw: Raw, mapping: Mapping, geography: Geography, *, shared: Table[Point, int] | None = None
) -> pd.DataFrame:
    """Place each row of a table.

    Parameters
    ----------
    raw
        A table.
    mapping
        What its columns are.
    geography
        The territories.
    shared
        Points that are no addresses; those of `shared_points(raw, mapping)` by default. Whoever reads a file
        part by part gives those of the whole.

    Returns
    -------
    pandas.DataFrame
        On the index of the cells: `commune, bassin_de_vie, epci, departement, region, setting` (codes,
        missing where not known), `located_by`, `problem`, `candidates` (see `atlas.locate`), `lon`, `lat`
        (degrees, EPSG:4326; missing where the file gives none that can be trusted), `coverage` (`level:code`
        parts joined by `|`; missing where the file lists no territories), `repairs` (keys joined by `|`),
        `details` (`key=value` joined by `|`), `organisations` (how many share the point that is no address).
    """
    index = raw.cells.index
    columns = dict(mapping.columns)
    points = _points(raw, mapping)
    shared = shared_points(raw, mapping) if shared is None else shared
    organisations = pd.Series(0, index=index, dtype="int64")
    if points is not None and shared:
        counts = pd.Series(shared)
        places = counts.index.get_indexer(pd.MultiIndex.from_frame(points[["a", "b"]]))
        found = np.where(places < 0, 0, counts.to_numpy(dtype=np.int64)[places])
        organisations = pd.Series(found, index=index, dtype="int64")
    approximate = organisations.gt(0)
    points = None if points is None else points.mask(approximate)
    frame = pd.DataFrame(index=index)
    for role, name in _LOCATE_ROLES.items():
        if role in columns and role not in {"lon", "lat", "x", "y"}:
            frame[name] = raw.cells[columns[role]]
            if columns[role].lower().startswith(GEOCODED):
                frame[name] = frame[name].mask(approximate, "")
    levels = _levels(raw, columns)
    if {"code", "departement"} <= set(frame):
        # The code of the département in the place of a commune's says that the whole département is meant.
        frame["code"] = frame["code"].where(frame["code"] != frame["departement"])
    listed = _listed(raw, mapping, geography)
    if listed is not None:
        given = frame["code"].map(as_text) if "code" in frame else pd.Series("", index=index)
        frame["code"] = given.where(given != "", listed["commune"].fillna(""))
    areas = _areas(frame, levels)
    _from_addresses(frame, raw, columns)
    swapped = _add_points(frame, points, mapping)
    _drop_insets(frame, geography)
    table = _located(frame, mapping, geography)
    table, again = _put_right(table, frame, mapping, geography)
    swapped |= again
    table["coverage"] = _coverage(raw, mapping, listed, levels, geography)
    _from_coverage(table, geography)
    _from_regions(table, raw, columns, areas, geography)
    told = approximate & table["commune"].isna()
    table["problem"] = table["problem"].mask(told, "shared_point")
    if listed is not None:
        doubt = listed["problem"].notna() & table["problem"].isna()
        table["problem"] = table["problem"].mask(doubt, listed["problem"])
    if not set(columns) & set(PLACE_ROLES) and raw.geometry is None:
        table["problem"] = "no_place"
    table["organisations"] = organisations
    _tell(table, frame, swapped)
    return table


def _tell(table: pd.DataFrame, frame: pd.DataFrame, swapped: pd.Series) -> None:
    """Say what was repaired in each row, and what in it is unknown."""
    padded = table["located_by"].eq("padded_code").map({True: "leading_zero", False: ""}).astype("str")
    table["repairs"] = joined(swapped.map({True: "coordinates_swapped", False: ""}).astype("str"), padded)
    table["details"] = ""
    if padded.ne("").any():
        codes = frame["code"].map(as_text).str.strip()
        table["details"] = detail(padded, codes + " → " + codes.str.zfill(5))
    for problem, name in _UNKNOWN.items():
        rows = table["problem"].eq(problem).fillna(value=False)
        if name in frame and rows.any():
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


def _drop_insets(frame: pd.DataFrame, geography: Geography) -> None:
    """Forget the points near metropolitan France of rows that name an overseas département: a map's inset."""
    if not {"departement", "lon", "lat"} <= set(frame):
        return
    codes = frame["departement"].map(as_text)
    codes = codes.map({text: geography.departement_code(text) for text in codes.unique()}).astype("str")
    near = frame["lon"].between(-15, 15) & frame["lat"].between(35, 55)
    inset = codes.str.startswith(("97", "98"), na=False) & near
    frame["lon"], frame["lat"] = frame["lon"].mask(inset), frame["lat"].mask(inset)


def _points(raw: Raw, mapping: Mapping) -> pd.DataFrame | None:
    """Give the coordinates of the columns, else those of point geometries, as numbers."""
    for first, second in (("lon", "lat"), ("x", "y")):
        if first in mapping.columns and second in mapping.columns:
            cells = raw.cells[[mapping.columns[first], mapping.columns[second]]]
            cells = cells.set_axis(["a", "b"], axis="columns")
            numbers: pd.DataFrame = cells.apply(
                lambda column: pd.to_numeric(
                    column.map(as_text).str.replace(",", ".", regex=False).str.strip(), errors="coerce"
                )
            )
            return numbers
    if raw.geometry is None:
        return None
    kinds = raw.geometry.geom_type
    singles = raw.geometry.where(kinds.isin(["Point", "MultiPoint"]))
    # Of a pair of towns the first stands for the seat.
    points = [
        None if shape is None or shape.is_empty else shapely.get_coordinates(shape)[0] for shape in singles
    ]
    return pd.DataFrame(
        [(np.nan, np.nan) if point is None else tuple(point) for point in points],
        index=raw.cells.index,
        columns=["a", "b"],
    )


def _add_points(frame: pd.DataFrame, points: pd.DataFrame | None, mapping: Mapping) -> pd.Series:
    """Add the coordinates to what is located; tell where a whole column of them was swapped."""
    swapped = pd.Series(data=False, index=frame.index)
    if points is None or points.isna().all(axis=None):
        return swapped
    first, second = points["a"], points["b"]
    projected = "x" in mapping.columns and "lon" not in mapping.columns
    degrees = bool((points.abs().max() <= 180).all())  # noqa: PLR2004 - degrees
    if not projected or degrees:
        # France lies at 41 to 51 degrees north, 5 west to 10 east: a column cannot be both.
        known = points.dropna()
        if (
            len(known)
            and known["a"].between(41, 51.5).mean() > _MOSTLY
            and known["b"].between(-6, 10).mean() > _MOSTLY
        ):
            first, second = second, first
            swapped = points["a"].notna()
        frame["lon"], frame["lat"] = first, second
    else:
        frame["x"], frame["y"] = first, second
    return swapped


_MOSTLY = 0.9


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
    return with_shared(table, geography)


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


def with_shared(located: pd.DataFrame, geography: Geography) -> pd.DataFrame:
    """Give rows that may be in one of several communes what all of these share.

    Parameters
    ----------
    located
        See `atlas.locate.locate`.
    geography
        The territories.

    Returns
    -------
    pandas.DataFrame
        The same rows; those without a commune may have a département, an EPCI, a bassin de vie and a région.
    """
    nowhere = located["located_by"].isna()
    candidates = located["candidates"].where(nowhere)
    communes = candidates.dropna().drop_duplicates()
    communes = pd.Series(communes.to_numpy(), index=communes.to_numpy()).str.split("|").explode()
    located = located.copy()
    for level in ("departement", "epci", "bassin_de_vie", "region"):
        areas = communes.map(geography.communes[level]).groupby(level=0)
        shared = areas.first().where(areas.nunique(dropna=False).eq(1))
        located[level] = located[level].fillna(candidates.map(shared).astype(located[level].dtype))
        if level in {"departement", "epci"}:
            located["located_by"] = located["located_by"].mask(nowhere & located[level].notna(), level)
    return located


def _levels(raw: Raw, columns: dict[str, str]) -> pd.Series | None:
    """Read of which level each row's code is, where another column says so."""
    if "code_level" not in columns or "code" not in columns:
        return None
    words = raw.cells[columns["code_level"]].map(as_text)
    known = {text: _level(normalise_name(text)) for text in words.unique()}
    return words.map(known)


def _level(words: str) -> str | None:
    if "communaute" in words:
        return "epci"
    return next((level for level, word in _LEVEL_WORDS if word in words), None)


def _areas(frame: pd.DataFrame, levels: pd.Series | None) -> pd.DataFrame | None:
    """Move the codes of larger territories out of the column of communes."""
    if levels is None:
        return None
    codes = frame["code"].map(as_text)
    areas = pd.DataFrame({"level": levels, "code": codes})
    for level in ("epci", "departement"):
        rows = levels.eq(level)
        old = frame[level] if level in frame else pd.Series("", index=frame.index)
        frame[level] = codes.where(rows, old)
    frame["code"] = codes.where(levels.isna() | levels.eq("commune"), "")
    return areas


def _listed(raw: Raw, mapping: Mapping, geography: Geography) -> pd.DataFrame | None:
    """Read lists such as "Ajaccio (2A004), Bastia (2B033)" or "CA de X (240600551)"."""
    header = mapping.columns.get("place_list")
    if header is None:
        return None
    rows = [_read_list(as_text(cell), geography) for cell in raw.cells[header].tolist()]
    table = pd.DataFrame(rows, columns=["parts", "commune", "problem"], index=raw.cells.index)
    table["commune"] = table["commune"].astype("str").where(table["commune"].notna())
    return table


def _read_list(text: str, geography: Geography) -> tuple[tuple[str, ...], str | None, str | None]:
    """Give the territories of a list, the commune that stands for its seat, and what is not known of it."""
    epcis, communes = geography.level("epci").index, geography.communes
    found = _LIST_PART.findall(text) or [("", code) for code in _CODES.findall(text)]
    parts: list[str | None] = []
    for name, code in found:
        if code in epcis:
            parts.append(f"epci:{code}")
        else:
            commune = code if code in communes.index else _commune_of(name, code, geography)
            parts.append(commune and f"commune:{commune}")
    seats = [part.partition(":")[2] for part in parts if part and part.startswith("commune:")]
    problem = None
    around: list[str] = []
    if None in parts:
        around = [str(code) for code in communes.loc[seats, "departement"].dropna().unique()]
    for place, (name, code) in enumerate(found):
        if parts[place] is None:
            # The SIREN of a merged commune does not tell its code: its name does, if one there bears it.
            named = geography.named(name, departements=around) if around and name.strip() else ()
            if len(named) == 1:
                parts[place] = f"commune:{named[0]}"
            else:
                problem = "commune_siren" if _COMMUNE_SIREN.fullmatch(code) else "unknown_code"
    unique = tuple(dict.fromkeys(part for part in parts if part))
    # A commune or a pair of them has its seat in the first; what covers more has none that the list tells.
    towns = 0 < len(unique) <= _PAIR and all(part.startswith("commune:") for part in unique)
    return unique, unique[0].partition(":")[2] if towns else None, problem


def _commune_of(name: str, code: str, geography: Geography) -> str | None:
    """Give the commune of a former code, or of a commune's SIREN where the name agrees with it."""
    siren = _COMMUNE_SIREN.fullmatch(code)
    if siren is None:
        row = geography.resolve(pd.Series([code])).iloc[0]
        return str(row["commune"]) if row["outcome"] in {"current", "successor"} else None
    insee = "".join(siren.groups())
    named = geography.named(name, departements=_departements_of(siren.group(1)))
    return insee if insee in named else named[0] if len(named) == 1 else None


def _departements_of(digits: str) -> list[str]:
    # Corsica's communes kept 20 in their SIREN, overseas ones have three digits.
    return {"20": ["2A", "2B"], "97": ["971", "972", "973", "974", "976"]}.get(digits, [digits])


def _coverage(
    raw: Raw, mapping: Mapping, listed: pd.DataFrame | None, levels: pd.Series | None, geography: Geography
) -> pd.Series:
    """Say which territories each row covers: its own list of codes, else its outline."""
    coverage = pd.Series(None, index=raw.cells.index, dtype="str")
    if "coverage" in mapping.columns:
        given = raw.cells[mapping.columns["coverage"]].map(as_text)
        coverage = given.where(given != "").astype("str").where(given != "")
    if listed is not None:
        several = listed["parts"].map(lambda parts: len(parts) > 1 or any("epci:" in one for one in parts))
        coverage = coverage.where(~several, listed["parts"].map("|".join))
    if levels is not None:
        codes = raw.cells[mapping.columns["code"]].map(as_text)
        known = [
            level in LEVELS and level != "commune" and code in geography.level(level).index
            for level, code in zip(levels, codes, strict=True)
        ]
        coverage = coverage.mask(pd.Series(known, index=codes.index), levels.astype("str") + ":" + codes)
    if raw.geometry is not None:
        outlined = raw.geometry.geom_type.isin(["Polygon", "MultiPolygon"]) & coverage.isna()
        coverage[outlined] = _outlined(raw.geometry[outlined], geography)
    return coverage


def _outlined(shapes: gpd.GeoSeries, geography: Geography) -> list[str | None]:
    """List the communes whose seat lies inside each outline, whole intercommunalités as such."""
    communes = geography.communes.dropna(subset=["seat_lon", "seat_lat"])
    tree = shapely.STRtree(shapely.points(communes["seat_lon"], communes["seat_lat"]))
    sizes = communes["epci"].value_counts()
    found = []
    for shape in shapes:
        inside = communes.iloc[np.sort(tree.query(shape, predicate="intersects"))]
        counts = inside["epci"].value_counts()
        whole = counts.index[counts.eq(sizes.reindex(counts.index))]
        rest = inside.index[~inside["epci"].isin(whole)]
        parts = [*(f"epci:{code}" for code in sorted(whole)), *(f"commune:{code}" for code in rest)]
        found.append("|".join(parts) or None)
    return found


def _from_coverage(table: pd.DataFrame, geography: Geography) -> None:
    """Give rows without a commune what all that they cover shares."""
    rows = table.index[table["commune"].isna() & table["coverage"].notna()]
    shared = {text: _shared_by(text, geography) for text in table.loc[rows, "coverage"].unique()}
    for level in ("bassin_de_vie", "epci", "departement", "region"):
        given = table.loc[rows, "coverage"].map({text: areas.get(level) for text, areas in shared.items()})
        table[level] = table[level].fillna(given.astype("str").where(given.notna()))
    covering = table.loc[rows, "coverage"].map({text: bool(areas) for text, areas in shared.items()})
    alone = rows[covering.astype(bool) & table.loc[rows, "located_by"].isna()]
    table.loc[alone, "located_by"] = "coverage"
    table.loc[alone, "problem"] = None


def _shared_by(coverage: str, geography: Geography) -> dict[str, str | None]:
    members = [
        geography.members(level, code)
        for level, _, code in (part.partition(":") for part in coverage.split("|"))
        if level in LEVELS and code in geography.level(level).index
    ]
    if not members:
        return {}
    inside = geography.communes.loc[np.unique(np.concatenate(members))]
    areas = {level: inside[level].unique() for level in LEVELS if level != "commune"}
    return {
        level: str(found[0]) if len(found) == 1 and pd.notna(found[0]) else None
        for level, found in areas.items()
    }


def _from_regions(
    table: pd.DataFrame, raw: Raw, columns: dict[str, str], areas: pd.DataFrame | None, geography: Geography
) -> None:
    """Place what nothing else places in the région that it names."""
    given = pd.Series("", index=table.index)
    if "region" in columns:
        given = raw.cells[columns["region"]].map(as_text)
    if areas is not None:
        given = areas["code"].where(areas["level"].eq("region"), given)
    names = geography.level("region")["name"]
    known = {str(code): str(code) for code in names.index}
    known |= {normalise_name(str(name)): str(code) for code, name in names.items()}
    found = {text: _region(text, known) for text in given.unique()}
    regions = given.map(found)
    rows = table["located_by"].isna() & regions.notna()
    table["region"] = table["region"].mask(rows, regions)
    table["located_by"] = table["located_by"].mask(rows, "region")


def _region(text: str, known: dict[str, str]) -> str | None:
    words = normalise_name(text)
    if text in known or words in known:
        return known.get(text) or known[words]
    # "Auvergne-Rhône-Alpes (FR)".
    inside = [code for name, code in known.items() if len(name) > len("00") and name in words]
    return inside[0] if len(inside) == 1 else None
