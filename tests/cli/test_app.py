"""What `atlas app` asks of Streamlit and of Python."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from streamlit import config

from atlas import settings
from atlas.cli import app, main

ROOT = Path(__file__).resolve().parents[2]
SEARCH = "runner.postScriptGC"
HOSTILE = """
[server]
address = "0.0.0.0"
port = 9999
baseUrlPath = "elsewhere"
enableCORS = false
enableXsrfProtection = false
enableStaticServing = true
trustedUserHeaders = '{"X-User" = "email"}'
maxUploadSize = 4000
[runner]
postScriptGC = true
[client]
showErrorDetails = "full"
[browser]
gatherUsageStats = true
serverAddress = "elsewhere.example"
[secrets]
files = ["/etc/hostname"]
[theme]
primaryColor = "#ff0000"
"""


@pytest.fixture
def start(monkeypatch):
    """Start the app without a server; return what Streamlit would be asked, or the command's complaint."""
    monkeypatch.setattr(app, "_warm", lambda: None)
    for name in ("PUBLIC_URL", "WORKSPACE", "LOGIN"):
        monkeypatch.setattr(settings, name, getattr(settings, name))

    def run(*options, **environment):
        asked = []
        monkeypatch.setattr(
            app.inside_streamlit, "run", lambda script, options, gate: asked.append((script, options, gate))
        )
        result = CliRunner().invoke(main, ["app", "--no-browser", *options], env=environment)
        if result.exit_code:
            assert not asked
            return result.output
        ((script, told, _),) = asked
        assert script == ROOT / "streamlit_app.py"
        return told

    return run


def test_the_atlas_listens_on_this_machine_only(start):
    told = start()
    assert (told["server.address"], told["server.port"], told["server.baseUrlPath"]) == (
        "127.0.0.1",
        8501,
        "",
    )
    assert set(told["server.allowedHosts"]) == {"localhost", "127.0.0.1", "::1"}
    assert start("--address", "localhost")["server.address"] == "127.0.0.1"


def test_each_option_is_an_environment_variable_too(start):
    given = {"address": "0.0.0.0", "port": "8999", "base-path": "/outils/atlas/", "tab-seconds": "7"}  # noqa: S104
    by_option = start(*(part for name, value in given.items() for part in (f"--{name}", value)))
    by_variable = start(**{f"ATLAS_{name.upper().replace('-', '_')}": value for name, value in given.items()})
    assert by_option == by_variable
    assert by_option["server.address"] == "0.0.0.0"  # noqa: S104
    assert by_option["server.port"] == 8999
    assert by_option["server.baseUrlPath"] == "outils/atlas"
    assert by_option["server.disconnectedSessionTTL"] == 7
    assert start("--port", "8998", ATLAS_PORT="8999")["server.port"] == 8998


@pytest.mark.parametrize("by", ["option", "variable"])
def test_the_public_address_and_the_workspace_reach_the_pages(start, by):
    url, kept = "https://example.org/atlas/", "equipe.gpkg"
    if by == "option":
        told = start("--url", url, "--workspace", kept)
    else:
        told = start(ATLAS_URL=url, ATLAS_WORKSPACE=kept)
    assert ("https://example.org/atlas", kept) == (settings.PUBLIC_URL, settings.WORKSPACE)
    assert "example.org" in told["server.allowedHosts"]


def test_whoever_opens_the_atlas_to_others_is_called_by_any_name():
    for address in ("0.0.0.0", "192.168.1.2", "::", "here.example.org"):  # noqa: S104
        assert app._hosts(address, "https://example.org") == []
    for address in ("127.0.0.1", "127.0.0.2", "::1"):
        assert app._hosts(address, "https://example.org")[-1] == "example.org"


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--address", "192.0.2.1"),  # of a network for examples
        ("--address", "nowhere.invalid"),
        ("--address", "." * 70),
        ("--port", "0"),
        ("--port", "65536"),
        ("--port", "web"),
        ("--base-path", "../atlas"),
        ("--base-path", "a//b"),
        ("--base-path", "a b"),
        ("--base-path", "a?b"),
        ("--url", "example.org"),
        ("--url", "ftp://example.org"),
        ("--url", "https://"),
        ("--url", "https://example.org/?a=b"),
        ("--url", "https://user:secret@example.org"),
        ("--url", "https://example.org:port"),
        ("--url", "https://[example"),
        ("--url", "https://example.org/a\nb"),
    ],
)
def test_what_is_no_address_ends_in_one_sentence(start, option, value):
    for complaint in (
        start(option, value),
        start(**{f"ATLAS_{option[2:].upper().replace('-', '_')}": value}),
    ):
        assert option in complaint
        assert "Traceback" not in complaint


