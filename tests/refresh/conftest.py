"""A server on the loopback that answers as data.gouv.fr does, and small tables to refresh from it.

The country is that of `tests/conftest.py`.
"""

import hashlib
import json
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from atlas import settings
from atlas.cli import main
from atlas.tables import DECLARATIONS, load_tables

LISTS = """
[[list]]
id = "pat"
title = "Projets alimentaires"
type = "pat"
producer = "France PAT"
means = { fr = "Un PAT.", en = "A PAT." }
dataset = "pats"
file = "pats-*.csv"
identifier = "id"
perimeter = "communes"
leaving = "end"
every_months = 6
columns = { name = "nom", status = "niveau", start_year = "annee", url = "site" }
says = { start_year_meaning = "label", seat_basis = "commune la plus peuplée", scale = "intercommunalite" }

[[list]]
id = "lieux"
title = "Recensement des lieux"
type = "tiers_lieu"
producer = "Les Lieux"
licence = "Licence Ouverte 2.0"
means = { fr = "Un lieu.", en = "A place." }
resource = "309049b4"
identifier = "ID"
every_months = 12
columns = { name = "NOM", postal_code = "CODPOST", commune = "VILLE", lat = "LATITUDE", lon = "LONGITUDE" }
says = { status = "recensé", seat_basis = "commune du lieu" }
"""
PATS = """id;nom;niveau;annee;site;communes
1;PAT des Deux Rives;Niveau 1;2021;;01001,01002,02001
2;PAT du Large;Niveau 2;2022;https://large.example/;02002
3;PAT de Paris;Niveau 1;2023;;75056
4;PAT de Mont;en attente;;;02004
5;PAT de l'Île;Niveau 1;2024;;02006
"""
PLACES = """ID;NOM;CODPOST;VILLE;LATITUDE;LONGITUDE
a;Le Moulin;01000;Saint-Alban;46,05;2,05
b;La Halle;02200;Val-d'Œil-sur-Mer;46,05;2,35
c;L'Atelier;75001;Paris;;
"""
INITIATIVES = """id,name,type,seat_commune,seat_confidence,seat_basis,departement,region,scale,status,source
pat_rives,PAT des Deux-Rives,pat,01001,inferred,siège,01,84,intercommunalite,,un journal
moulin,Le moulin,tiers_lieu,01001,stated,adresse,01,84,commune,ouvert,un journal
"""


class Site:
    """What the server has: files by path, and how it answers."""

    pats, places = PATS, PLACES

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.datasets: dict[str, dict[str, Any]] = {}
        self.etags = True
        # Path -> statuses to answer before the file.
        self.faults: dict[str, list[int]] = {}
        self.redirects: dict[str, str] = {}
        # Paths that announce more bytes than they send, or send nothing for a while.
        self.truncated: set[str] = set()
        self.slow: set[str] = set()
        self.dripping: set[str] = set()
        self.asked: list[str] = []
        self.stop = threading.Event()
        self.base = ""

    def publish(self, text: str, *, day: str, checksum: str | None = "") -> None:
        """Publish an edition of the dataset `pats`; an old edition and a PDF lie beside it."""
        path = f"/static/pats-{day.replace('-', '')}.csv"
        content = text.encode("cp1252")
        self.files[path] = content
        value = hashlib.sha1(content, usedforsecurity=False).hexdigest() if checksum == "" else checksum
        resource = {"id": "r", "title": "PAT", "url": self.base + path, "format": "csv"}
        resource |= {"last_modified": f"{day}T08:00:00.000000+00:00", "filesize": len(content)}
        resource |= {"checksum": {"type": "sha1", "value": value} if value else None}
        old = {
            "title": "2020",
            "url": f"{self.base}/static/pats-old.csv",
            "last_modified": "2020-01-01T00:00:00",
        }
        notice = {
            "title": "Notice",
            "url": f"{self.base}/static/notice.pdf",
            "last_modified": f"{day}T09:00:00",
        }
        self.datasets["pats"] = {
            "id": "d",
            "slug": "pats",
            "license": "lov2",
            "resources": [old, resource, notice],
        }

    def bring(self, text: str, *, name: str = "lieux.csv") -> None:
        """Publish an edition of the file that has an id of its own."""
        self.files[f"/static/{name}"] = text.encode()
        self.redirects["/api/1/datasets/r/309049b4"] = f"/static/{name}"


