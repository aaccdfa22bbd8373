"""What the map shows, in one sentence computed from its figures."""

import numpy as np
import pandas as pd

from atlas.catalogue import Answer, Catalogue
from atlas.catalogue.measures import MEASURES
from atlas.catalogue.selection import among
from atlas.territories.places import split_place
from atlas.views.link import View
from atlas.views.map.figure import Figure, type_names, written
from atlas.views.map.types import kinds
from atlas.vocabulary import OWN_LEVEL, REGIONS_IN, place_level
from atlas.words import say
from atlas.words.numbers import number, percent

# A type is said to be the most frequent where it makes up this share at least.
_MANY = 0.2


def sentence(catalogue: Catalogue, view: View, answer: Answer, figure: Figure) -> str:
    """Write what one sees: how many initiatives and where, or how the territories compare."""
    language = view.language
    if answer.chosen.empty:
        return say("empty", language)
    level = view.level
    with_some = answer.table["initiatives"].gt(0)
    here, of = int(with_some.sum()), len(answer.table)
    words = {
        "of": number(of, language),
        "k": number(here, language),
        "levels": say(f"gaps_level{'s' if here > 1 else ''}_{place_level(level)}", language),
    }
    if figure.plain:
        return _initiatives(catalogue, view, answer, words | {"place": _place(catalogue, view)})
    return _territories(catalogue, view, figure, words | {"place": _place(catalogue, view)})


def _place(catalogue: Catalogue, view: View) -> str:
    """Name the place, with its preposition where that is known."""
    if not view.inside:
        return ""
    level, code = split_place(view.inside)
    if level == "region" and code in REGIONS_IN:
        return f" {REGIONS_IN[code].to(view.language)}"
    return say("map_says_place", view.language, name=catalogue.geography.name(level, code))


def _initiatives(catalogue: Catalogue, view: View, answer: Answer, words: dict[str, str]) -> str:
    language, rows = view.language, answer.rows
    if view.level == OWN_LEVEL:  # official territories have no outside
        rows = rows[~among(answer.chosen, answer.unplaced)]
    total = len(rows)
    types, names = view.selection.types, type_names(catalogue, language)
    people = float(answer.people.sum())
    there = float(answer.people.to_numpy()[answer.table["initiatives"].gt(0).to_numpy()].sum())
    all_over = words["k"] == words["of"] and words["of"] != number(1, language)
    where = say(
        "map_says_in_all" if all_over else "map_says_in",
        language,
        share=percent(there / people if people else 0.0, language),
        **words,
    )
    kind = ""
    if len(types) == 1:
        kind = say("map_says_type", language, type=names[types[0]])
    elif types:
        kind = say("map_says_types", language, n=number(len(types), language))
    said = say(
        "map_says_points" if total > 1 else "map_says_point",
        language,
        n=number(total, language),
        kind=kind,
        where=where,
        **words,
    )
    numbers, codes = kinds(catalogue)
    counts = np.bincount(numbers[rows], minlength=len(codes))
    most = int(counts.argmax())
    if len(types) != 1 and total and counts[most] >= _MANY * total and np.count_nonzero(counts) > 1:
        said += say("map_says_most", language, type=names[codes[most]], n=number(counts[most], language))
    if total < len(answer.chosen):
        beyond = number(len(answer.chosen) - total, language)
        said += say("map_says_beyond", language, n=beyond)
    nowhere = int(np.isnan(catalogue.places["lon"].to_numpy()[rows]).sum())
    if nowhere:
        said += say("map_says_nowhere", language, n=number(nowhere, language))
    return f"{said}."


def _territories(catalogue: Catalogue, view: View, figure: Figure, words: dict[str, str]) -> str:
    language = view.language
    values = figure.table["value"].where(figure.table["status"].eq("value")).dropna().astype("float64")
    measure = MEASURES[view.measure]
    if values.empty:
        return say("map_says_no_value", language, measure=measure.label.to(language), **words)
    names = catalogue.geography.level(view.level)["name"]

    def told(value: float) -> str:
        return written(figure, value, language)

    first = str(values.idxmax())
    said = say(
        "map_says_territories",
        language,
        measure=measure.label.to(language),
        first=names[first],
        value=told(values[first]),
        **words,
    )
    if len(values) > 2:  # noqa: PLR2004 - the middle of two is neither
        middle = float(pd.Series(values).median())
        n = number(len(values), language)
        said += say("map_says_middle", language, value=told(middle), n=n)
    without = len(figure.table) - len(values)
    if without:
        said += say("map_says_without", language, n=number(without, language), of=words["of"])
    return f"{said}."
