"""The choice of the place that a page speaks of."""

import streamlit as st

from atlas.catalogue import Catalogue
from atlas.catalogue.selection import FILTERS
from atlas.ui.state import fit
from atlas.views.place import place_name, places
from atlas.vocabulary import Language


def place_choice(catalogue: Catalogue, language: Language) -> None:
    """Draw the choice of a place: France, its régions and départements, and what was chosen elsewhere."""
    names = places(catalogue, language)
    chosen = st.session_state["inside"]
    if chosen not in names:
        names = names | {chosen: place_name(catalogue, chosen, language)}
    # A closed tab's widgets hold on to what they were given: not to a reader's own rows.
    curated = catalogue.curated
    st.selectbox(
        FILTERS["inside"].title.to(language),
        names,
        key="inside",
        format_func=names.__getitem__,
        label_visibility="collapsed",
        width=230,
        on_change=lambda: fit(curated, st.session_state["inside"]),
    )
