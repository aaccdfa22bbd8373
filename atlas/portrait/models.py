"""Comparable territories that have an initiative where this one has none, or fewer: whom to call."""

import numpy as np
import pandas as pd

from atlas.gaps.ranking import MODEL_REACH
from atlas.portrait.question import Question

# As many as two pages of paper and a telephone list bear.
MOST = 25


def models(question: Question) -> pd.DataFrame:
    r"""List the peers most like a territory that have more initiatives per inhabitant than it.

    Parameters
    ----------
    question
        What is asked; its peers are those of the chosen reference.

    Returns
    -------
    pandas.DataFrame
        Indexed by code, at most `MOST`, the most alike first: `name`; `departements`, codes joined by `|`;
        `population`; `density` (inhabitants per km²); `unlikeness`; `initiatives`, how many it has;
        `initiative`, their names joined by ` | `; `id`, their ids joined by `|`. Empty where the territory's
        population is not known.

    Notes
    -----
    The unlikeness is that of `atlas.gaps.models`, the Euclidean distance between (ln population,
    ln inhabitants per km²); none beyond `atlas.gaps.ranking.MODEL_REACH` is given. A territory whose area is
    not known is compared by population alone.
    """
    level, here = question.level, question.level.index.get_loc(question.where.code)
    counted = question.answer.table["initiatives"].to_numpy(dtype="float64")
    people = level["population"].to_numpy(dtype="float64", na_value=np.nan)
    people = np.where(people > 0, people, np.nan)
    area = level["area_km2"].to_numpy(dtype="float64", na_value=np.nan)
    density = people / np.where(area > 0, area, np.nan)
    rate = counted / people
    able = np.flatnonzero(question.peers & (rate > np.nan_to_num(rate[here])))
    unlikeness = np.abs(np.log(people[able] / people[here]))
    if not np.isnan(density[here]):
        unlikeness = np.hypot(unlikeness, np.log(density[able] / density[here]))
    near = np.flatnonzero(unlikeness <= MODEL_REACH)
    near = near[np.argsort(unlikeness[near], kind="stable")][:MOST]
    chosen = able[near]
    rows = level.iloc[chosen]
    kept = np.zeros(len(level), dtype=bool)
    kept[chosen] = True
    ids = question.within(kept).drop_duplicates(["code", "id"])
    names = ids["id"].map(question.catalogue.tables.initiatives["name"])
    spread = rows["departement"] if question.where.level == "commune" else rows["departements"].map("|".join)
    return pd.DataFrame(
        {
            "name": rows["name"],
            "departements": spread,
            "population": rows["population"],
            "density": density[chosen],
            "unlikeness": unlikeness[near],
            "initiatives": question.answer.table["initiatives"].iloc[chosen],
            "initiative": names.groupby(ids["code"]).agg(" | ".join).reindex(rows.index),
            "id": ids["id"].groupby(ids["code"]).agg("|".join).reindex(rows.index),
        }
    ).rename_axis("code")
