"""Large files of other people, cut into parts that are each read as a small file with the same header."""

import codecs
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from atlas.errors import FileFaultError
from atlas.readers.cells.amounts import Marks, marks_of
from atlas.readers.files.json import SCRIPT_START
from atlas.readers.files.limits import Limits
from atlas.readers.files.opening import of_features
from atlas.readers.files.parquet import PARQUET_START, features_of, primary_geometry
from atlas.readers.files.text import Dialect, read_block_text, text_dialect
from atlas.readers.imports import make_raw
from atlas.readers.model.grid import Grid, Row
from atlas.readers.model.raw import Raw, Table
from atlas.readers.table.between import continued_columns, fill_continued, filled_cells
from atlas.readers.table.headers import Header, find_header
from atlas.readers.table.tabular import tabulate
from atlas.readers.told.refusals import FileRefusedError
from atlas.streams import texts
from atlas.streams.wide import HEAD_BYTES, MARKS, wide_encoding

# What is read to know the header, the separator and the columns: as much whatever the size of a part.
SAMPLE_BYTES = 2**22
PART_BYTES = 2**22
PART_ROWS = 2**15

_LINE_END = re.compile("\r\n|\n|\r")
# A row of the sample after the last of a part, so that the end of a part is not taken for the end of the
# file.
_GUARD_LINE = 0
_CONTEXT_ROWS = 1_000
_NO_ROW = ("empty", "no_row", "bad_header")


class Part(NamedTuple):
    """Bytes of a text from `start` to `stop`, with their first line; or rows of a row group.

    Attributes
    ----------
    above
        Start and first line of the part before, where blanks may mean what stands in it.
    """

    start: int
    stop: int
    line: int
    last: bool
    group: int = -1
    above: tuple[int, int] | None = None


@dataclass(frozen=True)
class LargeText:
    """A delimited text and what its beginning told.

    Attributes
    ----------
    context
        Sound rows, from which the columns of every part are learnt.
    mark
        What tells the encoding of a part that leaves it open: a byte-order mark, of UTF-8 if any line of the
        file is UTF-8 beyond ASCII; else b"".
    marks
        What commas and points are in each column of its beginning that has some.
    continued
        First columns in which a blank means "the same as above".
    """

    path: Path
    digest: str
    size: int
    first: int
    first_line: int
    dialect: Dialect
    header: Header
    head: list[Row]
    head_lines: list[int]
    guard: Row
    context: list[Row]
    columns: tuple[str, ...]
    mark: bytes
    marks: Mapping[str, Marks] | None = None
    continued: int = 0

    def parts(self, size: int = PART_BYTES) -> Iterator[Part]:
        """Cut the rows into parts."""
        encoding = wide_encoding(self.mark) or "utf-8"
        mark = self.dialect.separator
        plain = texts.Dialect(encoding, mark, (), "", self.first, self.first_line, self.size)
        before: texts.Block | None = None
        above: tuple[int, int] | None = None
        for block in texts.cut(self.path, plain, size=size, tolerant=True):
            if before is not None:
                yield Part(*before, last=False, above=above)
                above = (before.start, before.line) if self.continued else None
            before = block
        if before is not None:
            yield Part(*before, last=True, above=above)

    def read(self, part: Part) -> Iterator[Raw]:
        """Read the rows of a part."""
        for raw in self._read(part):
            yield self._continued(raw, part)

    def _continued(self, raw: Raw, part: Part) -> Raw:
        """Fill the blanks that mean "the same as above", also where that stands in the part before."""
        if not self.continued:
            return raw
        above: list[str] = []
        for start, line in (part.above, (self.first, self.first_line)) if part.above else ():
            for before in self._read(Part(start, part.start, line, last=False)) if not above else ():
                own = before.cells.iloc[:, : self.continued]
                filled = own[own.iloc[:, 0].ne("")]
                above = filled.iloc[-1].tolist() if len(filled) else []
        cells, repaired = fill_continued(raw.cells, self.continued, above)
        told = pd.DataFrame(repaired, columns=raw.repaired.columns)
        return replace(raw, cells=cells, repaired=pd.concat([raw.repaired, told], ignore_index=True))

    def _read(self, part: Part) -> Iterator[Raw]:
        try:
            with self.path.open("rb") as stream:
                stream.seek(part.start)
                content = stream.read(part.stop - part.start)
        except OSError as error:
            raise FileRefusedError("unreadable", why=f"{self.path}, {error.strerror}") from error
        if len(content) < part.stop - part.start or self.path.stat().st_size != self.size:
            msg = f"{self.path} is not the file that it was at the start, or not the same on every machine"
            raise FileFaultError(msg)
        try:
            yield self._table(content, part, guard_first=False)
        except FileRefusedError as error:
            if error.fault not in _NO_ROW:
                raise
            # The end of a file may hold nothing but notes: a row before them makes it a table.
            yield self._table(content, part, guard_first=True)

    def _table(self, content: bytes, part: Part, *, guard_first: bool) -> Raw:
        grid = read_block_text(self.mark + content, self.dialect, first_line=part.line, limits=Limits())
        rows, lines = [list(row) for row in grid.rows], list(grid.lines)
        guard = [list(self.guard)]
        before, after = guard * guard_first, guard * (not part.last)
        grid.rows = [*map(list, self.head), *before, *rows, *after]
        grid.lines = [*self.head_lines, *[_GUARD_LINE] * len(before), *lines, *[_GUARD_LINE] * len(after)]
        table = tabulate(grid, self.header, self.context)
        cells = table.cells.drop(index=_GUARD_LINE, errors="ignore")
        return Raw(
            cells=cells.reindex(columns=list(self.columns), fill_value=""),
            geometry=None,
            format="csv",
            sheet="",
            sheets=(),
            repaired=table.repaired,
            refused=table.refused,
            notes=table.notes,
            digest=self.digest,
        )


