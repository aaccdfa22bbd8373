"""Amounts are read as people write them, and a column keeps its sum."""

from decimal import ROUND_HALF_UP, Decimal

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.readers.cells.amounts import read_amounts
from atlas.readers.cells.currencies import unit_of
from atlas.readers.columns.recognition import recognise
from atlas.readers.imports import import_rows

# Numbers that would be one if what parts them were left out.
TWO = (
    *("100 € 200 €", "100€ 200", "1 000\n2 000", "2021 500", "500 2021", "1000, 2000", "100 HT 120 TTC"),
    *("12 50", "1 00 000"),
)


@pytest.mark.parametrize(
    ("written", "cents"),
    [
        ("1234", 123400),
        ("1234.5", 123450),
        ("1234,56", 123456),
        ("1 234,56 €", 123456),
        ("1\u202f234\u00a0567,8\u00a0EUR", 123456780),
        ("1.234.567", 123456700),
        ("1,234.50", 123450),
        ("1.234,50", 123450),
        ("-12,5", -1250),
        ("+3 euros", 300),
        ("1 234€50", 123450),
        ("12 euros 50", 1250),
        ("1 234, 50 €", 123450),
        ("15 mille euros", 1500000),
        (21667, 2166700),
        (600092.25, 60009225),
    ],
)
def test_written_amounts(written, cents):
    assert read_amounts(pd.Series([written], dtype=object)).cents.tolist() == [cents]


@pytest.mark.parametrize("written", ["3,26E+13", "n.c.", "12 à 15", "1/2", "douze", "€", "1-2", *TWO])
def test_unreadable_is_not_zero(written):
    found = read_amounts(pd.Series([written]))
    assert found.cents.isna().tolist() == [True]
    assert found.problem.tolist() == ["unreadable"]


@pytest.mark.parametrize("written", ["", "  ", None, float("nan"), "NULL", "-"])
def test_blank_is_not_zero(written):
    found = read_amounts(pd.Series([written], dtype=object))
    assert found.cents.isna().tolist() == [True]
    assert found.problem.tolist() == ["blank"]


@settings(deadline=None)  # the machine may be busy
@given(st.lists(st.decimals(min_value=-(10**6), max_value=10**9, places=4), max_size=30))
def test_the_sum_is_rounded_once(amounts):
    found = read_amounts(pd.Series([str(amount) for amount in amounts], dtype=object))
    exact = sum(amounts, Decimal(0)) * 100
    assert found.cents.sum() == int(exact.to_integral_value(ROUND_HALF_UP))
    for amount, cents in zip(amounts, found.cents, strict=True):
        assert abs(amount * 100 - int(cents)) <= 1


@pytest.mark.parametrize(
    ("cells", "euros"),
    [
        (["1.234,56 €", "15.000 €", "850,00 €", "2.500 €"], [1234.56, 15_000, 850, 2_500]),
        (["1,234.56", "15,000"], [1234.56, 15_000]),
        (["850,00", "15.000"], [850, 15_000]),
        (["1.234.567", "15.000"], [1_234_567, 15_000]),
        (["12.500 €"], [12_500]),
        # Shares of a sum, computed: the point is the decimal mark of this column.
        (["1234.5", "12.125"], [1234.50, 12.13]),
        (["0.125", "12.125"], [0.13, 12.12]),
        (["12.125", "7"], [12.13, 7]),
        (["1 234.567", "12.125"], [1234.57, 12.12]),
        # Both marks are seen as decimal ones: each cell is read alone.
        (["850,00", "12.5", "15.000"], [850, 12.5, 15]),
        (["10 000,-", "500 € H.T.", "2500 €*"], [10_000, 500, 2_500]),
    ],
)
def test_the_column_tells_the_decimal_mark(cells, euros):
    assert (read_amounts(pd.Series(cells)).cents / 100).tolist() == euros


@given(st.lists(st.integers(1, 10**8), min_size=1, max_size=20), st.sampled_from([",.", ".,"]))
def test_one_whole_sum_tells_all_others(cents, marks):
    def write(amount, decimals):
        text = f"{amount / 100:,.2f}" if decimals else f"{amount // 100:,}"
        return text.translate(str.maketrans(",.", marks))

    cells = [write(123_456, decimals=True), *(write(amount, decimals=False) for amount in cents)]
    found = read_amounts(pd.Series(cells)).cents.tolist()
    assert found == [123_456, *(amount // 100 * 100 for amount in cents)]


@pytest.mark.parametrize(
    ("header", "cell", "cents"),
    [
        ("Montant (F CFP)", "1200000", 1_005_600),
        ("montant_xpf", "1 000", 838),
        ("Montant (MF CFP)", "1,2", 1_005_600),
        ("Montant en FRANCS", "10000", 152_449),
        ("Montant (KF)", "10", 152_449),
        ("Montant (F)", "10 000 F", 152_449),
        ("Montant en centimes", "12345", 12_345),
        ("Montant (cts)", "12345", 12_345),
        ("Montant en euros et centimes", "12,34", 1_234),
        ("Montant (k€)", "1,5", 150_000),
        ("Montant", "1 000 000 F CFP", 838_000),
        ("Montant", "1,5 M€", 150_000_000),
        ("Montant (F CFP)", "100 €", 10_000),
        ("Montant H/F", "12", 1_200),
    ],
)
def test_the_header_tells_the_unit(header, cell, cents):
    assert read_amounts(pd.Series([cell]), unit=unit_of(header)).cents.tolist() == [cents]


@pytest.mark.parametrize(
    "header", ["Montant CHF", "Montant en francs suisses", "aide_usd", "Aide F CFA", "£"]
)
def test_no_law_converts_other_currencies(header):
    assert unit_of(header).euros == 0


def test_an_f_alone_is_no_unit_of_a_cell():
    assert read_amounts(pd.Series(["12 000 F"])).problem.tolist() == ["unreadable"]


@pytest.mark.parametrize(
    ("title", "header", "cents"),
    [
        ("Subventions 2021 (en milliers d'euros)", "Montant", 1_250_000),
        ("Aides en M€", "Montant", 1_250_000_000),
        ("Aides en k€", "Montant (€)", 1_250),
        ("Aides de plus de 23 k€", "Montant", 1_250),
        ("Aides (plus de 23 k€)", "Montant", 1_250),
        ("Aides en F CFP", "Montant", 10),
    ],
)
def test_a_title_above_the_table_tells_what_amounts_are_in(read, title, header, cents):
    raw = read(f"{title};;\n;;\nBénéficiaire;Commune;{header}\nA;Die;12,5\n")
    made = import_rows(raw, recognise(raw, "funding"))
    assert made.table["cents"].tolist() == [cents]
    assert bool(made.ledger["repairs"][0]) == (cents != 1_250)
