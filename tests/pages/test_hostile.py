"""What an address or a file holds is text on every page: it breaks none, draws nothing, and leads nowhere."""

import io
import re
from pathlib import Path

import pytest
import streamlit as st

from atlas import settings
from atlas.catalogue import load_catalogue
from atlas.readers.told.refusals import FileRefusedError
from atlas.ui import state
from atlas.ui.own import grants as grants_panel
from atlas.ui.own import panel as own_panel
from atlas.views.link import parse
from atlas.words import say

PAGES = [path.stem for path in sorted((Path(__file__).resolve().parents[2] / "pages").glob("*.py"))]
# What tells a text from outside.
MARK = "zq9"
DRAWING = (
    f"{MARK}\n\n# t\n![a](http://third.example/x.png)[b](http://third.example) <img src=//third.example> "
    "www.third.example a@third.example :smile: :material/face: :red[h] $c$ **d** _e_ ~f~ `g` -> {i} %s\x00"
)
WRONG = [
    "9" * 4301,
    "-1",
    "1e400",
    "nan",
    "inf",
    "²",
    "9" * 4301 + "-1",
    "1,nan",
    "{0}",
    "%s",
    "\x00",
    "\u202egnp.exe",
    "\ufffd",
    "x" * 20_000,
    "<script>window.hacked=1</script>",
    DRAWING,
]
# Signs by which Streamlit draws something, once what is escaped or in code is taken out.
SIGNS = re.compile(r"[\\`*_\[\]<>#$~|!&]|:(?=\S)|www\.\w|\w@\w|\n|[\x00-\x1f]|(?<!\S)->(?!\S)")


class Asked(dict):
    """Parameters of an address that writes down which it was asked for."""

    def __init__(self):
        self.names = []

    def get(self, name, default=None):
        self.names.append(name)
        return default


def shared():
    """Every parameter that the pages with a view have in common."""
    asked = Asked()
    parse(asked, state.allowed(load_catalogue()))
    return list(dict.fromkeys(asked.names))


def free():
    """Those of them that no closed list holds."""
    lists = state.allowed(load_catalogue())
    return [name for name in shared() if parse({name: DRAWING}, lists) != parse({}, lists)]


@pytest.fixture
def own(monkeypatch):
    """The choices of the page that was opened last, as it gives them to `arrive`."""
    found = {}
    arrive = state.arrive

    def spy(catalogue, choices=None, **options):
        found.clear()
        found.update(choices or {})
        return arrive(catalogue, choices, **options)

    monkeypatch.setattr(state, "arrive", spy)
    return found


def go(reader, parameters):
    reader.app.query_params.clear()
    reader.app.query_params.update(parameters)
    return reader.run()


def written(message):
    """Give every text of an element, with its kind and the field it stands in."""
    for field, value in message.ListFields():
        single = isinstance(value, str | bytes) or not hasattr(value, "__iter__")
        for one in [value] if single else value:
            if isinstance(one, str):
                yield message.DESCRIPTOR.name, field.name, one
            elif hasattr(one, "ListFields"):
                yield from written(one)


# What Streamlit shows as it stands, or hands to the map, which sets it as text.
LITERAL = {
    ("Html", "body"),
    ("TextInput", "value"),
    ("TextInput", "default"),
    ("TextArea", "value"),
    ("TextArea", "default"),
    ("Selectbox", "options"),
    ("Selectbox", "raw_value"),
    ("MultiSelect", "options"),
    ("ComponentInstance", "json_args"),
    ("Arrow", "data"),
}


def inert(reader):
    """Check that nothing marked is drawn; give what was found, by kind of element."""
    found = []
    for node in (*reader.app.main, *reader.app.sidebar):
        if not hasattr(getattr(node, "proto", None), "ListFields"):
            continue
        for kind, field, text in written(node.proto):
            if MARK not in text:
                continue
            found.append(kind)
            if (kind, field) == ("Html", "body"):
                assert not re.search(r"<img|<script>window|third\.example[^<]*>", text), text
            elif (kind, field) not in LITERAL and field not in {"id", "element_id", "key", "url", "form_id"}:
                left = re.sub(r"`[^`\\\w\s]+`", "\x7f", re.sub(r"\\[!-/:-@\[-`{-~]", "\x7f", text))
                assert not SIGNS.search(left), (kind, field, text)
    return found