@dataclass(frozen=True)
class LargeParquet:
    """A Parquet file; its parts are its row groups."""

    path: Path
    digest: str
    groups: tuple[int, ...]
    marks: None = None

    @property
    def size(self) -> int:
        """All rows."""
        return sum(self.groups)

    def parts(self, size: int = PART_BYTES) -> Iterator[Part]:
        """Return the row groups."""
        del size
        start = 0
        for group, rows in enumerate(self.groups):
            yield Part(start, start + rows, start + 1, group == len(self.groups) - 1, group)
            start += rows

    def read(self, part: Part) -> Iterator[Raw]:
        """Read the rows of a row group, batch by batch."""
        start = part.line
        try:
            with pq.ParquetFile(self.path) as file:
                schema = file.schema_arrow
                name, crs = primary_geometry(schema.metadata or {}, schema.names)
                for batch in file.iter_batches(PART_ROWS, row_groups=[part.group]):
                    features = features_of(pa.Table.from_batches([batch]), name, crs, first=start)
                    start += len(batch)
                    yield make_raw(of_features("parquet", features), digest=self.digest)
        except (pa.ArrowException, OSError) as error:
            raise FileRefusedError("damaged", format="Parquet") from error


def is_large_kind(path: Path) -> bool:
    """Check whether a file is of a kind that is read part by part: a delimited text or Parquet."""
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    if head.startswith(PARQUET_START):
        return True
    wide = wide_encoding(head)
    if wide:
        head = head.removeprefix(MARKS[wide]).decode(wide, "ignore").encode()
    plain = head.removeprefix(codecs.BOM_UTF8).lstrip()
    other = plain.startswith((b"<", b"{", b"[", b"\x1e{")) or SCRIPT_START.match(plain)
    return b"\0" not in head and not other


def open_large(path: Path) -> tuple[LargeText | LargeParquet, Raw]:
    """Open a large file."""
    try:
        digest, mark, size, start = _survey(path)
    except OSError as error:
        raise FileRefusedError("unreadable", why=f"{path}, {error.strerror}") from error
    return (
        _open_parquet(path, digest)
        if start.startswith(PARQUET_START)
        else _open_text(path, digest, size, mark)
    )


