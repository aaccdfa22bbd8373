"""Batches of imported rows, whatever keeps them."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import AbstractContextManager
from contextlib import contextmanager
from datetime import UTC
from datetime import datetime
from typing import Any
from typing import NamedTuple
from typing import Protocol

import pandas as pd

from atlas.errors import RepeatedBatchError
from atlas.errors import UnknownChoiceError
from atlas.readers.imports import Import
from atlas.readers.mapping import Kind
from atlas.tables import INITIATIVES
from atlas.tables.reading import typed

# Columns of each kind's rows and their types in SQL; what an import has more than that is not kept.
TEXT, INTEGER, REAL = "TEXT", "BIGINT", "DOUBLE PRECISION"
COLUMNS: dict[Kind, dict[str, str]] = {
    "initiatives": {
        column.name: {"year": INTEGER, "integer": INTEGER, "number": REAL}.get(column.kind, TEXT)
        for column in INITIATIVES.columns
    },
    "funding": {
        "line": INTEGER,
        **dict.fromkeys(("identifier", "title", "programme", "beneficiary", "funder", "initiative_id"), TEXT),
        "cents": INTEGER,
        **dict.fromkeys(("commune", "bassin_de_vie", "epci", "departement", "region"), TEXT),
        **dict.fromkeys(("located_by", "problem", "candidates", "placed", "amount_problem"), TEXT),
        **dict.fromkeys(("funder_level", "nature", "purpose"), TEXT),
        "year_start": INTEGER,
        "year_end": INTEGER,
    },
}
KEYS: dict[Kind, str] = {"initiatives": "id", "funding": "line"}
KINDS: tuple[Kind, ...] = ("initiatives", "funding")


class Batch(NamedTuple):
    """One import that was kept.

    Attributes
    ----------
    id
        Tells it from the others; never given twice.
    name
        What its keeper called it.
    kind
        What its rows are.
    imported
        When, UTC, ISO 8601.
    source, digest
        Name of the file and its SHA-256.
    rows
        How many it brought.
    total_cents
        Sum of its amounts; None for initiatives.
    undone
        When it was taken back; None while its rows count.
    """

    id: int
    name: str
    kind: Kind
    imported: str
    source: str
    digest: str
    rows: int
    total_cents: int | None
    undone: str | None = None


class Kept(NamedTuple):
    """The rows of all batches that were not undone.

    Attributes
    ----------
    initiatives
        Columns of `atlas.tables.INITIATIVES` and `batch`, indexed by `id`.
    funding
        Columns of the `table` of an import of funding and `batch`, indexed by `line`.
    """

    initiatives: pd.DataFrame
    funding: pd.DataFrame


class Workspace(Protocol):
    """What keeps batches."""

    def batches(self) -> pd.DataFrame:
        """List all batches, undone ones too, in the order in which they came: fields of `Batch`."""
        ...

    def add(self, import_: Import, *, name: str) -> Batch:
        """Keep the accepted rows of an import as a batch."""
        ...

    def add_parts(
        self, parts: Iterable[pd.DataFrame], *, kind: Kind, name: str, source: str, digest: str
    ) -> Batch:
        """Keep rows that come part by part as one batch."""
        ...

    def adding(self, *, kind: Kind, name: str, source: str, digest: str) -> AbstractContextManager["Keep"]:
        """Begin a batch to which parts are added."""
        ...

    def undo(self, batch: int) -> None:
        """Take the rows of a batch back; it stays listed."""
        ...

    def kept(self) -> Kept:
        """Give the rows of all batches that were not undone."""
        ...

    def version(self) -> tuple[int, int]:
        """Tell the state: it changes with every batch added or undone."""
        ...


# Adds a part to a batch that has begun.
Keep = Callable[[pd.DataFrame], None]


class Connection(Protocol):
    """What the statements of a store go through."""

    def execute(self, statement: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """Run a statement whose values stand for `?`; give its rows."""
        ...

    def insert(self, table: str, columns: list[str], rows: Iterator[tuple[Any, ...]]) -> None:
        """Insert rows, the last value of each being a point as WKB or None."""
        ...


class SqlWorkspace:
    """A workspace over SQL; its children open connections."""

    schema = ""

    def reading(self) -> AbstractContextManager[Connection]:
        """Open a connection that only reads."""
        raise NotImplementedError

    def writing(self) -> AbstractContextManager[Connection]:
        """Open a transaction that nobody else may write beside."""
        raise NotImplementedError

    def points(self, table: pd.DataFrame, kind: Kind) -> list[bytes | None]:
        """Give each row's point as WKB."""
        raise NotImplementedError

    def batches(self) -> pd.DataFrame:
        """List all batches, see `Workspace`."""
        with self.reading() as connection:
            return self._batches(connection)

    def _batches(self, connection: Connection) -> pd.DataFrame:
        columns = ", ".join(Batch._fields)
        rows = connection.execute(f"SELECT {columns} FROM {self.schema}batches ORDER BY id")  # noqa: S608 - names of ours
        table = pd.DataFrame(rows, columns=list(Batch._fields))
        for column in ("id", "rows", "total_cents"):
            table[column] = table[column].astype("Int64")
        return table

    def add(self, import_: Import, *, name: str) -> Batch:
        """Keep the accepted rows of an import as a batch.

        Parameters
        ----------
        import_
            The import.
        name
            What to call the batch.

        Returns
        -------
        Batch
            As kept.

        Raises
        ------
        RepeatedBatchError
            If a batch that was not undone holds rows of this kind of the same file.
        WorkspaceBusyError
            If somebody else is writing.
        FileFaultError
            If the workspace cannot be written; nothing of the batch is then kept.
        """
        return self.add_parts(
            [import_.table], kind=import_.kind, name=name, source=import_.name, digest=import_.digest
        )

    def add_parts(
        self, parts: Iterable[pd.DataFrame], *, kind: Kind, name: str, source: str, digest: str
    ) -> Batch:
        """Keep rows that come part by part as one batch, see `add`.

        Parameters
        ----------
        parts
            Tables as `Import.table` gives them.
        kind, name, source, digest
            See `Batch`.

        Returns
        -------
        Batch
            As kept.
        """
        with self.adding(kind=kind, name=name, source=source, digest=digest) as write:
            for part in parts:
                write(part)
        return self._last()

    def _last(self) -> Batch:
        with self.reading() as connection:
            (row,) = connection.execute(
                f"SELECT {', '.join(Batch._fields)} FROM {self.schema}batches ORDER BY id DESC LIMIT 1"  # noqa: S608 - names of ours
            )
        return Batch(*row)

    @contextmanager
    def adding(self, *, kind: Kind, name: str, source: str, digest: str) -> Iterator[Keep]:
        """Begin a batch; it is kept when the block ends well, and nothing of it else.

        Parameters
        ----------
        kind, name, source, digest
            See `Batch`.

        Yields
        ------
        Keep
            Called with each part, as `Import.table` gives it.
        """
        now = datetime.now(tz=UTC).isoformat(timespec="seconds")
        count, cents = 0, 0
        with self.writing() as connection:
            self._refuse_repeated(connection, kind, digest)
            fields = ("name", "kind", "imported", "source", "digest", "rows")
            ((given,),) = connection.execute(
                f"INSERT INTO {self.schema}batches ({', '.join(fields)}) "  # noqa: S608 - names of ours
                "VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
                (name, kind, now, source, digest, 0),
            )
            number = int(given)

            def write(part: pd.DataFrame) -> None:
                nonlocal count, cents
                table = part.reset_index(names=KEYS[kind])
                columns = [column for column in COLUMNS[kind] if column in table]
                connection.insert(kind, ["batch", *columns], self._rows(table, columns, kind, number))
                count += len(table)
                cents += int(table["cents"].sum()) if kind == "funding" else 0

            yield write
            connection.execute(
                f"UPDATE {self.schema}batches SET rows = ?, total_cents = ? WHERE id = ?",  # noqa: S608 - names of ours
                (count, cents if kind == "funding" else None, number),
            )

    def _refuse_repeated(self, connection: Connection, kind: Kind, digest: str) -> None:
        known = self._batches(connection)
        same = known[known["digest"].eq(digest) & known["kind"].eq(kind) & known["undone"].isna()]
        if len(same):
            first = same.iloc[0]
            batch = f"batch {first['id']} ({first['name']!r})"
            msg = f"The file is kept already, as {batch}; undo that batch first."
            raise RepeatedBatchError(msg)

    def _rows(
        self, table: pd.DataFrame, columns: list[str], kind: Kind, number: int
    ) -> Iterator[tuple[Any, ...]]:
        plain = table[columns].astype(object)
        plain = plain.where(table[columns].notna(), None)
        points = self.points(table, kind)
        for values, point in zip(plain.itertuples(index=False, name=None), points, strict=True):
            yield (number, *values, point)

    def undo(self, batch: int) -> None:
        """Take the rows of a batch back; it stays listed, with the moment at which it was undone.

        Parameters
        ----------
        batch
            Its id.

        Raises
        ------
        UnknownChoiceError
            If there is no such batch, or it was undone before.
        """
        now = datetime.now(tz=UTC).isoformat(timespec="seconds")
        with self.writing() as connection:
            known = self._batches(connection)
            live = known[known["undone"].isna()].set_index("id")["kind"]
            if batch not in live.index:
                msg = f"No batch {batch} to undo: choose one of {', '.join(map(str, live.index)) or 'none'}."
                raise UnknownChoiceError(msg)
            connection.execute(f"DELETE FROM {self.schema}{live[batch]} WHERE batch = ?", (batch,))  # noqa: S608 - names of ours
            connection.execute(f"UPDATE {self.schema}batches SET undone = ? WHERE id = ?", (now, batch))  # noqa: S608 - names of ours

    def kept(self) -> Kept:
        """Give the rows of all batches that were not undone, see `Kept`."""
        with self.reading() as connection:
            return Kept(*(self._kept(connection, kind) for kind in KINDS))

    def _kept(self, connection: Connection, kind: Kind) -> pd.DataFrame:
        columns = ["batch", *COLUMNS[kind]]
        order = "batch, line" if kind == "funding" else "batch, fid"
        rows = connection.execute(
            f"SELECT {', '.join(columns)} FROM {self.schema}{kind} ORDER BY {order}"  # noqa: S608 - names of ours
        )
        table = pd.DataFrame(rows, columns=columns, dtype=object)
        batch = table["batch"].astype("int64")
        if kind == "initiatives":
            return typed(table, INITIATIVES).assign(batch=batch).set_index("id")
        for column, sql in COLUMNS[kind].items():
            table[column] = table[column].astype("Int64" if sql == INTEGER else "str")
            if sql == TEXT:
                table[column] = table[column].where(table[column].notna())
        return table.assign(batch=batch, line=table["line"].astype("int64")).set_index("line")

    def version(self) -> tuple[int, int]:
        """Tell the state: it changes with every batch added or undone."""
        with self.reading() as connection:
            ((last, undone),) = connection.execute(
                f"SELECT COALESCE(MAX(id), 0), COUNT(undone) FROM {self.schema}batches"  # noqa: S608 - names of ours
            )
        return int(last), int(undone)