def test_no_text_is_a_choice_of_a_closed_parameter(own, visit):
    lists = state.allowed(load_catalogue())
    closed = [name for name in shared() if name not in free()]
    assert {"classes", "annees", "c", "z", "niveau"} <= set(closed)
    assert {"territoire", "initiative", "q"} == set(free())
    for name in closed:
        for wrong in WRONG:
            assert parse({name: wrong}, lists) == parse({}, lists), name
    for page in PAGES:
        visit("").turn_to(page)
        for choice in own.values():
            taken = [wrong for wrong in WRONG if choice.admits(wrong)]
            assert taken == [] or choice.parameter in {"depart", "membres"}


@pytest.mark.parametrize("page", PAGES)
def test_a_wrong_address_gives_the_page_without_it(own, visit, page):
    reader = visit("").turn_to(page)
    before = reader.words
    closed = [name for name in shared() if name not in free()]
    closed += [one.parameter for one in own.values() if not one.admits(DRAWING)]
    # Each parameter has every kind of wrong value in turn, all parameters at once.
    for turn in range(0, len(WRONG), 4):
        wrong = {name: WRONG[(turn + place) % len(WRONG)] for place, name in enumerate(closed)}
        assert go(reader, wrong).words == before
        inert(reader)


@pytest.mark.parametrize("page", PAGES)
def test_an_address_draws_nothing(own, visit, page):
    reader = visit("").turn_to(page)
    names = [*free(), *(one.parameter for one in own.values() if one.admits(DRAWING))]
    told = []
    for name in names if own or page == "carte" else ():
        told += inert(go(reader, {name: DRAWING}))
    if own or page == "carte":
        assert "TextInput" in told
    if page in {"carte", "manques", "territoire", "pairs"}:
        assert "Alert" in told


@pytest.fixture
def bring(monkeypatch):
    """Put a file into the page's uploader, which AppTest cannot click; None takes it out."""

    name = DRAWING.replace("/", "") + ".csv"

    def put(content):
        def uploader(*_args, key="", **_options):
            if content is None or key.startswith("own_mapping"):
                return None
            file = io.BytesIO(content)
            file.name, file.file_id = name, name
            return file

        monkeypatch.setattr(st, "file_uploader", uploader)

    put(None)
    return put


def test_a_file_draws_nothing(visit, bring, tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "WORKSPACE", str(tmp_path / "team.gpkg"))
    monkeypatch.setattr("atlas.ui.own.visitor.is_local", lambda: True)
    cell = DRAWING.replace("\x00", "")
    rows = f'nom;code_insee;"{cell}"\n"{cell}";48095;"{cell}"\n"{cell} 2";"{cell}";x\n'
    bring(rows.encode())
    reader = visit("").turn_to("donnees")
    assert "Markdown" in inert(reader)
    bring(None)
    reader.app.get_by_key("own_batch").set_value(DRAWING)
    reader.press(say("own_keep_team", "fr")).press(say("own_yes_add", "fr"))
    assert inert(reader).count("Markdown") == 1
    for page in PAGES:
        inert(reader.turn_to(page))
    reader.turn_to("carte")
    assert "Button" in inert(go(reader, {"territoire": "commune:48095", "tableau": "initiatives"}))
    next(button for button in reader.app.button if MARK in button.label).click()
    inert(reader.run())
    assert MARK in reader.markup
    identifier = reader.address["initiative"]
    reader.turn_to("pairs")
    assert "Html" in inert(go(reader, {"depart": f"initiative:{identifier}"}))


def refuse(*_args, **_options):
    fault = "unsafe_layer"
    raise FileRefusedError(fault, name=DRAWING)


def test_a_refused_file_draws_nothing(visit, bring, monkeypatch):
    monkeypatch.setattr(own_panel, "read_file", refuse)
    monkeypatch.setattr(grants_panel, "read_grants", refuse)
    bring(b"a;b\n1;2\n")
    assert inert(visit("").turn_to("donnees")) == ["Alert"]
    assert inert(go(visit("").turn_to("financements"), {"section": "fichier"})) == ["Alert"]
