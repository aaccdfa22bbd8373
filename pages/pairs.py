"""Peers: who resembles us and is near, and how a network hangs together."""

from functools import partial

from atlas.ui import filters
from atlas.ui import own
from atlas.ui import peers_panel
from atlas.ui import state
from atlas.ui.frame import header
from atlas.ui.peers_choices import sidebar_choices
from atlas.ui.peers_link import own_choices

atlas = own.catalogue()
choices = own_choices(atlas)
state.arrive(atlas, choices)
view = state.current(atlas, choices)

header(view.language, title="page_peers", intro="peers_intro")
peers_panel.choose_view(view.language)
peers_panel.draw(atlas, view)
filters.sidebar(atlas, view.language, choices=partial(sidebar_choices, atlas), drawing=("tiles",))
