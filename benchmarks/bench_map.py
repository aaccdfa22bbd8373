"""Measure the map in a real browser: the atlas beside a `folium.GeoJson` rebuilt at each change.

    python benchmarks/bench_map.py [--changes N]

Both servers run on this machine, a browser drives each in turn: choose a type, wait for the new picture,
count what the server sent. Prints medians, ratios and the budgets of docs/architecture.md. `folium.GeoJson`
runs twice: on the boundaries of `data/geo`, and on the display files that the build simplified.
Needs the `test` extra and Debian's Chromium.
"""

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

ROOT = Path(__file__).resolve().parent.parent
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Parts of labels that name one type each; a type is chosen once.
TYPES = (
    "Cluster",
    "Marque territoriale",
    "alimentaire territorial",
    "Tiers-lieu",
    "Village du futur",
    "Monnaie locale",
    "French Impact",
    "Start-Up",
    "transition écologique",
)
# How many fresh browsers open the first map.
_FIRST = 3
PAINTED = "window.atlasPainted || null"
RUN = "window.run ? [String(window.run), window.runAt] : null"


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return int(server.getsockname()[1])


@contextmanager
def server(*command: str) -> Iterator[tuple[str, float, int]]:
    """Run a Streamlit server; give its address and the seconds until it answered."""
    port = free_port()
    start = time.perf_counter()
    process = subprocess.Popen(
        [*command, str(port)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=dict(os.environ),
    )
    try:
        while True:
            try:
                urllib.request.urlopen(f"http://localhost:{port}/", timeout=1)
                break
            except OSError:
                if process.poll() is not None:
                    raise
                time.sleep(0.02)
        yield f"http://localhost:{port}/", time.perf_counter() - start, process.pid
    finally:
        process.terminate()
        process.wait()


def megabytes(pid: int) -> float:
    """Read the resident memory of a process."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return float("nan")


class Driver:
    """A page with a map, the bytes that reach it, and when it was painted.

    Both ends of a change are read from the browser's own clock: the pointer that chooses, and the end of
    the frame in which the new picture was drawn.
    """

    def __init__(self, page: Page, probe: str) -> None:
        self.page, self.probe, self.received, self.first = page, probe, 0, float("nan")
        page.add_init_script(
            "addEventListener('pointerdown',"
            " () => { window.pressed = performance.timeOrigin + performance.now(); }, true);"
        )
        page.on("websocket", lambda socket: socket.on("framereceived", self._frame))
        page.on("response", lambda answer: self._add(int(answer.headers.get("content-length") or 0)))

    def _frame(self, data: str | bytes) -> None:
        self._add(len(data))

    def _add(self, size: int) -> None:
        self.received += size

    def painted(self) -> tuple[str, float] | None:
        """Tell which picture is on the screen, and since when (milliseconds)."""
        answers = []
        for frame in self.page.frames:
            if "streamlit_folium" not in frame.url or frame.is_detached():
                continue
            try:
                answers.append(frame.evaluate(self.probe))
            except PlaywrightError:  # the frame is being replaced
                continue
        return next((tuple(answer) for answer in reversed(answers) if answer), None)

    def wait(self, before: tuple[str, float] | None) -> float:
        """Wait for another picture than `before`; give its time."""
        for _ in range(3000):
            now = self.painted()
            if now and (before is None or now[0] != before[0]):
                return now[1]
            self.page.wait_for_timeout(60)
        msg = "The map was not painted within its time."
        raise TimeoutError(msg)

    def change(self, act: Callable[[], None]) -> tuple[float, int]:
        """Act, wait for the picture; give seconds and bytes."""
        before, self.received = self.painted(), 0
        act()
        at = self.wait(before)
        return (at - self.page.evaluate("window.pressed")) / 1000, self.received


def choose(page: Page, text: str) -> Callable[[], None]:
    """Open the list of types and get ready to choose one."""
    box = page.get_by_label("Types", exact=True).first
    box.click()
    box.fill(text)
    option = page.get_by_role("option").first
    option.wait_for()
    return option.click


def driver_of_communes(browser: Browser, url: str) -> Driver:
    """Open the map of all communes in a fresh browser."""
    driver = Driver(browser.new_context(viewport={"width": 1400, "height": 900}).new_page(), PAINTED)
    start = time.perf_counter()
    driver.page.goto(f"{url}?niveau=commune&points=non")
    driver.wait(None)
    driver.first = time.perf_counter() - start
    return driver


def main() -> None:
    """Run both ways in turn and print medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--changes", type=int, default=len(TYPES))
    count = parser.parse_args().changes
    browser_path = shutil.which("chromium")
    streamlit = [sys.executable, "-m", "streamlit", "run"]
    atlas_command = [sys.executable, "-m", "atlas", "app", "--no-browser", "--port"]
    with (
        server(*atlas_command) as (atlas_url, start_seconds, pid),
        server(*streamlit, "benchmarks/naive_map.py", "--server.headless=true", "--server.port") as (
            naive_url,
            _,
            _pid,
        ),
        sync_playwright() as playwright,
    ):
        # A browser each: the pages of one site may share a process, and one would then wait for the other.
        browsers = [playwright.chromium.launch(executable_path=browser_path, args=FLAGS) for _ in range(3)]
        browser, *others = browsers
        ours, naive, light = [], [], []
        first = []
        for turn in range(_FIRST):
            page = browser.new_context(viewport={"width": 1400, "height": 900}).new_page()
            driver = Driver(page, PAINTED)
            start = time.perf_counter()
            page.goto(f"{atlas_url}?niveau=epci")
            driver.wait(None)
            first.append(time.perf_counter() - start)
            if turn < _FIRST - 1:
                page.context.close()
        leaflet = next(
            f.evaluate("document.querySelector('script[src*=leaflet]').src")
            for f in page.frames
            if "folium" in f.url
        ).rsplit("/", 1)[0]
        rivals = []
        for another, polygons in zip(others, ("boundaries", "display"), strict=True):
            other = another.new_page(viewport={"width": 1400, "height": 900})
            rival = Driver(other, RUN)
            other.goto(f"{naive_url}?leaflet={leaflet}&polygons={polygons}")
            rival.wait(None)
            rivals.append(rival)
        for name in TYPES[:count]:
            for one, samples in ((driver, ours), (rivals[0], naive), (rivals[1], light)):
                one.page.wait_for_timeout(1500)
                samples.append(one.change(choose(one.page, name)))
                one.page.keyboard.press("Escape")
        memory = megabytes(pid)
        every, communes = driver_of_communes(browser, atlas_url), []
        for name in TYPES[:count]:
            every.page.wait_for_timeout(1500)
            communes.append(every.change(choose(every.page, name)))
            every.page.keyboard.press("Escape")
        for one in browsers:
            one.close()

    def median(samples: list[tuple[float, int]], which: int) -> float:
        return statistics.median(sample[which] for sample in samples)

    seconds = median(ours, 0)
    sent = median(ours, 1) / 1000
    print(f"filter change to painted map   {seconds:.3f} s, {sent:.1f} kB   (budget: 0.25 s, 40 kB)")
    for title, samples in (("boundaries", naive), ("display files", light)):
        print(
            f"  folium.GeoJson, {title:13}  {median(samples, 0):.2f} s, {median(samples, 1) / 1e6:.2f} MB,"
            f" {median(samples, 0) / seconds:.0f} times ours   (budget: 25)"
        )
    print(
        f"  communes of all France       {median(communes, 0):.3f} s, {median(communes, 1) / 1000:.1f} kB,"
        f" first map {every.first:.2f} s   (budget: 0.25 s, 60 kB, 4 s)"
    )
    print(f"first map, fresh browser       {', '.join(f'{s:.2f} s' for s in first)}   (budget: 3 s, warm)")
    print(f"server start to first answer   {start_seconds:.2f} s   (budget: 6 s)")
    print(f"memory of the server           {memory:.0f} MB   (budget: 700 MB)")


if __name__ == "__main__":
    main()
