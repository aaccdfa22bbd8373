"""Peers on the map in a real browser: ways, circles, marks, and a click that opens a sheet."""

import datetime as dt
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.exports.formats import FORMATS, to_bytes
from atlas.peers import Start, network, peers
from atlas.views.link import View
from atlas.views.peers.files import pairs

pytestmark = pytest.mark.browser

LAYERS = "Object.values(map._layers)"
WAYS = f"{LAYERS}.filter(l => l.getLatLngs && l.options.color === '#0b5a82').length"
CIRCLES = f"{LAYERS}.filter(l => l.options && l.options.dashArray).map(l => l.getRadius()).sort()"
START = f"{LAYERS}.find(l => l.options && l.options.radius === 10).getLatLng()"


def near(pixels, colour, tolerance=40):
    return sum(
        n
        for one, n in pixels.items()
        if all(abs(a - b) < tolerance for a, b in zip(one, colour, strict=True))
    )


def test_ways_circles_and_a_click(atlas):
    atlas.home += "pairs"
    atlas.open("depart=initiative:figeacteurs&rayon=200&combien=5")
    assert atlas.run(WAYS) == 5
    assert atlas.run(CIRCLES) == [100_000, 25_000, 50_000]
    assert near(atlas.pixels(), (0x0B, 0x5A, 0x82), 70) > 300
    found = peers(load_catalogue(), Start(initiative="figeacteurs"), k=5, radius_km=200, elsewhere=True)
    lat, lon = atlas.run(f"(p => [p.lat, p.lng])({START})")
    assert (lat, lon) == pytest.approx(tuple(found.origin.row[["lat", "lon"]].iloc[0]), abs=1e-4)
    labels = atlas.frame.locator(".atlas-measure").all_inner_texts()
    assert "25 km" in labels
    farthest = found.table["distance_km"].idxmax()
    atlas.page.mouse.click(*atlas.marker(farthest))
    name = load_catalogue().tables.initiatives["name"][farthest]
    expect(atlas.page.get_by_role("heading", name=name)).to_be_visible()
    atlas.wait_address(lambda address: address.get("initiative") == farthest)


def test_a_change_draws_other_ways_and_none_where_there_is_no_start(atlas):
    atlas.home += "pairs"
    atlas.open("depart=initiative:figeacteurs&combien=5")
    assert atlas.run(WAYS) == 5
    atlas.page.get_by_label("Combien").click()
    with atlas.change():
        atlas.page.get_by_role("option", name="20", exact=True).click()
    assert atlas.run(WAYS) == 20
    with atlas.change():
        atlas.page.get_by_role("button", name="Effacer le départ").click()
    assert atlas.run(WAYS) == 0
    assert atlas.frame.locator(".atlas-measure").count() == 0


def test_a_network_is_drawn(atlas):
    atlas.home += "pairs"
    atlas.open("vue=network&types=ptce")
    france = load_catalogue()
    points = france.places.loc[france.choose(Selection(types=("ptce",))).index, ["lon", "lat"]]
    found = network(points, 50)
    at = points.round(3).apply(tuple, axis=1)
    ties = {(at[a], at[b]) for a, b in zip(found.edges["one"], found.edges["other"], strict=True)}
    assert atlas.run(WAYS) == sum(one != other for one, other in ties) > 0
    rings = f"{LAYERS}.filter(l => l.options && l.options.color === '#b3470f').length"
    assert atlas.run(rings) == found.members["isolated"].sum()
    assert near(atlas.pixels(), (0xB3, 0x47, 0x0F)) > 500


def test_the_list_is_reached_by_keyboard(atlas):
    atlas.home += "pairs"
    atlas.open("depart=initiative:figeacteurs")
    first = peers(load_catalogue(), Start(initiative="figeacteurs"), elsewhere=True).table.index[0]
    name = load_catalogue().tables.initiatives["name"][first]
    atlas.page.get_by_role("button", name=f"1. {name}").focus()
    atlas.page.keyboard.press("Enter")
    atlas.wait_address(lambda address: address.get("initiative") == first)


def test_the_saved_map_draws_them_without_network(browser, tmp_path):
    france = load_catalogue()
    found = peers(france, Start(initiative="figeacteurs"), k=5, radius_km=200)
    target = tmp_path / "pairs.html"
    target.write_bytes(to_bytes(pairs(france, View(), found, created=dt.date(2026, 3, 2)), FORMATS["html"]))
    page = browser.new_page(viewport={"width": 1000, "height": 900})
    asked, faults = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(target.as_uri())
    page.wait_for_selector("#map[data-painted]", timeout=30_000)
    page.wait_for_timeout(300)
    map_of = "(map => {})(window.atlas.map)"
    assert page.evaluate(map_of.replace("{}", WAYS)) == 5
    assert page.evaluate(map_of.replace("{}", CIRCLES)) == [100_000, 25_000, 50_000]
    assert "25 km" in page.locator(".atlas-measure").all_inner_texts()
    assert "distance à vol d’oiseau" in page.locator(".atlas-key").inner_text()
    image = Image.open(BytesIO(page.locator("#map").screenshot())).convert("RGB")
    colours = {colour: count for count, colour in image.getcolors(1 << 24)}
    assert near(colours, (0x0B, 0x5A, 0x82), 70) > 300
    page.locator("main > details > summary").click()
    told = page.locator("main > details table").inner_text()
    for name in france.tables.initiatives.loc[found.table.index, "name"]:
        assert name in told
    page.close()
    assert asked == [target.as_uri()]
    assert faults == []
