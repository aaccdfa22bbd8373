"""The catalogue with a reader's own 10,000 initiatives, beside the naive way: everything joined again.

Data: `data/initiatives`, and 10,000 made-up initiatives in communes drawn at random (seed 1). The naive way
joins the curated rows again with the others. Then every table behind a page, after a change of filter.

Run: `python benchmarks/bench_own.py`
"""

import argparse
import time
from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from atlas.account.account import account
from atlas.catalogue import Catalogue, enlarge, load_catalogue
from atlas.catalogue.own import NOTHING, Own
from atlas.catalogue.presence import COUNTING
from atlas.catalogue.selection import Selection, search_text
from atlas.gaps import gaps
from atlas.portrait import portrait
from atlas.territories.places import Place
from atlas.vocabulary import LEVELS

ROWS = 10_000


def made_up(catalogue: Catalogue) -> Own:
    """Make initiatives in communes drawn at random."""
    draw = np.random.default_rng(1)
    communes = catalogue.geography.communes
    table = pd.DataFrame(
        {
            "name": [f"Initiative {number}" for number in range(ROWS)],
            "type": draw.choice(["ptce", "tiers_lieu", "pat"], ROWS),
            "seat_commune": draw.choice(communes.index[communes["departement"].notna()], ROWS),
            "scale": "unknown",
            "source": "made up",
            "batch": 1,
        },
        index=pd.Index([f"made_up_{number}" for number in range(ROWS)], name="id"),
    )
    return NOTHING._replace(initiatives=table)


def seconds(work: Callable[[], Any]) -> float:
    """Give the time of one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def again(catalogue: Catalogue) -> None:
    """Join all rows of a catalogue as if none had been joined before."""
    whole = Catalogue(
        tables=catalogue.tables,
        geography=catalogue.geography,
        places=catalogue.places,
        texts=search_text(catalogue.tables.initiatives, catalogue.tables.types["label_fr"]),
        lines=catalogue.lines,
    )
    ask(whole, Selection())


def ask(catalogue: Catalogue, selection: Selection) -> None:
    """Ask for the map's table at every level, both ways to count."""
    for level, by in product(LEVELS, COUNTING):
        catalogue.answer(selection, level, by=by, measure="count")


def main() -> None:
    """Print the times and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, help="the best of so many runs counts")
    runs = parser.parse_args().runs

    curated = load_catalogue()
    ask(curated, Selection())
    own = made_up(curated)
    print(f"{'enlarge':34}{min(seconds(lambda: enlarge(curated, own)) for _ in range(runs)):8.3f} s")
    made = [enlarge(curated, own) for _ in range(runs)]
    ours = min(seconds(lambda one=one: ask(one, Selection())) for one in made)
    theirs = min(seconds(lambda one=one: again(one)) for one in made)
    print(f"{'first map at all levels':34}{ours:8.3f} s")
    print(f"{'the same, all joined again':34}{theirs:8.3f} s   {theirs / ours:.1f} times ours")

    found = made[0]
    place = Place("epci", "242600252")
    questions: dict[str, Callable[[Selection], object]] = {
        "map, EPCI": lambda one: found.answer(one, "epci", by="seat", measure="rate"),
        "map, communes": lambda one: found.answer(one, "commune", by="coverage", measure="rate"),
        "gaps, EPCI": lambda one: gaps(found, one, "epci"),
        "money, EPCI": lambda one: account(found, one, "epci"),
        "portrait of an EPCI": lambda one: portrait(found, place, selection=one),
    }
    for name, question in questions.items():
        question(Selection())  # the joins of a level are made once
        filters = [Selection(types=("ptce",), text=f"{number}") for number in range(runs)]
        print(f"{name:34}{min(seconds(lambda one=one, q=question: q(one)) for one in filters):8.3f} s")


if __name__ == "__main__":
    main()
