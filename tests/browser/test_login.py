"""A team behind a login: a real provider of OpenID Connect on this machine, and who may do what."""

import json
import random
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page, expect
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from atlas.words import say
from atlas.workspace import open_workspace

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(find_spec("oidc_provider_mock") is None, reason="oidc-provider-mock is not installed"),
]

SECRET = "a-secret-of-this-test-and-of-no-other-server-at-all"  # noqa: S105
ANNE = {"sub": "anne", "email": "anne@example.org", "email_verified": True}
BEN = {"sub": "ben", "email": "ben@example.org", "groups": ["team"]}
EVE = {"sub": "eve", "email": "anne@example.org", "email_verified": False}
CHANCE = random.Random(1)
# As Keycloak gives them, more than several cookies hold, and as ProConnect does through one.
KIM = {
    "sub": "kim",
    "realm_access": {"roles": ["offline_access", "atlas"]},
    "groups": [f"/pays/{CHANCE.getrandbits(128):032x}" for _ in range(150)],
}
PAULE = {"sub": "paule", "email": "anne@example.org", "usual_name": "Dupont", "siret": "13002526500013"}
SETTINGS = """
[auth]
redirect_uri = "http://localhost:{port}/oauth2callback"
cookie_secret = "%s"
client_id = "atlas"
client_secret = "x"
server_metadata_url = "http://127.0.0.1:%d/.well-known/openid-configuration"

[roles]
editors = { email = ["anne@example.org"], realm_access.roles = ["atlas"] }
readers = { groups = ["team"] }
"""


@pytest.fixture(scope="module")
def provider() -> Iterator[int]:
    port = free_port()
    users = [part for user in (ANNE, BEN, EVE, KIM, PAULE) for part in ("--user-claims", json.dumps(user))]
    # In a process of its own, which may warn of what is old in it.
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), *users]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(300):
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/jwks").close()
                    break
                except OSError:
                    time.sleep(0.1)
            yield port
        finally:
            process.terminate()


def free_port() -> int:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return int(server.getsockname()[1])


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a batch of before."""
    folder = tmp_path_factory.mktemp("team")
    (folder / "a.csv").write_text("nom;code_insee\nFerme d'avant;26108\n", encoding="utf-8")
    where = folder / "team.gpkg"
    command = [
        sys.executable,
        "-m",
        "atlas",
        "import",
        folder / "a.csv",
        "--as",
        "initiatives",
        "--into",
        where,
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return where


@pytest.fixture(scope="module")
def home(browser: object, serve: Callable[..., Any], provider: int, team: Path) -> Iterator[str]:
    del browser
    login = team.with_name("login.toml")
    login.write_text(SETTINGS % (SECRET, provider), encoding="utf-8")
    with serve(ATLAS_WORKSPACE=str(team), ATLAS_LOGIN=str(login)) as address:
        yield address


def own(page: Page, home: str) -> None:
    """Open the page of one's own data, and wait until it is whole."""
    page.goto(f"{home}donnees")
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    expect(page.locator("h1")).to_be_visible()
    page.wait_for_selector(".st-key-own_login, .st-key-own_logout")


def press(page: Page, key: str) -> None:
    page.get_by_role("button", name=say(key, "fr"), exact=True).click()


def log_in(page: Page, home: str, subject: str) -> None:
    own(page, home)
    press(page, "own_login")
    page.get_by_role("button", name=subject, exact=True).click()
    page.wait_for_url(re.compile(re.escape(home)))
    own(page, home)


def nobody(page: Page, asks: str = "own_login_first") -> None:
    """Check that the page knows nobody, and shows nothing of the team."""
    expect(page.get_by_text(say(asks, "fr"))).to_be_visible()
    expect(page.get_by_text(say("own_kept_team", "fr"))).to_have_count(0)


def test_an_editor_logs_in_adds_takes_back_and_logs_out(
    home: str, team: Path, tab: Callable[..., Any], tmp_path: Path
) -> None:
    atlas = tab(home)
    page = atlas.page
    log_in(page, home, "anne")
    expect(page.get_by_text(say("own_role_writes", "fr", name="anne@example.org"))).to_be_visible()
    (tmp_path / "b.csv").write_text("nom;code_insee\nFerme nouvelle;26113\n", encoding="utf-8")
    atlas.give(tmp_path / "b.csv")
    press(page, "own_keep_team")
    expect(page.get_by_text(say("own_sure_add_one", "fr"))).to_be_visible()
    assert len(open_workspace(str(team)).batches()) == 1
    press(page, "own_yes_add")
    kept = page.get_by_test_id("stMarkdown").filter(has_text="b.csv")
    expect(kept).to_have_count(1)
    page.get_by_role("button", name=say("own_remove", "fr"), exact=True).nth(1).click()
    press(page, "own_yes_undo")
    expect(kept).to_have_count(0)
    history = open_workspace(str(team)).batches().set_index("id")
    assert history.loc[2, ["imported_by", "undone_by"]].tolist() == ["anne@example.org"] * 2
    assert history["undone"].notna().tolist() == [False, True]
    press(page, "own_logout")
    page.get_by_role("button", name="End session").click()
    page.wait_for_url(re.compile(re.escape(home)))
    own(page, home)
    nobody(page)


