"""Workbooks as people arrange them: titles, merged cells, several sheets, totals, typed cells."""

import datetime as dt
import io

import pytest
import xlsxwriter

from atlas.errors import UnknownChoiceError


def book(*fills):
    """A workbook of sheets filled by functions (sheet, format, workbook)."""
    target = io.BytesIO()
    workbook = xlsxwriter.Workbook(target)
    for number, fill in enumerate(fills):
        fill(workbook.add_worksheet(f"f{number}"), workbook.add_format(), workbook)
    workbook.close()
    return target.getvalue()


def aides(sheet, style, workbook):
    day = workbook.add_format({"num_format": "dd/mm/yyyy"})
    sheet.merge_range(0, 0, 0, 6, "Subventions 2022", style)
    sheet.write(1, 0, "Direction des finances")
    for column, name in [(0, "Bénéficiaire"), (1, "SIRET"), (5, "Date")]:
        sheet.merge_range(3, column, 4, column, name, style)
    sheet.merge_range(3, 2, 3, 3, "Montants (€)", style)
    sheet.write_row(4, 2, ["2021", 2022])
    for row in range(3):
        sheet.write_row(5 + row, 0, [f"Asso {row}", 12345678900010 + row, 1000.5 * row, 1004.0])
        sheet.write_datetime(5 + row, 5, dt.datetime(2022, 3, row + 1), day)  # noqa: DTZ001 - a day of a sheet
    sheet.write(6, 0, "<b>gras</b>")
    sheet.write_formula(7, 0, '=HYPERLINK("http://x","y")', None, "y")
    sheet.write_row(9, 0, ["TOTAL GÉNÉRAL", "", 3001.5, 3012])
    sheet.write(11, 0, "Source : DGFiP")


def test_a_binary_workbook(read, builders):
    rows = [["Subventions 2022", ""], ["nom", "montant"], ["Épi", 12.5], ["Total", 12.5]]
    raw = read(builders.xlsb_file(rows))
    assert (raw.format, raw.sheet) == ("xlsb", "aides")
    assert raw.cells.to_numpy().tolist() == [["Épi", 12.5]]
    assert raw.refused["reason"].tolist() == ["grand_total"]


def test_a_sheet_as_people_arrange_it(read):
    raw = read(book(aides))
    assert raw.format == "xlsx"
    names = ["Bénéficiaire", "SIRET", "Montants (€) – 2021", "Montants (€) – 2022", "Date"]
    assert raw.cells.columns.tolist() == names
    assert raw.cells.index.tolist() == [6, 7, 8]
    assert raw.cells.loc[6].tolist() == ["Asso 0", 12345678900010, 0, 1004, "2022-03-01"]
    assert type(raw.cells.loc[6, "Montants (€) – 2022"]) is int
    assert raw.cells["Bénéficiaire"].tolist() == ["Asso 0", "<b>gras</b>", "y"]
    assert raw.refused["reason"].to_dict() == {10: "grand_total", 12: "footnote"}
    assert [(note.key, note.values) for note in raw.notes] == [
        ("title", {"line": "1", "text": "Subventions 2022"}),
        ("title", {"line": "2", "text": "Direction des finances"}),
        ("headers_joined", {"lines": "4–5"}),
        ("total_verified", {"line": "10", "column": "Montants (€) – 2021", "rows": "3"}),
        ("columns_empty", {"count": "1"}),
    ]


def test_groups_over_names(read):
    def budget(sheet, style, _workbook):
        sheet.write(0, 0, "Budget primitif")
        sheet.merge_range(2, 1, 2, 2, "Fonctionnement", style)
        sheet.merge_range(2, 3, 2, 4, "Investissement", style)
        sheet.write_row(3, 0, ["Commune", "Voté", "Réalisé", "Voté", "Réalisé"])
        sheet.write_row(4, 0, ["A", 1, 2, 3, 4])
        sheet.write_row(5, 0, ["B", 1, "NC", 3, 4])

    raw = read(book(budget))
    groups = [
        f"{group} – {name}" for group in ("Fonctionnement", "Investissement") for name in ("Voté", "Réalisé")
    ]
    assert raw.cells.columns.tolist() == ["Commune", *groups]
    assert raw.cells.loc[6].tolist() == ["B", 1, "NC", 3, 4]


def test_the_fullest_visible_sheet_is_read_and_any_may_be_chosen(read):
    def small(sheet, _style, _workbook):
        sheet.write_row(0, 0, ["a", "b"])
        sheet.write_row(1, 0, [1, "x"])

    def hidden(sheet, _style, _workbook):
        for row in range(200):
            sheet.write_row(row, 0, [f"t{row}", row])
        sheet.hide()

    content = book(small, aides, hidden)
    raw = read(content)
    assert (raw.sheet, raw.sheets) == ("f1", ("f0", "f1", "f2"))
    assert (raw.notes[0].key, raw.notes[0].values) == ("sheets", {"sheet": "f1", "others": "f0, f2"})
    chosen = read(content, sheet="f2")
    assert (len(chosen.cells), chosen.notes[1].key) == (200, "sheet_hidden")
    with pytest.raises(UnknownChoiceError, match=r"'autre'.*f0, f1, f2"):
        read(content, sheet="autre")


def test_a_table_away_from_the_corner(read):
    def away(sheet, _style, _workbook):
        sheet.write_row(4, 2, ["Nom", "Ville"])
        sheet.write_row(5, 2, ["A", "B"])
        sheet.write_row(8, 2, ["C", "D"])

    raw = read(book(away))
    assert raw.cells.columns.tolist() == ["Nom", "Ville"]
    assert raw.cells.index.tolist() == [6, 9]


def test_truth_values_times_and_zeros_are_cells(read):
    def typed(sheet, _style, workbook):
        sheet.write_row(0, 0, ["vrai", "heure", "zéro"])
        sheet.write_boolean(1, 0, False)  # noqa: FBT003 - the value written
        sheet.write_datetime(1, 1, dt.time(10, 30), workbook.add_format({"num_format": "hh:mm"}))
        sheet.write_number(1, 2, 0)

    assert read(book(typed)).cells.loc[2].tolist() == [False, "10:30:00", 0]


def test_an_ods_of_libreoffice(read, builders):
    raw = read(builders.ods_file())
    assert (raw.format, raw.sheets) == ("ods", ("aides",))
    assert raw.cells.loc[3].tolist() == ["Atelier", "12345678900012", 12.5]


def test_an_old_workbook(read, builders):
    raw = read(builders.xls_file(sheets=2))
    assert (raw.format, raw.sheets) == ("xls", ("f0", "f1"))
    assert raw.cells.loc[2].tolist() == ["Café de l'œuvre", "12345678900011", 1004]
    assert read(builders.xls_file(sheets=2), sheet="f1").sheet == "f1"


@pytest.mark.parametrize("rows", [[], [["seul"]], [["a", "b"]]])
def test_a_sheet_without_rows(refusal, builders, rows):
    assert refusal(builders.workbook(rows)) == "empty"


def test_a_workbook_in_a_zip(read, builders):
    raw = read(builders.zipped({"dossier/aides.xlsx": builders.workbook()}))
    assert (raw.format, len(raw.cells), raw.notes[0].key) == ("xlsx", 3, "archive")
