"""Nasty names, nasty links, a background that fails, a first visit to another page."""

import csv
import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from PIL import Image
from playwright.sync_api import expect

from atlas.tables import DECLARATIONS, check

pytestmark = pytest.mark.browser

CURATED = Path(__file__).resolve().parents[2] / "data" / "initiatives"
NAME = (
    'Ici <script>window.hacked=1</script>" onmouseover="window.hacked=1" '
    '<img src=x onerror="window.hacked=1"> 🌍 *étoile* _bas_ [lien](https://example.org/) $x$ $y$ `z` '
)
NAME = (NAME + "é" * 300)[:300]
SEAT = "48095"  # Mende: nothing else stands there
TILE = (200, 30, 160)


class Tiles(ThreadingHTTPServer):
    """A background of one colour, which may also be out of order."""

    broken = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Tile)
        picture = BytesIO()
        Image.new("RGB", (256, 256), TILE).save(picture, "PNG")
        self.picture = picture.getvalue()
        self.asked: list[str] = []


class _Tile(BaseHTTPRequestHandler):
    server: Tiles

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(404 if self.server.broken else 200)
        self.send_header("Content-Type", "image/png")
        self.end_headers()
        if not self.server.broken:
            self.wfile.write(self.server.picture)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def tiles() -> Iterator[Tiles]:
    with Tiles() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = shutil.copytree(CURATED, tmp_path_factory.mktemp("nasty") / "initiatives")
    path = folder / "initiatives.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        columns, rows = list(reader.fieldnames or []), list(reader)
    row = next(row for row in rows if row["type"] == "ptce" and row["seat_commune"] and not row["coverage"])
    row = row | {"id": "nasty", "name": NAME, "seat_commune": SEAT, "departement": "48", "region": "76"}
    row |= {"lon": "", "lat": "", "territory": NAME, "note": NAME, "initiator_text": NAME}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows([*rows, row])
    assert check(path, DECLARATIONS["initiatives"]) == []
    return folder


@pytest.fixture(scope="module")
def other_home(browser: object, serve: Callable[..., Any], nasty: Path, tiles: Tiles) -> Iterator[str]:
    del browser
    port = tiles.server_address[1]
    with serve(
        ATLAS_INITIATIVES_FOLDER=str(nasty), ATLAS_IGN_TILES=f"http://127.0.0.1:{port}/{{z}}/{{x}}/{{y}}.png"
    ) as address:
        yield address


@pytest.fixture
def other(other_home, tab):
    return tab(other_home)


def test_the_first_visit_of_a_server_may_be_another_page(other):
    # First in this file: nobody has opened this server's map yet.
    other.page.goto(f"{other.home}sources")
    expect(other.page.get_by_role("heading", name="Sources et méthodes", level=1)).to_be_visible()
    expect(other.page.get_by_role("link", name="Carte", exact=True)).to_be_visible()


def unharmed(other):
    assert all(frame.evaluate("window.hacked === undefined") for frame in other.page.frames)


def test_a_nasty_name_is_text_on_the_map(other):
    other.open("territoire=departement:48")
    other.page.mouse.move(*other.marker("nasty"))
    tip = other.frame.locator(".atlas-tooltip strong")
    expect(tip).to_be_visible()
    assert tip.inner_text() == NAME
    unharmed(other)
    other.page.mouse.click(*other.marker("nasty"))
    expect(other.page.locator("h2").filter(has_text="window.hacked")).to_be_visible()
    unharmed(other)


def test_a_nasty_name_is_text_in_its_sheet_and_the_table(other):
    other.open("initiative=nasty&tableau=initiatives&q=window.hacked")
    title = other.page.locator("h2").filter(has_text="window.hacked")
    assert title.inner_text() == NAME.strip()
    table = other.page.get_by_test_id("stDataFrame")
    table.scroll_into_view_if_needed()
    grid = table.locator("table[role=grid]")
    expect(grid).to_have_attribute("aria-rowcount", "2")
    assert NAME in grid.text_content()
    assert other.page.locator("img[src=x]").count() == 0
    unharmed(other)


def test_a_nasty_name_is_text_in_the_list_of_a_territory(other):
    other.open("territoire=commune:48095")
    button = other.page.locator(".st-key-present button").filter(has_text="window.hacked")
    expect(button).to_be_visible()
    assert button.inner_text().split(" · ")[0] == NAME.strip()
    unharmed(other)


# Whatever Streamlit's Markdown draws: headings, lists, links, pictures, emoji, icons, formulas, arrows.
DRAWING = [
    "x\n\n# t\n\n![a](http://third.example/x.png) [b](http://third.example/) <img src=http://third.example/y>",
    "1. http://third.example/z www.third.example a@third.example https://third.example",
    "- :smile: :material/face: :red[c] :streamlit: :small[d] $e$ $$f$$ ~~g~~ **h** _i_ `j` -> b -- c >= d",
    "> a | b :material/home: \\ \\$k$ \\`l` &lt;m&gt; <b>n</b> www.third.example/o mailto:p@third.example",
]


