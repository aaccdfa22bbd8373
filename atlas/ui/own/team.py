"""What the page writes into the workspace of a team: asked twice, by whoever may."""

from collections.abc import Callable
from contextlib import suppress

import streamlit as st

from atlas import settings
from atlas.errors import (
    FileFaultError,
    NotAllowedError,
    RepeatedBatchError,
    UnknownChoiceError,
    WorkspaceBusyError,
)
from atlas.readers.perimeters import Brought
from atlas.readers.rows.imported import Import
from atlas.ui.own.visitor import rights
from atlas.ui.own.visitor import told as told_of
from atlas.vocabulary import Language
from atlas.words import html as markup
from atlas.words import say
from atlas.workspace import Workspace, open_workspace
from atlas.workspace.rights import account

_FAULT, _ASKED = "own_fault", "own_asked"


def writes() -> bool:
    """Check whether this visitor may write into a workspace; one that cannot be told of is not written."""
    try:
        return bool(settings.WORKSPACE) and rights().writes
    except FileFaultError:
        return False  # `session.catalogue` says so


def draw(language: Language) -> None:
    """Say who the visitor is and what they may do, and let them log in or out."""
    if not settings.WORKSPACE:
        return
    try:
        found = rights()
    except FileFaultError:
        return
    if not settings.LOGIN:
        if not found.writes:
            st.caption(say("own_team_read", language))
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if found.name is None:
            first = "own_login_how" if found.reads else "own_login_first"
            _say(say("own_login_again" if found.why == "ended" else first, language))
            st.button(say("own_login", language), on_click=st.login, key="own_login")
        else:
            role = "writes" if found.writes else "reads" if found.reads else "neither"
            _say(say(f"own_role_{role}", language, name=found.name))
            if found.why == "unverified":
                _say(say("own_unverified", language))
            st.button(say("own_logout", language), on_click=st.logout, key="own_logout", type="tertiary")


def offer_login(language: Language) -> None:
    """Let a visitor whom nobody knows log in from the page that they opened, and come back to it."""
    if not (settings.WORKSPACE and settings.LOGIN):
        return
    with suppress(FileFaultError):
        if rights().name is None and not st.context.is_embedded:
            st.button(say("own_login", language), on_click=st.login, key="log_in", type="tertiary")


def _say(sentence: str) -> None:
    st.html(f"<div>{markup.text(sentence)}</div>", width="content")


def ask(what: str) -> None:
    """Ask again before something is written: nothing is, by one click."""
    st.session_state[_ASKED] = what


def is_asked(what: str) -> bool:
    """Check whether this was asked for, and not answered yet."""
    return bool(st.session_state.get(_ASKED) == what)


def offer(what: str, name: str, language: Language, *, disabled: bool = False) -> None:
    """Offer to keep for the team what was brought, as a batch of this name."""
    st.text_input(say("own_batch_name", language), value=name, key="own_batch", max_chars=80, width=280)
    st.button(
        say("own_keep_team", language),
        type="secondary" if is_asked(what) else "primary",
        on_click=ask,
        args=(what,),
        disabled=disabled,
    )


def confirm(what: str, language: Language, question: str, yes: str, write: Callable[[], None]) -> None:
    """Draw the question that was asked again, where it is this one."""
    if not is_asked(what):
        return
    with st.container(border=True):
        _say(question)
        with st.container(horizontal=True):
            st.button(yes, type="primary", on_click=write, key="own_yes")
            st.button(say("own_no", language), on_click=ask, args=("",), key="own_no")


def add(import_: Import | Brought) -> bool:
    """Keep an import, or perimeters, for the team; return whether it is kept."""
    return _written(lambda store: store.add(import_, name=st.session_state["own_batch"]))


def undo(batch: int) -> None:
    """Take a batch of the team back."""
    _written(lambda store: store.undo(batch))


def _written(write: Callable[[Workspace], object]) -> bool:
    """Write into the workspace, if this visitor may; a fault is told on the next run, and the draft stays."""
    ask("")
    try:
        write(open_workspace(settings.WORKSPACE, by=_writer()))
    except (FileFaultError, NotAllowedError, RepeatedBatchError, UnknownChoiceError) as error:
        st.session_state[_FAULT] = error
        return False
    return True


def _writer() -> str | None:
    """Return whom the history is to name; refuse a visitor who may not write."""
    found = rights()
    if not found.writes:
        raise NotAllowedError
    return found.name or account()


def tell(language: Language) -> None:
    """Say why what was to be written was not."""
    fault = st.session_state.pop(_FAULT, None)
    if fault is not None:
        st.error(_told(fault, language))


def _told(error: Exception, language: Language) -> str:
    known: dict[type[Exception], str] = {
        NotAllowedError: "own_not_allowed",
        RepeatedBatchError: "own_again",
        WorkspaceBusyError: "own_busy",
        UnknownChoiceError: "own_undone",
    }
    if type(error) in known:
        return say(known[type(error)], language)
    told = told_of(error, language) if isinstance(error, FileFaultError) else str(error)
    return say("own_not_written", language, message=markup.plain(told))
