"""The page of a territory stays true and useful for every kind of territory, in both languages."""

import io
import json
import re
from urllib.parse import parse_qsl

import pypdf
import pytest

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.portrait import portrait
from atlas.portrait.peers import REFERENCES
from atlas.territories.places import Place
from atlas.ui.portrait_panel import EXAMPLES
from atlas.words import TEXTS, short_label
from atlas.words.html import text
from atlas.words.numbers import number

BIOVALLEE = "territoire=epci:242600252"


def page(visit, address):
    reader = visit("").turn_to("territoire")
    # A parameter at its default makes the address news; else AppTest would send what another page left.
    reader.app.query_params.update(dict(parse_qsl(f"points=oui&{address}")))
    return reader.run()


def names(reader):
    return {column for table in reader.app.dataframe for column in table.value.columns}


def test_it_shows_the_portrait(visit):
    reader = page(visit, BIOVALLEE)
    found = portrait(load_catalogue(), Place("epci", "242600252"))
    assert "CC du Val de Drôme en Biovallée" in reader.markup
    assert number(found.people.population, "fr") in reader.markup
    assert number(found.money.per_inhabitant, "fr", digits=2) in reader.markup
    assert reader.address == {"territoire": "epci:242600252"}
    assert [mark["code"] for mark in reader.payload["outline"]] == ["242600252"]
    assert reader.payload["level"] == "epci"
    # One message: the initiatives, above plain outlines.
    assert reader.payload["plain"]
    assert reader.payload["points"]
    assert len(json.dumps(reader.payload)) < 40_000


def test_choices_stand_in_the_address(visit):
    reader = page(visit, BIOVALLEE)
    reader.choose("portrait_distance", 37).choose("portrait_reference", "region").choose("by", "coverage")
    assert reader.address == {
        "territoire": "epci:242600252",
        "distance": "37",
        "pairs": "region",
        "compte": "coverage",
    }
    found = portrait(
        load_catalogue(), Place("epci", "242600252"), by="coverage", distance_km=37, reference="region"
    )
    assert f"À proximité ({(found.initiatives['link'] == 'near').sum()})" in [
        tab.label for tab in reader.app.tabs
    ]
    assert number(found.money.per_inhabitant, "fr", digits=2) in reader.markup


def test_filters_hold(visit):
    reader = page(visit, f"{BIOVALLEE}&types=pat")
    found = portrait(load_catalogue(), Place("epci", "242600252"), selection=Selection(types=("pat",)))
    assert found.money.present == 1
    assert reader.says("portrait_filtered")
    assert next(tab.label for tab in reader.app.tabs) == "Siège ici (1)"


def test_filters_are_told_in_words(visit):
    query = f"{BIOVALLEE}&types=pat&q=zzz&annees=2000-2010&sans_annee=non&categories=rural"
    reader = page(visit, query)
    for key, values in (("file_years_dated", {"first": "2000", "last": "2010"}), ("portrait_filtered", {})):
        assert reader.says(key, **values)
    short = page(visit, f"{BIOVALLEE}&q=zzz&annees=2000-2010")
    assert short.says("file_years", first="2000", last="2010")
    assert not page(visit, BIOVALLEE).says("portrait_filtered")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("epci:243500741", "Morbihan"),
        ("commune:29155", "no_epci"),
        ("commune:97501", "Saint-Pierre-et-Miquelon"),
        ("commune:98818", "portrait_unlocated"),
        ("commune:01002", "portrait_nothing"),
        ("region:06", "Mayotte"),
    ],
)
def test_every_kind_of_territory(visit, where, told, language):
    reader = page(visit, f"territoire={where}&lang={language}")
    assert reader.says(told) if told in TEXTS else told in reader.words
    located = where not in ("commune:97501", "commune:98818")
    assert bool(reader.app.get("component_instance")) == located
    assert {"PDF, 2 pages"} & {one.label for one in reader.app.get("download_button")}


def test_a_sentence_first_then_what_is_there_what_is_missing_and_in_a_fold_what_is_not_known(visit):
    reader = page(visit, BIOVALLEE)
    found = portrait(load_catalogue(), Place("epci", "242600252"))
    lead = reader.markup.split("atlas-lead'>")[1].split("</p>")[0]
    for value in (found.people.population, found.money.present, found.types["here"].gt(0).sum()):
        assert number(value, "fr") in lead
    names = load_catalogue().tables.types["label_fr"].map(short_label)
    tables = dict(re.findall(r"atlas-types (\w+)'>(.*?)</table>", reader.markup, re.DOTALL))
    assert set(tables) <= {"value", "zero"}
    tables |= dict(
        re.findall(r"atlas-types (\w+)'>(.*?)</table>", reader.unfold("portrait_unknown").markup, re.DOTALL)
    )
    for status, types in found.types.groupby("status").groups.items():
        rows = re.findall(r'<th scope="row">(.*?)</th>', tables[status])
        assert sorted(rows) == sorted(map(text, names[types]))


