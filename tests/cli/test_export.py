"""`atlas export` writes what the screen shows, in the format that the file's ending names, or nothing."""

import io
import json

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio
import pytest
from click.testing import CliRunner
from PIL import Image

from atlas.catalogue import load_catalogue
from atlas.catalogue.listing import territories_table
from atlas.catalogue.selection import Selection
from atlas.cli import main
from atlas.exports.formats import FORMATS
from atlas.gaps import gaps, rank
from atlas.maps.palettes import ramp

CHOICE = ["--level", "epci", "--measure", "rate", "--type", "tiers_lieu", "--date", "2026-03-02"]


def run(*arguments, command="export"):
    return CliRunner().invoke(main, [command, *map(str, arguments)])


@pytest.fixture(scope="module")
def python():
    """The same rows without files."""
    france = load_catalogue()
    answer = france.answer(Selection(types=("tiers_lieu",)), "epci", by="seat", measure="rate")
    return territories_table(france, answer, "epci")


@pytest.mark.parametrize("ending", ["csv", "xlsx", "geojson", "gpkg", "parquet"])
def test_files_hold_the_numbers_of_python(tmp_path, python, ending):
    target = tmp_path / f"map.{ending}"
    done = run(*CHOICE, "-o", target, "--json")
    assert done.exit_code == 0, done.output
    match ending:
        case "csv":
            back = pd.read_csv(target, dtype={"code": str})
        case "xlsx":
            cells = openpyxl.load_workbook(target)["Données"].iter_rows(values_only=True)
            back = pd.DataFrame(cells)
            back = back[1:].set_axis(list(back.iloc[0]), axis=1)
        case "parquet":
            back = gpd.read_parquet(target)
        case _:
            back = pyogrio.read_dataframe(target, layer="atlas_epci")
    assert back["code"].tolist() == python.index.tolist()
    assert back["status"].tolist() == python["status"].tolist()
    values = pd.to_numeric(back["value"]).tolist()
    # A workbook keeps 16 or 17 significant digits, one fewer than a double may need.
    assert values == pytest.approx(python["value"].tolist(), rel=1e-15, nan_ok=True)
    summary = json.loads(done.output)
    assert summary["rows"] == len(python)
    assert summary["with_value"] == int(python["value"].notna().sum())
    assert summary["format"] == ending
    assert summary["created"] == "2026-03-02"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("ending", [key for key, one in FORMATS.items() if not one.needs_film])
def test_the_same_command_gives_the_same_bytes(tmp_path, ending):
    first, second = tmp_path / f"a.{ending}", tmp_path / f"b.{ending}"
    for target in (first, second):
        done = run("--level", "region", "--date", "2026-03-02", "--lang", "en", "-o", target)
        assert done.exit_code == 0, done.output
    assert first.read_bytes() == second.read_bytes()


def test_initiatives_and_every_filter(tmp_path):
    target = tmp_path / "i.geojson"
    options = "--type ptce --type pat --years 2010 2020 --dated --funder-level region --text pole"
    done = run(*f"--level region --rows initiatives {options} --json -o {target}".split())
    assert done.exit_code == 0, done.output
    selection = Selection(
        types=("ptce", "pat"), years=(2010, 2020), undated=False, funder_levels=("region",), text="pole"
    )
    expected = load_catalogue().choose(selection).index.tolist()
    features = json.loads(target.read_text(encoding="utf-8"))
    assert [one["properties"]["id"] for one in features["features"]] == expected
    told = features["metadata"]["selection"]
    assert told["Année de départ"] == "de 2010 à 2020"
    assert told["Texte"] == "pole"


def test_communes_of_a_territory_and_of_all_france(tmp_path):
    inside, everywhere = tmp_path / "in.gpkg", tmp_path / "all.parquet"
    assert run("--level", "commune", "--inside", "epci:242600252", "-o", inside).exit_code == 0
    members = load_catalogue().geography.members("epci", "242600252")
    found = pyogrio.read_dataframe(inside, layer="atlas_commune", read_geometry=False)
    assert sorted(found["code"]) == sorted(members)
    assert run("--level", "commune", "-o", everywhere).exit_code == 0
    assert len(gpd.read_parquet(everywhere, columns=["code", "geometry"])) == 34_969


