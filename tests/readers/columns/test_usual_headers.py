"""A usual header keeps its role, whatever its cells are; what only resembles it is not it."""

import pytest

from atlas.readers import FileRefusedError
from atlas.readers.columns.recognition import recognise


@pytest.fixture
def take(take):
    return lambda text, kind="funding": take(text, kind)


@pytest.mark.parametrize("header", ["Commune", "Ville", "nom_commune"])
def test_a_column_of_mostly_unknown_names_still_places_the_known_ones(take, header):
    rows = "A;Hameau des Iris;100\nB;Le Bourg;200\nC;Quartier Nord;300\nD;Crest;400\nE;Crest;500\n"
    made = take(f"Bénéficiaire;{header};Montant\n{rows}")
    assert made.table["commune"].fillna("").tolist() == ["", "", "", "26108", "26108"]
    assert made.ledger["problem"].tolist()[:3] == ["unknown_name"] * 3
    assert made.ledger["details"][0] == (("unknown_name", "Hameau des Iris"),)


@pytest.mark.parametrize("first", ["Commune", "Territoire"])
def test_a_usual_header_of_few_known_towns_stays_before_one_that_may_be_any_territory(take, first):
    headers = {
        "Commune": ["Hameau des Iris", "Quartier Nord", "Crest"],
        "Territoire": ["Die", "Drôme", "Die"],
    }
    columns = [[name, *headers[name]] for name in sorted(headers, key=lambda name: name != first)]
    rows = zip(["Nom", "A", "B", "C"], *columns, strict=True)
    made = take("\n".join(";".join(row) for row in rows) + "\n", "initiatives")
    assert made.mapping.columns["commune"] == "Commune"
    assert made.table["seat_commune"].fillna("").tolist() == ["", "", "26108"]


def test_a_column_of_mostly_unknown_codes_keeps_its_role(take):
    made = take("Bénéficiaire;Code INSEE;Montant\nA;99999;1\nB;99998;2\nC;97801;3\n")
    assert made.table["commune"].fillna("").tolist() == ["", "", "97801"]
    assert made.ledger["problem"].tolist()[:2] == ["unknown_code"] * 2


@pytest.mark.parametrize("header", ["Commune", "Code INSEE", "Département"])
def test_a_blank_column_of_places_is_one_all_the_same(take, header):
    made = take(f"Bénéficiaire;{header};Montant\nA;;1\nB;;2\n")
    assert made.ledger["problem"].tolist() == ["missing"] * 2


@pytest.mark.parametrize("header", ["Commune (code INSEE)", "Code commune (département compris)"])
def test_a_word_in_brackets_does_not_decide_against_the_rest(take, header):
    made = take(f"Bénéficiaire;{header};Montant\nA;26113;1\nB;26108;2\n")
    assert made.table["commune"].tolist() == ["26113", "26108"]


@pytest.mark.parametrize("header", ["% subvention", "N° subvention", "Montant N-1", "Subvention (%)"])
def test_what_resembles_an_amount_is_none(read, header):
    raw = read(f"Bénéficiaire;{header};Versé\nA;12;100\nB;13;200\n")
    assert recognise(raw, "funding").columns["amount"] == "Versé"


def test_the_code_of_a_region_is_no_commune_s(take):
    made = take("Bénéficiaire;insee_reg;Montant\nA;84;1\nB;11;2\n")
    assert "code" not in made.mapping.columns
    assert made.mapping.columns["region"] == "insee_reg"
    assert made.table["region"].tolist() == ["84", "11"]


def test_longitude_and_latitude_in_metres_of_lambert_93(take):
    made = take("Nom;Longitude;Latitude\na;652000;6862000\nb;880000;6400000\n", "initiatives")
    assert made.ledger["located_by"].tolist() == ["coordinates"] * 2
    assert made.table["departement"].tolist() == ["75", "26"]


@pytest.mark.parametrize(
    "text",
    [
        "Nom;Jardin des Lilas\nType;Jardin partagé\nCommune;Die\nSite web;https://ex.org\n",
        "id;champ;valeur\n1;nom;A\n1;commune;Die\n1;annee;2015\n2;nom;B\n2;commune;Crest\n2;annee;2016\n",
    ],
)
def test_names_of_columns_below_each_other_are_no_initiatives(take, text):
    with pytest.raises(FileRefusedError) as refused:
        take(text, "initiatives")
    assert refused.value.fault == "fields_below"
