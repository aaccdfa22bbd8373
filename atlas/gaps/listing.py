"""The ranked gaps as a table that stands on its own."""

import pandas as pd

from atlas.catalogue import Catalogue
from atlas.catalogue.listing import located
from atlas.catalogue.selection import among
from atlas.gaps import Gaps, models
from atlas.vocabulary import BOUNDARY_SOURCE


def gaps_table(
    catalogue: Catalogue, found: Gaps, rows: pd.DataFrame, alike: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Name everything that a ranking of gaps holds in codes.

    Parameters
    ----------
    rows
        See `atlas.gaps.rank`.
    alike
        Their models, see `atlas.gaps.models`, where they are known already.

    Returns
    -------
    pandas.DataFrame
        `rows` in the same order, with `name` of the territory; `nearest_name`, `nearest_commune` and
        `nearest_departement` of the nearest initiative; `models`, up to three comparable territories that
        have one, as `name (code) : initiative`, separated by ` | `; `millesime` and `source`. Where
        a reader's own initiatives are among the chosen, `own_initiatives` says how many of the territory's
        are theirs, and `nearest_origin` (`atlas` or `own`) whose the nearest is.
    """
    geography, initiatives = catalogue.geography, catalogue.tables.initiatives
    names = geography.level(found.level)["name"]
    table = rows.copy()
    table.insert(1, "name", names.reindex(table.index))
    seat = catalogue.places["commune"].reindex(table["nearest"])
    after = list(table.columns).index("nearest") + 1
    table.insert(after, "nearest_name", initiatives["name"].reindex(table["nearest"]).to_numpy())
    table.insert(after + 1, "nearest_commune", geography.communes["name"].reindex(seat).to_numpy())
    departement = geography.communes["departement"].reindex(seat)
    departements = geography.level("departement")["name"]
    table.insert(after + 2, "nearest_departement", departements.reindex(departement).to_numpy())
    alike = models(catalogue, found, table.index) if alike is None else alike
    words = names.reindex(alike["model"]).to_numpy() + " (" + alike["model"] + ") : "
    words += initiatives["name"].reindex(alike["initiative"]).to_numpy()
    table["models"] = words.groupby(alike["code"]).agg(" | ".join).reindex(table.index)
    mine = catalogue.own[among(catalogue.own, found.answer.chosen)]
    if len(mine):
        here = catalogue.presence(found.level, found.by)
        own = here.loc[among(here["id"], mine), "code"].value_counts().reindex(table.index)
        table.insert(list(table).index("initiatives") + 1, "own_initiatives", own.fillna(0).astype("Int64"))
        theirs = pd.Series(among(table["nearest"], mine), index=table.index)
        whose = theirs.map({True: "own", False: "atlas"}).where(table["nearest"].notna())
        table.insert(list(table).index("nearest_name") + 1, "nearest_origin", whose)
    table["millesime"] = geography.millesime
    table["source"] = BOUNDARY_SOURCE
    table.index.name = "code"
    return located(catalogue, table, found.level, found.answer)
