"""Where next: greedy and exact, beside the naive ways, and what the closed section costs the page of gaps.

Data: `data/geo` and `data/initiatives`. The naive greedy way measures, at each step, every commune against
every other; it is given one région, and its time is multiplied up. The naive exact way hands the whole
problem to HiGHS; it is stopped after a minute, which it heeds only now and then.

With `--trials`, rows of lists are hidden as by `atlas blanks` to try the chance that nobody is within reach.

Run: `python benchmarks/bench_next.py`
"""

import argparse
import time
from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from atlas.catalogue import Catalogue, load_catalogue
from atlas.catalogue.selection import Selection
from atlas.gaps.calibration import Trial
from atlas.gaps.chances import features, means, true_blank
from atlas.next import Wish, plan, reach, suggest
from atlas.next.reach import distances

RADIUS = 25.0


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    """Give the processor time of a run, and what it gave."""
    start = time.process_time()
    answer = work()
    return time.process_time() - start, answer


def naive_greedy(catalogue: Catalogue, inside: str, k: int) -> float:
    """Choose places step by step, measuring all pairs each time."""
    ground = plan._ground(catalogue, Selection(types=("tzcld",), inside=inside), Wish())  # noqa: SLF001
    left = ground.weights.copy()
    for _ in range(k):
        ways = distances(catalogue.geography, ground.around.positions, ground.around.positions)
        best = int(np.argmax((ways <= RADIUS) @ left))
        left[ways[best] <= RADIUS] = 0
    return float(ground.weights.sum() - left.sum())


def naive_exact(catalogue: Catalogue, inside: str, k: int) -> float:
    """Hand the whole problem to HiGHS."""
    ground = plan._ground(catalogue, Selection(types=("tzcld",), inside=inside), Wish())  # noqa: SLF001
    live = np.flatnonzero(ground.weights > 0)
    rows, weights = ground.reach[:, live].astype(float), ground.weights[live]
    places, people = rows.shape
    few = sparse.csr_array(np.concatenate([np.ones(places), np.zeros(people)])[None, :])
    answer = milp(
        np.concatenate([np.zeros(places), -weights]),
        integrality=np.concatenate([np.ones(places), np.zeros(people)]),
        bounds=Bounds(0, 1),
        constraints=[
            LinearConstraint(sparse.hstack([-rows.T, sparse.eye_array(people)], format="csr"), -np.inf, 0),
            LinearConstraint(few, 0, k),
        ],
        options={"time_limit": 60.0, "mip_rel_gap": 0.0},
    )
    return float("nan") if answer.x is None else -float(answer.fun)


def trial(catalogue: Catalogue, kind: str, km: float, hidden: float, repeats: int = 5) -> tuple[float, float]:
    """Hide rows of a list; give how far the chance of nobody within reach is off, and one commune's."""
    geography = catalogue.geography
    around = reach.near(geography, None, km)
    shares, population = features(geography, "commune")
    known = np.isfinite(shares).all(axis=1)
    present = catalogue.presence("commune", "seat")
    initiatives = catalogue.tables.initiatives
    mine = initiatives.index[initiatives["inactive"].isna() & initiatives["type"].eq(kind)]
    codes = present.loc[present["id"].isin(mine), "code"]
    at, size = geography.communes.index.get_indexer(codes), len(geography.communes)
    draw = np.random.default_rng(1)
    told: list[list[Any]] = []
    for _ in range(repeats):
        seen = at[draw.permutation(len(at))[: round((1 - hidden) * len(at))]]
        counts = np.bincount(seen, minlength=size).astype("float64")
        chance = np.ones(size)
        mean = means(counts[known], shares[known], population[known])
        chance[known] = true_blank(mean, 1 - hidden)
        some, every = (
            around.pairs.astype(float) @ one[around.positions]
            for one in (counts, np.bincount(at, minlength=size).astype("float64"))
        )
        blank = some == 0
        stated = reach.chance_around(geography, around, None, km=km, chance=chance)
        told.append([stated[blank], chance[around.positions][blank], every[blank] == 0])
    stated, own, true = (np.concatenate(parts) for parts in zip(*told, strict=True))
    return Trial(stated, true).error, Trial(own, true).error


def main() -> None:
    """Print the times and what was reached."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--naive", action="store_true", help="run the naive ways too: some minutes")
    parser.add_argument("--trials", action="store_true", help="hide rows, and say how far chances are off")
    chosen = parser.parse_args()
    naive = chosen.naive
    catalogue = load_catalogue()
    if chosen.trials:
        for kind, km, hidden in product(("tzcld", "ptce", "tepos", "tiers_lieu"), (10.0, 25.0), (0.15, 0.4)):
            around, own = trial(catalogue, kind, km, hidden)
            told = f"{kind}, {km:g} km, {hidden:.0%} hidden"
            print(f"{told:<35} off by {around:.3f}; one's own commune alone {own:.3f}")
        return
    suggest(catalogue, Selection(types=("tzcld",), inside="departement:29"), Wish())

    took, around = seconds(lambda: reach.near(catalogue.geography, None, RADIUS))
    print(
        f"communes within {RADIUS:g} km of each other {took:8.2f} s   {around.pairs.nnz:,} pairs, then kept"
    )
    for kind in ("tzcld", "ptce", "tiers_lieu"):
        selection = Selection(types=(kind,))
        for how in ({}, {"weight": "rural"}, {"fair": True}, {"exact": True}):
            took, found = seconds(lambda s=selection, h=how: suggest(catalogue, s, Wish(k=10, **h)))
            words = f"France, 10 places, {kind}, {how or 'greedy'}"
            print(f"{words:<50} {took:8.2f} s   {found.total:12,.0f}, gap {found.gap:.5f}")
    for inside, k in (("region:53", 5), ("region:84", 5), ("region:76", 8), ("region:76", 10)):
        for exact in (False, True):
            wish = Wish(k=k, exact=exact)
            selection = Selection(types=("tzcld",), inside=inside)
            took, found = seconds(lambda s=selection, w=wish: suggest(catalogue, s, w))
            words = f"{inside}, {k} places, {'exact' if exact else 'greedy'}"
            print(f"{words:<50} {took:8.2f} s   {found.total:12,.0f}, gap {found.gap:.5f}")
        if naive:
            took, total = seconds(lambda i=inside, n=k: naive_greedy(catalogue, i, n))
            print(f"   greedy over all pairs                           {took:8.2f} s   {total:12,.0f}")
            took, total = seconds(lambda i=inside, n=k: naive_exact(catalogue, i, n))
            print(f"   the whole problem to HiGHS                      {took:8.2f} s   {total:12,.0f}")


if __name__ == "__main__":
    main()
