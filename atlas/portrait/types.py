"""Which types a territory has, which it lacks, and where their nearest one is."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas.catalogue import Catalogue, kept
from atlas.catalogue.presence import PERIMETER_TYPES
from atlas.catalogue.selection import Selection
from atlas.gaps import chances_at, reach
from atlas.gaps.ways import Seats, seated, straight, weighted_median
from atlas.portrait.initiatives import distances
from atlas.portrait.question import Question
from atlas.territories.places import Place


def presence(question: Question) -> pd.DataFrame:
    """Return for each type whether a territory has it.

    Returns
    -------
    pandas.DataFrame
        Indexed by type, of the chosen types or all: `seat` and `coverage` (initiatives by either count),
        `here` (by the count asked for), `status` (`value`, or `zero` or `no_known` as in `BLANKS`).
    """
    catalogue, where, kinds = question.catalogue, question.where, question.kinds
    listed = list(question.selection.types) or list(catalogue.tables.types.index)
    counts = {key: kinds.loc[ids].value_counts() for key, ids in question.ids.items()}
    table = pd.DataFrame(
        {key: [int(count.get(kind, 0)) for kind in listed] for key, count in counts.items()},
        index=pd.Index(listed, name="type"),
    )
    table["here"] = table[question.by]
    # The rule of `Catalogue.answer`, for each type by itself.
    at = question.level.index.get_loc(where.code)
    sure = np.array([catalogue.certain(kind, where.level, question.by)[at] for kind in listed])
    blank = np.where(sure & question.selection.certain, "zero", "no_known")
    table["status"] = np.where(table["here"] > 0, "value", blank)
    return table


def types(question: Question, there: pd.DataFrame) -> pd.DataFrame:
    """Return for each type whether a territory has it, how its peers do, and how far the nearest one is.

    Parameters
    ----------
    there
        See `presence`.

    Returns
    -------
    pandas.DataFrame
        What `presence` says, and `blank_chance` (that a blank is a true one, see `atlas.gaps.Blanks`),
        `completeness` (class of the list), `list_share` (part of it that is known, 0 to 1), `peers_with`
        (peers with at least one), `peers`, and, where `here` is 0, `nearest` (id) and `nearest_km` of the
        nearest seat elsewhere, from the border; `people_km`, the median distance of the inhabitants to the
        nearest one, inside or outside, as in `atlas.gaps`; of programmes of which an authority has one,
        `covered_share` of the inhabitants who live in a perimeter, 0 to 1. Missing where no place is known.
    """
    catalogue, where, answer, kinds = question.catalogue, question.where, question.answer, question.kinds
    table, absent = there.copy(), there["here"].eq(0)
    listed = catalogue.tables.types.loc[table.index]
    chance = chances_at(catalogue, question.selection, where.level, where.code, by=question.by)
    chance = chance.reindex(table.index).mask(table["status"].eq("zero"), 1.0)
    table["blank_chance"] = chance.where(absent)
    table["completeness"] = listed["completeness_class"]
    table["list_share"] = catalogue.lists(where.level, question.by)["share"]
    rows = question.within(question.peers)
    having = rows["code"].groupby(rows["type"]).nunique()
    table["peers_with"] = having.reindex(table.index).fillna(0).astype("int64")
    table["peers"] = int(question.peers.sum())
    away = distances(catalogue, where).reindex(answer.chosen).dropna()
    away = away[away > 0].sort_values(kind="stable")
    closest = away.groupby(kinds.loc[away.index].astype(object), sort=False).head(1)
    nearest_of = pd.Series(closest.index, index=kinds.loc[closest.index].to_numpy()).reindex(table.index)
    table["nearest"] = nearest_of.where(absent)
    table["nearest_km"] = table["nearest"].map(closest).astype("float64")
    table["people_km"] = _people_distances(catalogue, where, question.selection, table.index)
    table["covered_share"] = _covered(catalogue, where, answer.chosen, table.index)
    return table


# Of territories side by side, all are asked of the same selection.
@kept(maxsize=2)
def _seats(catalogue: Catalogue, selection: Selection) -> dict[str, Seats]:
    """Return the seats of each type, ready to be found."""
    chosen = catalogue.choose(selection)
    placed = catalogue.places.loc[chosen.index, ["commune", "lon", "lat"]].dropna(subset="commune")
    kinds = chosen["type"].reindex(placed.index).astype(object)
    return {str(kind): seated(catalogue.geography, part) for kind, part in placed.groupby(kinds)}


def _people_distances(
    catalogue: Catalogue, where: Place, selection: Selection, types: pd.Index
) -> list[float]:
    geography = catalogue.geography
    at = geography.communes.index.get_indexer(geography.members(where.level, where.code))
    people = geography.communes["population"].fillna(0).to_numpy(dtype="float64")[at]
    seats = _seats(catalogue, selection)
    return [
        _median(straight(geography, at, seats[kind]).km, people) if kind in seats else float("nan")
        for kind in map(str, types)
    ]


def _median(km: NDArray[np.float64], people: NDArray[np.float64]) -> float:
    there = np.isfinite(km)
    group = np.zeros(there.sum(), dtype=np.intp)
    return float(weighted_median(km[there], people[there], group, 1)[0])


def _covered(catalogue: Catalogue, where: Place, chosen: pd.Index, types: pd.Index) -> list[float]:
    """Return the share of the inhabitants whom programmes cover, missing of the other types."""
    kinds = catalogue.tables.initiatives.loc[chosen, "type"]
    communes, shares = catalogue.geography.communes.index, dict.fromkeys(types, float("nan"))
    for kind in shares.keys() & PERIMETER_TYPES:
        far = reach(catalogue, chosen[kinds.eq(kind).to_numpy()], "commune", communes, where)
        if far.people:
            shares[kind] = far.covered / far.people
    return list(shares.values())
