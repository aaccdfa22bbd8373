"""Keeping an import in a workspace, beside the naive way: all rows rewritten by `geopandas.to_file`.

Data: made rows of funding on the communes of `data/geo`, seeded, in a temporary folder. The naive way reads
what the file holds, adds the rows and writes it anew, as a script does; ours adds them to a copy of the
file that then takes its place.

Run: `python benchmarks/bench_workspace.py [--rows N]`
"""

import argparse
import tempfile
import time
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from atlas.territories import load_geography
from atlas.workspace import open_workspace
from atlas.workspace.batches import COLUMNS

BATCHES = 3


def made(rows: int, seed: int) -> pd.DataFrame:
    """Make rows of funding."""
    chance = np.random.default_rng(seed)
    communes = load_geography().communes.index.to_numpy()
    table = pd.DataFrame(
        {name: pd.Series(None, index=range(rows), dtype="str") for name in COLUMNS["funding"]}
    )
    table["title"] = [f"Projet {number}" for number in range(rows)]
    table["commune"] = chance.choice(communes, rows)
    table["cents"] = pd.array(chance.integers(1, 10**8, rows), dtype="Int64")
    for year in ("year_start", "year_end"):
        table[year] = pd.array(chance.integers(2000, 2026, rows), dtype="Int64")
    return table.drop(columns="line").rename_axis("line")


def main() -> None:
    """Print the times and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=100_000, help="of each batch")
    rows = parser.parse_args().rows
    communes = load_geography().communes[["seat_lon", "seat_lat"]]
    with tempfile.TemporaryDirectory() as folder:
        workspace = open_workspace(str(Path(folder) / "team.gpkg"))
        naive = Path(folder) / "naive.gpkg"
        for number in range(BATCHES):
            table = made(rows, number)
            start = time.perf_counter()
            with workspace.adding(kind="funding", name="x", source="x", digest=str(number)) as keep:
                keep(table)
            ours = time.perf_counter() - start
            start = time.perf_counter()
            at = communes.reindex(table["commune"])
            points = gpd.points_from_xy(at["seat_lon"], at["seat_lat"], crs=4326)
            frame = gpd.GeoDataFrame(table.reset_index(), geometry=points)
            if naive.exists():
                frame = pd.concat([gpd.read_file(naive), frame])
            frame.to_file(naive, driver="GPKG")
            theirs = time.perf_counter() - start
            ratio = f"rewritten {theirs:.2f} s, {theirs / ours:.1f} times ours"
            print(f"batch {number + 1} of {rows} rows   {ours:.2f} s   {ratio}")
        start = time.perf_counter()
        kept = workspace.kept().funding
        print(f"{len(kept)} rows read back   {time.perf_counter() - start:.2f} s")


if __name__ == "__main__":
    main()
