"""« Où agir ensuite »: a section of the page of gaps, computed where it is open."""

from functools import partial

import streamlit as st

from atlas.catalogue import Catalogue
from atlas.errors import EmptySelectionError, UnknownChoiceError
from atlas.exports.content import Export
from atlas.next import WEIGHTS, Plan, Wish, suggest
from atlas.territories.places import is_place
from atlas.ui import filters
from atlas.ui.data_frames import frame
from atlas.ui.downloads import MAPS, Offer, downloads, today
from atlas.ui.map import panel as map_panel
from atlas.ui.map import side as side_panel
from atlas.ui.map.alone import Alone
from atlas.ui.page_frame import draw_alone, switch
from atlas.views.choices import Choice
from atlas.views.link import View
from atlas.views.next import chart as next_chart
from atlas.views.next import files as next_files
from atlas.views.next import map as next_map
from atlas.views.next import view as next_view
from atlas.views.next.choices import OPEN, OWN, VIEWS, WAYS, listed, wish
from atlas.vocabulary import LEVELS, Language
from atlas.words import html as markup
from atlas.words import say

# A file of one table, and one of both.
_APART, _TOGETHER = ("csv", "tableur.csv", "geojson", "parquet"), ("xlsx", "gpkg")


def choices() -> dict[str, Choice]:
    """Return the widgets of the section; where it is closed, the switch alone: a run then costs no more."""
    return OWN if is_open() else {"gaps_view": OWN["gaps_view"]}


def arriving() -> dict[str, Choice]:
    """Return them before the address is read, which may open the section."""
    return OWN if st.query_params.get(OWN["gaps_view"].parameter) == OPEN else choices()


def choose_view(language: Language) -> None:
    """Draw the switch between the gaps and where next."""
    names = {code: say(f"gaps_view_{code}", language) for code in VIEWS}
    switch("gaps_view", say("gaps_view", language), names)


def is_open() -> bool:
    """Check whether where next is asked for."""
    return bool(st.session_state.get("gaps_view") == OPEN)


def draw(catalogue: Catalogue, view: View, shown: Alone | None) -> None:
    """Draw the section, or the part of it that is shown alone."""
    language = view.language
    if shown is None:
        _choices(language)
        filters.sidebar(catalogue, language, choices=partial(_sidebar_choices, catalogue))
    plan = _find(catalogue, view)
    if plan is None:
        return
    said = next_view.answer(catalogue, view.selection, plan, language)
    if shown is not None:
        part = partial(_map, catalogue, view, plan, height=shown.height)
        if shown.what == "table":
            part = partial(_table, catalogue, plan, language)
        draw_alone(said, catalogue, language, part, sourced=shown.what == "map")
        return
    st.html(f'<p class="atlas-lead">{markup.text(said)}</p>')
    left, right = st.columns([11, 5], gap="medium")
    with left:
        _map(catalogue, view, plan)
    with right:
        answer = catalogue.answer(view.selection, view.level, by=view.by, measure="count")
        side_panel.draw(catalogue, view, answer, figures=next_view.cards(catalogue, view, plan))
    if not plan.places.empty:
        _places(catalogue, view, plan)
        _curve(plan, language)
    st.html(next_view.left_out(catalogue, view, plan))


def _choices(language: Language) -> None:
    """Draw what is asked for."""
    with st.container(horizontal=True, gap="medium"):
        for key, ways in (
            ("next_weight", {code: label.to(language) for code, label in WEIGHTS.items()}),
            ("next_how", {code: say(f"next_how_{code}", language) for code in WAYS}),
        ):
            st.segmented_control(
                say(key, language),
                ways,
                key=key,
                format_func=ways.__getitem__,
                required=True,
                width="content",
                help=say("next_how_help", language) if key == "next_how" else None,
            )


