"""`atlas add-carreaux`: put INSEE's populated squares into data/geo."""

import json
from pathlib import Path

import click

from atlas.cli.choices import into_geo
from atlas.geobuild.carreaux import add_carreaux
from atlas.territories import load_geography


@click.command("add-carreaux")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--year", required=True, help="Year of the people that they count, as INSEE says.")
@into_geo
def command(*, files: tuple[Path, ...], year: str, geo: Path) -> None:
    """Say where in a commune its people live, by INSEE's populated squares (données carroyées).

    A commune that the outline of a perimeter cuts is then in it by the share of its people, not of its area.
    FILES are those of 200 m or 1 km, one for each part of the country. Prints what was kept as JSON.
    """
    click.echo(json.dumps(add_carreaux(load_geography(geo), files, year=year), indent=1))
