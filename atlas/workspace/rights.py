"""What a visitor may do with what a team keeps: the one rule that pages and what they write by ask."""

import getpass
from collections.abc import Mapping
from typing import Literal, NamedTuple

# A claim of the provider, and the values that answer; `email` is one of them. One within others is named
# whole: `realm_access.roles`.
Rule = Mapping[str, frozenset[str]]

# How far a provider's clock may go before this machine's.
_AHEAD = 300


class Roles(NamedTuple):
    """Who may read and who may write, as a settings file says.

    Attributes
    ----------
    readers
        None where whoever opens the atlas may read.
    unverified
        Whether an e-mail address counts that the provider did not verify.
    hours
        How long a login counts, from the moment at which the provider stated who somebody is.
    """

    editors: Rule
    readers: Rule | None
    unverified: bool
    hours: float


class Rights(NamedTuple):
    """What a visitor may do.

    Attributes
    ----------
    name
        Whom the history names; None where nobody said who they are.
    why
        Why a login gives less than it may seem to: its hours are over, or the provider does not say that the
        address is verified, by which somebody is asked for.
    """

    reads: bool
    writes: bool
    name: str | None = None
    why: Literal["", "ended", "unverified"] = ""


def rights(
    claims: Mapping[str, object], roles: Roles | None, *, local: bool, embedded: bool, now: float
) -> Rights:
    """Return what a visitor may do.

    Parameters
    ----------
    claims
        What the provider states of the visitor, empty for nobody.
    roles
        None where no login is set up: then only who sits at this machine may write.
    local
        Whether the atlas answers on the loopback alone, and was called there, by no proxy.
    embedded
        Whether the page stands in a frame of somebody else's: nothing is written from there.
    now
        Seconds since 1970.
    """
    if roles is None:
        return Rights(reads=True, writes=local and not embedded)
    counts = _counts(claims, roles, now)
    said = claims if counts else {}
    editor = _answers(said, roles.editors, roles)
    reader = roles.readers is None or editor or _answers(said, roles.readers, roles)
    why: Literal["", "ended", "unverified"] = ""
    if claims.get("is_logged_in") is True and not counts:
        why = "ended"
    elif not editor and said.get("email") and _email(said, roles) is None:
        why = "unverified" if "email" in {*roles.editors, *(roles.readers or ())} else ""
    return Rights(reads=reader, writes=editor and not embedded, name=_name(said, roles), why=why)


def account() -> str | None:
    """Return the account that runs this process: who writes from a terminal, or at this machine."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a number without a name
        return None


def _counts(claims: Mapping[str, object], roles: Roles, now: float) -> bool:
    """Check that somebody is logged in, since not too long."""
    issued = claims.get("iat")
    if claims.get("is_logged_in") is not True or not isinstance(issued, int | float):
        return False
    return now - roles.hours * 3600 <= issued <= now + _AHEAD


def _answers(claims: Mapping[str, object], rule: Rule, roles: Roles) -> bool:
    return any(values & _values(claims, claim, roles) for claim, values in rule.items())


def _values(claims: Mapping[str, object], claim: str, roles: Roles) -> frozenset[str]:
    if claim == "email":
        email = _email(claims, roles)
        return frozenset() if email is None else frozenset({email})
    found = _said(claims, claim)
    many = found if isinstance(found, list) else [found]
    return frozenset(one for one in many if isinstance(one, str))


def _said(claims: Mapping[str, object], name: str) -> object:
    """Return what a claim says; names of claims may hold dots themselves."""
    if name in claims:
        return claims[name]
    for first, inside in claims.items():
        if isinstance(inside, Mapping) and name.startswith(f"{first}."):
            found = _said(inside, name.removeprefix(f"{first}."))
            if found is not None:
                return found
    return None


def _email(claims: Mapping[str, object], roles: Roles) -> str | None:
    """Return the address, unless whoever likes may have written it."""
    email = claims.get("email")
    stated = claims.get("email_verified")
    verified = roles.unverified or stated is True or stated == "true"  # some write it as text
    return email.casefold() if verified and isinstance(email, str) and email else None


def _name(claims: Mapping[str, object], roles: Roles) -> str | None:
    email, subject = _email(claims, roles), claims.get("sub")
    return email or (subject if isinstance(subject, str) else None)
