"""Locate rows by code and by coordinates, beside the naive way: one `geopandas.sjoin` per level.

Data: `data/geo`; points drawn with a fixed seed, nine in ten around the seats of communes (overseas
included), one in ten anywhere in a box around the mainland, so that some lie at sea and abroad.

Run: `python benchmarks/bench_locate.py --rows 1000000`
"""

import argparse
import time
from collections.abc import Callable
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from atlas.locate import locate
from atlas.territories import Geography, load_geography
from atlas.territories.search import search

JOINED = ("bassin_de_vie", "epci", "departement")
SMALL = 10_000


def seconds(work: Callable[[], Any], *, runs: int = 3) -> float:
    """Give the best time of some runs."""
    best = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def processor_seconds(work: Callable[[], Any]) -> float:
    """Give the processor time of all threads, which other programs beside it hardly change."""
    start = time.process_time()
    work()
    return time.process_time() - start


def random_points(geography: Geography, rows: int) -> pd.DataFrame:
    """Draw points, most of them on land."""
    rng = np.random.default_rng(20_260_101)
    seats = geography.communes[["seat_lon", "seat_lat"]].dropna().sample(rows, replace=True, random_state=rng)
    points = seats.to_numpy() + rng.normal(0, 0.02, (rows, 2))
    anywhere = rng.random(rows) < 0.1  # noqa: PLR2004
    points[anywhere] = rng.uniform((-5, 42), (9, 51), (int(anywhere.sum()), 2))
    return pd.DataFrame(points, columns=["lon", "lat"])


def naive(points: pd.DataFrame, boundaries: dict[str, gpd.GeoDataFrame]) -> None:
    """Join the points to three levels, each by its own polygons."""
    table = gpd.GeoDataFrame(points, geometry=gpd.points_from_xy(points["lon"], points["lat"]), crs=4326)
    for shapes in boundaries.values():
        gpd.sjoin(table, shapes, predicate="within", how="left")


def main() -> None:
    """Print the times and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000, help="points of the large join")
    parser.add_argument(
        "--runs",
        type=int,
        default=3,
        help="runs of each: the best counts, of a million points the middle",
    )
    options = parser.parse_args()

    start = time.perf_counter()
    geography = load_geography()
    print(f"load_geography                      {time.perf_counter() - start:8.3f} s")
    start = time.perf_counter()
    locate(pd.DataFrame({"lon": [2.35, 0.0], "lat": [48.85, 49.5]}))
    print(f"first point (reads the polygons)    {time.perf_counter() - start:8.3f} s")
    search(geography, "rennes")
    print(f"search 'saint'                      {seconds(lambda: search(geography, 'saint')):8.3f} s")

    codes = geography.communes.sample(SMALL, replace=True, random_state=1)
    by_code = pd.DataFrame({"code_insee": codes.index})
    small = random_points(geography, SMALL)
    by_name = pd.DataFrame({"commune": codes["name"].str.upper(), "departement": codes["departement"]})
    for title, table in (("code", by_code), ("coordinates", small), ("name and département", by_name)):
        locate(table)
        taken = seconds(lambda table=table: locate(table), runs=options.runs)  # type: ignore[misc]
        print(f"{SMALL} rows by {title:<22}    {taken:8.3f} s")

    points = random_points(geography, options.rows)
    boundaries = {level: geography.boundaries(level)[["geometry"]] for level in JOINED}
    naive(small, boundaries)
    first = processor_seconds(lambda: locate(points))
    pairs = [
        (processor_seconds(lambda: locate(points)), processor_seconds(lambda: naive(points, boundaries)))
        for _ in range(options.runs)
    ]
    ours, theirs = (float(np.median(times)) for times in zip(*pairs, strict=True))
    print(f"{options.rows} points, drawing the raster   {first:8.3f} s of processor time")
    print(f"{options.rows} points, all levels           {ours:8.3f} s of processor time")
    print(f"{options.rows} points, three sjoin          {theirs:8.3f} s   ratio {ours / theirs:.2f}")


if __name__ == "__main__":
    main()
