"""An uploaded file of any format as one table of raw cells with what was done to it."""

import gc
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

import geopandas as gpd

from atlas.errors import UnknownChoiceError
from atlas.readers.cells.crs import to_degrees
from atlas.readers.files.archives import GZIP_START, ZIP_START, gunzip, unpack
from atlas.readers.files.geofiles import GPKG_START, XML_MARKS, Layers, open_gpkg, open_shapefiles, open_xml
from atlas.readers.files.json import SCRIPT_START, read_records
from atlas.readers.files.limits import Limits
from atlas.readers.files.parquet import PARQUET_START, read_parquet
from atlas.readers.files.text import read_text
from atlas.readers.files.workbooks import OLE_START, read_sheet, workbook_format, zipped_workbook
from atlas.readers.model.raw import Features, Raw, Table
from atlas.readers.table.headers import unique_names
from atlas.readers.table.tabular import make_table, tabulate
from atlas.readers.told.notes import Note
from atlas.readers.told.refusals import FileRefusedError
from atlas.vocabulary import Label

# What a file may be, by the key in `Raw.format`.
FORMATS: dict[str, Label] = {
    "csv": Label("texte délimité (CSV, TSV)", "delimited text (CSV, TSV)"),
    "xlsx": Label("classeur Excel (XLSX)", "Excel workbook (XLSX)"),
    "xlsb": Label("classeur Excel binaire (XLSB)", "binary Excel workbook (XLSB)"),
    "xls": Label("ancien classeur Excel (XLS)", "old Excel workbook (XLS)"),
    "ods": Label("classeur LibreOffice (ODS)", "LibreOffice workbook (ODS)"),
    "geojson": Label("GeoJSON", "GeoJSON"),
    "gpkg": Label("GeoPackage", "GeoPackage"),
    "shp": Label("Shapefile dans un zip", "Shapefile in a zip"),
    "kml": Label("KML ou KMZ", "KML or KMZ"),
    "gml": Label("GML", "GML"),
    "gpx": Label("GPX", "GPX"),
    "geoparquet": Label("GeoParquet", "GeoParquet"),
    "parquet": Label("Parquet", "Parquet"),
    "json": Label("liste JSON", "JSON list"),
}
_FORMAT_NAMES = (
    "CSV, XLSX, XLSB, XLS, ODS, GeoJSON, GeoPackage, Shapefile (zip), KML, KMZ, GML, GPX, GeoParquet, "
    "Parquet, JSON"
)
_HEAD = 1_000
_WEB_STARTS = (b"<!doctype html", b"<html", b"<head", b"<table", b"<body")
# First bytes of what people mistake for data: PDF, images, programs, other archives, rich text.
_OTHER_STARTS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"Rar!",
    b"7z\xbc\xaf",
    b"{\\rtf",
)


class _Read(NamedTuple):
    """A table with the format, sheet and geometry it has."""

    format: str
    table: Table
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    geometry: gpd.GeoSeries | None = None
    problems: Mapping[int, str] = {}


def read_raw(
    source: Path | BinaryIO, *, name: str = "", sheet: str | None = None, limits: Limits | None = None
) -> Raw:
    """Read one table of a file."""
    limits = limits or Limits()
    content = read_content(source, name=name, limits=limits)
    with _without_collection():
        read = _read(content, _Asked(sheet, limits))
    return Raw(
        cells=read.table.cells,
        geometry=read.geometry,
        format=read.format,
        sheet=read.sheet,
        sheets=read.sheets,
        repaired=read.table.repaired,
        refused=read.table.refused,
        notes=read.table.notes,
        digest=hashlib.sha256(content).hexdigest(),
        problems=read.problems,
    )


def raw_of_features(features: Features, *, digest: str) -> Raw:
    """Make a raw table of rows of a Parquet file."""
    read = _placed("parquet" if features.shapes is None else "geoparquet", features)
    table = read.table
    parts = (table.cells, read.geometry, read.format, "", (), table.repaired, table.refused, table.notes)
    return Raw(*parts, digest, read.problems)


def read_content(source: Path | BinaryIO, *, name: str = "", limits: Limits | None = None) -> bytes:
    """Read a file into memory, if it is small enough."""
    limit = (limits or Limits()).upload_bytes
    try:
        if isinstance(source, Path):
            with source.open("rb") as file:
                content = file.read(limit + 1)
        else:
            content = source.read(limit + 1)
    except OSError as error:
        fault = "unreadable"
        raise FileRefusedError(fault, why=f"{name or source}, {error.strerror}") from error
    if len(content) > limit:
        fault = "too_large"
        raise FileRefusedError(fault, limit=f"{limit / 1_000_000:g}")
    if not content or content.isspace():
        fault = "empty"
        raise FileRefusedError(fault)
    return content


