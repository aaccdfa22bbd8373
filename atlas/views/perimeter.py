"""Where the reader looks: at all of France, or at one territory, whose initiatives are listed."""

import pandas as pd

from atlas.catalogue import Answer, Catalogue
from atlas.catalogue.selection import among
from atlas.territories.places import Place, is_place, place
from atlas.views.about import NOTHING, Also
from atlas.views.link import View
from atlas.views.map.figure import shown_level
from atlas.words import say


def perimeter(catalogue: Catalogue, view: View) -> Place | None:
    """Return the open territory, or else the one whose communes are shown.

    None where it is all of France.
    """
    named = view.territory or (view.inside if shown_level(view) == "commune" else "")
    return place(catalogue.geography, named) if is_place(catalogue.geography, named) else None


def perimeter_name(catalogue: Catalogue, view: View) -> str:
    """Name the perimeter; empty where it is all of France."""
    where = perimeter(catalogue, view)
    return "" if where is None else catalogue.geography.name(*where)


def perimeter_told(catalogue: Catalogue, view: View) -> Also:
    """Return what a file of initiatives says of its perimeter."""
    name = perimeter_name(catalogue, view)
    if not name:
        return NOTHING
    return Also({say("place", view.language): name}, {"territoire": view.territory} if view.territory else {})


def narrowed(catalogue: Catalogue, view: View, answer: Answer) -> Answer:
    """Leave the initiatives of the perimeter only, and their money there."""
    where = perimeter(catalogue, view)
    if where is None:
        return answer
    rows = catalogue.presence(where.level, view.by)
    here = pd.Index(rows.loc[rows["code"].eq(where.code), "id"].unique())
    chosen = answer.chosen[among(answer.chosen, here)]
    shares = catalogue.shares(where.level, view.by)
    shares = shares[shares["code"].eq(where.code) & among(shares["id"], chosen)]
    unplaced = answer.unplaced[among(answer.unplaced, chosen)]
    return answer._replace(
        chosen=chosen,
        unplaced=unplaced,
        total_cents=int(shares["cents"].sum()),
        unplaced_cents=int(shares.loc[among(shares["id"], unplaced), "cents"].sum()),
    )
