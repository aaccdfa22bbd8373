"""The page of scales shows the numbers of Python, in two languages, and everything is in its address."""

import csv
import io
import json

import pytest

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.scales import ZoningQuestion, clusters, scale_effect, zoning_effect
from atlas.scales.listing import deserved
from atlas.views.scales import map as scale_map
from atlas.views.scales import numbers as scale_numbers
from atlas.views.scales import zonings as zoning_view
from atlas.vocabulary import LEVELS
from atlas.words import html as markup
from atlas.words import say

MOST_BYTES = 40_000


@pytest.fixture
def echelles(visit):
    def open_page(address=""):
        reader = visit().turn_to("echelles")
        reader.app.query_params.update(dict(part.split("=") for part in address.split("&") if part))
        return reader.run()

    return open_page


@pytest.fixture
def named_downloads(monkeypatch):
    """What the download buttons hand out, by the name of the file."""
    import streamlit as st  # noqa: PLC0415 - patched below

    files, button = {}, st.download_button

    def keep(label, data, **options):
        files[options["file_name"]] = data
        return button(label, data, **options)

    monkeypatch.setattr(st, "download_button", keep)
    return lambda name: list(csv.DictReader(io.StringIO(files[name]().decode("utf-8-sig"), newline="")))


SECTIONS = {
    "echelles": "scales_table",
    "zonages": "scales_zonings_question",
    "associations": "scales_what_cramer",
    "methode": "scales_rule_neighbours",
}


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize(("language", "other"), [("fr", "en"), ("en", "fr")])
def test_opens(echelles, section, language, other):
    words = echelles(f"lang={language}&section={section}").words
    assert say(SECTIONS[section], language) in words
    assert say(SECTIONS[section], other) not in words


@pytest.mark.parametrize(
    ("indicator", "level"), [("rate", "epci"), ("funding", "departement"), ("covered", "region")]
)
def test_cards_table_file_and_python_agree(echelles, named_downloads, indicator, level):
    reader = echelles(f"types=tzcld&niveau={level}&indicateur={indicator}")
    expected = scale_effect(load_catalogue(), Selection(types=("tzcld",)), indicator=indicator)
    row = expected.loc[level]
    assert f"<strong>{markup.text(scale_numbers.index(row['gini'], 'fr'))}</strong>" in reader.markup
    for one in LEVELS:
        assert scale_numbers.probability(expected.loc[one, "moran_p"], "fr") in reader.words
    written = named_downloads("atlas-echelles-niveaux.csv")
    assert [line["level"] for line in written] == list(LEVELS)
    ginis = [float(line["gini"] or "nan") for line in written]
    assert ginis == pytest.approx(deserved(expected["gini"]).tolist(), nan_ok=True)
    found = clusters(load_catalogue(), Selection(types=("tzcld",)), level, indicator=indicator)
    assert [line["cluster"] for line in named_downloads("atlas-echelles-grappes.csv")] == found[
        "cluster"
    ].tolist()
    described = {
        (line["table"], line["column"]) for line in named_downloads("atlas-echelles-dictionnaire.csv")
    }
    assert {("scale_effect", name) for name in written[0]} <= described


@pytest.mark.parametrize("level", ["bassin_de_vie", "epci", "departement"])
@pytest.mark.parametrize("colour", ["grappes", "fragiles"])
def test_the_map_shows_the_clusters(echelles, level, colour):
    sent = echelles(f"niveau={level}&carte={colour}").payload
    found = clusters(load_catalogue(), Selection(), level, indicator="rate")
    kind = found["cluster"]
    if colour == "fragiles":
        kind = kind.mask(found["p"].le(0.05), found["quadrant"])
    keys = list(scale_map.CLUSTER_COLOURS)
    letters = "".join(str(keys.index(key)) if key in keys else "u" for key in kind)
    assert sent["classes"] == letters
    assert sent["colours"] == list(scale_map.CLUSTER_COLOURS.values())
    assert [row["text"] for row in sent["legend"]["groups"][0]["rows"]][:2] == [
        "Fort parmi des forts",
        "Fort parmi des faibles",
    ]
    assert sent["blanks"]["0"] == "Fort parmi des forts"
    assert len(json.dumps(sent).encode()) < MOST_BYTES


def test_the_map_of_values_is_that_of_the_map_page(echelles, visit):
    ours = echelles("niveau=epci&carte=valeurs&indicateur=rate").payload
    theirs = visit("niveau=epci&mesure=rate").payload
    assert ours["classes"] == theirs["classes"]
    assert ours["values"] == theirs["values"]


def test_communes_of_a_territory(echelles):
    reader = echelles("niveau=commune&dans=departement:26")
    members = load_catalogue().geography.members("departement", "26")
    assert reader.payload["codes"] == members.tolist()
    assert say("scales_clusters_inside", "fr") in reader.payload["legend"]["groups"][0]["title"]


def test_random_zonings_run_by_a_button_and_are_kept(echelles, named_downloads):
    reader = echelles("section=zonages&types=tzcld&tirages=49&graine=3")
    assert not reader.says("scales_zonings_official")
    reader.press(say("scales_run", "fr"))
    question = ZoningQuestion(
        selection=Selection(types=("tzcld",)), level="departement", indicator="rate", zonings=49, seed=3
    )
    row = zoning_effect(load_catalogue(), question).table.loc["gini"]
    assert zoning_view.verdict(row, "fr") in reader.words
    written = named_downloads("atlas-echelles-zonages.csv")
    own = next(line for line in written if line["level"] == "departement" and line["statistic"] == "gini")
    assert float(own["p"]) == pytest.approx(row["p"])
    assert own["seed"] == "3"
    assert len(named_downloads("atlas-echelles-tirages.csv")) == 3 * 49
    # Kept: whoever opens the link again finds the result without drawing.
    again = echelles("section=zonages&types=tzcld&tirages=49&graine=3&statistique=moran")
    assert again.says("scales_zonings_official")
    assert again.address["statistique"] == "moran"


def test_everything_is_in_the_address_and_comes_back(echelles):
    chosen = "section=associations&indicateur=count&carte=valeurs&graine=7&croiser=type-setting"
    address = f"niveau=epci&types=ptce&{chosen}"
    reader = echelles(address)
    assert "&".join(f"{key}={value}" for key, value in reader.address.items()) == address
    assert reader.choose("scales_pair", "type-scale").address.get("croiser") is None


def test_nonsense_in_the_address_is_the_default(echelles):
    reader = echelles("section=zzz&indicateur=size&graine=0&tirages=1000000&centres=moon")
    assert reader.address == {}


def test_no_initiative_nothing_to_compare(echelles):
    reader = echelles("q=zzz")
    assert reader.says("empty")
    assert "Méthode" in reader.words


def test_contingency_table_adds_up(echelles):
    (shown,) = echelles("section=associations").app.dataframe
    table = shown.value
    assert table.loc["Total", "Total"] == table["Total"].iloc[:-1].sum()


def test_what_is_left_out_is_said(echelles):
    reader = echelles("indicateur=funding&niveau=departement")
    assert reader.says("scales_read_money")
    assert reader.says("scales_read_partial")
    assert not reader.says("scales_undefined")


def test_a_territory_without_polygon_in_the_link(echelles):
    reader = echelles("niveau=commune&dans=commune:98818")
    assert reader.payload["codes"] == ["98818"]
