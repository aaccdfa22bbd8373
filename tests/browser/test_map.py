"""The map in a real browser."""

import csv
import io

import pytest
from playwright.sync_api import expect

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.words import say

pytestmark = pytest.mark.browser

SEA = (0xE8, 0xEE, 0xF2)
MANY = 2_000
REUNION = (-21.13, 55.53)


def close(one, other, tolerance=0.01):
    return all(abs(a - b) <= tolerance for a, b in zip(one, other, strict=True))


def test_first_paint_shows_classes_and_sea(atlas):
    atlas.open("points=non")
    pixels, colours = atlas.pixels(), atlas.class_colours()
    assert len(colours) >= 3
    assert pixels[SEA] > 20 * MANY
    for colour in colours:
        assert pixels[colour] > MANY / 4, colour
    assert sum(pixels[colour] for colour in colours) > 30 * MANY
    assert len(atlas.fills()) == 101


def test_a_visit_runs_the_page_once(atlas):
    atlas.open()
    # streamlit-folium speaks up a quarter of a second after the map has moved.
    atlas.page.wait_for_timeout(1_500)
    assert atlas.sent == 1


def test_a_filter_repaints(atlas):
    atlas.open("points=non")
    before, pixels = atlas.fills(), atlas.pixels()
    box = atlas.page.get_by_label("Types", exact=True).first
    box.click()
    box.fill("Cluster")
    with atlas.change():
        atlas.page.get_by_role("option").first.click()
    assert atlas.address()["types"] == "cluster"
    after = atlas.fills()
    assert after != before
    assert atlas.pixels() != pixels


def test_levels_are_chosen_in_the_sidebar(atlas):
    atlas.open()
    atlas.page.get_by_label("Niveau", exact=True).click()
    with atlas.change():
        atlas.page.get_by_role("option", name="Intercommunalité").click()
    assert len(atlas.fills()) == 1255
    assert atlas.address()["niveau"] == "epci"


@pytest.mark.parametrize(
    ("query", "polygons"),
    [
        ("points=non&niveau=bassin_de_vie&mesure=rate", 1707),
        ("points=non&niveau=commune&dans=departement:974", 24),
        ("points=non&niveau=commune&dans=epci:242600252", None),
    ],
)
def test_levels_by_link(atlas, query, polygons):
    atlas.open(query)
    fills = atlas.fills()
    assert len(fills) == polygons if polygons else 20 < len(fills) < 60
    pixels = atlas.pixels()
    assert sum(pixels[colour] for colour in atlas.class_colours()) > MANY / 2


def test_communes_of_two_territories_of_one_size_are_not_mixed_up(atlas):
    # Both have 29 communes of one département, the first of them in common.
    atlas.open("niveau=commune&dans=bassin_de_vie:07010&territoire=epci:200072015")
    with atlas.change():
        atlas.page.get_by_role("button", name="Voir ses communes").click()
    members = load_catalogue().geography.members("epci", "200072015")
    assert sorted(atlas.fills()) == sorted(members)


def groups(atlas):
    """Give the groups of points on the map: how many each gathers, and where."""
    found = "Object.values(map._layers).filter(l => l.options.count)"
    return atlas.run(f"{found}.map(l => [Number(l.options.count.replace(/\\D/g, '')), l.getLatLng()])")


def alone(atlas):
    return atlas.run("Object.values(map._layers).filter(l => l.key && l.shown).length")


def test_seen_from_afar_points_are_gathered_and_a_click_comes_closer(atlas):
    atlas.open("types=ptce")
    gathered = groups(atlas)
    france = load_catalogue()
    chosen = france.choose(Selection(types=("ptce",))).index
    seated = france.places.loc[chosen, "lon"].notna().sum()
    assert sum(n for n, _ in gathered) + alone(atlas) == seated
    zoom, most = atlas.centre()[2], max(gathered, key=lambda one: one[0])
    atlas.page.mouse.click(*atlas.at("[value.lat, value.lng]", most[1]))
    atlas.until(lambda: atlas.centre()[2] > zoom)
    assert len(groups(atlas)) + alone(atlas) > len(gathered) + seated - sum(n for n, _ in gathered)
    assert "territoire" not in atlas.address()
    # Nearer, each stands alone; those of one place lie side by side.
    atlas.run("map.setView([48.86, 2.35], 10, { animate: false }) && 1")
    assert not groups(atlas)
    assert alone(atlas) == seated


