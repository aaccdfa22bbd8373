"""`atlas import` writes all its files or none, and its summary is that of Python."""

import io
import json
import signal
import subprocess
import sys

import pandas as pd
import pytest
from click.testing import CliRunner

from atlas.cli import main
from atlas.readers.columns.recognition import recognise
from atlas.readers.imports import import_rows, read_raw
from atlas.workspace import open_workspace

TEXT = "Nom;Commune;Dép;Montant\nA;Die;26;1 000,10\nB;Nulle Part;26;5\nC;Die;26;douze\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "f.csv").write_text(TEXT, encoding="utf-8")
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(main, ["import", *map(str, arguments)])


def test_writes_rows_ledger_rejected_and_mapping(folder):
    out, ledger, rejected, mapping = (folder / name for name in ("o.csv", "l.csv", "r.csv", "m.json"))
    answer = run(
        *(folder / "f.csv", "--as", "funding", "-o", out, "--ledger", ledger, "--rejected", rejected),
        *("--save-mapping", mapping, "--json"),
    )
    assert answer.exit_code == 0, answer.output
    raw = read_raw(folder / "f.csv")
    assert json.loads(answer.output) == import_rows(raw, recognise(raw, "funding"), name="f.csv").summary()
    assert list(json.loads(answer.output)) == [
        "read", "accepted", "located", "not_located", "rejected", "duplicates", "total_eur", "unused",
        "warnings",
    ]  # fmt: skip
    assert pd.read_csv(out)["cents"].tolist() == [100010, 500]
    assert pd.read_csv(ledger)["outcome"].tolist() == ["accepted", "accepted", "rejected"]
    assert pd.read_csv(rejected)["Montant"].tolist() == ["douze"]
    again = run(folder / "f.csv", "--as", "funding", "--mapping", mapping, "-o", out, "--json")
    assert json.loads(again.output) == json.loads(answer.output)


def test_tells_which_sheet_was_read_unless_one_was_named(folder):
    aides = pd.DataFrame({"Nom": ["A", "B"], "Commune": ["Die"] * 2, "Dép": ["26"] * 2, "Montant": [1, 2]})
    with pd.ExcelWriter(folder / "f.xlsx") as book:
        aides.head(1).to_excel(book, sheet_name="vieilles", index=False)
        aides.to_excel(book, sheet_name="aides", index=False)
    given = (folder / "f.xlsx", "--as", "funding", "-o", folder / "o.csv", "--lang")
    sentences = {
        "fr": "! «\u00a0aides\u00a0» est lu\u202f; le fichier a aussi\u00a0: vieilles. "
        "Un autre se lit avec --sheet.",
        "en": "! “aides” is read; the file also has: vieilles. Another is read with --sheet.",
    }
    for language, sentence in sentences.items():
        assert sentence in run(*given, language).output
    told = json.loads(run(*given, "fr", "--json").stdout)["warnings"]
    assert [each["kind"] for each in told] == ["file.sheets", "file.sheets_agree"]
    assert "--sheet all" in told[1]["sentence"]
    together = json.loads(run(*given, "fr", "--sheet", "all", "--json").stdout)
    assert (together["accepted"], together["total_eur"]) == (3, 4)
    assert together["warnings"][0]["kind"] == "file.sheets_together"
    for name, rows in (("vieilles", 1), ("aides", 2)):
        summary = json.loads(run(*given, "fr", "--sheet", name, "--json").stdout)
        assert (summary["accepted"], summary["warnings"]) == (rows, [])


EXTRA = "Nom;Commune;Dép;Couleur;status;Nom contact;Prénom contact\nA;Die;26;bleu;=1+1;X;Y\nB;Die;26;;b;Z;Z\n"


def test_columns_that_the_atlas_does_not_use_are_named_and_kept_on_request(folder):
    (folder / "g.csv").write_text(EXTRA, encoding="utf-8")
    given = (folder / "g.csv", "--as", "initiatives", "-o", folder / "o.csv", "--lang", "en")
    plain = run(*given)
    assert "columns not used: 'Couleur', 'Nom contact', 'Prénom contact'" in plain.output
    assert "Couleur" not in pd.read_csv(folder / "o.csv")
    assert run(*given, "--keep", "Nom contact", "--keep", "all").exit_code == 0
    kept = pd.read_csv(folder / "o.csv")
    assert list(kept)[-2:] == ["Nom contact", "Couleur"]
    assert kept["Couleur"].fillna("").tolist() == ["bleu", ""]
    missing = run(*given, "--keep", "Forme")
    assert (missing.exit_code, "Forme" in missing.output) == (2, True)


