"""The atlas as people install it: a wheel, in an environment of its own, started from any folder."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import venv
import zipfile
from html import escape
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pandas as pd
import psutil
import pytest

from atlas.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
# Beside what it depends on, which weighs fifty times as much, a wheel is to be no burden to a registry.
MOST_BYTES = 60_000_000
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
HOSTILE = """
[server]
address = "0.0.0.0"
port = 1
baseUrlPath = "elsewhere"
enableXsrfProtection = false
enableStaticServing = true
[client]
showErrorDetails = "full"
"""
pytestmark = pytest.mark.installed


def reader():
    """Return the class of `benchmarks/reader.py`, which is no package."""
    spec = spec_from_file_location("atlas_reader", ROOT / "benchmarks" / "reader.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Reader


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def programs(wheel, tmp_path_factory):
    """The folder of programs of an environment that holds the wheel, and sees what it depends on."""
    folder = tmp_path_factory.mktemp("env")
    venv.create(folder, with_pip=False, symlinks=True)
    (site,) = folder.glob("lib/python*/site-packages")
    # A path that stands in a .pth brings no .pth of its own along: the checkout stays out of sight.
    (site / "depends.pth").write_text("\n".join(path for path in sys.path if path.endswith("site-packages")))
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python"), "install", "--quiet"]
    subprocess.run([*pip, "--no-deps", "--no-index", str(wheel)], check=True, capture_output=True)
    return folder / "bin"


@pytest.fixture
def elsewhere(tmp_path):
    """A folder, and a home, whose owner has settings of their own for Streamlit."""
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").write_text(HOSTILE)
    return tmp_path


def run(programs, folder, *words, program="atlas", **environment):
    alone = {"HOME": str(folder), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"} | environment
    done = subprocess.run(
        [programs / program, *words], cwd=folder, env=alone, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_holds_the_app_and_its_data_and_nothing_beside_the_package(wheel):
    assert wheel.stat().st_size < MOST_BYTES
    with zipfile.ZipFile(wheel) as inside:
        names = inside.namelist()
    data = {f"atlas/_data/{p.relative_to(ROOT / 'data').as_posix()}" for p in (ROOT / "data").rglob("*.*")}
    assert data <= {*names}
    assert {f"atlas/_app/pages/{page}.py" for page in PAGES} < {*names}
    assert {"atlas/_app/streamlit_app.py", "atlas/_app/.streamlit/config.toml"} < {*names}
    of_the_package = {p.relative_to(ROOT).as_posix() for p in (ROOT / "atlas").rglob("*.*")}
    assert {name for name in of_the_package if "__pycache__" not in name} <= {*names}
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"atlas"}
    assert not any("__pycache__" in name for name in names)


def test_every_command_is_there_from_any_folder(programs, elsewhere):
    script = (
        "import atlas; from atlas.cli import COMMANDS, main; print(atlas.__file__)\n"
        "for name in COMMANDS: main([name, '--help'], standalone_mode=False)"
    )
    told = run(programs, elsewhere, "-c", script, program="python")
    assert told.startswith(str(programs.parent))
    assert told.count("Usage:") == len(COMMANDS)


def test_a_command_finds_its_data_from_any_folder(programs, elsewhere):
    words = ("portrait", "commune:26113", "-o", "portrait.html")
    run(programs, elsewhere, *words, ATLAS_URL="https://example.org/atlas/")
    told = (elsewhere / "portrait.html").read_text(encoding="utf-8")
    assert "https://example.org/atlas/territoire?" in told
    assert "<h1>Die</h1>" in told
    seated = pd.read_csv(ROOT / "data" / "initiatives" / "initiatives.csv", dtype=str)
    here = seated.loc[seated["seat_commune"].eq("26113") & seated["inactive"].isna(), "name"]
    assert len(here) > 0
    assert all(escape(name) in told for name in here)


@pytest.fixture
def app(programs, elsewhere):
    """A running app under a path of its server: the process, its address and its port."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        port = server.getsockname()[1]
    options = ["--no-browser", "--port", str(port), "--base-path", "/outils/atlas/"]
    process = subprocess.Popen(
        [programs / "atlas", "app", *options],
        cwd=elsewhere,
        env={"HOME": str(elsewhere), "PATH": os.environ["PATH"]},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}/outils/atlas/"
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                fetch(f"{address}_stcore/health")
                break
            except OSError:
                if process.poll() is not None or time.monotonic() > deadline:
                    pytest.fail("the app did not start")
                time.sleep(0.1)
        yield process, address, port
    finally:
        process.kill()
        process.wait(timeout=20)


def fetch(address):
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - our own server
        return answer.read()


def test_the_app_shows_every_page_listens_here_only_and_stops_when_told(app):
    process, address, port = app
    with reader().visit(address) as tab:
        tab.open()
        for page in PAGES:
            tab.open("" if page == "carte" else page)
            assert tab.faults == [], page
        assert fetch(f"{address}_stcore/health") == b"ok"
        assert fetch(f"{address}component/atlas.ui.assets.atlas_code/atlas.js").startswith(b"//")
        assert fetch(f"{address}component/atlas.ui.assets.atlas_geo/region.json").startswith(b"{")
        assert fetch(f"{address}component/atlas.ui.assets.atlas_leaflet/leaflet.js")
        running = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
        listening = {
            tuple(one.laddr)
            for each in running
            for one in each.net_connections(kind="inet")
            if one.status == psutil.CONN_LISTEN
        }
        assert listening == {("127.0.0.1", port)}
        # A tab is open, and a file is on its way: neither holds the process up for long.
        urls, headers, head, _ = tab.parcel("slow.csv")
        told = {"Host": "localhost", "Content-Length": "999999"} | headers
        lines = [f"PUT /outils/atlas{urls.upload_url} HTTP/1.1", *(f"{name}: {told[name]}" for name in told)]
        with socket.create_connection(("127.0.0.1", port)) as slow:
            slow.sendall("\r\n".join([*lines, "", ""]).encode() + head + b"commune;nom")
            slow.settimeout(1)
            with pytest.raises(TimeoutError):  # the server waits for the rest
                slow.recv(1)
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=20) == 0
