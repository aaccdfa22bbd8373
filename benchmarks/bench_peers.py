"""Peers of an initiative and the graph of a network, beside the naive ways.

Data: `data/geo` and `data/initiatives`, then 10,000 made-up points over France, as many as
a reader's own file may bring. The naive ways: `geopandas.GeoSeries.distance` from the start on one plane and
a loop over rows for the similarity; all pairs by a loop over members with `GeoSeries.distance`; distances
from every town to every member by the same.

Run: `python benchmarks/bench_peers.py`
"""

import argparse
import time
from collections.abc import Callable
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from atlas.catalogue import Catalogue, load_catalogue
from atlas.peers import Start, isolation, meeting_towns, network, peers, traits
from atlas.peers.gower import parts
from atlas.peers.listing import peers_table
from atlas.peers.traits import Traits
from atlas.vocabulary import VARIABLES

LAMBERT_93 = 2154
START = Start(initiative="biovallee")
REACH_KM = 50


def seconds(work: Callable[[], Any], *, runs: int) -> float:
    """Give the best time of some runs."""
    best = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def plane(points: pd.DataFrame) -> gpd.GeoSeries:
    """Put points on one plane, as the naive way does."""
    return gpd.GeoSeries(gpd.points_from_xy(points["lon"], points["lat"], crs=4326)).to_crs(LAMBERT_93)


def row_by_row(catalogue: Catalogue) -> None:
    """Compare the start with one initiative after the other."""
    every = traits(catalogue)
    one = every.table.loc[[START.initiative]]
    for key in every.table.index:
        compared = parts(one, Traits(every.table.loc[[key]], every.ranges)).iloc[0]
        known = compared.dropna()
        _ = known.sum() / len(known) if len(known) else float("nan")
    points = plane(catalogue.places.dropna(subset="lon"))
    points.distance(points.iloc[0])


def pair_by_pair(points: gpd.GeoSeries) -> int:
    """Count the pairs within reach, one member after the other."""
    return sum(int((points.distance(one) <= 1000 * REACH_KM).sum()) for one in points)


def report(what: str, ours: float, naive: float) -> None:
    """Print both times and their ratio."""
    print(f"{what:<46} {ours:8.4f} s   naive {naive:8.3f} s   {naive / ours:7.1f} times ours")


def main() -> None:
    """Print the times and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, help="the best of so many runs counts")
    runs = parser.parse_args().runs
    catalogue = load_catalogue()
    print(
        f"gather {len(VARIABLES)} traits, once           {seconds(lambda: traits(catalogue), runs=1):8.4f} s"
    )

    ours = seconds(lambda: peers(catalogue, START), runs=runs)
    report("peers of one start", ours, seconds(lambda: row_by_row(catalogue), runs=1))
    found = peers(catalogue, START, k=50)
    print(
        f"50 peers named and explained  {seconds(lambda: peers_table(catalogue, found), runs=runs):24.4f} s"
    )

    points = catalogue.places[["lon", "lat"]]
    flat = plane(points.dropna())
    ours = seconds(lambda: network(points, REACH_KM), runs=runs)
    report(f"graph of {len(flat)} members", ours, seconds(lambda: pair_by_pair(flat), runs=1))
    random = np.random.default_rng(1)
    many = pd.DataFrame({"lon": random.uniform(-4, 8, 10_000), "lat": random.uniform(43, 50, 10_000)})
    ours = seconds(lambda: network(many, REACH_KM), runs=1)
    report(
        "graph of 10,000 members", ours, 100 * seconds(lambda: pair_by_pair(plane(many).iloc[:100]), runs=1)
    )

    towns = catalogue.geography.communes.dropna(subset="seat_lon")
    seats = plane(towns.rename(columns={"seat_lon": "lon", "seat_lat": "lat"}))
    for least in (0, 5_000):
        ours = seconds(
            lambda least=least: meeting_towns(catalogue, points, least_population=least), runs=runs
        )
        chosen = seats[(towns["population"] >= least).to_numpy()]
        naive = seconds(lambda chosen=chosen: [chosen.distance(one) for one in flat.iloc[:50]], runs=1)
        report(f"best of {len(chosen)} towns", ours, naive * len(flat) / 50)
    print(f"isolation of all              {seconds(lambda: isolation(catalogue), runs=runs):24.4f} s")


if __name__ == "__main__":
    main()