@contextmanager
def _without_collection() -> Iterator[None]:
    """Keep the collector from walking through millions of cells, none of which is in a cycle."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


class _Asked(NamedTuple):
    """What is asked of a file, or of one inside a zip."""

    sheet: str | None
    limits: Limits
    packed: bool = False


def _read(content: bytes, asked: _Asked) -> _Read:
    """Recognise a content by its first bytes and read it."""
    for start, reader in _BINARY:
        if content.startswith(start):
            return reader(content, asked)
    if content.startswith(_OTHER_STARTS):
        raise FileRefusedError(_NO_TABLE, formats=_FORMAT_NAMES)
    head = content[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"<"):
        return _read_xml(content, asked)
    if head.startswith((b"{", b"[", b"\x1e{")) or SCRIPT_START.match(head):
        return _read_json(content, asked)
    _check_sheet(asked.sheet, ())
    return _Read("csv", tabulate(read_text(content, limits=asked.limits)))


def _check_sheet(sheet: str | None, sheets: Sequence[str]) -> None:
    if sheet and sheet not in sheets:
        has = f"which has: {', '.join(sheets)}" if sheets else "which has none"
        msg = f"no sheet {sheet!r} in the file, {has}"
        raise UnknownChoiceError(msg)


def _read_zip(content: bytes, asked: _Asked) -> _Read:
    """Read a workbook, Shapefiles, or one of the files in a zip, which is no zip of zips."""
    members = unpack(content, limits=asked.limits)
    kind = workbook_format(members)
    if kind:
        return _read_workbook(zipped_workbook(members), kind, asked)
    if any(name.lower().endswith(".shp") for name in members):
        with open_shapefiles(members) as layers:
            return _read_layer(layers, asked)
    tables = {name: member for name, member in members.items() if name.lower().endswith(_IN_ZIPS)}
    if not tables or asked.packed:
        fault = "zip_nothing"
        raise FileRefusedError(fault, formats=_FORMAT_NAMES)
    if len(tables) == 1:
        name, member = next(iter(tables.items()))
        return _noted(_read(member, asked._replace(packed=True)), Note("archive", {"member": name}))
    _check_sheet(asked.sheet, tuple(tables))
    name = asked.sheet or max(tables, key=lambda key: len(tables[key]))
    read = _read(tables[name], _Asked(None, asked.limits, packed=True))
    return _with_others(read._replace(sheet=name, sheets=tuple(tables)))


def _read_gzip(content: bytes, asked: _Asked) -> _Read:
    if asked.packed:
        fault = "zip_nothing"
        raise FileRefusedError(fault, formats=_FORMAT_NAMES)
    return _read(gunzip(content, limits=asked.limits), asked._replace(packed=True))


def _read_xls(content: bytes, asked: _Asked) -> _Read:
    return _read_workbook(content, "xls", asked)


def _read_workbook(content: bytes, kind: str, asked: _Asked) -> _Read:
    sheet = read_sheet(content, kind, asked.sheet, limits=asked.limits)
    _check_sheet(asked.sheet, sheet.names)
    if sheet.grid is None:
        fault = "empty"
        raise FileRefusedError(fault)
    return _with_others(_Read(kind, tabulate(sheet.grid), sheet.name, sheet.names))


def _read_gpkg(content: bytes, asked: _Asked) -> _Read:
    with open_gpkg(content) as layers:
        return _read_layer(layers, asked)


def _read_layer(layers: Layers, asked: _Asked) -> _Read:
    sheets = tuple(layers.paths)
    _check_sheet(asked.sheet, sheets)
    chosen = asked.sheet or layers.fullest()
    read = _placed(layers.format, layers.read(chosen, limits=asked.limits))
    return _with_others(read._replace(sheet=chosen, sheets=sheets))


def _read_xml(content: bytes, asked: _Asked) -> _Read:
    head = content[:_HEAD].lower()
    if any(start in head for start in _WEB_STARTS):
        fault = "web_page"
        raise FileRefusedError(fault)
    kind = next((kind for kind, marks in XML_MARKS.items() if any(mark in head for mark in marks)), None)
    if kind is None:
        raise FileRefusedError(_NO_TABLE, formats=_FORMAT_NAMES)
    with open_xml(content, kind) as layers:
        return _read_layer(layers, asked)


def _read_json(content: bytes, asked: _Asked) -> _Read:
    _check_sheet(asked.sheet, ())
    records = read_records(content, limits=asked.limits)
    return _placed("json" if records.shapes is None else "geojson", records)


def _read_parquet(content: bytes, asked: _Asked) -> _Read:
    _check_sheet(asked.sheet, ())
    columns = read_parquet(content, limits=asked.limits)
    return _placed("parquet" if columns.shapes is None else "geoparquet", columns)


def _placed(kind: str, features: Features) -> _Read:
    geometry = to_degrees(features)
    cells = features.cells
    if cells.columns.empty and len(cells):
        # A layer of bare geometries still has rows.
        cells = cells.assign(**{"": None})
    names = [str(name).strip() for name in cells.columns]
    cells = cells.set_axis(unique_names(names, features.notes), axis="columns")
    table = make_table(cells, [], features.refused, features.notes)
    return _Read(kind, table, geometry=geometry, problems=features.problems)


def _noted(read: _Read, note: Note) -> _Read:
    return read._replace(table=read.table._replace(notes=(note, *read.table.notes)))


def _with_others(read: _Read) -> _Read:
    others = ", ".join(name for name in read.sheets if name != read.sheet)
    return _noted(read, Note("sheets", {"sheet": read.sheet, "others": others})) if others else read


_NO_TABLE = "no_table"
# What may be read inside a zip.
_IN_ZIPS = tuple(
    f".{suffix}"
    for suffix in [
        "csv",
        "tsv",
        "txt",
        "xlsx",
        "xlsb",
        "xls",
        "ods",
        "json",
        "geojson",
        "geojsonl",
        "umap",
        "gpkg",
        "kml",
        "gml",
        "gpx",
        "parquet",
        "geoparquet",
    ]
)
_BINARY: tuple[tuple[bytes, Callable[[bytes, _Asked], _Read]], ...] = (
    (ZIP_START, _read_zip),
    (GZIP_START, _read_gzip),
    (OLE_START, _read_xls),
    (GPKG_START, _read_gpkg),
    (PARQUET_START, _read_parquet),
)