def test_a_click_on_a_territory_opens_its_summary(atlas):
    atlas.open("points=non")
    atlas.page.mouse.click(*atlas.at("[44.05, -0.8]"))
    expect(atlas.page.get_by_role("heading", name="Landes", exact=True)).to_be_visible()
    atlas.wait_address(lambda query: query.get("territoire") == "departement:40")
    assert "Nouvelle-Aquitaine" in atlas.page.get_by_role("table").first.inner_text()


def test_a_point_that_the_filter_leaves_out_does_not_answer(atlas):
    atlas.open("types=cluster")
    atlas.page.mouse.click(*atlas.marker("biovallee"))
    atlas.wait_address(lambda query: query.get("territoire") == "departement:26")
    assert "initiative" not in atlas.address()


def test_a_click_on_a_point_opens_its_sheet(atlas):
    atlas.open("territoire=departement:26")
    atlas.page.mouse.click(*atlas.marker("biovallee"))
    expect(atlas.page.get_by_role("heading", name="Biovallée", exact=True)).to_be_visible()
    atlas.wait_address(lambda query: query.get("initiative") == "biovallee")


def test_the_address_reproduces_the_view(atlas, tab):
    atlas.open(
        "niveau=epci&points=non&mesure=funding&compte=coverage&types=ptce,pat&methode=quantiles&territoire=departement:26"
    )
    atlas.frame.get_by_role("button", name="Martinique").click()
    atlas.wait_address(lambda query: query.get("c", "").startswith("14."))
    other = tab(atlas.home)
    other.page.goto(atlas.page.url)
    other.wait()
    assert other.fills() == atlas.fills()
    assert other.legend() == atlas.legend()
    assert close(other.centre(), atlas.centre())
    assert {k: v for k, v in other.address().items() if k not in "cz"} == {
        k: v for k, v in atlas.address().items() if k not in "cz"
    }


def test_panning_and_zooming_rerun_nothing_but_the_address(atlas):
    atlas.open()
    atlas.wait_address(lambda query: "c" in query)
    start, sent, painted = atlas.address(), atlas.sent, atlas.painted()
    x, y = atlas.at("map.getCenter()")
    atlas.page.mouse.move(x, y)
    atlas.page.mouse.down()
    atlas.page.mouse.move(x - 120, y - 60, steps=6)
    atlas.page.mouse.up()
    atlas.wait_address(lambda query: query["c"] != start["c"])
    atlas.page.keyboard.down("Control")
    atlas.page.mouse.wheel(0, -240)
    atlas.page.keyboard.up("Control")
    atlas.wait_address(lambda query: query["z"] != start["z"])
    lat, lon = (float(part) for part in atlas.address()["c"].split(","))
    atlas.until(lambda: not atlas.run("map._animatingZoom"))
    assert close((lat, lon), atlas.centre()[:2])
    assert (atlas.sent, atlas.painted()) == (sent, painted)
    # The next choice keeps what the reader looks at.
    centre = atlas.centre()
    with atlas.change():
        atlas.page.get_by_text("sur le territoire couvert").click()
    assert close(atlas.centre(), centre)
    assert atlas.address()["compte"] == "coverage"
    assert atlas.address()["z"] != start["z"]


