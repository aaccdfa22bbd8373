"""The map: where the initiatives are, of which type, scale and setting, with what money."""

import streamlit as st

from atlas.catalogue import load_catalogue
from atlas.ui import filters
from atlas.ui import map_panel
from atlas.ui import side_panel
from atlas.ui import state
from atlas.ui import table_panel
from atlas.ui.frame import header
from atlas.ui.map_view import shown_level

atlas = load_catalogue()
state.arrive(atlas)
view = state.current(atlas)
answer = atlas.answer(view.selection, shown_level(view), by=view.by, measure=view.measure)

header(view.language, title="atlas", intro="map_intro")
left, right = st.columns([11, 5], gap="medium")
with left:
    map_panel.draw(atlas, view, answer)
# Widgets hold their values from the start of a run: the map, which everyone waits for, is sent before them.
filters.sidebar(atlas, view.language)
with left:
    table_panel.choose(view.language)
with right:
    side_panel.draw(atlas, view, answer)
table_panel.draw(atlas, view, answer)
