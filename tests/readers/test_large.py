import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import atlas.settings
from atlas.cli import main
from atlas.errors import FileFaultError
from atlas.exports import to_csv
from atlas.readers import parts
from atlas.readers.columns.recognition import recognise
from atlas.readers.extra import unused
from atlas.readers.files.text import decode
from atlas.readers.imports import import_rows, read_raw
from atlas.readers.large import Targets, import_large
from atlas.readers.parts import is_large_kind, open_large
from atlas.readers.told.refusals import FileRefusedError
from atlas.readers.told.sentences import told_ledger
from atlas.streams.hashes import Memory
from atlas.streams.wide import MARKS

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "data" / "samples"
PLACES = ["01053", "1053", "75112", "99999", "", "2A004"]


@pytest.fixture(scope="module")
def grants(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give 600 grants: a title, quotation marks, two encodings, repeated rows, a total, a footnote."""
    lines = ["Aides versées en 2023;;;\r\n", "id;nom;code insee;montant\r\n"]
    for row in range(600):
        name = ['"Atelier ; ""un"""', "Épi", "deux\rmots", '"sur\r\ndeux lignes"', 'mal "fermé;'][row % 5]
        amount = ["1 234,50", "n.c.", "", "12"][row % 4]
        lines.append(f"{row % 590};{name.rstrip(';')};{PLACES[row % 6]};{amount}\r\n")
    lines[40:40] = ["\r\n", "id;nom;code insee;montant\r\n", lines[8]]
    lines += [lines[3], "Total;;;\r\n", "Source : le registre\r\n"]
    path = tmp_path_factory.mktemp("large") / "aides.csv"
    content = [line.encode("cp1252" if number % 50 == 3 else "utf-8") for number, line in enumerate(lines)]
    path.write_bytes(b"".join(content).replace(b"deux\rmots", b"deux mots"))
    return path


def both(path: Path, folder: Path, size: int, kind: Any, engine: Any = None) -> tuple[Any, Any]:
    """Import a file at once and part by part: for each, the summary and the three files."""
    raw = read_raw(path, name=path.name)
    made = import_rows(raw, recognise(raw, kind), name=path.name)
    files = (made.table, told_ledger(made.ledger, "fr"), made.rejected)
    targets = Targets(folder / "table.csv", folder / "ledger.csv", folder / "rejected.csv")
    large, first = open_large(path)
    mapping = recognise(first, kind)
    options = {"unread": unused(first, mapping)} | ({} if engine is None else {"engine": engine})
    assert mapping == recognise(raw, kind)
    summary = import_large(large, mapping, targets, encode=to_csv, part_bytes=size, **options)
    whole = made.summary()
    return (whole, *map(to_csv, files)), (summary, *(target.read_bytes() for target in targets if target))


@given(size=st.integers(3_000, 40_000), kind=st.sampled_from(["funding", "initiatives"]))
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_parts_of_any_size_give_the_files_of_the_whole(
    grants: Path,
    tmp_path: Path,
    size: int,
    kind: str,
) -> None:
    whole, streamed = both(grants, tmp_path, size, kind)
    assert streamed == whole
    assert whole[0]["read"] > 600
    assert whole[0]["duplicates"] == 2


@pytest.mark.parametrize("size", [80, 200, 1_000, 100_000])
def test_blanks_that_mean_the_same_as_above_are_filled_over_the_ends_of_parts(
    tmp_path: Path, size: int
) -> None:
    path = tmp_path / "fusion.csv"
    lines = ["Bénéficiaire;Code INSEE;Action;Montant"]
    for row in range(60):
        name = f"Asso {row};{PLACES[row % 3]}" if row % 4 == 0 else ";"
        lines.append(f"{name};Action {row};{row + 1}")
        lines += ["Asso sans suite;01053;Action;5", "Total;;;"] * (row == 30)
    path.write_text("\n".join(lines) + "\n")
    whole, streamed = both(path, tmp_path, size, "funding")
    assert streamed == whole
    table = pd.read_csv(tmp_path / "table.csv")
    assert table["beneficiary"].notna().all()
    assert table["beneficiary"].eq("Asso 56").sum() == 4


@pytest.mark.parametrize(
    ("encoding", "mark", "hint"),
    [
        ("utf-16-le", MARKS["utf-16-le"], ""),
        ("utf-16-be", MARKS["utf-16-be"], "sep=;\r\n"),
        ("utf-16-le", b"", ""),
    ],
)
def test_utf_16_in_parts_gives_the_files_of_the_whole(
    grants: Path, tmp_path: Path, encoding: str, mark: bytes, hint: str
) -> None:
    text = hint + decode(grants.read_bytes())[0].replace("Épi", "Épi 🌻 ਊഠ")
    path = tmp_path / "aides.txt"
    path.write_bytes(mark + text.encode(encoding))
    size = 5_001
    whole, streamed = both(path, tmp_path, size, "funding")
    assert streamed == whole
    assert whole[0]["read"] > 600
    # The lines of the ledger are those of the same rows in UTF-8.
    plain = tmp_path / "plain.csv"
    plain.write_text(text, encoding="utf-8", newline="")
    assert both(plain, tmp_path, size, "funding")[1][2] == streamed[2]
    assert len(list(open_large(path)[0].parts(size))) > 5


def test_half_a_character_of_a_large_utf_16_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "aides.csv"
    rows = "".join(f"01053;{row};Épi {row}\n" for row in range(200)).encode("utf-16-le")
    broken = "01053;7;A".encode("utf-16-le") + b"\x00\xd8" + "\n".encode("utf-16-le")
    ended = "01053;8;B".encode("utf-16-le") + b"\xff"
    path.write_bytes("code_insee;montant;beneficiaire\n".encode("utf-16") + rows + broken + rows + ended)
    whole, streamed = both(path, tmp_path, 2_001, "funding")
    assert streamed == whole
    assert {"A\ufffd", "B\ufffd"} <= set(pd.read_csv(tmp_path / "table.csv")["beneficiary"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_null_far_down_is_refused_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    path = tmp_path / "aides.csv"
    lines = [f"Épi {row};01053;{row}\n" for row in range(400)]
    lines[300] = "a\0b;01053;1\n"
    path.write_bytes(("nom;code_insee;montant\n" + "".join(lines)).encode(encoding))
    monkeypatch.setattr(parts, "SAMPLE_BYTES", 2_000)
    large, first = open_large(path)
    mapping, targets = recognise(first, "funding"), Targets(tmp_path / "out.csv")
    for reading in (
        lambda: read_raw(path),
        lambda: import_large(large, mapping, targets, encode=to_csv, part_bytes=1_000),
    ):
        with pytest.raises(FileRefusedError, match="Line 302 has a null character"):
            reading()


def test_what_utf_16_holds_decides_how_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "in"
    kinds = {}
    for text in ("nom;montant\n", "<kml>", '{"a": 1}'):
        path.write_bytes(text.encode("utf-16"))
        kinds[text] = is_large_kind(path)
    assert list(kinds.values()) == [True, False, False]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("subv_toulouse_2022.csv", "funding"), ("scop_scic_tech_geocoded.csv", "initiatives")],
)
def test_files_of_other_people_are_the_same_in_parts(tmp_path: Path, name: str, kind: str) -> None:
    if not SAMPLES.is_dir():
        pytest.skip("the folder of sample files is absent")
    whole, streamed = both(SAMPLES / name, tmp_path, 60_000, kind)
    assert streamed == whole


def test_parquet_is_read_row_group_by_row_group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "PART_ROWS", 7)
    table = pd.DataFrame(
        {
            "nom": [f"Café {row % 35}" for row in range(40)],
            "code_insee": ["01053", "99999"] * 20,
            "montant": np.arange(40) % 35 + 0.5,
        },
    )
    table.loc[35:, ["code_insee"]] = table.loc[:4, ["code_insee"]].to_numpy()
    path = tmp_path / "aides.parquet"
    table.to_parquet(path, row_group_size=15)
    whole, streamed = both(path, tmp_path, 1, "funding")
    assert streamed == whole
    assert whole[0]["duplicates"] == 5
    assert whole[0]["read"] == 40


