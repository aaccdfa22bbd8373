"""`atlas funding` writes the numbers of Python, or nothing and says why."""

import csv
import io
import json
import re

import geopandas as gpd
import pytest
from click.testing import CliRunner

from atlas import exports
from atlas.account.account import account, account_table
from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.cli import main
from atlas.funding import BASE_YEAR


def run(target, *options):
    return CliRunner().invoke(main, ["funding", *options, "-o", str(target)])


@pytest.mark.parametrize("rule", ["population", "equal", "area", "seat"])
def test_the_file_is_the_account(tmp_path, rule):
    target = tmp_path / "f.csv"
    options = ["--level", "departement", "--by", "funder_level", "--share", rule, "--constant", "--json"]
    done = run(target, *options)
    assert done.exit_code == 0, done.output
    money = account(load_catalogue(), Selection(), "departement", rule=rule, base=BASE_YEAR)
    rows = list(csv.DictReader(io.StringIO(target.read_text("utf-8-sig"), newline="")))
    python = exports.to_csv(account_table(load_catalogue(), money, "funder_level")).decode("utf-8-sig")
    for row, expected in zip(rows, csv.DictReader(io.StringIO(python, newline="")), strict=True):
        assert {name: row[name] for name in expected} == expected
        assert row["licence"] == "Licence Ouverte 2.0"
    cents = sum(round(float(row["amount_eur"]) * 100) for row in rows)
    summary = json.loads(done.output)
    assert cents == money.total == round(summary["total_eur"] * 100)
    assert summary["located_eur"] + summary["unlocated_eur"] == pytest.approx(summary["total_eur"])
    assert summary["equity_share"] == money.weaknesses.equity_share
    assert (summary["prices"], summary["shared"], summary["rows"]) == ("2024", rule, len(rows))


def test_counting_at_the_seat_is_sharing_to_the_seat(tmp_path):
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    assert run(first, "--level", "epci", "--count", "seat").exit_code == 0
    assert run(second, "--level", "epci", "--share", "seat").exit_code == 0
    assert first.read_bytes() == second.read_bytes()


def test_the_sentence_names_what_is_not_located(tmp_path):
    done = run(tmp_path / "f.csv", "--level", "departement", "--type", "ptce")
    assert "not located at level departement" in done.output


def test_an_unknown_way_to_count_is_refused(tmp_path):
    done = run(tmp_path / "f.csv", "--level", "region", "--count", "twice")
    assert done.exit_code == 2
    assert "'twice'" in done.output
    assert not (tmp_path / "f.csv").exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--level", "canton"], "canton"),
        (["--level", "region", "--by", "colour"], "'colour'"),
        (["--level", "region", "--share", "luck"], "'luck'"),
        (["--level", "region", "--count", "seat", "--share", "area"], "--share"),
        (["--level", "region", "--type", "club"], "'club'"),
        (["--level", "region", "--funder-level", "mars"], "'mars'"),
        (["--level", "region", "--type", "ptce", "--funder-level", "banque"], "No known funding line"),
    ],
)
def test_a_wrong_choice_is_a_sentence_and_no_file(tmp_path, options, words):
    target = tmp_path / "f.csv"
    target.write_text("before")
    done = run(target, *options)
    assert done.exit_code == 2
    assert words in done.output
    assert len(done.output.strip().splitlines()) == 1
    assert target.read_text() == "before"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_not_there(tmp_path):
    done = run(tmp_path / "none" / "f.csv", "--level", "region")
    assert done.exit_code == 2
    assert "cannot be written" in done.output


@pytest.mark.parametrize("ending", ["csv", "xlsx", "geojson", "gpkg", "parquet"])
def test_a_breakdown_takes_every_format_that_fits(tmp_path, ending):
    target = tmp_path / f"f.{ending}"
    done = run(target, "--level", "region", "--by", "nature", "--json")
    assert done.exit_code == 0, done.output
    summary = json.loads(done.output)
    if ending in ("csv", "xlsx"):
        assert target.stat().st_size > 0
        return
    rows = gpd.read_parquet(target) if ending == "parquet" else gpd.read_file(target)
    assert len(rows) == summary["rows"]
    assert round(rows["amount_eur"].sum() * 100) == round(summary["total_eur"] * 100)
    located = rows["code"].notna()
    assert rows.geometry[located].notna().all()
    assert rows.geometry[~located].isna().all()
    assert rows["nature"].notna().all()


@pytest.mark.parametrize("ending", ["png", "html"])
def test_a_breakdown_has_no_map_and_says_what_fits(tmp_path, ending):
    target = tmp_path / f"f.{ending}"
    done = run(target, "--level", "region", "--by", "nature")
    assert done.exit_code == 2
    offered = re.search(rf"no map, which \.{ending} needs: choose (.*)\.", done.output)[1].split(", ")
    assert {"csv", "xlsx", "gpkg"} <= set(offered)
    assert ending not in offered
    assert not target.exists()
