"""A file of rows in, the same rows in the same order out, with where they are."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa

from atlas.errors import FileFaultError, MissingColumnError
from atlas.files import check_target, replacing
from atlas.locate.columns import check_columns, guess_columns
from atlas.locate.coordinates import WGS84
from atlas.locate.rows import RESULT_COLUMNS, locate
from atlas.streams.engines import Engine, here
from atlas.streams.tables import Parquet, Rows, Text, csv_part, is_parquet, open_output, open_rows
from atlas.streams.texts import BLOCK_BYTES, csv_cells, csv_lines
from atlas.territories import load_geography

_OWN_PREFIX = "atlas_"


@dataclass(frozen=True)
class Summary:
    """What became of the rows of a file.

    Attributes
    ----------
    rows
        How many there are.
    columns
        Role -> header of the column it was read from.
    located_by
        Rows by how they were located.
    problems
        Rows by problem, those that are located all the same included.
    without_commune
        Rows without a commune: not located, or by EPCI or département only.
    """

    rows: int
    columns: dict[str, str]
    located_by: dict[str, int]
    problems: dict[str, int]
    without_commune: int

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, for JSON."""
        return asdict(self)


class Piece(NamedTuple):
    """Some located rows, as they are to be written, and what became of them."""

    content: Any
    size: int
    rows: int
    located_by: dict[str, int]
    problems: dict[str, int]
    without_commune: int


@dataclass(frozen=True)
class Work:
    """What to do with each part of a file; small, so that it can be sent to another machine.

    Attributes
    ----------
    source
        Where the rows are.
    roles
        Role of `locate` -> position of the column.
    crs
        Reference system of the coordinates.
    schema
        Of the Parquet file to write, None for a CSV.
    millesime
        Vintage of the geography that all parts must be located with.
    """

    source: Text | Parquet
    roles: dict[str, int]
    crs: str
    schema: pa.Schema | None
    millesime: str

    def pieces(self, part: Any) -> Iterator[Piece]:  # noqa: ANN401 - a part of whichever source
        """Locate the rows of a part."""
        millesime = load_geography().millesime
        if millesime != self.millesime:
            msg = (
                f"a worker has the geography of {millesime}, not {self.millesime}: give it the same data/geo"
            )
            raise FileFaultError(msg)
        cells_written = self.schema is not None or isinstance(self.source, Parquet)
        columns = range(len(self.source.header)) if cells_written else sorted(set(self.roles.values()))
        for rows in self.source.read(part, columns):
            yield self._locate(rows)

    def _locate(self, rows: Rows) -> Piece:
        given = [str(position) for position in self.roles.values()]
        table = rows.cells.select(list(dict.fromkeys(given))).to_pandas()
        located = locate(table, columns=dict(zip(self.roles, given, strict=True)), crs=self.crs)
        new = pa.table({name: pa.array(located[name], pa.string()) for name in RESULT_COLUMNS})
        content: Any
        if self.schema is None:
            content = csv_part(rows, self.source.header, new, self.source.separator)
        else:
            content = pa.table([*rows.cells.columns, *new.columns], schema=self.schema)
        return Piece(
            content,
            rows.size,
            len(located),
            _counts(located["located_by"]),
            _counts(located["problem"]),
            int(located["commune"].isna().sum()),
        )


def locate_file(  # noqa: PLR0913 - each is one choice of the caller
    source: Path,
    target: Path,
    *,
    columns: Mapping[str, str] | None = None,
    crs: str | None = None,
    engine: Engine[Any, Any] = here,
    progress: Callable[[int, int], object] = lambda _done, _size: None,
    block_bytes: int = BLOCK_BYTES,
) -> Summary:
    """Locate the rows of a CSV or Parquet file of any size.

    Parameters
    ----------
    source
        Parquet by its suffix; else a CSV in UTF-8, UTF-16 or Windows-1252, separated by commas, semicolons,
        tabs or bars. All cells of a CSV are texts.
    target
        Written at once when all is done, Parquet by its suffix, else CSV in UTF-8 with the separator of the
        source: the same rows and columns, each row of a CSV to the letter, and the columns of `locate`. Where
        the source has a column of that name, the new one is called `atlas_…`.
    columns
        Role -> header; recognised by default.
    crs
        Reference system of the coordinates, EPSG:4326 by default.
    engine
        Who works: this process, or a `dask_engine`. The result is the same.
    progress
        Called with what is done, and with the size of all: bytes of a CSV, rows of a Parquet file.
    block_bytes
        About how much of a CSV is worked on at a time; the result does not depend on it.

    Raises
    ------
    FileFaultError
        When the source cannot be read, with its line.
    MissingColumnError, UnknownChoiceError
        As `locate` does.
    """
    rows = open_rows(source)
    check_target(target, source)
    roles = dict(guess_columns(rows.header) if columns is None else columns)
    try:
        check_columns(roles, rows.header)
    except MissingColumnError as error:
        msg = f"{source}: {error}"
        raise MissingColumnError(msg) from error
    system = WGS84 if crs is None else crs
    # What is wrong with the columns or the reference system is said before any row is read.
    locate(pd.DataFrame(columns=list(rows.header), dtype=object), columns=roles, crs=system)
    names = _own_names(rows.header)
    work = Work(
        source=rows,
        roles={role: rows.header.index(str(column)) for role, column in roles.items()},
        crs=system,
        schema=_schema(rows, names) if is_parquet(target) else None,
        millesime=load_geography().millesime,
    )
    total = Piece(None, 0, 0, {}, {}, 0)
    with (
        replacing(target) as part,
        open_output(part, work.schema, _head(rows, names)) as write,
    ):
        for pieces in engine(work.pieces, rows.parts(block_bytes=block_bytes)):
            for piece in pieces:
                write(piece.content)
                total = _add(total, piece)
                progress(total.size, rows.size)
    return Summary(
        rows=total.rows,
        columns={role: str(column) for role, column in roles.items()},
        located_by=total.located_by,
        problems=total.problems,
        without_commune=total.without_commune,
    )


def _add(total: Piece, piece: Piece) -> Piece:
    return Piece(
        None,
        total.size + piece.size,
        total.rows + piece.rows,
        _most_first(Counter(total.located_by) + Counter(piece.located_by)),
        _most_first(Counter(total.problems) + Counter(piece.problems)),
        total.without_commune + piece.without_commune,
    )


def _most_first(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _counts(words: pd.Series) -> dict[str, int]:
    return {str(word): int(count) for word, count in words.value_counts().items()}


def _own_names(header: Sequence[str]) -> list[str]:
    taken = set(header)
    names = []
    for column in RESULT_COLUMNS:
        name = column
        while name in taken:
            name = _OWN_PREFIX + name
        names.append(name)
    return names


def _schema(source: Text | Parquet, names: list[str]) -> pa.Schema:
    return pa.schema([*source.fields, *(pa.field(name, pa.string()) for name in names)], source.metadata)


def _head(source: Text | Parquet, names: list[str]) -> bytes:
    own = [] if isinstance(source, Text) else source.header
    cells = [csv_cells(pa.array([name]), source.separator) for name in (*own, *names)]
    stands = [pa.array([source.dialect.head])] if isinstance(source, Text) else []
    return csv_lines([*stands, *cells], source.separator)
