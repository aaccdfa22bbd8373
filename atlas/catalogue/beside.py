"""A territory beside the territories that contain it."""

import pandas as pd

from atlas.catalogue.catalogue import Catalogue
from atlas.catalogue.measures import Answer, per_100_000, per_inhabitant
from atlas.catalogue.presence import By
from atlas.catalogue.selection import Selection
from atlas.territories.places import Place

FRANCE = "france"


def containers(catalogue: Catalogue, where: Place) -> list[Place]:
    """List the départements and régions over which a territory spreads.

    Returns
    -------
    list of Place
        Départements, then régions, in the order of their codes; none of the territory's own level or below.
        Empty for a commune of an overseas collectivity.
    """
    communes = catalogue.geography.communes.loc[catalogue.geography.members(where.level, where.code)]
    levels = {"region": (), "departement": ("region",)}.get(where.level, ("departement", "region"))
    return [Place(level, str(code)) for level in levels for code in sorted(communes[level].dropna().unique())]


def compare(
    catalogue: Catalogue, where: Place, selection: Selection, *, by: By, own: Answer | None = None
) -> pd.DataFrame:
    """Set a territory's figures beside those of the territories that contain it and of France.

    Parameters
    ----------
    own
        The answer at the territory's own level, where it is known already.

    Returns
    -------
    pandas.DataFrame
        One row for the territory, each département and région over which it spreads, and France. Columns
        `level`, `code`, `name` (missing for France), `population`, `initiatives`, `rate` (per 100,000
        inhabitants), `funding` (euros; missing where no amount is known), `funding_rate` (euros per
        inhabitant).

    Notes
    -----
    France's row holds every chosen initiative, also those not located further, over the population of the
    communes of the five levels.
    """
    rows, selection = [], selection.everywhere
    places = [where, *containers(catalogue, where)]
    answers = {} if own is None else {where.level: own}
    for level in {*(one.level for one in places), "region"} - answers.keys():
        answers[level] = catalogue.answer(selection, level, by=by, measure="count")
    for one in places:
        answer = answers[one.level]
        territory = catalogue.geography.level(one.level).loc[one.code]
        line = answer.table.loc[one.code]
        rows.append(
            {
                "level": one.level,
                "code": one.code,
                "name": territory["name"],
                "population": territory["population"],
                "initiatives": line["initiatives"],
                "funding": line["funding"],
            }
        )
    whole = answers["region"]
    rows.append(
        {
            "level": FRANCE,
            "code": FRANCE,
            "name": None,
            "population": int(catalogue.geography.level("region")["population"].sum()),
            "initiatives": len(whole.chosen),
            "funding": whole.total_cents / 100 if whole.total_cents else None,
        }
    )
    table = pd.DataFrame(rows)
    table["rate"] = per_100_000(table["initiatives"], table["population"])
    table["funding_rate"] = per_inhabitant(table["funding"], table["population"])
    return table
