"""Types of initiatives as legend and filter at once: how many of each, and which have a sign of their own."""

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas.catalogue import Catalogue, kept
from atlas.catalogue.presence import By
from atlas.catalogue.selection import Selection
from atlas.maps.palettes import OTHER_COLOUR
from atlas.maps.picture import LegendGroup, LegendRow
from atlas.views.link import View
from atlas.views.map.points import type_order
from atlas.vocabulary import SHORT_TYPES, Language
from atlas.words import say, short_label
from atlas.words.numbers import number

# More signs than these, and nobody tells them apart without the legend.
_SIGNS = 6


@kept(maxsize=1)
def kinds(catalogue: Catalogue) -> tuple[NDArray[np.intp], pd.Index]:
    """Return the number of each initiative's type, and the types."""
    return pd.factorize(catalogue.tables.initiatives["type"])


def short_type(catalogue: Catalogue, code: str, language: Language) -> str:
    """Name a type as people call it."""
    if code in SHORT_TYPES:
        return SHORT_TYPES[code].to(language)
    return short_label(str(catalogue.tables.types[f"label_{language}"][code]))


def signed(catalogue: Catalogue, view: View) -> tuple[int, ...]:
    """Return the numbers of the types that have a sign of their own; the others share one."""
    order = type_order(catalogue.tables.types)
    return tuple(order[code] for code in _first(catalogue, view))


def type_groups(catalogue: Catalogue, view: View, *, signs: bool) -> tuple[LegendGroup, LegendGroup]:
    """Return the types that come first, then the others, each with how many a click would show."""
    counts, language = _counts(catalogue, view), view.language
    order, labels = type_order(catalogue.tables.types), catalogue.tables.types[f"label_{language}"]
    first = _first(catalogue, view)
    shown = [code for code in counts if code in first or code in view.selection.types]

    def row(code: str) -> LegendRow:
        text, name = short_type(catalogue, code, language), short_label(str(labels[code]))
        kind, colour = (order[code], "") if code in first else (0, OTHER_COLOUR)
        return LegendRow(
            text,
            colour=colour if signs else "",
            kind=kind if signs else None,
            code=code,
            many=number(counts[code], language),
            chosen=code in view.selection.types,
            name="" if name == text else name,
        )

    rest = [code for code in counts if code not in shown]
    words = {"n": number(len(rest), language), "count": number(sum(counts[code] for code in rest), language)}
    title = say("legend_other_types", language, **words) if rest else ""
    return (
        LegendGroup(say("legend_types", language), tuple(map(row, shown))),
        LegendGroup(title, tuple(map(row, rest)), folded=True),
    )


def _first(catalogue: Catalogue, view: View) -> list[str]:
    """List the types that come first: the chosen ones, then the most numerous."""
    counts = _counts(catalogue, view)
    chosen = [code for code in counts if code in view.selection.types]
    return [*chosen, *(code for code in counts if code not in chosen)][:_SIGNS]


def _counts(catalogue: Catalogue, view: View) -> dict[str, int]:
    return _counted(catalogue.under(view.selection), view.selection, view.by)


@kept(maxsize=32)
def _counted(catalogue: Catalogue, selection: Selection, by: By) -> dict[str, int]:
    """Count the initiatives of each type under all other filters, the most numerous first."""
    numbers, codes = kinds(catalogue)
    counts = np.bincount(numbers[catalogue.rows(replace(selection, types=()), by)], minlength=len(codes))
    many = dict.fromkeys(catalogue.tables.types.index, 0) | dict(zip(codes, counts.tolist(), strict=True))
    here = [code for code in many if many[code] or code in selection.types]
    # In the order of `types.csv` where they are as many.
    return {code: many[code] for code in sorted(here, key=many.__getitem__, reverse=True)}
