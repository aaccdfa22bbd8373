"""A network as tables that stand on their own: its members, their links, the towns to meet in."""

import geopandas as gpd
import pandas as pd
from shapely.geometry import LineString

from atlas.catalogue import Catalogue
from atlas.catalogue.listing import signed
from atlas.peers import Network, links


def members_table(catalogue: Catalogue, found: Network) -> pd.DataFrame:
    """Name the members of a network.

    Returns
    -------
    pandas.DataFrame
        Indexed by `id`, the members without a point last: `name, type, seat_commune, commune_name`, the
        columns of `atlas.peers.Network.members` (`lon` and `lat` as `point_lon` and
        `point_lat`), `nearest_name`, `reach_km`, `millesime` and `source`.
    """
    ids = found.members.index.append(found.unplaced)
    initiatives = catalogue.tables.initiatives.loc[ids]
    table = initiatives[["name", "type", "seat_commune"]].copy()
    names = catalogue.geography.communes["name"]
    table["commune_name"] = names.reindex(initiatives["seat_commune"]).to_numpy()
    figures = found.members.astype({"near": "Int64", "cluster": "Int64", "isolated": "boolean"})
    figures = figures.rename(columns={"lon": "point_lon", "lat": "point_lat"})
    table = pd.concat([table, figures.reindex(ids)], axis=1).rename_axis("id")
    table["nearest_name"] = catalogue.tables.initiatives["name"].reindex(table["nearest"]).to_numpy()
    table["reach_km"] = found.km
    return signed(catalogue, table)


def links_table(catalogue: Catalogue, found: Network) -> pd.DataFrame:
    """Name the links of a network.

    Returns
    -------
    pandas.DataFrame
        Indexed by `one`, shortest first: `one_name`, `other`, `other_name`, `km`, `forest`, see
        `atlas.peers.links`; `reach_km`, `millesime` and `source`.
    """
    pairs = links(found)
    names = catalogue.tables.initiatives["name"]
    table = pd.DataFrame({"one": pairs["one"], "one_name": names.reindex(pairs["one"]).to_numpy()})
    table["other"], table["other_name"] = pairs["other"], names.reindex(pairs["other"]).to_numpy()
    table["km"], table["forest"], table["reach_km"] = pairs["km"], pairs["forest"], found.km
    return signed(catalogue, table).set_index("one")


def link_lines(found: Network, table: pd.DataFrame) -> gpd.GeoSeries:
    """Draw links from seat to seat.

    Parameters
    ----------
    table
        See `links_table`.

    Returns
    -------
    geopandas.GeoSeries
        Lines in EPSG:4326 on the index of `table`; of no length where both members have one seat.
    """
    seats = found.members[["lon", "lat"]]
    ends = zip(seats.loc[table.index].to_numpy(), seats.loc[table["other"]].to_numpy(), strict=True)
    return gpd.GeoSeries([LineString(pair) for pair in ends], index=table.index, crs="EPSG:4326")


def each_table(catalogue: Catalogue, each: pd.DataFrame) -> pd.DataFrame:
    """Name the town of each cluster, see `atlas.peers.Gathering.each`, as a table that stands on its own."""
    table = each.rename(columns={"lon": "point_lon", "lat": "point_lat"})
    return signed(catalogue, table.set_index("cluster"))


def towns_table(catalogue: Catalogue, towns: pd.DataFrame, members: int) -> pd.DataFrame:
    """Name the towns where a meeting costs least.

    Parameters
    ----------
    towns
        See `atlas.peers.meeting_towns`.

    Returns
    -------
    pandas.DataFrame
        Indexed by `code` of the commune: `name`, `population`, `members`, the figures of `towns`, `point_lon`
        and `point_lat` (degrees, EPSG:4326), `millesime` and `source`.
    """
    table = towns.drop(columns=["lon", "lat"])
    table.insert(2, "members", members)
    return signed(catalogue, table.assign(point_lon=towns["lon"], point_lat=towns["lat"]))
