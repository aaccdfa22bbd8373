"""Delimited texts of any dialect and alphabet come back as they were written."""

import csv
import gzip
import io

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from atlas.readers import read_raw
from atlas.readers.files.encoded import mend_twice_encoded
from atlas.readers.files.text import sniff
from atlas.readers.table.between import DITTO

TABLE = [["nom", "ville", "objet"], ["Café à l’œil", "Mont", "12 000,50 €"], ["Zoé", "Laval", ""]]


def write(rows, separator=";", ending="\r\n"):
    target = io.StringIO()
    csv.writer(target, delimiter=separator, lineterminator=ending).writerows(rows)
    return target.getvalue()


def rows_of(raw):
    return [list(raw.cells.columns), *raw.cells.to_numpy().tolist()]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_every_separator_and_line_ending(read, separator, ending):
    raw = read(write(TABLE, separator, ending))
    assert rows_of(raw) == TABLE
    assert raw.cells.index.tolist() == [2, 3]
    assert (raw.format, raw.sheet, raw.sheets, raw.geometry) == ("csv", "", (), None)
    assert raw.cells.index.name == "line"


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("cp1252", "Windows-1252"),
        ("mac_roman", "Mac Roman"),
    ],
)
def test_every_alphabet(read, encoding, name):
    raw = read(write(TABLE).encode(encoding))
    assert rows_of(raw) == TABLE
    assert raw.notes[0].values == {"encoding": name}
    assert raw.repaired.empty


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark(read, encoding):
    assert rows_of(read(write(TABLE).encode(encoding))) == TABLE


def test_dos_alphabet(read):
    assert read("nom;ville\r\nCafé à côté;Hôtel\r\n".encode("cp850")).cells["nom"].tolist() == ["Café à côté"]


def test_mixed_alphabets_are_decoded_line_by_line_and_told(read):
    lines = [b"nom;ville\n", "Café;Mont\n".encode(), "Thé à 3 €;Là\n".encode("cp1252"), "Zoé;X\n".encode()]
    raw = read(b"".join(lines))
    assert raw.cells["nom"].tolist() == ["Café", "Thé à 3 €", "Zoé"]
    assert raw.repaired.to_dict("records") == [
        {"line": 4, "repair": "encoding", "detail": "Windows-1252"}
    ] or (raw.repaired["line"].tolist() == [3])
    assert [note.key for note in raw.notes] == ["encoding_mixed", "separator"]


def test_lines_are_those_of_an_editor(read):
    raw = read('nom;objet\nA;"une\nligne\n\nblanche"\n\n\nB;"x"\n')
    assert raw.cells.index.tolist() == [2, 8]
    assert raw.cells["objet"].tolist() == ["une\nligne\n\nblanche", "x"]


def test_doubled_and_backslashed_quotes(read):
    doubled = read('nom,objet\nA,"il dit ""oui"", et"\n')
    slashed = read('nom,objet\nA,"il dit \\"oui\\", et"\n')
    assert doubled.cells["objet"].tolist() == slashed.cells["objet"].tolist() == ['il dit "oui", et']
    assert "backslash" in [note.key for note in slashed.notes]


def test_a_windows_path_is_no_escape(read):
    assert read('nom,chemin\n"A, B",C:\\dossier\\\n').cells["chemin"].tolist() == ["C:\\dossier\\"]


def test_single_quotes_only_where_all_cells_have_them(read):
    assert read("'nom';'objet'\n'A';'x;y'\n'B';'z'\n").cells["objet"].tolist() == ["x;y", "z"]
    assert read("nom;objet\nL'A d'O;'s\nL'B d'O;t\n").cells["objet"].tolist() == ["'s", "t"]


def test_the_hint_of_excel_is_no_row(read):
    raw = read("sep=;\r\nnom;a,b,c\r\nA;1,2,3\r\n")
    assert raw.cells.columns.tolist() == ["nom", "a,b,c"]
    assert raw.cells.index.tolist() == [3]


def test_decimal_commas_do_not_separate(read):
    raw = read("id;x;y;z\nA;1,5;2,5;3,5\nB;1,5;2,5;3,5\nC;1,5;2,5;3,5\n")
    assert raw.cells.loc[2].tolist() == ["A", "1,5", "2,5", "3,5"]


def test_one_column_keeps_its_prose(read):
    assert read("nom\nDupont, Jean\nDurand, Paul\nX\n").cells["nom"].tolist() == [
        "Dupont, Jean",
        "Durand, Paul",
        "X",
    ]


def test_lines_wrapped_in_quotes_by_a_spreadsheet(read):
    raw = read('"nom;ville;montant"\n"A;""Mont; bas"";1"\n"B;Laval;2"\n')
    assert rows_of(raw) == [["nom", "ville", "montant"], ["A", "Mont; bas", "1"], ["B", "Laval", "2"]]
    assert "wrapped" in [note.key for note in raw.notes]
    assert read('"nom"\n"Dupont, Jean"\n"X, Y"\n').cells["nom"].tolist() == ["Dupont, Jean", "X, Y"]


