"""Tables behind the map, each row with its vintage and source."""

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry import Point

from atlas.catalogue.catalogue import Catalogue
from atlas.catalogue.contacts import contact_urls
from atlas.catalogue.measures import Answer, per_inhabitant
from atlas.catalogue.selection import among
from atlas.territories.above import names_above
from atlas.vocabulary import BOUNDARY_SOURCE


def territories_table(catalogue: Catalogue, answer: Answer, level: str) -> pd.DataFrame:
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
        Indexed by `code`: `name`, where it lies (see `located`), `setting, population, initiatives, funding`
        (euros; missing where unknown), `value` (the measure; missing where there is none), `status` (`value`,
        `zero`, `no_known`, `no_data`), `millesime`, `source`.
    """
    wanted = answer.table.sort_values("value", ascending=False, kind="stable", na_position="last")
    level_table = catalogue.geography.level(level).loc[wanted.index]
    table = level_table[["name", "setting", "population"]].copy()
    for column in ("initiatives", "funding", "value", "status"):
        table[column] = wanted[column]
    table["millesime"] = catalogue.geography.millesime
    table["source"] = BOUNDARY_SOURCE
    table.index.name = "code"
    return located(catalogue, table, level, answer)


def located(
    catalogue: Catalogue, table: pd.DataFrame, level: str, answer: Answer | None = None
) -> pd.DataFrame:
    """Say where the territories of a table lie.

    Parameters
    ----------
    table
        Indexed by code, with `name`.
    answer
        Whose place the table speaks of; None for all of France.

    Returns
    -------
    pandas.DataFrame
        `table` with `departement_name` and `region_name` after the name, see
        `atlas.territories.above`. Where a place was asked about and its limits cut a territory,
        `people_inside` and `share_inside` follow: inhabitants who live in the place, and their share.
    """
    above = names_above(catalogue.geography, level).reindex(table.index)
    after = list(table).index("name") + 1
    for name in reversed(list(above)):
        table.insert(after, name, above[name])
    if answer is not None and answer.across.any():
        after += len(list(above))
        everyone = catalogue.geography.level(level)["population"].reindex(table.index)
        people = answer.people.reindex(table.index)
        table.insert(after, "people_inside", people.astype("Int64"))
        table.insert(after + 1, "share_inside", per_inhabitant(people, everyone).round(4))
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
    for level in ("departement", "region"):
        named = table[level].map(catalogue.geography.level(level)["name"])
        table.insert(list(table).index(level) + 1, f"{level}_name", named)
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