def test_a_point_of_many_names_is_no_address_wherever_they_stand(tmp_path: Path) -> None:
    lines = ["nom,lon,lat,montant\n"]
    lines += [f"Asso {row},{2.3522 if row % 9 == 0 else 2.3 + row / 1e4},48.85,10\n" for row in range(200)]
    path = tmp_path / "points.csv"
    path.write_text("".join(lines), encoding="utf-8")
    whole, streamed = both(path, tmp_path, 2_000, "funding")
    assert streamed == whole
    crowds = [each for each in whole[0]["warnings"] if each["kind"] == "flagged.shared_point"]
    assert [(each["count"], each["sentence"][:19]) for each in crowds] == [(23, "23 lignes sur 1 poi")]


def test_angles_are_read_and_told_in_parts_as_in_the_whole(tmp_path: Path) -> None:
    lines = ["nom;lat;lon;montant\n"]
    lines += [f"Asso {row};44°{row % 70}'13\"N;5°22'{row % 60}\" E;10\n" for row in range(200)]
    path = tmp_path / "points.csv"
    path.write_text("".join(lines), encoding="utf-8")
    whole, streamed = both(path, tmp_path, 2_000, "funding")
    assert streamed == whole
    told = {each["kind"]: each["count"] for each in whole[0]["warnings"]}
    # Of 0 to 69 minutes ten are none, twice in 200 rows.
    assert (told["not_located.not_a_number"], told["repaired.angles"]) == (20, 180)


