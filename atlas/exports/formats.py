"""The formats in which a table or a map leaves the atlas: a new one is one entry."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from atlas.errors import UnknownChoiceError
from atlas.exports.content import Export
from atlas.vocabulary import Label


class Format(NamedTuple):
    """A format.

    Attributes
    ----------
    most_rows
        How many rows it can carry; None for any number.
    """

    label: Label
    suffix: str
    mime: str
    write: Callable[[Export], bytes]
    needs_geometry: bool = False
    needs_map: bool = False
    needs_film: bool = False
    most_rows: int | None = None


def _writer(module: str, function: str = "write") -> Callable[[Export], bytes]:
    def write(export: Export) -> bytes:
        # A module is imported when its format is first asked for: matplotlib alone takes half a second.
        content: bytes = getattr(import_module(f"atlas.exports.{module}"), function)(export)
        return content

    return write


FORMATS: dict[str, Format] = {
    "csv": Format(Label("CSV", "CSV"), "csv", "text/csv", _writer("delimited")),
    "tableur.csv": Format(
        Label("CSV pour tableur", "CSV in words"),
        "tableur.csv",
        "text/csv",
        _writer("delimited", "write_in_words"),
    ),
    "xlsx": Format(
        Label("Excel", "Excel"),
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _writer("workbook"),
        most_rows=1_048_575,
    ),
    "geojson": Format(
        Label("GeoJSON", "GeoJSON"),
        "geojson",
        "application/geo+json",
        _writer("geojson"),
        needs_geometry=True,
        # All communes would take 100 MB of text, which nothing opens with ease.
        most_rows=10_000,
    ),
    "gpkg": Format(
        Label("GeoPackage", "GeoPackage"),
        "gpkg",
        "application/geopackage+sqlite3",
        _writer("geopackage"),
        needs_geometry=True,
    ),
    "parquet": Format(
        Label("GeoParquet", "GeoParquet"),
        "parquet",
        "application/vnd.apache.parquet",
        _writer("geoparquet"),
        needs_geometry=True,
    ),
    "png": Format(Label("Image PNG", "PNG picture"), "png", "image/png", _writer("pictures"), needs_map=True),
    "html": Format(
        Label("Carte HTML", "HTML map"), "html", "text/html", _writer("standalone"), needs_map=True
    ),
    "gif": Format(Label("Film GIF", "GIF film"), "gif", "image/gif", _writer("film"), needs_film=True),
}


def format_of(target: Path) -> Format:
    """Return a file's format by the end of its name.

    Examples
    --------
    >>> format_of(Path("map.GPKG")).suffix
    'gpkg'
    """
    # The longest ending says most: `.tableur.csv` before `.csv`.
    for ending in sorted(FORMATS, key=len, reverse=True):
        if target.name.lower().endswith(f".{ending}"):
            return FORMATS[ending]
    msg = f"{target} cannot be written: its name must end in {', '.join(f'.{one}' for one in FORMATS)}."
    raise UnknownChoiceError(msg)


def fitting(export: Export) -> list[str]:
    """List the formats that an export can take."""
    return [
        key
        for key, one in FORMATS.items()
        if (export.geometry is not None or not one.needs_geometry)
        and (export.sheet is not None or not one.needs_map)
        and (export.film is not None or not one.needs_film)
        and (one.most_rows is None or len(export.rows) <= one.most_rows)
    ]


def to_bytes(export: Export, made: Format) -> bytes:
    """Write an export."""
    listed = ", ".join(fitting(export))
    lacking = {
        "places": made.needs_geometry and export.geometry is None,
        "map": made.needs_map and export.sheet is None,
        "film": made.needs_film and export.film is None,
    }
    for what, lacks in lacking.items():
        if lacks:
            msg = f"The table {export.name!r} has no {what}, which .{made.suffix} needs: choose {listed}."
            raise UnknownChoiceError(msg)
    if made.most_rows is not None and len(export.rows) > made.most_rows:
        msg = (
            f"{len(export.rows):,} rows are too many for .{made.suffix}, which takes {made.most_rows:,}: "
            f"choose {listed}, or fewer rows."
        )
        raise UnknownChoiceError(msg)
    return made.write(export)