def one_line(text):
    return " ".join(text.split())


class Listener:
    """What a tab asks for elsewhere, and what stands in it that only a drawn text would have put there."""

    def __init__(self, atlas):
        self.atlas, self.asked = atlas, []
        atlas.page.context.on("request", lambda request: self.asked.append(request.url))

    def check(self):
        self.atlas.page.wait_for_load_state("networkidle")
        home = self.atlas.home.split("/")[2]
        web = [url for url in self.asked if url.startswith(("http", "ws"))]
        assert {url.split("/")[2] for url in web} == {home}
        page = self.atlas.page
        assert (
            page.locator("a[href*='third.example'], img[src*='third.example'], a[href^=mailto]").count() == 0
        )
        assert page.locator("[data-testid=stMarkdownContainer] :is(img, h1, .katex, del)").count() == 0
        unharmed(self.atlas)


@pytest.mark.parametrize("names", ["?territoire=", "?initiative=", "territoire?territoire=", "pairs?depart="])
def test_what_an_address_names_is_shown_sign_by_sign(other, names):
    listener = Listener(other)
    for text in DRAWING:
        other.page.goto(f"{other.home}{names}{quote(text)}")
        expect(other.page.get_by_test_id("stAlert")).to_contain_text(one_line(text))
        if names.startswith("?"):
            other.wait()
            other.idle()
        listener.check()


def test_an_uploaded_file_is_shown_sign_by_sign(other, tmp_path):
    names = [one_line(text) for text in DRAWING]
    path = tmp_path / f"{names[2].replace('/', '')}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [["nom", "code_insee", DRAWING[0]], *([name, SEAT, name] for name in names)]
        )
    listener = Listener(other)
    other.page.goto(f"{other.home}donnees")
    other.give(path)
    keep = other.page.get_by_role("button", name="Garder pour cette session")
    expect(keep).to_be_visible()
    expect(other.page.get_by_test_id("stCaptionContainer").filter(has_text=path.name).first).to_be_visible()
    # What each column is: the lists of all headers.
    other.page.get_by_text("Changer", exact=False).first.click()
    other.page.get_by_role("combobox").first.click()
    listener.check()
    other.page.keyboard.press("Escape")
    keep.click()
    expect(other.page.get_by_test_id("stMarkdown").filter(has_text=path.name)).to_have_count(1)
    listener.check()
    other.page.get_by_role("link", name="Carte", exact=True).first.click()
    other.until(lambda: other.painted() and other.address().get("z") is not None)
    other.page.get_by_role("searchbox", name="Chercher un territoire").fill("Mende")
    other.page.keyboard.press("Enter")
    other.page.get_by_role("button", name="Mende · Commune").click()
    buttons = other.page.locator(".st-key-present button")
    for name in names:
        expect(buttons.filter(has_text=name)).to_be_visible()
    listener.check()


def test_a_link_cannot_bring_links_pictures_or_scripts(other):
    asked = []
    other.page.on("request", lambda request: asked.append(request.url))
    text = "![x](http://third.example/x.png) [y](http://third.example/) <img src=x onerror=window.hacked=1>"
    for parameter in ("territoire", "initiative"):
        other.open(f"{parameter}={quote(text)}&q={quote(text)}")
        expect(other.page.get_by_test_id("stAlert")).to_contain_text("n’existe pas")
        other.page.wait_for_load_state("networkidle")
        assert [url for url in asked if "third.example" in url.split("?")[0]] == []
        assert other.page.locator("a[href*='third.example'], img[src*='third.example']").count() == 0
        unharmed(other)


def test_ign_tiles_are_asked_for_only_when_switched_on(other, tiles):
    tiles.broken, tiles.asked = False, []
    other.open()
    assert tiles.asked == []
    # A key: on a busy machine the pointer may miss what still moves.
    with other.change():
        other.page.get_by_role("checkbox", name="Fond Plan IGN").press("Space")
    other.until(lambda: other.pixels()[TILE] > 10_000)
    assert len(tiles.asked) > 3
    assert other.address()["fond"] == "ign"
    assert "Plan IGN" in other.frame.locator(".leaflet-control-attribution").inner_text()
    expect(other.frame.locator(".atlas-notice")).to_be_hidden()


def test_a_background_that_fails_says_so_and_leaves_the_map(other, tiles):
    tiles.broken = True
    other.open("fond=ign")
    expect(other.frame.locator(".atlas-notice")).to_have_text(
        "Le fond IGN ne répond pas\u202f; la carte reste utilisable sans lui."
    )
    assert len(other.fills()) == 101
