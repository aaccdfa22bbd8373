"""What the running server refuses, whoever asks: `SECURITY.md` names these tests."""

import base64
import http.client
import io
import json
import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import expect
from websockets.exceptions import ConnectionClosedError
from websockets.frames import CloseCode
from websockets.sync.client import connect as websocket

from atlas.words import say
from atlas.workspace import open_workspace
from atlas.workspace.rights import account

pytestmark = pytest.mark.browser

RULES = ("content-security-policy", "permissions-policy", "referrer-policy", "x-content-type-options")


class Answer:
    """What a server answers to a request that no browser would send."""

    def __init__(self, home: str, path: str, method: str = "GET", body: bytes = b"", **headers: str) -> None:
        asked = urlsplit(home)
        connection = http.client.HTTPConnection(asked.hostname, asked.port, timeout=30)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body=body or None, headers=names)
        answer = connection.getresponse()
        self.status, self.headers = answer.status, answer.headers
        self.body = b"" if answer.status == http.client.SWITCHING_PROTOCOLS else answer.read()
        connection.close()


def connect(home: str, **headers: str) -> int:
    key = base64.b64encode(os.urandom(16)).decode()
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    return Answer(home, "/_stcore/stream", **upgrade, Sec_WebSocket_Key=key, **headers).status


def test_each_answer_says_what_a_browser_may_do_with_it(home: str) -> None:
    page = Answer(home, "/")
    script = re.search(rb'src="\.?/?(static/[^"]+\.js)"', page.body).group(1).decode()
    for path in (
        "/donnees",
        f"/{script}",
        "/_stcore/health",
        "/media/none",
        "/component/none/x",
        "/none/none",
    ):
        answer = Answer(home, path)
        assert [len(answer.headers.get_all(name) or []) for name in RULES] == [1] * len(RULES), path
        framed = "frame-ancestors *" in answer.headers["content-security-policy"]
        assert framed is path.startswith("/component/")


def test_a_message_that_no_page_sends_is_refused_before_it_is_all_here(home: str) -> None:
    address = f"ws://{urlsplit(home).netloc}/_stcore/stream"
    with websocket(address, origin=home.rstrip("/"), subprotocols=["streamlit"]) as connection:

        def say() -> None:
            connection.send(bytes(3_000_000))  # may be refused on its way
            connection.recv(timeout=20)

        with pytest.raises(ConnectionClosedError) as closed:
            say()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == CloseCode.MESSAGE_TOO_BIG


def test_a_connection_is_taken_from_a_page_of_the_atlas_alone(home: str) -> None:
    host = urlsplit(home).netloc
    assert connect(home, Origin=f"http://{host}") == 101
    port = urlsplit(home).port
    for headers in (
        {},
        {"Origin": "null"},
        {"Origin": "https://evil.example"},
        {"Origin": f"http://localhost:{port + 1}"},
        {"Origin": f"http://127.0.0.1:{port}"},
        # A name of a stranger's that suddenly means this machine.
        {"Host": f"evil.example:{port}", "Origin": f"http://evil.example:{port}"},
    ):
        assert connect(home, **headers) == 403, headers


def test_no_page_around_the_atlas_steers_it(home: str) -> None:
    assert json.loads(Answer(home, "/_stcore/host-config").body)["allowedOrigins"] == []


UP = ["../" * 9, "..%2f" * 9, "%2e%2e/" * 9, "..%5c" * 9, "....//" * 9, "%252e%252e%252f" * 9, "//", "/"]


@pytest.mark.parametrize(
    "start",
    [
        *("", "static/", "media/", "app/static/", "_stcore/", "apercu.png/"),
        *("component/streamlit_folium.st_folium/", "component/atlas.ui.assets.atlas_geo/"),
    ],
)
def test_no_path_leads_to_a_file_of_the_machine(home: str, start: str) -> None:
    for up in UP:
        answer = Answer(home, f"/{start}{up}etc/passwd")
        # Streamlit answers an unknown page with the app itself.
        assert b"root:" not in answer.body
        assert answer.status in {400, 403, 404} or b"<title>" in answer.body, (answer.status, up)


def test_a_file_is_taken_with_the_token_of_its_page_alone(home: str) -> None:
    content = b'--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\na\r\n--x--\r\n'
    kind = {"Content_Type": "multipart/form-data; boundary=x"}
    assert Answer(home, "/_stcore/upload_file/a/b", "PUT", content, **kind).status == 403
    assert Answer(home, "/_stcore/upload_file/a/b", "DELETE").status == 403


def test_what_the_server_says_of_itself_goes_through_no_proxy(home: str) -> None:
    assert Answer(home, "/_stcore/metrics").status == 200
    for path in ("/_stcore/metrics", "/_stcore/metrics?families=x", "/_stcore/agent/openapi.json"):
        assert Answer(home, path, X_Forwarded_For="192.0.2.1").status == 404
        assert Answer(home, path, Host="example.org").status == 404
    assert Answer(home, "/_stcore/health").body == b"ok"


def test_a_larger_file_than_said_is_refused_before_it_is_all_here(home: str, tab: Any) -> None:
    page = tab(home).page
    page.goto(f"{home}donnees")
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    status = page.evaluate(
        """async address => {
            const token = document.cookie.match(/_streamlit_xsrf=([^;]+)/)[1];
            const form = new FormData();
            form.append("file", new Blob([new Uint8Array(33e6)]), "a.csv");
            const answer = await fetch(address, {method: "PUT", body: form, headers: {"X-Xsrftoken": token}});
            return answer.status;
        }""",
        f"{home}_stcore/upload_file/a/b",
    )
    assert status in {400, 413}


def test_who_sits_at_this_machine_writes_what_the_team_keeps(serve: Any, tab: Any, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("nom;code_insee\nFerme;26108\n", encoding="utf-8")
    where = str(tmp_path / "team.gpkg")
    with serve(ATLAS_WORKSPACE=where) as home:
        atlas = tab(home)
        page = atlas.page
        page.goto(f"{home}donnees")
        atlas.give(tmp_path / "a.csv")
        for key in ("own_keep_team", "own_yes_add"):
            page.get_by_role("button", name=say(key, "fr"), exact=True).click()
        expect(page.get_by_test_id("stMarkdown").filter(has_text=say("own_kept_team", "fr"))).to_be_visible()
        assert open_workspace(where).batches()["imported_by"].tolist() == [account()]
        # The same page, through a proxy that says so.
        page.set_extra_http_headers({"X-Forwarded-For": "192.0.2.1"})
        page.goto(f"{home}donnees")
        expect(page.get_by_text(say("own_team_read", "fr"))).to_be_visible()


def test_a_link_is_previewed_before_any_script_runs(home: str) -> None:
    page = Answer(home, "/manques?dans=region:53").body.decode()
    assert '<html lang="fr"' in page
    assert "Bretagne" in re.search("<title>(.*)</title>", page)[1]
    picture = re.search('"og:image" content="([^"]+)"', page)[1]
    assert urlsplit(picture).netloc == urlsplit(home).netloc
    answer = Answer(home, urlsplit(picture).path)
    assert answer.headers["content-type"] == "image/png"
    assert Image.open(io.BytesIO(answer.body)).width > 600
