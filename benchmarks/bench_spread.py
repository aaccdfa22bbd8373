"""Knox's test, beside all pairs counted in Python, and how much of a made-up contagion it sees.

Data: 1,000 seats drawn from the communes of `data/geo` by inhabitants, dated at random, and the lists of
`data/initiatives`. The naive way counts every pair of every permutation; it is timed on few permutations.

Run: `python benchmarks/bench_spread.py`
"""

import argparse
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.sphere import great_circle
from atlas.spread import DELAYS, DISTANCES, PERMUTATIONS, growth, knox, overview, reach, start_dates

SEATS, TRIALS, FEW, SURE = 1_000, 100, 3, 0.05
_Points = NDArray[np.float64]


def seconds(work: Callable[[], Any]) -> float:
    """Return the processor time of one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


def pair_by_pair(points: _Points, years: NDArray[np.int64], permutations: int) -> None:
    """Count the pairs of every cell, one point after the other, for each order of the dates."""
    rng = np.random.default_rng(1)
    for _ in range(permutations + 1):
        cells = np.zeros((len(DISTANCES), len(DELAYS)), dtype=int)
        for one in range(len(points)):
            km = great_circle(points[one], points[one + 1 :])
            apart = np.abs(years[one + 1 :] - years[one])
            for i, far in enumerate(DISTANCES):
                for j, late in enumerate(DELAYS):
                    cells[i, j] += int(((km <= far) & (apart <= late)).sum())
        years = rng.permutation(years)


def contagion(rng: np.random.Generator, many: int, share: float) -> tuple[_Points, NDArray[np.int64]]:
    """Date and place a list of twelve years, a share of it some 15 km from one of the year before."""
    years = np.sort(rng.integers(2005, 2017, many))
    points = rng.uniform((-1, 43.5), (6, 49.5), (many, 2))
    for one in np.flatnonzero(rng.random(many) < share):
        before = np.flatnonzero(years == years[one] - 1)
        if before.size:
            points[one] = points[rng.choice(before)] + rng.normal(0, 0.1, 2)
    return points, years


def main() -> None:
    """Measure and print."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    catalogue, rng = load_catalogue(), np.random.default_rng(1)
    communes = catalogue.geography.communes.dropna(subset=["seat_lon"])
    drawn = communes.sample(SEATS, weights=communes["population"].astype(float), random_state=1, replace=True)
    points, years = drawn[["seat_lon", "seat_lat"]].to_numpy(), rng.integers(2005, 2025, SEATS)
    ours = seconds(lambda: knox(points, years))
    naive = seconds(lambda: pair_by_pair(points, years, FEW)) / (FEW + 1) * (PERMUTATIONS + 1)
    print(f"Knox, {SEATS} seats, {PERMUTATIONS} permutations: {ours:.2f} s; pair by pair {naive:.0f} s")
    selection = Selection(types=("tzcld",))
    for by in ("seat", "coverage"):
        reach(catalogue, Selection(types=("ptce",)), by=by)  # the joins, kept by the process
        print(
            f"reach at all levels, by {by}: {seconds(lambda by=by: reach(catalogue, selection, by=by)):.3f} s"
        )
    dates = start_dates(catalogue, selection)
    print(f"growth: {seconds(lambda: growth(catalogue, dates)):.3f} s")
    print(f"what can be asked of each type: {seconds(lambda: overview(catalogue, Selection())):.3f} s")
    for many in (10, 15, 20, 40, 100):
        seen = {
            share: sum(
                knox(*contagion(rng, many, share), permutations=199, seed=i).p <= SURE for i in range(TRIALS)
            )
            for share in (0.0, 0.25, 0.5)
        }
        told = ", ".join(f"{share:.0%} contagious: {100 * n / TRIALS:.0f} %" for share, n in seen.items())
        print(f"tests below 5 % of {TRIALS} lists of {many} dates: {told}")


if __name__ == "__main__":
    main()
