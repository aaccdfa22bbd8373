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


def test_a_file_makes_places(tmp_path):
    file = tmp_path / "pays.csv"
    file.write_text('petr;communes\nPETR <b>;"26113, 26067, 99999"\nMon pays;26108\n', encoding="utf-8")
    asked = ["portrait", "perimetre:petr_b", "--perimeters", file, "-o", tmp_path / "p.json", "--json"]
    result = CliRunner().invoke(main, list(map(str, asked)))
    assert result.exit_code == 0, result.output
    summary = json.loads(result.stdout)
    communes = load_catalogue().geography.communes
    assert summary["population"] == communes.loc[["26113", "26067"], "population"].sum()
    assert summary["name"] == "PETR <b>"
    # Whom it made, and what is to be looked at, beside the answer.
    assert "perimetre:petr_b" in result.stderr
    assert "perimetre:mon_pays" in result.stderr
    assert "99999" in result.stderr
    assert json.loads((tmp_path / "p.json").read_text(encoding="utf-8"))["level"] == PERIMETER


@pytest.mark.parametrize(
    ("command", "level"), [("export", "epci"), ("gaps", "commune"), ("funding", "epci")], ids=str
)
def test_every_command_takes_them(tmp_path, command, level):
    file = tmp_path / "pays.csv"
    file.write_text("insee\n26113\n26067\n", encoding="utf-8")
    asked = ["--level", level, "--inside", "perimetre:pays", "--perimeters", file, "-o", tmp_path / "a.csv"]
    result = run(command, *asked)
    assert result.exit_code == 0, result.output
    # The two communes are of one EPCI.
    rows = (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert ("26067" if level == "commune" else "242600534") in rows


def test_the_portrait_of_every_one_that_was_brought(tmp_path):
    file, folder = tmp_path / "pays.csv", tmp_path / "all"
    file.write_text('petr;communes\nA;"26113, 26067"\nB;26108\n', encoding="utf-8")
    # Where there are several jobs, each is a process of its own, which is told of the perimeters.
    asked = ["--all", "--level", "perimetre", "--perimeters", file, "--format", "json", "--jobs", "2"]
    result = run("portrait", *asked, "-o", folder)
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in (folder / PERIMETER).iterdir()) == ["a.json", "b.json"]


@pytest.mark.parametrize("content", ["nom;montant\nA;5\n", "insee\n99999\n", ""])
def test_a_file_that_cannot_be_used_is_refused_with_one_sentence(tmp_path, content):
    file = tmp_path / "pays.csv"
    file.write_text(content, encoding="utf-8")
    result = run("gaps", "--level", "epci", "--perimeters", file, "-o", tmp_path / "a.csv")
    assert result.exit_code != 0
    assert "Traceback" not in result.output
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("code", ["perimetre:nope", "perimetre:", "perimetre:../x", "perimetre:<script>"])
def test_an_unknown_one_is_refused_with_one_sentence(tmp_path, code):
    for arguments in (["portrait", code], ["gaps", "--level", "epci", "--inside", code]):
        result = run(*arguments, "-o", tmp_path / ("a.pdf" if arguments[0] == "portrait" else "a.csv"))
        assert result.exit_code != 0
        assert code in str(result.output) + str(result.exception)
        assert "Traceback" not in result.output
        assert list(tmp_path.iterdir()) == []
