"""Whether nothing known means nothing there: the chance that a blank is a true one."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import minimize

from atlas.catalogue import Catalogue, kept
from atlas.catalogue.presence import By
from atlas.catalogue.selection import Selection, among
from atlas.gaps.trials import MOST_ERROR, trial_error
from atlas.territories import Geography
from atlas.territories.kept import kept_of
from atlas.territories.parts import parts
from atlas.vocabulary import OWN_LEVEL, SETTINGS

Floats = NDArray[np.float64]

# Levels of which a chance was tried on hidden rows: départements and régions have too few blanks.
LEVELS = ("commune", "bassin_de_vie", "epci")
# A less likely blank is to be checked before anyone calls it one.
SURE = 0.90
# Size of a territory, in inhabitants, round which the regression is written.
_TYPICAL = 20_000
# As many as coefficients.
_LEAST_KNOWN = 5
# With more of a list hidden than was tried, or with a list known to lean to some places, nothing is claimed.
_LEAST_SHARE = 0.10
_LEANING = "very_partial"
# Counted over perimeters the chance was too sure by up to 0.15: it is claimed where nearly all count once.
_MOST_SPREAD = 1.1
# No exponential beyond: a search may step far.
_HIGHEST = 50.0


class Blanks(NamedTuple):
    """What the blanks of a selection at one level are worth.

    Attributes
    ----------
    chance
        By territory, the chance that a blank is a true one, 0 to 1: 1 where nothing can hide; missing where
        there is an initiative and where nothing is claimed.
    why
        Why nothing is claimed: `level`, `own_level` (of a reader's perimeters), `filter`, or, of some lists,
        `total` (nobody says how many exist), `partial` (too little is known, or it leans to some places),
        `trial` (on hidden rows the chance was too far from the truth, see `atlas.gaps.trials`) or `perimeter`
        (counted over perimeters);
        `place`, of some territories only (one of a whole list that has no place may be there);
        with the types that it holds for. Empty where each blank has a chance.
    """

    chance: pd.Series
    why: dict[str, list[str]]

    @property
    def claimed(self) -> bool:
        """Whether any blank has a chance."""
        return bool(self.chance.notna().any())


def means(counts: Floats, shares: Floats, population: Floats) -> Floats:
    r"""Fit how many known initiatives a territory would have, by its settings and its size.

    Parameters
    ----------
    counts
        Known initiatives of each territory.
    shares
        Share of its inhabitants in each setting, a column each, 0 to 1.
    population
        Its inhabitants.

    Returns
    -------
    numpy.ndarray
        Mean number of known initiatives of each territory.

    Notes
    -----
    Poisson regression with a logarithmic link (McCullagh and Nelder, 1989, Generalized Linear Models,
    chapter 6): :math:`\ln\mu_t = \sum_s b_s\,\mathrm{share}_{ts} + g\,l_t + d\,l_t^2` with
    :math:`l_t = \ln(\mathrm{population}_t / 20000)`, by maximum likelihood. A setting without any known one
    has no finite maximum: the search ends where the mean there is next to nothing.

    Examples
    --------
    Of four territories of one size, the rural ones have one in two, the urban one has three:

    >>> settings = np.array([[0.0, 1.0], [0.0, 1.0], [1.0, 0.0]])
    >>> means(np.array([0, 1, 3.0]), settings, np.full(3, 20_000.0)).round(3).tolist()
    [0.5, 0.5, 3.0]
    """
    size = np.log(np.maximum(population, 1) / _TYPICAL)
    design = np.column_stack([shares, size, size**2])

    def mean(b: Floats) -> Floats:
        return np.exp(np.minimum(design @ b, _HIGHEST))

    def loss(b: Floats) -> tuple[float, Floats]:
        mu = mean(b)
        return float((mu - counts * (design @ b)).sum()), design.T @ (mu - counts)

    start = np.append(np.full(shares.shape[1], np.log(counts.mean())), [0.0, 0.0])
    found = minimize(
        loss,
        start,
        jac=True,
        hess=lambda b: (design * mean(b)[:, None]).T @ design,
        method="trust-exact",
        options={"gtol": 1e-6 * counts.sum()},
    )
    return mean(found.x)


def true_blank(mean: Floats, completeness: float) -> Floats:
    r"""Return the chance that a territory without a known initiative has none.

    Parameters
    ----------
    mean
        Mean number of known initiatives of each, see `means`.
    completeness
        Share of the list that is known, 0 to 1.

    Returns
    -------
    numpy.ndarray
        Probability, 0 to 1.

    Notes
    -----
    Known are :math:`c = k/K` of all, missing at random. One at least exists with
    :math:`\pi = 1 - e^{-\mu/c}`, and is known with :math:`c`; so by Bayes' rule
    :math:`P(\text{none} \mid \text{none known}) = (1 - \pi) / (1 - c\,\pi)`, as for sites in which a species
    was not seen (MacKenzie et al., 2002, Estimating site occupancy rates when detection probabilities are
    less than one, Ecology 83, 2248-2255). Tried by hiding rows of lists (`atlas.gaps.calibration`): the
    chance is a little too high where many people live.

    Examples
    --------
    Half of such territories have one, and half of the list is known: of four, two have none, one has a known
    one, one has a hidden one. Of the three without a known one, two have none:

    >>> true_blank(np.array([np.log(2) / 2]), 0.5).round(4).tolist()
    [0.6667]
    """
    there = -np.expm1(-mean / completeness)
    return (1 - there) / (1 - completeness * there)


def blanks(catalogue: Catalogue, selection: Selection, level: str, *, by: By = "seat") -> Blanks:
    """Say how likely it is that the blanks of a selection are true ones.

    Parameters
    ----------
    level
        One of `atlas.vocabulary.LEVELS`.

    Notes
    -----
    Of several types, a blank lacks each: its chance is the product of theirs, as if types were independent
    once setting and size are given; where places that have one type tend to have the others, the product is
    a little too low. Nothing is claimed unless it can be for each, nor where a filter leaves a part of a
    list out, of which nobody knows how much is missing.
    """
    found = _blanks(catalogue.under(selection), selection.everywhere, level, by)
    if selection.where is None:
        return found
    return found._replace(chance=found.chance[parts(catalogue.geography, selection.where, level).index])


@kept(maxsize=24)
def _blanks(catalogue: Catalogue, selection: Selection, level: str, by: By) -> Blanks:
    answer = catalogue.answer(selection, level, by=by, measure="count")
    blank = answer.table["initiatives"].eq(0).to_numpy(dtype=bool)
    index = answer.table.index
    if answer.complete:
        return Blanks(pd.Series(np.where(blank, 1.0, np.nan), index), {})
    lists = catalogue.lists(level, by)
    types = list(selection.types) or lists.index.to_list()
    why: dict[str, list[str]] = {}
    if unlisted := [kind for kind in types if kind not in lists.index]:
        # A type that only a reader's own rows have, asked of the atlas's alone: nobody counts what exists.
        return Blanks(pd.Series(np.nan, index), {"total": unlisted})
    if level not in LEVELS:
        why["own_level" if level == OWN_LEVEL else "level"] = []
    elif _narrowed(catalogue, selection):
        why["filter"] = []
    else:
        for kind in types:
            if reason := _unclaimed(catalogue, kind, level, by):
                why.setdefault(reason, []).append(kind)
    chance = np.full(len(index), np.nan)
    if not why:
        chance = np.prod([_chance(catalogue, kind, level, by) for kind in types], axis=0)
    chance[answer.table["status"].eq("zero").to_numpy(dtype=bool)] = 1.0
    doubtful = [
        kind for kind in types if lists["whole"][kind] and not catalogue.certain(kind, level, by).all()
    ]
    if doubtful:
        why["place"] = doubtful
    return Blanks(pd.Series(np.where(blank, chance, np.nan), index), why)


def chances_at(catalogue: Catalogue, selection: Selection, level: str, code: str, *, by: By) -> pd.Series:
    """Return for each type the chance that a territory has none, if none is known there.

    Returns
    -------
    pandas.Series
        By type; 0 to 1, missing where nothing is claimed.
    """
    types = catalogue.tables.types.index
    if level not in LEVELS or _narrowed(catalogue, selection.everywhere):
        return pd.Series(np.nan, types)
    at = catalogue.geography.level(level).index.get_loc(code)
    told = [
        np.nan if _unclaimed(catalogue, kind, level, by) else _chance(catalogue, kind, level, by)[at]
        for kind in types
    ]
    return pd.Series(told, types)


def _narrowed(catalogue: Catalogue, selection: Selection) -> bool:
    """Check whether a filter leaves a part of the chosen lists out."""
    chosen = catalogue.chosen(selection)
    kinds = catalogue.tables.initiatives["type"]
    rows = int(kinds.isin(selection.types).sum()) if selection.types else len(kinds)
    return len(chosen) < rows or not selection.certain


@kept(maxsize=256)
def _unclaimed(catalogue: Catalogue, kind: str, level: str, by: By) -> str:
    """Return why a list gives no chance; empty where it does."""
    about = catalogue.lists(level, by).loc[kind]
    if about["whole"]:
        return ""
    if pd.isna(about["total"]):
        return "total"
    leaning = catalogue.tables.types["completeness_class"][kind] == _LEANING
    if leaning or about["placed"] < _LEAST_KNOWN or about["found"] < _LEAST_SHARE:
        return "partial"
    if trial_error(kind, level, by) >= MOST_ERROR:
        return "trial"
    here = _present(catalogue, kind, level, by)
    return "perimeter" if len(here) > _MOST_SPREAD * here["id"].nunique() else ""


def _present(catalogue: Catalogue, kind: str, level: str, by: By) -> pd.DataFrame:
    """Return where the initiatives of a type are that run."""
    initiatives = catalogue.tables.initiatives
    mine = initiatives[initiatives["type"].eq(kind)]
    here = catalogue.presence(level, by)
    return here[among(here["id"], mine.index[mine["inactive"].isna()])]


@kept(maxsize=48)
def _chance(catalogue: Catalogue, kind: str, level: str, by: By) -> Floats:
    about = catalogue.lists(level, by).loc[kind].to_dict()
    index = catalogue.geography.level(level).index
    if about["whole"]:
        # Where one of the list is that has no place, nobody knows which blank is none.
        return np.where(catalogue.certain(kind, level, by), 1.0, np.nan)
    at = index.get_indexer(pd.Index(_present(catalogue, kind, level, by)["code"]))
    counts = np.bincount(at, minlength=len(index)).astype("float64")
    shares, population = features(catalogue.geography, level)
    known = np.isfinite(shares).all(axis=1)
    chance = np.full(len(index), np.nan)
    mean = means(counts[known], shares[known], population[known])
    chance[known] = true_blank(mean, float(about["found"]))
    return chance


@kept_of(maxsize=8)
def features(geography: Geography, level: str) -> tuple[Floats, Floats]:
    """Return the share of each setting in each territory, missing where unknown, and its inhabitants."""
    table = geography.level(level)
    population = table["population"].fillna(0).to_numpy(dtype="float64")
    if level == "commune":
        there = table["setting"].notna().to_numpy()
        shares = np.column_stack([np.where(there, table["setting"].eq(code), np.nan) for code in SETTINGS])
    else:
        people = np.column_stack([table[f"pop_{code}"].to_numpy(dtype="float64") for code in SETTINGS])
        total = people.sum(axis=1, keepdims=True)
        shares = people / np.where(total > 0, total, np.nan)
    return shares, population
