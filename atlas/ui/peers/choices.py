"""What the page of peers lets choose, and its place in the address."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from atlas.catalogue import Catalogue
from atlas.peers import HALF_KM, LEGAL_FORMS, MEETINGS, WEIGHTS, Start
from atlas.peers.meeting import OCEAN_KM
from atlas.territories import normalise_name
from atlas.territories.places import split_place
from atlas.views.choices import Choice
from atlas.views.map.figure import type_names
from atlas.views.peers.choices import MOST_MEMBERS, is_start, own_choices
from atlas.vocabulary import INITIATORS, SCALES, SETTINGS, VARIABLES, Language, labels_in
from atlas.words import say
from atlas.words.numbers import number, percent


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
        "radius_km": float(state["peers_radius"]) if state["peers_radius"] else None,
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
        _network(own, language)
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
    left, right = st.columns([2, 3])
    left.selectbox(
        say("peers_count", language), sorted(own["peers_count"].choices, key=int), key="peers_count"
    )
    right.selectbox(
        say("peers_radius", language),
        own["peers_radius"].choices,
        key="peers_radius",
        format_func=lambda km: f"{km}\xa0km" if km else say("peers_radius_none", language),
    )
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


def _network(own: Mapping[str, Choice], language: Language) -> None:
    st.select_slider(
        say("peers_reach", language),
        sorted(own["peers_reach"].choices, key=int),
        key="peers_reach",
        format_func=lambda km: f"{km}\xa0km",
    )
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
    st.text_area(
        say("peers_members", language),
        key="peers_members",
        height=80,
        placeholder=say("peers_members_help", language),
        max_chars=MOST_MEMBERS,
    )
