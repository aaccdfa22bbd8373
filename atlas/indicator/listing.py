"""The tables of an indicator as files: territories, lines of the file, fifths, tests, figures."""

import pandas as pd

from atlas.catalogue import Catalogue
from atlas.indicator.crossing import Crossing
from atlas.indicator.figures import ZONED, describe, unzoned, zonings
from atlas.indicator.join import Indicator
from atlas.scales.matched import DRAWN

# Decimals of shares, coefficients and probabilities.
_DIGITS = 6


def territories_table(catalogue: Catalogue, indicator: Indicator, found: Crossing) -> pd.DataFrame:
    """List the territories with the indicator and what is known of presence.

    Returns
    -------
    pandas.DataFrame
        Indexed by `code`: `name`, and the columns of `Crossing.table`.
    """
    table = found.table
    names = catalogue.geography.level(indicator.level)["name"].reindex(table.index)
    table = table.rename(columns={"value": "indicator"})
    columns = ["given", "indicator", "state", "fifth", "initiatives", "status", "population"]
    return pd.concat([names, table[columns]], axis=1).rename_axis("code")


def ledger_table(catalogue: Catalogue, indicator: Indicator) -> pd.DataFrame:
    """List the lines of the file with what became of each, the territory's name beside its code."""
    level = indicator.raised or indicator.level
    names = catalogue.geography.level(level)["name"]
    table = indicator.ledger
    return table.assign(name=table["code"].map(names)).rename(columns={"value": "value_number"})


def fifths_table(found: Crossing) -> pd.DataFrame:
    """Return presence by fifth of the indicator."""
    return found.fifths.round(_DIGITS)


def tests_table(found: Crossing, types: pd.DataFrame) -> pd.DataFrame:
    """Return the tests of the selection as a whole (`all`) and of each type of it.

    Returns
    -------
    pandas.DataFrame
        Indexed by `type`: the columns of `atlas.indicator.crossing.crossings`; `p_corrected` is of the types
        alone, missing for the whole.
    """
    whole = pd.DataFrame(
        [found.association._asdict() | {"unknown": found.unknown, "verdict": found.verdict}],
        index=pd.Index(["all"], name="type"),
    )
    both = whole if types.empty else pd.concat([whole.reindex(columns=types.columns), types])
    numbers = both.select_dtypes("float").columns
    return both.assign(**{name: both[name].round(_DIGITS) for name in numbers}).rename_axis("type")


def figures_table(catalogue: Catalogue, indicator: Indicator, found: Crossing, seed: int) -> pd.DataFrame:
    """Return the figures that describe the indicator, one a row.

    Returns
    -------
    pandas.DataFrame
        Indexed by `figure` (see `atlas.indicator.figures.describe`): `value`, `without` (why there is none).
    """
    told = describe(indicator, catalogue.geography, codes=found.table.index, seed=seed)
    why = {
        **dict.fromkeys(("gini", "gini_people"), told["without_gini"]),
        **dict.fromkeys(("moran", "moran_p"), told["without_moran"]),
    }
    rows = [
        {"figure": name, "value": value, "without": why.get(name) or None}
        for name, value in told.items()
        if not name.startswith("without")
    ]
    table = pd.DataFrame(rows).set_index("figure")
    return table.astype({"value": "float64", "without": "str"}).round(_DIGITS)


def zonings_table(catalogue: Catalogue, indicator: Indicator) -> pd.DataFrame:
    """Return the place of official zonings among random ones; empty where there is none, see `unzoned`."""
    if unzoned(indicator):
        return pd.DataFrame()
    parts = {level: zonings(indicator, catalogue.geography, level, statistics=ZONED) for level in DRAWN}
    return pd.concat(parts, names=["level"]).reset_index("statistic").round(_DIGITS)
