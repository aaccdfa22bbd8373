"""`atlas schema`: the Table Schema of a curated table."""

import json
from pathlib import Path

import click

from atlas.tables import DECLARATIONS, table_schema, write_documentation


@click.command("schema")
@click.argument("table", required=False, type=click.Choice(list(DECLARATIONS)))
@click.option(
    "--write",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Write the schemas and the README of a folder of tables instead.",
)
def command(*, table: str | None, write: Path | None) -> None:
    """Print a table's Frictionless Table Schema as JSON, or write all of them into a folder."""
    if write:
        write_documentation(write)
    elif table:
        click.echo(json.dumps(table_schema(DECLARATIONS[table]), ensure_ascii=False, indent=2))
    else:
        msg = "Name a table, or a folder to --write to."
        raise click.UsageError(msg)
