"""The zoning effect: an official zoning beside random ones of as many zones."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.catalogue import Catalogue, kept
from atlas.catalogue.presence import By
from atlas.catalogue.selection import Selection, among, select_funding
from atlas.errors import UnknownChoiceError
from atlas.scales import spread
from atlas.scales.chance import r_hat, two_sided
from atlas.scales.clusters import moran
from atlas.scales.indicators import find_indicator
from atlas.scales.levels import check_levels
from atlas.scales.matched import matched_zonings
from atlas.scales.zonings import NULLS, Ground, ground, random_zoning, zone_people
from atlas.territories.contiguity import Pairs, contract, restrict
from atlas.vocabulary import Label

Floats = npt.NDArray[np.float64]
Progress = Callable[[int, int], None]

STATISTICS: dict[str, Label] = {
    "mean": Label("Moyenne", "Mean"),
    "median": Label("Médiane", "Median"),
    "zeros": Label("Part des zones à zéro", "Share of zones at zero"),
    "variation": Label("Coefficient de variation", "Coefficient of variation"),
    "gini": Label("Indice de Gini", "Gini coefficient"),
    "gini_people": Label("Indice de Gini entre habitants", "Gini coefficient between inhabitants"),
    "theil": Label("Indice de Theil", "Theil’s index"),
    "moran": Label("I de Moran", "Moran’s I"),
    "population_variation": Label("Inégalité des populations des zones", "Inequality of zones’ populations"),
}
ZONINGS = 199
MOST_ZONINGS = 9_999
_MOST_KEPT = 24


@dataclass(frozen=True, kw_only=True)
class ZoningQuestion:
    """What is asked of random zonings; the same question has the same answer.

    Attributes
    ----------
    selection
        Which initiatives.
    level
        The official zoning: a level above the commune.
    indicator
        A key of `atlas.scales.INDICATORS`.
    by
        Count at the seat or over the coverage.
    null
        A key of `NULLS`.
    zonings
        How many to draw; of `matched`, all that are stored are taken.
    seed
        Of the draws, if any.
    statistics
        Keys of `STATISTICS`; fewer are answered sooner.
    """

    selection: Selection
    level: str
    indicator: str
    by: By = "seat"
    null: str = "matched"
    zonings: int = ZONINGS
    seed: int = 1
    statistics: tuple[str, ...] = tuple(STATISTICS)


class ZoningEffect(NamedTuple):
    """Where an official zoning falls among random ones.

    Attributes
    ----------
    table
        Indexed by `statistic` (keys of `STATISTICS`); columns are those of
        `atlas.exports.columns.DICTIONARY["zoning_effect"]`.
    draws
        One row per random zoning, one column per statistic; missing where it is not defined.
    zones, communes, bridges
        How many zones each zoning has, of how many communes, with how many ties across water.
    initiatives, placed
        Chosen initiatives, and those whose commune is known: only they fall into zones.
    """

    table: pd.DataFrame
    draws: pd.DataFrame
    zones: int
    communes: int
    bridges: int
    initiatives: int
    placed: int


class Load(NamedTuple):
    """What communes carry into whichever zone holds them.

    Attributes
    ----------
    initiative, commune
        Each presence: number of the initiative, position of the commune in the ground.
    cents
        Euro cents received in each commune of the ground.
    funded
        Whether an amount is known there.
    population
        Inhabitants of each commune.
    """

    initiative: Pairs
    commune: Pairs
    cents: Floats
    funded: npt.NDArray[np.bool_]
    population: Floats


def load(catalogue: Catalogue, place: Ground, selection: Selection, by: By) -> tuple[Load, int, int]:
    """Put the chosen initiatives and their money on the communes.

    Parameters
    ----------
    place
        See `atlas.scales.zonings.ground`.

    Returns
    -------
    Load, int, int
        With the number of initiatives chosen, and of those placed in a commune of the ground.
    """
    chosen = catalogue.choose(selection.everywhere).index
    codes = catalogue.geography.communes.index[place.communes]
    present = catalogue.presence("commune", by)
    present = present[among(present["id"], chosen)]
    commune = codes.get_indexer(pd.Index(present["code"]))
    here = commune >= 0
    lines = select_funding(catalogue.lines, selection)
    lines = lines[among(lines["initiative_id"], chosen)]
    shares = catalogue.shares("commune", by)
    shares = shares[among(shares["line"], lines.index)]
    cents = shares.groupby("code")["cents"].sum().reindex(codes)
    found = Load(
        initiative=chosen.get_indexer(pd.Index(present["id"]))[here],
        commune=commune[here],
        cents=cents.fillna(0).to_numpy(dtype="float64"),
        funded=cents.notna().to_numpy(),
        population=place.population,
    )
    return found, len(chosen), len(np.unique(found.initiative))


def zone_values(
    carried: Load, zones: Pairs, size: int, indicator: str, people: Floats | None = None
) -> Floats:
    """Add communes up to zones.

    Parameters
    ----------
    carried
        See `load`.
    zones
        Zone of each commune, 0 to `size` - 1.
    indicator
        A key of `atlas.scales.INDICATORS`.
    people
        Inhabitants of each zone, where they are known already.

    Returns
    -------
    numpy.ndarray
        Value of each zone, by the rules of `atlas.scales.values`: 0 where no initiative is present, NaN where
        some are and no amount is known, or over no inhabitant.

    Raises
    ------
    UnknownChoiceError
        If `indicator` is not one of `INDICATORS`.

    Examples
    --------
    >>> nothing, people = np.zeros(3), np.array([4.0, 6, 5])
    >>> three = Load(np.array([0, 0]), np.array([0, 1]), nothing, nothing > 0, people)
    >>> zone_values(three, np.array([0, 0, 1]), 2, "count").tolist()  # one initiative in two communes
    [1.0, 0.0]
    """
    about = find_indicator(indicator)
    # Sorted numbers tell repeats many times sooner than `numpy.unique`.
    present = np.sort(carried.initiative * size + zones[carried.commune])
    present = present[np.diff(present, prepend=-1) > 0]
    count = np.bincount(present % size, minlength=size).astype("float64")
    if people is None:
        people = np.bincount(zones, weights=carried.population, minlength=size).astype("float64")
    funded = np.flatnonzero(carried.funded)
    euros = np.bincount(zones[funded], weights=carried.cents[funded], minlength=size) / 100
    known = np.bincount(zones[funded], minlength=size) > 0
    euros[~known & (count > 0)] = np.nan
    if about.counted == "inhabitants":
        reached = np.unique(carried.commune)
        count = np.bincount(zones[reached], weights=carried.population[reached], minlength=size).astype(
            "float64"
        )
    return about.of(count, euros, people)


def zoning_statistics(
    found: Floats, population: Floats, pairs: Pairs, names: Collection[str] = tuple(STATISTICS)
) -> dict[str, float]:
    """Compute the statistics that are compared between zonings.

    Parameters
    ----------
    found
        Value of each zone, see `zone_values`.
    population
        Inhabitants of each zone.
    pairs
        Zones that touch, asked of Moran's I alone.
    names
        Keys of `STATISTICS`.

    Returns
    -------
    dict
        Keys of `names`; NaN where one is not defined.
    """
    kept = np.flatnonzero(~np.isnan(found))
    known = pd.Series(found[kept])
    compute: dict[str, Callable[[], float]] = {
        "mean": lambda: float(known.mean()),
        "median": lambda: float(known.median()),
        "zeros": lambda: float(known.eq(0).mean()),
        "variation": lambda: spread.variation(known),
        "gini": lambda: spread.gini(known),
        "gini_people": lambda: spread.gini_people(known, pd.Series(population[kept])),
        "theil": lambda: spread.theil(known),
        "moran": lambda: moran(known, restrict(pairs, kept, len(found)), permutations=0).statistic,
        "population_variation": lambda: spread.variation(pd.Series(population)),
    }
    return {name: compute[name]() if len(kept) else float("nan") for name in names}


def zoning_effect(
    catalogue: Catalogue, question: ZoningQuestion, *, progress: Progress | None = None
) -> ZoningEffect:
    r"""Compare an official zoning with random ones of as many zones.

    Parameters
    ----------
    question
        Which indicator, which zoning, how many random ones.
    progress
        Called with how many zonings are done, and how many there are.

    Returns
    -------
    ZoningEffect
        Kept: the same question is answered at once the second time.

    Raises
    ------
    UnknownChoiceError
        If the level, the indicator, the null or the number of zonings is not one that can be had.

    Notes
    -----
    The zoning half of the modifiable areal unit problem (Openshaw, 1984, The modifiable areal unit problem,
    Concepts and Techniques in Modern Geography 38). The null is
    :func:`atlas.scales.matched_zonings`, or :func:`atlas.scales.random_zoning` to see what hangs on it; the
    pseudo p-value has two sides, :func:`atlas.scales.two_sided`. The official zoning is added up from the
    same communes in the same way, so initiatives whose commune is not known are in neither. Moran's I is
    over the borders of each zoning; ties across water make zones whole but are no borders.
    """
    _check(question)
    found = zoning_result(catalogue, question)
    if found is None:
        found = _compare(catalogue, question, progress)
        answers = _answers(catalogue)
        with _LOCK:
            answers[question] = found
            while len(answers) > _MOST_KEPT:
                answers.popitem(last=False)
    return found


# Not the answers themselves: who asks may wish to see the progress, or to know only what was answered before.
@kept(maxsize=1)
def _answers(catalogue: Catalogue) -> OrderedDict[ZoningQuestion, ZoningEffect]:
    """Return the place of a catalogue's answers, which goes with it."""
    del catalogue
    return OrderedDict()


