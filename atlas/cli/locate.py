"""`atlas locate`: find the territories of each row of a CSV."""

import json
from pathlib import Path

import click

from atlas.locate import locate_file


@click.command("locate")
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="File to write."
)
@click.option("--crs", help="Coordinate reference system of x and y, such as EPSG:2154.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def command(*, source: Path, output: Path, crs: str | None, as_json: bool) -> None:
    """Add commune, bassin de vie, EPCI, département, région and setting to each row of a CSV."""
    summary = locate_file(source, output, crs=crs)
    click.echo(json.dumps(summary.to_dict(), ensure_ascii=False) if as_json else str(summary))
