"""What initiatives, places and profiles are compared on, in one form."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from atlas.catalogue import Catalogue, kept
from atlas.catalogue.legal_forms import form_families
from atlas.territories import Geography
from atlas.vocabulary import FUNDER_LEVELS, SCALES, SETTINGS, VARIABLES

# Weight of each variable where the reader gives none.
WEIGHTS: dict[str, float] = {variable: 2.0 if variable == "type" else 1.0 for variable in VARIABLES}

# The scales that can be put in order, from the smallest to the largest.
ORDERED_SCALES = tuple(scale for scale in SCALES if scale not in {"mixte", "unknown"})

# Funder levels that name no one level, and so make no mix.
_NO_LEVEL = ("mixte", "unknown")
MONEY = tuple(f"money_{level}" for level in FUNDER_LEVELS if level not in _NO_LEVEL)
SHARES = tuple(f"share_{setting}" for setting in SETTINGS)
# Compared on their logarithm: ten thousand inhabitants more are much in a valley and nothing in a metropolis.
LOGARITHMIC = ("population", "density")


class Traits(NamedTuple):
    """What is known of each initiative, in the columns that `atlas.peers.gower` compares.

    Attributes
    ----------
    table
        Indexed by id. `type`, `initiator` (codes; missing where unknown); `share_*` (share of the
        inhabitants of its area in each setting), `population` and `density` of that area (inhabitants,
        inhabitants per km²); `scale` (rank in `ORDERED_SCALES`); `start_year`;
        `form_*` (whether it has a legal form of the family; NaN where no form is known); `money_*` (share of
        each funder level in the money received, over lines that count and name one level; NaN where there
        is none); `lon`, `lat` (degrees, EPSG:4326); NaN is unknown.
    ranges
        Largest difference of two initiatives of the catalogue in `population` and `density` (decimal
        logarithms), `scale` (ranks) and `start_year` (years): what Gower divides by.
    """

    table: pd.DataFrame
    ranges: dict[str, float]


def surroundings(geography: Geography, level: str, codes: pd.Series) -> pd.DataFrame:
    """Describe territories by their inhabitants.

    Parameters
    ----------
    level
        One of `atlas.vocabulary.LEVELS` but `commune`.
    codes
        Codes at that level; missing stays unknown.

    Returns
    -------
    pandas.DataFrame
        On the index of `codes`: `share_*` (0 to 1), `population`, `density` (inhabitants per km²).
    """
    columns = ["population", "area_km2", *(f"pop_{setting}" for setting in SETTINGS)]
    territories = geography.level(level)[columns].astype("float64").reindex(codes).set_index(codes.index)
    return _shares(territories)


def covered(catalogue: Catalogue) -> pd.DataFrame:
    """Describe the areas that initiatives cover by their inhabitants.

    Returns
    -------
    pandas.DataFrame
        As `surroundings`, one row per initiative whose coverage a source states.
    """
    stated = catalogue.tables.initiatives["coverage"].dropna().index
    rows = catalogue.presence("commune", "coverage")
    rows = rows[rows["id"].isin(stated)]
    communes = catalogue.geography.communes.loc[rows["code"], ["population", "area_km2", "setting"]]
    people = communes["population"].astype("float64")
    for setting in SETTINGS:
        communes[f"pop_{setting}"] = people.where(communes["setting"].eq(setting), 0.0)
    sums = communes.drop(columns="setting").astype("float64").groupby(rows["id"].to_numpy())
    return _shares(sums.sum().rename_axis("id"))


def _shares(sums: pd.DataFrame) -> pd.DataFrame:
    people = sums["population"].where(sums["population"] > 0)
    area = sums["area_km2"].where(sums["area_km2"] > 0)
    table = pd.DataFrame({"population": people, "density": people / area})
    # An overseas collectivity has inhabitants and no setting.
    settled = sums[[f"pop_{setting}" for setting in SETTINGS]].sum(axis=1)
    for setting in SETTINGS:
        table[f"share_{setting}"] = sums[f"pop_{setting}"] / settled.where(settled > 0)
    return table


def money_mix(lines: pd.DataFrame, ids: pd.Index) -> pd.DataFrame:
    """Share the money of each initiative among the levels of its funders.

    Parameters
    ----------
    lines
        Received lines that count, see `atlas.funding.received`.

    Returns
    -------
    pandas.DataFrame
        On `ids`, one column `money_*` per funder level; a row sums to 1, or is NaN where no amount of a
        known level is known.
    """
    named = lines[~lines["funder_level"].isin(_NO_LEVEL) & (lines["cents"] > 0)]
    if named.empty:
        return pd.DataFrame(np.nan, index=ids, columns=list(MONEY))
    cents = named.pivot_table(
        index="initiative_id", columns="funder_level", values="cents", aggfunc="sum", fill_value=0
    ).astype("float64")
    shares = cents.div(cents.sum(axis=1), axis=0).add_prefix("money_")
    return shares.reindex(columns=list(MONEY), fill_value=0.0).reindex(ids)


def scale_ranks(scales: pd.Series) -> pd.Series:
    """Rank declared scales from the smallest, 0; NaN where a scale is unknown or several."""
    ranks = {scale: float(rank) for rank, scale in enumerate(ORDERED_SCALES)}
    return scales.map(ranks).astype("float64")


@kept(maxsize=1)
def traits(catalogue: Catalogue) -> Traits:
    """Gather what is known of every initiative of a catalogue.

    Returns
    -------
    Traits
        In the order of the initiatives. Kept for the next who asks: nobody changes it.

    Notes
    -----
    Setting, population and density are those of the area covered where a source states it, else of the
    bassin de vie in which the seat lies, the area that the study takes for the scale of such initiatives.
    """
    initiatives, places = catalogue.tables.initiatives, catalogue.places
    table = surroundings(catalogue.geography, "bassin_de_vie", places["bassin_de_vie"])
    stated = covered(catalogue)
    table.loc[stated.index, stated.columns] = stated
    table["type"], table["initiator"] = initiatives["type"], _column(initiatives, "initiator")
    table["scale"] = scale_ranks(_column(initiatives, "scale"))
    table["start_year"] = initiatives["start_year"].astype("float64")
    table[["lon", "lat"]] = places[["lon", "lat"]].astype("float64")
    table = pd.concat(
        [
            table,
            form_families(_column(initiatives, "legal_forms")),
            money_mix(catalogue.lines, initiatives.index),
        ],
        axis=1,
    )
    ranges = {column: _range(table, column) for column in (*LOGARITHMIC, "scale", "start_year")}
    return Traits(table, ranges)


def _column(table: pd.DataFrame, name: str) -> pd.Series:
    # A reader's own file may lack what the curated tables have.
    return table[name] if name in table else pd.Series(None, index=table.index, dtype="object")


def _range(table: pd.DataFrame, column: str) -> float:
    values = table[column].dropna().to_numpy(dtype="float64")
    if column in LOGARITHMIC:
        values = np.log10(values)
    return float(np.ptp(values)) if values.size else 0.0
