"""Populated squares: read as INSEE writes them, placed in communes, and counted where an outline cuts one."""

import io
import json
import shutil

import geopandas as gpd
import pandas as pd
import pyproj
import pytest
import shapely
from click.testing import CliRunner

from atlas.cli import main
from atlas.errors import GeographyError
from atlas.geobuild.carreaux import add_carreaux, carry, read_carreaux
from atlas.readers.perimeters import read_perimeters
from atlas.territories import load_geography
from atlas.territories.perimeters import CARREAUX, shares_of_people

# 02001 of the small country reaches from 2.2 to 2.3; this outline holds 60 % of its area.
WEST = shapely.box(2.0, 46.0, 2.26, 46.1)
PEOPLE = {(2.21, 46.05): 10, (2.25, 46.02): 20, (2.29, 46.05): 70, (2.05, 46.05): 5}


def square(lon, lat, side=200, epsg=3035):
    """Return the identifier of the square around a place."""
    east, north = pyproj.Transformer.from_crs(4326, epsg, always_xy=True).transform(lon, lat)
    return f"CRS{epsg}RES{side}mN{int(north // side * side)}E{int(east // side * side)}"


def write(path, people=PEOPLE, *, identifier="idcar_200m", counted="ind"):
    rows = {identifier: [square(*where) for where in people], counted: list(people.values())}
    table = pd.DataFrame(rows | {"men": 1.0, "lcog_geo": "02001"})
    table.to_csv(path, index=False)
    return path


def listed(folder):
    sources = json.loads((folder / "lineage.json").read_text(encoding="utf-8"))["sources"]
    return [one for one in sources if one["id"] == "carreaux"]


@pytest.fixture
def folder(tiny_folder, tmp_path):
    copy = tmp_path / "geo"
    shutil.copytree(tiny_folder, copy)
    return copy


def test_a_square_lies_where_its_identifier_says(tmp_path):
    found = read_carreaux(write(tmp_path / "carreaux.csv"))
    # The middle of a square of 200 m is at most 142 m from what lies in it, 0.0019 degrees of longitude.
    assert found["lon"].tolist() == pytest.approx([lon for lon, _ in PEOPLE], abs=0.002)
    assert found["lat"].tolist() == pytest.approx([lat for _, lat in PEOPLE], abs=0.002)
    assert found["people"].tolist() == list(PEOPLE.values())


@pytest.mark.parametrize(
    ("identifier", "counted"), [("Idcar_200m", "Ind"), ("IdINSPIRE", "Ind"), ("idcar_1km", "ind")]
)
def test_every_edition_has_its_own_headers(tmp_path, identifier, counted):
    found = read_carreaux(write(tmp_path / "carreaux.csv", identifier=identifier, counted=counted))
    assert found["people"].sum() == sum(PEOPLE.values())


def test_a_geopackage_and_an_overseas_system_are_read(tmp_path):
    path = tmp_path / "carreaux.gpkg"
    codes = [square(55.5, -21.1, epsg=2975)]
    gpd.GeoDataFrame({"idcar_200m": codes, "ind": [4.5]}, geometry=[shapely.Point(0, 0)], crs=2975).to_file(
        path
    )
    found = read_carreaux(path)
    assert found[["lon", "lat"]].to_numpy()[0].tolist() == pytest.approx([55.5, -21.1], abs=0.002)
    assert found["people"].tolist() == [4.5]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("idcar_200m,men\nCRS3035RES200mN2000000E3500000,1\n", "ind"),
        ("code,ind\n1,1\n", "idcar_200m"),
        ("idcar_200m,ind\nN200E300,1\n", "N200E300"),
        ("idcar_200m,ind\nCRS3035RES200mN2000000E3500000,beaucoup\n", "CRS3035RES200mN2000000E3500000"),
        ("idcar_200m,ind\nCRS3035RES200mN2000000E3500000,-2\n", "CRS3035RES200mN2000000E3500000"),
        ("idcar_200m,ind\nCRS1RES200mN2000000E3500000,1\n", "carreaux.csv"),
    ],
)
def test_what_is_no_square_is_refused_by_name(tmp_path, text, named):
    path = tmp_path / "carreaux.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GeographyError, match=named):
        read_carreaux(path)


