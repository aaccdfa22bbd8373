"""The page for whoever reads it by ear, by keyboard, in French, on a telephone, or on paper."""

import urllib.request

import pytest
from playwright.sync_api import expect

from atlas.catalogue.selection import FILTERS
from atlas.funding.lines import NO_AMOUNT
from atlas.views.money.view import quoted
from atlas.words import say
from atlas.words.streamlit import FRENCH

PAGES = (
    "",
    "manques",
    "financements",
    "echelles",
    "territoire",
    "pairs",
    "enseignements",
    "donnees",
    "sources",
)
pytestmark = pytest.mark.browser

# Within the margins of the style sheet, in pixels of 1/96 inch.
A4 = {"width": 703, "height": 1030}
PHONE = {"width": 390, "height": 844}


def opened(page, home, path, language="fr"):
    query = "" if language == "fr" else "?lang=en"
    page.goto(f"{home}{path}{query}")
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_selector("h1")


def test_streamlit_speaks_french_on_french_pages_and_english_on_others(home, tab):
    page = tab(home).page
    opened(page, home, "manques")
    box = page.locator("[data-testid=stSidebar] [data-testid=stMultiSelect] input").first
    box.click()
    page.get_by_text(FRENCH["Select all"], exact=True).wait_for()
    box.fill("zzzz")
    page.get_by_text(FRENCH["No results"], exact=True).wait_for()
    names = page.locator("[aria-label]").evaluate_all("all => all.map(e => e.getAttribute('aria-label'))")
    assert not set(names) & set(FRENCH)
    opened(page, home, "manques", "en")
    page.locator("[data-testid=stSidebar] [data-testid=stMultiSelect] input").first.click()
    page.get_by_text("Select all", exact=True).wait_for()


@pytest.mark.parametrize(
    "path", ["manques", "echelles", "financements", "territoire?territoire=region:53", "sources"]
)
def test_what_scrolls_is_reached_by_the_keyboard(home, tab, path):
    page = tab(home, viewport=PHONE).page
    page.goto(f"{home}{path}")
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_selector("h1")
    page.wait_for_function(
        """() => [...document.querySelectorAll(
            '.atlas-wide, .atlas-scroll, .atlas-gaps, .atlas-doc .wide')]
        .filter(box => box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1)
        .every(box => box.tabIndex === 0 && box.getAttribute('aria-label'))"""
    )


def test_the_wheel_scrolls_the_page_and_zooms_with_ctrl(atlas):
    atlas.open("tableau=territories")
    start = atlas.centre()[2]
    main = "document.querySelector('[data-testid=stMain]').scrollTop"
    atlas.page.mouse.move(*atlas.at("map.getCenter()"))
    atlas.page.mouse.wheel(0, 300)
    atlas.page.wait_for_function(f"{main} > 40")
    assert atlas.centre()[2] == start
    assert atlas.frame.locator(".atlas-hint").inner_text() == say("map_wheel", "fr")
    atlas.page.mouse.move(*atlas.at("map.getCenter()"))
    atlas.page.keyboard.down("Control")
    atlas.page.mouse.wheel(0, -300)
    atlas.page.keyboard.up("Control")
    atlas.until(lambda: atlas.centre()[2] > start)


class Fingers:
    """Fingers on the glass of a telephone, as the browser itself is told of them."""

    def __init__(self, page):
        self.page, self.glass = page, page.context.new_cdp_session(page)

    def _touch(self, kind, points):
        told = [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(points)]
        self.glass.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": told})

    def move(self, *ways, steps=20):
        """Put a finger on the start of each way, go along with all at once, and lift them."""
        for step in range(steps + 1):
            points = [(a + (c - a) * step / steps, b + (d - b) * step / steps) for (a, b), (c, d) in ways]
            self._touch("touchMove" if step else "touchStart", points)
            self.page.wait_for_timeout(16)
        self._touch("touchEnd", [])


