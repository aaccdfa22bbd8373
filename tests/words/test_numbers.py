"""Numbers read as each language writes them."""

import pytest

from atlas.words import numbers as formats


@pytest.mark.parametrize(
    ("value", "language", "digits", "text"),
    [
        (1234.5, "fr", 1, "1\u202f234,5"),
        (1234.5, "en", 1, "1,234.5"),
        (0.0, "fr", 2, "0,00"),
        (12.0, "en", 2, "12.00"),
    ],
)
def test_number(value, language, digits, text):
    assert formats.number(value, language, digits=digits) == text


@pytest.mark.parametrize(
    ("value", "language", "text"),
    [
        (7_700_000, "fr", "7\u202f700\u202f000\xa0€"),
        (7_700_000, "en", "€7,700,000"),
        (1707978945.66, "fr", "1\u202f707\u202f978\u202f945,66\xa0€"),
    ],
)
def test_euros(value, language, text):
    assert formats.euros(value, language) == text


@pytest.mark.parametrize(
    ("value", "language", "text"),
    [
        (7_712_000, "en", "€7.71M"),
        (161_900_000, "fr", "162\xa0M\xa0€"),
        (950, "en", "€950"),
        (10_000, "fr", "10\xa0k\xa0€"),
        (999_600, "fr", "1\xa0M\xa0€"),
        (-45_600, "en", "-€45.6k"),
        (12_345_678_901_234, "fr", "12\u202f300\xa0Md\xa0€"),
    ],
)
def test_compact_euros(value, language, text):
    assert formats.compact_euros(value, language) == text


def test_a_small_share_is_not_written_as_none():
    assert formats.percent(0.001, "fr") == "<\xa01\xa0%"
    assert formats.percent(0, "fr") == "0\xa0%"