@pytest.mark.parametrize("engine", [(), ("--engine", "process")])
def test_persons_are_not_kept_unless_named_and_ours_keep_their_names(folder, engine):
    (folder / "g.csv").write_text(
        EXTRA.replace("Nom;", "Nom;line;", 1).replace(";Die", ";9;Die"), encoding="utf-8"
    )
    mapping, work = folder / "m.json", folder / "w.gpkg"
    given = (folder / "g.csv", "--as", "initiatives", "-o", folder / "o.csv", "--keep", "all", *engine)
    answer = run(*given, "--save-mapping", mapping, "--into", work, "--json")
    assert json.loads(answer.output)["unused"] == ["Nom contact", "Prénom contact"]
    assert json.loads(mapping.read_text())["kept"] == ["line", "Couleur"]
    assert list(pd.read_csv(folder / "o.csv"))[-2:] == ["line", "Couleur"]
    assert "Couleur" not in open_workspace(str(work)).kept().initiatives
    again = run(
        folder / "g.csv", "--as", "initiatives", "-o", folder / "p.csv", "--mapping", mapping, *engine
    )
    assert again.exit_code == 0
    assert (folder / "p.csv").read_bytes() == (folder / "o.csv").read_bytes()


def test_all_sheets_of_which_none_agree_are_not_silently_the_fullest(folder):
    with pd.ExcelWriter(folder / "f.xlsx") as book:
        pd.DataFrame({"Nom": ["A", "B"], "Montant": [1, 2]}).to_excel(book, sheet_name="a", index=False)
        pd.DataFrame({"Ville": ["C"], "Date": [2021]}).to_excel(book, sheet_name="b", index=False)
    answer = run(folder / "f.xlsx", "--as", "funding", "-o", folder / "o.csv", "--sheet", "all", "--json")
    assert "file.sheets" in [each["kind"] for each in json.loads(answer.output)["warnings"]]


def test_tells_people_what_happened(folder):
    answer = run(folder / "f.csv", "--as", "funding", "-o", folder / "o.csv", "--lang", "en")
    assert "2 of 3 rows accepted, 2 located" in answer.output
    assert "rejected: 1" in answer.output
    assert "€1,005.10" in answer.output
    assert "1 row rejected: unreadable amount." in answer.output
    french = run(folder / "f.csv", "--as", "funding", "-o", folder / "o.csv")
    assert "2 lignes acceptées sur 3, 2 situées" in french.output
    assert "1\u202f005,10\xa0€" in french.output
    assert "1 ligne rejetée\u00a0: montant illisible." in french.output


@pytest.mark.parametrize(("language", "word"), [("fr", "Rejetée\u00a0: montant illisible (douze)."),
                                                ("en", "Rejected: unreadable amount (douze).")])  # fmt: skip
def test_each_row_of_the_ledger_says_what_happened_to_it(folder, language, word):
    ledger = folder / "l.csv"
    run(folder / "f.csv", "--as", "funding", "-o", folder / "o.csv", "--ledger", ledger, "--lang", language)
    assert pd.read_csv(ledger)["message"].tolist()[2] == word


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--as", "colours"], "Invalid value for '--as'"),
        (["--as", "initiatives", "--type", "nothing"], "unknown type 'nothing'"),
        (["--as", "funding", "--sheet", "x"], "no sheet 'x'"),
        (["--as", "funding", "--mapping", "absent.json"], "cannot be read"),
    ],
)
def test_a_caller_s_fault_is_one_sentence_and_leaves_nothing(folder, arguments, message):
    out = folder / "o.csv"
    answer = run(folder / "f.csv", *arguments, "-o", out)
    assert answer.exit_code == 2
    assert message in answer.output
    assert "Traceback" not in answer.output
    assert not out.exists()


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"nom;commune\nA;Die\n", b"%PDF-1.4"])
def test_a_file_that_cannot_be_understood_ends_in_2_and_leaves_the_old_files(folder, content):
    (folder / "bad.csv").write_bytes(content)
    out = folder / "o.csv"
    out.write_text("old")
    answer = run(folder / "bad.csv", "--as", "funding", "-o", out)
    assert answer.exit_code == 2
    assert answer.output.startswith("atlas: ")
    assert out.read_text() == "old"


