"""Sheets whose columns agree are one import, by default where each is a year; never silently the first."""

import io

import pandas as pd
import pytest

from atlas.readers.columns.recognition import recognise
from atlas.readers.imports import import_rows
from atlas.readers.sheets import TOGETHER, read_file
from atlas.readers.told.sentences import told_ledger
from tests.readers.conftest import zipped

HEAD = ["N°", "Bénéficiaire", "Code INSEE", "Montant"]


def book(sheets):
    target = io.BytesIO()
    with pd.ExcelWriter(target, engine="xlsxwriter") as writer:
        for name, rows in sheets.items():
            pd.DataFrame(rows).to_excel(writer, sheet_name=name, header=False, index=False)
    return target.getvalue()


def year(*amounts, head=HEAD, name="A"):
    return [head, *([n, f"{name}{n}", "26113", amount] for n, amount in enumerate(amounts, start=1))]


def read(content, **choice):
    return read_file(io.BytesIO(content), name="f.xlsx", **choice)


def take(raw, kind="funding"):
    return import_rows(raw, recognise(raw, kind))


def keys(raw):
    return {note.key: note.values for note in raw.notes}  # noqa: PD011 - a note's


def test_one_sheet_for_each_year_is_one_import():
    raw = read(book({"2021": year(1, 2), "2022": year(3, 4, 5), "Notice": [["Lisez-moi"], ["x"]]}))
    assert raw.sheet == TOGETHER
    assert raw.sheets == (TOGETHER, "2021", "2022", "Notice")
    assert keys(raw)["sheets_together"]["sheets"] == "2021, 2022"
    assert keys(raw)["sheets_apart"]["sheets"] == "Notice"
    made = take(raw)
    assert made.table["year_start"].tolist() == [2021, 2021, 2022, 2022, 2022]
    assert made.table["cents"].sum() == 1500
    assert made.table["commune"].eq("26113").all()
    told = made.ledger[["sheet", "line"]].to_numpy().tolist()
    assert told == [["2021", 2], ["2021", 3], ["2022", 2], ["2022", 3], ["2022", 4]]
    assert "2022" in told_ledger(made.ledger, "fr")["message"].iloc[-1]
    # Each sheet numbers its own rows.
    assert not any(made.ledger["flags"])


@pytest.mark.parametrize("names", [("Aides 2021", "Aides 2022"), ("2022", "2021"), ("2020-2021", "2021-22")])
def test_names_with_a_year(names):
    assert read(book({name: year(1, 2) for name in names})).sheet == TOGETHER


@pytest.mark.parametrize(
    "names", [("26", "07"), ("Lot 1", "Lot 2"), ("2021", "2021 (copie)"), ("Feuil1", "2021")]
)
def test_sheets_that_are_no_years_are_offered_together_and_told(names):
    content = book(dict(zip(names, (year(1, 2, 3), year(4, 5, name="B")), strict=True)))
    first = read(content)
    assert first.sheet == names[0]
    assert first.sheets == (TOGETHER, *names)
    assert keys(first)["sheets_agree"]["sheets"] == ", ".join(names)
    for word in ("all", TOGETHER):
        made = take(read(content, sheet=word))
        assert made.table["cents"].sum() == 1500
        assert made.table["year_start"].isna().all()


def test_a_sum_of_all_years_is_not_read_with_them():
    sheets = {"2021": year(1, 2), "2022": year(3, 4), "Total": year(4, 6), "2021-2023": year(4, 6)}
    raw = read(book(sheets), sheet="all")
    assert take(raw).table["cents"].sum() == 1000
    assert keys(raw)["sheets_apart"]["sheets"] == "Total, 2021-2023"


def test_a_sheet_asked_for_is_read_alone():
    raw = read(book({"2021": year(1, 2), "2022": year(3, 4)}), sheet="2022")
    assert (raw.sheet, len(raw.cells)) == ("2022", 2)
    assert TOGETHER in raw.sheets


def test_headers_with_the_year_and_columns_in_another_order():
    later = [["Montant 2022", "Bénéficiaire", "N°", "Code INSEE"], [7, "B", 1, "26108"]]
    raw = read(book({"Feuil1": year(1, 2, head=[*HEAD[:3], "Montant 2021"]), "Feuil2": later}), sheet="all")
    made = take(raw)
    assert made.table["year_start"].tolist() == [2021, 2021, 2022]
    assert made.table["cents"].tolist() == [100, 200, 700]
    assert made.ledger["line"].tolist() == [2, 3, 2]


def test_other_columns_do_not_agree():
    raw = read(book({"2021": year(1, 2), "2022": year(3, head=["Nom", "Ville", "Téléphone", "Montant"])}))
    assert (raw.sheet, raw.sheets) == ("2021", ("2021", "2022"))


def test_totals_and_refused_rows_keep_their_sheet_and_line():
    raw = read(
        book(
            {"2021": [*year(1, 2), [None, "Total", None, 3]], "2022": [*year(3, 4), [None, "Total", None, 7]]}
        )
    )
    made = take(raw)
    assert made.table["cents"].sum() == 1000
    apart = made.ledger[made.ledger["reason"].eq("grand_total")]
    assert apart[["sheet", "line"]].to_numpy().tolist() == [["2021", 4], ["2022", 4]]
    assert [note.values["line"] for note in raw.notes if note.key == "total_verified"] == [  # noqa: PD011
        "4 (2021)",
        "4 (2022)",
    ]


def test_files_of_a_zip():
    files = {
        f"aides_{n}.csv": f"Bénéficiaire;Code INSEE;Montant\nA;26113;{n}\n".encode() for n in (2021, 2022)
    }
    assert take(read(zipped(files))).table["cents"].tolist() == [202100, 202200]


def test_initiatives_of_two_sheets_have_ids_of_their_own():
    rows = [["Nom", "Commune"], ["Ferme", "Die"]]
    made = take(read(book({"A": rows, "B": [rows[0], ["Lieu", "Crest"]]}), sheet="all"), "initiatives")
    assert made.table.index.is_unique
    assert made.table["seat_commune"].tolist() == ["26113", "26108"]
    assert made.ledger[["sheet", "line"]].to_numpy().tolist() == [["A", 2], ["B", 2]]
