"""The widgets of the page of scales."""

import streamlit as st

from atlas import scales
from atlas.catalogue import Catalogue
from atlas.ui import filters
from atlas.ui.downloads import today
from atlas.views.choices import address
from atlas.views.scales.choices import INDICATORS, OWN
from atlas.views.scales.files import Asked
from atlas.vocabulary import Language
from atlas.words import say


def sidebar_choices(catalogue: Catalogue, language: Language) -> None:
    """Draw what the open section lets choose above the filters."""
    section = st.session_state["scales_section"]
    if section == "echelles" or (section == "diffusion" and _one_type()):
        filters.level_choice(catalogue, language, official=has_official_levels())
    if section in ("echelles", "zonages"):
        # As on the page of the map: the longest name has room here, and would be cut in a closed list.
        st.radio(
            say("scales_indicator", language),
            INDICATORS,
            key="scales_indicator",
            format_func=lambda code: scales.INDICATORS[code].label.to(language),
        )
    if section in ("echelles", "zonages", "diffusion", "indicateur"):
        filters.counting_choice(catalogue, language)
    if section != "methode":
        st.selectbox(
            say("scales_seed", language),
            OWN["scales_seed"].choices,
            key="scales_seed",
            help=say("scales_seed_help", language),
        )


def has_official_levels() -> bool:
    """Check whether the open section has no level of a reader's own perimeters."""
    return bool(st.session_state["scales_section"] == "diffusion")


def drawing() -> tuple[str, ...]:
    """Name the choices of drawing that the open section has, see `atlas.ui.filters.DRAWING`."""
    state = st.session_state
    if state["scales_section"] == "diffusion":
        return ("tiles",) if _one_type() else ()
    if state["scales_section"] == "indicateur":
        return filters.DRAWING
    if state["scales_section"] != "echelles":
        return ()
    return filters.TERRITORIES if state["scales_map"] == "valeurs" else ("tiles",)


def _one_type() -> bool:
    """Check whether the section on how dynamics spread, drawn before, speaks of one type and has a map."""
    return bool(st.session_state.get("spread_one"))


def seed() -> int:
    """Read the seed of all draws from its widget."""
    return int(st.session_state["scales_seed"])


def asked() -> Asked:
    """Read from the widgets what files are to say and to reproduce."""
    state = st.session_state
    return Asked(state["scales_indicator"], seed(), address(OWN, {key: state[key] for key in OWN}), today())