@pytest.mark.parametrize(("subject", "role"), [("ben", "reads"), ("eve", "neither"), ("paule", "neither")])
def test_who_is_no_editor_writes_nothing(home: str, tab: Callable[..., Any], subject: str, role: str) -> None:
    page = tab(home).page
    log_in(page, home, subject)
    expect(page.get_by_text(say(f"own_role_{role}", "fr", name=subject))).to_be_visible()
    expect(page.get_by_text(say("own_unverified", "fr"))).to_be_visible()
    expect(page.get_by_text(say("own_kept_team", "fr"))).to_have_count(int(role == "reads"))
    for key in ("own_keep_team", "own_remove"):
        expect(page.get_by_role("button", name=say(key, "fr"), exact=True)).to_have_count(0)


def test_an_editor_by_a_claim_within_others_whose_login_fills_many_cookies(
    home: str, tab: Callable[..., Any]
) -> None:
    page = tab(home).page
    log_in(page, home, "kim")
    expect(page.get_by_text(say("own_role_writes", "fr", name="kim"))).to_be_visible()
    assert (
        sum(len(one["value"]) for one in page.context.cookies()) > 8_192
    )  # what one header may hold elsewhere


def test_a_login_comes_back_to_the_page_that_it_was_asked_from(home: str, tab: Callable[..., Any]) -> None:
    page = tab(home).page
    asked = f"{home}manques?dans=region:53&lang=en"
    page.goto(asked)
    page.get_by_role("button", name=say("own_login", "en"), exact=True).click()
    page.get_by_role("button", name="ben", exact=True).click()
    page.wait_for_url(f"{home}manques?**")
    told = dict(parse_qsl(urlsplit(page.url).query))
    assert told["dans"] == "region:53"
    assert told["lang"] == "en"
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    expect(page.locator("h1")).to_be_visible()
    # Logged in, there is nothing to log in by.
    expect(page.get_by_role("button", name=say("own_login", "en"), exact=True)).to_have_count(0)
    # The end of it leads back too; somebody else's address in the cookie leads nowhere.
    page.goto(f"{home}donnees")
    press(page, "own_logout")
    page.get_by_role("button", name="End session").click()
    page.wait_for_url(f"{home}donnees")
    page.context.add_cookies([{"name": "atlas_back", "value": "//evil.example/donnees", "url": home}])
    page.goto(f"{home}oauth2callback?code=made-up&state=made-up")
    assert page.url == home


def test_an_answer_that_was_not_asked_for_logs_nobody_in(home: str, tab: Callable[..., Any]) -> None:
    page = tab(home).page
    page.goto(f"{home}oauth2callback?code=made-up&state=made-up")
    own(page, home)
    nobody(page)
    # Asked for, but given to another client of the same provider.
    with page.expect_navigation(url=re.compile("/oauth2/authorize")):
        press(page, "own_login")
    page.goto(page.url.replace("client_id=atlas", "client_id=somebody"))
    with page.expect_response(re.compile("/oauth2callback")) as answer:
        page.get_by_role("button", name="anne", exact=True).click()
    assert "code=" in answer.value.url
    own(page, home)
    nobody(page)


def cookie(home: str, *, secret: str = SECRET, issued: float = 0, origin: str = "") -> dict[str, str]:
    """Make a cookie as the server makes it once somebody is logged in."""
    told = ANNE | {
        "iat": issued or time.time(),
        "is_logged_in": True,
        "provider": "default",
        "origin": origin or home.rstrip("/"),
    }
    value = create_signed_value(secret, "_streamlit_user", json.dumps(told)).decode()
    return {"name": "_streamlit_user", "value": value, "url": home}


def test_a_login_that_is_old_forged_or_another_atlas_s_is_none(home: str, tab: Callable[..., Any]) -> None:
    page = tab(home).page
    page.context.add_cookies([cookie(home)])
    own(page, home)  # else what follows would say nothing
    expect(page.get_by_text(say("own_role_writes", "fr", name="anne@example.org"))).to_be_visible()
    for made, asks in (
        (cookie(home, issued=time.time() - 13 * 3600), "own_login_again"),
        (cookie(home, secret=SECRET[::-1]), "own_login_first"),
        (cookie(home, origin="https://other.example"), "own_login_first"),
    ):
        page.context.clear_cookies()
        page.context.add_cookies([made])
        own(page, home)
        nobody(page, asks)


def test_nobody_writes_or_reads_from_a_strangers_frame(
    home: str, provider: int, tab: Callable[..., Any]
) -> None:
    page = tab(home).page
    page.context.add_cookies([cookie(home)])
    page.goto(f"http://127.0.0.1:{provider}/jwks")  # another site, for a browser
    asks = (
        "address => new Promise(done => { const frame = document.createElement('iframe');"
        "frame.onload = () => setTimeout(() => done(frame), 500); frame.src = address;"
        "document.body.append(frame); }).then(() => true)"
    )
    refused: list[str] = []
    page.on("console", lambda one: refused.append(one.text) if "frame-ancestors" in one.text else None)
    page.evaluate(asks, f"{home}donnees")
    assert refused
    page.evaluate(asks, f"{home}donnees?embed=true")
    frame = page.frames[-1]
    expect(frame.locator("h1")).to_be_visible()
    frame.wait_for_selector(".st-key-own_login, .st-key-own_logout")
    expect(frame.get_by_role("button", name=say("own_remove", "fr"), exact=True)).to_have_count(0)
