"""Programmes that have a perimeter are counted over it, and the reader is told which way is shown."""

import pytest

from atlas.catalogue import load_catalogue
from atlas.catalogue.presence import PERIMETER_TYPES, usual_count
from atlas.catalogue.selection import Selection
from atlas.views.choices import allowed
from atlas.views.counting import counting_note
from atlas.views.link import View, compose, parse
from atlas.words import say, short_label
from atlas.words.numbers import number

CATALOGUE = load_catalogue()
PAT, PTCE, MIXED = (Selection(types=types) for types in (("pat",), ("ptce",), ("pat", "ptce")))


def test_the_programmes_are_types_of_the_tables():
    assert set(PERIMETER_TYPES) <= set(CATALOGUE.tables.types.index)


@pytest.mark.parametrize("selection", [PAT, PTCE, MIXED, Selection()])
def test_a_link_names_only_the_way_that_is_not_usual(selection):
    for by in ("seat", "coverage"):
        view = View(selection=selection, by=by)
        written = compose(view)
        assert ("compte" in written) == (by != usual_count(selection.types))
        assert parse(written, allowed(CATALOGUE)) == view


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_usual_way_is_explained_and_the_other_is_not(language):
    chosen = CATALOGUE.choose(PAT)
    without = number(int(chosen["coverage"].isna().sum()), language)
    uncovered = say("by_uncovered", language, n=without, of=number(len(chosen), language))
    usual = say("by_usual_coverage", language)
    assert counting_note(CATALOGUE, PAT, "coverage", language) == f"{usual} {uncovered}"
    assert counting_note(CATALOGUE, PAT, "seat", language) == ""
    assert counting_note(CATALOGUE, PTCE, "seat", language) == ""
    name = short_label(CATALOGUE.tables.types.loc["pat", f"label_{language}"])
    assert counting_note(CATALOGUE, MIXED, "seat", language) == say("by_usual_mixed", language, types=name)
    everything = counting_note(CATALOGUE, Selection(), "seat", language)
    assert all(
        short_label(CATALOGUE.tables.types.loc[code, f"label_{language}"]) in everything
        for code in PERIMETER_TYPES
    )
