"""Scales: whether the picture changes with the scale, and whether an official zoning is special."""

from functools import partial

from atlas.ui import filters, state
from atlas.ui.own import session as own
from atlas.ui.page_frame import header
from atlas.ui.scales import choices as scale_choices
from atlas.ui.scales import panel as scales_panel
from atlas.views.scales.choices import LEVEL

atlas = own.catalogue()
state.arrive(atlas, scale_choices.OWN, level=LEVEL, official=scale_choices.has_official_levels)
view = state.current(atlas, scale_choices.OWN, level=LEVEL)

header(view.language, title="page_scales", intro="scales_intro", catalogue=atlas)
scales_panel.choose_section(view.language)
# The map goes before the sidebar; statistics without one, which may wait for their libraries, after it.
if scales_panel.shows_map():
    scales_panel.draw(atlas, view)
filters.sidebar(
    atlas,
    view.language,
    choices=partial(scale_choices.sidebar_choices, atlas),
    drawing=scale_choices.drawing(),
)
if not scales_panel.shows_map():
    scales_panel.draw(atlas, view)
