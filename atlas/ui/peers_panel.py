"""The sections of the page of peers."""

import hashlib
from typing import Any

import pandas as pd
import streamlit as st

from atlas.catalogue import Catalogue
from atlas.errors import EmptySelectionError
from atlas.errors import UnknownChoiceError
from atlas.exports.peers import peers_table
from atlas.peers import Network
from atlas.peers import Peers
from atlas.peers import initiatives_named
from atlas.peers import meeting_towns
from atlas.peers import network
from atlas.peers import peers
from atlas.peers import travelling
from atlas.records import records
from atlas.ui import markup
from atlas.ui import peers_map
from atlas.ui import peers_network
from atlas.ui import peers_view
from atlas.ui.downloads import Offer
from atlas.ui.downloads import downloads
from atlas.ui.downloads import today
from atlas.ui.initiative_sheet import initiative_sheet
from atlas.ui.link import View
from atlas.ui.map_panel import prepare
from atlas.ui.map_panel import show
from atlas.ui.map_view import Overlay
from atlas.ui.map_view import short_label
from atlas.ui.money_panel import localized
from atlas.ui.peers_choices import VIEWS
from atlas.ui.peers_choices import chosen_address
from atlas.ui.peers_choices import chosen_options
from atlas.ui.peers_choices import chosen_start
from atlas.ui.peers_choices import is_start
from atlas.ui.peers_files import members
from atlas.ui.peers_files import pairs
from atlas.ui.peers_sentences import told
from atlas.ui.texts import say
from atlas.vocabulary import LEVELS
from atlas.vocabulary import Language

_FOUND = 5


def choose_view(language: Language) -> None:
    """Draw the switch between the peers of one and the ties of many."""
    st.segmented_control(
        say("peers_view", language),
        VIEWS,
        key="peers_view",
        format_func=lambda code: say(f"peers_view_{code}", language),
        required=True,
        label_visibility="collapsed",
    )


def draw(catalogue: Catalogue, view: View) -> None:
    """Draw the view that the reader chose.

    Parameters
    ----------
    catalogue
        Initiatives and places.
    view
        What the reader chose.
    """
    if st.session_state["peers_view"] == "network":
        _draw_network(catalogue, view)
    else:
        _draw_pairs(catalogue, view)


def _draw_pairs(catalogue: Catalogue, view: View) -> None:
    language = view.language
    found = _find(catalogue, view)
    left, right = st.columns([11, 7], gap="medium")
    with left:
        if found is None:
            ids = catalogue.choose(view.selection).index
            _map(catalogue, view, ids, say("peers_map_empty", language), peers_map.EMPTY)
        else:
            start = found.table.index
            if found.start.initiative:
                start = start.insert(0, found.start.initiative)
            title = say("peers_map", language, name=peers_view.name_of(found, language))
            _map(catalogue, view, start, title, peers_map.pairs_overlay(catalogue, found, language))
    with right:
        _search(catalogue, language)
        if view.initiative in catalogue.tables.initiatives.index:
            _sheet(catalogue, view)
        elif found is not None:
            _list(catalogue, found, language)
        else:
            _offer_territory(catalogue, view)
    if found is not None and not found.table.empty:
        _table(catalogue, view, found)


def _find(catalogue: Catalogue, view: View) -> Peers | None:
    start, options = chosen_start(), chosen_options()
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


def _map(  # noqa: PLR0913 - what to draw, and where to look
    catalogue: Catalogue,
    view: View,
    ids: pd.Index,
    title: str,
    overlay: Overlay,
    *,
    look_at: pd.Index | None = None,
) -> None:
    state = st.session_state
    points = catalogue.places.loc[ids if look_at is None else look_at, ["lat", "lon"]].dropna()
    if look_at is None:
        marks = pd.DataFrame([mark[:2] for mark in overlay.marks], columns=["lat", "lon"], dtype="float64")
        points = pd.concat([points, marks])
    shown = hashlib.sha256(repr([state["peers_view"], state["peers_start"], list(points.index)]).encode())
    key = f"peers {shown.hexdigest()[:12]}"
    fit: dict[str, Any] | None = state.get("fit")
    # A link's own place holds until something else is asked.
    linked = fit is not None and "centre" in fit and state.setdefault("peers_fit", key) == key
    if not linked:
        state.pop("fit", None)
        fit = None
        if overlay.marks and not points.empty:
            fit = {"key": key, "bounds": peers_map.bounds(points)}
    plain, answer, figure = peers_map.ground(catalogue, view, ids, title)
    show(prepare(catalogue, plain, answer, figure, fit=fit, overlay=overlay))


def _search(catalogue: Catalogue, language: Language) -> None:
    text = st.text_input(
        say("peers_search", language),
        key="peers_find",
        placeholder=say("peers_search_help", language),
        max_chars=80,
    ).strip()
    if not text:
        return
    initiatives = initiatives_named(catalogue, text, limit=_FOUND)
    places = catalogue.geography.search(text, limit=_FOUND)
    kinds = catalogue.tables.types[f"label_{language}"].map(short_label)
    found = [
        (f"initiative:{key}", f"{name} · {kinds[kind]}")
        for key, name, kind in zip(initiatives.index, initiatives["name"], initiatives["type"], strict=True)
    ]
    found += [
        (
            f"{row['level']}:{row['code']}",
            f"{row['name']} · {LEVELS[row['level']].to(language)} · {row['code']}",
        )
        for row in places.to_dict("records")
    ]
    if not found:
        st.info(say("peers_search_none", language, text=markup.label(text)))
    for start, label in found:
        st.button(
            markup.label(label),
            key=f"start {start}",
            on_click=_start_from,
            args=(start,),
            type="tertiary",
        )


