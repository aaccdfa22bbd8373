"""Who logs in, as the provider says it: in the ID token, and at its address of user information.

OpenID Connect lets a provider keep all but `sub` out of the ID token, which is all that Streamlit reads.
"""

from importlib import import_module
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.integrations.starlette_client import StarletteOAuth2App
from authlib.oidc.core import CodeIDToken
from joserfc.errors import JoseError

# Authlib asks by httpx, or by httpx2 where it finds that: the class that it builds on says which.
HTTPX = import_module(AsyncOAuth2Client.__mro__[-2].__module__.partition(".")[0])
# Some providers, ProConnect among them, refuse less than 32 signs.
_SIGNS = 43


class _Signed(CodeIDToken):  # type: ignore[misc]
    """User information as a signed token, which tells when it ends only where the provider wishes."""

    ESSENTIAL_CLAIMS = ("sub",)


class Client(StarletteOAuth2App):  # type: ignore[misc]
    """The client of a provider, which asks it for what the ID token leaves out."""

    async def authorize_redirect(self, request: Any, redirect_uri: Any = None, **kwargs: Any) -> Any:  # noqa: ANN401
        """Send a browser to the provider, with what its answer must repeat."""
        fresh = {"state": generate_token(_SIGNS), "nonce": generate_token(_SIGNS)}
        return await super().authorize_redirect(request, redirect_uri, **fresh | kwargs)

    async def authorize_access_token(self, request: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        """Take the provider's answer; what the ID token says counts before what its address says."""
        token = await super().authorize_access_token(request, **kwargs)
        if told := token.get("userinfo"):
            token["userinfo"] = await self.asked(token, told["sub"]) | dict(told)
        return token

    async def asked(self, token: dict[str, Any], subject: str) -> dict[str, Any]:
        """Return the claims of the provider's address, JSON or signed; none where it tells of somebody else.

        None either where it cannot be asked: what the ID token says counts all the same.
        """
        told = await self.load_server_metadata()
        if "userinfo_endpoint" not in told:
            return {}
        try:
            answer = await self.get(told["userinfo_endpoint"], token=token)
            answer.raise_for_status()
            if answer.headers.get("content-type", "").startswith("application/jwt"):
                ours = {"iss": {"value": told["issuer"]}, "aud": {"value": self.client_id}}
                signed = {"id_token": answer.text}
                claims = await self.parse_id_token(signed, None, claims_options=ours, claims_cls=_Signed)
            else:
                claims = answer.json()
        except (HTTPX.HTTPError, AuthlibBaseError, JoseError, ValueError):
            return {}
        return dict(claims) if isinstance(claims, dict) and claims.get("sub") == subject else {}
