"""Sources and methods: where every fact comes from, how figures are made, what is missing."""

import streamlit as st

from atlas.catalogue import load_catalogue
from atlas.ui import curated as curated_files
from atlas.ui import state
from atlas.ui.page_frame import header
from atlas.views import sources as documentation

language = state.arrive_with_language()
header(language, title="page_sources")
atlas = load_catalogue()
curated_files.draw(atlas, language)
st.html(documentation.page(atlas, language))
