"""The nine claims are told in both languages with the figures of the Python functions."""

import re
from pathlib import Path

import pytest

from atlas.catalogue import load_catalogue
from atlas.lessons import VERDICTS, lessons
from atlas.ui.lessons_panel import written
from atlas.words import say

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_claim_with_its_verdict_and_figures(visit, language):
    reader = visit(f"lang={language}").turn_to("enseignements")
    found = lessons(load_catalogue())
    assert [int(n) for n in re.findall(r"<h2>(\d)\.", reader.markup)] == list(range(1, 10))
    words = " ".join(reader.words.split())
    for key, lesson in found.items():
        figures = {name: written(figure, language) for name, figure in lesson.figures.items()}
        assert " ".join(say(f"lesson_{key}_seen", language, **figures).split()) in words
    verdicts = re.findall(r"atlas-verdict (\w+)'", reader.markup)
    assert verdicts == [lesson.verdict for lesson in found.values()]
    for verdict in set(verdicts):
        assert VERDICTS[verdict].to(language) in words


def test_every_claim_has_a_link_in_the_words_of_its_page(visit):
    reader = visit("").turn_to("enseignements")
    found = lessons(load_catalogue())
    labels = [link.proto.label for link in reader.app.get("page_link")]
    assert labels == [say(f"lessons_open_{lesson.page}", "fr") for lesson in found.values()]
    for lesson in found.values():
        assert (ROOT / "pages" / f"{lesson.page}.py").is_file()


def test_the_file_holds_the_figures_on_screen(visit, downloads):
    visit("").turn_to("enseignements")
    text = downloads["csv"]().decode("utf-8-sig")
    known = lessons(load_catalogue())["engines"].figures["known"].value
    assert re.search(rf"^engines,supports,known,[^,]+,{known:.1f},number,", text, re.MULTILINE)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_table_says_what_each_figure_counts(visit, language):
    reader = visit(f"lang={language}").turn_to("enseignements")
    (shown,) = reader.app.dataframe
    found = lessons(load_catalogue())
    expected = [
        [say(f"lesson_{key}_{name}", language), written(figure, language)]
        for key, lesson in found.items()
        for name, figure in lesson.figures.items()
    ]
    columns = [say("lessons_figure", language), say("lessons_value", language)]
    assert shown.value[columns].to_numpy().tolist() == expected
