"""What stands around the map, as a reader sees it."""

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from atlas.catalogue.selection import FILTERS
from atlas.views.scales.choices import SECTIONS
from atlas.words import say

pytestmark = pytest.mark.browser


def luminance(colour):
    parts = [part / 255 for part in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast_on_white(colour):
    return 1.05 / (luminance(colour) + 0.05)


def seen_colour(element):
    """Give the colour of a text on white, its opacity and those around it counted."""
    text, opacity = element.evaluate(
        "e => { let o = 1; for (let n = e; n; n = n.parentElement) o *= getComputedStyle(n).opacity;"
        " return [getComputedStyle(e).color, o]; }"
    )
    parts = [float(part) for part in text[text.index("(") + 1 : -1].split(",")]
    opacity *= parts[3] if len(parts) > 3 else 1
    return [255 + (part - 255) * opacity for part in parts[:3]]


def test_captions_can_be_read(atlas):
    atlas.page.goto(f"{atlas.home}pairs?depart=initiative:biovallee")
    atlas.idle()
    caption = atlas.page.get_by_test_id("stCaptionContainer").locator("p", has_text="vol d").last
    expect(caption).to_be_visible()
    atlas.until(lambda: contrast_on_white(seen_colour(caption)) >= 4.5)


LINK = [11, 90, 130]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("territoire", "Seine-Saint-Denis · Département"),
        ("?territoire=departement:26", "Biovallée · Territoire pionnier de la transition"),
        ("?territoire=departement:26", "Portrait complet"),
        ("pairs?depart=initiative:biovallee", "Effacer le départ"),
    ],
)
def test_what_opens_something_looks_like_a_link(atlas, address, name):
    atlas.page.goto(atlas.home + address)
    atlas.idle()
    words = atlas.page.get_by_test_id("stMain").locator("button, a").get_by_text(name, exact=True)
    atlas.until(lambda: seen_colour(words) == LINK)

    def underlined():
        words.hover()  # again where the page moved under the pointer
        return words.evaluate("e => getComputedStyle(e).textDecorationLine") == "underline"

    atlas.until(underlined)


def test_the_level_shown_is_bold_and_no_link(atlas):
    atlas.page.goto(f"{atlas.home}echelles?niveau=epci")
    atlas.wait()
    atlas.idle()
    atlas.page.get_by_text(say("scales_table", "fr")).click()
    rows = atlas.page.locator(".atlas-levels tbody th")
    shown = rows.locator("mark")
    expect(shown).to_have_css("font-weight", "700")
    assert seen_colour(shown) != LINK
    expect(rows.first).to_have_css("font-weight", "400")


def test_tables_of_a_phone_break_no_word(atlas):
    atlas.page.set_viewport_size({"width": 390, "height": 844})
    atlas.page.goto(f"{atlas.home}sources")
    atlas.idle()
    doc = atlas.page.locator(".st-key-sources_page")
    expect(doc).to_be_visible()
    broken = doc.evaluate(
        """doc => {
            const range = document.createRange(), found = [];
            const cells = document.createTreeWalker(doc, NodeFilter.SHOW_TEXT);
            while (cells.nextNode()) {
                const node = cells.currentNode;
                if (!node.parentElement.closest("th, td") || node.parentElement.closest("details")) continue;
                for (const word of node.data.matchAll(/[\\p{L}\\d\\u202f]+/gu)) {
                    range.setStart(node, word.index);
                    range.setEnd(node, word.index + word[0].length);
                    const tops = new Set([...range.getClientRects()].map(r => Math.round(r.top)));
                    if (tops.size > 1) found.push(word[0]);
                }
            }
            return found;
        }"""
    )
    assert broken == []
    assert atlas.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert doc.evaluate("doc => doc.scrollWidth <= doc.clientWidth")


