"""The reader's choices, held in step with the address bar.

The address is the truth when someone arrives by a link or goes back; the widgets are the truth after that.
The map's centre and zoom are written into the address by the browser, so that panning reruns nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from atlas.catalogue import Catalogue
from atlas.catalogue.filters import Filter, Many, Value
from atlas.catalogue.presence import usual_count
from atlas.catalogue.selection import FILTERS, Selection
from atlas.ui.map.alone import asked
from atlas.views.brought.level import no_level
from atlas.views.choices import Choice, address, allowed, offered, year_bounds
from atlas.views.link import View, compose, parse
from atlas.views.map.border import place_fit
from atlas.vocabulary import OWN_LEVEL, PERIMETER, Language, place_level

_MAP_KEYS = ("c", "z")


def arrive(
    catalogue: Catalogue,
    own: Mapping[str, Choice] | None = None,
    *,
    level: str = View.level,
    official: Callable[[], bool] = lambda: False,
) -> None:
    """Set the widgets from the address if the address is news, else from what the reader last chose.

    `official`: whether a reader's own perimeters are no level of the page as its widgets stand.
    """
    state = st.session_state
    address = _told()
    kept = dict(state.get("kept", {}))
    news = False
    if "view" not in state:
        view = replace(parse(st.query_params.to_dict(), allowed(catalogue)), language=language())
        news = True
        _look(catalogue, view)
    elif not address.keys() - {"lang"} and address != state["address"]:
        # Another page was opened: it has a new address, the reader's choices go along.
        view = replace(state["view"], language=language())
    elif address != state["address"]:
        view = parse(st.query_params.to_dict(), allowed(catalogue))
        news = True
        kept = {}
        for key in (*_values(view, catalogue), *(own or {})):
            state.pop(key, None)
        _look(catalogue, view)
    else:
        view = state["view"]
    if news:
        state["level_chosen"] = address.get("niveau") == place_level(view.level)
    # Assigned even where it is there: Streamlit takes this page's widget for another than that of the page
    # left, and would begin it empty.
    for key, value in _values(view, catalogue).items():
        state[key] = state.get(key, value)
    # Who counts as is usual for the chosen types goes on doing so when the types change.
    if state["by"] == view.by == usual_count(view.selection.types):
        state["by"] = usual_count(tuple(state["types"]))
    state["level_chosen"] |= state["level"] != view.level
    if not state["level_chosen"]:
        state["level"] = level
    _keep_to(catalogue)
    for key, choice in (own or {}).items():
        given = str(address.get(choice.parameter, kept.get(key, choice.choices[0])))
        state[key] = state.get(key, choice.held(given if choice.admits(given) else choice.choices[0]))
    _keep_level(catalogue, level, missed=news and address.get("niveau") == PERIMETER, official=official())


def _keep_to(catalogue: Catalogue) -> None:
    """Let go of choices that rest on rows which the reader has brought or put away since."""
    state = st.session_state
    for name, one in FILTERS.items():
        partner = (state[one.partner],) if one.partner else ()
        state[name] = _held(one, one.read(one.write(state[name]), offered(catalogue, name, *partner)))
    low, high = year_bounds(catalogue)
    if state.get("year_bounds", (low, high)) != (low, high):
        first, last = state["years"]
        whole = (first, last) == state["year_bounds"]
        state["years"] = (low, high) if whole else (max(low, min(first, high)), min(high, max(last, low)))
    state["year_bounds"] = (low, high)


def _keep_level(catalogue: Catalogue, usual: str, *, missed: bool, official: bool) -> None:
    """Let go of the level of own perimeters where there is none, and keep the sentence that says why."""
    state, told = st.session_state, ""
    if state["level"] == OWN_LEVEL and (official or not catalogue.geography.own_level):
        state["level"], state["level_chosen"], missed = usual, False, True
    if missed and state["level"] != OWN_LEVEL:
        told = no_level(catalogue, language(), instead=state["level"], official=official)
    state["level_told"] = told


def level_told() -> str:
    """Return why the page does not open at the level that was asked for; empty where it does."""
    return str(st.session_state.get("level_told", ""))


def _values(view: View, catalogue: Catalogue) -> dict[str, Any]:
    return filter_values(catalogue, view.selection) | {
        "language": view.language,
        "level": view.level,
        "measure": view.measure,
        "by": view.by,
        "method": view.method,
        "classes": view.classes,
        "palette": view.palette,
        "tiles": view.tiles,
        "points": view.points,
        "table": view.table,
        "territory": view.territory,
        "initiative": view.initiative,
    }


def filter_values(catalogue: Catalogue, selection: Selection) -> dict[str, Any]:
    """Return what the widgets of the filters hold, by their key: the field of the selection."""
    values = {name: _held(one, getattr(selection, name)) for name, one in FILTERS.items()}
    low, high = year_bounds(catalogue)
    first, last = selection.years or (low, high)
    return values | {"years": (max(low, min(first, high)), min(high, max(last, low)))}


def _held(one: Filter, chosen: Value) -> Value:
    return list(chosen) if isinstance(one, Many) else chosen


def _selected(catalogue: Catalogue) -> Selection:
    state = st.session_state
    chosen: dict[str, Any] = {
        name: tuple(state[name]) if isinstance(one, Many) else state[name] for name, one in FILTERS.items()
    }
    years = tuple(state["years"])
    chosen["years"] = None if years == year_bounds(catalogue) else years
    return Selection(**chosen)


def _look(catalogue: Catalogue, view: View) -> None:
    if view.centre and view.zoom is not None:
        key = f"link {view.centre} {view.zoom}"
        st.session_state["fit"] = {"key": key, "centre": view.centre, "zoom": view.zoom}
    else:
        fit(catalogue, view.inside or view.territory)


def fit(catalogue: Catalogue, text: str) -> None:
    """Make the map look at a territory, or at all of France where none is named."""
    if not text:
        st.session_state.pop("fit", None)
    elif found := place_fit(catalogue, text):
        st.session_state["fit"] = found


def current(
    catalogue: Catalogue, own: Mapping[str, Choice] | None = None, *, level: str = View.level
) -> View:
    """Read the view from the widgets and write it into the address."""
    state = st.session_state
    view = View(
        language=state["language"],
        selection=_selected(catalogue),
        level=state["level"],
        measure=state["measure"],
        by=state["by"],
        method=state["method"],
        classes=state["classes"],
        palette=state["palette"],
        tiles=state["tiles"],
        points=state["points"],
        territory=state["territory"],
        initiative=state["initiative"],
        table=state["table"] or "",
    )
    state["view"] = view
    extra = {key: choice.told(state[key]) for key, choice in (own or {}).items()}
    state["kept"] = state.get("kept", {}) | extra
    write_address(compose(view, level=level) | (address(own or {}, extra) or {}))
    return view


def write_address(parameters: dict[str, str]) -> None:
    """Put parameters into the address, keeping the map's centre and zoom, and what a frame shows."""
    address = st.query_params.to_dict()
    st.session_state["address"] = parameters
    place = {key: address[key] for key in _MAP_KEYS if key in address} | asked()
    if address != parameters | place:
        st.query_params.from_dict(parameters | place)


