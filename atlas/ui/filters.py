"""The sidebar of the map: which initiatives, and how the map shows them."""

from collections.abc import Callable, Collection

import streamlit as st

from atlas.catalogue import Catalogue
from atlas.catalogue.measures import MEASURES
from atlas.catalogue.presence import COUNTING
from atlas.catalogue.selection import ORIGINS, TYPOLOGIES
from atlas.maps.classes import METHODS
from atlas.maps.palettes import PALETTES
from atlas.territories import normalise_name
from atlas.views.choices import year_bounds
from atlas.views.link import CLASS_COUNTS
from atlas.views.map.figure import type_names
from atlas.vocabulary import CATEGORIES, FUNDER_LEVELS, LEVELS, SCALES, Language
from atlas.words import numbers as formats
from atlas.words import say

# Widgets that "clear all" puts back, and what each says when nothing is chosen.
_CHOICES = ("types", "categories", "scales", "funder_levels")
# How a map is drawn.
DRAWING = ("method", "classes", "palette", "points", "tiles")


def clear(catalogue: Catalogue) -> None:
    """Put the filters of initiatives back to all."""
    for key in _CHOICES:
        st.session_state[key] = []
    st.session_state["text"] = ""
    st.session_state["origin"] = "all"
    st.session_state["years"] = year_bounds(catalogue)
    st.session_state["undated"] = True


def sidebar(
    catalogue: Catalogue,
    language: Language,
    *,
    choices: Callable[[Language], None] | None = None,
    drawing: Collection[str] = DRAWING,
) -> None:
    """Draw the filters and the choices of the page."""
    with st.sidebar:
        (choices or _map_choices)(language)
        _initiative_choices(catalogue, language)
        _drawing_choices(language, drawing)


def level_choice(language: Language) -> None:
    """Draw the choice of a level."""
    st.selectbox(
        say("level", language),
        [*(level for level in LEVELS if level != "commune"), "commune"],
        key="level",
        format_func=lambda code: (
            say("level_commune", language) if code == "commune" else LEVELS[code].to(language)
        ),
    )


def _map_choices(language: Language) -> None:
    level_choice(language)
    st.selectbox(
        say("measure", language),
        MEASURES,
        key="measure",
        format_func=lambda code: MEASURES[code].label.to(language),
    )
    st.radio(say("by", language), COUNTING, key="by", format_func=lambda code: say(f"by_{code}", language))


def _initiative_choices(catalogue: Catalogue, language: Language) -> None:
    names = type_names(catalogue, language)
    initiatives = catalogue.tables.initiatives
    st.subheader(say("filters", language))
    if not catalogue.own.empty:
        st.segmented_control(
            say("origin", language),
            ORIGINS,
            key="origin",
            format_func=lambda code: say(f"origin_{code}", language),
            required=True,
        )
    st.multiselect(
        say("types", language),
        sorted(names.index, key=lambda code: normalise_name(names[code])),
        key="types",
        format_func=lambda code: str(names[code]),
        placeholder=say("all_types", language),
    )
    st.text_input(say("text", language), key="text", placeholder=say("text_help", language), max_chars=100)
    st.selectbox(
        say("typology", language),
        TYPOLOGIES,
        key="typology",
        format_func=lambda code: say(f"typology_{code}", language),
    )
    categories = CATEGORIES[st.session_state["typology"]]
    st.session_state["categories"] = [code for code in st.session_state["categories"] if code in categories]
    st.multiselect(
        say("categories", language),
        categories,
        key="categories",
        format_func=lambda code: categories[code].to(language),
        placeholder=say("all_categories", language),
    )
    st.multiselect(
        say("scales", language),
        [code for code in SCALES if initiatives["scale"].eq(code).any()],
        key="scales",
        format_func=lambda code: SCALES[code].to(language),
        placeholder=say("all_scales", language),
    )
    low, high = year_bounds(catalogue)
    st.slider(say("years", language), low, high, key="years")
    undated = formats.number(int(initiatives["start_year"].isna().sum()), language)
    st.checkbox(
        say("undated", language, n=undated), key="undated", disabled=st.session_state["years"] == (low, high)
    )
    st.multiselect(
        say("funders", language),
        FUNDER_LEVELS,
        key="funder_levels",
        format_func=lambda code: FUNDER_LEVELS[code].to(language),
        placeholder=say("all_funders", language),
    )
    st.button(say("reset", language), on_click=clear, args=(catalogue,), width="stretch")


def _drawing_choices(language: Language, drawing: Collection[str]) -> None:
    if "method" in drawing:
        with st.expander(say("drawing", language)):
            st.selectbox(
                say("method", language),
                METHODS,
                key="method",
                format_func=lambda code: METHODS[code].to(language),
            )
            st.select_slider(say("classes", language), CLASS_COUNTS, key="classes")
            st.selectbox(
                say("palette", language),
                PALETTES,
                key="palette",
                format_func=lambda code: PALETTES[code].to(language),
            )
            _layer_choices(language, drawing)
    else:
        _layer_choices(language, drawing)


def _layer_choices(language: Language, drawing: Collection[str]) -> None:
    if "points" in drawing:
        st.checkbox(say("points", language), key="points")
    if "tiles" in drawing:
        st.checkbox(say("tiles", language), key="tiles", help=say("tiles_help", language))
