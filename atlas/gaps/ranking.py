"""Which gaps come first, each among its like, and whom to call."""

import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from atlas.catalogue import Catalogue
from atlas.errors import UnknownChoiceError
from atlas.gaps.table import ALL, Gaps
from atlas.vocabulary import SETTINGS, Label

# What gaps may be ranked by. Not by the ratio: in small territories it follows chance.
SORTS: dict[str, Label] = {
    "population": Label("Population sans initiative connue", "Population without a known initiative"),
    "distance": Label("Distance à la plus proche", "Distance to the nearest"),
    "shortfall": Label("Écart à l'attendu", "Shortfall from the expected"),
}

MODELS = 3

# Farther than this two territories are not alike: 1 is a population 2.7 times larger at equal density, or
# both twice as large.
MODEL_REACH = 1.0


def sort_figure(table: pd.DataFrame, sort: str) -> pd.Series:
    """Return what gaps are ranked and coloured by.

    Parameters
    ----------
    table
        See `atlas.gaps.gaps`; a part of its rows will do.
    sort
        A key of `SORTS`.

    Returns
    -------
    pandas.Series
        Population: inhabitants left out times the chance that nobody serves them; where no chance is claimed
        of any row, the inhabitants. Distance in km. Shortfall in initiatives.

    Examples
    --------
    >>> rows = pd.DataFrame({"left_out": [900, 800], "left_out_weighted": [450.0, 760.0]})
    >>> sort_figure(rows, "population").tolist()
    [450.0, 760.0]
    """
    if sort == "population":
        weighted, people = table["left_out_weighted"], table["left_out"].astype("float64")
        return weighted if weighted[people.gt(0)].notna().any() else people
    return table["distance_km" if sort == "distance" else "shortfall"].astype("float64")


def rank(table: pd.DataFrame, *, sort: str = "population", setting: str = ALL) -> pd.DataFrame:
    """List the gaps, the worst first, each ranked among the territories of its own setting.

    Parameters
    ----------
    table
        See `atlas.gaps.gaps`; a part of its rows will do.
    sort
        A key of `SORTS`.
    setting
        Keep the territories whose majority lives in this setting; `all` keeps every one.

    Returns
    -------
    pandas.DataFrame
        Some rows of `table`, with `rank` (Int64, from 1, within the setting) in front. By population and by
        distance: the territories without an initiative. By shortfall: those with fewer than expected, of
        which only those beyond chance have a rank; the uncertain ones follow, without.

    Raises
    ------
    UnknownChoiceError
        If `sort` or `setting` is not known.
    """
    if sort not in SORTS:
        msg = f"Unknown order {sort!r}: choose one of {', '.join(SORTS)}."
        raise UnknownChoiceError(msg)
    if setting not in (ALL, *SETTINGS):
        msg = f"Unknown setting {setting!r}: choose one of {', '.join((ALL, *SETTINGS))}."
        raise UnknownChoiceError(msg)
    rows = table[table["shortfall"].gt(0) if sort == "shortfall" else table["left_out"].gt(0)]
    if setting != ALL:
        rows = rows[rows["setting"].eq(setting)]
    figure = most = sort_figure(rows, sort)
    if sort == "shortfall":
        figure = figure.where(rows["certainty"].eq("below"))
    place = figure.groupby(rows["setting"]).rank(method="min", ascending=False).astype("Int64")
    rows = pd.concat([place.rename("rank"), rows], axis=1)
    # By position: looking tens of thousands of codes up again costs more than sorting them.
    worst = most.to_numpy(dtype="float64", na_value=-np.inf)
    return rows.iloc[np.lexsort((-worst, figure.isna().to_numpy()))]


def models(catalogue: Catalogue, found: Gaps, codes: pd.Index) -> pd.DataFrame:
    r"""Find comparable territories that have an initiative: the ones to call.

    Returns
    -------
    pandas.DataFrame
        Columns `code`, `model` (code), `unlikeness` and `initiative` (id of the first chosen initiative
        there), at most `MODELS` rows per code, the most alike first.

    Notes
    -----
    A model has at least one initiative, and more per inhabitant than the territory that looks for it.
    Territories are comparable within one setting label. Their unlikeness is the Euclidean distance
    between (ln population, ln inhabitants per km²):
    :math:`\sqrt{(\ln p_1 - \ln p_2)^2 + (\ln d_1 - \ln d_2)^2}`; none beyond `MODEL_REACH` is given.
    """
    place = catalogue.geography.level(found.level)[["setting", "population", "area_km2"]]
    place = place[place["population"].gt(0) & place["area_km2"].gt(0) & place["setting"].notna()]
    size = np.log(place["population"].astype("float64"))
    features = pd.DataFrame({"size": size, "density": size - np.log(place["area_km2"].astype("float64"))})
    present = catalogue.presence(found.level, found.by)
    present = present[present["id"].isin(found.answer.chosen)].drop_duplicates("code")
    first = present.set_index("code")["id"]
    rates = found.table["rate"]
    parts = []
    for setting in SETTINGS:
        alike = place.index[place["setting"].eq(setting)]
        able = alike.intersection(first.index)
        wanted = codes.intersection(alike)
        if able.empty or wanted.empty:
            continue
        # Among those that have one, a territory that has some itself may have to look far for one with more.
        most = MODELS if rates[wanted].eq(0).all() else len(able)
        distance, position = cKDTree(features.loc[able]).query(
            features.loc[wanted], k=range(1, most + 1), distance_upper_bound=MODEL_REACH
        )
        part = pd.DataFrame({"code": np.repeat(wanted, most), "unlikeness": distance.ravel()})
        part["model"] = np.array([*able, None], dtype=object)[np.minimum(position.ravel(), len(able))]
        part = part[part["model"].notna()]
        better = rates.loc[part["model"]].to_numpy() > rates.loc[part["code"]].to_numpy()
        parts.append(part[better].groupby("code", sort=False).head(MODELS))
    if not parts:
        return pd.DataFrame(columns=["code", "model", "unlikeness", "initiative"])
    table = pd.concat(parts, ignore_index=True)
    table["initiative"] = table["model"].map(first)
    return table[["code", "model", "unlikeness", "initiative"]]
