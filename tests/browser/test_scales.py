"""The page of scales in a real browser: clusters are painted, a button draws zonings, all is reachable."""

import pytest
from playwright.sync_api import expect

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.scales import clusters
from atlas.views.scales.map import CLUSTER_COLOURS
from atlas.words import say

pytestmark = pytest.mark.browser


def rgb(text):
    return tuple(int(text[i : i + 2], 16) for i in (1, 3, 5))


def test_clusters_are_painted_in_their_colours(tab, home):
    atlas = tab(f"{home}echelles").open("points=non&carte=grappes&niveau=departement")
    found = clusters(load_catalogue(), Selection(), "departement", indicator="rate")["cluster"]
    fills = atlas.fills()
    coloured = {code: CLUSTER_COLOURS[kind] for code, kind in found.items() if kind in CLUSTER_COLOURS}
    assert {code: fills[code] for code in coloured} == coloured
    pixels = atlas.pixels()
    assert pixels[rgb(CLUSTER_COLOURS["none"])] > 20_000
    assert pixels[rgb(CLUSTER_COLOURS["LL"])] > 200
    assert "Faible parmi des faibles" in atlas.legend()


def test_zonings_start_by_the_keyboard_and_nothing_leaves_the_machine(tab, home):
    atlas = tab(f"{home}echelles")
    page = atlas.page
    strangers = []
    page.on("request", lambda one: strangers.append(one.url) if home.split("/")[2] not in one.url else None)
    page.goto(f"{home}echelles?section=zonages&types=tzcld&centres=uniform&tirages=49")
    page.get_by_role("button", name="Tirer les zonages").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("sur 49")).to_be_visible()
    assert [url for url in strangers if not url.startswith(("data:", "blob:"))] == []


def test_a_small_screen_has_no_sideways_scroll(tab, home):
    atlas = tab(f"{home}echelles", viewport={"width": 320, "height": 640}).open("niveau=region")
    atlas.page.get_by_text(say("scales_table", "fr")).click()
    expect(atlas.page.locator(".atlas-levels table")).to_contain_text("Commune")
    expect(atlas.page.locator("[data-testid='stVegaLiteChart'] .marks")).to_have_count(1)
    wide = atlas.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 320
