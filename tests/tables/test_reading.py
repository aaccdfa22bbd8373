"""Faults of hand-made files, each with its line, and what is read back from sound ones."""

import csv
import re
import string
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas import settings as places
from atlas.errors import FileFaultError, TableFaultError
from atlas.tables import DECLARATIONS, FUNDING, INITIATIVES, TYPES, Column, Declaration, Fault, check, read
from atlas.tables.declaration import FORMS
from atlas.vocabulary import SCALES

INITIATIVE = {
    "id": "figeacteurs",
    "name": "PTCE Figeacteurs",
    "type": "ptce",
    "seat_commune": "46102",
    "departement": "46",
    "region": "76",
    "coverage": "epci:200067361",
    "scale": "bassin_de_vie",
    "start_year": "2015",
    "source": "https://example.org/a ; https://example.org/b",
    "source_url": "https://example.org/a",
}
LINE = {
    "initiative_id": "figeacteurs",
    "line_id": "figeacteurs_01",
    "funder": "État (ANCT)",
    "funder_level": "etat",
    "amount_eur": "150000.5",
    "status": "announced",
    "year_start": "2020",
    "year_end": "2022",
    "nature": "subvention",
    "purpose": "structure",
    "direction": "received",
    "counted": "true",
    "source": "https://example.org/a",
}


