import csv
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Transformer

import atlas.settings
from atlas.errors import FileFaultError, MissingColumnError, UnknownChoiceError
from atlas.locate import guess_columns, locate, locate_file
from atlas.territories import Geography, load_geography
from atlas.vocabulary import LEVELS, LOCATED_BY, PROBLEMS

SAMPLES = Path(__file__).resolve().parents[2] / "shared" / "data" / "samples"
ROLES = ("code", "epci", "lon", "lat", "postal_code", "name", "departement")
MAINLAND = (-5.0, 41.5, 9.5, 51.0)
OVERSEAS = {
    "971": (-61.8, 15.8, -61.0, 16.5),
    "972": (-61.2, 14.4, -60.8, 14.9),
    "973": (-54.6, 2.1, -51.6, 5.8),
    "974": (55.2, -21.4, 55.8, -20.9),
    "976": (45.0, -13.0, 45.3, -12.6),
}


@pytest.fixture(scope="module")
def france() -> Geography:
    return load_geography()


def one(geography: Geography, **cells: object) -> dict[str, str]:
    """Locate one row; leave out what is null."""
    table = pd.DataFrame([dict.fromkeys(ROLES) | cells], columns=list(ROLES), dtype=object)
    located = locate(table, columns={role: role for role in ROLES}, geography=geography)
    return {str(name): value for name, value in located.iloc[0].items() if isinstance(value, str)}


def words(geography: Geography, **cells: object) -> tuple[str | None, str | None, str | None, str | None]:
    row = one(geography, **cells)
    return row.get("commune"), row.get("located_by"), row.get("problem"), row.get("candidates")


def test_a_code_reaches_every_level_and_the_setting(tiny: Geography) -> None:
    assert one(tiny, code="01001") == {
        "commune": "01001",
        "bassin_de_vie": "01001",
        "epci": "200000001",
        "departement": "01",
        "region": "84",
        "setting": "urbain",
        "located_by": "code",
    }


@pytest.mark.parametrize(
    ("cells", "commune", "how"),
    [
        ({"code": " 01001 "}, "01001", "code"),
        ({"code": "1001"}, "01001", "padded_code"),
        ({"code": 1001}, "01001", "padded_code"),
        ({"code": 1001.0}, "01001", "padded_code"),
        ({"code": "02003"}, "02002", "former_code"),
        ({"code": "75112"}, "75056", "former_code"),
        ({"code": "98818"}, "98818", "code"),
        ({"name": "01001"}, "01001", "code"),
        ({"postal_code": "02200", "name": "MONT"}, "02004", "postal_code_name"),
        ({"postal_code": "2200", "name": "Val d'Oeil s/Mer"}, "02002", "postal_code_name"),
        ({"postal_code": "75012", "name": "PARIS 12EME"}, "75056", "postal_code_name"),
        ({"postal_code": "75999", "name": "Paris Cedex 12"}, "75056", "name_departement"),
        ({"name": "ST ALBAN", "departement": "2"}, "02001", "name_departement"),
        ({"name": "oeil la foret", "departement": "Aisne"}, "02002", "name_departement"),
        ({"name": "Nouméa", "departement": "988"}, "98818", "name_departement"),
        ({"lon": 2.05, "lat": 46.05}, "01001", "coordinates"),
        ({"lon": "2,05", "lat": " 46,05"}, "01001", "coordinates"),
        ({"lon": 1.99, "lat": 46.05}, "01001", "nearest_commune"),
        ({"postal_code": "01200"}, "01002", "postal_code"),
        ({"name": "Mont"}, "02004", "name"),
        ({"name": "ST ALBAN", "lon": 2.25, "lat": 46.05}, "02001", "coordinates"),
        ({"code": "02009", "lon": 2.25, "lat": 46.15}, "02004", "coordinates"),
        ({"code": "01001", "lon": 2.11, "lat": 46.05}, "01001", "code"),
    ],
)
def test_located_without_a_doubt(
    tiny: Geography,
    cells: dict[str, object],
    commune: str,
    how: str,
) -> None:
    assert words(tiny, **cells) == (commune, how, None, None)