def _start_from(start: str) -> None:
    state = st.session_state
    state["peers_start"], state["peers_find"] = start, ""
    state["initiative"] = state["territory"] = ""


def _sheet(catalogue: Catalogue, view: View) -> None:
    language = view.language
    with st.container(horizontal=True):
        st.button(say("close", language), key="close_initiative", on_click=_open_initiative, args=("",))
        if st.session_state["peers_start"] != f"initiative:{view.initiative}":
            st.button(
                say("peers_start_here", language),
                on_click=_start_from,
                args=(f"initiative:{view.initiative}",),
            )
    st.html(initiative_sheet(catalogue, view.initiative, language))


def _open_initiative(identifier: str) -> None:
    st.session_state["initiative"] = identifier


def _offer_territory(catalogue: Catalogue, view: View) -> None:
    language = view.language
    st.html(f"<p>{markup.text(say('peers_begin', language))}</p>")
    if is_start(catalogue, view.territory):
        level, _, code = view.territory.partition(":")
        name = str(catalogue.geography.level(level)["name"][code])
        st.button(
            markup.label(f"{say('peers_start_here', language)} : {name}"),
            on_click=_start_from,
            args=(view.territory,),
        )


def _list(catalogue: Catalogue, found: Peers, language: Language) -> None:
    name = found.origin.name
    title = say("peers_of", language, name=name) if name else say("peers_of_profile", language)
    said = " ".join(peers_view.remarks(found, language))
    with st.container(gap=None):
        st.html(f"<h3>{markup.text(title)}</h3><p class='atlas-kind'>{markup.text(said)}</p>")
        if st.session_state["peers_start"]:
            st.button(say("peers_forget", language), on_click=_start_from, args=("",), type="tertiary")
    if found.table.empty:
        st.html(f"<p class='atlas-doubt'>{markup.text(peers_view.nobody(found, language))}</p>")
        return
    kinds = catalogue.tables.types[f"label_{language}"].map(short_label)
    table = told(peers_table(catalogue, found), language)
    with st.container(height=440, border=False, gap=None, key="peers_list"):
        for key, row in zip(table.index, records(table), strict=True):
            st.button(
                markup.label(f"{row['rank']}. {row['name']}"),
                key=f"peer {key}",
                on_click=_open_initiative,
                args=(key,),
                type="tertiary",
            )
            st.html(peers_view.card(row, found, str(kinds[row["type"]]), language))
    st.caption(say("peers_distance_note", language))


def _table(catalogue: Catalogue, view: View, found: Peers) -> None:
    language = view.language
    with st.expander(say("peers_table", language)):
        shown = peers_view.peers_shown(catalogue, told(peers_table(catalogue, found), language), language)
        st.dataframe(shown, column_config=localized(shown), placeholder="–")
    address = chosen_address(catalogue)
    downloads(
        language,
        Offer("", "atlas_pairs", lambda: pairs(catalogue, view, found, created=today(), address=address)),
    )
    st.caption(say("peers_link_note", language))


def _draw_network(catalogue: Catalogue, view: View) -> None:
    language = view.language
    ids = _members(catalogue, view)
    points = catalogue.places.loc[ids, ["lon", "lat"]]
    try:
        found = network(points, float(st.session_state["peers_reach"]))
        meeting = ids if st.session_state["peers_meeting"] == "all" else travelling(points)
        least = int(st.session_state["peers_towns"])
        towns = meeting_towns(catalogue, points.loc[meeting], least_population=least, k=3)
    except EmptySelectionError:
        st.html(f'<p class="atlas-empty">{markup.text(say("peers_no_member", language))}</p>')
        return
    st.html(peers_network.network_cards(found, language))
    left, right = st.columns([11, 7], gap="medium")
    with left:
        title = say("peers_map_network", language, km=st.session_state["peers_reach"])
        overlay = peers_map.network_overlay(found, towns, language)
        _map(catalogue, view, found.members.index, title, overlay, look_at=meeting)
        st.caption(say(f"peers_drawn_{found.drawn}", language))
    with right:
        if view.initiative in catalogue.tables.initiatives.index:
            _sheet(catalogue, view)
        else:
            st.html(f"<h3>{markup.text(say('peers_meet', language))}</h3>")
            st.html(
                peers_network.towns_markup(
                    towns, len(found.members), len(points.loc[meeting].dropna()), language
                )
            )
            st.html(peers_network.isolated_markup(catalogue, found, language))
    _members_table(catalogue, view, found)


def _members(catalogue: Catalogue, view: View) -> pd.Index:
    initiatives = catalogue.tables.initiatives
    named = list(dict.fromkeys(st.session_state["peers_members"].replace(",", " ").split()))
    unknown = [one for one in named if one not in initiatives.index]
    if unknown:
        shown = ", ".join(markup.code(one) for one in unknown[:_FOUND])
        st.warning(say("peers_members_unknown", view.language, ids=shown))
    known = [one for one in named if one in initiatives.index]
    return pd.Index(known) if known else catalogue.choose(view.selection).index


def _members_table(catalogue: Catalogue, view: View, found: Network) -> None:
    language = view.language
    with st.expander(say("peers_members_table", language)):
        shown = peers_network.members_shown(catalogue, found, language)
        st.dataframe(shown, column_config=localized(shown), placeholder="–")
    address = chosen_address(catalogue)
    downloads(
        language,
        Offer("", "atlas_reseau", lambda: members(catalogue, view, found, created=today(), address=address)),
    )
