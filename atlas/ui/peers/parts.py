"""What both views of the page of peers draw: the map, and the sheet of an initiative."""

import hashlib
from typing import Any

import pandas as pd
import streamlit as st

from atlas.catalogue import Catalogue
from atlas.maps.picture import Overlay
from atlas.ui.map.panel import prepare, show
from atlas.ui.map.side import draw_initiative, open_initiative
from atlas.views.link import View
from atlas.views.map.border import place_fit
from atlas.views.peers import map as peers_map
from atlas.words import say


def draw_map(  # noqa: PLR0913 - what to draw, and where to look
    catalogue: Catalogue,
    view: View,
    ids: pd.Index,
    title: str,
    overlay: Overlay,
    *,
    look_at: pd.Index | None = None,
) -> None:
    """Draw the map of the page."""
    state = st.session_state
    if look_at is None:
        points = peers_map.looked_at(catalogue, ids, overlay)
    else:
        points = catalogue.places.loc[look_at, ["lat", "lon"]].dropna()
    shown = hashlib.sha256(repr([state["peers_view"], state["peers_start"], list(points.index)]).encode())
    key = f"peers {shown.hexdigest()[:12]}"
    fit: dict[str, Any] | None = state.get("fit")
    # A link's own place holds until something else is asked.
    linked = fit is not None and "centre" in fit and state.setdefault("peers_fit", key) == key
    if not linked:
        state.pop("fit", None)
        fit = None
        if overlay.marks and not points.empty:
            fit = {"key": key, "bounds": peers_map.bounds(points)}
        else:
            fit = place_fit(catalogue, view.inside)
    gathered = overlay is peers_map.EMPTY
    plain, answer, figure = peers_map.ground(catalogue, view, ids, title, gathered=gathered)
    with st.container(key="peers_map"):
        show(catalogue, prepare(catalogue, plain, answer, figure, fit=fit, overlay=overlay))


def draw_sheet(catalogue: Catalogue, view: View) -> None:
    """Draw the sheet of the open initiative, with the way to its peers."""
    language = view.language
    with st.container(key="sheet"):
        with st.container(horizontal=True):
            st.button(say("close", language), key="close_initiative", on_click=open_initiative, args=("",))
            if st.session_state["peers_start"] != f"initiative:{view.initiative}":
                st.button(
                    say("peers_start_here", language),
                    on_click=start_from,
                    args=(f"initiative:{view.initiative}",),
                )
        draw_initiative(catalogue, view)


def start_from(start: str) -> None:
    """Look for the peers of another start."""
    state = st.session_state
    state["peers_start"] = start
    state["initiative"] = state["territory"] = ""
