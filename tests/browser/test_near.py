"""« Près de moi » opens the territory at the browser's position, where the reader lets it be told."""

import pytest
from playwright.sync_api import expect

from atlas.words import say

pytestmark = pytest.mark.browser
# In Die, Drôme.
DIE = {"longitude": 5.3702, "latitude": 44.7536}


def ask(reader):
    reader.page.goto(f"{reader.home}territoire")
    reader.idle()
    reader.page.get_by_role("button", name=say("near_ask", "fr")).click()
    return reader


def test_the_bassin_de_vie_at_the_position_opens(home, tab):
    reader = ask(tab(home, geolocation=DIE, permissions=["geolocation"]))
    reader.wait_address(lambda told: told == {"territoire": "bassin_de_vie:26113"})
    expect(reader.page.locator("h1")).to_have_text("Die")


def test_a_position_refused_is_said_in_one_sentence(home, tab):
    reader = ask(tab(home))
    expect(reader.page.get_by_text(say("near_refused", "fr"))).to_be_visible()
    assert reader.address() == {}
