"""A workspace in one GeoPackage, which QGIS opens as it is.

Rows are written to a copy beside, which then takes the file's place: a kill at any moment leaves the old file
or the new one, whole for whoever opens it. A transaction in the file itself would leave a journal beside it
after a kill, and what only reads (GDAL, a colleague without the right to write) cannot roll that back.
Meanwhile the old file is locked as SQLite locks it, so that neither another atlas nor QGIS writes to it; the
lock goes with the process that holds it.
"""

import errno
import glob
import os
import shutil
import sqlite3
import struct
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

import geopandas as gpd
import pandas as pd

from atlas.errors import FileFaultError, WorkspaceBusyError
from atlas.vocabulary import Label
from atlas.workspace.batches import COLUMNS, INTEGER, KINDS, MARK, MARKS, OURS, REAL, BatchKind
from atlas.workspace.sql import Workspace
from atlas.workspace.styles import add_styles

# "GP", version 1, little-endian without envelope, EPSG:4326: what stands before WKB in a GeoPackage.
_HEADER = b"GP" + struct.pack("<BBi", 0, 1, 4326)
_EMPTY = {INTEGER: "int64", REAL: "float64"}
_DECLARED = {INTEGER: "INTEGER", REAL: "REAL"}
_PART = ".part.gpkg"
_DESCRIPTIONS: dict[BatchKind, str] = {
    "initiatives": "Initiatives of all batches, at their own coordinates or the seat of their commune",
    "funding": "Amounts of all batches in cents, at the seat of the commune",
    "perimeters": "Communes of the perimeters of all batches, at their seat",
}


# In French what a fault kept from being done.
_DONE = {"read": "lu", "written": "écrit"}


