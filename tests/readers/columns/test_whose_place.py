"""Columns of the seat and columns of the site tell two places, which are never joined to one."""

import pytest

SITE = "Commune du projet"


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("CP siège social", ["75011", "69003"]),
        ("Adresse siège", ["12 rue X 75011 Paris", "1 rue Y 69003 Lyon"]),
        ("Département du porteur", ["Paris", "Rhône"]),
    ],
)
def test_the_seat_does_not_move_the_site(take, header, cells):
    made = take(f"Nom;{header};{SITE};Montant\nA;{cells[0]};Die;1\nB;{cells[1]};Crest;2\n", "funding")
    assert made.table["commune"].tolist() == ["26113", "26108"]
    assert made.ledger["problem"].isna().all()


@pytest.mark.parametrize(
    ("seat", "site"), [("Commune du porteur", SITE), ("Ville titulaire", "Lieu d’exécution")]
)
def test_of_two_towns_the_site_counts_and_the_other_column_is_told(take, seat, site):
    made = take(f"Nom;{seat};{site};Montant\nA;Paris;Die;1\nB;Lyon;Crest;2\n", "funding")
    told = {matter.kind: matter.values for matter in made.matters}
    assert made.table["commune"].tolist() == ["26113", "26108"]
    assert told["file.other_places"] == {"column": site, "others": seat}


@pytest.mark.parametrize(
    "headers", ["Commune;CP du porteur", "Commune du porteur;CP", "Ville projet;CP projet"]
)
def test_columns_of_one_place_stay_together(take, headers):
    made = take(f"Nom;{headers};Montant\nA;Saint-Martin;32300;1\nB;Die;26150;2\n", "funding")
    assert made.table["commune"].tolist() == ["32389", "26113"]
    assert "file.other_places" not in [matter.kind for matter in made.matters]


def test_a_lieu_of_towns_is_where_a_project_is(take):
    made = take("Lieu;Projet\nDie;Jardin\nCrest;Atelier\nNyons;Café\n")
    assert made.table["seat_commune"].tolist() == ["26113", "26108", "26220"]
    assert made.table["name"].tolist() == ["Jardin", "Atelier", "Café"]
    called = take("Lieu;Description\nLa Source;Jardin\nLe Quai;Atelier\nNyons;Café\n")
    assert called.table["name"].tolist() == ["La Source", "Le Quai", "Nyons"]
    assert called.table["seat_commune"].isna().all()