@pytest.mark.parametrize(
    ("cells", "problem", "candidates"),
    [
        ({}, "missing", None),
        ({"code": "  "}, "missing", None),
        ({"code": "NA", "lon": "NA", "lat": ""}, "missing", None),
        ({"code": "53", "name": "Mont"}, "unknown_code", None),
        ({"code": "02009"}, "ambiguous", "02004|02005"),
        ({"code": "99999"}, "unknown_code", None),
        ({"code": "01000"}, "unknown_code", "01001|01002"),
        ({"name": "St Alban"}, "ambiguous", "01001|02001"),
        ({"postal_code": "02200"}, "ambiguous", "02002|02004"),
        ({"postal_code": "99999"}, "unknown_postal_code", None),
        ({"name": "Atlantide"}, "unknown_name", None),
        ({"epci": "123456789"}, "unknown_epci", None),
        ({"departement": "99"}, "unknown_departement", None),
        ({"lon": 0, "lat": 0.0}, "zero_coordinates", None),
        ({"lon": 46.05, "lat": 2.05}, "swapped_coordinates", "01001"),
        ({"lon": -21.05, "lat": 55.55}, "swapped_coordinates", "97401"),
        ({"lon": 1.9, "lat": 46.05}, "outside_france", None),
        ({"lon": 650_000, "lat": 6_600_000}, "not_degrees", None),
        ({"lon": "east", "lat": "46"}, "not_a_number", None),
        ({"lon": 2.05}, "not_a_number", None),
    ],
)
def test_not_located_and_why(
    tiny: Geography,
    cells: dict[str, object],
    problem: str,
    candidates: str | None,
) -> None:
    assert words(tiny, **cells) == (None, None, problem, candidates)


def test_a_postal_code_of_one_commune_locates_beside_a_name_it_does_not_know(tiny: Geography) -> None:
    assert words(tiny, postal_code="75001", name="Mont") == ("75056", "postal_code", "unknown_name", None)


@pytest.mark.parametrize(
    ("cells", "problem", "candidates"),
    [
        ({"departement": "02"}, "contradicts_departement", None),
        ({"name": "Paris"}, "contradicts_name", "75056"),
        ({"name": "Paris", "departement": "01"}, "contradicts_name", "75056"),
        ({"postal_code": "75001"}, "contradicts_postal_code", "75056"),
        ({"postal_code": "02200"}, "contradicts_postal_code", "02002|02004"),
        ({"lon": 2.05, "lat": 48.05}, "contradicts_coordinates", "75056"),
        ({"epci": "200000002"}, "contradicts_epci", None),
        ({"lon": 0, "lat": 0}, "zero_coordinates", None),
        ({"lon": 46.05, "lat": 2.05}, "swapped_coordinates", "01001"),
    ],
)
def test_what_speaks_against_a_code_is_reported_beside_it(
    tiny: Geography,
    cells: dict[str, object],
    problem: str,
    candidates: str | None,
) -> None:
    assert words(tiny, code="01001", **cells) == ("01001", "code", problem, candidates)


def test_an_unknown_code_is_reported_beside_the_point_that_locates(tiny: Geography) -> None:
    assert words(tiny, code="99999", lon=2.05, lat=48.05) == ("75056", "coordinates", "unknown_code", None)


def test_a_commune_without_polygon_against_a_point_elsewhere(tiny: Geography) -> None:
    expected = ("98818", "code", "contradicts_coordinates", "75056")
    assert words(tiny, code="98818", departement="988", lon=2.05, lat=48.05) == expected


def test_a_point_on_a_border_goes_to_the_lowest_code_and_names_all(tiny: Geography) -> None:
    assert words(tiny, lon=2.2, lat=46.1) == ("01002", "coordinates_border", None, "01002|02001|02004")


def test_an_epci_alone_gives_only_what_its_communes_share(tiny: Geography) -> None:
    spilling = one(tiny, epci="200000001")
    assert spilling == {"epci": "200000001", "bassin_de_vie": "01001", "located_by": "epci"}
    assert one(tiny, code="200000002") == {
        "epci": "200000002",
        "bassin_de_vie": "02002",
        "departement": "02",
        "region": "32",
        "setting": "rural",
        "located_by": "epci",
    }


def test_a_departement_stays_known_where_the_commune_is_not(tiny: Geography) -> None:
    assert one(tiny, name="Atlantide", departement="02") == {
        "departement": "02",
        "region": "32",
        "setting": "rural",
        "located_by": "departement",
        "problem": "unknown_name",
    }


def test_any_crs_gives_the_same_communes(tiny: Geography) -> None:
    lon, lat = np.array([2.05, 2.15, 2.25, 2.35]), np.array([46.05, 46.05, 46.15, 46.05])
    for crs in ("EPSG:2154", 3857, "EPSG:4171"):
        x, y = Transformer.from_crs(4326, crs, always_xy=True).transform(lon, lat)
        located = locate(pd.DataFrame({"x": x, "y": y}), crs=crs, geography=tiny)
        assert located["commune"].tolist() == ["01001", "01002", "02004", "02002"]
    swapped = locate(pd.DataFrame({"x": y, "y": x}), crs="EPSG:4171", geography=tiny)
    assert swapped["problem"].tolist() == ["swapped_coordinates"] * 4


