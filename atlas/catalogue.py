"""The curated tables joined to the territories, once per process.

Everything a page asks for starts here: which initiatives, where, with what money. The joins to each level
are made at the first question and kept, so that a change of filter is a look-up and a sum.
"""

from dataclasses import dataclass
from dataclasses import field
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from atlas import funding
from atlas import measures
from atlas.presence import By
from atlas.presence import presence
from atlas.presence import seats
from atlas.selection import Selection
from atlas.selection import search_text
from atlas.selection import select
from atlas.selection import select_funding
from atlas.tables import Tables
from atlas.tables import load_tables
from atlas.territories import Geography
from atlas.territories import load_geography


class Answer(NamedTuple):
    """A measure of the chosen initiatives at one level, with what it leaves out.

    Attributes
    ----------
    table
        One row per territory, see `atlas.measures.measure`.
    chosen
        Ids of the chosen initiatives.
    unplaced
        Ids of those among them that are not located at this level.
    total_cents
        Sum of the chosen lines, in euro cents.
    unplaced_cents
        The part of it received by initiatives not located at this level.
    complete
        Whether a territory without initiative is a true zero.
    """

    table: pd.DataFrame
    chosen: pd.Index
    unplaced: pd.Index
    total_cents: int
    unplaced_cents: int
    complete: bool


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Initiatives, their funding and their places.

    Attributes
    ----------
    tables
        The curated tables.
    geography
        The territories.
    places
        Seat of each initiative at every level, see `atlas.presence.seats`.
    texts
        What the text search looks through, by id.
    lines
        Received lines that may be added up, see `atlas.funding.received`.
    """

    tables: Tables
    geography: Geography
    places: pd.DataFrame
    texts: pd.Series
    lines: pd.DataFrame
    _joins: dict[tuple[str, str, str], pd.DataFrame] = field(default_factory=dict, repr=False)

    def presence(self, level: str, by: By) -> pd.DataFrame:
        """Give the territories of each initiative, see `atlas.presence.presence`."""
        key = ("presence", level, by)
        if key not in self._joins:
            self._joins[key] = presence(self.tables.initiatives, self.geography, level, by=by)
        return self._joins[key]

    def shares(self, level: str, by: By) -> pd.DataFrame:
        """Give each received line shared over territories, see `atlas.funding.share`."""
        key = ("shares", level, by)
        if key not in self._joins:
            index = pd.MultiIndex.from_arrays(
                [self.lines["initiative_id"], self.lines.index], names=["id", "line"]
            )
            cents = pd.Series(self.lines["cents"].to_numpy(), index=index)
            self._joins[key] = funding.share(cents, self.presence(level, by))
        return self._joins[key]

    def choose(self, selection: Selection) -> pd.DataFrame:
        """Give the initiatives of a selection, see `atlas.selection.select`."""
        return select(self.tables.initiatives, self.places, self.tables.funding, self.texts, selection)

    def answer(self, selection: Selection, level: str, *, by: By, measure: str) -> Answer:
        """Measure a selection at one level.

        Parameters
        ----------
        selection
            Which initiatives.
        level
            One of `atlas.vocabulary.LEVELS`.
        by
            Count at the seat or over the coverage.
        measure
            A key of `atlas.measures.MEASURES`.

        Returns
        -------
        Answer
            The table and what it leaves out. Sum of `funding` + `unplaced_cents` = `total_cents`. Kept for
            the next who asks: nobody changes its tables.
        """
        return _answer(self, selection, level, by, measure)


# A page asks the same question several times in a run, and a reader goes back and forth.
@lru_cache(maxsize=24)
def _answer(catalogue: Catalogue, selection: Selection, level: str, by: By, measure: str) -> Answer:
    chosen = catalogue.choose(selection).index
    lines = select_funding(catalogue.lines, selection)
    lines = lines[lines["initiative_id"].isin(chosen)]
    where = catalogue.presence(level, by)
    where = where[where["id"].isin(chosen)]
    shares = catalogue.shares(level, by)
    shares = shares[shares["line"].isin(lines.index)]
    unplaced = chosen.difference(pd.Index(where["id"].unique()), sort=False)
    # A blank is a zero only if nothing could hide there: the lists are complete, each chosen initiative
    # is placed, and no filter rests on a fact that is often unknown.
    complete = (
        measures.lists_are_complete(catalogue.tables.types, selection.types)
        and unplaced.empty
        and selection.certain
    )
    population = catalogue.geography.level(level)["population"]
    table = measures.measure(where, shares, population, measure, complete=complete)
    total = int(lines["cents"].sum())
    return Answer(
        table=table,
        chosen=chosen,
        unplaced=unplaced,
        total_cents=total,
        unplaced_cents=total - int(shares["cents"].sum()),
        complete=complete,
    )


@lru_cache(maxsize=1)
def load_catalogue() -> Catalogue:
    """Load the curated tables and the territories and join them.

    Returns
    -------
    Catalogue
        Shared by the whole process: nobody changes its tables.

    Raises
    ------
    atlas.errors.GeographyError
        If `data/geo` is missing or damaged.
    atlas.errors.TableFaultError
        If a curated table breaks its schema.
    """
    tables = load_tables()
    geography = load_geography()
    labels = tables.types["label_fr"] + " " + tables.types["label_en"]
    return Catalogue(
        tables=tables,
        geography=geography,
        places=seats(tables.initiatives, geography),
        texts=search_text(tables.initiatives, labels),
        lines=funding.received(tables.funding),
    )
