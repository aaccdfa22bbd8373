"""Points of a file: in columns or geometries, swapped ones put right, crowded ones told apart."""

import re
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from atlas.locate.coordinates import WGS84
from atlas.locate.degrees import fill_angles
from atlas.readers.cells.systems import fitting_systems
from atlas.readers.model.mapping import Mapping
from atlas.readers.model.raw import Raw
from atlas.readers.told.notes import Note
from atlas.territories import Geography

# The mainland's legal projection, of x and y of which nothing says more.
LAMBERT = "EPSG:2154"
# So many rows of different names on one point are no addresses: a geocoder fell back on a place's centre.
SHARED_BY = 10
# Where a whole file has fewer points than a fifth of its rows, fewer names are enough.
CROWDED, SHARED_IN_A_CROWD = 5, 3
# Where so much of a file lies on such points, none of its points is an address.
ALL_BUT = 0.95
# Where so many of a file's points read as latitude and longitude, they are swapped.
_MOSTLY = 0.9
_MOST = 0.5
_SPACES = re.compile(r"[\s\u00a0\u202f]")
_MARKS = str.maketrans({",": ".", "\u2212": "-", "\u2013": "-"})
# Degrees, minutes and seconds that nothing tells: joined they would be another number.
_APART = re.compile(r"\s*[+-]?[0-9]+\s+[0-9]")
# Where geocoders put "France", in either order of its numbers; how those of the BAN score their answers, and
# below what they are any street of such a name.
_FRANCE, _ROUNDING = ((1.8883, 46.6034), (2.2137, 46.2276), (46.6034, 1.8883), (46.2276, 2.2137)), 1e-4
_SCORES, _LEAST = ("result_score", "ban_score", "geo_score"), 0.4
# West, south, east, north of the overseas collectivities, of which no outlines are known here.
_COLLECTIVITIES = {
    "975": (-56.6, 46.7, -56.0, 47.2),
    "977": (-63.0, 17.8, -62.7, 18.0),
    "978": (-63.2, 18.0, -62.9, 18.2),
    "986": (-178.4, -14.5, -176.0, -13.0),
    "987": (-155.0, -28.0, -134.0, -7.5),
    "988": (158.0, -23.5, 172.5, -15.0),
}
Point = tuple[float, float]


class Points(NamedTuple):
    """Coordinates of the rows of a table.

    Attributes
    ----------
    numbers
        `a` and `b`: longitude and latitude, or x and y, as the file gives them; missing where it gives none.
    angles, unreadable
        Of longitudes and latitudes that were angles, what they were and are; those that cannot be read.
    """

    numbers: pd.DataFrame
    angles: pd.Series
    unreadable: pd.Series

    def of_rows(self, lines: pd.Index, index: pd.Index) -> "Points":
        """Return those of rows on another index, of which each is of one of these lines."""
        numbers = self.numbers.reindex(lines).set_axis(index)
        angles, unreadable = (each.reindex(lines).set_axis(index) for each in (self.angles, self.unreadable))
        return Points(numbers, angles, unreadable)


def shared_points(raw: Raw, mapping: Mapping, points: Points) -> dict[Point, int]:
    """Find points on which many rows of different names lie."""
    return crowded_points(named_points(raw, mapping, points), rows=len(raw.cells))


def named_points(raw: Raw, mapping: Mapping, points: Points) -> pd.DataFrame:
    """List the points of a table with who is there: distinct `a`, `b` and `name`, the hash of a name."""
    there = points.numbers.dropna()
    named = mapping.columns.get("name") or mapping.columns.get("beneficiary")
    names = raw.cells.loc[there.index, named] if named else there.index.to_series()
    return there.assign(name=pd.util.hash_pandas_object(names, index=False)).drop_duplicates()


