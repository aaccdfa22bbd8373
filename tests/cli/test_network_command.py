"""`atlas network` gives the numbers of the page and of Python, or says in one sentence why not."""

import io
import json

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
from click.testing import CliRunner

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.cli import main
from atlas.peers import gather
from atlas.peers.network_listing import each_table, links_table, members_table, towns_table

OPTIONS = ["--type", "ptce", "--reach", "100", "--least-population", "50000"]


def call(*arguments):
    return CliRunner().invoke(main, ["network", *map(str, arguments)])


@pytest.fixture(scope="module")
def found():
    france = load_catalogue()
    ids = france.choose(Selection(types=("ptce",))).index
    return gather(france, ids, km=100, least_population=50_000)


@pytest.fixture(scope="module")
def tables(found):
    france = load_catalogue()
    return {
        "members": members_table(france, found.network),
        "links": links_table(france, found.network),
        "towns": towns_table(france, found.towns, len(found.meeting)),
        "clusters": each_table(france, found.each),
    }


def test_the_summary_holds_the_numbers_of_python(found):
    done = call(*OPTIONS, "--json")
    assert done.exit_code == 0, done.output
    answer = json.loads(done.output)
    net = found.network
    assert (answer["members"], answer["pairs"], answer["clusters"]) == (
        len(net.members),
        net.pairs,
        net.clusters,
    )
    assert [one["id"] for one in answer["isolated"]] == net.members.index[net.members["isolated"]].tolist()
    assert answer["unplaced"] == net.unplaced.tolist()
    assert sum(answer["cluster_sizes"]) + len(answer["isolated"]) == answer["members"]
    assert [one["code"] for one in answer["towns"]] == found.towns.index.tolist()
    assert [one["sum_km"] for one in answer["towns"]] == pytest.approx(found.towns["sum_km"].tolist())
    spoken = call(*OPTIONS)
    assert f"{net.pairs} pairs within 100 km, {net.clusters} clusters" in spoken.output
    assert found.towns["name"].iloc[0] in spoken.output


@pytest.mark.parametrize("rows", ["members", "links", "towns", "clusters"])
def test_each_table_is_a_csv(tmp_path, tables, rows):
    target = tmp_path / "network.csv"
    done = call(*OPTIONS, "--rows", rows, "-o", target)
    assert done.exit_code == 0, done.output
    expected = tables[rows].reset_index()
    codes = dict.fromkeys(("code", "seat_commune"), str)
    read = pd.read_csv(io.StringIO(target.read_text("utf-8-sig")), dtype=codes)
    assert read.columns[: len(expected.columns)].tolist() == expected.columns.tolist()
    for column in expected.columns:
        assert read[column].isna().tolist() == expected[column].isna().tolist()
        if pd.api.types.is_numeric_dtype(expected[column]):
            assert read[column].dropna().tolist() == pytest.approx(expected[column].dropna().tolist())
        else:
            assert (
                read[column].dropna().astype(str).tolist() == expected[column].dropna().astype(str).tolist()
            )
    assert list(tmp_path.iterdir()) == [target]


def test_a_workbook_has_a_sheet_for_each(tmp_path, tables):
    target = tmp_path / "network.xlsx"
    assert call(*OPTIONS, "-o", target).exit_code == 0
    book = pd.read_excel(target, sheet_name=None, dtype={"code": str, "seat_commune": str}, engine="calamine")
    assert list(book) == ["Membres", "Liens", "Villes", "Une ville par groupe", "Colonnes", "Sources"]
    for sheet, rows in zip(book.values(), tables.values(), strict=False):
        assert sheet.columns.tolist() == rows.reset_index().columns.tolist()
        assert len(sheet) == len(rows)
    assert book["Liens"]["km"].tolist() == pytest.approx(tables["links"]["km"].tolist())
    told = set(book["Colonnes"].iloc[:, 0])
    assert told >= {name for rows in tables.values() for name in rows.reset_index().columns}


def test_a_geopackage_has_a_layer_for_each(tmp_path, tables):
    target = tmp_path / "network.gpkg"
    assert call(*OPTIONS, "-o", target, "--lang", "en").exit_code == 0
    names = {
        "members": "atlas_reseau",
        "links": "atlas_reseau_liens",
        "towns": "atlas_reseau_villes",
        "clusters": "atlas_reseau_groupes",
    }
    kinds = dict(pyogrio.list_layers(target))
    assert {name: kinds[name] for name in names.values()} == {
        "atlas_reseau": "Point",
        "atlas_reseau_liens": "LineString",
        "atlas_reseau_villes": "Point",
        "atlas_reseau_groupes": "Point",
    }
    read = {key: gpd.read_file(target, layer=name) for key, name in names.items()}
    for key, rows in tables.items():
        assert len(read[key]) == len(rows)
        assert read[key].crs.to_epsg() == 4326
    seats = read["members"].set_index("id").geometry
    for one, other, line in zip(
        read["links"]["one"], read["links"]["other"], read["links"].geometry, strict=True
    ):
        assert [*line.coords] == [seats[one].coords[0], seats[other].coords[0]]
    assert read["members"].geometry.isna().sum() == read["members"]["near"].isna().sum() > 0
    styles = pyogrio.read_dataframe(target, layer="layer_styles")
    assert styles["f_table_name"].tolist() == list(names.values())


def test_the_same_day_gives_the_same_bytes(tmp_path):
    contents = []
    for name in ("a.gpkg", "b.gpkg"):
        assert call(*OPTIONS, "--date", "2026-03-02", "-o", tmp_path / name).exit_code == 0
        contents.append((tmp_path / name).read_bytes())
    assert contents[0] == contents[1]


def test_named_members_are_a_network_too(tmp_path):
    target = tmp_path / "two.csv"
    done = call("--member", "biovallee", "--member", "PTCE Figeacteurs", "--reach", 400, "-o", target)
    assert done.exit_code == 0, done.output
    text = target.read_text("utf-8-sig")
    assert "Membres : biovallee, figeacteurs" in text.replace("\xa0", " ")
    assert "1 pairs within 400 km" in done.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--member", "zzzzzz"], "No initiative is called 'zzzzzz'"),
        (["--member", "biovallee", "--type", "ptce"], "not both"),
        (["--type", "zzz"], "tzcld"),
        (["--reach", "0"], "20000"),
        (["--text", "zzzzzz"], "No member of this selection has a place"),
        (["-o", "network.doc"], ".gpkg"),
        (["--rows", "links", "-o", "network.png"], "has no map"),
    ],
)
def test_a_wrong_question_ends_in_one_sentence(arguments, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = call(*arguments)
    assert done.exit_code == 2
    assert words in done.output
    assert "Traceback" not in done.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "address"),
    [
        (OPTIONS, "pairs?types=ptce&vue=network&portee=100&villes=50000"),
        (
            ["--member", "biovallee", "--member", "figeacteurs"],
            "pairs?vue=network&membres=biovallee,figeacteurs",
        ),
        ([*OPTIONS, "--reach", "137"], "pairs?types=ptce&vue=network&portee=137&villes=50000"),
        ([*OPTIONS, "--reach", "60.5"], ""),  # the page knows whole kilometres alone
    ],
)
def test_a_file_says_the_link_that_shows_it_again(tmp_path, options, address):
    target = tmp_path / "network.geojson"
    assert call(*options, "-o", target).exit_code == 0
    assert json.loads(target.read_text(encoding="utf-8"))["metadata"]["address"] == address
