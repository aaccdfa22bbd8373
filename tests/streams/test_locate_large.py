import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atlas.cli import main
from atlas.errors import FileFaultError, UnknownChoiceError
from atlas.locate import locate, locate_file
from atlas.locate.rows import RESULT_COLUMNS
from atlas.streams import tables

pytestmark = pytest.mark.usefixtures("tiny_settings")


@given(size=st.integers(1, 300_000))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_block_size_gives_the_bytes_and_the_summary_of_the_whole(rows: Path, size: int) -> None:
    size = max(size, 2_000)  # not a block for each row: time
    whole, parts = rows.with_name("whole.csv"), rows.with_name("parts.csv")
    expected = locate_file(rows, whole)
    assert locate_file(rows, parts, block_bytes=size) == expected
    assert parts.read_bytes() == whole.read_bytes()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_utf_16_gives_what_utf_8_gives(rows: Path, tmp_path: Path, encoding: str) -> None:
    wide = tmp_path / "wide.csv"
    # The second one has no mark, as some exports.
    wide.write_bytes(rows.read_bytes().decode().encode(encoding))
    narrow, found = tmp_path / "narrow.csv", tmp_path / "found.csv"
    seen: list[tuple[int, int]] = []
    summary = locate_file(wide, found, block_bytes=9_001, progress=lambda *now: seen.append(now))
    assert summary == locate_file(rows, narrow)
    assert found.read_bytes() == narrow.read_bytes()
    assert len(seen) > 10
    assert seen[-1] == (seen[-1][1],) * 2


