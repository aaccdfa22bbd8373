"""« Où agir ensuite » on the page of gaps: the figures of Python, in its address, drawn where it is open."""

import csv
import io
import json
from urllib.parse import parse_qsl

import pytest

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.next import Wish, suggest
from atlas.views.next.choices import OWN

PLACE = "region:53"


@pytest.fixture
def suite(visit):
    def open_page(address=""):
        reader = visit().turn_to("manques")
        reader.app.query_params.update(dict(parse_qsl(f"vue=suite&types=ptce&{address}")))
        return reader.run()

    return open_page


def plan(**options):
    return suggest(load_catalogue(), Selection(types=("ptce",), inside=PLACE), Wish(**options))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_figures_map_file_and_python_agree(suite, downloads, language):
    reader = suite(f"lang={language}&dans={PLACE}&lieux=3&choix=optimum&villes=2000")
    expected = plan(k=3, exact=True, least=2000)
    assert reader.figures[:2] == [f"{expected.places['newly'].sum():.0f}", f"{expected.served:.0f}"]
    sent = reader.payload
    assert [text.split(". ")[0] for *_, text in sent["overlay"]["marks"]] == ["1", "2", "3"]
    assert len(sent["overlay"]["circles"]) == 3
    assert sum(filter(None, sent["values"])) == expected.places["newly"].sum()
    written = list(
        csv.DictReader(io.StringIO(downloads["atlas-ou-agir.csv"]().decode("utf-8-sig"), newline=""))
    )
    assert [row["code"] for row in written] == expected.places.index.tolist()
    assert [float(row["newly"]) for row in written] == expected.places["newly"].tolist()
    communes = list(
        csv.DictReader(io.StringIO(downloads["atlas-ou-agir-communes.csv"]().decode("utf-8-sig"), newline=""))
    )
    assert sum(float(row["people"]) for row in communes) == expected.places["newly"].sum()
    about = json.loads(downloads["atlas-ou-agir.geojson"]())["metadata"]
    page, _, parameters = about["address"].partition("?")
    assert (page, dict(parse_qsl(parameters))) == ("manques", reader.address)
    for key in ("next_left", "next_left_roads", "next_left_list", "next_gap_none"):
        assert reader.says(key), key


def test_every_choice_is_in_the_address_and_comes_back(suite):
    reader = suite(f"dans={PLACE}")
    for key, value in {
        "next_k": "2",
        "next_km": 17,
        "next_weight": "rural",
        "next_how": "equite",
        "next_level": "epci",
        "next_least": "1000",
        "next_among": "departement:35",
    }.items():
        reader.choose(key, value)
    told = reader.address
    assert {choice.parameter for choice in OWN.values()} <= told.keys()
    again = suite("&".join(f"{key}={value}" for key, value in told.items()))
    assert again.address == told
    assert again.payload["overlay"] == reader.payload["overlay"]


def test_the_gaps_do_not_ask_for_it(visit, monkeypatch):
    """A run with the section closed computes none of it."""
    monkeypatch.setattr("atlas.ui.next.panel.suggest", None)
    reader = visit("types=ptce").turn_to("manques")
    assert reader.says("gaps_ranking_no_known")
    assert "vue" not in reader.address


def test_the_gaps_forget_nothing_when_it_is_closed_and_opened(suite):
    reader = suite(f"dans={PLACE}&lieux=2&villes=1000&tri=distance")
    told = reader.address
    closed = {"types": "ptce", "dans": PLACE, "tri": "distance"}
    assert reader.choose("gaps_view", "manques").address == closed
    assert reader.choose("gaps_setting", "rural").address == closed | {"cadre": "rural"}
    assert reader.choose("gaps_setting", "all").choose("gaps_view", "suite").address == told


def test_what_cannot_be_answered_is_said(suite):
    assert suite(f"dans={PLACE}&villes=50000&parmi=commune:29155").says("next_no_candidate")
    assert suite(f"dans={PLACE}&parmi=commune:zzz,<b>").says("next_among_unknown")
    assert suite("q=zzzz").says("gaps_empty")
    # Everybody filters by a name: how much of that list is known, nobody can say.
    assert suite(f"dans={PLACE}&q=energie&pour=likely").says("next_no_chance")


def test_nobody_is_left_to_reach(suite):
    reader = suite("dans=commune:35236&portee=30")
    assert reader.says("next_answer_none")
    assert not reader.payload["overlay"]["marks"]


def test_nonsense_in_the_address_is_the_default(suite):
    reader = suite(f"dans={PLACE}&lieux=zzz&portee=1e9&pour=x&choix=&lieu_par=canton&villes=-1")
    assert reader.address == {"vue": "suite", "types": "ptce", "dans": PLACE}
