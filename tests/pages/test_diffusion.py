"""The section on how dynamics spread shows what Python, files and terminal say, or why they say nothing."""

import csv
import io
import json
from functools import partial

import pytest
import streamlit as st
from click.testing import CliRunner

from atlas import spread
from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.cli import main
from atlas.views.scales.numbers import probability
from atlas.views.spread import sentences
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import number, percent

MOST_BYTES = 40_000
TZCLD = Selection(types=("tzcld",))


@pytest.fixture
def diffusion(scales_section):
    return partial(scales_section, "diffusion")


@pytest.fixture
def files(monkeypatch):
    """What the download buttons hand out, by the name of the file."""
    made, button = {}, st.download_button

    def keep(label, data, **options):
        made[options["file_name"]] = data
        return button(label, data, **options)

    monkeypatch.setattr(st, "download_button", keep)
    return made


def rows(content):
    return list(csv.DictReader(io.StringIO(content().decode("utf-8-sig"), newline="")))


def test_page_files_python_and_terminal_agree(diffusion, files):
    reader = diffusion("types=tzcld&niveau=epci&graine=3").unfold("spread_all")
    catalogue = load_catalogue()
    dates = spread.start_dates(catalogue, TZCLD)
    growth, reach = spread.growth(catalogue, dates), spread.reach(catalogue, TZCLD)
    found = spread.nearness(catalogue, TZCLD, seed=3)
    last = reach[reach["level"].eq("epci")].iloc[-1]
    assert f"<strong>{number(len(dates.years), 'fr')}</strong>" in reader.markup
    assert f"<strong>{percent(last['people_share'], 'fr')}</strong>" in reader.markup
    assert markup.text(sentences.verdict(found, "fr")) in reader.markup
    for p in found.table["p_corrected"]:
        assert probability(p, "fr") in reader.markup
    written = rows(files["atlas-diffusion-growth.csv"])
    assert [int(row["total"]) for row in written] == growth["total"].tolist()
    written = rows(files["atlas-diffusion-reach.csv"])
    assert [float(row["people_share"]) for row in written] == pytest.approx(reach["people_share"], abs=1e-6)
    written = rows(files["atlas-diffusion-nearness.csv"])
    assert [float(row["p_corrected"]) for row in written] == pytest.approx(
        found.table["p_corrected"], abs=1e-6
    )
    done = CliRunner().invoke(main, ["spread", "--type", "tzcld", "--seed", "3", "--json"])
    told = json.loads(done.stdout)
    assert [row["total"] for row in told["growth"]] == growth["total"].tolist()
    assert told["nearness"]["p"] == found.p
    assert told["nearness"]["points"] == found.points
    assert {row["level"]: row["people_share"] for row in told["reach"]}["epci"] == last["people_share"]


def test_the_map_shows_those_there_at_the_year_of_the_address(diffusion):
    reader = diffusion("types=tzcld&fin=2021")
    catalogue = load_catalogue()
    years = spread.start_dates(catalogue, TZCLD).years
    sent = reader.payload
    assert sent["points"].count("1") == years.le(2021).sum()
    assert len(json.dumps(sent).encode()) < MOST_BYTES
    reader.choose("spread_slider", 2016)
    assert reader.payload["points"].count("1") == years.le(2016).sum()
    assert reader.address["fin"] == "2016"
    assert f"<strong>{number(years.le(2016).sum(), 'fr')}</strong>" in reader.markup
    reader.choose("spread_slider", years.max())
    assert "fin" not in reader.address


@pytest.mark.parametrize("kind", load_catalogue().tables.types.index)
def test_every_type_shows_figures_or_says_why_not(diffusion, kind):
    reader = diffusion(f"types={kind}")
    dates = spread.start_dates(load_catalogue(), Selection(types=(kind,)))
    assert markup.text(sentences.dated(dates, "fr")) in reader.markup
    assert bool(reader.app.get("component_instance")) != bool(dates.why)
    if dates.untested and not dates.why:
        assert markup.text(sentences.untested(dates, "fr")) in reader.markup


def test_several_types_are_not_mixed_and_offer_no_choice_without_effect(diffusion):
    reader = diffusion("types=tzcld,pat")
    assert say("spread_choose", "fr") in reader.words
    assert not reader.app.get("component_instance")
    assert {"level", "tiles"}.isdisjoint(
        widget.key for widget in [*reader.app.selectbox, *reader.app.checkbox]
    )


def test_another_kind_of_date_is_asked_by_the_address(diffusion):
    dates = spread.start_dates(load_catalogue(), Selection(types=("energie_citoyenne",)), kind="opening")
    reader = diffusion("types=energie_citoyenne&debut=opening")
    assert markup.text(sentences.dated(dates, "fr")) in reader.markup
    assert reader.address["debut"] == "opening"


def test_a_place_is_obeyed(diffusion):
    here = Selection(types=("tzcld",), inside="region:32")
    dates = spread.start_dates(load_catalogue(), here)
    assert 0 < len(dates.years) < 73
    assert markup.text(sentences.dated(dates, "fr")) in diffusion("types=tzcld&dans=region:32").markup
