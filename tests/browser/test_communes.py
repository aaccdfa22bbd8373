"""All communes of France on one map: their colours, what is sent, and what a pointer meets."""

import pytest
from playwright.sync_api import expect

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.views.link import View
from atlas.views.map.figure import figure_classes, figure_colours, measured

pytestmark = pytest.mark.browser

MOST_BYTES = 60_000
RENNES = "niveau=commune&points=non&types=pat&c=48.1,-1.7"
# Colour of each commune where the pixels around one on the canvas are all its own: borders are left out.
SEEN = """(() => {
  const surface = Object.values(map._layers).find((l) => l.look), { numbers, canvas } = surface;
  const [left, top, step] = surface.painted.split(" ").map(Number);
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const at = (x, y) => numbers.number(left + (x + 0.5) * step, top + (y + 0.5) * step);
  const seen = {};
  for (let y = 1; y < canvas.height - 1; y++) for (let x = 1; x < canvas.width - 1; x++) {
    const number = at(x, y), i = 4 * (y * canvas.width + x);
    if (!number || [[1, 0], [0, 1], [-1, 0], [0, -1]].some(([a, b]) => at(x + a, y + b) !== number)) continue;
    seen[number] = "#" + [0, 1, 2].map((c) => data[i + c].toString(16).padStart(2, "0")).join("");
  }
  return seen;
})()"""


def joined() -> dict[str, str]:
    """Colour of each commune by a join of codes; white where the whole list has nothing."""
    france, view = load_catalogue(), View(level="commune", by="coverage", selection=Selection(types=("pat",)))
    answer = france.answer(view.selection, view.level, by=view.by, measure=view.measure)
    figure = measured(france, view, answer)
    classes = figure_classes(view, figure)
    colours = dict(enumerate(figure_colours(view, figure, classes)))
    return classes.numbers.map(colours).fillna("#ffffff").to_dict()


def test_each_commune_has_the_colour_of_its_class(atlas):
    atlas.open(f"{RENNES}&z=8")
    communes = load_catalogue().geography.communes
    codes = communes.index[communes["departement"].notna()]
    seen = {codes[int(number) - 1]: colour for number, colour in atlas.run(SEEN).items()}
    expected = joined()
    assert len(seen) > 1_000
    assert {"35238", "53130"} <= set(seen)
    assert {code: colour for code, colour in seen.items() if colour != expected[code]} == {}


def test_a_change_of_filter_sends_little_and_fetches_no_image_again(atlas):
    received, fetched = [], []
    atlas.page.on("websocket", lambda one: one.on("framereceived", lambda frame: received.append(len(frame))))
    atlas.page.on("response", lambda answer: fetched.append(answer.url))
    atlas.open("niveau=commune&points=non&types=pat")
    pixels = atlas.pixels()
    assert sum("communes.webp" in url for url in fetched) == 1
    received.clear()
    with atlas.change():
        atlas.frame.locator(".atlas-key button[data-key=tiers_lieu]").click()
    atlas.idle()
    assert sum(received) < MOST_BYTES
    assert sum("communes.webp" in url for url in fetched) == 1
    assert atlas.pixels() != pixels


def test_a_commune_says_its_name_and_opens_from_afar_and_from_near(atlas):
    for zoom, outlines in ((7, 0), (9, 300)):
        atlas.open(f"{RENNES}&z={zoom}")
        atlas.until(lambda least=outlines: len(atlas.fills()) >= least)
        map_ = atlas.frame.locator(".leaflet-container")
        map_.scroll_into_view_if_needed()
        at = atlas.run("(({x, y}) => ({x, y}))(map.latLngToContainerPoint([48.117, -1.64]))")
        map_.hover(position=at)
        expect(atlas.frame.locator(".atlas-tip strong")).to_have_text("Rennes")
        expect(atlas.frame.locator(".atlas-tip")).to_contain_text("100")
        with atlas.change():
            map_.click(position=at)
        assert atlas.address()["territoire"] == "commune:35238"
        assert (len(atlas.fills()) > 1) == bool(outlines)


# Colour of the pixel in the middle of each commune on the canvas.
MIDDLES = """(() => {
  const surface = Object.values(map._layers).find((l) => l.look), { numbers, canvas } = surface;
  const [left, top, step] = surface.painted.split(" ").map(Number), middles = numbers.middles();
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const seen = {};
  for (let number = 1; 2 * number + 1 < middles.length; number++) {
    const [x, y] = [0, 1].map((i) => Math.floor((middles[2 * number + i] - (i ? top : left)) / step));
    if (!(x >= 0 && y >= 0 && x < canvas.width && y < canvas.height)) continue;
    const at = 4 * (y * canvas.width + x);
    seen[number] = "#" + [0, 1, 2].map((c) => data[at + c].toString(16).padStart(2, "0")).join("");
  }
  return seen;
})()"""


def test_from_afar_no_commune_of_a_short_list_is_too_small_to_be_seen(atlas):
    atlas.open("niveau=commune&points=non&types=tzcld&z=6")
    france = load_catalogue()
    answer = france.answer(Selection(types=("tzcld",)), "commune", by="seat", measure="rate")
    communes = france.geography.communes
    codes = communes.index[communes["departement"].notna()]
    valued = set(codes[answer.table["value"].reindex(codes).notna()])
    seen = {codes[int(number) - 1]: colour for number, colour in atlas.run(MIDDLES).items()}
    coloured = {code: seen[code] for code in valued & set(seen)}
    assert len(coloured) > len(valued) / 2
    blank = {seen[code] for code in list(seen)[:200] if code not in valued}
    assert not blank & set(coloured.values())
