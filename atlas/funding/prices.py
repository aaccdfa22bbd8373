"""Constant euros: what an amount of one year would be in the prices of another."""

from functools import lru_cache

import pandas as pd

from atlas import settings
from atlas.errors import FileFaultError, UnknownChoiceError
from atlas.vocabulary import Label

# The last year whose variation INSEE has published; the index of a later year rests on a forecast.
BASE_YEAR = 2024


@lru_cache
def load_prices() -> pd.Series:
    """Read the consumer price index.

    Parameters
    ----------
    path
        CSV with `year` and `index_base_2015`; see the README beside it.

    Returns
    -------
    pandas.Series
        INSEE's annual mean consumer price index, all households, 2015 = 100, indexed by year.

    Raises
    ------
    FileFaultError
        If the file is missing or has other columns.

    References
    ----------
    INSEE, indice des prix à la consommation, ensemble des ménages, base 2015.

    Examples
    --------
    >>> float(load_prices()[2015])
    100.0
    """
    path = settings.PRICES_FILE
    try:
        table = pd.read_csv(path, usecols=["year", "index_base_2015"], index_col="year")
    except (OSError, ValueError) as error:
        msg = Label(
            "{path} n'est pas un tableau de prix : reprenez data/prices du dépôt.",
            "{path} is no table of prices: restore data/prices from the repository ({error})",
        ).filled(path=path, error=error)
        raise FileFaultError(msg) from error
    return table["index_base_2015"].astype("float64")


def constant(cents: pd.Series, years: pd.Series, prices: pd.Series, *, base: int = BASE_YEAR) -> pd.Series:
    """Convert amounts to the prices of one year.

    Parameters
    ----------
    cents
        Amounts in euro cents of the year in which they were decided.
    years
        That year (Int64), on the same index; missing where it is not known.
    prices
        See `load_prices`.

    Returns
    -------
    pandas.Series
        Cents (int64) of `base`, rounded to the nearest. An amount whose year is not known or not in `prices`
        stays as it is: see `convertible`.

    Raises
    ------
    UnknownChoiceError
        If the index does not cover `base`.

    Notes
    -----
    amount × index(base) / index(year). The chained part of the index (from 2020) makes it uncertain by
    about 0.2 %.

    Examples
    --------
    >>> constant(pd.Series([10_000]), pd.Series([2015], dtype="Int64"), pd.Series({2015: 100.0, 2024: 119.8}))
    0    11980
    dtype: int64
    """
    if base not in prices.index:
        msg = f"No price index for {base!r}: choose a year from {prices.index.min()} to {prices.index.max()}."
        raise UnknownChoiceError(msg)
    index = years.astype("Int64").map(prices).astype("float64")
    factor = (prices[base] / index).where(convertible(years, prices), 1.0)
    converted: pd.Series = (cents * factor).round().astype("int64")
    return converted


def convertible(years: pd.Series, prices: pd.Series) -> pd.Series:
    """Return which years the price index covers.

    Parameters
    ----------
    years
        Years, missing where not known.
    prices
        See `load_prices`.

    Returns
    -------
    pandas.Series
        True where an amount of that year can be converted.
    """
    return years.isin(prices.index)
