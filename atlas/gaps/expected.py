"""Observed against expected: indirect standardisation, and what chance leaves of the difference."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from atlas.errors import UnknownChoiceError
from atlas.gaps.spread import adjusted, exact_interval, spread_shape, tail
from atlas.vocabulary import Label

Floats = NDArray[np.float64]

# What the expected number of a territory rests on.
REFERENCES: dict[str, Label] = {
    "setting": Label("France, taux de chaque cadre", "France, rate of each setting"),
    "density": Label("France, taux de chaque classe de densité", "France, rate of each density class"),
    "france": Label("France, un seul taux", "France, one single rate"),
    "region": Label("Sa région, taux de chaque cadre", "Its région, rate of each setting"),
}

CERTAINTIES: dict[str, Label] = {
    "below": Label("En dessous d'un taux par habitant", "Below a rate per inhabitant"),
    "above": Label("Au-dessus d'un taux par habitant", "Above a rate per inhabitant"),
    "uncertain": Label("Écart incertain", "Uncertain difference"),
}

CONFIDENCE = 0.95

# Below this many expected initiatives one more or one less turns the picture over: never more than uncertain.
MIN_EXPECTED = 1.0


def strata(communes: pd.DataFrame, reference: str) -> pd.Series:
    """Sort the communes into the strata whose rates a reference uses.

    Parameters
    ----------
    communes
        Table of communes, indexed by code, with `setting`, `density_level` and `region`.
    reference
        A key of `REFERENCES`.

    Returns
    -------
    pandas.Series
        Categories on the index of `communes`; missing where a commune has no setting (the overseas
        collectivities).

    Raises
    ------
    UnknownChoiceError
        If `reference` is not one of `REFERENCES`.
    """
    setting = communes["setting"]
    match reference:
        case "setting":
            found = setting
        case "density":
            found = communes["density_level"].astype("string")
        case "france":
            found = setting.where(setting.isna(), "france")
        case "region":
            found = communes["region"] + ":" + setting
        case _:
            msg = f"Unknown reference {reference!r}: choose one of {', '.join(REFERENCES)}."
            raise UnknownChoiceError(msg)
    return found.astype("category")


def inhabitants(population: pd.Series, stratum: pd.Series, territories: pd.Series) -> sparse.csr_array:
    """Count the inhabitants of territories in the strata of a reference.

    Parameters
    ----------
    population
        Inhabitants of each commune; unknown counts as none.
    stratum, territories
        Stratum and territory of each commune, as categories in the order of `population`; missing where it
        has none.

    Returns
    -------
    scipy.sparse.csr_array
        A row for each category of `territories`, a column for each of `stratum`.

    Examples
    --------
    >>> people, where = pd.Series([10_000, 40_000, 50_000]), pd.Series(["A", "A", "B"], dtype="category")
    >>> stratum = pd.Series(["rural", "urbain", "rural"], dtype="category")
    >>> inhabitants(people, stratum, where).toarray().tolist()
    [[10000.0, 40000.0], [50000.0, 0.0]]
    """
    at, column = territories.cat.codes.to_numpy(), stratum.cat.codes.to_numpy()
    told = (at >= 0) & (column >= 0)
    shape = (len(territories.cat.categories), len(stratum.cat.categories))
    people = population.fillna(0).to_numpy(dtype="float64")[told]
    return sparse.coo_array((people, (at[told], column[told])), shape=shape).tocsr()


def expected(people: sparse.csr_array, found: Floats) -> Floats:
    r"""Count the initiatives that territories would have at the rates of a reference.

    Parameters
    ----------
    people
        Inhabitants of each territory in each stratum, see `inhabitants`.
    found
        Initiatives of each stratum.

    Returns
    -------
    numpy.ndarray
        Expected initiatives of each territory; missing where it has no commune in a stratum.

    Notes
    -----
    Indirect standardisation (Breslow and Day, 1987, Statistical Methods in Cancer Research, volume II,
    IARC, chapter 2): with the population :math:`p_{ts}` of territory :math:`t` in stratum :math:`s` and the
    reference's rate :math:`r_s`, initiatives over inhabitants of the stratum, the expected number is
    :math:`E_t = \sum_s p_{ts} r_s`. The sum of the expected numbers is the sum of the observed ones.

    Examples
    --------
    Four urban initiatives for 40,000 people, three rural ones for 60,000:

    >>> expected(sparse.csr_array([[10_000.0, 40_000.0], [50_000.0, 0.0]]), np.array([3.0, 4.0])).tolist()
    [4.5, 2.5]
    """
    total = people.sum(axis=0)
    each = np.asarray(people @ np.divide(found, total, out=np.zeros(len(total)), where=total > 0))
    # A commune without inhabitants is stored too: who has a stratum at all is told by what is stored.
    each[np.diff(people.indptr) == 0] = np.nan
    return each


def standardise(observed: pd.Series, expectation: pd.Series, *, among: float | None = None) -> pd.DataFrame:
    r"""Set the observed numbers against those of a rate per inhabitant.

    Parameters
    ----------
    observed
        Initiatives of each territory; its sum is what the reference's rates come from.
    expectation
        See `expected`, on the same index; missing where unknown.
    among
        The initiatives that the reference's rates come from, where these territories are a part of what it
        knows: a reader's few do not tell how much territories differ, so that nothing is shrunk or tested.

    Returns
    -------
    pandas.DataFrame
        Same index. `expected`; `shortfall`, expected minus observed; `ratio`, observed over expected, with
        its exact interval `ratio_low` to `ratio_high` (missing where nothing is expected); `ratio_shrunk`,
        the ratio drawn towards one as far as territories are alike; `p_adjusted`, how likely so large a
        difference is among so many territories (missing where fewer than `MIN_EXPECTED` are expected);
        `certainty`, a key of `CERTAINTIES`, missing where the expected number is.

    Notes
    -----
    Territories differ more than counting alone would make them: a count is negative binomial with the shape
    :math:`a` of `atlas.gaps.spread.spread_shape`, infinite where they do not, and the shrunken ratio is
    :math:`(O + a) / (E + a)` (Clayton and Kaldor, 1987, Empirical Bayes estimates of age-standardized
    relative risks, Biometrics 43, 671-681), one where :math:`a` is infinite. A territory is `below` or
    `above` where its tail, adjusted over all territories with at least `MIN_EXPECTED`, is under 1 -
    `CONFIDENCE`. The interval is that of the count alone given the sum :math:`K`,
    :math:`O \mid K \sim \mathrm{Binomial}(K, E/\sum E)`, over its expected share: what territories differ by
    is not in it, and a difference may be `uncertain` where it excludes one. Counted over the coverage, one
    initiative counts in several territories and the interval is too narrow.

    Examples
    --------
    One of fifty like territories has eight times what its people would have, the others one each:

    >>> found = standardise(pd.Series([9, *[1] * 49]), pd.Series([1.16] * 50))
    >>> found["certainty"].head(2).tolist(), found["ratio"].head(2).round(1).tolist()
    (['above', 'uncertain'], [7.8, 0.9])
    """
    count, mean = observed.to_numpy(dtype="float64"), expectation.to_numpy(dtype="float64")
    told = np.isfinite(mean) & np.isfinite(count)
    divisor = np.where(mean > 0, mean, np.nan)
    total, whole = (count[told].sum(), mean[told].sum()) if among is None else (among, among)
    low, high = np.full((2, len(count)), np.nan)
    low[told], high[told] = exact_interval(count[told], total, confidence=CONFIDENCE)
    shrunk = likely = np.full(len(count), np.nan)
    if among is None:
        shape = spread_shape(count[told], mean[told])
        # (O + a) / (E + a) tends to one.
        shrunk = np.where(told, 1.0, np.nan) if np.isinf(shape) else (count + shape) / (mean + shape)
        # Communes are many, and those with one expected few.
        enough = np.flatnonzero(told & (mean >= MIN_EXPECTED))
        likely = np.full(len(count), np.nan)
        likely[enough] = adjusted(tail(count[enough], mean[enough], shape, of=(total, whole)))
    # One pass over plain arrays: masks over tens of thousands of texts cost ten times as much.
    words = np.full(len(count), "uncertain", dtype=object)
    words[(likely < 1 - CONFIDENCE) & (count < mean)] = "below"
    words[(likely < 1 - CONFIDENCE) & (count > mean)] = "above"
    words[~told] = None
    columns = {
        "expected": mean,
        "shortfall": mean - count,
        "ratio": count / divisor,
        "ratio_low": low * whole / divisor,
        "ratio_high": high * whole / divisor,
        "ratio_shrunk": shrunk,
        "p_adjusted": likely,
        "certainty": pd.array(words, dtype="str"),
    }
    return pd.DataFrame(columns, index=observed.index)
