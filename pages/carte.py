"""The map: where the initiatives are, of which type, scale and setting, with what money."""

from dataclasses import replace
from functools import partial

import streamlit as st

from atlas.ui import filters, state
from atlas.ui.map import message as message_panel
from atlas.ui.map import panel as map_panel
from atlas.ui.map import side as side_panel
from atlas.ui.map import table as table_panel
from atlas.ui.map.alone import alone
from atlas.ui.own import session as own
from atlas.ui.page_frame import draw_alone, header
from atlas.views.map.message import message
from atlas.views.map.sentence import sentence

atlas = own.catalogue()
state.arrive(atlas)
view = state.current(atlas)
answer = atlas.answer(view.selection, view.level, by=view.by, measure=view.measure)

# All is computed before the first word is sent, and the map goes first: the browser then paints it in one go.
# Widgets hold their values from the start of a run, so they can wait.
figure = message(atlas, view, answer)
picture = map_panel.prepare(atlas, view, answer, figure)
said = sentence(atlas, view, answer, figure)
if shown := alone():
    part = partial(map_panel.show, atlas, picture, height=shown.height)
    if shown.what == "table":
        part = partial(table_panel.draw, atlas, replace(view, table=view.table or "territories"), answer)
    draw_alone(said, atlas, view.language, part, sourced=shown.what == "map")
    st.stop()
top = st.container()
left, right = st.columns([11, 5], gap="medium")
with left:
    map_panel.show(atlas, picture, height=660)
with top:
    header(view.language, title="atlas", intro="map_intro", catalogue=atlas, framed=True)
    message_panel.draw(said, view.language)
drawing = ("tiles",) if view.points else filters.TERRITORIES
filters.sidebar(
    atlas,
    view.language,
    choices=partial(filters.map_choices, atlas, measured=not view.points),
    drawing=drawing,
)
with left:
    table_panel.choose(atlas, view, answer)
with right:
    side_panel.draw(atlas, view, answer)
table_panel.draw(atlas, view, answer)
