"""The lines of Python in README do what they say, as they are written there."""

import re
from pathlib import Path

import pandas as pd
import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def ran():
    """What the lines leave behind."""
    (block,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    left = {}
    exec(compile(block, "README.md", "exec"), left)  # noqa: S102 - our own file
    return left


@pytest.fixture(scope="module")
def rates():
    """Initiatives per 100,000 inhabitants of every bassin de vie, from the files themselves."""
    communes = pd.read_parquet(ROOT / "data" / "geo" / "commune.parquet").set_index("code")
    people = communes.groupby("bassin_de_vie")["population"].sum()
    table = pd.read_csv(ROOT / "data" / "initiatives" / "initiatives.csv", dtype=str)
    seats = table.loc[table["type"].eq("tzcld"), "seat_commune"].dropna()
    counts = communes["bassin_de_vie"].reindex(seats).value_counts()
    return 100_000 * counts.reindex(people.index, fill_value=0) / people


def test_the_mean_counts_territories_without_initiative(ran, rates):
    assert (rates > 0).sum() < len(rates)
    assert ran["mean"] == pytest.approx(rates.mean())
    assert ran["effect"].loc["bassin_de_vie", "mean"] == pytest.approx(rates.mean())


def test_the_tables_hold_what_their_comments_name(ran, rates):
    assert ran["table"].columns.tolist() == ["initiatives", "funding", "value", "status"]
    assert ran["values"].columns.tolist() == ["value", "state", "population"]
    pd.testing.assert_series_equal(
        ran["values"]["value"], rates.reindex(ran["values"].index), check_names=False, check_dtype=False
    )
    assert {"mean", "gini", "moran"} <= {*ran["effect"].columns}
    assert len(ran["effect"]) == 5
