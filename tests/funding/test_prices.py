"""Constant euros follow the index, and say what they cannot convert."""

import pandas as pd
import pytest

from atlas.errors import FileFaultError, UnknownChoiceError
from atlas.funding import BASE_YEAR, by_year, constant, load_prices


def lines(cents, first, last):
    table = pd.DataFrame({"cents": [cents], "year_start": [first], "year_end": [last]}, index=["a_01"])
    return table.astype({"year_start": "Int64", "year_end": "Int64"})


def test_the_index_covers_2000_to_2025():
    prices = load_prices()
    assert prices.index.tolist() == list(range(2000, 2026))
    assert (prices[2015], prices[BASE_YEAR], prices.min()) == (100.0, 119.8, 79.95)


def test_years_before_2000_or_unknown_stay_current():
    years = pd.Series([1999, 2000, pd.NA], dtype="Int64")
    cents = pd.Series([7995, 7995, 7995])
    assert constant(cents, years, load_prices()).tolist() == [7995, 11980, 7995]


def test_a_base_without_index_is_refused():
    with pytest.raises(UnknownChoiceError, match="1990"):
        constant(pd.Series([1]), pd.Series([2000], dtype="Int64"), load_prices(), base=1990)


def test_a_missing_file_is_one_sentence(monkeypatch, tmp_path):
    monkeypatch.setattr("atlas.settings.PRICES_FILE", tmp_path / "none.csv")
    load_prices.cache_clear()
    with pytest.raises(FileFaultError, match="restore data/prices"):
        load_prices()


def test_a_line_is_spread_over_its_years_to_the_cent():
    spread = by_year(lines(1_000_001, 2018, 2020))
    assert spread["year"].tolist() == [2018, 2019, 2020]
    assert spread["cents"].tolist() == [333_334, 333_334, 333_333]


def test_a_line_without_end_counts_in_its_first_year():
    assert by_year(lines(5, 2019, None))[["year", "cents"]].to_numpy().tolist() == [[2019, 5]]


def test_a_line_without_start_counts_in_no_year():
    spread = by_year(lines(5, None, 2020))
    assert spread["year"].isna().tolist() == [True]
    assert spread["cents"].tolist() == [5]


def test_each_year_is_converted_by_its_own_index():
    prices = pd.Series({2018: 50.0, 2019: 100.0, 2024: 100.0})
    spread = by_year(lines(200, 2018, 2019), prices=prices)
    assert spread["cents"].tolist() == [200, 100]
    assert spread["converted"].all()
    # A year that the index does not cover stays in current euros.
    assert by_year(lines(100, 2030, 2030), prices=prices)["converted"].tolist() == [False]