def write(path: Path, rows: list[dict[str, str]], columns: list[str] | None = None) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        # Its default line end, \r\n, makes the writer quote a lone \r too.
        writer = csv.DictWriter(file, columns or list(rows[0]), restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def said(faults: list[Fault]) -> list[tuple[int, str | None, str | None]]:
    return [(fault.line, fault.column, fault.value) for fault in faults]


def test_a_sound_file_has_no_fault(tmp_path: Path) -> None:
    assert check(write(tmp_path / "initiatives.csv", [INITIATIVE]), INITIATIVES) == []


def test_all_faults_of_a_file_come_at_once_with_their_lines(tmp_path: Path) -> None:
    rows = [
        INITIATIVE,
        {**INITIATIVE, "id": "b", "name": 'two\nlines, "quoted"\nand a third', "scale": "bassin"},
        {**INITIATIVE, "id": "c", "seat_commune": "4610", "start_year": "20155"},
        {**INITIATIVE, "id": "figeacteurs", "name": "", "type": "ptcee"},
        {**INITIATIVE, "id": "d", "coverage": "epci:200067361|bassin:46102", "departement": "47"},
    ]
    faults = check(write(tmp_path / "initiatives.csv", rows), INITIATIVES)
    assert said(faults) == [
        (3, "scale", "bassin"),
        (6, "seat_commune", "4610"),
        (6, "start_year", "20155"),
        (7, "id", "figeacteurs"),
        (7, "name", None),
        (7, "type", "ptcee"),
        (8, "departement", "47"),
        (8, "coverage", "epci:200067361|bassin:46102"),
    ]
    for fault in faults:
        assert str(fault).startswith(f"line {fault.line}: {fault.column} must ")
    for fault in faults[:6]:
        assert fault.value is None or repr(fault.value) in fault.message.en
    assert ", ".join(SCALES) in faults[0].message.en
    assert "line 2" in faults[3].message.en


def test_lines_are_those_of_an_editor_whatever_the_line_ends(tmp_path: Path) -> None:
    path = write(
        tmp_path / "initiatives.csv",
        [INITIATIVE, {**INITIATIVE, "id": "b", "note": "x"}],
        [*INITIATIVE, "note"],
    )
    text = path.read_bytes().decode().replace(",x\r\n", ',"x\r\n\r\ny"\r\n')
    bad = "\r\n" + text + "\r\n" + text.split("\r\n")[1].replace("figeacteurs,", "B!,") + "\r\n"
    path.write_bytes(b"\xef\xbb\xbf" + bad.encode())
    # Line 1 is empty, 2 the header, 3 the first row, 4 to 6 the second, 7 empty again.
    assert said(check(path, INITIATIVES)) == [(8, "id", "B!")]


@pytest.mark.parametrize(
    ("changes", "column", "words"),
    [
        ({"amount_eur": "-5"}, "amount_eur", "at least 0"),
        ({"amount_eur": "10 000"}, "amount_eur", "a number without spaces"),
        ({"amount_eur": "1,5"}, "amount_eur", "a point for decimals"),
        ({"amount_eur": "beaucoup"}, "amount_eur", "a number without spaces"),
        ({"year_start": "1780", "year_end": ""}, "year_start", "at least 1900"),
        ({"year_end": "2019"}, "year_end", "must not come before year_start"),
        ({"year_end": "2220"}, "year_end", "at most 2100"),
        ({"counted": "oui"}, "counted", "true or false"),
        ({"counted": "false"}, "not_counted_reason", "must be filled where counted is false"),
        ({"not_counted_reason": "plafond"}, "not_counted_reason", "and only there"),
        ({"direction": "recu"}, "direction", "received, redistributed, generated"),
        ({"initiative_id": "nobody"}, "initiative_id", "'id' of initiatives.csv"),
        ({"source_url": "https://example.org/other"}, "source_url", "an address that source holds"),
        ({"source_url": "example.org"}, "source_url", "starts with http"),
        ({"source": " "}, "source", "must be filled"),
        ({"line_id": "Figeac 1"}, "line_id", "lower-case letters"),
    ],
)
def test_one_wrong_cell_of_funding(tmp_path: Path, changes: dict[str, str], column: str, words: str) -> None:
    write(tmp_path / "initiatives.csv", [INITIATIVE])
    columns = [declared.name for declared in FUNDING.columns]
    path = write(tmp_path / "funding.csv", [LINE, {**LINE, "line_id": "figeacteurs_02", **changes}], columns)
    faults = [fault for fault in check(path, FUNDING) if fault.column == column]
    assert [fault.line for fault in faults][:1] == [3]
    assert words in faults[0].message.en


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"end_year": "2014", "inactive": "ended"}, "end_year"),
        ({"end_year": "2030"}, "inactive"),
        ({"inactive": "asleep"}, "inactive"),
        ({"lon": "2.03"}, "lat"),
        ({"lon": "200", "lat": "44"}, "lon"),
        ({"lon": "2", "lat": "-91"}, "lat"),
        ({"seat_commune": "", "seat_confidence": "stated"}, "seat_confidence"),
        ({"departement": "20"}, "departement"),
        ({"departement": "1"}, "departement"),
        ({"region": "75000"}, "region"),
        ({"seat_commune": "2C004", "departement": ""}, "seat_commune"),
        ({"coverage": "epci:20006736"}, "coverage"),
        ({"coverage": "commune:46102|"}, "coverage"),
        ({"coverage": "departement:46, region:76"}, "coverage"),
        ({"url": "www.figeac.fr"}, "url"),
    ],
)
def test_one_wrong_cell_of_initiatives(tmp_path: Path, changes: dict[str, str], column: str) -> None:
    columns = [declared.name for declared in INITIATIVES.columns]
    path = write(tmp_path / "initiatives.csv", [{**INITIATIVE, **changes}], columns)
    assert said(check(path, INITIATIVES)) == [(2, column, changes.get(column))]


@pytest.mark.parametrize(
    "seat", [("2A004", "2A"), ("2B033", "2B"), ("97411", "974"), ("97502", "975"), ("01004", "01")]
)
def test_the_departement_is_read_from_any_commune_code(tmp_path: Path, seat: tuple[str, str]) -> None:
    row = {**INITIATIVE, "seat_commune": seat[0], "departement": seat[1], "region": "", "coverage": ""}
    assert check(write(tmp_path / "initiatives.csv", [row]), INITIATIVES) == []


def test_unknown_missing_and_double_columns(tmp_path: Path) -> None:
    path = tmp_path / "initiatives.csv"
    path.write_text("id,nom,type,type,scale,source\na,A,ptce,tzcld,commune,x\n", encoding="utf-8")
    faults = check(path, INITIATIVES)
    assert said(faults) == [(1, "nom", None), (1, "name", None), (1, "type", None)]
    assert "'nom' is not one of this table: id, name, type" in faults[0].message.en
    assert "'name' is missing" in faults[1].message.en
    assert "'type' stands twice" in faults[2].message.en


