"""`atlas indicator` says in JSON what Python finds, and writes it in every format."""

import json

import pandas as pd
import pytest
from click.testing import CliRunner

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.cli import main
from atlas.exports.columns.indicator import INDICATOR
from atlas.exports.formats import FORMATS
from atlas.indicator import crossing, crossings, describe, example, join
from atlas.readers import read_raw
from atlas.words import say

TZCLD = ("--type", "tzcld")
ROWS = ("territories", "fifths", "tests", "figures", "ledger")


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("indicator") / "ruraux.csv"
    path.write_text(example(load_catalogue().geography, "departement"), encoding="utf-8")
    return path


def run(*options):
    done = CliRunner().invoke(main, ["indicator", *map(str, options)])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_it_says_what_python_finds(file):
    atlas = load_catalogue()
    told = json.loads(run(file, *TZCLD, "--seed", "3", "--json"))
    indicator = join(read_raw(file), atlas.geography)
    found = crossing(atlas, indicator, Selection(types=("tzcld",)), seed=3)
    assert told["association"] == found.association._asdict()
    assert told["verdict"] == found.verdict
    assert [row["share"] for row in told["fifths"]] == found.fifths["share"].tolist()
    assert told["ledger"] == indicator.counts()
    figures = describe(indicator, atlas.geography, codes=found.table.index, seed=3)
    assert {key: value for key, value in told["figures"].items() if value is not None} == figures
    types = crossings(atlas, indicator, Selection(types=("tzcld",)), seed=3)
    assert [row["p_corrected"] for row in told["types"]] == types["p_corrected"].tolist()
    assert told["unzoned"] == "not_commune"


@pytest.mark.parametrize("rows", ROWS)
def test_the_same_options_give_the_same_bytes(tmp_path, file, rows):
    for name in ("a.csv", "b.csv"):
        run(file, *TZCLD, "--rows", rows, "--date", "2026-01-02", "-o", tmp_path / name)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_a_workbook_holds_all_tables_with_their_dictionary_and_the_file_they_come_from(tmp_path, file):
    run(file, *TZCLD, "-o", tmp_path / "a.xlsx")
    sheets = pd.read_excel(tmp_path / "a.xlsx", sheet_name=None, engine="calamine", header=None)
    assert {say(f"indicator_file_{name}", "fr")[:31] for name in ROWS} <= {*sheets}
    told = pd.concat(sheets.values()).astype("str").to_numpy().ravel().tolist()
    for table in (f"indicator_{name}" for name in ROWS):
        assert {meaning.fr for meaning in INDICATOR[table].values()} <= {*told}
    assert any(file.name in str(cell) for cell in told)


@pytest.mark.parametrize("ending", [one for one, form in FORMATS.items() if not form.needs_film])
def test_every_format_is_written(tmp_path, file, ending):
    path = tmp_path / f"indicateur.{FORMATS[ending].suffix}"
    run(file, *TZCLD, "-o", path)
    assert path.stat().st_size > 1000


def test_files_and_json_agree(tmp_path, file):
    told = json.loads(run(file, *TZCLD, "--json"))
    run(file, *TZCLD, "--rows", "tests", "-o", tmp_path / "tests.csv")
    tests = pd.read_csv(tmp_path / "tests.csv").set_index("type")
    assert tests.index.tolist() == ["all", "tzcld"]
    assert tests.loc["all", "p"] == pytest.approx(told["association"]["p"])
    assert tests.loc["all", "rho"] == pytest.approx(told["association"]["rho"], abs=1e-6)
    run(file, *TZCLD, "-o", tmp_path / "territories.csv")
    table = pd.read_csv(tmp_path / "territories.csv", dtype={"code": str})
    for row in told["fifths"]:
        fifth = table[table["fifth"].eq(row["fifth"])]
        assert len(fifth) == row["territories"]
        assert fifth["initiatives"].gt(0).sum() == row["present"]


def test_a_file_of_communes_is_brought_to_a_level_and_placed_among_zonings(tmp_path):
    communes = load_catalogue().geography.communes
    area = communes["area_km2"].dropna()
    lines = [f"{code};{round(one / 10)}" for code, one in area.items()]
    path = tmp_path / "fermes.csv"
    path.write_text("\n".join(["insee;fermes", *lines]), encoding="utf-8")
    told = json.loads(run(path, *TZCLD, "--at", "departement", "--json"))
    assert (told["kind"], told["raised"], told["level"]) == ("count", "commune", "departement")
    assert told["figures"]["territories"] == 101
    told = json.loads(run(path, *TZCLD, "--json"))
    assert told["association"]["untested"] == "many"
    assert {row["statistic"] for row in told["zonings"]} >= {"gini", "moran"}


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("a;b\nx;1\ny;2\nz;3\n", ()),
        ("code;n\n11;1,5\n24;2\n53;3\n", ()),
        ("dep;a;b\n01;1;2\n02;3;4\n", ()),
        ("dep;a\n01;1\n02;3\n", ("--level", "canton")),
        ("dep;a\n01;1\n02;3\n", ("--at", "region")),
        ("", ()),
    ],
)
def test_what_cannot_be_done_is_one_sentence(tmp_path, text, options):
    path = tmp_path / "file.csv"
    path.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(main, ["indicator", str(path), *options])
    assert done.exit_code == 2
    assert done.stderr.startswith("atlas: ")
    assert len(done.stderr.strip().splitlines()) == 1
