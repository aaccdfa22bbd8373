"""`atlas next` writes the figures of Python in every format, or nothing and says why."""

import io
import json

import geopandas as gpd
import pandas as pd
import pytest
from click.testing import CliRunner

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.cli import main
from atlas.next import Wish, suggest

PLACE = ("--type", "ptce", "--inside", "departement:29")


def run(*options):
    return CliRunner().invoke(main, ["next", *map(str, options)])


def test_the_file_and_the_summary_hold_the_figures_of_python(tmp_path):
    target = tmp_path / "next.csv"
    asked = "--places 3 --reach 15 --weight rural --least-population 500 --exact --json"
    done = run(*PLACE, *asked.split(), "-o", target)
    assert done.exit_code == 0, done.output
    selection = Selection(types=("ptce",), inside="departement:29")
    plan = suggest(load_catalogue(), selection, Wish(k=3, km=15, weight="rural", least=500, exact=True))
    written = pd.read_csv(io.StringIO(target.read_text("utf-8-sig")), dtype={"code": str}, index_col="code")
    assert written.index.tolist() == plan.places.index.tolist()
    for column in ("newly", "weighted", "newly_total", "share", "nearest_km"):
        assert written[column].tolist() == pytest.approx(plan.places[column].tolist())
    told = json.loads(done.output)
    assert (told["served"], told["without"], told["newly"]) == (
        plan.served,
        plan.without,
        plan.places["newly"].sum(),
    )
    assert (told["weighted"], told["bound"], told["gap"]) == (plan.total, plan.bound, plan.gap)
    assert [row["code"] for row in told["places"]] == plan.places.index.tolist()
    assert told["curve"] == plan.curve["newly"].tolist()
    assert 0 < told["list_share"] < 1
    assert list(tmp_path.iterdir()) == [target]


def test_without_a_file_it_answers_all_the_same():
    done = run(*PLACE, "--places", 2, "--fair", "--one-for", "epci", "--among", "departement:29")
    assert done.exit_code == 0, done.output
    assert "2. " in done.output
    assert "list known" in done.output


@pytest.mark.parametrize(
    "ending", ["csv", "tableur.csv", "xlsx", "geojson", "gpkg", "parquet", "png", "html"]
)
def test_places_take_every_format(tmp_path, ending):
    target = tmp_path / f"n.{ending}"
    done = run(*PLACE, "--places", 2, "-o", target)
    assert done.exit_code == 0, done.output
    if ending in ("geojson", "gpkg", "parquet"):
        rows = gpd.read_parquet(target) if ending == "parquet" else gpd.read_file(target, layer=0)
        assert rows.geometry.geom_type.tolist() == ["Point", "Point"]
    else:
        assert target.stat().st_size > 0


def test_the_communes_add_up_to_the_places(tmp_path):
    target = tmp_path / "communes.geojson"
    done = run(*PLACE, "--rows", "communes", "--json", "-o", target)
    assert done.exit_code == 0, done.output
    assert gpd.read_file(target)["people"].sum() == json.loads(done.output)["newly"]


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["--places", "0"], "places"),
        (["--reach", "51"], "reach"),
        (["--exact", "--fair"], "not for both"),
        (["--among", "commune:zzz"], "level:code"),
        (["--least-population", "99999999"], "smaller towns"),
        (["--text", "energie", "--weight", "likely"], "chance"),
    ],
)
def test_a_wrong_question_writes_nothing(tmp_path, options, word):
    done = run(*PLACE, *options, "-o", tmp_path / "next.csv")
    assert done.exit_code == 2
    assert word in done.output
    assert not list(tmp_path.iterdir())