def test_rows_with_a_cell_too_many_or_too_few(tmp_path: Path) -> None:
    path = tmp_path / "initiatives.csv"
    path.write_text("id,name,type,scale,source\na,A,ptce,commune\nb,B,ptce,commune,x,y\nc,C,ptce,commune,x\n")
    said = [str(fault) for fault in check(path, INITIATIVES)]
    for one, line, cells in zip(said, (2, 3), (4, 6), strict=True):
        assert one.startswith(f"line {line}: ")
        assert f" {cells} cells and the header 5" in one


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"id,name\na,A\nb,\xe9t\xe9\n", "line 3: the text is not UTF-8"),
        (b'id,name\na,A\nb,"two\nlines"\nc,"no end\nd,D\n', "line 5: the row is not CSV"),
        (b'id,name\na,"A"A\n', "line 2: the row is not CSV"),
        (b"id;name\na;A\n", "line 1: columns are parted by semicolons"),
    ],
)
def test_a_damaged_file_is_named_with_its_line(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "initiatives.csv"
    path.write_bytes(content)
    with pytest.raises(FileFaultError, match=words) as caught:
        check(path, INITIATIVES)
    assert str(path) in str(caught.value)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileFaultError, match="does not exist"):
        check(tmp_path / "none.csv", INITIATIVES)


def test_reading_a_faulty_file_lists_every_fault(tmp_path: Path) -> None:
    rows = [{**INITIATIVE, "scale": "x"}, {**INITIATIVE, "region": "99"}]
    with pytest.raises(TableFaultError) as caught:
        read(write(tmp_path / "initiatives.csv", rows), INITIATIVES)
    lines = str(caught.value).splitlines()
    assert lines[0].endswith("has 3 fault(s) as table 'initiatives':")
    assert [line.split(":")[0].strip() for line in lines[1:]] == ["line 2", "line 3", "line 3"]


def test_references_are_looked_up_next_to_the_file_first(tmp_path: Path) -> None:
    path = write(tmp_path / "initiatives.csv", [{**INITIATIVE, "type": "mine"}])
    assert said(check(path, INITIATIVES)) == [(2, "type", "mine")]
    (tmp_path / "types.csv").write_text("type\nmine\n")
    assert check(path, INITIATIVES) == []
    (tmp_path / "types.csv").write_text("code\nmine\n")
    with pytest.raises(FileFaultError, match=r"types.csv, line 1: column 'type' is missing"):
        check(path, INITIATIVES)


def test_values_get_their_type_and_empty_stays_unknown(tmp_path: Path) -> None:
    write(tmp_path / "initiatives.csv", [INITIATIVE])
    later = {**LINE, "line_id": "b", "amount_eur": "", "year_end": "", "counted": "false"}
    path = write(
        tmp_path / "funding.csv",
        [LINE, {**later, "not_counted_reason": "montant inconnu"}],
        [*LINE, "not_counted_reason"],
    )
    funding = read(path, FUNDING)
    assert list(funding.index) == ["figeacteurs_01", "b"]
    assert funding["amount_eur"].iloc[0] == 150000.5
    assert pd.isna(funding["amount_eur"].iloc[1])
    assert list(funding["counted"]) == [True, False]
    assert funding["counted"].dtype == bool
    assert funding["year_start"].dtype == "Int64"
    assert funding["year_end"].isna().tolist() == [False, True]
    assert funding["note"].isna().all()
    assert list(funding.columns) == [column.name for column in FUNDING.columns if column.name != "line_id"]


def test_a_file_with_a_header_only_is_an_empty_table(tmp_path: Path) -> None:
    path = tmp_path / "types.csv"
    path.write_text(",".join(column.name for column in TYPES.columns) + "\n")
    assert read(path, TYPES).empty


NOTHING = st.just("")
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20).filter(
    lambda text: bool(text.strip())
)


def values(column: Column) -> st.SearchStrategy[str]:
    """Cells that pass, drawn from the declaration; texts with quotes, commas and line ends of all kinds."""
    if column.choices:
        some = st.sampled_from(list(column.choices))
    elif column.pattern:
        some = st.from_regex(column.pattern.expression, fullmatch=True, alphabet=string.printable)
    elif column.kind == "boolean":
        some = st.sampled_from(["true", "false"])
    elif column.kind == "number":
        some = st.decimals(min_value=0, max_value=10**9, places=2).map(str)
    elif column.kind in FORMS:
        some = st.integers(0, 10**6).map(str)
    else:
        some = WORDS
    return some if column.filled else st.one_of(NOTHING, some)


