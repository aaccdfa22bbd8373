"""Perimeters on the command line: known ones by their id, others from a file."""

import json

import pytest
from click.testing import CliRunner

from atlas.catalogue import load_catalogue
from atlas.cli import main
from atlas.portrait import portrait
from atlas.territories.places import Place
from atlas.vocabulary import PERIMETER


def run(*arguments):
    return CliRunner().invoke(main, [*map(str, arguments)])


@pytest.mark.parametrize(
    ("ending", "start"), [("pdf", b"%PDF"), ("xlsx", b"PK"), ("html", b"<!doctype html>"), ("json", b"{")]
)
def test_every_file_of_a_portrait(tmp_path, ending, start):
    target = tmp_path / f"pat.{ending}"
    result = run("portrait", "perimetre:pat_diois", "--count", "coverage", "-o", target, "--json")
    assert result.exit_code == 0, result.output
    assert target.read_bytes().startswith(start)
    found = portrait(load_catalogue(), Place(PERIMETER, "pat_diois"), by="coverage")
    assert json.loads(result.output)["received_eur"] == found.money.received > 0


def test_a_portrait_without_any_boundary(tmp_path):
    target = tmp_path / "spm.pdf"
    result = run("portrait", "perimetre:pat_saint_pierre_et_miquelon", "-o", target)
    assert result.exit_code == 0, result.output
    assert target.read_bytes().startswith(b"%PDF")


def test_side_by_side(tmp_path):
    asked = [
        "--beside",
        "epci:242600252",
        "--beside",
        "perimetre:pat_diois",
        "-o",
        tmp_path / "b.json",
        "--json",
    ]
    result = run("portrait", "perimetre:biovallee", *asked)
    assert result.exit_code == 0, result.output
    told = [one["territory"] for one in json.loads(result.output)["beside"]]
    assert told == ["perimetre:biovallee", "epci:242600252", "perimetre:pat_diois"]


@pytest.mark.parametrize(
    "command",
    [
        ["export", "--level", "epci", "-o", "{folder}/a.csv"],
        ["gaps", "--level", "commune", "-o", "{folder}/a.csv"],
        ["funding", "--level", "epci", "-o", "{folder}/a.csv"],
        ["next", "-o", "{folder}/a.csv", "--places", "1", "--type", "tiers_lieu"],
        ["spread", "--rows", "types", "-o", "{folder}/a.csv"],
    ],
    ids=lambda command: command[0],
)
def test_every_command_that_has_a_place_takes_one(tmp_path, command):
    result = run(*[part.format(folder=tmp_path) for part in command], "--inside", "perimetre:biovallee")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "a.csv").stat().st_size


@pytest.mark.parametrize("code", ["perimetre:nope", "perimetre:", "perimetre:../x", "perimetre:<script>"])
def test_an_unknown_one_is_refused_with_one_sentence(tmp_path, code):
    for arguments in (["portrait", code], ["gaps", "--level", "epci", "--inside", code]):
        result = run(*arguments, "-o", tmp_path / ("a.pdf" if arguments[0] == "portrait" else "a.csv"))
        assert result.exit_code != 0
        assert code in str(result.output) + str(result.exception)
        assert "Traceback" not in result.output
        assert list(tmp_path.iterdir()) == []