def test_small_tables_of_a_portrait_are_whole_on_a_phone(home, tab):
    page = tab(home, viewport={"width": 390, "height": 844}).page
    page.goto(f"{home}territoire?territoire=departement:29")
    tables = page.locator(".atlas-stacked")
    tables.first.wait_for()
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    assert tables.count() > 1
    assert tables.evaluate_all(
        "all => all.every(e => e.parentElement.scrollWidth <= e.parentElement.clientWidth)"
    )
    cells = tables.first.locator("tbody td")
    named = cells.evaluate_all("all => all.map(e => getComputedStyle(e, '::before').content.slice(1, -1))")
    assert named == cells.evaluate_all("all => all.map(e => e.dataset.head)")
    assert all(named)


def test_choices_that_wrap_on_a_phone_are_each_whole(atlas):
    atlas.page.set_viewport_size({"width": 390, "height": 844})
    atlas.page.goto(f"{atlas.home}echelles?section=methode")
    atlas.idle()
    buttons = atlas.page.get_by_test_id("stButtonGroup").locator("button")
    expect(buttons).to_have_count(len(SECTIONS) + 2)  # and the languages
    one_line = """all => all.map(e => getComputedStyle(e)).every(style => new Set(
        ["Top", "Right", "Bottom", "Left"].map(side => style[`border${side}`])).size === 1)"""
    atlas.until(lambda: buttons.evaluate_all(one_line))  # colours pass into each other


def test_a_networks_map_has_no_hole_below_it(atlas):
    atlas.page.goto(f"{atlas.home}pairs?vue=network&types=ptce")
    atlas.wait()
    atlas.idle()
    below = atlas.page.get_by_test_id("stColumn").filter(has=atlas.page.locator(".st-key-peers_map"))
    expect(below.locator(".atlas-table")).to_have_count(1)


@pytest.mark.parametrize(
    "address", ["echelles", "echelles?section=associations", "financements?section=comptes"]
)
def test_a_phone_shows_captions_whole(atlas, address):
    atlas.page.set_viewport_size({"width": 390, "height": 844})
    atlas.page.goto(atlas.home + address)
    atlas.idle()
    if address == "echelles":
        atlas.page.get_by_text(say("scales_table", "fr")).click()
    caption = atlas.page.locator(".atlas-table caption").first
    expect(caption).to_be_visible()

    def whole():
        # None while the page puts another in its place.
        box = caption.bounding_box()
        return box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 390

    atlas.until(whole)
    table = atlas.page.locator(".atlas-table").first
    assert table.bounding_box()["width"] > 390  # else there is nothing to scroll, and nothing is tested


def test_a_phone_shows_the_whole_legend_of_the_chart_of_gaps(atlas):
    atlas.page.set_viewport_size({"width": 390, "height": 844})
    atlas.page.goto(f"{atlas.home}manques")
    atlas.idle()
    atlas.page.get_by_text(say("gaps_chart", "fr"), exact=True).click()
    chart = atlas.page.get_by_test_id("stVegaLiteChart").locator("canvas, svg").first
    chart.scroll_into_view_if_needed()
    atlas.page.wait_for_timeout(1_000)
    image = Image.open(BytesIO(chart.screenshot())).convert("L")
    legend = image.crop((0, 0, image.width, 60))
    assert legend.getextrema()[0] < 100
    # A name that is cut off reaches the edge.
    assert legend.crop((legend.width - 3, 0, legend.width, 60)).getextrema()[0] > 240


def test_names_of_the_flows_stand_beside_each_other(atlas):
    atlas.page.set_viewport_size({"width": 390, "height": 844})
    atlas.page.goto(f"{atlas.home}financements?section=flux")
    atlas.idle()
    names = atlas.page.locator(".node-label")
    expect(names.first).to_be_attached()
    boxes = [box for box in (one.bounding_box() for one in names.all()) if box and box["width"]]
    assert len(boxes) > 10
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            across = min(a["x"] + a["width"], b["x"] + b["width"]) - max(a["x"], b["x"])
            down = min(a["y"] + a["height"], b["y"] + b["height"]) - max(a["y"], b["y"])
            # A box is a little taller than its letters.
            assert across <= 1 or down <= 4


