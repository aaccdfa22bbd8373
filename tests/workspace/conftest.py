"""Both stores, empty; PostgreSQL with PostGIS is started for the session on a socket of its own."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from atlas.workspace import open_workspace


def _programs() -> Path | None:
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if versions:
        return versions[-1].parent
    found = shutil.which("initdb")
    return Path(found).parent if found else None


@pytest.fixture(scope="session")
def postgres(tmp_path_factory):
    """Address of a server that lives as long as the tests."""
    programs = _programs()
    missing = "PostgreSQL's programs are not here" if programs is None else ""
    if not missing and not list(Path("/usr/share/postgresql").glob("*/extension/postgis.control")):
        missing = "PostGIS is not here"
    if missing:
        if os.environ.get("ATLAS_POSTGIS_REQUIRED"):
            pytest.fail(missing)
        pytest.skip(missing)
    pytest.importorskip("psycopg")
    folder = tmp_path_factory.mktemp("pg")
    # PostgreSQL refuses to run as root: Debian's package brings a user for it.
    as_user = (
        ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    )
    data, socket = folder / "data", folder / "s"
    socket.mkdir()
    if as_user:
        for part in (folder, socket):
            shutil.chown(part, "postgres", "postgres")
        for parent in folder.parents:
            if parent.owner() == "root" and not parent.stat().st_mode & 0o001:
                parent.chmod(parent.stat().st_mode | 0o011)

    def run(*command):
        subprocess.run([*as_user, *map(str, command)], check=True, capture_output=True, cwd=folder)

    run(
        programs / "initdb",
        "-D",
        data,
        "-U",
        "atlas",
        "--auth=trust",
        "--no-sync",
        "-E",
        "UTF8",
        "--locale=C",
    )
    options = f"-k {socket} -c listen_addresses='' -c fsync=off"
    run(programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
    yield f"postgresql://atlas@/postgres?host={socket}"
    run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")


@pytest.fixture(params=["geopackage", "postgis"])
def address(request, tmp_path):
    """Where an empty workspace is."""
    if request.param == "geopackage":
        return str(tmp_path / "team.gpkg")
    where = request.getfixturevalue("postgres")
    import psycopg  # noqa: PLC0415 - an optional extra

    with psycopg.connect(where) as connection:
        connection.execute("DROP SCHEMA IF EXISTS atlas CASCADE")
    return where


@pytest.fixture
def workspace(address):
    return open_workspace(address)