@pytest.mark.parametrize(
    ("options", "name", "words"),
    [
        (["--level", "epci"], "map.doc", ".csv, .xlsx, .geojson, .gpkg, .parquet, .png, .html"),
        (["--level", "epci"], "map", "must end in"),
        (["--level", "epci", "--type", "club"], "m.csv", "Unknown type 'club'"),
        (["--level", "epci", "--scale", "lune"], "m.csv", "Unknown scale 'lune'"),
        (["--level", "epci", "--category", "mer"], "m.csv", "Unknown category of setting 'mer'"),
        (["--level", "epci", "--territory", "epci:1"], "m.png", "No territory 'epci:1'"),
        (["--level", "commune"], "m.geojson", "too many for .geojson"),
    ],
)
def test_a_mistake_writes_nothing(tmp_path, options, name, words):
    done = run(*options, "-o", tmp_path / name)
    assert done.exit_code == 2
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ["gpkg", "xlsx", "html", "png"])
def test_gaps_leave_in_any_format(tmp_path, ending):
    target = tmp_path / f"g.{ending}"
    done = run("--level", "departement", "--type", "tzcld", "-o", target, "--json", command="gaps")
    assert done.exit_code == 0, done.output
    found = gaps(load_catalogue(), Selection(types=("tzcld",)), "departement")
    rows = rank(found.table)
    assert json.loads(done.output)["rows"] == len(rows)
    if ending == "gpkg":
        back = pyogrio.read_dataframe(target, layer="atlas_manques_departement")
        assert back["code"].tolist() == rows.index.tolist()
        assert back["left_out"].tolist() == back["map_value"].tolist() == rows["left_out"].tolist()


def test_funding_leaves_in_any_format(tmp_path):
    target = tmp_path / "f.gpkg"
    assert run("--level", "departement", "-o", target, command="funding").exit_code == 0
    back = pyogrio.read_dataframe(target, layer="atlas_financements_departement")
    assert round(100 * back["amount_eur"].sum()) == load_catalogue().lines["cents"].sum()
    assert back.geometry.isna().tolist() == back["code"].isna().tolist()
    assert io.BytesIO(target.read_bytes()).read(15) == b"SQLite format 3"


@pytest.mark.parametrize(
    "where",
    [
        ("--level", "commune", "--inside", "departement:26"),
        ("--level", "epci", "--territory", "departement:26"),
    ],
)
def test_initiatives_of_one_territory(tmp_path, where):
    there = load_catalogue().presence("departement", "seat")
    expected = set(there.loc[there["code"].eq("26"), "id"])
    target = tmp_path / "a.csv"
    told = CliRunner().invoke(main, ["export", *where, "--rows", "initiatives", "-o", str(target)])
    assert told.exit_code == 0, told.output
    assert set(pd.read_csv(target, encoding="utf-8-sig")["id"]) == expected


def test_all_communes_become_a_page_and_a_picture_without_a_place(tmp_path):
    """One file carries the image of their numbers, the other draws their polygons."""
    page, picture = tmp_path / "map.html", tmp_path / "gaps.png"
    chosen = ("--level", "commune", "--type", "pat")
    assert run(*chosen, "-o", page).exit_code == 0
    assert run(*chosen, "--sort", "distance", "-o", picture, command="gaps").exit_code == 0
    text = page.read_text("utf-8")
    assert "data:image/webp;base64," in text
    assert len(text.encode()) < 6_000_000
    pixels = Image.open(picture).convert("RGB")
    seen = {colour: count for count, colour in pixels.getcolors(pixels.width * pixels.height)}
    for colour in ramp("blues", 5):
        assert seen[tuple(bytes.fromhex(colour[1:]))] > 1_000
