"""The settings file of a login: `[auth]` for Streamlit, `[roles]` for the atlas."""

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

from atlas.errors import FileFaultError
from atlas.workspace.rights import Roles, Rule

_NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
_HOURS = 12.0
_SECRET = 32
_BACK = "/oauth2callback"


def read_roles(path: str) -> Roles:
    """Read who may do what; a file that was changed is read anew."""
    try:
        return _roles(path, Path(path).stat().st_mtime_ns)
    except OSError as error:
        msg = f"{path} cannot be read: {error.strerror}."
        raise FileFaultError(msg) from error


def check_login(path: str, url: str) -> None:
    """Refuse a settings file that nobody could log in by.

    Parameters
    ----------
    url
        Address under which people open the atlas; empty where it has none.
    """
    read_roles(path)
    if not path.endswith(".toml"):
        _refuse(path, "its name must end in .toml, or Streamlit does not read it")
    auth = _table(path, _read(path), "auth")
    for name in _NEEDED:
        if not isinstance(auth.get(name), str) or not auth[name]:
            _refuse(path, f"[auth] needs {name}, as text")
    if len(auth["cookie_secret"]) < _SECRET:
        _refuse(
            path,
            f"cookie_secret needs {_SECRET} signs or more: python -c 'import secrets; "
            "print(secrets.token_urlsafe(48))'",
        )
    back = auth["redirect_uri"]
    if url and back != f"{url}{_BACK}":
        _refuse(path, f"redirect_uri must be {url}{_BACK}")
    if not back.endswith(_BACK):
        _refuse(path, f"redirect_uri must end in {_BACK}")
    for name in ("redirect_uri", "server_metadata_url"):
        told = urlsplit(auth[name].replace("{port}", "1"))
        if told.scheme != "https" and told.hostname not in {"localhost", "127.0.0.1"}:
            _refuse(path, f"{name} must begin with https://")
    # Claims of several providers could not be told apart.
    if others := [
        name for name, value in auth.items() if isinstance(value, dict) and name != "client_kwargs"
    ]:
        _refuse(path, f"[auth.{others[0]}] is one provider too many: write its keys into [auth]")


@lru_cache(maxsize=1)
def _roles(path: str, changed: int) -> Roles:
    del changed  # another file is another question
    told = _table(path, _read(path), "roles")
    if unknown := set(told) - {"editors", "readers", "unverified_emails", "login_hours"}:
        _refuse(
            path,
            f"[roles] has {min(unknown)}, which is none of editors, readers, unverified_emails, login_hours",
        )
    unverified, hours = told.get("unverified_emails", False), told.get("login_hours", _HOURS)
    if not isinstance(unverified, bool):
        _refuse(path, "unverified_emails must be true or false")
    if isinstance(hours, bool) or not isinstance(hours, int | float) or not hours > 0:
        _refuse(path, "login_hours must be a number above 0")
    readers = _rule(path, told, "readers") if "readers" in told else None
    return Roles(_rule(path, told, "editors"), readers, unverified, hours)


def _rule(path: str, told: dict[str, Any], role: str) -> Rule:
    rule: dict[str, frozenset[str]] = {}
    for claim, values in _flat(_table(path, told, role)):
        if not isinstance(values, list) or not all(isinstance(one, str) and one for one in values):
            _refuse(path, f"{claim} of {role} must be a list of texts")
        rule[claim] = frozenset(one.casefold() if claim == "email" else one for one in values)
    return rule


def _flat(table: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield each claim of a rule: TOML reads `realm_access.roles` without quotes as a table in a table."""
    for name, value in table.items():
        if isinstance(value, dict) and value:
            yield from ((f"{name}.{inside}", values) for inside, values in _flat(value))
        else:
            yield name, value


def _table(path: str, told: dict[str, Any], name: str) -> dict[str, Any]:
    table = told.get(name, {})
    if not isinstance(table, dict):
        _refuse(path, f"{name} must be a table")
    found: dict[str, Any] = table
    return found


def _read(path: str) -> dict[str, Any]:
    try:
        return tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        msg = f"{path} cannot be read: {error.strerror}."
        raise FileFaultError(msg) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        # Its own words may quote a secret.
        msg = f"{path} is no TOML."
        raise FileFaultError(msg) from error


def _refuse(path: str, why: str) -> NoReturn:
    msg = f"{path}: {why}."
    raise FileFaultError(msg)