@pytest.mark.parametrize(("name", "code"), [("La Réunion", "974"), ("Guyane", "973")])
def test_overseas_is_a_button_away(atlas, name, code):
    atlas.open("niveau=departement&points=non")
    fill = atlas.fills()[code]
    atlas.frame.get_by_role("button", name=name).click()
    atlas.wait_address(lambda query: float(query.get("c", "90").split(",")[0]) < 6)
    colour = tuple(int(fill[i : i + 2], 16) for i in (1, 3, 5))
    atlas.until(lambda: atlas.pixels()[colour] > MANY)
    assert atlas.pixels()[SEA] > MANY


def test_the_language_switch(atlas):
    atlas.open("types=ptce&points=non&mesure=count")
    with atlas.change():
        atlas.page.get_by_text("English", exact=True).click()
    assert any(line.startswith("Number of initiatives") for line in atlas.legend())
    expect(atlas.page.get_by_text("Find a territory")).to_be_visible()
    assert atlas.address()["lang"] == "en"
    assert atlas.address()["types"] == "ptce"


@pytest.mark.parametrize(
    ("language", "there", "back"),
    [("fr", "Sources et méthodes", "Carte"), ("en", "Sources and methods", "Map")],
)
def test_the_other_page_and_back_keep_choices_and_language(atlas, language, there, back):
    atlas.open(f"points=non&types=ptce&niveau=region&lang={language}")
    fills = atlas.fills()
    atlas.page.get_by_role("link", name=there).click()
    expect(atlas.page.get_by_role("heading", name=there, level=1)).to_be_visible()
    atlas.page.get_by_role("link", name=back).click()
    atlas.wait()
    assert atlas.fills() == fills
    assert atlas.address()["types"] == "ptce"
    assert atlas.address().get("lang", "fr") == language


def test_the_table_opens_and_its_download_is_its_rows(atlas):
    atlas.open("niveau=region&types=ptce&points=non")
    atlas.page.get_by_text("des territoires", exact=True).click()
    table = atlas.page.get_by_test_id("stDataFrame")
    table.scroll_into_view_if_needed()
    grid = table.locator("table[role=grid]")
    expect(grid).to_have_attribute("aria-rowcount", "19")
    atlas.page.get_by_test_id("stPopover").get_by_role("button", name="Télécharger").click()
    with atlas.page.expect_download() as waiting:
        atlas.page.get_by_role("button", name="CSV", exact=True).first.click()
    text = waiting.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert waiting.value.suggested_filename == "atlas-region.csv"
    assert len(rows) == 18
    at = grid.locator("thead th").all_text_contents().index(say("name", "fr"))
    shown = grid.locator(f"tbody tr td:nth-child({at + 1})").all_text_contents()
    assert shown[:5] == [row["name"] for row in rows][:5]
    values = {row["code"]: float(row["value"]) for row in rows if row["value"]}
    painted = atlas.fills()
    best = max(values, key=values.get)
    assert painted[best] == "#{:02x}{:02x}{:02x}".format(*atlas.class_colours()[-1])


@pytest.mark.parametrize("width", [320, 390])
def test_a_phone_shows_the_map_without_scrolling_sideways(home, tab, width):
    phone = {"viewport": {"width": width, "height": 844}, "has_touch": True, "is_mobile": True}
    atlas = tab(home, **phone).open("points=non")
    box = atlas.page.locator("iframe[src*='streamlit_folium']").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    for page in (atlas.page, atlas.frame):
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    # What one sees is said before the map.
    assert atlas.page.locator(".atlas-lead").bounding_box()["y"] < box["y"]
    pixels = atlas.pixels()
    assert sum(pixels[colour] for colour in atlas.class_colours()) > 5 * MANY


def test_on_a_phone_a_tap_opens_a_sheet_where_one_sees_it(home, tab):
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    atlas = tab(home, **phone).open("points=non")
    atlas.page.locator("iframe[src*='streamlit_folium']").scroll_into_view_if_needed()
    atlas.page.touchscreen.tap(*atlas.at("[44.05, -0.8]"))
    title = atlas.page.get_by_role("heading", name="Landes", exact=True)
    expect(title).to_be_in_viewport()


