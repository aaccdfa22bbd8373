"""Batches are kept whole, listed and undone, by one writer at a time, in a GeoPackage or in PostGIS alike."""

import io
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from atlas.errors import FileFaultError
from atlas.errors import RepeatedBatchError
from atlas.errors import UnknownChoiceError
from atlas.errors import WorkspaceBusyError
from atlas.readers.imports import import_rows
from atlas.readers.raw import read_raw
from atlas.readers.recognition import recognise
from atlas.workspace import open_workspace


def take(text, kind="initiatives", name="liste.csv"):
    raw = read_raw(io.BytesIO(text.encode()), name=name)
    return import_rows(raw, recognise(raw, kind), name=name)


PLACES = take(
    "nom;commune;dep;annee\nL'Écho <b>;Die;26;2019\nSans lieu;Nulle Part;26;\nÎle;Saint-Pierre;975;\n"
)
GRANTS = take(
    "beneficiaire;commune;dep;montant\nA;Die;26;1 000,10\nB;Crest;26;n.c.\n", "funding", "aides.csv"
)


def test_an_empty_workspace_has_nothing(workspace):
    assert workspace.batches().empty
    kept = workspace.kept()
    assert (len(kept.initiatives), len(kept.funding)) == (0, 0)
    assert workspace.version() == (0, 0)


def test_rows_come_back_as_they_were(workspace):
    first = workspace.add(PLACES, name="Été 2024")
    second = workspace.add(GRANTS, name="Aides")
    assert (first.rows, first.total_cents, second.rows, second.total_cents) == (3, None, 2, 100010)
    kept = workspace.kept()
    assert kept.initiatives["batch"].unique().tolist() == [first.id]
    pd.testing.assert_frame_equal(kept.initiatives.drop(columns="batch"), PLACES.table)
    back = kept.funding.drop(columns="batch")
    pd.testing.assert_frame_equal(back[GRANTS.table.columns], GRANTS.table, check_dtype=False)
    assert back["cents"].tolist() == [100010, pd.NA]
    listed = workspace.batches()
    assert listed["name"].tolist() == ["Été 2024", "Aides"]
    assert listed["source"].tolist() == ["liste.csv", "aides.csv"]
    assert listed["digest"].tolist() == [PLACES.digest, GRANTS.digest]
    assert pd.to_datetime(listed["imported"], utc=True).notna().all()


def test_undoing_takes_the_rows_back_and_keeps_the_history(workspace):
    first = workspace.add(PLACES, name="a")
    workspace.add(GRANTS, name="b")
    before = workspace.version()
    workspace.undo(first.id)
    assert workspace.version() != before
    kept = workspace.kept()
    assert (len(kept.initiatives), len(kept.funding)) == (0, 2)
    assert workspace.batches()["undone"].notna().tolist() == [True, False]
    with pytest.raises(UnknownChoiceError, match=f"No batch {first.id} to undo"):
        workspace.undo(first.id)
    assert workspace.add(PLACES, name="again").id > first.id


def test_the_same_file_is_not_kept_twice(workspace):
    workspace.add(PLACES, name="a")
    with pytest.raises(RepeatedBatchError, match=r"kept already, as batch 1 \('a'\)"):
        workspace.add(PLACES, name="b")
    assert len(workspace.batches()) == 1


def test_a_batch_that_fails_midway_leaves_nothing(workspace):
    def parts():
        yield GRANTS.table
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        workspace.add_parts(parts(), kind="funding", name="x", source="x", digest="x")
    assert workspace.batches().empty
    assert workspace.kept().funding.empty


def test_parts_are_one_batch(workspace):
    parts = [GRANTS.table.iloc[:1], GRANTS.table.iloc[1:]]
    batch = workspace.add_parts(parts, kind="funding", name="x", source="x", digest="x")
    assert (batch.rows, batch.total_cents) == (2, 100010)


def test_a_second_writer_is_told_to_try_again(workspace, address):
    with workspace.writing(), pytest.raises(WorkspaceBusyError, match="try again"):
        open_workspace(address).add(PLACES, name="x")
    assert workspace.add(PLACES, name="x").rows == 3


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(TEXTS, st.none() | TEXTS, st.none() | st.integers(1900, 2100)), min_size=1, max_size=4)
)
def test_any_text_and_any_gap_survives(workspace, rows):
    base = PLACES.table.iloc[[0] * len(rows)].copy()
    base.index = pd.Index([f"i{n}" for n in range(len(rows))], name="id")
    base["name"] = pd.Series([name for name, _, _ in rows], index=base.index, dtype="str")
    base["note"] = pd.Series([note for _, note, _ in rows], index=base.index, dtype="str")
    base["start_year"] = pd.array([year for _, _, year in rows], dtype="Int64")
    batch = workspace.add_parts([base], kind="initiatives", name="x", source="x", digest=os.urandom(8).hex())
    kept = workspace.kept().initiatives
    back = kept[kept["batch"] == batch.id].drop(columns="batch")
    for column in ("name", "note"):
        assert [None if pd.isna(v) else v for v in back[column]] == [
            None if pd.isna(v) else v for v in base[column]
        ]
    assert back["start_year"].tolist() == base["start_year"].tolist()


