"""The portrait of a territory: who lives there, which initiatives, which money, what is missing."""

from functools import partial

from atlas.ui import filters, portrait_panel, state
from atlas.ui.own import session as own
from atlas.ui.page_frame import header
from atlas.views.portrait.choices import OWN

atlas = own.catalogue()
state.arrive(atlas, OWN)
portrait_panel.settle(atlas)
view = state.current(atlas, OWN)
found = portrait_panel.find(atlas, view)

if found is None:
    header(view.language, title="portrait_none", intro="portrait_intro")
    portrait_panel.draw_choice(atlas, view)
else:
    header(view.language, title="page_portrait", name=found.name)
    portrait_panel.draw(atlas, view, found)
choices = partial(portrait_panel.sidebar_choices, atlas)
filters.sidebar(atlas, view.language, choices=choices, drawing=("tiles",))
