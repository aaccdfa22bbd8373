"""A GeoPackage is whole at any moment, opens with GDAL's tools, and nothing of somebody else's is touched."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from xml.etree import ElementTree as ET

import geopandas as gpd
import pyogrio
import pytest

from atlas.errors import FileFaultError, UnknownChoiceError, WorkspaceBusyError
from atlas.readers.imports import read_raw
from atlas.workspace import open_workspace


@pytest.fixture
def path(tmp_path):
    return tmp_path / "team.gpkg"


@pytest.fixture
def team(path, places, grants):
    """A workspace with a batch of each kind."""
    workspace = open_workspace(str(path))
    workspace.add(places, name="places")
    workspace.add(grants, name="grants")
    return workspace


def files(folder):
    return sorted(entry.name for entry in folder.iterdir())


@pytest.mark.skipif(
    shutil.which("ogrinfo") is None and not os.environ.get("ATLAS_GDAL_REQUIRED"),
    reason="ogrinfo is not here",
)
def test_gdal_opens_it_without_a_warning(team, path):
    answer = subprocess.run(["ogrinfo", "-ro", "-al", path], capture_output=True, text=True, check=True)
    assert (answer.stderr, "Warning" in answer.stdout) == ("", False)
    short = subprocess.run(["ogrinfo", "-al", "-so", path], capture_output=True, text=True, check=True)
    assert (short.stderr, "Warning" in short.stdout) == ("", False)
    for layer, rows in (("initiatives", 3), ("funding", 2), ("batches", 2)):
        part = answer.stdout.partition(f"Layer name: {layer}\n")[2]
        assert f"Feature Count: {rows}\n" in part.partition("Layer name")[0]
    assert "DESCRIPTION=Initiatives of all batches" in answer.stdout
    assert "seat_commune: String" in answer.stdout
    assert len(team.batches()) == 2


@pytest.mark.usefixtures("team")
def test_layers_have_points_and_codes(path):
    assert pyogrio.list_layers(path).tolist() == [
        ["initiatives", "Point"],
        ["funding", "Point"],
        ["perimeters", "Point"],
        ["batches", None],
        ["layer_styles", None],
    ]
    points = gpd.read_file(path, layer="initiatives")
    assert points.crs.to_epsg() == 4326
    # Die's town hall; a row without commune, and one whose commune has no known seat, have none.
    assert points.geometry.notna().tolist() == [True, False, False]
    assert points.geometry[0].distance(gpd.points_from_xy([5.37], [44.75])[0]) < 0.02
    assert points["seat_commune"].tolist()[::2] == ["26113", "97502"]
    assert gpd.read_file(path, layer="funding").geometry.notna().all()
    assert files(path.parent) == ["team.gpkg"]


# Starts once; for each line read, a child adds a batch of 10,000 rows, beyond what SQLite holds in memory.
WRITER = """
import os, sys
import pandas as pd
from atlas.workspace import open_workspace
table = pd.read_parquet(sys.argv[2])
list(open_workspace(sys.argv[1]).kept())
print("ready", flush=True)
for digest in sys.stdin:
    child = os.fork()
    if not child:
        team = open_workspace(sys.argv[1])
        with team.adding(kind="funding", name="x", source="x", digest=digest) as keep:
            keep(table)
            keep(table)
        os._exit(0)
    print(child, flush=True)
    print(os.waitpid(child, 0)[1], flush=True)
