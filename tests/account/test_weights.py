"""Rules of sharing weigh territories by what they say."""

import pandas as pd
import pytest

from atlas.account.weights import territory_weights
from atlas.errors import UnknownChoiceError
from atlas.funding import SHARING, apportion


@pytest.fixture
def initiatives():
    columns = ["seat_commune", "departement", "region", "lon", "lat", "coverage"]
    rows = {
        "two_epci": ["01001", "01", "84", None, None, "epci:200000001|epci:200000002"],
        "no_coverage": ["02001", "02", "32", None, None, None],
        "departement_only": [None, "02", "32", None, None, None],
        "nowhere": [None, None, None, None, None, None],
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("id")


def weights(initiatives, tiny, level, rule):
    table = territory_weights(initiatives, tiny, level, rule=rule)
    return {(row.id, row.code): row.weight for row in table.itertuples()}


def test_population_weighs_the_covered_part(initiatives, tiny):
    # EPCI 200000001 lies in 01 with 50,900 inhabitants and in 02 with 300, 200000002 in 02 with 4,300.
    assert weights(initiatives, tiny, "departement", "population") == {
        ("two_epci", "01"): 50_900,
        ("two_epci", "02"): 4_600,
        ("no_coverage", "02"): 300,
        ("departement_only", "02"): 0,
    }


def test_area_weighs_the_covered_communes(initiatives, tiny):
    # Every commune has 85 km²: two in 01, four in 02 (02001 of the first EPCI, three of the second).
    assert weights(initiatives, tiny, "departement", "area") == {
        ("two_epci", "01"): 170_000_000,
        ("two_epci", "02"): 340_000_000,
        ("no_coverage", "02"): 85_000_000,
        ("departement_only", "02"): 0,
    }


def test_equal_weighs_territories_alike(initiatives, tiny):
    assert set(weights(initiatives, tiny, "epci", "equal").values()) == {1}


def test_seat_gives_one_territory(initiatives, tiny):
    found = weights(initiatives, tiny, "epci", "seat")
    assert list(found) == [("two_epci", "200000001"), ("no_coverage", "200000001")]


def test_an_unknown_rule_is_refused(initiatives, tiny):
    with pytest.raises(UnknownChoiceError, match="'luck'"):
        territory_weights(initiatives, tiny, "epci", rule="luck")


def test_rules_start_with_the_default():
    assert next(iter(SHARING)) == "population"


def test_apportion_keeps_groups_apart():
    groups = pd.Series(["a", "b", "a"])
    parts = apportion(pd.Series([5, 7, 5]), pd.Series([1, 0, 1]), groups)
    assert parts.tolist() == [3, 7, 2]
