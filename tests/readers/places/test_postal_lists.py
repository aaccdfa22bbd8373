"""Several postal codes in one cell: what is certain is covered, what is not is told."""

import pytest

from atlas.readers.columns.recognition import recognise
from atlas.readers.imports import import_rows

MARKS = [", ", ",", ";", "/", " / ", "|", " ", " et ", " & ", "-", " – ", "\n"]


@pytest.fixture
def take(read):
    def make(*rows, header="Nom;Code postal;Commune"):
        quoted = ("\n".join('"' + row.replace(";", '";"') + '"' for row in rows)).replace("¦", ";")
        raw = read(f"{header}\n{quoted}\nX;26000;Valence\nY;26150;Die\n")
        return import_rows(raw, recognise(raw, "initiatives"))

    return make


@pytest.mark.parametrize("mark", MARKS)
def test_codes_of_one_commune_each_are_covered(take, mark):
    made = take(f"A;26000{mark.replace(';', '¦')}75011;")
    row = made.table.iloc[0]
    assert row["coverage"] == "commune:26362|commune:75056"
    assert row[["seat_commune", "departement", "region"]].isna().all()
    assert made.ledger["problem"].isna().all()


@pytest.mark.parametrize("mark", MARKS)
def test_codes_of_several_communes_are_told(take, mark):
    made = take(f"A;26150{mark.replace(';', '¦')}26400;")
    row = made.table.iloc[0]
    assert row["departement"] == "26"
    assert row[["seat_commune", "coverage"]].isna().all()
    assert made.ledger.loc[0, "problem"] == "ambiguous"
    assert made.ledger.loc[0, "details"] == (("ambiguous", "26150, 26400"),)


def test_a_name_beside_each_tells_which(take):
    made = take("A;26150, 26400;Die, Crest", "B;26400 / 26150;Crest / Die", "C;26150, 26400;Die, Nulle part")
    assert made.table["coverage"].fillna("").tolist()[:3] == [
        "commune:26113|commune:26108",
        "commune:26108|commune:26113",
        "commune:26113",
    ]
    assert made.ledger["problem"].fillna("").tolist()[:3] == ["", "", "ambiguous"]


def test_of_which_some_may_be_elsewhere_no_departement_is_said(take):
    made = take("A;26150, 75001;", "B;75001, 99999;")
    assert made.table["coverage"].tolist()[:2] == ["commune:75056"] * 2
    assert made.table["departement"].isna().tolist()[:2] == [True, True]
    assert made.ledger["problem"].tolist()[:2] == ["ambiguous", "unknown_postal_code"]
    assert made.ledger["details"].tolist()[:2] == [
        (("ambiguous", "26150"),),
        (("unknown_postal_code", "99999"),),
    ]


def test_unknown_codes_place_nothing(take):
    made = take("A;99998, 99999;")
    assert made.ledger.loc[0, "problem"] == "unknown_postal_code"
    assert made.table.iloc[0][["seat_commune", "departement", "coverage"]].isna().all()


def test_all_rows_may_have_several(read):
    raw = read("Nom;Codes postaux desservis\nA;75001, 75002\nB;26000|75011\n")
    made = import_rows(raw, recognise(raw, "initiatives"))
    assert made.table["coverage"].tolist() == ["commune:75056", "commune:26362|commune:75056"]
    assert made.table["departement"].fillna("").tolist() == ["75", ""]
