"""A perimeter is a place of every page: a PAT has its portrait, and every question can be asked inside it."""

import json
from urllib.parse import parse_qsl

import pytest

from atlas.catalogue import load_catalogue
from atlas.portrait import portrait
from atlas.territories.places import Place
from atlas.vocabulary import PERIMETER
from atlas.words import TEXTS
from atlas.words.numbers import number

LUBERON, BIOVALLEE = Place(PERIMETER, "pat_luberon"), Place(PERIMETER, "biovallee")


def page(visit, name, address):
    reader = visit("").turn_to(name)
    reader.app.query_params.update(dict(parse_qsl(f"points=oui&{address}")))
    return reader.run()


def test_a_pat_has_its_portrait(visit):
    reader = page(visit, "territoire", f"territoire={LUBERON}")
    found = portrait(load_catalogue(), LUBERON)
    assert reader.address == {"territoire": str(LUBERON)}
    assert "PAT Luberon" in reader.markup
    assert number(found.people.population, "fr") in reader.markup
    assert "Vaucluse" in reader.markup
    # It is drawn among intercommunalités, with its own border, which no file of the map holds.
    assert reader.payload["level"] == "epci"
    assert reader.payload["outline"] == []
    assert len(reader.payload["overlay"]["lines"]) > 1
    assert len(json.dumps(reader.payload)) < 60_000
    assert reader.says("perimeter_peers")


def test_a_search_finds_it_and_opens_it(visit):
    reader = visit("").turn_to("territoire")
    reader.choose("find", "pat luberon")
    label = next(button.label for button in reader.app.button if button.key == f"find {LUBERON}")
    assert "Vaucluse" in label
    reader.app.get_by_key(f"find {LUBERON}").click()
    reader.run()
    assert reader.address["territoire"] == str(LUBERON)


def test_perimeters_stand_side_by_side(visit):
    reader = page(visit, "territoire", f"territoire={LUBERON}&avec={BIOVALLEE},epci:242600252,perimetre:no")
    assert "Biovallée" in reader.markup
    assert reader.address["avec"] == f"{BIOVALLEE},epci:242600252,perimetre:no"
    assert any("perimetre:no" in warning.value.replace("\\", "") for warning in reader.app.warning)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", ["carte", "manques", "financements", "echelles", "pairs"])
def test_every_page_speaks_of_it(visit, name, lang):
    reader = page(visit, name, f"dans={BIOVALLEE}&territoire={LUBERON}&lang={lang}")
    assert reader.address["dans"] == str(BIOVALLEE)
    assert reader.app.get_by_key("inside").value == str(BIOVALLEE)


@pytest.mark.parametrize("level", ["commune", "epci", "departement"])
def test_the_map_draws_its_border(visit, level):
    reader = visit(f"dans={BIOVALLEE}&niveau={level}")
    assert reader.payload["overlay"]["lines"]
    assert reader.payload["codes"]


def test_the_sheet_of_a_programme_leads_to_its_portrait(visit):
    reader = visit("initiative=pat_luberon&types=pat")
    links = [link.proto for link in reader.app.get("page_link")]
    assert [TEXTS["perimeter_open"].fr] == [one.label for one in links]
    assert dict(parse_qsl(links[0].query_string)) == {"types": "pat", "territoire": str(LUBERON)}
    assert visit("initiative=tl_la_gare").app.get("page_link") == []


@pytest.mark.parametrize(
    "text", ["perimetre:nope", "perimetre:", "perimetre:<b>x</b>", "perimetre:" + "a" * 150]
)
def test_what_is_no_perimeter_is_told(visit, text):
    reader = page(visit, "territoire", f"territoire={text}")
    assert len(reader.app.warning) == 1
    assert "<b>" not in reader.markup
    assert "dans" not in page(visit, "manques", f"dans={text}").address
