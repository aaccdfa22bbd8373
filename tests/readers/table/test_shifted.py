"""A row whose columns shifted is put back with certainty, or refused; it is never shown shifted."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.readers import read_raw

GOOD = "nom;siret;montant;note\nA;12345678900011;100;x\nD;12345678900013;300;\nE;12345678900014;7,5;y\n"


def row_of(read, row, text=GOOD):
    raw = read(text + row + "\n")
    line = text.count("\n") + 1
    if line in raw.refused.index:
        return raw.refused["reason"][line]
    repaired = raw.repaired.set_index("line")["repair"].to_dict()
    return repaired.get(line), raw.cells.loc[line].tolist()


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        # An unquoted separator in a name: one way only leaves the SIRET in its column.
        ("B; C;12345678900012;200;z", ("joined", ["B; C", "12345678900012", "200", "z"])),
        ("B;C;D;12345678900012;200;", ("joined", ["B;C;D", "12345678900012", "200", ""])),
        ("B;12345678900012;200;z;t", ("joined", ["B", "12345678900012", "200", "z;t"])),
        # The same in two columns of free text cannot be settled only where neither is bounded by a typed one.
        ("B;C;12345678900012;200;z;t", ("joined", ["B;C", "12345678900012", "200", "z;t"])),
        # No way gives a SIRET.
        ("B;C;D;E;F", "shifted"),
        ("B;C;1234;200;z", "shifted"),
        # Empty cells at the end are missing.
        ("B;12345678900012;200", ("padded", ["B", "12345678900012", "200", ""])),
        # An amount is never blank here: what is missing is not known.
        ("B;12345678900012", "too_short"),
        ("B;200", "too_short"),
        ("B", "too_short"),
        # A separator too many at the end.
        ("B;12345678900012;200;z;", ("trimmed", ["B", "12345678900012", "200", "z"])),
        # Right width, wrong columns: a split name, and the empty note lost.
        ("B; C;12345678900012;200", ("shifted", ["B; C", "12345678900012", "200", ""])),
        # Right width, and an odd cell that no shift explains.
        ("B;en cours;200;z", (None, ["B", "en cours", "200", "z"])),
        ("B;12345678900012;NC;z", (None, ["B", "12345678900012", "NC", "z"])),
        # A quoted cell that swallowed its separator.
        ('"B;12345678900012";200;z', ("split", ["B", "12345678900012", "200", "z"])),
    ],
)
def test_one_row(read, row, expected):
    assert row_of(read, row) == expected


@pytest.mark.parametrize("odd", ["2023", "mars 2023", "12"])
def test_a_row_whose_one_odd_cell_stands_under_its_own_header_is_no_shift(read, odd):
    """An amount takes "2023" too, and the last column was blank once: nothing moved for all that."""
    text = "nom;objet;montant;date\nA;X;100;12/03/2023\nC;Z;300;13/03/2023\nD;Z;300;\n"
    assert row_of(read, f"B;Y;30 000;{odd}", text) == (None, ["B", "Y", "30 000", odd])


@pytest.mark.parametrize("odd", ["à préciser", "en attente", "refusé"])
def test_a_word_in_the_place_of_an_amount_is_no_shift(read, odd):
    text = "nom;objet;montant;annee;note\nA;X;1200;2023;\nC;Z;500;;\nD;Z;700;2022;solde\n"
    assert row_of(read, f"B;Y;{odd};2023;", text) == (None, ["B", "Y", odd, "2023", ""])


def test_a_decimal_comma_split_by_commas(read):
    text = 'nom,siret,montant,date\nA,12345678900011,"1,5",2020-01-01\nC,12345678900013,13,2020-01-03\n'
    found = row_of(read, "B,12345678900012,12,5,2020-01-02", text)
    assert found == ("joined", ["B", "12345678900012", "12,5", "2020-01-02"])


def test_two_free_columns_leave_two_ways(read):
    text = "nom;ville;montant\nA;X;100\nD;Z;300\n"
    assert row_of(read, "B; C;Y;200", text) == "shifted"


def test_a_number_beside_a_name_leaves_two_ways(read):
    # "A,12" and 5, or "A" and "12,5"?
    assert row_of(read, "1,A,12,5", "id,nom,montant\n2,B,7.5\n3,C,8.5\n") == "shifted"


def test_a_blank_lost_in_the_middle_is_refused_not_shown(read):
    text = "nom;ville;siret;montant;note\nA;X;12345678900011;100;x\n"
    text += "D;;12345678900013;300;\nE;V;12345678900014;4;\n"
    assert row_of(read, "B;12345678900012;200;;", text) == "shifted"


def test_a_table_without_typed_columns_says_nothing_for_certain(read):
    text = "nom;ville;note\nA;X;u\nD;Z;v\n"
    assert row_of(read, "B;C;Y;w", text) == "shifted"
    assert row_of(read, "B;C", text) == "too_short"


def test_rows_that_leave_out_what_others_leave_blank(read):
    text = "nom;ville;note\nA;X;u\nD;Z;\n"
    assert row_of(read, "B;C", text) == ("padded", ["B", "C", ""])


def test_a_separator_too_many_on_every_row_is_no_repair(read):
    raw = read("nom;m\nA;1;\nB;2;\nC;3;\n")
    assert raw.cells.to_numpy().tolist() == [["A", "1"], ["B", "2"], ["C", "3"]]
    assert raw.repaired.empty


def test_the_text_of_a_refused_row_is_kept(read):
    raw = read(GOOD + "B;C;D;E;F\n")
    assert raw.refused.to_dict("index") == {5: {"reason": "shifted", "text": "B;C;D;E;F"}}
    assert raw.refused.index.name == "line"


@settings(max_examples=50)
@given(name=st.lists(st.text("abc é", min_size=1, max_size=4), min_size=2, max_size=4), at=st.integers(0, 20))
def test_a_name_split_anywhere_comes_back_whole(name, at):
    rows = [f"n{row};{10**13 + row};{row};" for row in range(20)]
    rows.insert(at, f"x{';y'.join(name)};{10**13 + 99};5;")
    raw = read_raw(io.BytesIO("\n".join(["nom;siret;montant;note", *rows]).encode()))
    assert raw.cells.loc[at + 2].tolist() == [f"x{';y'.join(name)}", str(10**13 + 99), "5", ""]
    assert raw.repaired["line"].tolist() == [at + 2]


CUT = "nom;objet;siret;montant\nA;x;12345678900011;100\nD;y;12345678900013;300\n"


def test_a_row_that_a_line_break_cut_in_two(read):
    raw = read(CUT + "B;un grand\nprojet;12345678900012;200\nF;z;12345678900015;9\n")
    assert raw.cells.loc[4].tolist() == ["B", "un grand\nprojet", "12345678900012", "200"]
    assert raw.cells.index.tolist() == [2, 3, 4, 6]
    assert raw.repaired[["line", "repair"]].to_numpy().tolist() == [[4, "line_break"]]


def test_two_short_rows_that_make_none(read):
    raw = read(CUT + "B;un grand\nprojet;12345;200\nF;z;12345678900015;9\n")
    assert raw.cells.index.tolist() == [2, 3, 6]
    assert raw.refused["reason"].to_dict() == {4: "too_short", 5: "too_short"}


def test_a_total_without_its_last_cells(read):
    raw = read(GOOD + "F;12345678900015\nTotal;;407,5\n")
    assert raw.refused["reason"].to_dict() == {5: "too_short", 6: "grand_total"}
    assert read(GOOD + "Total : 407,5 €\n").refused["reason"].to_dict() == {5: "footnote"}
