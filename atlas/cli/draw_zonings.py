"""`atlas draw-zonings`: draw the random zonings of data/geo."""

import json
import os
from pathlib import Path

import click

from atlas.cli.choices import into_geo
from atlas.geobuild.zonings import matched, walk
from atlas.territories import load_geography


@click.command("draw-zonings")
@into_geo
@click.option("--seed", default=matched.SEED, show_default=True, type=click.IntRange(0, 2**32 - 1))
@click.option(
    "--workers",
    default=os.cpu_count() or 1,
    show_default="one a core",
    type=click.IntRange(1),
    help="Processes.",
)
def command(*, geo: Path, seed: int, workers: int) -> None:
    """Draw random zonings with the populations and the compactness of official ones.

    Prints what was measured as JSON. Takes minutes with numba (the extra `build`), many hours without.
    """
    if not walk.COMPILED:
        click.echo("  numba is not installed: this will take many hours (see the extra 'build')", err=True)
    told = matched.draw_zonings(
        load_geography(geo),
        seed=seed,
        workers=workers,
        progress=lambda level: click.echo(f"  {level}", err=True),
    )
    click.echo(json.dumps(told, ensure_ascii=False, indent=1))
