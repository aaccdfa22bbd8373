"""INSEE's populated squares (`carreaux`), put beside the boundaries: where in a commune its people live."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pyproj

from atlas.files import staged
from atlas.geobuild.sources import force_columns, force_none, reading, sha256
from atlas.territories import Geography
from atlas.territories.files import read_json
from atlas.territories.perimeters import CARREAUX
from atlas.vocabulary import LICENCE

# What the editions call a square's identifier, the finest squares first.
IDENTIFIERS = ("idcar_200m", "Idcar_200m", "IdINSPIRE", "idcar_1km", "Idcar_1km")
PEOPLE = ("ind", "Ind")
LINEAGE, ID = "lineage.json", "carreaux"
# An identifier holds the reference system, the side, and the lower left corner, in metres.
_SQUARE = r"^CRS(\d+)RES(\d+)mN(-?\d+)E(-?\d+)$"
# A square whose middle lies on water or abroad belongs to the commune that is so near, in degrees.
_BESIDE = 0.02


def read_carreaux(path: Path) -> pd.DataFrame:
    """Read a file of squares as INSEE publishes it, in CSV or any format that OGR reads.

    Returns
    -------
    pandas.DataFrame
        `lon` and `lat` of the middle of each square (EPSG:4326), and its `people`.

    Raises
    ------
    GeographyError
        If the file cannot be read, lacks a column, or holds an identifier or a number that is none.
    """
    known = {*IDENTIFIERS, *PEOPLE}
    with reading(path):
        if path.suffix.lower() == ".csv":
            table = pd.read_csv(path, dtype="str", usecols=lambda name: name in known)
        else:
            columns = [name for name in pyogrio.read_info(path)["fields"] if name in known]
            table = pyogrio.read_dataframe(path, columns=columns, read_geometry=False)
    identifier, counted = (
        next((one for one in names if one in table), " or ".join(names)) for names in (IDENTIFIERS, PEOPLE)
    )
    force_columns(table, [identifier, counted], path)
    codes = table[identifier].astype("str")
    told = codes.str.extract(_SQUARE)
    people = pd.to_numeric(table[counted], errors="coerce").astype("float64")
    force_none(codes[told.isna().any(axis=1)], path, identifier, "no square")
    force_none(codes[~(people >= 0)], path, counted, "no number of people")
    systems, side, north, east = (told[part].astype("int64") for part in told)
    middles = pd.DataFrame({"lon": east + side / 2, "lat": north + side / 2, "people": people})
    for system, part in middles.groupby(systems):
        with reading(path):
            degrees = pyproj.Transformer.from_crs(int(str(system)), 4326, always_xy=True)
        turned = degrees.transform(part["lon"], part["lat"])
        middles.loc[part.index, ["lon", "lat"]] = np.column_stack(turned)
    return middles


def add_carreaux(geography: Geography, paths: Sequence[Path], *, year: str) -> dict[str, Any]:
    """Put squares beside the boundaries of a folder, in place of those that it held.

    Parameters
    ----------
    paths
        Files of INSEE, one for each part of the country.
    year
        Whose people they count.

    Returns
    -------
    dict
        How many `squares` were read and `kept`, their `people`, and in how many `communes`.
    """
    parts = {path: read_carreaux(path) for path in paths}
    squares = pd.concat(parts, names=["path"])
    twice = squares.duplicated(["lon", "lat"])
    force_none(squares.index[twice].map(str), paths[-1], "square", "in two rows")
    squares["commune"] = _communes(geography, squares)
    kept = squares.dropna(subset="commune").sort_values(["commune", "lat", "lon"])
    small = dict.fromkeys(["lon", "lat", "people"], "float32")
    entries = [_entry(path, year, len(part), len(kept.loc[[path]])) for path, part in parts.items()]
    with staged() as files:
        table = kept[["commune", "lon", "lat", "people"]].astype(small)
        # In groups, so that a reader's outline reads those of its communes.
        to = files.beside(geography.folder / CARREAUX)
        table.to_parquet(to, index=False, compression="zstd", row_group_size=50_000)
        text = _with_entries(geography.folder, entries)
        files.beside(geography.folder / LINEAGE).write_text(text, encoding="utf-8")
        files.place()
    return {
        "squares": len(squares),
        "kept": len(kept),
        "people": round(float(kept["people"].sum())),
        "communes": int(kept["commune"].nunique()),
    }


def carry(before: Path, built: Path) -> bool:
    """Take over the squares of the folder before where its communes are the same, and say so."""
    if not (before / CARREAUX).exists():
        return False
    if (before / "commune.parquet").read_bytes() != (built / "commune.parquet").read_bytes():
        return False
    shutil.copyfile(before / CARREAUX, built / CARREAUX)
    entries = [one for one in read_json(before / LINEAGE, "sources")["sources"] if one["id"] == ID]
    (built / LINEAGE).write_text(_with_entries(built, entries), encoding="utf-8")
    return True


def _with_entries(folder: Path, entries: list[dict[str, Any]]) -> str:
    lineage = read_json(folder / LINEAGE, "sources")
    others = [one for one in lineage["sources"] if one["id"] != ID]
    return json.dumps(lineage | {"sources": [*others, *entries]}, ensure_ascii=False, indent=1) + "\n"


def _communes(geography: Geography, squares: pd.DataFrame) -> pd.Series:
    """Return the commune of the middle of each square, or else the nearest beside it."""
    shapes = geography.boundaries("commune").geometry.dropna()
    middles = gpd.GeoSeries.from_xy(squares["lon"], squares["lat"], crs=4326)
    found = np.full(len(squares), -1)
    at, holds = shapes.sindex.query(middles, predicate="intersects")
    found[at] = holds
    if (lost := np.flatnonzero(found < 0)).size:
        near, beside = shapes.sindex.nearest(middles.iloc[lost], return_all=False, max_distance=_BESIDE)
        found[lost[near]] = beside
    codes = pd.Series(shapes.index.astype("str"))
    return codes.reindex(found).set_axis(squares.index)


def _entry(path: Path, year: str, rows: int, kept: int) -> dict[str, Any]:
    """Describe a file, as `atlas.geobuild.lineage` does."""
    return {
        "id": ID,
        "title": "Données carroyées",
        "producer": "INSEE (Filosofi)",
        "vintage": year,
        "licence": LICENCE,
        "url_or_package": path.name,
        "file": path.name,
        "sha256": sha256(path),
        "rows_in": rows,
        "rows_out": kept,
        "note": "The people of a commune that an outline cuts are counted by the middles of these squares.",
    }
