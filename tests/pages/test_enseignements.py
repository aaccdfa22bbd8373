"""The nine claims and the study's levers are told in both languages, with the figures of Python."""

import re
from pathlib import Path

import pytest

from atlas.catalogue import load_catalogue
from atlas.lessons import VERDICTS, lessons, load_levers
from atlas.views.lessons import figures_of
from atlas.vocabulary import LEVER_ACTORS
from atlas.words import say

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_claim_with_its_verdict_and_figures(visit, language):
    reader = visit(f"lang={language}").turn_to("enseignements")
    found = lessons(load_catalogue())
    assert [int(n) for n in re.findall(r"<h2>(\d)\.", reader.markup)] == list(range(1, 10))
    words = " ".join(reader.words.split())
    for key, lesson in found.items():
        figures = figures_of(lesson, language)
        for part in ("figure", "seen", "rule", "change"):
            assert " ".join(say(f"lesson_{key}_{part}", language, **figures).split()) in words
    verdicts = re.findall(r"atlas-verdict (\w+)'", reader.markup)
    assert verdicts == [lesson.verdict for lesson in found.values()]
    for verdict in set(verdicts):
        assert VERDICTS[verdict].to(language) in words


def test_every_claim_and_lever_leads_to_a_page_in_the_words_of_that_page(visit):
    reader = visit("").turn_to("enseignements")
    found = lessons(load_catalogue())
    links = [(link.proto.label, link.proto.page) for link in reader.app.get("page_link")]
    pages = [lesson.page for lesson in found.values()]
    assert [label for label, _ in links[: len(pages)]] == [
        say(f"lessons_open_{page}", "fr") for page in pages
    ]
    leading = [lever for lever in load_levers() if lever.claim or lever.shown_at]
    assert len(links) == len(pages) + len(leading)
    for _, page in links:
        assert (ROOT / "pages" / f"{page or 'carte'}.py").is_file()


def test_levers_stand_by_topic_and_by_each_of_their_actors(visit):
    reader = visit("").turn_to("enseignements")
    for by, times in (("topic", lambda _: 1), ("actor", lambda lever: max(len(lever.actors), 1))):
        reader.choose("levers_by", by)
        for lever in load_levers():
            assert reader.words.count(lever.texts["fr"]) == times(lever)
    named = {actor for lever in load_levers() for actor in lever.actors}
    assert all(f"<h3>{LEVER_ACTORS[actor].fr}</h3>" in reader.markup for actor in named)
    assert reader.says("levers_nobody")


def test_the_file_holds_the_figures_on_screen(visit, downloads):
    visit("").turn_to("enseignements").unfold("lessons_figures")
    text = downloads["csv"]().decode("utf-8-sig")
    lesson = lessons(load_catalogue())["engines"]
    known, verdict = lesson.figures["known"].value, lesson.verdict
    assert re.search(rf"^engines,{verdict},known,[^,]+,{known:.1f},number,", text, re.MULTILINE)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_table_says_what_each_figure_counts(visit, language):
    reader = visit(f"lang={language}").turn_to("enseignements").unfold("lessons_figures")
    (shown,) = reader.app.dataframe
    found = lessons(load_catalogue())
    expected = [
        [say(f"lesson_{key}_{name}", language), value]
        for key, lesson in found.items()
        for name, value in figures_of(lesson, language).items()
    ]
    columns = [say("lessons_figure", language), say("lessons_value", language)]
    assert shown.value[columns].to_numpy().tolist() == expected


def test_the_choice_of_levers_stands_in_the_address(visit):
    reader = visit("").turn_to("enseignements").choose("levers_by", "actor")
    assert reader.address == {"leviers": "actor"}
    # It goes along, and an address is followed: a way back, a link.
    reader.turn_to("sources").turn_to("enseignements")
    assert reader.app.get_by_key("levers_by").value == "actor"
    reader.app.query_params.clear()
    assert reader.run().app.get_by_key("levers_by").value == "topic"
    reader.app.query_params.update({"leviers": "actor", "lang": "en"})
    assert reader.run().app.get_by_key("levers_by").value == "actor"
    reader.app.query_params.update({"leviers": "nobody"})
    assert reader.run().app.get_by_key("levers_by").value == "topic"
    assert reader.address.keys() <= {"lang"}