_LOCK = threading.Lock()


def zoning_result(catalogue: Catalogue, question: ZoningQuestion) -> ZoningEffect | None:
    """Return the answer to a question that was asked before, None if it was not."""
    answers = _answers(catalogue)
    with _LOCK:
        return answers.get(question)


def _check(question: ZoningQuestion) -> None:
    check_levels([question.level])
    find_indicator(question.indicator)
    if question.null not in NULLS:
        msg = f"Unknown way to draw zones {question.null!r}: choose one of {', '.join(NULLS)}."
        raise UnknownChoiceError(msg)
    for name in question.statistics:
        if name not in STATISTICS:
            msg = f"Unknown statistic {name!r}: choose among {', '.join(STATISTICS)}."
            raise UnknownChoiceError(msg)
    if not 1 <= question.zonings <= MOST_ZONINGS:
        msg = f"{question.zonings} random zonings: choose between 1 and {MOST_ZONINGS}."
        raise UnknownChoiceError(msg)


def _compare(catalogue: Catalogue, question: ZoningQuestion, progress: Progress | None) -> ZoningEffect:
    place = ground(catalogue.geography, question.level)
    carried, chosen, placed = load(catalogue, place, question.selection, question.by)
    borders = place.pairs[: len(place.pairs) - place.bridges]

    def measure(zones: Pairs, people: Floats | None = None) -> dict[str, float]:
        if people is None:
            people = zone_people(place, zones)
        found = zone_values(carried, zones, place.zones, question.indicator, people)
        touching = contract(borders, zones) if "moran" in question.statistics else np.empty((0, 2), np.intp)
        return zoning_statistics(found, people, touching, question.statistics)

    rows = []
    if question.null == "matched":
        stored = matched_zonings(catalogue.geography, question.level)
        number = stored.draws
        for zones, people in zip(stored.zonings, stored.people, strict=True):
            rows.append(measure(zones.astype(np.intp), people))
    else:
        generator, number = np.random.default_rng(question.seed), question.zonings
        for done in range(1, number + 1):
            rows.append(measure(random_zoning(place, generator, null=question.null)))
            if progress is not None:
                progress(done, number)
    everything = pd.DataFrame(rows, columns=list(question.statistics)).rename_axis("zoning")
    everything.index += 1
    draws = everything.iloc[:number]
    table = compare(pd.Series(measure(place.official)), draws, everything.iloc[number:])
    return ZoningEffect(table, draws, place.zones, len(place.communes), place.bridges, chosen, placed)