def test_a_crs_that_does_not_fit_or_exist_is_refused(tiny: Geography) -> None:
    table = pd.DataFrame({"lon": [2.05], "lat": [46.05]})
    with pytest.raises(UnknownChoiceError, match=r"'EPSG:0'.*EPSG:2154"):
        locate(table, crs="EPSG:0", geography=tiny)
    with pytest.raises(MissingColumnError, match="roles x and y"):
        locate(table, crs="EPSG:2154", geography=tiny)


def test_columns_that_are_not_there_are_refused(tiny: Geography) -> None:
    table = pd.DataFrame({"titre": ["a"], "lon": [2.05]})
    with pytest.raises(MissingColumnError, match=r"titre, lon.*code_insee"):
        locate(table, geography=tiny)
    with pytest.raises(MissingColumnError, match="'insee'"):
        locate(table, columns={"code": "insee"}, geography=tiny)
    with pytest.raises(MissingColumnError, match="other half"):
        locate(table, columns={"lon": "lon"}, geography=tiny)
    with pytest.raises(UnknownChoiceError, match="'codes'"):
        locate(table, columns={"codes": "titre"}, geography=tiny)


def test_headers_are_recognised_in_any_spelling() -> None:
    headers = ["Nom", "Code INSEE", "CODE-POSTAL", "Ville", "Département", "SIREN_EPCI", "Lng", "LATITUDE"]
    assert guess_columns(headers) == dict(
        zip(
            ("code", "postal_code", "name", "departement", "epci", "lon", "lat"),
            headers[1:],
            strict=True,
        ),
    )
    assert guess_columns(["id", "nom", "x"]) == {}


def test_an_empty_table_and_a_foreign_index(tiny: Geography) -> None:
    empty = locate(pd.DataFrame({"insee": []}), geography=tiny)
    assert empty.columns.tolist() == [*LEVELS, "setting", "located_by", "problem", "candidates"]
    assert empty.empty
    doubled = pd.DataFrame({"insee": ["01001", "99999"]}, index=[5, 5])
    assert locate(doubled, geography=tiny).index.tolist() == [5, 5]


cells = st.fixed_dictionaries(
    {
        "code": st.sampled_from(["", "01001", "1001", "02003", "02009", "99999", "200000001"]),
        "epci": st.sampled_from(["", "200000001", "200000003", "1"]),
        "lon": st.sampled_from([None, 0.0, 2.05, 2.1, 46.05, 1.99, 1.0]),
        "lat": st.sampled_from([None, 0.0, 46.05, 48.05, 2.05]),
        "postal_code": st.sampled_from(["", "02200", "01200", "75999"]),
        "name": st.sampled_from(["", "St Alban", "MONT", "Paris 3", "Zut"]),
        "departement": st.sampled_from(["", "1", "02", "Paris", "99"]),
    },
)


@given(rows=st.lists(cells, min_size=1, max_size=30), data=st.data())
@settings(max_examples=40)
def test_rows_do_not_influence_each_other_and_none_is_silent(
    tiny: Geography,
    rows: list[dict[str, object]],
    data: st.DataObject,
) -> None:
    table = pd.DataFrame(rows)
    columns = {role: role for role in ROLES}
    located = locate(table, columns=columns, geography=tiny)
    order = data.draw(st.permutations(range(len(rows))))
    shuffled = locate(table.iloc[order], columns=columns, geography=tiny)
    pd.testing.assert_frame_equal(shuffled, located.iloc[order])
    assert (located["located_by"].notna() | located["problem"].notna()).all()
    assert located["located_by"].dropna().isin(LOCATED_BY).all()
    assert located["problem"].dropna().isin(PROBLEMS).all()
    assert (located["commune"].isna() | located["located_by"].notna()).all()


# The committed geography


@given(seed=st.integers(0, 2**32 - 1), box=st.sampled_from([MAINLAND, *OVERSEAS.values()]))
@settings(max_examples=12)
def test_every_level_equals_its_own_spatial_join(
    france: Geography,
    seed: int,
    box: tuple[float, float, float, float],
) -> None:
    west, south, east, north = box
    xy = np.random.default_rng(seed).uniform((west, south), (east, north), (400, 2))
    table = pd.DataFrame(xy, columns=["lon", "lat"])
    located = locate(table, geography=france)
    inside = located["located_by"] == "coordinates"
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(table["lon"], table["lat"]), crs=4326)
    for level in LEVELS:
        shapes = france.boundaries(level)[["geometry"]].rename_axis("found").reset_index()
        joined = gpd.sjoin(points, shapes, predicate="within", how="left")["found"]
        assert joined.index.is_unique
        assert joined[inside].fillna("").tolist() == located.loc[inside, level].fillna("").tolist()
        assert joined[~inside].isna().all()


