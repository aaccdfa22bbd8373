"""The sections of the page of scales."""

from functools import partial

import pandas as pd
import streamlit as st

from atlas import scales
from atlas.catalogue import Catalogue
from atlas.exports.columns import DICTIONARY
from atlas.scales import listing as files
from atlas.scales.crossing import facts
from atlas.ui.data_frames import frame
from atlas.ui.downloads import MAPS, Offer, downloads
from atlas.ui.map import panel as map_panel
from atlas.ui.map import side as side_panel
from atlas.ui.scales import zonings as zonings_panel
from atlas.ui.scales.choices import asked, seed
from atlas.ui.scales.downloads import described, offer
from atlas.views.link import View
from atlas.views.lists import gauge
from atlas.views.map.figure import shown_codes, shown_level
from atlas.views.scales import charts as scale_charts
from atlas.views.scales import files as scale_files
from atlas.views.scales import map as scale_map
from atlas.views.scales import methods as scale_methods
from atlas.views.scales import ties as ties_view
from atlas.views.scales import view as scale_view
from atlas.views.scales.choices import MAPS as COLOURINGS
from atlas.views.scales.choices import PAIRS, SECTIONS
from atlas.vocabulary import LEVELS, Language
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import number


def choose_section(language: Language) -> None:
    """Draw the switch between sections."""
    st.segmented_control(
        say("scales_section", language),
        SECTIONS,
        key="scales_section",
        format_func=lambda code: say(f"scales_section_{code}", language),
        required=True,
        label_visibility="collapsed",
    )


def shows_map() -> bool:
    """Check whether the open section has a map."""
    return bool(st.session_state["scales_section"] == "echelles")


def draw(catalogue: Catalogue, view: View) -> None:
    """Draw the open section."""
    section = st.session_state["scales_section"]
    if section == "methode":
        st.html(scale_methods.methods(view.language))
        downloads(view.language, described(catalogue, view, *DICTIONARY))
    elif catalogue.choose(view.selection).empty:
        st.html(f'<p class="atlas-empty">{markup.text(say("empty", view.language))}</p>')
    elif section == "echelles":
        _levels(catalogue, view)
    elif section == "zonages":
        zonings_panel.draw(catalogue, view)
    else:
        _ties(catalogue, view)


def _levels(catalogue: Catalogue, view: View) -> None:
    language, level, indicator = view.language, shown_level(view), st.session_state["scales_indicator"]
    question = {"indicator": indicator, "by": view.by}
    found = scales.values(catalogue, view.selection, level, **question)
    members = shown_codes(catalogue, view, found.answer)
    near = scales.clusters(
        catalogue,
        view.selection,
        level,
        **question,
        seed=seed(),
        codes=members if level == "commune" else None,
    )
    everyone = found.answer.table.index
    left, right = st.columns([11, 5], gap="medium")
    with left:
        if st.session_state["scales_map"] == "valeurs":
            figure = scale_map.values_figure(found, everyone, view, indicator)
        else:
            corrected = st.session_state["scales_map"] == "grappes"
            figure = scale_map.clusters_figure(near, everyone, view, indicator, corrected=corrected)
        map_panel.draw(catalogue, view, found.answer, figure)
        st.segmented_control(
            say("scales_map", language),
            COLOURINGS,
            key="scales_map",
            format_func=lambda code: say(f"scales_map_{code}", language),
            required=True,
        )
    above = [one for one in LEVELS if one != "commune"]
    effect = scales.scale_effect(catalogue, view.selection, **question, levels=above, seed=seed())
    with right:
        rows = effect if level in effect.index else _commune_row(catalogue, view)
        own = rows.loc[[level]].iloc[0]
        side_panel.draw(catalogue, view, found.answer, figures=scale_view.cards(own, near, language))
        known = gauge(catalogue, view.selection, level, view.by, language)
        notes = scale_view.notes(found, own, indicator, language, known=known)
        if notes:
            st.html(notes)
    _compare(catalogue, view, effect)
    curves = files.lorenz_table(catalogue, view.selection, **question, levels=tuple(LEVELS))
    _curves(curves, language)
    whole = scales.scale_effect(catalogue, view.selection, **question, seed=seed())
    near = near.reset_index().assign(level=level)
    shown = partial(scale_files.territories, catalogue, view, asked(), found.answer, rows=near, figure=figure)
    name = f"atlas-echelles-{level}"
    downloads(
        language,
        Offer(say("download_map", language), name, shown, MAPS),
        Offer(say("scales_file_clusters", language), "atlas-echelles-grappes", shown),
        offer(catalogue, view, "scale_effect", "niveaux", whole),
        offer(catalogue, view, "lorenz", "courbes", curves),
        described(catalogue, view, "scale_effect", "clusters", "lorenz"),
    )


def _commune_row(catalogue: Catalogue, view: View) -> pd.DataFrame:
    indicator = st.session_state["scales_indicator"]
    return scales.scale_effect(
        catalogue, view.selection, indicator=indicator, by=view.by, levels=["commune"], seed=seed()
    )


def _compare(catalogue: Catalogue, view: View, effect: pd.DataFrame) -> None:
    language, indicator = view.language, st.session_state["scales_indicator"]
    st.html(f"<h3>{markup.text(say('scales_table', language))}</h3>")
    about = scales.INDICATORS[indicator].label.to(language)
    caption = say("scales_table_caption", language, indicator=about, by=say(f"by_{view.by}", language))
    place = st.empty()

    def show(table: pd.DataFrame) -> None:
        laid_out = scale_view.levels_table(
            table, indicator, language, caption=caption, shown=shown_level(view)
        )
        place.html(laid_out)

    # 34,875 communes take longer than all the rest: the other levels are on the screen before.
    show(effect)
    whole = pd.concat([_commune_row(catalogue, view), effect])
    show(whole)
    st.caption(say("scales_table_note", language))
    dashes = scale_view.undefined_note(whole, language)
    if dashes:
        st.caption(dashes)


def _curves(curves: pd.DataFrame, language: Language) -> None:
    if curves.empty:
        return
    st.html(f"<h3>{markup.text(say('scales_lorenz', language))}</h3>")
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
        offer(catalogue, view, "associations", "tests", found.table),
        offer(catalogue, view, "counts", "effectifs", found.counts),
        described(catalogue, view, "associations", "counts"),
    )
