"""The curated tables joined to the territories, once per process.

Everything a page asks for starts here: which initiatives, where, with what money. The joins to each level
are made at the first question and kept, so that a change of filter is a look-up and a sum.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from threading import Lock
from typing import Any, NamedTuple, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas import funding
from atlas.catalogue import measures
from atlas.catalogue.completeness import hideouts, list_completeness
from atlas.catalogue.filters import Kept, Value
from atlas.catalogue.keeping import kept
from atlas.catalogue.measures import Answer
from atlas.catalogue.own import Own, enlarged_tables, own_initiatives, own_money, own_perimeters
from atlas.catalogue.perimeters import with_known_perimeters
from atlas.catalogue.presence import By, presence, seats
from atlas.catalogue.selection import Selection, among, counted_lines, kept_by, matches, select_funding
from atlas.catalogue.texts import search_text
from atlas.readers.rows.grants import Grants
from atlas.tables import Tables, load_tables
from atlas.territories import Geography, load_geography
from atlas.territories.parts import parts
from atlas.territories.perimeters import in_perimeters, with_perimeters
from atlas.territories.places import Place
from atlas.vocabulary import OWN_LEVEL, PERIMETER

# Perimeters have what their communes have.
_OF_COMMUNES = (PERIMETER, OWN_LEVEL)


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
        Seat of each initiative at every level, see `atlas.catalogue.presence.seats`.
    texts
        What the text search looks through, by id.
    lines
        Received lines that may be added up, see `atlas.funding.received`.
    own
        Ids of the reader's own initiatives; empty for the curated catalogue.
    grants
        The reader's own money that is no initiative's, over the territories; None where there is none.
    memory
        Answers about this catalogue, see `atlas.catalogue.keeping.kept`.
    """

    tables: Tables
    geography: Geography
    places: pd.DataFrame
    texts: pd.Series
    lines: pd.DataFrame
    own: pd.Index = field(default_factory=lambda: pd.Index([], dtype="str"))
    grants: Grants | None = None
    _base: "Catalogue | None" = None
    _common: "Catalogue | None" = None
    # Of official levels alone, so that who adds perimeters has them too.
    _joins: dict[tuple[str, str, str], pd.DataFrame] = field(default_factory=dict, repr=False)
    memory: dict[Callable[..., Any], Callable[..., Any]] = field(default_factory=dict, init=False, repr=False)

    @property
    def curated(self) -> "Catalogue":
        """The catalogue without the reader's own rows."""
        return self._base or self

    @property
    def common(self) -> "Catalogue":
        """The curated catalogue that all readers share, without anybody's perimeters."""
        return self.curated._common or self.curated  # noqa: SLF001 - of its own class

    def under(self, selection: Selection) -> "Catalogue":
        """Return the curated catalogue when the selection excludes own rows: whole lists count as whole."""
        return self.curated if selection.origin == "atlas" else self

    def presence(self, level: str, by: By) -> pd.DataFrame:
        """Return the territories of each initiative, see `atlas.catalogue.presence.presence`."""
        if level in _OF_COMMUNES:
            return _in_perimeters(self, level, by).presence
        key = ("presence", level, by)
        if key not in self._joins:
            initiatives = self.tables.initiatives
            parts = [] if self._base is None else [self._base.presence(level, by)]
            mine = initiatives if self._base is None else initiatives.loc[self.own]
            parts.append(presence(mine, self.geography, level, by=by))
            self._joins[key] = pd.concat(parts, ignore_index=True)
        return self._joins[key]

    def positions(self, level: str, by: By) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Return where initiative and territory of each row of `presence` stand: quicker than their codes."""
        at = _positions(self, level, by)
        return at.rows, at.present

    def lists(self, level: str, by: By) -> pd.DataFrame:
        """Return how much of each list is known and placed, see `atlas.catalogue.completeness`."""
        level = "commune" if level in _OF_COMMUNES else level
        key = ("lists", level, by)
        if key not in self._joins:
            placed = _located(self, level, by)
            self._joins[key] = list_completeness(self.tables.types, self.tables.initiatives, placed)
        return self._joins[key]

    def certain(self, kind: str, level: str, by: By) -> NDArray[np.bool_]:
        """Return the territories in which no initiative of a type can hide, as its list is whole."""
        return _certain(self, kind, level, by)

    def present(self, where: Place, by: By) -> NDArray[np.bool_]:
        """Return which initiatives are in a territory, counted by one way, in the order of their table."""
        return _present(self, where, by)

    def shares(self, level: str, by: By) -> pd.DataFrame:
        """Return each received line shared over territories, see `atlas.funding.share`.

        A perimeter has the shares of its communes.
        """
        if level in _OF_COMMUNES:
            return _in_perimeters(self, level, by).shares
        key = ("shares", level, by)
        if key not in self._joins:
            parts = [] if self._base is None else [self._base.shares(level, by)]
            lines = self.lines if self._base is None else self.lines.iloc[len(self._base.lines) :]
            index = pd.MultiIndex.from_arrays([lines["initiative_id"], lines.index], names=["id", "line"])
            cents = pd.Series(lines["cents"].to_numpy(), index=index)
            parts.append(funding.share(cents, self.presence(level, by)))
            self._joins[key] = pd.concat(parts, ignore_index=True)
        return self._joins[key]

    def chosen(self, selection: Selection) -> pd.Index:
        """Return the ids of the initiatives of a selection, see `atlas.catalogue.selection.matches`."""
        return self.tables.initiatives.index[matches(self, selection, _kept_by)]

    def rows(self, selection: Selection, by: By) -> NDArray[np.intp]:
        """Return where the chosen initiatives stand in their table, see `Answer.rows`."""
        these = matches(self, selection, _kept_by)
        return np.flatnonzero(these if selection.where is None else these & self.present(selection.where, by))

    def choose(self, selection: Selection) -> pd.DataFrame:
        """Return the initiatives of a selection, in the order of their table."""
        part: pd.DataFrame = self.tables.initiatives.loc[self.chosen(selection)]
        return part

    def answer(self, selection: Selection, level: str, *, by: By, measure: str) -> Answer:
        """Measure a selection at one level.

        Parameters
        ----------
        level
            One of `atlas.vocabulary.PLACE_LEVELS`, or `OWN_LEVEL` where the geography has it.
        measure
            A key of `atlas.catalogue.measures.MEASURES`.

        Returns
        -------
        Answer
            The table and what it leaves out. Sum of `funding` + `unplaced_cents` = `total_cents`, but in a
            place whose territories spill over: they keep all that is theirs, the totals hold the part that
            is the place's. At `OWN_LEVEL` money of communes that are in no perimeter is unplaced.
            Kept for the next who asks: nobody changes its tables.
        """
        there = self.under(selection)
        if selection.where is None:
            return _answer(there, selection, level, by, measure)
        return _answer_inside(there, selection, level, by, measure)


# A reader changes one filter at a time.
@kept(maxsize=64)
def _kept_by(catalogue: Catalogue, name: str, *chosen: Value) -> Kept | None:
    return kept_by(catalogue, name, *chosen)


class _InPerimeters(NamedTuple):
    presence: pd.DataFrame
    shares: pd.DataFrame


@kept(maxsize=4)
def _in_perimeters(catalogue: Catalogue, level: str, by: By) -> _InPerimeters:
    geography = catalogue.geography
    return _InPerimeters(
        in_perimeters(catalogue.presence("commune", by), geography, "population", ["id"], level),
        in_perimeters(catalogue.shares("commune", by), geography, "cents", ["line", "id"], level),
    )


class _Positions(NamedTuple):
    """Where rows of initiatives, lines and territories stand: texts are slow to look up in each answer.

    Attributes
    ----------
    rows, present
        Initiative and territory of each row of `Catalogue.presence`.
    placed
        Whether each initiative has such a row.
    lines, paid, cents
        Line, territory and euro cents of each row of `Catalogue.shares`.
    """

    rows: NDArray[np.intp]
    present: NDArray[np.intp]
    placed: NDArray[np.bool_]
    lines: NDArray[np.intp]
    paid: NDArray[np.intp]
    cents: NDArray[np.int64]


@kept(maxsize=16)
def _positions(catalogue: Catalogue, level: str, by: By) -> _Positions:
    initiatives, codes = catalogue.tables.initiatives.index, catalogue.geography.level(level).index
    presence, shares = catalogue.presence(level, by), catalogue.shares(level, by)
    rows = initiatives.get_indexer(pd.Index(presence["id"]))
    placed = np.zeros(len(initiatives), dtype=bool)
    placed[rows] = True
    return _Positions(
        rows=rows,
        present=codes.get_indexer(pd.Index(presence["code"])),
        placed=placed,
        lines=catalogue.lines.index.get_indexer(pd.Index(shares["line"])),
        paid=codes.get_indexer(pd.Index(shares["code"])),
        cents=shares["cents"].to_numpy(dtype="int64"),
    )


@kept(maxsize=1)
def _owners(catalogue: Catalogue) -> NDArray[np.intp]:
    """Return the row of the initiative of each line; -1 for one that has none."""
    return catalogue.tables.initiatives.index.get_indexer(pd.Index(catalogue.lines["initiative_id"]))


def _located(catalogue: Catalogue, level: str, by: By) -> pd.Index:
    """Return who cannot hide at a level: an island's initiative has a commune, and no intercommunalité."""
    rows = [catalogue.presence(one, by)["id"] for one in (level, "commune")]
    located: pd.Index = pd.Index(pd.concat(rows).unique())
    return located


