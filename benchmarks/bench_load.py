"""Many readers of the map at once, and what their visits leave in memory.

    python benchmarks/bench_load.py [--readers N] [--runs N] [--pause S] [--visits N]
        [--processes N] [--naive] [--beside DIR]

Starts the app as a reader does. First: readers who open the map and change a filter, again and again, over
Streamlit's own websocket, each waiting for the answer (then for the pause). Then: visits, four at once,
every second one with a file of its own through the real uploader; a visit ends as a tab is closed. Beside
it the naive way, Streamlit's own command with its own settings, and another folder of the atlas, an older
one say. `--processes`: the same readers, spread over so many servers. Needs Linux, for the processor time and
the memory of the server.
"""

import argparse
import itertools
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy as np
from reader import Reader
from websockets.exceptions import WebSocketException

from atlas.catalogue.selection import Selection
from atlas.territories import load_geography
from atlas.views.link import View, compose
from atlas.words import say

ROOT = Path(__file__).resolve().parent.parent
OURS = ("-m", "atlas", "app", "--no-browser", "--port")
NAIVE = ("-m", "streamlit", "run", "streamlit_app.py", "--runner.postScriptGC=true", "--server.port")
MANY = "more servers"
TYPES = ("ptce", "pat", "tiers_lieu", "tzcld")
YEARS = range(1995, 2025)
STEP = 50
VISITORS = 4


