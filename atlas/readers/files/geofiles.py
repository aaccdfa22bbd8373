"""Geographic files: GeoPackage, Shapefile, KML, GML and GPX, read by GDAL behind bounds.

GDAL chooses its driver by content and some drivers follow addresses that a file names. So a file reaches it
only when its first bytes are those of the format, under a name of ours, alone in a private folder.
"""

import json
import re
import sqlite3
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import shapely

from atlas.readers.cells.crs import unreadable
from atlas.readers.cells.values import as_cell
from atlas.readers.files.archives import Members, check_xml
from atlas.readers.files.limits import Limits
from atlas.readers.model.raw import Features
from atlas.readers.told.notes import Note
from atlas.readers.told.refusals import FileRefusedError

GPKG_START = b"SQLite format 3\0"
_SHP_START = b"\x00\x00\x27\x0a"
_SHP_NEEDED = (".shp", ".shx", ".dbf")
_SHP_PARTS = (*_SHP_NEEDED, ".prj", ".cpg")
# Tags by which other drivers of GDAL, some of which fetch what a file names, would take an XML for theirs.
_FOREIGN_XML = (
    *(b"<OGR", b"_Capabilities", b"<osm", b"<rss", b"<feed", b"<mapml", b"<JCSDataFile", b"<svg"),
    *(b"NAS-Operationen", b"kadaster.nl/schemas"),
)
# By what a file of each format is known, which another format must not have.
XML_MARKS: dict[str, tuple[bytes, ...]] = {
    "kml": (b"<kml", b":kml"),
    "gpx": (b"<gpx",),
    "gml": (b"opengis.net/gml",),
}
# Attributes that lead elsewhere, and systems that are no code of EPSG or OGC.
_LEADING = re.compile(
    rb"""\s(?:[\w.-]+:)?(?:href|schemaLocation|noNamespaceSchemaLocation)\s*=\s*(?:"[^"]*"|'[^']*')"""
)
_SYSTEM = re.compile(rb"""\ssrsName\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_CODE = re.compile(
    rb"(?:EPSG:|urn:(?:x-)?ogc:def:crs:(?:EPSG|OGC):[\w.]*:|https?://www\.opengis\.net/"
    rb"(?:gml/srs/epsg\.xml#|def/crs/(?:EPSG|OGC)/[\w.]+/))\w+"
)
# Values of KML that GDAL reads only where the file declares them, written as those that need no declaration.
_SIMPLE = re.compile(rb"<SimpleData\s+name\s*=\s*(\"[^\"]*\"|'[^']*')\s*>(.*?)</SimpleData>", re.DOTALL)
_SCHEMA_DATA = re.compile(rb"</?SchemaData\b[^>]*>")
_SCHEMA = re.compile(rb"<Schema[\s>]")
# Drawing instructions that GDAL adds to every KML.
_KML_DRAWING = frozenset({"altitudeMode", "tessellate", "extrude", "visibility", "drawOrder", "icon"})
_KML_SOMETIMES = frozenset({"id", "timestamp", "begin", "end", "description"})
# SQLite's own steps that checking a file may take, and the generated columns of its `table_xinfo`.
_MOST_STEPS = 50_000_000
_GENERATED = (2, 3)


class Layers(NamedTuple):
    """A geographic file on disk for the time of its reading.

    Attributes
    ----------
    left_out
        Layers that are never read: they are computed, or lie in other files.
    encoding
        Layer -> its alphabet, where the file does not say.
    """

    format: str
    paths: dict[str, Path]
    left_out: tuple[str, ...] = ()
    encoding: Mapping[str, str] = {}

    def fullest(self) -> str:
        """Name the layer with the most features."""
        import pyogrio  # noqa: PLC0415 - GDAL takes 30 MB, and few files are its

        with _refusing(self.format):
            counts = {
                layer: int(
                    pyogrio.read_info(path, layer=self._inside(layer), force_feature_count=True)["features"]
                )
                for layer, path in self.paths.items()
            }
        if self.format == "gpx":
            # Places come before ways, and ways before their points.
            return next((layer for layer in self.paths if counts[layer]), next(iter(counts)))
        return max(counts, key=lambda layer: counts[layer])

    def read(self, layer: str, *, limits: Limits) -> Features:
        """Read a layer."""
        import pyogrio  # noqa: PLC0415 - see above

        options = {"layer": self._inside(layer), "force_2d": True, "datetime_as_string": True}
        path = self.paths[layer]
        with _refusing(self.format):
            info = pyogrio.read_info(path, layer=self._inside(layer), force_feature_count=True)
            limits.check_shape(int(info["features"]), len(info["fields"]))
            try:
                meta, _fids, shapes, columns = pyogrio.raw.read(
                    path, encoding=self.encoding.get(layer), max_features=limits.rows + 1, **options
                )
            except UnicodeDecodeError:
                meta, _fids, shapes, columns = pyogrio.raw.read(
                    path, encoding="CP1252", max_features=limits.rows + 1, **options
                )
        names = [str(name) for name in meta["fields"]]
        rows = len(shapes) if shapes is not None else max(map(len, columns), default=0)
        limits.check_shape(rows, len(names))
        cells = pd.DataFrame(
            {place: [_plain(cell) for cell in column.tolist()] for place, column in enumerate(columns)},
            index=pd.RangeIndex(1, rows + 1),
            dtype=object,
        )
        cells.columns = pd.Index(names, dtype=object)
        if self.format == "kml":
            cells = _without_drawing(cells)
        if self.format == "gpx":
            # Its layers have every column of the standard.
            cells = cells.dropna(axis="columns", how="all")
        blank = np.full(rows, None, dtype=object)
        shapes = blank if shapes is None else shapes
        with np.errstate(invalid="ignore"):
            geometry = shapely.from_wkb(shapes, on_invalid="ignore")
        notes = [Note("layers_left", {"layers": ", ".join(self.left_out)})] if self.left_out else []
        problems = unreadable(cells.index, shapes, geometry)
        return Features(cells, geometry, str(meta["crs"] or ""), notes=notes, problems=problems)

    def _inside(self, layer: str) -> str | None:
        return None if self.format == "shp" else layer


@contextmanager
def open_gpkg(content: bytes) -> Iterator[Layers]:
    """Open a GeoPackage in a private folder, without what computes or points elsewhere.

    Yields
    ------
    Layers
        Its tables of features and attributes. Views, triggers, generated columns and virtual tables are taken
        out of the copy before GDAL sees it.
    """
    with _private_folder() as folder:
        path = folder / "layers.gpkg"
        path.write_bytes(content)
        with _refusing("gpkg"), closing(sqlite3.connect(path)) as database:
            layers, left_out = _safe_layers(database)
        if not layers:
            fault = "unsafe_layer" if left_out else "no_layer"
            raise FileRefusedError(fault, name=", ".join(left_out))
        yield Layers("gpkg", dict.fromkeys(layers, path), tuple(left_out))


@contextmanager
def open_shapefiles(members: Members) -> Iterator[Layers]:
    """Open the Shapefiles of a zip in a private folder.

    Yields
    ------
    Layers
        One per Shapefile.
    """
    with _private_folder() as folder:
        paths: dict[str, Path] = {}
        encoding: dict[str, str] = {}
        stems = sorted(name[:-4] for name in members if name.lower().endswith(".shp"))
        for number, stem in enumerate(stems):
            parts = _parts(members, stem)
            # The name in the zip is the reader's label; the path is ours.
            layer = stem.rsplit("/", 1)[-1] or str(number)
            layer = layer if layer not in paths else stem
            paths[layer] = folder / f"layer{number}.shp"
            for suffix, content in parts.items():
                paths[layer].with_suffix(suffix).write_bytes(content)
            if ".cpg" not in parts:
                encoding[layer] = _dbf_encoding(parts[".dbf"])
        yield Layers("shp", paths, encoding=encoding)


@contextmanager
def open_xml(content: bytes, kind: str) -> Iterator[Layers]:
    """Open a KML, GML or GPX in a private folder; nothing that it links to is followed.

    Yields
    ------
    Layers
        Its folders and documents, feature types, or ways and places.
    """
    check_xml(content, depth=True)
    others = (
        mark for other, marks in XML_MARKS.items() if other != kind for mark in marks if mark[:1] == b"<"
    )
    if any(tag in content for tag in (*_FOREIGN_XML, *others)):
        raise FileRefusedError("damaged", format=kind.upper())
    if kind == "gml":
        content = _SYSTEM.sub(_known_system, _LEADING.sub(b"", content))
    if kind == "kml" and not _SCHEMA.search(content):
        content = _SCHEMA_DATA.sub(b"", _SIMPLE.sub(rb"<Data name=\1><value>\2</value></Data>", content))
    import pyogrio  # noqa: PLC0415 - see above

    with _private_folder() as folder:
        path = folder / f"layers.{kind}"
        path.write_bytes(content)
        with _refusing(kind):
            names = [str(name) for name, _kind in pyogrio.list_layers(path).tolist()]
        if not names:
            raise FileRefusedError("no_layer")
        yield Layers(kind, dict.fromkeys(names, path))


def _known_system(attribute: re.Match[bytes]) -> bytes:
    return attribute[0] if _CODE.fullmatch(attribute[1] or attribute[2] or b"") else b""


@contextmanager
def _private_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="atlas-") as folder:
        yield Path(folder)


@contextmanager
def _refusing(kind: str) -> Iterator[None]:
    from pyogrio.errors import DataLayerError, DataSourceError  # noqa: PLC0415 - see above

    try:
        with warnings.catch_warnings():
            # GDAL warns of a number with stray characters and of fields it renames.
            warnings.simplefilter("ignore", RuntimeWarning)
            warnings.simplefilter("ignore", UserWarning)
            yield
    except (DataSourceError, DataLayerError, sqlite3.Error, shapely.errors.ShapelyError) as error:
        raise FileRefusedError("damaged", format=kind.upper()) from error
    except (LookupError, ValueError, OverflowError) as error:
        # An unknown alphabet, a date out of the calendar, a text that is none.
        raise FileRefusedError("damaged", format=kind.upper()) from error


def _safe_layers(database: sqlite3.Connection) -> tuple[list[str], list[str]]:
    """Take what computes out of a GeoPackage; give the layers that stay and those that went."""
    steps = iter(range(_MOST_STEPS // 1_000))
    database.set_progress_handler(lambda: next(steps, None) is None, 1_000)
    database.execute("PRAGMA trusted_schema = OFF")
    # A page that two rows share would unpack without end; the check finds it.
    if database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise FileRefusedError("damaged", format="GPKG")
    layers = [str(name) for (name,) in database.execute(_LAYERS)]
    unsafe = {str(name) for (name,) in database.execute(_COMPUTED)}
    tables = {
        str(name) for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    unsafe |= {layer for layer in layers if layer in tables - unsafe and _generates(database, layer)}
    unsafe |= set(layers) - tables
    database.execute("PRAGMA writable_schema = ON")
    database.executemany("DELETE FROM sqlite_master WHERE name = ?", [(name,) for name in unsafe])
    database.execute("DELETE FROM sqlite_master WHERE type = 'trigger'")
    database.executemany("DELETE FROM gpkg_contents WHERE table_name = ?", [(name,) for name in unsafe])
    database.commit()
    return [name for name in layers if name not in unsafe], [name for name in layers if name in unsafe]


# Tables in which QGIS keeps styles and projects are no layers of anybody's data.
_LAYERS = (
    "SELECT table_name FROM gpkg_contents WHERE data_type IN ('features', 'attributes')"
    " AND table_name NOT IN ('layer_styles', 'qgis_projects') ORDER BY rowid"
)
_COMPUTED = (
    "SELECT name FROM sqlite_master WHERE type = 'view'"
    " OR (type = 'table' AND sql LIKE 'create virtual%' AND sql NOT LIKE '%using rtree%')"
)


def _generates(database: sqlite3.Connection, table: str) -> bool:
    columns = database.execute("SELECT hidden FROM pragma_table_xinfo(?)", (table,))
    return any(hidden in _GENERATED for (hidden,) in columns)


def _parts(members: Members, stem: str) -> Members:
    """Parts of one Shapefile, by their suffix in lower case."""
    parts = {
        suffix: content
        for name, content in members.items()
        if name[:-4] == stem and (suffix := name[-4:].lower()) in _SHP_PARTS
    }
    if set(_SHP_NEEDED) - set(parts):
        raise FileRefusedError("shapefile_incomplete")
    if not (parts[".shp"].startswith(_SHP_START) and parts[".shx"].startswith(_SHP_START)):
        raise FileRefusedError("damaged", format="Shapefile")
    return parts


def _dbf_encoding(content: bytes) -> str:
    """Alphabet of a table without .cpg: UTF-8 where its records are, else the Windows one."""
    records = content[int.from_bytes(content[8:10], "little") :]
    try:
        records.decode()
    except UnicodeDecodeError:
        return "CP1252"
    return "UTF-8"


def _plain(cell: object) -> object:
    if isinstance(cell, bytes):
        return cell.hex()
    if isinstance(cell, list | tuple | dict | np.ndarray):
        values = cell.tolist() if isinstance(cell, np.ndarray) else cell
        return json.dumps(values, ensure_ascii=False, default=str)
    return as_cell(cell)


def _without_drawing(cells: pd.DataFrame) -> pd.DataFrame:
    kept = [
        place
        for place, name in enumerate(cells.columns)
        if name not in _KML_DRAWING
        and not (name in _KML_SOMETIMES and all(cell is None for cell in cells.iloc[:, place].tolist()))
    ]
    return cells.iloc[:, kept]
