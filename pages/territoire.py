"""The portrait of a territory: who lives there, which initiatives, which money, what is missing."""

from functools import partial

from atlas.ui import filters, portrait_panel, state
from atlas.ui.own import session as own
from atlas.ui.page_frame import header
from atlas.views.portrait.beside import title
from atlas.views.portrait.choices import OWN

atlas = own.catalogue()
state.arrive(atlas, OWN)
portrait_panel.settle(atlas)
view = state.current(atlas, OWN)
chosen = portrait_panel.chosen(atlas, view)
side = portrait_panel.find_beside(atlas, view, chosen)

if chosen is None:
    header(view.language, title="portrait_none", intro="portrait_intro", catalogue=atlas)
    portrait_panel.draw_choice(atlas, view)
elif side:
    with header(view.language, title="beside_series", name=title(side, view.language), catalogue=atlas):
        portrait_panel.draw_beside_actions(atlas, side, view.language)
    portrait_panel.draw_passed_over(atlas, chosen, view.language)
    portrait_panel.draw_beside(atlas, side, view.language)
else:
    found = portrait_panel.find(atlas, view, chosen)
    with header(view.language, title="page_portrait", name=found.name, catalogue=atlas):
        portrait_panel.draw_actions(atlas, found, view.language, top=True)
        portrait_panel.draw_compare(atlas, [chosen], view.language)
    portrait_panel.draw_passed_over(atlas, chosen, view.language)
    portrait_panel.draw(atlas, view, found)
choices = partial(portrait_panel.sidebar_choices, atlas)
filters.sidebar(atlas, view.language, choices=choices, drawing=("tiles",))
