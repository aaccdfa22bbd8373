"""Perimeters of one's own on the page of the reader's data: brought, checked, kept for this session."""

import io
from collections.abc import Sequence

import streamlit as st

from atlas.errors import FileFaultError
from atlas.readers.files.limits import page_limits, told_on_page
from atlas.readers.perimeters import MOST, Brought, read_perimeters
from atlas.readers.told.refusals import FileRefusedError
from atlas.territories.perimeters import with_perimeters
from atlas.territories.places import Place
from atlas.ui.own import session as own
from atlas.views.brought.told import Held, held, sentences
from atlas.views.link import View, compose
from atlas.vocabulary import PERIMETER, Language
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import number

_DRAFT, _UPLOADS = "own_perimeters_draft", "own_perimeters_uploads"
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
    for one in own.drawn():
        _kept(one, language)


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
    if sum(len(one.brought.named) for one in own.drawn()) + len(found.named) > MOST:
        return say("perimeters_full", language, limit=number(MOST, language))
    return found


def bring_perimeters(name: str, content: bytes, language: Language) -> str:
    """Keep the perimeters of a file; say why where that cannot be."""
    if any(one.content and one.unpacked() == content for one in own.drawn()):
        return say("own_again", language)
    found = _read(name, content, language)
    if isinstance(found, str):
        return found
    own.draw(found, content)
    return ""


def _draft(brought: Brought, language: Language) -> None:
    geography = with_perimeters(own.catalogue().geography, brought.named, brought.members)
    _listed(held(geography, brought, language), language, linked=False)
    told = sentences(geography, brought, language)
    if told:
        st.html(_list(told))
    if brought.told["check"].isin(["cut_in", "cut_out"]).any():
        st.caption(say("perimeter_area", language))
    # A button that were given the file would hold it after the tab is closed.
    st.button(say("perimeters_keep", language), type="primary", on_click=_keep)


def _keep() -> None:
    brought, uploaded = st.session_state[_DRAFT]
    own.draw(brought, uploaded.getvalue())
    _forget()
    st.session_state[_UPLOADS] += 1


def _kept(one: own.Drawn, language: Language) -> None:
    geography = own.catalogue().geography
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        name = say("perimeters_kept", language, name=one.brought.file)
        st.markdown(markup.plain(name), width="content")
        st.button(
            say("own_remove", language),
            key=f"own_undraw_{one.number}",
            on_click=own.undraw,
            args=(one.number,),
            type="tertiary",
        )
    _listed(held(geography, one.brought, language), language, linked=True)


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
