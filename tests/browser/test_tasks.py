"""What an official and a network come for, from a bare link, by the choices of the page alone."""

import pytest
from playwright.sync_api import expect

from atlas.catalogue.selection import FILTERS
from atlas.words import say

pytestmark = pytest.mark.browser
LINE = 35


def test_an_official_comes_from_a_bare_link_to_a_basin_without_a_project(atlas):
    """Three choices to the answer: place, type, setting. Two more to a sheet: the fold, a row."""
    page = atlas.page
    page.goto(f"{atlas.home}manques")
    atlas.wait()
    atlas.idle()
    place = page.get_by_test_id("stMain").get_by_label(FILTERS["inside"].title.fr, exact=True)
    place.fill("Bretagne")
    with atlas.change():
        page.get_by_role("option", name="Bretagne").first.click()
    kinds = page.get_by_test_id("stSidebar").get_by_test_id("stMultiSelect").first.locator("input")
    kinds.fill("alimentaire")
    page.get_by_role("option", name="Projet alimentaire").first.click()
    atlas.wait_address(lambda told: told.get("types") == "pat")
    page.keyboard.press("Tab")  # the list of types lies over the page
    page.get_by_role("radio", name="Rural", exact=True).click()
    atlas.wait_address(lambda told: told.get("cadre") == "rural")
    assert atlas.address().items() >= {"dans": "region:53", "types": "pat", "cadre": "rural"}.items()
    expect(page.locator(".atlas-lead").first).to_contain_text("Bretagne")
    atlas.idle()
    page.locator("summary", has_text=say("gaps_first_rows", "fr", shown="", n="")[:24]).click()
    table = page.locator("[class*=st-key-rows_gaps] canvas[data-testid=data-grid-canvas]")
    table.scroll_into_view_if_needed()
    atlas.idle()
    box = table.bounding_box()
    page.mouse.click(box["x"] + LINE / 2, box["y"] + 1.5 * LINE)
    atlas.wait_address(lambda told: told.get("territoire", "").startswith("bassin_de_vie:"))
    sheet = page.locator(".st-key-sheet")
    expect(sheet).to_be_in_viewport()
    expect(sheet.get_by_text(say("portrait_open", "fr"))).to_be_visible()


def test_a_network_comes_from_a_bare_link_to_the_sheet_of_a_peer(atlas):
    """Two choices: whose peers, and which."""
    page = atlas.page
    page.goto(f"{atlas.home}pairs")
    atlas.wait()
    atlas.idle()
    page.get_by_label(say("peers_search", "fr"), exact=True).fill("biovallee")
    page.locator("[class*=st-key-suggested_] button").first.click()
    atlas.wait_address(lambda told: told.get("depart", "").startswith("initiative:"))
    page.locator(".st-key-peers_list button").first.click()
    atlas.wait_address(lambda told: "initiative" in told)
    expect(page.locator(".st-key-sheet")).to_be_in_viewport()
