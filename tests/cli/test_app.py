"""What `atlas app` asks of Streamlit and of Python."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from streamlit import config
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import bootstrap

from atlas.cli import app, main

ROOT = Path(__file__).resolve().parents[2]
SEARCH = "runner.postScriptGC"


@pytest.fixture
def options(monkeypatch, tmp_path):
    """What Streamlit is told on the command line, started in a folder with a configuration of its own."""
    told = {}
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").write_text("[runner]\npostScriptGC = true\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(app, "_warm", lambda: None)
    monkeypatch.setattr(config, "_main_script_path", None)
    monkeypatch.setattr(PagesManager, "uses_pages_directory", None)
    monkeypatch.setattr(bootstrap, "load_config_options", lambda flag_options: told.update(read=flag_options))
    monkeypatch.setattr(bootstrap, "run", lambda *_, flag_options, **__: told.update(run=flag_options))
    result = CliRunner().invoke(main, ["app", "--no-browser", "--port", "8999"])
    assert result.exit_code == 0, result.output
    return told


def test_no_run_ends_with_a_search_of_all_memory(options):
    for name in ("read", "run"):
        assert options[name][SEARCH] is False
        assert options[name]["server.port"] == 8999


def test_nor_under_streamlits_own_command():
    told = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    section, name = SEARCH.split(".")
    assert told[section][name] is False
    assert config.get_options_for_section(section)[name] is not None  # else Streamlit calls it otherwise now


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
