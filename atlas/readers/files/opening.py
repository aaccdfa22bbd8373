"""An uploaded file of any format, known by its first bytes: rows of cells, or objects with geometries."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from atlas.errors import UnknownChoiceError
from atlas.readers.cells.values import declared
from atlas.readers.files.archives import GZIP_START, ZIP_START, gunzip, unpack
from atlas.readers.files.geofiles import GPKG_START, XML_MARKS, Layers, open_gpkg, open_shapefiles, open_xml
from atlas.readers.files.json import SCRIPT_START, read_records
from atlas.readers.files.limits import Limits
from atlas.readers.files.markup import EXCEL_XML, read_tables
from atlas.readers.files.parquet import PARQUET_START, read_parquet
from atlas.readers.files.text import read_text
from atlas.readers.files.workbooks import OLE_START, read_sheet, workbook_format, zipped_workbook
from atlas.readers.model.grid import Grid
from atlas.readers.model.raw import Features
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
    "html": Label("tableau HTML", "HTML table"),
    "xml": Label("classeur Excel en XML (2003)", "Excel workbook in XML (2003)"),
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
    "CSV, XLSX, XLSB, XLS, XML (Excel 2003), ODS, HTML, GeoJSON, GeoPackage, Shapefile (zip), KML, KMZ, "
    "GML, GPX, GeoParquet, Parquet, JSON"
)
_HEAD = 1_000
_WEB_STARTS = (b"<!doctype html", b"<html", b"<head", b"<table", b"<body")
# First bytes of what people mistake for data: PDF, images, programs, other archives, rich text.
_OTHER_STARTS = (
    *(b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"Rar!", b"7z\xbc\xaf", b"{\\rtf"),
)


class Opened(NamedTuple):
    """What a file holds, before it is a table.

    Attributes
    ----------
    format
        Key of `FORMATS`.
    notes
        What is to be known of the file around it.
    """

    format: str
    content: Grid | Features
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


def open_content(content: bytes, *, sheet: str | None = None, limits: Limits) -> Opened:
    """Open the wanted sheet or layer of a file, else the fullest."""
    return _read(content, _Asked(sheet, limits))


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
        raise FileRefusedError("unreadable", why=f"{name or source}, {error.strerror}") from error
    if len(content) > limit:
        raise FileRefusedError("too_large", limit=f"{limit / 1_000_000:g}")
    if not content or content.isspace():
        raise FileRefusedError("empty")
    return content


class _Asked(NamedTuple):
    """What is asked of a file, or of one inside a zip."""

    sheet: str | None
    limits: Limits
    packed: bool = False


def _read(content: bytes, asked: _Asked) -> Opened:
    """Recognise a content by its first bytes and read it."""
    for start, reader in _BINARY:
        if content.startswith(start):
            return reader(content, asked)
    if content.startswith(_OTHER_STARTS):
        raise FileRefusedError("no_table", formats=_FORMAT_NAMES)
    head = content[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"<"):
        return _read_xml(content, asked)
    if head.startswith((b"{", b"[", b"\x1e{")) or SCRIPT_START.match(head):
        return _read_json(content, asked)
    _check_sheet(asked.sheet, ())
    return Opened("csv", read_text(content, limits=asked.limits))


def _check_sheet(sheet: str | None, sheets: Sequence[str]) -> None:
    if sheet and sheet not in sheets:
        has = f"which has: {', '.join(sheets)}" if sheets else "which has none"
        msg = f"no sheet {sheet!r} in the file, {has}"
        raise UnknownChoiceError(msg)


def _read_zip(content: bytes, asked: _Asked) -> Opened:
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
        raise FileRefusedError("zip_nothing", formats=_FORMAT_NAMES)
    if len(tables) == 1:
        name, member = next(iter(tables.items()))
        return _noted(_read(member, asked._replace(packed=True)), Note("archive", {"member": name}))
    _check_sheet(asked.sheet, tuple(tables))
    name = asked.sheet or max(tables, key=lambda key: len(tables[key]))
    read = _read(tables[name], _Asked(None, asked.limits, packed=True))
    return _with_others(read._replace(sheet=name, sheets=tuple(tables)))


def _read_gzip(content: bytes, asked: _Asked) -> Opened:
    if asked.packed:
        raise FileRefusedError("zip_nothing", formats=_FORMAT_NAMES)
    return _read(gunzip(content, limits=asked.limits), asked._replace(packed=True))


def _read_xls(content: bytes, asked: _Asked) -> Opened:
    return _read_workbook(content, "xls", asked)


def _read_workbook(content: bytes, kind: str, asked: _Asked) -> Opened:
    sheet = read_sheet(content, kind, asked.sheet, limits=asked.limits)
    _check_sheet(asked.sheet, sheet.names)
    if sheet.grid is None:
        raise FileRefusedError("empty")
    return _with_others(Opened(kind, sheet.grid, sheet.name, sheet.names))


def _read_gpkg(content: bytes, asked: _Asked) -> Opened:
    with open_gpkg(content) as layers:
        return _read_layer(layers, asked)


def _read_layer(layers: Layers, asked: _Asked) -> Opened:
    sheets = tuple(layers.paths)
    _check_sheet(asked.sheet, sheets)
    chosen = asked.sheet or layers.fullest()
    features = layers.read(chosen, limits=asked.limits)
    return _with_others(Opened(layers.format, features, chosen, sheets))


def _read_xml(content: bytes, asked: _Asked) -> Opened:
    head = content[:_HEAD].lower()
    if EXCEL_XML in head or any(start in head for start in _WEB_STARTS):
        return _read_markup(content, "xml" if EXCEL_XML in head else "html", asked)
    kind = next((kind for kind, marks in XML_MARKS.items() if any(mark in head for mark in marks)), None)
    if kind is None:
        raise FileRefusedError("no_table", formats=_FORMAT_NAMES)
    with open_xml(content, kind) as layers:
        return _read_layer(layers, asked)


def _read_markup(content: bytes, kind: str, asked: _Asked) -> Opened:
    """Read the wanted table of an export, else the fullest; a page of text is refused."""
    tables = read_tables(content, limits=asked.limits)
    if not tables:
        raise FileRefusedError("web_page" if kind == "html" else "empty")
    _check_sheet(asked.sheet, tuple(tables))
    name = asked.sheet or max(tables, key=lambda key: len(tables[key].rows))
    grid = tables[name]
    asked.limits.check_shape(len(grid.rows), max(map(len, grid.rows)))
    return _with_others(Opened(kind, grid, name, tuple(tables) if len(tables) > 1 else ()))


def _read_json(content: bytes, asked: _Asked) -> Opened:
    _check_sheet(asked.sheet, ())
    return of_features("json", read_records(content, limits=asked.limits))


def _read_parquet(content: bytes, asked: _Asked) -> Opened:
    _check_sheet(asked.sheet, ())
    return of_features("parquet", read_parquet(content, limits=asked.limits))


def of_features(kind: str, features: Features) -> Opened:
    """Return objects under the name of their format, with geometries or without."""
    return Opened(kind if features.shapes is None else f"geo{kind}", features)


def _noted(read: Opened, note: Note) -> Opened:
    return read._replace(notes=(note, *read.notes))


def _with_others(read: Opened) -> Opened:
    others = ", ".join(name for name in read.sheets if name != read.sheet)
    return _noted(read, Note("sheets", {"sheet": read.sheet, "others": others})) if others else read


# What may be read inside a zip.
_IN_ZIPS = declared(
    ".csv .tsv .txt .xlsx .xlsb .xls .ods .json .geojson .geojsonl .umap .gpkg .kml .gml .gpx "
    ".parquet .geoparquet"
)
_BINARY: tuple[tuple[bytes, Callable[[bytes, _Asked], Opened]], ...] = (
    (ZIP_START, _read_zip),
    (GZIP_START, _read_gzip),
    (OLE_START, _read_xls),
    (GPKG_START, _read_gpkg),
    (PARQUET_START, _read_parquet),
)
