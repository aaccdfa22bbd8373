"""The page of money in a real browser: numbers follow the page, not the browser."""

import re
from io import BytesIO

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import expect

from atlas.account.account import account, account_table
from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.words import say

pytestmark = pytest.mark.browser

SHADE = 16
TABLE = "[data-testid='stDataFrame']"


def test_a_table_is_the_same_picture_in_a_browser_of_another_language(tab, home):
    money = account_table(load_catalogue(), account(load_catalogue(), Selection(), "departement"))
    most = money["amount_eur"][money.index.notna()].max()
    pictures = []
    for locale in ("fr-FR", "en-US"):
        # Tall enough for the whole table: a picture of a page on the move would be another.
        size = {"width": 1400, "height": 1200}
        page = tab(f"{home}financements", locale=locale, viewport=size).open().page
        expect(page.locator(f"{TABLE} td[aria-colindex='2']").first).to_have_text(f"{most:.0f}")
        pictures.append(page.locator(f"{TABLE} canvas").first.screenshot())
    # A rounded corner comes out a level lighter now and then; a sign written otherwise differs by a hundred.
    between = ImageChops.difference(*(Image.open(BytesIO(one)).convert("L") for one in pictures))
    assert between.getextrema()[1] <= SHADE
    # What is written is text, what is sorted by are the numbers behind it: here euros per inhabitant.
    cells = page.locator(f"{TABLE} td[aria-colindex='3']")
    rates = money.loc[money.index.notna(), "per_inhabitant_eur"]
    lowest = "" if rates.isna().any() else f"{round(rates.min(), 2):g}"  # unknown first while it rises
    for first in (lowest, f"{round(rates.max(), 2):g}"):
        page.wait_for_timeout(
            700
        )  # two clicks at once would be a double one; what the first moves comes to rest
        box = page.locator(f"{TABLE} canvas").first.bounding_box()
        page.mouse.click(box["x"] + 370, box["y"] + 15)
        expect(cells.first).to_have_text(first)
    rates = [float(text) for text in cells.all_text_contents()]
    assert len(rates) > 5
    assert rates == sorted(rates, reverse=True)
    _sorts_by_the_keyboard_and_prints(page, cells)


def _sorts_by_the_keyboard_and_prints(page, cells):
    """Sort by the rate with keys alone; on paper the rows stand in that order, and no grid."""
    question = page.locator("[class*=st-key-sort_] input").first
    hidden = "e => getComputedStyle(e.closest('[class*=st-key-sort_]')).clipPath !== 'none'"
    assert question.evaluate(hidden)
    question.focus()
    assert not question.evaluate(hidden)
    rate = page.locator(f"{TABLE} [role=columnheader][aria-colindex='3']").inner_text().split("\n")[0]
    page.keyboard.type(say("table_up", "fr", column=rate.strip("↓↑ ")))
    page.keyboard.press("Enter")
    expect(cells.first).to_have_text(re.compile(r"^(0|0\.\d+)$"))
    page.emulate_media(media="print")
    paper = page.locator(".atlas-paper").first
    expect(paper).to_be_visible()
    expect(page.locator(TABLE).first).to_be_hidden()
    rows = paper.locator("tr").all_inner_texts()
    rates = [float(row.split("\t")[2].replace(",", ".")) for row in rows[1:6]]
    assert rates == sorted(rates)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
