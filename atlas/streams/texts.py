"""CSV files of any size, cut where a row ends and read block by block, cell by cell as they were written.

Python's csv module says what a cell is. Where every quotation mark stands at the edge of a cell or is
doubled, which numpy can check at once, Arrow reads the same cells ten times faster; other blocks are left to
the csv module.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
from numpy.typing import NDArray

from atlas.errors import FileFaultError
from atlas.streams.wide import HEAD_BYTES, MARKS, own_length, to_utf_8, wide_encoding

BLOCK_BYTES = 2**23
# A quotation mark that is never closed would take the rest of the file for one row.
LONGEST_ROW = 2**22

_SEPARATORS = ",;\t|"
_QUOTE, _LINE_FEED, _RETURN = ord('"'), ord("\n"), ord("\r")
# The csv module's bound serves the whole process; ours is per row.
csv.field_size_limit(max(csv.field_size_limit(), LONGEST_ROW))
_NOT_WINDOWS_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")

Bytes = NDArray[np.uint8]
Positions = NDArray[np.intp]


@dataclass(frozen=True)
class Dialect:
    """How a file is written.

    Attributes
    ----------
    head
        The header as it stands there, without its line end.
    start, line
        Byte and line number at which the rows begin.
    """

    encoding: str
    separator: str
    header: tuple[str, ...]
    head: str
    start: int
    line: int
    size: int


class Block(NamedTuple):
    """Whole rows of a file: its bytes from `start` to `stop`, the first of which stand in `line`."""

    start: int
    stop: int
    line: int


class Rows(NamedTuple):
    """The rows of a block.

    Attributes
    ----------
    cells
        Texts; a column is called by its position in the header.
    records
        Each row as it stands there, without its line end.
    """

    cells: pa.Table
    records: pa.Array


def read_dialect(source: Path) -> Dialect:
    """Find out how a file is written, reading all of it for its encoding."""
    try:
        encoding, size = _encoding(source)
        with source.open("rb") as stream:
            mark = MARKS.get(encoding, codecs.BOM_UTF8)
            bom = len(mark) if stream.read(len(mark)) == mark else 0
            stream.seek(bom)
            text = io.TextIOWrapper(stream, encoding=encoding, newline="")
            return _head(source, text, encoding, bom, size)
    except OSError as error:
        msg = f"{source} cannot be read: {error.strerror}"
        raise FileFaultError(msg) from error


def _encoding(source: Path) -> tuple[str, int]:
    with source.open("rb") as stream:
        wide = wide_encoding(stream.read(HEAD_BYTES))
    if wide:
        return wide, _check_wide(source, wide)
    decoder = codecs.getincrementaldecoder("utf-8")()
    utf_8, size, fault, lines = True, 0, 0, 1
    with source.open("rb") as stream:
        while block := stream.read(BLOCK_BYTES):
            if b"\0" in block:
                raise _no_text(source)
            if not fault and (found := _NOT_WINDOWS_1252.search(block)):
                fault = lines + block.count(b"\n", 0, found.start())
            lines += block.count(b"\n")
            size += len(block)
            try:
                utf_8 = utf_8 and decoder.decode(block) is not None
            except UnicodeDecodeError:
                utf_8 = False
    if utf_8 and not decoder.getstate()[0]:
        return "utf-8", size
    if not fault:
        return "cp1252", size
    msg = f"{source}, line {fault}: neither UTF-8 nor Windows-1252; save the file as CSV, UTF-8"
    raise FileFaultError(msg)


def _check_wide(source: Path, encoding: str) -> int:
    """Read all of a UTF-16 for a character that is broken or null, and give its bytes."""
    decoder = codecs.getincrementaldecoder(encoding)()
    size, lines, block = 0, 1, b"\n"
    with source.open("rb") as stream:
        while block:
            block = stream.read(BLOCK_BYTES)
            size += len(block)
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                at = lines + error.object[: error.start].decode(encoding).count("\n")
                msg = f"{source}, line {at}: a broken character of UTF-16; save the file as CSV, UTF-8"
                raise FileFaultError(msg) from error
            if "\0" in text:
                raise _no_text(source)
            lines += text.count("\n")
    return size


def _no_text(source: Path) -> FileFaultError:
    return FileFaultError(f"{source} is no text file: save the sheet as CSV, UTF-8")


def _head(source: Path, text: io.TextIOWrapper, encoding: str, bom: int, size: int) -> Dialect:
    first = text.readline(LONGEST_ROW)
    separator = max(_SEPARATORS, key=lambda mark: len(next(csv.reader([first], delimiter=mark), [])))
    read = [first]

    def lines() -> Iterator[str]:
        yield first
        while line := text.readline(LONGEST_ROW):
            read.append(line)
            yield line

    reader = csv.reader(lines(), delimiter=separator, strict=True)
    try:
        header = next(reader, [])
    except csv.Error as error:
        raise _quotation(source, reader.line_num, error) from error
    if not header:
        msg = f"{source} is empty: the first line names the columns"
        raise FileFaultError(msg)
    head = "".join(read)
    start = bom + len(head.encode(encoding))
    return Dialect(encoding, separator, tuple(header), _ended(head), start, 1 + reader.line_num, size)


def _ended(record: str) -> str:
    return record.removesuffix("\n").removesuffix("\r")


def _quotation(source: Path, line: int, error: csv.Error) -> FileFaultError:
    msg = f"{source}, line {line}: {error}; check the quotation marks near this line"
    return FileFaultError(msg)


def cut(
    source: Path,
    dialect: Dialect,
    *,
    size: int = BLOCK_BYTES,
    tolerant: bool = False,
) -> Iterator[Block]:
    """Cut the rows of a file into blocks of about `size` bytes, as it is read."""
    start, line, pending = dialect.start, dialect.line, b""
    decode = to_utf_8(dialect.encoding)
    with source.open("rb") as stream:
        stream.seek(start)
        while True:
            more = stream.read(max(size, len(pending)))
            pending += decode(more, not more)
            if not more:
                break
            length, lines = _last_row_end(source, dialect, pending, line, tolerant=tolerant)
            if length:
                stop = start + own_length(pending[:length], dialect.encoding)
                yield Block(start, stop, line)
                start, line, pending = stop, line + lines, pending[length:]
        if pending:
            yield Block(start, stream.tell(), line)


def _last_row_end(
    source: Path,
    dialect: Dialect,
    content: bytes,
    line: int,
    *,
    tolerant: bool,
) -> tuple[int, int]:
    """Return the bytes and lines up to where the last whole row of a content ends."""
    try:
        length = _fast_end(dialect, content)
        if length is None:
            length = _exact_end(source, dialect, content, line)
        _check_rest(source, content, length, line)
    except FileFaultError:
        length = content.rfind(b"\n") + 1
        if not tolerant or not length:
            raise
    return length, _count_lines(content, length)


def _check_rest(source: Path, content: bytes, length: int, line: int) -> None:
    if len(content) - length > LONGEST_ROW:
        at = line + _count_lines(content, length)
        msg = f"{source}, line {at}: a row of more than {LONGEST_ROW:,} bytes; check its quotation marks"
        raise FileFaultError(msg)


def _count_lines(content: bytes, length: int) -> int:
    returns = content.count(b"\r", 0, length) - content.count(b"\r\n", 0, length)
    return content.count(b"\n", 0, length) + returns


def _fast_end(dialect: Dialect, content: bytes) -> int | None:
    ends = _row_ends(np.frombuffer(content, dtype=np.uint8), dialect.separator)
    if ends is None or not len(ends) or np.diff(ends, prepend=0).max() > LONGEST_ROW:
        return None
    return int(ends[-1])


def _exact_end(source: Path, dialect: Dialect, content: bytes, line: int) -> int:
    length = read = 0
    # Byte for byte, so that lengths are those of the file: no mark of a CSV is part of another character.
    for record in _records(source, dialect, content.decode("latin-1"), line, whole=False):
        read += len(record.text)
        if len(record.text) > LONGEST_ROW:
            break
        if record.text.endswith("\n") or not record.last:
            _check_width(source, dialect, record, line)
            length = read
    return length


def _row_ends(content: Bytes, separator: str) -> Positions | None:
    """Return where rows end, or None where only the csv module can tell."""
    # a;"b\nc"\nd;e\n has feeds at 4, 7 and 11, and quotes at 2 and 6, each beside a separator or an end.
    # One quote stands before the feed at 4, so it is inside a cell; two stand before the others: [8, 12].
    # In a;b"c\n the quote at 3 has a letter before it: None.
    feeds = np.flatnonzero(content == _LINE_FEED)
    quotes = np.flatnonzero(content == _QUOTE)
    returns = np.flatnonzero(content == _RETURN)
    lone = returns[
        (returns + 1 < len(content)) & (content[np.minimum(returns + 1, len(content) - 1)] != _LINE_FEED)
    ]
    if len(quotes):
        edge = np.zeros(256, dtype=bool)
        edge[[ord(separator), _LINE_FEED, _RETURN, _QUOTE]] = True
        opening, closing = quotes[::2], quotes[1::2]
        opens = (opening == 0) | edge[content[opening - 1]]
        closes = (closing == len(content) - 1) | edge[content[np.minimum(closing + 1, len(content) - 1)]]
        if not (opens.all() and closes.all()):
            return None
        feeds, lone = (at[np.searchsorted(quotes, at) % 2 == 0] for at in (feeds, lone))
    return None if len(lone) else feeds + 1


class _Record(NamedTuple):
    cells: list[str]
    text: str
    lines: int  # of the text, up to its end
    last: bool


def _records(
    source: Path,
    dialect: Dialect,
    text: str,
    line: int,
    *,
    whole: bool = True,
) -> Iterator[_Record]:
    """Return the records of a text that starts in a line, blank ones too."""
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, delimiter=dialect.separator, strict=True)
    before = 0
    try:
        for row in reader:
            count = reader.line_num
            yield _Record(row, "".join(lines[before:count]), count, last=count == len(lines))
            before = count
    except csv.Error as error:
        # The rest of a record may come with the next bytes, but no cell is longer than the module allows.
        if whole or reader.line_num < len(lines):
            raise _quotation(source, line + reader.line_num - 1, error) from error


def _check_width(source: Path, dialect: Dialect, record: _Record, line: int) -> None:
    width = len(dialect.header)
    if width and record.cells and len(record.cells) != width:
        at = line + record.lines - 1
        msg = f"{source}, line {at}: {len(record.cells)} cells, but the header has {width}"
        raise FileFaultError(msg)


def read_block(source: Path, dialect: Dialect, block: Block, columns: Sequence[int]) -> Rows:
    """Read some columns of a block."""
    with source.open("rb") as stream:
        stream.seek(block.start)
        content = stream.read(block.stop - block.start)
    if dialect.encoding != "utf-8":
        content = content.decode(dialect.encoding).encode()
    rows = _read_fast(dialect, content, columns)
    return _read_exactly(source, dialect, content.decode(), block.line, columns) if rows is None else rows


def _read_fast(dialect: Dialect, content: bytes, columns: Sequence[int]) -> Rows | None:
    ends = _row_ends(np.frombuffer(content, dtype=np.uint8), dialect.separator)
    # Arrow would drop a byte-order mark that starts a cell, and close a quotation that the file does not.
    if ends is None or content.startswith(codecs.BOM_UTF8) or content.count(b'"') % 2:
        return None
    offsets = np.concatenate([[0], ends, [len(content)] if not content.endswith(b"\n") else []])
    names = [str(position) for position in range(len(dialect.header))]
    wanted = [str(position) for position in columns]
    try:
        cells = pa.csv.read_csv(
            pa.BufferReader(content),
            read_options=pa.csv.ReadOptions(column_names=names, block_size=len(content) + 1),
            parse_options=pa.csv.ParseOptions(delimiter=dialect.separator, newlines_in_values=True),
            convert_options=pa.csv.ConvertOptions(
                include_columns=wanted,
                column_types=dict.fromkeys(wanted, pa.string()),
                null_values=[],
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid:
        return None
    texts = pa.Array.from_buffers(
        pa.string(), len(offsets) - 1, [None, pa.py_buffer(offsets.astype(np.int32)), pa.py_buffer(content)]
    )
    records = pc.utf8_rtrim(texts, characters="\r\n")
    records = records.filter(pc.not_equal(pc.binary_length(records), 0))
    return Rows(cells, records) if len(records) == cells.num_rows else None


def _read_exactly(source: Path, dialect: Dialect, text: str, line: int, columns: Sequence[int]) -> Rows:
    records: list[_Record] = []
    for record in _records(source, dialect, text, line):
        _check_width(source, dialect, record, line)
        records += [record] if record.cells else []
    cells = [pa.array([record.cells[position] for record in records], pa.string()) for position in columns]
    texts = pa.array([_ended(record.text) for record in records], pa.string())
    return Rows(pa.table(cells, names=[str(position) for position in columns]), texts)


def csv_cells(column: pa.Array, separator: str) -> pa.Array:
    """Write a column of texts as cells of a CSV, a null as an empty one."""
    texts = pc.fill_null(column, "")
    special = pc.match_substring_regex(texts, '["\r\n' + re.escape(separator) + "]")
    if not pc.any(special).as_py():
        return texts
    quoted = pc.binary_join_element_wise('"', pc.replace_substring(texts, '"', '""'), '"', "")
    return pc.if_else(special, quoted, texts)


def csv_lines(columns: Sequence[pa.Array], separator: str) -> bytes:
    """Join columns of cells, already quoted where they must be, to the lines of a CSV."""
    last = pc.binary_join_element_wise(columns[-1], "\n", "")
    lines = pc.binary_join_element_wise(*columns[:-1], last, separator) if len(columns) > 1 else last
    whole = lines.combine_chunks() if isinstance(lines, pa.ChunkedArray) else lines
    joined = pc.binary_join(pa.ListArray.from_arrays([0, len(whole)], whole), "")
    content: bytes = joined[0].as_py().encode() if len(whole) else b""
    return content
