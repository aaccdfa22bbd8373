"""What stands between the network and Streamlit's server: who may call it, and what a browser may do with it.

A page of somebody else's may frame the atlas only where its address says `embed=true`, and nothing is written
from there. A connection is taken from the atlas's own pages alone: Streamlit would also take one without an
origin, as programs have none, and one from any port of this machine.
"""

import ipaddress
import logging
import time
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs, urlsplit

from atlas import settings

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Receive = Callable[[], Awaitable[Message]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

# What a proxy adds to a request.
_FORWARDED = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")
# What the server says of itself, to this machine alone.
_INSIDE = ("/_stcore/metrics", "/_stcore/agent/")
# What is in each address that a log may name; all else may hold what a reader wrote.
_TOLD = ("_stcore", "auth", "component", "media", "oauth2callback", "static")

_LOG = logging.getLogger("atlas.served")


def is_loopback(name: str) -> bool:
    """Check whether a name or address means this machine to whoever uses it."""
    if name == "localhost":
        return True
    with suppress(ValueError):
        return ipaddress.ip_address(name).is_loopback
    return False  # a name


def is_published(address: str, base_path: str, url: str) -> bool:
    """Check whether the atlas is for others than who sits at this machine."""
    return not is_loopback(address) or bool(base_path) or (bool(url) and not is_loopback(_host(url)))


def is_direct(headers: Mapping[str, str]) -> bool:
    """Check whether a request names this machine and came through no proxy; names of headers are small."""
    return is_loopback(_host(f"//{headers.get('host', '')}")) and not any(
        name in headers for name in _FORWARDED
    )


def is_own(headers: Mapping[str, str], url: str) -> bool:
    """Check whether a page of the atlas itself asks for a connection: same host, same port."""
    with suppress(ValueError):
        asks, public = urlsplit(headers.get("origin", "")), urlsplit(url)
        same = asks.scheme in {"http", "https"} and asks.netloc == headers.get("host")
        return same and (asks.netloc != public.netloc or asks.scheme == public.scheme)
    return False


def _host(address: str) -> str:
    with suppress(ValueError):
        return urlsplit(address).hostname or ""
    return ""


def policy(*, framed: bool, tiles: str) -> str:
    """Return what a page of the atlas may load, and who may frame it.

    Streamlit writes styles and scripts into the page, hands a component its script as a blob, and
    streamlit-folium compiles the map's script. Nothing comes from elsewhere but the map's background, which a
    reader may switch on.
    """
    told = urlsplit(tiles)
    ancestors = "*" if framed else "'self'"
    return (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
        "style-src 'self' 'unsafe-inline'; font-src 'self' data:; "
        f"img-src 'self' data: blob: {told.scheme}://{told.netloc}; connect-src 'self'; "
        "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; "
        f"frame-ancestors {ancestors}"
    )


class Gate:
    """The server behind its rules.

    Parameters
    ----------
    tells
        Whether each request is a line of the log: what was asked, the answer, milliseconds. No address of a
        reader, nothing that they wrote.
    brought
        Gives the bytes of the files that a visit keeps, and of those that all visits keep.
    """

    def __init__(  # noqa: PLR0913 - each is a setting of its own
        self,
        app: App,
        *,
        url: str,
        base_path: str,
        tiles: str,
        pages: frozenset[str],
        tells: bool,
        brought: Callable[[str], tuple[int, int]],
    ) -> None:
        self._app, self._url, self._pages, self._tells = app, url, pages, tells
        self._brought = brought
        self._base = f"/{base_path}" if base_path else ""
        self._policies = {framed: policy(framed=framed, tiles=tiles).encode() for framed in (True, False)}
        self._uploads = 0
        self._secure = url.startswith("https://")

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        kind = scope["type"]
        if kind not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        path = scope["path"].removeprefix(self._base)
        told = self._observed(scope.get("method", "WS"), path, send)
        if kind == "websocket" and not is_own(headers, self._url):
            await receive()
            await told({"type": "websocket.close", "code": 1008})
        elif kind == "http":
            page = path.strip("/") in {"", *self._pages}
            framed = path.startswith("/component/") or (page and _asks_to_be_framed(scope["query_string"]))
            ruled = self._ruled(framed=framed, send=told)
            if path.startswith(_INSIDE) and not is_direct(headers):
                await _refuse(ruled, 404)
            elif scope["method"] == "PUT":
                await self._take(scope, receive, ruled)
            else:
                await self._app(scope, receive, ruled)
        else:
            await self._app(scope, receive, told)

    async def _take(self, scope: Message, receive: Receive, send: Send) -> None:
        """Take a file, unless as many as the machine bears are on their way, or are kept."""
        # The path ends in the visit and the file: whoever has the token of a page may name any file.
        visit, everybody = self._brought(scope["path"].rpartition("/")[0].rpartition("/")[2])
        full = visit >= settings.PAGE_MAX_BROUGHT_BYTES or everybody >= settings.ALL_MAX_BROUGHT_BYTES
        if full or self._uploads >= settings.PAGE_MAX_UPLOADS:
            await _refuse(send, 503, b"Too many files at once: try again in a moment.")
            return
        self._uploads += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._uploads -= 1

    def _ruled(self, *, framed: bool, send: Send) -> Send:
        """Add to an answer what a browser may do with it."""

        async def ruled(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = [self._kept(*header) for header in message.get("headers", ())]
                rules = [
                    (b"content-security-policy", self._policies[framed]),
                    # Where a reader is, the atlas's own page alone may ask, and they answer.
                    (b"permissions-policy", b"geolocation=(self), camera=(), microphone=()"),
                    (b"referrer-policy", b"strict-origin-when-cross-origin"),
                    (b"x-content-type-options", b"nosniff"),
                ]
                names = {name for name, _ in rules}
                message["headers"] = [*(one for one in given if one[0].lower() not in names), *rules]
            await send(message)

        return ruled

    def _kept(self, name: bytes, value: bytes) -> tuple[bytes, bytes]:
        """Return a header; cookies of an atlas on https stay there."""
        lacks = self._secure and name.lower() == b"set-cookie" and b"secure" not in value.lower().split(b"; ")
        return name, value + b"; Secure" if lacks else value

    def _observed(self, method: str, path: str, send: Send) -> Send:
        """Note the answer to a request in the log."""
        if not self._tells:
            return send
        start, words = time.monotonic(), f"{method} {self._named(path)}"
        answers = {"websocket.accept": 101, "websocket.close": 403}
        noted = False

        async def observed(message: Message) -> None:
            nonlocal noted
            if not noted and (status := message.get("status") or answers.get(message["type"])):
                noted = True  # a connection that is closed later was taken before
                _LOG.info("%s %s %d ms", words, status, 1000 * (time.monotonic() - start))
            await send(message)

        return observed

    def _named(self, path: str) -> str:
        first, _, rest = path.lstrip("/").partition("/")
        if first == "_stcore":
            return f"/_stcore/{rest.partition('/')[0]}"
        return f"/{first}" if first in {*_TOLD, *self._pages, ""} else "/…"


async def _refuse(send: Send, status: int, why: bytes = b"") -> None:
    kind = [(b"content-type", b"text/plain"), (b"retry-after", b"10")]
    await send({"type": "http.response.start", "status": status, "headers": kind if why else []})
    await send({"type": "http.response.body", "body": why})


def _asks_to_be_framed(query: bytes) -> bool:
    return parse_qs(query.decode("latin-1")).get("embed") == ["true"]
