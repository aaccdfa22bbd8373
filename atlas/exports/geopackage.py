"""GeoPackage, written by GDAL; the style that QGIS looks for and fixed dates are added to its tables."""

import io
import json
import sqlite3
from contextlib import closing

import geopandas as gpd
import pyogrio

from atlas.exports import styles
from atlas.exports.content import Categorised
from atlas.exports.content import Export
from atlas.exports.content import Graduated

# The newest that GDAL 3.6 of Debian 12 knows.
_VERSION = "1.3"
_GEOMETRY = "geom"

# As QGIS makes it when a style is saved in the file.
_STYLES = """
CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
    styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30),
    ui TEXT(30), update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
)
"""


def write(export: Export) -> bytes:
    """Write an export as a GeoPackage of one layer, EPSG:4326.

    Parameters
    ----------
    export
        With a geometry; with a style where it has one.

    Returns
    -------
    bytes
        Metadata of the layer stand in `gpkg_metadata`, the style in `layer_styles`. The
        same for the same rows and day. A layer with classes has their columns.
    """
    about = export.about
    style = export.style() if export.style else None
    rows = export.rows
    if isinstance(style, Graduated):
        rows = rows.join(style.drawn[style.drawn.columns.difference(rows.columns)])
    rows = rows.reset_index()
    frame = gpd.GeoDataFrame(rows, geometry=export.places().to_numpy(), crs="EPSG:4326")
    points = isinstance(style, Categorised)
    out = io.BytesIO()
    pyogrio.write_dataframe(
        frame,
        out,
        driver="GPKG",
        layer=export.name,
        geometry_type="Point" if points else "MultiPolygon",
        promote_to_multi=not points,
        # Not the dataset's: having read those, GDAL 3.12 leaves an .aux.xml beside the file.
        layer_metadata=_metadata(export),
        dataset_options={"VERSION": _VERSION},
        layer_options={
            "GEOMETRY_NAME": _GEOMETRY,
            "IDENTIFIER": about.title,
            "DESCRIPTION": about.choice,
        },
    )
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(out.getvalue())
        if style is not None:
            _keep_style(database, export, style)
        _date(database, about.moment.strftime("%Y-%m-%dT%H:%M:%S.000Z"))
        database.commit()
        # Pages keep scraps of what stood there before: the moment of writing.
        database.execute("VACUUM")
        return _uncounted(database.serialize())


def _metadata(export: Export) -> dict[str, str]:
    """Flatten what the file says of itself: GDAL's metadata are text."""
    told = export.metadata()
    told["selection"] = export.about.choice
    return {
        key: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for key, value in told.items()
        if value
    }


def _keep_style(database: sqlite3.Connection, export: Export, style: Graduated | Categorised) -> None:
    moment = export.about.moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")
    database.execute(_STYLES)
    database.execute(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column,"
        " styleName, styleQML, styleSLD, useAsDefault, description, owner, ui, update_time)"
        " VALUES ('', '', ?, ?, ?, ?, ?, 1, ?, '', NULL, ?)",
        (
            export.name,
            _GEOMETRY,
            export.name[:30],
            styles.qml(style),
            styles.sld(style, export.name),
            style.title,
            moment,
        ),
    )
    database.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change)"
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