@pytest.mark.parametrize(("language", "word"), [("fr", "Aucune colonne"), ("en", "No column has amounts")])
def test_a_refusal_is_in_the_language_that_was_asked_for(folder, language, word):
    (folder / "bad.csv").write_bytes(b"nom;commune\nA;Die\n")
    answer = run(folder / "bad.csv", "--as", "funding", "-o", folder / "o.csv", "--lang", language)
    assert (answer.exit_code, answer.output.startswith(f"atlas: {word}")) == (2, True)


def test_an_output_that_cannot_be_written_leaves_no_other(folder):
    answer = run(
        folder / "f.csv", "--as", "funding", "-o", folder / "o.csv", "--ledger", folder / "no" / "l.csv"
    )
    assert answer.exit_code == 2
    assert "cannot be written" in answer.output
    assert not (folder / "o.csv").exists()
    assert sorted(path.name for path in folder.iterdir()) == ["f.csv"]


def test_a_formula_stays_text(folder):
    (folder / "x.csv").write_text('nom;commune;dep\n"=HYPERLINK(1)";Die;26\n', encoding="utf-8")
    run(folder / "x.csv", "--as", "initiatives", "-o", folder / "o.csv")
    assert pd.read_csv(io.BytesIO((folder / "o.csv").read_bytes()))["name"].tolist() == ["'=HYPERLINK(1)"]


def test_keeps_a_batch_lists_it_and_takes_it_back(folder, monkeypatch):
    monkeypatch.setenv("LOGNAME", "anne")
    team = folder / "team.gpkg"
    answer = run(folder / "f.csv", "--as", "funding", "--into", team, "--name", "Essai")
    assert answer.exit_code == 0, answer.output
    listed = CliRunner().invoke(main, ["workspace", "list", str(team), "--json"])
    (batch,) = json.loads(listed.output)
    assert (batch["name"], batch["rows"], batch["total_cents"], batch["undone"]) == ("Essai", 2, 100510, None)
    assert (batch["imported_by"], batch["undone_by"]) == ("anne", None)
    monkeypatch.setenv("LOGNAME", "ben")
    again = run(folder / "f.csv", "--as", "funding", "--into", team, "-o", folder / "o.csv")
    assert again.exit_code == 2
    assert "kept already" in again.output
    assert not (folder / "o.csv").exists()
    undone = CliRunner().invoke(main, ["workspace", "undo", str(team), "1"])
    assert undone.exit_code == 0
    listed = CliRunner().invoke(main, ["workspace", "list", str(team)])
    assert "Essai: 2 rows of funding from f.csv, 1,005.10 EUR, by anne, undone 2" in listed.output
    assert listed.output.endswith(" by ben\n")
    assert CliRunner().invoke(main, ["workspace", "undo", str(team), "9"]).exit_code == 2


def test_a_batch_is_kept_with_its_files_or_not_at_all(folder):
    team, ledger = folder / "team.gpkg", folder / "none" / "l.csv"
    answer = run(folder / "f.csv", "--as", "funding", "--into", team, "--ledger", ledger)
    assert (answer.exit_code, answer.output.count("\n")) == (2, 1)
    assert open_workspace(str(team)).kept().funding.empty
    assert run(folder / "f.csv", "--as", "funding", "--into", team).exit_code == 0
    assert run(folder / "f.csv", "--as", "funding", "--into", team).exit_code == 2
    assert run(folder / "f.csv", "--as", "funding", "--into", team, "--again").exit_code == 0
    assert len(open_workspace(str(team)).kept().funding) == 4


