"""Which types a territory has, which it lacks, and where their nearest one is."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas.catalogue import Catalogue
from atlas.catalogue.selection import among
from atlas.gaps import chances_at
from atlas.portrait.initiatives import distances
from atlas.portrait.question import Question
from atlas.sphere import arc_km, nearest, unit_vectors
from atlas.territories.places import Place

# Below so many pairs of commune and seat, measuring all costs less than a tree for each type.
_MOST_PAIRS = 100_000


def types(question: Question) -> pd.DataFrame:
    """Return for each type whether a territory has it, how its peers do, and how far the nearest one is.

    Returns
    -------
    pandas.DataFrame
        Indexed by type, of the chosen types or all: `seat` and `coverage` (initiatives by either count),
        `here` (by the count asked for), `status` (`value`, or `zero` or `no_known` as in
        `BLANKS`), `blank_chance` (that a blank is a true one, see `atlas.gaps.Blanks`), `completeness` (class
        of the list), `list_share` (part of it that is known, 0 to 1), `peers_with` (peers with at
        least one), `peers`, and, where `here` is 0, `nearest` (id) and `nearest_km` of the nearest seat
        elsewhere, from the border; `people_km`, the mean distance of the inhabitants to the nearest one,
        wherever it is, as in `atlas.gaps`. Missing where no place is known.
    """
    catalogue, where, answer, kinds = question.catalogue, question.where, question.answer, question.kinds
    listed = catalogue.tables.types.loc[list(question.selection.types) or catalogue.tables.types.index]
    counts = {key: kinds.loc[ids].value_counts() for key, ids in question.ids.items()}
    table = pd.DataFrame(index=listed.index.rename("type"))
    for key, count in counts.items():
        table[key] = count.reindex(table.index).fillna(0).astype("int64")
    table["here"] = table[question.by]
    # The rule of `Catalogue.answer`, for each type by itself.
    at = question.level.index.get_loc(where.code)
    sure = [catalogue.certain(kind, where.level, question.by)[at] for kind in listed.index]
    certain = pd.Series(sure, listed.index) & question.selection.certain
    blank = pd.Series(np.where(certain, "zero", "no_known"), index=table.index)
    table["status"] = blank.mask(table["here"] > 0, "value")
    chance = chances_at(catalogue, question.selection, where.level, where.code, by=question.by)
    chance = chance.reindex(table.index).mask(certain, 1.0)
    table["blank_chance"] = chance.mask(table["here"] > 0)
    table["completeness"] = listed["completeness_class"]
    table["list_share"] = catalogue.lists(where.level, question.by)["share"]
    rows = question.within(question.peers)
    having = rows["code"].groupby(rows["id"].map(kinds).astype(object)).nunique()
    table["peers_with"] = having.reindex(table.index).fillna(0).astype("int64")
    table["peers"] = int(question.peers.sum())
    away = distances(catalogue, where).reindex(answer.chosen).dropna()
    away = away[away > 0].sort_values(kind="stable")
    closest = away.groupby(kinds.loc[away.index].astype(object), sort=False).head(1)
    nearest_of = pd.Series(closest.index, index=kinds.loc[closest.index].to_numpy()).reindex(table.index)
    table["nearest"] = nearest_of.mask(table["here"] > 0)
    table["nearest_km"] = table["nearest"].map(closest).astype("float64")
    table["people_km"] = _people_distances(catalogue, where, answer.chosen, table.index)
    return table


def _people_distances(catalogue: Catalogue, where: Place, chosen: pd.Index, types: pd.Index) -> list[float]:
    communes = catalogue.geography.communes.loc[catalogue.geography.members(where.level, where.code)]
    origins = communes[["seat_lon", "seat_lat"]].to_numpy(dtype="float64")
    people = communes["population"].fillna(0).to_numpy(dtype="float64")
    placed = catalogue.places["commune"].notna().to_numpy() & among(catalogue.places.index, chosen)
    seats = catalogue.places.loc[placed, ["lon", "lat"]].to_numpy(dtype="float64")
    kinds = types.get_indexer(pd.Index(catalogue.tables.initiatives.loc[placed, "type"]))
    if len(origins) * len(seats) > _MOST_PAIRS:
        return [_mean(nearest(origins, seats[kinds == kind]).km, people) for kind in range(len(types))]
    closest = np.full((len(types), len(origins)), np.inf)
    np.minimum.at(closest, kinds[kinds >= 0], _apart(origins, seats[kinds >= 0]))
    return [_mean(km, people) for km in closest]


def _apart(origins: NDArray[np.float64], seats: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the kilometres from each seat to each origin, infinite where either is nowhere."""
    chords = np.linalg.norm(unit_vectors(seats)[:, None] - unit_vectors(origins)[None], axis=2)
    return np.where(np.isfinite(chords), arc_km(chords), np.inf)


def _mean(km: NDArray[np.float64], people: NDArray[np.float64]) -> float:
    there = np.isfinite(km)
    if not there.any():
        return float("nan")
    weights = people[there] if people[there].sum() > 0 else np.ones(there.sum())
    return float(np.average(km[there], weights=weights))