@pytest.mark.parametrize("path", ["", "manques?types=pat"])
def test_one_finger_on_the_map_scrolls_the_page_and_two_move_the_map(home, tab, path):
    atlas = tab(home, viewport=PHONE, has_touch=True, is_mobile=True)
    page = atlas.page
    page.goto(home + path)
    atlas.wait()
    atlas.still()
    page.locator("iframe[src*=streamlit_folium]").scroll_into_view_if_needed()
    atlas.still()
    fingers, x, start = Fingers(page), PHONE["width"] / 2, atlas.centre()
    scrolled = "document.querySelector('[data-testid=stMain]').scrollTop"
    before = page.evaluate(scrolled)
    fingers.move(((x, 600), (x, 450)))
    page.wait_for_function(f"{scrolled} > {before} + 100")
    atlas.still()
    assert atlas.centre() == start
    assert atlas.frame.locator(".atlas-hint").inner_text() == say("map_fingers", "fr")
    before = page.evaluate(scrolled)
    fingers.move(((x - 40, 400), (x - 40, 320)), ((x + 40, 400), (x + 40, 320)))
    atlas.until(lambda: atlas.centre()[0] < start[0] - 1)
    atlas.still()
    page.wait_for_timeout(500)  # Leaflet takes up no fingers while the map still comes to rest
    fingers.move(((x - 20, 400), (x - 100, 400)), ((x + 20, 400), (x + 100, 400)))
    atlas.until(lambda: atlas.centre()[2] > start[2])
    assert page.evaluate(f"[{scrolled}, visualViewport.scale]") == [before, 1]


def test_filters_of_a_telephone_have_a_name(home, tab):
    page = tab(home, viewport=PHONE).page
    opened(page, home, "")
    button = page.locator("[data-testid=stExpandSidebarButton]")
    assert button.get_attribute("aria-label") == FRENCH["Expand sidebar"]
    told = button.evaluate("e => getComputedStyle(e, '::after').content")
    assert "filtres" in told.lower()
    for query, language, n in (("types=pat&q=ville", "fr", 2), ("types=pat&lang=en", "en", 1)):
        page.goto(f"{home}manques?{query}")
        words = FRENCH["Expand sidebar"] if language == "fr" else "Menu and filters"
        expect(button).to_have_attribute("aria-label", f"{words} ({n})")
        assert f"({n})" in button.evaluate("e => getComputedStyle(e, '::after').content").replace('" "', "")


@pytest.mark.parametrize("path", ["manques?types=pat", "territoire?territoire=region:53"])
def test_a_printed_page_shows_no_controls(home, tab, path):
    page = tab(home).page
    page.goto(f"{home}{path}")
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_selector(".atlas-cards")
    page.emulate_media(media="print")
    assert page.locator("[data-testid=stSidebar]").is_hidden()
    page.set_viewport_size(A4)
    page.wait_for_function("width => document.documentElement.scrollWidth <= width + 1", arg=A4["width"])
    assert page.locator(".atlas-cards").first.is_visible()
    boxes = page.evaluate(
        """() => [...document.querySelectorAll('iframe, .atlas-cards')].filter(e => e.offsetParent)
        .map(e => { const r = e.getBoundingClientRect(); return [r.top, r.bottom, r.left, r.right]; })"""
    )
    for i, (top, bottom, left, right) in enumerate(boxes):
        for other in boxes[i + 1 :]:
            assert (
                bottom <= other[0] + 1 or other[1] <= top + 1 or right <= other[2] + 1 or other[3] <= left + 1
            )


def test_the_link_of_what_is_shown_is_copied(home, tab):
    atlas = tab(home, permissions=["clipboard-read", "clipboard-write"])
    atlas.open("types=pat&dans=region:53")
    atlas.page.get_by_role("button", name=say("link_copy", "fr")).click()
    atlas.page.get_by_role("button", name=say("link_copied", "fr")).wait_for()
    copied = atlas.page.evaluate("navigator.clipboard.readText()")
    # Where the map looks follows, once it stands still.
    assert copied.partition("&c=")[0] == atlas.page.url.partition("&c=")[0]
    again = tab(home)
    again.page.goto(copied)
    again.wait()
    shown = {"types": "pat", "dans": "region:53"}
    assert shown.items() <= again.address().items()


