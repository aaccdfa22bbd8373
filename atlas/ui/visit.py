"""The end of a visit: files that a reader was given answer no longer, and what they brought is forgotten.

Streamlit holds on to the session of a closed tab, in case it comes back, and clears it away only when another
reader's tab is closed later.
"""

import asyncio
from contextlib import suppress

import streamlit as st
from streamlit import config
from streamlit.runtime import get_instance
from streamlit.runtime.scriptrunner import get_script_run_ctx

# Of the time that Streamlit waits for a tab to come back: it can still be told to end the session then.
_PATIENCE = 0.9


def begin() -> None:
    """Take note of a visit, so that its end is noticed."""
    context = get_script_run_ctx()
    # Once a session: to ask Streamlit's cache again in every run costs a sixth of the runs of many readers.
    if context is not None and "visit" not in st.session_state:
        st.session_state["visit"] = _visit(context.session_id)


def _wait(session: str) -> None:
    seconds = _PATIENCE * int(config.get_option("server.disconnectedSessionTTL"))
    with suppress(RuntimeError):  # no server runs, or no longer
        asyncio.get_running_loop().call_later(seconds, _end, session)


# Streamlit lets go of what belongs to one session when its tab is closed, or cannot be reached for a moment.
@st.cache_resource(scope="session", show_spinner=False, on_release=_wait)
def _visit(session: str) -> str:
    return session


def _end(session: str) -> None:
    """End a session whose tab did not come back; look again later at one that did."""
    server = get_instance()
    if server.is_active_session(session):
        _wait(session)
        return
    server.close_session(session)
    # The first time, Streamlit only marks files that were to be saved.
    server.media_file_mgr.remove_orphaned_files()