"""


def test_a_kill_at_any_moment_leaves_the_old_rows_or_the_new(team, path, grants):
    table = grants.table.iloc[[0] * 5_000]
    table.to_parquet(path.with_suffix(".parquet"))
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, path, path.with_suffix(".parquet")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdout.readline() == "ready\n"

        def add(delay):
            """Tell whether the child ended by itself before it was killed."""
            print(f"digest {time.monotonic_ns()}", file=writer.stdin, flush=True)
            child = int(writer.stdout.readline())
            if delay is not None:
                time.sleep(delay)
                with suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
            return writer.stdout.readline() == "0\n"

        start = time.monotonic()
        assert add(None)
        whole = time.monotonic() - start
        team.undo(3)
        turns, killed = 20, 0
        for turn in range(turns):
            known = len(team.batches())
            ended = add(whole * 1.2 * turn / turns)
            killed += not ended
            # As whoever only reads finds it, without a second file to make it whole.
            assert not [name for name in files(path.parent) if name.startswith("team.gpkg-")]
            with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as file:
                assert file.execute("PRAGMA quick_check").fetchall() == [("ok",)]
            assert pyogrio.read_info(path, layer="funding")["features"] in {2, 10_002}
            batches = team.batches()
            new = batches[known:]
            assert len(new) in ({1} if ended else {0, 1})
            live = batches[batches["undone"].isna() & batches["kind"].eq("funding")]
            assert len(team.kept().funding) == live["rows"].sum() == 2 + 10_000 * len(new)
            if len(new):
                team.undo(int(new["id"].iloc[0]))
        writer.stdin.close()
    assert killed > turns // 3
    # What the killed left beside goes with the next who writes.
    team.undo(2)
    assert files(path.parent) == ["team.gpkg", "team.parquet"]


@pytest.mark.usefixtures("team")
def test_qgis_finds_a_style_for_each_layer(path):
    with closing(sqlite3.connect(path)) as file:
        styles = dict(
            file.execute(
                "SELECT f_table_name, styleQML FROM layer_styles"
                " WHERE f_geometry_column = 'geom' AND useAsDefault"
            )
        )
        columns = {kind: [row[1] for row in file.execute(f"PRAGMA table_info({kind})")] for kind in styles}
    assert list(styles) == ["initiatives", "funding"]
    for kind, column in (("initiatives", "type"), ("funding", "funder_level")):
        renderer = ET.fromstring(styles[kind].partition("\n")[2]).find("renderer-v2")  # noqa: S314 - ours
        assert renderer.get("attr") == column
        assert column in columns[kind]
        codes = [entry.get("value") for entry in renderer.iter("category")]
        assert {"ptce", ""} <= set(codes) if kind == "initiatives" else {"etat", ""} <= set(codes)
        assert len(codes) == len({entry.get("symbol") for entry in renderer.iter("category")})


def test_a_workspace_begun_before_there_were_styles_gains_them_and_somebody_s_own_stay(team, path, places):
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE layer_styles SET styleName = 'mine'")
    team.add(places, name="again", again=True)
    with closing(sqlite3.connect(path)) as file, file:
        assert file.execute("SELECT DISTINCT styleName FROM layer_styles").fetchall() == [("mine",)]
        file.execute("DROP TABLE layer_styles")
        file.execute("DELETE FROM gpkg_contents WHERE table_name = 'layer_styles'")
    team.add(places, name="again", again=True)
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT COUNT(*) FROM layer_styles").fetchall() == [(2,)]


def test_a_workspace_is_a_file_that_can_be_brought(team, path):
    # Its styles are no layer of it, and no layer has to be named to read it without a warning.
    raw = read_raw(path)
    assert raw.sheets == ("initiatives", "funding", "perimeters", "batches")
    assert read_raw(path, sheet="funding").cells["cents"].tolist() == [100010, None]
    assert len(team.batches()) == 2


def test_the_lock_goes_with_who_held_it(team, path, places):
    code = (
        "import sys, time; from atlas.workspace import open_workspace\n"
        "with open_workspace(sys.argv[1]).writing(): print('held', flush=True); time.sleep(60)"
    )
    before = path.read_bytes()
    with subprocess.Popen([sys.executable, "-c", code, path], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(WorkspaceBusyError, match=r"team\.gpkg.*try again"):
            team.add(places, name="x", again=True)
        assert path.read_bytes() == before
        holder.kill()
    assert team.add(places, name="x", again=True).id == 3


def test_a_file_whose_place_was_taken_is_not_written(team, path, places):
    with team.writing() as connection:
        connection.execute("UPDATE batches SET name = 'other' WHERE id = 1")
        # Somebody else's new file: who waited for the lock on the old one must not write over it.
        other = path.with_name("other.gpkg")
        shutil.copy(path, other)
        late = open_workspace(str(other))
        connect = late._connect

        def replaced_meanwhile(mode, *, wait=5):
            connection = connect(mode, wait=wait)
            if mode == "rw":
                fresh = path.with_name("fresh.gpkg")
                shutil.copy(other, fresh)
                fresh.replace(other)
            return connection

        late._connect = replaced_meanwhile
        with pytest.raises(WorkspaceBusyError):
            late.add(places, name="x", again=True)
        assert len(open_workspace(str(other)).batches()) == 2


def test_what_qgis_has_open_is_not_written(team, path, places):
    # QGIS switches a file to a write-ahead log as long as it has it open.
    with closing(sqlite3.connect(path, isolation_level=None)) as qgis:
        qgis.execute("PRAGMA journal_mode = WAL")
        qgis.execute("UPDATE initiatives SET note = 'corrigé' WHERE fid = 1")
        with pytest.raises(WorkspaceBusyError, match="open in QGIS"):
            team.add(places, name="x", again=True)
        assert team.kept().initiatives["note"].iloc[0] == "corrigé"
    team.add(places, name="x", again=True)
    assert team.kept().initiatives["note"].iloc[0] == "corrigé"
    assert files(path.parent) == ["team.gpkg"]


@pytest.mark.usefixtures("team")
def test_an_edit_that_qgis_was_killed_in_is_rolled_back(path):
    code = (
        "import os, sqlite3, sys\nfile = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "file.executescript('PRAGMA cache_size = 1; BEGIN')\n"
        "file.execute('UPDATE initiatives SET note = hex(zeroblob(50000))')\n"
        "os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, path], check=False)
    assert files(path.parent) == ["team.gpkg", "team.gpkg-journal"]
    again = open_workspace(str(path))
    assert again.kept().initiatives["note"].isna().all()
    again.undo(1)
    assert files(path.parent) == ["team.gpkg"]


def test_a_spatial_index_made_in_qgis_is_kept_right(team, path, places):
    table = gpd.GeoDataFrame({"a": [1]}, geometry=gpd.points_from_xy([2], [46]), crs=4326)
    table.to_file(
        path.with_name("indexed.gpkg"), layer="initiatives", SPATIAL_INDEX="YES", GEOMETRY_NAME="geom"
    )
    with closing(sqlite3.connect(path.with_name("indexed.gpkg"))) as other:
        made = other.execute("SELECT sql FROM sqlite_master WHERE name LIKE 'rtree_initiatives_geom%'")
        index = [sql for (sql,) in made if sql and not sql.startswith("CREATE TABLE")]
    assert any("ST_MinX" in sql for sql in index)
    with closing(sqlite3.connect(path)) as file, file:
        for sql in index:
            file.execute(sql)
        # The one point that is there already, as GDAL indexes it.
        file.execute("INSERT INTO rtree_initiatives_geom VALUES (1, 5.3, 5.4, 44.7, 44.8)")
    team.add(places, name="x", again=True)
    point = gpd.read_file(path, layer="initiatives").geometry.iloc[3]
    with closing(sqlite3.connect(path)) as file:
        found = file.execute(
            "SELECT minx, maxx, miny, maxy FROM rtree_initiatives_geom WHERE id = 4"
        ).fetchall()
    assert found[0] == pytest.approx((point.x, point.x, point.y, point.y), abs=1e-5)
    team.undo(3)
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT id FROM rtree_initiatives_geom").fetchall() == [(1,)]


CONTENTS = {"empty": b"", "text": b"not a database", "header": b"SQLite format 3\0" + b"\xff" * 200}


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
def test_a_file_that_is_no_workspace_stays_as_it_is(path, content):
    path.write_bytes(content)
    with pytest.raises(FileFaultError, match=r"team\.gpkg is no workspace"):
        open_workspace(str(path))
    assert path.read_bytes() == content
    assert files(path.parent) == ["team.gpkg"]


def test_a_geopackage_of_somebody_else_stays_as_it_is(path):
    gpd.GeoDataFrame({"a": [1]}, geometry=gpd.points_from_xy([2], [46]), crs=4326).to_file(path)
    before = path.read_bytes()
    with pytest.raises(FileFaultError, match="no workspace of the atlas"):
        open_workspace(str(path))
    assert path.read_bytes() == before


@pytest.mark.parametrize("damage", ["cut", "blanked"])
def test_a_damaged_workspace_stays_as_it_is(team, path, grants, damage):
    with team.adding(kind="funding", name="many", source="x", digest="x") as keep:
        keep(grants.table.iloc[[0, 1] * 1_500])
    content = bytearray(path.read_bytes())
    half = len(content) // 2 // 4096 * 4096
    if damage == "cut":
        del content[half:]
    else:
        content[half : half + 8192] = b"\xaa" * 8192
    path.write_bytes(content)
    with pytest.raises(FileFaultError, match=r"team\.gpkg (is damaged|is no workspace)"):
        open_workspace(str(path)).undo(1)
    with pytest.raises(FileFaultError, match=r"team\.gpkg (is damaged|is no workspace)"):
        open_workspace(str(path)).kept()
    assert path.read_bytes() == content
    assert files(path.parent) == ["team.gpkg"]


def test_a_later_version_is_refused(team, path):
    with closing(sqlite3.connect(path)) as file, file:
        file.execute(
            "UPDATE gpkg_contents SET description = 'atlas workspace 3' WHERE table_name = 'batches'"
        )
    before = path.read_bytes()
    with pytest.raises(FileFaultError, match=r"written by a later atlas \('atlas workspace 3'\)"):
        open_workspace(str(path))
    assert (path.read_bytes(), len(team.batches())) == (before, 2)


# What a full disk answers: no file may grow beyond so many bytes.
FULL = """
import resource, signal, sys
import pandas as pd
from atlas.errors import FileFaultError
from atlas.workspace import open_workspace
workspace, table = open_workspace(sys.argv[1]), pd.read_parquet(sys.argv[2])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
try:
    with workspace.adding(kind="funding", name="x", source="x", digest="x") as keep:
        keep(table)
