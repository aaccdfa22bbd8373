"""A reader's own perimeters as a level of the commands, in every kind of file."""

import json

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
from click.testing import CliRunner

from atlas.catalogue import load_catalogue
from atlas.cli import main

HELD = {"loire": ["44109", "44184", "44128"], "vilaine": ["35236", "35173", "44195"]}


@pytest.fixture
def file(tmp_path):
    rows = "".join(f'{name};"{", ".join(held)}"\n' for name, held in HELD.items())
    path = tmp_path / "pays.csv"
    path.write_text(f"pays;communes\n{rows}", encoding="utf-8")
    return path


def run(command, file, target, *more):
    asked = [command, "--level", "perimetre", "--perimeters", file, "-o", target, "--json", *more]
    return CliRunner().invoke(main, [*map(str, asked)])


def test_export_writes_each_and_what_is_not_located(tmp_path, file):
    result = run("export", file, tmp_path / "a.csv", "--measure", "funding")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told["level"] == "perimetre"
    rows = pd.read_csv(tmp_path / "a.csv", sep=None, engine="python", encoding="utf-8-sig", index_col=0)
    assert set(rows.index) == set(HELD)
    assert round(100 * (rows["funding"].sum() + told["unplaced_eur"])) == round(100 * told["total_eur"])
    seats = load_catalogue().places["commune"]
    for code, held in HELD.items():
        assert rows.loc[code, "initiatives"] == seats.isin(held).sum()


@pytest.mark.parametrize("command", ["export", "gaps", "funding"])
@pytest.mark.parametrize("ending", ["geojson", "gpkg"])
def test_layers_have_dissolved_polygons(tmp_path, file, command, ending):
    result = run(command, file, tmp_path / f"a.{ending}", "--type", "tzcld" if command == "gaps" else "ptce")
    assert result.exit_code == 0, result.output
    layer = gpd.read_file(tmp_path / f"a.{ending}", layer=0)
    named = layer.dropna(subset=["code"]).set_index("code")
    communes = load_catalogue().geography.communes["area_km2"]
    assert set(named.index) == ({"vilaine"} if command == "gaps" else set(HELD))
    for code, shape in named.to_crs(2154).geometry.items():
        assert shape.area / 1e6 == pytest.approx(communes[HELD[code]].sum(), rel=0.01)


@pytest.mark.parametrize(
    ("ending", "start"),
    [("png", b"\x89PNG"), ("html", b"<!doctype html>"), ("xlsx", b"PK"), ("parquet", b"PAR1")],
)
def test_every_file_of_the_map(tmp_path, file, ending, start):
    result = run("export", file, tmp_path / f"a.{ending}")
    assert result.exit_code == 0, result.output
    content = (tmp_path / f"a.{ending}").read_bytes()
    assert content.startswith(start)
    if ending == "html":
        assert '"id":"loire"' in content.decode()
    if ending == "xlsx":
        book = openpyxl.load_workbook(tmp_path / "a.xlsx", read_only=True)
        assert any("loire" in map(str, row) for sheet in book for row in sheet.iter_rows(values_only=True))


def test_gaps_are_of_the_perimeters(tmp_path, file):
    result = run("gaps", file, tmp_path / "a.csv", "--type", "tzcld")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    people = load_catalogue().geography.communes["population"]
    assert told["level"] == "perimetre"
    assert told["territories"] == len(HELD)
    assert told["population"] == sum(people[held].sum() for held in HELD.values())
    assert told["no_chance"] == {"own_level": []}


def test_funding_keeps_the_sum_to_the_cent(tmp_path, file):
    result = run("funding", file, tmp_path / "a.csv", "--count", "seat", "--share", "seat")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    rows = pd.read_csv(tmp_path / "a.csv", sep=None, engine="python", encoding="utf-8-sig")
    assert round(100 * rows["amount_eur"].sum()) == round(100 * told["total_eur"])
    lines = load_catalogue().lines
    seats = load_catalogue().places["commune"].reindex(lines["initiative_id"])
    for code, held in HELD.items():
        cents = lines["cents"].to_numpy()[seats.isin(held).to_numpy()].sum()
        assert round(100 * rows.loc[rows["code"].eq(code), "amount_eur"].sum()) == cents > 0
    parts = run("funding", file, tmp_path / "b.csv", "--by", "year")
    assert parts.exit_code == 0, parts.output


@pytest.mark.parametrize("command", ["export", "gaps", "funding"])
def test_perimeters_that_share_communes_are_no_level(tmp_path, file, command):
    file.write_text('pays;communes\nA;"44109, 44184"\nB;"44184, 35236"\n', encoding="utf-8")
    result = run(command, file, tmp_path / "a.csv")
    assert result.exit_code != 0
    assert "44184" in str(result.exception) + result.output
    assert "44109" not in str(result.exception)
    assert not (tmp_path / "a.csv").exists()


@pytest.mark.parametrize("command", ["export", "gaps", "funding"])
def test_without_a_file_there_is_no_such_level(tmp_path, command):
    asked = [command, "--level", "perimetre", "-o", str(tmp_path / "a.csv")]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code != 0
    assert "--perimeters" in str(result.exception) + result.output
    assert list(tmp_path.iterdir()) == []


def test_scales_set_them_beside_the_official_levels(tmp_path, file):
    asked = ["--type", "tiers_lieu", "--zonings", "0", "--perimeters", str(file), "--json"]
    for levels, expected in (("region,perimetre", ["region", "perimetre"]), ("perimetre", ["perimetre"])):
        folder = tmp_path / levels
        result = CliRunner().invoke(main, ["scales", "--levels", levels, "-o", str(folder), *asked])
        assert result.exit_code == 0, result.output
        assert list(json.loads(result.stdout)["levels"]) == expected
        assert set(pd.read_csv(folder / "clusters-perimetre.csv")["code"]) == set(HELD)
    workbook = tmp_path / "a.xlsx"
    result = CliRunner().invoke(main, ["scales", "--levels", "perimetre", "-o", str(workbook), *asked])
    assert result.exit_code == 0, result.output
    without = ["scales", "--levels", "perimetre", "-o", str(tmp_path / "b")]
    result = CliRunner().invoke(main, without)
    assert "--perimeters" in str(result.exception) + result.output
