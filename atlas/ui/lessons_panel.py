"""The nine claims of the study on one board, then what helps, hinders and is to be done."""

from collections.abc import Mapping
from functools import partial

import pandas as pd
import streamlit as st

from atlas.catalogue import Catalogue
from atlas.lessons import CLAIMS, VERDICTS, Lesson, lessons, lessons_table, load_levers
from atlas.ui.data_frames import frame
from atlas.ui.downloads import TABLES, Offer, downloads, today
from atlas.ui.page_frame import switch
from atlas.views import lessons as board
from atlas.views.about import Also
from atlas.views.link import View
from atlas.views.map import files as map_files
from atlas.vocabulary import LEVER_KINDS, Language, labels_in
from atlas.words import html as markup
from atlas.words import say

_WIDTHS = [15, 2]
_LEVERS = [3, 5, 5, 5]


def draw(catalogue: Catalogue, language: Language) -> None:
    """Draw the board of the claims, the levers, and the table of all figures."""
    catalogue = _whose(catalogue, language)
    with st.spinner(say("lessons_wait", language)):
        found = lessons(catalogue)
    st.html(board.summary(found, language))
    with st.container(key="lessons_board", gap=None):
        with st.container(key="lesson_head"):
            st.html(board.board_head(language))
        for order, (key, lesson) in enumerate(found.items(), start=1):
            with st.container(key=f"lesson_{key}"):
                left, right = st.columns(_WIDTHS)
                left.html(board.board_row(order, key, lesson, language))
                with right:
                    _link(lesson.page, lesson.parameters, language)
    _levers(found, language)
    st.html(f"<p class='atlas-sources'>{markup.linked(say('lessons_source', language))}</p>")
    with st.expander(say("lessons_table", language), key="lessons_figures", on_change="rerun") as fold:
        if fold.open:
            _figures(catalogue, found, language)


def _whose(catalogue: Catalogue, language: Language) -> Catalogue:
    """Leave a reader's own rows out, unless asked: the claims stand beside the atlas's tables."""
    if catalogue is catalogue.curated:
        return catalogue
    return catalogue if st.toggle(say("lessons_own", language), key="lessons_own") else catalogue.curated


def _link(page: str, parameters: Mapping[str, str], language: Language) -> None:
    spoken = {"lang": "en"} if language == "en" else {}
    label = say(f"lessons_open_{page}", language)
    st.page_link(f"pages/{page}.py", label=label, query_params=dict(parameters) | spoken)


def _levers(found: Mapping[str, Lesson], language: Language) -> None:
    """Draw what helps, hinders and is to be done, side by side for each topic or actor."""
    st.html(
        f"<h2>{markup.text(say('levers', language))}</h2>"
        f"<p class='atlas-kind'>{markup.text(say('levers_intro', language))}</p>"
    )
    names = {code: say(f"levers_by_{code}", language) for code in board.GROUPS}
    switch("levers_by", say("levers_by", language), names)
    by: str = st.session_state["levers_by"]
    with st.container(key="levers", gap=None):
        with st.container(key="levers_head"):
            for column, name in zip(
                st.columns(_LEVERS), ("", *(one.to(language) for one in LEVER_KINDS.values())), strict=True
            ):
                column.html(f"<span>{markup.text(name)}</span>")
        for one, row in board.grouped(load_levers(), by).items():
            with st.container(key=f"levers_{one or 'nobody'}"):
                title, *cells = st.columns(_LEVERS)
                title.html(f"<h3>{markup.text(board.group_name(one, by, language))}</h3>")
                for cell, levers in zip(cells, row.values(), strict=True):
                    with cell:
                        for lever in levers:
                            st.html(board.lever(lever, by, list(found), language))
                            look = board.shown_at(lever, found)
                            if look is not None:
                                _link(*look, language)


def _figures(catalogue: Catalogue, found: Mapping[str, Lesson], language: Language) -> None:
    table = told(lessons_table(found), language)
    shown = pd.DataFrame(
        {
            say("lessons_claim", language): table["claim"].map(
                {key: say(f"lesson_{key}", language) for key in CLAIMS}
            ),
            say("lessons_verdict", language): table["verdict"].map(labels_in(VERDICTS, language)),
            say("lessons_figure", language): table["meaning"],
            say("lessons_value", language): [
                value for lesson in found.values() for value in board.figures_of(lesson, language).values()
            ],
        }
    )
    frame(shown, language, hide_index=True, height=360)
    made = partial(
        map_files.table,
        catalogue,
        View(language=language),
        table.set_index("claim"),
        name="atlas_enseignements",
        title=say("page_lessons", language),
        created=today(),
        also=Also({}, {}, page="enseignements"),
    )
    downloads(language, Offer("", "atlas-enseignements", made, TABLES))


def told(table: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Write what each figure counts."""
    keys = "lesson_" + table["claim"] + "_" + table["figure"]
    whole = table.copy()
    whole.insert(whole.columns.tolist().index("figure") + 1, "meaning", [say(key, language) for key in keys])
    return whole
