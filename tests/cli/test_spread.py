"""`atlas spread` writes tables, maps and a film, and says in JSON what it found."""

import json

import pandas as pd
import pytest
from click.testing import CliRunner
from PIL import Image

from atlas import spread
from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.cli import main


def run(*options):
    done = CliRunner().invoke(main, ["spread", *options])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_of_all_types_it_says_what_can_be_asked():
    told = json.loads(run("--json"))["types"]
    expected = spread.overview(load_catalogue(), Selection())
    assert [one["type"] for one in told] == expected.index.tolist()
    assert [one["untested"] for one in told] == expected["untested"].tolist()


def test_a_workbook_holds_all_tables(tmp_path):
    run("--type", "tzcld", "-o", str(tmp_path / "a.xlsx"))
    sheets = pd.read_excel(tmp_path / "a.xlsx", sheet_name=None, engine="calamine", header=None)
    assert {"Croissance", "Habitants atteints", "Proximité"} <= set(sheets)


@pytest.mark.parametrize("rows", ["growth", "reach", "nearness", "types", "initiatives"])
def test_the_same_options_give_the_same_bytes(tmp_path, rows):
    for name in ("a.csv", "b.csv"):
        run("--type", "tzcld", "--rows", rows, "--date", "2026-01-02", "-o", str(tmp_path / name))
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_the_film_has_one_frame_a_year_and_its_sources(tmp_path):
    run("--type", "tzcld", "-o", str(tmp_path / "a.gif"))
    years = spread.start_dates(load_catalogue(), Selection(types=("tzcld",))).years
    with Image.open(tmp_path / "a.gif") as film:
        assert film.n_frames == years.max() - years.min() + 1
        assert b"Licence Ouverte" in film.info["comment"]
        first = film.convert("RGB").tobytes()
        film.seek(film.n_frames - 1)
        assert film.convert("RGB").tobytes() != first


@pytest.mark.parametrize("options", [("--type", "eco_territoire"), ("--type", "tzcld", "--type", "pat")])
def test_where_there_is_no_film_a_sentence_says_so(tmp_path, options):
    done = CliRunner().invoke(main, ["spread", *options, "-o", str(tmp_path / "a.gif")])
    assert done.exit_code == 2
    assert "film" in done.stderr
    assert not (tmp_path / "a.gif").exists()


def test_a_table_that_there_is_not_is_a_sentence(tmp_path):
    done = CliRunner().invoke(
        main, ["spread", "--type", "pat", "--rows", "nearness", "-o", str(tmp_path / "a.csv")]
    )
    assert done.exit_code == 2
