"""Standardisation by hand, against scipy's distributions, and tried where chance alone draws."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, binomtest, nbinom

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.errors import UnknownChoiceError
from atlas.gaps import REFERENCES, expected, gaps, standardise, strata
from atlas.gaps.expected import inhabitants
from atlas.gaps.spread import exact_interval, spread_shape, tail


@given(st.integers(0, 40), st.integers(0, 40), st.sampled_from([0.8, 0.95]))
def test_the_interval_is_that_of_another_function(count, rest, confidence):
    if count + rest == 0:
        return
    low, high = exact_interval(np.array([count], dtype=float), count + rest, confidence=confidence)
    other = binomtest(count, count + rest).proportion_ci(confidence, method="exact")
    assert (low[0], high[0]) == pytest.approx((other.low, other.high))


def test_tails_are_summed_by_hand():
    observed, mean = np.array([0.0, 3, 9]), np.array([2.0, 3, 4])
    for shape, known in ((1.5, nbinom), (np.inf, binom)):
        for count, each, p in zip(observed, mean, tail(observed, mean, shape, of=(30, 24)), strict=True):
            drawn = known(30, each / 24) if np.isinf(shape) else known(shape, shape / (shape + each))
            upto = sum(drawn.pmf(k) for k in range(int(count) + 1))
            beyond = 1 - sum(drawn.pmf(k) for k in range(int(count)))
            assert p == pytest.approx(min(1, 2 * min(upto, beyond)))


def test_the_shape_is_the_most_likely_one():
    draw = np.random.default_rng(5)
    mean = draw.uniform(0.2, 8, 300)
    count = draw.poisson(mean * draw.gamma(2.0, 0.5, 300)).astype(float)
    found = spread_shape(count, mean)
    assert 1.5 < found < 2.7

    def likely(a):
        return nbinom.logpmf(count, a, a / (a + mean)).sum()

    assert likely(found) >= max(likely(found * 1.02), likely(found / 1.02))


def test_counts_that_spread_less_than_chance_are_alike():
    assert np.isinf(spread_shape(np.array([2.0, 3, 2, 3]), np.full(4, 2.5)))
    assert np.isinf(spread_shape(np.empty(0), np.empty(0)))


@pytest.mark.parametrize("shape", [np.inf, 1.5, 0.5])
@pytest.mark.parametrize(("kind", "level"), [("tiers_lieu", "departement"), ("ptce", "bassin_de_vie")])
def test_where_territories_only_differ_as_they_do_few_are_called_gaps(kind, level, shape):
    """Initiatives are drawn at the rates of the reference, times what each territory differs by."""
    mean = gaps(load_catalogue(), Selection(types=(kind,)), level).table["expected"].dropna().to_numpy()
    draw, called, rounds = np.random.default_rng(20_260_101), 0, 40
    for _ in range(rounds):
        rate = mean if np.isinf(shape) else mean * draw.gamma(shape, 1 / shape, len(mean))
        count = draw.multinomial(round(mean.sum()), rate / rate.sum()).astype("float64")
        table = standardise(pd.Series(count), pd.Series(mean))
        called += table["certainty"].isin(["below", "above"]).any()
    # One round in twenty on average, with its own chance.
    assert called <= binom.ppf(0.999, rounds, 0.05)


def test_an_empty_quarter_is_found():
    mean = np.full(100, 12.0)
    draw = np.random.default_rng(3)
    count = draw.poisson(mean).astype("float64")
    count[:3] = 0
    table = standardise(pd.Series(count), pd.Series(mean * count.sum() / mean.sum()))
    assert table["certainty"].head(3).tolist() == ["below"] * 3
    assert (table["certainty"].iloc[3:] == "uncertain").mean() > 0.95


def test_expected_by_hand():
    where = pd.Series(["A", "A", "B", "C"], dtype="category")
    stratum = pd.Series(["u", "r", "r", None], dtype=pd.CategoricalDtype(["u", "r"]))
    people = inhabitants(pd.Series([1000, 2000, 4000, 8000]), stratum, where)
    found = expected(people, np.array([2.0, 6.0]))
    assert found[:2] == pytest.approx([2 + 2, 4])
    assert np.isnan(found[2])


def test_a_territory_where_nobody_lives_expects_none():
    where, stratum = (pd.Series(list(names), dtype="category") for names in ("AB", "uu"))
    assert expected(inhabitants(pd.Series([10, 0]), stratum, where), np.array([3.0])).tolist() == [3, 0]


def test_ratio_interval_and_certainty_by_hand():
    observed = pd.Series([0, 0, 12, 3, 0], index=list("abcde"))
    mean = pd.Series([3.0, 4.0, 7.5, 0.5, 0.0], index=list("abcde"))
    found = standardise(observed, mean)
    assert found["shortfall"].tolist() == [3.0, 4.0, -4.5, -2.5, 0.0]
    assert found["ratio"].tolist()[:4] == [0.0, 0.0, 1.6, 6.0]
    high = binomtest(0, 15).proportion_ci(0.95, method="exact").high
    assert found["ratio_high"]["b"] == pytest.approx(high * 15 / 4)
    a = spread_shape(observed.to_numpy(float), mean.to_numpy())
    assert found["ratio_shrunk"].tolist() == pytest.approx(((observed + a) / (mean + a)).tolist())
    assert found["ratio_shrunk"].between(0, 6).all()
    # d, e: less than one initiative is expected.
    assert found["p_adjusted"].isna().tolist() == [False, False, False, True, True]
    assert found.loc["e", ["ratio", "ratio_low", "ratio_high"]].isna().all()


def test_what_is_not_expected_is_not_certain():
    found = standardise(pd.Series([1]), pd.Series([float("nan")]))
    assert found.isna().all(axis=None)


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
