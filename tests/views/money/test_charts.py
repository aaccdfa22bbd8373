"""Charts of money show what their tables hold."""

import pandas as pd
import pytest

from atlas.account.account import account
from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.funding import flows, milestones, money_timeline
from atlas.funding.flows import flow_nodes, hairline
from atlas.views.money.charts import bar_chart, flow_chart, timeline_chart
from atlas.views.money.view import MOST_BARS, bars, value_label
from atlas.words import say


@pytest.fixture(scope="module")
def money():
    return account(load_catalogue(), Selection(), "region")


@pytest.mark.parametrize("dimension", ["programme", "funder", "year", "nature", "setting"])
def test_bars_hold_all_the_money(money, dimension):
    rows = bars(load_catalogue(), money, dimension, "fr")
    assert round(rows["euros"].sum() * 100) == money.total
    assert rows["label"].is_unique
    if dimension != "year":
        assert len(rows) <= MOST_BARS + 2
    # What is not known comes last, whatever its size.
    assert rows["unknown"].is_monotonic_increasing
    drawn = bar_chart(rows).to_dict()
    assert "http" not in str(drawn["layer"])


def test_flow_nodes_keep_apart(money):
    table = flows(money.lines)
    figure = flow_chart(load_catalogue(), table, "fr").to_plotly_json()
    (sankey,) = figure["data"]
    assert sum(sankey["link"]["value"]) == pytest.approx(3 * money.total / 100)
    nodes = flow_nodes(table).assign(x=sankey["node"]["x"], y=sankey["node"]["y"])
    assert len(sankey["node"]["label"]) == len(nodes)
    for _, column in nodes.groupby("stage"):
        assert len(set(column["x"])) == 1
        steps = column["y"].diff().dropna() * figure["layout"]["height"]
        # A label is some 16 pixels high.
        assert (steps > 16).all()


def test_hairlines_of_the_picture_are_put_together_and_no_money_is_lost(money):
    least = hairline(money.total)
    table = flows(money.lines, least=least)
    assert table["cents"].sum() == 3 * money.total
    nodes = flow_nodes(table)
    inside = nodes[nodes["stage"].ne("setting") & ~nodes["code"].isin(["other", "unknown"])]
    assert inside["cents"].ge(least).all()
    labels = flow_chart(load_catalogue(), table, "fr").to_plotly_json()["data"][0]["node"]["label"]
    assert not any("…" in label for label in labels)


def test_names_of_bars_are_whole(money):
    rows = bars(load_catalogue(), money, "funder_level", "fr")
    drawn = bar_chart(rows).to_dict()
    (data,) = drawn["datasets"].values()
    assert [row["label"].replace("\n", " ") for row in data] == rows["label"].tolist()
    assert max(len(line) for row in data for line in row["label"].split("\n")) < 30
    assert drawn["layer"][0]["encoding"]["y"]["axis"]["labelLimit"] == 0


def test_a_programme_draws_no_link_in_the_flows(money):
    nasty = '<a href="http://third.example">x</a> & y'
    lines = money.lines.assign(programme=nasty)
    node = flow_chart(load_catalogue(), flows(lines), "fr").to_plotly_json()["data"][0]["node"]
    # The breaks of lines are the picture's own.
    shown = [one.replace("<br>", " ") for one in (*node["label"], *node["customdata"])]
    assert len([one for one in shown if "third.exam" in one]) == 2
    assert not any("<" in one for one in shown)


def test_flows_of_one_line_can_be_drawn():
    money = account(load_catalogue(), Selection(text="biovallee", types=("eco_territoire",)), "region")
    assert flow_chart(load_catalogue(), flows(money.lines.head(1)), "en").data


def test_timeline_writes_reasons_and_leaves_out_a_far_milestone():
    tables = load_catalogue().tables
    lines = money_timeline(tables.funding, "biovallee")
    steps = milestones(tables.initiatives, tables.study_facts, "biovallee")
    chart = timeline_chart(lines, steps, "fr").to_dict()
    rows, signs = sorted(chart["datasets"].values(), key=len, reverse=True)
    assert [row["text"].replace("\u202f", " ").replace("\u00a0", " ") for row in rows[:2]] == [
        "10 M €",
        "10 M € · doublon ligne 01",
    ]
    assert rows[4]["text"].endswith(say("timeline_open", "fr"))
    # 1970 is forty years before the first euro: words say it, the axis does not.
    assert [sign["year"] for sign in signs] == [2009, 2012]


def test_unknown_has_a_name():
    names = [value_label(load_catalogue(), one, None, "fr") for one in ("setting", "year", "programme")]
    assert names == ["Commune non connue", "Année inconnue", "Non précisé"]
    assert value_label(load_catalogue(), "setting", pd.NA, "en") == "Commune not known"


def test_a_programme_without_a_name_of_its_own_begins_with_a_capital():
    named = [
        value_label(load_catalogue(), "programme", words, "fr") for words in ("levées de fonds", "TEPCV")
    ]
    assert named == ["Levées de fonds", "TEPCV"]
