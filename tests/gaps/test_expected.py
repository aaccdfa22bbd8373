"""Standardisation, by hand and against scipy's Poisson distribution."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from atlas.errors import UnknownChoiceError
from atlas.gaps import REFERENCES, expected, poisson_interval, standardise, strata


@pytest.mark.parametrize(
    ("count", "low", "high"),
    # The exact limits that epidemiology's tables print, to two decimals.
    [
        (0, 0.00, 3.69),
        (1, 0.03, 5.57),
        (2, 0.24, 7.22),
        (5, 1.62, 11.67),
        (10, 4.80, 18.39),
        (20, 12.22, 30.89),
    ],
)
def test_the_printed_interval(count, low, high):
    found = poisson_interval(pd.Series([count]))
    assert found.round(2).iloc[0].tolist() == [low, high]


@given(st.integers(1, 400), st.sampled_from([0.8, 0.95, 0.99]))
def test_each_end_leaves_half_of_the_rest(count, confidence):
    low, high = poisson_interval(pd.Series([count]), confidence=confidence).iloc[0]
    assert poisson.sf(count - 1, low) == pytest.approx((1 - confidence) / 2)
    assert poisson.cdf(count, high) == pytest.approx((1 - confidence) / 2)


def test_the_index_stays_and_unknown_stays_unknown():
    found = poisson_interval(pd.Series([3, None, 3], index=["c", "a", "b"], dtype="Int64"))
    assert found.index.tolist() == ["c", "a", "b"]
    assert found["high"].isna().tolist() == [False, True, False]
    assert found.loc["b"].equals(found.loc["c"].rename("b"))


def test_expected_by_hand():
    people = pd.Series([1000, 2000, 4000, 8000], index=list("wxyz"))
    stratum = pd.Series(["u", "r", "r", None], index=people.index)
    where = pd.Series(["A", "A", "B", "C"], index=people.index)
    found = expected(people, stratum, pd.Series({"u": 0.002, "r": 0.001}), where)
    assert found["A"] == pytest.approx(4)
    assert found["B"] == pytest.approx(4)
    assert pd.isna(found["C"])


def test_ratio_interval_and_certainty_by_hand():
    observed = pd.Series([0, 0, 12, 3, 0], index=list("abcde"))
    found = standardise(observed, pd.Series([3.0, 4.0, 4.0, 0.5, 0.0], index=list("abcde")))
    assert found["shortfall"].tolist() == [3.0, 4.0, -8.0, -2.5, 0.0]
    assert found["ratio"].tolist()[:4] == [0.0, 0.0, 3.0, 6.0]
    assert found["ratio_high"]["b"] == pytest.approx(3.6889 / 4, abs=1e-4)
    # a: 3.69 / 3 > 1. d: its interval lies over 1, but less than one initiative is expected. e: nothing is.
    assert found["certainty"].tolist() == ["uncertain", "below", "above", "uncertain", "uncertain"]
    assert found.loc["e", ["ratio", "ratio_low", "ratio_high"]].isna().all()


def test_what_is_not_expected_is_not_certain():
    found = standardise(pd.Series([1]), pd.Series([float("nan")]))
    assert found["certainty"].isna().all()


@pytest.mark.parametrize("reference", REFERENCES)
def test_strata_cover_every_commune_with_a_setting(tiny, reference):
    found = strata(tiny.communes, reference)
    assert found.isna().equals(tiny.communes["setting"].isna())


def test_strata_by_hand(tiny):
    assert strata(tiny.communes, "region")["01002"] == "84:periurbain"
    assert strata(tiny.communes, "density")["02001"] == "6"
    assert strata(tiny.communes, "france").dropna().unique().tolist() == ["france"]
    with pytest.raises(UnknownChoiceError, match="'canton'"):
        strata(tiny.communes, "canton")
