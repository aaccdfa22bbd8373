"""Perimeters of one's own on the page of the reader's data: brought, checked, kept for session or team."""

import io
from collections.abc import Sequence

import streamlit as st

from atlas.errors import FileFaultError
from atlas.readers.files.limits import page_limits, told_on_page
from atlas.readers.perimeters import MOST, Brought, perimeter_codes, read_perimeters, told_apart
from atlas.readers.told.refusals import FileRefusedError
from atlas.territories.perimeters import own_perimeters, with_perimeters
from atlas.territories.places import Place
from atlas.ui.own import session as own
from atlas.ui.own import team
from atlas.views.brought.told import Held, held, sentences
from atlas.views.link import View, compose
from atlas.vocabulary import PERIMETER, Language
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import number, say_number

_DRAFT, _UPLOADS = "own_perimeters_draft", "own_perimeters_uploads"
_ADD = "add_perimeters"
_MOST_SHOWN = 12


def draw(language: Language) -> None:
    """Draw the section: a file to bring, what it holds, and what is kept."""
    state = st.session_state
    st.html(f"<h2 class='atlas-step'>{say('perimeters_title', language)}</h2>")
    st.caption(say("perimeters_how", language))
    with st.container(key="own_box_perimeters"):
        uploaded = st.file_uploader(
            say("perimeters_file", language),
            # Another key empties the uploader.
            key=f"own_perimeters_{state.setdefault(_UPLOADS, 0)}",
            label_visibility="collapsed",
            on_change=_forget,
        )
    if uploaded is not None and _DRAFT not in state:
        found = _read(uploaded.name, uploaded.getvalue(), language)
        if isinstance(found, str):
            st.error(markup.plain(found))
        else:
            state[_DRAFT] = found, uploaded
    if _DRAFT in state:
        _draft(state[_DRAFT][0], language)
    geography, ways = own.catalogue().geography, own.drawn()
    for one in ways:
        _kept(one, language)
    mine = [code for one in ways for code in one.brought.named.index]
    shared = own_perimeters(geography).difference(mine, sort=False)
    if len(shared):
        st.caption(say("perimeters_team", language))
        _listed(held(geography, shared, language), language, linked=True)


def _forget() -> None:
    st.session_state.pop(_DRAFT, None)


def _read(name: str, content: bytes, language: Language) -> Brought | str:
    """Read perimeters, or say why not."""
    try:
        found = read_perimeters(
            io.BytesIO(content), own.catalogue().geography, name=name, limits=page_limits()
        )
    except FileRefusedError as error:
        return told_on_page(error, language)
    except FileFaultError as error:
        return str(error)
    there = [one.brought.digest for one in own.drawn()] + [one["digest"] for one in own.batches()]
    if found.digest in there:
        return say("own_again", language)
    if len(own_perimeters(own.catalogue().geography)) + len(found.named) > MOST:
        return say("perimeters_full", language, limit=number(MOST, language))
    return found


def bring_perimeters(name: str, content: bytes, language: Language) -> str:
    """Keep the perimeters of a file; say why where that cannot be."""
    found = _read(name, content, language)
    if isinstance(found, str):
        return found
    own.draw(found, content)
    return ""


def _draft(brought: Brought, language: Language) -> None:
    geography = own.catalogue().geography
    brought = told_apart(brought, perimeter_codes(geography))
    geography = with_perimeters(geography, brought.named, brought.members)
    _listed(held(geography, brought.named.index, language), language, linked=False)
    told = sentences(geography, brought, language)
    if told:
        st.html(_list(told))
    if brought.told["check"].isin(["cut_in", "cut_out"]).any():
        st.caption(say("perimeter_area", language))
    shared = team.writes()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if shared:
            team.offer(_ADD, brought.name, language)
        # A button that were given the file would hold it after the tab is closed.
        st.button(say("perimeters_keep", language), type="secondary" if shared else "primary", on_click=_keep)
    if shared:
        question = say_number("perimeters_sure", len(brought.named), language)
        team.confirm(_ADD, language, question, say("own_yes_add", language), _keep_for_team)


def _keep() -> None:
    brought, uploaded = st.session_state[_DRAFT]
    own.draw(brought, uploaded.getvalue())
    _start_again()


def _keep_for_team() -> None:
    if team.add(st.session_state[_DRAFT][0]):
        _start_again()


def _start_again() -> None:
    _forget()
    team.ask("")
    st.session_state[_UPLOADS] += 1


def _kept(one: own.Drawn, language: Language) -> None:
    geography = own.catalogue().geography
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        name = say("perimeters_kept", language, name=one.brought.name)
        st.markdown(markup.plain(name), width="content")
        st.button(
            say("own_remove", language),
            key=f"own_undraw_{one.number}",
            on_click=own.undraw,
            args=(one.number,),
            type="tertiary",
        )
    _listed(held(geography, one.brought.named.index, language), language, linked=True)


def _listed(found: Sequence[Held], language: Language, *, linked: bool) -> None:
    """List perimeters, kept ones with the way to their portrait."""
    if not linked:
        st.html(_list([f"{one.name} : {one.words}" for one in found[:_MOST_SHOWN]]))
    for one in found[:_MOST_SHOWN] if linked else ():
        there = {"territoire": str(Place(PERIMETER, one.code))}
        st.page_link(
            "pages/territoire.py",
            label=markup.plain(f"{one.name} · {one.words}"),
            query_params=compose(View(language=language)) | there,
        )
    if len(found) > _MOST_SHOWN:
        st.caption(say("and_more", language, n=number(len(found) - _MOST_SHOWN, language)))


def _list(lines: Sequence[str]) -> str:
    items = "".join(f"<li>{markup.text(line)}</li>" for line in lines)
    return f"<ul class='atlas-list'>{items}</ul>"
