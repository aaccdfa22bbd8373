"""Tables behind the map, and the CSV and GeoJSON made from them."""

import json
from typing import Any

import geopandas as gpd
import pandas as pd
from shapely.geometry import Point

from atlas.catalogue import Answer
from atlas.catalogue import Catalogue

LICENCE = "Licence Ouverte 2.0"
BOUNDARY_SOURCE = "IGN ADMIN-EXPRESS-COG, INSEE, DGCL ; atlas des dynamiques territoriales"
# A spreadsheet takes a cell that starts so for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def territories_table(catalogue: Catalogue, answer: Answer, level: str, codes: pd.Index) -> pd.DataFrame:
    """List the territories that the map shows with their figures, the highest value first.

    Parameters
    ----------
    catalogue
        Initiatives and places.
    answer
        The measure at `level`.
    level
        One of `atlas.vocabulary.LEVELS`.
    codes
        Territories to keep.

    Returns
    -------
    pandas.DataFrame
        Indexed by `code`: `name, setting, population, initiatives, funding` (euros; missing where unknown),
        `value` (the measure; missing where there is none), `status` (`value`, `zero`, `no_known`, `no_data`),
        `millesime`, `source`.
    """
    wanted = answer.table.loc[codes].sort_values("value", ascending=False, kind="stable", na_position="last")
    level_table = catalogue.geography.level(level).loc[wanted.index]
    table = level_table[["name", "setting", "population"]].copy()
    for column in ("initiatives", "funding", "value", "status"):
        table[column] = wanted[column]
    table["millesime"] = catalogue.geography.millesime
    table["source"] = BOUNDARY_SOURCE
    table.index.name = "code"
    return table


def initiatives_table(catalogue: Catalogue, answer: Answer) -> pd.DataFrame:
    """List the chosen initiatives with what is known of them.

    Parameters
    ----------
    catalogue
        Initiatives and places.
    answer
        Any answer to the selection.

    Returns
    -------
    pandas.DataFrame
        Indexed by `id`: the curated columns, the computed `bassin_de_vie`, `epci` and `setting` of the seat,
        `received_eur` (euros received and counted; missing where no amount is known), `point_lon` and
        `point_lat` (degrees, EPSG:4326; the seat commune's own point where the source gives none) and
        `millesime` of the codes.
    """
    table = catalogue.tables.initiatives.loc[answer.chosen].copy()
    places = catalogue.places.loc[answer.chosen]
    for column in ("bassin_de_vie", "epci", "setting"):
        table[column] = places[column]
    cents = catalogue.lines.groupby("initiative_id")["cents"].sum()
    table["received_eur"] = cents.reindex(table.index).astype("float64") / 100
    table["point_lon"] = places["lon"]
    table["point_lat"] = places["lat"]
    table["millesime"] = catalogue.geography.millesime
    return table


def to_csv(table: pd.DataFrame) -> bytes:
    """Write a table as CSV.

    Parameters
    ----------
    table
        Any table.

    Returns
    -------
    bytes
        UTF-8 with a byte-order mark, so that spreadsheets read accents; comma separated, decimal point,
        unknown as an empty cell. A text that a spreadsheet would run as a formula starts with an
        apostrophe.
    """
    safe = table.reset_index()
    for column in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[column]):
            text = safe[column].astype("string")
            safe[column] = text.where(~text.str.startswith(_FORMULA_STARTS).fillna(value=False), "'" + text)
    return safe.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def to_geojson(table: pd.DataFrame, geometry: gpd.GeoSeries, metadata: dict[str, Any]) -> bytes:
    """Write a table as GeoJSON.

    Parameters
    ----------
    table
        Any table.
    geometry
        On the index of `table`, EPSG:4326; a missing one becomes a feature without geometry.
    metadata
        What the whole file rests on: sources, vintage, filters, licence, date.

    Returns
    -------
    bytes
        A FeatureCollection (RFC 7946) with `metadata` as an extra member.
    """
    frame = gpd.GeoDataFrame(table.reset_index(), geometry=list(geometry.loc[table.index]), crs="EPSG:4326")
    collection: dict[str, Any] = json.loads(frame.to_json(drop_id=True, ensure_ascii=False))
    collection["metadata"] = {"licence": LICENCE, **metadata}
    return json.dumps(collection, ensure_ascii=False, allow_nan=False).encode()


def seat_points(table: pd.DataFrame) -> gpd.GeoSeries:
    """Make points of the seats.

    Parameters
    ----------
    table
        See `initiatives_table`.

    Returns
    -------
    geopandas.GeoSeries
        Points in EPSG:4326 on the index of `table`; None where the commune is not known.
    """
    points = [
        None if pd.isna(lon) else Point(lon, lat)
        for lon, lat in zip(table["point_lon"], table["point_lat"], strict=True)
    ]
    return gpd.GeoSeries(points, index=table.index, crs="EPSG:4326")
