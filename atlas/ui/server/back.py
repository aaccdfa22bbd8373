"""After a login, and after its end, a browser comes back to the page that it came from.

Streamlit always sends it to the atlas's first page. The address waits in a cookie of this browser, and only
that of a page of the atlas is taken from there, whoever wrote it.
"""

import re
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from secrets import token_urlsafe
from urllib.parse import quote, unquote, urlsplit

from atlas.ui.server.gate import App, Message, Receive, Send

_ENDS = "auth/logout"
_LEAVES = {"auth/login", _ENDS}
_COMES_BACK = "oauth2callback"
_COOKIE = "atlas_back"
# Seconds that somebody may take at the provider.
_WAITS = 1_800
# Of a whole cookie, browsers keep 4,096 signs.
_LONGEST = 3_500
# What a browser writes of a query; a line that ends would be another header.
_QUERY = re.compile(r"[!-~]*", re.ASCII)


class Back:
    """The server, which sends a browser back to where it logged in or out.

    Parameters
    ----------
    pages
        Paths of the pages.
    """

    def __init__(self, app: App, *, base_path: str, pages: frozenset[str]) -> None:
        self._app, self._pages = app, pages | {""}
        self._base = f"/{base_path}" if base_path else ""

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        path = str(scope.get("path", "")).removeprefix(self._base).strip("/")
        if scope["type"] != "http" or path not in {*_LEAVES, _COMES_BACK}:
            await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        leaves = path in _LEAVES
        place = self._left(headers) if leaves else self.place(_kept(headers.get("cookie", "")))

        async def back(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = self._led(list(message.get("headers", ())), place, leaves=leaves)
                if path == _ENDS:
                    message["headers"] = [_with_state(*one) for one in message["headers"]]
            await send(message)

        await self._app(scope, receive, back)

    def place(self, address: str) -> str:
        """Return the address of a page of the atlas, from the server's root on; empty for any other."""
        try:
            told = urlsplit(address)
        except ValueError:
            return ""
        page = told.path.removeprefix(f"{self._base}/")
        elsewhere = told.scheme or told.netloc or page == told.path
        if elsewhere or page not in self._pages or not _QUERY.fullmatch(told.query):
            return ""
        return f"{self._base}/{page}" + (f"?{told.query}" if told.query else "")

    def _left(self, headers: Mapping[str, str]) -> str:
        """Return the page that a login was asked from, where it is one of this server's."""
        try:
            came = urlsplit(headers.get("referer", ""))
        except ValueError:
            return ""
        return self.place(f"{came.path}?{came.query}") if came.netloc == headers.get("host") else ""

    def _led(
        self, headers: list[tuple[bytes, bytes]], place: str, *, leaves: bool
    ) -> list[tuple[bytes, bytes]]:
        """Return the headers of an answer: the first page's address becomes the place, which else is kept."""
        first = (b"location", f"{self._base}/".encode())
        if first in headers:
            led = [(b"location", place.encode()) if place and one == first else one for one in headers]
            return led if leaves else [*led, self._cookie("")]
        written = quote(place, safe="")
        return [*headers, self._cookie(written if len(written) <= _LONGEST else "")] if leaves else headers

    def _cookie(self, value: str) -> tuple[bytes, bytes]:
        seconds = _WAITS if value else 0
        told = f"{_COOKIE}={value}; Path={self._base or '/'}; Max-Age={seconds}; HttpOnly; SameSite=Lax"
        return b"set-cookie", told.encode()


def _with_state(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """Add what the provider repeats at the end of a login; some, as ProConnect, end none without it."""
    leads = name == b"location" and b"post_logout_redirect_uri=" in value
    return name, value + b"&state=" + token_urlsafe(32).encode() if leads else value


def _kept(cookies: str) -> str:
    try:
        found = SimpleCookie(cookies).get(_COOKIE)
    except CookieError:
        return ""
    return unquote(found.value) if found else ""