def tables(declaration: Declaration) -> st.SearchStrategy[list[dict[str, str]]]:
    return st.lists(
        st.fixed_dictionaries({column.name: values(column) for column in declaration.columns}),
        unique_by=lambda row: row[declaration.key],
        max_size=6,
    )


@given(rows=tables(TYPES))
def test_a_written_table_reads_back_equal(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]]
) -> None:
    columns = [column.name for column in TYPES.columns]
    path = write(tmp_path_factory.mktemp("types") / "types.csv", rows, columns)
    back = read(path, TYPES).reset_index()
    assert list(back.columns) == columns
    as_text = [
        {name: "" if pd.isna(value) else str(value) for name, value in row.items()}
        for row in back.to_dict("records")
    ]
    assert as_text == rows


@given(cell=WORDS)
def test_a_wrong_cell_is_found_on_its_line_below_any_text(
    tmp_path_factory: pytest.TempPathFactory, cell: str
) -> None:
    rows = [{**INITIATIVE, "name": cell}, {**INITIATIVE, "id": "b", "scale": "?"}]
    path = write(tmp_path_factory.mktemp("initiatives") / "initiatives.csv", rows)
    lines = path.read_bytes().decode().replace("\r\n", "\n").replace("\r", "\n").split("\n")
    [fault] = check(path, INITIATIVES)
    assert lines[fault.line - 1].startswith("b,")


@pytest.mark.parametrize("declaration", DECLARATIONS.values(), ids=DECLARATIONS)
def test_every_example_passes_its_own_column(tmp_path: Path, declaration: Declaration) -> None:
    for column in declaration.columns:
        alone = Declaration(
            name="alone",
            title=declaration.title,
            description=declaration.description,
            version="1",
            columns=(column,),
        )
        path = tmp_path / f"{column.name}.csv"
        write(path, [{column.name: column.example}])
        assert check(path, alone) == []


@pytest.mark.parametrize(
    ("content", "fr", "en"),
    [
        (None, "n’existe pas", "does not exist"),
        ("", "est vide", "is empty"),
        (
            "a;b\n1;2\n",
            "ligne 1\u00a0: les colonnes sont séparées par des points-virgules",
            "line 1: columns are",
        ),
        ('id,name\nx,"y\n', "ligne 2\u00a0: la ligne n’est pas du CSV", "line 2: the row is not CSV"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_both_languages(
    tmp_path: Path, content: str | None, fr: str, en: str
) -> None:
    path = tmp_path / "table.csv"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(FileFaultError) as caught:
        read(path, TYPES)
    for language, words in (("fr", fr), ("en", en)):
        assert words in caught.value.to(language)
        assert str(path) in caught.value.to(language)


def test_every_fault_of_a_table_is_told_in_both_languages(tmp_path: Path) -> None:
    path = tmp_path / "types.csv"
    curated = (places.INITIATIVES_FOLDER / "types.csv").read_text(encoding="utf-8").splitlines()
    odd = "Ptce,," + "x," * (curated[0].count(",") - 1)
    path.write_text(
        "\n".join([f"{curated[0]},more", f"{curated[1]},", f"{curated[1]},", odd]), encoding="utf-8"
    )
    with pytest.raises(TableFaultError) as caught:
        read(path, TYPES)
    told = {language: caught.value.to(language).splitlines() for language in ("fr", "en")}
    assert len(told["fr"]) == len(told["en"]) > 5
    assert re.match(
        rf".*types\.csv a {len(told['fr']) - 1} faute\(s\) comme table 'types'\u00a0:", told["fr"][0]
    )
    for fr, en in zip(told["fr"][1:], told["en"][1:], strict=True):
        line = re.match(r"  ligne (\d+)\u00a0: ", fr)
        assert line
        assert en.startswith(f"  line {line[1]}: ")
        assert not re.search(r"\b(must|not|is|the)\b", fr)
    assert any("et 'tzcld' est déjà à la ligne 2" in one for one in told["fr"]), told["fr"]
