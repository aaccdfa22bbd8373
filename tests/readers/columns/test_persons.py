"""A person's name is never an initiative's, and is not kept."""

import pytest

from atlas.readers.columns.persons import person_headers
from atlas.readers.told.refusals import FileRefusedError

PERSONS = (
    *("Nom contact", "Nom animateur", "Nom du contact", "NOM CONTACT", "Nom du responsable", "Nom du maire"),
    *("Nom du président", "Nom référent", "Nom de famille", "Nom du représentant légal", "Nom gérant"),
    *("Nom du déclarant", "nomContact", "Responsable de la structure", "Nom"),
)


@pytest.mark.parametrize("structure", ["Structure", "Association", "Espace numérique", "Tiers-lieu"])
@pytest.mark.parametrize("person", PERSONS)
def test_the_name_is_the_structure_s(take, person, structure):
    first = "Prénom" if person == "Nom" else "Prénom contact"
    made = take(
        f"{person};{first};{structure};Code INSEE\nDURAND;Anne;Maison du lac;26113\nPETIT;Luc;Gué;26108\n"
    )
    assert made.table["name"].tolist() == ["Maison du lac", "Gué"]
    kept = made.table.astype(str).to_csv()
    assert "DURAND" not in kept
    assert "Anne" not in kept


def test_a_file_of_persons_alone_has_no_names(take):
    for place, cells in (("Code INSEE", (26113, 26108)), ("Commune", ("Die", "Crest"))):
        with pytest.raises(FileRefusedError) as refused:
            take(f"Nom;Prénom;{place}\nDURAND;Anne;{cells[0]}\nPETIT;Luc;{cells[1]}\n")
        assert refused.value.fault == "no_name"


def test_a_list_of_territories_alone_is_named_by_them(take):
    made = take("Territoire;Type\nCC du Diois;pat\nCrest;pat\n")
    assert made.table["name"].tolist() == ["CC du Diois", "Crest"]
    assert made.table["coverage"].fillna("").tolist() == ["epci:242600534", ""]


def test_a_name_beside_another_s_first_name_is_a_name():
    headers = ["Nom", "Prénom contact", "Nom contact", "Structure référente", "Nom du lieu (contact au dos)"]
    assert person_headers(headers) == {"Prénom contact", "Nom contact"}


def test_a_question_of_a_form_may_ask_for_a_structure_beside_a_person(take):
    made = take(
        "Horodateur,Nom de votre structure,Votre nom et prénom,Votre commune\n"
        "2023/03/01 10:12:00 AM UTC+1,AMAP du lac,Jean D,Die\n2023/03/02 9:00:00 PM UTC+1,Gué,Eve M,Crest\n"
    )
    assert made.table["name"].tolist() == ["AMAP du lac", "Gué"]


def test_the_moment_of_an_answer_is_no_name(take):
    made = take(
        "Horodateur,Réponse,Ville\n2023/03/01 10:12:00 AM,AMAP,Die\n2023/03/02 9:00:00 PM,Gué,Crest\n"
    )
    assert made.table["name"].tolist() == ["AMAP", "Gué"]
