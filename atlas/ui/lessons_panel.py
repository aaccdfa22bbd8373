"""The nine claims of the study, each with its verdict, its figures and where to look further."""

from collections.abc import Mapping
from functools import partial

import pandas as pd
import streamlit as st

from atlas.catalogue import Catalogue
from atlas.lessons import CLAIMS, VERDICTS, Evidence, Lesson, lessons, lessons_table
from atlas.ui.downloads import TABLES, Offer, downloads, today
from atlas.views.about import Also
from atlas.views.link import View
from atlas.views.map import files as map_files
from atlas.vocabulary import Language, labels_in
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import compact_euros, number, percent

# Said with a sign as well as a colour.
_SIGNS = {"supports": "✓", "contradicts": "✗", "cannot_say": "?"}


def draw(catalogue: Catalogue, language: Language) -> None:
    """Draw the claims and the table of their figures."""
    catalogue = _whose(catalogue, language)
    found = lessons(catalogue)
    counts = pd.Series([lesson.verdict for lesson in found.values()]).value_counts()
    numbers = {verdict: number(int(counts.get(verdict, 0)), language) for verdict in VERDICTS}
    st.html(f"<p>{say('lessons_counts', language, **numbers)}</p>")
    for order, (key, lesson) in enumerate(found.items(), start=1):
        with st.container(key=f"lesson_{key}", gap=None):
            st.html(_claim(order, key, lesson, language))
            st.page_link(
                f"pages/{lesson.page}.py",
                label=say(f"lessons_open_{lesson.page}", language),
                query_params=_address(lesson, language),
            )
    st.html(f"<p class='atlas-sources'>{markup.linked(say('lessons_source', language))}</p>")
    with st.expander(say("lessons_table", language)):
        _table(found, language)
        rows = told(lessons_table(found), language).set_index("claim")
        title = say("page_lessons", language)
        made = partial(
            map_files.table,
            catalogue,
            View(language=language),
            rows,
            name="atlas_enseignements",
            title=title,
            created=today(),
            also=Also({}, {}, page="enseignements"),
        )
        downloads(language, Offer("", "atlas-enseignements", made, TABLES))


def _whose(catalogue: Catalogue, language: Language) -> Catalogue:
    """Leave a reader's own rows out, unless asked: the claims stand beside the atlas's tables."""
    if catalogue is catalogue.curated:
        return catalogue
    return catalogue if st.toggle(say("lessons_own", language), key="lessons_own") else catalogue.curated


def _claim(order: int, key: str, lesson: Lesson, language: Language) -> str:
    values = {name: written(figure, language) for name, figure in lesson.figures.items()}
    verdict = markup.text(VERDICTS[lesson.verdict].to(language))
    details = markup.definitions(
        [
            (say("lessons_rule", language), markup.text(say(f"lesson_{key}_rule", language))),
            (say("lessons_missing", language), markup.text(say(f"lesson_{key}_missing", language))),
        ]
    )
    return (
        f"<section class='atlas-lesson'><h2>{order}. {markup.text(say(f'lesson_{key}', language))}</h2>"
        f"<p class='atlas-verdict {lesson.verdict}'><b aria-hidden='true'>{_SIGNS[lesson.verdict]}</b>"
        f"{verdict}</p>"
        f"<p>{markup.text(say(f'lesson_{key}_seen', language, **values))}</p>"
        f"{_gauge(lesson, language)}{details}</section>"
    )


def _gauge(lesson: Lesson, language: Language) -> str:
    """Draw how much is known of the lists that a claim is set beside; empty where it is set beside none."""
    listed = lesson.figures.get("list_share")
    if listed is None:
        return ""
    words = say("lessons_lists", language, share=written(listed, language))
    return f"<p class='atlas-kind'>{markup.gauge(markup.Gauge(words, listed.value))}</p>"


def written(figure: Evidence, language: Language) -> str:
    """Write a figure with its unit and no more digits than it deserves.

    The figure, or "unknown".
    """
    if figure.value is None:
        return say("unknown", language)
    match figure.unit:
        case "share":
            return percent(figure.value, language)
        case "euros":
            return compact_euros(figure.value, language)
        case "rate":
            return number(figure.value, language, digits=2)
        case "km":
            return f"{number(figure.value, language)}\N{NO-BREAK SPACE}km"
        case _:
            return number(figure.value, language)


def _address(lesson: Lesson, language: Language) -> dict[str, str]:
    return dict(lesson.parameters) | ({"lang": "en"} if language == "en" else {})


def told(table: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Write what each figure counts."""
    keys = "lesson_" + table["claim"] + "_" + table["figure"]
    whole = table.copy()
    whole.insert(whole.columns.tolist().index("figure") + 1, "meaning", [say(key, language) for key in keys])
    return whole


def _table(found: Mapping[str, Lesson], language: Language) -> None:
    table = told(lessons_table(found), language)
    shown = pd.DataFrame(
        {
            say("lessons_claim", language): table["claim"].map(
                {key: say(f"lesson_{key}", language) for key in CLAIMS}
            ),
            say("lessons_verdict", language): table["verdict"].map(labels_in(VERDICTS, language)),
            say("lessons_figure", language): table["meaning"],
            say("lessons_value", language): [
                written(figure, language) for lesson in found.values() for figure in lesson.figures.values()
            ],
        }
    )
    st.dataframe(shown, hide_index=True, height=360, placeholder="–")
