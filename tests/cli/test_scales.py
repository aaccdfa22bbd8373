"""`atlas scales` writes the numbers of Python, the same bytes twice, a folder whole or not at all."""

import json
from dataclasses import asdict

import pandas as pd
import pytest
from click.testing import CliRunner

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import FILTERS, Selection
from atlas.cli import main
from atlas.exports.columns import DICTIONARY
from atlas.scales import (
    DRAWN,
    ZoningQuestion,
    clusters,
    matched_zonings,
    perimeter_fit,
    scale_effect,
    zoning_effect,
)
from atlas.scales.listing import deserved
from atlas.vocabulary import LEVELS

TZCLD = Selection(types=("tzcld",))


def run(*arguments):
    return CliRunner().invoke(main, ["scales", *map(str, arguments)])


def read(folder, name):
    return pd.read_csv(folder / f"{name}.csv", encoding="utf-8-sig", dtype={"code": str})


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    out = tmp_path_factory.mktemp("scales") / "out"
    told = run("--type", "tzcld", "--zonings", 9, "--inside", "departement:26", "-o", out, "--json")
    assert told.exit_code == 0, told.output
    return out, json.loads(told.stdout)


def test_levels_are_python_s(written):
    table = read(written[0], "scale_effect").set_index("level")
    expected = scale_effect(load_catalogue(), TZCLD, indicator="rate")
    assert table.index.tolist() == expected.index.tolist()
    for column in ("gini", "moran", "theil_between_setting", "mean", "gini_polarisation_p"):
        assert table[column].tolist() == pytest.approx(deserved(expected[column]).tolist(), nan_ok=True)
    assert table["known"].tolist() == expected["known"].tolist()


def test_clusters_are_python_s(written):
    found = clusters(load_catalogue(), TZCLD, "epci", indicator="rate")
    table = read(written[0], "clusters-epci").set_index("code")
    assert table["cluster"].tolist() == found["cluster"].tolist()
    inside = read(written[0], "clusters-commune")
    assert inside["code"].str.startswith("26").all()


def test_zonings_are_python_s(written):
    question = ZoningQuestion(selection=TZCLD, level="departement", indicator="rate")
    expected = zoning_effect(load_catalogue(), question).table
    table = read(written[0], "zoning_effect")
    own = table[table["level"] == "departement"].set_index("statistic")
    assert own["official"].tolist() == pytest.approx(deserved(expected["official"]).tolist())
    assert own["p"].tolist() == pytest.approx(deserved(expected["p"]).tolist(), nan_ok=True)
    stored = {level: matched_zonings(load_catalogue().geography, level).draws for level in DRAWN}
    assert read(written[0], "zoning_draws")["level"].value_counts().to_dict() == stored


def test_drawn_zonings_are_as_many_as_asked_for(tmp_path):
    options = ["--type", "tzcld", "--levels", "region", "--null", "uniform", "--zonings", 9]
    assert run(*options, "-o", tmp_path / "out").exit_code == 0
    assert len(read(tmp_path / "out", "zoning_draws")) == 9


def test_fits_are_python_s(written):
    found = perimeter_fit(load_catalogue(), TZCLD, "bassin_de_vie")
    table = read(written[0], "fits").set_index(["level", "among", "fit"])
    own = table.loc[("bassin_de_vie", "zonings", "misfit")]
    assert own["official"] == pytest.approx(found.overall.loc["misfit", "official"], abs=1e-4)
    assert own["perimeters"] == len(found.table)
    told = {(one["level"], one["fit"]): one for one in written[1]["fits"] if one["among"] == "zonings"}
    assert told["bassin_de_vie", "misfit"]["official"] == own["official"]
    listed = read(written[0], "perimeters")
    assert (
        listed.loc[listed["level"].eq("bassin_de_vie"), "initiative_id"].tolist()
        == found.table.index.tolist()
    )


def test_summary_is_printed_and_written(written):
    out, told = written
    assert json.loads((out / "summary.json").read_text(encoding="utf-8")) == told
    assert told["seed"] == 1
    assert told["levels"]["epci"]["zoning"]["gini"]["p"] <= 1
    assert (
        told["levels"]["region"]["gini"] == read(out, "scale_effect").set_index("level").loc["region", "gini"]
    )
    assert sorted(contents(out)) == told["files"]
    assert [pair["first"] for pair in told["associations"]] == ["type", "type", "scale"]


def test_every_column_is_in_the_dictionary(written):
    dictionary = read(written[0], "dictionary").groupby("table")["column"].agg(list)
    for name in contents(written[0]):
        if name in ("summary.json", "dictionary.csv"):
            continue
        kind = name.removesuffix(".csv").split("-")[0]
        assert read(written[0], name.removesuffix(".csv")).columns.tolist() == list(DICTIONARY[kind])
        assert dictionary[kind] == list(DICTIONARY[kind])


def test_same_bytes_again(written, tmp_path):
    again = tmp_path / "again"
    run("--type", "tzcld", "--zonings", 9, "--inside", "departement:26", "-o", again)
    assert contents(again) == contents(written[0])


