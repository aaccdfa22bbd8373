"""One figure per territory: how many initiatives, how much money, per how many inhabitants."""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple, overload

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas.errors import UnknownChoiceError
from atlas.vocabulary import Label

Floats = NDArray[np.float64]


class Answer(NamedTuple):
    """A measure of the chosen initiatives at one level, with what it leaves out.

    Attributes
    ----------
    table
        One row per territory, see `measure`.
    chosen
        Ids of the chosen initiatives.
    rows
        Where each of them stands in the table of initiatives: numbers are quicker to look up than texts.
    unplaced
        Ids of those among them that are not located at this level.
    total_cents
        Sum of the chosen lines, in euro cents.
    unplaced_cents
        The part of it received by initiatives not located at this level.
    complete
        Whether every territory without initiative is a true zero.
    people
        Inhabitants of each territory who live in the place that was asked about, on the index of `table`.
    across
        Which territories spill over the limits of that place; their figures are those of the whole.
    """

    table: pd.DataFrame
    chosen: pd.Index
    rows: NDArray[np.intp]
    unplaced: pd.Index
    total_cents: int
    unplaced_cents: int
    complete: bool
    people: pd.Series
    across: pd.Series


@overload
def per_inhabitant(amount: pd.Series, population: pd.Series) -> pd.Series: ...
@overload
def per_inhabitant(amount: NDArray[np.float64], population: NDArray[np.float64]) -> NDArray[np.float64]: ...
@overload
def per_inhabitant(amount: float, population: float | None) -> float | None: ...
def per_inhabitant(amount: Any, population: Any) -> Any:
    """Divide by inhabitants: a column, or one figure.

    Parameters
    ----------
    amount
        In euros, or a count.
    population
        Inhabitants, in the order of `amount`.

    Returns
    -------
    pandas.Series, numpy.ndarray or float
        Missing over no inhabitant and over an unknown number of them: NaN in a column, None for one figure.

    Examples
    --------
    >>> per_inhabitant(pd.Series([3.0, 3.0]), pd.Series([2, 0])).tolist()
    [1.5, nan]
    >>> per_inhabitant(3, 2), per_inhabitant(3, 0)
    (1.5, None)
    """
    if isinstance(amount, int | float):
        return amount / population if population else None
    people = np.asarray(population, dtype="float64")
    return amount.astype("float64") / np.where(people > 0, people, np.nan)


@overload
def per_100_000(count: pd.Series, population: pd.Series) -> pd.Series: ...
@overload
def per_100_000(count: NDArray[np.float64], population: NDArray[np.float64]) -> NDArray[np.float64]: ...
@overload
def per_100_000(count: float, population: float | None) -> float | None: ...
def per_100_000(count: Any, population: Any) -> Any:
    """Count per 100,000 inhabitants, missing where `per_inhabitant` is.

    Examples
    --------
    >>> per_100_000(3, 200_000)
    1.5
    """
    return per_inhabitant(100_000 * count, population)


class Measure(NamedTuple):
    """A figure that the map shows, what it divides by, and how it is computed.

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
    compute
        Gives its values from what is counted, the euros received and the inhabitants of each territory, see
        `of`.
    counted
        What `compute` is given first: the initiatives present, or the inhabitants of the communes in which
        one is.
    """

    label: Label
    unit: Label
    denominator: Label | None
    digits: int
    compute: Callable[[Floats, Floats, Floats], Floats]
    counted: Literal["initiatives", "inhabitants"] = "initiatives"

    def of(self, count: Floats, euros: Floats, people: Floats) -> Floats:
        """Compute the figure, the same for territories of every kind.

        Parameters
        ----------
        count
            What is counted in each territory, see `counted`.
        euros
            Received in each; missing where no amount is known.
        people
            Inhabitants of each.

        Returns
        -------
        numpy.ndarray
            In `unit`; missing where it divides by no inhabitant.

        Examples
        --------
        >>> nothing, people = np.zeros(2), np.array([50_000.0, 0])
        >>> MEASURES["rate"].of(np.array([1.0, 1]), nothing, people).tolist()
        [2.0, nan]
        """
        return self.compute(count, euros, people)


_POPULATION = Label(
    "population municipale de tout le territoire", "municipal population of the whole territory"
)

