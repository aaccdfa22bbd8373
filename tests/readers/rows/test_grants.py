"""Every row of a file of grants is accounted for, placed or not."""

import io
import zipfile
from string import Formatter

import pandas as pd
import pytest

from atlas.errors import MissingColumnError, UnknownChoiceError
from atlas.readers import FileRefusedError, read_grants
from atlas.vocabulary import LEVELS
from atlas.words.texts.reading import FAULTS

FONDS_VERT = """numero_dossier_ds,nom_du_projet,nom_demarche_ds,code_departement,code_commune,nom_commune,\
montant_engage
1,Friche,Recyclage foncier,01,01001,SAINT ALBAN,1000.10
2,Berge,Biodiversité,02,01002,LE HAVRE NEUF,200
2,Berge,Biodiversité,02,,,300
3,Lagon,Biodiversité,988,,,50
4,Rien,Biodiversité,,,,7
5,Île,Biodiversité,974,97401,LES AVIRONS,
"""
DOTATIONS = """id_projet,id_dep,id_terr,description,dotation,montant_sub,lat,long
a,01,01001,Toit,DETR,10.004,46.05,2.05
b,01,200000001,Piscine,DSIL,20.004,46.05,2.05
c,02,02,Collège,DSID,30.004,46.05,2.05
d,974,97401,École,DETR,40,46.05,2.05
e,974,200000004,Port,DSIL,50,46.05,2.05
f,02,299999999,Ancienne CC,DETR,5,46.05,2.05
"""


def read(text, tiny, **options):
    return read_grants(io.BytesIO(text.encode()), geography=tiny, **options)


def workbook(*sheets):
    content = io.BytesIO()
    with pd.ExcelWriter(content) as writer:
        for name, rows in sheets:
            pd.DataFrame(rows).to_excel(writer, sheet_name=name, header=False, index=False)
    return content.getvalue()


def test_fonds_vert_rows_by_commune_departement_collectivity_or_nothing(tiny):
    grants = read(FONDS_VERT, tiny)
    assert grants.layout == "fonds_vert"
    assert grants.table["placed"].tolist() == [
        "commune",
        "commune",
        "departement",
        "collectivite",
        "none",
        "commune",
    ]
    assert grants.total == 155_710
    assert grants.ledger()["cents"].to_dict() == {
        "commune": 120_010,
        "epci": 0,
        "departement": 30_000,
        "collectivite": 5_000,
        "none": 700,
    }
    assert grants.ledger()["rows"].sum() == len(grants.table) == 6
    assert grants.table.index.tolist() == [2, 3, 4, 5, 6, 7]


def test_the_code_decides_and_the_contradiction_is_told(tiny):
    doubts = read(FONDS_VERT, tiny).doubts().set_index("problem")
    assert doubts["rows"].to_dict() == {"contradicts_departement": 1, "blank": 1, "repeated_identifier": 1}
    assert doubts["cents"]["repeated_identifier"] == 30_000


@pytest.mark.parametrize("text", [FONDS_VERT, DOTATIONS])
@pytest.mark.parametrize("level", LEVELS)
def test_levels_and_the_unplaced_sum_to_the_file(tiny, text, level):
    grants = read(text, tiny)
    totals = grants.totals(level)
    assert totals["cents"].sum() + grants.unplaced(level)["cents"].sum() == grants.total
    assert totals.index.isin(tiny.level(level).index).all()


def test_a_grant_of_an_epci_counts_above_only_where_it_is_unique(tiny):
    grants = read(DOTATIONS, tiny)
    assert grants.layout == "dotations"
    assert grants.totals("epci")["cents"].to_dict() == {"200000001": 3_001, "200000004": 9_000}
    # EPCI 200000001 spills over a département and a région: its grant is in neither.
    assert grants.totals("departement")["cents"].to_dict() == {"01": 1_001, "02": 3_500, "974": 9_000}
    assert grants.totals("region")["cents"].to_dict() == {"04": 9_000, "32": 3_500, "84": 1_001}
    assert grants.unplaced("departement")["identifier"].tolist() == ["b"]


def test_overseas_rows_go_by_code_not_by_the_map_inset(tiny):
    grants = read(DOTATIONS, tiny)
    assert grants.table["commune"].tolist()[3] == "97401"
    assert "lat" not in grants.columns.values()


def test_fractions_of_a_cent_keep_the_total(tiny):
    grants = read(DOTATIONS, tiny)
    assert grants.total == 15_501
    # 155.012 €: three rows end in .4 of a cent, one cent is left, the first has it.
    assert grants.table["cents"].tolist()[:3] == [1_001, 2_000, 3_000]


def test_the_code_of_the_departement_is_no_doubt(tiny):
    grants = read(DOTATIONS, tiny)
    row = grants.table[grants.table["identifier"] == "c"].iloc[0]
    assert row["placed"] == "departement"
    assert pd.isna(row["problem"])
    assert grants.doubts()["problem"].tolist() == ["unknown_code"]


