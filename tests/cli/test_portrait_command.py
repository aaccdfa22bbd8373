"""`atlas portrait` writes a whole file or none, and says what went wrong in one sentence."""

import json

import pytest
from click.testing import CliRunner

from atlas.catalogue import load_catalogue
from atlas.cli import main
from atlas.portrait import portrait
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
