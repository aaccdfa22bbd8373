"""Batches are kept whole, listed and undone, by one writer at a time, in a GeoPackage or in PostGIS alike."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atlas.errors import FileFaultError, RepeatedBatchError, UnknownChoiceError, WorkspaceBusyError
from atlas.workspace import open_workspace
from atlas.workspace.batches import COLUMNS, KEYS, MARKS


def keep(workspace, parts, *, kind):
    """Keep parts as one batch of a file that none was before."""
    with workspace.adding(kind=kind, name="x", source="x", digest=os.urandom(8).hex()) as adding:
        for part in parts:
            adding(part)
    return adding.batch


def test_an_empty_workspace_has_nothing(workspace):
    assert workspace.batches().empty
    kept = workspace.kept()
    for kind, table in kept._asdict().items():
        assert set(table.columns) == {*COLUMNS[kind], "batch"} - {KEYS[kind]}
        assert table.empty
    assert workspace.version() == (0, 0)


def test_imports_have_the_columns_that_are_kept(places, grants, ways):
    for import_ in (places, grants, ways):
        assert set(import_.table.reset_index().columns) == set(COLUMNS[import_.kind])


def test_rows_come_back_as_they_were(workspace, places, grants):
    first = workspace.add(places, name="Été 2024")
    second = workspace.add(grants, name="Aides")
    assert (first.rows, first.total_cents, second.rows, second.total_cents) == (3, None, 2, 100010)
    kept = workspace.kept()
    assert kept.initiatives["batch"].unique().tolist() == [first.id]
    assert kept.funding["batch"].unique().tolist() == [second.id]
    pd.testing.assert_frame_equal(kept.initiatives.drop(columns="batch"), places.table)
    pd.testing.assert_frame_equal(kept.funding[grants.table.columns], grants.table)
    listed = workspace.batches()
    assert listed["name"].tolist() == ["Été 2024", "Aides"]
    assert listed["source"].tolist() == ["liste.csv", "aides.csv"]
    assert listed["digest"].tolist() == [places.digest, grants.digest]
    assert pd.to_datetime(listed["imported"]).dt.tz is not None


def test_undoing_takes_the_rows_back_and_keeps_the_history(workspace, places, grants):
    first = workspace.add(places, name="a")
    workspace.add(grants, name="b")
    before = workspace.version()
    workspace.undo(first.id)
    assert workspace.version() != before
    kept = workspace.kept()
    assert (len(kept.initiatives), len(kept.funding)) == (0, 2)
    assert workspace.batches()["undone"].notna().tolist() == [True, False]
    with pytest.raises(UnknownChoiceError, match=f"No batch {first.id} to undo"):
        workspace.undo(first.id)
    assert workspace.add(places, name="again").id > first.id


def test_the_same_file_is_kept_twice_only_when_asked(workspace, places):
    workspace.add(places, name="a")
    with pytest.raises(RepeatedBatchError, match=r"kept already, as batch 1 \('a'\)"):
        workspace.add(places, name="b")
    assert len(workspace.batches()) == 1
    second = workspace.add(places, name="b", again=True)
    kept = workspace.kept().initiatives
    assert kept.groupby("batch").size().to_dict() == {1: 3, second.id: 3}


def test_a_batch_that_fails_midway_leaves_nothing(workspace, grants):
    def parts():
        yield grants.table
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        keep(workspace, parts(), kind="funding")
    assert workspace.batches().empty
    assert workspace.kept().funding.empty
    assert workspace.add(grants, name="x").rows == 2


def test_parts_are_one_batch_in_their_order(workspace, grants, monkeypatch):
    monkeypatch.setattr("atlas.workspace.sql._ROWS", 3)
    many = pd.concat([grants.table] * 10).set_axis(pd.Index(range(20), name="line"))
    parts = [many.iloc[:16], many.iloc[16:16], many.iloc[16:]]
    batch = keep(workspace, parts, kind="funding")
    assert (batch.rows, batch.total_cents) == (20, 10 * 100010)
    pd.testing.assert_frame_equal(workspace.kept().funding[many.columns], many)


def test_readers_see_the_old_rows_until_all_is_written(workspace, address, places, grants):
    workspace.add(places, name="a")
    reader = open_workspace(address)
    before = reader.version()
    with workspace.adding(kind="funding", name="x", source="x", digest="x") as keep:
        keep(grants.table)
        assert (len(reader.kept().funding), len(reader.batches()), reader.version()) == (0, 1, before)
    assert (len(reader.kept().funding), len(reader.batches())) == (2, 2)
    assert reader.version() != before


def test_a_second_writer_is_told_to_try_again(workspace, address, places):
    workspace.add(places, name="first")
    other = open_workspace(address)
    with workspace.writing():
        with pytest.raises(WorkspaceBusyError, match="try again"):
            other.add(places, name="x", again=True)
        with pytest.raises(WorkspaceBusyError, match="try again"):
            other.undo(1)
        assert len(open_workspace(address).kept().initiatives) == 3  # a reader never is
    assert other.add(places, name="x", again=True).rows == 3


def test_undoing_in_an_empty_workspace_says_so(workspace):
    with pytest.raises(UnknownChoiceError, match="No batch 1 to undo: choose one of none"):
        workspace.undo(1)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
NUMBERS = st.none() | st.integers(-(2**63), 2**63 - 1)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.tuples(
            TEXTS,
            st.none() | TEXTS,
            st.none() | st.integers(1900, 2100),
            st.none() | st.floats(allow_nan=False, allow_infinity=False),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_any_initiative_survives(workspace, places, rows):
    table = places.table.iloc[[0] * len(rows)].copy()
    table.index = pd.Index([f"i{n}" for n in range(len(rows))], name="id", dtype="str")
    name, note, year, lon = zip(*rows, strict=True)
    table["name"], table["note"] = (
        pd.Series(list(texts), index=table.index, dtype="str") for texts in (name, note)
    )
    table["start_year"] = pd.array(list(year), dtype="Int64")
    table["lon"] = pd.array([np.nan if value is None else value for value in lon], dtype="float64")
    batch = keep(workspace, [table], kind="initiatives")
    kept = workspace.kept().initiatives
    back = kept[kept["batch"] == batch.id].drop(columns="batch")
    for column in ("name", "note"):
        table[column] = table[column].str.replace("\0", "\ufffd", regex=False)
    pd.testing.assert_frame_equal(back, table, check_exact=True, check_dtype=False, check_index_type=False)
    assert back["lon"].dtype == "float64"
    assert back["start_year"].dtype == "Int64"


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(st.none() | TEXTS, NUMBERS), max_size=4))
def test_any_amount_survives_to_the_cent(workspace, grants, rows):
    table = grants.table.iloc[[0] * len(rows)].copy()
    table.index = pd.Index(range(2, len(rows) + 2), name="line", dtype="int64")
    table["title"] = pd.Series([title for title, _ in rows], index=table.index, dtype="str")
    table["cents"] = pd.array([cents for _, cents in rows], dtype="Int64")
    sums = int(sum(cents or 0 for _, cents in rows))
    if abs(sums) >= 2**63:
        return
    batch = keep(workspace, [table], kind="funding")
    assert batch.total_cents == sums
    kept = workspace.kept().funding
    table["title"] = table["title"].str.replace("\0", "\ufffd", regex=False)
    pd.testing.assert_frame_equal(kept.loc[kept["batch"] == batch.id, table.columns], table)


def test_names_that_no_store_can_hold_are_marked(workspace, grants):
    # The name of a file may be no UTF-8: Python then gives lone surrogates.
    batch = workspace.add(replace(grants, name="caf\udce9.csv"), name="a\0b")
    assert (batch.name, batch.source) == ("a\ufffdb", "caf\ufffd.csv")
    assert workspace.batches()[["name", "source"]].to_numpy().tolist() == [["a\ufffdb", "caf\ufffd.csv"]]


def test_an_address_that_is_none(tmp_path):
    with pytest.raises(FileFaultError, match="no workspace"):
        open_workspace(str(tmp_path / "x.csv"))


# Starts once; for each line read, three children at once open the workspace that it names and keep a batch.
BEGINNER = """
import io, os, sys
from atlas.errors import FileFaultError
from atlas.readers.imports import import_rows
from atlas.readers.imports import read_raw
from atlas.readers.columns.recognition import recognise
from atlas.workspace import open_workspace
raw = read_raw(io.BytesIO(b"nom;commune;dep\\nA;Die;26\\n"), name="liste.csv")
places = import_rows(raw, recognise(raw, "initiatives"), name="liste.csv")
for line in sys.stdin:
    gate, opened = os.pipe()
    for _ in range(3):
        if not os.fork():
            try:
                os.close(opened)
                os.read(gate, 1)  # until the last of them is there
                try:
                    open_workspace(line.strip()).add(places, name="batch", again=True)
                    answer = "kept"
                except FileFaultError as error:
                    answer = f"{type(error).__name__} {error}"
                os.write(1, f"{answer}\\n".encode())
                os._exit(0)
            finally:
                os._exit(1)
    os.close(gate)
    os.close(opened)
    for _ in range(3):
        if os.wait()[1]:
            print("broke", flush=True)
