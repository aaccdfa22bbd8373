"""The section on an indicator of the reader's own shows what Python, files and terminal say."""

import csv
import io
import json
from functools import partial

import pytest
import streamlit as st

from atlas.catalogue import load_catalogue
from atlas.catalogue.presence import PERIMETER_TYPES
from atlas.catalogue.selection import Selection
from atlas.indicator import crossing, crossings, describe, example, join, listing
from atlas.readers import read_raw
from atlas.ui.indicator import panel
from atlas.views.indicator import sentences
from atlas.views.scales.numbers import probability
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import number, percent
from tests.pages.test_hostile import DRAWING, MARK, inert
from tests.pages.test_languages import strays

TZCLD = Selection(types=("tzcld",))


@pytest.fixture
def section(scales_section):
    return partial(scales_section, "indicateur")


@pytest.fixture
def bring(monkeypatch):
    """Put a file into the uploader, which AppTest cannot click."""

    def put(text, name="ruraux.csv"):
        file = io.BytesIO(text.encode())
        file.name = file.file_id = name
        # A new key is an empty uploader.
        monkeypatch.setattr(
            st,
            "file_uploader",
            lambda *_args, key="", **_options: file if key == "indicator_upload_0" else None,
        )

    return put


@pytest.fixture(scope="module")
def departements():
    atlas = load_catalogue()
    text = example(atlas.geography, "departement")
    return text, join(read_raw(io.BytesIO(text.encode())), atlas.geography)


def test_nothing_is_computed_before_a_file_is_brought(section, monkeypatch):
    monkeypatch.setattr(panel, "crossing", None)
    reader = section("types=tzcld")
    assert reader.says("indicator_try")
    assert not reader.app.get("component_instance")


def test_page_files_and_python_agree(section, bring, departements, downloads):
    text, indicator = departements
    bring(text)
    reader = section("types=tzcld&graine=3").unfold("indicator_shares").unfold("indicator_lines")
    atlas = load_catalogue()
    found = crossing(atlas, indicator, TZCLD, seed=3)
    assert markup.text(sentences.verdict_sentence(indicator, found, "fr")) in reader.markup
    assert probability(found.association.p, "fr") in reader.markup
    for share in found.fifths["share"]:
        assert f"<td>{percent(share, 'fr')}</td>" in reader.markup
    told = describe(indicator, atlas.geography, codes=found.table.index, seed=3)
    assert f"<strong>{sentences.coefficient(told['moran'], 'fr')}</strong>" in reader.markup
    assert markup.text(sentences.ledger_line(indicator, "fr")) in reader.markup
    rows = list(csv.DictReader(io.StringIO(downloads["atlas-indicateur-tests.csv"]().decode("utf-8-sig"))))
    table = listing.tests_table(found, crossings(atlas, indicator, TZCLD, seed=3))
    assert [float(row["p"]) for row in rows] == pytest.approx(table["p"].tolist())
    rows = list(
        csv.DictReader(io.StringIO(downloads["atlas-indicateur-territoires.csv"]().decode("utf-8-sig")))
    )
    assert [row["code"] for row in rows] == indicator.table.index.tolist()
    assert [float(row["indicator"]) for row in rows] == indicator.table["value"].tolist()


def test_the_map_shows_the_values_and_little_is_sent(section, bring, departements):
    text, indicator = departements
    bring(text)
    sent = section("types=tzcld").payload
    assert sent["values"] == indicator.table["value"].tolist()
    assert indicator.name in json.dumps(sent["legend"], ensure_ascii=False)
    assert len(json.dumps(sent).encode()) < 40_000


def test_several_types_are_tested_at_once_in_their_fold(section, bring, departements):
    text, indicator = departements
    bring(text)
    reader = section("types=tzcld,ptce").unfold("indicator_each")
    types = crossings(load_catalogue(), indicator, Selection(types=("tzcld", "ptce")))
    for p in types["p_corrected"]:
        assert f"<td>{probability(p, 'fr')}</td>" in reader.markup


def extremes():
    """The smallest type and the largest, of those counted at the seat and of those counted all over."""
    tables = load_catalogue().tables
    counts = tables.initiatives["type"].value_counts().reindex(tables.types.index, fill_value=0)
    groups = counts.groupby(counts.index.isin(PERIMETER_TYPES))
    return sorted({*groups.idxmin(), *groups.idxmax()})


@pytest.mark.parametrize("kind", extremes())
def test_a_type_has_its_verdict(section, bring, departements, kind):
    text, indicator = departements
    bring(text)
    reader = section(f"types={kind}")
    atlas = load_catalogue()
    if atlas.choose(Selection(types=(kind,))).empty:
        assert reader.says("empty")
        return
    found = crossing(atlas, indicator, Selection(types=(kind,)), by=reader.app.session_state["by"])
    assert markup.text(sentences.verdict_sentence(indicator, found, "fr")) in reader.markup
    assert found.verdict in ("associated", "chance", "none")


