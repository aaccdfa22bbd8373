"""« Near me »: at a click the browser is asked where the reader is, and the territory there opens."""

from functools import partial
from importlib import resources

import numpy as np
import streamlit as st

from atlas.catalogue import Catalogue
from atlas.territories.places import Place
from atlas.ui.map.search import go_to
from atlas.vocabulary import Language
from atlas.words import say

LEVEL = "bassin_de_vie"
_KEY, _FAULT = "near", "near_fault"
FAULTS = ("refused", "unavailable", "nowhere")


def near_me(catalogue: Catalogue, language: Language) -> None:
    """Draw the button; the answer of the browser comes through the session, and stands nowhere else."""
    files = resources.files("atlas.ui.map")
    # Declared inside a session, as Streamlit asks.
    button = st.components.v2.component(
        "atlas_near",
        html="<button type='button' aria-live='polite' hidden></button>",
        css=(files / "near.css").read_text(encoding="utf-8"),
        js=(files / "near.js").read_text(encoding="utf-8"),
    )
    words = {"ask": say("near_ask", language), "wait": say("near_wait", language)}
    button(key=_KEY, data=words, on_answer_change=partial(_answered, catalogue.curated))
    st.caption(say("near_note", language))
    if fault := st.session_state.pop(_FAULT, ""):
        st.warning(say(f"near_{fault}", language))


def _answered(catalogue: Catalogue) -> None:
    answer = st.session_state[_KEY]["answer"] or {}
    fault = answer.get("fault")
    where = None if fault else territory_at(catalogue, answer.get("lon"), answer.get("lat"))
    if where is not None:
        go_to(catalogue, where)
    else:
        st.session_state[_FAULT] = fault if fault in FAULTS else "nowhere"


def territory_at(catalogue: Catalogue, lon: object, lat: object) -> Place | None:
    """Return the bassin de vie at a point in degrees (WGS 84), or its commune's own where it has none.

    None where no commune is there, or where what a browser sent is no point.
    """
    if not (_within(lon, 180) and _within(lat, 90)):
        return None
    point = np.array([lon], dtype="float64"), np.array([lat], dtype="float64")
    for level in (LEVEL, "commune"):
        (code,) = catalogue.geography.at_points(*point, level)
        if isinstance(code, str):
            return Place(level, code)
    return None


def _within(degrees: object, most: int) -> bool:
    return isinstance(degrees, int | float) and abs(degrees) <= most
