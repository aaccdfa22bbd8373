"""Who may read and write what a team keeps, whatever shows the buttons."""

import itertools

import pytest

from atlas.workspace.rights import Rights, Roles, account, rights

NOW = 1_800_000_000
EDITORS = {"email": frozenset({"anne@example.org"}), "groups": frozenset({"atlas"})}
READERS = {"hd": frozenset({"example.org"})}
ANNE = {
    "is_logged_in": True,
    "iat": NOW - 60,
    "sub": "1",
    "email": "Anne@Example.org",
    "email_verified": True,
}
BEN = {"is_logged_in": True, "iat": NOW - 60, "sub": "2", "hd": "example.org"}


def may(claims, *, roles=None, local=False, embedded=False, now=NOW, **more):
    given = Roles(EDITORS, READERS, unverified=False, hours=12)._replace(**(roles or {}))
    return rights(claims | more, given, local=local, embedded=embedded, now=now)


@pytest.mark.parametrize(("local", "embedded"), [*itertools.product([True, False], repeat=2)])
def test_without_a_login_only_this_machine_writes(local, embedded):
    # Whatever somebody says they are.
    for claims in ({}, ANNE):
        found = rights(claims, None, local=local, embedded=embedded, now=NOW)
        assert found == Rights(reads=True, writes=local and not embedded)


def test_an_editor_reads_and_writes_by_an_address_or_by_a_claim():
    assert may(ANNE)[:3] == (True, True, "anne@example.org")
    assert may(BEN, groups=["others", "atlas"])[:3] == (True, True, "2")
    assert may(BEN, groups="atlas").writes


# As Keycloak gives them, and ProConnect through a Keycloak before it.
KEYCLOAK = BEN | {
    "realm_access": {"roles": ["offline_access", "atlas"]},
    "resource_access": {"atlas.example.org": {"roles": ["edit"]}, "account": {"roles": ["view"]}},
    "groups": ["/pays/atlas"],
    "https://example.org/roles": ["named"],
}
PROCONNECT = BEN | {"email": "anne@example.org", "usual_name": "Dupont", "siret": "13002526500013"}


@pytest.mark.parametrize(
    ("claim", "value", "counts"),
    [
        ("realm_access.roles", "atlas", True),
        ("realm_access.roles", "edit", False),
        ("resource_access.atlas.example.org.roles", "edit", True),
        ("resource_access.roles", "edit", False),
        ("resource_access.atlas", "edit", False),
        ("roles", "atlas", False),
        ("groups", "/pays/atlas", True),
        ("groups", "atlas", False),
        ("https://example.org/roles", "named", True),
        ("realm_access", "roles", False),
    ],
)
def test_a_claim_within_others_counts_by_its_whole_name(claim, value, counts):
    rule = {"editors": {claim: frozenset({value})}, "readers": {claim: frozenset({value})}}
    found = may(KEYCLOAK, roles=rule)
    assert (found.reads, found.writes, found.why) == (counts, counts, "")
    assert not may(BEN, roles=rule).reads


@pytest.mark.parametrize(
    "told",
    ["atlas", ["atlas"], None, {"roles": {"atlas": "edit"}}, {"roles": [["atlas"], 1]}, {"roles": None}],
)
def test_a_claim_of_another_form_is_none(told):
    rule = {"editors": {"realm_access.roles": frozenset({"atlas"})}}
    assert may(KEYCLOAK, roles=rule).writes
    assert not may(KEYCLOAK, roles=rule, realm_access=told).writes


def test_proconnect_says_no_address_is_verified():
    found = may(PROCONNECT)
    assert (found.writes, found.why) == (False, "unverified")
    assert may(PROCONNECT, roles={"unverified": True}).writes
    by_employer = may(PROCONNECT, roles={"editors": {"siret": frozenset({"13002526500013"})}})
    assert (by_employer.writes, by_employer.why) == (True, "")
    # Where no address is asked for, none is missing.
    assert may(PROCONNECT, roles={"editors": {"siret": frozenset({"1"})}}).why == ""


def test_a_reader_reads():
    assert may(BEN)[:3] == (True, False, "2")


@pytest.mark.parametrize("local", [True, False])
def test_nobody_in_particular_reads_only_where_there_are_no_readers(local):
    for claims in ({}, {"is_logged_in": False}, ANNE | {"is_logged_in": "True"}, BEN | {"hd": "else.org"}):
        assert may(claims, local=local)[:2] == (False, False)
        assert may(claims, local=local, roles={"readers": None})[:2] == (True, False)


def test_an_address_counts_once_it_is_verified():
    assert may(ANNE, email_verified="true").writes
    for word in (None, False, "false", "True ", 1):
        assert not may(ANNE, email_verified=word).writes
        assert may(ANNE, email_verified=word).name == "1"
        assert may(ANNE, email_verified=word, roles={"unverified": True}).writes
    assert not may(ANNE, email="anne@example.org.evil.example").writes
    assert not may(ANNE, email=["anne@example.org"]).writes


def test_a_login_counts_for_its_hours():
    for issued, counts in ((NOW - 12 * 3600, True), (NOW - 12 * 3600 - 1, False), (NOW + 60, True)):
        assert may(ANNE, iat=issued).writes is counts
        assert may(ANNE, iat=issued).why == ("" if counts else "ended")
    # A provider's clock that is far ahead would never end.
    for issued in (NOW + 3600, None, str(NOW), float("nan")):
        assert not may(ANNE, iat=issued).writes


def test_nothing_is_written_from_somebody_elses_frame():
    assert may(ANNE, embedded=True)[:3] == (True, False, "anne@example.org")


def test_whoever_runs_the_process_has_a_name_or_none(monkeypatch):
    monkeypatch.setenv("LOGNAME", "anne")
    assert account() == "anne"

    def nobody():
        raise KeyError

    monkeypatch.setattr("getpass.getuser", nobody)
    assert account() is None
