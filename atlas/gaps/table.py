"""The gaps of a selection: who is left out, how far the nearest initiative is, how many one would expect."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from atlas.catalogue import Answer, Catalogue, kept
from atlas.catalogue.measures import per_100_000
from atlas.catalogue.presence import By
from atlas.catalogue.selection import Selection, among
from atlas.errors import EmptySelectionError
from atlas.gaps.chances import Blanks, blanks
from atlas.gaps.distances import territory_distances
from atlas.gaps.expected import expected, inhabitants, standardise, strata
from atlas.gaps.programmes import rated, reach_by
from atlas.gaps.ways import Ways, lands, ways, weighted_median
from atlas.territories import Geography
from atlas.territories.kept import kept_of
from atlas.territories.parts import holds
from atlas.territories.places import Place
from atlas.vocabulary import LEVELS, OWN_LEVEL, SETTINGS

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
    commune_km
        Kilometres from each commune to the nearest seat, see `atlas.gaps.ways.straight`, in the order of
        `Geography.communes`; NaN where there is none.
    everywhere
        Ids of the chosen in all of France: a programme may cover the place from outside.
    where
        The place that was asked about; None for France.
    """

    table: pd.DataFrame
    answer: Answer
    level: str
    by: By
    reference: str
    blanks: Blanks
    commune_km: NDArray[np.float64]
    everywhere: pd.Index
    where: Place | None = None

    @property
    def rated(self) -> bool:
        """Whether a rate per inhabitant may be asked of any of the chosen, see `atlas.gaps.programmes`."""
        return "authorities" not in self.table


def gaps(
    catalogue: Catalogue, selection: Selection, level: str, *, by: By = "seat", reference: str = "setting"
) -> Gaps:
    """Describe what each territory of a level lacks.

    Parameters
    ----------
    level
        One of `atlas.vocabulary.AREA_LEVELS`.
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
        inhabitants; `people`, inhabitants who live in the place, all of them where it is France; `left_out`,
        those of them without a known initiative in the territory; `blank_chance`, see `atlas.gaps.Blanks`;
        `left_out_weighted`, the one times the other; the columns of
        `atlas.gaps.distances.territory_distances`, with `nearest`, id of the initiative that is nearest for
        most inhabitants; `across`, whether its seat lies outside the territory; `reached`, whether there is a
        seat on the territory's side of the sea: no distance leads over an ocean; `compared`, those of
        `initiatives` of which a rate per inhabitant may be asked, and for them the columns of
        `atlas.gaps.standardise`, all missing where none is chosen: the columns of
        `atlas.gaps.programmes.reach_by` then stand in front of them. Missing means unknown: the communes of
        overseas collectivities have no point and no setting.

    Raises
    ------
    EmptySelectionError
        If no initiative answers to the selection.

    Examples
    --------
    >>> from atlas.catalogue import load_catalogue
    >>> found = gaps(load_catalogue(), Selection(types=("tzcld",)), "region")
    >>> found.table.loc["06", ["initiatives", "status", "reached"]].to_dict()
    {'initiatives': 0, 'status': 'no_known', 'reached': False}
    """
    whole = _gaps(catalogue.under(selection), selection.everywhere, level, by, reference)
    if selection.where is None:
        return whole
    answer = catalogue.answer(selection, level, by=by, measure="count")
    table = whole.table.loc[answer.table.index]
    table["people"] = answer.people.astype(table["people"].dtype)
    table["left_out"] = answer.people.where(table["initiatives"].eq(0), 0).astype(table["left_out"].dtype)
    table["left_out_weighted"] = _weighted(table)
    if not whole.rated:
        far = reach_by(catalogue, whole.everywhere, level, selection.where)
        table[far.columns] = far.loc[table.index]
    worth = whole.blanks._replace(chance=whole.blanks.chance[table.index])
    return whole._replace(table=table, answer=answer, blanks=worth, where=selection.where)


@kept(maxsize=8)
def _gaps(catalogue: Catalogue, selection: Selection, level: str, by: By, reference: str) -> Gaps:
    """Describe all territories: what one expects there, and who is near, hangs on all of France."""
    territories = catalogue.geography.level(level)
    answer = catalogue.answer(selection, level, by=by, measure="count")
    if answer.chosen.empty:
        msg = "No initiative answers to this selection: widen the types, the years or the other filters."
        raise EmptySelectionError(msg)
    table = territories[["setting", "population"]].copy()
    table["status"] = answer.table["status"]
    table["initiatives"] = answer.table["initiatives"]
    table["rate"] = per_100_000(table["initiatives"], table["population"])
    table["people"] = table["population"]
    table["left_out"] = table["population"].where(table["initiatives"].eq(0), 0)
    worth = blanks(catalogue, selection, level, by=by)
    table["blank_chance"] = worth.chance
    table["left_out_weighted"] = _weighted(table)
    seats, found = _ways(catalogue.under(selection), selection)
    distances = _distances(catalogue, level, seats, found).set_axis(table.index)
    comparison = _comparison(catalogue, level, by, reference, answer.chosen)
    whole = pd.concat([table, distances, comparison], axis=1)
    return Gaps(whole, answer, level, by, reference, worth, found.km, answer.chosen)