def test_the_summary_says_what_it_rests_on(written):
    told = written[1]
    assert told["address"] == ""  # nine zonings: no widget of the page draws as few
    assert "tzcld" not in told["selection"]["Types"]  # in words
    assert any("IGN" in source["producer"] for source in told["sources"])
    assert told["millesime"] == "2026"


def test_one_workbook_holds_the_tables_of_the_folder(written, tmp_path):
    target = tmp_path / "tables.xlsx"
    options = ["--type", "tzcld", "--zonings", 9, "--inside", "departement:26", "--date", "2026-03-02"]
    told = run(*options, "-o", target)
    assert told.exit_code == 0, told.output
    book = pd.read_excel(target, sheet_name=None, dtype={"code": str}, engine="calamine")
    *sheets, columns, sources = book.values()
    names = [*("scale_effect", "lorenz"), *(f"clusters-{level}" for level in LEVELS)]
    names += ["zoning_effect", "zoning_draws", "fits", "perimeters", "associations", "counts"]
    assert len(sheets) == len(names)
    for name, sheet in zip(names, sheets, strict=True):
        expected = read(written[0], name)
        assert sheet.columns.tolist() == expected.columns.tolist()
        assert len(sheet) == len(expected)
        for column in sheet.select_dtypes("float"):
            assert sheet[column].tolist() == pytest.approx(expected[column].tolist(), nan_ok=True)
    assert len(columns) > sum(map(len, DICTIONARY.values()))
    assert any("IGN" in str(cell) for cell in sources.to_numpy().ravel())
    before = target.read_bytes()
    run(*options, "-o", target)
    assert target.read_bytes() == before


def test_filters_and_the_link_of_the_page(tmp_path):
    out = tmp_path / "out"
    options = ["--type", "ptce", "--category", "rural", "--levels", "region", "--zonings", 99, "--seed", 3]
    told = run(*options, "--indicator", "count", "-o", out, "--json", "--lang", "en")
    assert told.exit_code == 0, told.output
    summary = json.loads(told.stdout)
    selection = Selection(types=("ptce",), categories=("rural",))
    chosen = load_catalogue().choose(selection)
    assert summary["filters"] == json.loads(json.dumps(asdict(selection)))
    assert set(summary["filters"]) == set(FILTERS)
    assert summary["initiatives"] == len(chosen)
    assert summary["address"] == (
        "echelles?lang=en&types=ptce&categories=rural&indicateur=count&graine=3&tirages=99"
    )


def test_levels_may_be_chosen_and_zonings_left_out(tmp_path):
    told = run("--levels", "region, departement", "--zonings", 0, "-o", tmp_path / "out")
    assert told.exit_code == 0, told.output
    assert read(tmp_path / "out", "scale_effect")["level"].tolist() == ["departement", "region"]
    assert not (tmp_path / "out" / "zoning_effect.csv").exists()
    assert "seed 1" in told.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--type", "zzz"], "Unknown type 'zzz'"),
        (["--scale", "zzz"], "Unknown scale 'zzz'"),
        (["--levels", "canton"], "Unknown level 'canton'"),
        (["--inside", "epci:1"], "No territory 'epci:1'"),
        (["--indicator", "size"], "size"),
        (["--null", "area"], "area"),
        (["--zonings", "-1"], "-1"),
        (["--seed", "-1"], "-1"),
    ],
)
def test_wrong_values_end_in_2_and_write_nothing(tmp_path, arguments, words):
    told = run(*arguments, "-o", tmp_path / "out")
    assert told.exit_code == 2
    assert words in told.output
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_other_things_is_left_alone(tmp_path):
    (tmp_path / "thesis.docx").write_text("years of work")
    told = run("--levels", "region", "--zonings", 0, "-o", tmp_path)
    assert told.exit_code == 2
    assert "thesis.docx" in told.output
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_one_table_does_not_hold_all(tmp_path):
    told = run("--levels", "region", "--zonings", 0, "-o", tmp_path / "all.csv")
    assert told.exit_code == 2
    assert "name a folder" in told.output
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "notes").write_text("mine")
    told = run("--levels", "region", "--zonings", 0, "-o", tmp_path / "notes")
    assert told.exit_code == 2
    assert "is a file" in told.output
    assert (tmp_path / "notes").read_text() == "mine"


def test_an_older_result_is_replaced_whole(tmp_path):
    out = tmp_path / "out"
    run("--levels", "region,departement", "--zonings", 0, "-o", out)
    run("--levels", "region", "--zonings", 0, "-o", out)
    assert not (out / "clusters-departement.csv").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_fault_while_writing_keeps_the_older_result(tmp_path, monkeypatch):
    out = tmp_path / "out"
    run("--levels", "region", "--zonings", 0, "-o", out)
    before = contents(out)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    told = run("--levels", "departement", "--zonings", 0, "-o", out)
    assert told.exit_code == 2
    assert "No space left on device" in told.output
    assert contents(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
