"""A workspace in PostGIS, for a server that a team shares."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from atlas.errors import FileFaultError, WorkspaceBusyError
from atlas.vocabulary import Label
from atlas.workspace.batches import COLUMNS, KINDS, MARK, MARKS, OURS, BatchKind
from atlas.workspace.sql import Workspace

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

    def columns(self, table: str) -> set[str]:
        found = self.execute(
            "SELECT attname FROM pg_attribute "
            "WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped",
            (f"atlas.{table}",),
        )
        return {str(name) for (name,) in found}

    def make(self, kind: BatchKind) -> None:
        columns = ", ".join(f"{name} {sql}" for name, sql in COLUMNS[kind].items())
        self.execute(
            f"CREATE TABLE IF NOT EXISTS atlas.{kind} (fid BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "
            f"batch BIGINT REFERENCES atlas.batches (id), {columns}, geom geometry(Point, 4326))"
        )
        for what, how in (("batch", "btree (batch)"), ("geom", "gist (geom)")):
            self.execute(f"CREATE INDEX IF NOT EXISTS {kind}_{what} ON atlas.{kind} USING {how}")

    def mark(self, mark: str) -> None:
        self.execute(f"COMMENT ON TABLE atlas.batches IS '{mark}'")

    def stream(self, statement: str, size: int) -> Iterator[list[tuple[Any, ...]]]:
        with self._connection.cursor("rows") as cursor:
            cursor.execute(statement.encode())
            while rows := cursor.fetchmany(size):
                yield rows

    def insert(self, table: str, columns: list[str], rows: Iterator[tuple[Any, ...]]) -> None:
        names = ", ".join([*columns, "geom"])
        with (
            self._connection.cursor() as cursor,
            cursor.copy(f"COPY atlas.{table} ({names}) FROM STDIN".encode()) as copy,
        ):
            for row in rows:
                copy.write_row([*row[:-1], None if row[-1] is None else f"SRID=4326;{row[-1].hex()}"])


class Postgis(Workspace):
    """A workspace in the schema `atlas` of a database, made at first use."""

    schema = "atlas."
    # No part of the address: in one that is mistyped, a password may stand where a name should.
    label = "the workspace in PostgreSQL"

    def __init__(self, address: str) -> None:
        self._address = address
        try:
            conninfo_to_dict(address)
        except (psycopg.Error, UnicodeError):
            msg = Label(
                "L’adresse de la base ne se lit pas ; écrivez postgresql://utilisateur@hôte/base.",
                "The address of the database cannot be read; write postgresql://user@host/database.",
            )
            raise FileFaultError(msg) from None
        with self.reading() as connection:
            found = connection.execute(_MARK_OF)
        mark = found[0][0] if found else None
        if mark is None:
            with self._opened() as beginning:
                self._lock(beginning)
                _make(_Postgres(beginning))
        elif not mark.startswith(OURS):
            msg = Label(
                "Le schéma « atlas » de cette base n’est pas celui de l’atlas ; nommez une autre base.",
                "The schema 'atlas' of {store} is not the atlas's; name another database.",
            ).filled(store=self.label)
            raise FileFaultError(msg)
        elif mark not in MARKS:
            msg = Label(
                "Cette base a été écrite par un atlas plus récent ({mark!r}) ; mettez celui-ci à jour.",
                "The schema of {store} was written by a later atlas ({mark!r}); update this one.",
            ).filled(mark=mark, store=self.label)
            raise FileFaultError(msg)

    @contextmanager
    def _opened(self) -> Iterator["psycopg.Connection[Any]"]:
        try:
            connection = psycopg.connect(self._address, connect_timeout=_CONNECT_SECONDS)
        except (psycopg.Error, UnicodeError):
            # The driver's own words quote the address.
            msg = Label(
                "La base PostgreSQL ne répond pas, ou pas à vous : vérifiez adresse et mot de passe.",
                "The workspace in PostgreSQL does not answer, or not to you: check address and password.",
            )
            raise FileFaultError(msg) from None
        with self._faults(), connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[_Postgres]:
        """Open a connection that only reads, and all of one moment."""
        with self._opened() as connection:
            connection.read_only = True
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            yield _Postgres(connection)

    @contextmanager
    def writing(self) -> Iterator[_Postgres]:
        """Open a transaction that nobody else may write beside."""
        with self._opened() as connection:
            self._lock(connection)
            yield _Postgres(connection)

    def _lock(self, connection: "psycopg.Connection[Any]") -> None:
        answer = connection.execute("SELECT pg_try_advisory_xact_lock(%s)", (_LOCK,)).fetchone()
        if not (answer and answer[0]):
            msg = f"Somebody else is writing to {self.label}; try again in a moment."
            raise WorkspaceBusyError(msg)

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except psycopg.Error as error:
            # Of all that the server says this is of the statement alone, which holds no secret.
            what = error.diag.message_primary or "the connection was lost"
            msg = Label(
                "L’espace de travail PostgreSQL ne peut pas servir : {what}.",
                "The workspace in PostgreSQL cannot be used: {what}.",
            ).filled(what=what)
            raise FileFaultError(msg) from None


# What the table says of itself; empty for somebody else's, no row where there is none. Read in the catalogues
# alone: `to_regclass` already sees a table whose comment this transaction, begun earlier, does not see yet.
_MARK_OF = (
    "SELECT COALESCE(obj_description(pg_class.oid, 'pg_class'), '') FROM pg_class "
    "JOIN pg_namespace ON pg_namespace.oid = relnamespace WHERE nspname = 'atlas' AND relname = 'batches'"
)


def _make(connection: _Postgres) -> None:
    connection.execute("CREATE EXTENSION IF NOT EXISTS postgis")
    connection.execute("CREATE SCHEMA IF NOT EXISTS atlas")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS atlas.batches (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "
        "name TEXT, kind TEXT, imported TEXT, source TEXT, digest TEXT, rows BIGINT, total_cents BIGINT, "
        "undone TEXT, imported_by TEXT, undone_by TEXT)"
    )
    for kind in KINDS:
        connection.make(kind)
    connection.mark(MARK)
