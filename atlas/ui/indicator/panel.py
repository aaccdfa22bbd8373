"""« Un indicateur à vous », a section of the page of scales; computes nothing where nothing was brought."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

import pandas as pd
import streamlit as st

from atlas.catalogue import Catalogue
from atlas.indicator import (
    PERMUTATIONS,
    Crossing,
    Indicator,
    crossing,
    crossings,
    describe,
    listing,
    unzoned,
)
from atlas.ui.downloads import MAPS, TABLES, Offer, downloads, today
from atlas.ui.indicator import file as brought_file
from atlas.ui.map import panel as map_panel
from atlas.ui.map import side as side_panel
from atlas.ui.scales.choices import seed
from atlas.ui.visit import held
from atlas.views.about import named
from atlas.views.indicator import chart, files, sentences
from atlas.views.indicator import map as indicator_map
from atlas.views.indicator.files import Asked
from atlas.views.link import View
from atlas.views.lists import gauge
from atlas.vocabulary import Language
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import number

# What was computed for this reader, held by the visit.
_FOUND, _MOST = "indicator found", 12
_Answer = TypeVar("_Answer")


def draw(catalogue: Catalogue, view: View) -> None:
    """Draw the section: the file, then its indicator beside known presence."""
    language = view.language
    st.html(f"<h2>{markup.text(named(catalogue, view, say('indicator_question', language)))}</h2>")
    brought = brought_file.choose(catalogue, language)
    if brought is None:
        return
    indicator = brought_file.columns(catalogue, brought, language)
    _ledger(catalogue, indicator, language)
    if indicator.known.empty:
        st.warning(say("indicator_no_value", language))
        return
    view = replace(view, level=indicator.level, points=view.points and len(view.selection.types) == 1)
    there = catalogue.answer(view.selection, view.level, by=view.by, measure="count")
    said = st.container()
    left, right = st.columns([11, 5], gap="medium")
    # The map is on its way before anything is tested.
    with left:
        figure = indicator_map.figure(indicator, there.table.index, language, brought=brought.name)
        map_panel.draw(catalogue, view, there, figure)
    with said:
        found = _cross(catalogue, view, indicator)
        _say(indicator, found, language)
    with right:
        side_panel.draw(catalogue, view, there, figures=_cards(catalogue, view, indicator, found))
    _fifths(indicator, found, language)
    types = _types(catalogue, view, indicator)
    _zonings(catalogue, indicator, language)
    with st.expander(say("indicator_method", language)):
        st.caption(sentences.method(language))
    st.caption(say("indicator_link", language))
    asked = Asked(indicator, found, types, seed(), brought.name, today())
    _take(catalogue, view, asked)


def _kept(asked: tuple[object, ...], compute: Callable[[], _Answer]) -> _Answer:
    """Return what was asked before, or compute it; kept for this visit alone, as the file is."""
    answers: OrderedDict[tuple[object, ...], _Answer] = held().setdefault(_FOUND, OrderedDict())
    if asked not in answers:
        answers[asked] = compute()
        while len(answers) > _MOST:
            answers.popitem(last=False)
    return answers[asked]


def _ledger(catalogue: Catalogue, indicator: Indicator, language: Language) -> None:
    st.html(f'<p class="atlas-kind">{markup.text(sentences.ledger_line(indicator, language))}</p>')
    with st.expander(say("indicator_ledger_all", language), key="indicator_lines", on_change="rerun") as fold:
        if fold.open:
            st.html(sentences.ledger_tables(catalogue, indicator, language))
    if indicator.raised:
        st.caption(say("indicator_raised", language))


def _cross(catalogue: Catalogue, view: View, indicator: Indicator) -> Crossing:
    draws = seed()
    with st.spinner(say("indicator_testing", view.language, n=number(PERMUTATIONS, view.language))):
        return _kept(
            ("crossing", indicator, view.selection, view.by, draws),
            lambda: crossing(catalogue, indicator, view.selection, by=view.by, seed=draws),
        )


def _say(indicator: Indicator, found: Crossing, language: Language) -> None:
    sentence = markup.text(sentences.verdict_sentence(indicator, found, language))
    doubts = "".join(
        f'<p class="atlas-doubt">{markup.text(one)}</p>' for one in sentences.doubts(found, language)
    )
    st.html(f'<p class="atlas-answer">{sentence}</p>{doubts}')


def _cards(catalogue: Catalogue, view: View, indicator: Indicator, found: Crossing) -> str:
    draws = seed()
    told = _kept(
        ("figures", indicator, view.inside, draws),
        lambda: describe(indicator, catalogue.geography, codes=found.table.index, seed=draws),
    )
    known = gauge(catalogue, view.selection, view.level, view.by, view.language)
    return sentences.cards(indicator, told, found, view.language, known)


def _fifths(indicator: Indicator, found: Crossing, language: Language) -> None:
    title = say("indicator_fifths", language)
    st.html(f"<h3>{markup.text(title)}</h3>")
    left, right = st.columns([11, 5], gap="medium", vertical_alignment="center")
    with left:
        data = chart.chart_data(indicator, found, language)
        st.vega_lite_chart(data, chart.fifths_chart(language), theme=None, alt=title)
    with right:
        st.caption(say("indicator_fifths_note", language))
    with st.expander(
        say("indicator_fifths_figures", language), key="indicator_shares", on_change="rerun"
    ) as fold:
        if fold.open:
            st.html(sentences.fifths_table(indicator, found, language))


def _types(catalogue: Catalogue, view: View, indicator: Indicator) -> Callable[[], pd.DataFrame]:
    language, chosen, by, draws = view.language, view.selection, view.by, seed()

    def every() -> pd.DataFrame:
        return _kept(
            ("types", indicator, chosen, by, draws),
            lambda: crossings(catalogue, indicator, chosen, by=by, seed=draws),
        )

    # Of one type alone the answer stands above.
    if len(chosen.types) != 1:
        with st.expander(say("indicator_types", language), key="indicator_each", on_change="rerun") as fold:
            if fold.open:
                st.html(sentences.types_table(catalogue, every(), language))
    return every


def _zonings(catalogue: Catalogue, indicator: Indicator, language: Language) -> None:
    with st.expander(say("indicator_zonings", language), key="indicator_zoned", on_change="rerun") as fold:
        if not fold.open:
            return
        if why := unzoned(indicator):
            st.caption(sentences.unzoned_sentence(why, language))
            return
        table = _kept(("zonings", indicator), lambda: listing.zonings_table(catalogue, indicator))
        st.html(sentences.zonings_html(indicator, table, language))


def _take(catalogue: Catalogue, view: View, asked: Asked) -> None:
    language = view.language
    made = {
        name: partial(files.table, catalogue, view, asked, name) for name in files.tables(asked.indicator)
    }
    name = "atlas-indicateur"
    downloads(
        language,
        Offer(say("indicator_file_territories", language), name, made["territories"], MAPS),
        Offer("", f"{name}-territoires", made["territories"]),
        *(
            Offer(say(f"indicator_file_{one}", language), f"{name}-{one}", made[one], TABLES)
            for one in made
            if one != "territories"
        ),
        Offer(
            say("indicator_file_whole", language),
            f"{name}-tout",
            partial(files.whole, catalogue, view, asked),
            ("xlsx",),
        ),
    )
