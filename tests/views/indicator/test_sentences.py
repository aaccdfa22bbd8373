"""What is said of an indicator follows its rule, whatever the words."""

import json
import re

import numpy as np
import pandas as pd
import pytest

from atlas.indicator import Association, Crossing, Indicator, fifths
from atlas.views.indicator import chart, sentences
from atlas.words import TEXTS, say
from atlas.words.texts.scales import indicator as texts

LANGUAGES = ("fr", "en")


def made(values, name="Taux"):
    table = pd.DataFrame(
        {"given": values, "value": values, "state": "value", "population": 100},
        index=[f"{n:02}" for n in range(len(values))],
    )
    ledger = pd.DataFrame(
        {"code_read": table.index, "outcome": "matched", "how": "code", "reason": None},
        index=pd.RangeIndex(2, len(table) + 2),
    )
    return Indicator(
        name=name,
        level="epci",
        kind="rate",
        code_column="code",
        table=table,
        ledger=ledger,
        twice="leave",
        digest="",
    )


def crossed(present=None, unknown=0, **figures):
    values = pd.Series(np.arange(100.0))
    there = values.ge(50) if present is None else present(values)
    told = {
        "territories": 100,
        "present": int(there.sum()),
        "rho": 0.5,
        "p": 0.01,
        "p_plain": 0.001,
        "rho_people": 0.0,
        "rho_given": 0.4,
        "p_given": 0.01,
        "lee": 0.1,
        "p_lee": 0.2,
        "untested": "",
    }
    grouped = fifths(values, there, values * 0 + 100)
    return Crossing(pd.DataFrame(), grouped, Association(**told | figures), unknown, 0)


def says(key, sentence, language):
    parts = re.split(r"\{[^}]*\}", TEXTS[key].to(language))
    return re.search(".{0,80}?".join(map(re.escape, parts)), sentence) is not None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({}, ["associated", "more", "given_same"]),
        ({"rho": -0.5, "rho_given": -0.4}, ["associated", "less", "given_same"]),
        ({"p_given": 0.3}, ["associated", "given_chance"]),
        ({"rho_given": -0.4}, ["associated", "given_turned"]),
        ({"p": 0.3}, ["chance", "given_appears"]),
        ({"p": 0.3, "p_given": 0.3}, ["chance"]),
        ({"p": np.nan, "p_given": np.nan, "untested": "few"}, ["none"]),
        ({"p": np.nan, "p_given": np.nan, "untested": "many"}, ["none", "none_many"]),
    ],
)
def test_the_verdict_and_what_is_left_at_equal_population(figures, said, language):
    found = crossed(**figures)
    sentence = sentences.verdict_sentence(made(np.arange(100.0)), found, language)
    kinds = (
        "associated",
        "chance",
        "given_same",
        "given_chance",
        "given_turned",
        "given_appears",
        "none_many",
    )
    told = [kind for kind in kinds if says(f"indicator_{kind}", sentence, language)]
    assert told == [kind for kind in said if kind in kinds]
    assert found.verdict == said[0]
    if said[0] != "none":
        assert say("indicator_no_cause", language) in sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_slope_that_hides_a_hump_is_told(language):
    hump = crossed(lambda values: values.between(20, 60))
    assert says(
        "indicator_turn", sentences.verdict_sentence(made(np.arange(100.0)), hump, language), language
    )
    plain = sentences.verdict_sentence(made(np.arange(100.0)), crossed(), language)
    assert not says("indicator_turn", plain, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_may_be_hidden_is_told_only_where_something_may(language):
    assert sentences.doubts(crossed(), language) == []
    (told,) = sentences.doubts(crossed(unknown=37), language)
    assert "37" in told


def test_no_sentence_says_because():
    causes = r"\b(because|due to|thanks to|parce que|car|grâce à|à cause|cause)\b"
    told = [text for label in texts.TEXTS.values() for text in label]
    assert [text for text in told if re.search(causes, text, re.IGNORECASE)] == []


@pytest.mark.parametrize(
    ("values", "digits"),
    [([1.0, 2, 3], 0), ([0.125, 0.5, 0.75], 2), ([12.34, 56.7, 33.1], 1), ([1234.5, 4567.8, 9999.1], 0)],
)
def test_values_have_the_decimals_that_they_deserve(values, digits):
    assert made(np.array(values)).digits == digits


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chart_draws_the_fifths(language):
    found = crossed()
    rows = chart.chart_data(made(np.arange(100.0)), found, language)
    assert rows["share"].tolist() == found.fifths["share"].tolist()
    assert rows["low"].tolist() == found.fifths["share_low"].tolist()
    assert rows["fifth"].nunique() == 5
    drawn = json.dumps(chart.fifths_chart(language))
    assert set(re.findall(r'"field": "(\w+)"', drawn)) <= set(rows.columns)


def test_a_long_header_is_shortened_where_it_is_shown():
    assert len(sentences.shown_name(made(np.arange(3.0), name="x " * 500))) <= 60
