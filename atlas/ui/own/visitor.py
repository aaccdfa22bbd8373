"""What the visitor of this session may do with what their team keeps."""

import time
from pathlib import Path

import streamlit as st

from atlas import settings
from atlas.errors import FileFaultError
from atlas.ui.server.gate import is_direct, is_published
from atlas.vocabulary import Label, Language
from atlas.workspace.login import read_roles
from atlas.workspace.rights import Rights, Roles
from atlas.workspace.rights import rights as allowed


def rights() -> Rights:
    """Return what they may do now; asked anew in whatever writes."""
    state = st.session_state
    # What began in somebody else's frame stays there, whatever becomes of its address.
    state["embedded"] = state.get("embedded", False) or bool(st.context.is_embedded)
    return allowed(
        st.user.to_dict(),
        _roles(),
        local=is_local(),
        embedded=state["embedded"],
        now=time.time(),
    )


def _roles() -> Roles | None:
    try:
        return read_roles(settings.LOGIN) if settings.LOGIN else None
    except FileFaultError as error:
        # Its own words are for who runs the atlas, who reads them when it is next started.
        msg = Label(
            "Les réglages de la connexion ne se lisent pas.", "The settings of the login cannot be read."
        )
        raise FileFaultError(msg) from error


def told(error: FileFaultError, language: Language) -> str:
    """Return what is wrong with the workspace, without the folders of the server."""
    where, words = settings.WORKSPACE, error.to(language)
    return words.replace(where, Path(where).name) if where else words


def is_local() -> bool:
    """Check whether the visitor sits at the machine on which the atlas runs, for them alone."""
    address = st.get_option("server.address") or ""  # Streamlit listens everywhere where it is told nothing
    published = is_published(address, st.get_option("server.baseUrlPath"), settings.PUBLIC_URL)
    headers = {name.lower(): value for name, value in st.context.headers.items()}
    return not published and is_direct(headers)
