"""`atlas funding`: the money that initiatives received, by territory."""

import json
from pathlib import Path

import click

from atlas import exports
from atlas.catalogue import load_catalogue
from atlas.cli.outputs import write_output
from atlas.errors import EmptySelectionError
from atlas.errors import UnknownChoiceError
from atlas.funding import BASE_YEAR
from atlas.funding.account import Account
from atlas.funding.account import account
from atlas.funding.account import account_table
from atlas.funding.totals import check_dimension
from atlas.presence import COUNTING
from atlas.selection import Selection
from atlas.vocabulary import FUNDER_LEVELS


@click.command("funding")
@click.option("--level", required=True, help="commune, bassin_de_vie, epci, departement or region.")
@click.option("--by", "dimension", help="Break down by funder_level, type, setting, nature, purpose…")
@click.option("--type", "types", multiple=True, help="Only initiatives of this type; may be repeated.")
@click.option("--funder-level", "funder_levels", multiple=True, help="Only such funders; may be repeated.")
@click.option(
    "--count",
    "by",
    default="coverage",
    show_default=True,
    help="coverage: over the area covered; seat: all to the seat, as --share seat.",
)
@click.option(
    "--share",
    "rule",
    default="population",
    show_default=True,
    help="How an amount over several territories is shared: population, equal, area or seat.",
)
@click.option("--constant", is_flag=True, help=f"Constant euros of {BASE_YEAR}.")
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="CSV to write."
)
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def command(
    *,
    level: str,
    dimension: str | None,
    types: tuple[str, ...],
    funder_levels: tuple[str, ...],
    by: str,
    rule: str,
    constant: bool,
    output: Path,
    as_json: bool,
) -> None:
    """Write the money received by territory, with a row for what is not located.

    The sum of the file is the sum of the lines, to the cent.
    """
    catalogue = load_catalogue()
    if by not in COUNTING:
        msg = f"Unknown way to count {by!r}: choose one of {', '.join(COUNTING)}."
        raise UnknownChoiceError(msg)
    if by == "seat" and rule not in ("population", "seat"):
        msg = f"--count seat gives all to the seat: leave out --share {rule}."
        raise UnknownChoiceError(msg)
    for code in types:
        if code not in catalogue.tables.types.index:
            msg = f"Unknown type {code!r}: choose one of {', '.join(catalogue.tables.types.index)}."
            raise UnknownChoiceError(msg)
    for code in funder_levels:
        if code not in FUNDER_LEVELS:
            msg = f"Unknown funder level {code!r}: choose one of {', '.join(FUNDER_LEVELS)}."
            raise UnknownChoiceError(msg)
    if dimension is not None:
        check_dimension(dimension)
    money = account(
        catalogue,
        Selection(types=types, funder_levels=funder_levels),
        level,
        rule="seat" if by == "seat" else rule,
        base=BASE_YEAR if constant else None,
    )
    if money.lines.empty:
        msg = "No known funding line answers to this choice, so no file is written."
        raise EmptySelectionError(msg)
    table = account_table(catalogue, money, dimension)
    write_output(output, exports.to_csv(table))
    summary = _summary(money, len(table), dimension)
    click.echo(json.dumps(summary, ensure_ascii=False) if as_json else _sentence(money, output))


def _summary(money: Account, rows: int, dimension: str | None) -> dict[str, object]:
    found = money.weaknesses
    return {
        "level": money.level,
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


def _sentence(money: Account, output: Path) -> str:
    return (
        f"{output}: {money.total / 100:,.2f} € in {len(money.lines)} lines, of which "
        f"{money.unlocated / 100:,.2f} € not located at level {money.level}"
    )
