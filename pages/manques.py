"""Gaps: where nothing is happening, for whom, how far away, and whom to call."""

from functools import partial

import streamlit as st

from atlas.ui import filters, state
from atlas.ui import gaps_panel as gap_panel
from atlas.ui.own import session as own
from atlas.ui.page_frame import header
from atlas.views.gaps import view as gap_view
from atlas.views.gaps.choices import OWN

atlas = own.catalogue()
state.arrive(atlas, OWN, level=gap_view.LEVEL)
view = state.current(atlas, OWN, level=gap_view.LEVEL)

header(view.language, title="page_gaps", intro="gaps_intro")
found = gap_panel.find(atlas, view)
if found is not None:
    gap_panel.choices(view.language)
    left, right = st.columns([11, 5], gap="medium")
    with left:
        gap_panel.draw_map(atlas, view, found)
filters.sidebar(atlas, view.language, choices=partial(gap_panel.sidebar_choices, atlas))
if found is not None:
    with right:
        gap_panel.draw_side(atlas, view, found)
    gap_panel.draw_ranking(atlas, view, found)
    gap_panel.draw_chart(atlas, view)
