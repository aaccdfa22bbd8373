"""Two processes of the atlas behind nginx, under a path of its server, as `deploy/nginx.conf` says."""

import http.client
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
import pytest

from atlas.words import say

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
pytestmark = pytest.mark.browser
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg==",
}


@pytest.fixture(scope="module")
def nginx() -> str:
    # Debian puts it where only the administrator's shell looks.
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        reason = "Debian's nginx is not installed (apt-get install nginx-light)"
        if os.environ.get("ATLAS_NGINX_REQUIRED"):
            pytest.fail(reason)
        pytest.skip(reason)
    return program


@pytest.fixture(scope="module")
def front(
    nginx: str, serve: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, list[psutil.Process]]]:
    """The public address, and the two processes behind it; the last two tests of this file end these."""
    tmp_path = tmp_path_factory.mktemp("front")
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        port = server.getsockname()[1]
    home = f"http://localhost:{port}/atlas/"
    with ExitStack() as stack:
        given = {"ATLAS_BASE_PATH": "/atlas/", "ATLAS_URL": home, "ATLAS_WORKSPACE": f"{tmp_path}/team.gpkg"}
        behind = [stack.enter_context(serve(**given)) for _ in range(2)]
        ports = [str(urlsplit(one).port) for one in behind]
        told = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
        for old, new in (
            ("127.0.0.1:8501", f"127.0.0.1:{ports[0]}"),
            ("127.0.0.1:8502", f"127.0.0.1:{ports[1]}"),
            ("listen 80;", f"listen 127.0.0.1:{port};"),
            ("/var/lib/nginx/atlas", f"{tmp_path}/cache"),
            ("rate=20r/s", "rate=1r/s"),  # a slow machine asks no faster
            ("burst=100", "burst=20"),
        ):
            assert old in told
            told = told.replace(old, new)
        spools = "".join(
            f"{kind}_temp_path {tmp_path}/{kind};"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        # Started by root, it would work as somebody else, who may not enter a test's folder.
        owner = "user root;" if os.geteuid() == 0 else ""
        (tmp_path / "nginx.conf").write_text(
            f"{owner} daemon off; pid {tmp_path}/pid; events {{}} http {{ access_log off; {spools} {told} }}"
        )
        proxy = subprocess.Popen([nginx, "-c", str(tmp_path / "nginx.conf"), "-e", str(tmp_path / "errors")])
        stack.callback(proxy.wait, timeout=20)
        stack.callback(proxy.terminate)
        for _ in range(100):
            try:
                fetch(home)
                break
            except OSError:
                time.sleep(0.1)
        mine = psutil.Process().children()
        yield home, [next(one for one in mine if ports[i] in one.cmdline()) for i in range(2)]


def fetch(address: str) -> Any:
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - our own server
        answer.read()
        return answer.headers


def held(process: psutil.Process) -> int:
    """Count the connections that stay open: nginx keeps none, so these are tabs."""
    return sum(one.status == psutil.CONN_ESTABLISHED for one in process.net_connections(kind="inet"))


def refused(address: str, **options: Any) -> tuple[int, str]:
    """Return the status of a refusal and what it says."""
    asked = urllib.request.Request(address, **options)  # noqa: S310 - our own server
    with pytest.raises(urllib.error.HTTPError) as answer:
        urllib.request.urlopen(asked, timeout=30)  # noqa: S310 - our own server
    with answer.value as told:
        return told.code, told.read().decode()


def test_a_login_in_many_cookies_passes_both_ways(front: tuple[str, list[psutil.Process]]) -> None:
    asked = urlsplit(front[0])
    connection = http.client.HTTPConnection(asked.hostname, asked.port, timeout=30)
    cookies = ["_streamlit_user=x", *(f"_streamlit_user_{number}={'x' * 300}" for number in range(40))]
    # They are no login: Streamlit takes each back.
    connection.request("GET", f"{asked.path}auth/login?provider=x", headers={"Cookie": "; ".join(cookies)})
    answer = connection.getresponse()
    taken = answer.headers.get_all("Set-Cookie")
    connection.close()
    assert answer.status == 302
    assert len("".join(taken)) > 4_096  # what nginx takes unless told to


def test_a_connection_of_another_page_is_refused(front: tuple[str, list[psutil.Process]]) -> None:
    home, _ = front
    port = urlsplit(home).port
    for origin in ({}, {"Origin": "https://evil.example"}, {"Origin": f"http://localhost:{port + 1}"}):
        assert refused(f"{home}_stcore/stream", headers=UPGRADE | origin)[0] == 403


def test_what_nginx_adds_and_what_it_keeps_to_itself(front: tuple[str, list[psutil.Process]]) -> None:
    home, _ = front
    headers = fetch(home)
    # Once each: of two policies, a browser takes what both allow.
    assert headers.get_all("X-Content-Type-Options") == ["nosniff"]
    (policy,) = headers.get_all("Content-Security-Policy")
    assert policy.endswith("frame-ancestors 'self'")
    assert fetch(f"{home}?embed=true")["Content-Security-Policy"].endswith("frame-ancestors *")
    assert len(headers.get_all("Referrer-Policy")) == 1
    assert fetch(f"{home}_stcore/health")
    for hidden in ("_stcore/metrics", "_stcore/metrics?families=x", "_stcore/agent/openapi.json"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            fetch(f"{home}{hidden}")
        assert refused.value.code == 404
        refused.value.close()
    with urllib.request.urlopen(home) as answer:  # noqa: S310 - our own server
        script = re.search(r'src="([^"]*static/[^"]+\.js)"', answer.read().decode()).group(1)
    asked = urllib.request.Request(f"{home}{script.split('/atlas/')[-1].removeprefix('./')}")  # noqa: S310
    asked.add_header("Accept-Encoding", "gzip")
    with urllib.request.urlopen(asked) as answer:  # noqa: S310 - our own server
        assert answer.headers["Content-Encoding"] == "gzip"
        assert "max-age=" in answer.headers["Cache-Control"]


def test_pages_pass_through_and_survive_the_end_of_a_process(
    front: tuple[str, list[psutil.Process]], tab: Callable[..., Any]
) -> None:
    home, processes = front
    atlas = tab(home)
    complaints: list[str] = []
    atlas.page.on(
        "console",
        lambda one: (
            complaints.append(one.text[:300]) if re.search("Security|Refused|violat", one.text) else None
        ),
    )
    atlas.open("niveau=region")
    for page in PAGES:
        atlas.page.goto(f"{home}{'' if page == 'carte' else page}")
        atlas.page.locator("h1").wait_for()
        atlas.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
        assert atlas.page.locator("[data-testid=stException]").count() == 0, page
        # Without a login, what a team keeps is only read.
        assert atlas.page.get_by_text(say("own_team_read", "fr")).count() == int(page == "donnees")
    assert complaints == []
    atlas.open("niveau=region")
    assert complaints == []

    serving = next(one for one in processes if held(one))
    other = next(one for one in processes if one != serving)
    assert not held(other)
    serving.kill()
    atlas.until(lambda: held(other) > 0)  # the open tab turns to the other by itself
    with atlas.change():
        atlas.page.goto(f"{home}?niveau=departement")
    assert atlas.page.url.startswith(home)


def test_a_refusal_is_a_sentence_in_both_languages(front: tuple[str, list[psutil.Process]]) -> None:
    home, processes = front
    large = {"Content-Length": str(40_000_000)}
    code, told = refused(f"{home}_stcore/upload_file/a/b", method="PUT", data=b"x", headers=large)
    assert (code, "30 Mo" in told, "30 MB" in told) == (413, True, True)
    for _ in range(60):  # visits that begin are counted, whatever becomes of them
        code, told = refused(f"{home}_stcore/stream", headers=UPGRADE)
        if code == 429:
            break
    assert (code, "réessayez" in told, "try again" in told) == (429, True, True)
    for process in processes:
        process.kill()
    code, told = refused(home)
    assert (code, "réessayez" in told, "try again" in told) == (503, True, True)
