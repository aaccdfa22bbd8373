"""A row of a table opens a sheet, and the address says which; a heading sorts."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

ROWS = "[class*=st-key-rows_]"
LINE = 35


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("?tableau=initiatives", "initiative"),
        ("?tableau=territories", "territoire"),
        ("financements", "territoire"),
        ("territoire?territoire=departement:26", "initiative"),
    ],
)
def test_a_row_opens_its_sheet(atlas, address, parameter):
    atlas.page.goto(atlas.home + address)
    table = atlas.page.locator(f"{ROWS} canvas[data-testid=data-grid-canvas]").first
    table.scroll_into_view_if_needed()
    atlas.idle()
    box = table.bounding_box()
    before = atlas.address().get(parameter)
    atlas.page.mouse.click(box["x"] + 10 * LINE, box["y"] + LINE / 2)
    atlas.idle()
    assert atlas.address().get(parameter) == before
    atlas.page.mouse.click(box["x"] + LINE / 2, box["y"] + 2.5 * LINE)
    atlas.wait_address(lambda told: told.get(parameter) not in {None, before})
    sheet = atlas.page.locator(".st-key-sheet")
    expect(sheet).to_be_in_viewport()
