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
    code, level = question.where.code, question.level
    people = level["population"].astype("float64").where(level["population"].gt(0))
    density = people / level["area_km2"].astype("float64").where(level["area_km2"].gt(0))
    counted = question.answer.table["initiatives"].astype("float64")
    rate = counted / people
    able = question.peers[(rate[question.peers] > rate.fillna(0.0)[code]).to_numpy()]
    apart = np.log(people[able] / people[code]) ** 2
    if pd.notna(density[code]):
        apart += np.log(density[able] / density[code]) ** 2
    unlikeness = np.sqrt(apart)
    chosen = unlikeness[unlikeness <= MODEL_REACH].sort_values(kind="stable").head(MOST)
    rows = level.loc[chosen.index]
    ids = question.everywhere[question.everywhere["code"].isin(chosen.index)].drop_duplicates(["code", "id"])
    names = ids["id"].map(question.catalogue.tables.initiatives["name"])
    spread = rows["departement"] if question.where.level == "commune" else rows["departements"].map("|".join)
    return pd.DataFrame(
        {
            "name": rows["name"],
            "departements": spread,
            "population": rows["population"],
            "density": density[chosen.index],
            "unlikeness": chosen,
            "initiatives": question.answer.table["initiatives"][chosen.index],
            "initiative": names.groupby(ids["code"]).agg(" | ".join).reindex(chosen.index),
            "id": ids["id"].groupby(ids["code"]).agg("|".join).reindex(chosen.index),
        }
    ).rename_axis("code")
