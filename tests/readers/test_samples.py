"""The real files of the State, to the cent; they lie beside the repository: without them the tests skip."""

from pathlib import Path

import pytest

from atlas.readers import read_grants, read_raw
from atlas.vocabulary import LEVELS

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "data" / "samples"
OVERSEAS = ["971", "972", "973", "974", "976"]

# Rows as the folder's own README states them.
ROWS = {
    "fonds_vert_2023.csv": 10_782,
    "detr_dsil_2019_projets.xlsx": 24_811,
    "subv_cd44.csv": 18_148,
    "subv_cd49.csv": 11_843,
    "subv_toulouse_2022.csv": 396,
    "cnds_subv_territoriale_2015.xlsx": 52_130,
    "bercy_1409-AN-reserve-2013.csv": 5_382,
    "anct_fabt.geojson": 342,
    "anct_manuprox.geojson": 98,
    "anct_pvd.geojson": 1_645,
    "anct_acv.geojson": 232,
    "anct_va.geojson": 2_498,
    "anct_ti.geojson": 183,
    "anct_ami.geojson": 61,
    "anct_engagement_citoyen.csv": 230,
    "france_services_20240801.csv": 2_845,
    "mednum_gironde.json": 347,
    "scop_scic_tech_geocoded.csv": 159,
}

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample files are not beside the repository")


@pytest.mark.parametrize("name", ROWS)
def test_every_row_is_read_as_it_stands(name):
    raw = read_raw(SAMPLES / name)
    assert len(raw.cells) == ROWS[name]
    # Their defects are in their cells: no row shifted, none of them is a total.
    assert raw.repaired.empty
    assert raw.refused.empty
    if name.endswith(".geojson"):
        assert raw.geometry.crs == "EPSG:4326"
        assert (raw.geometry.is_empty.sum(), raw.geometry.isna().sum()) == (
            int(name == "anct_fabt.geojson"),
            0,
        )


@pytest.fixture(scope="module")
def fonds_vert():
    return read_grants(SAMPLES / "fonds_vert_2023.csv")


@pytest.fixture(scope="module")
def dotations():
    return read_grants(SAMPLES / "detr_dsil_2019_projets.xlsx")


def test_fonds_vert(fonds_vert):
    assert fonds_vert.layout == "fonds_vert"
    assert fonds_vert.total == 195_635_488_400
    ledger = fonds_vert.ledger()
    assert ledger["rows"].to_dict() == {
        # 14 communes and 295 EPCI of no commune, only a département, are known by their SIREN.
        "commune": 9_955 + 14,
        "epci": 295,
        "departement": 754 - 14 - 295,
        "collectivite": 73,
        "none": 0,
    }
    assert ledger["cents"].sum() == fonds_vert.total
    doubts = fonds_vert.doubts().set_index("problem")["rows"]
    assert doubts.to_dict() == {
        "contradicts_departement": 203,
        "contradicts_siren": 30,
        "repeated_identifier": 81,
    }


def test_dotations(dotations):
    assert (dotations.layout, dotations.sheet) == ("dotations", "Projets_dotations_investissement_2019")
    assert dotations.total == 170_797_894_566
    ledger = dotations.ledger()
    assert ledger["rows"].to_dict() == {
        "commune": 22_014,
        "epci": 2_405,
        # One row's département is written 20A.
        "departement": 392,
        "collectivite": 0,
        "none": 0,
    }
    assert ledger["cents"].sum() == dotations.total
    missing = dotations.table[dotations.table["placed"] == "none"]
    assert missing.empty


def test_overseas_dotations_are_overseas(dotations):
    overseas = dotations.table[dotations.table["departement"].isin(OVERSEAS)]
    assert len(overseas) == 253
    assert overseas["placed"].value_counts().to_dict() == {"commune": 211, "epci": 31, "departement": 11}


@pytest.mark.parametrize("level", LEVELS)
def test_every_level_keeps_every_cent(fonds_vert, dotations, level):
    for grants in (fonds_vert, dotations):
        placed = grants.totals(level)["cents"].sum()
        assert placed + grants.unplaced(level)["cents"].sum() == grants.total


@pytest.mark.parametrize(("name", "placed"), [("subv_cd44.csv", 2), ("subv_toulouse_2022.csv", 8)])
def test_files_without_a_place_have_that_of_a_few_beneficiaries(name, placed):
    table = read_grants(SAMPLES / name).table
    assert table["located_by"].notna().sum() == placed
    assert set(table.loc[table["located_by"].isna(), "problem"]) <= {"no_place", "ambiguous"}


def test_generic_files():
    maine_et_loire = read_grants(SAMPLES / "subv_cd49.csv")
    assert (maine_et_loire.amount, len(maine_et_loire.table)) == ("Mandaté", 11_843)
    assert maine_et_loire.total == 12_050_217_796
    reserve = read_grants(SAMPLES / "bercy_1409-AN-reserve-2013.csv")
    assert (reserve.amount, reserve.total) == ("montant versé en 2013 (€)", 6_062_995_000)
    # Communes by upper-case name and département; the rest are intercommunalités, syndicats, associations.
    rows = reserve.ledger()["rows"]
    assert rows.to_dict() == {
        "commune": 5_013,
        "epci": 30,
        # One names its own: "… 89 - Yonne".
        "departement": 339,
        "collectivite": 0,
        "none": 0,
    }