def _told() -> dict[str, str]:
    """Return what the address says of the reader's choices."""
    others = {*_MAP_KEYS, *asked()}
    return {key: value for key, value in st.query_params.to_dict().items() if key not in others}


def language() -> Language:
    """Return the reader's language, from the address on the first run."""
    state = st.session_state
    # A widget's value may be gone on the next page: the plain key keeps it.
    chosen = state.get("language") or state.get("spoken") or st.query_params.get("lang", "fr")
    spoken: Language = "en" if chosen == "en" else "fr"
    state["spoken"] = spoken
    return spoken


def arrive_with_language(own: Mapping[str, Choice] | None = None) -> Language:
    """Set the language and the choices of a page without a view from the address, and write them back."""
    state, spoken = st.session_state, language()
    state["language"], state["level_told"] = spoken, ""
    given, kept = _told(), state.get("kept", {})
    if given != state.get("plain_address"):
        # News of the page that stands here already: a way back, or another link to it.
        kept = kept | {key: choice.choices[0] for key, choice in (own or {}).items() if key in state}
        for key in own or {}:
            state.pop(key, None)
    for key, choice in (own or {}).items():
        told = str(given.get(choice.parameter, kept.get(key, choice.choices[0])))
        state[key] = state.get(key, choice.held(told if choice.admits(told) else choice.choices[0]))
    extra = {key: choice.told(state[key]) for key, choice in (own or {}).items()}
    state["kept"] = kept | extra
    wanted = ({} if spoken == "fr" else {"lang": spoken}) | (address(own or {}, extra) or {})
    state["plain_address"] = wanted
    if st.query_params.to_dict() != wanted | asked():
        st.query_params.from_dict(wanted | asked())
    if "view" in state:
        state["address"] = None
    return spoken