def _weighted(table: pd.DataFrame) -> pd.Series:
    people = table["left_out"].astype("float64")
    return (people * table["blank_chance"]).mask(people.eq(0), 0.0)


def _comparison(catalogue: Catalogue, level: str, by: By, reference: str, chosen: pd.Index) -> pd.DataFrame:
    """Set the chosen against what a rate per inhabitant gives, or say how far programmes reach."""
    compared = rated(catalogue, chosen)
    expectation, everyone = (
        _at_rates_of_france(catalogue, by, reference, compared)
        if level == OWN_LEVEL
        else (_expectation(catalogue, level, by, reference, compared), None)
    )
    index = expectation.index
    there = catalogue.presence(level, by)
    at = index.get_indexer(pd.Index(there.loc[among(there["id"], compared), "code"]))
    count = pd.Series(np.bincount(at, minlength=len(index)), index, dtype="Int64", name="compared")
    if compared.empty:
        nothing = standardise(count, expectation * np.nan)
        return pd.concat([count, reach_by(catalogue, chosen, level), nothing], axis=1)
    return pd.concat([count, standardise(count, expectation, among=everyone)], axis=1)


def median_km(
    geography: Geography, km: NDArray[np.float64], level: str, codes: pd.Index, where: Place | None = None
) -> float:
    """Return the distance that half of the inhabitants of some territories have at most.

    Parameters
    ----------
    km
        See `Gaps.commune_km`.
    where
        Count only who lives in this place.

    Returns
    -------
    float
        In km; of those who have a seat on their side of the sea. NaN where nobody has.
    """
    at = geography.level(level).index.get_indexer(codes)
    inside = np.isin(_codes(geography, level).cat.codes.to_numpy(), at) & np.isfinite(km)
    if where is not None:
        inside &= holds(geography, where)
    people = geography.communes["population"].fillna(0).to_numpy(dtype="float64")[inside]
    return float(weighted_median(km[inside], people, np.zeros(len(people), dtype=np.intp), 1)[0])


def coverage(catalogue: Catalogue, selection: Selection, *, by: By = "seat") -> pd.DataFrame:
    """Measure the population that has an initiative in its territory, at every level and by setting.

    In a place, its own inhabitants: a territory that spills over is covered by what is in any part of it.

    Returns
    -------
    pandas.DataFrame
        Columns `level`, `setting` (the settings of the inhabitants' communes, and `all`), `population` and
        `covered` (inhabitants), `share` (0 to 1). Over the communes of the five levels; four islands
        without intercommunalité are not in that level's population.
    """
    chosen = catalogue.chosen(selection.everywhere)
    parts = []
    for level in LEVELS:
        present = catalogue.presence(level, by)
        people = _population_by_setting(catalogue.geography, level, selection.where)
        at = people.index.get_indexer(pd.Index(present.loc[among(present["id"], chosen), "code"].unique()))
        covered = people.to_numpy()[at[at >= 0]].sum(axis=0)
        parts.append(np.column_stack([people.to_numpy().sum(axis=0), covered]))
    settings = list(people.columns)
    table = pd.DataFrame(np.vstack(parts), columns=["population", "covered"])
    table.insert(0, "level", np.repeat(list(LEVELS), len(settings)))
    table.insert(1, "setting", settings * len(LEVELS))
    table["share"] = table["covered"] / table["population"]
    return table


@kept_of(maxsize=32)
def _population_by_setting(geography: Geography, level: str, where: Place | None) -> pd.DataFrame:
    communes = geography.communes if where is None else geography.communes[holds(geography, where)]
    communes = communes.reset_index(names="commune").dropna(subset="setting")
    people = communes.pivot_table(
        index=level, columns="setting", values="population", aggfunc="sum", fill_value=0
    )
    people = people.reindex(columns=list(SETTINGS), fill_value=0).astype("int64")
    return people.assign(**{ALL: people.sum(axis=1)})


