"""What the browser gets: small, in the order of its own files, and data only."""

import base64
import json
import zlib
from dataclasses import replace

import pandas as pd
import pytest

from atlas import settings
from atlas.catalogue import Catalogue, load_catalogue
from atlas.catalogue.measures import MEASURES
from atlas.catalogue.selection import Selection
from atlas.maps.classes import METHODS
from atlas.views.link import View
from atlas.views.map.figure import BLANK_LETTERS, map_picture
from atlas.views.map.points import shared_layer

DISPLAY = settings.GEO_FOLDER / "display"
WHOLE = ("bassin_de_vie", "epci", "departement", "region")
MOST_BYTES = 40_000


@pytest.fixture(scope="module")
def france() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def drawn() -> dict[str, list[str]]:
    """Codes of each display file, in the order in which the browser meets them."""
    return {level: codes(f"{level}.json") for level in WHOLE}


def codes(file: str) -> list[str]:
    return [feature["id"] for feature in json.loads((DISPLAY / file).read_text(encoding="utf-8"))["features"]]


def payload(france: Catalogue, *, inside: str = "", **parts: object) -> dict:
    parts["selection"] = replace(parts.get("selection", Selection()), inside=inside)
    view = View(**parts)
    answer = france.answer(view.selection, view.level, by=view.by, measure=view.measure)
    return map_picture(france, view, answer).payload()


@pytest.mark.parametrize("by", ["seat", "coverage"])
@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("level", WHOLE)
def test_one_letter_and_one_value_per_polygon_in_its_order(france, drawn, level, measure, by):
    sent = payload(france, level=level, measure=measure, by=by)
    answer = france.answer(Selection(), level, by=by, measure=measure)
    assert sent["files"] == [f"{level}.json"]
    assert sent["codes"] is None
    assert len(sent["classes"]) == len(sent["values"]) == len(drawn[level])
    table = answer.table.loc[drawn[level]]
    for letter, value, status, expected in zip(
        sent["classes"], sent["values"], table["status"], table["value"], strict=True
    ):
        if status == "value":
            assert int(letter) < len(sent["colours"])
            assert value == pytest.approx(expected, abs=0.5 * 10 ** -sent["unit"]["digits"])
        else:
            assert letter == BLANK_LETTERS[status]
            assert value is None
    swatches = [row["colour"] for row in sent["legend"]["groups"][0]["rows"] if "blank" not in row]
    assert swatches == sent["colours"]
    assert len(json.dumps(sent).encode()) < MOST_BYTES


@pytest.mark.parametrize("classes", [3, 7])
@pytest.mark.parametrize("method", METHODS)
def test_a_darker_class_holds_larger_values(france, method, classes):
    sent = payload(france, level="epci", measure="rate", method=method, classes=classes)
    known = [(int(c), v) for c, v in zip(sent["classes"], sent["values"], strict=True) if v is not None]
    assert {number for number, _ in known} == set(range(len(sent["colours"])))
    assert [value for _, value in sorted(known)] == sorted(value for _, value in known)


@pytest.mark.parametrize(
    "inside", ["departement:26", "departement:974", "epci:200067759", "bassin_de_vie:26108"]
)
def test_communes_of_a_territory_are_all_in_the_files_sent(france, inside):
    sent = payload(france, level="commune", inside=inside)
    members = france.geography.members(*inside.split(":"))
    assert sent["codes"] == members.tolist()
    assert len(sent["classes"]) == len(members)
    available = [code for file in sent["files"] for code in codes(file)]
    assert set(members) <= set(available)


@pytest.mark.parametrize(("by", "measure"), [("seat", "count"), ("coverage", "rate")])
def test_all_communes_go_as_few_signs_in_the_order_of_their_numbers(france, by, measure):
    """What the browser colours is what a join of codes gives."""
    sent = payload(france, level="commune", measure=measure, by=by)
    assert (sent["files"], sent["codes"]) == ([], None)
    told = json.loads(zlib.decompress(base64.b64decode(sent["packed"])))
    numbered = json.loads((DISPLAY / "image" / "names.json").read_text("utf-8"))["codes"].split()
    table = france.answer(Selection(), "commune", by=by, measure=measure).table.loc[numbered]
    there = table["status"].eq("value").to_numpy()
    assert [letter.isdigit() for letter in told["classes"]] == there.tolist()
    blanks = table["status"].map(BLANK_LETTERS)[~there].tolist()
    assert [one for one in told["classes"] if not one.isdigit()] == blanks
    values = pd.Series(told["values"], index=numbered, dtype="float64")[there]
    assert values.to_numpy() == pytest.approx(table["value"][there].round(sent["unit"]["digits"]), abs=0.01)
    darker = pd.Series(list(told["classes"]), index=numbered)[there].astype(int)
    assert values.groupby(darker).max().is_monotonic_increasing


