"""The sections of the page of scales."""

from collections.abc import Callable

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from atlas import exports
from atlas import scales
from atlas.catalogue import Catalogue
from atlas.exports import scales as files
from atlas.presence import COUNTING
from atlas.scales import ZoningEffect
from atlas.scales import ZoningQuestion
from atlas.scales.crossing import facts
from atlas.ui import filters
from atlas.ui import map_panel
from atlas.ui import markup
from atlas.ui import scale_charts
from atlas.ui import scale_view
from atlas.ui import side_panel
from atlas.ui.formats import number
from atlas.ui.link import View
from atlas.ui.map_view import shown_codes
from atlas.ui.map_view import shown_level
from atlas.ui.state import Choice
from atlas.ui.texts import say
from atlas.vocabulary import LEVELS
from atlas.vocabulary import Language

SECTIONS = ("echelles", "zonages", "associations", "methode")
INDICATORS = ("rate", *(name for name in scales.INDICATORS if name != "rate"))
MAPS = ("grappes", "fragiles", "valeurs")
# Zonings that the study speaks of; régions are twelve on the mainland, too few to draw.
ZONED = ("bassin_de_vie", "epci", "departement")
PAIRS = tuple(f"{first}-{second}" for first, second in scales.PAIRS)

OWN: dict[str, Choice] = {
    "scales_section": Choice("section", SECTIONS),
    "scales_indicator": Choice("indicateur", INDICATORS),
    "scales_map": Choice("carte", MAPS),
    "scales_seed": Choice("graine", tuple(str(seed) for seed in range(1, 100))),
    "scales_zonings": Choice("tirages", ("199", "49", "99", "499", "999")),
    "scales_null": Choice("centres", tuple(scales.NULLS)),
    "scales_statistic": Choice(
        "statistique", ("gini", *(name for name in scales.STATISTICS if name != "gini"))
    ),
    "scales_pair": Choice("croiser", PAIRS),
}


def sidebar_choices(language: Language) -> None:
    """Draw what the page lets choose above the filters."""
    filters.level_choice(language)
    st.selectbox(
        say("scales_indicator", language),
        INDICATORS,
        key="scales_indicator",
        format_func=lambda code: scales.INDICATORS[code].label.to(language),
    )
    st.radio(say("by", language), COUNTING, key="by", format_func=lambda code: say(f"by_{code}", language))
    st.selectbox(
        say("scales_seed", language),
        OWN["scales_seed"].choices,
        key="scales_seed",
        help=say("scales_seed_help", language),
    )


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
    """Tell whether the open section has a map."""
    return bool(st.session_state["scales_section"] == "echelles")


def draw(catalogue: Catalogue, view: View) -> None:
    """Draw the open section.

    Parameters
    ----------
    catalogue
        Initiatives and places.
    view
        What the reader chose.
    """
    section = st.session_state["scales_section"]
    if section == "methode":
        st.html(scale_view.methods(view.language))
        _downloads(catalogue, view, {})
    elif catalogue.choose(view.selection).empty:
        st.html(f'<p class="atlas-empty">{markup.text(say("empty", view.language))}</p>')
    elif section == "echelles":
        _levels(catalogue, view)
    elif section == "zonages":
        _zonings(catalogue, view)
    else:
        _ties(catalogue, view)


def _seed() -> int:
    return int(st.session_state["scales_seed"])