@kept(maxsize=8)
def _ways(catalogue: Catalogue, selection: Selection) -> tuple[pd.DataFrame, Ways]:
    """Return the seats of a selection, and how far every commune is from the nearest."""
    seats = catalogue.places.loc[catalogue.chosen(selection), ["commune", "lon", "lat"]].dropna(
        subset="commune"
    )
    return seats, ways(catalogue.geography, seats)


def _distances(catalogue: Catalogue, level: str, seats: pd.DataFrame, found: Ways) -> pd.DataFrame:
    geography = catalogue.geography
    codes = _codes(geography, level)
    table = territory_distances(geography.communes["population"], codes, found)
    # Position -1 takes the added last one: nothing.
    position = table.pop("position").to_numpy(dtype=np.intp)
    table["nearest"] = np.array([*seats.index, None], dtype=object)[position]
    table["nearest_km"] = table.pop("nearest_km")
    home = np.append(codes.cat.codes.reindex(seats["commune"]).to_numpy(dtype=np.intp), -1)[position]
    across = pd.array(home != np.arange(len(table)), dtype="boolean")
    across[position < 0] = pd.NA
    # Who has a point and none to go to has the sea in between.
    pointed = np.isin(np.arange(len(table)), codes.cat.codes.to_numpy()[lands(geography) >= 0])
    reached = pd.array(position >= 0, dtype="boolean")
    reached[~pointed | seats.empty] = pd.NA
    return table.assign(across=across, reached=reached)


@kept_of(maxsize=16)
def _codes(geography: Geography, level: str) -> pd.Series:
    codes = geography.lookup(geography.communes.index.to_series(), level)
    return codes.astype(pd.CategoricalDtype(geography.level(level).index))


class _Footprint(NamedTuple):
    """The parts of initiatives in strata: who by position, which stratum, how much."""

    who: NDArray[np.intp]
    stratum: NDArray[np.intp]
    weight: NDArray[np.float64]


@kept(maxsize=64)
def _footprint(catalogue: Catalogue, level: str, by: By, reference: str) -> _Footprint:
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
    at = communes.index.get_indexer(pd.Index(rows["commune"]))
    rows["stratum"] = _strata(geography, reference).cat.codes.to_numpy()[at]
    rows["people"] = communes["population"].fillna(0).to_numpy(dtype="float64")[at]
    rows = rows[rows["stratum"] >= 0]
    total = rows.groupby(["id", "code"])["people"].transform("sum")
    rows["people"] = rows["people"].where(total > 0, 1.0)
    rows["weight"] = rows["people"] / rows.groupby(["id", "code"])["people"].transform("sum")
    parts = rows.groupby(["id", "stratum"])["weight"].sum().reset_index()
    who = catalogue.tables.initiatives.index.get_indexer(pd.Index(parts["id"]))
    return _Footprint(who, parts["stratum"].to_numpy(dtype=np.intp), parts["weight"].to_numpy())


@kept_of(maxsize=8)
def _strata(geography: Geography, reference: str) -> pd.Series:
    return strata(geography.communes, reference)


@kept_of(maxsize=16)
def _inhabitants(geography: Geography, level: str, reference: str) -> csr_array:
    communes = geography.communes
    return inhabitants(communes["population"], _strata(geography, reference), _codes(geography, level))


def _expectation(catalogue: Catalogue, level: str, by: By, reference: str, chosen: pd.Index) -> pd.Series:
    people = _inhabitants(catalogue.geography, level, reference)
    parts = _footprint(catalogue, level, by, reference)
    mine = among(catalogue.tables.initiatives.index, chosen)[parts.who]
    found = np.bincount(parts.stratum[mine], parts.weight[mine], people.shape[1]).astype("float64")
    return pd.Series(expected(people, found), catalogue.geography.level(level).index)


def _at_rates_of_france(
    catalogue: Catalogue, by: By, reference: str, chosen: pd.Index
) -> tuple[pd.Series, float]:
    """Return what a reader's perimeters would have at the rates of all communes, and how many these rest on.

    Over coverages nothing is expected: how often one counts hangs on how a level parts the country.
    """
    geography = catalogue.geography
    parts = _footprint(catalogue, "commune", by, reference)
    everyone = _inhabitants(geography, "commune", reference).sum(axis=0)
    mine = among(catalogue.tables.initiatives.index, chosen)[parts.who]
    found = np.bincount(parts.stratum[mine], parts.weight[mine], len(everyone))
    rates = np.divide(found, everyone, out=np.zeros(len(everyone)), where=everyone > 0)
    each = _inhabitants(geography, OWN_LEVEL, reference) @ rates
    told = pd.Series(each, geography.level(OWN_LEVEL).index)
    return (told if by == "seat" else told * np.nan), float(found.sum())
