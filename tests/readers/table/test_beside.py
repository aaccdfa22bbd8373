"""Tables of the same columns side by side: no row takes the amount of its neighbour."""

import pytest

from atlas.readers.columns.recognition import recognise
from atlas.readers.imports import import_rows

SIDE_BY_SIDE = {
    "under groups": "Investissement;;;;Fonctionnement;;\nCommune;Nom;Montant;;Commune;Nom;Montant\n",
    "under groups without a gap": "Sport;;;Culture;;\nCommune;Nom;Montant;Commune;Nom;Montant\n",
    "of the same names": "Commune;Nom;Montant;;Commune;Nom;Montant\n",
}


@pytest.mark.parametrize("case", SIDE_BY_SIDE)
def test_the_first_of_several_tables_is_read_and_the_others_are_told(read, case):
    gap = ";" if "gap" in case else ";;"
    rows = f"Crest;A;100{gap}Die;X;10\nEurre;B;200{gap}Crest;Y;20\n{gap};;Die;Z;5\n"
    raw = read(SIDE_BY_SIDE[case] + rows)
    table = import_rows(raw, recognise(raw, "funding")).table
    assert table[["commune", "cents"]].to_numpy().tolist() == [["26108", 10_000], ["26125", 20_000]]
    assert "tables_beside" in [note.key for note in raw.notes]


def test_columns_keep_the_name_of_their_group(read):
    raw = read("Sport;;;Culture;;\nNom;Commune;Montant;Nom;Commune;Montant\nA;Crest;100;X;Die;10\n")
    assert raw.cells.columns.tolist() == ["Sport – Nom", "Sport – Commune", "Sport – Montant"]


@pytest.mark.parametrize(
    "text",
    [
        "Commune;2021;;2022;\n;voté;réalisé;voté;réalisé\nDie;1;2;3;4\nCrest;5;6;7;8\n",
        "2021;;2022;\nNombre;Montant;Nombre;Montant\n1;2;3;4\n5;6;7;8\n",
        "Nom;Nom;Montant\nA;B;1\nC;D;2\n",
        "Nom;Commune;Montant;Nom\nA;Die;1;x\nC;Crest;2;y\n",
    ],
)
def test_repeated_names_alone_are_no_tables(read, text):
    raw = read(text)
    assert "tables_beside" not in [note.key for note in raw.notes]
    assert raw.cells.shape[1] == text.partition("\n")[0].count(";") + 1
