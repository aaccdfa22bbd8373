"""Totals under other words, and what only resembles one."""

import pytest

from atlas.readers.columns.recognition import recognise
from atlas.readers.imports import import_rows

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


@pytest.mark.parametrize(
    ("rows", "sums"),
    [
        ("CULTURE;;;300\nDie;A;x;100\nDie;B;y;200\nSPORT;;;50\nDie;C;z;50\n", {2: "2", 5: "1"}),
        ("Die;A;x;100\nDie;B;y;200\nDrôme;;;300\nDie;C;z;50\nDie;D;z;10\nArdèche;;;60\n", {4: "2", 7: "2"}),
        ("INVESTISSEMENT;;;0\nFONCTIONNEMENT;;;300\n6574;A;x;100\n6574;B;y;200\n", {2: "0", 3: "2"}),
        ("FONCTIONNEMENT;;;300\n6574;A;x;100\n6574;B;y;150\n6574;C;y;50\n", {2: "3"}),
    ],
)
def test_sums_that_only_their_place_tells_are_no_rows(read, rows, sums):
    raw = read(HEAD + rows)
    assert raw.refused["reason"].to_dict() == dict.fromkeys(sums, "grand_total")
    told = {
        int(note.values["line"]): note.values["rows"] for note in raw.notes if note.key == "total_verified"
    }
    assert told == sums
    # Where one of them does not hold, all are rows.
    assert read(HEAD + rows.replace("300\n", "301\n")).refused.empty


def test_the_total_of_all_adds_up_no_sums_of_groups(read):
    raw = read(f"{HEAD}CULTURE;;;300\nDie;A;x;100\nDie;B;y;200\nSPORT;;;50\nDie;C;z;50\nTOTAL;;;350\n")
    assert raw.refused["reason"].to_dict() == dict.fromkeys((2, 5, 7), "grand_total")
    assert "total_differs" not in [note.key for note in raw.notes]


def test_shares_of_the_total_are_no_rows(read):
    rows = "Crest;C;x;120\nCrest;D;y;80\nCrest;;;200\n% du total;;;40%\n"
    raw = read(f"{HEAD}{ROWS}Die;;;300\nPart du total;;;60%\n{rows}")
    assert raw.refused["reason"].to_dict() == dict.fromkeys((4, 5, 8, 9), "grand_total")


def test_a_header_of_groups_names_and_units(read):
    raw = read("Bénéficiaire;;Montants;\nNom;Lieu;2020;2021\n;Commune;€;€\nA;Die;150;100\nB;Crest;300;200\n")
    assert raw.cells.columns.tolist()[2:] == ["Montants – 2020 – €", "Montants – 2021 – €"]
    assert raw.cells.index.tolist() == [4, 5]


@pytest.mark.parametrize("label", ["Soit un total de", "Enveloppe totale", "Pour un montant total de"])
def test_totals_in_a_sentence(read, label):
    assert read(f"{HEAD}{ROWS}{label};;;300\n").refused["reason"].to_dict() == {4: "grand_total"}


def test_sums_of_other_years_are_no_rows(read):
    raw = read(f"{HEAD}{ROWS}Rappel BP 2022;;;280\nPour mémoire : 2021;;;270\n")
    assert raw.refused["reason"].to_dict() == {4: "grand_total", 5: "grand_total"}
    assert len(read(f"{HEAD}{ROWS}Die;Rappel 2000;z;5\n").cells) == 3


def test_what_stands_about_the_total_is_no_row(read):
    about = "dont Drôme;;;60\nNombre de clubs : 2;;;\nMoyenne;;;9\n"
    raw = read(f"{HEAD}{ROWS}dont Drôme;;;60\nTOTAL HORS RESTES;;;300\n{about}")
    assert raw.refused["reason"].to_dict() == {
        4: "part_of_above",
        5: "grand_total",
        6: "part_of_above",
        7: "grand_total",
        8: "grand_total",
    }
    assert len(raw.cells) == 2


def test_what_a_page_carried_over_is_none_above_all_rows_either(read):
    assert read(f"{HEAD}Report page précédente;;;1000\n{ROWS}").refused["reason"].to_dict() == {
        2: "grand_total"
    }


@pytest.mark.parametrize(
    "label",
    [
        *("Montant moyen", "Reste à répartir", "Enveloppe 2023", "Crédits disponibles", "Report 2021"),
        *("Restes à réaliser", "12 dossiers"),
    ],
)
def test_what_is_left_or_usual_is_no_grant(read, label):
    assert read(f"{HEAD}{ROWS}{label};;;700\n").refused["reason"].to_dict() == {4: "grand_total"}
    assert len(read(f"{HEAD}{ROWS}Die;{label};z;700\n").cells) == 3


@pytest.mark.parametrize("row", ["C;;z;200", "C;D;;200"])
def test_a_row_that_lacks_one_word_is_no_sum_of_those_above_it(read, row):
    assert read(
        f"{HEAD}Die;A;x;100\nDie;B;y;100\n{row}\nDie;E;x;50\n{row.replace('200', '50')}\n"
    ).refused.empty


