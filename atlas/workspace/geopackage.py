"""A workspace in one GeoPackage, which QGIS opens as it is.

SQLite keeps it whole: a batch is one transaction, so that a kill at any moment leaves the old rows or the new
ones (the next to open the file rolls the journal back), and one writer holds the file at a time.
"""

import os
import sqlite3
import struct
import uuid
from collections.abc import Iterator
from contextlib import closing
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from atlas.errors import FileFaultError
from atlas.errors import WorkspaceBusyError
from atlas.readers.mapping import Kind
from atlas.territories import load_geography
from atlas.workspace.batches import COLUMNS
from atlas.workspace.batches import INTEGER
from atlas.workspace.batches import KINDS
from atlas.workspace.batches import REAL
from atlas.workspace.batches import SqlWorkspace

_MARK = "atlas workspace 1"
_OURS = "atlas workspace "
# "GP", version 1, little-endian without envelope, EPSG:4326: what stands before WKB in a GeoPackage.
_HEADER = b"GP" + struct.pack("<BBi", 0, 1, 4326)
_EMPTY = {INTEGER: "int64", REAL: "float64"}


def seats(table: pd.DataFrame, kind: Kind) -> list[bytes | None]:
    """Give each row's point: its own coordinates, else its commune's seat.

    Parameters
    ----------
    table
        Rows of either kind.
    kind
        Which.

    Returns
    -------
    list
        WKB in EPSG:4326; None where no commune is known.
    """
    communes = load_geography().communes
    code = table["seat_commune" if kind == "initiatives" else "commune"]
    lon, lat = (code.map(communes[f"seat_{name}"]).to_numpy(dtype="float64") for name in ("lon", "lat"))
    if kind == "initiatives":
        own = table["lon"].notna() & table["lat"].notna()
        lon = np.where(own, table["lon"].astype("float64"), lon)
        lat = np.where(own, table["lat"].astype("float64"), lat)
    known = np.isfinite(lon) & np.isfinite(lat)
    blobs = shapely.to_wkb(shapely.points(lon[known], lat[known]), byte_order=1)
    points: list[bytes | None] = [None] * len(table)
    for place, blob in zip(np.flatnonzero(known), blobs, strict=True):
        points[int(place)] = blob
    return points


