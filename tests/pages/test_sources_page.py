"""The page of sources names all of them, and its figures come from the files."""

import html
import json
import re
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from atlas import settings
from atlas.catalogue.measures import MEASURES
from atlas.refresh.lists import load_lists
from atlas.tables import DECLARATIONS
from atlas.words.numbers import day, number

GEO = Path(__file__).resolve().parents[2] / "data" / "geo"
INTRO = {"fr": "Ce que contient l’atlas", "en": "What the atlas holds"}


@pytest.fixture
def page(visit):
    def read(language="fr", unfolded=()):
        reader = visit(f"lang={language}").turn_to("sources")
        for key in unfolded:
            reader.unfold(key)
        return reader, html.unescape(reader.markup)

    return read


@pytest.mark.parametrize("language", ["fr", "en"])
def test_keeps_the_language(page, language):
    reader, text = page(language)
    assert f"<h2>{INTRO[language]}" in text
    assert reader.address == ({} if language == "fr" else {"lang": "en"})


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_type_with_its_number_and_completeness(page, plain, language):
    _, text = page(language)
    rows = plain("initiatives")
    counts = rows.loc[rows["inactive"].eq(""), "type"].value_counts()
    for kind in plain("types").to_dict("records"):
        label = kind[f"label_{language}"].split(" (", 1)[0]
        row = re.search(rf'<tr><th scope="row">{re.escape(label)}</th>(.*?)</tr>', text)
        assert row, label
        assert f"<td>{number(int(counts[kind['type']]), language)}</td>" in row.group(1)
        assert not kind["known_date"] or day(kind["known_date"], language) in row.group(1)
        assert kind["bias" if language == "fr" else "bias_en"] in row.group(1)
        assert kind["completeness" if language == "fr" else "completeness_en"] in row.group(1)


def test_every_boundary_source_with_producer_vintage_licence_and_hash(page):
    _, text = page()
    sources = json.loads((GEO / "lineage.json").read_text(encoding="utf-8"))["sources"]
    assert len(sources) > 3
    for source in sources:
        for key in ("producer", "vintage", "licence", "sha256"):
            assert str(source[key]) in text, source["id"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_list_with_its_producer_what_a_row_is_and_its_page(page, language):
    _, text = page(language)
    lists = load_lists()
    assert len(lists) >= 4
    for one in lists.values():
        row = re.search(rf'<tr><th scope="row"><a href="{re.escape(one.page)}"[^>]*>(.*?)</tr>', text)
        assert row, one.id
        assert one.producer in row.group(1)
        assert one.means.to(language) in row.group(1)


def test_every_page_that_a_fact_rests_on(page, plain):
    _, text = page(unfolded=["sources_0"])
    for name in ("initiatives", "funding"):
        for source in plain(name)["source"].str.split(" ; ").explode().unique():
            address = re.match(r"https?://\S+", source)
            site = re.match(r"(https?://[^/]*/?)|(.+?)( \(.*| « .*|, id .*|$)", source)
            # Of a list whose rows have a page each, its site or its file.
            whole = f'href="{address.group()}"' if address else source
            assert whole in text or (site[1] or site[2]) in text


def test_how_many_of_the_seventeen_cases_are_known(page, plain):
    _, text = page()
    cases = plain("initiatives")
    cases = cases[cases["study_status"].ne("")]
    sentence = re.search(r"<p>(L’étude du Labo de l’ESS porte sur 17 initiatives.*?)</p>", text).group(1)
    assert f"d’en décrire {len(cases)}\u00a0:" in sentence
    assert f"Les {17 - len(cases)} autres" in sentence
    for name in cases["name"]:
        assert name in sentence


def test_what_each_measure_divides_by(page):
    _, text = page()
    text = re.sub(r"<td[^>]*>", "<td>", text)  # where a column begins
    for measure in MEASURES.values():
        divided = measure.denominator.fr if measure.denominator else "–"
        cells = f"<td>{measure.unit.fr}</td><td>{divided}</td>"
        assert f'<th scope="row">{measure.label.fr}</th>{cells}' in text


def test_a_visit_is_sent_what_is_seen_and_its_contents_lead_to_each_section(page):
    reader, text = page()
    assert len(reader.markup.encode()) < 50_000
    named = re.findall(r"<a href='#(\w+)'>", text)
    assert named == re.findall(r"<section class='atlas-doc' id='(\w+)'>", text)
    assert reader.says("doc_cite_facts")
    assert not reader.says("report")


def test_an_omission_is_told_where_the_publisher_reads(visit, monkeypatch):
    address = "mailto:atlas@example.org?subject={subject}&body={body}"
    monkeypatch.setattr(settings, "REPORT", address)
    sheet = visit("initiative=figeacteurs")
    link = html.unescape(re.search(r"href='(mailto:[^']*)'", sheet.markup).group(1))
    parts = dict(parse_qsl(link.split("?", 1)[1]))
    assert "PTCE Figeacteurs" in parts["subject"]
    assert "figeacteurs" in parts["body"]
    assert visit("").turn_to("sources").says("report")
    for silent in ("", "javascript:alert(1)", "data:text/html,x"):
        monkeypatch.setattr(settings, "REPORT", silent)
        assert not visit("initiative=figeacteurs").says("report")


def test_every_column_of_the_tables(page, plain):
    _, text = page(unfolded=[f"tables_{number}" for number in range(len(DECLARATIONS))])
    for name in ("initiatives", "funding", "types", "study_facts", "etude_leviers"):
        for column in plain(name).columns:
            assert f"<code>{column}</code>" in text


def test_back_on_the_map_the_choices_are_still_there(visit):
    reader = visit("types=ptce&niveau=epci&territoire=departement:26&annees=2015-2018&tableau=initiatives")
    before, figures = reader.address, reader.app.dataframe[0].value.index.tolist()
    reader.turn_to("sources")
    assert reader.address == {}
    reader.turn_to("carte")
    assert reader.address == before
    assert reader.app.dataframe[0].value.index.tolist() == figures
    assert reader.app.get_by_key("types").value == ["ptce"]


@pytest.mark.parametrize(("first", "then"), [("fr", "en"), ("en", "fr")])
def test_a_language_chosen_here_holds_on_the_map(visit, first, then):
    reader = visit(f"types=ptce&lang={first}").turn_to("sources").choose("language", then)
    assert INTRO[then] in html.unescape(reader.markup)
    reader.turn_to("carte")
    assert reader.payload["language"] == then
    assert reader.address == {"types": "ptce"} | ({"lang": "en"} if then == "en" else {})