class Server(NamedTuple):
    """The app that runs."""

    address: str
    process: int

    def processor(self) -> float:
        """Give the processor time so far, in seconds, user and system."""
        fields = Path(f"/proc/{self.process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Give the resident memory in MB."""
        pages = int(Path(f"/proc/{self.process}/statm").read_text(encoding="utf-8").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


class Load(NamedTuple):
    """What the readers met together."""

    waits: list[float]
    seconds: float
    processor: float
    faults: list[str]


@contextmanager
def running(command: tuple[str, ...], folder: Path) -> Iterator[Server]:
    """Run the app of a folder, with the first page answered."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    silent = subprocess.DEVNULL
    process = subprocess.Popen(
        [sys.executable, *command, str(port)], cwd=folder, stdout=silent, stderr=silent
    )
    try:
        address = f"http://localhost:{port}/"
        wait_for(address)
        with Reader.visit(address) as reader:
            reader.open()
        server = Server(address, process.pid)
        rest(server)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(address: str) -> None:
    """Wait until a server answers."""
    deadline = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(address, timeout=1).close()  # noqa: S310 - this machine's
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


def rest(server: Server) -> None:
    """Wait until a server has warmed itself, beside its first answers, and works no more."""
    before = -1.0
    while (spent := server.processor()) > before + 0.05:
        before = spent
        time.sleep(1)


def filters(number: int) -> Iterator[str]:
    """Give addresses of the map, each with another filter; the numbers of readers part them."""
    choices = list(itertools.product(TYPES, YEARS, YEARS[::-1]))
    start = number * 97
    for kind, first, last in itertools.islice(itertools.cycle(choices), start, None):
        if first < last:
            yield query(View(selection=Selection(types=(kind,), years=(first, last))))


def query(view: View) -> str:
    """Write a view as the query of an address."""
    return "&".join(f"{key}={value}" for key, value in compose(view).items())


def read(server: Server, number: int, *, runs: int, pause: float, ready: threading.Barrier) -> Load:
    """Be one reader: open the map, then change the filter so many times."""
    waits: list[float] = []
    with Reader.visit(server.address) as reader:
        reader.open()
        ready.wait()
        start = time.perf_counter()
        # Readers of their own do not click in step: each begins at its own moment of the first pause.
        time.sleep(pause * number / ready.parties)
        try:
            for address in itertools.islice(filters(number), runs):
                asked = time.perf_counter()
                reader.address(address)
                waits.append(time.perf_counter() - asked)
                time.sleep(pause)
        except (TimeoutError, WebSocketException) as error:
            reader.faults.append(repr(error))
        return Load(waits, time.perf_counter() - start, 0.0, reader.faults)


def load(servers: Sequence[Server], readers: int, *, runs: int, pause: float) -> Load:
    """Let readers, spread over servers, read at once; the time counts from when all have their first map."""
    ready = threading.Barrier(readers + 1)
    with ThreadPoolExecutor(readers) as pool:
        work = [
            pool.submit(read, server, number, runs=runs, pause=pause, ready=ready)
            for number, server in enumerate(itertools.islice(itertools.cycle(servers), readers))
        ]
        ready.wait()
        start, before = time.perf_counter(), sum(one.processor() for one in servers)
        each = [one.result() for one in work]
        seconds = time.perf_counter() - start
        processor = sum(one.processor() for one in servers) - before
    return Load(
        [wait for one in each for wait in one.waits],
        seconds,
        processor,
        [fault for one in each for fault in one.faults],
    )


def own_file(number: int, rows: int) -> bytes:
    """Make a reader's file of initiatives in communes drawn at random."""
    communes = load_geography().communes
    draw = np.random.default_rng(number)
    codes = draw.choice(communes.index[communes["departement"].notna()], rows)
    lines = ("nom;code_insee", *(f"Initiative {number} {row};{code}" for row, code in enumerate(codes)))
    return "\n".join(lines).encode()


def visit(server: Server, number: int, rows: int) -> list[str]:
    """Visit the map, every second time with rows of one's own; give the errors seen."""
    with Reader.visit(server.address) as reader:
        reader.open()
        if number % 2:
            reader.open("donnees")
            reader.upload("own_upload_0", "initiatives.csv", own_file(number, rows))
            reader.press(say("own_keep", "fr"))
            reader.open()
            if "origin" not in reader.widgets:
                reader.faults.append("the rows were not kept")
        for address in itertools.islice(filters(number), 2):
            reader.address(address)
        return reader.faults


def tell_load(name: str, servers: Sequence[Server], found: Load, readers: int) -> float:
    """Print what readers met; give the runs per second."""
    runs = len(found.waits)
    rate = runs / found.seconds
    memory = sum(one.memory() for one in servers)
    late = statistics.quantiles(found.waits, n=20)[-1]
    print(
        f"{name:14}{readers:3} readers {rate:7.1f} runs/s   wait {statistics.median(found.waits):6.2f} s, "
        f"95 % {late:6.2f} s   processor {found.processor / runs:.4f} s a run   {memory:5.0f} MB   "
        f"{len(found.faults)} errors",
        flush=True,
    )
    for fault in sorted(set(found.faults)):
        print(f"    {fault}")
    return rate


def tell_visits(name: str, server: Server, visits: int, rows: int) -> None:
    """Print the memory after each batch of visits."""
    faults: list[str] = []
    print(f"{name:14}  0 visits  {server.memory():6.0f} MB", flush=True)
    with ThreadPoolExecutor(VISITORS) as pool:
        for first in range(0, visits, STEP):
            start = time.perf_counter()
            batch = range(first, min(first + STEP, visits))
            for met in pool.map(lambda number: visit(server, number, rows), batch):
                faults += met
            seconds = time.perf_counter() - start
            print(
                f"{name:14}{batch[-1] + 1:3} visits  {server.memory():6.0f} MB   {seconds:5.1f} s   "
                f"{len(faults)} errors",
                flush=True,
            )


def main() -> None:
    """Print what each way gives, and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--readers", type=int, nargs="+", default=[1, 20], help="at once")
    parser.add_argument("--runs", type=int, default=20, help="changes of a filter by each reader")
    parser.add_argument("--pause", type=float, default=0.0, help="seconds after each answer")
    parser.add_argument("--visits", type=int, default=300, help="for the memory; 0 leaves it out")
    parser.add_argument("--rows", type=int, default=5_000, help="of a reader's own file")
    parser.add_argument("--processes", type=int, default=1, help="also so many servers")
    parser.add_argument("--naive", action="store_true", help="also Streamlit's own command and settings")
    parser.add_argument("--beside", type=Path, help="another folder of the atlas")
    chosen = parser.parse_args()
    ways = {"atlas app": (OURS, ROOT)}
    if chosen.naive:
        ways["naive"] = (NAIVE, ROOT)
    if chosen.processes > 1:
        ways[MANY] = (OURS, ROOT)
    if chosen.beside:
        ways["beside"] = (OURS, chosen.beside)
    rates: dict[str, list[float]] = {}
    for name, (command, folder) in ways.items():
        with ExitStack() as stack:
            many = chosen.processes if name == MANY else 1
            servers = [stack.enter_context(running(command, folder)) for _ in range(many)]
            rates[name] = [
                tell_load(
                    name, servers, load(servers, readers, runs=chosen.runs, pause=chosen.pause), readers
                )
                for readers in chosen.readers
            ]
            if chosen.visits:
                tell_visits(name, servers[0], chosen.visits, chosen.rows)
    for name, theirs in list(rates.items())[1:]:
        pairs = zip(chosen.readers, rates["atlas app"], theirs, strict=True)
        print(f"ours beside {name}: " + ", ".join(f"{n} readers {a / b:.1f} times" for n, a, b in pairs))


if __name__ == "__main__":
    main()