@pytest.mark.parametrize(
    ("query", "level", "code"),
    [
        ("territoire?territoire=departement:974", "departement", "974"),
        ("territoire?territoire=epci:242600252", "epci", "242600252"),
    ],
)
@pytest.mark.parametrize("size", [{"width": 1400, "height": 900}, {"width": 390, "height": 844}])
def test_what_was_asked_for_is_wholly_on_the_map(atlas, query, level, code, size):
    atlas.page.set_viewport_size(size)
    atlas.page.goto(atlas.home + query)
    atlas.wait()
    west, south, east, north = load_catalogue().geography.boundaries(level).geometry[code].bounds
    (left, bottom), (right, top), (width, height) = atlas.run(
        "[...value.map(p => map.latLngToContainerPoint(p)), map.getSize()].map(p => [p.x, p.y])",
        [[south, west], [north, east]],
    )
    assert 0 < left < right < width
    assert 0 < top < bottom < height


@pytest.mark.parametrize(
    "query",
    [
        "?points=non",
        "manques?types=ptce",
        "financements",
        "echelles?carte=grappes&niveau=departement",
        "pairs",
        "pairs?vue=network&types=ptce",
    ],
)
@pytest.mark.parametrize("size", [{"width": 1400, "height": 900}, {"width": 390, "height": 844}])
def test_the_legend_covers_no_land(atlas, query, size):
    atlas.page.set_viewport_size(size)
    atlas.page.goto(atlas.home + query)
    atlas.wait()
    atlas.idle()
    over = atlas.run("document.querySelectorAll('.leaflet-control:not([hidden]) li').length")
    assert over == 0
    key, ground = atlas.frame.locator(".atlas-key"), atlas.frame.locator(".leaflet-container")
    expect(key).to_be_visible()
    above, below = key.bounding_box(), ground.bounding_box()
    assert above["y"] + above["height"] <= below["y"]
    assert below["height"] > 200


def test_the_legend_costs_the_mainland_nothing(atlas):
    atlas.page.goto(atlas.home + "manques")
    atlas.wait()
    atlas.idle()
    (_, top), (left, bottom) = atlas.run(
        "[[51.09, 2.5], [42.33, -4.8]].map(p => map.latLngToContainerPoint(p)).map(p => [p.x, p.y])"
    )
    assert bottom - top > 0.75 * atlas.run("map.getSize().y")
    assert left > 0


def test_a_tooltip_stands_above_the_sources(atlas):
    atlas.page.goto(atlas.home + "territoire?territoire=epci:242600252")
    atlas.wait()
    atlas.idle()
    where = "map.containerPointToLatLng(map.getSize().subtract([100, 4]))"
    atlas.run(f"L.tooltip({{ interactive: true }}).setLatLng({where}).setContent('here').addTo(map) && 1")
    tip = atlas.frame.locator(".leaflet-tooltip")
    box = tip.bounding_box()
    x, y = atlas.at(where)
    # It goes along when the map is moved.
    atlas.run("map.panBy([0, 40], { animate: false }) && 1")
    assert close((tip.bounding_box()["x"], tip.bounding_box()["y"] + 40), (box["x"], box["y"]), 1)
    assert abs(box["x"] - x) < 300
    assert abs(box["y"] - y) < 30
    tip.click()  # fails where the sources would take the click


def reach(atlas, script):
    """Press Tab until the map's focused element answers yes."""
    for _ in range(60):
        atlas.page.keyboard.press("Tab")
        if atlas.frame.evaluate(f"(e => {script})(document.activeElement)"):
            return
    pytest.fail(f"no Tab reaches {script}")