@given(seed=st.integers(0, 2**32 - 1), departement=st.sampled_from(["35", "93", "2A", *OVERSEAS]))
@settings(max_examples=8)
def test_points_on_borders_name_the_communes_of_a_spatial_join(
    france: Geography,
    seed: int,
    departement: str,
) -> None:
    shapes = france.boundaries("commune").loc[france.members("departement", departement), ["geometry"]]
    vertices = np.unique(shapely.get_coordinates(shapes.geometry), axis=0)
    xy = np.append(np.random.default_rng(seed).choice(vertices, 300), [[np.nan, 46.0], [2.0, np.nan]], axis=0)
    table = pd.DataFrame(xy, columns=["lon", "lat"])
    located = locate(table, geography=france)
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(table["lon"], table["lat"]), crs=4326)
    all_shapes = france.boundaries("commune")[["geometry"]].rename_axis("found").reset_index()
    joined = gpd.sjoin(points.iloc[:300], all_shapes, predicate="intersects").sort_values("found")["found"]
    meeting = joined.groupby(level=0).agg("|".join)
    several = meeting.str.contains("|", regex=False)
    assert located["commune"][:300].tolist() == meeting.str[:5].tolist()
    assert located["candidates"][:300].fillna("").tolist() == meeting.where(several, "").tolist()
    assert located["located_by"][300:].isna().all()


@pytest.mark.parametrize(("departement", "box"), OVERSEAS.items())
def test_each_overseas_departement_is_on_the_same_footing(
    france: Geography,
    departement: str,
    box: tuple[float, float, float, float],
) -> None:
    west, south, east, north = box
    xy = np.random.default_rng(1).uniform((west, south), (east, north), (500, 2))
    located = locate(pd.DataFrame(xy, columns=["lon", "lat"]), geography=france)
    assert (located["departement"] == departement).sum() > 100
    assert set(located["departement"].dropna()) == {departement}


def test_real_points_at_sea_in_an_estuary_and_abroad(france: Geography) -> None:
    table = pd.DataFrame(
        {
            "lon": [-1.1700, 2.3522, 48.8566, 7.4474, -6.5],
            "lat": [46.1480, 48.8566, 2.3522, 46.9480, 48.5000],
        },
        index=["off La Rochelle", "Paris", "Paris swapped", "Bern", "open sea"],
    )
    located = locate(table, geography=france)
    assert located["located_by"].fillna(located["problem"]).tolist() == [
        "nearest_commune",
        "coordinates",
        "swapped_coordinates",
        "outside_france",
        "outside_france",
    ]
    assert located.loc["off La Rochelle", "departement"] == "17"


# Files


@pytest.fixture
def geo_settings(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atlas.settings, "GEO_FOLDER", tiny_folder)


@pytest.mark.usefixtures("geo_settings")
@pytest.mark.parametrize(("separator", "encoding"), [(",", "utf-8"), (";", "cp1252"), ("\t", "utf-8-sig")])
def test_a_file_keeps_every_cell_and_gains_the_columns(tmp_path: Path, separator: str, encoding: str) -> None:
    rows = [
        ["région", "code_insee", "note"],
        [" 007", "1001", 'a "quoted" é'],
        ["NA", "", "two\r\nlines"],
        ["", "75101", f"a{separator}b"],
    ]
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    with source.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=separator).writerows(rows)
    summary = locate_file(source, target)
    with target.open(encoding="utf-8", newline="") as stream:
        written = list(csv.reader(stream, delimiter=separator))
    assert [row[:3] for row in written] == rows
    assert written[0][3:] == [*LEVELS, "setting", "located_by", "problem", "candidates"]
    assert [row[3] for row in written[1:]] == ["01001", "", "75056"]
    assert summary.to_dict() == {
        "rows": 3,
        "columns": {"code": "code_insee"},
        "located_by": {"padded_code": 1, "former_code": 1},
        "problems": {"missing": 1},
        "without_commune": 1,
    }
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".csv"] == []