# Forks imports that kill themselves when they come to something.
KILLED = """
import contextlib, json, os, sys
import atlas.settings
from atlas.cli import main, import_
from atlas import files
from atlas.territories import load_geography
from atlas.workspace import geopackage

load_geography()
# What is read once a process is read once for all that are forked from this one.
with contextlib.redirect_stdout(sys.stderr):
    main(["import", sys.argv[1], "--as", "funding", "-o", sys.argv[1] + ".out.csv"], standalone_mode=False)
armed = False

def kill(*_):
    os.kill(os.getpid(), 9)

def disk(path, before=geopackage._to_disk):
    # The copy of the workspace is whole, and has not yet taken its place.
    kill() if armed else before(path)

def place(parts, before=files.Staged.place):
    global armed
    before(parts)
    armed = wanted == "batch"

for line in sys.stdin:
    wanted, most, arguments = json.loads(line)
    child = os.fork()
    if not child:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        atlas.settings.MAX_UPLOAD_BYTES = most
        geopackage._to_disk = disk
        files.Staged.place = kill if wanted == "files" else place
        main(arguments)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@pytest.fixture(scope="module")
def run_until(tmp_path_factory):
    """Run a command in a process of its own until it comes to a moment, and give its exit status."""
    first = tmp_path_factory.mktemp("first") / "f.csv"
    first.write_text(TEXT, encoding="utf-8")
    command = [sys.executable, "-c", KILLED, str(first)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as forks:

        def run_one(moment, most, *arguments):
            print(json.dumps([moment, most, [*map(str, arguments)]]), file=forks.stdin, flush=True)
            return int(forks.stdout.readline())

        yield run_one
        forks.stdin.close()


@pytest.mark.parametrize("most", [100_000, 10], ids=["at once", "part by part"])
def test_a_kill_between_files_and_batch_is_completed_by_the_same_command(folder, run_until, most):
    team, out, ledger = folder / "team.gpkg", folder / "o.csv", folder / "l.csv"
    out.write_text("old")
    command = ["import", folder / "f.csv", "--as", "funding", "--into", team, "-o", out, "--ledger", ledger]
    # Before the files take their places there is nothing new.
    assert run_until("files", most, *command) == -signal.SIGKILL
    assert (out.read_text(), ledger.exists()) == ("old", False)
    assert open_workspace(str(team)).batches().empty
    # After that the files are there and the batch is not: it is never there without its files.
    assert run_until("batch", most, *command) == -signal.SIGKILL
    assert pd.read_csv(out)["cents"].tolist() == [100010, 500]
    assert len(pd.read_csv(ledger)) == 3
    assert open_workspace(str(team)).batches().empty
    # So that the same command is not refused, and completes it.
    assert run_until("never", most, *command) == 0
    assert len(open_workspace(str(team)).kept().funding) == 2
    assert run_until("never", most, *command) == 2


def test_a_batch_that_cannot_be_kept_brings_the_old_files_back(folder, monkeypatch):
    team, out, ledger = folder / "team.gpkg", folder / "o.csv", folder / "l.csv"
    out.write_text("old")

    def full(_path):
        raise OSError(28, "No space left on device")

    open_workspace(str(team)).add(_small(), name="first")
    monkeypatch.setattr("atlas.workspace.geopackage._to_disk", full)
    answer = run(folder / "f.csv", "--as", "funding", "--into", team, "-o", out, "--ledger", ledger)
    assert (answer.exit_code, "cannot be written: No space left" in answer.output) == (2, True)
    assert out.read_text() == "old"
    assert sorted(path.name for path in folder.iterdir()) == ["f.csv", "o.csv", "team.gpkg"]
    assert len(open_workspace(str(team)).batches()) == 1


def _small():
    raw = read_raw(io.BytesIO(b"nom;commune;dep;montant\nA;Die;26;5\n"))
    return import_rows(raw, recognise(raw, "funding"), name="small.csv")


def test_an_empty_workspace_is_said(folder):
    answer = CliRunner().invoke(main, ["workspace", "list", str(folder / "team.gpkg")])
    assert (answer.exit_code, answer.output) == (0, f"{folder / 'team.gpkg'}: nothing was kept yet\n")
    assert not (folder / "team.gpkg").exists()


def test_rows_must_go_somewhere(folder):
    answer = run(folder / "f.csv", "--as", "funding")
    assert answer.exit_code == 2
    assert "say where the rows go" in answer.output


def test_a_large_file_is_kept_part_by_part(folder, monkeypatch):
    monkeypatch.setattr("atlas.settings.MAX_UPLOAD_BYTES", 10)
    team = folder / "team.gpkg"
    answer = run(folder / "f.csv", "--as", "funding", "--into", team, "--json", "--quiet")
    assert answer.exit_code == 0, answer.output
    assert json.loads(answer.output)["accepted"] == 2
    (batch,) = json.loads(CliRunner().invoke(main, ["workspace", "list", str(team), "--json"]).output)
    assert (batch["name"], batch["rows"], batch["total_cents"]) == ("f.csv", 2, 100510)
    (folder / "g.csv").write_text("Nom;Commune;Montant\nC;Die;douze\n", encoding="utf-8")
    assert run(folder / "g.csv", "--as", "funding", "--into", team).exit_code == 2
    assert len(json.loads(CliRunner().invoke(main, ["workspace", "list", str(team), "--json"]).output)) == 1
