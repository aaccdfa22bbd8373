"""The tables behind the pages of money and of a territory after a change of filter, beside the naive way.

Data: `data/geo` and `data/initiatives`. The naive way answers the same question without the joins that the
catalogue keeps: it places every initiative and shares every line again, as a script does that begins at the
tables each time. Both give the same figures, which is checked.

Run: `python benchmarks/bench_tables.py`
"""

import argparse
import time
from collections.abc import Callable
from functools import partial
from itertools import cycle
from typing import Any

from atlas.account.account import account, account_table
from atlas.catalogue import Catalogue, load_catalogue
from atlas.catalogue.presence import seats
from atlas.catalogue.selection import Selection, search_text
from atlas.funding import flows, received
from atlas.portrait import portrait
from atlas.territories.places import Place, split_place
from atlas.vocabulary import LEVELS

PLACES = ("commune:26108", "bassin_de_vie:26113", "epci:242600252", "departement:26", "region:84")


def seconds(work: Callable[[], Any], *, runs: int) -> float:
    """Give the best time of some runs."""
    best = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def afresh(catalogue: Catalogue) -> Catalogue:
    """Join the same tables again, keeping nothing of what was joined before."""
    tables, geography = catalogue.tables, catalogue.geography
    labels = tables.types["label_fr"] + " " + tables.types["label_en"]
    return Catalogue(
        tables=tables,
        geography=geography,
        places=seats(tables.initiatives, geography),
        texts=search_text(tables.initiatives, labels),
        lines=received(tables.funding),
    )


def money(catalogue: Catalogue, level: str, chosen: Selection) -> int:
    """Make every table of the page of money; give the cents that it accounts for."""
    found = account(catalogue, chosen, level)
    account_table(catalogue, found)
    account_table(catalogue, found, "funder_level")
    flows(found.lines)
    return int(found.lines["cents"].sum())


def figures(catalogue: Catalogue, where: Place, chosen: Selection) -> str:
    """Make the portrait of a territory; give all of it."""
    return str(portrait(catalogue, where, selection=chosen).to_dict())


def main() -> None:
    """Print the times and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, help="the best of so many runs counts")
    runs = parser.parse_args().runs
    catalogue = load_catalogue()
    questions = [(level, partial(money, level=level)) for level in LEVELS]
    questions.extend((text, partial(figures, where=split_place(text))) for text in PLACES)
    for title, ask in questions:
        kinds = cycle(Selection(types=(code,)) for code in catalogue.tables.types.index)
        first = next(kinds)
        if ask(catalogue, chosen=first) != ask(afresh(catalogue), chosen=first):
            msg = f"The two ways give different figures for {title!r}."
            raise AssertionError(msg)
        ours = seconds(lambda ask=ask, kinds=kinds: ask(catalogue, chosen=next(kinds)), runs=runs)
        theirs = seconds(lambda ask=ask, kinds=kinds: ask(afresh(catalogue), chosen=next(kinds)), runs=runs)
        what = "territory" if ":" in title else "money"
        print(
            f"{what:<10}{title:<22}{ours:.3f} s   from the tables {theirs:.3f} s, "
            f"{theirs / ours:.1f} times ours   (budget: 0.1 s)"
        )


if __name__ == "__main__":
    main()
