"""The page of scales shows the numbers of Python, in two languages, and everything is in its address."""

import csv
import html
import io
import json
import re
import shlex

import pandas as pd
import pytest
from click.testing import CliRunner

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.cli import main
from atlas.scales import (
    CENTRES,
    DRAWN,
    INDICATORS,
    NULLS,
    ZoningQuestion,
    clusters,
    perimeter_fit,
    scale_effect,
    union_fit,
    values,
    zoning_effect,
)
from atlas.scales.listing import deserved
from atlas.views.scales import map as scale_map
from atlas.views.scales import numbers as scale_numbers
from atlas.views.scales import perimeters as perimeters_view
from atlas.views.scales import zonings as zoning_view
from atlas.vocabulary import LEVELS
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import number

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


def unfolded(reader, fold):
    reader.app.session_state[fold] = True
    return reader.run()


SECTIONS = {
    "echelles": "scales_table",
    "zonages": "scales_zonings_question",
    "perimetres": "scales_fit_question",
    "associations": "scales_what_cramer",
    "diffusion": "spread_types",
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
    reader = unfolded(echelles(f"types=tzcld&niveau={level}&indicateur={indicator}"), "scales_compared")
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


def test_the_command_on_the_page_gives_its_figures(echelles, tmp_path):
    reader = echelles("types=tzcld&niveau=departement&indicateur=funding&graine=2")
    atlas, *words, folder = shlex.split(html.unescape(re.search("<code>(.*?)</code>", reader.markup)[1]))
    assert atlas == "atlas"
    # Of one level, and without draws, it takes a moment.
    told = CliRunner().invoke(main, [*words, str(tmp_path / folder), "--levels=departement", "--zonings=0"])
    assert told.exit_code == 0, told.output
    (row,) = pd.read_csv(tmp_path / folder / "scale_effect.csv").to_dict("records")
    assert row["seed"] == 2
    for figure in (row["gini"], row["moran"]):
        assert f"<strong>{markup.text(scale_numbers.index(figure, 'fr'))}</strong>" in reader.markup


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
    theirs = visit("points=non&niveau=epci&mesure=rate").payload
    assert ours["classes"] == theirs["classes"]
    assert ours["values"] == theirs["values"]


def test_communes_of_a_territory(echelles):
    reader = echelles("niveau=commune&dans=departement:26&carte=grappes")
    members = load_catalogue().geography.members("departement", "26")
    assert reader.payload["codes"] == members.tolist()
    assert say("scales_clusters_inside", "fr") in reader.payload["legend"]["groups"][0]["title"]


def test_random_zonings_run_by_a_button_and_are_kept(echelles, named_downloads):
    reader = echelles("section=zonages&types=tzcld&centres=uniform&tirages=49&graine=3")
    assert not reader.says("scales_zonings_official")
    reader.press(say("scales_run", "fr"))
    question = ZoningQuestion(
        selection=Selection(types=("tzcld",)),
        level="departement",
        indicator="rate",
        null="uniform",
        zonings=49,
        seed=3,
    )
    row = zoning_effect(load_catalogue(), question).table.loc["gini"]
    assert zoning_view.verdict(row, "fr") in reader.words
    written = named_downloads("atlas-echelles-zonages.csv")
    own = next(line for line in written if line["level"] == "departement" and line["statistic"] == "gini")
    assert float(own["p"]) == pytest.approx(row["p"])
    assert own["seed"] == "3"
    assert len(named_downloads("atlas-echelles-tirages.csv")) == 3 * 49
    # Kept: whoever opens the link again finds the result without drawing.
    again = echelles("section=zonages&types=tzcld&centres=uniform&tirages=49&graine=3&statistique=moran")
    assert again.says("scales_zonings_official")
    assert again.address["statistique"] == "moran"


def test_the_page_opens_on_its_answer_at_the_bassin_de_vie(echelles):
    reader = echelles("types=tzcld")
    question = ZoningQuestion(
        selection=Selection(types=("tzcld",)),
        level="bassin_de_vie",
        indicator="rate",
        statistics=("gini",),
    )
    found = zoning_effect(load_catalogue(), question)
    assert zoning_view.answer("bassin_de_vie", found, "gini", "matched", "fr") in reader.markup
    assert all(NULLS[one].fr.lower() in reader.words for one in CENTRES)
    # What is folded is not computed for the page.
    assert not reader.says("scales_column_polarisation")


def test_stored_zonings_need_no_button(echelles, named_downloads):
    reader = echelles("section=zonages&types=pat")
    assert not [one for one in reader.app.button if one.label == say("scales_run", "fr")]
    question = ZoningQuestion(
        selection=Selection(types=("pat",)), level="epci", indicator="rate", by="coverage"
    )
    row = zoning_effect(load_catalogue(), question).table.loc["gini"]
    assert zoning_view.verdict(row, "fr") in reader.words
    assert scale_numbers.probability(row["p"], "fr") in reader.words
    written = named_downloads("atlas-echelles-zonages.csv")
    own = next(line for line in written if line["level"] == "epci" and line["statistic"] == "gini")
    assert float(own["p"]) == pytest.approx(row["p"], abs=1e-4)


def test_charts_of_zonings_have_one_scale_and_name_what_it_counts(echelles):
    reader = echelles("section=zonages&statistique=mean")
    axes = []
    for chart in reader.app.get("vega_lite_chart"):
        text = json.loads(chart.proto.spec)
        (x,) = [layer["encoding"]["x"] for layer in text["layer"] if "x2" in layer["encoding"]]
        axes.append((x["title"], tuple(x["scale"]["domain"])))
    assert len(axes) > 1
    assert len(set(axes)) == 1
    assert INDICATORS["rate"].unit.fr in axes[0][0]


def test_perimeters_on_the_page_in_the_file_and_from_python(echelles, named_downloads):
    reader = echelles("section=perimetres&types=contrat_transition_ecologique")
    chosen = Selection(types=("contrat_transition_ecologique",))
    fits = {level: perimeter_fit(load_catalogue(), chosen, level) for level in DRAWN}
    for sentence in perimeters_view.sentences(fits, union_fit(load_catalogue(), chosen), "fr"):
        assert markup.text(sentence) in reader.markup
    written = named_downloads("atlas-echelles-ajustement.csv")
    own = next(line for line in written if (line["level"], line["fit"]) == ("epci", "misfit"))
    assert float(own["official"]) == pytest.approx(fits["epci"].overall.loc["misfit", "official"], abs=1e-4)
    assert len(named_downloads("atlas-echelles-perimetres.csv")) == sum(
        len(one.table) for one in fits.values()
    )
    assert len(unfolded(reader, "scales_ranking").app.dataframe[0].value) == len(fits["bassin_de_vie"].table)


def test_types_without_perimeter_have_no_answer(echelles):
    assert echelles("section=perimetres&types=tiers_lieu").says("scales_fit_none")


def test_everything_is_in_the_address_and_comes_back(echelles):
    chosen = "section=associations&indicateur=count&carte=grappes&graine=7&croiser=type-setting"
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


def test_a_list_that_is_whole_is_not_called_partial(echelles):
    reader = echelles("types=pat&niveau=departement")
    assert not reader.says("scales_read_partial")
    assert not reader.says("scales_read_filter")
    assert echelles("types=pat&niveau=departement&annees=2000-2020").says("scales_read_filter")


def test_a_territory_without_polygon_in_the_link(echelles):
    reader = echelles("niveau=commune&dans=commune:98818")
    assert reader.payload["codes"] == ["98818"]


def test_five_small_maps_stand_in_the_fold_and_obey_the_place(echelles):
    chosen = "types=ptce&indicateur=rate&carte=valeurs&niveau=epci"
    reader = echelles(chosen)
    assert "data:image/png" not in reader.markup
    reader = unfolded(reader, "scales_compared")
    alts = re.findall(r'<img src="data:image/png[^"]+" alt="([^"]+)"', reader.markup)
    assert len(alts) == len(LEVELS)
    found = values(load_catalogue(), Selection(types=("ptce",)), "region", indicator="rate").table
    counts = {"n": number(int(found["value"].gt(0).sum()), "fr"), "of": number(len(found), "fr")}
    assert say("scales_small_told", "fr", **counts, low="|", middle="|", high="|").split("|")[0] in alts[-1]
    reader = unfolded(echelles(f"{chosen}&dans=departement:26"), "scales_compared")
    alts = re.findall(r'<img src="data:image/png[^"]+" alt="([^"]+)"', reader.markup)
    within = len(load_catalogue().geography.members("departement", "26"))
    assert f"sur {within} " in alts[0]
    assert reader.says("scales_small_note_place")
