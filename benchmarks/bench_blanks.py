"""Whether the chances of true blanks hold: rows of lists hidden at random, chance stated against truth.

Data: `data/geo` and the lists of `data/initiatives`, each as if it were whole, at seats and over perimeters.
The naive way is to call every blank a true one. ECE: mean gap between chance and truth over tenths of the
blanks, the least likely first. Then the time that a change of filter costs.

Run: `python benchmarks/bench_blanks.py`
"""

import argparse
import time

import numpy as np

from atlas.catalogue import Catalogue, load_catalogue
from atlas.catalogue.presence import COUNTING, By
from atlas.catalogue.selection import Selection
from atlas.gaps import blanks
from atlas.gaps.calibration import LEAST, tried
from atlas.gaps.chances import LEVELS, SURE

HIDDEN = (0.15, 0.4, 0.6, 0.9)


def trials(catalogue: Catalogue, by: By, repeats: int) -> None:
    """Print how well the chances hold, list by list."""
    initiatives = catalogue.tables.initiatives
    for kind, mine in initiatives[initiatives["inactive"].isna()].groupby("type"):
        for level in LEVELS:
            present = catalogue.presence(level, by)
            present = present[present["id"].isin(mine.index)]
            if present["id"].nunique() < LEAST:
                continue
            for hidden in HIDDEN:
                trial = tried(catalogue, present, level, hidden=hidden, repeats=repeats)
                (low, truth), sure = trial.lowest, trial.stated >= SURE
                print(
                    f"{kind:<30}{level:<14}by {by:<9}{hidden:.0%} hidden: stated {trial.stated.mean():.4f}, "
                    f"true {trial.true.mean():.4f}, ECE {trial.error:.4f} "
                    f"(all called true: {1 - trial.true.mean():.4f}), "
                    f"lowest tenth {low:.2f} -> {truth:.2f}, of {sure.mean():.0%} stated sure "
                    f"{trial.true[sure].mean() if sure.any() else float('nan'):.3f} true"
                )


def times(catalogue: Catalogue) -> None:
    """Print what the chances of one more type cost, once the joins are made."""
    for level in LEVELS:
        took = []
        for kind in catalogue.tables.types.index:
            selection = Selection(types=(kind,))
            catalogue.answer(selection, level, by="seat", measure="count")
            catalogue.lists(level, "seat")
            start = time.perf_counter()
            blanks(catalogue, selection, level)
            took.append(time.perf_counter() - start)
        print(f"{level:<14} chances of a type: {np.median(took):.4f} s, at most {max(took):.4f} s")


def main() -> None:
    """Print the trials and the times."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=60, help="so many times rows are hidden")
    repeats = parser.parse_args().repeats
    catalogue = load_catalogue()
    times(catalogue)
    for by in COUNTING:
        trials(catalogue, by, repeats)


if __name__ == "__main__":
    main()
