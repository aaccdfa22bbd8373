"""Trials of the chance of a true blank: rows of lists hidden at random, chance stated against truth."""

from collections.abc import Collection
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas.catalogue import Catalogue
from atlas.catalogue.presence import COUNTING
from atlas.catalogue.selection import among
from atlas.gaps.chances import LEVELS, features, means, true_blank
from atlas.gaps.trials import COLUMNS

Floats = NDArray[np.float64]

HIDDEN = (0.15, 0.4)
# A shorter list has too few hidden ones to tell.
LEAST = 40
REPEATS = 20
_SEED = 20_250_710


class Trial(NamedTuple):
    """Chances stated of blanks, and which blanks were true."""

    stated: Floats
    true: NDArray[np.bool_]

    @property
    def error(self) -> float:
        """The mean gap between the chance stated and the share that was true, over tenths of the blanks."""
        tenths = np.array_split(np.argsort(self.stated, kind="stable"), 10)
        return float(np.mean([abs(self.stated[part].mean() - self.true[part].mean()) for part in tenths]))

    @property
    def lowest(self) -> tuple[float, float]:
        """The chance stated of the least likely tenth, and its truth."""
        part = np.argsort(self.stated, kind="stable")[: max(len(self.stated) // 10, 1)]
        return float(self.stated[part].mean()), float(self.true[part].mean())


def tried(  # noqa: PLR0913 - what a trial is
    catalogue: Catalogue,
    present: pd.DataFrame,
    level: str,
    *,
    hidden: float,
    repeats: int = REPEATS,
    seed: int = _SEED,
) -> Trial:
    """Hide whole initiatives of a list at random, as if it were whole, wherever they are present.

    Parameters
    ----------
    present
        Columns `id` and `code`, see `atlas.catalogue.presence.presence`.
    hidden
        Part of the initiatives that is hidden each time, 0 to 1.
    seed
        The same one hides the same rows.
    """
    index = catalogue.geography.level(level).index
    shares, population = features(catalogue.geography, level)
    known = np.isfinite(shares).all(axis=1)
    at, ids = index.get_indexer(pd.Index(present["code"])), pd.factorize(present["id"])[0]
    rows = int(ids.max()) + 1
    keep, draw = round((1 - hidden) * rows), np.random.default_rng(seed)
    full = np.bincount(at, minlength=len(index))[known]
    stated, true = [], []
    for _ in range(repeats):
        seen = np.isin(ids, draw.permutation(rows)[:keep])
        counts = np.bincount(at[seen], minlength=len(index)).astype("float64")[known]
        chance = true_blank(means(counts, shares[known], population[known]), keep / rows)
        stated.append(chance[counts == 0])
        true.append(full[counts == 0] == 0)
    return Trial(np.concatenate(stated), np.concatenate(true))


def calibrate(
    catalogue: Catalogue, kinds: Collection[str] | None = None, *, repeats: int = REPEATS
) -> pd.DataFrame:
    """Try the chance of a true blank on hidden rows of every list that is long enough.

    Parameters
    ----------
    kinds
        Types to try; all by default.

    Returns
    -------
    pandas.DataFrame
        One row for each type, way of counting, level and part hidden: `type`; `whole`, whether its list is
        complete, so that the truth is known (of the others the known ones are taken for all); `by`; `level`;
        `hidden`, 0 to 1; `rows`, initiatives of the list; `repeats`; `stated` and `true`, mean chance and
        share of true blanks; `error`, see `Trial`; `lowest_stated` and `lowest_true`, of the least likely
        tenth. Types with fewer than `LEAST` initiatives are left out.
    """
    initiatives = catalogue.tables.initiatives
    running = initiatives.index[initiatives["inactive"].isna()]
    rows = []
    for kind in catalogue.tables.types.index if kinds is None else kinds:
        mine = running[initiatives.loc[running, "type"].eq(kind).to_numpy()]
        for by in COUNTING:
            for level in LEVELS:
                present = catalogue.presence(level, by)
                present = present[among(present["id"], mine)]
                size = int(present["id"].nunique())
                if size < LEAST:
                    continue
                whole = bool(catalogue.lists(level, by)["whole"][kind])
                for hidden in HIDDEN:
                    trial = tried(catalogue, present, level, hidden=hidden, repeats=repeats)
                    means_of = (trial.stated.mean(), trial.true.mean(), trial.error, *trial.lowest)
                    told = [round(float(value), 4) for value in means_of]
                    rows.append([kind, whole, by, level, hidden, size, repeats, *told])
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)