@kept(maxsize=32)
def _present(catalogue: Catalogue, where: Place, by: By) -> NDArray[np.bool_]:
    rows = catalogue.presence(where.level, by)
    return among(catalogue.tables.initiatives.index, pd.Index(rows.loc[rows["code"].eq(where.code), "id"]))


@kept(maxsize=256)
def _certain(catalogue: Catalogue, kind: str, level: str, by: By) -> NDArray[np.bool_]:
    if kind not in catalogue.tables.types.index or not catalogue.lists(level, by).loc[kind, "whole"]:
        return np.full(len(catalogue.geography.level(level)), fill_value=False)
    mine = catalogue.tables.initiatives[catalogue.tables.initiatives["type"].eq(kind)]
    unplaced = mine[~among(mine.index, _located(catalogue, level, by))]
    return ~hideouts(catalogue.geography, level, unplaced)


def _sure(catalogue: Catalogue, selection: Selection, level: str, by: By) -> NDArray[np.bool_]:
    """Return the territories whose blank is a zero.

    Nothing could hide there: the lists are complete, none of their initiatives without a place may be there,
    and no filter rests on a fact that is often unknown.
    """
    kinds = list(selection.types) or catalogue.tables.types.index
    sure = np.full(len(catalogue.geography.level(level)), fill_value=selection.certain)
    for kind in kinds if selection.certain else ():
        sure &= catalogue.certain(kind, level, by)
    return sure


