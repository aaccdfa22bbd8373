import geopandas as gpd
import pandas as pd
import pytest

from atlas.errors import GeographyError
from atlas.geobuild import sources
from atlas.geobuild.inputs import read_mairies


def cut(path):
    path.write_bytes(path.read_bytes()[:-40])


@pytest.mark.parametrize(
    "name",
    [
        "sources/communes_contours.parquet",
        "sources/communes_zonages.csv.gz",
        "sources/mouvements_communes_2025.csv.gz",
        "npm/communes.json",
        "npm/epci.json",
        "npm/communes.csv.lzma",
    ],
)
def test_truncated_file_is_named(country, name):
    path = country.folder / name
    cut(path)
    with pytest.raises(GeographyError, match=rf"^{path.name}: damaged or not the expected format"):
        country.build()
    assert not country.out.exists()


@pytest.mark.parametrize("name", ["communes_contours.parquet", "communes_codes_anciens.csv"])
def test_missing_file_is_named(country, name):
    (country.folder / "sources" / name).unlink()
    with pytest.raises(GeographyError, match=rf"^{name}: no such file"):
        country.build()


def test_missing_package_member_is_named(country):
    (country.folder / "npm" / "communes.csv.lzma").unlink()
    with pytest.raises(GeographyError, match=r"communes\.csv\.lzma is not in this folder"):
        country.build()


def test_missing_column_is_named(country):
    country.zonages = country.zonages.drop(columns="DENS7")
    country.write()
    with pytest.raises(GeographyError, match=r"^communes_zonages\.csv\.gz: missing column DENS7"):
        country.build()


def test_missing_code_column_is_named(country):
    country.contours = country.contours.rename(columns={"code": "insee"})
    # The builder of the sources reads "code" no more; write the layer alone.
    country.contours.to_parquet(country.folder / "sources" / "communes_contours.parquet")
    with pytest.raises(
        GeographyError, match=r"^communes_contours\.parquet: missing column code or INSEE_COM"
    ):
        country.build()


def test_unknown_crs_is_refused(country):
    path = country.folder / "sources" / "communes_contours.parquet"
    country.contours.set_crs(None, allow_override=True).to_parquet(path)
    with pytest.raises(GeographyError, match=r"^communes_contours\.parquet, column 'geometry': unknown CRS"):
        country.build()


def test_wrong_crs_is_refused(country):
    path = country.folder / "sources" / "communes_contours.parquet"
    country.contours.to_crs(2154).set_crs(4326, allow_override=True).to_parquet(path)
    with pytest.raises(
        GeographyError,
        match=r"^communes_contours\.parquet, column .geometry.: coordinates of 01001.* do not fit EPSG",
    ):
        country.build()


def test_duplicated_code_is_named(country):
    country.zonages = pd.concat([country.zonages, country.zonages.iloc[[2]]])
    country.write()
    with pytest.raises(GeographyError, match=r"column 'CODGEO': codes given more than once: 01003$"):
        country.build()


def test_malformed_code_is_named(country):
    country.zonages.loc[0, "CODGEO"] = "1001"
    country.write()
    with pytest.raises(GeographyError, match=r"column 'CODGEO': not a code as INSEE writes it: 1001$"):
        country.build()


def test_null_polygon_is_named(country):
    country.contours.loc[country.contours["code"] == "02003", "geometry"] = None
    country.contours.to_parquet(country.folder / "sources" / "communes_contours.parquet")
    with pytest.raises(GeographyError, match=r"column 'geometry': no polygon for 02003$"):
        country.build()


def test_value_out_of_its_list_is_named(country):
    country.zonages.loc[1, "DENS7"] = "9"
    country.write()
    with pytest.raises(GeographyError, match=r"column 'DENS7': unexpected value 9 for 01002$"):
        country.build()


def test_zonings_that_contradict_the_list_of_epci_are_refused(country):
    country.epci[0]["membres"].pop()
    country.write()
    with pytest.raises(GeographyError, match=r"^epci\.json, column 'membres': EPCI of .* differs for 01003$"):
        country.build()


def test_commune_unknown_to_the_zonings_is_named(country):
    country.communes.append({**country.communes[0], "code": "01007"})
    country.write()
    with pytest.raises(GeographyError, match=r"^communes\.json, column 'code'.*: 01007$"):
        country.build()


def test_missing_population_is_named(country):
    country.communes[0]["population"] = None
    country.write()
    with pytest.raises(GeographyError, match=r"column 'population': no value for 01001$"):
        country.build()


def test_successor_that_is_no_commune_is_named(country):
    country.codes_anciens.loc[0, "code_2025"] = "01077"
    country.write()
    with pytest.raises(GeographyError, match=r"column 'code_2025': successor is no commune for 01098$"):
        country.build()


def test_mairie_that_is_not_wkb_is_named(country):
    path = country.folder / "broken.csv"
    path.write_text("code,type,mairie_localisation\n01001,COM,xyz\n")
    with pytest.raises(GeographyError, match=r"column 'mairie_localisation': not WKB for 01001$"):
        read_mairies(path)


def test_points_are_no_polygons(country):
    points = country.contours.copy()
    points["geometry"] = gpd.GeoSeries(country.mairies.to_numpy(), crs=4326)
    points.to_parquet(country.folder / "sources" / "communes_contours.parquet")
    with pytest.raises(GeographyError, match=r"column 'geometry': not a polygon for 01001, .*\(10 in all\)"):
        country.build()


def test_some_shows_the_first_codes():
    assert sources.some(["b", "a"]) == "a, b"
    assert sources.some(map(str, range(7))) == "0, 1, 2, 3, 4, … (7 in all)"


def test_absent_client_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GeographyError, match=r"administratif@6\.0\.0: 'npm' is not installed"):
        sources.fetch_decoupage("6.0.0", tmp_path)
