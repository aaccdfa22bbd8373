"""The sections of the page of gaps."""

from functools import partial

import pandas as pd
import streamlit as st

from atlas.catalogue import Catalogue
from atlas.gaps import ALL, REFERENCES, SORTS, Gaps, coverage, gaps, rank
from atlas.territories.places import Place
from atlas.ui import filters
from atlas.ui.data_frames import frame
from atlas.ui.downloads import MAPS, Offer, downloads, today
from atlas.ui.map import panel as map_panel
from atlas.ui.map import side as side_panel
from atlas.views.gaps import chart as gap_chart
from atlas.views.gaps import files as gap_files
from atlas.views.gaps import view as gap_view
from atlas.views.link import View
from atlas.views.map.figure import shown_level
from atlas.vocabulary import SETTINGS, Language, labels_in
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import number


def find(catalogue: Catalogue, view: View) -> Gaps | None:
    """Find the gaps of what the reader chose.

    At the shown level; None, and a word to the reader, where no initiative answers to the filters.
    """
    if catalogue.choose(view.selection).empty:
        st.html(f'<p class="atlas-empty">{markup.text(say("gaps_empty", view.language))}</p>')
        return None
    reference = st.session_state["gaps_reference"]
    return gaps(catalogue, view.selection, shown_level(view), by=view.by, reference=reference)


def sidebar_choices(catalogue: Catalogue, language: Language) -> None:
    """Draw what the page lets choose above the filters."""
    filters.level_choice(language)
    filters.counting_choice(catalogue, language)
    st.selectbox(
        say("gaps_reference", language),
        REFERENCES,
        key="gaps_reference",
        format_func=lambda code: REFERENCES[code].to(language),
        help=say("gaps_reference_help", language),
    )


def choices(language: Language) -> None:
    """Draw what colours the map and orders the ranking."""
    with st.container(horizontal=True, gap="medium"):
        st.segmented_control(
            say("gaps_sort", language),
            SORTS,
            key="gaps_sort",
            format_func=lambda code: SORTS[code].to(language),
            required=True,
            width="content",
        )
        names = {ALL: say("gaps_setting_all", language)} | labels_in(SETTINGS, language)
        st.segmented_control(
            say("gaps_setting", language),
            names,
            key="gaps_setting",
            format_func=names.__getitem__,
            required=True,
            width="content",
        )


def draw_map(catalogue: Catalogue, view: View, found: Gaps) -> None:
    """Draw the map of the gaps, and say how to read it."""
    sort, setting = st.session_state["gaps_sort"], st.session_state["gaps_setting"]
    figure = gap_view.figure(found, view.language, sort=sort, setting=setting)
    table = gap_view.shown(catalogue, view, found, setting)
    if words := gap_view.way_on(table, view.language, sort=sort):
        st.html(words)
    map_panel.draw(catalogue, view, found.answer, figure)
    st.html(gap_view.notes(catalogue, view, found))


def draw_side(catalogue: Catalogue, view: View, found: Gaps) -> None:
    """Draw the key figures, or the sheet of what was chosen on the map."""

    def remark(where: Place) -> str:
        there = found
        if where.level != found.level:
            there = gaps(catalogue, view.selection, where.level, by=view.by, reference=found.reference)
        return gap_view.card(catalogue, there, where.code, view.language)

    table = gap_view.shown(catalogue, view, found, st.session_state["gaps_setting"])
    figures = gap_view.cards(catalogue, view, found, table)
    side_panel.draw(catalogue, view, found.answer, figures=figures, remark=remark)


def draw_ranking(catalogue: Catalogue, view: View, found: Gaps) -> None:
    """Draw the first gaps in sentences, then the whole ranking and its downloads."""
    language = view.language
    table = gap_view.shown(catalogue, view, found, ALL)
    rows = rank(table, sort=st.session_state["gaps_sort"], setting=st.session_state["gaps_setting"])
    chance = gap_view.chance_alone(rows, sort=st.session_state["gaps_sort"])
    title = say("gaps_ranking_chance" if chance else "gaps_ranking", language)
    st.html(f"<h3>{markup.text(title)}</h3>")
    if rows.empty:
        st.html(f"<p>{markup.text(say('gaps_ranking_none', language))}</p>")
    else:
        if chance:
            st.html(f"<p>{markup.text(say('gaps_ranking_chance_note', language))}</p>")
        _ranked(catalogue, found, rows, language)
    ranking = partial(
        gap_files.ranking,
        catalogue,
        view,
        found,
        rows,
        sort=st.session_state["gaps_sort"],
        setting=st.session_state["gaps_setting"],
        created=today(),
    )
    name = f"atlas-manques-{found.level}"
    downloads(
        language,
        Offer(say("download_map", language), name, ranking, MAPS),
        Offer(say("download_ranking", language), name, ranking),
    )


def _ranked(catalogue: Catalogue, found: Gaps, rows: pd.DataFrame, language: Language) -> None:
    sort = st.session_state["gaps_sort"]
    st.html(gap_view.first(catalogue, found, rows, language, sort=sort))
    with st.expander(say("gaps_all_rows", language, n=number(len(rows), language))):
        frame(gap_view.ranking(catalogue, found, rows, language), language, height=420)


def draw_chart(catalogue: Catalogue, view: View) -> None:
    """Draw the population covered at every level, and its figures."""
    language = view.language
    table = coverage(catalogue, view.selection, by=view.by)
    st.html(f"<h3>{markup.text(say('gaps_chart', language))}</h3>")
    left, right = st.columns([11, 8], gap="large", vertical_alignment="center")
    with left:
        drawn = gap_chart.chart(table, language)
        st.altair_chart(drawn, theme=None, alt=say("gaps_chart", language))
    with right:
        st.html(gap_chart.chart_table(table, language))
    st.caption(say("gaps_chart_note", language, by=say(f"by_{view.by}", language)))
