"""`atlas app`: open the atlas in the browser."""

import contextlib
import re
import socket
import threading
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

import click

from atlas import settings
from atlas.errors import AtlasError, FileFaultError
from atlas.ui import inside_streamlit
from atlas.ui.server.back import Back
from atlas.ui.server.first_page import FirstPage
from atlas.ui.server.gate import Gate, is_loopback, is_published
from atlas.ui.server.lines import keep_to_lines

_Command = Callable[..., Any]
_THIS_MACHINE = ["localhost", "127.0.0.1", "::1"]
_PARTS = re.compile(r"[\w.~-]+(/[\w.~-]+)*", re.ASCII)


def _address(_context: click.Context, _option: click.Parameter, value: str) -> str:
    # `localhost` may be something else in a file of names.
    address = "127.0.0.1" if value == "localhost" else value
    try:
        with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as trial:
            trial.bind((address, 0))
    except (OSError, UnicodeError) as error:
        message = f"{value!r} is no address of this machine."
        raise click.BadParameter(message) from error
    return address


def _base_path(_context: click.Context, _option: click.Parameter, value: str) -> str:
    path = value.strip("/")
    if path and (not _PARTS.fullmatch(path) or {".", ".."} & set(path.split("/"))):
        message = f"{value!r} is no path such as atlas or outils/atlas."
        raise click.BadParameter(message)
    return path


def _url(_context: click.Context, _option: click.Parameter, value: str) -> str:
    if not value:
        return ""
    with contextlib.suppress(ValueError):  # brackets or a port that are none
        told = urlsplit(value)
        more = told.query or told.fragment or told.username or told.port == 0 or re.search(r"\s", value)
        if told.scheme in {"http", "https"} and told.hostname and not more:
            return value.rstrip("/")
    message = f"{value!r} is no address such as https://example.org/atlas."
    raise click.BadParameter(message)


def _option(name: str, default: str, **more: Any) -> Callable[[_Command], _Command]:  # noqa: ANN401 - click's
    variable = f"ATLAS_{name.strip('-').replace('-', '_').upper()}"
    return click.option(name, default=default, envvar=variable, show_envvar=True, **more)


@click.command("app")
@_option(
    "--address",
    settings.ADDRESS,
    callback=_address,
    show_default=True,
    help="Address of this machine to listen on.",
)
@_option(
    "--port", settings.PORT, type=click.IntRange(1, 65_535), show_default=True, help="Port to listen on."
)
@_option(
    "--base-path",
    settings.BASE_PATH,
    callback=_base_path,
    help="Path of the server under which the atlas answers, such as atlas.",
)
@_option(
    "--url",
    settings.PUBLIC_URL,
    callback=_url,
    help="Address under which people open the atlas; links in files begin with it.",
)
@_option(
    "--workspace",
    settings.WORKSPACE,
    help="Show what a team keeps as well: a .gpkg file or a postgresql:// address.",
)
@_option(
    "--login",
    settings.LOGIN,
    help="Settings file of a login, TOML: without one, a published workspace is only read.",
)
@_option(
    "--tab-seconds",
    settings.TAB_SECONDS,
    type=click.IntRange(1, 3_600),
    show_default=True,
    help="How long a closed tab may come back and find its visit.",
)
@click.option("--browser/--no-browser", default=True, show_default=True, help="Open the browser.")
def command(
    *,
    address: str,
    port: int,
    base_path: str,
    url: str,
    workspace: str,
    login: str,
    tab_seconds: int,
    browser: bool,
) -> None:
    """Open the atlas in the browser, on this machine only unless --address says otherwise."""
    if login:
        _check_login(login, url)
    settings.PUBLIC_URL, settings.WORKSPACE, settings.LOGIN = url, workspace, login
    published = is_published(address, base_path, url)
    if published:
        keep_to_lines()
    # The atlas loads while the server starts, so that the first visitor waits for neither.
    threading.Thread(target=_warm, daemon=True).start()
    shown = "localhost" if is_loopback(address) else f"[{address}]" if ":" in address else address
    click.echo(f"Atlas: {url or f'http://{shown}:{port}/{base_path}'.rstrip('/')}")
    options = {
        "server.address": address,
        "server.port": port,
        "server.baseUrlPath": base_path,
        "server.disconnectedSessionTTL": tab_seconds,
        "server.headless": not browser,
        "server.allowedHosts": _hosts(address, url),
    }
    if login:
        options["secrets.files"] = [login]
    pages = frozenset(path.stem for path in (settings.APP_FOLDER / "pages").glob("*.py"))
    first = partial(FirstPage, url=url, base_path=base_path, pages=pages)
    gate = partial(
        Gate,
        url=url,
        base_path=base_path,
        tiles=settings.IGN_TILES,
        pages=pages,
        tells=published,
        brought=inside_streamlit.brought,
    )
    back = partial(Back, base_path=base_path, pages=pages)
    inside_streamlit.run(
        settings.APP_FOLDER / "streamlit_app.py", options, lambda app: gate(back(first(app)))
    )


def _check_login(path: str, url: str) -> None:
    from atlas.workspace.login import check_login  # noqa: PLC0415 - without a login, the server starts sooner

    try:
        check_login(path, url)
    except FileFaultError as error:
        raise click.BadParameter(str(error), param_hint="--login") from error
    if find_spec("authlib") is None:
        message = "A login needs two packages more: pip install 'atlas-dynamiques-territoriales[login]'."
        raise click.UsageError(message)


def _hosts(address: str, url: str) -> list[str]:
    """Return the names by which a browser may call the server; empty for any.

    By any name, a stranger's page whose name suddenly means this machine could read the atlas through its
    reader. Whoever listens on more than this machine is called by names that are known to them alone.
    """
    if not is_loopback(address):
        return []
    return [*_THIS_MACHINE, *filter(None, [urlsplit(url).hostname])]


def _warm() -> None:
    from atlas.catalogue import load_catalogue  # noqa: PLC0415 - in this thread, beside the server's start

    with contextlib.suppress(AtlasError):  # the page says what is wrong, to whom it concerns
        catalogue = load_catalogue()
        catalogue.shares("departement", "seat")
        from atlas.ui import warm  # noqa: PLC0415 - see above

        warm.up(catalogue)
