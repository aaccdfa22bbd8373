"""Read files of other people and import them, beside another checkout of the atlas.

Two processes, one for each checkout, take the same file in turn, so that a busy machine slows both; processor
time counts, without the process that parses a workbook, and not the first turn of each. Without `--beside` a
naive way stands there: pandas reads the file, of which nothing is put right, placed or told.

Run: `python benchmarks/bench_readers.py FILE… --as funding --beside ../before`
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

HERE = Path(__file__).resolve().parents[1]
NAIVE: dict[str, Callable[[Path], object]] = {
    ".csv": lambda path: pd.read_csv(path, sep=None, engine="python", encoding_errors="replace"),
    ".xlsx": lambda path: pd.read_excel(path, engine="calamine"),
}


def serve(way: str) -> None:
    """Do what each line of the input asks, and answer with its processor time."""
    from click.testing import CliRunner  # noqa: PLC0415 - the parent needs none of it

    from atlas.cli import main as atlas  # noqa: PLC0415
    from atlas.readers import read_raw  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        out = ["-o", f"{folder}/rows.csv", "--ledger", f"{folder}/ledger.csv"]
        for line in sys.stdin:
            step, kind, name = line.rstrip("\n").split("\t")
            path = Path(name)
            start = time.process_time()
            if way == "naive":
                NAIVE[path.suffix](path)
            elif step == "read":
                read_raw(path)
            else:
                CliRunner().invoke(atlas, ["import", name, "--as", kind, *out], catch_exceptions=False)
            print(time.process_time() - start, flush=True)


def ask(server: "subprocess.Popen[str]", task: str) -> float:
    """Have a task done and return its seconds."""
    assert server.stdin
    assert server.stdout
    server.stdin.write(task + "\n")
    server.stdin.flush()
    return float(server.stdout.readline())


def started(checkout: Path, way: str) -> "subprocess.Popen[str]":
    """Start a process that has the atlas of a checkout."""
    command = [sys.executable, __file__, "--serve", way]
    environment = os.environ | {"PYTHONPATH": str(checkout)}
    return subprocess.Popen(
        command, cwd=checkout, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def main() -> None:
    """Print the times of each file and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--as", dest="kind", choices=["initiatives", "funding"], default="funding")
    parser.add_argument("--beside", type=Path, help="another checkout; pandas by default")
    parser.add_argument("--runs", type=int, default=7, help="pairs of turns")
    parser.add_argument("--steps", nargs="+", choices=["read", "import"], default=["read", "import"])
    parser.add_argument("--serve", choices=["atlas", "naive"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve(options.serve)
        return
    if not options.files:
        parser.error("name at least one file")
    other = options.beside.resolve() if options.beside else HERE
    here, there = started(HERE, "atlas"), started(other, "atlas" if options.beside else "naive")
    print(f"{'':<9}{'file':<36}{'here':>9}{'beside':>9}{'ratio':>8}")
    for step in options.steps:
        sums = [0.0, 0.0]
        for path in options.files:
            if not options.beside and path.suffix not in NAIVE:
                continue
            task = f"{step}\t{options.kind}\t{path.resolve()}"
            pairs = [(ask(here, task), ask(there, task)) for _ in range(options.runs + 1)][1:]
            best = [min(pair[place] for pair in pairs) for place in range(2)]
            sums = [total + one for total, one in zip(sums, best, strict=True)]
            ratio = statistics.median(one / other for one, other in pairs)
            print(f"{step:<9}{path.name[:35]:<36}{best[0]:>8.3f}s{best[1]:>8.3f}s{ratio:>8.2f}")
        print(f"{step:<9}{'all':<36}{sums[0]:>8.3f}s{sums[1]:>8.3f}s{sums[0] / sums[1]:>8.2f}")
    for server in (here, there):
        server.communicate()


if __name__ == "__main__":
    main()
