"""Delimited text of any dialect and encoding, as rows of cells with their lines."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from atlas.readers.files.encoded import mend_entities, mend_twice_encoded
from atlas.readers.files.limits import Limits
from atlas.readers.model.grid import Grid, Refusal, Repair, Row
from atlas.readers.told.notes import Note
from atlas.readers.told.refusals import FileRefusedError
from atlas.streams.wide import MARKS, wide_encoding

if TYPE_CHECKING:
    import _csv

SEPARATORS = ",;\t|"
_SEPARATOR_NAMES = {"\t": "tab"}
# Separator of a text of one column, whose commas are prose.
ALONE = "\x1f"
_LEAST_REGULAR = 0.15
_SURELY_REGULAR = 0.4
_HINT = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
_SAMPLE_ROWS = 200
_SAMPLE_CHARACTERS = 200_000
# Old one-byte alphabets that French administrations still export, the likeliest first.
_ALPHABETS = {"Windows-1252": "cp1252", "Mac Roman": "mac_roman", "CP850": "cp850"}
# ISO-8859-15 is Windows-1252 but for eight bytes: € after a number, Œ and œ before letters tell it.
_LATIN_9 = "ISO-8859-15"
_LATIN_9_MARKS = re.compile(rb"[0-9][ \xa0]?\xa4|(?<![0-9])[\xbc\xbd][A-Za-z]{2}")
_NOT_LATIN_9 = re.compile(rb"[\x80-\x9f]")
_FRENCH = frozenset("éèàùâêîôûçëïüœæÉÈÀÊÎÔÇ’«»€°²–…\xa0")
# Windows-1252 leaves five bytes undefined; browsers read them as control characters, and so do we.
_CP1252 = "".join(bytes([byte]).decode("cp1252", "replace") for byte in range(256))
_CP1252 = "".join(chr(byte) if mark == "\ufffd" else mark for byte, mark in enumerate(_CP1252))
# A quotation mark that never closes would swallow the file: near a bad one a record spans this many lines.
_MOST_LINES = 2_000
# All that is read in vain, as a multiple of the file.
_PATIENCE = 5
_SHOWN = 1_000
# Rows between two looks at the bounds.
_AT_ONCE = 10_000
_EXCEL_TEXT = re.compile(r'="([^"=]*)"')
_DECIMAL = re.compile(r"\s*[+-]?\d+,\d+\s*[€%]?\s*")
_BACKSLASH = re.compile(r'[^\\]\\"(?=[^,;\t|\r\n])')
# The csv module's bound serves the whole process; ours is per reading and checked after it.
csv.field_size_limit(max(csv.field_size_limit(), 50_000_000))


@dataclass(frozen=True)
class Dialect:
    """How cells are told apart."""

    separator: str
    quote: str = '"'
    backslash: bool = False

    def reader(self, lines: Iterator[str], *, strict: bool) -> "_csv.Reader":
        """Open a reader of the standard library on lines."""
        return csv.reader(
            lines,
            delimiter=self.separator,
            quotechar=self.quote,
            doublequote=True,
            escapechar="\\" if self.backslash else None,
            strict=strict,
        )


def read_text(content: bytes, *, limits: Limits) -> Grid:
    """Read a delimited text."""
    text, notes, repaired = decode(content)
    hint = _HINT.match(text)
    if hint:
        text = text[hint.end() :]
    dialect = sniff(text) if hint is None else Dialect(hint[1])
    inside = _unwrapped(text) if dialect.separator == ALONE else None
    if inside is not None:
        text, dialect = inside
        notes.append(Note("wrapped"))
    return _grid(text, dialect, 1 if hint is None else 2, notes, repaired, limits)


def _unwrapped(text: str) -> tuple[str, Dialect] | None:
    """Take off the quotation marks that a spreadsheet put around whole lines."""
    lines = text.splitlines()
    wrapped = [line for line in lines if len(line) > 1 and line[0] == line[-1] == '"']
    if not wrapped or len(wrapped) < sum(map(bool, lines)):
        return None
    inside = "\n".join(line[1:-1].replace('""', '"') for line in lines)
    dialect = sniff(inside)
    regular = _regularity(inside[:_SAMPLE_CHARACTERS], dialect) > _SURELY_REGULAR
    return (inside, dialect) if regular else None


def text_dialect(content: bytes) -> Dialect:
    """Find how the cells of a text are told apart, by what it says itself or by its rows."""
    text = decode(content)[0]
    hint = _HINT.match(text)
    return Dialect(hint[1]) if hint else sniff(text)


def read_block_text(content: bytes, dialect: Dialect, *, first_line: int, limits: Limits) -> Grid:
    """Read whole records out of the middle of a delimited text."""
    text, notes, repaired = decode(content, first_line=first_line)
    return _grid(text, dialect, first_line, notes, repaired, limits)


def _grid(  # noqa: PLR0913, PLR0917 - what was found out of a text
    text: str,
    dialect: Dialect,
    first_line: int,
    notes: list[Note],
    repaired: list[Repair],
    limits: Limits,
) -> Grid:
    _check_wide(text, dialect, limits)
    records = _Records(text, dialect, first_line=first_line, limits=limits)
    records.read()
    limits.check_shape(len(records.rows), max(map(len, records.rows), default=0))
    if dialect.separator != ALONE:
        mark = _SEPARATOR_NAMES.get(dialect.separator, dialect.separator)
        notes.append(Note("separator", {"separator": mark}))
    if dialect.backslash:
        notes.append(Note("backslash"))
    if '="' in text and _unwrap_texts(records.rows):
        notes.append(Note("excel_texts"))
    grid = Grid(
        records.rows,
        records.lines,
        separator=dialect.separator,
        repaired=repaired + records.repaired,
        refused=records.refused,
        notes=notes,
    )
    if len(text) > limits.characters:
        _without_long_cells(grid, limits)
    return grid


def _check_wide(text: str, dialect: Dialect, limits: Limits) -> None:
    """Refuse a line of millions of cells before it is cut into them."""
    if text.count(dialect.separator) <= limits.cells:
        return
    for line in io.StringIO(text):
        if dialect.quote not in line:
            limits.check("too_many_columns", line.count(dialect.separator) + 1, limits.columns)


def _unwrap_texts(rows: list[Row]) -> bool:
    """Take texts out of the form by which Excel keeps them; tell whether there was one."""
    found = False
    for row in rows:
        for place, cell in enumerate(row):
            inside = _EXCEL_TEXT.fullmatch(cell)
            if inside:
                row[place] = inside[1]
                found = True
    return found


def decode(content: bytes, *, first_line: int = 1) -> tuple[str, list[Note], list[Repair]]:
    """Decode a text, line by line where it mixes alphabets."""
    text, notes, repaired = decode_once(content, first_line)
    mended = mend_entities(mend_twice_encoded(text))
    if mended == text:
        return text, notes, repaired
    lines = zip(_physical(text), _physical(mended), strict=True)
    changed = [number for number, (before, after) in enumerate(lines, start=first_line) if before != after]
    note = Note("encoded_twice", {"lines": str(len(changed))})
    return mended, [*notes, note], [*repaired, *(Repair(line, "encoded_twice", "") for line in changed)]


def _physical(text: str) -> list[str]:
    return list(io.StringIO(text, newline=""))


def decode_once(content: bytes, first_line: int) -> tuple[str, list[Note], list[Repair]]:
    """Decode a text as it was encoded last."""
    wide = wide_encoding(content)
    if wide:
        text = content.removeprefix(MARKS[wide]).decode(wide, "replace")
        if "\0" in text:
            raise _null(first_line + text.partition("\0")[0].count("\n"))
        return text, [Note("encoding", {"encoding": "UTF-16"})], []
    if b"\0" in content:
        raise _null(first_line + content.partition(b"\0")[0].count(b"\n"))
    try:
        # Files put behind each other keep their marks.
        return (
            content.decode("utf-8-sig").replace("\n\ufeff", "\n"),
            [Note("encoding", {"encoding": "UTF-8"})],
            [],
        )
    except UnicodeDecodeError:
        return _decode_lines(content, first_line)


def _null(line: int) -> FileRefusedError:
    fault = "bad_character"
    return FileRefusedError(fault, line=str(line))


def _decode_lines(content: bytes, first_line: int) -> tuple[str, list[Note], list[Repair]]:
    lines = content.removeprefix(codecs.BOM_UTF8).splitlines(keepends=True)
    texts: list[str] = []
    foreign: list[int] = []
    wide = content.startswith(codecs.BOM_UTF8)
    for number, line in enumerate(lines):
        try:
            texts.append(line.decode())
            wide = wide or not line.isascii()
        except UnicodeDecodeError:
            texts.append("")
            foreign.append(number)
    name = _alphabet(b"".join(lines[number] for number in foreign))
    for number in foreign:
        texts[number] = _one_byte(lines[number], name)
    if not wide:
        return "".join(texts), [Note("encoding", {"encoding": name})], []
    note = Note("encoding_mixed", {"encoding": name, "lines": str(len(foreign))})
    return "".join(texts), [note], [Repair(first_line + number, "encoding", name) for number in foreign]


def _one_byte(line: bytes, name: str) -> str:
    if name == "Windows-1252":
        return codecs.charmap_decode(line, "strict", _CP1252)[0]
    return line.decode(_ALPHABETS.get(name, name))


def _alphabet(lines: bytes) -> str:
    """Choose the alphabet that turns most of the bytes above ASCII into French."""
    marks = Counter(byte for byte in lines if byte > 127)  # noqa: PLR2004 - ASCII
    counted = bytes(marks)

    def french(name: str) -> int:
        letters = _one_byte(counted, name)
        return sum(marks[byte] for byte, mark in zip(counted, letters, strict=True) if mark in _FRENCH)

    name = max(_ALPHABETS, key=french)
    latin_9 = name == "Windows-1252" and not _NOT_LATIN_9.search(counted) and _LATIN_9_MARKS.search(lines)
    return _LATIN_9 if latin_9 else name


def sniff(text: str) -> Dialect:
    """Find how the cells of a text are told apart."""
    sample = text[:_SAMPLE_CHARACTERS]
    backslash = bool(_BACKSLASH.search(sample))
    quotes = ['"'] + ["'"] * all(line.count("'") > 1 for line in islice(filter(None, sample.split("\n")), 5))
    dialects = [Dialect(mark, quote, backslash) for quote in quotes for mark in SEPARATORS]
    best = max(dialects, key=lambda dialect: _regularity(sample, dialect))
    if _regularity(sample, best) < _LEAST_REGULAR:
        return Dialect(ALONE)
    if best.backslash and _regularity(sample, Dialect(best.separator, best.quote)) >= _regularity(
        sample, best
    ):
        return Dialect(best.separator, best.quote)
    return best


def _regularity(sample: str, dialect: Dialect) -> float:
    try:
        reader = dialect.reader(io.StringIO(sample, newline=""), strict=False)
        rows = [row for row in islice(reader, _SAMPLE_ROWS) if any(row)]
    except csv.Error:
        return 0.0
    if len(sample) == _SAMPLE_CHARACTERS:
        rows = rows[:-1] or rows
    widths = Counter(len(row) for row in rows)
    width, count = max(widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]), default=(1, 0))
    if width == 1:
        return 0.0
    cells = [cell for row in rows if len(row) == width for cell in row]
    strange = re.compile(rf"[{SEPARATORS.replace(dialect.separator, '')}](?!\s)|['\"]$|^['\" ]")
    clean = sum(not strange.search(cell) or bool(_DECIMAL.fullmatch(cell)) for cell in cells)
    return count / len(rows) * clean / len(cells) * (1 - 1 / width)


class _Records:
    """Records of a text, each with its first line; a badly quoted one is mended alone or set apart."""

    def __init__(self, text: str, dialect: Dialect, *, first_line: int, limits: Limits) -> None:
        self.rows: list[Row] = []
        self.lines: list[int] = []
        self.repaired: list[Repair] = []
        self.refused: list[Refusal] = []
        self._text = text
        self._dialect = dialect
        self._first_line = first_line
        self._limits = limits
        self._cells = 0
        self._patience = _PATIENCE * len(text)

    def read(self) -> None:
        """Read all; at the speed of the csv module as long as the quoting holds."""
        rows, lines, line = self.rows, self.lines, self._first_line
        reader = self._start_again()
        try:
            self._take(reader)
            if reader.line_num == len(rows):
                lines += range(line, line + len(rows))
                return
            # Some record spans several lines: each is asked where it ends.
            reader = self._start_again()
        except csv.Error:
            reader = self._start_again()
        try:
            for row in reader:
                self._add(row, line)
                line = self._first_line + reader.line_num
        except csv.Error:
            physical = list(io.StringIO(self._text, newline=""))
            start = line - self._first_line
            while start < len(physical):
                start = self._read_from(physical, start)

    def _take(self, reader: "_csv.Reader") -> None:
        """Read rows until there are too many: what a bound refuses is never all in memory."""
        while some := list(islice(reader, _AT_ONCE)):
            self.rows += some
            self._cells += sum(map(len, some))
            self._limits.check_size(len(self.rows), self._cells)

    def _add(self, row: Row, line: int) -> None:
        self.rows.append(row)
        self.lines.append(line)
        self._cells += len(row)
        self._limits.check_size(len(self.rows), self._cells)

    def _start_again(self) -> "_csv.Reader":
        self.rows.clear()
        self._cells = 0
        return self._dialect.reader(io.StringIO(self._text, newline=""), strict=True)

    def _read_from(self, physical: list[str], start: int) -> int:
        """Read records from a line on, up to a bad one; give the line after that."""
        here = start

        def feed() -> Iterator[str]:
            nonlocal here
            while here < len(physical) and here - start < _MOST_LINES:
                here += 1
                yield physical[here - 1]

        reader = self._dialect.reader(feed(), strict=True)
        try:
            for row in reader:
                self._add(row, start + self._first_line)
                start = here
        except csv.Error:
            self._patience -= sum(map(len, physical[start:here]))
            if self._patience < 0:
                raise FileRefusedError("bad_quotes", line=str(start + self._first_line)) from None
            self._mend(physical[start].rstrip("\r\n"), start + self._first_line)
            return start + 1
        return here

    def _mend(self, text: str, line: int) -> None:
        """Split a line at each separator if that gives the usual width and every quotation mark its twin."""
        cells = text.split(self._dialect.separator)
        quote = self._dialect.quote
        width = Counter(map(len, self.rows[:_SAMPLE_ROWS])).most_common(1)
        opened = [cell for cell in cells if cell.startswith(quote)]
        whole = all(len(cell) > 1 and cell.endswith(quote) for cell in opened)
        if not whole or not width or len(cells) != width[0][0]:
            self.refused.append(Refusal(line, "quotes", text))
            self._limits.check_size(len(self.rows) + len(self.refused), self._cells)
            return
        row = [cell[1:-1] if cell.startswith(quote) else cell for cell in cells]
        self.rows.append([cell.replace(quote * 2, quote) for cell in row])
        self.lines.append(line)
        self.repaired.append(Repair(line, "quotes", text))


def _without_long_cells(grid: Grid, limits: Limits) -> None:
    if max(map(len, map("".join, grid.rows)), default=0) <= limits.characters:
        return
    long = {
        number
        for number, row in enumerate(grid.rows)
        if max((len(str(cell)) for cell in row), default=0) > limits.characters
    }
    for number in sorted(long):
        grid.refused.append(Refusal(grid.lines[number], "cell_too_long", grid.text(number)[:_SHOWN]))
    grid.rows = [row for number, row in enumerate(grid.rows) if number not in long]
    grid.lines = [line for number, line in enumerate(grid.lines) if number not in long]
