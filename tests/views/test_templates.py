"""A template filled with rows of the atlas imports whole."""

import io
from datetime import date

import pandas as pd
import pytest
from click.testing import CliRunner

from atlas.cli import main
from atlas.readers.columns.recognition import recognise
from atlas.readers.imports import import_rows, read_raw
from atlas.tables import load_tables
from atlas.territories import load_geography
from atlas.views.templates import FORMATS, HEADERS, example, to_file

DAY = date(2026, 1, 1)


def written(kind, form, *, filled, language="fr"):
    tables, geography = load_tables(), load_geography()
    return to_file(kind, form, tables, geography, filled=filled, language=language, created=DAY)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", list(HEADERS))
def test_the_example_imports_whole(kind, form):
    raw = read_raw(io.BytesIO(written(kind, form, filled=True)), name=f"a.{form}")
    rows = example(kind, load_tables(), load_geography())
    mapping = recognise(raw, kind)
    filled = {role: header for role, header in HEADERS[kind].items() if rows[header].notna().any()}
    assert mapping.columns == filled
    made = import_rows(raw, mapping, name=f"a.{form}")
    assert made.ledger["outcome"].eq("accepted").all()
    assert made.ledger["problem"].isna().all()
    assert not any(made.ledger["flags"])
    assert len(made.table) == len(rows) >= 5
    seat = "commune" if kind == "funding" else "seat_commune"
    assert made.table[seat].tolist() == rows["code_insee"].tolist()
    if kind == "funding":
        assert made.table["cents"].sum() == round(100 * rows["montant"].sum())
        assert made.table["funder_level"].tolist() == rows["niveau_financeur"].tolist()
    else:
        assert made.table["type"].tolist() == rows["type"].tolist()
        assert made.table["scale"].tolist() == rows["echelle"].tolist()


@pytest.mark.parametrize("kind", list(HEADERS))
def test_a_filled_row_is_read_before_the_longer_dictionary(kind):
    book = io.BytesIO(written(kind, "xlsx", filled=False))
    sheets = pd.read_excel(book, sheet_name=None, dtype=str, engine="calamine")
    (name, headers), (_, told) = sheets.items()
    assert list(headers) == list(HEADERS[kind].values()) == told.iloc[:, 0].tolist()
    values = {"nom": "Ferme", "beneficiaire": "Ferme", "code_insee": "26113", "montant": "5"}
    row = pd.DataFrame([{header: values.get(header) for header in headers}])
    out = io.BytesIO()
    with pd.ExcelWriter(out) as book:
        row.to_excel(book, sheet_name=name, index=False)
        told.to_excel(book, sheet_name="Dictionnaire", index=False)
    raw = read_raw(io.BytesIO(out.getvalue()), name="a.xlsx")
    assert raw.sheet == name
    assert import_rows(raw, recognise(raw, kind), name="a.xlsx").summary()["located"] == 1


def test_the_command_writes_either_and_refuses_another_suffix(tmp_path):
    for name in ("modele.xlsx", "modele.csv"):
        done = CliRunner().invoke(main, ["schema", "--template", "initiatives", "-o", str(tmp_path / name)])
        assert done.exit_code == 0, done.output
    table = pd.read_csv(tmp_path / "modele.csv", encoding="utf-8-sig")
    assert list(table) == list(HEADERS["initiatives"].values())
    assert table.empty
    done = CliRunner().invoke(main, ["schema", "--template", "funding", "-o", str(tmp_path / "a.pdf")])
    assert done.exit_code != 0
    assert not (tmp_path / "a.pdf").exists()
