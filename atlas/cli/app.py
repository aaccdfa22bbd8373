"""`atlas app`: open the atlas in the browser."""

import contextlib
import threading
from pathlib import Path
from typing import Any

import click
from streamlit import config
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import bootstrap

from atlas.errors import AtlasError

_SCRIPT = Path(__file__).resolve().parents[2] / "streamlit_app.py"
# As in .streamlit/config.toml, which another one may overrule: that of the folder where the atlas is started,
# or of the reader's home.
_OPTIONS: dict[str, Any] = {"runner.postScriptGC": False}


@click.command("app")
@click.option("--port", default=8501, show_default=True, help="Port on this machine.")
@click.option("--browser/--no-browser", default=True, show_default=True, help="Open the browser.")
def command(*, port: int, browser: bool) -> None:
    """Open the atlas in the browser, on this machine only."""
    # The atlas loads while the server starts, so that the first visitor waits for neither.
    threading.Thread(target=_warm, daemon=True).start()
    options = {**_OPTIONS, "server.port": port, "server.headless": not browser}
    config._main_script_path = str(_SCRIPT)  # noqa: SLF001 - as Streamlit's own command does, to find .streamlit/
    click.echo(f"Atlas: http://localhost:{port}")
    bootstrap.load_config_options(flag_options=options)
    # Until a first visitor has met our navigation, Streamlit would run a page of pages/ by itself, frame and
    # style left out, for whoever arrives by a link.
    PagesManager.uses_pages_directory = False
    bootstrap.run(str(_SCRIPT), is_hello=False, args=[], flag_options=options)


def _warm() -> None:
    from atlas.catalogue import load_catalogue  # noqa: PLC0415 - in this thread, beside the server's start

    with contextlib.suppress(AtlasError):  # the page says what is wrong, to whom it concerns
        catalogue = load_catalogue()
        catalogue.shares("departement", "seat")
        from atlas.ui import warm  # noqa: PLC0415 - see above

        warm.up(catalogue)
