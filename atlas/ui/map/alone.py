"""Whether an address asks for the map or the table alone, for the page of somebody else."""

from typing import NamedTuple

import streamlit as st

from atlas.views.link import read_number

# What an address asks for by `montrer`, and the height in pixels by `hauteur`.
PARAMETERS = ("montrer", "hauteur")
_SHOWN = {"carte": "map", "tableau": "table"}
_LEAST, _USUAL, _MOST = 200, 480, 2_000


class Alone(NamedTuple):
    """What is shown alone, `map` or `table`, and how high it is in pixels."""

    what: str
    height: int


def asked() -> dict[str, str]:
    """Return what the address of a frame asks for; empty on an ordinary page."""
    if not st.context.is_embedded:
        return {}
    return {key: value for key, value in st.query_params.to_dict().items() if key in PARAMETERS}


def alone() -> Alone | None:
    """Return what the address asks to be shown alone; None on an ordinary page."""
    told = asked()
    what, height = _SHOWN.get(told.get("montrer", "")), read_number(told.get("hauteur", "")) or _USUAL
    return Alone(what, int(min(max(height, _LEAST), _MOST))) if what else None