except FileFaultError as error:
    print(error)
"""


@pytest.mark.parametrize("limit", [0, 50_000, 400_000])
def test_a_full_disk_leaves_the_old_file(team, path, grants, limit):
    grants.table.iloc[[0] * 5_000].to_parquet(path.with_suffix(".parquet"))
    before = path.read_bytes()
    command = [sys.executable, "-c", FULL, path, path.with_suffix(".parquet"), str(limit)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    assert answer.stdout.count("\n") == 1
    assert f"{path} cannot be written: " in answer.stdout
    assert path.read_bytes() == before
    assert files(path.parent) == ["team.gpkg", "team.parquet"]
    assert len(team.batches()) == 2


READ_ONLY = """
import os, sys
from atlas.errors import FileFaultError
from atlas.workspace import open_workspace
if os.geteuid() == 0:
    os.setresgid(65534, 65534, 65534), os.setresuid(65534, 65534, 65534)
print(len(open_workspace(sys.argv[1]).batches()))
for where, write in ((sys.argv[1], lambda team: team.undo(1)), (sys.argv[2], lambda team: team._make())):
    try:
        write(open_workspace(where))
    except FileFaultError as error:
        print(error)
"""


def test_a_folder_that_may_only_be_read_is_read(team, path):
    for folder in (path.parent, *path.parent.parents[:2]):
        folder.chmod(0o755)
    path.chmod(0o444)
    path.parent.chmod(0o555)
    command = [sys.executable, "-c", READ_ONLY, path, path.with_name("new.gpkg")]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    path.parent.chmod(0o755)
    assert answer.stdout.splitlines()[0] == "2"
    assert [line.partition(" cannot be written: ")[0] for line in answer.stdout.splitlines()[1:]] == [
        str(path),
        str(path.with_name("new.gpkg")),
    ]
    assert (files(path.parent), len(team.batches())) == (["team.gpkg"], 2)


def test_a_link_and_the_rights_of_a_file_stay(team, path):
    path.chmod(0o664)
    link = path.with_name("link.gpkg")
    link.symlink_to(path)
    open_workspace(str(link)).undo(1)
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o664
    assert team.batches()["undone"].notna().tolist() == [True, False]


def test_rows_that_were_taken_back_leave_the_file(team, path):
    assert "L'Écho <b>".encode() in path.read_bytes()
    team.undo(1)
    assert "L'Écho <b>".encode() not in path.read_bytes()
    assert len(team.kept().funding) == 2


def test_nothing_is_made_by_who_only_asks(path):
    workspace = open_workspace(str(path))
    assert workspace.batches().empty
    with pytest.raises(UnknownChoiceError):
        workspace.undo(1)
    assert files(path.parent) == []


def test_a_folder_that_is_missing_is_said(tmp_path, places):
    with pytest.raises(FileFaultError, match=r"team\.gpkg cannot be written: its folder is missing"):
        open_workspace(str(tmp_path / "none" / "team.gpkg")).add(places, name="x")


def test_who_begins_second_adds_to_what_the_first_began(path, places, monkeypatch):
    first, second = open_workspace(str(path)), open_workspace(str(path))
    make = second._make

    def late():
        first.add(places, name="first")
        make()

    monkeypatch.setattr(second, "_make", late)
    second.add(places, name="second", again=True)
    assert first.batches()["name"].tolist() == ["first", "second"]
    assert files(path.parent) == ["team.gpkg"]


def test_who_begins_while_another_keeps_a_batch_loses_nothing_half_way(path, places, monkeypatch):
    first, second = open_workspace(str(path)), open_workspace(str(path))
    write = pyogrio.write_dataframe
    written = []

    def layer_by_layer(*args, **kwargs):
        write(*args, **kwargs)
        written.append(kwargs["layer"])
        if len(written) == 1:  # the second has one layer of its empty workspace; now the first is quicker
            first.add(places, name="first")

    monkeypatch.setattr(pyogrio, "write_dataframe", layer_by_layer)
    second.add(places, name="second", again=True)
    assert first.batches()["name"].tolist() == ["first", "second"]
    assert files(path.parent) == ["team.gpkg"]
