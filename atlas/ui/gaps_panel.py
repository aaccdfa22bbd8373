"""The sections of the page of gaps."""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from atlas.catalogue import Catalogue
from atlas.gaps import ALL, REFERENCES, SORTS, Gaps, coverage, gaps, rank
from atlas.portrait.beside import MOST
from atlas.territories.places import Place
from atlas.ui import filters
from atlas.ui.data_frames import Opens, frame
from atlas.ui.downloads import MAPS, Offer, downloads, today
from atlas.ui.map import panel as map_panel
from atlas.ui.map import side as side_panel
from atlas.views.choices import filter_title
from atlas.views.gaps import chart as gap_chart
from atlas.views.gaps import files as gap_files
from atlas.views.gaps import sentences
from atlas.views.gaps import view as gap_view
from atlas.views.link import View
from atlas.views.portrait.beside import beside_of
from atlas.vocabulary import OWN_LEVEL, PERIMETER, SETTINGS, Language, labels_in, place_level
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import number

# Seats that leave the colours of a map of France to be seen.
_MOST_SEATS = 150


def find(catalogue: Catalogue, view: View) -> Gaps | None:
    """Find the gaps of what the reader chose.

    At the shown level; None, and a word to the reader, where no initiative answers to the filters.
    """
    if catalogue.choose(view.selection.everywhere).empty:
        st.html(f'<p class="atlas-empty">{markup.text(say("gaps_empty", view.language))}</p>')
        return None
    reference = st.session_state["gaps_reference"]
    found = gaps(catalogue, view.selection, view.level, by=view.by, reference=reference)
    if st.session_state["gaps_sort"] not in gap_view.sorts(found):
        st.session_state["gaps_sort"] = gap_view.sorts(found)[0]
    return found


def sidebar_choices(catalogue: Catalogue, language: Language) -> None:
    """Draw what the page lets choose above the filters."""
    filters.level_choice(catalogue, language)
    filters.counting_choice(catalogue, language)
    st.selectbox(
        say("gaps_reference", language),
        REFERENCES,
        key="gaps_reference",
        format_func=lambda code: REFERENCES[code].to(language),
        help=say("gaps_reference_help", language),
    )


def draw_answer(catalogue: Catalogue, view: View, found: Gaps) -> None:
    """Draw the answer in one sentence, and how much of the lists it rests on."""
    st.html(f'<p class="atlas-lead">{markup.text(said(catalogue, view, found))}</p>')
    if view.selection.categories:
        # Of seats: taken for that of territories it would leave nearly everybody without an initiative.
        names = {"seats": filter_title(catalogue, "categories", view.language)}
        names["territories"] = say("gaps_setting", view.language)
        warned = markup.text(say("gaps_two_settings", view.language, **names))
        st.html(f'<p class="atlas-doubt">{warned}</p>')


def said(catalogue: Catalogue, view: View, found: Gaps) -> str:
    """Return the answer in one sentence."""
    setting = st.session_state["gaps_setting"]
    return sentences.answer(catalogue, view.selection, found, view.language, setting=setting)


