"""Figures of three territories made by hand, and the word for each blank."""

import pandas as pd
import pytest

from atlas.catalogue.measures import (
    BLANKS,
    MEASURES,
    measure,
    per_100_000,
    per_inhabitant,
)
from atlas.errors import UnknownChoiceError

POPULATION = pd.Series({"A": 200_000, "B": 50_000, "C": 10_000})
# Two initiatives in A, one in B whose money nobody knows, none in C.
PRESENCE = pd.DataFrame({"id": ["one", "two", "three"], "code": ["A", "A", "B"]})
SHARES = pd.DataFrame({"id": ["one", "two"], "code": ["A", "A"], "cents": [10_000_050, 1]})


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("count", [2, 1, None]),
        ("rate", [1.0, 2.0, None]),
        ("funding", [100_000.51, None, None]),
        ("funding_rate", [100_000.51 / 200_000, None, None]),
    ],
)
def test_arithmetic(name, values):
    table = measure(PRESENCE, SHARES, POPULATION, name)
    assert table.index.tolist() == ["A", "B", "C"]
    assert table["initiatives"].tolist() == [2, 1, 0]
    assert table["funding"].fillna(-1).tolist() == [100_000.51, -1, -1]
    assert table["value"].tolist() == pytest.approx(
        [float("nan") if v is None else v for v in values], nan_ok=True
    )


@pytest.mark.parametrize(
    ("name", "complete", "status"),
    [
        ("count", False, ["value", "value", "no_known"]),
        ("count", True, ["value", "value", "zero"]),
        ("rate", True, ["value", "value", "zero"]),
        ("funding", False, ["value", "no_data", "no_known"]),
        ("funding", True, ["value", "no_data", "zero"]),
        ("funding_rate", False, ["value", "no_data", "no_known"]),
    ],
)
def test_every_blank_says_why(name, complete, status):
    assert measure(PRESENCE, SHARES, POPULATION, name, certain=complete)["status"].tolist() == status
    assert {one for one in status if one != "value"} <= BLANKS.keys()


def test_an_amount_of_zero_euros_is_a_value():
    shares = pd.DataFrame({"id": ["three"], "code": ["B"], "cents": [0]})
    table = measure(PRESENCE, shares, POPULATION, "funding")
    assert table.loc["B", "status"] == "value"
    assert table.loc["B", "value"] == 0


def test_a_rate_over_nobody_is_no_figure():
    table = measure(PRESENCE, SHARES, POPULATION.replace(200_000, 0), "rate")
    assert table["status"].tolist() == ["no_data", "value", "no_known"]
    assert table["value"].isna().tolist() == [True, False, True]


def test_no_initiative_at_all():
    table = measure(PRESENCE.iloc[:0], SHARES.iloc[:0], POPULATION, "count")
    assert table["initiatives"].tolist() == [0, 0, 0]
    assert table["status"].eq("no_known").all()


def test_unknown_measure():
    with pytest.raises(UnknownChoiceError, match="'mood'"):
        measure(PRESENCE, SHARES, POPULATION, "mood")


def test_a_measure_that_divides_says_by_what():
    assert {name for name, one in MEASURES.items() if one.denominator} == {"rate", "funding_rate"}


def test_nobody_and_nobody_knows_how_many_divide_nothing():
    population = pd.Series([2, 0, None], dtype="Int64", index=list("ABC"))
    rate = per_inhabitant(pd.Series([3, 3, 3], dtype="Int64", index=list("ABC")), population)
    assert rate.index.tolist() == ["A", "B", "C"]
    assert rate.fillna(-1).tolist() == [1.5, -1, -1]
    assert [per_inhabitant(3, people) for people in (2, 0, None)] == [1.5, None, None]
    assert per_100_000(pd.Series([3]), pd.Series([200_000])).tolist() == [per_100_000(3, 200_000)] == [1.5]