def _survey(path: Path) -> tuple[str, bytes, int, bytes]:
    """Read all once: SHA-256, the mark of its encoding, bytes, the first ones."""
    digest, size, rest = hashlib.sha256(), 0, b""
    with path.open("rb") as stream:
        start = stream.read(HEAD_BYTES)
        mark = MARKS.get(wide_encoding(start), b"")
        stream.seek(0)
        while block := stream.read(texts.BLOCK_BYTES):
            digest.update(block)
            size += len(block)
            if not mark and not start.startswith(PARQUET_START) and not block.isascii():
                content = rest + block
                end = content.rfind(b"\n") + 1
                mark = codecs.BOM_UTF8 if _beyond_ascii(content[:end]) else b""
                rest = content[end:] if len(content) - end <= texts.LONGEST_ROW else b""
    mark = mark or (codecs.BOM_UTF8 if _beyond_ascii(rest) else b"")
    return digest.hexdigest(), mark, size, start


def _beyond_ascii(content: bytes) -> bool:
    return any(not line.isascii() and _is_utf_8(line) for line in content.splitlines())


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _open_parquet(path: Path, digest: str) -> tuple[LargeParquet, Raw]:
    try:
        with pq.ParquetFile(path) as file:
            meta = file.metadata
            groups = tuple(meta.row_group(group).num_rows for group in range(meta.num_row_groups))
    except (pa.ArrowException, OSError) as error:
        raise FileRefusedError("damaged", format="Parquet") from error
    large = LargeParquet(path, digest, groups)
    for part in large.parts():
        for raw in large.read(part):
            return large, raw
    raise FileRefusedError("empty")


def _open_text(path: Path, digest: str, size: int, mark: bytes) -> tuple[LargeText, Raw]:
    with path.open("rb") as stream:
        content = stream.read(SAMPLE_BYTES)
    wide = wide_encoding(mark)
    # Byte for byte where it is no UTF-16: no line end is part of another character.
    encoding, own = (wide, mark) if wide else ("latin-1", codecs.BOM_UTF8)
    text = content.removeprefix(own).decode(encoding, "replace")
    if len(content) < size:
        text = text[: text.rfind("\n") + 1] or text
    told = mark if wide else b""
    dialect = text_dialect(told + text.encode(encoding))
    hint = 1 if text[:4].lower() == "sep=" else 0
    start = [0, *(end.end() for end in _LINE_END.finditer(text))]
    below = told + text[start[hint] :].encode(encoding)
    grid = read_block_text(below, dialect, first_line=1 + hint, limits=Limits())
    header = find_header(grid)
    names = header.last + 1
    line = grid.lines[names] if names < len(grid.lines) else len(start)
    first = size
    if line <= len(start):
        first = len(own) * content.startswith(own) + len(text[: start[line - 1]].encode(encoding))
    fullest = max(grid.rows[names:], key=lambda row: sum(map(bool, row)), default=[])
    large = LargeText(
        path=path,
        digest=digest,
        size=size,
        first=first,
        first_line=line,
        dialect=dialect,
        header=header,
        head=[list(row) for row in grid.rows[:names]],
        head_lines=grid.lines[:names],
        guard=list(fullest),
        context=[],
        columns=(),
        mark=mark,
    )
    sample = tabulate(grid, header)
    columns = tuple(map(str, sample.cells.columns))
    raw = Raw(sample.cells, None, "csv", "", (), sample.repaired, sample.refused, sample.notes, digest)
    marks = {name: found for name in columns if (found := _marks(sample.cells[name])) != Marks()}
    return replace(
        large,
        columns=columns,
        context=_sound_rows(grid, sample),
        marks=marks,
        continued=continued_columns(sample.cells, filled_cells(sample.cells)),
    ), raw


def _marks(cells: pd.Series) -> Marks:
    return marks_of(cells.astype("str").unique().tolist())


def _sound_rows(grid: Grid, sample: Table) -> list[Row]:
    """Choose rows that need no repair, from which the columns of every part are learnt."""
    kept = set(sample.cells.index) - set(sample.repaired["line"])
    rows = [row for row, line in zip(grid.rows, grid.lines, strict=True) if line in kept]
    step = max(1, len(rows) // _CONTEXT_ROWS)
    return [list(row) for row in rows[::step]]
