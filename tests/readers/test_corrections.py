"""Rows that a reader corrects are counted so, and a saved mapping keeps the corrections."""

import pytest

from atlas.errors import FileFaultError, UnknownChoiceError
from atlas.readers.columns.recognition import recognise
from atlas.readers.corrections import row_keys
from atlas.readers.imports import import_rows
from atlas.readers.model.mapping import Mapping

FARMS = "nom;code_insee;longitude;latitude\nFerme;99999;5.37;44.75\nAtelier;26108;;\nCafé;;;\n"
GRANTS = "Bénéficiaire;Commune;Montant (k€)\nA;Nulle-Part;2\nB;Die;douze\nC;Die;3\nD;Die;4\n"


def take(raw, mapping, **options):
    return import_rows(raw, mapping, name="f.csv", **options)


def corrected(raw, mapping, said, decisions=()):
    keys = row_keys(raw.cells)
    return Mapping.from_json(
        Mapping(
            kind=mapping.kind,
            columns=mapping.columns,
            corrections={keys[line]: roles for line, roles in said.items()},
            decisions={keys[line]: word for line, word in decisions},
        ).to_json()
    )


@pytest.mark.parametrize("place", ["26113", "Die (26)", "26150 Die", "Die"])
def test_a_corrected_place_is_the_only_one_of_its_row(read, place):
    raw = read(FARMS)
    mapping = recognise(raw, "initiatives")
    made = take(raw, corrected(raw, mapping, {2: {"commune": place}, 4: {"commune": place}}))
    assert made.table["seat_commune"].tolist() == ["26113", "26108", "26113"]
    assert made.ledger["problem"].isna().all()
    assert made.ledger["repairs"].tolist() == [("corrected",), (), ("corrected",)]
    assert ("corrected", place) in made.ledger["details"][0]
    # What was saved names the file's own columns alone.
    made.mapping.check(raw.cells.columns)


def test_a_corrected_amount_is_in_the_unit_of_its_column(read):
    raw = read(GRANTS)
    mapping = recognise(raw, "funding")
    assert take(raw, mapping).summary()["rejected"] == 1
    made = take(raw, corrected(raw, mapping, {2: {"commune": "Crest"}, 3: {"amount": "12"}}))
    assert made.table["cents"].tolist() == [200_000, 1_200_000, 300_000, 400_000]
    assert made.table["commune"].tolist() == ["26108", *["26113"] * 3]


def test_a_column_of_two_roles_is_corrected_in_one(read):
    raw = read("Bénéficiaire;Département;Montant\nNULLE PART;26;5\n")
    columns = {"beneficiary": "Bénéficiaire", "commune": "Bénéficiaire", "amount": "Montant"}
    mapping = Mapping(kind="funding", columns=columns)
    made = take(raw, corrected(raw, mapping, {2: {"commune": "Die (26)"}}))
    assert made.table[["beneficiary", "commune"]].to_numpy().tolist() == [["NULLE PART", "26113"]]


def test_rows_are_found_again_in_another_order(read):
    raw, turned = read("nom;commune\nA;X\nB;Die\n"), read("nom;commune\nB;Die\nA;X\n")
    mapping = corrected(raw, recognise(raw, "initiatives"), {2: {"commune": "Crest"}})
    assert take(turned, mapping).table["seat_commune"].tolist() == ["26113", "26108"]


def test_what_the_reader_decides_of_a_pair_counts(read):
    raw = read("nom;type;code_insee\nL'Épi;tiers_lieu;26113\n")
    mapping = recognise(raw, "initiatives")
    known = take(raw, mapping).table
    assert take(raw, mapping, known=known).table.empty
    made = take(raw, corrected(raw, mapping, {}, [(2, "apart")]), known=known)
    assert len(made.table) == 1
    assert made.pairs["pair_score"].tolist() == [100]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ('{"kind": "funding", "corrections": {"a": "Die"}}', FileFaultError),
        ('{"kind": "funding", "corrections": {"a": {"colour": "red"}}}', UnknownChoiceError),
        ('{"kind": "funding", "decisions": {"a": "perhaps"}}', UnknownChoiceError),
    ],
)
def test_a_mapping_that_corrects_nothing_known_is_refused(text, error):
    with pytest.raises(error):
        Mapping.from_json(text)
