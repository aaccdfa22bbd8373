"""`atlas schema`: the Table Schema of a curated table, or a file to fill in and import."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import click

from atlas.cli.language import language_option
from atlas.files import write_file
from atlas.readers.model.mapping import ROLES, Kind
from atlas.tables import DECLARATIONS, load_tables, table_schema, write_documentation
from atlas.territories import load_geography
from atlas.views import templates
from atlas.vocabulary import Language


@click.command("schema")
@click.argument("table", required=False, type=click.Choice(list(DECLARATIONS)))
@click.option(
    "--write",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Write the schemas and the README of a folder of tables instead.",
)
@click.option("--template", "kind", type=click.Choice(list(ROLES)), help="Write a file to fill in, to -o.")
@click.option("--example", is_flag=True, help="With a few rows of the atlas in it.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="XLSX or CSV, by its suffix."
)
@language_option()
def command(
    *,
    table: str | None,
    write: Path | None,
    kind: str | None,
    example: bool,
    output: Path | None,
    language: Language,
) -> None:
    """Print a table's Frictionless Table Schema as JSON, or write all of them into a folder.

    With --template, write the headers that `atlas import` knows, in a workbook with what each means.
    """
    if kind:
        if output is None:
            msg = "Say where the template goes: -o FILE.xlsx or FILE.csv."
            raise click.UsageError(msg)
        form = output.suffix.lower().removeprefix(".")
        tables, geography, today = load_tables(), load_geography(), datetime.now(tz=UTC).date()
        content = templates.to_file(
            cast("Kind", kind), form, tables, geography, filled=example, language=language, created=today
        )
        write_file(output, content)
    elif write:
        write_documentation(write)
    elif table:
        click.echo(json.dumps(table_schema(DECLARATIONS[table]), ensure_ascii=False, indent=2))
    else:
        msg = "Name a table, a folder to --write to, or a --template."
        raise click.UsageError(msg)