class _Handler(BaseHTTPRequestHandler):
    site: Site
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        site, path = self.site, self.path
        site.asked.append(path)
        if site.faults.get(path):
            self._answer(site.faults[path].pop(0), b"")
        elif path in site.slow:
            site.stop.wait(5)
            self.close_connection = True
        elif path in site.redirects:
            self._answer(302, b"", {"Location": site.redirects[path]})
        elif (slug := path.removeprefix("/api/1/datasets/").removesuffix("/")) in site.datasets:
            self._answer(200, json.dumps(site.datasets[slug]).encode(), {"Content-Type": "application/json"})
        elif path in site.files:
            self._file(path, site.files[path])
        else:
            self._answer(404, b'{"message": "not found"}')

    def _file(self, path: str, content: bytes) -> None:
        etag = f'"{hashlib.md5(content, usedforsecurity=False).hexdigest()}"'
        headers = {"ETag": etag, "Last-Modified": "Mon, 05 Jan 2026 10:00:00 GMT"} if self.site.etags else {}
        if self.site.etags and self.headers.get("If-None-Match") == etag:
            self._answer(304, b"", headers)
        elif path in self.site.truncated:
            self._answer(200, content[: len(content) // 2], headers | {"Content-Length": str(len(content))})
            self.close_connection = True
        elif path in self.site.dripping:
            self._answer(200, b"", headers | {"Content-Length": str(len(content))})
            for byte in content:
                if self.site.stop.wait(0.05):
                    break
                self.wfile.write(bytes([byte]))
        else:
            self._answer(200, content, headers)

    def _answer(self, status: int, content: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for key, value in ({"Content-Length": str(len(content))} | (headers or {})).items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    site = Site()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"site": site}))
    # A client that hangs up, as one does that has read enough, is no fault of the server.
    server.handle_error = lambda *_: None
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    site.base = f"http://127.0.0.1:{server.server_address[1]}"
    monkeypatch.setattr(settings, "DATAGOUV", site.base)
    monkeypatch.setattr(settings, "FETCH_PAUSE_SECONDS", 0.0)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    site.publish(PATS, day="2026-01-15")
    site.bring(PLACES)
    yield site
    site.stop.set()
    server.shutdown()
    thread.join()
    server.server_close()


class Desk:
    """A maintainer's tables, and the command that refreshes them."""

    def __init__(self, folder: Path) -> None:
        self.tables = folder / "tables"
        self.proposal = folder / "proposal"

    def run(self, *options: str | Path) -> Result:
        options = ("refresh", "--tables", self.tables, *options)
        return CliRunner(catch_exceptions=False).invoke(main, list(map(str, options)))

    def refresh(self, *options: str) -> Result:
        return self.run(*options, "-o", self.proposal)

    def apply(self) -> Result:
        return self.run("--apply", self.proposal)

    def take(self, *options: str) -> None:
        """Refresh and apply, both without fault."""
        for result in (self.refresh(*options), self.apply()):
            assert result.exit_code == 0, result.output

    def table(self, name: str) -> pd.DataFrame:
        return pd.read_csv(self.tables / f"{name}.csv", dtype=str, keep_default_na=False)

    @property
    def initiatives(self) -> pd.DataFrame:
        return self.table("initiatives").set_index("id")

    def proposed(self, name: str) -> pd.DataFrame:
        return pd.read_csv(self.proposal / f"{name}.csv", dtype=str, keep_default_na=False)

    def lineage(self) -> dict[str, Any]:
        told = json.loads((self.tables / "lineage.json").read_text(encoding="utf-8"))["lists"]
        return {each["id"]: each for each in told}

    def write(self, name: str, table: pd.DataFrame) -> None:
        table.to_csv(self.tables / f"{name}.csv", index=table.index.name is not None, lineterminator="\n")

    def content(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted(self.tables.iterdir())}


@pytest.fixture
def desk(site: Site, tmp_path: Path, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    assert site.base
    # The readers know the types of the curated tables, which are of the real country.
    load_tables()
    monkeypatch.setattr(settings, "GEO_FOLDER", tiny_folder)
    desk = Desk(tmp_path)
    desk.tables.mkdir()
    shutil.copyfile(settings.INITIATIVES_FOLDER / "types.csv", desk.tables / "types.csv")
    (desk.tables / "sources.toml").write_text(LISTS, encoding="utf-8")
    declared = [column.name for column in DECLARATIONS["initiatives"].columns]
    (desk.tables / "initiatives.csv").write_text(INITIATIVES, encoding="utf-8")
    desk.write("initiatives", desk.table("initiatives").reindex(columns=declared, fill_value=""))
    return desk


@pytest.fixture
def curated_desk(tmp_path: Path) -> Desk:
    """The tables of the atlas themselves."""
    desk = Desk(tmp_path)
    shutil.copytree(settings.INITIATIVES_FOLDER, desk.tables)
    return desk
