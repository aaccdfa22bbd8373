"""A workspace in PostGIS, for a server that a team shares."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pandas as pd
import psycopg
from psycopg.conninfo import conninfo_to_dict

from atlas.errors import FileFaultError
from atlas.errors import WorkspaceBusyError
from atlas.readers.mapping import Kind
from atlas.workspace.batches import COLUMNS
from atlas.workspace.batches import KINDS
from atlas.workspace.batches import SqlWorkspace
from atlas.workspace.geopackage import seats

# Names the lock of all who write to the schema; any number does that nobody else uses.
_LOCK = 4_217_026_108
_CONNECT_SECONDS = 10


class _Postgres:
    """Statements to PostgreSQL, their values always bound."""

    def __init__(self, connection: "psycopg.Connection[Any]") -> None:
        self._connection = connection

    def execute(self, statement: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        cursor = self._connection.execute(statement.replace("?", "%s").encode(), values or None)
        return cursor.fetchall() if cursor.description else []

    def insert(self, table: str, columns: list[str], rows: Iterator[tuple[Any, ...]]) -> None:
        names = ", ".join([*columns, "geom"])
        with (
            self._connection.cursor() as cursor,
            cursor.copy(f"COPY atlas.{table} ({names}) FROM STDIN".encode()) as copy,
        ):
            for row in rows:
                point = None if row[-1] is None else f"SRID=4326;{_hex(row[-1])}"
                # PostgreSQL's texts cannot hold this one character.
                copy.write_row([*map(_text, row[:-1]), point])


def _hex(blob: bytes) -> str:
    return blob.hex()


def _text(value: Any) -> Any:  # noqa: ANN401 - a cell of any kind
    return value.replace("\0", "") if isinstance(value, str) else value


class Postgis(SqlWorkspace):
    """A workspace in the schema `atlas` of a database, made at first use.

    Parameters
    ----------
    address
        `postgresql://…`, as libpq takes it.

    Raises
    ------
    FileFaultError
        If the database does not answer, or has no PostGIS. No message holds the password.
    """

    schema = "atlas."

    def __init__(self, address: str) -> None:
        self._address = address
        try:
            known = conninfo_to_dict(address)
        except psycopg.Error as error:
            msg = "The address of the database cannot be read; write postgresql://user@host/database."
            raise FileFaultError(msg) from error
        self._name = f"{known.get('dbname', 'database')} at {known.get('host', 'the local socket')}"
        with self.reading() as connection:
            ((made,),) = connection.execute("SELECT to_regclass('atlas.funding') IS NOT NULL")
        if not made:
            with self._faults(), self._connect() as beginning:
                self._lock(beginning)
                _make(beginning)

    def _connect(self) -> "psycopg.Connection[Any]":
        return psycopg.connect(self._address, connect_timeout=_CONNECT_SECONDS)

    @contextmanager
    def reading(self) -> Iterator[_Postgres]:
        """Open a connection that only reads."""
        with self._faults(), self._connect() as connection:
            connection.read_only = True
            yield _Postgres(connection)

    @contextmanager
    def writing(self) -> Iterator[_Postgres]:
        """Open a transaction that nobody else may write beside."""
        with self._faults(), self._connect() as connection:
            self._lock(connection)
            yield _Postgres(connection)

    def _lock(self, connection: "psycopg.Connection[Any]") -> None:
        answer = connection.execute("SELECT pg_try_advisory_xact_lock(%s)", (_LOCK,)).fetchone()
        if not (answer and answer[0]):
            msg = f"Somebody else is writing to {self._name}; try again in a moment."
            raise WorkspaceBusyError(msg)

    def points(self, table: pd.DataFrame, kind: Kind) -> list[bytes | None]:
        """Give each row's point as WKB, see `atlas.workspace.geopackage.seats`."""
        return seats(table, kind)

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except psycopg.Error as error:
            # The server's own words may quote the address: only their kind is told.
            what = error.diag.message_primary or type(error).__name__
            msg = f"The workspace {self._name} cannot be used: {what}."
            raise FileFaultError(msg) from None


def _make(connection: "psycopg.Connection[Any]") -> None:
    connection.execute("CREATE EXTENSION IF NOT EXISTS postgis")
    connection.execute("CREATE SCHEMA IF NOT EXISTS atlas")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS atlas.batches (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "
        "name TEXT, kind TEXT, imported TEXT, source TEXT, digest TEXT, rows BIGINT, total_cents BIGINT, "
        "undone TEXT)"
    )
    for kind in KINDS:
        columns = ", ".join(f"{name} {sql}" for name, sql in COLUMNS[kind].items())
        connection.execute(
            f"CREATE TABLE IF NOT EXISTS atlas.{kind} (fid BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "
            f"batch BIGINT REFERENCES atlas.batches (id), {columns}, geom geometry(Point, 4326))".encode()
        )
        for what, how in (("batch", "btree (batch)"), ("geom", "gist (geom)")):
            connection.execute(
                f"CREATE INDEX IF NOT EXISTS {kind}_{what} ON atlas.{kind} USING {how}".encode()
            )
