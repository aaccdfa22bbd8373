"""Both stores, empty; PostgreSQL with PostGIS is started for the session on a socket of its own."""

import io
import os
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import pytest

from atlas.readers.columns.recognition import recognise
from atlas.readers.imports import import_rows, read_raw
from atlas.readers.perimeters import read_perimeters
from atlas.territories import load_geography
from atlas.workspace import open_workspace


def _take(text, kind, name):
    raw = read_raw(io.BytesIO(text.encode()), name=name)
    return import_rows(raw, recognise(raw, kind), name=name)


@pytest.fixture(scope="session")
def places():
    """One initiative at its commune's seat, one nowhere, one in a collectivity without polygon."""
    text = "nom;commune;dep;annee\nL'Écho <b>;Die;26;2019\nSans lieu;Nulle Part;26;\nÎle;Saint-Pierre;975;\n"
    return _take(text, "initiatives", "liste.csv")


@pytest.fixture(scope="session")
def grants():
    """An amount, and one that is not known."""
    text = "beneficiaire;commune;dep;montant\nA;Die;26;1 000,10\nB;Crest;26;n.c.\n"
    return _take(text, "funding", "aides.csv")


@pytest.fixture(scope="session")
def ways():
    """Two perimeters of two communes and of one."""
    text = "pays;communes\nPays de l'Écho;26113, 26067\nRoyans <b>;26108\n"
    return read_perimeters(io.BytesIO(text.encode()), load_geography(), name="pays.csv")


def _programs() -> Path | None:
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if versions:
        return versions[-1].parent
    found = shutil.which("initdb")
    return Path(found).parent if found else None


@pytest.fixture(scope="session")
def postgres():
    """Address of a server that lives as long as the tests."""
    programs = _programs()
    missing = "PostgreSQL's programs are not here" if programs is None else ""
    if not missing and not list(Path("/usr/share/postgresql").glob("*/extension/postgis.control")):
        missing = "PostGIS is not here"
    if not missing and find_spec("psycopg") is None:
        missing = "psycopg is not installed"
    if missing:
        if os.environ.get("ATLAS_POSTGIS_REQUIRED"):
            pytest.fail(missing)
        pytest.skip(missing)
    # PostgreSQL refuses to run as root: Debian's package brings a user for it, who must reach the folder; and
    # the path of a socket is short.
    folder = Path(tempfile.mkdtemp(prefix="atlas-pg-"))
    as_user = []
    if os.geteuid() == 0:
        as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        shutil.chown(folder, "postgres", "postgres")
    data = folder / "data"

    def run(*command):
        subprocess.run([*as_user, *map(str, command)], check=True, capture_output=True, cwd=folder)

    try:
        run(programs / "initdb", "-D", data, "-U", "atlas", "--auth=trust", "--no-sync", *_TEXTS)
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        run(programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        try:
            yield f"postgresql://atlas@/postgres?host={folder}"
        finally:
            run(programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


_TEXTS = ("--encoding=UTF8", "--locale=C")


@pytest.fixture(params=["geopackage", "postgis"])
def begin(request, tmp_path):
    """Gives, at each call, the address of another workspace that nobody has begun."""
    if request.param == "geopackage":
        numbers = count()

        def name():
            folder = tmp_path / f"team{next(numbers) or ''}"
            folder.mkdir()
            return str(folder / "team.gpkg")

        return name
    where = request.getfixturevalue("postgres")
    import psycopg  # noqa: PLC0415 - an optional extra

    def drop():
        with psycopg.connect(where) as connection:
            connection.execute("DROP SCHEMA IF EXISTS atlas CASCADE")
        return where

    return drop


@pytest.fixture
def address(begin):
    """Where an empty workspace is."""
    return begin()


@pytest.fixture
def workspace(address):
    return open_workspace(address)
