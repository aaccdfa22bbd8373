"""No list that is not whole says that nobody is there; each says how much of it is known."""

import re
from datetime import date

import pandas as pd
import pytest

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.gaps import SURE, gaps, rank
from atlas.portrait import portrait
from atlas.territories.places import Place
from atlas.views.gaps import files as gap_files
from atlas.views.gaps import view as gap_view
from atlas.views.link import View
from atlas.views.lists import chance, gauge, gauged
from atlas.views.map.figure import map_picture
from atlas.views.map.files import map_sheet, territories
from atlas.views.portrait.document import document
from atlas.vocabulary import LEVELS
from atlas.words import say

TYPES = tuple(load_catalogue().tables.types.index)
NOBODY = {"fr": re.compile(r"[Aa]ucune initiative(?! connue)"), "en": re.compile(r"\b[Nn]o initiative\b")}
TOULOUSE = Place("epci", "243100518")


def whole(kind, level, by):
    return bool(load_catalogue().lists(level, by).loc[kind, "whole"])


@pytest.mark.parametrize("kind", TYPES)
def test_only_a_whole_list_says_zero(kind):
    catalogue = load_catalogue()
    for level in LEVELS:
        for by in ("seat", "coverage"):
            answer = catalogue.answer(Selection(types=(kind,)), level, by=by, measure="count")
            blank = answer.table["initiatives"].eq(0)
            sure = catalogue.certain(kind, level, by)
            assert whole(kind, level, by) or not sure.any()
            assert set(answer.table.loc[blank & sure, "status"]) <= {"zero"}
            assert set(answer.table.loc[blank & ~sure, "status"]) <= {"no_known"}
            assert answer.complete is bool(sure.all())


@pytest.mark.parametrize("kind", TYPES)
def test_no_view_of_an_incomplete_list_says_nobody(kind):
    if whole(kind, "epci", "seat"):
        pytest.skip("this list is whole")
    selection = Selection(types=(kind,))
    one = portrait(load_catalogue(), TOULOUSE, selection=selection)
    for language in ("fr", "en"):
        for text in words_of(View(language=language, level="epci", selection=selection), one):
            assert not NOBODY[language].search(text), text[:400]


def words_of(view, one):
    """Give what the views of one type show, with the portrait of a territory."""
    catalogue, language = load_catalogue(), view.language
    answer = catalogue.answer(view.selection, view.level, by="seat", measure="count")
    found = gaps(catalogue, view.selection, view.level)
    rows = rank(found.table)
    figure = gap_view.figure(found, language, sort="population", setting="all")
    export = gap_files.ranking(
        catalogue, view, found, rows, sort="population", setting="all", created=date(2026, 11, 29)
    )
    shown = map_picture(catalogue, view, answer).payload()
    return [
        gap_view.cards(catalogue, view, found, found.table),
        gap_view.notes(catalogue, view, found),
        gap_view.first(catalogue, found, rows, language, sort="population"),
        str(shown["legend"]),
        *(shown["blanks"][letter] for letter in set(shown["classes"]) & set("nzx")),
        str(map_picture(catalogue, view, answer, figure=figure).payload()["legend"]),
        map_sheet(catalogue, view, answer).table.to_csv(),
        document(catalogue, one, language, created=date(2026, 11, 29)).tables["types"].written.to_csv(),
        export.rows.head(200).to_csv(),
        *export.about.selection.values(),
    ]


@pytest.mark.parametrize("kind", TYPES)
def test_a_portrait_reads_each_type_by_its_own_list(kind):
    catalogue = load_catalogue()
    for where in (TOULOUSE, Place("commune", "31555"), Place("departement", "31")):
        row = portrait(catalogue, where, selection=Selection(types=(kind,))).types.loc[kind]
        if row["here"]:
            assert row["status"] == "value"
            assert pd.isna(row["blank_chance"])
        else:
            assert row["status"] == ("zero" if whole(kind, where.level, "seat") else "no_known")
            assert row["blank_chance"] <= 1 or pd.isna(row["blank_chance"])


def test_the_map_tells_the_chance_of_each_blank_and_of_nothing_else():
    catalogue = load_catalogue()
    view = View(level="epci", selection=Selection(types=("tzcld",)))
    answer = catalogue.answer(view.selection, "epci", by="seat", measure="count")
    sent = map_picture(catalogue, view, answer).payload()
    blank = answer.table["initiatives"].eq(0).tolist()
    assert [one is not None for one in sent["chances"]] == blank
    assert sent["sure"] == 100 * SURE
    assert max(one for one in sent["chances"] if one is not None) < 100
    rows = territories(catalogue, view, answer, created=date(2026, 11, 29)).rows
    assert rows["blank_chance"].notna().sum() == sum(blank)
    other = View(level="epci", selection=Selection(types=("tepos",)))
    answer = catalogue.answer(other.selection, "epci", by="seat", measure="count")
    assert "chances" not in map_picture(catalogue, other, answer).payload()


def test_what_is_not_whole_never_reads_whole():
    lists = pd.DataFrame(
        {"known": [999], "placed": [999], "total": [1000], "share": [0.999], "whole": [False], "date": [None]}
    )
    assert gauged(lists, "en") == gauged(lists.assign(known=1000), "en")._replace(
        detail=say("list_of", "en", known="999", total="1,000", placed="999")
    )
    assert gauged(lists, "en").share == 0.99
    assert "99" in chance(0.9999, "en")
    assert chance(0.8999, "en") == say("blank_check", "en", share="89%")


def test_a_gauge_tells_its_list_or_how_many_are_of_unknown_extent():
    catalogue = load_catalogue()
    one = gauge(catalogue, Selection(types=("tzcld",)), "epci", "seat", "fr")
    lists = catalogue.lists("epci", "seat")
    assert one.share == pytest.approx(lists.loc["tzcld", "share"], abs=0.01)
    assert gauge(catalogue, Selection(types=("tepos",)), "epci", "seat", "fr").share is None
    every = gauge(catalogue, Selection(), "epci", "seat", "fr")
    assert str(int(lists["total"].isna().sum())) in every.words
    dated = lists.loc[["tetraa"]].assign(date="2025-07-10")
    assert "10 juillet 2025" in gauged(dated, "fr").words
