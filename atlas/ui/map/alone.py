"""Whether an address asks for the map or the table alone, for the page of somebody else."""

from typing import NamedTuple

import streamlit as st

from atlas.views.link import read_number

# What an address asks for by `montrer`, and the height in pixels by `hauteur`.
_SHOWN = {"carte": "map", "tableau": "table"}
_LEAST, _USUAL, _MOST = 200, 480, 2_000


class Alone(NamedTuple):
    """What is shown alone, `map` or `table`, and how high it is in pixels."""

    what: str
    height: int


def alone() -> Alone | None:
    """Return what the address asks to be shown alone; None on an ordinary page."""
    if not st.context.is_embedded:
        return None
    # Asked once: the address is then written anew, and says what is shown.
    if "alone" not in st.session_state:
        asked = st.query_params.to_dict()
        what, height = _SHOWN.get(asked.get("montrer", "")), read_number(asked.get("hauteur", "")) or _USUAL
        shown = Alone(what, int(min(max(height, _LEAST), _MOST))) if what else None
        st.session_state["alone"] = shown
    mine: Alone | None = st.session_state["alone"]
    return mine
