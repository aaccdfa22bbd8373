"""The section of the page of scales that draws zonings at random."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from atlas import scales
from atlas.catalogue import Catalogue
from atlas.scales import ZoningEffect, ZoningQuestion
from atlas.scales import listing as files
from atlas.ui.data_frames import frame
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
        f"<h2>{markup.text(say('scales_zonings_question', language))}</h2>"
        f"<p class='atlas-intro'>{markup.text(say('scales_zonings_how', language))}</p>"
    )
    null, statistic = _choices(language)
    question = ZoningQuestion(
        selection=view.selection,
        level="",
        indicator=st.session_state["scales_indicator"],
        by=view.by,
        null=null,
        zonings=int(st.session_state["scales_zonings"]),
        seed=seed(),
    )
    questions = {level: replace(question, level=level) for level in ZONED}
    if null == "matched":
        # Stored: one statistic needs no wait, and what asks for all of them comes when it is asked for.
        found = {
            level: scales.zoning_effect(
                catalogue, replace(one, statistics=(statistic,), zonings=scales.ZONINGS, seed=1)
            )
            for level, one in questions.items()
        }
    else:
        kept = {level: scales.zoning_result(catalogue, one) for level, one in questions.items()}
        found = {level: one for level, one in kept.items() if one is not None}
        place = st.empty()
        if len(found) < len(questions):
            with place.container():
                st.caption(say("scales_zonings_none", language))
                if not st.button(say("scales_run", language), type="primary"):
                    return
            found = _run(catalogue, questions, place, language)

    def every() -> dict[str, ZoningEffect]:
        return {level: scales.zoning_effect(catalogue, one) for level, one in questions.items()}

    _show_zonings(catalogue, view, found, every)


def opening(catalogue: Catalogue, view: View) -> str:
    """Answer for the bassin de vie what the page asks, from stored zonings: nobody waits for it."""
    question = ZoningQuestion(
        selection=view.selection,
        level=ZONED[0],
        indicator=st.session_state["scales_indicator"],
        by=view.by,
        statistics=(st.session_state["scales_statistic"],),
    )
    found = scales.zoning_effect(catalogue, question)
    return zoning_view.answer(question.level, found, question.statistics[0], question.null, view.language)


def _choices(language: Language) -> tuple[str, str]:
    with st.container(horizontal=True, vertical_alignment="bottom"):
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
        if st.session_state["scales_null"] != "matched":
            st.selectbox(
                say("scales_zonings_number", language),
                sorted(OWN["scales_zonings"].choices, key=int),
                key="scales_zonings",
                width=110,
            )
    return st.session_state["scales_null"], st.session_state["scales_statistic"]


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


def _show_zonings(
    catalogue: Catalogue,
    view: View,
    found: dict[str, ZoningEffect],
    every: Callable[[], dict[str, ZoningEffect]],
) -> None:
    language, statistic = view.language, st.session_state["scales_statistic"]
    first = next(iter(found))
    null = st.session_state["scales_null"]
    st.html(zoning_view.answer(first, found[first], statistic, null, language))
    spans = pd.concat([one.draws[statistic] for one in found.values()]).dropna().tolist()
    spans += [float(one.table.loc[statistic, "official"]) for one in found.values()]
    domain = (float(np.nanmin(spans)), float(np.nanmax(spans))) if spans else (0.0, 1.0)
    named = zoning_view.named(statistic, st.session_state["scales_indicator"], language)
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
            chart = scale_charts.zonings_chart(
                draws, row["official"], title, language, named=named, domain=domain
            )
            st.vega_lite_chart(chart, theme=None, alt=words)
    st.html(zoning_view.zonings_table(found, statistic, language))
    facts_known = found[first]
    told = (
        say(
            "scales_zonings_facts",
            language,
            placed=number(facts_known.placed, language),
            initiatives=number(facts_known.initiatives, language),
        ),
        zoning_view.tests_made(language, levels=len(found), statistics=len(scales.STATISTICS)),
    )
    st.caption(" ".join(told))
    with st.expander(say("scales_zonings_all", language), key="scales_all", on_change="rerun") as fold:
        if fold.open:
            frame(zoning_view.zonings_all(every(), language), language)
    downloads(
        language,
        offer(catalogue, view, "zoning_effect", "zonages", lambda: files.zoning_table(every())),
        offer(catalogue, view, "zoning_draws", "tirages", lambda: files.draws_table(every())),
        described(catalogue, view, "zoning_effect", "zoning_draws"),
    )