def drawer(atlas):
    """Give the part of the window's width that the sidebar covers."""
    box = atlas.page.get_by_test_id("stSidebar").bounding_box()
    return max(0, box["x"] + box["width"]) if box else 0


def test_a_phone_closes_the_sidebar_with_each_page(home, tab):
    atlas = tab(home, viewport={"width": 390, "height": 844}, has_touch=True)
    atlas.open()
    assert drawer(atlas) == 0
    for name in ("Échelles", "Sources et méthodes", "Carte"):
        atlas.page.get_by_test_id("stExpandSidebarButton").click()
        atlas.until(lambda: drawer(atlas) > 200)
        atlas.page.get_by_test_id("stSidebar").get_by_role("link", name=name, exact=True).click()
        atlas.until(lambda: drawer(atlas) == 0)
    # A choice made in it leaves it open; whoever comes back finds it closed.
    atlas.page.get_by_test_id("stExpandSidebarButton").click()
    atlas.until(lambda: drawer(atlas) > 200)
    with atlas.change():
        atlas.page.get_by_text("sur le territoire couvert").click()
    atlas.page.wait_for_timeout(500)
    assert drawer(atlas) > 200
    atlas.page.reload()
    atlas.wait()
    atlas.until(lambda: drawer(atlas) == 0)
    atlas.page.wait_for_timeout(1_000)
    assert drawer(atlas) == 0


def test_a_desktop_keeps_the_sidebar_open(atlas):
    atlas.open()
    atlas.until(lambda: drawer(atlas) == 310)
    atlas.page.get_by_role("link", name="Échelles", exact=True).click()
    expect(atlas.page.get_by_role("heading", name="Échelles", level=1)).to_be_visible()
    atlas.page.wait_for_timeout(500)
    assert drawer(atlas) == 310


def test_back_goes_back_by_one_choice(atlas):
    atlas.open("territoire=departement:26&niveau=epci")
    start = atlas.page.evaluate("history.length")
    atlas.page.get_by_text("Portrait complet", exact=True).click()
    heading = atlas.page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Drôme")
    atlas.wait_address(lambda query: "c" in query)
    assert atlas.page.evaluate("history.length") == start + 1
    for name in ("Manques", "Sources et méthodes", "Financements"):
        atlas.page.get_by_role("link", name=name, exact=True).first.click()
        expect(heading).to_have_text(name)
        atlas.page.wait_for_timeout(1_500)
    for name in ("Sources et méthodes", "Manques", "Drôme", "Atlas des dynamiques territoriales"):
        atlas.page.go_back(wait_until="commit")
        expect(heading).to_have_text(name)
        atlas.page.wait_for_timeout(1_500)
    atlas.wait_address(lambda query: query.get("territoire") == "departement:26")


def test_back_undoes_a_click_on_the_map(atlas):
    atlas.open("niveau=region&points=non")
    for lat_lon, code in (("[44.05, -0.8]", "75"), ("[48.1, -2.8]", "53")):
        atlas.page.mouse.click(*atlas.at(lat_lon))
        atlas.wait_address(lambda query, code=code: query.get("territoire") == f"region:{code}")
    atlas.page.go_back(wait_until="commit")
    expect(atlas.page.get_by_role("heading", name="Nouvelle-Aquitaine", exact=True)).to_be_visible()
    atlas.page.go_back(wait_until="commit")
    expect(atlas.page.get_by_role("heading", name="Nouvelle-Aquitaine", exact=True)).to_be_hidden()
    assert atlas.address()["niveau"] == "region"
    assert "territoire" not in atlas.address()


def test_the_switch_of_languages_stands_at_the_edge(atlas):
    atlas.open()
    switch = atlas.page.get_by_role("radiogroup").filter(has_text="English").last
    edge = atlas.page.get_by_test_id("stMainBlockContainer").evaluate(
        "e => e.getBoundingClientRect().right - parseFloat(getComputedStyle(e).paddingRight)"
    )
    box = switch.bounding_box()
    assert abs(box["x"] + box["width"] - edge) < 3


