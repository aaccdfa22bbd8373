"""The figures of a territory beside those of its peers and of what contains it."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import percentileofscore

from atlas.catalogue import Catalogue, kept
from atlas.catalogue.beside import compare
from atlas.catalogue.measures import per_100_000, per_inhabitant
from atlas.catalogue.presence import By
from atlas.catalogue.selection import Selection
from atlas.portrait.people import known
from atlas.portrait.question import Question, of_level
from atlas.vocabulary import PERIMETER, Label

# What the territory is ranked on.
POSITIONS: dict[str, Label] = {
    "rate": Label("Initiatives pour 100 000 habitants", "Initiatives per 100,000 inhabitants"),
    "funding_rate": Label("Financements reçus par habitant (€)", "Funding received per inhabitant (€)"),
    "types": Label("Types d'initiatives présents", "Types of initiatives present"),
}

SAME_SETTING = "setting"


def positions(question: Question) -> pd.DataFrame:
    """Rank a territory among its peers.

    Returns
    -------
    pandas.DataFrame
        Indexed by key of `POSITIONS`: `value` of the territory (missing where unknown), `below`, `same`,
        `above` (peers with less, as much, more), `peers` (their sum: peers whose figure is known), `unknown`
        (peers without a known figure), `median` of the peers, and `percentile`: the mean-rank percentile of
        `scipy.stats.percentileofscore`, the share of peers with less plus half of those with as much.
    """
    figures = _figures(question.catalogue, question.selection, question.where.level, question.by)
    at = question.level.index.get_loc(question.where.code)
    return pd.DataFrame(
        [_position(float(figures[key][at]), figures[key][question.peers]) for key in POSITIONS],
        index=pd.Index(POSITIONS, name="measure"),
    )


@kept(maxsize=4)
def _figures(
    catalogue: Catalogue, selection: Selection, level: str, by: By
) -> dict[str, NDArray[np.float64]]:
    """Return what all territories of a level are ranked on, in their order."""
    shared = of_level(catalogue, selection, level, by)
    population = catalogue.geography.level(level)["population"].astype("float64")
    rows = shared.everywhere
    figures = {
        "rate": per_100_000(shared.answer.table["initiatives"], population),
        "funding_rate": per_inhabitant(shared.answer.table["funding"], population),
        "types": rows["type"].groupby(rows["code"]).nunique().reindex(population.index).fillna(0),
    }
    return {key: figure.to_numpy(dtype="float64", na_value=np.nan) for key, figure in figures.items()}


def _position(value: float, others: NDArray[np.float64]) -> dict[str, float | int | None]:
    known = others[~np.isnan(others)]
    ranked = len(known) > 0 and not np.isnan(value)
    return {
        "value": value,
        "below": int((known < value).sum()) if ranked else None,
        "same": int((known == value).sum()) if ranked else None,
        "above": int((known > value).sum()) if ranked else None,
        "peers": len(known),
        "unknown": len(others) - len(known),
        "median": float(np.median(known)) if len(known) else np.nan,
        "percentile": float(percentileofscore(known, value, kind="mean")) if ranked else np.nan,
    }


def comparison(question: Question) -> pd.DataFrame:
    """Set a territory beside those that contain it, its setting and France; a perimeter without the second.

    Returns
    -------
    pandas.DataFrame
        See `compare`, with a row `setting` that holds all territories of the same level and
        setting together, and `territories`, how many each row holds.
    """
    catalogue, where = question.catalogue, question.where
    table = compare(catalogue, where, question.selection, by=question.by, own=question.answer)
    table = table.assign(territories=1)
    setting = known(question.level["setting"][where.code])
    # Perimeters overlap: together they would count some people and initiatives twice.
    if setting is None or where.level == PERIMETER:
        return table
    group = question.level["setting"].eq(setting).to_numpy(dtype=bool, na_value=False)
    population = int(question.level["population"][group].sum())
    funding = question.answer.table["funding"][group]
    euros = float(funding.sum()) if funding.notna().any() else np.nan
    initiatives = int(question.within(group)["id"].nunique())
    together = {
        "level": SAME_SETTING,
        "code": setting,
        "name": None,
        "population": population,
        "initiatives": initiatives,
        "funding": euros,
        "territories": int(group.sum()),
    }
    row = pd.DataFrame([together], columns=table.columns)
    row["rate"] = per_100_000(row["initiatives"], row["population"])
    row["funding_rate"] = per_inhabitant(row["funding"], row["population"])
    return pd.concat([table.iloc[:-1], row, table.iloc[-1:]]).reset_index(drop=True)