@pytest.mark.parametrize(
    ("address", "key", "n"),
    [
        (f"{BIOVALLEE}&types=pat&compte=seat", "portrait_count_seat_one", 1),
        (f"{BIOVALLEE}&types=pat&compte=seat", "portrait_types_here_one", 1),
        (f"{BIOVALLEE}&types=pat&compte=seat&lang=en", "portrait_count_seat_one", 1),
        (f"{BIOVALLEE}&q=zzzz", "portrait_lead_seat_none", 0),
    ],
)
def test_one_is_said_in_the_singular(visit, address, key, n):
    reader = page(visit, address)
    assert reader.figures[1] == str(n)
    assert reader.says(key)


def test_a_region_or_departement_is_one_click_away(visit):
    geography = load_catalogue().geography
    choices = [one for one in page(visit, "").app.get("button_group") if one.key.startswith("choose ")]
    assert len(choices) == len(geography.level("region"))
    whole = len(geography.level("region")) + len(geography.level("departement"))
    assert sum(len(one.options) for one in choices) == whole
    reader = page(visit, "").choose("choose region:53", "departement:29")
    assert reader.address["territoire"] == "departement:29"


def test_without_a_territory_it_offers_some(visit):
    reader = page(visit, "")
    assert reader.app.get("component_instance") == []
    label = next(button.label for button in reader.app.button if "Biovallée" in button.label)
    reader.press(label)
    assert reader.address["territoire"] == "epci:242600252"
    assert "CC du Val de Drôme en Biovallée" in reader.markup


def test_examples_exist():
    geography = load_catalogue().geography
    assert all(where.code in geography.level(where.level).index for where in EXAMPLES)


@pytest.mark.parametrize("typed", ["26400", "Crest", "26108"])
def test_search_by_name_code_and_postal_code(visit, typed):
    reader = page(visit, "")
    reader.choose("find", typed)
    label = next(button.label for button in reader.app.button if button.label.startswith("Crest · Commune"))
    reader.press(label)
    assert reader.address["territoire"] == "commune:26108"


def test_a_territory_that_does_not_exist(visit):
    reader = page(visit, "territoire=epci:1")
    assert "epci:1" in reader.messages[0]


def test_a_reference_that_it_does_not_have_gives_way(visit):
    reader = page(visit, "territoire=region:84")
    assert reader.app.get_by_key("portrait_reference").options == [
        REFERENCES[name].to("fr") for name in ("setting", "france")
    ]
    reader = page(visit, "territoire=commune:98818")
    assert reader.address["pairs"] == "france"


def test_downloads_are_the_portrait(visit, downloads):
    page(visit, f"{BIOVALLEE}&compte=coverage&lang=en")
    whole = {f"portrait-epci-242600252.{ending}" for ending in ("pdf", "xlsx", "html", "json")}
    assert whole < set(downloads)
    assert json.loads(downloads["portrait-epci-242600252-initiatives.geojson"]())["features"]
    found = portrait(load_catalogue(), Place("epci", "242600252"), by="coverage")
    content = json.loads(downloads["json"]())
    assert content["money"]["received"] == found.money.received
    paper = pypdf.PdfReader(io.BytesIO(downloads["pdf"]())).pages[0].extract_text()
    assert "PORTRAIT OF A TERRITORY" in paper
    assert number(found.money.per_inhabitant, "en", digits=2) in paper


def test_a_click_on_the_map_opens_an_initiative(visit):
    reader = page(visit, f"{BIOVALLEE}&initiative=biovallee")
    assert "Biovallée" in reader.markup
    assert len(reader.payload["outline"]) == 3  # what it covers
    reader.app.get_by_key("close_initiative").click()
    reader.run()
    assert [mark["code"] for mark in reader.payload["outline"]] == ["242600252"]


def test_territories_stand_side_by_side_and_a_link_shows_them_again(visit, downloads):
    others = "epci:243500741,region:53"
    reader = page(visit, f"{BIOVALLEE}&avec={others}&types=pat,tiers_lieu")
    assert reader.says("beside_series")
    assert reader.address["avec"] == others
    assert reader.markup.count('class="atlas-group"') == 5
    found = portrait(
        load_catalogue(), Place("region", "53"), selection=Selection(types=("pat", "tiers_lieu"))
    )
    assert number(found.money.present, "fr") in reader.markup
    names = {f"cote-a-cote-epci-242600252.{ending}" for ending in ("pdf", "xlsx", "json")}
    assert names <= set(downloads)
    assert json.loads(downloads["json"]())["figures"]
    reader.app.get_by_key("out epci:243500741").click()
    assert reader.run().address["avec"] == "region:53"
    reader.press(TEXTS["beside_back"].fr)
    assert "avec" not in reader.address


def test_another_territory_is_found_from_a_portrait(visit):
    reader = page(visit, f"{BIOVALLEE}&types=tiers_lieu").choose("find_beside", "Bretagne")
    reader.press(next(label for label in reader.buttons if label.startswith("Bretagne · Région")))
    assert reader.address["avec"] == "region:53"


def test_who_does_not_exist_is_told_and_what_is_no_place_is_left_out(visit):
    reader = page(visit, f"{BIOVALLEE}&avec=epci:1&types=tiers_lieu")
    assert any("epci:1" in message for message in reader.messages)
    reader = page(visit, f"{BIOVALLEE}&avec=<b>:1&types=tiers_lieu")
    assert (reader.messages, reader.address.get("avec")) == ([], None)