def test_many_values_wait_until_a_commune_is_pointed_at(france):
    view = View(level="commune", measure="rate", by="coverage")
    answer = france.answer(view.selection, view.level, by=view.by, measure=view.measure)
    files: list[str] = []
    sent = map_picture(france, view, answer, deliver=lambda text: files.append(text) or "address").payload()
    told = json.loads(zlib.decompress(base64.b64decode(sent["packed"])))
    kept = json.loads(zlib.decompress(base64.b64decode(json.loads(files[0]))))
    assert (sent["more"], list(told)) == ("address", ["classes"])
    assert len(kept["values"]) == len(told["classes"])
    assert len(json.dumps(sent)) < MOST_BYTES


def test_the_mask_marks_the_chosen_seats(france):
    selection = Selection(types=("ptce",))
    sent = payload(france, selection=selection)
    points = shared_layer(france)["points"]
    assert len(sent["points"]) == len(points)
    marked = [row[0] for row, mark in zip(points, sent["points"], strict=True) if mark == "1"]
    chosen = france.choose(selection)
    assert marked == chosen.index[chosen["seat_commune"].notna()].tolist()


def test_no_mask_where_seats_are_hidden(france):
    assert payload(france, points=False)["points"] == ""


def test_points_carry_their_type_and_place(france):
    kinds = france.tables.types.index
    initiatives = france.tables.initiatives
    for identifier, lat, lon, kind, stated, name, label in shared_layer(france)["points"]:
        assert kinds[kind] == initiatives.loc[identifier, "type"]
        assert (stated == 1) == (initiatives.loc[identifier, "seat_confidence"] == "stated")
        assert name == initiatives.loc[identifier, "name"]
        assert label["fr"] == france.tables.types.loc[kinds[kind], "label_fr"]
        assert (lat, lon) == pytest.approx(tuple(france.places.loc[identifier, ["lat", "lon"]]), abs=1e-5)


@pytest.mark.parametrize("parts", [{"territory": "epci:242600252"}, {"initiative": "biovallee"}])
def test_the_outline_is_in_a_file(france, parts):
    sent = payload(france, **parts)
    assert {mark["code"] for mark in sent["outline"]} >= {"242600252"}
    for mark in sent["outline"]:
        assert mark["code"] in codes(mark["file"])


@pytest.mark.parametrize("territory", ["", "foo", "canton:1", "commune:99999", "commune:98818"])
def test_what_has_no_polygon_has_no_outline(france, territory):
    assert payload(france, territory=territory)["outline"] == []


def test_only_json_and_strictly_so(france):
    sent = payload(france, level="commune", inside="departement:2A", measure="funding_rate")
    assert json.loads(json.dumps(sent, allow_nan=False)) == json.loads(json.dumps(sent))


def test_another_view_has_another_number(france):
    one, same, other = (payload(france, classes=n)["number"] for n in (5, 5, 6))
    assert one == same != other


def test_text_in_the_source_line_is_escaped(france):
    nasty = replace(france, geography=replace(france.geography, millesime="<img src=x onerror=y>"))
    sent = payload(nasty)
    assert "<" not in sent["source"]
    assert "&lt;img" in sent["source"]


def test_both_languages_say_the_same_in_their_words(france):
    french, english = payload(france, language="fr"), payload(france, language="en")
    assert french["classes"] == english["classes"]
    assert french["legend"]["title"] != english["legend"]["title"]
    assert french["source"] != english["source"]


def test_ign_tiles_are_named_only_when_asked(france):
    assert payload(france)["tiles"] is None
    assert payload(france, tiles=True)["tiles"] == settings.IGN_TILES
