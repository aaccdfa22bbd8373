"""A map saved as one HTML file works from a disk, asks nothing of anybody, and answers a tap."""

import datetime as dt
from collections import Counter
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image, ImageColor

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.exports.formats import FORMATS, to_bytes
from atlas.views.link import View
from atlas.views.map import files as map_files

pytestmark = pytest.mark.browser

MOST = 3_000_000


def saved(view, make=map_files.territories):
    france = load_catalogue()
    answer = france.answer(view.selection, view.level, by=view.by, measure=view.measure)
    export = make(france, view, answer, created=dt.date(2026, 3, 2))
    hostile = replace(export.about, selection={"Texte": "<img src=x onerror=alert(1)>"})
    return to_bytes(replace(export, about=hostile), FORMATS["html"])


@pytest.mark.parametrize(
    ("view", "word"),
    [
        (View(level="epci", measure="rate", selection=Selection(types=("ptce",))), "Initiatives pour 100"),
        (
            View(
                level="commune",
                measure="count",
                selection=Selection(inside="departement:974"),
                language="en",
                palette="oranges",
            ),
            "Number of",
        ),
    ],
    ids=["epci", "communes"],
)
def test_it_paints_without_network(browser, tmp_path, view, word):
    target = tmp_path / "map.html"
    content = saved(view)
    assert len(content) < MOST
    target.write_bytes(content)
    page = browser.new_page(viewport={"width": 1000, "height": 900})
    asked, faults = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    page.goto(target.as_uri())
    page.wait_for_selector("#map[data-painted]", timeout=30_000)
    page.wait_for_timeout(300)
    image = Image.open(BytesIO(page.locator("#map").screenshot())).convert("RGB")
    colours = Counter({colour: count for count, colour in image.getcolors(1 << 24)})
    assert word in page.locator(".atlas-key").inner_text()
    # Straight to the middle: a territory answers with its name.
    box = page.locator("#map").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    popup = page.locator(".leaflet-popup-content strong").inner_text()
    page.locator("main > details > summary").click()
    assert popup in page.locator("main > details table").inner_text()
    page.close()
    assert asked == [target.as_uri()]
    assert faults == []
    darkest = ImageColor.getrgb({"blues": "#08306b", "oranges": "#7f2704"}[view.palette])
    assert colours[darkest] > 20


@pytest.mark.parametrize(
    "view",
    [
        View(level="bassin_de_vie", territory="epci:242600252"),
        View(level="commune", selection=Selection(inside="region:44")),
    ],
    ids=["all", "largest région"],
)
def test_the_heaviest_maps_stay_light(view):
    assert len(saved(view)) < MOST


def test_the_map_of_initiatives_gathers_them_without_a_page(browser, tmp_path):
    target = tmp_path / "map.html"
    target.write_bytes(saved(View(selection=Selection(types=("ptce",))), map_files.initiatives))
    page = browser.new_page(viewport={"width": 1000, "height": 900})
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(target.as_uri())
    page.wait_for_selector("#map[data-painted]", timeout=30_000)
    gathered = "Object.values(window.atlas.map._layers).filter(l => l.options.count).length"
    assert "PTCE" in page.locator(".atlas-key").inner_text()
    # Nothing answers there, so nothing looks as if it did.
    assert not page.locator(".atlas-key li > button").count()
    assert page.locator(".atlas-insets canvas").count() == 5
    assert page.evaluate(gathered) > 3
    page.close()
    assert faults == []
