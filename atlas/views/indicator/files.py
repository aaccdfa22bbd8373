"""What leaves the section on an indicator of the reader's own: its tables, and its map."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import pandas as pd

from atlas.catalogue import Catalogue
from atlas.errors import UnknownChoiceError
from atlas.exports.columns import describe
from atlas.exports.content import Export
from atlas.indicator import TWICE, Crossing, Indicator, listing, unzoned
from atlas.views.about import Also, about, named
from atlas.views.indicator.map import figure
from atlas.views.indicator.sentences import kind_name, shown_name
from atlas.views.link import View
from atlas.views.map.files import mapped
from atlas.vocabulary import LEVELS
from atlas.words import say

# What a row is, in the order of the sheets of a workbook.
ROWS = ("territories", "fifths", "tests", "figures", "zonings", "ledger")


class Asked(NamedTuple):
    """An indicator and what it was crossed with.

    Attributes
    ----------
    types
        Gives the test of each type, see `atlas.indicator.crossings`: asked for by the file of tests alone.
    brought
        Name of the reader's file.
    """

    indicator: Indicator
    found: Crossing
    types: Callable[[], pd.DataFrame]
    seed: int
    brought: str
    created: date


def tables(indicator: Indicator) -> tuple[str, ...]:
    """Return the names of the tables that there are, of `ROWS`."""
    return tuple(name for name in ROWS if name != "zonings" or not unzoned(indicator))


def table(catalogue: Catalogue, view: View, asked: Asked, name: str) -> Export:
    """Make the file of one table, one of `ROWS`; the territories have their map."""
    indicator, found = asked.indicator, asked.found
    view = replace(view, level=indicator.level, tiles=False)
    if name not in tables(indicator):
        msg = f"There is no table of {name}: choose {', '.join(tables(indicator))}."
        raise UnknownChoiceError(msg)
    if name == "territories":
        return _territories(catalogue, view, asked)
    made: dict[str, Callable[[], pd.DataFrame]] = {
        "fifths": lambda: listing.fifths_table(found),
        "tests": lambda: listing.tests_table(found, asked.types()),
        "figures": lambda: listing.figures_table(catalogue, indicator, found, asked.seed),
        "zonings": lambda: listing.zonings_table(catalogue, indicator),
        "ledger": lambda: listing.ledger_table(catalogue, indicator),
    }
    rows = made[name]()
    title = say("indicator_file_title", view.language, name=shown_name(indicator))
    told = about(
        catalogue, view, named(catalogue, view, title), created=asked.created, also=_also(view, asked)
    )
    meanings = describe(rows.reset_index().columns, view.language, f"indicator_{name}")
    return Export(name=f"atlas_indicateur_{name}", rows=rows, about=told, meanings=meanings)


def _territories(catalogue: Catalogue, view: View, asked: Asked) -> Export:
    answer = catalogue.answer(view.selection, view.level, by=view.by, measure="count")
    rows = listing.territories_table(catalogue, asked.indicator, asked.found)
    export = mapped(
        catalogue,
        view,
        answer,
        rows,
        figure=figure(asked.indicator, rows.index, view.language, brought=asked.brought),
        name="atlas_indicateur_territoires",
        created=asked.created,
        also=_also(view, asked),
        level=view.level,
    )
    meanings = describe(rows.reset_index().columns, view.language, "indicator_territories")
    return replace(export, meanings=meanings)


def whole(catalogue: Catalogue, view: View, asked: Asked) -> Export:
    """Make one file of all tables, such as a workbook."""
    first, *others = (
        replace(table(catalogue, view, asked, name), label=say(f"indicator_file_{name}", view.language))
        for name in tables(asked.indicator)
    )
    return replace(first, parts=tuple(others))


def _also(view: View, asked: Asked) -> Also:
    language, indicator = view.language, asked.indicator
    words = {
        say("indicator_column", language): indicator.name,
        say("indicator_kind", language): kind_name(indicator.kind, language),
        say("level", language): LEVELS[indicator.level].to(language),
        say("by", language): say(f"by_{view.by}", language),
        say("indicator_twice", language): TWICE[indicator.twice].to(language),
        say("indicator_file_seed", language): str(asked.seed),
    }
    if indicator.raised:
        words[say("indicator_at", language)] = say("indicator_raised", language)
    # No link holds the reader's file.
    return Also(words, None, brought=asked.brought, page="echelles")
