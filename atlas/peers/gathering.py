"""A network and where it meets: one question, one answer, for the page, the files and the command."""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from atlas.catalogue import Catalogue
from atlas.errors import UnknownChoiceError
from atlas.peers.meeting import meeting_towns, travelling
from atlas.peers.network import Network, network
from atlas.vocabulary import Label

# Who meets.
MEETINGS: dict[str, Label] = {
    "near": Label(
        "le plus grand ensemble sans trajet de plus de {km} km entre voisins",
        "the largest set without a way above {km} km between neighbours",
    ),
    "all": Label("tous les membres, océans compris", "all members, across oceans"),
}


class Gathering(NamedTuple):
    """A network and the towns where a meeting costs it the least travel.

    Attributes
    ----------
    network
        Its members within reach of each other.
    meeting
        Ids of the members that meet, those without a place among them left out.
    towns
        See `atlas.peers.meeting_towns`.
    least_population
        Of such a town.
    scope
        A key of `MEETINGS`: who meets.
    """

    network: Network
    meeting: pd.Index
    towns: pd.DataFrame
    least_population: int
    scope: str


def gather(  # noqa: PLR0913 - what a meeting is
    catalogue: Catalogue,
    ids: Iterable[str],
    *,
    km: float = 50.0,
    scope: str = "near",
    least_population: int = 5_000,
    k: int = 3,
) -> Gathering:
    """Join the members of a network within reach, and find where they meet best.

    Parameters
    ----------
    km
        Reach, in kilometres along a great circle.
    scope
        `near` for the largest set of members that no ocean parts, `all` for all.
    least_population
        Inhabitants of a town to meet in.
    k
        How many towns to give by each of the two measures.

    Raises
    ------
    UnknownChoiceError
        If the scope is not one of `MEETINGS`, or the reach is not above zero.
    EmptySelectionError
        If no member has a place, or no town is as large.
    """
    if scope not in MEETINGS:
        msg = f"Unknown meeting {scope!r}: choose one of {', '.join(MEETINGS)}."
        raise UnknownChoiceError(msg)
    points = catalogue.places.loc[pd.Index(list(ids)), ["lon", "lat"]]
    found = network(points, km)
    meeting = found.members.index if scope == "all" else travelling(points)
    towns = meeting_towns(catalogue, points.loc[meeting], least_population=least_population, k=k)
    return Gathering(found, meeting, towns, least_population, scope)
