"""How much of a list is known, by hand."""

import pandas as pd
import pytest

from atlas.catalogue import load_catalogue
from atlas.catalogue.completeness import is_active, list_completeness


def listed(known_count, kind, rows, placed):
    types = pd.DataFrame({"known_count": pd.array([known_count], "Int64"), "completeness_class": kind}, ["x"])
    initiatives = pd.DataFrame({"type": ["x"] * rows, "status": None, "end_year": None})
    return list_completeness(types, initiatives, pd.RangeIndex(placed)).loc["x"]


@pytest.mark.parametrize(
    ("given", "share", "whole"),
    [
        ((4, "partial", 2, 2), 0.5, False),
        # Longer than its known total: complete, it is its own total; else the total is out of date.
        ((4, "complete", 5, 5), 1.0, True),
        ((4, "strong", 5, 5), None, False),
        # One without a place may be anywhere.
        ((4, "complete", 4, 3), 0.75, False),
        ((4, "complete", 5, 4), 0.8, False),
        ((4, "complete", 3, 3), 0.75, False),
        # As long as its total, but its source does not call it complete.
        ((4, "strong", 4, 4), 1.0, False),
        ((None, "partial", 4, 4), None, False),
        ((None, "complete", 4, 4), None, False),
        ((0, "partial", 0, 0), None, False),
    ],
)
def test_a_list_against_what_exists(given, share, whole):
    found = listed(*given)
    assert found["share"] == share if share is not None else pd.isna(found["share"])
    assert bool(found["whole"]) is whole


def test_what_stopped_merged_or_is_planned_is_not_known_to_run():
    catalogue = load_catalogue()
    money = catalogue.tables.initiatives[catalogue.tables.initiatives["type"].eq("monnaie_locale")]
    out = money[~is_active(money)]
    assert out["end_year"].notna().any()
    assert out["end_year"].isna().any()
    lists = catalogue.lists("region", "seat")
    assert lists.loc["monnaie_locale", "known"] <= len(money) - len(out)
    assert (lists["share"].dropna() <= 1).all()
