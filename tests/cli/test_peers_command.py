"""`atlas peers` gives the numbers of Python, or says in one sentence why not."""

import io
import json

import geopandas as gpd
import pandas as pd
import pytest
from click.testing import CliRunner

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.cli import main
from atlas.peers import Start, peers
from atlas.peers.listing import peers_table
from atlas.views.peers.sentences import told

NUMBERS = [
    "distance_km",
    "similarity",
    "compared",
    "score",
    "alike_type",
    "alike_setting",
    "point_lon",
    "point_lat",
]


def call(*arguments):
    return CliRunner().invoke(main, ["peers", *map(str, arguments)])


def test_json_holds_the_numbers_of_python():
    done = call("biovallee", "-n", 10, "--json")
    assert done.exit_code == 0, done.output
    answer = json.loads(done.output)
    found = peers(load_catalogue(), Start(initiative="biovallee"), elsewhere=True)
    table = told(peers_table(load_catalogue(), found), "fr")
    assert [one["id"] for one in answer["peers"]] == table.index.tolist()
    assert [one["reason"] for one in answer["peers"]] == table["reason"].tolist()
    for column in NUMBERS:
        given = [float("nan") if one[column] is None else one[column] for one in answer["peers"]]
        assert given == pytest.approx(table[column].tolist(), nan_ok=True)
    assert (answer["candidates"], answer["unplaced"]) == (found.candidates, found.unplaced)


@pytest.mark.parametrize("ending", ["csv", "gpkg"])
def test_files_hold_the_numbers_of_python(tmp_path, ending):
    target = tmp_path / f"peers.{ending}"
    options = "--commune 26108 --type ptce --radius 150 --nearness 0.2 --weights type=0,setting=3 --lang en"
    done = call(*options.split(), "-o", target)
    assert done.exit_code == 0, done.output
    france = load_catalogue()
    found = peers(
        france,
        Start(place="commune:26108"),
        selection=Selection(types=("ptce",)),
        nearness_share=0.2,
        radius_km=150,
        weights={"type": 0, "setting": 3},
    )
    expected = told(peers_table(france, found), "en")
    if ending == "csv":
        read = pd.read_csv(io.StringIO(target.read_text("utf-8-sig")), dtype={"seat_commune": str})
    else:
        read = gpd.read_file(target, layer="atlas_pairs")
        assert read.crs.to_epsg() == 4326
        assert read.geometry.x.tolist() == pytest.approx(expected["point_lon"].tolist())
    assert len(read) > 2
    assert read["id"].tolist() == expected.index.tolist()
    assert set(read["type"]) == {"ptce"}
    assert read["reason"].tolist() == expected["reason"].tolist()
    for column in NUMBERS[:4]:
        assert read[column].tolist() == pytest.approx(expected[column].tolist())
    assert list(tmp_path.iterdir()) == [target]


def test_the_map_is_a_picture_or_a_page(tmp_path):
    for ending, start in (("png", b"\x89PNG"), ("html", b"<!doctype html>")):
        target = tmp_path / f"peers.{ending}"
        done = call("biovallee", "-n", 3, "--date", "2026-03-02", "-o", target)
        assert done.exit_code == 0, done.output
        assert target.read_bytes().startswith(start)
    assert "Pairs de Biovallée" in target.read_text("utf-8")


def test_those_without_a_place_have_no_point_in_the_file(tmp_path):
    target = tmp_path / "peers.gpkg"
    done = call("biovallee", "--nearness", 0, "-n", len(load_catalogue().places), "-o", target)
    assert done.exit_code == 0, done.output
    read = gpd.read_file(target, layer="atlas_pairs")
    assert read.geometry.isna().sum() == read["distance_km"].isna().sum() > 0


def test_an_empty_radius_is_an_answer():
    done = call("--commune", "2A041", "--radius", 3, "--json")
    assert done.exit_code == 0, done.output
    answer = json.loads(done.output)
    assert answer["peers"] == []
    assert answer["beyond"]["distance_km"] > 3
    spoken = call("--commune", "2A041", "--radius", 3)
    assert spoken.exit_code == 0
    assert "No peer within 3 km." in spoken.output
    assert answer["beyond"]["name"] in spoken.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["zzzzzz"], "No initiative is called 'zzzzzz'"),
        (["biovalee"], "Did you mean biovallee (Biovallée)"),
        (["figeac"], "figeacteurs (PTCE Figeacteurs)"),
        ([], "Nothing to start from"),
        (["--commune", "Saint-Martin"], "give the code"),
        (["--commune", "99999"], "No commune"),
        (["--commune", "98818", "--radius", "10"], "Nouméa has no point in the data"),
        (["--place", "canton:1"], "level:code"),
        (["biovallee", "--commune", "26108"], "Name one start"),
        (["biovallee", "--weights", "mood=1"], "funding"),
        (["biovallee", "--weights", "type=much"], "give a number"),
        (["biovallee", "--weights", "type"], "name=value"),
        (["biovallee", "--type", "zzz"], "tzcld"),
        (["--profile", "colour=red"], "legal_form"),
        (["biovallee", "--radius", "-1"], "20000"),
        (["biovallee", "-o", "peers.doc"], ".csv"),
    ],
)
def test_a_wrong_question_ends_in_one_sentence(arguments, words):
    done = call(*arguments)
    assert done.exit_code == 2
    assert words in done.output
    assert "Traceback" not in done.output


def test_a_place_without_a_point_is_ranked_by_likeness():
    done = call("--commune", "98818", "--profile", "type=tiers_lieu", "--json")
    assert done.exit_code == 0, done.output
    answer = json.loads(done.output)
    assert (answer["located"], answer["nearness"]) == (False, 0.0)
    assert {one["type"] for one in answer["peers"]} == {"tiers_lieu"}


def test_a_file_says_the_link_that_shows_its_rows_again(tmp_path):
    target = tmp_path / "peers.geojson"
    options = "--commune 26108 --type ptce --radius 50 --nearness 0.3 --weights type=0 --lang en -n 5"
    assert call(*options.split(), "-o", target).exit_code == 0
    written = json.loads(target.read_text(encoding="utf-8"))["metadata"]["address"]
    assert written == (
        "pairs?lang=en&types=ptce&depart=commune:26108&part=30&combien=5&rayon=50&poids_type=0"
    )


@pytest.mark.parametrize("option", [("-n", 7), ("--nearness", 0.33), ("--weights", "type=9")])
def test_a_list_that_the_page_cannot_show_has_no_link(tmp_path, option):
    target = tmp_path / "peers.geojson"
    assert call("biovallee", *option, "-o", target).exit_code == 0
    assert json.loads(target.read_text(encoding="utf-8"))["metadata"]["address"] == ""


@pytest.mark.parametrize(
    "wrong", ["population=nan", "start_year=inf", "start_year=2020.7", "population=many"]
)
def test_a_profile_takes_whole_numbers(wrong):
    told = call("--profile", wrong)
    assert told.exit_code == 2
    assert "give a whole number" in told.output


def test_a_start_of_which_nothing_is_known_says_so():
    told = call("--commune", "97501")
    assert told.exit_code == 0
    assert "Nothing is known of the start" in told.output
    assert "ranked by likeness" not in told.output
