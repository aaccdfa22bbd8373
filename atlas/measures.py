"""One figure per territory: how many initiatives, how much money, per how many inhabitants."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from atlas.errors import UnknownChoiceError
from atlas.vocabulary import Label


class Measure(NamedTuple):
    """A figure that the map shows, and what it divides by.

    Attributes
    ----------
    label
        Its name.
    unit
        What stands behind the number.
    denominator
        What it divides by, in words; None where it divides by nothing.
    digits
        Decimals that it deserves.
    """

    label: Label
    unit: Label
    denominator: Label | None
    digits: int


_POPULATION = Label(
    "population municipale de tout le territoire", "municipal population of the whole territory"
)

MEASURES: dict[str, Measure] = {
    "count": Measure(
        Label("Nombre d'initiatives", "Number of initiatives"), Label("initiatives", "initiatives"), None, 0
    ),
    "rate": Measure(
        Label("Initiatives pour 100 000 habitants", "Initiatives per 100,000 inhabitants"),
        Label("pour 100 000 hab.", "per 100,000 inh."),
        _POPULATION,
        2,
    ),
    "funding": Measure(Label("Financements reçus (€)", "Funding received (€)"), Label("€", "€"), None, 0),
    "funding_rate": Measure(
        Label("Financements reçus par habitant (€)", "Funding received per inhabitant (€)"),
        Label("€ par habitant", "€ per inhabitant"),
        _POPULATION,
        2,
    ),
}

# Why a territory shows no figure. Completeness classes of `types.csv` decide between the first two.
BLANKS: dict[str, Label] = {
    "zero": Label(
        "Aucune initiative (liste complète ou presque)", "No initiative (list complete or nearly so)"
    ),
    "no_known": Label("Aucune initiative connue", "No known initiative"),
    "no_data": Label("Montant inconnu", "Amount unknown"),
}

# Lists from which the absence of an initiative may be read.
COMPLETE_CLASSES = ("complete", "strong")


def lists_are_complete(types: pd.DataFrame, chosen: tuple[str, ...]) -> bool:
    """Tell whether "nothing on the list" means "nothing there" for the chosen types.

    Parameters
    ----------
    types
        Table of types, indexed by code, with `completeness_class`.
    chosen
        Codes of types; empty means all.

    Returns
    -------
    bool
        True if every chosen list is complete or nearly so.
    """
    classes = types.loc[list(chosen) or types.index, "completeness_class"]
    return bool(classes.isin(COMPLETE_CLASSES).all())


def measure(
    presence: pd.DataFrame,
    shares: pd.DataFrame,
    population: pd.Series,
    name: str,
    *,
    complete: bool = False,
) -> pd.DataFrame:
    """Compute a measure for each territory of a level.

    Parameters
    ----------
    presence
        Columns `id`, `code`: see `atlas.presence.presence`, restricted to the chosen initiatives.
    shares
        Columns `id`, `code`, `cents`: see `atlas.funding.share`, restricted to the chosen lines.
    population
        Inhabitants of every territory of the level, indexed by its code; the index of the result.
    name
        A key of `MEASURES`.
    complete
        Whether the lists of the chosen types are complete, see `lists_are_complete`.

    Returns
    -------
    pandas.DataFrame
        Index of `population`. `initiatives`: number present (Int64). `funding`: euros received by them
        (float; missing where no amount is known). `value`: the measure in its unit (float; missing where
        there is none). `status`: `value`, or the key of `BLANKS` that says why there is no figure.

    Raises
    ------
    UnknownChoiceError
        If `name` is not one of `MEASURES`.

    Notes
    -----
    Rate: 100,000 × initiatives / population. Per inhabitant: euros / population. The population is that of
    the whole territory, whichever part of it an initiative covers.
    """
    if name not in MEASURES:
        msg = f"Unknown measure {name!r}: choose one of {', '.join(MEASURES)}."
        raise UnknownChoiceError(msg)
    table = pd.DataFrame(index=population.index)
    present = presence.groupby("code")["id"].nunique().reindex(table.index)
    table["initiatives"] = present.fillna(0).astype("Int64")
    cents = shares.groupby("code")["cents"].sum().reindex(table.index)
    table["funding"] = cents.astype("float64") / 100
    inhabitants = population.astype("float64").where(population > 0)
    match name:
        case "count":
            value = table["initiatives"].astype("float64")
        case "rate":
            value = 100_000 * table["initiatives"].astype("float64") / inhabitants
        case "funding":
            value = table["funding"]
        case _:
            value = table["funding"] / inhabitants
    nobody = present.isna()
    table["value"] = value.mask(nobody)
    blank = "zero" if complete else "no_known"
    table["status"] = np.select([nobody, table["value"].isna()], [blank, "no_data"], default="value")
    return table
