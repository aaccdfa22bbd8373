"""The standalone map of a portrait works from a disk and asks nothing of anybody."""

import datetime as dt
from collections import Counter
from io import BytesIO

import pytest
from PIL import Image

from atlas.catalogue import load_catalogue
from atlas.portrait import portrait
from atlas.territories.places import Place
from atlas.views.portrait.files import html
from atlas.words import say

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("where", [Place("epci", "242600252"), Place("commune", "97105")], ids=str)
def test_it_paints_without_network(browser, tmp_path, where):
    catalogue = load_catalogue()
    target = tmp_path / "portrait.html"
    target.write_bytes(html(catalogue, portrait(catalogue, where), "fr", created=dt.date(2026, 3, 2)))
    page = browser.new_page(viewport={"width": 1000, "height": 900})
    asked, faults = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(target.as_uri())
    page.wait_for_selector("#map[data-painted]", timeout=30_000)
    page.wait_for_timeout(300)
    image = Image.open(BytesIO(page.locator(".atlas-row").screenshot())).convert("RGB")
    legend = page.locator(".atlas-key").inner_text()
    page.close()
    assert asked == [target.as_uri()]
    assert faults == []
    colours = Counter(
        image.getdata() if not hasattr(image, "get_flattened_data") else image.get_flattened_data()
    )
    # The dark outline of the territory, and land beside the sea's colour.
    assert colours[(29, 36, 40)] > 100
    assert colours[(232, 238, 242)] < 0.9 * image.width * image.height
    assert say("legend_types", "fr") in legend