def _levels(catalogue: Catalogue, view: View) -> None:
    language, level, indicator = view.language, shown_level(view), st.session_state["scales_indicator"]
    asked = {"indicator": indicator, "by": view.by}
    found = scales.values(catalogue, view.selection, level, **asked)
    members = shown_codes(catalogue, view, found.answer)
    near = scales.clusters(
        catalogue,
        view.selection,
        level,
        **asked,
        seed=_seed(),
        codes=members if level == "commune" else None,
    )
    everyone = found.answer.table.index
    left, right = st.columns([11, 5], gap="medium")
    with left:
        if st.session_state["scales_map"] == "valeurs":
            figure = scale_view.values_figure(found, everyone, view, indicator)
        else:
            corrected = st.session_state["scales_map"] == "grappes"
            figure = scale_view.clusters_figure(near, everyone, view, indicator, corrected=corrected)
        map_panel.draw(catalogue, view, found.answer, figure)
        st.segmented_control(
            say("scales_map", language),
            MAPS,
            key="scales_map",
            format_func=lambda code: say(f"scales_map_{code}", language),
            required=True,
        )
    above = [one for one in LEVELS if one != "commune"]
    effect = scales.scale_effect(catalogue, view.selection, **asked, levels=above, seed=_seed())
    with right:
        rows = effect if level in effect.index else _commune_row(catalogue, view)
        own = rows.loc[[level]].iloc[0]
        side_panel.draw(catalogue, view, found.answer, figures=scale_view.cards(own, near, language))
        notes = scale_view.notes(found, own, indicator, language)
        if notes:
            st.html(notes)
    _compare(catalogue, view, effect)
    curves = files.lorenz_table(catalogue, view.selection, **asked, levels=tuple(LEVELS))
    _curves(curves, language)
    whole = scales.scale_effect(catalogue, view.selection, **asked, seed=_seed())
    tables = {
        "scale_effect": lambda: whole,
        "clusters": lambda: near.reset_index().assign(level=level),
        "lorenz": lambda: curves,
    }
    _downloads(catalogue, view, tables)


