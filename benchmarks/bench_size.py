"""Locate and import files of many rows: rows per second and peak memory, beside the naive way.

Data: drawn with a fixed seed into a temporary folder that is deleted at the end; codes of communes, and
points as in `bench_locate`. The naive way reads the whole file with pandas and joins it: by code with three
merges, by point with three `geopandas.sjoin`; it runs on a part of the rows (`--naive-rows`), and its rate is
stated for that part, which flatters it where the whole would not fit in memory.

Run: `python benchmarks/bench_size.py --rows 10000000`
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd
from bench_locate import random_points

from atlas.territories import load_geography

CHUNK = 1_000_000
# Runs a command and tells the peak memory of this one process, itself the only child.
MEASURED = """
import json, resource, runpy, sys
sys.argv = sys.argv[1:]
try:
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
finally:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"peak_mb": peak / 1024}), file=sys.stderr)
"""
NAIVE = """
import json, resource, sys, time
import geopandas as gpd, pandas as pd
from atlas.territories import load_geography
path, by, target = sys.argv[1:]
geography = load_geography()
levels = ("bassin_de_vie", "epci", "departement")
shapes = {level: geography.boundaries(level)[["geometry"]] for level in levels} if by == "point" else {}
start = time.perf_counter()
table = pd.read_csv(path, dtype={"code_insee": str})
if by == "code":
    for level in levels:
        table = table.merge(geography.communes[level], left_on="code_insee", right_index=True, how="left")
else:
    points = gpd.GeoDataFrame(table, geometry=gpd.points_from_xy(table["lon"], table["lat"]), crs=4326)
    for level, boundaries in shapes.items():
        table[level] = gpd.sjoin(points, boundaries, predicate="within", how="left").iloc[:, -1].to_numpy()
table.to_csv(target, index=False)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"rows": len(table), "seconds": time.perf_counter() - start}))
print(json.dumps({"peak_mb": peak}), file=sys.stderr)
"""


def write_rows(folder: Path, rows: int) -> dict[str, Path]:
    """Write rows by code and by point, a part at a time."""
    geography, rng = load_geography(), np.random.default_rng(20_260_102)
    codes = geography.communes.index.to_numpy()
    paths = {by: folder / f"{by}_{rows}.csv" for by in ("code", "point")}
    for start in range(0, rows, CHUNK):
        count = min(CHUNK, rows - start)
        first = {"mode": "a" if start else "w", "header": not start, "index": False}
        table = pd.DataFrame({"id": np.arange(start, start + count), "nom": "Association des Amis"})
        amounts = rng.integers(100, 1_000_000, count)
        by_code = table.assign(code_insee=codes[rng.integers(0, len(codes), count)], montant=amounts)
        by_code.to_csv(paths["code"], **first)
        points = random_points(geography, count).round(6)
        table.assign(lon=points["lon"], lat=points["lat"], montant=amounts).to_csv(paths["point"], **first)
    return paths


def run(title: str, *command: str) -> None:
    """Run one command in a process of its own and print its rate and its peak memory."""
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", *command], capture_output=True, text=True, check=True)
    taken = time.perf_counter() - start
    told = json.loads(done.stdout.splitlines()[-1])
    peak = json.loads(done.stderr.splitlines()[-1])["peak_mb"]
    rows = told.get("rows", told.get("read"))
    rate = rows / told["seconds"]
    print(f"{title:<34}{rows:>11} rows {taken:8.1f} s {rate:>10,.0f} rows/s {peak:>7,.0f} MB", flush=True)


def main() -> None:
    """Print a line for each way."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--naive-rows", type=int, default=1_000_000)
    parser.add_argument("--import-rows", type=int, default=1_000_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        target = str(folder / "out.csv")
        large, part = write_rows(folder, options.rows), write_rows(folder, options.naive_rows)
        imported = write_rows(folder, options.import_rows)
        for by in ("code", "point"):
            run(
                f"atlas locate, CSV by {by}",
                MEASURED,
                "atlas",
                "locate",
                str(large[by]),
                "-o",
                target,
                "--json",
            )
            run(f"naive, CSV by {by}, a part", NAIVE, str(part[by]), by, target)
        parquet = str(folder / "out.parquet")
        run(
            "atlas locate, CSV to Parquet",
            MEASURED,
            "atlas",
            "locate",
            str(large["code"]),
            "-o",
            parquet,
            "--json",
        )
        command = (
            "import",
            str(imported["code"]),
            "--as",
            "funding",
            "-o",
            target,
            "--engine",
            "process",
            "--json",
        )
        run("atlas import, CSV by code", MEASURED, "atlas", *command)


if __name__ == "__main__":
    main()
