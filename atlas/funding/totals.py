"""Totals of received money by any of its sides, exact to the cent."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from atlas.errors import UnknownChoiceError
from atlas.funding.prices import BASE_YEAR, constant, convertible
from atlas.funding.sharing import apportion
from atlas.vocabulary import Label

# What a total may be broken down by, beside the territory.
DIMENSIONS: dict[str, Label] = {
    "funder_level": Label("Niveau du financeur", "Funder level"),
    "type": Label("Type d'initiative", "Type of initiative"),
    "setting": Label("Cadre du siège", "Setting of the seat"),
    "nature": Label("Nature de l'argent", "Kind of money"),
    "purpose": Label("Usage", "Purpose"),
    "programme": Label("Programme", "Programme"),
    "funder": Label("Financeur", "Funder"),
    "year": Label("Année", "Year"),
}

# Kinds of money and purposes that leave the two questions of the study open.
OPEN_NATURES = ("unknown", "mixte", "investissement", "budget")
OPEN_PURPOSES = ("unknown", "mixte")


class Weaknesses(NamedTuple):
    """The two weaknesses that the study names, in cents; shares are missing where nothing is known.

    Attributes
    ----------
    total
        All the money looked at.
    equity, subsidy
        Fonds propres, and subventions.
    equity_share
        equity / (equity + subsidy).
    nature_open
        Part of `total` whose nature is unknown, mixed, or an instrument not stated.
    structure, known_purpose
        Money for structure costs, and all money of a known single purpose.
    structure_share
        structure / known_purpose.
    purpose_open
        Part of `total` whose purpose is unknown or mixed.
    """

    total: int
    equity: int
    subsidy: int
    equity_share: float | None
    nature_open: int
    structure: int
    known_purpose: int
    structure_share: float | None
    purpose_open: int


def describe(lines: pd.DataFrame, initiatives: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Put beside each line what its initiative is.

    Parameters
    ----------
    lines
        Received lines, see `atlas.funding.received`.
    initiatives
        Table of initiatives, indexed by id, with `type`.
    places
        Their seats, see `atlas.catalogue.presence.seats`.

    Returns
    -------
    pandas.DataFrame
        `lines` with `type`, and `setting` of the seat commune (missing where the commune is not known).
    """
    owner = lines["initiative_id"]
    return lines.assign(type=owner.map(initiatives["type"]), setting=owner.map(places["setting"]))


def by_year(lines: pd.DataFrame, *, prices: pd.Series | None = None, base: int = BASE_YEAR) -> pd.DataFrame:
    """Spread each line over its years.

    Parameters
    ----------
    lines
        Indexed by line id, with `cents` (int64), `year_start` and `year_end` (Int64).
    prices
        Convert each year's part to constant euros with this index, see `atlas.funding.load_prices`.
    base
        Year of those constant euros.

    Returns
    -------
    pandas.DataFrame
        Columns `line`, `year` (Int64, missing where not known), `cents` (int64) and `converted` (whether the
        part is in constant euros). Without `prices`, the sum over a line's years is the line, to the cent.

    Notes
    -----
    A line goes in equal parts to all years from its first to its last; to its first year where the last is
    not stated; to no year where the first is not known.

    Examples
    --------
    >>> line = pd.DataFrame({"cents": [100], "year_start": [2019], "year_end": [2021]}, index=["a_01"])
    >>> by_year(line)[["year", "cents"]].to_numpy().tolist()
    [[2019, 34], [2020, 33], [2021, 33]]
    """
    first = lines["year_start"].astype("Int64")
    last = lines["year_end"].astype("Int64").fillna(first)
    count = (last - first + 1).fillna(1).clip(lower=1).astype("int64")
    rows = pd.DataFrame({"line": lines.index, "first": first.to_numpy(), "total": lines["cents"].to_numpy()})
    rows = rows.loc[rows.index.repeat(count)]
    rows["year"] = (rows["first"] + rows.groupby("line").cumcount()).astype("Int64")
    rows = rows.reset_index(drop=True)
    rows["cents"] = apportion(rows["total"], pd.Series(1, index=rows.index), rows["line"])
    rows["converted"] = False
    if prices is not None:
        rows["cents"] = constant(rows["cents"], rows["year"], prices, base=base)
        rows["converted"] = convertible(rows["year"], prices)
    return rows[["line", "year", "cents", "converted"]]


def totals(pieces: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Add pieces of lines up.

    Parameters
    ----------
    pieces
        Columns `line`, `initiative_id`, `cents` (int64), and those of `by`.
    by
        Columns to group by; a missing value is a group of its own.

    Returns
    -------
    pandas.DataFrame
        Columns of `by`, then `cents` (int64), `lines` and `initiatives` (how many different ones); largest
        first. The sum of `cents` is that of `pieces`.
    """
    table = (
        pieces.groupby(list(by), dropna=False, sort=True)
        .agg(cents=("cents", "sum"), lines=("line", "nunique"), initiatives=("initiative_id", "nunique"))
        .reset_index()
    )
    return table.sort_values("cents", ascending=False, kind="stable").reset_index(drop=True)


def weaknesses(lines: pd.DataFrame) -> Weaknesses:
    """Measure the two weaknesses that the study names: little equity, structure costs hardly funded.

    Parameters
    ----------
    lines
        Received lines with `cents`, `nature` and `purpose`.

    Returns
    -------
    Weaknesses
        Shares are of the money whose nature or purpose is known: read them beside what stays open.

    Examples
    --------
    >>> lines = pd.DataFrame(
    ...     {
    ...         "cents": [300, 100, 600],
    ...         "nature": ["subvention", "fonds_propres", "unknown"],
    ...         "purpose": ["projet", "capital", "structure"],
    ...     }
    ... )
    >>> found = weaknesses(lines)
    >>> found.equity_share, found.structure_share, found.nature_open
    (0.25, 0.6, 600)
    """

    def sum_of(column: str, codes: Sequence[str]) -> int:
        return int(lines.loc[lines[column].isin(codes), "cents"].sum())

    total = int(lines["cents"].sum())
    equity, subsidy = sum_of("nature", ["fonds_propres"]), sum_of("nature", ["subvention"])
    structure, purpose_open = sum_of("purpose", ["structure"]), sum_of("purpose", OPEN_PURPOSES)
    known_purpose = total - purpose_open
    return Weaknesses(
        total=total,
        equity=equity,
        subsidy=subsidy,
        equity_share=equity / (equity + subsidy) if equity + subsidy else None,
        nature_open=sum_of("nature", OPEN_NATURES),
        structure=structure,
        known_purpose=known_purpose,
        structure_share=structure / known_purpose if known_purpose else None,
        purpose_open=purpose_open,
    )


def check_dimension(name: str) -> None:
    """Refuse a breakdown that does not exist.

    Parameters
    ----------
    name
        A key of `DIMENSIONS`.

    Raises
    ------
    UnknownChoiceError
        If it is none.
    """
    if name not in DIMENSIONS:
        msg = f"Unknown breakdown {name!r}: choose one of {', '.join(DIMENSIONS)}."
        raise UnknownChoiceError(msg)
