"""Observed against expected: indirect standardisation, with exact Poisson intervals."""

import numpy as np
import pandas as pd
from scipy.stats import chi2

from atlas.errors import UnknownChoiceError
from atlas.vocabulary import Label

# What the expected number of a territory rests on.
REFERENCES: dict[str, Label] = {
    "setting": Label("France, taux de chaque cadre", "France, rate of each setting"),
    "density": Label("France, taux de chaque classe de densité", "France, rate of each density class"),
    "france": Label("France, un seul taux", "France, one single rate"),
    "region": Label("Sa région, taux de chaque cadre", "Its région, rate of each setting"),
}

CERTAINTIES: dict[str, Label] = {
    "below": Label("Moins qu'attendu, hors du hasard", "Fewer than expected, beyond chance"),
    "above": Label("Plus qu'attendu, hors du hasard", "More than expected, beyond chance"),
    "uncertain": Label("Incertain, trop peu pour conclure", "Uncertain, too few to conclude"),
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


def expected(
    population: pd.Series, stratum: pd.Series, rates: pd.Series, territories: pd.Series
) -> pd.Series:
    r"""Count the initiatives that territories would have at the rates of a reference.

    Parameters
    ----------
    population
        Inhabitants of each commune.
    stratum, territories
        Stratum and territory of each commune, on the index of `population`; missing where it has none.
    rates
        Initiatives per inhabitant of each stratum.

    Returns
    -------
    pandas.Series
        Expected initiatives, indexed by territory; missing where no commune has a stratum.

    Notes
    -----
    Indirect standardisation (Breslow and Day, 1987, Statistical Methods in Cancer Research, volume II,
    IARC, chapter 2): with the population :math:`p_{ts}` of territory :math:`t` in stratum :math:`s` and the
    reference's rate :math:`r_s`, the expected number is :math:`E_t = \sum_s p_{ts} r_s`. Where the reference
    is the whole of the territories, the sum of the expected numbers is the sum of the observed ones.

    Examples
    --------
    >>> people = pd.Series([10_000, 40_000, 50_000])
    >>> rates = pd.Series({"urbain": 2e-5, "rural": 1e-4})
    >>> expected(people, pd.Series(["urbain", "rural", "rural"]), rates, pd.Series(["A", "A", "B"])).to_dict()
    {'A': 4.2, 'B': 5.0}
    """
    each = population.astype("float64") * stratum.map(rates).astype("float64")
    return each.groupby(territories, observed=False).sum(min_count=1)


def poisson_interval(observed: pd.Series, *, confidence: float = CONFIDENCE) -> pd.DataFrame:
    r"""Return the exact interval of the mean of a Poisson count.

    Parameters
    ----------
    confidence
        Probability that the interval holds the mean, at least.

    Returns
    -------
    pandas.DataFrame
        Index of `observed`, columns `low` and `high`.

    Notes
    -----
    Garwood (1936), Fiducial limits for the Poisson distribution, Biometrika 28, 437-442: with
    :math:`\alpha = 1 - ` confidence, :math:`\chi^2_{\alpha/2}(2x) / 2` and
    :math:`\chi^2_{1-\alpha/2}(2x + 2) / 2`, the low end of zero being zero.

    Examples
    --------
    >>> poisson_interval(pd.Series([0, 10])).round(3).to_numpy().tolist()
    [[0.0, 3.689], [4.795, 18.39]]
    """
    # Thousands of territories share a few counts: each is worked out once.
    count, each = np.unique(observed.to_numpy(dtype="float64", na_value=np.nan), return_inverse=True)
    tail = (1 - confidence) / 2
    low = np.where(count > 0, chi2.ppf(tail, 2 * np.maximum(count, 1)) / 2, 0.0)
    high = chi2.ppf(1 - tail, 2 * count + 2) / 2
    return pd.DataFrame({"low": low[each], "high": high[each]}, index=observed.index)


def standardise(observed: pd.Series, expectation: pd.Series) -> pd.DataFrame:
    """Set the observed numbers against the expected ones.

    Parameters
    ----------
    expectation
        See `expected`, on the same index; missing where unknown.

    Returns
    -------
    pandas.DataFrame
        Same index. `expected`; `shortfall`, expected minus observed; `ratio`, observed over expected, with
        its exact interval `ratio_low` to `ratio_high` (missing where nothing is expected); `certainty`, a
        key of `CERTAINTIES`, missing where the expected number is.

    Notes
    -----
    The interval is that of the observed count (see `poisson_interval`) over the expected number, which is
    taken as known (Ulm, 1990, American Journal of Epidemiology 131, 373-375). A territory is `below` or
    `above` where the interval lies wholly under or over 1 and at least `MIN_EXPECTED` initiatives are
    expected. A territory with none is thus `below` from 3.69 expected initiatives on. Counted over the
    coverage, one initiative counts in several territories and the interval is too narrow.

    Examples
    --------
    >>> standardise(pd.Series([0, 0, 9]), pd.Series([2.0, 5, 3]))["certainty"].tolist()
    ['uncertain', 'below', 'above']
    """
    count = observed.astype("float64")
    divisor = expectation.where(expectation > 0)
    interval = poisson_interval(count)
    table = pd.DataFrame({"expected": expectation, "shortfall": expectation - count})
    table["ratio"] = count / divisor
    table["ratio_low"] = interval["low"] / divisor
    table["ratio_high"] = interval["high"] / divisor
    # One pass over plain arrays: masks over tens of thousands of texts cost ten times as much.
    enough = expectation.to_numpy() >= MIN_EXPECTED
    words = np.full(len(table), "uncertain", dtype=object)
    words[enough & table["ratio_high"].lt(1).to_numpy()] = "below"
    words[enough & table["ratio_low"].gt(1).to_numpy()] = "above"
    words[expectation.isna().to_numpy()] = None
    table["certainty"] = pd.Series(words, index=observed.index, dtype="str")
    return table
