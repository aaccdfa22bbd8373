"""The map or the table alone in somebody else's page."""

import io
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

import pytest
from PIL import Image

from atlas.words import say

pytestmark = pytest.mark.browser


@pytest.fixture
def framed(home, tab):
    """Open an address in a page of another origin, as a newspaper or an intranet would."""
    bodies = []

    class Journal(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(bodies[0].encode())

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Journal)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def opened(path):
        address = f"{home}{path}".replace("&", "&amp;")
        bodies.append(f'<iframe src="{address}" width="900" height="620"></iframe>')
        page = tab(home).page
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        frame = page.frame_locator("iframe").first
        frame.locator("h1.atlas-lead").wait_for()
        return page, frame

    yield opened
    server.shutdown()
    server.server_close()


def test_the_map_stands_alone_with_its_sentence_and_the_way_back(framed):
    page, frame = framed("?types=pat&dans=region:53&embed=true&montrer=carte&hauteur=420")
    assert "Bretagne" in frame.locator("h1").inner_text()
    assert frame.locator("[data-testid=stSidebar], nav, input").count() == 0
    drawn = frame.locator("iframe")
    drawn.wait_for()
    assert drawn.bounding_box()["height"] == 420
    frame.frame_locator("iframe").locator("canvas").first.wait_for()
    page.wait_for_timeout(1500)
    colours = Image.open(io.BytesIO(drawn.screenshot())).convert("RGB").getcolors(1 << 20)
    assert len(colours) > 50
    back = frame.get_by_role("link", name=say("alone_back", "fr")).get_attribute("href")
    assert "dans=region%3A53" in back
    assert "embed" not in back
    assert page.context.cookies() == []


def test_the_table_stands_alone_with_its_sources(framed):
    _, frame = framed("manques?types=pat&dans=region:53&embed=true&montrer=tableau")
    frame.locator("[data-testid=stDataFrame]").wait_for()
    assert frame.locator("iframe").count() == 0
    assert "IGN" in frame.locator(".atlas-doc").last.inner_text()
    _, frame = framed("?tableau=territories&embed=true&montrer=tableau")
    frame.locator("[data-testid=stDataFrame]").wait_for()
    # No sheet stands beside it: nothing says that a row opens one.
    assert frame.get_by_text(say("rows_open", "fr")).count() == 0


def test_the_map_comes_first_in_a_small_frame(home, tab):
    page = tab(home, viewport={"width": 390, "height": 640}).page
    page.goto(f"{home}manques?types=pat&embed=true&montrer=carte")
    frame = page.wait_for_selector("iframe[src*='streamlit_folium']").content_frame()
    frame.wait_for_selector(".atlas-row .leaflet-container")
    frame.wait_for_function("document.querySelector('.atlas-row .leaflet-container').offsetHeight > 200")


def test_the_code_to_embed_a_page_shows_what_the_reader_sees(home, tab):
    page = tab(home).page
    page.goto(f"{home}manques?types=pat&dans=region:53")
    button = page.get_by_role("button", name=say("embed_copy", "fr"))
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    button.click()
    page.wait_for_function("window.copied")
    code = page.evaluate("window.copied")
    assert code.startswith("<iframe ")
    for part in ("embed=true", "montrer=carte", "types=pat", "dans=region"):
        assert part in code


@pytest.mark.parametrize(
    "path",
    [
        "?types=pat&dans=region:53&montrer=carte&hauteur=420&c=48.1,-2.8&z=7",
        "?types=pat&points=non&niveau=epci&montrer=carte&hauteur=420",
        "?types=pat&tableau=initiatives&montrer=tableau&lang=en",
        "manques?types=pat&dans=region:53&cadre=rural&montrer=carte&hauteur=300&lang=en",
        "manques?types=pat&dans=region:53&montrer=tableau&embed_options=light_theme",
        "manques?types=ptce&dans=region:53&vue=suite&lieux=2&portee=17&montrer=carte&hauteur=300",
        "sources?lang=en&montrer=carte",
    ],
)
def test_nothing_that_a_frame_s_address_asks_for_is_lost(home, tab, path):
    page = tab(home, viewport={"width": 900, "height": 620}).page
    page.goto(f"{home}{path}&embed=true")
    page.wait_for_selector("h1")
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_timeout(1500)  # the map, too, writes where it looks
    asked = dict(parse_qsl(urlsplit(page.url).query))
    wanted = dict(parse_qsl(urlsplit(f"{home}{path}&embed=true").query))
    # Where the map looks is written with its own digits.
    assert {key: asked.get(key) for key in wanted.keys() - {"c", "z"}} == {
        key: value for key, value in wanted.items() if key not in {"c", "z"}
    }
    assert asked.keys() >= wanted.keys()
    shown = page.locator("h1").inner_text()
    page.reload()
    page.get_by_role("heading", level=1, name=shown).wait_for()


def test_a_choice_within_a_frame_keeps_what_the_frame_shows(home, tab):
    atlas = tab(home, viewport={"width": 900, "height": 620})
    atlas.open("dans=region:53&montrer=carte&hauteur=420&embed=true")
    with atlas.change():
        atlas.frame.locator(".atlas-key [data-type=pat], .atlas-key button").first.click()
    atlas.wait_address(lambda told: "types" in told)
    assert (
        atlas.address().items()
        >= {"dans": "region:53", "montrer": "carte", "hauteur": "420", "embed": "true"}.items()
    )
    assert atlas.page.get_by_test_id("stSidebar").count() == 0
    assert atlas.page.locator("iframe[src*=streamlit_folium]").bounding_box()["height"] == 420
