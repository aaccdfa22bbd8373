"""Years of cells as people write them; what gives none is told."""

import pytest

from atlas.readers.cells.years import years_named
from atlas.readers.columns.recognition import recognise
from atlas.readers.imports import import_rows


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("12/03/21", ["2021"]),
        ("12.03.99 14:30", ["1999"]),
        ("31-12-49", ["2049"]),
        ("03/25/21", ["2021"]),
        ("99/12/31", ["1999"]),
        ("12 mars 2021", ["2021"]),
        ("1er mars 21", ["2021"]),
        ("mars-21", ["2021"]),
        ("15-févr.-22", ["2022"]),
        ("févr. 2022", ["2022"]),
        ("Août 22", ["2022"]),
        ("March 2021", ["2021"]),
        ("Sept. '21", ["2021"]),
        ("21/22", ["2021", "2022"]),
        ("99-00", ["1999", "2000"]),
        ("2021-22", ["2021", "2022"]),
        ("saison 2021/22", ["2021", "2022"]),
        ("Exercice 21", ["2021"]),
        ("03/21", ["2021"]),
        ("21", ["2021"]),
        ("44270", ["2021"]),
        ("44270.5", ["2021"]),
        ("2021-03", ["2021"]),
        # A month of a year, a season and a day alike; no date at all; file numbers; no date of a spreadsheet.
        ("11/12", []),
        ("12/13", []),
        ("03/11", []),
        ("32/13/21", []),
        ("45/99", []),
        ("26113", []),
        ("75001", []),
        ("à préciser", []),
        ("3", []),
    ],
)
def test_years_of_a_cell(text, years):
    assert years_named(text) == years


@pytest.mark.parametrize("header", ["Année", "Date de décision", "Exercice"])
def test_a_column_of_such_dates_gives_years_and_tells_what_gives_none(read, header):
    raw = read(
        f"Bénéficiaire;Code INSEE;Montant;{header}\nA;26113;1;12/03/21\nB;26113;2;44270\n"
        "C;26113;3;11/12\nD;26113;4;\nE;26113;5;mars-22\nF;26113;5;mars-22\n"
    )
    made = import_rows(raw, recognise(raw, "funding"))
    assert made.table["year_start"].fillna(0).tolist() == [2021, 2021, 0, 0, 2022, 2022]
    ledger = made.ledger.set_index("line")
    assert [line for line, flags in ledger["flags"].items() if flags] == [4]
    assert ledger.loc[4, "flags"] == ("no_year",)
    assert ledger.loc[4, "details"] == (("no_year", "11/12"),)
    assert "flagged.no_year" in [matter.kind for matter in made.matters]


def test_a_season_begins_and_ends(read):
    raw = read("Bénéficiaire;Code INSEE;Montant;Saison\nA;26113;1;21/22\nB;26113;2;2022-2023\n")
    table = import_rows(raw, recognise(raw, "funding")).table
    assert table[["year_start", "year_end"]].to_numpy().tolist() == [[2021, 2022], [2022, 2023]]


def test_how_long_is_no_year(read):
    raw = read("Bénéficiaire;Code INSEE;Montant;Durée (an)\nA;26113;1;10\nB;26113;2;12\n")
    assert "year_start" not in recognise(raw, "funding").columns


def test_the_year_an_initiative_began(read):
    raw = read("Nom;Code INSEE;Date de création\nA;26113;mars-21\nB;26113;bientôt\nC;26113;sept. 2020\n")
    made = import_rows(raw, recognise(raw, "initiatives"))
    assert made.table["start_year"].fillna(0).tolist() == [2021, 0, 2020]
    assert made.ledger["flags"].tolist() == [(), ("no_year",), ()]