@pytest.mark.parametrize(
    ("rows", "sums"),
    [
        ("Die;A;Etat;100\nDie;A;Région;50\nDie;A;Total;150\nDie;B;Etat;30\nDie;B;TOTAL;30\n", [4, 6]),
        ("Die;A;Fonctionnement;100\nDie;A;Investissement;50\nDie;A;Ensemble;150\nDie;B;x;9\n", [4]),
        ("Die;A;x;100\nDie;A;y;50\nDie;A;Sous-total;150\nDie;B;z;7\n;;Total;157\n", [4, 6]),
        # Of départements, by their codes, and of their région.
        ("26;x;A;150\n26;x;B;50\n26;x;Total;200\n07;x;C;30\n07;x;Total;30\n;x;Total;230\n", [4, 6, 7]),
        # Above them, below a sum of all; after all others.
        (";;Total;220\nDie;A;Total;150\nDie;A;x;100\nDie;A;y;50\nDie;B;Total;70\nDie;B;z;70\n", [2, 3, 6]),
        ("Die;A;2021;100\nDie;B;2021;30\nDie;A;2022;50\nDie;A;Total;150\nDie;B;Total;30\n", [5, 6]),
    ],
)
def test_sums_of_rows_that_say_the_same_beside_them_are_no_rows(read, rows, sums):
    raw = read(HEAD + rows)
    assert raw.refused["reason"].to_dict() == dict.fromkeys(sums, "grand_total")
    assert "total_differs" not in [note.key for note in raw.notes]


@pytest.mark.parametrize(
    "rows",
    [
        # Paid in full, of the same amount as a part paid before.
        "Die;A;Partiel;100\nDie;A;Total;100\nDie;B;Partiel;40\n",
        "Die;A;Partiel;50\nDie;A;Partiel;50\nCrest;B;Total;100\n",
        "Die;A;x;100\nDie;A;y;50\nDie;A;Total;170\n",
    ],
)
def test_a_word_beside_an_amount_that_is_no_sum_is_a_row(read, rows):
    assert len(read(HEAD + rows).cells) == 3


def test_the_sum_of_all_may_lead_the_sums_of_groups_whose_names_hold_below_them(read):
    raw = read("Commune;Nom;Montant\nEnsemble du pays;;700\nCREST;;300\n;A;100\n;B;200\nDIE;;400\n;C;400\n")
    assert raw.refused["reason"].to_dict() == dict.fromkeys((2, 3, 6), "grand_total")
    assert raw.cells.to_numpy().tolist() == [
        ["CREST", "A", "100"],
        ["CREST", "B", "200"],
        ["DIE", "C", "400"],
    ]
    assert raw.repaired["detail"].tolist() == ["Commune : CREST", "Commune : CREST", "Commune : DIE"]


def test_the_whole_country_is_no_row_where_it_adds_up_the_others(read):
    rows = "Ain;500\nDrôme;1000\nFrance métropolitaine;1500\nRéunion;200\nDOM;200\nFrance entière;1700\n"
    raw = read(f"Département;Montant\n{rows}")
    assert raw.refused["reason"].to_dict() == dict.fromkeys((4, 6, 7), "grand_total")
    assert len(read("Département;Montant\nAin;500\nFrance;500\nDrôme;200\n").cells) == 3
    assert len(read("Nom;Pays;Montant\nA;France;5\nB;France;5\nC;Suisse;5\n").cells) == 3


def test_the_names_of_sums_below_their_rows_are_not_given_to_the_next_group(read):
    rows = ";A;x;100\n;B;y;200\nDrôme;;;300\n;C;z;50\n;D;z;10\nArdèche;;;60\n"
    raw = read(f"Département;Nom;Objet;Montant\n{rows}")
    assert raw.refused["reason"].to_dict() == dict.fromkeys((4, 7), "grand_total")
    assert raw.cells["Nom"].tolist() == ["A", "B", "C", "D"]
    assert raw.cells["Département"].tolist() == [""] * 4


def test_parts_of_an_amount_may_have_all_that_their_whole_has(read):
    rows = "Die;A;x;100\nDie;dont siège;x;60\nCrest;dont antenne;x;40\nDie;B;y;200\n"
    assert read(HEAD + rows).refused["reason"].to_dict() == dict.fromkeys((3, 4), "part_of_above")
    assert len(read(HEAD + rows.replace("40", "45")).cells) == 4
    assert len(read(f"{HEAD}Die;A;x;100\n- Crest;C;x;100\nDie;B;y;200\n").cells) == 3


@pytest.mark.parametrize("mark", ["- ", "–", "• "])
def test_parts_that_a_dash_tells_must_add_up(read, mark):
    rows = f"Die;A;x;100\n;{mark}travaux;;60\n;{mark}études;;40\nDie;B;y;200\n"
    assert read(HEAD + rows).refused["reason"].to_dict() == dict.fromkeys((3, 4), "part_of_above")
    assert len(read(HEAD + rows.replace("40", "45")).cells) == 4


@pytest.mark.parametrize(
    ("amounts", "euros"),
    [
        (("54 k€", "558,5 k€", "612,5 k€"), 612_500),
        (("EUR 1 955", "EUR 1 916", "EUR 3 871"), 3_871),
        (("1,2 M€", "500 k€", "1,7 M€"), 1_700_000),
        (("€ 54", "€ 46", "€ 100"), 100),
        (("48.554", "7.000", "55.554"), 55_554),
    ],
)
def test_a_total_is_known_in_any_unit(read, amounts, euros):
    first, second, total = amounts
    raw = read(f"Association;Commune;Montant\nA;Die;{first}\nB;Crest;{second}\nTotal;;{total}\n")
    made = import_rows(raw, recognise(raw, "funding"))
    assert made.ledger["outcome"].tolist()[-1] == "set_aside"
    assert made.table["cents"].sum() == euros * 100
