"""The suggested places, and the communes that they newly reach, as tables that stand on their own."""

import numpy as np
import pandas as pd

from atlas.catalogue import Catalogue
from atlas.catalogue.listing import located, signed
from atlas.next.plan import Plan


def places_table(catalogue: Catalogue, plan: Plan) -> pd.DataFrame:
    """Name everything that the places of a plan hold in codes.

    Returns
    -------
    pandas.DataFrame
        `Plan.places` in the same order, with `name` of the commune and where it lies; `territory` and
        `territory_name`, where each stands for one of `Wish.level`; `population`; `setting`; `point_lon` and
        `point_lat`, degrees, EPSG:4326; `nearest_name` and `nearest_commune`; `millesime` and `source`.
    """
    geography, initiatives = catalogue.geography, catalogue.tables.initiatives
    communes = geography.communes.loc[plan.places.index]
    table = plan.places.copy()
    table.insert(1, "name", communes["name"])
    for after, name in enumerate(("population", "setting"), start=2):
        table.insert(after, name, communes[name])
    if plan.wish.level != "commune":
        names = geography.level(plan.wish.level)["name"]
        table.insert(2, "territory", communes[plan.wish.level])
        table.insert(3, "territory_name", names.reindex(table["territory"]).to_numpy())
    after = list(table).index("nearest") + 1
    seat = catalogue.places["commune"].reindex(table["nearest"])
    table.insert(after, "nearest_name", initiatives["name"].reindex(table["nearest"]).to_numpy())
    table.insert(after + 1, "nearest_commune", geography.communes["name"].reindex(seat).to_numpy())
    table["point_lon"], table["point_lat"] = communes["seat_lon"], communes["seat_lat"]
    return located(catalogue, signed(catalogue, table), "commune")


def reached_table(catalogue: Catalogue, plan: Plan) -> pd.DataFrame:
    """List the communes that a plan newly reaches, those of the first place first, the largest first.

    Returns
    -------
    pandas.DataFrame
        Indexed by code: `name` and where it lies, `people`, `setting`, `km` and `km_after` to the nearest,
        `place` and `place_name` (the first place that reaches it), `millesime`, `source`.
    """
    rows = plan.communes[plan.communes["place"].notna()]
    rank = plan.places["rank"].reindex(rows["place"]).to_numpy()
    rows = rows.iloc[np.lexsort((-rows["people"].to_numpy(), rank))].rename_axis("code")
    names = catalogue.geography.communes["name"]
    rows.insert(0, "name", names.reindex(rows.index))
    rows["place_name"] = names.reindex(rows["place"]).to_numpy()
    return located(catalogue, signed(catalogue, rows), "commune")
