"""The section of the page of peers that shows a network."""

from functools import partial

import pandas as pd
import streamlit as st

from atlas.catalogue import Catalogue
from atlas.errors import EmptySelectionError
from atlas.exports.content import Export
from atlas.peers import Gathering, gather, initiatives_listed
from atlas.ui.data_frames import Opens, frame
from atlas.ui.downloads import MAPS, Offer, downloads, today
from atlas.ui.map.side import open_initiative
from atlas.ui.own import session as own
from atlas.ui.peers.parts import draw_map, draw_sheet
from atlas.views.link import View
from atlas.views.peers import map as peers_map
from atlas.views.peers import network as network_view
from atlas.views.peers import network_files
from atlas.words import html as markup
from atlas.words import say

# Unknown ids that are told.
_TOLD = 5
# A file of one table, and one of all.
_APART, _TOGETHER = ("csv", "geojson", "parquet"), ("xlsx", "gpkg")


def draw(catalogue: Catalogue, view: View) -> None:
    """Draw the ties of a network, where it meets, and its isolated members."""
    language, state = view.language, st.session_state
    named = _named(catalogue, view)
    ids = pd.Index(named) if named else catalogue.choose(view.selection).index
    try:
        found = gather(
            catalogue,
            ids,
            km=float(state["peers_reach"]),
            scope=state["peers_meeting"],
            least_population=int(state["peers_towns"]),
        )
    except EmptySelectionError:
        st.html(f'<p class="atlas-empty">{markup.text(say("peers_no_member", language))}</p>')
        return
    net = found.network
    st.html(network_view.network_cards(net, language))
    left, right = st.columns([11, 7], gap="medium")
    with left:
        overlay = peers_map.network_overlay(net, found.towns, language)
        title = network_files.title_of(found, language)
        draw_map(catalogue, view, net.members.index, title, overlay, look_at=found.meeting)
        st.caption(say(f"peers_drawn_{net.drawn}", language))
        st.html(network_view.isolated_markup(catalogue, net, language))
    with right:
        if view.initiative in catalogue.tables.initiatives.index:
            draw_sheet(catalogue, view)
        else:
            st.html(f"<h2>{markup.text(say('peers_meet', language))}</h2>")
            st.html(network_view.towns_markup(found, language) + network_view.each_markup(found, language))
    _table(catalogue, view, found, named)


def _named(catalogue: Catalogue, view: View) -> list[str]:
    """Return the members that the reader names; empty where the filters choose them."""
    found, unknown = initiatives_listed(catalogue, st.session_state["peers_members"])
    if unknown:
        shown = ", ".join(markup.plain(one) for one in unknown[:_TOLD])
        st.warning(say("peers_members_unknown", view.language, ids=shown))
    return found


def _table(catalogue: Catalogue, view: View, found: Gathering, named: list[str]) -> None:
    language = view.language
    # Up to thousands of rows, which nobody sees before they are asked for.
    with st.expander(say("peers_members_table", language), key="members_table", on_change="rerun") as fold:
        if fold.open:
            shown = network_view.members_shown(catalogue, found.network, language)
            frame(shown, language, opens=Opens("members", list(shown.index), open_initiative))
    whole = partial(network_files.whole, catalogue, view, found, created=today(), named=named)

    def part(number: int) -> Export:
        return whole().parts[number]

    downloads(
        language,
        Offer(say("download_map", language), "atlas-reseau", whole, MAPS),
        Offer(say("peers_file_network", language), "atlas-reseau", whole, _TOGETHER),
        Offer(say("peers_file_members", language), "atlas-reseau-membres", whole, _APART),
        Offer(say("peers_file_links", language), "atlas-reseau-liens", partial(part, 0), _APART),
        Offer(say("peers_file_towns", language), "atlas-reseau-villes", partial(part, 1), _APART),
        Offer(say("peers_file_each", language), "atlas-reseau-groupes", partial(part, 2), _APART),
    )
    st.caption(say("peers_link_own" if own.kept() else "peers_link_note", language))
