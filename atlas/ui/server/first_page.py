"""The first page that is served says what its address leads to: whoever previews a link runs no script."""

import html
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote

from anyio import to_thread

from atlas.errors import AtlasError
from atlas.ui.server.gate import App, Message, Send

if TYPE_CHECKING:
    from atlas.ui.server.preview import Preview

# The picture of a link's preview, under the atlas's own path.
PICTURE = "apercu.png"
# What would make the answer another than the whole page as it is.
_CONDITIONS = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"}
_OF_THE_FILE = {b"content-length", b"etag", b"last-modified", b"accept-ranges"}
_LONGEST_QUERY = 4_000


class FirstPage:
    """The server, whose pages say what they are before any script runs.

    Parameters
    ----------
    url
        Address under which people open the atlas; empty for the one that a request names.
    pages
        Paths of the pages.
    """

    def __init__(self, app: App, *, url: str, base_path: str, pages: frozenset[str]) -> None:
        self._app, self._url, self._pages = app, url, pages | {""}
        self._base = f"/{base_path}" if base_path else ""

    async def __call__(self, scope: Message, receive: Callable[[], Awaitable[Message]], send: Send) -> None:
        """Answer a request, or hand it on."""
        path = str(scope.get("path", "")).removeprefix(self._base).strip("/")
        asked = scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}
        if asked and path == PICTURE:
            content = await to_thread.run_sync(picture)
            await _answer(send, content, b"image/png")
        elif asked and path in self._pages:
            headers = [one for one in scope["headers"] if one[0] not in _CONDITIONS]
            await self._app({**scope, "headers": headers}, receive, _Page(self, scope, path, send))
        else:
            await self._app(scope, receive, send)

    def address(self, scope: Message) -> str:
        """Return the address of the atlas, as people open it or as the request names it."""
        host = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
        return self._url or f"{scope['scheme']}://{host}{self._base}"


class _Page:
    """The answer to a request of a page, held back until it is whole."""

    def __init__(self, first: FirstPage, scope: Message, path: str, send: Send) -> None:
        self._first, self._scope, self._path, self._send = first, scope, path, send
        self._start: Message = {}
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        headers = [one for one in self._start["headers"] if one[0].lower() not in _OF_THE_FILE]
        if dict(headers).get(b"content-type", b"").startswith(b"text/html"):
            query = self._scope["query_string"][:_LONGEST_QUERY].decode("latin-1")
            text = self._body.decode("utf-8")
            address = self._first.address(self._scope)
            self._body = (await to_thread.run_sync(dressed, text, self._path, query, address)).encode()
        length = (b"content-length", str(len(self._body)).encode())
        await self._send({**self._start, "headers": [*headers, length]})
        await self._send({"type": "http.response.body", "body": self._body})


async def _answer(send: Send, content: bytes, kind: bytes) -> None:
    length = str(len(content)).encode()
    headers = [(b"content-type", kind), (b"content-length", length), (b"cache-control", b"max-age=86400")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": content})


def dressed(page: str, path: str, query: str, address: str) -> str:
    """Return Streamlit's first page with the language, title, description, icon and picture of an address."""
    # In a thread, beside the server: it would start later.
    from atlas.catalogue import load_catalogue  # noqa: PLC0415
    from atlas.ui.server.preview import preview  # noqa: PLC0415

    try:
        told = preview(load_catalogue(), path, dict(parse_qsl(query)))
    except AtlasError:  # the page itself says what is wrong with the data
        return page
    page = re.sub(r"<html lang=\"\w+\"", f'<html lang="{told.language}"', page, count=1)
    page = re.sub(r"<link rel=\"shortcut icon\"[^>]*>", lambda _: _icon(), page, count=1)
    return re.sub(r"<title>[^<]*</title>", lambda _: head(told, f"{address}/{path}", address), page, count=1)


def head(told: "Preview", link: str, address: str) -> str:
    """Write what stands in the head of a page."""
    title, description = html.escape(told.title), html.escape(told.description)
    properties = {
        "type": "website",
        "title": title,
        "description": description,
        "url": html.escape(link),
        "image": html.escape(f"{address}/{PICTURE}"),
        "locale": {"fr": "fr_FR", "en": "en_GB"}[told.language],
    }
    lines = [f"<title>{title}</title>", f'<meta name="description" content="{description}">']
    lines += [f'<meta property="og:{name}" content="{value}">' for name, value in properties.items()]
    return "\n    ".join([*lines, '<meta name="twitter:card" content="summary_large_image">'])


@lru_cache(maxsize=1)
def _icon() -> str:
    drawn = quote((resources.files("atlas.ui") / "icon.svg").read_text(encoding="utf-8"))
    return f'<link rel="icon" type="image/svg+xml" href="data:image/svg+xml,{drawn}">'


@lru_cache(maxsize=1)
def picture() -> bytes:
    """Draw the map of the atlas, for the preview of a link."""
    from atlas.catalogue import load_catalogue  # noqa: PLC0415 - see above
    from atlas.exports.formats import FORMATS, to_bytes  # noqa: PLC0415
    from atlas.views.link import View  # noqa: PLC0415
    from atlas.views.map import files as map_files  # noqa: PLC0415

    catalogue, view = load_catalogue(), View()
    answer = catalogue.answer(view.selection, view.level, by=view.by, measure=view.measure)
    export = map_files.territories(
        catalogue, view, answer, created=datetime.now(tz=UTC).date(), level=view.level
    )
    return to_bytes(export, FORMATS["png"])
