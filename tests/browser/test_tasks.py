"""What an official, a researcher, a network and a newcomer come for, by the choices of the page alone."""

import csv
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import FILTERS, Selection
from atlas.scales import CENTRES, NULLS, ZoningQuestion, scale_effect, zoning_effect
from atlas.views.scales.numbers import index
from atlas.views.scales.zonings import answer as opening
from atlas.vocabulary import INITIATORS
from atlas.words import say

pytestmark = pytest.mark.browser
LINE = 35
ROOT = Path(__file__).resolve().parents[2]


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


@pytest.fixture
def kept(tmp_path):
    """What the command writes of third places, from the terminal."""
    target = tmp_path / "scales"
    arguments = ["scales", "--type", "tiers_lieu", "--zonings", "0", "--output", str(target)]
    subprocess.run([sys.executable, "-m", "atlas", *arguments], check=True, capture_output=True, cwd=ROOT)
    return target


def written(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_a_researcher_reads_the_answer_without_waiting_and_finds_its_figures_everywhere(atlas, kept):
    """The verdict at once; then the same figures in the table, the file, the command and from Python."""
    page, selection = atlas.page, Selection(types=("tiers_lieu",))
    page.goto(f"{atlas.home}echelles?types=tiers_lieu")
    atlas.wait()
    question = ZoningQuestion(
        selection=selection, level="bassin_de_vie", indicator="rate", statistics=("gini",)
    )
    found = zoning_effect(load_catalogue(), question)
    answer = page.locator(".atlas-answer")
    expect(answer).to_be_in_viewport()
    (told,) = re.findall(
        r'"atlas-answer">(.*?)</p>', opening("bassin_de_vie", found, "gini", "matched", "fr")
    )
    assert answer.inner_text().split() == told.split()
    held = page.locator(".atlas-answer + .atlas-kind").inner_text()
    assert all(NULLS[one].fr.lower() in held for one in CENTRES)
    python = scale_effect(load_catalogue(), selection, indicator="rate", by="seat")["gini"]
    atlas.idle()
    page.get_by_text(say("scales_table", "fr"), exact=True).click()
    cells = page.locator(".atlas-levels tbody tr")
    expect(cells).to_have_count(len(python))
    table = cells.all_inner_texts()
    # The curves below the table come last, and push the menu down.
    expect(page.locator("[class*=st-key-scales_compared] [data-testid=stVegaLiteChart] svg")).to_be_visible()
    atlas.still()
    page.get_by_test_id("stPopover").get_by_role("button", name=say("download", "fr")).last.click()
    with page.expect_download() as waiting:
        page.locator("[class*=st-key-download-atlas-echelles-niveaux-csv] button").click()
    file = {one["level"]: float(one["gini"]) for one in written(waiting.value.path().read_text("utf-8-sig"))}
    command = written((kept / "scale_effect.csv").read_text("utf-8-sig"))
    assert {one["level"]: float(one["gini"]) for one in command} == file
    for row, level in zip(table, python.index, strict=True):
        assert file[level] == pytest.approx(python[level], abs=1e-4)
        assert index(python[level], "fr") in row


@pytest.mark.parametrize("width", [390, 320])
def test_a_newcomer_on_a_telephone_in_english_finds_an_answer_and_a_sheet(home, tab, width):
    """A named way to pages and filters, the figure before the map; nothing is wider than the screen."""
    size = {"width": width, "height": 844 if width == 390 else 640}
    atlas = tab(home, viewport=size, has_touch=True, is_mobile=True, locale="en-GB")
    page = atlas.page
    page.goto(f"{home}manques?types=pat&lang=en")
    atlas.wait()
    atlas.idle()
    menu = page.get_by_role("button", name="Menu and filters (1)")
    expect(menu).to_be_in_viewport()
    lead = page.get_by_test_id("stMain").locator(".atlas-lead").first
    frame = page.locator("iframe[src*='streamlit_folium']")
    assert re.search(r"\d", lead.inner_text())
    assert lead.bounding_box()["y"] < frame.bounding_box()["y"]
    menu.click()
    expect(page.get_by_test_id("stSidebar").get_by_role("link", name="Gaps", exact=True)).to_be_in_viewport()
    page.get_by_test_id("stSidebar").get_by_role("link", name="Map", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(say("atlas", "en"))
    atlas.wait()
    atlas.idle()
    for part in (page, atlas.frame):
        assert part.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(f"{home}?initiative=biovallee&lang=en")
    atlas.wait()
    atlas.idle()
    sheet = page.locator(".st-key-sheet")
    expect(sheet.get_by_text(INITIATORS["societe_civile"].en).first).to_be_visible()
    assert sheet.locator("[lang=fr]").count() > 3
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
