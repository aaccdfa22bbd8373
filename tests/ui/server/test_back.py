"""After a login, a browser comes back to the page of the atlas that it came from, and to nobody else's."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie
from urllib.parse import quote

import pytest

from atlas.ui.server.back import Back

PAGES = frozenset({"carte", "donnees"})
HOME = "https://example.org"
STRANGE = [
    "https://evil.example/donnees",
    "//evil.example/donnees",
    "/\\evil.example",
    "/donnees/../../evil",
    "/donnees//evil.example",
    "/%2f%2fevil.example",
    "/oauth2callback?code=a",
    "/unknown",
    "donnees",
    "javascript:alert(1)",
    "/donnees?a=b\r\nSet-Cookie: c=d",
    "/donnees?a=\x00",
    "https://[",
    "",
]


def ask(path, *, base="", referer="", cookie="", location=None):
    """Ask the server for a path; return where its answer leads, and the cookie that it sets."""
    sent = []

    async def server(_scope, _receive, send):
        headers = [] if location is None else [(b"location", location.encode())]
        await send({"type": "http.response.start", "status": 302, "headers": headers})

    async def send(message):
        sent.append(message)

    given = {"host": "example.org", "referer": referer, "cookie": cookie}
    scope = {
        "type": "http",
        "path": path,
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in given.items() if value],
    }
    back = Back(server, base_path=base, pages=PAGES)
    # In a thread of its own: the browser's driver leaves a running loop in this one.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, back(scope, None, send)).result()
    (start,) = sent
    headers = {name.decode(): value.decode() for name, value in start["headers"]}
    return headers.get("location"), SimpleCookie(headers.get("set-cookie", "")).get("atlas_back")


@pytest.mark.parametrize("base", ["", "outils/atlas"])
@pytest.mark.parametrize("leaves", ["login", "logout"])
def test_who_comes_back_finds_the_page_that_they_left(base, leaves):
    root = f"/{base}" if base else ""
    for page in ("/", "/donnees", "/donnees?dans=region:53&lang=en", "/carte?q=%C3%A9t%C3%A9;%22a=b"):
        provider = "https://id.example/authorize"
        led, cookie = ask(f"{root}/auth/{leaves}", base=base, referer=HOME + root + page, location=provider)
        assert led == provider
        assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (root or "/", True, "Lax")
        back, gone = ask(
            f"{root}/oauth2callback",
            base=base,
            cookie=f"other=1; atlas_back={cookie.value}",
            location=f"{root}/",
        )
        assert back == root + page
        assert gone["max-age"] == "0"


def test_a_login_that_is_refused_at_once_and_an_end_without_a_provider_lead_back_too():
    led, cookie = ask("/auth/logout", referer=f"{HOME}/donnees", location="/")
    assert (led, cookie) == ("/donnees", None)


@pytest.mark.parametrize("address", STRANGE)
@pytest.mark.parametrize("base", ["", "atlas"])
def test_nobody_is_led_to_what_is_no_page_of_the_atlas(address, base):
    assert Back(None, base_path=base, pages=PAGES).place(address) == ""
    root = f"/{base}" if base else ""
    for written in (address, quote(address, safe="")):
        cookie = f"atlas_back={written}"
        assert ask(f"{root}/oauth2callback", base=base, cookie=cookie, location=f"{root}/")[0] == f"{root}/"


@pytest.mark.parametrize(
    "referer",
    [
        "",
        "https://evil.example/donnees",
        "https://example.org.evil.example/donnees",
        "https://example.org//evil.example",
        "https://[",
        f"{HOME}/carte?a={'b' * 4000}",  # longer than a cookie
    ],
)
def test_another_page_sets_no_way_back(referer):
    led, cookie = ask("/auth/login", referer=referer, location="https://id.example/")
    # One of before is forgotten.
    assert (led, cookie.value, cookie["max-age"]) == ("https://id.example/", "", "0")


def test_any_other_answer_stays_as_it_is():
    assert ask("/donnees", cookie="atlas_back=%2Fcarte", location="/") == ("/", None)
    assert ask("/oauth2callback", cookie="atlas_back=%2Fcarte", location="/other") == ("/other", None)


def test_the_end_of_a_login_tells_the_provider_what_to_repeat():
    told = "https://id.example.org/end?client_id=atlas&post_logout_redirect_uri=https%3A%2F%2Fexample.org"
    left, _ = ask("/auth/logout", location=told)
    begin, _, state = left.partition("&state=")
    assert begin == told
    assert len(state) >= 32
    assert ask("/auth/logout", location="https://id.example.org/end")[0] == "https://id.example.org/end"
