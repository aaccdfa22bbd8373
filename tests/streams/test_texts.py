import csv
import io
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.errors import FileFaultError
from atlas.streams import texts
from atlas.streams.texts import csv_cells, csv_lines, cut, read_block, read_dialect
from atlas.streams.wide import MARKS

# Enough of what makes CSV hard: marks, all three line ends, accents, a byte-order mark inside, what UTF-16
# writes in four bytes, and what has the byte of a line end in it there.
CELLS = st.text(alphabet='ab";,|\t\n\ré€\ufeff 🌻ਊഠ', max_size=6)


def read_all(path: Path, size: int) -> tuple[list[list[str]], list[str]]:
    dialect = read_dialect(path)
    rows, records, line, start = [], [], dialect.line, dialect.start
    content = path.read_bytes()
    for block in cut(path, dialect, size=size):
        assert (block.start, block.line) == (start, line)
        start = block.stop
        text = content[block.start : block.stop].decode(dialect.encoding)
        line += len(list(io.StringIO(text, newline="")))
        found = read_block(path, dialect, block, range(len(dialect.header)))
        rows += [list(row.values()) for row in found.cells.to_pylist()]
        records += found.records.to_pylist()
    assert start == len(content) or not content[start:].strip()
    return rows, records


@given(
    rows=st.lists(st.tuples(CELLS, CELLS), max_size=12),
    size=st.integers(1, 60),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    separator=st.sampled_from([",", ";"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"]),
)
@settings(max_examples=250)
def test_blocks_of_any_size_hold_the_cells_of_the_csv_module(  # noqa: PLR0913, PLR0917 - one per thing that varies
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str]],
    size: int,
    end: str,
    separator: str,
    encoding: str,
) -> None:
    path = tmp_path_factory.mktemp("texts") / "in.csv"
    stream = io.StringIO()
    # The module writes a line end bare where it is not the file's own.
    bare = not any(mark in cell for row in rows for cell in row for mark in "\r\n")
    quoting = csv.QUOTE_MINIMAL if bare else csv.QUOTE_ALL
    csv.writer(stream, delimiter=separator, lineterminator=end, quoting=quoting).writerows(
        [("a", "b"), *rows]
    )
    path.write_bytes(MARKS.get(encoding, b"") + stream.getvalue().encode(encoding))
    cells, records = read_all(path, size)
    assert cells == [list(row) for row in rows]
    again = list(csv.reader(records_as_lines(records), delimiter=separator, strict=True))
    assert again == cells


def records_as_lines(records: list[str]) -> io.StringIO:
    return io.StringIO("".join(record + "\n" for record in records), newline="")


@given(content=st.text(alphabet='ab",\n\r', max_size=40), size=st.integers(1, 20))
@settings(max_examples=200)
def test_any_text_gives_the_rows_or_the_fault_of_the_csv_module(
    tmp_path_factory: pytest.TempPathFactory,
    content: str,
    size: int,
) -> None:
    path = tmp_path_factory.mktemp("texts") / "in.csv"
    path.write_bytes(b"a,b\n" + content.encode())
    reader = csv.reader(io.StringIO("a,b\n" + content, newline=""), strict=True)
    expected: list[list[str]] = []
    fault = None
    try:
        for row in reader:
            if row and len(row) != 2:
                fault = f"line {reader.line_num}: {len(row)} cells"
                break
            expected += [row] if row else []
    except csv.Error as error:
        fault = f"line {reader.line_num}: {error}"
    if fault is None:
        assert read_all(path, size)[0] == expected[1:]
    else:
        with pytest.raises(FileFaultError) as caught:
            read_all(path, size)
        assert fault in str(caught.value)


def test_both_ways_of_reading_are_used_and_agree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "in.csv"
    lines = [f'{i},"x ""{"y" * (i % 7)}"", é"\r\n' for i in range(500)]
    path.write_text("n,text\r\n" + "".join(lines), encoding="utf-8", newline="")
    calls: list[str] = []
    exactly = texts._read_exactly
    monkeypatch.setattr(texts, "_read_exactly", lambda *args: calls.append("exactly") or exactly(*args))
    fast = read_all(path, 1_000)
    assert calls == []
    monkeypatch.setattr(texts, "_read_fast", lambda *_: None)
    assert read_all(path, 1_000) == fast
    assert len(calls) > 5


def test_a_quotation_mark_never_closed_is_named_before_much_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "in.csv"
    path.write_text('a,b\n1,2\n3,"4\n' + "5,6\n" * 20_000, encoding="utf-8")
    monkeypatch.setattr(texts, "LONGEST_ROW", 20_000)
    dialect = read_dialect(path)
    with pytest.raises(FileFaultError, match=r"in.csv, line 3: a row of more than 20,000 bytes"):
        list(cut(path, dialect, size=5_000))
    blocks = list(cut(path, dialect, size=5_000, tolerant=True))
    assert max(block.stop - block.start for block in blocks) < 60_000
    assert blocks[-1].stop == path.stat().st_size


def test_a_cp1252_byte_far_down_decides_for_the_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(b"a,b\n" + b"1,2\n" * 1_000 + "é,3\n".encode("cp1252"))
    assert read_dialect(path).encoding == "cp1252"
    assert read_all(path, 100)[0][-1] == ["é", "3"]
    path.write_bytes(path.read_bytes() + b"\x81,4\n")
    with pytest.raises(FileFaultError, match=r"line 1003: neither"):
        read_dialect(path)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("a,b\n1,é\n".encode("utf-16") + b"\n\0\x00\xd8", "line 4: a broken character of UTF-16"),
        ("a,b\n1,é\n".encode("utf-16") + b"\x00\xdc2\0", "line 3: a broken character of UTF-16"),
        ("a,b\n1,é\n".encode("utf-16") + b"2", "line 3: a broken character of UTF-16"),
        ("a,b\n1,\0\n".encode("utf-16"), "no text file"),
        ("a,b\n".encode("utf-32"), "no text file"),
    ],
)
@pytest.mark.parametrize("block", [1, 8, 1_000])
def test_a_broken_utf_16_is_named_by_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, fault: str, block: int
) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(content)
    monkeypatch.setattr(texts, "BLOCK_BYTES", block)
    with pytest.raises(FileFaultError, match=fault):
        read_dialect(path)


@given(rows=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=8), separator=st.sampled_from([",", "|"]))
@settings(max_examples=50)
def test_lines_written_are_read_back_by_the_csv_module(rows: list[tuple[str, str]], separator: str) -> None:
    columns = [csv_cells(pa.array(column, pa.string()), separator) for column in zip(*rows, strict=True)]
    text = csv_lines(columns, separator).decode()
    assert [tuple(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)] == rows
