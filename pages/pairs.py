"""Peers: who resembles us and is near, and how a network hangs together."""

from functools import partial

from atlas.ui import filters, state
from atlas.ui.own import session as own
from atlas.ui.page_frame import header
from atlas.ui.peers import panel as peers_panel
from atlas.ui.peers.choices import sidebar_choices
from atlas.views.peers.choices import own_choices

atlas = own.catalogue()
choices = own_choices(atlas)
state.arrive(atlas, choices)
view = state.current(atlas, choices)

header(view.language, title="page_peers", intro="peers_intro", catalogue=atlas)
peers_panel.choose_view(view.language)
peers_panel.draw(atlas, view)
filters.sidebar(atlas, view.language, choices=partial(sidebar_choices, atlas), drawing=("tiles",))
