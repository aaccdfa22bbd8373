"""A workspace in PostgreSQL: points for QGIS, no word of a password, nothing of somebody else's touched."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from atlas.cli import main
from atlas.errors import FileFaultError, WorkspaceBusyError
from atlas.workspace import open_workspace
from atlas.workspace.batches import MARK

if os.environ.get("ATLAS_POSTGIS_REQUIRED"):
    import psycopg
else:
    psycopg = pytest.importorskip("psycopg")
from atlas.workspace.postgis import _MARK_OF  # needs the optional extra


@pytest.fixture
def where(postgres):
    """Address of a database without a workspace."""
    ask(postgres, "DROP SCHEMA IF EXISTS atlas CASCADE")
    return postgres


def ask(where, statement):
    with psycopg.connect(where) as connection:
        answer = connection.execute(statement)
        return answer.fetchall() if answer.description else []


def test_points_stand_at_seats_with_an_index(where, places, grants):
    team = open_workspace(where)
    team.add(places, name="a")
    team.add(grants, name="b")
    found = ask(where, "SELECT ST_SRID(geom), ST_X(geom), ST_Y(geom) FROM atlas.initiatives ORDER BY fid")
    assert found[0] == (4326, pytest.approx(5.37, abs=0.02), pytest.approx(44.75, abs=0.02))
    assert found[1:] == [(None, None, None)] * 2
    indexes = ask(
        where, "SELECT tablename FROM pg_indexes WHERE schemaname = 'atlas' AND indexdef LIKE '%gist%'"
    )
    assert sorted(indexes) == [("funding",), ("initiatives",), ("perimeters",)]
    declared = ask(where, "SELECT type, srid FROM geometry_columns WHERE f_table_schema = 'atlas'")
    assert declared == [("POINT", 4326)] * 3


def test_the_lock_goes_with_who_held_it(where, places):
    team = open_workspace(where)
    code = (
        "import sys, time; from atlas.workspace import open_workspace\n"
        "with open_workspace(sys.argv[1]).adding(kind='funding', name='', source='', digest=''):\n"
        "    print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, where], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(WorkspaceBusyError, match="try again"):
            team.add(places, name="x")
        holder.kill()
    for _ in range(100):  # the server notices that its client is gone when it next writes to it
        locks = ask(where, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")
        if locks == [(0,)]:
            break
        ask(where, "SELECT pg_sleep(0.05)")
    assert team.add(places, name="x").rows == 3
    assert team.batches()["name"].tolist() == ["x"]


def test_a_connection_that_is_lost_leaves_nothing(where, grants):
    team = open_workspace(where)

    def parts():
        yield grants.table
        ask(where, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
        yield grants.table

    def keep_all():
        with team.adding(kind="funding", name="x", source="x", digest="x") as keep:
            for part in parts():
                keep(part)

    with pytest.raises(FileFaultError, match="PostgreSQL cannot be used: "):
        keep_all()
    assert team.batches().empty
    assert team.kept().funding.empty


def test_a_schema_of_somebody_else_stays_as_it_is(where):
    ask(where, "CREATE SCHEMA atlas")
    ask(where, "CREATE TABLE atlas.batches (id int)")
    with pytest.raises(FileFaultError, match="is not the atlas's"):
        open_workspace(where)
    assert ask(where, "SELECT tablename FROM pg_tables WHERE schemaname = 'atlas'") == [("batches",)]


def test_a_workspace_begun_since_a_transaction_began_is_not_taken_for_somebody_else_s(where):
    with psycopg.connect(where) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.execute("SELECT 1")
        open_workspace(where)
        assert connection.execute(_MARK_OF).fetchall() == []
    assert ask(where, _MARK_OF) == [(MARK,)]


def test_a_later_version_is_refused(where, places):
    open_workspace(where).add(places, name="x")
    ask(where, "COMMENT ON TABLE atlas.batches IS 'atlas workspace 3'")
    with pytest.raises(FileFaultError, match="later atlas"):
        open_workspace(where)


def test_a_user_who_may_only_read_reads(where, places):
    open_workspace(where).add(places, name="x")
    ask(where, "DROP ROLE IF EXISTS reader")
    ask(where, "CREATE ROLE reader LOGIN")
    ask(where, "GRANT USAGE ON SCHEMA atlas TO reader")
    ask(where, "GRANT SELECT ON ALL TABLES IN SCHEMA atlas TO reader")
    team = open_workspace(where.replace("atlas@", "reader@"))
    assert len(team.kept().initiatives) == 3
    with pytest.raises(FileFaultError, match="permission denied"):
        team.undo(1)
    ask(where, "DROP OWNED BY reader")
    ask(where, "DROP ROLE reader")


def chain(error):
    while error is not None:
        yield error
        error = None if error.__suppress_context__ else error.__cause__ or error.__context__


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://someone:hunter2@127.0.0.1:1/none?connect_timeout=1",
        "postgresql://someone:at@hunter2@127.0.0.1:1/none?connect_timeout=1",
        "postgresql://someone:1/hunter2@127.0.0.1/none?connect_timeout=1",
        "postgresql://someone:/hunter2@127.0.0.1:1/none",
        "postgresql://someone:per%hunter2@127.0.0.1:1/none",
        "postgresql://someone:x?hunter2@127.0.0.1:1/none",
        "postgresql://someone:hunter2\0@127.0.0.1:1/none",
        "postgresql://someone:hunter2\udce9@127.0.0.1:1/none?connect_timeout=1",
    ],
)
def test_a_password_is_in_no_message(address):
    with pytest.raises(FileFaultError) as caught:
        open_workspace(address)
    assert not [error for error in chain(caught.value) if "hunter2" in f"{error!r}"]
    answer = CliRunner().invoke(main, ["workspace", "list", address])
    assert (answer.exit_code, answer.output.count("\n"), "hunter2" in answer.output) == (2, 1, False)


def test_a_password_is_on_no_screen(where, tmp_path):
    (tmp_path / "f.csv").write_text("Nom;Commune;Dép;Montant\nA;Die;26;5\n", encoding="utf-8")
    address = where.replace("atlas@", "atlas:hunter2@")
    commands = (
        ["import", str(tmp_path / "f.csv"), "--as", "funding", "--into", address],
        ["import", str(tmp_path / "f.csv"), "--as", "funding", "--into", address],
        ["workspace", "undo", address, "1"],
        ["workspace", "undo", address, "1"],
        ["workspace", "list", address],
    )
    answers = [CliRunner().invoke(main, command) for command in commands]
    assert [answer.exit_code for answer in answers] == [0, 2, 0, 2, 0]
    assert not [answer for answer in answers if "hunter2" in answer.output]


def test_the_two_commands_of_the_manual_bring_a_workspace_back(where, places, grants, tmp_path):
    manual = (Path(__file__).parents[2] / "docs" / "serving.md").read_text(encoding="utf-8")
    dump, restore = re.findall(r"^(pg_(?:dump|restore) .+)$", manual, re.MULTILINE)

    def run(command):
        # Those of the server's own version, where there are several.
        programs = f"{Path(shutil.which('initdb') or '').parent}:{os.environ['PATH']}"
        told = {"PATH": programs, "ATLAS_WORKSPACE": where}
        subprocess.run(["sh", "-c", command], cwd=tmp_path, env=os.environ | told, check=True)

    team = open_workspace(where, by="anne")
    team.add(places, name="a")
    team.undo(team.add(places, name="b", again=True).id)
    before, rows = team.batches(), team.kept().initiatives
    run(dump)
    team.add(grants, name="later")
    team.undo(1)
    run(restore)
    again = open_workspace(where)
    pd.testing.assert_frame_equal(again.batches(), before)
    pd.testing.assert_frame_equal(again.kept().initiatives, rows)
    assert again.add(grants, name="next").id == 3


def documented(heading):
    """Return the commands of a part of the operator's page."""
    page = (Path(__file__).resolve().parents[2] / "docs" / "serving.md").read_text(encoding="utf-8")
    part = page.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return [line for block in re.findall(r"```\n(.*?)```", part, re.DOTALL) for line in block.splitlines()]


