"""Titles, headers of several rows, totals and notes are told apart from the rows, and nothing is lost."""

import pytest

HEADERS = {
    "title": (
        "Subventions 2022;;;\n;;;\nNom;Commune;Montant;\nA;X;1;\nB;Y;2;\n",
        ["Nom", "Commune", "Montant"],
    ),
    "title with separators": (
        "Liste ; année 2022 ; provisoire\n\nNom;Ville;SIRET;M\nA;X;12345678900011;3\nB;Y;12345678900012;4\n",
        ["Nom", "Ville", "SIRET", "M"],
    ),
    "parameters": (
        "Exercice :;2022;;;\nNom;Ville;Objet;N;M\nA;X;o;1;1\nB;Y;p;2;2\n",
        ["Nom", "Ville", "Objet", "N", "M"],
    ),
    "units": (
        "Nom;Ville;Montant;Part\n;;(en €);(en %)\nA;X;12;3\nB;Y;13;4\n",
        ["Nom", "Ville", "Montant – (en €)", "Part – (en %)"],
    ),
    "groups": (
        "Commune;2021;;2022;\n;voté;réalisé;voté;réalisé\nA;1;2;3;4\nB;5;6;7;8\n",
        ["Commune", "2021 – voté", "2021 – réalisé", "2022 – voté", "2022 – réalisé"],
    ),
    "technical": (
        "Code géographique;Libellé;Population\nCODGEO;LIBGEO;POP\n01001;A;12\n01002;B;13\n",
        ["Code géographique – CODGEO", "Libellé – LIBGEO", "Population – POP"],
    ),
    "years": ("Commune;2019;2020\nA;1;2\nB;3;4\n", ["Commune", "2019", "2020"]),
    "none": ("A;12;75001\nB;13;75002\nC;14;75003\n", ["colonne 1", "colonne 2", "colonne 3"]),
    "repeated": ("Nom;Nom;Nom (2)\nA;B;C\n", ["Nom", "Nom (3)", "Nom (2)"]),
    "unnamed": (";Nom;x\n1;A;2\n2;B;3\n", ["colonne 1", "Nom", "x"]),
    "r": ('"nom","m"\n"1","A",1\n"2","B",2\n', ["colonne 1", "nom", "m"]),
    "lines": ('"Montant\n  voté";Nom\n1;A\n2;B\n', ["Montant voté", "Nom"]),
    "one": ("code\n01001\n01002\n", ["code"]),
}


@pytest.mark.parametrize("case", HEADERS)
def test_the_names_of_columns(read, case):
    text, names = HEADERS[case]
    raw = read(text)
    assert raw.cells.columns.tolist() == names
    assert len(raw.cells) == {"none": 3, "repeated": 1}.get(case, 2)
    assert raw.refused.empty


def test_titles_and_joined_rows_are_told(read):
    raw = read("Budget 2022;;\nNom;2021;\n;voté;réalisé\nA;1;2\nB;1;2\n")
    told = {note.key: note.values for note in raw.notes}
    assert told["title"] == {"line": "1", "text": "Budget 2022"}
    assert told["headers_joined"] == {"lines": "2–3"}


def test_the_header_again_is_set_apart(read):
    raw = read("nom;m\nA;1\nnom;m\nB;2\n")
    assert raw.cells.index.tolist() == [2, 4]
    assert raw.refused["reason"].to_dict() == {3: "repeated_header"}


def test_a_header_with_fewer_columns_than_the_rows_is_refused(refusal):
    assert refusal("nom;ville\nA;X;12\nB;Y;13\nC;Z;14\n") == "bad_header"


def test_footnotes_and_a_verified_total(read):
    rows = "Nom;Commune;Montant\nA;X;1 000,50\nB;Y;2\n"
    raw = read(rows + "Total général;;1 002,50 €\n\nSource : Ville\n(1) provisoire\n")
    assert raw.cells["Nom"].tolist() == ["A", "B"]
    assert raw.refused["reason"].to_dict() == {4: "grand_total", 6: "footnote", 7: "footnote"}
    assert raw.refused.loc[4, "text"] == "Total général;;1 002,50 €"
    assert [note.values["rows"] for note in raw.notes if note.key == "total_verified"] == ["2"]


def test_subtotals_are_no_rows(read):
    raw = read("Nom;Commune;M\nA;X;1\nB;X;2\nTotal X;;3\nC;Y;4\nTotal Y;;4\nTotal général;;7\n")
    assert raw.cells["M"].tolist() == ["1", "2", "4"]
    assert raw.refused["reason"].tolist() == ["grand_total"] * 3


def test_a_total_that_differs_is_set_apart_and_told(read):
    raw = read("Nom;Commune;M\nA;X;1\nB;X;2\nTOTAL;;30\n")
    assert raw.refused["reason"].to_dict() == {4: "grand_total"}
    note = next(note for note in raw.notes if note.key == "total_differs")
    assert note.values == {"line": "4", "column": "M", "total": "30", "sum": "3"}


@pytest.mark.parametrize(
    "text",
    [
        "Nom;Montant\nTOTAL ENERGIES;5000\nB;2\n",
        "Nom;Ville;Montant\nTotal Danse;Paris;5000\nB;X;2\n",
        "Nom;Ville;Montant\nEnsemble;Paris;5000\nB;X;2\n",
        "Nom;Montant\nA;2\nTotal Centre;7\nB;3\n",
    ],
)
def test_a_name_that_starts_like_a_total_is_a_row(read, text):
    raw = read(text)
    assert raw.refused.empty
    assert len(raw.cells) == text.count("\n") - 1


def test_a_last_row_that_only_adds_up_is_a_total(read):
    assert read("Nom;Ville;M\nA;X;1\nB;Y;2\n;;3\n").refused["reason"].to_dict() == {4: "grand_total"}
    assert read("Nom;Ville;M\nA;X;1\nB;Y;2\n;;4\n").refused.empty


def test_a_total_above_the_rows(read):
    raw = read("Nom;Ville;M\nTotal;;3\nA;X;1\nB;Y;2\n")
    assert raw.refused["reason"].to_dict() == {2: "grand_total"}


def test_many_false_totals_take_no_time(read):
    raw = read("Nom;Ville;M\n" + "Total A;;1\n" * 20_000 + "B;X;7\n")
    assert len(raw.cells) + len(raw.refused) == 20_001
