"""Towns listed with their postal codes are all covered: none of them alone is where the row is."""

import pytest

from atlas.readers.columns.recognition import recognise
from atlas.readers.imports import import_rows

BOTH = "commune:26113|commune:26108"


@pytest.mark.parametrize("header", ["Commune", "Adresse", "Ville"])
@pytest.mark.parametrize(
    "text",
    [
        "26150 Die / 26400 Crest",
        "26150 Die, 26400 Crest",
        "Die (26150) / Crest (26400)",
        "Die 26150 | Crest 26400",
    ],
)
def test_towns_with_their_codes(read, header, text):
    raw = read(f'Nom;{header}\nA;"{text}"\nB;"26150 Die"\nC;"26400 Crest"\n')
    made = import_rows(raw, recognise(raw, "initiatives"))
    assert made.table["coverage"].fillna("").tolist() == [BOTH, "", ""]
    assert made.table["seat_commune"].fillna("").tolist() == ["", "26113", "26108"]


def test_of_towns_an_unknown_one_is_told(read):
    raw = read('Nom;Commune\nA;"26150 Die, 26400 Nulle Part"\nB;26150 Die\nC;26400 Crest\n')
    made = import_rows(raw, recognise(raw, "initiatives"))
    assert made.table["seat_commune"].isna().tolist() == [True, False, False]
    assert made.table["coverage"].iloc[0] == "commune:26113"
    assert made.ledger["problem"].iloc[0] == "unknown_name"


@pytest.mark.parametrize(
    "text", ["8 rue de Die, 26400 Crest", "CS 12345, 26400 Crest", "BP 26150 - 26400 Crest"]
)
def test_an_address_is_one_place(read, text):
    raw = read(f'Nom;Adresse\nA;"{text}"\nB;"1 place, 26150 Die"\n')
    made = import_rows(raw, recognise(raw, "initiatives"))
    assert made.table["seat_commune"].tolist() == ["26108", "26113"]