class _Sqlite:
    """Statements to SQLite."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def execute(self, statement: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        return self._connection.execute(statement, values).fetchall()

    def insert(self, table: str, columns: list[str], rows: Iterator[tuple[Any, ...]]) -> None:
        names = ", ".join([*columns, "geom"])
        marks = ", ".join("?" * (len(columns) + 1))
        packed = ((*row[:-1], None if row[-1] is None else _HEADER + row[-1]) for row in rows)
        self._connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", packed)  # noqa: S608 - names of ours


class GeoPackage(SqlWorkspace):
    """A workspace in a file.

    Parameters
    ----------
    path
        The `.gpkg`; made where there is none, once something is kept in it.

    Raises
    ------
    FileFaultError
        If the file there is no workspace of the atlas; it is left as it is.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        if path.exists():
            self._check()

    def _check(self) -> None:
        try:
            with self.path.open("rb"), closing(self._connect("ro")) as connection:
                found = connection.execute(
                    "SELECT description FROM gpkg_contents WHERE table_name = 'batches'"
                ).fetchall()
        except OSError as error:
            msg = f"{self.path} cannot be read: {error.strerror}"
            raise FileFaultError(msg) from error
        except sqlite3.DatabaseError as error:
            msg = f"{self.path} is no workspace of the atlas, or is damaged; name a new file to begin one."
            raise FileFaultError(msg) from error
        mark = str(found[0][0]) if found else ""
        if not mark.startswith(_OURS):
            msg = f"{self.path} is a GeoPackage but no workspace of the atlas; name a new file to begin one."
            raise FileFaultError(msg)
        if mark != _MARK:
            msg = f"{self.path} was written by a later atlas ({mark!r}); update this one."
            raise FileFaultError(msg)

    def _connect(self, mode: str) -> sqlite3.Connection:
        # Nobody waits: the second writer is told at once.
        address = f"{self.path.resolve().as_uri()}?mode={mode}"
        connection = sqlite3.connect(address, uri=True, timeout=0, isolation_level=None)
        connection.execute("PRAGMA trusted_schema = ON")
        return connection

    @contextmanager
    def reading(self) -> Iterator[_Sqlite]:
        """Open a connection that only reads."""
        if not self.path.exists():
            with closing(sqlite3.connect(":memory:")) as connection:
                for kind in KINDS:
                    columns = ", ".join(f"{name} {sql}" for name, sql in COLUMNS[kind].items())
                    connection.execute(f"CREATE TABLE {kind} (fid INTEGER, batch INTEGER, {columns})")
                connection.execute(_BATCHES)
                yield _Sqlite(connection)
            return
        with (
            self._faults(),
            closing(self._connect("rw" if os.access(self.path, os.W_OK) else "ro")) as connection,
        ):
            connection.execute("PRAGMA busy_timeout = 5000")
            connection.execute("BEGIN")
            yield _Sqlite(connection)
            connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[_Sqlite]:
        """Open a transaction that nobody else may write beside."""
        with self._faults():
            if not self.path.exists():
                self._make()
            with closing(self._connect("rw")) as connection:
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield _Sqlite(connection)
                    connection.execute(
                        "UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"
                    )
                    connection.execute("COMMIT")
                except BaseException:
                    if connection.in_transaction:
                        connection.execute("ROLLBACK")
                    raise

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname in {"SQLITE_BUSY", "SQLITE_LOCKED"}:
                msg = f"Somebody else is writing to {self.path}; try again in a moment."
                raise WorkspaceBusyError(msg) from error
            msg = f"{self.path} cannot be written: {error}; nothing of the batch was kept."
            raise FileFaultError(msg) from error
        except sqlite3.DatabaseError as error:
            msg = f"{self.path} is damaged ({error}); bring back a copy of it."
            raise FileFaultError(msg) from error
        except OSError as error:
            msg = f"{self.path} cannot be written: {error.strerror}; nothing of the batch was kept."
            raise FileFaultError(msg) from error

    def points(self, table: pd.DataFrame, kind: Kind) -> list[bytes | None]:
        """Give each row's point as WKB, see `seats`."""
        return seats(table, kind)

    def _make(self) -> None:
        """Write an empty workspace beside, and put it in its place unless somebody else did."""
        part = self.path.with_name(f".{self.path.name}.{uuid.uuid4().hex}.part.gpkg")
        try:
            for kind in KINDS:
                columns = {
                    name: pd.Series(dtype=_EMPTY.get(sql, "str")) for name, sql in COLUMNS[kind].items()
                }
                layer = gpd.GeoDataFrame(
                    {"batch": pd.Series(dtype="int64"), **columns}, geometry=[], crs="EPSG:4326"
                )
                pyogrio.write_dataframe(
                    layer,
                    part,
                    layer=kind,
                    driver="GPKG",
                    geometry_type="Point",
                    append=part.exists(),
                    # Plain SQLite has not the functions that the triggers of a spatial index call.
                    layer_options={"SPATIAL_INDEX": "NO", "GEOMETRY_NAME": "geom"},
                    # Older GDAL warns of what is newer.
                    dataset_options={"VERSION": "1.2"},
                )
            with closing(sqlite3.connect(part)) as connection, connection:
                connection.execute(_BATCHES)
                connection.execute(
                    "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change) "
                    "VALUES ('batches', 'attributes', 'batches', ?, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))",
                    (_MARK,),
                )
                for kind in KINDS:
                    connection.execute(f"CREATE INDEX {kind}_batch ON {kind} (batch)")
            # Fails where there is one now: two who begin do not overwrite each other.
            os.link(part, self.path)
        except FileExistsError:
            pass
        except pyogrio.errors.DataSourceError as error:
            msg = f"{self.path} cannot be written: {error}"
            raise FileFaultError(msg) from error
        finally:
            part.unlink(missing_ok=True)


_BATCHES = (
    "CREATE TABLE batches (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name TEXT, kind TEXT, "
    "imported TEXT, source TEXT, digest TEXT, rows INTEGER, total_cents INTEGER, undone TEXT)"
)