def test_nobody_elses_settings_count(tmp_path):
    strange, calm = tmp_path / "strange", tmp_path / "calm"
    calm.mkdir()
    (strange / ".streamlit").mkdir(parents=True)
    (strange / ".streamlit" / "config.toml").write_text(HOSTILE)
    (strange / ".streamlit" / "secrets.toml").write_text('ATLAS_TOLD = "x"\n[auth]\ncookie_secret = "x"\n')
    script = (
        "import json, os, sys; from streamlit import config, secrets;"
        "from atlas.ui import inside_streamlit; from atlas import settings;"
        "inside_streamlit.bootstrap.run = lambda *_, **__: None;"
        "script, asked = settings.APP_FOLDER / 'streamlit_app.py', json.loads(sys.argv[1]);"
        "inside_streamlit.run(script, asked, lambda app: app);"
        "options = {name: one.value for name, one in config.get_config_options().items()};"
        "del options['server.cookieSecret'];"  # new in each process
        "print(json.dumps([options, secrets.load_if_toml_exists(), 'ATLAS_TOLD' in os.environ]))"
    )
    asked = {"server.address": "127.0.0.1", "server.port": 8999, "server.baseUrlPath": ""}

    def read(folder, home):
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", script, json.dumps(asked)],
            cwd=folder,
            env={"HOME": str(home), "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        )
        return json.loads(done.stdout.splitlines()[-1])

    # They lie in the folder, or at home.
    assert read(strange, calm) == read(calm, strange) == read(calm, calm)
    options, loaded, told = read(strange, strange)
    assert not loaded
    assert not told
    own = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    flat = {f"{part}.{name}": value for part, values in own.items() for name, value in values.items()}
    assert {name: options[name] for name in flat} == flat | {"server.address": "127.0.0.1"}
    assert options[SEARCH] is False  # no run ends with a search of all memory


def test_streamlit_knows_each_setting_by_its_name():
    own = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    for part, values in own.items():
        assert values.keys() <= config.get_options_for_section(part).keys()


def test_what_is_loaded_is_never_searched_for_garbage():
    # In a process of its own: what is frozen stays so.
    script = (
        "import gc; from atlas.cli.app import _warm; from atlas.catalogue import load_catalogue; _warm();"
        "catalogue = load_catalogue(); searched = gc.get_objects();"
        "print(any(one is catalogue for one in searched), gc.get_freeze_count() > len(searched))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "True"]


def test_a_login_reaches_streamlit_and_the_pages(start, tmp_path):
    path = tmp_path / "login.toml"
    path.write_text(
        '[auth]\nredirect_uri = "http://localhost:8501/oauth2callback"\n'
        'client_id = "a"\nclient_secret = "b"\n'
        f'cookie_secret = "{"0" * 40}"\nserver_metadata_url = "http://localhost:1/x"\n',
        encoding="utf-8",
    )
    for told in (start("--login", path), start(ATLAS_LOGIN=str(path))):
        assert told["secrets.files"] == [str(path)]
        assert str(path) == settings.LOGIN
    assert "secrets.files" not in start()
    path.write_text("[auth]\n", encoding="utf-8")
    complaint = start("--login", path)
    assert "redirect_uri" in complaint
    assert "Traceback" not in complaint


def test_a_login_without_its_packages_says_which(start, tmp_path, monkeypatch):
    monkeypatch.setattr("atlas.workspace.login.check_login", lambda *_: None)
    monkeypatch.setattr(app, "find_spec", lambda _: None)
    assert "[login]" in start("--login", tmp_path / "login.toml")
