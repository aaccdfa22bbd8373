"""A list of peers as a table that stands on its own."""

import pandas as pd

from atlas.catalogue import Catalogue
from atlas.catalogue.listing import signed
from atlas.peers import Peers, reasons


def peers_table(catalogue: Catalogue, found: Peers) -> pd.DataFrame:
    """Name everything that a list of peers holds in codes.

    Returns
    -------
    pandas.DataFrame
        Indexed by `id`, best first: `rank, name, type, scale, initiator, seat_commune, commune_name,
        departement, start_year`, the figures of `atlas.peers.Peers.table` (`distance_km` in kilometres, the
        others from 0 to 1; missing where not known), the facts of `atlas.peers.reasons`, `point_lon` and
        `point_lat` (degrees, EPSG:4326), `start` (what they are the peers of), `source_url`, `millesime` and
        `source`.
    """
    figures, facts = found.table, reasons(catalogue, found)
    initiatives = catalogue.tables.initiatives.loc[figures.index]
    table = pd.DataFrame({"rank": figures["rank"], "name": initiatives["name"], "type": initiatives["type"]})
    for column in ("scale", "initiator", "seat_commune"):
        table[column] = initiatives[column]
    names = catalogue.geography.communes["name"]
    table["commune_name"] = names.reindex(initiatives["seat_commune"]).to_numpy()
    table["departement"] = catalogue.places["departement"].reindex(table.index)
    table["start_year"] = initiatives["start_year"]
    table = pd.concat(
        [table, figures.drop(columns="rank"), facts.drop(columns="distance_km")], axis=1
    ).rename_axis("id")
    for column in ("lon", "lat"):
        table[f"point_{column}"] = catalogue.places[column].reindex(table.index)
    table["start"] = found.start.initiative or found.start.place or found.origin.name or "profile"
    table["source_url"] = initiatives["source_url"]
    return signed(catalogue, table)