def test_the_whole_is_what_locate_says_of_the_table(rows: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    summary = locate_file(rows, target, block_bytes=10_000)
    given_table = pd.read_csv(rows, dtype=str, keep_default_na=False)
    located = locate(given_table)
    with target.open(encoding="utf-8", newline="") as stream:
        written = list(csv.reader(stream))
    assert written[0] == [*given_table.columns, *RESULT_COLUMNS]
    assert [row[5:] for row in written[1:]] == located.fillna("").to_numpy().tolist()
    assert summary.rows == 4_000
    assert summary.located_by == located["located_by"].value_counts().to_dict()
    assert summary.problems == located["problem"].value_counts().to_dict()
    assert list(summary.located_by.values()) == sorted(summary.located_by.values(), reverse=True)
    source_lines = rows.read_text(encoding="utf-8").splitlines()
    assert target.read_text(encoding="utf-8").splitlines()[1].startswith(source_lines[1] + ",")


def test_parquet_is_read_and_written_with_its_types_and_what_it_says_of_itself(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tables, "BATCH_ROWS", 7)
    table = pd.DataFrame({"insee": [1001, 2003, 99999] * 10, "montant": [1.5, None, 2.25] * 10})
    source, target = tmp_path / "in.parquet", tmp_path / "out.parquet"
    geometry = gpd.points_from_xy([2.0] * 30, [46.0] * 30)
    gpd.GeoDataFrame(table, geometry=geometry, crs=4326).to_parquet(source, row_group_size=10)
    seen: list[tuple[int, int]] = []
    summary = locate_file(source, target, progress=lambda done, size: seen.append((done, size)))
    written = gpd.read_parquet(target)
    pd.testing.assert_frame_equal(pd.DataFrame(written[["insee", "montant"]]), table)
    assert written.crs.to_epsg() == 4326
    assert written["commune"].fillna("").tolist() == ["01001", "02002", ""] * 10
    assert summary.located_by == {"padded_code": 20}
    assert seen == [(done, 30) for done in (7, 10, 17, 20, 27, 30)]
    with pytest.raises(FileFaultError, match=r"'geometry' holds binary.*\.parquet"):
        locate_file(source, tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


def test_parquet_to_csv_and_back_says_the_same(rows: Path, tmp_path: Path) -> None:
    as_parquet, as_csv, straight = (tmp_path / name for name in ("a.parquet", "b.csv", "c.csv"))
    locate_file(rows, as_parquet)
    assert pq.read_schema(as_parquet).names == ["n", "code_insee", "text", "lon", "lat", *RESULT_COLUMNS]
    pq.write_table(pq.read_table(as_parquet).select(range(5)), tmp_path / "in.parquet")
    locate_file(tmp_path / "in.parquet", as_csv)
    locate_file(rows, straight)
    with (
        as_csv.open(newline="", encoding="utf-8") as one,
        straight.open(newline="", encoding="utf-8") as other,
    ):
        assert list(csv.reader(one)) == list(csv.reader(other))


def test_a_separator_that_candidates_hold_is_quoted(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("code_insee|b\n02009|1\n", encoding="utf-8")
    locate_file(source, target)
    assert target.read_text(encoding="utf-8").splitlines()[1] == '02009|1||||||||ambiguous|"02004|02005"'


def test_damaged_parquet_and_wrong_choices_are_told_before_a_row_is_read(rows: Path, tmp_path: Path) -> None:
    (tmp_path / "in.parquet").write_bytes(b"PAR1 and no more")
    with pytest.raises(FileFaultError, match=r"in.parquet cannot be read as Parquet"):
        locate_file(tmp_path / "in.parquet", tmp_path / "out.csv")
    (tmp_path / "empty.csv").write_text("x,y\n", encoding="utf-8")
    with pytest.raises(UnknownChoiceError, match="EPSG:0"):
        locate_file(tmp_path / "empty.csv", tmp_path / "out.csv", crs="EPSG:0")
    with pytest.raises(FileFaultError, match="cannot be written"):
        locate_file(rows, tmp_path / "none" / "out.csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty.csv", "in.parquet", "rows.csv"]


def test_progress_reaches_the_size_of_the_rows(rows: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    locate_file(rows, tmp_path / "out.csv", block_bytes=20_000, progress=lambda *now: seen.append(now))
    size = rows.stat().st_size - len("n,code_insee,text,lon,lat\n")
    done = [now[0] for now in seen]
    assert len(seen) > 3
    assert done == sorted(done)
    assert seen[-1] == (size, size)


# Runs until it is killed: the work of each block takes a second more than it needs.
SLOWLY = """
import sys, time
from pathlib import Path
from atlas.cli.streaming import stopped_cleanly
from atlas.locate import locate_file
with stopped_cleanly():
    wait = lambda *_: (print("working", flush=True), time.sleep(20))
    locate_file(Path(sys.argv[1]), Path(sys.argv[2]), block_bytes=10_000, progress=wait)
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_kill_leaves_the_file_that_was_there(rows: Path, tmp_path: Path, number: int) -> None:
    target = tmp_path / "out.csv"
    target.write_text("before", encoding="utf-8")
    command = [sys.executable, "-c", SLOWLY, str(rows), str(target)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"working\n"
        assert len(list(tmp_path.glob(".out.csv.*.part"))) == 1
        process.send_signal(number)
        assert process.wait(timeout=15) != 0
    assert target.read_text(encoding="utf-8") == "before"
    assert len(list(tmp_path.glob(".out.csv.*.part"))) == (number == signal.SIGKILL)


def test_the_command_tells_the_rate_and_json_holds_it(rows: Path, tmp_path: Path) -> None:
    target = str(tmp_path / "out.csv")
    said = CliRunner().invoke(main, ["locate", str(rows), "-o", target])
    assert said.exit_code == 0
    assert "4,000 rows, 666 of them without a commune" in said.stdout
    assert "rows per second" in said.stdout
    assert said.stderr == ""
    told = json.loads(CliRunner().invoke(main, ["locate", str(rows), "-o", target, "--json"]).stdout)
    assert told["rows"] == 4_000
    assert told["rows_per_second"] > 0
    assert told["seconds"] >= 0


def test_a_terminal_gets_a_bar_unless_it_is_told_not_to(rows: Path, tmp_path: Path) -> None:
    program = (
        f"from atlas.cli import main; main(['locate', {str(rows)!r}, '-o', {str(tmp_path / 'out.csv')!r}"
    )
    for option, shown in (("", True), (", '--quiet'", False), (", '--json'", False)):
        leader, follower = os.openpty()
        command = [sys.executable, "-c", f"{program}{option}])"]
        subprocess.run(command, stderr=follower, stdout=subprocess.PIPE, check=True, timeout=60)
        os.close(follower)
        time.sleep(0.05)
        os.set_blocking(leader, False)
        try:
            screen = os.read(leader, 10_000)
        except OSError:  # nothing was ever written
            screen = b""
        os.close(leader)
        assert (b"100%" in screen) == shown
        assert (screen == b"") != shown


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--engine", "ray"], "unknown engine 'ray'"),
        (["--engine", "process", "--scheduler", "tcp://127.0.0.1:1"], "--scheduler is for --engine dask"),
    ],
)
def test_engines_that_do_not_exist_are_refused(
    rows: Path,
    tmp_path: Path,
    options: list[str],
    sentence: str,
) -> None:
    said = CliRunner().invoke(main, ["locate", str(rows), "-o", str(tmp_path / "out.csv"), *options])
    assert said.exit_code == 2
    assert sentence in said.stderr
    assert not (tmp_path / "out.csv").exists()
