"""Gaps: where nothing is happening, for whom, how far away, whom to call, and where next."""

from functools import partial

import streamlit as st

from atlas.ui import filters, state
from atlas.ui import gaps_panel as gap_panel
from atlas.ui.map.alone import alone
from atlas.ui.next import panel as next_panel
from atlas.ui.own import session as own
from atlas.ui.page_frame import draw_alone, header
from atlas.views.gaps import view as gap_view
from atlas.views.gaps.choices import OWN

atlas = own.catalogue()
state.arrive(atlas, OWN | next_panel.arriving(), level=gap_view.LEVEL)
view = state.current(atlas, OWN | next_panel.choices(), level=gap_view.LEVEL)
view = gap_panel.one_message(atlas, view)

shown = alone()
if shown is None:
    header(view.language, title="page_gaps", intro="gaps_intro", catalogue=atlas, framed=True)
    next_panel.choose_view(view.language)
if next_panel.is_open():
    next_panel.draw(atlas, view, shown)
    st.stop()
found = gap_panel.find(atlas, view)
if shown is not None and found is not None:
    part = partial(gap_panel.draw_map, atlas, view, found, height=shown.height)
    if shown.what == "table":
        part = partial(gap_panel.draw_table, atlas, view, found)
    words = gap_panel.said(atlas, view, found)
    draw_alone(words, atlas, view.language, part, sourced=shown.what == "map")
if shown is not None:
    st.stop()
if found is not None:
    gap_panel.choices(found, view.language)
    gap_panel.draw_answer(atlas, view, found)
    left, right = st.columns([11, 5], gap="medium")
    with left:
        gap_panel.draw_map(atlas, view, found)
filters.sidebar(
    atlas,
    view.language,
    choices=partial(gap_panel.sidebar_choices, atlas),
    drawing=gap_panel.drawing(atlas, view),
)
if found is not None:
    with right:
        gap_panel.draw_side(atlas, view, found)
    gap_panel.draw_ranking(atlas, view, found)
    gap_panel.draw_chart(atlas, view)
