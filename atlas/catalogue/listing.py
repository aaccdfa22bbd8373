"""Tables behind the map, each row with its vintage and source."""

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry import Point

from atlas.catalogue.catalogue import Answer, Catalogue
from atlas.catalogue.contacts import contact_urls
from atlas.catalogue.selection import among
from atlas.vocabulary import BOUNDARY_SOURCE


def territories_table(catalogue: Catalogue, answer: Answer, level: str, codes: pd.Index) -> pd.DataFrame:
    """List the territories that the map shows with their figures, the highest value first.

    Parameters
    ----------
    answer
        The measure at `level`.
    level
        One of `atlas.vocabulary.LEVELS`.

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

    Returns
    -------
    pandas.DataFrame
        Indexed by `id`: the curated columns, the computed `bassin_de_vie`, `epci` and `setting` of the seat,
        `received_eur` (euros received and counted; missing where no amount is known), `point_lon` and
        `point_lat` (degrees, EPSG:4326; the seat commune's own point where the source gives none),
        `contact_url` (see `atlas.catalogue.contacts`) and `millesime` of the codes. Where a reader has
        brought initiatives, `origin` follows the name: `atlas` or `own`.
    """
    table = catalogue.tables.initiatives.loc[answer.chosen].copy()
    places = catalogue.places.loc[answer.chosen]
    for column in ("bassin_de_vie", "epci", "setting"):
        table[column] = places[column]
    cents = catalogue.lines.groupby("initiative_id")["cents"].sum()
    table["received_eur"] = cents.reindex(table.index).astype("float64") / 100
    table["point_lon"] = places["lon"]
    table["point_lat"] = places["lat"]
    table["contact_url"] = contact_urls(table)
    table["millesime"] = catalogue.geography.millesime
    if not catalogue.own.empty:
        table.insert(1, "origin", np.where(among(table.index, catalogue.own), "own", "atlas"))
    return table


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


def signed(catalogue: Catalogue, table: pd.DataFrame) -> pd.DataFrame:
    """Put the vintage and the source of the codes in each row of a table."""
    return table.assign(millesime=catalogue.geography.millesime, source=BOUNDARY_SOURCE)
