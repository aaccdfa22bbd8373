"""A parser in a process of its own: a crash is tried again, and is told apart from a bound that was met."""

import io
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from atlas.readers import FileRefusedError
from atlas.readers.files import sandbox as apart
from atlas.readers.files.sandbox import parse_apart


@pytest.fixture
def program(tmp_path):
    """Write a program; what it finds beside it tells how often it ran."""

    def write(body):
        path = tmp_path / "program.py"
        start = f"import os, pathlib, signal, sys, time\nruns = pathlib.Path({str(tmp_path / 'runs')!r})\n"
        count = "runs.write_text(runs.read_text() + 'x' if runs.exists() else 'x')\n"
        path.write_text(start + count + body)
        return str(path)

    return write


def runs(tmp_path):
    return len((tmp_path / "runs").read_text())


KILL = "os.kill(os.getpid(), signal.{})\n"
OUT_OF_MEMORY = "sys.stderr.write('memory allocation of 9 bytes failed'); sys.stderr.flush()\n"
ANSWER = "sys.stdout.write('all of it'); sys.stdout.flush()\n"


def refused(path):
    with pytest.raises(FileRefusedError) as refusal:
        parse_apart(path, b"", kind="Parquet")
    told = [refusal.value.to("fr"), refusal.value.to("en")]
    assert all("Parquet" in sentence and "{" not in sentence for sentence in told)
    return refusal.value.fault


@pytest.mark.parametrize("name", ["SIGSEGV", "SIGABRT"])
def test_a_crash_is_tried_once_more(program, tmp_path, name):
    body = "if len(runs.read_text()) == 1:\n    " + KILL.format(name) + ANSWER
    assert parse_apart(program(body), b"", kind="Parquet") == b"all of it"
    assert runs(tmp_path) == 2


def test_what_crashes_twice_is_told_as_a_crash(program, tmp_path):
    assert refused(program(KILL.format("SIGSEGV"))) == "crashed"
    assert runs(tmp_path) == 2


def test_a_whole_answer_counts_whatever_happens_to_its_program(program, tmp_path):
    whole = "sys.stderr.write('whole\\n'); sys.stderr.flush()\n"
    body = (
        ANSWER + whole + "sys.stderr.write('terminate called'); sys.stderr.flush()\n" + KILL.format("SIGABRT")
    )
    assert parse_apart(program(body), b"", kind="Parquet") == b"all of it"
    assert runs(tmp_path) == 1


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("raise MemoryError", "too_heavy"),
        (OUT_OF_MEMORY + KILL.format("SIGABRT"), "too_heavy"),
        (KILL.format("SIGKILL"), "too_heavy"),
        ("sys.exit(1)", "damaged"),
    ],
)
def test_what_is_no_crash_is_not_tried_again(program, tmp_path, body, fault):
    assert refused(program(body)) == fault
    assert runs(tmp_path) == 1


def test_time_is_another_bound_than_memory(program, monkeypatch):
    monkeypatch.setattr(apart, "_MOST_SECONDS", 0.2)
    assert refused(program("time.sleep(30)")) == "too_slow"


@pytest.mark.parametrize(
    ("name", "kind"), [("parquet_process.py", "geoparquet"), ("workbook_process.py", "xlsx")]
)
def test_our_programs_end_before_their_libraries_do(files, monkeypatch, name, kind):
    """Whatever runs at the end of a process must not touch an answer: the programs leave without it."""
    ran = []

    def watched(command, content, told):
        code = (
            "import atexit, os, runpy, signal, sys; atexit.register(os.kill, os.getpid(), signal.SIGSEGV);"
            f"sys.argv = {command[2:]!r}; runpy.run_path({command[2]!r}, run_name='__main__')"
        )
        ran.append(run([command[0], "-c", code], content, told))
        return ran[-1]

    run = apart._run
    monkeypatch.setattr(apart, "_run", watched)
    arguments = () if kind == "geoparquet" else ("1000", "1000")
    assert parse_apart(name, files[kind], *arguments, kind=kind)
    assert [done.returncode for done in ran] == [0]


def heavy(kind, whole):
    """Return a whole file of 30 MB."""
    target = io.BytesIO(whole if kind == "xlsx" else b"")
    if kind == "xlsx":
        with zipfile.ZipFile(target, "a") as package:
            package.writestr("more", bytes(30_000_000))
    else:
        pq.write_table(pa.table({"a": [bytes(30_000_000)]}), target, compression="none")
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "kind"), [("parquet_process.py", "geoparquet"), ("workbook_process.py", "xlsx")]
)
def test_our_programs_take_no_more_memory_than_they_are_given(files, monkeypatch, name, kind):
    arguments = () if kind == "geoparquet" else ("1000", "1000")
    content = heavy(kind, files[kind])
    assert parse_apart(name, content, *arguments, kind=kind)
    monkeypatch.setattr(apart, "_MOST_BYTES", 40_000_000)  # what their libraries took before counts too
    with pytest.raises(FileRefusedError) as refusal:
        parse_apart(name, content, *arguments, kind=kind)
    assert refusal.value.fault == "too_heavy"
