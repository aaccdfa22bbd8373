"""Who may call the server, what a browser may do with what it answers, and what the log tells of it."""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor

import pytest

from atlas.ui.server.gate import Gate, is_direct, is_loopback, is_own, is_published

TILES = "https://tiles.example:8443/{z}/{x}/{y}.png"
HERE = {"host": "localhost:8501", "origin": "http://localhost:8501"}

GIVEN = {
    "url": "",
    "base_path": "",
    "tiles": TILES,
    "pages": frozenset({"carte"}),
    "tells": False,
    "brought": lambda _visit: (0, 0),
}
UPLOAD = {
    "type": "http",
    "method": "PUT",
    "path": "/_stcore/upload_file/a/b",
    "query_string": b"",
    "headers": [],
}


def run(coroutine):
    # In a thread of its own: the browser's driver leaves a running loop in this one.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


def call(path, *, kind="http", query="", headers=HERE, **settings):
    """Return the start of an answer, its headers, and whether the server behind was asked."""
    asked, sent = [], []

    async def server(scope, _receive, send):
        asked.append(scope["path"])
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
        else:
            given = [(b"Set-Cookie", b"a=b; path=/"), (b"X-Content-Type-Options", b"other")]
            await send({"type": "http.response.start", "status": 200, "headers": given})
            await send({"type": "http.response.body", "body": b""})

    async def receive():
        return {"type": "websocket.connect"}

    async def send(message):
        sent.append(message)

    gate = Gate(server, **GIVEN | settings)
    scope = {
        "type": kind,
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    run(gate(scope | ({"method": "GET"} if kind == "http" else {}), receive, send))
    first = sent[0]
    return (
        first,
        {name.decode().lower(): value.decode() for name, value in first.get("headers", ())},
        bool(asked),
    )


def connects(**headers):
    url = headers.pop("url", "")
    first, _, asked = call("/_stcore/stream", kind="websocket", url=url, headers=headers)
    assert asked is (first["type"] == "websocket.accept")
    return asked


def test_a_page_may_load_what_the_app_loads_and_nobody_frames_it():
    _, headers, asked = call("/")
    rules = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
    assert asked
    assert rules["frame-ancestors"] == rules["object-src"].replace("none", "self") == "'self'"
    assert "https://tiles.example:8443" in rules["img-src"].split()
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"]
    assert "geolocation=(self)" in headers["permissions-policy"]


@pytest.mark.parametrize(
    ("path", "query", "framed"),
    [
        ("/", "embed=true", True),
        ("/carte", "a=b&embed=true", True),
        ("/component/x/index.html", "", True),  # the map within an embedded page
        ("/", "embed=false", False),
        ("/", "embed=true&embed=false", False),
        ("/", "x=embed=true", False),
        ("/", "embed=TRUE", False),
        ("/embed=true", "", False),
        ("/auth/login", "embed=true", False),
    ],
)
def test_somebody_else_frames_the_embed_address_alone(path, query, framed):
    _, headers, _ = call(path, query=query)
    assert headers["content-security-policy"].endswith("frame-ancestors *") is framed


def test_a_connection_comes_from_a_page_of_the_atlas():
    assert connects(**HERE)
    assert connects(host="example.org", origin="https://example.org", url="https://example.org/atlas")


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "localhost:8501"},
        {"host": "localhost:8501", "origin": "null"},
        {"host": "localhost:8501", "origin": "http://localhost:9999"},
        {"host": "localhost:8501", "origin": "http://localhost"},
        {"host": "localhost:8501", "origin": "http://127.0.0.1:8501"},
        {"host": "localhost:8501", "origin": "https://evil.example"},
        {"host": "localhost:8501", "origin": "file://localhost:8501"},
        {"host": "localhost:8501", "origin": "http://[localhost:8501"},
        {"host": "example.org", "origin": "https://example.org.evil.example"},
        {"host": "example.org", "origin": "https://user@example.org"},
        {"host": "example.org", "origin": "http://example.org", "url": "https://example.org/atlas"},
        {"origin": ""},
        {},
    ],
)
def test_a_connection_from_elsewhere_is_refused(headers):
    assert not connects(**headers)


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json"])
def test_what_the_server_says_of_itself_is_for_this_machine(path):
    for headers in ({"host": "example.org"}, {"host": "localhost:1", "x-forwarded-for": "192.0.2.1"}, {}):
        first, rules, asked = call(f"/atlas{path}", base_path="atlas", headers=headers)
        assert (first["status"], asked) == (404, False)
        assert "content-security-policy" in rules
    assert call(f"/atlas{path}", base_path="atlas", headers={"host": "127.0.0.1:8501"})[2]
    assert call("/_stcore/health", headers={"host": "example.org"})[2]


