"""Sources and methods: where every fact comes from, how figures are made, what is missing."""

import streamlit as st

from atlas.catalogue import load_catalogue
from atlas.ui import sources_panel, state
from atlas.ui.page_frame import header

language = state.arrive_with_language()
header(language, title="page_sources")
atlas = load_catalogue()
with st.container(key="sources_page"):
    left, right = st.columns([2, 9], gap="medium")
    with left:
        sources_panel.contents(language)
    with right:
        sources_panel.draw_tables(atlas, language)
        sources_panel.draw(atlas, language)
