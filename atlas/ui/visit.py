"""The end of a visit: files that a reader was given answer no longer, and what they brought is forgotten.

Streamlit holds on to the session of a closed tab, in case it comes back, and clears it away only when another
reader's tab is closed later.
"""

import asyncio
from contextlib import suppress
from typing import Any, NamedTuple
from weakref import ref

import streamlit as st

from atlas.ui import inside_streamlit

# Of the time that Streamlit waits for a tab to come back: it can still be told to end the session then.
_PATIENCE = 0.9


class Held(dict[str, Any]):
    """What is large and can be made again from a session's state; let go of while the tab is closed."""


class Visit(NamedTuple):
    """A session, and what it holds for as long as it lives."""

    session: str
    held: "ref[Held]"

    def let_go(self) -> None:
        """Let go of what is held."""
        if held := self.held():
            held.clear()


def begin() -> None:
    """Take note of a visit, so that its end is noticed."""
    session = inside_streamlit.session()
    # Once a session: to ask Streamlit's cache again in every run costs a sixth of the runs of many readers.
    if session is not None and "visit" not in st.session_state:
        _visit(session, held())


def held() -> Held:
    """Return what this visit holds."""
    mine: Held = st.session_state.setdefault("visit", Held())
    return mine


def _close(visit: Visit) -> None:
    visit.let_go()
    _wait(visit)


def _wait(visit: Visit) -> None:
    seconds = _PATIENCE * int(st.get_option("server.disconnectedSessionTTL"))
    with suppress(RuntimeError):  # no server runs, or no longer
        asyncio.get_running_loop().call_later(seconds, _end, visit)


# Streamlit lets go of what belongs to one session when its tab is closed, or cannot be reached for a moment.
@st.cache_resource(scope="session", show_spinner=False, on_release=_close)
def _visit(session: str, _held: Held) -> Visit:
    return Visit(session, ref(_held))


def _end(visit: Visit) -> None:
    """End a session whose tab did not come back; look again later at one that did."""
    if inside_streamlit.is_open(visit.session):
        _wait(visit)
        return
    inside_streamlit.close(visit.session)
    visit.let_go()
