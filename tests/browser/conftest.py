"""A running app, a real browser, and what a reader sees in it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Frame, Page, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"width": 1400, "height": 900}
# A slow machine that also builds something else still paints within this.
PATIENCE = 30_000
# Milliseconds between looks: each asks the browser, which draws meanwhile.
EVERY = 100
# As many looks as something must keep its place to be at rest.
STILL = 5
BOXES = """[
  ...document.querySelectorAll("h1, iframe, canvas, .leaflet-control, [data-testid=stPopover]"),
].map((one) => {
  const { x, y, width, height } = one.getBoundingClientRect();
  return [x, y, width, height];
})"""
MAP = "iframe[src*='streamlit_folium']"
expect.set_options(timeout=PATIENCE)

Server = Callable[..., Any]


class Atlas:
    """One tab with the map."""

    def __init__(self, page: Page, home: str) -> None:
        self.page, self.home = page, home
        self.sent = 0
        page.set_default_timeout(PATIENCE)
        page.on("websocket", lambda one: one.on("framesent", self._count))

    def _count(self, _: object) -> None:
        self.sent += 1

    def open(self, query: str = "") -> "Atlas":
        self.page.goto(f"{self.home}?{query}")
        self.wait()
        self.idle()
        return self

    def idle(self) -> None:
        """Wait until the page is whole: what is still being drawn may take a click's place away."""
        self.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")

    def still(self) -> None:
        """Wait until what the page draws keeps its place: a click goes where it is aimed."""
        self.idle()
        seen = []

        def rests() -> bool:
            try:
                seen.append([frame.evaluate(BOXES) for frame in self.page.frames])
            except PlaywrightError:  # a frame is being loaded
                seen.clear()
            return len(seen) >= STILL and all(one == seen[-1] for one in seen[-STILL:])

        self.until(rests)

    def give(self, path: Path, within: str = "") -> None:
        """Bring a file to the first place for files, of the page or of a part of it, once it is drawn."""
        place = self.page.locator(f"{within} input[type=file]").first
        place.wait_for(state="attached")
        self.idle()
        place.set_input_files(path)

    @property
    def frame(self) -> Frame | None:
        """The map's frame; None while the page puts another in its place."""
        return self.page.wait_for_selector(MAP, state="attached").content_frame()

    def painted(self) -> str:
        """Give the number of the picture on the screen, empty for none."""
        try:
            frame = self.frame
            return frame.evaluate("window.atlasPainted ? window.atlasPainted[0] : ''") if frame else ""
        except PlaywrightError:  # the frame is being loaded
            return ""

    def wait(self, before: str = "") -> None:
        """Wait for another picture than `before`."""
        self.until(lambda: self.painted() not in {"", before})

    def until(self, test: Callable[[], bool]) -> None:
        """Wait until `test` holds; Playwright's own wait may hang on a frame that is being loaded."""
        deadline = time.monotonic() + PATIENCE / 1000
        while not test():
            if time.monotonic() > deadline:
                pytest.fail("the map did not come to what the test waits for")
            self.page.wait_for_timeout(EVERY)

    @contextmanager
    def change(self) -> Iterator[None]:
        """Wait for the new picture after what happens inside."""
        before = self.painted()
        yield
        self.wait(before)

    def run(self, script: str, value: object = None) -> Any:  # a script's answer may be anything
        """Run a script in the map's frame; `map` is Leaflet's."""
        return self.frame.evaluate(f"value => {{ const map = window.atlas.map; return {script}; }}", value)

    def centre(self) -> tuple[float, float, float]:
        return tuple(self.run("[map.getCenter().lat, map.getCenter().lng, map.getZoom()]"))

    def fills(self) -> dict[str, str]:
        """Colour of each territory on the map."""
        pairs = "Object.values(map._layers).filter(l => l.feature && l.order !== undefined)"
        return dict(self.run(f"{pairs}.map(l => [l.feature.id, l.options.fillColor])"))

    def legend(self) -> list[str]:
        return self.frame.locator(".atlas-key").inner_text().splitlines()

    def class_colours(self) -> list[tuple[int, ...]]:
        texts = self.frame.locator(".atlas-swatch").evaluate_all(
            "all => all.filter(e => !e.style.backgroundImage).map(e => getComputedStyle(e).backgroundColor)"
        )
        return [tuple(int(part) for part in text[4:-1].split(",")) for text in texts]

    def pixels(self) -> Counter[tuple[int, ...]]:
        """How often each colour stands in a picture of the map."""
        shot = self.page.locator(MAP).screenshot()
        image = Image.open(BytesIO(shot)).convert("RGB")
        return Counter({colour: count for count, colour in image.getcolors(image.width * image.height)})

    def at(self, script: str, value: object = None) -> tuple[float, float]:
        """Where on the page a place of the map is; `script` gives latitude and longitude."""
        inside = "(b => [p.x + b.x, p.y + b.y])(map.getContainer().getBoundingClientRect())"
        x, y = self.run(f"(p => {inside})(map.latLngToContainerPoint({script}))", value)
        box = self.page.locator(MAP).bounding_box()
        return box["x"] + x, box["y"] + y

    def marker(self, identifier: str) -> tuple[float, float]:
        """Where on the page the point of an initiative is."""
        return self.at("Object.values(map._layers).find(l => l.key === value).getLatLng()", identifier)

    def address(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.page.url).query))

    def wait_address(self, test: Callable[[dict[str, str]], bool]) -> None:
        self.page.wait_for_url(lambda url: test(dict(parse_qsl(urlsplit(url).query))))