def test_the_sources_of_a_map_do_not_hide_its_scale(atlas):
    atlas.page.goto(f"{atlas.home}territoire?territoire=epci:242600252")
    atlas.wait()
    atlas.idle()
    scale = atlas.frame.locator(".leaflet-control-scale").bounding_box()
    sources = atlas.frame.locator(".leaflet-control-attribution").bounding_box()
    beside = sources["x"] >= scale["x"] + scale["width"]
    assert beside or sources["y"] >= scale["y"] + scale["height"]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "address", ["financements?", "financements?niveau=epci", "financements?section=repartition"]
)
def test_a_table_beside_a_picture_shows_all_its_columns(atlas, address, language):
    atlas.page.goto(f"{atlas.home}{address}&lang={language}")
    atlas.idle()
    grid = atlas.page.locator(".dvn-scroller").first
    expect(grid).to_be_visible()
    atlas.until(lambda: grid.evaluate("e => e.clientWidth > 300 && e.scrollWidth <= e.clientWidth"))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_levels_stand_side_by_side_without_pushing(atlas, language):
    atlas.page.goto(f"{atlas.home}echelles?lang={language}")
    atlas.idle()
    atlas.page.get_by_text(say("scales_table", language), exact=True).click()
    table = atlas.page.locator(".atlas-levels")
    expect(table).to_be_visible()
    assert table.evaluate("e => e.scrollWidth <= e.clientWidth")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_buttons_of_a_table_stand_over_nothing_and_offer_no_file_without_sources(home, tab, language):
    atlas = tab(home, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    atlas.page.goto(f"{home}?tableau=territories&lang={language}")
    atlas.wait()
    atlas.idle()
    tools = atlas.page.get_by_test_id("stElementToolbarButton")
    expect(tools.first).to_be_visible()
    shown = [one.get_by_role("button").get_attribute("aria-label") for one in tools.all() if one.is_visible()]
    assert shown
    assert not [name for name in shown if "CSV" in name]
    bar = atlas.page.get_by_test_id("stElementToolbar").first.bounding_box()
    caption = atlas.page.get_by_text(say("rows_open_beside", language)).bounding_box()
    assert bar["y"] >= caption["y"] + caption["height"]


@pytest.mark.parametrize("size", [{"width": 1400, "height": 900}, {"width": 320, "height": 640}])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_sheet_is_no_wider_than_its_place(home, tab, size, language):
    atlas = tab(home, viewport=size)
    atlas.page.goto(f"{home}?territoire=epci:200068989&niveau=epci&lang={language}")
    atlas.wait()
    atlas.idle()
    sheet = atlas.page.locator(".st-key-sheet")
    expect(sheet.locator(".atlas-table")).to_be_visible()
    right = sheet.locator(".atlas-table").evaluate("e => e.getBoundingClientRect().right")
    assert right <= sheet.evaluate("e => e.getBoundingClientRect().right") + 1 <= size["width"] + 1


MOST_SENT = 100_000


@pytest.mark.parametrize(
    "address",
    [
        "",
        "?tableau=territories&niveau=epci",
        "?tableau=initiatives",
        "manques",
        "financements?niveau=commune",
        "financements?section=comptes",
        "echelles",
        "territoire?territoire=region:53",
        "pairs?vue=network",
    ],
)
def test_a_change_sends_what_is_seen(home, tab, address):
    page = tab(home).page
    sent = []
    page.on("websocket", lambda one: one.on("framereceived", lambda data: sent.append(len(data))))
    page.goto(home + address)
    whole = "[data-testid=stApp][data-test-script-state=notRunning]"
    box = page.get_by_test_id("stSidebar").get_by_label(FILTERS["text"].title.fr, exact=True)
    for text in ("energie", ""):
        box.wait_for()
        page.wait_for_selector(whole)
        page.wait_for_timeout(1_500)
        sent.clear()
        box.fill(text)
        box.press("Enter")
        page.wait_for_url(lambda url, text=text: ("q=energie" in url) == bool(text))
        page.wait_for_selector(whole)
        page.wait_for_timeout(1_500)
        assert 0 < sum(sent) <= MOST_SENT
