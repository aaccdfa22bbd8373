"""Colours of the page can be told from its ground (WCAG 1.4.3 and 1.4.11)."""

import tomllib

import pytest

from atlas import settings


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("name", "least"), [("textColor", 4.5), ("linkColor", 4.5), ("borderColor", 3)])
@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
def test_words_and_controls_stand_out(name, least, ground):
    theme = tomllib.loads((settings.APP_FOLDER / ".streamlit" / "config.toml").read_text())["theme"]
    light, dark = (luminance(theme[one]) + 0.05 for one in (ground, name))
    assert light / dark >= least
