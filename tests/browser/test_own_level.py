"""The level of a reader's own perimeters in a real browser: their polygons are a file of the session's."""

import json
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from atlas.vocabulary import AREA_LEVELS, OWN_LEVEL
from atlas.words import say

pytestmark = pytest.mark.browser

ROWS = 'pays;communes\nLoire <b>x</b>;"44109, 44184, 44128"\nVilaine;"35236, 35173, 44195"\n'


@pytest.fixture
def pays(tmp_path: Path) -> Path:
    path = tmp_path / "pays.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_the_map_of_the_level_is_drawn_and_answers_a_click(atlas: Any, pays: Path) -> None:
    files: list[str] = []
    atlas.page.on("request", lambda one: files.append(one.url) if "/media/" in one.url else None)
    atlas.page.goto(f"{atlas.home}donnees")
    atlas.give(pays, ".st-key-own_box_perimeters")
    atlas.page.get_by_role("button", name=say("perimeters_keep", "fr")).click()
    kept = atlas.page.get_by_text(say("perimeters_kept", "fr", name="pays.csv"))
    expect(kept).to_be_visible()
    atlas.page.get_by_role("link", name="Carte", exact=True).first.click()
    atlas.until(lambda: atlas.painted() and atlas.address().get("z") is not None)
    atlas.idle()
    with atlas.change():
        atlas.page.get_by_role("combobox", name=say("level", "fr"), exact=True).click()
        atlas.page.get_by_role("option", name=AREA_LEVELS[OWN_LEVEL].fr, exact=True).click()
    atlas.wait_address(lambda address: address.get("niveau") == "perimetre")
    assert len(atlas.fills()) == 2
    # The map looks at them, not at all of France.
    lat, lon, zoom = atlas.centre()
    assert 47 < lat < 48.5
    assert -2.5 < lon < -1.2
    assert zoom > 7
    # Their file is the session's: its address cannot be guessed, and holds the names as they are.
    (file,) = {url for url in files if url.endswith(".json")}
    with urllib.request.urlopen(file) as answer:  # noqa: S310 - our own server
        told = json.load(answer)
    assert len(told["secret"]) == 32
    assert {one["properties"]["name"] for one in told["told"]["features"]} == {"Loire <b>x</b>", "Vilaine"}
    x, y = atlas.at("[47.565, -1.93]")
    atlas.page.mouse.move(x, y)
    expect(atlas.frame.locator(".atlas-tooltip")).to_contain_text("Loire <b>x</b>")
    with atlas.change():
        atlas.page.mouse.click(x, y)
    atlas.wait_address(lambda address: address.get("territoire", "").startswith("perimetre:loire"))
    # Back at another level, all of France is there again.
    atlas.page.get_by_role("combobox", name=say("level", "fr"), exact=True).click()
    with atlas.change():
        atlas.page.get_by_role("option", name=AREA_LEVELS["region"].fr, exact=True).click()
    assert len(atlas.fills()) == 18


def test_a_link_without_the_file_says_so(atlas: Any) -> None:
    atlas.open("niveau=perimetre")
    expect(atlas.page.get_by_text(say("level_own_missing", "fr"))).to_be_visible()
    assert "niveau" not in atlas.address()
