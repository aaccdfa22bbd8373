"""An indicator joined and crossed, beside the naive ways, and how often its test is wrong on unrelated maps.

Data: the example of the atlas, the lists of `data/initiatives`, and made-up maps over the real EPCI:
autoregressive, exponential in distance, slopes, skewed, with ties. The naive test deals values out anywhere.

Run: `python benchmarks/bench_indicator.py`
"""

import argparse
import io
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import splu

from atlas.catalogue import Catalogue, load_catalogue
from atlas.catalogue.selection import Selection
from atlas.indicator import crossing, crossings, describe, example, join
from atlas.indicator.association import LEAST_EACH, signs, standard_ranks
from atlas.indicator.modes import Modes, modes
from atlas.readers import read_raw
from atlas.territories.contiguity import level_pairs

LEVEL, TRIALS, DRAWS, SURE = "epci", 200, 199, 0.05
_Map = NDArray[np.float64]


def seconds(work: Callable[[], Any]) -> float:
    """Return the processor time of one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


def line_by_line(text: str, names: pd.Series) -> int:
    """Join a table with a loop and a dictionary that knows exact codes only."""
    known, found = set(names.index), 0
    for line in text.splitlines()[1:]:
        code, *_, cell = line.split(";")
        found += code in known and float(cell.replace(",", ".")) >= 0
    return found


def made_up(catalogue: Catalogue, rng: np.random.Generator) -> Iterator[tuple[str, Callable[[], _Map]]]:
    """Give makers of maps that know nothing of initiatives."""
    table = catalogue.geography.level(LEVEL)
    size = len(table)
    ends = level_pairs(catalogue.geography, LEVEL)
    one, other = np.vstack([ends, ends[:, ::-1]]).T
    touch = sparse.coo_array((np.ones(len(one)), (one, other)), shape=(size, size)).tocsr()
    mean = sparse.diags_array(1 / np.maximum(np.asarray(touch.sum(axis=1)).ravel(), 1)) @ touch
    solve = {rho: splu((sparse.eye_array(size) - rho * mean).tocsc()).solve for rho in (0.5, 0.9, 0.98)}
    for rho, field in solve.items():
        yield f"autoregressive {rho}", lambda field=field: field(rng.standard_normal(size))
    yield "skewed", lambda: np.exp(solve[0.9](rng.standard_normal(size)))
    yield "with ties", lambda: np.maximum(solve[0.9](rng.standard_normal(size)), 0.3)
    where = table[["label_lon", "label_lat"]].to_numpy(dtype="float64")
    where = where - where.mean(axis=0)
    angle = lambda: rng.uniform(0, 2 * np.pi)  # noqa: E731 - a draw

    def slope() -> _Map:
        turned = angle()
        far = where @ np.array([np.cos(turned), np.sin(turned)])
        return np.clip(far / 3, -2, 2) + rng.standard_normal(size)

    yield "slopes", slope
    square = ((where[:, None] - where[None]) ** 2 * [0.5, 1]).sum(axis=2)
    root = np.linalg.cholesky(np.exp(-np.sqrt(square) / 1.5) + 1e-8 * np.eye(size))
    yield "exponential", lambda: root @ rng.standard_normal(size)


def presences(catalogue: Catalogue) -> dict[str, _Map]:
    """Return the known presence of each type that is tested, in ranks."""
    found = {}
    for kind in catalogue.tables.types.index:
        table = catalogue.answer(Selection(types=(str(kind),)), LEVEL, by="seat", measure="count").table
        there = table["initiatives"].gt(0).to_numpy(dtype="float64")
        if LEAST_EACH <= there.sum() <= len(there) - LEAST_EACH:
            found[str(kind)] = standard_ranks(there)
    return found


def wrong(make: Callable[[], _Map], present: _Map, patterns: Modes, rng: np.random.Generator) -> _Map:
    """Return how often each type is called associated: by modes with random signs, and dealt out anywhere."""
    parts, told = patterns.vectors.T @ present, np.zeros((2, present.shape[1]))
    for trial in range(TRIALS):
        x = standard_ranks(make())
        products = (patterns.vectors.T @ x)[:, None] * parts
        drawn = np.abs(signs(len(x), DRAWS, trial) @ products)
        dealt = np.abs(np.array([rng.permutation(x) @ present for _ in range(DRAWS)]))
        real = np.abs(x @ present)
        for place, sims in enumerate((drawn, dealt)):
            told[place] += (1 + (sims >= real).sum(axis=0)) / (DRAWS + 1) <= SURE
    return np.asarray(told / TRIALS)


def main() -> None:
    """Measure and print."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    catalogue, rng = load_catalogue(), np.random.default_rng(1)
    geography = catalogue.geography
    for level in ("departement", "epci", "bassin_de_vie"):
        text = example(geography, level)
        raw = read_raw(io.BytesIO(text.encode()))
        found = join(raw, geography)
        naive = seconds(lambda text=text, level=level: line_by_line(text, geography.level(level)["name"]))
        ours = seconds(lambda raw=raw: join(raw, geography))
        print(f"{level}: joined in {ours:.2f} s, exact codes alone {naive:.3f} s")
        size = len(geography.level(level))
        first = seconds(lambda level=level, size=size: modes(geography, level, np.arange(size)))
        crossing(catalogue, found, Selection(types=("tzcld",)))
        again = seconds(lambda found=found: crossing(catalogue, found, Selection(types=("tiers_lieu",))))
        every = seconds(lambda found=found: crossings(catalogue, found, Selection()))
        told = seconds(lambda found=found: describe(found, geography))
        print(f"  modes {first:.1f} s once; crossed {again:.2f} s, all types {every:.2f} s")
        print(f"  described {told:.2f} s")
    kinds = presences(catalogue)
    present = np.array(list(kinds.values())).T
    patterns = modes(geography, LEVEL, np.arange(len(present)))
    print(
        f"called associated of {TRIALS} unrelated maps, {len(kinds)} types, mean and worst, ours / dealt out:"
    )
    for name, make in made_up(catalogue, rng):
        ours, plain = wrong(make, present, patterns, rng)
        print(
            f"  {name}: {100 * ours.mean():.1f} and {100 * ours.max():.1f} % / "
            f"{100 * plain.mean():.1f} and {100 * plain.max():.1f} %"
        )


if __name__ == "__main__":
    main()
