"""`atlas portrait` writes a whole file or none, and says what went wrong in one sentence."""

import json

import pytest
from click.testing import CliRunner

from atlas.catalogue import load_catalogue
from atlas.cli import main
from atlas.portrait import portrait
from atlas.territories import load_geography
from atlas.territories.parts import parts
from atlas.territories.places import Place


def run(*arguments):
    return CliRunner().invoke(main, ["portrait", *map(str, arguments)])


@pytest.mark.parametrize(
    ("ending", "start"), [("pdf", b"%PDF"), ("xlsx", b"PK"), ("html", b"<!doctype html>"), ("json", b"{")]
)
def test_every_file(tmp_path, ending, start):
    target = tmp_path / f"portrait.{ending}"
    result = run("epci:242600252", "-o", target, "--date", "2026-03-02")
    assert result.exit_code == 0, result.output
    assert target.read_bytes().startswith(start)
    assert "CC du Val de Drôme en Biovallée" in result.output
    assert list(tmp_path.iterdir()) == [target]


def test_summary_is_the_portrait(tmp_path):
    result = run(
        "epci:242600252", "-o", tmp_path / "p.json", "--count", "coverage", "--distance", "50", "--json"
    )
    summary = json.loads(result.output)
    found = portrait(load_catalogue(), Place("epci", "242600252"), by="coverage", distance_km=50)
    assert summary["received_eur"] == found.money.received
    assert summary["initiatives"] == found.money.present
    assert summary["near"] == (found.initiatives["link"] == "near").sum()
    assert (
        summary["types_present"] + summary["types_absent"] + summary["types_without_known_initiative"] == 18
    )
    content = json.loads((tmp_path / "p.json").read_text(encoding="utf-8"))
    assert content["money"]["received"] == summary["received_eur"]


@pytest.mark.parametrize(("ending", "start"), [("pdf", b"%PDF"), ("json", b"{")])
def test_several_side_by_side(tmp_path, ending, start):
    target = tmp_path / f"beside.{ending}"
    asked = ["--beside", "epci:243500741", "--beside", "region:53", "--type", "tiers_lieu", "--json"]
    result = run("epci:242600252", "-o", target, *asked)
    assert result.exit_code == 0, result.output
    assert target.read_bytes().startswith(start)
    told = [one["territory"] for one in json.loads(result.output)["beside"]]
    assert told == ["epci:242600252", "epci:243500741", "region:53"]


def test_english_and_types(tmp_path):
    target = tmp_path / "p.html"
    result = run("commune:98818", "-o", target, "--lang", "en", "--type", "pat", "--date", "2026-03-02")
    assert result.exit_code == 0, result.output
    text = target.read_text(encoding="utf-8")
    assert '<html lang="en">' in text
    assert "Territorial food project" in text
    assert "Third place" not in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["epci:1"], "No territory 'epci:1'"),
        (["Rennes"], "No territory 'Rennes'"),
        (["canton:01"], "No territory 'canton:01'"),
        (["region:84", "--reference", "departement"], "has no reference 'departement'"),
        (["region:84", "--beside", "region:84"], "2 to 6 different territories"),
        (["region:84", "--beside", "region:1"], "No territory 'region:1'"),
        (["region:84", "--type", "nope"], "Unknown type 'nope'"),
    ],
)
def test_a_mistake_writes_nothing(tmp_path, arguments, words):
    target = tmp_path / "p.pdf"
    target.write_text("before", encoding="utf-8")
    result = run(*arguments, "-o", target)
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stderr.count("\n") == 1
    assert target.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [target]


def test_an_unknown_kind_of_file(tmp_path):
    result = run("region:84", "-o", tmp_path / "p.doc")
    assert result.exit_code == 2
    assert ".pdf, .xlsx, .html, .json" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_every_territory_of_a_place_and_what_is_missing_the_next_night(tmp_path):
    asked = ("--all", "--inside", "departement:90", "--level", "epci", "--format", "json", "-o", tmp_path)
    result = run(*asked, "--date", "2026-03-02", "--json", "--jobs", "1")
    assert result.exit_code == 0, result.output
    codes = set(parts(load_geography(), Place("departement", "90"), "epci").index)
    assert len(codes) > 1
    assert {path.stem for path in tmp_path.rglob("*")} == codes | {"epci"}
    assert json.loads(result.stdout) == {
        "folder": str(tmp_path),
        "written": len(codes),
        "already_there": 0,
        "faults": 0,
    }
    first, *others = (tmp_path / "epci" / f"{code}.json" for code in sorted(codes))
    alone = tmp_path.parent / "alone.json"
    run(f"epci:{first.stem}", "-o", alone, "--date", "2026-03-02")
    assert first.read_text(encoding="utf-8") == alone.read_text(encoding="utf-8")
    first.unlink()
    before = [path.stat().st_mtime_ns for path in others]
    again = json.loads(run(*asked, "--json", "--jobs", "1").stdout)
    assert (again["written"], again["already_there"]) == (1, len(codes) - 1)
    assert [path.stat().st_mtime_ns for path in others] == before


def test_what_cannot_be_written_is_told_and_the_others_go_on(tmp_path):
    asked = ("--all", "--inside", "departement:90", "--level", "departement", "--level", "region")
    result = run(*asked, "--reference", "departement", "--format", "json", "-o", tmp_path, "--jobs", "1")
    assert result.exit_code == 1
    assert "region:27" in result.stderr
    assert not list(tmp_path.rglob("27.json"))


@pytest.mark.parametrize("arguments", [[], ["epci:242600252", "--all"]])
def test_one_territory_or_all(tmp_path, arguments):
    result = run(*arguments, "-o", tmp_path / "p.pdf")
    assert result.exit_code == 2
    assert not list(tmp_path.iterdir())
