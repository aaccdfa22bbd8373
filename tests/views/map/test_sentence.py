"""What one sees is said in one sentence, from the figures of the answer."""

import re

import pytest

from atlas.catalogue import load_catalogue
from atlas.catalogue.measures import MEASURES
from atlas.catalogue.selection import Selection
from atlas.views.link import View
from atlas.views.map.message import message
from atlas.views.map.sentence import sentence
from atlas.vocabulary import REGIONS_IN
from atlas.words import say
from atlas.words.numbers import number


def said(view):
    france = load_catalogue()
    answer = france.answer(view.selection, view.level, by=view.by, measure=view.measure)
    return sentence(france, view, answer, message(france, view, answer)), answer


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("types", [(), ("pat",), ("ptce", "tzcld")])
@pytest.mark.parametrize("inside", ["", "region:53", "departement:26", "epci:243500741"])
def test_initiatives_are_counted_as_the_answer_counts_them(language, types, inside):
    view = View(language=language, level="epci", selection=Selection(types=types, inside=inside))
    words, answer = said(view)
    there = int(answer.table["initiatives"].gt(0).sum())
    for figure in (len(answer.chosen), there, len(answer.table)):
        assert re.search(rf"(?<!\d){re.escape(number(figure, language))}(?!\d)", words), figure
    if inside:
        name = load_catalogue().geography.name(*inside.split(":"))
        assert name in words
    assert "{" not in words


@pytest.mark.parametrize("measure", MEASURES)
def test_territories_are_compared_by_the_first_and_the_middle(measure):
    view = View(level="departement", measure=measure, points=False)
    words, answer = said(view)
    known = answer.table["value"].dropna()
    names = load_catalogue().geography.level("departement")["name"]
    assert names[known.idxmax()] in words
    assert MEASURES[measure].label.fr in words
    assert ("sur 101" in words) == (len(known) < 101)


@pytest.mark.parametrize("points", [True, False])
def test_nothing_found_is_said(points):
    words, _ = said(View(points=points, selection=Selection(text="zzzz")))
    assert words == say("empty", "fr")


def test_every_region_has_its_preposition():
    assert set(REGIONS_IN) == set(load_catalogue().geography.level("region").index)
