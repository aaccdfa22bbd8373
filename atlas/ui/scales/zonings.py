"""The section of the page of scales that draws zonings at random."""

from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from atlas import scales
from atlas.catalogue import Catalogue
from atlas.scales import ZoningEffect, ZoningQuestion
from atlas.scales import listing as files
from atlas.ui.downloads import downloads
from atlas.ui.scales.choices import seed
from atlas.ui.scales.downloads import described, offer
from atlas.views.link import View
from atlas.views.scales import charts as scale_charts
from atlas.views.scales import numbers as scale_numbers
from atlas.views.scales import zonings as zoning_view
from atlas.views.scales.choices import OWN, ZONED
from atlas.vocabulary import Language
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import number


def draw(catalogue: Catalogue, view: View) -> None:
    """Draw where official zonings fall among random ones, once the reader asks for it."""
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
            seed=seed(),
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
                level=scale_numbers.level_name(level, language),
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
        name = scale_numbers.level_name(level, language)
        words = say(
            "scales_zonings_chart",
            language,
            level=name,
            statistic=scales.STATISTICS[statistic].to(language),
            official=scale_numbers.short(row["official"], language),
            low=scale_numbers.short(draws.min(), language),
            high=scale_numbers.short(draws.max(), language),
        )
        title = f"{name} ({number(effect.zones, language)})"
        with column:
            chart = scale_charts.zonings_chart(draws, row["official"], title, language)
            st.altair_chart(chart, theme=None, alt=words)
    st.html(zoning_view.zonings_table(found, statistic, language))
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
        st.dataframe(zoning_view.zonings_all(found, language), placeholder="–")
    downloads(
        language,
        offer(catalogue, view, "zoning_effect", "zonages", files.zoning_table(found)),
        offer(catalogue, view, "zoning_draws", "tirages", files.draws_table(found)),
        described(catalogue, view, "zoning_effect", "zoning_draws"),
    )