def crowded_points(points: pd.DataFrame, *, rows: int) -> dict[Point, int]:
    """Find points with many names."""
    names = points.groupby(["a", "b"]).size()
    crowded = rows >= SHARED_BY and CROWDED * len(names) < rows
    shared = names >= (SHARED_IN_A_CROWD if crowded else SHARED_BY)
    if names[shared].sum() >= ALL_BUT * names.sum():
        # What is left was geocoded in the same way: on the centre of a smaller région.
        shared[:] = True
    crowds = names[shared]
    return dict(zip(crowds.index.tolist(), crowds.tolist(), strict=True))


def vague_points(raw: Raw, points: Points) -> "pd.Series[bool]":
    """Find points that are no address: whole degrees, the middle of France, a geocoder's poor answers."""
    numbers = points.numbers
    low, high = numbers.min(axis=1), numbers.max(axis=1)
    vague = low.between(-6, 10) & high.between(41, 51.5) & numbers.mod(1).eq(0).all(axis=1)
    for centre in _FRANCE:
        vague |= numbers.sub([*centre]).abs().lt(_ROUNDING).all(axis=1)
    for header in raw.cells.columns.intersection([*_SCORES]):
        scores = pd.to_numeric(raw.cells[header].str.replace(",", ".", regex=False), errors="coerce")
        vague |= scores.lt(_LEAST)
    return vague


def drop_insets(frame: pd.DataFrame, geography: Geography) -> None:
    """Forget the points near metropolitan France of rows that name an overseas département: a map's inset."""
    if not {"departement", "lon", "lat"} <= set(frame):
        return
    codes = frame["departement"]
    codes = codes.map({text: geography.departement_code(text) for text in codes.unique()}).astype("str")
    near = frame["lon"].between(-15, 15) & frame["lat"].between(35, 55)
    inset = codes.str.startswith(("97", "98"), na=False) & near
    frame["lon"], frame["lat"] = frame["lon"].mask(inset), frame["lat"].mask(inset)


def read_points(raw: Raw, mapping: Mapping) -> Points:
    """Return the coordinates of the columns, else those of point geometries, as numbers."""
    columns = mapping.columns
    nothing = pd.Series("", index=raw.cells.index, dtype="str")
    if {"lon", "lat"} <= columns.keys():
        degrees = _degrees(_pair(raw, columns["lon"], columns["lat"]), nothing)
        return _with_metres(degrees, raw, mapping) if {"x", "y"} <= columns.keys() else degrees
    if {"x", "y"} <= columns.keys():
        return Points(_numbers(_pair(raw, columns["x"], columns["y"])), nothing, nothing)
    numbers = np.full((len(nothing), 2), np.nan)
    if raw.geometry is not None:
        singles = raw.geometry.where(raw.geometry.geom_type.isin(["Point", "MultiPoint"]))
        # Of a pair of towns the first stands for the seat.
        coordinates, owners = shapely.get_coordinates(singles.to_numpy(), return_index=True)
        rows, firsts = np.unique(owners, return_index=True)
        numbers[rows] = coordinates[firsts]
    return Points(pd.DataFrame(numbers, index=nothing.index, columns=["a", "b"]), nothing, nothing)


def _with_metres(points: Points, raw: Raw, mapping: Mapping) -> Points:
    """Fill rows that have no degrees from their x and y."""
    rows = points.numbers.isna().all(axis=1) & points.unreadable.eq("")
    metres = _numbers(_pair(raw, mapping.columns["x"], mapping.columns["y"]))[rows].dropna()
    if metres.empty or _mostly_degrees(metres):
        return points
    system = LAMBERT if mapping.crs == WGS84 else mapping.crs
    shapes = gpd.GeoSeries.from_xy(metres["a"], metres["b"], crs=system).to_crs(WGS84)
    numbers = points.numbers.copy()
    there = shapes.index[np.isfinite(shapes.x) & np.isfinite(shapes.y)]
    numbers.loc[there, "a"], numbers.loc[there, "b"] = shapes.x[there], shapes.y[there]
    return points._replace(numbers=numbers)


