"""An indicator crossed with where initiatives are known, type by type, over territories."""

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from atlas.catalogue import Catalogue
from atlas.catalogue.presence import By
from atlas.catalogue.selection import Selection, among
from atlas.indicator.association import (
    PERMUTATIONS,
    Association,
    associate,
    corrected,
    fifths,
    flips,
    signs,
    standard_ranks,
    untested,
)
from atlas.indicator.join import Indicator
from atlas.indicator.modes import MOST, Modes, modes
from atlas.scales.judgement import SURE

if TYPE_CHECKING:
    from atlas.territories.contiguity import Pairs

# What may be said of an indicator and presence.
VERDICTS = ("associated", "chance", "none")


class Crossing(NamedTuple):
    """An indicator and the presence of a selection.

    Attributes
    ----------
    table
        Indexed by code, the territories of the place that was asked about: `value` and `state` of the
        indicator, `population`, `initiatives` (how many of the selection are known there), `status`
        (`value`; `zero` where none can hide; `no_known` where none is known and one may be), `fifth` (1 to 5,
        missing without a value).
    fifths
        See `atlas.indicator.association.fifths`.
    association
        See `atlas.indicator.association.Association`.
    unknown
        Of the territories compared, those where none is known and one may be: they count as without a known
        one, which is not without one.
    unplaced
        Initiatives of the selection that are not located at this level.
    """

    table: pd.DataFrame
    fifths: pd.DataFrame
    association: Association
    unknown: int
    unplaced: int

    @property
    def verdict(self) -> str:
        """`associated`, `chance` (not told from it) or `none` (cannot say): one of `VERDICTS`."""
        return verdict(self.association.p, self.association.untested)


def verdict(p: float, why: str) -> str:
    """Return one of `VERDICTS` by rule: associated where p is not above 0.05, none where nothing is tested.

    Examples
    --------
    >>> verdict(0.01, ""), verdict(0.2, ""), verdict(float("nan"), "few")
    ('associated', 'chance', 'none')
    """
    if why or np.isnan(p):
        return "none"
    return "associated" if p <= SURE else "chance"


def crossing(
    catalogue: Catalogue, indicator: Indicator, selection: Selection, *, by: By = "seat", seed: int = 1
) -> Crossing:
    """Cross an indicator with the presence of a selection.

    Parameters
    ----------
    indicator
        Its level is that of the comparison.
    selection
        Of a place: the territories of that place are compared.
    seed
        Of the draws: the same seed gives the same.

    Returns
    -------
    Crossing
        Presence is known presence. Territories without a value of the indicator are compared in nothing.
    """
    table, unplaced = _presence(catalogue, indicator, selection, by)
    known = table[table["value"].notna()]
    found, _ = _association(catalogue, indicator, known, seed)
    grouped = fifths(known["value"], known["initiatives"].gt(0), known["population"])
    table["fifth"] = _fifth(table["value"], grouped)
    unknown = int((known["initiatives"].eq(0) & known["status"].eq("no_known")).sum())
    return Crossing(table, grouped, found, unknown, unplaced)


def crossings(
    catalogue: Catalogue, indicator: Indicator, selection: Selection, *, by: By = "seat", seed: int = 1
) -> pd.DataFrame:
    """Cross an indicator with each type of a selection, and count that several are tried.

    Returns
    -------
    pandas.DataFrame
        Indexed by `type` (code), each chosen type that has an initiative in the selection: the fields of
        `Association`, `p_corrected` (`p` corrected for all types, see
        `atlas.indicator.association.corrected`; missing where there is no test), `unknown` (see `Crossing`)
        and `verdict` (one of `VERDICTS`, by `p_corrected`).
    """
    there = catalogue.choose(selection)["type"].unique()
    kinds = [kind for kind in selection.types or catalogue.tables.types.index if kind in there]
    rows, products = [], []
    for kind in kinds:
        table, _ = _presence(catalogue, indicator, replace(selection, types=(str(kind),)), by)
        known = table[table["value"].notna()]
        found, patterns = _association(catalogue, indicator, known, seed)
        blank = known["initiatives"].eq(0) & known["status"].eq("no_known")
        rows.append(found._asdict() | {"unknown": int(blank.sum())})
        if patterns is not None and not found.untested:
            x, y = (standard_ranks(one) for one in _values(known)[:2])
            products.append(flips(x, y, patterns, signs(len(x), PERMUTATIONS, seed)))
    names = [*Association._fields, "unknown"]
    told = pd.DataFrame(rows, index=pd.Index(kinds, name="type", dtype="str"), columns=names)
    tested = told["untested"].eq("")
    told["p_corrected"] = np.nan
    if products:
        told.loc[tested, "p_corrected"] = corrected(np.array(products))
    told["verdict"] = [verdict(p, why) for p, why in zip(told["p_corrected"], told["untested"], strict=True)]
    return told


def _presence(
    catalogue: Catalogue, indicator: Indicator, selection: Selection, by: By
) -> tuple[pd.DataFrame, int]:
    answer = catalogue.answer(selection, indicator.level, by=by, measure="count")
    here = indicator.table.index[among(indicator.table.index, answer.table.index)]
    present = answer.table.loc[here, ["initiatives", "status"]]
    table = indicator.table.loc[here].join(present)
    return table, len(answer.unplaced)


def _values(known: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return (
        known["value"].to_numpy(dtype="float64"),
        known["initiatives"].gt(0).to_numpy(dtype="float64"),
        known["population"].to_numpy(dtype="float64"),
    )


def _association(
    catalogue: Catalogue, indicator: Indicator, known: pd.DataFrame, seed: int
) -> tuple[Association, Modes | None]:
    values, present, people = _values(known)
    # Modes take seconds: only a test asks for them.
    patterns = None
    if not untested(values, present, MOST):
        everyone = catalogue.geography.level(indicator.level).index
        positions: Pairs = everyone.get_indexer(known.index)
        patterns = modes(catalogue.geography, indicator.level, positions)
    drawn = signs(len(values) if patterns else 0, PERMUTATIONS, seed)
    return associate(values, present, people, patterns, drawn, seed=seed), patterns


def _fifth(values: pd.Series, grouped: pd.DataFrame) -> pd.Series:
    at = np.searchsorted(grouped["high"].to_numpy(), values.to_numpy(), side="left") + 1
    return pd.Series(at, values.index, dtype="Int64").where(values.notna())
