"""`atlas locate`: find the territories of each row of a CSV or Parquet file."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from atlas.cli.streaming import Clock, choose_engine, engine_options, progress_bar, stopped_cleanly
from atlas.errors import MissingColumnError, UnknownChoiceError
from atlas.locate import Summary, locate_file
from atlas.readers.cells.values import as_text
from atlas.readers.imports import read_raw

_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")


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
@click.option("--sheet", default=None, help="Sheet of a workbook; the fullest by default.")
@click.option("--crs", help="Coordinate reference system of x and y, such as EPSG:2154.")
@engine_options
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def command(
    *,
    source: Path,
    output: Path,
    named: tuple[str, ...],
    sheet: str | None,
    crs: str | None,
    engine_name: str | None,
    scheduler: str | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Add commune, bassin de vie, EPCI, département, région and setting to each row of a file.

    CSV and Parquet files of any size are read and written part by part; of a workbook (XLSX, XLS, ODS) the
    rows of one sheet are read as `atlas import` reads them.
    """
    clock = Clock()
    with (
        stopped_cleanly(),
        choose_engine(engine_name, scheduler) as engine,
        progress_bar(source.name, quiet=quiet or as_json) as progress,
    ):
        columns = _columns(named)
        with _rows(source, sheet) as path:
            summary = locate_file(path, output, columns=columns, crs=crs, engine=engine, progress=progress)
    rate = clock.rate(summary.rows)
    if as_json:
        click.echo(json.dumps(summary.to_dict() | rate, ensure_ascii=False))
    else:
        click.echo(_sentence(summary, output, rate))


@contextmanager
def _rows(source: Path, sheet: str | None) -> Iterator[Path]:
    """Give a file of rows: the source itself or, of a workbook, a CSV of its sheet."""
    if source.suffix.lower() not in _WORKBOOKS:
        if sheet is not None:
            msg = f"{source} has no sheets: leave --sheet out"
            raise UnknownChoiceError(msg)
        yield source
        return
    cells = read_raw(source, name=source.name, sheet=sheet).cells.map(as_text)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        cells.to_csv(path, index=False)
        try:
            yield path
        except MissingColumnError as error:
            raise MissingColumnError(str(error).replace(str(path), str(source))) from error


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
