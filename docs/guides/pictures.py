"""Make the pictures of the guides anew, from the running atlas.

    atlas app --no-browser &
    python docs/guides/pictures.py

A picture in a guide links to the address that it was taken from: the guides say what to take. Needs Debian's
`chromium` and `playwright` (".[test]").
"""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).parent
SIZE = (1200, 800)
COLOURS = 128


class Picture(NamedTuple):
    """A picture of a guide, and the address that shows it."""

    path: Path
    address: str


def pictures() -> Iterator[Picture]:
    """Yield the pictures that the guides name."""
    for guide in sorted(FOLDER.glob("*.md")):
        for name, address in re.findall(
            r"!\[[^\]]*\]\(([^)]+)\)\]\(([^)]+)\)", guide.read_text(encoding="utf-8")
        ):
            yield Picture(FOLDER / name, address)


def main() -> None:
    """Take them all."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport=dict(zip(("width", "height"), SIZE, strict=True)))
        for picture in pictures():
            page.goto(picture.address)
            page.wait_for_selector('[data-test-script-state="notRunning"]', timeout=60_000)
            page.wait_for_timeout(4_000)  # what a map still has to draw
            shown = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            picture.path.parent.mkdir(exist_ok=True)
            shown.quantize(COLOURS, dither=Image.Dither.NONE).save(picture.path, optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
