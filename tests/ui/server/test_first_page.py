"""The first bytes of a page: what a link's preview and a screen reader meet before any script."""

import html
import re

import pytest

from atlas.ui.server.first_page import dressed, head
from atlas.ui.server.preview import Preview
from atlas.words import say

SERVED = """<!DOCTYPE html><html lang="en"><head>
    <link rel="shortcut icon" href="./favicon.png" />
    <title>Streamlit</title></head><body></body></html>"""


def told(page):
    found = dict(re.findall(r'<meta (?:name|property)="([\w:]+)" content="([^"]*)">', page))
    return {name: html.unescape(value) for name, value in found.items()}


def test_a_page_says_its_language_title_and_picture():
    page = dressed(SERVED, "manques", "dans=region:53&lang=en", "https://example.org/atlas")
    assert '<html lang="en"' in page
    assert "Streamlit" not in page
    assert "favicon.png" not in page
    title = html.unescape(re.search("<title>(.*)</title>", page)[1])
    assert title.startswith(say("page_gaps", "en"))
    assert "Bretagne" in title
    assert told(page)["og:url"] == "https://example.org/atlas/manques"
    assert told(page)["og:image"] == "https://example.org/atlas/apercu.png"
    assert told(page)["description"] == told(page)["og:description"] == say("gaps_intro", "en")


def test_a_page_is_french_unless_asked():
    assert '<html lang="fr"' in dressed(SERVED, "", "", "http://127.0.0.1:8501")


@pytest.mark.parametrize(
    "query", ["territoire=%3Cscript%3E", "dans=region:%22%3E%3Cscript%3E", "types=%00", "%FF=%FF", "lang=%22"]
)
def test_nothing_of_an_address_is_drawn(query):
    page = dressed(SERVED, "territoire", query, "https://example.org").lower()
    assert "<script" not in page
    assert page.count("<title>") == 1


def test_everything_is_escaped():
    written = head(Preview("fr", '"><b>', "'<i>"), 'https://x/"<', "https://x")
    assert "<b>" not in written
    assert "<i>" not in written
    assert '"<' not in written