def compare(official: pd.Series, draws: pd.DataFrame, checks: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return where real statistics fall among random ones.

    Parameters
    ----------
    official
        Indexed by statistic; missing where it is not defined.
    draws
        One row per random zoning, one column per statistic.
    checks
        As `draws`, of zonings that began at the official one.

    Returns
    -------
    pandas.DataFrame
        Indexed by `statistic`: `official`, `random_mean`, `random_low` and `random_high` (the middle 95 % of
        the random ones), `rank` (share of the random ones below the official, ties counted half), `p`,
        `zonings` (random ones in which the statistic is defined), `check_low` and `check_high` (least and
        most of `checks`), `r_hat` (:func:`atlas.scales.chance.r_hat` of `draws` and `checks` together; the
        three missing without checks). `rank` and `p` are missing where the official one is not defined or all
        random ones equal it.

    Examples
    --------
    >>> draws = pd.DataFrame({"gini": [0.1, 0.2, 0.3]})
    >>> compare(pd.Series({"gini": 0.9}), draws).loc["gini", ["rank", "p"]].tolist()
    [1.0, 0.5]
    """
    rows = []
    for name, real in official.items():
        column = draws[name].dropna().to_numpy(dtype="float64")
        row = {"official": real, "zonings": len(column)}
        others = np.empty(0) if checks is None else checks[name].dropna().to_numpy(dtype="float64")
        if len(others):
            row |= {"check_low": others.min(), "check_high": others.max()}
        if min(len(column), len(others)) > 1:
            begun = np.repeat([0, 1], [len(column), len(others)])
            row["r_hat"] = r_hat(np.concatenate([column, others]), begun)
        if len(column):
            low, high = np.quantile(column, [0.025, 0.975])
            row |= {"random_mean": column.mean(), "random_low": low, "random_high": high}
            same = np.isclose(column, real, rtol=1e-9, atol=1e-9)
            if not np.isnan(real) and not same.all():
                row["rank"] = (((column < real) & ~same).sum() + 0.5 * same.sum()) / len(column)
                row["p"] = two_sided(np.array([real]), column[None, :])[0]
        rows.append(row)
    columns = [
        "official",
        "random_mean",
        "random_low",
        "random_high",
        "rank",
        "p",
        "zonings",
        "check_low",
        "check_high",
    ]
    columns.append("r_hat")
    return pd.DataFrame(rows, index=official.index, columns=columns).rename_axis("statistic")
