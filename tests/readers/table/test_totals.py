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


def test_figures_about_the_rows_are_none(read):
    raw = read(f"{HEAD}{ROWS}Moyenne;;;150\nNombre;;;2\nTotal;;;300\n")
    assert raw.refused["reason"].to_dict() == {4: "grand_total", 5: "grand_total", 6: "grand_total"}
    assert {note.key for note in raw.notes} >= {"total_unverified", "total_verified"}


def test_parts_of_an_amount_are_not_added_to_it(read):
    raw = read(f"{HEAD}Die;A;x;100\ndont investissement;;;60\ndont reste;;;40\nDie;B;y;200\n")
    assert raw.refused["reason"].to_dict() == {3: "part_of_above", 4: "part_of_above"}
    assert len(read(f"{HEAD}{ROWS}Crest;Dont Acte;z;5\n").cells) == 3


def test_titles_that_state_the_sum_below_them_are_none(read):
    rows = "CULTURE;;;300\nDie;A;x;100\nDie;B;y;200\nSPORT;;;50\nDie;C;z;50\n"
    assert read(HEAD + rows).refused["reason"].to_dict() == {2: "grand_total", 5: "grand_total"}
    # Where one of them does not hold, all are rows.
    assert read(HEAD + rows.replace("SPORT;;;50", "SPORT;;;51")).refused.empty


def test_a_header_of_groups_names_and_units(read):
    raw = read("Bénéficiaire;;Montants;\nNom;Lieu;2020;2021\n;Commune;€;€\nA;Die;150;100\nB;Crest;300;200\n")
    assert raw.cells.columns.tolist()[2:] == ["Montants – 2020 – €", "Montants – 2021 – €"]
    assert raw.cells.index.tolist() == [4, 5]