def _sidebar_choices(catalogue: Catalogue, language: Language) -> None:
    """Draw how many places, how far, and which communes may be chosen, above the filters."""
    st.select_slider(say("next_k", language), sorted(OWN["next_k"].choices, key=int), key="next_k")
    filters.distance_choice(OWN, "next_km", language, note=say("next_km_help", language))
    st.selectbox(
        say("next_least", language),
        OWN["next_least"].choices,
        key="next_least",
        format_func=lambda n: next_view.least(int(n), language),
    )
    st.selectbox(
        say("next_level", language),
        OWN["next_level"].choices,
        key="next_level",
        format_func=lambda code: LEVELS[code].to(language),
        help=say("next_level_help", language),
    )
    st.text_input(say("next_among", language), key="next_among", help=say("next_among_help", language))
    filters.level_choice(catalogue, language)


def _find(catalogue: Catalogue, view: View) -> Plan | None:
    """Look for the places; None, and a word to the reader, where there is no answer."""
    language, asked = view.language, _asked(catalogue, view.language)
    if catalogue.choose(view.selection.everywhere).empty:
        _nothing("gaps_empty", language)
        return None
    try:
        if not asked.exact:
            return suggest(catalogue, view.selection, asked)
        with st.spinner(say("next_searching", language)):
            return suggest(catalogue, view.selection, asked)
    except EmptySelectionError:
        _nothing("next_no_candidate", language)
    except UnknownChoiceError:
        _nothing("next_no_chance", language)
    return None


def _nothing(key: str, language: Language) -> None:
    st.html(f'<p class="atlas-empty">{markup.text(say(key, language))}</p>')


def _asked(catalogue: Catalogue, language: Language) -> Wish:
    """Read what is asked for; unknown territories of the reader's own list are told and left out."""
    held = {key: st.session_state[key] for key in OWN}
    named = listed(held["next_among"])
    unknown = [one for one in named if not is_place(catalogue.geography, one)]
    if unknown:
        names = ", ".join(markup.plain(one) for one in unknown)
        st.warning(say("next_among_unknown", language, names=names))
    known = [one for one in named if one not in unknown]
    return wish(held | {"next_among": ",".join(known)})


def _map(catalogue: Catalogue, view: View, plan: Plan, *, height: int = map_panel.HEIGHT) -> None:
    answer = catalogue.answer(view.selection, view.level, by=view.by, measure="count")
    figure = next_map.figure(catalogue, view, plan, answer)
    above = next_map.overlay(catalogue, plan, view.language)
    map_panel.draw(catalogue, view, answer, figure, overlay=above, height=height)


def _table(catalogue: Catalogue, plan: Plan, language: Language) -> None:
    frame(next_view.shown(catalogue, plan, language), language, height=420)


def _places(catalogue: Catalogue, view: View, plan: Plan) -> None:
    language = view.language
    st.html(
        f"<h2>{markup.text(say('next_places', language))}</h2>{next_view.places(catalogue, plan, language)}"
    )
    whole = partial(next_files.whole, catalogue, view, plan, created=today())

    def communes() -> Export:
        return whole().parts[0]

    name = "atlas-ou-agir"
    downloads(
        language,
        Offer(say("download_map", language), name, whole, MAPS),
        Offer(say("next_file_places", language), name, whole, (*_APART, *_TOGETHER)),
        Offer(say("next_file_reached", language), f"{name}-communes", communes, _APART),
    )


def _curve(plan: Plan, language: Language) -> None:
    left, right = st.columns([11, 8], gap="large")
    with left:
        title = say("next_curve", language)
        st.html(f"<h2>{markup.text(title)}</h2>")
        data = next_chart.chart_data(plan, language)
        st.vega_lite_chart(data, next_chart.chart(language), theme=None, alt=title)
        st.caption(say("next_curve_note", language))
    with right:
        st.html(f"<h2>{markup.text(say('next_settings', language))}</h2>")
        st.html(next_view.settings_table(plan, language))
