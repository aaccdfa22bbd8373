"""What both stores have in common: the statements that keep, list, undo and give back."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from itertools import repeat
from typing import Any, Protocol

import pandas as pd

from atlas.catalogue.own import Own
from atlas.errors import RepeatedBatchError, UnknownChoiceError
from atlas.readers.perimeters import Brought
from atlas.readers.rows.imported import Import
from atlas.tables import INITIATIVES
from atlas.tables.reading import typed
from atlas.workspace.batches import (
    COLUMNS,
    INTEGER,
    KEYS,
    KINDS,
    REAL,
    SINCE,
    TEXT,
    WITH_PERIMETERS,
    Batch,
    BatchKind,
    storable,
)
from atlas.workspace.points import seats

# Rows that are Python's own objects at once, beside the table that is given or taken.
_ROWS = 20_000


class Connection(Protocol):
    """What the statements of a store go through."""

    def execute(self, statement: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """Run a statement whose values stand for `?`; give its rows."""
        ...

    def columns(self, table: str) -> set[str]:
        """Name the columns of a table; none where there is no such table."""
        ...

    def make(self, kind: BatchKind) -> None:
        """Make the table of a kind."""
        ...

    def mark(self, mark: str) -> None:
        """Write what the store says of itself."""
        ...

    def stream(self, statement: str, size: int) -> Iterator[list[tuple[Any, ...]]]:
        """Run a question; give its rows, so many at a time."""
        ...

    def insert(self, table: str, columns: list[str], rows: Iterator[tuple[Any, ...]]) -> None:
        """Insert rows, the last value of each being a point as WKB or None."""
        ...


class Keep:
    """A batch that is being written: called with tables as `Import.table` or `Brought.table` gives them."""

    def __init__(self, connection: Connection, batch: Batch) -> None:
        self._connection = connection
        self.batch = batch

    def __call__(self, table: pd.DataFrame, /) -> None:
        """Add rows."""
        kind = self.batch.kind
        for start in range(0, len(table), _ROWS):
            rows = table.iloc[start : start + _ROWS].reset_index(names=KEYS[kind])
            columns = [column for column in COLUMNS[kind] if column in rows]
            cells = (_cells(rows[column], COLUMNS[kind][column]) for column in columns)
            values = zip(repeat(self.batch.id, len(rows)), *cells, seats(rows, kind), strict=True)
            self._connection.insert(kind, ["batch", *columns], values)
        cents = self.batch.total_cents
        self.batch = self.batch._replace(
            rows=self.batch.rows + len(table),
            total_cents=None if cents is None else cents + int(table["cents"].sum()),
        )


class Workspace:
    """What keeps batches, over SQL; its children open connections.

    Attributes
    ----------
    label
        What to call it in a message; it holds no password.
    by
        Who writes, for the history; None where nobody says so.
    """

    schema = ""
    label = ""
    by: str | None = None

    def reading(self) -> AbstractContextManager[Connection]:
        """Open a connection that only reads."""
        raise NotImplementedError

    def writing(self) -> AbstractContextManager[Connection]:
        """Open a transaction that nobody else may write beside."""
        raise NotImplementedError

    def batches(self) -> pd.DataFrame:
        """List all batches, undone ones too, in the order in which they came: fields of `Batch`."""
        with self.reading() as connection:
            return self._batches(connection)

    def _batches(self, connection: Connection) -> pd.DataFrame:
        there = connection.columns("batches")
        columns = ", ".join(name if name in there else f"NULL AS {name}" for name in Batch._fields)
        rows = connection.execute(f"SELECT {columns} FROM {self.schema}batches ORDER BY id")  # noqa: S608 - names of ours
        table = pd.DataFrame(rows, columns=list(Batch._fields))
        for column in ("id", "rows", "total_cents"):
            table[column] = table[column].astype("Int64")
        return table

    def add(self, import_: Import | Brought, *, name: str, again: bool = False) -> Batch:
        """Keep the accepted rows of an import, or perimeters, as a batch."""
        source, digest = import_.name, import_.digest
        with self.adding(kind=import_.kind, name=name, source=source, digest=digest, again=again) as keep:
            keep(import_.table)
        return keep.batch

    @contextmanager
    def adding(
        self, *, kind: BatchKind, name: str, source: str, digest: str, again: bool = False
    ) -> Iterator[Keep]:
        """Begin a batch to which parts are added; it is kept when the block ends well.

        Notes
        -----
        Ids stand as the import gave them, unique within a batch and not beyond: whoever puts rows of several
        batches together tells them apart by `batch`, as `atlas.catalogue.own` does.
        """
        now = datetime.now(tz=UTC).isoformat(timespec="seconds")
        new = Batch(
            id=0,
            name=storable(name),
            kind=kind,
            imported=now,
            source=storable(source),
            digest=digest,
            rows=0,
            total_cents=0 if kind == "funding" else None,
            imported_by=self._who(),
        )
        fields = ("name", "kind", "imported", "source", "digest", "rows", "imported_by")
        with self.writing() as connection:
            self._renew(connection)
            if not again:
                self._refuse_repeated(connection, kind, digest)
            ((number,),) = connection.execute(
                f"INSERT INTO {self.schema}batches ({', '.join(fields)}) "  # noqa: S608 - names of ours
                "VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
                tuple(getattr(new, field) for field in fields),
            )
            keep = Keep(connection, new._replace(id=int(number)))
            yield keep
            connection.execute(
                f"UPDATE {self.schema}batches SET rows = ?, total_cents = ? WHERE id = ?",  # noqa: S608 - names of ours
                (keep.batch.rows, keep.batch.total_cents, number),
            )
            if kind == "perimeters":
                connection.mark(WITH_PERIMETERS)

    def _refuse_repeated(self, connection: Connection, kind: BatchKind, digest: str) -> None:
        known = self._batches(connection)
        same = known[known["digest"].eq(digest) & known["kind"].eq(kind) & known["undone"].isna()]
        if len(same):
            first = same.iloc[0]
            batch = f"batch {first['id']} ({first['name']!r})"
            msg = f"The file is kept already, as {batch}; undo that batch first."
            raise RepeatedBatchError(msg)

    def undo(self, batch: int) -> None:
        """Take the rows of a batch back; it stays listed, with who undid it and when."""
        now = datetime.now(tz=UTC).isoformat(timespec="seconds")
        with self.reading() as connection:
            self._kind(connection, batch)  # nothing is written, or made, for a batch that is none
        with self.writing() as connection:
            self._renew(connection)
            kind = self._kind(connection, batch)
            connection.execute(f"DELETE FROM {self.schema}{kind} WHERE batch = ?", (batch,))  # noqa: S608 - names of ours
            connection.execute(
                f"UPDATE {self.schema}batches SET undone = ?, undone_by = ? WHERE id = ?",  # noqa: S608 - names of ours
                (now, self._who(), batch),
            )

    def _who(self) -> str | None:
        return None if self.by is None else storable(self.by)

    def _renew(self, connection: Connection) -> None:
        """Return a workspace that an earlier atlas began the columns and tables that it lacks."""
        there = connection.columns("batches")
        for name in SINCE:
            if name not in there:
                connection.execute(f"ALTER TABLE {self.schema}batches ADD COLUMN {name} TEXT")
        for kind in KINDS:
            if not connection.columns(kind):
                connection.make(kind)

    def _kind(self, connection: Connection, batch: int) -> BatchKind:
        known = self._batches(connection)
        live = known[known["undone"].isna()].set_index("id")["kind"]
        if batch not in live.index:
            msg = f"No batch {batch} to undo: choose one of {', '.join(map(str, live.index)) or 'none'}."
            raise UnknownChoiceError(msg)
        kind: BatchKind = live[batch]
        return kind

    def kept(self) -> Own:
        """Return the rows of all batches that were not undone."""
        with self.reading() as connection:
            return Own(**{kind: self._kept(connection, kind) for kind in KINDS})

    def _kept(self, connection: Connection, kind: BatchKind) -> pd.DataFrame:
        kinds = {"batch": INTEGER, **COLUMNS[kind]}
        if not connection.columns(kind):
            return _table([], kinds).set_index(KEYS[kind])
        order = "batch, line, fid" if kind == "funding" else "batch, fid"
        pieces = connection.stream(
            f"SELECT {', '.join(kinds)} FROM {self.schema}{kind} ORDER BY {order}",  # noqa: S608 - names of ours
            _ROWS,
        )
        tables = [_table(rows, kinds) for rows in pieces]
        table = pd.concat(tables, ignore_index=True) if tables else _table([], kinds)
        batch = table["batch"].astype("int64")
        if kind == "initiatives":
            table = typed(table, INITIATIVES)
        elif kind == "funding":
            table["line"] = table["line"].astype("int64")
        return table.assign(batch=batch).set_index(KEYS[kind])

    def version(self) -> tuple[int, int]:
        """Return the state: it changes with every batch added or undone."""
        with self.reading() as connection:
            ((last, undone),) = connection.execute(
                f"SELECT COALESCE(MAX(id), 0), COUNT(undone) FROM {self.schema}batches"  # noqa: S608 - names of ours
            )
        return int(last), int(undone)


def _cells(column: pd.Series, sql: str) -> list[Any]:
    """Return the values of a column as Python's own, None where missing."""
    missing = column.isna().to_numpy()
    if missing.all():
        return [None] * len(column)
    cells = column.to_numpy(dtype=object, copy=True)
    cells[missing] = None
    values: list[Any] = cells.tolist()
    if sql == TEXT:
        return [value if value is None else storable(str(value)) for value in values]
    number = int if sql == INTEGER else float
    return [value if value is None else number(value) for value in values]


def _table(rows: list[tuple[Any, ...]], kinds: dict[str, str]) -> pd.DataFrame:
    """Lay rows out in columns of the types that imports have."""
    values = zip(*rows, strict=True) if rows else [()] * len(kinds)
    dtypes = {TEXT: "str", INTEGER: "Int64", REAL: "float64"}
    return pd.DataFrame(
        {
            name: pd.Series(list(cells), dtype=dtypes[sql])
            for (name, sql), cells in zip(kinds.items(), values, strict=True)
        }
    )