class _Sqlite:
    """Statements to SQLite."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def execute(self, statement: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        return self._connection.execute(statement, values).fetchall()

    def columns(self, table: str) -> set[str]:
        return {str(row[1]) for row in self.execute(f"PRAGMA table_info({table})")}

    def make(self, kind: BatchKind) -> None:
        # As `_write_empty` has GDAL make it, within the transaction.
        columns = "".join(f", {name} {_DECLARED.get(sql, sql)}" for name, sql in COLUMNS[kind].items())
        key = "fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"
        self.execute(f"CREATE TABLE {kind} ({key}, geom POINT, batch INTEGER{columns})")
        self.execute(f"CREATE INDEX {kind}_batch ON {kind} (batch)")
        self.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) "
            "VALUES (?, 'features', ?, ?, 4326)",
            (kind, kind, _DESCRIPTIONS[kind]),
        )
        self.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POINT', 4326, 0, 0)", (kind,))

    def mark(self, mark: str) -> None:
        self.execute("UPDATE gpkg_contents SET description = ? WHERE table_name = 'batches'", (mark,))

    def stream(self, statement: str, size: int) -> Iterator[list[tuple[Any, ...]]]:
        cursor = self._connection.execute(statement)
        while rows := cursor.fetchmany(size):
            yield rows

    def insert(self, table: str, columns: list[str], rows: Iterator[tuple[Any, ...]]) -> None:
        names = ", ".join([*columns, "geom"])
        marks = ", ".join("?" * (len(columns) + 1))
        packed = ((*row[:-1], None if row[-1] is None else _HEADER + row[-1]) for row in rows)
        self._connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", packed)  # noqa: S608 - names of ours


class GeoPackage(Workspace):
    """A workspace in a file."""

    def __init__(self, path: Path) -> None:
        # What is replaced is the file that a link leads to, not the link.
        self.path = path.resolve()
        self.label = str(path)
        try:
            there = self.path.exists()
        except OSError as error:
            self._unreadable(error)
        if there:
            self._check()

    def _check(self) -> None:
        try:
            with closing(self._connect("ro")) as connection:
                found = connection.execute(
                    "SELECT description FROM gpkg_contents WHERE table_name = 'batches'"
                ).fetchall()
        except sqlite3.DatabaseError as error:
            if _is_busy(error):
                self._busy(error)
            msg = Label(
                "{store} n’est pas un espace de l’atlas, ou est abîmé ; nommez un nouveau fichier.",
                "{store} is no workspace of the atlas, or is damaged; name a new file to begin one.",
            ).filled(store=self.label)
            raise FileFaultError(msg) from error
        mark = str(found[0][0]) if found else ""
        if not mark.startswith(OURS):
            msg = Label(
                "{store} est un GeoPackage, non un espace de l’atlas ; nommez un nouveau fichier.",
                "{store} is a GeoPackage but no workspace of the atlas; name a new file to begin one.",
            ).filled(store=self.label)
            raise FileFaultError(msg)
        if mark not in MARKS:
            msg = Label(
                "{store} a été écrit par un atlas plus récent ({mark!r}) ; mettez celui-ci à jour.",
                "{store} was written by a later atlas ({mark!r}); update this one.",
            ).filled(store=self.label, mark=mark)
            raise FileFaultError(msg)

    def _connect(self, mode: str, *, wait: int = 5) -> sqlite3.Connection:
        # A journal is left beside by what writes in place, as QGIS does; only who may write rolls it back.
        journal = self.path.with_name(f"{self.path.name}-journal")
        if mode == "ro" and journal.exists() and os.access(self.path, os.W_OK):
            mode = "rw"
        address = f"{self.path.as_uri()}?mode={mode}"
        connection = sqlite3.connect(address, uri=True, timeout=wait, isolation_level=None)
        # What a file's own views and triggers call is nobody's to trust.
        connection.execute("PRAGMA trusted_schema = OFF")
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
        with self._faults("read"), closing(self._connect("ro")) as connection:
            connection.execute("BEGIN")
            yield _Sqlite(connection)

    @contextmanager
    def writing(self) -> Iterator[_Sqlite]:
        """Open a copy that nobody else may write beside; it takes the file's place at the end, or goes."""
        if not self.path.exists():
            self._make()
        part = self._beside()
        with self._faults("written"), self._held(), self._removed(part):
            with closing(self._connect("ro")) as source, closing(sqlite3.connect(part)) as copy:
                source.backup(copy)
            with closing(sqlite3.connect(part, isolation_level=None)) as copy:
                # The copy is thrown away unless all goes well: it needs no journal of its own.
                copy.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
                ((found,),) = copy.execute("PRAGMA quick_check(1)").fetchall()
                if found != "ok":
                    raise sqlite3.DatabaseError(found)
                _add_functions(copy)
                copy.execute("BEGIN")
                # A workspace begun before there were styles gains them.
                add_styles(copy, moment=_now())
                yield _Sqlite(copy)
                copy.execute("UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')")
                copy.execute("COMMIT")
                ((free,),) = copy.execute("PRAGMA freelist_count").fetchall()
                if free:
                    copy.execute("VACUUM")  # rows that were taken back leave the file too
            try:
                shutil.copymode(self.path, part)
                _to_disk(part)
                part.replace(self.path)
                _to_disk(self.path.parent)
            except OSError as error:
                self._unwritable(error)

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Keep all others from writing to the file."""
        before = self.path.stat().st_ino
        with closing(self._connect("rw", wait=0)) as connection:
            # QGIS has another mode while it has the file open, and files beside that belong to this one.
            connection.execute("PRAGMA journal_mode = DELETE").fetchall()
            connection.execute("BEGIN IMMEDIATE")
            if self.path.stat().st_ino != before:
                self._busy(None)  # another's file took its place: the lock is on the one that went
            for left in self.path.parent.glob(f".{glob.escape(self.path.name)}.*{_PART}*"):
                left.unlink(missing_ok=True)  # by somebody who was killed: whoever lives would hold the lock
            yield

    def _beside(self) -> Path:
        return self.path.with_name(f".{self.path.name}.{uuid.uuid4().hex}{_PART}")

    @contextmanager
    def _removed(self, part: Path) -> Iterator[None]:
        try:
            yield
        finally:
            part.unlink(missing_ok=True)

    @contextmanager
    def _faults(self, what: str) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if _is_busy(error):
                self._busy(error)
            msg = Label(
                "{store} ne peut pas être {done} : {error}.", "{store} cannot be {what}: {error}."
            ).filled(store=self.label, done=_DONE[what], error=error, what=what)
            raise FileFaultError(msg) from error
        except sqlite3.DatabaseError as error:
            msg = Label(
                "{store} est abîmé ({error}) ; reprenez-en une copie.",
                "{store} is damaged ({error}); bring back a copy of it.",
            ).filled(store=self.label, error=error)
            raise FileFaultError(msg) from error

    def _busy(self, error: Exception | None) -> NoReturn:
        msg = (
            f"Somebody else is writing to {self.label}, or has it open in QGIS; close it there, or try again."
        )
        raise WorkspaceBusyError(msg) from error

    def _unreadable(self, error: OSError) -> NoReturn:
        msg = Label("{store} ne se lit pas : {why}.", "{store} cannot be read: {why}.").filled(
            store=self.label, why=error.strerror
        )
        raise FileFaultError(msg) from error

    def _unwritable(self, error: OSError) -> NoReturn:
        msg = Label("{store} ne s’écrit pas : {why}.", "{store} cannot be written: {why}.").filled(
            store=self.label, why=error.strerror
        )
        raise FileFaultError(msg) from error

    def _make(self) -> None:
        """Put an empty workspace in its place unless somebody else did."""
        from pyogrio.errors import DataSourceError  # noqa: PLC0415 - GDAL takes 30 MB: once a workspace

        part = self._beside()
        try:
            with self._faults("written"), self._removed(part):
                with part.open("xb") as file:
                    # Made elsewhere: whoever holds the workspace meanwhile clears away what lies beside it.
                    file.write(_empty())
                    file.flush()
                    os.fsync(file.fileno())
                _put(part, self.path)
        except (FileNotFoundError, DataSourceError) as error:
            msg = Label(
                "{store} ne s’écrit pas : son dossier manque, est plein ou protégé.",
                "{store} cannot be written: its folder is missing, full or may not be written to.",
            ).filled(store=self.label)
            raise FileFaultError(msg) from error
        except OSError as error:
            self._unwritable(error)


def _put(part: Path, path: Path) -> None:
    """Name a file, unless something has that name: two who begin do not overwrite each other."""
    try:
        os.link(part, path)
    except (FileExistsError, FileNotFoundError):
        pass  # somebody began first, and may have cleared this part away
    except OSError as error:
        # Some shared folders know no second name for a file.
        if error.errno not in {errno.EPERM, errno.ENOTSUP, errno.ENOSYS}:
            raise
        if not path.exists():
            part.replace(path)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _is_busy(error: sqlite3.Error) -> bool:
    name = getattr(error, "sqlite_errorname", "")
    return name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def _add_functions(connection: sqlite3.Connection) -> None:
    """Add what the triggers of a spatial index call, should QGIS have made one; every geometry is a point."""
    connection.execute("PRAGMA trusted_schema = ON")
    connection.create_function("ST_IsEmpty", 1, lambda blob: blob is None, deterministic=True)
    for name, start in (("X", -16), ("Y", -8)):
        for bound in ("Min", "Max"):
            connection.create_function(f"ST_{bound}{name}", 1, _ordinate(start), deterministic=True)


def _ordinate(start: int) -> Callable[[bytes], float]:
    return lambda blob: float(struct.unpack_from("<d", blob, len(blob) + start)[0])


def _empty() -> bytes:
    """Return the file of a workspace that nothing was kept in yet."""
    with tempfile.TemporaryDirectory(prefix="atlas-") as folder:
        path = Path(folder) / "empty.gpkg"
        _write_empty(path)
        return path.read_bytes()


def _write_empty(path: Path) -> None:
    import pyogrio  # noqa: PLC0415 - see above

    for kind in KINDS:
        columns = {name: pd.Series(dtype=_EMPTY.get(sql, "str")) for name, sql in COLUMNS[kind].items()}
        layer = gpd.GeoDataFrame({"batch": pd.Series(dtype="int64"), **columns}, geometry=[], crs="EPSG:4326")
        pyogrio.write_dataframe(
            layer,
            path,
            layer=kind,
            driver="GPKG",
            geometry_type="Point",
            append=path.exists(),
            layer_options={
                # Every row would go through its triggers; QGIS makes one on demand.
                "SPATIAL_INDEX": "NO",
                "GEOMETRY_NAME": "geom",
                "DESCRIPTION": _DESCRIPTIONS[kind],
            },
            # Older GDAL warns of what is newer.
            dataset_options={"VERSION": "1.2"},
        )
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(_BATCHES)
        connection.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change) "
            "VALUES ('batches', 'attributes', 'batches', ?, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))",
            (MARK,),
        )
        for kind in KINDS:
            connection.execute(f"CREATE INDEX {kind}_batch ON {kind} (batch)")
        add_styles(connection, moment=_now())


def _now() -> str:
    return datetime.now(tz=UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


_BATCHES = (
    "CREATE TABLE batches (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name TEXT, kind TEXT, "
    "imported TEXT, source TEXT, digest TEXT, rows INTEGER, total_cents INTEGER, "
    "undone TEXT, imported_by TEXT, undone_by TEXT)"
)