# A page asks the same question several times in a run, and a reader goes back and forth.
@kept(maxsize=24)
def _answer(catalogue: Catalogue, selection: Selection, level: str, by: By, measure: str) -> Answer:
    found = _counted(catalogue, selection, level, by)
    return found._replace(table=measures.remeasured(found.table, found.people, measure))


@kept(maxsize=24)
def _counted(catalogue: Catalogue, selection: Selection, level: str, by: By) -> Answer:
    initiatives = catalogue.tables.initiatives.index
    kept_rows = matches(catalogue, selection, _kept_by)
    at, owners = _positions(catalogue, level, by), _owners(catalogue)
    counted = counted_lines(catalogue.lines, selection) & (owners >= 0) & kept_rows[owners]
    total = int(catalogue.lines["cents"].to_numpy()[counted].sum())
    paid = counted[at.lines]
    cents = at.cents[paid]
    sure = _sure(catalogue, selection, level, by)
    population = catalogue.geography.level(level)["population"]
    present = at.present[kept_rows[at.rows]]
    table = measures.measure_at(
        present, at.paid[paid], cents.astype("float64"), population, "count", certain=sure
    )
    return Answer(
        table=table,
        chosen=initiatives[kept_rows],
        rows=np.flatnonzero(kept_rows),
        unplaced=initiatives[kept_rows & ~at.placed],
        total_cents=total,
        unplaced_cents=total - int(cents.sum()),
        complete=bool(sure.all()),
        people=population,
        across=pd.Series(data=False, index=population.index),
    )


