"""Points of a file: in columns or geometries, swapped ones put right, crowded ones told apart."""

import re

import numpy as np
import pandas as pd
import shapely

from atlas.locate.degrees import fill_angles
from atlas.readers.cells.values import as_text
from atlas.readers.model.mapping import Mapping
from atlas.readers.model.raw import Raw
from atlas.territories import Geography

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
# Degrees, minutes and seconds that nothing tells: joined they would be another number.
_APART = re.compile(r"\s*[+-]?[0-9]+\s+[0-9]")
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


def shared_points(raw: Raw, mapping: Mapping) -> dict[Point, int]:
    """Find points on which many rows of different names lie."""
    points = named_points(raw, mapping)
    return {} if points is None else crowded_points(points, rows=len(raw.cells))


def named_points(raw: Raw, mapping: Mapping) -> pd.DataFrame | None:
    """List the points of a table with who is there.

    Distinct `a`, `b` (longitude and latitude, or x and y, as the file gives them) and `name` (hash of a
    name); None where no column has coordinates.
    """
    points = read_points(raw, mapping)
    if points is None:
        return None
    named = mapping.columns.get("name") or mapping.columns.get("beneficiary")
    names = raw.cells[named].map(as_text) if named else pd.Series(raw.cells.index, index=raw.cells.index)
    hashes = pd.util.hash_pandas_object(names, index=False)
    return points.assign(name=hashes).dropna(subset=["a", "b"]).drop_duplicates()


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


def drop_insets(frame: pd.DataFrame, geography: Geography) -> None:
    """Forget the points near metropolitan France of rows that name an overseas département: a map's inset."""
    if not {"departement", "lon", "lat"} <= set(frame):
        return
    codes = frame["departement"].map(as_text)
    codes = codes.map({text: geography.departement_code(text) for text in codes.unique()}).astype("str")
    near = frame["lon"].between(-15, 15) & frame["lat"].between(35, 55)
    inset = codes.str.startswith(("97", "98"), na=False) & near
    frame["lon"], frame["lat"] = frame["lon"].mask(inset), frame["lat"].mask(inset)


def read_points(raw: Raw, mapping: Mapping) -> pd.DataFrame | None:
    """Return the coordinates of the columns, else those of point geometries, as numbers."""
    texts = _degree_texts(raw, mapping)
    if texts is not None:
        plain = _plain_degrees(texts)
        lon, lat = (plain[name].to_numpy() for name in ("a", "b"))
        lon, lat = fill_angles(lon, lat, texts["a"], texts["b"])
        return pd.DataFrame({"a": lon, "b": lat}, index=texts.index)
    if {"x", "y"} <= mapping.columns.keys():
        return _numbers(_texts(raw, mapping.columns["x"], mapping.columns["y"]))
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


def told_degrees(raw: Raw, mapping: Mapping, points: pd.DataFrame | None) -> pd.DataFrame:
    """Return which longitudes and latitudes were angles, and which cannot be read."""
    told = pd.DataFrame("", index=raw.cells.index, columns=["angles", "unreadable"], dtype="str")
    texts = _degree_texts(raw, mapping)
    if texts is None or points is None:
        return told
    read = points.notna().all(axis=1)
    angles = read & _plain_degrees(texts).isna().any(axis=1)
    digits = texts.apply(lambda column: column.str.contains("[0-9]"))
    unreadable = (points.isna() & digits).any(axis=1)
    # A latitude comes first, as people say it.
    written = texts["b"].str.strip() + " / " + texts["a"].str.strip()
    values = points.loc[angles, ["b", "a"]].map("{:.6f}".format).astype("str")
    told.loc[angles, "angles"] = written[angles] + " → " + values["b"] + " / " + values["a"]
    told.loc[unreadable, "unreadable"] = written[unreadable].str.strip(" /")
    return told


def _degree_texts(raw: Raw, mapping: Mapping) -> pd.DataFrame | None:
    columns = mapping.columns
    return _texts(raw, columns["lon"], columns["lat"]) if {"lon", "lat"} <= columns.keys() else None


def _texts(raw: Raw, first: str, second: str) -> pd.DataFrame:
    cells = raw.cells[[first, second]].set_axis(["a", "b"], axis="columns")
    return cells.map(as_text).astype("str")


def _plain_degrees(texts: pd.DataFrame) -> pd.DataFrame:
    return _numbers(texts.apply(lambda column: column.mask(column.str.match(_APART), "")))


def _numbers(texts: pd.DataFrame) -> pd.DataFrame:
    numbers: pd.DataFrame = texts.apply(
        lambda column: pd.to_numeric(
            column.str.replace(_SPACES, "", regex=True).str.replace(",", "."), errors="coerce"
        )
    )
    return numbers


def _mostly_degrees(points: pd.DataFrame) -> bool:
    """Check whether a column named x holds degrees; one slip and blanks written as 0 tell nothing."""
    known = points[points.ne(0).any(axis=1)].dropna()
    degrees = known.abs().le(180).all(axis=1)
    return known.empty or bool(degrees.mean() > _MOST)


def add_points(frame: pd.DataFrame, points: pd.DataFrame | None, mapping: Mapping) -> pd.Series:
    """Add the coordinates to what is located; tell where a whole column of them was swapped."""
    swapped = pd.Series(data=False, index=frame.index)
    if points is None or points.isna().all(axis=None):
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
