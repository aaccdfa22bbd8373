"""`atlas locate`: find the territories of each row of a CSV or Parquet file."""

import json
from pathlib import Path
from typing import Any

import click

from atlas.cli.streaming import Clock, choose_engine, engine_options, progress_bar, stopped_cleanly
from atlas.errors import UnknownChoiceError
from atlas.locate import Summary, locate_file


@click.command("locate")
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write: Parquet by its suffix, else CSV.",
)
@click.option(
    "--column",
    "named",
    multiple=True,
    metavar="ROLE=HEADER",
    help="Say which column has a role, such as code=codeCommune; may be given several times.",
)
@click.option("--crs", help="Coordinate reference system of x and y, such as EPSG:2154.")
@engine_options
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def command(
    *,
    source: Path,
    output: Path,
    named: tuple[str, ...],
    crs: str | None,
    engine_name: str | None,
    scheduler: str | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Add commune, bassin de vie, EPCI, département, région and setting to each row of a CSV or Parquet file.

    Files of any size are read and written part by part.
    """
    clock = Clock()
    with (
        stopped_cleanly(),
        choose_engine(engine_name, scheduler) as engine,
        progress_bar(source.name, quiet=quiet or as_json) as progress,
    ):
        columns = _columns(named)
        summary = locate_file(source, output, columns=columns, crs=crs, engine=engine, progress=progress)
    rate = clock.rate(summary.rows)
    if as_json:
        click.echo(json.dumps(summary.to_dict() | rate, ensure_ascii=False))
    else:
        click.echo(_sentence(summary, output, rate))


def _columns(named: tuple[str, ...]) -> dict[str, str] | None:
    """Read what the columns are, where somebody says it."""
    pairs = [text.partition("=") for text in named]
    for role, mark, header in pairs:
        if not (role and mark and header):
            msg = f"--column {role}: write it as ROLE=HEADER, such as code=codeCommune"
            raise UnknownChoiceError(msg)
    return {role: header for role, _, header in pairs} or None


def _sentence(summary: Summary, output: Path, rate: dict[str, Any]) -> str:
    without, speed = summary.without_commune, rate["rows_per_second"]
    lines = [
        f"{output}: {summary.rows:,} rows, {without:,} of them without a commune",
        f"{rate['seconds']:.1f} s, {speed:,} rows per second",
    ]
    for title, counts in (("located by", summary.located_by), ("problems", summary.problems)):
        if counts:
            lines.append(f"{title}: {', '.join(f'{word} {count:,}' for word, count in counts.items())}")
    return "\n".join(lines)
