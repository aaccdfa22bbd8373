"""Tables of money: flows, what each level keeps, lines out of the totals, grants beside the initiatives'."""

from dataclasses import replace

import numpy as np
import pandas as pd

from atlas.account.account import Account, ledger, own_lines
from atlas.catalogue import Answer, Catalogue
from atlas.catalogue.measures import per_inhabitant
from atlas.catalogue.selection import Selection, among
from atlas.funding.flows import flows
from atlas.readers import Grants
from atlas.vocabulary import OWN_LEVEL, place_level


def others_table(catalogue: Catalogue, money: Account) -> pd.DataFrame:
    """List the lines that stay out of an account, with the reason.

    Returns
    -------
    pandas.DataFrame
        Indexed by line id: `initiative_id`, `initiative` (its name), `funder`, `programme`, `amount_eur`,
        `years_text`, `kind` (see `atlas.funding.not_counted`), `not_counted_reason` (as the table has it),
        `source`; see also `with_origins`.
    """
    lines = money.others
    table = lines[["initiative_id", "funder", "programme", "amount_eur", "years_text", "kind"]].copy()
    names = catalogue.tables.initiatives["name"]
    table.insert(1, "initiative", table["initiative_id"].map(names))
    table["not_counted_reason"] = lines["not_counted_reason"]
    table["source"] = lines["source"]
    return with_origins(catalogue, table)


def with_origins(catalogue: Catalogue, lines: pd.DataFrame) -> pd.DataFrame:
    """Mark which funding lines a reader brought and which are the atlas's.

    Parameters
    ----------
    lines
        Any table indexed by line id.

    Returns
    -------
    pandas.DataFrame
        The same, with `origin` (`atlas` or `own`) in front where the catalogue holds lines of a reader.
    """
    mine = own_lines(catalogue)
    if mine.empty:
        return lines
    table = lines.copy()
    table.insert(0, "origin", np.where(among(lines.index, mine), "own", "atlas"))
    return table


def flows_table(money: Account) -> pd.DataFrame:
    """List the flows of an account.

    Returns
    -------
    pandas.DataFrame
        Indexed by `stage` (see `atlas.funding.flows.STAGES`): `giver` (code at that stage), `target` (code
        at the next), `amount_eur`. Each stage sums to the account's total.
    """
    table = flows(money.lines).rename(columns={"source": "giver"})
    table["amount_eur"] = table["cents"] / 100
    return table.set_index("stage")[["giver", "target", "amount_eur"]]


def ledger_table(catalogue: Catalogue, selection: Selection, money: Account) -> pd.DataFrame:
    """Show in euros that the sum of the lines is kept at every level.

    Parameters
    ----------
    money
        An account of them, which gives the rule and the prices.

    Returns
    -------
    pandas.DataFrame
        Indexed by `level`: `located_eur`, `unlocated_eur`, `total_eur`, `unlocated_lines`; see
        `atlas.account.account.ledger`.
    """
    table = ledger(catalogue, selection, rule=money.rule, base=money.base).rename_axis("level")
    cents = ["located", "unlocated", "total"]
    euros = (table[cents] / 100).add_suffix("_eur")
    return euros.assign(unlocated_lines=table["unlocated_lines"])


def grants_table(catalogue: Catalogue, grants: Grants, answer: Answer, level: str) -> pd.DataFrame:
    """Set the grants of a file beside the money of the initiatives, the most granted territory first.

    Parameters
    ----------
    answer
        The initiatives' money at `level`, see `atlas.account.account.territory_money`.
    level
        One of `atlas.vocabulary.LEVELS`.

    Returns
    -------
    pandas.DataFrame
        Indexed by `code`: `name, population, grants` (how many), `grants_eur`, `grants_per_inhabitant_eur`,
        `funding_eur`, `funding_per_inhabitant_eur` (what initiatives received; missing where no amount is
        known), `millesime`. Per inhabitant: over the municipal population of the whole territory.
    """
    codes = answer.table.index
    table = catalogue.geography.level(level).loc[codes, ["name", "population"]].rename_axis("code")
    here = grants.totals(level).reindex(codes)
    table["grants"] = here["grants"].fillna(0).astype("Int64")
    table["grants_eur"] = here["cents"].astype("float64") / 100
    table["grants_per_inhabitant_eur"] = per_inhabitant(table["grants_eur"], table["population"])
    table["funding_eur"] = answer.table["funding"].reindex(codes)
    table["funding_per_inhabitant_eur"] = per_inhabitant(table["funding_eur"], table["population"])
    table["millesime"] = catalogue.geography.millesime
    return table.sort_values("grants_eur", ascending=False, kind="stable", na_position="last")


def grants_at(catalogue: Catalogue, grants: Grants, level: str) -> Grants:
    """Place grants in a reader's own perimeters by their communes, where those are the level."""
    if level != OWN_LEVEL:
        return grants
    here = catalogue.geography.lookup(grants.table["commune"], level)
    return replace(grants, table=grants.table.assign(**{level: here}), _totals={})


def beside_grants(catalogue: Catalogue, table: pd.DataFrame, grants: Grants, level: str) -> pd.DataFrame:
    """Set the grants that a team keeps beside the money of the initiatives, in a row for each territory.

    Parameters
    ----------
    table
        See `atlas.account.account.account_table`, not broken down.
    grants
        What is kept that is no initiative's, see `atlas.catalogue.Catalogue.grants`.
    level
        One of `atlas.vocabulary.LEVELS`.

    Returns
    -------
    pandas.DataFrame
        `table` with `grants` (how many) and `grants_eur`, and rows for territories that have grants alone; a
        missing `code` is what is not located at this level. The sum of `grants_eur` is all that is kept.
    """
    here = grants.totals(level)
    nowhere = grants.unplaced(level)["cents"].dropna()
    if len(nowhere):
        rest = pd.DataFrame({"cents": [int(nowhere.sum())], "grants": [len(nowhere)]}, index=[None])
        here = pd.concat([here, rest])
    codes = table.index.union(here.index, sort=False).drop_duplicates()
    joined = table.reindex(codes).rename_axis("code")
    territories = catalogue.geography.level(level)
    joined["level"] = place_level(level)
    joined["name"] = territories["name"].reindex(codes)
    joined["population"] = territories["population"].reindex(codes).astype("Int64")
    joined["millesime"] = catalogue.geography.millesime
    for column in ("amount_eur", "lines", "initiatives"):
        joined[column] = joined[column].fillna(0).astype(table[column].dtype)
    place = list(joined.columns).index("amount_eur")
    joined.insert(place + 1, "grants_eur", (here["cents"].reindex(codes).fillna(0) / 100).to_numpy())
    joined.insert(place + 1, "grants", here["grants"].reindex(codes).fillna(0).astype("int64").to_numpy())
    return joined.sort_index(na_position="last", kind="stable")


def unplaced_table(grants: Grants, level: str) -> pd.DataFrame:
    """List the rows of a file of grants that no territory of a level has.

    Parameters
    ----------
    level
        One of `atlas.vocabulary.LEVELS`.

    Returns
    -------
    pandas.DataFrame
        Indexed by the row's `line` in the file: `identifier, title, programme, amount_eur, amount_problem,
        placed` (key of `PLACED`), `problem, candidates` (see `atlas.locate`) and the
        `departement` and `region` that it has all the same.
    """
    rows = grants.unplaced(level)
    table = rows[["identifier", "title", "programme"]].copy()
    table["amount_eur"] = rows["cents"].astype("float64") / 100
    columns = ["amount_problem", "placed", "problem", "candidates", "epci", "departement", "region"]
    table[columns] = rows[columns]
    return table