def _commune_row(catalogue: Catalogue, view: View) -> pd.DataFrame:
    indicator = st.session_state["scales_indicator"]
    return scales.scale_effect(
        catalogue, view.selection, indicator=indicator, by=view.by, levels=["commune"], seed=_seed()
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


def _zonings(catalogue: Catalogue, view: View) -> None:
    language = view.language
    st.html(
        f"<h3>{markup.text(say('scales_zonings_question', language))}</h3>"
        f"<p class='atlas-intro'>{markup.text(say('scales_zonings_how', language))}</p>"
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            say("scales_zonings_number", language),
            sorted(OWN["scales_zonings"].choices, key=int),
            key="scales_zonings",
            width=110,
        )
        st.selectbox(
            say("scales_null", language),
            list(scales.NULLS),
            key="scales_null",
            format_func=lambda code: scales.NULLS[code].to(language),
            width=420,
        )
        st.selectbox(
            say("scales_statistic", language),
            list(scales.STATISTICS),
            key="scales_statistic",
            format_func=lambda code: scales.STATISTICS[code].to(language),
            width=300,
        )
    questions = {
        level: ZoningQuestion(
            selection=view.selection,
            level=level,
            indicator=st.session_state["scales_indicator"],
            by=view.by,
            null=st.session_state["scales_null"],
            zonings=int(st.session_state["scales_zonings"]),
            seed=_seed(),
        )
        for level in ZONED
    }
    kept = {level: scales.zoning_result(catalogue, question) for level, question in questions.items()}
    found = {level: one for level, one in kept.items() if one is not None}
    place = st.empty()
    if len(found) < len(questions):
        with place.container():
            st.caption(say("scales_zonings_none", language))
            if not st.button(say("scales_run", language), type="primary"):
                return
        found = _run(catalogue, questions, place, language)
    _show_zonings(catalogue, view, found)


def _run(
    catalogue: Catalogue,
    questions: dict[str, ZoningQuestion],
    place: DeltaGenerator,
    language: Language,
) -> dict[str, ZoningEffect]:
    bar = place.progress(0.0)

    def told(position: int, level: str) -> Callable[[int, int], None]:
        def progress(done: int, every: int) -> None:
            words = say(
                "scales_running",
                language,
                level=scale_view.level_name(level, language),
                done=str(done),
                n=str(every),
            )
            bar.progress((position + done / every) / len(questions), text=words)

        return progress

    found = {
        level: scales.zoning_effect(catalogue, question, progress=told(position, level))
        for position, (level, question) in enumerate(questions.items())
    }
    place.empty()
    return found


def _show_zonings(catalogue: Catalogue, view: View, found: dict[str, ZoningEffect]) -> None:
    language, statistic = view.language, st.session_state["scales_statistic"]
    for column, (level, effect) in zip(st.columns(len(found), gap="medium"), found.items(), strict=True):
        draws = effect.draws[statistic].dropna()
        if draws.empty:
            continue
        row = effect.table.loc[statistic]
        name = scale_view.level_name(level, language)
        words = say(
            "scales_zonings_chart",
            language,
            level=name,
            statistic=scales.STATISTICS[statistic].to(language),
            official=scale_view.short(row["official"], language),
            low=scale_view.short(draws.min(), language),
            high=scale_view.short(draws.max(), language),
        )
        title = f"{name} ({number(effect.zones, language)})"
        with column:
            chart = scale_charts.zonings_chart(draws, row["official"], title, language)
            st.altair_chart(chart, theme=None, alt=words)
    st.html(scale_view.zonings_table(found, statistic, language))
    facts_known = next(iter(found.values()))
    st.caption(
        say(
            "scales_zonings_facts",
            language,
            placed=number(facts_known.placed, language),
            initiatives=number(facts_known.initiatives, language),
        )
    )
    with st.expander(say("scales_zonings_all", language)):
        st.dataframe(scale_view.zonings_all(found, language), placeholder="–")
    tables = {
        "zoning_effect": lambda: files.zoning_table(found),
        "zoning_draws": lambda: files.draws_table(found),
    }
    _downloads(catalogue, view, tables)


def _ties(catalogue: Catalogue, view: View) -> None:
    language = view.language
    found = scales.associations(catalogue, view.selection, seed=_seed())
    st.html(scale_view.ties_table(found, language))
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
    crossed = scale_view.cross(catalogue, known, (first, second), language)
    if len(crossed) <= 1:
        st.caption(say("scales_ties_none", language))
    else:
        st.dataframe(crossed, height="content")
    row = found.table.set_index(["first", "second"]).loc[(first, second)]
    st.caption(say("scales_ties_unknown", language, n=number(row["unknown"], language)))
    _downloads(catalogue, view, {"associations": lambda: found.table, "counts": lambda: found.counts})


# Word on the button, and name of the file.
_FILES = {
    "scale_effect": ("scales_download_table", "niveaux"),
    "clusters": ("scales_download_clusters", "grappes"),
    "lorenz": ("scales_download_lorenz", "courbes"),
    "zoning_effect": ("scales_download_zonings", "zonages"),
    "zoning_draws": ("scales_download_draws", "tirages"),
    "associations": ("scales_download_tests", "tests"),
    "counts": ("scales_download_counts", "effectifs"),
}


def _downloads(catalogue: Catalogue, view: View, tables: dict[str, Callable[[], pd.DataFrame]]) -> None:
    """Draw the download of each table and of the dictionary of their columns."""
    indicator, seed = st.session_state["scales_indicator"], _seed()

    def content(name: str) -> Callable[[], bytes]:
        return lambda: exports.to_csv(
            files.finish(catalogue, tables[name](), name, indicator=indicator, seed=seed)
        )

    with st.container(horizontal=True):
        for name in tables:
            word, file = _FILES[name]
            st.download_button(
                say(word, view.language),
                content(name),
                file_name=f"atlas-echelles-{file}.csv",
                mime="text/csv",
                on_click="ignore",
            )
        st.download_button(
            say("scales_download_dictionary", view.language),
            lambda: exports.to_csv(files.dictionary_table(tuple(tables) or tuple(scales.DICTIONARY))),
            file_name="atlas-echelles-dictionnaire.csv",
            mime="text/csv",
            on_click="ignore",
        )
