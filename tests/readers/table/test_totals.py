"""Totals under other words, and what only resembles one."""

import pytest

HEAD = "Commune;Bénéficiaire;Objet;Montant\n"
ROWS = "Die;A;x;100\nDie;B;y;200\n"


@pytest.mark.parametrize(
    "label",
    [
        *(
            "Total",
            "S/Total 1",
            "S/T",
            "T O T A L",
            "Montant total attribué",
            "TOTAL DES SUBVENTIONS",
            "Tot.",
        ),
        *("Die Somme", "Die (total)", "Die : sous-total", "Summe", "Gesamtbetrag"),
    ],
)
def test_a_row_that_adds_others_up_is_none(read, label):
    raw = read(f"{HEAD}{ROWS}{label};;;300\nCrest;C;z;50\n")
    assert raw.refused["reason"].to_dict() == {4: "grand_total"}
    assert raw.cells["Montant"].tolist() == ["100", "200", "50"]


@pytest.mark.parametrize("row", ["Die;Baie de Somme;z;300", "Die;Total Énergies;z;17", "Die;Tot;z;300"])
def test_a_beneficiary_of_such_a_name_is_a_row(read, row):
    assert len(read(f"{HEAD}{ROWS}{row}\nCrest;C;z;50\n").cells) == 4


def test_a_header_of_groups_names_and_units(read):
    raw = read("Bénéficiaire;;Montants;\nNom;Lieu;2020;2021\n;Commune;€;€\nA;Die;150;100\nB;Crest;300;200\n")
    assert raw.cells.columns.tolist()[2:] == ["Montants – 2020 – €", "Montants – 2021 – €"]
    assert raw.cells.index.tolist() == [4, 5]