def test_squares_are_kept_in_their_communes_with_their_source(folder, tmp_path):
    # One in the sea, far from any commune: read, not kept.
    path = write(tmp_path / "carreaux_200m_met.csv", PEOPLE | {(-5.0, 45.0): 1000})
    told = add_carreaux(load_geography(folder), [path], year="2019")
    assert told == {"squares": 5, "kept": 4, "people": 105, "communes": 2}
    table = pd.read_parquet(folder / CARREAUX)
    assert table.groupby("commune")["people"].sum().to_dict() == {"01001": 5, "02001": 100}
    add_carreaux(load_geography(folder), [path], year="2021")
    (entry,) = listed(folder)
    assert (entry["vintage"], entry["rows_in"], entry["rows_out"]) == ("2021", 5, 4)


def test_a_square_in_two_files_is_refused_and_nothing_is_written(folder, tmp_path):
    paths = [write(tmp_path / "one.csv"), write(tmp_path / "two.csv")]
    with pytest.raises(GeographyError, match=r"two\.csv"):
        add_carreaux(load_geography(folder), paths, year="2019")
    assert not (folder / CARREAUX).exists()


def test_people_not_area_say_whether_a_commune_is_in_an_outline(folder, tmp_path):
    geography = load_geography(folder)
    layer = gpd.GeoDataFrame({"nom": ["Parc"]}, geometry=[WEST], crs=4326).to_json().encode()
    before = read_perimeters(io.BytesIO(layer), geography, name="parc.geojson")
    assert "02001" in before.members["commune"].tolist()
    add_carreaux(geography, [write(tmp_path / "carreaux.csv")], year="2019")
    # 30 of 100 people live in the 60 % of the commune that are in the outline.
    shares = shares_of_people(geography, WEST, pd.Index(["02001", "02002"]))
    assert shares.to_dict() == {"02001": pytest.approx(0.3)}
    after = read_perimeters(io.BytesIO(layer), geography, name="parc.geojson")
    assert after.members["commune"].tolist() == ["01001", "01002"]
    assert after.told[["check", "what"]].to_numpy().tolist() == [["people_out", "02001"]]
    assert after.told["share"].tolist() == pytest.approx([0.3])


def test_a_rebuild_of_the_same_communes_keeps_them(folder, tmp_path):
    add_carreaux(load_geography(folder), [write(tmp_path / "carreaux.csv")], year="2019")
    built = tmp_path / "built"
    shutil.copytree(folder, built)
    (built / CARREAUX).unlink()
    lineage = json.loads((built / "lineage.json").read_text(encoding="utf-8"))
    lineage["sources"] = [one for one in lineage["sources"] if one["id"] != "carreaux"]
    (built / "lineage.json").write_text(json.dumps(lineage), encoding="utf-8")
    assert listed(built) == []
    assert carry(folder, built)
    assert (built / CARREAUX).read_bytes() == (folder / CARREAUX).read_bytes()
    assert listed(built) == listed(folder)
    (built / CARREAUX).unlink()
    (built / "commune.parquet").write_bytes(b"another")
    assert not carry(folder, built)


def test_the_command_puts_them_into_a_folder(folder, tmp_path):
    path = write(tmp_path / "carreaux.csv")
    done = CliRunner().invoke(main, ["add-carreaux", str(path), "--year", "2019", "--geo", str(folder)])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["kept"] == len(PEOPLE)
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    wrong = CliRunner().invoke(main, ["add-carreaux", str(path), "--year", "2019", "--geo", str(folder)])
    assert wrong.exit_code == 2
    assert "carreaux.csv" in wrong.stderr