def free_port() -> int:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return int(server.getsockname()[1])


@contextmanager
def running(**environment: str) -> Iterator[str]:
    """Run the app as a reader starts it; give its address."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "atlas", "app", "--no-browser", "--port", str(port)],
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        path = environment.get("ATLAS_BASE_PATH", "").strip("/")
        address = f"http://localhost:{port}/{path}".rstrip("/") + "/"
        deadline = time.monotonic() + 180  # a machine may be busy
        while True:
            try:
                urllib.request.urlopen(address, timeout=1).close()  # noqa: S310 - our own server
                break
            except OSError:
                if process.poll() is not None or time.monotonic() > deadline:
                    pytest.fail("the app did not start")
                time.sleep(0.05)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def serve() -> Callable[..., Any]:
    return running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # The same engine without windows takes a quarter less of the processor.
    path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if path is None:
        reason = "Debian's Chromium is not installed (apt-get install chromium)"
        if os.environ.get("ATLAS_BROWSER_REQUIRED"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def home(browser: Browser) -> Iterator[str]:
    del browser  # no browser, no server
    with running() as address:
        yield address


@pytest.fixture(scope="session")
def left() -> dict[str, list[BrowserContext]]:
    """Contexts whose readers left, by their options: they still hold the scripts that the server sent."""
    return defaultdict(list)


def forget(page: Page, home: str) -> None:
    """Forget all of who was here before, but what the server sends everybody alike."""
    page.context.clear_cookies()
    address = urlsplit(home)
    kept = "cookies,local_storage,indexeddb,cache_storage,service_workers,websql,file_systems"
    session = page.context.new_cdp_session(page)
    session.send(
        "Storage.clearDataForOrigin",
        {"origin": f"{address.scheme}://{address.netloc}", "storageTypes": kept},
    )
    session.detach()


@pytest.fixture(scope="session")
def tabs(browser: Browser, left: dict[str, list[BrowserContext]]) -> Callable[..., Any]:
    """Open tabs, each as a new reader's, for as long as a block lasts."""

    @contextmanager
    def opened() -> Iterator[Callable[..., Atlas]]:
        here = []

        def new(home: str, **options: Any) -> Atlas:
            # What turns while a page is computed would be drawn sixty times a second.
            options = {"viewport": DESKTOP, "locale": "fr-FR", "reduced_motion": "reduce"} | options
            kind = f"{urlsplit(home).netloc} {sorted(options.items())}"
            context = left[kind].pop() if left[kind] else browser.new_context(**options)
            here.append((kind, context))
            page = context.new_page()
            forget(page, home)
            return Atlas(page, home)

        yield new
        for kind, context in here:
            for page in context.pages:
                page.close()
            left[kind].append(context)

    return opened


@pytest.fixture
def tab(tabs: Callable[..., Any]) -> Iterator[Callable[..., Atlas]]:
    with tabs() as new:
        yield new


@pytest.fixture
def atlas(home: str, tab: Callable[..., Atlas]) -> Atlas:
    return tab(home)