def test_the_file_is_put_away_and_goes_with_the_visit(section, bring, departements):
    bring(departements[0])
    reader = section("types=tzcld")
    assert "indicator file" in reader.app.session_state["visit"]
    assert "indicator found" in reader.app.session_state["visit"]
    assert all(
        "ruraux" not in str(reader.app.session_state[key])
        for key in reader.app.session_state
        if key != "visit"
    )
    reader.press(say("indicator_forget", "fr", name="ruraux.csv"))
    assert reader.says("indicator_try")
    assert "indicator file" not in reader.app.session_state["visit"]


def test_the_file_stays_while_the_reader_is_on_another_page(section, bring, departements):
    bring(departements[0])
    reader = section("types=tzcld")
    reader.turn_to("carte").turn_to("echelles")
    assert reader.address["section"] == "indicateur"
    assert reader.app.get("component_instance")


def test_the_example_is_tried(section, monkeypatch):
    monkeypatch.setattr("atlas.ui.indicator.file._EXAMPLE", "departement")
    monkeypatch.setattr(st, "file_uploader", lambda *_args, **_options: None)
    reader = section("types=tzcld").press(say("indicator_try", "fr"))
    assert reader.app.get("component_instance")
    assert say("indicator_example", "fr") in reader.words


def test_communes_are_compared_at_a_level_of_the_readers_choice(section, bring):
    communes = load_catalogue().geography.communes
    area = communes["area_km2"].dropna()
    bring("\n".join(["insee;fermes", *(f"{code};{round(one / 10)}" for code, one in area.items())]))
    reader = section("types=tzcld").choose("indicator_at", "departement")
    assert len(reader.payload["values"]) == 101
    reader.choose("indicator_at", "commune")
    assert say("indicator_none_many", "fr") in reader.words
    reader.unfold("indicator_zoned")
    assert say("scales_zonings_official", "fr") in reader.words


def test_territories_at_odds_are_the_readers_to_settle(section, bring):
    lines = [f"{code};{n}" for n, code in enumerate(load_catalogue().geography.level("departement").index)]
    bring("\n".join(["dep;taux", *lines, "01;77"]))
    reader = section("types=tzcld")
    assert number(100, "fr") in sentences_line(reader)
    reader.choose("indicator_twice", "last")
    assert 77 in reader.payload["values"]
    reader.choose("indicator_twice", "sum")
    assert number(101, "fr") in sentences_line(reader)


def sentences_line(reader):
    return next(line for line in reader.words.splitlines() if line.startswith("102 lignes"))


def test_a_place_is_obeyed(section, bring, departements):
    bring(departements[0])
    assert len(section("types=tzcld&dans=region:53").payload["values"]) == 4


@pytest.mark.parametrize(
    ("text", "key"),
    [("nom;n\nx;1\ny;2\n", "indicator_no_codes"), ("dep;nom\n01;Ain\n02;Aisne\n", "indicator_no_numbers")],
)
def test_what_cannot_be_used_is_one_sentence(section, bring, text, key):
    bring(text)
    reader = section("types=tzcld")
    assert reader.messages == [say(key, "fr", columns=", ".join(text.splitlines()[0].split(";")))]


def test_a_file_draws_nothing(section, bring):
    cell = DRAWING.replace("\x00", "").replace('"', "")
    lines = [
        f'{code};{n};"{cell}"' for n, code in enumerate(load_catalogue().geography.level("region").index)
    ]
    bring("\n".join([f'region;"{cell}";"{cell} 2"', *lines, f'"{cell}";3;x']), name=cell.replace("/", ""))
    reader = section("types=tzcld").unfold("indicator_lines").unfold("indicator_shares")
    inert(reader)
    assert MARK in reader.markup


def test_another_run_asks_nothing_again(section, bring, departements, monkeypatch):
    asked = []

    def counted(*args, **options):
        asked.append(args)
        return crossing(*args, **options)

    monkeypatch.setattr(panel, "crossing", counted)
    bring(departements[0])
    section("types=tzcld").unfold("indicator_shares").run()
    assert len(asked) == 1


@pytest.mark.parametrize(("shown", "absent"), [("en", "fr"), ("fr", "en")])
def test_one_language_at_a_time(section, bring, departements, shown, absent):
    bring(departements[0])
    reader = section(f"types=tzcld,ptce&lang={shown}")
    for fold in ("lines", "shares", "each", "zoned"):
        reader.unfold(f"indicator_{fold}")
    assert strays(reader.words, absent) == []
