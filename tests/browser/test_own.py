"""A reader's own file, from the real uploader to the pixels of the map, seen by nobody else."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect

from atlas.catalogue import load_catalogue
from atlas.words import say

pytestmark = pytest.mark.browser

MENDE = "48095"
# A ring of 15 pixels across has some hundred dark pixels, many of them blended with what lies below.
DARK = 80
RING_PIXELS = 20
MANY = 600


def bring(atlas: Any, path: Path) -> None:
    """Bring a file and keep it, as a reader does."""
    atlas.page.goto(f"{atlas.home}donnees")
    atlas.give(path)
    atlas.page.get_by_role("button", name="Garder pour cette session").click()
    expect(atlas.page.get_by_text("dans cette session")).to_be_visible()


def to_map(atlas: Any) -> None:
    """Go to the map within the session: another address would begin a new one."""
    atlas.page.get_by_role("link", name="Carte", exact=True).first.click()
    expect(atlas.page.get_by_role("heading", level=1)).to_have_text("Atlas des dynamiques territoriales")
    atlas.until(lambda: atlas.painted() and atlas.address().get("z") is not None)


def dark(atlas: Any, at: tuple[float, float]) -> int:
    """Count the dark pixels around a place of the page: those of a ring."""
    box = {"x": at[0] - 12, "y": at[1] - 12, "width": 24, "height": 24}
    image = Image.open(BytesIO(atlas.page.screenshot(clip=box))).convert("RGB")
    return sum(count for count, colour in image.getcolors(1 << 24) if max(colour) < DARK)


@pytest.fixture
def farm(tmp_path: Path) -> Path:
    path = tmp_path / "fermes.csv"
    path.write_text(
        f"nom;code_insee\nFerme <img src=x onerror=window.hacked=1>;{MENDE}\nPerdue;99999\n", encoding="utf-8"
    )
    return path


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """More points than go with every change of a filter."""
    codes = load_catalogue().geography.communes.query("departement == '26' or departement == '38'").index
    path = tmp_path / "lieux.csv"
    rows = [f"Lieu de nom assez long, numéro {number};{code}" for number, code in enumerate(codes)]
    assert len(rows) > MANY
    path.write_text("\n".join(["nom;code_insee", *rows]), encoding="utf-8")
    return path


def status(address: str) -> int:
    try:
        return int(urllib.request.urlopen(address).status)  # noqa: S310 - our own server
    except urllib.error.HTTPError as error:
        return error.code


def test_own_points_are_painted_for_their_reader_alone(
    atlas: Any, tab: Callable[..., Any], farm: Path
) -> None:
    requests: list[str] = []
    atlas.page.context.on("request", lambda request: requests.append(request.url))
    other = tab(atlas.home).open()
    bring(atlas, farm)
    to_map(atlas)
    atlas.until(lambda: "cerclé\u00a0: 1 de vos initiatives" in atlas.legend())
    expect(atlas.page.get_by_text("dont 2 de vos données")).to_be_visible()
    with atlas.change():
        atlas.page.get_by_role("radio", name="Vos données").click()
    atlas.wait_address(lambda query: query.get("origine") == "vous")
    own = atlas.run("Object.values(map._layers).filter(l => l.options.own).map(l => l.key)")
    assert len(own) == 1
    assert dark(other, atlas.marker(own[0])) == 0
    assert dark(atlas, atlas.marker(own[0])) > RING_PIXELS
    atlas.page.mouse.click(*atlas.marker(own[0]))
    expect(atlas.page.locator("h2", has_text="Ferme <img")).to_be_visible()
    assert atlas.page.evaluate("window.hacked") is None
    assert {url.split("/")[2] for url in requests if url.startswith(("http", "ws"))} == {
        atlas.home.split("/")[2]
    }
    other.open("origine=vous")
    assert other.address().get("origine") is None
    assert other.run("Object.values(map._layers).filter(l => l.options.own).length") == 0


def test_many_points_are_fetched_once_from_an_address_that_cannot_be_guessed(atlas: Any, many: Path) -> None:
    files: list[str] = []
    rows = many.read_text(encoding="utf-8").splitlines()[1:]
    bring(atlas, many)
    atlas.page.on("request", lambda one: files.append(one.url) if one.url.endswith(".json") else None)
    to_map(atlas)
    atlas.until(lambda: any(f"{len(rows)} de vos" in line.replace("\u202f", "") for line in atlas.legend()))
    for name in ("Atlas", "Vos données"):
        with atlas.change():
            atlas.page.get_by_role("radio", name=name).click()
    media = [url for url in files if "/media/" in url]
    assert len(media) == 1
    held = json.loads(urllib.request.urlopen(media[0]).read())  # noqa: S310 - our own server
    assert len(held["told"]["rows"]) == len(rows)
    assert len(held["secret"]) == 32


def test_a_reader_s_file_answers_no_longer_once_they_left(
    serve: Callable[..., Any], tab: Callable[..., Any], many: Path
) -> None:
    with serve(ATLAS_TAB_SECONDS="3") as home:
        atlas, files = tab(home), []
        bring(atlas, many)
        atlas.page.on("request", lambda one: files.append(one.url) if one.url.endswith(".json") else None)
        to_map(atlas)
        atlas.until(lambda: any("/media/" in url for url in files))
        own = next(url for url in files if "/media/" in url)
        assert status(own) == 200
        other = tab(home).open()
        atlas.page.close()
        other.until(lambda: status(own) == 404)


def test_a_row_written_anew_in_the_small_table_is_counted_at_once(atlas: Any, farm: Path) -> None:
    atlas.page.goto(f"{atlas.home}donnees")
    atlas.give(farm)
    atlas.page.get_by_text(say("own_correct", "fr"), exact=True).click()
    unlocated = say("own_lost_unlocated_one", "fr", n=1)
    expect(atlas.page.get_by_text(unlocated)).to_be_visible()
    table = atlas.page.get_by_test_id("stDataFrame").last
    place = table.get_by_role("columnheader", name=say("own_place", "fr"), include_hidden=True)
    column = int(place.get_attribute("aria-colindex")) - 1
    # The first cell, of the line's number, under the headings; from there to the place.
    table.locator(".dvn-scroller").click(position={"x": 30, "y": 52})
    for _ in range(column):
        atlas.page.keyboard.press("ArrowRight")
    atlas.page.keyboard.press("Enter")
    writing = atlas.page.locator(".gdg-input")
    writing.fill("Mende (48)")
    writing.press("Enter")
    expect(atlas.page.get_by_text(unlocated)).to_have_count(0)


def test_the_browser_asks_before_rows_are_lost_until_they_are_taken_away(atlas, farm):
    asked = []
    atlas.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    bring(atlas, farm)
    atlas.page.locator(".atlas-copy[data-unsaved]").wait_for(state="attached")
    with atlas.page.expect_download():
        atlas.page.get_by_role("button", name="Enregistrer mon travail").click()
    atlas.page.locator(".atlas-copy:not([data-unsaved])").wait_for(state="attached")
    atlas.page.reload()
    assert asked == []
    bring(atlas, farm)
    atlas.page.locator(".atlas-copy[data-unsaved]").wait_for(state="attached")
    atlas.page.reload()
    assert asked == ["beforeunload"]
