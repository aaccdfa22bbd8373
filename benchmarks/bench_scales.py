"""Measure the statistics of scales against their budgets and the naive ways, all in one run.

Run `python benchmarks/bench_scales.py`. Times are medians of three after one round that is not counted,
unless the line says that it is the first time.

Naive contiguity: libpysal's own, from the polygons at run time. Naive zonings: regions grown one commune at a
time from random centres in plain Python. Naive LISA of one page: all polygons and permutations again.
"""

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from libpysal.graph import Graph

from atlas.catalogue import Catalogue, load_catalogue
from atlas.catalogue.selection import Selection
from atlas.scales import (
    ZoningQuestion,
    clusters,
    crossing,
    graph,
    ground,
    levels,
    matched_zonings,
    moran,
    random_zoning,
    scale_effect,
    values,
    zoning_effect,
)
from atlas.territories import contiguity
from atlas.vocabulary import LEVELS

ROUNDS = 3
VIEW_BUDGET, MORAN_BUDGET, ZONINGS_BUDGET, STORED_BUDGET = 0.3, 1.0, 60.0, 0.3
CHOSEN = Selection(types=("tiers_lieu",))
OTHER = Selection(types=("ptce",))


def median(task: Callable[[], object]) -> float:
    """Time a task several times after a warm-up."""
    task()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        task()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def forget(catalogue: Catalogue) -> None:
    """Empty what is kept of earlier questions; graphs and groups of territories stay."""
    catalogue.memory.clear()


def report(what: str, seconds: float, *, budget: float | None = None, naive: float | None = None) -> None:
    """Print one line."""
    line = f"{what:58} {seconds:8.3f} s"
    if budget is not None:
        line += f"  budget {budget:g} s {'met' if seconds <= budget else 'MISSED'}"
    if naive is not None:
        line += f"  naive {naive:8.2f} s  ratio {naive / seconds:6.1f}"
    print(line)


def grown_zoning(place, chance):  # noqa: ANN001, ANN201 - the naive way
    """Grow zones from random centres, one commune at a time, in plain Python."""
    near: list[list[int]] = [[] for _ in range(len(place.communes))]
    for a, b in place.pairs.tolist():
        near[a].append(b)
        near[b].append(a)
    zone = [-1] * len(near)
    edge = []
    number = 0
    for part, quota in enumerate(place.quotas.tolist()):
        for centre in chance.sample(np.flatnonzero(place.parts == part).tolist(), quota):
            zone[centre] = number
            number += 1
            edge += [(centre, other) for other in near[centre]]
    while edge:
        at = chance.randrange(len(edge))
        edge[at], edge[-1] = edge[-1], edge[at]
        source, target = edge.pop()
        if zone[target] < 0:
            zone[target] = zone[source]
            edge += [(target, other) for other in near[target] if zone[other] < 0]
    return zone


def bench_graphs(catalogue: Catalogue) -> None:
    """Measure how fast a graph is there."""
    geography = catalogue.geography
    print("\nGraphs of contiguity")
    for level in ("epci", "commune"):

        def stored(level: str = level) -> object:
            contiguity.level_pairs.cache_clear()
            return graph(geography, level)

        shapes = geography.boundaries(level).geometry.dropna()
        begin = time.perf_counter()
        Graph.build_contiguity(shapes, rook=True)
        report(f"{level}: stored pairs to a graph", median(stored), naive=time.perf_counter() - begin)


def bench_views(catalogue: Catalogue) -> None:
    """Measure what a page waits for."""
    geography = catalogue.geography
    print("\nViews, nothing kept of the question")
    for level in ("bassin_de_vie", "epci", "departement", "region"):

        def view(level: str = level) -> None:
            forget(catalogue)
            clusters(catalogue, CHOSEN, level, indicator="rate")
            levels.level_statistics(catalogue, CHOSEN, level, "rate", "seat", 1)

        report(f"map of clusters and statistics, {level}", median(view), budget=VIEW_BUDGET)

    def communes() -> None:
        forget(catalogue)
        clusters(catalogue, CHOSEN, "commune", indicator="rate", codes=geography.members("region", "53"))

    report("map of clusters, the communes of Bretagne", median(communes), budget=VIEW_BUDGET)

    def four() -> None:
        forget(catalogue)
        scale_effect(catalogue, CHOSEN, indicator="rate", levels=[one for one in LEVELS if one != "commune"])

    def five() -> None:
        forget(catalogue)
        scale_effect(catalogue, CHOSEN, indicator="rate")

    def ties() -> None:
        forget(catalogue)
        crossing.associations(catalogue, Selection())

    report("comparison of the four larger levels", median(four), budget=VIEW_BUDGET)
    report("comparison of all five levels", median(five), budget=VIEW_BUDGET)
    report(
        "comparison of all five levels, asked again",
        median(lambda: scale_effect(catalogue, CHOSEN, indicator="rate")),
        budget=VIEW_BUDGET,
    )
    report("three tests of association", median(ties), budget=VIEW_BUDGET)


def bench_chance(catalogue: Catalogue) -> None:
    """Measure permutations and random zonings."""
    geography = catalogue.geography
    print("\nMoran's I with 999 permutations")
    found = values(catalogue, CHOSEN, "epci", indicator="rate").table["value"]
    pairs = contiguity.level_pairs(geography, "epci")
    report("EPCI", median(lambda: moran(found, pairs, permutations=999)), budget=MORAN_BUDGET)

    print("\nRandom zonings")
    place = ground(geography, "bassin_de_vie")
    generator = np.random.default_rng(1)
    one = median(lambda: random_zoning(place, generator))
    begin = time.perf_counter()
    grown_zoning(place, random.Random(1))  # noqa: S311 - no secret
    report("one zoning of 34,875 communes into 1,707 zones", one, naive=time.perf_counter() - begin)
    for level in ("bassin_de_vie", "epci", "departement"):
        question = ZoningQuestion(selection=CHOSEN, level=level, indicator="rate", null="uniform")
        begin = time.perf_counter()
        zoning_effect(catalogue, question)
        drawn = time.perf_counter() - begin
        report(f"199 zonings with their statistics, {level}", drawn, budget=ZONINGS_BUDGET)
        matched_zonings(catalogue.geography, level)
        begin = time.perf_counter()
        zoning_effect(catalogue, replace(question, null="matched", statistics=("gini",)))
        stored = time.perf_counter() - begin
        report(f"one statistic over the stored zonings, {level}", stored, budget=STORED_BUDGET)


def main() -> None:
    """Measure and print."""
    catalogue = load_catalogue()
    for level in LEVELS:
        catalogue.presence(level, "seat")
    start = time.perf_counter()
    scale_effect(catalogue, OTHER, indicator="rate")
    report("five levels, the first time in a process (imports too)", time.perf_counter() - start)
    bench_graphs(catalogue)
    bench_views(catalogue)
    bench_chance(catalogue)


if __name__ == "__main__":
    main()
