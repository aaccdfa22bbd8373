"""What the page of scales lets choose, and its place in the address."""

from collections.abc import Mapping

import streamlit as st

from atlas import scales
from atlas.presence import COUNTING
from atlas.ui import filters
from atlas.ui.downloads import today
from atlas.ui.scale_files import Asked
from atlas.ui.state import Choice
from atlas.ui.texts import say
from atlas.vocabulary import Language

SECTIONS = ("echelles", "zonages", "associations", "methode")
INDICATORS = ("rate", *(name for name in scales.INDICATORS if name != "rate"))
MAPS = ("grappes", "fragiles", "valeurs")
# Zonings that the study speaks of; régions are twelve on the mainland, too few to draw.
ZONED = ("bassin_de_vie", "epci", "departement")
PAIRS = tuple(f"{first}-{second}" for first, second in scales.PAIRS)

OWN: dict[str, Choice] = {
    "scales_section": Choice("section", SECTIONS),
    "scales_indicator": Choice("indicateur", INDICATORS),
    "scales_map": Choice("carte", MAPS),
    "scales_seed": Choice("graine", tuple(str(seed) for seed in range(1, 100))),
    "scales_zonings": Choice("tirages", ("199", "49", "99", "499", "999")),
    "scales_null": Choice("centres", tuple(scales.NULLS)),
    "scales_statistic": Choice(
        "statistique", ("gini", *(name for name in scales.STATISTICS if name != "gini"))
    ),
    "scales_pair": Choice("croiser", PAIRS),
}


def sidebar_choices(language: Language) -> None:
    """Draw what the open section lets choose above the filters."""
    section = st.session_state["scales_section"]
    if section == "echelles":
        filters.level_choice(language)
    if section in ("echelles", "zonages"):
        # As on the page of the map: the longest name has room here, and would be cut in a closed list.
        st.radio(
            say("scales_indicator", language),
            INDICATORS,
            key="scales_indicator",
            format_func=lambda code: scales.INDICATORS[code].label.to(language),
        )
        st.radio(
            say("by", language), COUNTING, key="by", format_func=lambda code: say(f"by_{code}", language)
        )
    if section != "methode":
        st.selectbox(
            say("scales_seed", language),
            OWN["scales_seed"].choices,
            key="scales_seed",
            help=say("scales_seed_help", language),
        )


def drawing() -> tuple[str, ...]:
    """Name the choices of drawing that the open section has, see `atlas.ui.filters.DRAWING`."""
    state = st.session_state
    if state["scales_section"] != "echelles":
        return ()
    return filters.DRAWING if state["scales_map"] == "valeurs" else ("points", "tiles")


def seed() -> int:
    """Read the seed of all draws from its widget."""
    return int(st.session_state["scales_seed"])


def address(choices: Mapping[str, object]) -> dict[str, str] | None:
    """Give the page's own parameters of a link that shows the same again.

    Parameters
    ----------
    choices
        What is chosen, by key of `OWN`; the others are at their default.

    Returns
    -------
    dict
        None where no widget of the page holds one of them, such as the seed 1234.
    """
    texts = {key: str(value) for key, value in choices.items()}
    if not all(OWN[key].admits(text) for key, text in texts.items()):
        return None
    return {OWN[key].parameter: text for key, text in texts.items() if text != OWN[key].choices[0]}


def asked() -> Asked:
    """Read from the widgets what files are to say and to reproduce."""
    state = st.session_state
    return Asked(state["scales_indicator"], seed(), address({key: state[key] for key in OWN}), today())