def test_an_address_that_is_none(tmp_path):
    with pytest.raises(FileFaultError, match="no workspace"):
        open_workspace(str(tmp_path / "x.csv"))


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + b"\xff" * 200])
def test_a_file_that_is_no_workspace_stays_as_it_is(tmp_path, content):
    path = tmp_path / "x.gpkg"
    path.write_bytes(content)
    with pytest.raises(FileFaultError, match=r"x\.gpkg"):
        open_workspace(str(path)).add(PLACES, name="x")
    assert path.read_bytes() == content


def test_a_geopackage_of_somebody_else_stays_as_it_is(tmp_path):
    path = tmp_path / "x.gpkg"
    gpd.GeoDataFrame({"a": [1]}, geometry=gpd.points_from_xy([2], [46]), crs=4326).to_file(path)
    before = path.read_bytes()
    with pytest.raises(FileFaultError, match="no workspace of the atlas"):
        open_workspace(str(path))
    assert path.read_bytes() == before


def test_a_later_version_is_refused(tmp_path):
    path = tmp_path / "x.gpkg"
    open_workspace(str(path)).add(PLACES, name="x")
    with sqlite3.connect(path) as connection:
        connection.execute(
            "UPDATE gpkg_contents SET description = 'atlas workspace 2' WHERE table_name = 'batches'"
        )
    connection.close()
    with pytest.raises(FileFaultError, match="later atlas"):
        open_workspace(str(path))


def test_gdal_opens_it_without_a_warning(tmp_path):
    if shutil.which("ogrinfo") is None:
        if os.environ.get("ATLAS_GDAL_REQUIRED"):
            pytest.fail("ogrinfo is not here")
        pytest.skip("ogrinfo is not here")
    path = tmp_path / "team.gpkg"
    workspace = open_workspace(str(path))
    workspace.add(PLACES, name="a")
    workspace.add(GRANTS, name="b")
    answer = subprocess.run(["ogrinfo", "-al", path], capture_output=True, text=True, check=True)
    assert answer.stderr == ""
    assert "Layer name: batches" in answer.stdout
    assert "POINT (5.36" in answer.stdout
    points = gpd.read_file(path, layer="initiatives")
    assert points.geometry.notna().tolist() == [True, False, False]
    assert points.crs.to_epsg() == 4326


KILLED = """
import sys, io
sys.path.insert(0, {folder!r})
from tests_workspace_rows import GRANTS
from atlas.workspace import open_workspace
workspace = open_workspace({path!r})
print("ready", flush=True)
parts = [GRANTS] * 400
workspace.add_parts(parts, kind="funding", name="x", source="x", digest=sys.argv[1])
print("done", flush=True)
"""


def test_a_kill_at_any_moment_leaves_the_old_rows_or_the_new(tmp_path):
    path = str(tmp_path / "team.gpkg")
    open_workspace(path).add(PLACES, name="before")
    GRANTS.table.to_pickle(tmp_path / "g.pkl")
    (tmp_path / "tests_workspace_rows.py").write_text(
        f"import pandas as pd\nGRANTS = pd.read_pickle({str(tmp_path / 'g.pkl')!r})\n"
    )
    code = KILLED.format(folder=str(tmp_path), path=path)
    chance = random.Random(1)
    finished = 0
    for turn in range(5):
        process = subprocess.Popen([sys.executable, "-c", code, str(turn)], stdout=subprocess.PIPE, text=True)
        assert process.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0, 0.25))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        workspace = open_workspace(path)
        kept, batches = workspace.kept(), workspace.batches()
        assert len(kept.initiatives) == 3
        finished = len(batches) - 1
        assert len(kept.funding) == 800 * finished
        assert batches["rows"].tolist() == [3] + [800] * finished
        with sqlite3.connect(path) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()
    open_workspace(path).add(GRANTS, name="after")


def test_a_password_is_in_no_message():
    with pytest.raises(FileFaultError) as caught:
        open_workspace("postgresql://someone:hunter2@127.0.0.1:1/none?connect_timeout=1")
    assert "hunter2" not in str(caught.value)
    assert "none at 127.0.0.1" in str(caught.value)
