"""The lines that `docs/commandes.md` shows do what they say, as they are written there."""

import re
import shlex
from pathlib import Path

import click
import pandas as pd
import pytest

from atlas.cli import COMMANDS, main

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "commandes.md").read_text(encoding="utf-8")
LINES = re.findall(r"^atlas [a-z].*$", PAGE, re.MULTILINE)


@pytest.fixture(scope="module")
def ran():
    """What the lines leave behind."""
    (block,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    left = {}
    exec(compile(block, "commandes.md", "exec"), left)  # noqa: S102 - our own file
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


def test_every_command_is_shown_with_options_that_it_has():
    shown = [shlex.split(line, comments=True)[1:] for line in LINES]
    assert {line[0] for line in shown} == set(COMMANDS) - {"app"}
    for name, *words in shown:
        command = main.get_command(click.Context(main), name)
        commands = [command, *getattr(command, "commands", {}).values()]
        known = {option for one in commands for parameter in one.params for option in parameter.opts}
        assert {word for word in words if word.startswith("-")} <= known, name