def _pair(raw: Raw, first: str, second: str) -> pd.DataFrame:
    return raw.cells[[first, second]].set_axis(["a", "b"], axis="columns")


def _degrees(texts: pd.DataFrame, nothing: pd.Series) -> Points:
    """Read longitudes and latitudes, in decimals or as angles."""
    plain = _numbers(texts.apply(lambda column: column.mask(column.str.match(_APART), "")))
    read = fill_angles(plain["a"].to_numpy(), plain["b"].to_numpy(), texts["a"], texts["b"])
    values = pd.DataFrame(dict(zip("ab", read, strict=True)), index=texts.index)
    unread = values.isna()
    angles = ~unread.any(axis=1) & plain.isna().any(axis=1)
    unreadable = (unread & texts.apply(lambda column: column.str.contains("[0-9]"))).any(axis=1)
    # A latitude comes first, as people say it.
    written = texts["b"].str.strip() + " / " + texts["a"].str.strip()
    shown = values.loc[angles, ["b", "a"]].map("{:.6f}".format).astype("str")
    told = written[angles] + " → " + shown["b"] + " / " + shown["a"]
    return Points(
        values,
        told.reindex(texts.index, fill_value="") if len(told) else nothing,
        written.str.strip(" /").where(unreadable, ""),
    )


def _numbers(texts: pd.DataFrame) -> pd.DataFrame:
    numbers: pd.DataFrame = texts.apply(
        lambda column: pd.to_numeric(
            column.str.replace(_SPACES, "", regex=True).str.translate(_MARKS), errors="coerce"
        )
    )
    return numbers


def _mostly_degrees(points: pd.DataFrame) -> bool:
    """Check whether a column named x holds degrees; one slip and blanks written as 0 tell nothing."""
    known = points[points.ne(0).any(axis=1)].dropna()
    degrees = known.abs().le(180).all(axis=1)
    return known.empty or bool(degrees.mean() > _MOST)


def add_points(frame: pd.DataFrame, points: pd.DataFrame, mapping: Mapping) -> "pd.Series[bool]":
    """Add the coordinates to what is located; tell where a whole column of them was swapped."""
    swapped = pd.Series(data=False, index=frame.index)
    if points.isna().all(axis=None):
        return swapped
    first, second = points["a"], points["b"]
    projected = "x" in mapping.columns and "lon" not in mapping.columns
    if not projected or _mostly_degrees(points):
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


def told_systems(table: pd.DataFrame, points: Points, mapping: Mapping) -> list[Note]:
    """Return which systems would put x and y in France, where most of them are outside in the one assumed."""
    known = points.numbers[points.numbers.ne(0).any(axis=1)].dropna()
    if "x" not in mapping.columns or "lon" in mapping.columns or known.empty:
        return []
    outside = table.loc[known.index, "problem"].isin(["outside_france", "coordinates_disagree"])
    if outside.mean() <= _MOST:
        return []
    systems = fitting_systems(known["a"].to_numpy(), known["b"].to_numpy())
    return [Note("crs_fitting", {"systems": ", ".join(systems)})] if systems else []


def keep_overseas(table: pd.DataFrame, frame: pd.DataFrame, geography: Geography) -> None:
    """Believe the points of the overseas collectivities, where nothing else puts their rows elsewhere."""
    outside = table["problem"].eq("outside_france").fillna(value=False)
    if not outside.any() or not {"lon", "lat"} <= set(frame):
        return
    own = table["commune"].map(geography.communes["collectivite"]).astype("str").fillna(table["departement"])
    for code, (west, south, east, north) in _COLLECTIVITIES.items():
        inside = outside & frame["lon"].between(west, east) & frame["lat"].between(south, north)
        agreed = inside & own.eq(code).fillna(value=False)
        alone = inside & table["located_by"].isna()
        table["problem"] = table["problem"].mask(agreed | alone, None)
        table["departement"] = table["departement"].mask(alone, code)
        table["located_by"] = table["located_by"].mask(alone, "coordinates")
