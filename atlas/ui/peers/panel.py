"""The sections of the page of peers."""

from functools import partial

import streamlit as st

from atlas.catalogue import Catalogue
from atlas.errors import EmptySelectionError, UnknownChoiceError
from atlas.peers import Peers, initiatives_named, peers
from atlas.peers.listing import peers_table
from atlas.records import records
from atlas.territories.places import split_place
from atlas.ui.data_frames import Opens, frame
from atlas.ui.downloads import MAPS, Offer, downloads, today
from atlas.ui.map.search import suggestions, territories
from atlas.ui.map.side import open_initiative
from atlas.ui.own import session as own
from atlas.ui.page_frame import switch
from atlas.ui.peers import network as network_panel
from atlas.ui.peers.choices import chosen_options, chosen_start
from atlas.ui.peers.parts import draw_map, draw_sheet, start_from
from atlas.views.link import View
from atlas.views.map.figure import type_names
from atlas.views.peers import map as peers_map
from atlas.views.peers import view as peers_view
from atlas.views.peers.choices import VIEWS, is_start
from atlas.views.peers.files import everyone, pairs
from atlas.views.peers.sentences import told
from atlas.vocabulary import Language
from atlas.words import html as markup
from atlas.words import say

_FOUND = 5


def choose_view(language: Language) -> None:
    """Draw the switch between the peers of one and the ties of many."""
    names = {code: say(f"peers_view_{code}", language) for code in VIEWS}
    switch("peers_view", say("peers_view", language), names)


def draw(catalogue: Catalogue, view: View) -> None:
    """Draw the view that the reader chose."""
    if st.session_state["peers_view"] == "network":
        network_panel.draw(catalogue, view)
    else:
        _draw_pairs(catalogue, view)


def _draw_pairs(catalogue: Catalogue, view: View) -> None:
    language = view.language
    found = _find(catalogue, view)
    left, right = st.columns([11, 7], gap="medium")
    with left:
        if found is None:
            ids = catalogue.choose(view.selection).index
            draw_map(catalogue, view, ids, say("peers_map_empty", language), peers_map.EMPTY)
        else:
            ids, overlay = peers_map.pairs_seats(found), peers_map.pairs_overlay(catalogue, found, language)
            title = say("peers_map", language, name=peers_view.name_of(found, language))
            draw_map(catalogue, view, ids, title, overlay)
    with right:
        _search(language)
        if view.initiative in catalogue.tables.initiatives.index:
            draw_sheet(catalogue, view)
        elif found is not None:
            _list(catalogue, found, language)
        else:
            _offer_territory(catalogue, view)
    _take_along(catalogue, view, found)


def _find(catalogue: Catalogue, view: View) -> Peers | None:
    start, options = chosen_start(catalogue), chosen_options()
    if start is None:
        return None
    try:
        return peers(catalogue, start, selection=view.selection, **options)
    except EmptySelectionError:
        st.html(f'<p class="atlas-empty">{markup.text(say("peers_nobody", view.language))}</p>')
    except UnknownChoiceError:
        # The start has no point: its list says so, and ranks by likeness.
        options |= {"nearness_share": 0.0, "radius_km": None}
        return peers(catalogue, start, selection=view.selection, **options)
    return None


def _search(language: Language) -> None:
    suggestions(
        "peers_find",
        ("peers_search", "peers_search_help", "peers_search_none"),
        language,
        find=lambda text: _starts(text, language),
        take=start_from,
    )


def _starts(text: str, language: Language) -> list[tuple[str, str]]:
    """Find what one may look for the peers of: initiatives by name or id, then territories."""
    catalogue = own.catalogue()
    named, kinds = initiatives_named(catalogue, text, limit=_FOUND), type_names(catalogue, language)
    found = [
        (f"initiative:{key}", f"{name} · {kinds[kind]}")
        for key, name, kind in zip(named.index, named["name"], named["type"], strict=True)
    ]
    return [*found, *territories(catalogue, text, language)]


def _offer_territory(catalogue: Catalogue, view: View) -> None:
    language = view.language
    named = st.session_state["peers_start"]
    if named and not is_start(catalogue, named):
        st.warning(say("error_unknown", language, what=markup.plain(named)))
    if catalogue.choose(view.selection).empty:
        st.html(f'<p class="atlas-empty">{markup.text(say("empty", language))}</p>')
        return
    st.html(f"<p>{markup.text(say('peers_begin', language))}</p>")
    if is_start(catalogue, view.territory):
        name = catalogue.geography.name(*split_place(view.territory))
        st.button(
            markup.plain(f"{say('peers_start_here', language)}\u00a0: {name}"),
            on_click=start_from,
            args=(view.territory,),
        )


def _list(catalogue: Catalogue, found: Peers, language: Language) -> None:
    name = found.origin.name
    title = say("peers_of", language, name=name) if name else say("peers_of_profile", language)
    said = " ".join(peers_view.remarks(found, language))
    with st.container(gap=None):
        st.html(f"<h2>{markup.text(title)}</h2><p class='atlas-kind'>{markup.text(said)}</p>")
        if st.session_state["peers_start"]:
            st.button(say("peers_forget", language), on_click=start_from, args=("",), type="tertiary")
    if found.table.empty:
        st.html(f"<p class='atlas-doubt'>{markup.text(peers_view.nobody(found, language))}</p>")
        return
    kinds = type_names(catalogue, language)
    table = told(peers_table(catalogue, found), language)
    with st.container(gap=None, key="peers_list"):
        for key, row in zip(table.index, records(table), strict=True):
            st.button(
                markup.plain(f"{row['rank']}. {row['name']}"),
                key=f"peer {key}",
                on_click=open_initiative,
                args=(key,),
                type="tertiary",
            )
            st.html(peers_view.card(row, found, str(kinds[row["type"]]), language))
    st.caption(say("peers_distance_note", language))


def _take_along(catalogue: Catalogue, view: View, found: Peers | None) -> None:
    language = view.language
    if found is None:
        made = partial(everyone, catalogue, view, created=today())
        title = say("download_initiatives", language)
        offers = [Offer(title, "atlas-initiatives", made)]
    else:
        made = partial(pairs, catalogue, view, found, created=today())
        offers = [Offer(say("peers_file_list", language), "atlas-pairs", made)]
        if found.table.empty:
            offers = []
        else:
            _table(catalogue, found, language)
    name = "atlas-pairs"
    downloads(language, Offer(say("download_map", language), name, made, MAPS), *offers)
    if offers:
        st.caption(say("peers_link_own" if own.kept() else "peers_link_note", language))


def _table(catalogue: Catalogue, found: Peers, language: Language) -> None:
    with st.expander(say("peers_table", language)):
        table = told(peers_table(catalogue, found), language)
        shown = peers_view.peers_shown(catalogue, table, language)
        frame(shown, language, opens=Opens("peers", list(table.index), open_initiative))
