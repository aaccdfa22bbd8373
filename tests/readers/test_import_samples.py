"""The real files that people bring, with the rows, totals and defects that their README states."""

from pathlib import Path
from typing import NamedTuple

import pytest

from atlas.readers.columns.recognition import recognise
from atlas.readers.imports import import_rows, read_raw

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "data" / "samples"

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample files are not beside the repository")


class Sample(NamedTuple):
    """What a file must give: rows, layout, how many are located at least, duplicates, euros, a word told."""

    kind: str
    rows: int
    layout: str
    located: int
    duplicates: int = 0
    euros: float | None = None
    told: str = ""


FILES = {
    "fonds_vert_2023.csv": Sample(
        "funding",
        10_782,
        "fonds_vert",
        10_782,
        0,
        1_956_354_884.00,
        "214 rows to be checked: number",
    ),
    "detr_dsil_2019_projets.xlsx": Sample("funding", 24_811, "dotations", 24_810, 0, 1_707_978_945.66),
    "subv_cd44.csv": Sample("funding", 18_148, "scdl_subventions", 0, 0, 506_914_236.63),
    "subv_cd49.csv": Sample("funding", 11_843, "", 11_800, 0, 120_502_177.96, "rounded by a spreadsheet"),
    "subv_toulouse_2022.csv": Sample(
        "funding", 396, "scdl_subventions", 0, 0, 88_789_356.48, "turned into a power of ten"
    ),
    "cnds_subv_territoriale_2015.xlsx": Sample("funding", 52_130, "", 51_900, 1_419, 131_749_974.00),
    "bercy_1409-AN-reserve-2013.csv": Sample("funding", 5_382, "", 5_300, 0, 60_629_950.00),
    "anct_fabt.geojson": Sample("initiatives", 342, "anct_fabriques", 342),
    "anct_manuprox.geojson": Sample("initiatives", 98, "anct_fabriques", 98),
    "anct_pvd.geojson": Sample("initiatives", 1_645, "anct_territoires", 1_645),
    "anct_acv.geojson": Sample("initiatives", 232, "anct_territoires", 232),
    "anct_va.geojson": Sample("initiatives", 2_498, "anct_territoires", 2_498),
    "anct_ti.geojson": Sample("initiatives", 183, "anct_territoires", 183),
    "anct_ami.geojson": Sample("initiatives", 61, "anct_territoires", 61),
    "anct_engagement_citoyen.csv": Sample("initiatives", 230, "anct_engagement", 217),
    "france_services_20240801.csv": Sample("initiatives", 2_845, "france_services", 2_845),
    "mednum_gironde.json": Sample("initiatives", 347, "mednum", 347, told="347 rows repaired: longitude"),
    "scop_scic_tech_geocoded.csv": Sample("initiatives", 159, "", 159, told="not taken for addresses"),
}


@pytest.fixture(scope="module")
def imported():
    kept = {}

    def take(name):
        if name not in kept:
            raw = read_raw(SAMPLES / name)
            kept[name] = raw, import_rows(raw, recognise(raw, FILES[name].kind), name=name)
        return kept[name]

    return take


@pytest.mark.parametrize("name", FILES)
def test_every_row_and_every_cent(imported, name):
    expected = FILES[name]
    _, made = imported(name)
    summary = made.summary()
    assert summary["read"] == summary["accepted"] == len(made.table) == expected.rows
    assert made.mapping.layout == expected.layout
    assert expected.located <= summary["located"]
    assert summary["located"] + summary["not_located"] == expected.rows
    assert summary["duplicates"] == expected.duplicates
    assert summary["total_eur"] == expected.euros
    assert expected.told in " ".join(matter["sentence"] for matter in made.summary("en")["warnings"])
    accepted = made.ledger["outcome"].eq("accepted")
    assert made.ledger.loc[accepted & made.ledger["located_by"].isna(), "problem"].notna().all()


def test_all_253_overseas_grants_are_placed_by_code(imported):
    _, made = imported("detr_dsil_2019_projets.xlsx")
    overseas = made.table[made.table["departement"].isin(["971", "972", "973", "974", "976"])]
    assert len(overseas) == 253
    assert not overseas["located_by"].str.startswith("coordinates").any()


def test_no_organisation_is_put_on_the_centre_of_its_region(imported):
    raw, made = imported("scop_scic_tech_geocoded.csv")
    points = raw.cells[["latitude", "longitude"]].astype(str).agg(" ".join, axis=1)
    assert points.nunique() == 13
    assert points.value_counts().iloc[0] >= 38
    # One of them has an address of its own, "116 rue Dalayrac 94120 Fontenay-sous-Bois".
    assert made.table["seat_commune"].dropna().tolist() == ["94033"]
    assert made.table["region"].notna().all()


def test_latitudes_called_x_are_told_from_longitudes(imported):
    _, made = imported("mednum_gironde.json")
    assert made.table["departement"].eq("33").all()
    assert set(made.ledger["repairs"]) == {("coordinates_swapped",)}


def test_pairs_of_towns_cover_both_and_lists_of_epci_cover_all(imported):
    raw, made = imported("anct_acv.geojson")
    pairs = raw.cells["liste_geo"].str.count(r"\(").eq(2).to_numpy()
    assert made.table.loc[pairs, "coverage"].str.count(r"commune:").eq(2).all()
    raw, made = imported("anct_ti.geojson")
    listed = raw.cells["liste_geo"].str.findall(r"\((\d{9})\)")
    for codes, coverage in zip(listed, made.table["coverage"], strict=True):
        found = {part.removeprefix("epci:") for part in coverage.split("|") if part.startswith("epci:")}
        assert found <= set(codes) or not found & set(codes)


def test_the_siren_of_a_commune_is_used_where_its_name_agrees(imported):
    raw, made = imported("anct_ami.geojson")
    text = raw.cells["liste_geo"].iloc[2]
    assert "Le Lauzet-Ubaye (210401022)" in text
    assert "commune:04102" in made.table["coverage"].iloc[2].split("|")
    assert made.ledger["problem"].eq("commune_siren").sum() == 2


def test_names_lose_their_line_breaks_and_no_word(imported):
    raw, made = imported("anct_fabt.geojson")
    assert not made.table["name"].str.contains("\n").any()
    together = made.table["name"] + " " + made.table["note"].fillna("")
    given = raw.cells["lib_territoire"].str.split().str.join(" ").str.replace(" ", "")
    assert together.str.replace(" ", "").tolist() == given.tolist()
