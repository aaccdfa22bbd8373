"""What the atlas uses of Streamlit that Streamlit does not promise to keep.

Nothing else of the atlas reaches there; `tests/ui/test_inside_streamlit.py` says what a new release moved.
"""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit.emojis  # noqa: F401 - a page's first icon would wait for it
from streamlit import config, net_util
from streamlit.runtime import get_instance
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.web import bootstrap
from streamlit.web.server.starlette import starlette_server

# Bytes of one header, as `deploy/nginx.conf` passes on: a login is kept in cookies, and the tokens of some
# providers are long. Beyond websockets' own 8,192 a page would stay empty for as long as its cookies last.
_LONGEST_HEADER = 32_768
# Bytes of one message of a page, which tells what was clicked; Streamlit takes 200 MB, as long as it sends.
_LONGEST_MESSAGE = 2_000_000
# Seconds that an upload on its way may hold up the end of the process.
_LAST_WAIT = 5


def session() -> str | None:
    """Return the id of the running session; None outside of one."""
    context = get_script_run_ctx()
    return None if context is None else context.session_id


def is_open(session: str) -> bool:
    """Check whether a session's tab is connected."""
    return get_instance().is_active_session(session)


def close(session: str) -> None:
    """End a session whose tab is gone, and forget the files that it was given."""
    server = get_instance()
    server.close_session(session)
    # The first time, Streamlit only marks files that were to be saved.
    server.media_file_mgr.remove_orphaned_files()


def deliver(content: bytes, kind: str, name: str) -> str:
    """Return the path under which the session's browser can fetch a file, from the app's own address on."""
    return get_instance().media_file_mgr.add(content, kind, name)


def brought(session: str) -> tuple[int, int]:
    """Return the bytes of the files that a session keeps, and of those that all sessions keep."""
    kept = get_instance().uploaded_file_mgr.file_storage  # type: ignore[attr-defined]
    weights = {one: sum(len(file.data) for file in files.values()) for one, files in kept.items()}
    return weights.get(session, 0), sum(weights.values())


def run(script: Path, options: Mapping[str, Any], gate: Callable[[Any], Any]) -> None:
    """Serve an app behind a gate until told to end, by its own settings and these options alone.

    Streamlit would also read `.streamlit/` of the folder where it is started and of the user's home, with
    settings and secrets of whoever wrote them.
    """
    config.get_config_files = lambda file_name: [str(script.parent / ".streamlit" / file_name)]
    # Asked when a stranger's page calls the server, it would ask a third party for this machine's address.
    net_util.get_external_ip = lambda: None
    # Until a first visitor has met our navigation, Streamlit would run a page of pages/ by itself, frame and
    # style left out, for whoever arrives by a link.
    PagesManager.uses_pages_directory = False
    os.environ.setdefault("WEBSOCKETS_MAX_LINE_LENGTH", str(_LONGEST_HEADER))
    given = starlette_server._get_uvicorn_config_kwargs  # noqa: SLF001 - Streamlit has no option of it
    starlette_server._get_uvicorn_config_kwargs = lambda: (  # noqa: SLF001
        given() | {"timeout_graceful_shutdown": _LAST_WAIT, "ws_max_size": _LONGEST_MESSAGE}
    )
    if options.get("secrets.files"):
        _ask_providers()
    made = starlette_server.create_starlette_app  # type: ignore[attr-defined]
    starlette_server.create_starlette_app = lambda runtime: gate(made(runtime))  # type: ignore[attr-defined]
    bootstrap.load_config_options(flag_options=dict(options))
    bootstrap.run(str(script), is_hello=False, args=[], flag_options=dict(options))


def _ask_providers() -> None:
    """Let a login take what its provider keeps out of the ID token, all that Streamlit reads."""
    # Of the extra `login`, which not everybody installs.
    from authlib.integrations import starlette_client  # noqa: PLC0415

    from atlas.ui.server.claims import Client  # noqa: PLC0415

    starlette_client.StarletteOAuth2App = Client
