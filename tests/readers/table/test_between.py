"""What stands above and between rows: told, set aside, or filled where a merge says so; never a row."""

import io

import pytest
import xlsxwriter

from atlas.readers.table.headers import is_numbering

ROWS = "".join(f"Asso {row};26113;{row}00;x\n" for row in range(1, 6))
HEAD = "Bénéficiaire;Code INSEE;Montant;Objet\n"


@pytest.mark.parametrize("blank", ["", ";;;\n"])
@pytest.mark.parametrize("label", ["Département", "Nom de l'attribuant :"])
def test_labels_and_values_above_the_header_are_told(read, blank, label):
    raw = read(f"{label};Yonne;;\nIdentifiant;22890001700012;;\nAnnée;2022;;\n{blank}{HEAD}{ROWS}")
    assert raw.cells.columns.tolist() == HEAD.strip().split(";")
    assert len(raw.cells) == 5
    told = [note.values["text"] for note in raw.notes if note.key == "pair_above"]
    assert told == [f"{label} Yonne", "Identifiant 22890001700012", "Année 2022"]


@pytest.mark.parametrize("numbers", [";0;1;2\n", "1;2;3;4\n", "(1);(2);(3);(4)\n", "A;B;C;D\n"])
def test_numbers_of_columns_above_the_header(read, numbers):
    raw = read(numbers + HEAD + ROWS)
    assert raw.cells.columns.tolist() == HEAD.strip().split(";")
    assert raw.cells.index.tolist() == [3, 4, 5, 6, 7]


def test_numbers_of_columns_below_the_header_are_set_apart(read):
    raw = read(HEAD + "(1);(2);(3);(4)\n" + ROWS)
    assert raw.refused["reason"].to_dict() == {2: "column_numbers"}
    assert read("a;b;c\n1;2;3\n4;5;6\n").refused.empty


def test_a_row_of_units_is_part_of_the_header(read):
    assert "Montant – (en €)" in read(HEAD + "texte;;(en €);texte\n" + ROWS).cells.columns


@pytest.mark.parametrize(
    "again", ["BENEFICIAIRE;Code INSEE;Montant;Objet", "Bénéficiaires;Code INSEE;Montant (€);Objet"]
)
def test_the_header_again_with_small_differences(read, again):
    raw = read(HEAD + ROWS + again + "\n" + ROWS.replace("Asso", "Club"))
    assert raw.refused["reason"].to_dict() == {7: "repeated_header"}
    assert len(raw.cells) == 10


def test_what_a_page_carries_over_is_no_row(read):
    raw = read(HEAD + ROWS + "À reporter;;1500;\nReport;;1500;\n" + ROWS.replace("Asso", "Club"))
    assert raw.refused["reason"].to_dict() == {7: "grand_total", 8: "grand_total"}
    assert "total_differs" not in [note.key for note in raw.notes]


@pytest.mark.parametrize("title", ["Arrondissement de Die", "Saison 2021-2022", "Associations sportives"])
def test_titles_of_parts_are_set_apart(read, title):
    raw = read(HEAD + f"{title};;;\n" + ROWS + "II. Culture;;;\n" + ROWS.replace("Asso", "Club"))
    assert raw.refused["reason"].to_dict() == {2: "section", 8: "section"}


def test_pages_that_a_table_was_printed_on_are_no_rows(read):
    raw = read(f"TOTAL;;1500;\n{HEAD}{ROWS}Page 1/2;;;\n{HEAD}{ROWS.replace('Asso', 'Club')}Page 2/2;;;\n")
    assert raw.refused["reason"].to_dict() == {8: "section", 9: "repeated_header", 15: "footnote"}
    assert [note.values["text"] for note in raw.notes if note.key == "pair_above"] == ["TOTAL 1500"]


def test_a_name_alone_is_still_a_row(read):
    raw = read(HEAD + ROWS + "Les Amis de la forêt;;;\n" + ROWS.replace("Asso", "Club"))
    assert raw.refused.empty


def test_a_row_without_all_that_others_have_continues_the_one_above(read):
    rows = "".join(f"Asso {row};26113;{row}00;x;2022-0{row}-01\n" for row in range(1, 6))
    raw = read(HEAD.strip() + ";Versé le\n" + rows + ";;;;2022-11-01\n" + rows.replace("Asso", "Club"))
    assert raw.refused["reason"].to_dict() == {7: "continuation"}


