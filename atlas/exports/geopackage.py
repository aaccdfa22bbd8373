"""GeoPackage, written by GDAL; the style that QGIS looks for and fixed dates are added to its tables."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd

from atlas.exports import styles
from atlas.exports.content import Categorised, Export, Graduated, Style

# The newest that GDAL 3.6 of Debian 12 knows.
_VERSION = "1.3"
_GEOMETRY = "geom"

# As QGIS makes it when a style is saved in the file.
_STYLES = """
CREATE TABLE IF NOT EXISTS layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
    styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30),
    ui TEXT(30), update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
)
"""


def write(export: Export) -> bytes:
    """Write an export as a GeoPackage, EPSG:4326: a layer for each of its tables."""
    layers = [(layer, layer.style() if layer.style else None) for layer in (export, *export.parts)]
    # GDAL adds a layer to a file only, not to a buffer.
    with TemporaryDirectory() as folder:
        target = Path(folder) / "atlas.gpkg"
        for layer, style in layers:
            _layer(layer, style, target)
        content = target.read_bytes()
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(content)
        moment = export.about.moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")
        for layer, style in layers:
            if style is not None:
                keep_style(database, style, layer=layer.name, moment=moment)
        _date(database, moment)
        database.commit()
        # Pages keep scraps of what stood there before: the moment of writing.
        database.execute("VACUUM")
        return _uncounted(database.serialize())


def _layer(export: Export, style: Style | None, target: Path) -> None:
    import pyogrio  # noqa: PLC0415 - GDAL takes 30 MB: a workspace's styles need it not

    rows = export.rows
    if isinstance(style, Graduated):
        rows = rows.join(style.drawn[style.drawn.columns.difference(rows.columns)])
    shapes = export.places()
    kind, append = _kind(shapes, style), target.exists()
    title = f"{export.about.title} · {export.label}" if export.label else export.about.title
    pyogrio.write_dataframe(
        gpd.GeoDataFrame(rows.reset_index(), geometry=shapes.to_numpy(), crs="EPSG:4326"),
        target,
        driver="GPKG",
        layer=export.name,
        geometry_type=kind,
        promote_to_multi=kind.startswith("Multi"),
        append=append,
        # Not the dataset's: having read those, GDAL 3.12 leaves an .aux.xml beside the file.
        layer_metadata=_metadata(export),
        dataset_options=None if append else {"VERSION": _VERSION},
        layer_options={
            "GEOMETRY_NAME": _GEOMETRY,
            "IDENTIFIER": title,
            "DESCRIPTION": export.about.choice,
        },
    )


def _kind(shapes: gpd.GeoSeries, style: Style | None) -> str:
    """Name the kind of a layer's geometries; territories are of one or several parts."""
    simple = {"Point", "LineString"} & set(shapes.geom_type.dropna())
    if shapes.isna().all() and isinstance(style, Categorised) and style.points:
        simple = {"Point"}
    return str(*simple) or "MultiPolygon"


def _metadata(export: Export) -> dict[str, str]:
    """Flatten what the file says of itself: GDAL's metadata are text."""
    told = export.metadata()
    told["selection"] = export.about.choice
    return {
        key: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for key, value in told.items()
        if value
    }


def keep_style(database: sqlite3.Connection, style: Style, *, layer: str, moment: str) -> None:
    """Keep the style of a layer where QGIS looks for it."""
    database.execute(_STYLES)
    database.execute(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column,"
        " styleName, styleQML, useAsDefault, description, owner, ui, update_time)"
        " VALUES ('', '', ?, ?, ?, ?, 1, ?, '', NULL, ?)",
        (
            layer,
            _GEOMETRY,
            layer[:30],
            styles.qml(style),
            style.title,
            moment,
        ),
    )
    database.execute(
        "INSERT OR IGNORE INTO gpkg_contents (table_name, data_type, identifier, description, last_change)"
        " VALUES ('layer_styles', 'attributes', 'layer_styles', '', ?)",
        (moment,),
    )


def _uncounted(file: bytes) -> bytes:
    """Fix SQLite's count of transactions: GDAL takes one more when a millisecond passes while it writes."""
    count = (1).to_bytes(4, "big")
    return file[:24] + count + file[28:92] + count + file[96:]


def _date(database: sqlite3.Connection, moment: str) -> None:
    """Replace the moment of writing by the day that the file carries."""
    database.execute("UPDATE gpkg_contents SET last_change = ?", (moment,))
    database.execute("UPDATE gpkg_metadata_reference SET timestamp = ?", (moment,))
