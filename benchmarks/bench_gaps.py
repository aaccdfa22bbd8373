"""The nearest initiative of every commune, beside the naive way: `geopandas.sjoin_nearest`.

Data: `data/geo` and `data/initiatives`: 34,875 seat points of communes, the seats of initiatives. The naive
way works on one plane, so it is given the mainland in Lambert-93 and the five DROM wherever that throws them;
ours is exact on the sphere. Then every table behind the page of gaps, after a change of filter.

Run: `python benchmarks/bench_gaps.py`
"""

import argparse
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle, product
from typing import Any

import geopandas as gpd

from atlas import sphere as nearest
from atlas.catalogue import Catalogue, load_catalogue
from atlas.catalogue.presence import COUNTING, By
from atlas.catalogue.selection import Selection
from atlas.gaps import coverage, gaps, models, rank
from atlas.gaps.listing import gaps_table
from atlas.vocabulary import LEVELS

LAMBERT_93 = 2154


def seconds(work: Callable[[], Any], *, runs: int) -> float:
    """Give the best time of some runs."""
    best = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def other_type(catalogue: Catalogue, kinds: Iterator[str], level: str, by: By) -> None:
    """Find the gaps of the next type, as a reader who changes the filter."""
    gaps(catalogue, Selection(types=(next(kinds),)), level, by=by)


def main() -> None:
    """Print the times and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, help="the best of so many runs counts")
    runs = parser.parse_args().runs

    catalogue = load_catalogue()
    communes = catalogue.geography.communes[["seat_lon", "seat_lat"]].dropna()
    seats = catalogue.places.dropna(subset="commune")[["lon", "lat"]]
    ours = seconds(lambda: nearest(communes, seats), runs=runs)
    origins = gpd.GeoDataFrame(
        geometry=gpd.points_from_xy(communes["seat_lon"], communes["seat_lat"], crs=4326)
    )
    targets = gpd.GeoDataFrame(geometry=gpd.points_from_xy(seats["lon"], seats["lat"], crs=4326))

    def naive() -> None:
        gpd.sjoin_nearest(origins.to_crs(LAMBERT_93), targets.to_crs(LAMBERT_93), distance_col="metres")

    theirs = seconds(naive, runs=runs)
    print(f"{len(communes)} communes, {len(seats)} seats")
    print(f"nearest on the sphere               {ours:8.4f} s")
    print(f"sjoin_nearest on a plane            {theirs:8.4f} s   {theirs / ours:.1f} times ours")

    kinds = cycle(catalogue.tables.types.index)
    for level, by in product(LEVELS, COUNTING):
        gaps(catalogue, Selection(), level, by=by)  # the joins of a level are made once
        found = gaps(catalogue, Selection(types=("tzcld",)), level, by=by)
        rows = rank(found.table)
        times = {
            "gaps": seconds(partial(other_type, catalogue, kinds, level, by), runs=runs),
            "rank": seconds(partial(rank, found.table), runs=runs),
            "models": seconds(partial(models, catalogue, found, rows.index), runs=runs),
            "all named": seconds(partial(gaps_table, catalogue, found, rows), runs=runs),
        }
        title = f"{level} by {by}"
        print(f"{title:<26}" + ", ".join(f"{what} {took:.3f} s" for what, took in times.items()))
    for by in COUNTING:
        taken = seconds(partial(coverage, catalogue, Selection(types=("ptce",)), by=by), runs=runs)
        print(f"coverage at every level, by {by:<8} {taken:.3f} s")


if __name__ == "__main__":
    main()
