"""Classes hold every value, in order, between bounds that some territory really has."""

import mapclassify
import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from atlas.errors import UnknownChoiceError
from atlas.maps.classes import METHODS, classify

VALUES = st.lists(st.one_of(st.none(), st.floats(0, 1e9)), min_size=1, max_size=60)


@pytest.mark.parametrize("method", METHODS)
def test_few_distinct_values_get_a_class_each(method):
    classes = classify(pd.Series([3.0, 1.0, None, 3.0]), method=method, classes=5)
    assert classes.numbers.tolist() == [1, 0, pd.NA, 1]
    assert classes.bounds == [(1.0, 1.0), (3.0, 3.0)]


def test_quantiles_hold_equal_numbers():
    classes = classify(pd.Series(range(1, 13), dtype=float), method="quantiles", classes=4)
    assert classes.numbers.value_counts().tolist() == [3, 3, 3, 3]


@pytest.mark.filterwarnings("ignore:Numba not installed", "ignore:Not enough unique values")
@pytest.mark.parametrize(
    ("method", "theirs"), [("jenks", mapclassify.FisherJenks), ("quantiles", mapclassify.Quantiles)]
)
@given(
    values=st.one_of(
        st.lists(st.integers(0, 9), min_size=3, max_size=40),
        st.lists(st.floats(0, 1e9), min_size=3, max_size=40),
    ),
    classes=st.integers(2, 8),
)
def test_breaks_are_those_of_mapclassify(method, theirs, values, classes):
    there = np.array(values, dtype=float)
    assume(len(np.unique(there)) > classes)
    expected = theirs(there, k=classes).bins
    bounds = classify(pd.Series(there), method=method, classes=classes).bounds
    assert [high for _, high in bounds] == sorted({there[there <= bound].max() for bound in expected})


def test_no_value_no_class():
    classes = classify(pd.Series([None, None], dtype=float))
    assert classes.bounds == []
    assert classes.numbers.isna().all()


def test_unknown_method():
    with pytest.raises(UnknownChoiceError, match="'guess'"):
        classify(pd.Series([1.0]), method="guess")


@pytest.mark.parametrize("method", METHODS)
@given(values=VALUES, classes=st.integers(2, 8))
def test_classes_partition_the_values(method, values, classes):
    series = pd.Series(values, dtype="float64")
    result = classify(series, method=method, classes=classes)
    assert result.numbers.isna().equals(series.isna())
    assert sorted(result.numbers.dropna().unique()) == list(range(len(result.bounds)))
    for number, (low, high) in enumerate(result.bounds):
        inside = series[result.numbers.eq(number).fillna(value=False)]
        assert (inside.min(), inside.max()) == (low, high)
    for (_, high), (low, _) in zip(result.bounds, result.bounds[1:], strict=False):
        assert high < low
