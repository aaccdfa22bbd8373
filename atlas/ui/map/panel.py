"""The map on the page."""

import hashlib
import secrets
import time
from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from atlas.catalogue import Answer, Catalogue
from atlas.maps.layers import base_map, view_group
from atlas.maps.picture import MapPicture, Overlay
from atlas.territories.places import split_place
from atlas.ui import inside_streamlit
from atlas.ui.assets import serve
from atlas.views.link import View
from atlas.views.map.figure import Figure, map_picture

_KEY = "map"
# Seconds; enough for the browser to have drawn the map before more of the page arrives.
_HEAD_START = 0.07
HEIGHT = 640


def prepare(  # noqa: PLR0913 - what to draw, and where to look
    catalogue: Catalogue,
    view: View,
    answer: Answer,
    figure: Figure | None = None,
    *,
    fit: dict[str, Any] | None = None,
    overlay: Overlay | None = None,
) -> MapPicture:
    """Compute the map."""
    looking_at = fit or st.session_state.get("fit")
    return map_picture(
        catalogue, view, answer, fit=looking_at, figure=figure, overlay=overlay, deliver=_deliver
    )


def show(catalogue: Catalogue, picture: MapPicture, *, height: int = HEIGHT) -> None:
    """Draw the map; a click opens a territory or an initiative."""
    st_folium(
        base_map(serve(catalogue.common)),
        key=_KEY,
        render=False,
        height=height,
        use_container_width=True,
        feature_group_to_add=view_group(picture.payload()),
        # `atlas.js` answers a click through this one object, which no other gesture touches.
        returned_objects=["selected_tags"],
        on_change=_clicked,
    )
    # The browser paints the map before it is handed the rest of the page.
    time.sleep(_HEAD_START)


def draw(  # noqa: PLR0913 - what to draw, and how large
    catalogue: Catalogue,
    view: View,
    answer: Answer,
    figure: Figure | None = None,
    *,
    fit: dict[str, Any] | None = None,
    overlay: Overlay | None = None,
    height: int = HEIGHT,
) -> None:
    """Compute the map and draw it, see `prepare` and `show`."""
    show(catalogue, prepare(catalogue, view, answer, figure, fit=fit, overlay=overlay), height=height)


def _deliver(text: str) -> str:
    """Return the session's own file an address that nobody can guess, for as long as it is asked for."""
    state = st.session_state
    secret = state.setdefault("own_secret", secrets.token_hex(16))
    # Streamlit names the file by its content: the secret keeps that from being guessed.
    content = f'{{"secret":"{secret}","told":{text}}}'.encode()
    name = f"atlas {hashlib.sha256(content).hexdigest()}"
    address = inside_streamlit.deliver(content, "application/json", name)
    # The map's frame lies at component/streamlit_folium.st_folium/.
    return f"../..{address}"


def _clicked() -> None:
    answer = (st.session_state.get(_KEY) or {}).get("selected_tags") or []
    if not answer:
        return
    told = split_place(str(answer[0]))
    if told.level == "type":
        _toggle(told.code)
        return
    st.session_state["initiative"] = told.code if told.level == "initiative" else ""
    if told.level != "initiative":
        st.session_state["territory"] = str(told)


def _toggle(code: str) -> None:
    """Choose a type, or let go of it; what is no type is let go of by `atlas.ui.state`."""
    chosen = st.session_state["types"]
    st.session_state["types"] = [one for one in chosen if one != code] if code in chosen else [*chosen, code]
