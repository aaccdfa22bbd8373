"""The settings file of a login: what it says of roles, and each way in which nobody could log in by it."""

import os
import re
from pathlib import Path

import pytest

from atlas.errors import FileFaultError
from atlas.workspace.login import check_login, read_roles

AUTH = """
[auth]
redirect_uri = "https://example.org/atlas/oauth2callback"
cookie_secret = "0123456789012345678901234567890123456789"
client_id = "atlas"
client_secret = "hidden-word"
server_metadata_url = "https://id.example.org/.well-known/openid-configuration"
"""
ROLES = """
[roles]
login_hours = 8
editors = { email = ["Anne@Example.org"], groups = ["Atlas"] }
readers = { hd = ["example.org"] }
"""


@pytest.fixture
def file(tmp_path):
    def write(text):
        path = tmp_path / "login.toml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def test_roles_are_read_as_they_stand(file):
    path = file(AUTH + ROLES)
    check_login(path, "https://example.org/atlas")
    roles = read_roles(path)
    assert roles.editors == {"email": {"anne@example.org"}, "groups": {"Atlas"}}
    assert roles.readers == {"hd": {"example.org"}}
    assert (roles.hours, roles.unverified) == (8, False)


@pytest.mark.parametrize("written", ['"realm_access.roles"', "realm_access.roles", 'realm_access."roles"'])
def test_a_claim_within_others_may_be_named(file, written):
    roles = read_roles(file(f'[roles]\neditors = {{ groups = ["a"], {written} = ["b"] }}\n'))
    assert roles.editors == {"groups": {"a"}, "realm_access.roles": {"b"}}


def test_without_roles_all_read_and_nobody_writes(file):
    roles = read_roles(file(AUTH))
    assert (roles.editors, roles.readers, roles.unverified, roles.hours) == ({}, None, False, 12)


def test_a_role_that_is_taken_back_counts_at_once(file):
    path = file(ROLES)
    assert read_roles(path).editors
    file("[roles]\n")
    os.utime(path, ns=(1, 1))
    assert read_roles(path).editors == {}


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('client_id = "atlas"', "", "client_id"),
        ('client_id = "atlas"', "client_id = 3", "client_id"),
        ("0123456789012345678901234567890123456789", "short", "cookie_secret"),
        ("https://example.org/atlas/oauth2callback", "https://example.org/oauth2callback", "redirect_uri"),
        ("https://id.example.org", "http://id.example.org", "https"),
        ("[roles]", '[auth.other]\nclient_id = "x"\n[roles]', "auth.other"),
        ("[roles]", "[roles]\neditor = {}", "editor"),
        ("[roles]", "[roles]\nunverified_emails = 1", "unverified_emails"),
        ("login_hours = 8", "login_hours = 0", "login_hours"),
        ("login_hours = 8", "login_hours = nan", "login_hours"),
        ('["example.org"]', '"example.org"', "hd of readers"),
        ('["example.org"]', "[3]", "hd of readers"),
        ('["example.org"]', "{}", "hd of readers"),
        ('["example.org"]', '{ a = ["b"], c = "d" }', "hd.c of readers"),
        ('{ hd = ["example.org"] }', "true", "readers"),
        ("[auth]", "[auth", "no TOML"),
    ],
)
def test_what_nobody_could_log_in_by_is_refused_with_its_reason(file, old, new, why):
    text = AUTH + ROLES
    assert old in text
    with pytest.raises(FileFaultError, match=why) as fault:
        check_login(file(text.replace(old, new)), "https://example.org/atlas")
    assert "hidden-word" not in str(fault.value)


def test_a_name_that_streamlit_does_not_read_is_refused(tmp_path):
    path = tmp_path / "login"
    path.write_text(AUTH + ROLES, encoding="utf-8")
    with pytest.raises(FileFaultError, match=r"\.toml"):
        check_login(str(path), "https://example.org/atlas")


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(FileFaultError, match="cannot be read"):
        read_roles(str(tmp_path / "none.toml"))


def test_the_file_of_the_manual_is_one_that_people_log_in_by(file):
    manual = (Path(__file__).parents[2] / "docs" / "serving.md").read_text(encoding="utf-8")
    example, asked_for = re.findall(r"```toml\n(.+?)```", manual, re.DOTALL)
    path = file((example + asked_for).replace("…", "0" * 40))
    check_login(path, "https://example.org/atlas")
    assert set(read_roles(path).editors) == {"email", "groups"}