def test_the_map_answers_to_the_keyboard(atlas):
    atlas.open()
    reach(atlas, "e.dataset.key === 'pat'")
    with atlas.change():
        atlas.page.keyboard.press("Enter")
    atlas.wait_address(lambda query: query.get("types") == "pat")
    expect(atlas.frame.locator("[data-key=pat]")).to_have_attribute("aria-pressed", "true")
    # Who chose by the keyboard stands where they stood.
    assert atlas.frame.evaluate("document.activeElement.dataset.key") == "pat"
    reach(atlas, "e.textContent.startsWith('La Réunion')")
    atlas.page.keyboard.press("Enter")
    atlas.wait_address(lambda query: query.get("c", "").startswith("-21."))
    assert close(atlas.centre()[:2], REUNION, 0.3)


def test_the_types_are_legend_and_filter_at_once(atlas):
    atlas.open()
    chips = atlas.frame.locator(".atlas-key > div > ul > li > button")
    assert chips.count() == 6
    with atlas.change():
        atlas.frame.locator("[data-key=ptce]").click()
    assert atlas.address()["types"] == "ptce"
    told = int("".join(filter(str.isdigit, atlas.frame.locator("[data-key=ptce] b").inner_text())))
    unplaced = load_catalogue().choose(Selection(types=("ptce",)))["seat_commune"].isna().sum()
    assert sum(n for n, _ in groups(atlas)) + alone(atlas) == told - unplaced
    with atlas.change():
        atlas.frame.locator("[data-key=ptce]").click()
    assert "types" not in atlas.address()
    atlas.frame.locator(".atlas-key summary").click()
    with atlas.change():
        atlas.frame.locator("[data-key=cluster]").click()
    # What is chosen has a sign of its own.
    assert atlas.address()["types"] == "cluster"
    expect(chips.filter(has_text="Clusters")).to_have_count(1)


def test_a_class_of_the_legend_is_shown_alone(atlas):
    atlas.open("points=non&niveau=region")
    sent, colours = atlas.sent, [tuple(colour) for colour in atlas.class_colours()]
    atlas.frame.locator("[data-key='0']").click()
    atlas.until(lambda: atlas.pixels()[colours[-1]] < MANY / 4)
    assert atlas.pixels()[colours[0]] > MANY
    assert atlas.sent == sent


@pytest.mark.parametrize("query", ["", "points=non"])
def test_overseas_stands_beside_all_of_france(atlas, query):
    atlas.open(query)
    drawn = atlas.frame.locator(".atlas-insets canvas").evaluate_all(
        """all => all.map(c => {
          const { data } = c.getContext("2d").getImageData(0, 0, c.width, c.height);
          return data.filter((value, i) => i % 4 === 3 && value).length / (data.length / 4);
        })"""
    )
    assert len(drawn) == 5
    assert min(drawn) > 0.1
    atlas.open("dans=region:53")
    assert not atlas.frame.locator(".atlas-insets").is_visible()


def test_no_request_leaves_for_a_third_party(atlas):
    hosts = set()
    requests = []
    atlas.page.context.on("request", lambda request: requests.append(request.url))
    atlas.page.on("websocket", lambda socket: requests.append(socket.url))
    atlas.open("territoire=departement:974&tableau=initiatives")
    atlas.frame.get_by_role("button", name="Guadeloupe").click()
    with atlas.change():
        atlas.page.get_by_text("English", exact=True).click()
    atlas.page.mouse.move(*atlas.at("map.getCenter()"))
    atlas.page.get_by_role("link", name="Sources").first.click()
    expect(atlas.page.get_by_role("heading", level=1)).to_be_visible()
    expect(atlas.page.locator(".atlas-doc").first).to_be_visible()
    atlas.page.goto(f"{atlas.home}?initiative=biovallee&niveau=bassin_de_vie")
    atlas.wait()
    atlas.page.wait_for_load_state("networkidle")
    for url in requests:
        scheme, _, rest = url.partition(":")
        if scheme not in {"data", "blob"}:
            hosts.add(rest.lstrip("/").split("/")[0])
    assert len(requests) > 30
    assert hosts == {atlas.home.split("/")[2]}
