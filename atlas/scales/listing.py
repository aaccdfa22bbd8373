"""The tables of scales as files: rounded to what they deserve, with a dictionary of their columns."""

import numpy as np
import pandas as pd

from atlas.catalogue import Catalogue
from atlas.catalogue.presence import By
from atlas.catalogue.selection import Selection
from atlas.exports.columns import DICTIONARY
from atlas.scales import INDICATORS, Fit, Unions, ZoningEffect, lorenz, values
from atlas.vocabulary import place_level

SIGNIFICANT = 4
# The level that the study asks about.
MAIN = "bassin_de_vie"
_OWN_UNIT = ("value", "mean", "minimum", "quartile_1", "median", "quartile_3", "decile_9", "maximum")


def deserved(column: pd.Series, *, digits: int = 0) -> pd.Series:
    """Round to four significant figures, or to `digits` decimals where that keeps more.

    Returns
    -------
    pandas.Series
        Rounded; missing stays missing.

    Examples
    --------
    >>> deserved(pd.Series([0.123456, 12.3456, 123456.7])).tolist()
    [0.1235, 12.35, 123457.0]
    """
    size = np.log10(column.abs().where(column.ne(0), 1.0).to_numpy(dtype="float64"))
    decimals = np.maximum(SIGNIFICANT - 1 - np.floor(size), digits)
    rounded = [
        round(value, int(places)) if np.isfinite(value) else value
        for value, places in zip(column.to_numpy(dtype="float64"), decimals, strict=True)
    ]
    return pd.Series(rounded, index=column.index, dtype="float64")


def finish(
    catalogue: Catalogue, table: pd.DataFrame, name: str, *, indicator: str, seed: int
) -> pd.DataFrame:
    """Round a table, say its seed and vintage, and put its columns in the order of the dictionary.

    Parameters
    ----------
    table
        All columns of `DICTIONARY[name]` but the last, the first ones perhaps as its index.
    name
        A key of `atlas.exports.columns.DICTIONARY`.
    indicator
        A key of `atlas.scales.INDICATORS`.

    Returns
    -------
    pandas.DataFrame
        Indexed by its first column.
    """
    whole = table if table.index.name is None else table.reset_index()
    whole = whole.assign(seed=seed, millesime=catalogue.geography.millesime)
    if "level" in whole:
        whole["level"] = whole["level"].map(place_level)
    digits = INDICATORS[indicator].digits
    for column in whole.select_dtypes("float").columns:
        # A mean of counts has decimals that a count has not.
        own = digits if column in _OWN_UNIT else 0
        whole[column] = deserved(whole[column], digits=own)
    ordered = whole[list(DICTIONARY[name])]
    return ordered.set_index(ordered.columns[0])


def zoning_table(found: dict[str, ZoningEffect]) -> pd.DataFrame:
    """Set the zoning effects of several levels under each other.

    Returns
    -------
    pandas.DataFrame
        Columns `level`, `statistic` and those of `ZoningEffect.table`.
    """
    return pd.concat({level: one.table for level, one in found.items()}, names=["level"]).reset_index()


def draws_table(found: dict[str, ZoningEffect]) -> pd.DataFrame:
    """Set the random zonings of several levels under each other, see `ZoningEffect.draws`."""
    return pd.concat({level: one.draws for level, one in found.items()}, names=["level"]).reset_index()


def fits_table(found: dict[str, Fit], unions: Unions | None) -> pd.DataFrame:
    """Set the fits of perimeters to several levels under each other, then those among unions of EPCI."""
    parts = [one.overall.reset_index().assign(level=level, among="zonings") for level, one in found.items()]
    if unions is not None:
        given = unions.table.reset_index().assign(level=MAIN, among="unions")
        parts.append(given.assign(draws=unions.draws, perimeters=unions.unions))
    return pd.concat(parts, ignore_index=True)


def perimeters_table(found: dict[str, Fit]) -> pd.DataFrame:
    """Set the perimeters of several levels under each other, see `Fit.table`."""
    whole = pd.concat({level: one.table for level, one in found.items()}, names=["level"]).reset_index()
    return whole.rename(columns={"id": "initiative_id"})


def lorenz_table(
    catalogue: Catalogue, selection: Selection, *, indicator: str, by: By, levels: tuple[str, ...]
) -> pd.DataFrame:
    """Return the Lorenz curve of every level, see `atlas.scales.lorenz`."""
    curves = {
        level: lorenz(values(catalogue, selection, level, indicator=indicator, by=by).known)
        for level in levels
    }
    return pd.concat(curves, names=["level"]).reset_index("level").reset_index(drop=True)


def dictionary_table(names: tuple[str, ...] = tuple(DICTIONARY)) -> pd.DataFrame:
    """Describe the columns of tables.

    Parameters
    ----------
    names
        Keys of `atlas.exports.columns.DICTIONARY`.

    Returns
    -------
    pandas.DataFrame
        Indexed by `table`: `column`, `unit_fr`, `unit_en`, `description_fr`, `description_en`.
    """
    rows = [
        {
            "table": name,
            "column": column,
            "unit_fr": about.unit.fr,
            "unit_en": about.unit.en,
            "description_fr": about.meaning.fr,
            "description_en": about.meaning.en,
        }
        for name in names
        for column, about in DICTIONARY[name].items()
    ]
    return pd.DataFrame(rows).set_index("table")
