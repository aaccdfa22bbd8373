"""What a code would be as another kind of code is a guess, which places nothing."""

from atlas.readers.columns.recognition import recognise
from atlas.readers.imports import import_rows


def test_former_codes_of_communes_that_left_guadeloupe(read):
    raw = read("Bénéficiaire;Code INSEE;Montant\nA;97127;1\nB;97123;2\nC;97105;3\n")
    made = import_rows(raw, recognise(raw, "funding"), name="f.csv")
    assert made.table["commune"].tolist() == ["97801", "97701", "97105"]
    assert made.table["epci"].isna().tolist() == [True, True, False]
    assert made.ledger["located_by"].tolist() == ["former_code", "former_code", "code"]


def test_an_unknown_code_that_is_a_postal_code_elsewhere_places_nothing(read):
    raw = read("Bénéficiaire;Code INSEE;Montant\nA;26150;1\nB;59800;2\nC;26113;3\n")
    made = import_rows(raw, recognise(raw, "funding"), name="f.csv")
    unknown = made.ledger["problem"].eq("unknown_code").fillna(value=False)
    assert unknown.tolist() == [False, True, False]
    assert (
        made.table.loc[unknown.to_numpy(), ["commune", "epci", "departement", "region"]].isna().all(axis=None)
    )
    assert made.ledger["candidates"][1] == "59350"