def test_a_backup_is_brought_back_by_the_documented_commands(where, places, grants, ways, tmp_path):
    keep, bring_back = (line for line in documented("Backup") if line.startswith("pg_"))
    team = open_workspace(where)
    team.add(places, name="a")
    team.add(ways, name="pays")
    before = team.batches(), team.kept()

    def run(command, database):
        asked = os.environ | {"ATLAS_WORKSPACE": database}
        subprocess.run(["sh", "-c", command], cwd=tmp_path, env=asked, check=True, capture_output=True)

    run(keep, where)
    team.add(grants, name="b")
    team.undo(2)
    assert len(team.batches()) == 3
    run(bring_back, where)
    pd.testing.assert_frame_equal(team.batches(), before[0])
    for kind, table in team.kept()._asdict().items():
        pd.testing.assert_frame_equal(table, getattr(before[1], kind))
    # Where nothing of it is left, too; and what is brought back can be added to.
    ask(where, "DROP SCHEMA atlas CASCADE")
    run(bring_back, where)
    team.add(grants, name="b")
    assert team.batches()["id"].is_unique
    assert len(team.batches()) == 3


def test_a_backup_of_before_a_table_is_brought_back_once_the_schema_is_dropped(where, places, ways, tmp_path):
    keep, bring_back = (line for line in documented("Backup") if line.startswith("pg_"))
    told = os.environ | {"ATLAS_WORKSPACE": where}

    def run(command):
        asked = ["sh", "-c", command]
        return subprocess.run(asked, cwd=tmp_path, env=told, capture_output=True, check=False).returncode

    open_workspace(where).add(places, name="a")
    ask(where, "DROP TABLE atlas.perimeters")
    assert run(keep) == 0
    open_workspace(where).add(ways, name="b")
    assert run(bring_back) != 0
    assert len(open_workspace(where).kept().perimeters) == 3
    ask(where, "DROP SCHEMA atlas CASCADE")
    assert run(bring_back) == 0
    assert open_workspace(where).batches()["name"].tolist() == ["a"]