def test_only_so_many_files_are_on_their_way(monkeypatch):
    monkeypatch.setattr("atlas.settings.PAGE_MAX_UPLOADS", 2)
    answers = []

    async def server(_scope, _receive, send):
        await asyncio.sleep(0.01)  # the file comes
        await send({"type": "http.response.start", "status": 204, "headers": []})

    async def send(message):
        answers.extend([message["status"]] if "status" in message else [])

    gate = Gate(server, **GIVEN)

    async def three():
        await asyncio.gather(*(gate(UPLOAD, None, send) for _ in range(3)))

    run(three())
    assert answers == [503, 204, 204]
    run(three())  # they went
    assert answers[3:] == [503, 204, 204]


@pytest.mark.parametrize(
    ("visit", "everybody", "answer"), [(0, 0, 204), (99, 999, 204), (100, 100, 503), (0, 1000, 503)]
)
def test_visits_keep_only_so_many_bytes(monkeypatch, visit, everybody, answer):
    monkeypatch.setattr("atlas.settings.PAGE_MAX_BROUGHT_BYTES", 100)
    monkeypatch.setattr("atlas.settings.ALL_MAX_BROUGHT_BYTES", 1000)
    answers = []

    async def server(_scope, _receive, send):
        await send({"type": "http.response.start", "status": 204, "headers": []})

    async def send(message):
        answers.extend([message["status"]] if "status" in message else [])

    weights = {"a": (visit, everybody)}
    run(Gate(server, **GIVEN | {"brought": weights.__getitem__})(UPLOAD, None, send))
    assert answers == [answer]


def test_cookies_of_an_atlas_on_https_stay_there():
    assert call("/", url="https://example.org")[1]["set-cookie"] == "a=b; path=/; Secure"
    assert call("/", url="http://example.org")[1]["set-cookie"] == "a=b; path=/"


def test_each_request_is_one_line_without_what_a_reader_wrote(caplog):
    caplog.set_level(logging.INFO, "atlas.served")
    secret = "jeanne.dupont@example.org"  # noqa: S105 - a name
    for path in (
        "/carte",
        f"/{secret}",
        f"/media/{secret}",
        f"/_stcore/upload_file/{secret}",
        f"/carte/{secret}",
    ):
        call(
            path,
            query=f"q={secret}",
            headers=HERE | {"cookie": secret, "x-forwarded-for": secret},
            tells=True,
        )
    call("/_stcore/stream", kind="websocket", headers={"origin": f"http://{secret}"}, tells=True)
    lines = [record.getMessage() for record in caplog.records]
    assert [line.split(" ")[:3] for line in lines] == [
        ["GET", "/carte", "200"],
        ["GET", "/…", "200"],
        ["GET", "/media", "200"],
        ["GET", "/_stcore/upload_file", "200"],
        ["GET", "/carte", "200"],
        ["WS", "/_stcore/stream", "403"],
    ]
    assert secret not in caplog.text


def test_what_is_published():
    for address in ("0.0.0.0", "::", "192.168.1.2", "", "here.example"):  # noqa: S104
        assert is_published(address, "", "")
    for address in ("localhost", "127.0.0.1", "127.0.0.9", "::1"):
        assert is_loopback(address)
        assert not is_published(address, "", "")
        assert not is_published(address, "", "http://localhost:8501")
        # Behind a proxy on this machine.
        assert is_published(address, "atlas", "")
        assert is_published(address, "", "https://example.org")


def test_who_comes_directly():
    for host in ("localhost:8501", "127.0.0.1", "[::1]:8501"):
        assert is_direct({"host": host})
        for name in ("x-forwarded-for", "forwarded", "x-real-ip", "via"):
            assert not is_direct({"host": host, name: "x"})
    for host in ("example.org", "192.0.2.1:8501", "localhost.evil.example", "[::1", ""):
        assert not is_direct({"host": host})
    assert not is_direct({})
    assert is_own(HERE, "")
