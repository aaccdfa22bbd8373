"""What the page of the reader's own data says of an import."""

import io

import pandas as pd

from atlas.readers.columns.recognition import recognise
from atlas.readers.imports import import_rows, read_raw
from atlas.readers.model.mapping import Mapping
from atlas.readers.sheets import read_file
from atlas.views.own import cards, ledger_rows
from atlas.views.own_rows import places, to_correct, with_corrections


def test_a_file_of_unknown_amounts_has_an_unknown_total():
    raw = read_raw(io.BytesIO(b"code_insee;montant\n26108;\n75056;abc\n"))
    mapping = Mapping(kind="funding", columns={"code": "code_insee", "amount": "montant"})
    made = import_rows(raw, mapping)
    assert made.summary()["total_eur"] is None
    told = cards(made, "fr")
    assert "<strong>inconnu</strong><span>au total</span></div>" in told
    assert "<span>acceptée</span>" in told
    assert "<small>1 refusée</small>" in told


def test_each_row_of_a_line_is_shown():
    raw = read_raw(io.BytesIO(b"code_insee;2021;2022\n26108;abc;def\n26108;1;2\n"))
    columns = {"code": "code_insee", "amount": "2021"}
    made = import_rows(raw, Mapping(kind="funding", columns=columns, years={"2021": "2021", "2022": "2022"}))
    shown = ledger_rows(made, "fr", limit=9)
    assert shown.index.tolist() == [2, 2]
    first, second = shown.iloc[:, -1]
    assert "2021" in first
    assert "2022" in second


def test_a_row_of_another_sheet_is_corrected_where_it_stands():
    book = io.BytesIO()
    with pd.ExcelWriter(book) as writer:
        for year, place in (("2021", "Die"), ("2022", "Nulle-Part")):
            rows = pd.DataFrame({"Bénéficiaire": [f"A{year}"], "Commune": [place], "Montant": [5]})
            rows.to_excel(writer, sheet_name=year, index=False)
    raw = read_file(io.BytesIO(book.getvalue()), name="f.xlsx")
    made = import_rows(raw, recognise(raw, "funding"))
    shown = to_correct(made, raw, "fr")
    assert shown["beneficiary"].tolist() == ["A2022"]
    assert places(raw, shown.index).tolist() == ["2022, 2"]
    mapping = with_corrections(made.mapping, raw, shown, shown.assign(commune="Crest"))
    assert import_rows(raw, mapping).table["commune"].tolist() == ["26113", "26108"]
