"""Association: by hand, against the plain definition, and its small numbers."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.scales import association, associations, contingency, cramer_v


def table(*rows):
    return pd.DataFrame(list(rows))


def test_perfect_and_none():
    assert cramer_v(table([20, 0], [0, 20])) == (pytest.approx(1), pytest.approx(1))
    assert cramer_v(table([10, 10], [10, 10])) == (0, pytest.approx(0))


def test_correction_by_hand():
    counts = table([10, 20, 30], [30, 20, 10])
    chi2 = stats.chi2_contingency(counts, correction=False).statistic
    phi2 = chi2 / 120 - 2 / 119
    smaller = 2 - 1 / 119 - 1
    assert cramer_v(counts)[0] == pytest.approx(np.sqrt(phi2 / smaller))
    assert cramer_v(counts)[1] == pytest.approx(np.sqrt(chi2 / 120))


@given(st.lists(st.lists(st.integers(1, 30), min_size=3, max_size=3), min_size=2, max_size=4))
def test_correction_never_adds(rows):
    corrected, plain = cramer_v(table(*rows))
    assert 0 <= corrected <= plain + 1e-12 <= 1 + 1e-9


def test_correction_takes_away_what_chance_makes():
    rng = np.random.default_rng(1)
    pairs = [
        cramer_v(contingency(pd.Series(rng.integers(0, 6, 60)), pd.Series(rng.integers(0, 6, 60))))
        for _ in range(50)
    ]
    corrected, plain = np.mean(pairs, axis=0)
    assert plain > 0.25
    assert corrected < 0.1


def test_two_by_two_is_fisher_s_exact_test():
    counts = table([8, 2], [1, 5])
    found = association(counts)
    assert found.p_exact == pytest.approx(stats.fisher_exact(counts.to_numpy()).pvalue)
    assert found.small


def test_small_counts_are_said_to_be_small():
    assert not association(table([50, 50], [40, 60])).small
    assert association(table([50, 50, 1], [40, 60, 0])).small


def test_one_category_has_nothing_to_compare():
    found = association(table([3, 4, 5]))
    assert np.isnan([found.cramer_v, found.p, found.p_exact]).all()
    assert (found.initiatives, found.rows, found.columns) == (12, 1, 3)


def test_what_is_not_known_is_in_no_cell():
    counts = contingency(pd.Series(["a", "b", None, "b"]), pd.Series(["x", None, "x", "y"]))
    assert counts.to_numpy().sum() == 2
    assert counts.loc["b", "y"] == 1


def test_three_pairs_on_the_catalogue():
    catalogue = load_catalogue()
    found = associations(catalogue, Selection())
    everyone = len(catalogue.tables.initiatives)
    assert (found.table["initiatives"] + found.table["unknown"]).tolist() == [everyone] * 3
    assert found.counts["initiatives"].sum() == everyone
    assert found.table["p"].between(0.001, 1).all()
    again = associations.__wrapped__(catalogue, Selection())
    pd.testing.assert_frame_equal(found.table, again.table)


def test_one_type_only():
    found = associations(load_catalogue(), Selection(types=("ptce",))).table
    assert found.loc[0, "rows"] == 1
    assert np.isnan(found.loc[0, "cramer_v"])
    assert found.loc[2, "cramer_v"] >= 0


@pytest.mark.parametrize("rows", [[[2, 1, 1], [1, 0, 0]], [[1, 1], [1, 0], [0, 1]], [[1, 0, 1], [0, 1, 1]]])
def test_a_handful_of_initiatives_has_a_probability(rows):
    found = association(pd.DataFrame(rows))
    assert 0 < found.p_exact <= 1
    assert 0 < found.p <= 1
    assert found.small


def test_every_type_alone():
    france = load_catalogue()
    for code in france.tables.types.index:
        table = associations(france, Selection(types=(code,))).table
        assert table["p_exact"].dropna().between(0, 1).all()
