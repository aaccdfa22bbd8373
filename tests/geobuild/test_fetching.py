"""The official files are fetched from where they lie, once, and the same country is built from them."""

import os
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from click.testing import CliRunner

from atlas.cli import build_geo as command
from atlas.cli import main
from atlas.errors import FetchError
from atlas.geobuild import sources
from atlas.geobuild.sources import OFFICIAL, fetch_newer


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def site(country, monkeypatch):
    """Give the address under which the official files of the small country lie."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    handler = partial(_Quiet, directory=country.folder / "sources")
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_folder_gets_what_it_lacks_and_nothing_twice(site, country, snapshot, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    assert fetch_newer(folder, site, OFFICIAL) == list(OFFICIAL)
    assert snapshot(folder) == snapshot(country.folder / "sources")
    assert fetch_newer(folder, site, OFFICIAL) == []
    (folder / OFFICIAL[0]).unlink()
    assert fetch_newer(folder, site, OFFICIAL) == [OFFICIAL[0]]


def test_a_file_that_is_newer_there_takes_the_place_of_the_older(site, country, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    fetch_newer(folder, site, OFFICIAL)
    theirs = country.folder / "sources" / sources.CODES_ANCIENS
    theirs.write_text(theirs.read_text() + "01097,01001\n")
    os.utime(folder / sources.CODES_ANCIENS, (1, 1))
    assert fetch_newer(folder, site, OFFICIAL) == [sources.CODES_ANCIENS]
    assert (folder / sources.CODES_ANCIENS).read_bytes() == theirs.read_bytes()


def test_where_one_cannot_be_had_none_is_written(site, country, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (country.folder / "sources" / OFFICIAL[-1]).unlink()
    with pytest.raises(FetchError, match=OFFICIAL[-1]):
        fetch_newer(folder, site, OFFICIAL)
    assert list(folder.iterdir()) == []


def test_the_command_builds_from_what_it_fetched(site, tmp_path, monkeypatch):
    folder = tmp_path / "mine"
    folder.mkdir()
    built = []
    monkeypatch.setattr(
        command, "build_geo", lambda folder, *_, **__: built.append(sorted(folder.iterdir())) or {}
    )
    result = CliRunner().invoke(main, ["build-geo", "--sources", str(folder), "--from", site])
    assert result.exit_code == 0, result.output
    assert [path.name for path in built[0]] == sorted(OFFICIAL)
    result = CliRunner().invoke(main, ["build-geo", "--sources", str(folder), "--from", f"{site}none"])
    assert result.exit_code == 2
    assert "404" in result.stderr
    assert len(built) == 1
