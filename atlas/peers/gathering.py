"""A network and where it meets: one question, one answer, for the page, the files and the command."""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from atlas.catalogue import Catalogue
from atlas.errors import UnknownChoiceError
from atlas.peers.meeting import meeting_towns, travelling
from atlas.peers.network import Network, network
from atlas.vocabulary import Label

# Inhabitants of a town that people reach: the data hold no stations.
LEAST_TOWN = 20_000
_EACH = ["cluster", "members", "code", "name", "population", "lon", "lat", "mean_km", "max_km"]
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
    each
        A row for each cluster, the largest first: `cluster`, `members`, and its town of least travel (`code`,
        `name`, `population`, `lon`, `lat`, `mean_km`, `max_km`).
    least_population
        Of such a town.
    scope
        A key of `MEETINGS`: who meets.
    """

    network: Network
    meeting: pd.Index
    towns: pd.DataFrame
    each: pd.DataFrame
    least_population: int
    scope: str


def gather(  # noqa: PLR0913 - what a meeting is
    catalogue: Catalogue,
    ids: Iterable[str],
    *,
    km: float = 50.0,
    scope: str = "near",
    least_population: int = LEAST_TOWN,
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
    return Gathering(
        found, meeting, towns, _each(catalogue, found, least_population), least_population, scope
    )


def _each(catalogue: Catalogue, found: Network, least_population: int) -> pd.DataFrame:
    """Find the town of least travel of each cluster, the largest cluster first."""
    clusters = found.members.loc[found.members["cluster"].gt(0), ["cluster", "lon", "lat"]]
    best = {
        int(str(number)): meeting_towns(catalogue, points, least_population=least_population, k=1).iloc[[0]]
        for number, points in clusters.groupby("cluster")
    }
    if not best:
        return pd.DataFrame(columns=_EACH)
    table = pd.concat(best, names=["cluster"]).reset_index()
    table["members"] = table["cluster"].map(clusters["cluster"].value_counts())
    return table[_EACH]
