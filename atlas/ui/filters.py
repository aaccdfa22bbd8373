"""The sidebar of the map: which initiatives, and how the map shows them."""

from collections.abc import Callable, Collection, Mapping
from typing import cast

import streamlit as st

from atlas.catalogue import Catalogue
from atlas.catalogue.filters import LONGEST_TEXT, Many, One, Switch, Text, Where, Years
from atlas.catalogue.measures import MEASURES
from atlas.catalogue.presence import COUNTING
from atlas.catalogue.selection import FILTERS, Selection, chosen_filters
from atlas.maps.classes import METHODS
from atlas.maps.palettes import PALETTES
from atlas.territories import normalise_name
from atlas.ui.state import filter_values
from atlas.views.brought.level import levels_of, why_no_level
from atlas.views.choices import Amount, Choice, filter_title, offered, year_bounds
from atlas.views.counting import counting_note
from atlas.views.link import CLASS_COUNTS
from atlas.vocabulary import AREA_LEVELS, LEVELS, Language
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import number

# What readers look for first; the others follow as they are declared.
_FIRST = ("origin", "types", "text")
_SEGMENTED = ("origin",)
# How a map is drawn.
DRAWING = ("method", "classes", "palette", "points", "tiles")
# The same where territories are the one message of the map.
TERRITORIES = tuple(one for one in DRAWING if one != "points")


def clear(catalogue: Catalogue) -> None:
    """Put the filters of initiatives back to all, given the curated catalogue; the place stays."""
    here, years = Selection(inside=st.session_state["inside"]), st.session_state["year_bounds"]
    st.session_state.update(filter_values(catalogue, here) | {"years": years})


def sidebar(
    catalogue: Catalogue,
    language: Language,
    *,
    choices: Callable[[Language], None],
    drawing: Collection[str] = DRAWING,
) -> None:
    """Draw the filters and the choices of the page."""
    with st.sidebar:
        choices(language)
        _initiative_choices(catalogue, language)
        _drawing_choices(language, drawing)


def level_choice(catalogue: Catalogue, language: Language, *, official: bool = False) -> None:
    """Draw the choice of a level, and why a reader's own perimeters make none."""
    offers = LEVELS if official else levels_of(catalogue)
    st.selectbox(
        say("level", language),
        [*(level for level in offers if level != "commune"), "commune"],
        key="level",
        format_func=lambda code: AREA_LEVELS[code].to(language),
    )
    if not official and (why := why_no_level(catalogue, language)):
        st.caption(markup.plain(why))


def counting_choice(catalogue: Catalogue, language: Language) -> None:
    """Draw the choice of how initiatives are counted, and why it stands where it does."""
    by = st.session_state["by"]
    note = counting_note(catalogue, st.session_state["view"].selection, by, language)
    st.radio(
        say("by", language),
        COUNTING,
        key="by",
        format_func=lambda code: say(f"by_{code}", language),
        # What could be counted otherwise waits to be asked for; what is counted otherwise is said.
        help=note if by == "seat" else None,
    )
    if note and by == "coverage":
        st.caption(note)


def distance_choice(
    own: Mapping[str, Choice], key: str, language: Language, *, none: str | None = None, note: str = ""
) -> None:
    """Draw the choice of a distance in whole kilometres, and say its bounds.

    Parameters
    ----------
    own
        The page's own choices, which hold the bounds under `key`.
    none
        What stands in the field where no distance is chosen.
    """
    bounds = cast("Amount", own[key])
    least, most = (number(km, language) for km in (bounds.least, bounds.most))
    said = say("distance_bounds", language, least=least, most=most)
    st.number_input(
        say("distance_km", language, title=say(key, language)),
        min_value=bounds.least,
        max_value=bounds.most,
        step=1,
        key=key,
        placeholder=none,
        help=f"{said} {note}".strip(),
    )


def map_choices(catalogue: Catalogue, language: Language, *, measured: bool) -> None:
    """Draw what the map of territories is drawn by; that of initiatives has no measure."""
    level_choice(catalogue, language)
    if measured:
        # The longest name would be cut in a closed list.
        st.radio(
            say("measure", language),
            list(MEASURES),
            key="measure",
            format_func=lambda code: MEASURES[code].label.to(language),
        )
    counting_choice(catalogue, language)


def _initiative_choices(catalogue: Catalogue, language: Language) -> None:
    # `page.js` tells the number on the button that opens this on a telephone.
    n = len(chosen_filters(st.session_state["view"].selection.everywhere))
    # No heading: it would stand before the page's own.
    st.html(f"<p class='atlas-filters' data-n='{n or ''}'>{say('filters', language)}</p>")
    here = {name: one for name, one in FILTERS.items() if not isinstance(one, Where)}  # that is the page's
    usual = [name for name, one in here.items() if not one.rare and name not in _FIRST]
    for name in (*_FIRST, *usual):
        _filter(catalogue, name, language)
    rare = [name for name, one in here.items() if one.rare]
    asked = any(st.session_state[name] for name in rare)
    with st.expander(say("filters_more", language), expanded=asked, key="more", on_change="rerun") as fold:
        for name in rare if fold.open else ():
            _filter(catalogue, name, language)
    # What a button is given outlives the tab: the catalogue of a reader's own rows should not.
    st.button(say("reset", language), on_click=clear, args=(catalogue.curated,), width="stretch")


def _filter(catalogue: Catalogue, name: str, language: Language) -> None:
    one, title = FILTERS[name], filter_title(catalogue, name, language)
    partner = (st.session_state[one.partner],) if one.partner else ()
    names = {code: label.to(language) for code, label in offered(catalogue, name, *partner).items()}
    match one:
        case Many():
            codes = sorted(names, key=lambda code: normalise_name(names[code])) if one.alphabetical else names
            everything = one.everything.to(language)
            st.multiselect(title, codes, key=name, format_func=names.__getitem__, placeholder=everything)
        case One() if not names:
            return
        case One() if name in _SEGMENTED:
            st.segmented_control(title, names, key=name, format_func=names.__getitem__, required=True)
        case One():
            st.selectbox(title, names, key=name, format_func=names.__getitem__)
        case Years():
            st.slider(title, *year_bounds(catalogue), key=name)
        case Switch():
            whole = st.session_state["years"] == year_bounds(catalogue)
            st.checkbox(title, key=name, disabled=whole)
        case Text():
            st.text_input(title, key=name, placeholder=one.hint.to(language), max_chars=LONGEST_TEXT)


def _drawing_choices(language: Language, drawing: Collection[str]) -> None:
    if "method" in drawing:
        with st.expander(say("drawing", language), key="drawing", on_change="rerun") as fold:
            if fold.open:
                _class_choices(language)
                _layer_choices(language, drawing)
    else:
        _layer_choices(language, drawing)


def _class_choices(language: Language) -> None:
    st.selectbox(
        say("method", language), METHODS, key="method", format_func=lambda code: METHODS[code].to(language)
    )
    st.select_slider(say("classes", language), CLASS_COUNTS, key="classes")
    st.selectbox(
        say("palette", language),
        PALETTES,
        key="palette",
        format_func=lambda code: PALETTES[code].to(language),
    )


def _layer_choices(language: Language, drawing: Collection[str]) -> None:
    if "points" in drawing:
        st.checkbox(say("points", language), key="points")
    if "tiles" in drawing:
        st.checkbox(say("tiles", language), key="tiles", help=say("tiles_help", language))
