"""`atlas gaps` writes the numbers of Python, or nothing and says why."""

import io
import json
import re

import geopandas as gpd
import pandas as pd
import pytest
from click.testing import CliRunner

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.cli import main
from atlas.gaps import gaps, rank
from atlas.gaps.listing import gaps_table

NUMBERS = [
    "population",
    "left_out",
    "distance_km",
    "nearest_km",
    "expected",
    "shortfall",
    "ratio",
    "ratio_high",
    "ratio_shrunk",
    "p_adjusted",
]


def test_the_file_holds_the_numbers_of_python(tmp_path):
    target = tmp_path / "gaps.csv"
    options = (
        "--type tzcld --type ptce --setting rural --count coverage --reference region --sort distance --json"
    )
    done = CliRunner().invoke(main, ["gaps", "--level", "epci", *options.split(), "-o", str(target)])
    assert done.exit_code == 0, done.output
    france = load_catalogue()
    found = gaps(france, Selection(types=("tzcld", "ptce")), "epci", by="coverage", reference="region")
    rows = gaps_table(france, found, rank(found.table, sort="distance", setting="rural"))
    written = pd.read_csv(io.StringIO(target.read_text("utf-8-sig")), dtype={"code": str}, index_col="code")
    assert written.index.tolist() == rows.index.tolist()
    for column in NUMBERS:
        assert written[column].tolist() == pytest.approx(rows[column].astype("float64").tolist(), nan_ok=True)
    assert written["models"].fillna("").tolist() == rows["models"].fillna("").tolist()
    assert written["reason"].str.startswith("Aucune initiative connue").all()
    summary = json.loads(done.output)
    rural = found.table[found.table["setting"].eq("rural")]
    assert summary["without"] == summary["rows"] == len(rows)
    assert summary["left_out"] == rural["left_out"].sum()
    assert summary["left_out_share"] == rural["left_out"].sum() / rural["population"].sum()
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["--level", "canton"], "bassin_de_vie"),
        (["--level", "epci", "--type", "zzz"], "tzcld"),
        (["--level", "epci", "--type", "tetraa", "--years", "1900", "1901"], "widen"),
        (["--level", "epci", "--reference", "monde"], "density"),
        (["--level", "epci", "--type", "pat", "--sort", "shortfall"], "authority"),
    ],
)
def test_a_wrong_question_writes_nothing(tmp_path, options, word):
    if "--years" in options:
        # Undated initiatives stay in: take a type of which each has its year.
        dated = load_catalogue().tables.initiatives.query("type == 'tetraa'")["start_year"].notna().all()
        assert dated
    target = tmp_path / "gaps.csv"
    done = CliRunner().invoke(main, ["gaps", *options, "-o", str(target)])
    assert done.exit_code == 2
    assert word in done.output
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("ending", ["csv", "xlsx", "geojson", "gpkg", "parquet", "png", "html"])
def test_a_ranking_takes_every_format(tmp_path, ending):
    target = tmp_path / f"g.{ending}"
    done = CliRunner().invoke(
        main, ["gaps", "-o", str(target), "--level", "departement", "--type", "tzcld", "--json"]
    )
    assert done.exit_code == 0, done.output
    if ending in ("geojson", "gpkg", "parquet"):
        rows = gpd.read_parquet(target) if ending == "parquet" else gpd.read_file(target, layer=0)
        assert len(rows) == json.loads(done.output)["rows"] > 0
        assert rows.geometry.notna().all()
    else:
        assert target.stat().st_size > 0


def test_what_does_not_fit_all_communes_is_said(tmp_path):
    target = tmp_path / "g.geojson"
    done = CliRunner().invoke(main, ["gaps", "-o", str(target), "--level", "commune", "--type", "tzcld"])
    assert done.exit_code == 2
    assert "rows are too many for .geojson" in done.output
    offered = re.search("choose (.*), or fewer rows", done.output)[1].split(", ")
    assert {"csv", "gpkg", "parquet"} <= set(offered)
    assert "geojson" not in offered
    assert not target.exists()


@pytest.mark.parametrize(
    ("options", "by"),
    [("--type pat", "coverage"), ("--type pat --type ptce", "seat"), ("--type pat --count seat", "seat")],
)
def test_the_types_decide_how_they_count_unless_told(tmp_path, options, by):
    done = CliRunner().invoke(
        main, ["gaps", "--level", "epci", *options.split(), "--json", "-o", str(tmp_path / "g.csv")]
    )
    assert done.exit_code == 0, done.output
    assert json.loads(done.output)["by"] == by
