"""How many have begun by each year: in each setting, and over whom at each level."""

import numpy as np
import pandas as pd

from atlas.catalogue import Catalogue, kept
from atlas.catalogue.presence import By
from atlas.catalogue.selection import Selection
from atlas.spread.dates import Dates, start_dates
from atlas.territories.parts import parts
from atlas.vocabulary import LEVELS, SETTINGS

UNKNOWN = "unknown"


def growth(catalogue: Catalogue, dates: Dates) -> pd.DataFrame:
    """Count those that have begun by the end of each year, by the setting of their seat.

    Returns
    -------
    pandas.DataFrame
        Indexed by `year`, from the first to the last start year, each there: `started` in the year, `total`
        so far, and so far in each setting: `urban`, `periurban`, `rural` by the codes of
        `atlas.vocabulary.SETTINGS`, and `unknown` where the seat commune is. Initiatives that have stopped
        since stay in: they began.
    """
    years = dates.years
    first, last = (int(years.min()), int(years.max())) if len(years) else (0, -1)
    span = pd.RangeIndex(first, last + 1, name="year")
    setting = catalogue.places["setting"].loc[years.index].astype("object")
    setting = setting.where(setting.notna(), UNKNOWN)
    many = pd.crosstab(years, setting).reindex(index=span, columns=[*SETTINGS, UNKNOWN], fill_value=0)
    started = many.sum(axis=1)
    counts = {"started": started, "total": started.cumsum()}
    return pd.DataFrame(counts).join(many.cumsum()).rename_axis(columns=None).astype("int64")


@kept(maxsize=16)
def reach(catalogue: Catalogue, selection: Selection, kind: str = "", by: By = "seat") -> pd.DataFrame:
    """Measure which territories, and which share of people, have been reached by each year.

    Parameters
    ----------
    selection, kind, by
        See `start_dates`.

    Returns
    -------
    pandas.DataFrame
        Columns `level` (each of `atlas.vocabulary.LEVELS`), `year`, `territories` in which at least one has
        begun by the end of the year, `territories_share` (0 to 1) of those of the level, `people` who live
        there, `people_share` (0 to 1). Of a place: its territories, and those who live in it. Initiatives
        without a date of this kind are in no year, so that shares are the least that is known.

    Notes
    -----
    A territory is reached from the first year of those present in it, and stays so.
    """
    dates = start_dates(catalogue, selection, kind, by)
    there, years = catalogue.under(selection), dates.years
    span = np.arange(years.min(), years.max() + 1) if len(years) else np.empty(0, dtype="int64")
    # The year of each initiative of the catalogue; after the last one for those that have no such date.
    year_of = np.full(len(there.tables.initiatives), fill_value=len(span))
    if len(span):
        year_of[there.tables.initiatives.index.get_indexer(years.index)] = years.to_numpy() - span[0]
    tables = []
    for level in LEVELS:
        people = _people(there, selection, level)
        rows, where = there.positions(level, by)
        since = np.full(len(there.geography.level(level)), fill_value=len(span))
        known = where >= 0
        np.minimum.at(since, where[known], year_of[rows[known]])
        since = since[there.geography.level(level).index.get_indexer(people.index)]
        reached = since < len(span)
        territories = np.bincount(since[reached], minlength=len(span)).cumsum()
        living = np.bincount(since[reached], people.to_numpy()[reached], minlength=len(span)).cumsum()
        everyone = float(people.sum())
        tables.append(
            pd.DataFrame(
                {
                    "level": level,
                    "year": span,
                    "territories": territories,
                    "territories_share": territories / max(len(people), 1),
                    "people": living.astype("int64"),
                    "people_share": living / everyone if everyone else np.nan,
                }
            )
        )
    return pd.concat(tables, ignore_index=True)


def _people(catalogue: Catalogue, selection: Selection, level: str) -> pd.Series:
    """Return who lives in each territory of a place."""
    if selection.where is None:
        return catalogue.geography.level(level)["population"].astype("float64")
    return parts(catalogue.geography, selection.where, level)["people"]