def test_a_generic_file_is_recognised(tiny):
    text = "Bénéficiaire;Commune;Département;Coût total;Montant de la subvention\nA;Mont;02;9;1 234,50 €\n"
    grants = read(text, tiny)
    assert (grants.layout, grants.amount) == ("", "Montant de la subvention")
    assert grants.columns == {"name": "Commune", "departement": "Département"}
    assert grants.totals("commune").to_numpy().tolist() == [[123_450, 1]]


def test_columns_may_be_named(tiny):
    text = "lieu,total,montant\n02004,5,7\n"
    grants = read(text, tiny, columns={"code": "lieu"}, amount="total")
    assert grants.total == 500
    with pytest.raises(MissingColumnError, match="'somme'"):
        read(text, tiny, columns={"code": "lieu"}, amount="somme")


def test_a_postal_code_of_several_communes_counts_where_they_agree(tiny):
    grants = read("cp,montant\n01000,10\n02200,5\n", tiny)
    # Both communes of 01000 are in EPCI 200000001, both of 02200 in 200000002.
    assert grants.totals("commune").empty
    assert grants.totals("epci")["cents"].to_dict() == {"200000001": 1_000, "200000002": 500}
    assert grants.totals("departement")["cents"].to_dict() == {"01": 1_000, "02": 500}
    assert grants.doubts()["problem"].tolist() == ["ambiguous"]


def test_a_workbook_opens_on_the_known_sheet(tiny):
    rows = [line.split(",") for line in DOTATIONS.strip().splitlines()]
    longer = [["x", "y"], *[["1", "2"]] * 30]
    content = workbook(("infos", longer), ("projets", rows))
    grants = read_grants(io.BytesIO(content), geography=tiny)
    assert (grants.sheet, grants.sheets, grants.layout) == ("projets", ("infos", "projets"), "dotations")
    assert grants.total == 15_501
    with pytest.raises(UnknownChoiceError, match="'autre'"):
        read_grants(io.BytesIO(content), sheet="autre", geography=tiny)
    with pytest.raises(FileRefusedError, match="tells where"):
        read_grants(io.BytesIO(workbook(("s", [["montant", "x"], [1, 2]]))), geography=tiny)


def test_a_title_above_the_header_is_no_header(tiny):
    content = workbook(("s", [["Aides 2022", None], [None, None], ["code_insee", "montant"], ["02004", 5.5]]))
    grants = read_grants(io.BytesIO(content), geography=tiny)
    assert grants.table[["cents", "commune"]].to_numpy().tolist() == [[550, "02004"]]
    assert grants.table.index.tolist() == [4]


def bomb():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 3_000_000)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"code_insee,montant\n", "empty"),
        (b'code_insee,montant\n"02004,5\n', "no_row"),
        (b"\x00\x01\x02\xff", "bad_character"),
        (b"PK\x03\x04 not a workbook", "zip_damaged"),
        (b"\xd0\xcf\x11\xe0 not a workbook", "damaged"),
        (b"code_insee,nom\n02004,Mont\n", "no_amount"),
        (b"code_insee,montant\n02004,beaucoup\n", "amount_unreadable"),
        (b"nom,montant\nMont,5\n", "no_place"),
    ],
)
def test_a_bad_file_is_one_sentence(tiny, content, fault):
    with pytest.raises(FileRefusedError) as error:
        read_grants(io.BytesIO(content), geography=tiny)
    assert error.value.fault == fault
    assert str(error.value) == error.value.to("en") != error.value.to("fr")


def test_a_file_too_large_is_refused(tiny, monkeypatch):
    monkeypatch.setattr("atlas.settings.MAX_UPLOAD_BYTES", 1_000)
    for content in (b"montant,code_insee\n" + b"5,02004\n" * 1_000, bomb()):
        with pytest.raises(FileRefusedError) as error:
            read_grants(io.BytesIO(content), geography=tiny)
        assert error.value.fault == "too_large"


def test_a_workbook_that_explodes_is_refused(tiny, monkeypatch):
    content = bomb()
    monkeypatch.setattr("atlas.settings.MAX_UNZIPPED_BYTES", 1_000_000)
    with pytest.raises(FileRefusedError, match="unpacked"):
        read_grants(io.BytesIO(content), geography=tiny)


def test_an_absent_file_is_one_sentence(tmp_path, tiny):
    with pytest.raises(FileRefusedError, match=r"none\.csv"):
        read_grants(tmp_path / "none.csv", geography=tiny)


def test_every_fault_can_be_said():
    for fault, label in FAULTS.items():
        named = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in label]
        assert named[0] == named[1], fault
        error = FileRefusedError(fault, **dict.fromkeys(named[0], "x"))
        assert error.to("fr").endswith(".")
        assert error.to("en").endswith(".")