def merged(ranges):
    """Make a workbook of four grants to two clubs; `ranges` are merged."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet("aides")
        for column, name in enumerate(HEAD.strip().split(";")):
            sheet.write(0, column, name)
        inside = {(row, column) for top, column, bottom, _ in ranges for row in range(top, bottom + 1)}
        for row in range(1, 5):
            for column, cell in enumerate([f"Club {row}", 26113, row * 100, f"Action {row}"]):
                if (row, column) not in inside:
                    sheet.write(row, column, cell)
        for top, column, bottom, value in ranges:
            sheet.merge_range(top, column, bottom, column, value)
    return target.getvalue()


def test_a_range_merged_downwards_holds_in_each_row_but_an_amount_counts_once(read):
    raw = read(merged([(1, 0, 2, "Club A"), (1, 1, 2, 26113), (3, 2, 4, 700)]))
    assert raw.cells["Bénéficiaire"].tolist() == ["Club A", "Club A", "Club 3", "Club 4"]
    assert raw.cells["Code INSEE"].tolist() == [26113] * 4
    assert raw.cells["Montant"].tolist()[:3] == [100, 200, 700]
    assert raw.cells["Montant"].tolist()[3] in {None, ""}
    assert raw.repaired[["line", "repair"]].to_numpy().tolist() == [[3, "merged"]] * 2


EXPORTED = "Bénéficiaire;Code INSEE;Action;Montant\n" + "".join(
    f"{f'Asso {row};26113' if row % 2 else ';'};Action {row};{row}\n" for row in range(1, 9)
)


def test_blanks_of_an_export_of_merged_cells_are_filled_and_told(read):
    raw = read(EXPORTED)
    assert raw.cells["Bénéficiaire"].tolist() == [f"Asso {row}" for row in (1, 1, 3, 3, 5, 5, 7, 7)]
    assert set(raw.cells["Code INSEE"]) == {"26113"}
    assert raw.repaired["line"].tolist() == [3, 5, 7, 9]


@pytest.mark.parametrize(("header", "filled"), [("Date du CM", True), ("Bénéficiaire", False)])
def test_the_date_of_a_meeting_stands_once(read, header, filled):
    rows = "".join(f"{f'0{n}/04/22' if n % 2 else ''};Action {n};{n}\n" for n in range(1, 9))
    raw = read(f"{header};Objet;Montant\n{rows}")
    assert (raw.cells[header].tolist()[:3] == ["01/04/22", "01/04/22", "03/04/22"]) is filled


@pytest.mark.parametrize(
    "text",
    [
        # A name alone is missing; the file repeats what is the same; nothing is above the first row.
        EXPORTED.replace(";;Action 2", ";26108;Action 2"),
        EXPORTED.replace("Asso 3", "Asso 1")
        .replace("Asso 2", "")
        .replace(";;Action 2", "Asso 1;26113;Action 2"),
        EXPORTED.replace("Asso 1;26113", ";"),
    ],
)
def test_blanks_that_may_be_anything_stay(read, text):
    assert read(text).repaired.empty


@pytest.mark.parametrize(
    ("row", "numbers"), [(["", 0.0, 1.0, 2.0], True), (["1", "3", "5"], False), ([1, 2], False)]
)
def test_what_numbers_columns(row, numbers):
    assert is_numbering(row) is numbers


@pytest.mark.parametrize("title", ["", "Récapitulatif;;;\n"])
def test_another_table_below_the_first_is_set_apart(read, title):
    raw = read(f"{HEAD}{ROWS};;;\n{title}Objet;Nombre;Montant;\nx;5;1500;\n;;;\nFin;;;\n")
    assert len(raw.cells) == 5
    assert set(raw.refused["reason"]) == {"other_table"}


def test_the_header_again_below_a_gap_heads_the_same_table(read):
    raw = read(f"{HEAD}{ROWS};;;\n{HEAD}{ROWS.replace('Asso', 'Club')};;;\nObjet;Montant;Amis;7\n")
    assert raw.refused["reason"].to_dict() == {8: "repeated_header"}
    assert len(raw.cells) == 11


@pytest.mark.parametrize("mark", ["idem", '""""', "''", "〃"])
def test_what_is_said_to_be_the_same_is_filled_but_for_sums(read, mark):
    raw = read(f"{HEAD}A;26113;100;x\n{mark};{mark};{mark};y\nB;26108;300;{mark}\nIDEM;26108;4;z\n")
    # Somebody is called so.
    assert raw.cells["Bénéficiaire"].tolist() == ["A", "A", "B", "IDEM"]
    assert raw.cells["Code INSEE"].tolist() == ["26113", "26113", "26108", "26108"]
    assert raw.cells["Montant"].tolist()[1].strip() != "100"
    assert raw.repaired["line"].tolist() == [3, 3]


def test_the_parts_of_a_budget_annexe_are_titles(read):
    rows = "Personnes de droit privé;;\nAssociations;;\nADMR;Crest;1500\nTennis;Die;2300\nEntreprises;;\n"
    raw = read(f"Bénéficiaire;Commune;Montant\n{rows}SARL A;Die;10\nSARL B;Die;20\nCommunes;;\nDie;Die;5\n")
    assert raw.refused["reason"].to_dict() == dict.fromkeys((2, 3, 6, 9), "section")
    assert raw.cells["Montant"].tolist() == ["1500", "2300", "10", "20", "5"]
