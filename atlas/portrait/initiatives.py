"""The initiatives of a territory, and how far the others are."""

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from atlas.catalogue import Catalogue, kept
from atlas.catalogue.presence import COUNTING
from atlas.catalogue.selection import among
from atlas.portrait.question import Question
from atlas.sphere import nearest
from atlas.territories.perimeters import shape
from atlas.territories.places import Place
from atlas.vocabulary import Label

# How an initiative belongs to the territory, the closest tie first.
LINKS: dict[str, Label] = {
    "seat": Label("Siège ici", "Seat here"),
    "coverage": Label("Couvre ce territoire", "Covers this territory"),
    "near": Label("À proximité", "Nearby"),
}

# Vertices closer than this stand for the border between them: at 1 km from it they err by a few metres.
_BORDER_STEP_DEGREES = 0.002


@kept(maxsize=64)
def distances(catalogue: Catalogue, where: Place) -> pd.Series:
    """Measure how far each initiative's seat lies from a territory.

    Returns
    -------
    pandas.Series
        Great-circle distance in kilometres, by id, from the territory's border to the point of the seat
        commune (or the coordinates that a source gives), 0 where the seat lies inside; missing where either
        has no known place. From a commune without a boundary, distances start at its seat point where that
        is known.
    """
    places = catalogue.places
    km = nearest(places[["lon", "lat"]], _border(catalogue, where)).km
    return pd.Series(km, index=places.index).mask(catalogue.present(where, "seat"), 0.0)


def _border(catalogue: Catalogue, where: Place) -> NDArray[np.float64]:
    geometry = shape(catalogue.geography, where)
    if geometry is not None:
        dense = shapely.segmentize(geometry.boundary, _BORDER_STEP_DEGREES)
        return np.asarray(shapely.get_coordinates(dense))
    communes = catalogue.geography.communes
    seat = communes.loc[catalogue.geography.members(*where), ["seat_lon", "seat_lat"]].dropna()
    return seat.to_numpy(dtype="float64")


def initiatives(question: Question, distance_km: int) -> pd.DataFrame:
    """List the chosen initiatives of a territory and around it.

    Parameters
    ----------
    distance_km
        How far "near" reaches, in kilometres, see `distances`.

    Returns
    -------
    pandas.DataFrame
        Indexed by id, the closest tie first: `name`, `type`, `link` (a key of `LINKS`), `counted` (whether it
        enters the territory's figures, counted as asked), `commune` and `commune_name` of the seat, `stated`
        (whether a source names that commune), `distance_km`, `received_eur` (euros received by the
        initiative, all territories together; missing where no amount is known), `share_eur` (the territory's
        part of it; missing where none is known), `source_url`.
    """
    catalogue, shares = question.catalogue, question.shares
    distance = distances(catalogue, question.where)
    chosen = pd.Series("", index=question.answer.chosen)
    chosen[distance.reindex(chosen.index) <= distance_km] = "near"
    # Counting by coverage falls back to the seat where no source states one: that is a seat, not a coverage.
    for key in reversed(COUNTING):
        chosen[among(chosen.index, question.ids[key])] = key
    link = chosen[chosen != ""]
    source = catalogue.tables.initiatives.loc[link.index]
    places = catalogue.places.loc[link.index]
    cents = question.lines.groupby("initiative_id")["cents"].sum()
    table = pd.DataFrame(
        {
            "name": source["name"],
            "type": source["type"],
            "link": link,
            "counted": among(link.index, question.ids[question.by]),
            "commune": places["commune"],
            "commune_name": places["commune"].map(catalogue.geography.communes["name"]),
            "stated": source["seat_confidence"].eq("stated").fillna(value=False).astype(bool),
            "distance_km": distance.reindex(link.index),
            "received_eur": cents.reindex(link.index).astype("float64") / 100,
            "share_eur": shares.groupby("id")["cents"].sum().reindex(link.index).astype("float64") / 100,
            "source_url": source["source_url"],
        }
    )
    order = table["link"].map({key: number for number, key in enumerate(LINKS)})
    table = table.assign(order=order).sort_values(["order", "distance_km", "name"], kind="stable")
    return table.drop(columns="order").rename_axis("id")
