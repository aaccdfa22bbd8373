"""A row of a table opens a sheet, and the address says which; a heading sorts."""

import pytest
from playwright.sync_api import expect

from atlas.words import say

pytestmark = pytest.mark.browser

ROWS = "[class*=st-key-rows_]"
LINE = 35

TABLES = [
    ("?tableau=initiatives", "initiative"),
    ("?tableau=territories", "territoire"),
    ("financements", "territoire"),
    ("territoire?territoire=departement:26", "initiative"),
]


@pytest.mark.parametrize(("address", "parameter"), TABLES)
def test_a_row_opens_its_sheet(atlas, address, parameter):
    atlas.page.goto(atlas.home + address)
    table = atlas.page.locator(f"{ROWS} canvas[data-testid=data-grid-canvas]").first
    table.scroll_into_view_if_needed()
    atlas.still()
    box = table.bounding_box()
    before = atlas.address().get(parameter)
    atlas.page.mouse.click(box["x"] + 10 * LINE, box["y"] + LINE / 2)
    atlas.still()
    assert atlas.address().get(parameter) == before
    box = table.bounding_box()
    atlas.page.mouse.click(box["x"] + LINE / 2, box["y"] + 2.5 * LINE)
    atlas.wait_address(lambda told: told.get(parameter) not in {None, before})
    sheet = atlas.page.locator(".st-key-sheet")
    expect(sheet).to_be_in_viewport()


@pytest.mark.parametrize(("address", "parameter"), TABLES)
def test_the_keyboard_opens_a_row_goes_into_its_sheet_and_back_to_the_next(atlas, address, parameter):
    page = atlas.page
    page.goto(atlas.home + address)
    table = page.locator(f"{ROWS} canvas[data-testid=data-grid-canvas]").first
    table.scroll_into_view_if_needed()
    atlas.still()
    into = page.locator(".st-key-sheet")
    table.focus()
    opened = atlas.address().get(parameter)
    for _ in range(2):
        before = page.locator(f"{ROWS} [role=gridcell][aria-selected=true]").first.inner_text()
        page.keyboard.press("ArrowDown")
        reached = page.locator(f"{ROWS} [role=gridcell][aria-selected=true]").first
        atlas.until(lambda before=before, reached=reached: reached.inner_text() != before)
        page.keyboard.press("Enter")
        atlas.wait_address(lambda told, opened=opened: told.get(parameter) not in {None, opened})
        opened = atlas.address()[parameter]
        expect(into).to_be_focused()
        page.keyboard.press("Escape")
        page.wait_for_function("document.activeElement.closest('canvas')")
    page.get_by_role("button", name=say("close", "fr"), exact=True).focus()
    page.keyboard.press("Enter")
    expect(into).to_have_count(0)
    atlas.idle()
    table.focus()
    page.keyboard.press("Enter")
    expect(into).to_be_focused()
    assert atlas.address()[parameter] == opened