@kept(maxsize=24)
def _answer_inside(catalogue: Catalogue, selection: Selection, level: str, by: By, measure: str) -> Answer:
    """Leave what is in a place of an answer about all of France, so that both say the same of a territory."""
    whole = _answer(catalogue, selection.everywhere, level, by, measure)
    where = cast("Place", selection.where)
    here = catalogue.present(where, by)[whole.rows]
    chosen = whole.chosen[here]
    held = parts(catalogue.geography, where, level)
    table = whole.table.loc[held.index]
    lines = select_funding(catalogue.lines, selection)
    shares = catalogue.shares(where.level, by)
    shares = shares[shares["code"].eq(where.code) & among(shares["line"], lines.index)]
    shares = shares[among(shares["id"], chosen)]
    unplaced = whole.unplaced[among(whole.unplaced, chosen)]
    outside = shares[among(shares["id"], unplaced)]
    if level == OWN_LEVEL:
        outside = _outside(catalogue, where, by)
        outside = outside[outside["line"].isin(shares["line"])]
    return Answer(
        table=table,
        chosen=chosen,
        rows=whole.rows[here],
        unplaced=unplaced,
        total_cents=int(shares["cents"].sum()),
        unplaced_cents=int(outside["cents"].sum()),
        complete=bool(
            _sure(catalogue, selection, level, by)[whole.table.index.get_indexer(held.index)].all()
        ),
        people=held["people"],
        across=held["across"],
    )


def _outside(catalogue: Catalogue, where: Place, by: By) -> pd.DataFrame:
    """Return the shares of a place that no perimeter of the reader's has."""
    shares = catalogue.shares(where.level, by)
    here = catalogue.shares("commune", by)
    inside = among(here["code"], catalogue.geography.members(*where))
    mine = here[inside & catalogue.geography.lookup(here["code"], OWN_LEVEL).notna()]
    found = shares.loc[shares["code"].eq(where.code)].set_index("line")["cents"]
    rest = found.sub(mine.groupby("line")["cents"].sum(), fill_value=0).astype("int64")
    return rest.rename_axis("line").reset_index()


_LOADING = Lock()


def load_catalogue() -> Catalogue:
    """Load the curated tables and the territories and join them, once.

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
    # A server warms itself while its first readers come: each would load a copy, side by side.
    with _LOADING:
        return _loaded()


@lru_cache(maxsize=1)
def _loaded() -> Catalogue:
    return catalogue_of(load_tables(), load_geography())


def catalogue_of(tables: Tables, geography: Geography) -> Catalogue:
    """Join curated tables and territories."""
    labels = tables.types["label_fr"] + " " + tables.types["label_en"]
    return Catalogue(
        tables=tables,
        geography=with_known_perimeters(geography, tables),
        places=seats(tables.initiatives, geography),
        texts=search_text(tables.initiatives, labels),
        lines=funding.received(tables.funding),
    )


def redrawn(catalogue: Catalogue, geography: Geography) -> Catalogue:
    """Give the curated catalogue other perimeters, see `atlas.territories.perimeters`."""
    return replace(catalogue, geography=geography, _common=catalogue)


def enlarge(catalogue: Catalogue, own: Own) -> Catalogue:
    """Put all of a reader's own rows and perimeters beside the curated ones.

    Parameters
    ----------
    own
        Initiatives join the initiatives; funding that names one of them becomes its lines; other funding is
        laid over the territories and mixed into nothing; perimeters are places.

    Returns
    -------
    Catalogue
        A new one that reuses the joins of `catalogue`, which stays as it is; `catalogue` itself where there
        is nothing to add.

    Notes
    -----
    The list of a type that the rows enlarge is no longer complete, so that a blank of it is no zero.
    """
    if len(own.perimeters):
        named, members = own_perimeters(own, catalogue.geography)
        catalogue = redrawn(catalogue, with_perimeters(catalogue.geography, named, members))
    if own.initiatives.empty and own.funding.empty:
        return catalogue
    initiatives = own_initiatives(own, catalogue.tables.initiatives, catalogue.geography)
    everyone = catalogue.tables.initiatives.index.append(initiatives.index)
    money = own_money(own, catalogue.tables.funding, everyone)
    tables = enlarged_tables(catalogue.tables, initiatives, money.lines)
    labels = tables.types["label_fr"] + " " + tables.types["label_en"]
    return Catalogue(
        tables=tables,
        geography=catalogue.geography,
        places=pd.concat([catalogue.places, seats(initiatives, catalogue.geography)]),
        texts=pd.concat([catalogue.texts, search_text(initiatives, labels)]),
        lines=pd.concat([catalogue.lines, funding.received(money.lines)]),
        own=initiatives.index,
        grants=money.grants,
        _base=catalogue,
    )
