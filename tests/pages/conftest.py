"""Open a page as a reader does, by its address, and read what it shows."""

import html
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pandas as pd
import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest, app_test

from atlas import settings
from atlas.ui import data_frames
from atlas.words import TEXTS, say

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"


def seen(markdown: str) -> str:
    """Read a message of a page as it is seen: what the page escapes, without its escapes."""
    return re.sub(r"`([^`\\\s]+)`|\\([!-/:-@\[-`{-~])", lambda found: str(found[1] or found[2]), markdown)


class Reader:
    """A session of the app."""

    def __init__(self, address: str = "") -> None:
        self.app = AppTest.from_file(ROOT / "streamlit_app.py", default_timeout=60)
        self.app.query_params.update(dict(parse_qsl(address, keep_blank_values=True)))
        self.run()

    def run(self) -> "Reader":
        self.app.run()
        assert [error.value for error in self.app.exception] == []
        return self

    def turn_to(self, page: str) -> "Reader":
        """Open another page by the navigation: the address starts anew."""
        self.app.switch_page(f"pages/{page}.py")
        self.app.query_params.clear()
        return self.run()

    def choose(self, key: str, value: object) -> "Reader":
        self.app.get_by_key(key).set_value(value)
        return self.run()

    def unfold(self, key: str) -> "Reader":
        """Open a fold whose content is made only then."""
        self.app.session_state[key] = True
        return self.run()

    def press(self, label: str) -> "Reader":
        next(button for button in self.app.button if seen(button.label) == label).click()
        return self.run()

    @property
    def address(self) -> dict[str, str]:
        values = self.app.query_params
        return {key: value[0] if isinstance(value, list) else value for key, value in dict(values).items()}

    @property
    def payload(self) -> dict[str, Any]:
        """What the page hands to the map in the browser."""
        (component,) = self.app.get("component_instance")
        script = json.loads(component.proto.json_args)["feature_group"]
        return json.loads(re.search(r"atlas\.show\((.*)\);", script).group(1))

    @property
    def markup(self) -> str:
        return "\n".join(
            node.value for node in self.app.html if not node.value.startswith(("<style", "<script"))
        )

    @property
    def words(self) -> str:
        """All text that the page shows, outside of what people typed into files."""
        return "\n".join(map(str, self._words()))

    def _words(self) -> Iterator[object]:
        yield html.unescape(re.sub(r"<[^>]+>", "\n", self.markup))
        for kind in ("selectbox", "radio", "multiselect", "select_slider", "button_group"):
            for widget in self.app.get(kind):
                yield from (widget.proto.label, *widget.options)
        for kind in ("text_input", "slider", "checkbox", "button", "download_button", "expander"):
            yield from (getattr(widget, "label", "") for widget in self.app.get(kind))
        for node in (*self.app.text_input, *self.app.multiselect):
            yield node.proto.placeholder
        for node in (*self.app.checkbox, *self.app.radio, *self.app.get("download_button")):
            yield node.proto.help
        for kind in ("caption", "subheader", "warning", "error", "info"):
            yield from (seen(node.value) for node in self.app.get(kind))
        for table in self.app.dataframe:
            yield from (table.value.index.name, *table.value.columns)
        if self.app.get("component_instance"):
            sent = self.payload
            keys = ("legend", "words", "places", "source", "unit")
            yield json.dumps([sent[key] for key in keys], ensure_ascii=False)

    def says(self, key: str, **values: object) -> bool:
        """Check whether the page shows a sentence of the atlas in its language, with any values or these."""
        language = "en" if self.address.get("lang") == "en" else "fr"
        parts = [say(key, language, **values)] if values else re.split(r"\{[^}]*\}", TEXTS[key].to(language))
        return re.search("(?s:.{0,300}?)".join(map(re.escape, parts)), self.words) is not None

    @property
    def buttons(self) -> list[str]:
        """What stands on the buttons, as it is seen."""
        return [seen(button.label) for button in self.app.button]

    @property
    def messages(self) -> list[str]:
        """What the page says of a fault or in warning, as it is seen."""
        return [seen(node.value) for kind in ("error", "warning") for node in self.app.get(kind)]

    @property
    def figures(self) -> list[str]:
        """The key figures, as plain digits."""
        thousands = r",(?=\d{3})" if self.address.get("lang") == "en" else r"(?!)"
        return [
            re.sub(rf"[^\d,.]|{thousands}", "", text)
            for text in re.findall(r"<strong>(.*?)</strong>", self.markup)
        ]


# AppTest would read the metadata of every installed package at each visit.
_manifests = cache(manifest_scanner.scan_component_manifests)


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Reader]:
    # AppTest takes each run for a server's first, on which Streamlit has not met our navigation yet and
    # would run a file of pages/ by itself.
    monkeypatch.setattr(PagesManager, "uses_pages_directory", False)
    monkeypatch.setattr(app_test, "PagesManager", type("Pages", (PagesManager,), {}))
    monkeypatch.setattr(manifest_scanner, "scan_component_manifests", _manifests)
    popover = st.popover

    def opened(*args: Any, **options: Any) -> object:
        return popover(*args, **options | {"on_change": "ignore"})

    monkeypatch.setattr(st, "popover", opened)
    return Reader


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a table hold all its rows, of which a browser is sent a part."""
    monkeypatch.setattr(data_frames, "MOST_SENT", 10**9)


@pytest.fixture
def scales_section(visit: Callable[[str], Reader]) -> Callable[..., Reader]:
    """Open a section of Échelles, with more choices in its address."""

    def open_section(section: str, address: str = "") -> Reader:
        reader = visit().turn_to("echelles")
        reader.app.query_params.update({"section": section})
        reader.app.query_params.update(dict(part.split("=") for part in address.split("&") if part))
        return reader.run()

    return open_section


@pytest.fixture
def downloads(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], bytes]]:
    """What the download buttons hand out, by their file's name; the last of a kind also by its ending."""
    files: dict[str, Callable[[], bytes]] = {}
    button = st.download_button

    def keep(label: str, data: Callable[[], bytes], **options: Any) -> bool:
        name = options["file_name"]
        files[name] = files[name.partition(".")[2]] = data
        return button(label, data, **options)

    monkeypatch.setattr(st, "download_button", keep)
    return files


@pytest.fixture(scope="session")
def plain() -> Callable[[str], pd.DataFrame]:
    """Read a curated table as text, with nothing of the atlas."""

    def read(name: str) -> pd.DataFrame:
        return pd.read_csv(DATA / "initiatives" / f"{name}.csv", dtype=str, keep_default_na=False)

    return read


@pytest.fixture(scope="session")
def seated(plain: Callable[[str], pd.DataFrame]) -> pd.DataFrame:
    """Initiatives with the territories and typologies of their seat, joined without the atlas."""
    communes = pd.read_parquet(DATA / "geo" / "commune.parquet").set_index("code")
    columns = ["bassin_de_vie", "epci", "setting", "density_level", "aav_category"]
    return plain("initiatives").set_index("id").join(communes[columns], on="seat_commune")


@pytest.fixture
def team(tmp_path, monkeypatch):
    """A workspace, open to who sits at this machine."""
    where = tmp_path / "team.gpkg"
    monkeypatch.setattr(settings, "WORKSPACE", str(where))
    monkeypatch.setattr("atlas.ui.own.visitor.is_local", lambda: True)
    return where