MEASURES: dict[str, Measure] = {
    "count": Measure(
        Label("Nombre d'initiatives", "Number of initiatives"),
        Label("initiatives", "initiatives"),
        None,
        0,
        lambda count, _euros, _people: count,
    ),
    "rate": Measure(
        Label("Initiatives pour 100 000 habitants", "Initiatives per 100,000 inhabitants"),
        Label("pour 100 000 hab.", "per 100,000 inh."),
        _POPULATION,
        2,
        lambda count, _euros, people: per_100_000(count, people),
    ),
    "funding": Measure(
        Label("Financements reçus (€)", "Funding received (€)"),
        Label("€", "€"),
        None,
        0,
        lambda _count, euros, _people: euros,
    ),
    "funding_rate": Measure(
        Label("Financements reçus par habitant (€)", "Funding received per inhabitant (€)"),
        Label("€ par habitant", "€ per inhabitant"),
        _POPULATION,
        2,
        lambda _count, euros, people: per_inhabitant(euros, people),
    ),
}

# Why a territory shows no figure. Whether lists are whole decides between the first two.
BLANKS: dict[str, Label] = {
    "zero": Label("Aucune initiative (liste complète)", "No initiative (complete list)"),
    "no_known": Label("Aucune initiative connue", "No known initiative"),
    "no_data": Label("Montant inconnu", "Amount unknown"),
}


def measure(
    presence: pd.DataFrame,
    shares: pd.DataFrame,
    population: pd.Series,
    name: str,
    *,
    certain: bool | NDArray[np.bool_] = False,
) -> pd.DataFrame:
    """Compute a measure for each territory of a level.

    Parameters
    ----------
    presence
        Columns `id`, `code`: see `presence`, restricted to the chosen initiatives. Each pair
        once.
    shares
        Columns `id`, `code`, `cents`: see `atlas.funding.share`, restricted to the chosen lines.
    population
        Inhabitants of every territory of the level, indexed by its code; the index of the result.
    name
        A key of `MEASURES`.
    certain
        Whether a territory without initiative is a true zero: all alike, or each in the order of
        `population`.

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
    the whole territory, whichever part of it an initiative covers. Each is declared in `MEASURES`.
    """
    codes = population.index
    return measure_at(
        codes.get_indexer(pd.Index(presence["code"])),
        codes.get_indexer(pd.Index(shares["code"])),
        shares["cents"].to_numpy(dtype="float64"),
        population,
        name,
        certain=certain,
    )


def measure_at(  # noqa: PLR0913 - what `measure` is given, by position
    present: NDArray[np.intp],
    paid: NDArray[np.intp],
    cents: Floats,
    population: pd.Series,
    name: str,
    *,
    certain: bool | NDArray[np.bool_] = False,
) -> pd.DataFrame:
    """Compute a measure from positions instead of codes, see `measure`.

    Parameters
    ----------
    present, paid
        Position in `population` of the territory of each row; -1 for none of them.
    cents
        Euro cents of each row of `paid`.
    """
    declared = _declared(name)
    size = len(population)
    count = _total(size, present)
    known = _total(size, paid) > 0
    funding = np.where(known, _total(size, paid, cents), np.nan)
    funding /= 100
    value = declared.of(count, funding, population.to_numpy(dtype="float64"))
    nobody = count == 0
    value = np.where(nobody, np.nan, value)
    words = pd.array(["value", "no_data", "zero", "no_known"], dtype="str")
    status = words.take(np.where(nobody, np.where(certain, 2, 3), np.isnan(value)))
    return pd.DataFrame(
        {
            "initiatives": pd.array(count.astype("int64"), dtype="Int64"),
            "funding": funding,
            "value": value,
            "status": status,
        },
        index=population.index,
    )


def remeasured(table: pd.DataFrame, population: pd.Series, name: str) -> pd.DataFrame:
    """Compute another measure from the numbers and euros of one, see `measure`.

    Parameters
    ----------
    table
        Counted by the measure `count`.

    Examples
    --------
    >>> people = pd.Series([1000, 2000], index=["26001", "26002"])
    >>> counted = measure_at(np.array([0]), np.array([], int), np.array([]), people, "count")
    >>> remeasured(counted, people, "rate")["value"].tolist()
    [100.0, nan]
    """
    of = _declared(name).of
    count = table["initiatives"].to_numpy(dtype="float64")
    value = of(count, table["funding"].to_numpy(), population.to_numpy(dtype="float64"))
    value = np.where(count == 0, np.nan, value)
    unknown = np.isnan(value) & (count > 0)
    status = table["status"].mask(unknown, "no_data") if unknown.any() else table["status"]
    return table.assign(value=value, status=status)


def _declared(name: str) -> Measure:
    if name not in MEASURES:
        msg = f"Unknown measure {name!r}: choose one of {', '.join(MEASURES)}."
        raise UnknownChoiceError(msg)
    return MEASURES[name]


def _total(size: int, at: NDArray[np.intp], amounts: Floats | None = None) -> Floats:
    """Add up rows, or whole amounts that a float holds exactly, at each position; zero where none is."""
    there = at >= 0
    weights = None if amounts is None else amounts[there]
    return np.bincount(at[there], weights, minlength=size).astype("float64")
