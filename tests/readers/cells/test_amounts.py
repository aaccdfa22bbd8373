"""Amounts are read as people write them, and a column keeps its sum."""

from decimal import ROUND_HALF_UP, Decimal

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.readers.cells.amounts import read_amounts


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
        (21667, 2166700),
        (600092.25, 60009225),
    ],
)
def test_written_amounts(written, cents):
    assert read_amounts(pd.Series([written], dtype=object)).cents.tolist() == [cents]


@pytest.mark.parametrize("written", ["3,26E+13", "n.c.", "12 à 15", "1/2", "douze", "€", "1-2"])
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
