"""What the page of peers lets choose, and its place in the address."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from atlas.catalogue import Catalogue
from atlas.peers import HALF_KM, LEGAL_FORMS, MEETINGS, WEIGHTS, Start, initiatives_named
from atlas.peers.meeting import OCEAN_KM
from atlas.territories import normalise_name
from atlas.territories.places import split_place
from atlas.ui.filters import distance_choice
from atlas.views.choices import Choice
from atlas.views.map.figure import type_names
from atlas.views.peers.choices import MOST_MEMBERS, is_start, own_choices
from atlas.vocabulary import INITIATORS, SCALES, SETTINGS, VARIABLES, Language, labels_in
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import number, percent

_FOUND = 6


def chosen_start(catalogue: Catalogue) -> Start | None:
    """Read the start from the widgets; None where nothing is chosen that exists."""
    state = st.session_state
    if state["peers_start"] and not is_start(catalogue, state["peers_start"]):
        return None
    kind, code = split_place(state["peers_start"])
    if kind == "initiative":
        return Start(initiative=code)
    start = Start(
        place=state["peers_start"],
        type=state["peers_type"],
        setting=state["peers_setting"],
        population=int(state["peers_population"]) if state["peers_population"] else None,
        scale=state["peers_scale"],
        initiator=state["peers_initiator"],
        legal_form=state["peers_legal_form"],
        start_year=int(state["peers_year"]) if state["peers_year"] else None,
    )
    return None if start == Start() else start


def chosen_options() -> dict[str, Any]:
    """Read from the widgets how peers are ranked, as `atlas.peers.peers` takes it."""
    state = st.session_state
    share = {"near": 1.0, "alike": 0.0}.get(state["peers_mode"], int(state["peers_share"]) / 100)
    return {
        "nearness_share": share,
        "k": int(state["peers_count"]),
        "radius_km": state["peers_radius"],
        "elsewhere": not state["peers_here"],
        "weights": chosen_weights(),
    }


def chosen_weights() -> dict[str, float]:
    """Read the weights from the widgets; the usual ones where all are at zero."""
    weights = {variable: float(st.session_state[f"peers_weight_{variable}"]) for variable in VARIABLES}
    return weights if any(weights.values()) else dict(WEIGHTS)


def sidebar_choices(catalogue: Catalogue, language: Language) -> None:
    """Draw what the page lets choose above the filters."""
    own = own_choices(catalogue)
    if st.session_state["peers_view"] == "network":
        _network(catalogue, own, language)
        return
    st.radio(
        say("peers_mode", language),
        own["peers_mode"].choices,
        key="peers_mode",
        format_func=lambda code: say(f"peers_mode_{code}", language),
    )
    if st.session_state["peers_mode"] == "both":
        st.select_slider(
            say("peers_share", language),
            sorted(own["peers_share"].choices, key=int),
            key="peers_share",
            format_func=lambda share: percent(int(share) / 100, language),
            help=say("peers_share_help", language, half=number(HALF_KM, language)),
        )
    st.selectbox(say("peers_count", language), sorted(own["peers_count"].choices, key=int), key="peers_count")
    distance_choice(own, "peers_radius", language, none=say("peers_radius_none", language))
    st.checkbox(say("peers_here", language), key="peers_here", help=say("peers_here_help", language))
    with st.expander(say("peers_weights", language)):
        for variable, label in VARIABLES.items():
            st.select_slider(label.to(language), [str(n) for n in range(6)], key=f"peers_weight_{variable}")
        st.caption(say("peers_weights_note", language))
    if not st.session_state["peers_start"].startswith("initiative:"):
        with st.expander(say("peers_profile", language)):
            _profile(catalogue, own, language)


def _profile(catalogue: Catalogue, own: Mapping[str, Choice], language: Language) -> None:
    types = type_names(catalogue, language)
    names: dict[str, tuple[str, dict[str, str]]] = {
        "peers_type": (say("type", language), {str(code): str(name) for code, name in types.items()}),
        "peers_setting": (say("setting", language), labels_in(SETTINGS, language)),
        "peers_population": (
            say("peers_population", language),
            {n: number(int(n), language) for n in own["peers_population"].choices if n},
        ),
        "peers_scale": (say("scale", language), labels_in(SCALES, language)),
        "peers_initiator": (
            say("peers_initiator", language),
            labels_in(INITIATORS, language),
        ),
        "peers_legal_form": (
            say("peers_legal_form", language),
            {k: label.to(language) for k, (label, _) in LEGAL_FORMS.items()},
        ),
        "peers_year": (say("start", language), {}),
    }
    for key, (title, labels) in names.items():
        options = list(own[key].choices)
        if key == "peers_type":
            options.sort(key=lambda code: normalise_name(labels.get(code, "")))
        st.selectbox(title, options, key=key, format_func=partial(_label, labels, language))
    st.caption(say("peers_profile_note", language))


def _label(labels: dict[str, str], language: Language, code: str) -> str:
    return labels.get(code, code) if code else say("peers_any", language)


def _add(member: str) -> None:
    """Add a member to those named."""
    state = st.session_state
    state["peers_members"] = "\n".join(filter(None, [state["peers_members"].strip(), member]))
    state["peers_member_find"] = ""


def _network(catalogue: Catalogue, own: Mapping[str, Choice], language: Language) -> None:
    distance_choice(own, "peers_reach", language)
    st.selectbox(
        say("peers_towns_of", language),
        sorted(own["peers_towns"].choices, key=int),
        key="peers_towns",
        format_func=lambda n: (
            say("peers_inhabitants", language, n=number(int(n), language))
            if n != "0"
            else say("peers_inhabitants_any", language)
        ),
    )
    st.radio(
        say("peers_meeting", language),
        tuple(MEETINGS),
        key="peers_meeting",
        format_func=lambda code: MEETINGS[code].to(language).format(km=number(OCEAN_KM, language)),
    )
    _members(catalogue, language)


def _members(catalogue: Catalogue, language: Language) -> None:
    """Let members be pasted by name or id, or looked up and added one by one."""
    text = st.text_input(
        say("peers_member_find", language),
        key="peers_member_find",
        placeholder=say("peers_member_find_help", language),
        max_chars=80,
    ).strip()
    kinds = type_names(catalogue, language)
    for key, row in initiatives_named(catalogue, text, limit=_FOUND).iterrows() if text else ():
        st.button(
            markup.plain(f"+ {row['name']} · {kinds[row['type']]}"),
            key=f"member {key}",
            on_click=_add,
            args=(
                str(row["name"]) if catalogue.tables.initiatives["name"].eq(row["name"]).sum() == 1 else key,
            ),
            type="tertiary",
        )
    st.text_area(
        say("peers_members", language),
        key="peers_members",
        height=130,
        placeholder=say("peers_members_help", language),
        max_chars=MOST_MEMBERS,
    )