def test_nothing_accepted_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("nom,code_insee,montant\n" + "a,01053,10\n" * 50, encoding="utf-8")
    mapping = recognise(open_large(path)[1], "funding")
    path.write_text("nom,code_insee,montant\n" + "a,01053,beaucoup\n" * 50, encoding="utf-8")
    large, _ = open_large(path)
    with pytest.raises(FileFaultError, match="no row accepted of 50 read"):
        import_large(large, mapping, Targets(tmp_path / "out.csv"), encode=to_csv, part_bytes=200)
    assert [found.name for found in tmp_path.iterdir()] == ["in.csv"]


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("nom,code_insee,montant\n" + "a,01053,1\n" * 50, encoding="utf-8")
    large, first = open_large(path)
    path.write_text("nom,code_insee,montant\n" + "a,01053,1\n" * 51, encoding="utf-8")
    with pytest.raises(FileFaultError, match="not the file that it was"):
        import_large(large, recognise(first, "funding"), Targets(tmp_path / "out.csv"), encode=to_csv)


@given(parts_of=st.lists(st.lists(st.integers(0, 40), max_size=12), max_size=8))
@settings(max_examples=50)
def test_what_was_met_is_remembered_across_calls(parts_of: list[list[int]]) -> None:
    memory, met = Memory(), set()
    for part in parts_of:
        assert memory.meet(np.array(part, dtype=np.uint64)).tolist() == [value in met for value in part]
        met.update(part)


def test_the_command_goes_part_by_part_above_a_size(
    grants: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def run(name: str) -> dict[str, Any]:
        options = ["--ledger", str(tmp_path / f"{name}.ledger.csv"), "--json"]
        command = ["import", str(grants), "--as", "funding", "-o", str(tmp_path / f"{name}.csv"), *options]
        said = CliRunner().invoke(main, command)
        assert said.exit_code == 0, said.output
        told: dict[str, Any] = json.loads(said.stdout)
        return told

    at_once = run("at_once")
    monkeypatch.setattr(atlas.settings, "MAX_UPLOAD_BYTES", 1_000)
    in_parts = run("in_parts")
    assert in_parts.pop("rows_per_second") > 0
    assert in_parts.pop("seconds") > 0
    assert in_parts == at_once
    for suffix in ("csv", "ledger.csv"):
        assert (tmp_path / f"in_parts.{suffix}").read_bytes() == (tmp_path / f"at_once.{suffix}").read_bytes()


def test_an_engine_for_a_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "aides.xlsx"
    pd.DataFrame({"nom": ["a"], "montant": [1]}).to_excel(path, index=False)
    said = CliRunner().invoke(
        main, ["import", str(path), "--as", "funding", "-o", str(tmp_path / "o.csv"), "--engine", "process"]
    )
    assert said.exit_code == 2
    assert "leave --engine out" in said.stderr


def test_the_beginning_of_a_large_file_tells_its_decimal_mark(tmp_path: Path) -> None:
    rows = "".join(f"A{row};26113;{row + 1}.000 €\n" for row in range(900))
    path = tmp_path / "marques.csv"
    path.write_text(f"nom;code insee;montant\nZ;26113;1234.5\n{rows}", encoding="utf-8")
    whole, streamed = both(path, tmp_path, 4_000, "funding")
    assert streamed == whole
    assert whole[0]["total_eur"] == 1234.5 + 900 * 901 / 2
