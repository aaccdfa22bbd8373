"""Which gaps come first, each among its like, and whom to call."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from atlas.catalogue import Catalogue
from atlas.catalogue.selection import among
from atlas.errors import UnknownChoiceError
from atlas.gaps.table import ALL, Gaps
from atlas.territories import Geography
from atlas.territories.kept import kept_of
from atlas.vocabulary import SETTINGS, Label

# What gaps may be ranked by. Not by the ratio: in small territories it follows chance.
SORTS: dict[str, Label] = {
    "population": Label("Population sans initiative connue", "Population without a known initiative"),
    "distance": Label("Distance à la plus proche", "Distance to the nearest"),
    "shortfall": Label("Écart à un taux par habitant", "Difference from a rate per inhabitant"),
}

MODELS = 3
# Among so many of the most alike, one of the same région comes first.
_LOOKED_AT = 30

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
        which only those `below` a rate per inhabitant have a rank; the uncertain ones follow, without.

    Raises
    ------
    UnknownChoiceError
        If `sort` or `setting` is not known, and by shortfall if no rate per inhabitant may be asked of
        what is chosen.
    """
    if sort not in SORTS:
        msg = f"Unknown order {sort!r}: choose one of {', '.join(SORTS)}."
        raise UnknownChoiceError(msg)
    if setting not in (ALL, *SETTINGS):
        msg = f"Unknown setting {setting!r}: choose one of {', '.join((ALL, *SETTINGS))}."
        raise UnknownChoiceError(msg)
    if sort == "shortfall" and "authorities" in table:
        msg = (
            "An authority has one such programme: no number is expected by inhabitants. Choose another order."
        )
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
        there), at most `MODELS` rows per code: those of the same région first, the most alike first. They may
        lie outside the place that was asked about.

    Notes
    -----
    A model has at least one initiative, and more per inhabitant than the territory that looks for it.
    Territories are comparable within one setting label. Their unlikeness is the Euclidean distance
    between (ln population, ln inhabitants per km²):
    :math:`\sqrt{(\ln p_1 - \ln p_2)^2 + (\ln d_1 - \ln d_2)^2}`; none beyond `MODEL_REACH` is given.
    """
    alike = _alike(catalogue.geography, found.level)
    present = catalogue.presence(found.level, found.by)
    present = present[among(present["id"], found.everywhere)]
    at = alike.codes.get_indexer(pd.Index(present["code"]))
    first = pd.Series(present["id"].to_numpy(), at).groupby(level=0).first()
    with np.errstate(divide="ignore", invalid="ignore"):
        rates = np.bincount(at, minlength=len(alike.codes)) / alike.people
    wanted = alike.codes.get_indexer(codes)
    parts = []
    for setting in SETTINGS:
        here = wanted[alike.setting[wanted] == setting]
        able = np.flatnonzero((alike.setting == setting) & (rates > 0))
        if not len(able) or not len(here):
            continue
        # Among those that have one, a territory that has some itself may have to look far for one with more.
        most = len(able) if rates[here].any() else min(_LOOKED_AT, len(able))
        distance, position = cKDTree(alike.features[able]).query(
            alike.features[here], k=range(1, most + 1), distance_upper_bound=MODEL_REACH
        )
        row, nth = np.nonzero(np.isfinite(distance))
        part = pd.DataFrame({"looking": here[row], "at": able[position[row, nth]]})
        part["unlikeness"] = distance[row, nth]
        part["away"] = alike.region[part["at"]] != alike.region[part["looking"]]
        parts.append(part[rates[part["at"]] > rates[part["looking"]]])
    if not parts:
        return pd.DataFrame(columns=["code", "model", "unlikeness", "initiative"])
    table = pd.concat(parts, ignore_index=True).sort_values(["looking", "away", "unlikeness"], kind="stable")
    table = table.groupby("looking", sort=False).head(MODELS).reset_index(drop=True)
    return pd.DataFrame(
        {
            "code": alike.codes[table["looking"]],
            "model": alike.codes[table["at"]],
            "unlikeness": table["unlikeness"],
            "initiative": first.reindex(table["at"]).to_numpy(),
        }
    )


class _Alike(NamedTuple):
    """What likeness is measured on, for each territory of a level: `setting` is empty where it has none."""

    codes: pd.Index
    people: NDArray[np.float64]
    setting: NDArray[np.object_]
    region: NDArray[np.intp]
    features: NDArray[np.float64]


@kept_of(maxsize=8)
def _alike(geography: Geography, level: str) -> _Alike:
    table = geography.level(level)
    people = table["population"].to_numpy(dtype="float64", na_value=np.nan)
    area = table["area_km2"].to_numpy(dtype="float64", na_value=np.nan)
    known = (people > 0) & (area > 0) & table["setting"].notna().to_numpy()
    # The first by code of a territory that lies in several.
    region = (
        table["region"] if level == "commune" else table["regions"].map(lambda codes: next(iter(codes), None))
    )
    size = np.log(np.where(known, people, 1.0))
    return _Alike(
        codes=table.index,
        people=people,
        setting=np.where(known, table["setting"].to_numpy(dtype=object), ""),
        region=pd.factorize(region)[0],
        features=np.column_stack([size, size - np.log(np.where(known, area, 1.0))]),
    )
