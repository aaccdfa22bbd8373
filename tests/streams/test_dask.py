import logging
import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from atlas.cli import main
from atlas.errors import FileFaultError, SchedulerError
from atlas.exports import to_csv
from atlas.locate import locate_file
from atlas.readers.columns.recognition import recognise
from atlas.readers.large import Targets, import_large
from atlas.readers.parts import open_large
from atlas.streams import engines
from atlas.streams.engines import dask_engine

distributed = pytest.importorskip("distributed", reason="the extra `dask` is not installed")

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")


@pytest.fixture(scope="module")
def cluster(tiny_folder: Path) -> Iterator[Any]:
    """Give a scheduler with two worker processes that know the tiny geography."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_GEO_FOLDER", str(tiny_folder))
        with distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address=None,
            silence_logs=logging.CRITICAL,
        ) as started:
            yield started


@pytest.fixture
def address(cluster: Any, tiny_settings: None) -> str:
    del tiny_settings
    return str(cluster.scheduler_address)


def test_two_workers_give_the_bytes_of_one_process_though_one_of_them_is_killed(
    cluster: Any,
    address: str,
    rows: Path,
    tmp_path: Path,
) -> None:
    alone, together = tmp_path / "alone.csv", tmp_path / "together.csv"
    expected = locate_file(rows, alone)
    before = {name: worker["id"] for name, worker in cluster.scheduler_info["workers"].items()}
    with distributed.Client(address, set_as_default=False) as client:
        pids = client.run(os.getpid)
    assert len(pids) == 2
    killed: list[int] = []

    def kill_one(done: int, size: int) -> None:
        if not killed and done > size / 4:
            killed.append(next(iter(pids.values())))
            os.kill(killed[0], signal.SIGKILL)

    with dask_engine(address) as engine:
        summary = locate_file(rows, together, engine=engine, progress=kill_one, block_bytes=4_000)
    assert killed
    assert before.keys() != cluster.scheduler_info["workers"].keys()
    assert summary == expected
    assert together.read_bytes() == alone.read_bytes()


def test_the_command_takes_the_address_of_a_scheduler(address: str, rows: Path, tmp_path: Path) -> None:
    targets = [tmp_path / "alone.parquet", tmp_path / "together.parquet"]
    for target, options in zip(targets, ([], ["--engine", "dask", "--scheduler", address]), strict=True):
        said = CliRunner().invoke(main, ["locate", str(rows), "-o", str(target), *options])
        assert said.exit_code == 0, said.output
    assert targets[0].read_bytes() == targets[1].read_bytes()


def test_a_faulty_line_is_named_as_one_process_names_it(address: str, rows: Path, tmp_path: Path) -> None:
    with rows.open("a", encoding="utf-8") as stream:
        stream.write("short,01001\n" + "4001,01001,a,2.05,46.05\n" * 300 + '5,"x"y,,,\n')
    messages = []
    with dask_engine(address) as workers:
        for engine in (engines.here, workers):
            with pytest.raises(FileFaultError) as caught:
                locate_file(rows, tmp_path / "out.csv", engine=engine, block_bytes=4_000)
            messages.append(str(caught.value))
    assert messages[0] == messages[1]
    assert "2 cells, but the header has 5" in messages[0]
    assert [path.name for path in tmp_path.iterdir()] == ["rows.csv"]


def test_no_more_results_wait_than_fit_in_memory(address: str) -> None:
    taken = 0

    def parts() -> Iterator[int]:
        nonlocal taken
        for part in range(40):
            taken += 1
            yield part

    with dask_engine(address) as engine:
        for number, result in enumerate(engine(_twice, parts())):
            assert list(result) == [number, number]
            assert taken - number <= 2 * engines._AHEAD + 1


def _twice(part: int) -> list[int]:
    return [part, part]


def test_a_scheduler_that_does_not_answer_is_told(
    rows: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        address = f"tcp://127.0.0.1:{unused.getsockname()[1]}"
    with (
        pytest.raises(SchedulerError, match=f"answers at {address} within 0.5 s"),
        dask_engine(address, timeout=0.5),
    ):
        pass
    monkeypatch.setattr(engines, "CONNECT_SECONDS", 0.5)
    said = CliRunner().invoke(
        main, ["locate", str(rows), "-o", str(tmp_path / "o.csv"), "--scheduler", address]
    )
    assert (said.exit_code, said.stderr.count("\n")) == (2, 1)
    assert not (tmp_path / "o.csv").exists()


def test_without_the_extra_the_command_says_what_to_install(
    rows: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    said = CliRunner().invoke(main, ["locate", str(rows), "-o", str(tmp_path / "o.csv"), "--engine", "dask"])
    assert said.exit_code == 2
    assert said.stderr == "atlas: Dask is not installed: pip install 'atlas-dynamiques-territoriales[dask]'\n"


def test_an_import_by_two_workers_is_that_of_one_process(address: str, tmp_path: Path) -> None:
    path = tmp_path / "aides.csv"
    lines = [
        f"{row},Asso {row % 900},0{row % 3}001,{row % 900},{2.05 + row % 7 / 20},46.05\n"
        for row in range(1_000)
    ]
    path.write_text("id,nom,code_insee,montant,lon,lat\n" + "".join(lines), encoding="utf-8")
    found = []
    for engine in ("process", "dask"):
        folder = tmp_path / engine
        folder.mkdir()
        targets = Targets(folder / "table.csv", folder / "ledger.csv", folder / "rejected.csv")
        large, first = open_large(path)
        with dask_engine(address) as workers:
            chosen = engines.here if engine == "process" else workers
            summary = import_large(
                large, recognise(first, "funding"), targets, encode=to_csv, engine=chosen, part_bytes=4_000
            )
        found.append((summary, *(target.read_bytes() for target in targets if target)))
    assert found[0] == found[1]
    assert found[0][0]["read"] == 1_000