"""


@pytest.fixture(scope="module")
def beginners():
    command = [sys.executable, "-c", BEGINNER]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.stdin.close()


def test_of_many_who_begin_at_once_each_keeps_its_rows_or_is_told_to_try_again(begin, beginners):
    for _ in range(10):
        where = begin()
        print(where, file=beginners.stdin, flush=True)
        answers = [beginners.stdout.readline().strip() for _ in range(3)]
        assert {answer.partition(" ")[0] for answer in answers} <= {"kept", "WorkspaceBusyError"}, answers
        assert len(open_workspace(where).batches()) == answers.count("kept") >= 1


def test_the_history_says_who_added_and_who_took_back(workspace, places, grants):
    workspace.by = "anne@example.org"
    first = workspace.add(places, name="a")
    workspace.by = None
    workspace.add(grants, name="b")
    workspace.by = "ben\0"
    assert first.imported_by == "anne@example.org"
    workspace.undo(first.id)
    listed = workspace.batches().set_index("id")
    assert listed["imported_by"].fillna("").tolist() == ["anne@example.org", ""]
    assert listed["undone_by"].fillna("").tolist() == ["ben\ufffd", ""]
    assert listed["undone"].notna().tolist() == [True, False]


def test_perimeters_are_kept_listed_and_undone_as_rows_are(workspace, places, ways):
    workspace.by = "anne"
    workspace.add(places, name="places")
    batch = workspace.add(ways, name="Pays 2026")
    assert (batch.kind, batch.rows, batch.total_cents) == ("perimeters", 3, None)
    kept = workspace.kept()
    pd.testing.assert_frame_equal(
        kept.perimeters[["name", "commune"]], ways.table, check_dtype=False, check_index_type=False
    )
    assert kept.perimeters["batch"].unique().tolist() == [batch.id]
    assert len(kept.initiatives) == 3
    assert workspace.batches().iloc[-1][["name", "source", "imported_by"]].tolist() == [
        *("Pays 2026", "pays.csv", "anne")
    ]
    with pytest.raises(RepeatedBatchError):
        workspace.add(ways, name="again")
    workspace.undo(batch.id)
    assert workspace.kept().perimeters.empty
    assert workspace.batches()["undone"].notna().tolist() == [False, True]


def test_two_editors_at_once_lose_no_perimeter(workspace, address, ways):
    workspace.add(ways, name="a")
    other = open_workspace(address)
    with workspace.adding(kind="perimeters", name="b", source="b", digest="b") as adding:
        with pytest.raises(WorkspaceBusyError, match="try again"):
            other.add(ways, name="c", again=True)
        adding(ways.table)
        assert len(other.kept().perimeters) == 3
    other.add(ways, name="c", again=True)
    assert other.kept().perimeters.groupby("batch").size().tolist() == [3, 3, 3]


def drop_who(address):
    """Leave the columns and tables that a workspace had until November 2026."""
    statements = [f"ALTER TABLE {{}}batches DROP COLUMN {name}" for name in ("imported_by", "undone_by")]
    statements.append("DROP TABLE {}perimeters")
    if address.startswith("postgresql"):
        import psycopg  # noqa: PLC0415 - an optional extra

        with psycopg.connect(address) as connection:
            for statement in statements:
                connection.execute(statement.format("atlas."))
    else:
        with closing(sqlite3.connect(address)) as connection, connection:
            for statement in statements:
                connection.execute(statement.format(""))
            for table in ("contents", "geometry_columns", "ogr_contents"):
                connection.execute(f"DELETE FROM gpkg_{table} WHERE table_name = 'perimeters'")  # noqa: S608 - names of ours


def test_a_workspace_that_an_earlier_atlas_began_is_read_and_gains_its_history(address, places, grants):
    open_workspace(address).add(places, name="old")
    drop_who(address)
    team = open_workspace(address)
    before = team.version()
    assert team.batches()["imported_by"].tolist() == [None]
    assert len(team.kept().initiatives) == 3
    assert team.kept().perimeters.empty
    assert team.version() == before
    open_workspace(address, by="anne").add(grants, name="new")
    open_workspace(address, by="ben").undo(1)
    history = open_workspace(address).batches()
    assert history["imported_by"].fillna("").tolist() == ["", "anne"]
    assert history["undone_by"].fillna("").tolist() == ["ben", ""]
    assert history["name"].tolist() == ["old", "new"]


def test_an_older_workspace_keeps_perimeters_and_then_an_earlier_atlas_refuses_it(
    address, places, ways, monkeypatch
):
    open_workspace(address).add(places, name="old")
    drop_who(address)
    team = open_workspace(address)
    team.add(places, name="again", again=True)
    with monkeypatch.context() as earlier:
        for store in ("geopackage", "postgis"):
            earlier.setattr(f"atlas.workspace.{store}.MARKS", MARKS[:1], raising=False)
        assert len(open_workspace(address).batches()) == 2
    team.add(ways, name="pays")
    assert len(open_workspace(address).kept().perimeters) == 3
    with monkeypatch.context() as earlier:
        for store in ("geopackage", "postgis"):
            earlier.setattr(f"atlas.workspace.{store}.MARKS", MARKS[:1], raising=False)
        with pytest.raises(FileFaultError, match="later atlas"):
            open_workspace(address)
