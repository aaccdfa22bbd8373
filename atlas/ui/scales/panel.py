"""The sections of the page of scales."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from atlas import scales
from atlas.catalogue import Answer, Catalogue
from atlas.exports.columns import DICTIONARY
from atlas.exports.content import Export
from atlas.scales import listing as files
from atlas.scales.crossing import facts
from atlas.ui.data_frames import frame
from atlas.ui.downloads import MAPS, Offer, downloads
from atlas.ui.indicator import panel as indicator_panel
from atlas.ui.map import panel as map_panel
from atlas.ui.map import side as side_panel
from atlas.ui.page_frame import switch
from atlas.ui.scales import perimeters as perimeters_panel
from atlas.ui.scales import spread as spread_panel
from atlas.ui.scales import zonings as zonings_panel
from atlas.ui.scales.choices import asked, seed
from atlas.ui.scales.downloads import described, offer
from atlas.views.brought.level import levels_of
from atlas.views.link import View
from atlas.views.lists import gauge
from atlas.views.map.figure import Figure
from atlas.views.scales import charts as scale_charts
from atlas.views.scales import files as scale_files
from atlas.views.scales import map as scale_map
from atlas.views.scales import methods as scale_methods
from atlas.views.scales import ties as ties_view
from atlas.views.scales import view as scale_view
from atlas.views.scales.choices import MAPS as COLOURINGS
from atlas.views.scales.choices import OWN, PAIRS, SECTIONS
from atlas.views.scales.command import folded
from atlas.views.scales.files import Asked
from atlas.views.scales.small import small_maps
from atlas.vocabulary import OWN_LEVEL, Language, place_level
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import number


def choose_section(language: Language) -> None:
    """Draw the switch between sections."""
    names = {code: say(f"scales_section_{code}", language) for code in SECTIONS}
    switch("scales_section", say("scales_section", language), names)


def shows_map() -> bool:
    """Check whether the open section has a map."""
    return st.session_state["scales_section"] in ("echelles", "diffusion", "indicateur")


def draw(catalogue: Catalogue, view: View) -> None:
    """Draw the open section."""
    section = st.session_state["scales_section"]
    if view.inside and section in ("echelles", "zonages"):
        st.caption(say("scales_place", view.language))
    if section == "methode":
        st.html(scale_methods.methods(view.language))
        downloads(view.language, described(catalogue, view, *DICTIONARY))
    elif catalogue.choose(view.selection.everywhere).empty or (
        section in ("perimetres", "associations", "diffusion", "indicateur")
        and catalogue.choose(view.selection).empty
    ):
        st.html(f'<p class="atlas-empty">{markup.text(say("empty", view.language))}</p>')
    elif section == "echelles":
        _levels(catalogue, view)
    elif section == "zonages":
        zonings_panel.draw(catalogue, replace(view, selection=view.selection.everywhere))
    elif section == "perimetres":
        perimeters_panel.draw(catalogue, view)
    elif section == "diffusion":
        spread_panel.draw(catalogue, view)
    elif section == "indicateur":
        indicator_panel.draw(catalogue, view)
    else:
        _ties(catalogue, view)
    chosen = {key: st.session_state[key] for key in OWN}
    if line := folded(catalogue, view, section, chosen, view.language):
        st.html(line)


def _levels(catalogue: Catalogue, view: View) -> None:
    view = replace(view, points=False)
    language, level, indicator = view.language, view.level, st.session_state["scales_indicator"]
    # Neighbours across the limits of the place count: all of France is asked, the place is shown.
    france = replace(view, selection=view.selection.everywhere)
    there = catalogue.answer(view.selection, level, by=view.by, measure="count")
    found = scales.values(catalogue, france.selection, level, indicator=indicator, by=view.by)
    # Those of all communes would take minutes.
    compared = level != "commune" or bool(view.inside)
    colouring = st.session_state["scales_map"] if compared else "valeurs"
    # Ten thousand permutations of each territory: only who asks for clusters waits for them.
    near = None if colouring == "valeurs" else _clusters(catalogue, france, asked(), level, there)
    everyone = there.table.index
    st.html(zonings_panel.opening(catalogue, france))
    left, right = st.columns([11, 5], gap="medium")
    with left:
        if near is None:
            figure = scale_map.values_figure(found, everyone, view, indicator)
        else:
            corrected = colouring == "grappes"
            figure = scale_map.clusters_figure(near, everyone, view, indicator, corrected=corrected)
        map_panel.draw(catalogue, view, there, figure)
        if compared:
            st.segmented_control(
                say("scales_map", language),
                COLOURINGS,
                key="scales_map",
                format_func=lambda code: say(f"scales_map_{code}", language),
                required=True,
            )
        else:
            st.caption(say("scales_clusters_place", language))
    with right:
        own = _effect(catalogue, france, asked(), (level,)).loc[[level]].iloc[0]
        side_panel.draw(catalogue, view, found.answer, figures=scale_view.cards(own, near, language))
        known = gauge(catalogue, view.selection, level, view.by, language)
        certain = view.selection.certain
        notes = scale_view.notes(found, own, indicator, language, known=known, certain=certain)
        if notes:
            st.html(notes)
        if level == OWN_LEVEL:
            st.caption(scale_view.own_level(catalogue.geography, language))
    with st.expander(say("scales_table", language), key="scales_compared", on_change="rerun") as fold:
        if fold.open:
            shown = scale_map.values_figure(found, everyone, view, indicator)
            if maps := small_maps(catalogue, view, shown, indicator):
                st.html(maps)
            _compare(catalogue, france, level)
    _take_levels(catalogue, view, there, figure)


def _take_levels(catalogue: Catalogue, view: View, there: Answer, figure: Figure) -> None:
    language, level, every = view.language, view.level, levels_of(catalogue)
    how, france = asked(), replace(view, selection=view.selection.everywhere)

    def shown() -> Export:
        compared = level != "commune" or bool(view.inside)
        near = (
            _clusters(catalogue, france, how, level, there)
            if compared
            else scales.uncompared(catalogue, france.selection, level, indicator=how.indicator, by=view.by)
        )
        near = near.reset_index().assign(level=level)
        return scale_files.territories(catalogue, view, how, there, rows=near, figure=figure)

    name = f"atlas-echelles-{place_level(level)}"
    downloads(
        language,
        Offer(say("download_map", language), name, shown, MAPS),
        Offer(say("scales_file_clusters", language), "atlas-echelles-grappes", shown),
        offer(catalogue, france, "scale_effect", "niveaux", lambda: _effect(catalogue, france, how, every)),
        offer(catalogue, france, "lorenz", "courbes", lambda: _lorenz(catalogue, france, how)),
        described(catalogue, france, "scale_effect", "clusters", "lorenz"),
    )


def _clusters(catalogue: Catalogue, view: View, how: Asked, level: str, there: Answer) -> pd.DataFrame:
    members = there.table.index if level == "commune" else None
    return scales.clusters(
        catalogue,
        view.selection,
        level,
        indicator=how.indicator,
        by=view.by,
        seed=how.seed,
        codes=members,
    )


def _effect(catalogue: Catalogue, view: View, how: Asked, levels: tuple[str, ...]) -> pd.DataFrame:
    return scales.scale_effect(
        catalogue, view.selection, indicator=how.indicator, by=view.by, levels=levels, seed=how.seed
    )


def _lorenz(catalogue: Catalogue, view: View, how: Asked) -> pd.DataFrame:
    return files.lorenz_table(
        catalogue, view.selection, indicator=how.indicator, by=view.by, levels=levels_of(catalogue)
    )


def _compare(catalogue: Catalogue, view: View, level: str) -> None:
    language, indicator = view.language, st.session_state["scales_indicator"]
    about = scales.INDICATORS[indicator].label.to(language)
    caption = say("scales_table_caption", language, indicator=about, by=say(f"by_{view.by}", language))
    whole = _effect(catalogue, view, asked(), levels_of(catalogue))
    st.html(scale_view.levels_table(whole, indicator, language, caption=caption, shown=level))
    st.caption(say("scales_table_note", language))
    if OWN_LEVEL in whole.index and level != OWN_LEVEL:
        st.caption(scale_view.own_level(catalogue.geography, language))
    dashes = scale_view.undefined_note(whole, language)
    if dashes:
        st.caption(dashes)
    _curves(_lorenz(catalogue, view, asked()), language)


def _curves(curves: pd.DataFrame, language: Language) -> None:
    if curves.empty:
        return
    st.html(f"<h2>{markup.text(say('scales_lorenz', language))}</h2>")
    left, right = st.columns([11, 5], gap="medium", vertical_alignment="center")
    with left:
        title = say("scales_lorenz", language)
        st.altair_chart(scale_charts.lorenz_chart(curves, language), theme=None, alt=title)
    with right:
        st.caption(say("scales_lorenz_note", language))


def _ties(catalogue: Catalogue, view: View) -> None:
    language = view.language
    found = scales.associations(catalogue, view.selection, seed=seed())
    st.html(ties_view.ties_table(found, language))
    st.caption(say("scales_ties_note", language))
    names = {
        pair: say(
            "scales_ties_by",
            language,
            first=scales.FACTORS[pair.split("-")[0]].to(language),
            second=scales.FACTORS[pair.split("-")[1]].to(language),
        )
        for pair in PAIRS
    }
    st.segmented_control(
        say("scales_ties_pair", language),
        PAIRS,
        key="scales_pair",
        format_func=names.__getitem__,
        required=True,
    )
    first, second = st.session_state["scales_pair"].split("-")
    known = facts(catalogue, view.selection)
    crossed = ties_view.cross(catalogue, known, (first, second), language)
    if len(crossed) <= 1:
        st.caption(say("scales_ties_none", language))
    else:
        frame(crossed, language, height="content")
    row = found.table.set_index(["first", "second"]).loc[(first, second)]
    st.caption(say("scales_ties_unknown", language, n=number(row["unknown"], language)))
    downloads(
        language,
        offer(catalogue, view, "associations", "tests", lambda: found.table),
        offer(catalogue, view, "counts", "effectifs", lambda: found.counts),
        described(catalogue, view, "associations", "counts"),
    )
