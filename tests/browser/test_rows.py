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
# Where the words of a heading stand in each: at its end a menu opens, between two a width changes.
HEADINGS = (60, 350, 350, 60)


def opened_at(atlas, address):
    """Open a page, and return its table in sight and at rest."""
    atlas.page.goto(atlas.home + address)
    table = atlas.page.locator(f"{ROWS} canvas[data-testid=data-grid-canvas]").first
    table.scroll_into_view_if_needed()
    atlas.still()
    return table


def press(atlas, table, x, y, done):
    """Click at a place of a table, again where it was not yet ready for the first click."""

    def answered():
        # A sheet that is shown late takes the table out of sight.
        table.evaluate("one => one.scrollIntoView({ block: 'center' })")
        box = table.bounding_box()
        atlas.page.mouse.click(box["x"] + x, box["y"] + y)
        for _ in range(50):
            if done():
                return True
            atlas.page.wait_for_timeout(100)
        return False

    atlas.until(answered)


@pytest.mark.parametrize(
    ("address", "parameter", "heading"),
    [(*table, at) for table, at in zip(TABLES, HEADINGS, strict=True)],
)
def test_a_row_opens_its_sheet(atlas, address, parameter, heading):
    page, table = atlas.page, opened_at(atlas, address)
    before = atlas.address().get(parameter)
    headings = page.locator(f"{ROWS} [role=columnheader]")
    press(atlas, table, heading, LINE / 2, lambda: "↑" in "".join(headings.all_inner_texts()))
    atlas.still()
    assert atlas.address().get(parameter) == before
    press(atlas, table, LINE / 2, 2.5 * LINE, lambda: atlas.address().get(parameter) not in {None, before})
    expect(page.locator(".st-key-sheet")).to_be_in_viewport()


@pytest.mark.parametrize("keyboard", [False, True])
@pytest.mark.parametrize("address", ["?tableau=territories", "financements"])
def test_ticked_rows_stand_side_by_side(atlas, address, keyboard):
    page, table = atlas.page, opened_at(atlas, address)
    link = page.locator(f"{ROWS} [data-testid=stPageLink] a")
    ticked = page.locator(f"{ROWS} [role=row][aria-selected=true]")
    opened = None
    for row in range(3):
        expect(link).to_have_count(int(row > 1))

        # Each row opens its sheet as ever.
        def other(opened=opened):
            return atlas.address().get("territoire") not in {None, opened}

        if keyboard:
            reached = page.locator(f"{ROWS} [role=gridcell][aria-selected=true]").first
            table.focus()
            before = reached.inner_text()
            page.keyboard.press("ArrowDown")
            atlas.until(lambda before=before, reached=reached: reached.inner_text() != before)
            page.keyboard.press("Enter")
            atlas.until(other)
            expect(page.locator(".st-key-sheet")).to_be_focused()
            page.keyboard.press("Escape")
            page.wait_for_function("document.activeElement.closest('canvas')")
        else:
            atlas.still()
            # A second click would take the tick back: the grid tells at once, the page later.
            press(atlas, table, LINE / 2, (row + 1.5) * LINE, lambda row=row: ticked.count() == row + 1)
            atlas.until(other)
        opened = atlas.address()["territoire"]
    expect(link).to_have_text(say("beside_ticked", "fr", n=3))
    link.focus()
    page.keyboard.press("Enter")
    atlas.wait_address(lambda told: len(told.get("avec", "").split(",")) == 2)
    assert opened in {atlas.address()["territoire"], *atlas.address()["avec"].split(",")}


@pytest.mark.parametrize(("address", "parameter"), TABLES)
def test_the_keyboard_opens_a_row_goes_into_its_sheet_and_back_to_the_next(atlas, address, parameter):
    page, table = atlas.page, opened_at(atlas, address)
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