def test_quotes_that_were_not_doubled_are_mended_alone_or_refused(read):
    raw = read('nom;objet;montant\nA;"Les "Amis" du lac";12\nB;x;13\nC;"y;14\nD;z;15\n')
    assert raw.cells["objet"].tolist() == ['Les "Amis" du lac', "x", "z"]
    assert raw.repaired[["line", "repair"]].to_numpy().tolist() == [[2, "quotes"]]
    assert raw.refused.to_dict("index") == {4: {"reason": "quotes", "text": 'C;"y;14'}}


def test_bad_quotes_everywhere_end(refusal):
    assert refusal('a;b\n"' + 'x;"y\n' * 30_000) in {"bad_quotes", "no_row"}


def test_formulas_html_and_null_words_stay_texts(read):
    cells = ["=HYPERLINK(1)", "<script>x</script>", "NULL", "NA", "007", "3,26E+13"]
    raw = read(write([["a", "b"], *[[cell, "x"] for cell in cells]]))
    assert raw.cells["a"].tolist() == cells


def test_a_packed_text(read):
    assert rows_of(read(gzip.compress(write(TABLE).encode()))) == TABLE


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)
# What a cell may say besides words: any separator, quotation mark or line break.
cells = st.lists(st.sampled_from([*",;\t|\"'\\ \n", "é", "x", "12", "3,5"]), max_size=8).map("".join)


@given(
    body=st.lists(st.lists(words | cells, min_size=3, max_size=3), min_size=1, max_size=8),
    separator=st.sampled_from(",;\t|"),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    ending=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_any_table_comes_back(body, separator, quoting, ending, encoding):
    # A key and a number on each row: the row is no title, footnote or total, and is not blank.
    rows = [["clé", "a", "b", "c", "n"], *[[f"k{at}", *row, str(at)] for at, row in enumerate(body)]]
    target = io.StringIO()
    csv.writer(target, delimiter=separator, quoting=quoting, lineterminator=ending).writerows(rows)
    if sniff(target.getvalue()).separator != separator or sniff(target.getvalue()).backslash:
        # A few cells of separators alone may look more regular than the table: not a text to settle.
        return
    if mend_twice_encoded(target.getvalue()) != target.getvalue():
        return
    if any(cell.strip() in DITTO for row in rows for cell in row):
        return
    raw = read_raw(io.BytesIO(target.getvalue().encode(encoding)))
    assert rows_of(raw) == rows
    assert raw.repaired.empty
    assert raw.refused.empty


FRENCH = "Bénéficiaire;Commune;Montant\nÉcole d’été;Béziers;1 234,56 €\nCœur à « Œuvre »;Orléans;500 €\n"


def test_iso_8859_15_and_its_euro(read):
    raw = read(FRENCH.replace("’", "'").encode("iso-8859-15"))
    assert raw.cells["Montant"].tolist() == ["1 234,56 €", "500 €"]
    assert raw.cells["Bénéficiaire"].tolist() == ["École d'été", "Cœur à « Œuvre »"]
    assert raw.notes[0].values == {"encoding": "ISO-8859-15"}


def test_a_half_is_no_letter(read):
    assert read("nom;durée\nÉté;½ journée\nB;1½ h\n".encode("cp1252")).cells["durée"].tolist() == [
        "½ journée",
        "1½ h",
    ]


@pytest.mark.parametrize("alphabet", ["cp1252", "latin-1", "mac_roman", "cp850"])
@pytest.mark.parametrize("times", [1, 2])
def test_text_encoded_twice_is_turned_back_and_told(read, alphabet, times):
    twice = FRENCH
    for _ in range(times):
        twice = "".join(bytes([byte]).decode(alphabet, "ignore") or chr(byte) for byte in twice.encode())
    assert twice != FRENCH
    raw = read(twice)
    assert rows_of(raw) == [line.split(";") for line in FRENCH.splitlines()]
    assert [note.count for note in raw.notes if note.key == "encoded_twice"] == [3]
    assert set(raw.repaired["repair"]) == {"encoded_twice"}


def test_one_cell_encoded_twice_among_others(read):
    raw = read("nom;objet\nÉpi;notifiée\nB;notifiÃ©e\n")
    assert raw.cells["objet"].tolist() == ["notifiée", "notifiée"]
    assert raw.repaired["line"].tolist() == [3]


@given(st.text("aéàÉÀâÂçœ’«»€ABC- \n", max_size=40))
def test_french_is_never_taken_for_text_encoded_twice(text):
    # An accent before the euro it belongs to is nobody's French: it is how that text looks.
    assume("â€" not in text)
    assert mend_twice_encoded(text) is text


def test_letters_that_a_web_page_named_are_turned_back_and_told(read):
    raw = read(
        "Nom;B&eacute;n&eacute;ficiaire;Commune\nA &amp; B;L&#039;&Eacute;cole;B&eacute;ziers\nC & D;x;Die\n"
    )
    assert raw.cells.columns.tolist() == ["Nom", "Bénéficiaire", "Commune"]
    assert raw.cells.iloc[0].tolist() == ["A & B", "L'École", "Béziers"]
    assert raw.repaired["line"].tolist() == [1, 2]


def test_files_put_behind_each_other_keep_no_marks(read):
    raw = read("\ufeffNom;Commune\nA;Die\n\ufeffNom;Commune\nB;Crest\n")
    assert raw.cells["Nom"].tolist() == ["A", "B"]
    assert raw.refused["reason"].to_dict() == {3: "repeated_header"}