def test_a_search_answers_while_one_types_and_is_walked_by_the_keyboard(home, tab):
    page = tab(home).page
    opened(page, home, "territoire")
    box = page.get_by_role("searchbox", name=say("find", "fr"))
    # One wrong letter, and no Enter.
    box.press_sequentially("quinper bre", delay=20)
    answers = page.locator("[class*=st-key-suggested_] button")
    answers.first.wait_for()
    assert box.evaluate("box => box === document.activeElement")
    page.keyboard.press("ArrowDown")
    assert "200068120" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Escape")
    assert box.evaluate("box => box === document.activeElement")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**territoire=epci%3A200068120**")


def test_a_menu_opened_by_the_keyboard_is_gone_into_and_left_by_escape(home, tab):
    page = tab(home).page
    opened(page, home, "manques")
    menu = page.get_by_test_id("stPopover").get_by_role("button", name=say("download", "fr")).last
    menu.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.closest('[data-testid=stPopoverBody]')")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
    expect(menu).to_be_focused()


def test_a_changed_answer_is_told_to_whoever_listens(home, tab):
    page = tab(home).page
    opened(page, home, "manques")
    answer, told = page.locator("[data-testid=stMain] .atlas-lead").first, page.locator(".atlas-told")
    # The page just opened is not told again.
    page.wait_for_timeout(1500)
    assert told.text_content() == ""
    page.get_by_role("combobox", name=FILTERS["inside"].title.fr).click()
    page.get_by_role("option", name="Corse").first.click()
    page.wait_for_function("document.querySelector('.atlas-told').textContent.includes('Corse')")
    assert told.text_content().split() == answer.inner_text().split()


@pytest.mark.parametrize("section", ["comptes", "chronologie"])
def test_words_of_sources_are_told_as_french_on_an_english_page(home, tab, section):
    page = tab(home).page
    page.goto(f"{home}financements?section={section}&lang=en")
    cells = page.locator("canvas [role=gridcell][lang=fr]")
    cells.first.wait_for(state="attached")
    heads = page.locator("canvas [role=columnheader]").all_text_contents()
    told = {heads[int(at) - 1] for at in cells.evaluate_all("all => all.map(e => e.ariaColIndex)")}
    assert told == set(heads) & set(quoted("en"))
    assert NO_AMOUNT not in page.locator(".atlas-paper").inner_text()
    page.goto(f"{home}financements?section={section}")
    page.locator("canvas [role=gridcell]").first.wait_for(state="attached")
    assert page.locator("[lang=fr]:not(html)").count() == 0


@pytest.mark.parametrize("path", PAGES)
def test_both_languages_stand_by_name_on_the_first_screen(home, tab, path):
    """An English browser opens a bare address in French: the way to English is in sight."""
    page = tab(home, viewport=PHONE, has_touch=True, is_mobile=True, locale="en-GB").page
    opened(page, home, path)
    for size in (PHONE, {"width": 320, "height": 640}):
        page.set_viewport_size(size)
        for name in ("Français", "English"):
            expect(page.get_by_role("radio", name=name, exact=True)).to_be_in_viewport(ratio=1)
    page.get_by_role("radio", name="English", exact=True).click()
    page.wait_for_function("document.documentElement.lang === 'en'")
    page.wait_for_url("**lang=en**")


@pytest.mark.parametrize(
    ("query", "language"), [("", "fr"), ("?lang=en", "en"), ("?lang=fr", "fr"), ("?lang=de", "fr")]
)
@pytest.mark.parametrize("asked", ["en-GB,en;q=0.9", "fr-FR", ""])
def test_the_first_byte_says_the_language_of_the_link_alone(home, query, language, asked):
    request = urllib.request.Request(home + query, headers={"Accept-Language": asked})  # noqa: S310 - our own server
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        assert f'<html lang="{language}"' in answer.read().decode()
