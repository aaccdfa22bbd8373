"""The map: where the initiatives are, of which type, scale and setting, with what money."""

import streamlit as st

from atlas.ui import filters, state
from atlas.ui.map import panel as map_panel
from atlas.ui.map import side as side_panel
from atlas.ui.map import table as table_panel
from atlas.ui.own import session as own
from atlas.ui.page_frame import header
from atlas.views.map.figure import shown_level

atlas = own.catalogue()
state.arrive(atlas)
view = state.current(atlas)
answer = atlas.answer(view.selection, shown_level(view), by=view.by, measure=view.measure)

# All is computed before the first word is sent, and the map goes first: the browser then paints it in one go.
# Widgets hold their values from the start of a run, so they can wait.
picture = map_panel.prepare(atlas, view, answer)
top = st.container()
left, right = st.columns([11, 5], gap="medium")
with left:
    map_panel.show(atlas, picture)
with top:
    header(view.language, title="atlas", intro="map_intro")
filters.sidebar(atlas, view.language)
with left:
    table_panel.choose(atlas, view, answer)
with right:
    side_panel.draw(atlas, view, answer)
table_panel.draw(atlas, view, answer)
