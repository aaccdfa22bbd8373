"""`atlas funding`: the money that initiatives received, by territory."""

import json
from datetime import date
from pathlib import Path

import click

from atlas.account.account import Account, account
from atlas.account.listing import grants_at
from atlas.catalogue import Catalogue
from atlas.catalogue.presence import By
from atlas.catalogue.selection import Selection
from atlas.cli.choices import counting, selecting, writing
from atlas.errors import EmptySelectionError, UnknownChoiceError
from atlas.exports.formats import format_of, to_bytes
from atlas.files import write_file
from atlas.funding import BASE_YEAR
from atlas.funding.totals import check_dimension
from atlas.readers.rows.grants import Grants
from atlas.views.brought.level import asked_level
from atlas.views.link import View
from atlas.views.money.files import breakdown, territories
from atlas.vocabulary import Language, place_level


@click.command("funding")
@click.option(
    "--level",
    required=True,
    help="commune, bassin_de_vie, epci, departement, region, or perimetre for those of --perimeters.",
)
@click.option("--by", "dimension", help="Break down by funder_level, type, setting, nature, purpose…")
@counting("coverage", "; seat is as --share seat")
@click.option(
    "--share",
    "rule",
    default="population",
    show_default=True,
    help="How an amount over several territories is shared: population, equal, area or seat.",
)
@click.option("--constant", is_flag=True, help=f"Constant euros of {BASE_YEAR}.")
@selecting
@writing
def command(
    *,
    level: str,
    dimension: str | None,
    by: By,
    rule: str,
    constant: bool,
    catalogue: Catalogue,
    selection: Selection,
    output: Path,
    language: Language,
    created: date,
    as_json: bool,
) -> None:
    """Write the money received by territory, with a row for what is not located.

    The sum of the file is the sum of the lines, to the cent. With --workspace, the grants that a team keeps
    and that no initiative received stand beside, in columns of their own.
    """
    made, level = format_of(output), asked_level(catalogue, level)
    if by == "seat" and rule not in ("population", "seat"):
        msg = f"--count seat gives all to the seat: leave out --share {rule}."
        raise UnknownChoiceError(msg)
    if dimension is not None:
        check_dimension(dimension)
    money = account(
        catalogue,
        selection,
        level,
        rule="seat" if by == "seat" else rule,
        base=BASE_YEAR if constant else None,
    )
    kept = None if selection.origin == "atlas" else catalogue.grants
    grants = None if kept is None else grants_at(catalogue, kept, level)
    if money.lines.empty and (grants is None or dimension is not None):
        msg = "No known funding line answers to this choice, so no file is written."
        if grants is not None:
            msg = f"The {len(grants.table)} kept grants are no initiative's: leave out --by to have them."
        raise EmptySelectionError(msg)
    view = View(language=language, selection=selection, level=level)
    export = (
        territories(catalogue, view, money, per_inhabitant=False, created=created, grants=grants)
        if dimension is None
        else breakdown(catalogue, view, money, dimension, created=created)
    )
    write_file(output, to_bytes(export, made))
    beside = grants if dimension is None else None
    summary = _summary(money, len(export.rows), dimension) | _kept(beside, level)
    click.echo(json.dumps(summary, ensure_ascii=False) if as_json else _sentence(money, output, beside))


def _summary(money: Account, rows: int, dimension: str | None) -> dict[str, object]:
    found = money.weaknesses
    return {
        "level": place_level(money.level),
        "by": dimension,
        "shared": money.rule,
        "prices": "current" if money.base is None else str(money.base),
        "rows": rows,
        "lines": len(money.lines),
        "initiatives": int(money.lines["initiative_id"].nunique()),
        "lines_not_counted": len(money.others),
        "total_eur": money.total / 100,
        "located_eur": (money.total - money.unlocated) / 100,
        "unlocated_eur": money.unlocated / 100,
        "unconverted_eur": money.unconverted / 100,
        "equity_share": found.equity_share,
        "nature_open_share": found.nature_open / found.total if found.total else None,
        "structure_share": found.structure_share,
        "purpose_open_share": found.purpose_open / found.total if found.total else None,
    }


def _kept(grants: Grants | None, level: str) -> dict[str, object]:
    """Count the grants that a team keeps and no initiative received; nothing where there are none."""
    if grants is None:
        return {}
    located = int(grants.totals(level)["cents"].sum())
    return {
        "grants": len(grants.table),
        "grants_eur": grants.total / 100,
        "grants_unlocated_eur": (grants.total - located) / 100,
    }


def _sentence(money: Account, output: Path, grants: Grants | None) -> str:
    beside = (
        ""
        if grants is None
        else f"; beside them {len(grants.table)} kept grants, {grants.total / 100:,.2f} €"
    )
    return (
        f"{output}: {money.total / 100:,.2f} € in {len(money.lines)} lines, of which "
        f"{money.unlocated / 100:,.2f} € not located at level {place_level(money.level)}{beside}"
    )
