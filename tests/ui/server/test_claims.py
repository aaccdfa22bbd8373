"""What a provider says beside the ID token."""

import asyncio
import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

pytest.importorskip("httpx")
pytest.importorskip("authlib")

from authlib.integrations.starlette_client import StarletteIntegration
from joserfc import jwt
from joserfc.jwk import RSAKey

from atlas.ui.server.claims import HTTPX, Client

AT = "https://id.example.org"
OURS, STRANGE = (RSAKey.generate_key(2048, {"kid": "one"}) for _ in range(2))
ANNE = {"sub": "anne", "email": "anne@example.org"}


def run(coroutine: Any) -> Any:
    # In a thread of its own: the browser's driver leaves a running loop in this one.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


def client(kind: str, content: str, status: int = 200) -> Client:
    told = {
        "issuer": AT,
        "authorization_endpoint": f"{AT}/auth",
        "userinfo_endpoint": f"{AT}/me",
        "jwks_uri": f"{AT}/jwks",
    }
    answers = {"/told": json.dumps(told), "/jwks": json.dumps({"keys": [OURS.as_dict(private=False)]})}

    def answer(request: Any) -> Any:
        if request.url.path in answers:
            return HTTPX.Response(200, text=answers[request.url.path])
        assert request.headers["authorization"] == "Bearer open"
        return HTTPX.Response(status, text=content, headers={"content-type": kind})

    return Client(
        framework=StarletteIntegration("default"),
        name="default",
        client_id="atlas",
        client_secret="x",  # noqa: S106
        server_metadata_url=f"{AT}/told",
        client_kwargs={"scope": "openid", "transport": HTTPX.MockTransport(answer)},
    )


def asked(kind: str, content: str, status: int = 200) -> dict[str, Any]:
    token = {"access_token": "open", "token_type": "Bearer"}
    return run(client(kind, content, status).asked(token, "anne"))


def signed(key: RSAKey = OURS, **others: Any) -> str:
    claims = {**ANNE, "iss": AT, "aud": "atlas", **others}
    return jwt.encode({"alg": "RS256", "kid": "one"}, claims, key)


def test_an_address_of_the_user_information_counts_as_json_and_signed() -> None:
    assert asked("application/json; charset=utf-8", json.dumps(ANNE)) == ANNE
    assert asked("application/jwt", signed())["email"] == "anne@example.org"


@pytest.mark.parametrize(
    ("kind", "content", "status"),
    [
        ("application/json", json.dumps({**ANNE, "sub": "eve"}), 200),
        ("application/json", json.dumps([ANNE]), 200),
        ("application/json", "<p>", 200),
        ("application/json", json.dumps(ANNE), 500),
        ("application/jwt", signed(STRANGE), 200),
        ("application/jwt", signed(sub="eve"), 200),
        ("application/jwt", signed(aud="another"), 200),
        ("application/jwt", signed(iss="https://other.example.org"), 200),
        ("application/jwt", signed(exp=int(time.time()) - 3600), 200),
        ("application/jwt", "no.to.ken", 200),
    ],
    ids=lambda value: str(value)[:12],
)
def test_what_is_not_told_of_the_same_person_by_the_provider_counts_for_nothing(
    kind: str, content: str, status: int
) -> None:
    assert asked(kind, content, status) == {}


def test_what_an_answer_must_repeat_is_long_enough_for_every_provider() -> None:
    class Request:
        session: dict[str, Any] = {}  # noqa: RUF012 - of this one request

    sent = run(client("", "").authorize_redirect(Request(), f"{AT}/oauth2callback"))
    query = parse_qs(urlsplit(sent.headers["location"]).query)
    assert len(query["state"][0]) >= 32
    assert len(query["nonce"][0]) >= 32
