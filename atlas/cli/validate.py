"""`atlas validate`: check a table against its declaration."""

import json
from pathlib import Path

import click

from atlas.tables import DECLARATIONS, check


@click.command("validate")
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--table", required=True, type=click.Choice(list(DECLARATIONS)), help="The declaration to follow."
)
@click.option("--json", "as_json", is_flag=True, help="Print the faults as JSON.")
@click.pass_context
def command(ctx: click.Context, *, source: Path, table: str, as_json: bool) -> None:
    """Check a table and list every fault with its line; exit status 1 where there is one."""
    faults = check(source, DECLARATIONS[table])
    if as_json:
        told = [fault._asdict() | {"message": fault.message.en} for fault in faults]
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        for fault in faults:
            click.echo(f"{source}: {fault}")
        click.echo(f"{len(faults)} fault{'' if len(faults) == 1 else 's'}")
    ctx.exit(1 if faults else 0)
