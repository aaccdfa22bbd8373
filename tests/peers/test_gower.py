"""Gower's coefficient, by hand and by its properties."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.errors import UnknownChoiceError
from atlas.peers import WEIGHTS, check_weights, gower
from atlas.peers.gower import parts
from atlas.peers.traits import Traits, traits
from atlas.vocabulary import VARIABLES

VALUES = st.none() | st.floats(0, 1)


@st.composite
def comparisons(draw):
    rows = draw(st.lists(st.lists(VALUES, min_size=9, max_size=9), min_size=1, max_size=8))
    return pd.DataFrame(rows, columns=list(VARIABLES), dtype="float64")


def of(small, one):
    every = traits(small)
    return parts(every.table.loc[[one]], every)


def test_variables_by_hand(small):
    a = of(small, "a")
    assert a["type"].tolist() == [1, 1, 0, 0, 0, 1]
    assert a["initiator"].tolist()[:2] == [1, 1]
    assert a["start_year"].fillna(-1).tolist() == [1, 0.8, -1, 0.5, 0, 1]
    assert a.loc["b", "population"] == pytest.approx(
        1 - np.log10(51_200 / 4_300) / np.log10(2_100_000 / 4_300)
    )
    assert a.loc["b", "setting"] == pytest.approx(300 / 51_200)
    assert a.loc["b", "funding"] == pytest.approx(0.75)
    assert a.loc["b", "legal_forms"] == 1.0
    assert a.loc["e", "legal_forms"] == 0.0
    assert a.loc["c", ["initiator", "scale", "legal_forms", "start_year", "funding"]].isna().all()


def test_a_start_outside_of_the_range_counts_as_its_end(small):
    every = traits(small)
    start = every.table.loc[["a"]].assign(start_year=1700.0)
    assert parts(start, every)["start_year"].dropna().eq(0).all()


def test_without_a_range_only_the_same_is_alike(small):
    every = traits(small)
    flat = Traits(every.table, every.ranges | {"start_year": 0.0})
    compared = parts(every.table.loc[["a"]], flat)["start_year"]
    assert compared.fillna(-1).tolist() == [1, 0, -1, 0, 0, 1]


def test_an_unknown_fact_weighs_nothing():
    table = pd.DataFrame([[1.0, 0.0, np.nan]], columns=["type", "scale", "start_year"])
    found = gower(table, {"type": 2, "scale": 1, "start_year": 5}).iloc[0]
    assert found["similarity"] == pytest.approx(2 / 3)
    assert found["compared"] == pytest.approx(3 / 8)


@given(comparisons(), st.lists(st.floats(0.1, 5), min_size=9, max_size=9))
def test_it_lies_between_its_parts(table, numbers):
    weights = dict(zip(VARIABLES, numbers, strict=True))
    found = gower(table, weights)
    known = table.notna().any(axis=1)
    assert found["similarity"].notna().tolist() == known.tolist()
    low, high = table.min(axis=1)[known], table.max(axis=1)[known]
    assert (found["similarity"][known] >= low - 1e-9).all()
    assert (found["similarity"][known] <= high + 1e-9).all()
    assert found["compared"].between(0, 1 + 1e-9).all()


def test_it_is_symmetric_and_one_with_itself(small):
    every = traits(small)
    whole = pd.DataFrame({one: gower(of(small, one), WEIGHTS)["similarity"] for one in every.table.index})
    values = whole.loc[every.table.index].to_numpy()
    assert values == pytest.approx(values.T, nan_ok=True)
    assert np.diag(values) == pytest.approx(1)


@pytest.mark.parametrize(
    "weights", [{"mood": 1}, {"type": -1}, {"type": np.nan}, dict.fromkeys(VARIABLES, 0)]
)
def test_wrong_weights_are_refused(weights):
    with pytest.raises(UnknownChoiceError):
        check_weights(weights)


def test_weights_not_named_keep_theirs():
    assert check_weights({"type": 0}) == WEIGHTS | {"type": 0}
