"""What is compared from scale to scale: one value per territory, the same as on the map."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas.catalogue import Answer, Catalogue, kept
from atlas.catalogue.measures import MEASURES, Measure, per_inhabitant
from atlas.catalogue.presence import By
from atlas.catalogue.selection import Selection, among
from atlas.errors import UnknownChoiceError
from atlas.vocabulary import Label

INDICATORS: dict[str, Measure] = {
    **MEASURES,
    "covered": Measure(
        Label(
            "Habitants des communes qui ont une initiative (%)",
            "Inhabitants of communes with an initiative (%)",
        ),
        Label("% des habitants", "% of inhabitants"),
        Label("population municipale de tout le territoire", "municipal population of the whole territory"),
        0,
        lambda reached, _euros, people: 100 * per_inhabitant(reached, people),
        counted="inhabitants",
    ),
}

# Where values are added up from, and why a territory has none.
STATES: dict[str, Label] = {
    "value": Label("Valeur", "Value"),
    "zero": Label("Zéro : aucune initiative", "Zero: no initiative"),
    "no_known": Label("Compté zéro : aucune initiative connue", "Counted as zero: no known initiative"),
    "no_data": Label("Écarté : montant inconnu", "Left out: amount unknown"),
    "nobody": Label("Écarté : aucun habitant", "Left out: no inhabitant"),
    "no_commune": Label("Écarté : commune inconnue", "Left out: commune unknown"),
}


class Values(NamedTuple):
    """An indicator at one level.

    Attributes
    ----------
    table
        Indexed by code, every territory of the level that has a polygon: `value` (unit of the indicator;
        missing where it is unknown), `state` (key of `STATES`), `population`.
    positions
        Place of each row of `table` in `Geography.level`, as graphs count.
    answer
        What the map shows, see `atlas.catalogue.Answer`; for `covered`, `unplaced` are those whose commune is
        not known.
    """

    table: pd.DataFrame
    positions: NDArray[np.intp]
    answer: Answer

    @property
    def known(self) -> pd.Series:
        """Values of the territories that have one, zeros included."""
        return self.table["value"].dropna()


def find_indicator(name: str) -> Measure:
    """Return the indicator of this name, see `INDICATORS`; raise UnknownChoiceError if there is none."""
    if name not in INDICATORS:
        msg = f"Unknown indicator {name!r}: choose one of {', '.join(INDICATORS)}."
        raise UnknownChoiceError(msg)
    return INDICATORS[name]


def values(
    catalogue: Catalogue, selection: Selection, level: str, *, indicator: str, by: By = "seat"
) -> Values:
    """Return the value of every territory of a level.

    Parameters
    ----------
    level
        One of `atlas.vocabulary.LEVELS`.
    indicator
        A key of `INDICATORS`.

    Returns
    -------
    Values
        A territory in which no chosen initiative is present counts 0, in euros too. One in which some are
        present but no amount is known is missing, never 0. A rate over no inhabitant is missing. A share of
        population covered is missing where initiatives are present but the commune of none is known.

    Raises
    ------
    UnknownChoiceError
        If `indicator` is not one of `INDICATORS`.

    Notes
    -----
    Of all France, whatever place was asked about: few places have enough territories to compare levels, and
    neighbours across the limits count. `count`, `rate`, `funding`, `funding_rate`: see `measure`. `covered`:
    100 × inhabitants of the communes in which at least one chosen initiative is present / inhabitants of the
    territory.

    Examples
    --------
    >>> from atlas.catalogue import load_catalogue
    >>> found = values(load_catalogue(), Selection(types=("tzcld",)), "region", indicator="count")
    >>> found.table["value"].sum() == len(found.answer.chosen) - len(found.answer.unplaced)
    np.True_
    """
    find_indicator(indicator)
    return _values(catalogue, selection.everywhere, level, indicator, by)


# A page asks for five levels in each run, and the reader goes back and forth.
@kept(maxsize=48)
def _values(catalogue: Catalogue, selection: Selection, level: str, indicator: str, by: By) -> Values:
    about = INDICATORS[indicator]
    measure = "count" if about.counted == "inhabitants" else indicator
    answer = catalogue.answer(selection, level, by=by, measure=measure)
    territories = catalogue.geography.level(level)
    # The overseas collectivities have no polygon, no département and no neighbour here.
    here = territories["departement"].notna() if level == "commune" else territories["name"].notna()
    state, population = answer.table["status"], territories["population"]
    value = answer.table["value"]
    if about.counted == "inhabitants":
        counted = reached(catalogue, answer.chosen, level, by)
        figures = about.of(counted, answer.table["funding"].to_numpy(), population.to_numpy(dtype="float64"))
        value = pd.Series(figures, population.index)
        communes = catalogue.answer(selection, "commune", by=by, measure="count")
        answer = answer._replace(unplaced=communes.unplaced)
        state = state.mask(state.eq("value") & ~value.gt(0), "no_commune").mask(value.gt(0), "value")
        value = value.mask(state.eq("no_commune"))
    figures = np.where(state.isin(["zero", "no_known"]), 0.0, value)
    empty = population.eq(0).to_numpy(dtype="bool", na_value=False)
    if about.denominator is not None and empty.any():
        figures[empty] = np.nan
        state = state.mask(empty, "nobody")
    table = pd.DataFrame({"value": figures, "state": state, "population": population})
    return Values(table[here], np.flatnonzero(here), answer)


def reached(catalogue: Catalogue, chosen: pd.Index, level: str, by: By) -> NDArray[np.float64]:
    """Count the inhabitants of each territory whose commune has an initiative.

    Parameters
    ----------
    level
        One of `atlas.vocabulary.LEVELS`.

    Returns
    -------
    numpy.ndarray
        Inhabitants, in the order of `Geography.level`.
    """
    geography = catalogue.geography
    present = catalogue.presence("commune", by)
    codes = pd.Index(present.loc[among(present["id"], chosen), "code"].unique())
    population = geography.communes["population"].astype("float64")
    inside = population.where(among(population.index, codes), 0.0)
    territory = population.index.to_series() if level == "commune" else geography.communes[level]
    return np.asarray(inside.groupby(territory).sum().reindex(geography.level(level).index), dtype="float64")
