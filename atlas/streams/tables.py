"""Files of rows, CSV or Parquet, as parts; and the file that their results are written to, in order."""

import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from atlas.errors import FileFaultError
from atlas.streams.texts import (
    BLOCK_BYTES,
    Block,
    Dialect,
    csv_cells,
    csv_lines,
    cut,
    read_block,
    read_dialect,
)

BATCH_ROWS = 2**17

_PARQUET = {".parquet", ".geoparquet", ".pq"}


def is_parquet(path: Path) -> bool:
    """Check whether a file is a Parquet, by its suffix."""
    return path.suffix.lower() in _PARQUET


class Rows(NamedTuple):
    """Some rows of a file.

    Attributes
    ----------
    records
        Of a CSV, each row as it stands there, without its line end.
    size
        What share they are of the size of the source.
    """

    cells: pa.Table
    records: pa.Array | None
    size: int


@dataclass(frozen=True)
class Text:
    """A CSV as a source of rows; `size` is in bytes."""

    path: Path
    dialect: Dialect

    @property
    def header(self) -> tuple[str, ...]:
        """Names of the columns."""
        return self.dialect.header

    @property
    def separator(self) -> str:
        """Between two cells."""
        return self.dialect.separator

    @property
    def size(self) -> int:
        """What the sizes of all parts sum to."""
        return self.dialect.size - self.dialect.start

    @property
    def fields(self) -> list[pa.Field]:
        """Columns in a Parquet file."""
        return [pa.field(name, pa.string()) for name in self.header]

    @property
    def metadata(self) -> None:
        """A CSV carries none."""
        return

    def parts(self, *, block_bytes: int = BLOCK_BYTES) -> Iterator[Block]:
        """Cut the rows into parts."""
        return cut(self.path, self.dialect, size=block_bytes)

    def read(self, part: Block, columns: Sequence[int]) -> Iterator[Rows]:
        """Read columns, named by their position, of a part."""
        try:
            if self.path.stat().st_size != self.dialect.size:
                msg = (
                    f"{self.path} is not the file that it was at the start, or not the same on every machine"
                )
                raise FileFaultError(msg)
            cells, records = read_block(self.path, self.dialect, part, columns)
        except OSError as error:
            msg = f"{self.path} cannot be read on {socket.gethostname()}: {error.strerror}"
            raise FileFaultError(msg) from error
        yield Rows(cells, records, part.stop - part.start)


class Group(NamedTuple):
    """A row group of a Parquet file and its rows."""

    number: int
    rows: int


@dataclass(frozen=True)
class Parquet:
    """A Parquet file as a source of rows; `size` is in rows, and a part is a row group."""

    path: Path
    schema: pa.Schema
    groups: tuple[Group, ...]
    separator = ","

    @property
    def header(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(self.schema.names)

    @property
    def size(self) -> int:
        """What the sizes of all parts sum to."""
        return sum(group.rows for group in self.groups)

    @property
    def fields(self) -> list[pa.Field]:
        """Columns in a Parquet file."""
        return list(self.schema)

    @property
    def metadata(self) -> Any:  # noqa: ANN401 - bytes to bytes
        """What the file says of itself, such as the reference system of a GeoParquet."""
        return self.schema.metadata

    def parts(self, *, block_bytes: int = BLOCK_BYTES) -> Iterator[Group]:
        """Return the row groups."""
        del block_bytes
        return iter(self.groups)

    def read(self, part: Group, columns: Sequence[int]) -> Iterator[Rows]:
        """Read columns, named by their position, of a part, batch by batch."""
        try:
            with pq.ParquetFile(self.path) as file:
                names = [self.header[position] for position in columns]
                for batch in file.iter_batches(BATCH_ROWS, row_groups=[part.number], columns=names):
                    taken = pa.Table.from_batches([batch]).select(names)
                    cells = taken.rename_columns([str(position) for position in columns])
                    yield Rows(cells, None, len(cells))
        except (pa.ArrowException, OSError) as error:
            raise _damaged(self.path, error) from error


def open_rows(path: Path) -> Text | Parquet:
    """Open a file by its suffix: Parquet, else CSV."""
    if not is_parquet(path):
        return Text(path, read_dialect(path))
    try:
        with pq.ParquetFile(path) as file:
            schema, meta = file.schema_arrow, file.metadata
            groups = tuple(
                Group(number, meta.row_group(number).num_rows) for number in range(meta.num_row_groups)
            )
    except (pa.ArrowException, OSError) as error:
        raise _damaged(path, error) from error
    if len(set(schema.names)) < len(schema.names):
        msg = f"{path} has two columns of one name: rename one of them"
        raise FileFaultError(msg)
    return Parquet(path, schema, groups)


def _damaged(path: Path, error: Exception) -> FileFaultError:
    return FileFaultError(f"{path} cannot be read as Parquet: {error}")


def as_text(column: Any, name: str) -> Any:  # noqa: ANN401 - Arrow has no types
    """Return a column of any simple type as texts."""
    # Bytes may happen to be a text.
    if not pa.types.is_binary(column.type) and not pa.types.is_large_binary(column.type):
        try:
            return column.cast(pa.string())
        except pa.ArrowException:
            pass
    msg = f"column {name!r} holds {column.type}, which no cell of a CSV can: write a .parquet file"
    raise FileFaultError(msg)


def csv_part(rows: Rows, header: Sequence[str], new: pa.Table, separator: str) -> bytes:
    """Write rows and their new columns as lines of a CSV."""
    if rows.records is None:
        columns = zip(rows.cells.columns, header, strict=True)
        own = [csv_cells(as_text(column.combine_chunks(), name), separator) for column, name in columns]
    else:
        own = [rows.records]
    return csv_lines(
        [*own, *(csv_cells(column.combine_chunks(), separator) for column in new.columns)], separator
    )


@contextmanager
def open_output(target: Path, schema: pa.Schema | None, head: bytes) -> Iterator[Any]:
    """Open a new file and give what writes a part to it: a table where there is a schema, else bytes."""
    if schema is None:
        with target.open("xb") as stream:
            stream.write(head)
            yield stream.write
    else:
        with pq.ParquetWriter(target, schema, compression="zstd") as writer:
            yield writer.write_table
