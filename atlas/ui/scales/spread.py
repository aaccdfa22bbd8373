"""The section of the page of scales on how dynamics spread."""

from functools import partial

import streamlit as st

from atlas import spread
from atlas.catalogue import Catalogue
from atlas.spread import Dates
from atlas.ui.downloads import FILMS, MAPS, TABLES, Offer, downloads, today
from atlas.ui.map import panel as map_panel
from atlas.ui.map import side as side_panel
from atlas.ui.scales.choices import seed
from atlas.views.link import View
from atlas.views.lists import gauge
from atlas.views.map.types import short_type
from atlas.views.spread import charts, files, sentences
from atlas.views.spread import map as spread_map
from atlas.views.spread.files import Asked
from atlas.words import html as markup
from atlas.words import say


def draw(catalogue: Catalogue, view: View) -> None:
    """Draw how the chosen type spread; of several types, what can be asked of each."""
    language = view.language
    told = spread.overview(catalogue, view.selection, view.by)
    st.session_state["spread_one"] = len(told) == 1
    if len(told) != 1:
        st.html(_paragraph(say("spread_choose", language)))
        st.html(sentences.types_table(catalogue, told, language))
        _take(catalogue, view, _asked(None), ("types",))
        return
    dates = spread.start_dates(catalogue, view.selection, kind=st.session_state["spread_kind"], by=view.by)
    name = short_type(catalogue, dates.type, language)
    st.html(f"<h2>{markup.text(say('spread_question', language, type=name))}</h2>")
    _choose_kind(dates, view)
    st.html(_paragraph(sentences.dated(dates, language)))
    if notes := sentences.left_out(catalogue, view, dates):
        st.caption(markup.plain(" ".join(notes)))
    year = None if dates.why else _growth(catalogue, view, dates)
    if not dates.why:
        _nearness(catalogue, view, dates)
    asked = _asked(None if dates.why or year == spread_map.last_year(dates) else year)
    _take(catalogue, view, asked, tuple(files.tables(catalogue, view, asked)))


def _paragraph(sentence: str) -> str:
    return f'<p class="atlas-answer">{markup.text(sentence)}</p>'


def _choose_kind(dates: Dates, view: View) -> None:
    language, state = view.language, st.session_state
    if state["spread_kind"] == dates.usual:
        state["spread_kind"] = ""
    # What a link asks for may be a kind that this type has not.
    others = [kind for kind in spread.STARTS if kind in dates.kinds or kind == state["spread_kind"]]
    offered = ["", *(kind for kind in others if kind != dates.usual)]
    if len(offered) > 1:
        st.selectbox(
            say("spread_kind", language),
            offered,
            key="spread_kind",
            format_func=lambda kind: sentences.kind_name(kind or dates.usual, language),
            width=320,
        )


def _growth(catalogue: Catalogue, view: View, dates: Dates) -> int:
    """Draw the map at a date, and how many and whom it reached; return the year."""
    language, kind = view.language, st.session_state["spread_kind"]
    first, last = int(dates.years.min()), spread_map.last_year(dates)
    year = int(min(max(st.session_state["spread_year"] or last, first), last))
    growth = spread.growth(catalogue, dates)
    reach = spread.reach(catalogue, view.selection, kind=kind, by=view.by)
    left, right = st.columns([11, 5], gap="medium")
    with left:
        plain, answer, figure = spread_map.at(catalogue, view, dates, year)
        map_panel.draw(catalogue, plain, answer, figure)
        if first < last:
            st.session_state["spread_slider"] = year
            st.slider(
                say("spread_year", language), first, last, key="spread_slider", on_change=_slid, args=(last,)
            )
    with right:
        known = gauge(catalogue, view.selection, view.level, view.by, language)
        figures = sentences.cards(growth, reach, view, year, known)
        side_panel.draw(catalogue, view, answer, figures=figures)
    if first < last:
        one, other = st.columns(2, gap="medium")
        with one:
            st.html(f"<h3>{markup.text(say('spread_growth', language))}</h3>")
            chart = charts.growth_chart(growth, year, language)
            st.altair_chart(chart, theme=None, alt=say("spread_growth", language))
        with other:
            st.html(f"<h3>{markup.text(say('spread_reach', language))}</h3>")
            st.altair_chart(
                charts.reach_chart(reach, language), theme=None, alt=say("spread_reach", language)
            )
            st.caption(say("spread_reach_note", language))
    return year


def _slid(last: int) -> None:
    year = st.session_state["spread_slider"]
    st.session_state["spread_year"] = None if year == last else year


def _nearness(catalogue: Catalogue, view: View, dates: Dates) -> None:
    language = view.language
    st.html(f"<h2>{markup.text(say('spread_test', language))}</h2>")
    found = spread.nearness(
        catalogue, view.selection, kind=st.session_state["spread_kind"], by=view.by, seed=seed()
    )
    if found is None:
        st.html(_paragraph(sentences.untested(dates, language)))
        return
    st.html(_paragraph(sentences.verdict(found, language)))
    st.caption(sentences.method(dates, language))
    with st.expander(say("spread_tries", language), key="spread_all", on_change="rerun") as fold:
        if fold.open:
            st.html(sentences.tries(found, language))


def _asked(year: int | None) -> Asked:
    return Asked(st.session_state["spread_kind"], year, seed(), today())


def _take(catalogue: Catalogue, view: View, asked: Asked, names: tuple[str, ...]) -> None:
    language = view.language
    offers = [
        Offer(
            say(f"spread_file_{name}", language),
            f"atlas-diffusion-{name}",
            partial(files.table, catalogue, view, asked, name),
            TABLES,
        )
        for name in names
        if name != "initiatives"
    ]
    if "growth" in names:
        made = partial(files.table, catalogue, view, asked, "initiatives")
        offers.insert(0, Offer(say("spread_file_film", language), "atlas-diffusion", made, (*FILMS, *MAPS)))
        offers.append(
            Offer(
                say("spread_file_whole", language),
                "atlas-diffusion-tout",
                partial(files.whole, catalogue, view, asked),
                ("xlsx",),
            )
        )
    downloads(language, *offers)
