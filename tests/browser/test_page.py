"""What stands around the map, as a reader sees it."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def luminance(colour):
    parts = [part / 255 for part in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast_on_white(colour):
    return 1.05 / (luminance(colour) + 0.05)


def seen_colour(element):
    """Give the colour of a text on white, its opacity and those around it counted."""
    text, opacity = element.evaluate(
        "e => { let o = 1; for (let n = e; n; n = n.parentElement) o *= getComputedStyle(n).opacity;"
        " return [getComputedStyle(e).color, o]; }"
    )
    parts = [float(part) for part in text[text.index("(") + 1 : -1].split(",")]
    opacity *= parts[3] if len(parts) > 3 else 1
    return [255 + (part - 255) * opacity for part in parts[:3]]


def test_captions_can_be_read(atlas):
    atlas.page.goto(f"{atlas.home}pairs?depart=initiative:biovallee")
    caption = atlas.page.get_by_test_id("stCaptionContainer").locator("p", has_text="vol d").last
    expect(caption).to_be_visible()
    atlas.until(lambda: contrast_on_white(seen_colour(caption)) >= 4.5)