@pytest.mark.usefixtures("geo_settings")
def test_a_column_of_the_source_is_never_overwritten(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("commune,departement,problem\nSt Alban,2,mine\n", encoding="utf-8")
    locate_file(source, target)
    table = pd.read_csv(target, dtype=str)
    assert table.columns[:4].tolist() == ["commune", "departement", "problem", "atlas_commune"]
    assert table.loc[0, ["commune", "problem", "atlas_commune", "atlas_departement"]].tolist() == [
        "St Alban",
        "mine",
        "02001",
        "02",
    ]


@pytest.mark.usefixtures("geo_settings")
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"insee,note\n01001,a\n01001,a,b\n", r"in.csv, line 3: 3 cells, but the header has 2"),
        (b"insee,note\n01001\n", r"in.csv, line 2: 1 cells"),
        (b'insee,note\n01001,"a"b\n', r"in.csv, line 2: .*quotation"),
        (b"", r"in.csv is empty"),
        (b"PK\x03\x04\0\0", r"in.csv is no text file"),
        (b"insee\n\x81\n", r"in.csv, line 2: neither UTF-8 nor Windows-1252"),
    ],
)
def test_a_malformed_file_is_refused_with_its_line(tmp_path: Path, content: bytes, message: str) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(content)
    target.write_text("before", encoding="utf-8")
    with pytest.raises(FileFaultError, match=message):
        locate_file(source, target)
    assert target.read_text(encoding="utf-8") == "before"


def test_a_file_without_place_says_what_it_has_and_what_would_do(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("nom,montant\n1,2\n", encoding="utf-8")
    with pytest.raises(MissingColumnError, match=r"in.csv: .*nom, montant.*code_commune"):
        locate_file(source, tmp_path / "out.csv")
    with pytest.raises(FileFaultError, match="cannot be read"):
        locate_file(tmp_path / "none.csv", tmp_path / "out.csv")
    with pytest.raises(FileFaultError, match="file being read"):
        locate_file(source, source)


@pytest.mark.parametrize(
    ("name", "rows", "columns", "at_least"),
    [
        ("france_services_20240801.csv", 2_845, None, 0.99),
        ("fonds_vert_2023.csv", 10_782, None, 0.92),
        ("subv_cd49.csv", 11_843, None, 0.99),
        (
            "bercy_1409-AN-reserve-2013.csv",
            5_382,
            {"name": "bénéficiaire", "departement": "département"},
            0.9,
        ),
        ("anct_engagement_citoyen.csv", 230, None, 0.58),
    ],
)
def test_files_of_other_people(
    tmp_path: Path,
    name: str,
    rows: int,
    columns: dict[str, str] | None,
    at_least: float,
) -> None:
    if not SAMPLES.is_dir():
        pytest.skip("the folder of sample files is absent")
    summary = locate_file(SAMPLES / name, tmp_path / name, columns=columns)
    assert summary.rows == rows
    assert 1 - summary.without_commune / rows >= at_least
    with (tmp_path / name).open(encoding="utf-8", newline="") as stream:
        assert (
            sum(1 for _ in csv.reader(stream, delimiter=";" if name == "subv_cd49.csv" else ",")) == rows + 1
        )


def test_a_file_with_every_point_swapped_is_told_so() -> None:
    if not SAMPLES.is_dir():
        pytest.skip("the folder of sample files is absent")
    table = pd.read_json(SAMPLES / "mednum_gironde.json")
    located = locate(table, columns={"x": "Coord. X", "y": "Coord. Y"})
    given_points = table["Coord. X"].notna() & table["Coord. Y"].notna()
    assert (located.loc[given_points, "problem"] == "swapped_coordinates").mean() > 0.99
    assert located["commune"].isna().all()
    assert located.loc[given_points, "candidates"].str.startswith("33").mean() > 0.95


def test_the_columns_of_the_registers_are_known() -> None:
    sirene = ["siret", "codePostalEtablissement", "libelleCommuneEtablissement", "codeCommuneEtablissement"]
    assert guess_columns(sirene) == {"code": sirene[3], "postal_code": sirene[1], "name": sirene[2]}
    rna = ["id", "titre", "adrs_codeinsee", "adrs_codepostal", "adrs_libcommune"]
    assert guess_columns(rna) == {"code": rna[2], "postal_code": rna[3], "name": rna[4]}
    # A SIREN, an address and a cell of two coordinates count where nothing better is there.
    assert guess_columns(["SIREN commune", "nom"]) == {"siren": "SIREN commune"}
    assert guess_columns(["Adresse", "GPS", "SIRET"]) == {"address": "Adresse", "point": "GPS"}
    assert guess_columns(["Adresse", "Commune", "GPS", "lat", "lon"]).keys() == {"name", "lat", "lon"}


@pytest.mark.parametrize("header", ["Nombre de communes", "code IRIS", "Montant CP"])
def test_headers_that_resemble_a_place_are_none(header: str) -> None:
    assert guess_columns([header]) == {}