def choices(found: Gaps, language: Language) -> None:
    """Draw what colours the map and orders the ranking."""
    with st.container(horizontal=True, gap="medium"):
        st.segmented_control(
            say("gaps_sort", language),
            gap_view.sorts(found),
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


def one_message(catalogue: Catalogue, view: View) -> View:
    """Keep seats off the colours, but those of one type: they are what is missing elsewhere.

    So many that they would hide the colours stay off as well.
    """
    return replace(view, points=view.points and _seats_fit(catalogue, view))


def drawing(catalogue: Catalogue, view: View) -> tuple[str, ...]:
    """Name the choices of drawing that the page has, see `atlas.ui.filters.DRAWING`."""
    return filters.DRAWING if _seats_fit(catalogue, view) else filters.TERRITORIES


def _seats_fit(catalogue: Catalogue, view: View) -> bool:
    return len(view.selection.types) == 1 and len(catalogue.choose(view.selection)) <= _MOST_SEATS


def draw_map(catalogue: Catalogue, view: View, found: Gaps, *, height: int = map_panel.HEIGHT) -> None:
    """Draw the map of the gaps, and say how to read it."""
    sort, setting = st.session_state["gaps_sort"], st.session_state["gaps_setting"]
    figure = gap_view.figure(found, view.language, sort=sort, setting=setting)
    table = gap_view.shown(found, setting)
    if words := gap_view.way_on(table, view.language, sort=sort):
        st.html(words)
    map_panel.draw(catalogue, view, found.answer, figure, height=height)
    st.html(gap_view.notes(catalogue, view, found))


def draw_side(catalogue: Catalogue, view: View, found: Gaps) -> None:
    """Draw the key figures, or the sheet of what was chosen on the map."""

    def remark(where: Place) -> str:
        mine = found.level == OWN_LEVEL and where.code in found.table.index
        if where.level == PERIMETER:
            # Else gaps are told of levels whose territories do not overlap.
            return gap_view.card(catalogue, found, where.code, view.language) if mine else ""
        there = found
        if where.level != found.level or where.code not in found.table.index:
            there = gaps(
                catalogue, view.selection.everywhere, where.level, by=view.by, reference=found.reference
            )
        return gap_view.card(catalogue, there, where.code, view.language)

    table = gap_view.shown(found, st.session_state["gaps_setting"])
    figures = gap_view.cards(catalogue, view, found, table)
    side_panel.draw(catalogue, view, found.answer, figures=figures, remark=remark)


def draw_ranking(catalogue: Catalogue, view: View, found: Gaps) -> None:
    """Draw the first gaps in sentences, then the whole ranking and its downloads."""
    language = view.language
    rows = _rows(found)
    chance = gap_view.chance_alone(rows, sort=st.session_state["gaps_sort"])
    if rows.empty:
        there = gap_view.shown(found, st.session_state["gaps_setting"])
        if len(there) and not there["left_out"].gt(0).any():
            st.html(f"<p>{markup.text(say('gaps_ranking_none', language))}</p>")
    else:
        title = "gaps_ranking_chance" if chance else f"gaps_ranking_{gap_view.certainty(found)}"
        st.html(f"<h2>{markup.text(say(title, language))}</h2>")
        if chance:
            st.html(f"<p>{markup.text(say('gaps_ranking_chance_note', language))}</p>")
        _ranked(catalogue, view, found, rows)
        if len(rows) > 1:
            first = [str(code) for code in rows.index[:MOST]]
            label = say("beside_ranked", language, n=str(len(first)))
            st.page_link(
                "pages/territoire.py",
                label=label,
                query_params=beside_of(view, found.level, first),
            )
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
    name = f"atlas-manques-{place_level(found.level)}"
    downloads(
        language,
        Offer(say("download_map", language), name, ranking, MAPS),
        Offer(say("download_ranking", language), name, ranking),
    )


def draw_table(catalogue: Catalogue, view: View, found: Gaps) -> None:
    """Draw the ranking alone."""
    head = _rows(found).head(gap_view.LISTED)
    table = gap_view.ranking(catalogue, found, head, view.language)
    frame(table, view.language, hide_index=True, height=420)


def _rows(found: Gaps) -> pd.DataFrame:
    table = gap_view.shown(found, ALL)
    return rank(table, sort=st.session_state["gaps_sort"], setting=st.session_state["gaps_setting"])


def _ranked(catalogue: Catalogue, view: View, found: Gaps, rows: pd.DataFrame) -> None:
    language, sort = view.language, st.session_state["gaps_sort"]
    st.html(gap_view.first(catalogue, found, rows, language, sort=sort))
    head = rows.head(gap_view.LISTED)
    counts = {"shown": number(len(head), language), "n": number(len(rows), language)}
    words = say("gaps_first_rows", language, **counts)
    with st.expander(words, key="gaps_ranked", on_change="rerun") as fold:
        if fold.open:
            take = partial(side_panel.open_territory, catalogue.curated, found.level)
            opens = Opens("gaps", list(head.index), take, partial(beside_of, view, found.level))
            table = gap_view.ranking(catalogue, found, head, language)
            frame(table, language, opens=opens, hide_index=True, height=420)


def draw_chart(catalogue: Catalogue, view: View) -> None:
    """Draw the population covered at every level, and its figures, once they are unfolded."""
    language = view.language
    with st.expander(say("gaps_chart", language), key="gaps_chart", on_change="rerun") as fold:
        if fold.open:
            _chart(catalogue, view)


def _chart(catalogue: Catalogue, view: View) -> None:
    language = view.language
    table = coverage(catalogue, view.selection, by=view.by)
    left, right = st.columns([11, 8], gap="large", vertical_alignment="center")
    with left:
        data = gap_chart.chart_data(table, language)
        st.vega_lite_chart(data, gap_chart.chart(language), theme=None, alt=say("gaps_chart", language))
    with right:
        st.html(gap_chart.chart_table(table, language))
    st.caption(say("gaps_chart_note", language, by=say(f"by_{view.by}", language)))
