"""The gaps of a selection: who is left out, how far the nearest initiative is, how many one would expect."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from atlas.catalogue import Answer, Catalogue, kept
from atlas.catalogue.measures import per_100_000, per_inhabitant
from atlas.catalogue.presence import By
from atlas.catalogue.selection import Selection, among
from atlas.errors import EmptySelectionError
from atlas.gaps.chances import Blanks, blanks
from atlas.gaps.distances import territory_distances
from atlas.gaps.expected import expected, standardise, strata
from atlas.sphere import nearest
from atlas.territories import Geography
from atlas.vocabulary import LEVELS, SETTINGS

ALL = "all"


class Gaps(NamedTuple):
    """The gaps of a selection at one level.

    Attributes
    ----------
    table
        One row per territory, see `gaps`.
    answer
        The count of initiatives and what it leaves out.
    level, by, reference
        What was asked.
    blanks
        What its blanks are worth.
    """

    table: pd.DataFrame
    answer: Answer
    level: str
    by: By
    reference: str
    blanks: Blanks


def gaps(
    catalogue: Catalogue, selection: Selection, level: str, *, by: By = "seat", reference: str = "setting"
) -> Gaps:
    """Describe what each territory of a level lacks.

    Parameters
    ----------
    level
        One of `atlas.vocabulary.LEVELS`.
    by
        Count at the seat or over the coverage. A territory is covered where at least one initiative
        counts; its whole population is then covered, else left out. Distances lead to seats in both cases.
    reference
        A key of `atlas.gaps.REFERENCES`.

    Returns
    -------
    Gaps
        `table`, indexed by code: `setting`; `population`; `status` (`value` where there is an initiative,
        else `zero` or `no_known`, see `atlas.catalogue.measures.BLANKS`); `initiatives`; `rate`, per 100,000
        inhabitants; `left_out`, inhabitants without a known initiative in the territory; `blank_chance`, see
        `atlas.gaps.Blanks`; `left_out_weighted`, the one times the other; `distance_km`, mean distance of
        the inhabitants to the nearest seat; `nearest`, id of the initiative that is nearest for
        most of them; `nearest_km`, from the nearest of their communes; `across`, whether its seat lies
        outside the territory; and the columns of `atlas.gaps.standardise`. Missing means unknown: the
        communes of overseas collectivities have no point and no setting.

    Raises
    ------
    EmptySelectionError
        If no initiative answers to the selection.

    Examples
    --------
    >>> from atlas.catalogue import load_catalogue
    >>> found = gaps(load_catalogue(), Selection(types=("tzcld",)), "region")
    >>> found.table.loc["06", ["initiatives", "status", "nearest", "across"]].to_dict()
    {'initiatives': 0, 'status': 'no_known', 'nearest': 'tzcld_le_port', 'across': True}
    """
    territories = catalogue.geography.level(level)
    answer = catalogue.answer(selection, level, by=by, measure="count")
    if answer.chosen.empty:
        msg = "No initiative answers to this selection: widen the types, the years or the other filters."
        raise EmptySelectionError(msg)
    table = territories[["setting", "population"]].copy()
    table["status"] = answer.table["status"]
    table["initiatives"] = answer.table["initiatives"]
    table["rate"] = per_100_000(table["initiatives"], table["population"])
    table["left_out"] = table["population"].where(table["initiatives"].eq(0), 0)
    worth = blanks(catalogue, selection, level, by=by)
    table["blank_chance"] = worth.chance
    people = table["left_out"].astype("float64")
    table["left_out_weighted"] = (people * worth.chance).mask(people.eq(0), 0.0)
    distances = _distances(catalogue, level, answer.chosen).set_axis(table.index)
    expectation = _expectation(catalogue, level, by, reference, answer.chosen).set_axis(table.index)
    comparison = standardise(table["initiatives"], expectation)
    return Gaps(pd.concat([table, distances, comparison], axis=1), answer, level, by, reference, worth)


def coverage(catalogue: Catalogue, selection: Selection, *, by: By = "seat") -> pd.DataFrame:
    """Measure the population that has an initiative in its territory, at every level and by setting.

    Returns
    -------
    pandas.DataFrame
        Columns `level`, `setting` (the settings of the inhabitants' communes, and `all`), `population` and
        `covered` (inhabitants), `share` (0 to 1). Over the communes of the five levels; four islands
        without intercommunalité are not in that level's population.
    """
    chosen = catalogue.choose(selection).index
    rows = []
    for level in LEVELS:
        present = catalogue.presence(level, by)
        codes = present.loc[among(present["id"], chosen), "code"]
        people = _population_by_setting(catalogue.geography, level)
        covered = people[people.index.isin(codes)].sum()
        rows.append(pd.DataFrame({"level": level, "population": people.sum(), "covered": covered}))
    table = pd.concat(rows).rename_axis("setting").reset_index()
    table["share"] = table["covered"] / table["population"]
    return table[["level", "setting", "population", "covered", "share"]]


@lru_cache(maxsize=16)
def _population_by_setting(geography: Geography, level: str) -> pd.DataFrame:
    communes = geography.communes.reset_index(names="commune").dropna(subset="setting")
    people = communes.pivot_table(
        index=level, columns="setting", values="population", aggfunc="sum", fill_value=0
    )
    people = people.reindex(columns=list(SETTINGS), fill_value=0).astype("int64")
    return people.assign(**{ALL: people.sum(axis=1)})


def _distances(catalogue: Catalogue, level: str, chosen: pd.Index) -> pd.DataFrame:
    geography = catalogue.geography
    seats = catalogue.places.loc[chosen].dropna(subset="commune")
    found = nearest(geography.communes[["seat_lon", "seat_lat"]], seats[["lon", "lat"]])
    codes = _codes(geography, level)
    table = territory_distances(geography.communes["population"], codes, found)
    # Position -1 takes the added last one: nothing.
    position = table.pop("position").to_numpy(dtype=np.intp)
    table["nearest"] = np.array([*seats.index, None], dtype=object)[position]
    table["nearest_km"] = table.pop("nearest_km")
    home = np.append(codes.cat.codes.reindex(seats["commune"]).to_numpy(dtype=np.intp), -1)[position]
    across = pd.array(home != np.arange(len(table)), dtype="boolean")
    across[position < 0] = pd.NA
    return table.assign(across=across)


@lru_cache(maxsize=16)
def _codes(geography: Geography, level: str) -> pd.Series:
    codes = geography.lookup(geography.communes.index.to_series(), level)
    return codes.astype(pd.CategoricalDtype(geography.level(level).index))


@kept(maxsize=64)
def _footprint(catalogue: Catalogue, level: str, by: By, reference: str) -> pd.DataFrame:
    """Spread each presence of an initiative in a territory over the strata in which it may lie.

    One presence weighs 1. It lies in its seat commune, or in the covered communes of the territory in
    proportion to their inhabitants; where no commune is known, anywhere in the territory in proportion to
    inhabitants. So the weights of a level add up to the presences that its territories count.
    """
    geography = catalogue.geography
    rows = catalogue.presence("commune", by)[["id", "code"]].rename(columns={"code": "commune"})
    rows["code"] = geography.lookup(rows["commune"], level)
    rows = rows.dropna(subset="code")
    known = pd.MultiIndex.from_frame(rows[["id", "code"]])
    all_pairs = catalogue.presence(level, by)[["id", "code"]]
    unknown = all_pairs[~pd.MultiIndex.from_frame(all_pairs).isin(known)]
    somewhere = [
        pd.DataFrame({"id": identifier, "code": code, "commune": geography.members(level, code)})
        for identifier, code in unknown.itertuples(index=False)
    ]
    rows = pd.concat([rows, *somewhere], ignore_index=True)
    communes = geography.communes
    rows["stratum"] = strata(communes, reference).reindex(rows["commune"]).to_numpy()
    rows["people"] = communes["population"].reindex(rows["commune"]).fillna(0).to_numpy(dtype="float64")
    rows = rows.dropna(subset="stratum")
    total = rows.groupby(["id", "code"])["people"].transform("sum")
    rows["people"] = rows["people"].where(total > 0, 1.0)
    rows["weight"] = rows["people"] / rows.groupby(["id", "code"])["people"].transform("sum")
    return rows.groupby(["id", "stratum"], observed=True)["weight"].sum().reset_index()


@lru_cache(maxsize=8)
def _strata(geography: Geography, reference: str) -> pd.Series:
    return strata(geography.communes, reference)


def _expectation(catalogue: Catalogue, level: str, by: By, reference: str, chosen: pd.Index) -> pd.Series:
    communes = catalogue.geography.communes
    stratum = _strata(catalogue.geography, reference)
    footprint = _footprint(catalogue, level, by, reference)
    footprint = footprint[among(footprint["id"], chosen)]
    observed = footprint.groupby("stratum", observed=True)["weight"].sum()
    codes = _codes(catalogue.geography, level)
    population = communes["population"]
    inside = population.where(codes.notna())
    inhabitants = inside.groupby(stratum, observed=True).sum().astype("float64")
    rates = per_inhabitant(observed.reindex(inhabitants.index.to_list()).fillna(0.0), inhabitants)
    return expected(population, stratum, rates, codes)
