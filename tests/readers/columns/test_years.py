"""Which of several dates is that of a grant or of a beginning, and which is of something else."""

import pytest

from atlas.readers.columns.recognition import recognise

OF_THE_FILE = [
    *("Date de mise à jour", "Date de dernière modification", "Date d'extraction", "Date de saisie"),
    *("Date de naissance du président", "Date d'adhésion", "Date d'envoi", "Date de clôture"),
]


@pytest.mark.parametrize("header", OF_THE_FILE)
@pytest.mark.parametrize(("kind", "role"), [("funding", "year_start"), ("initiatives", "start_year")])
def test_dates_of_persons_and_of_the_file_are_no_years_of_its_rows(read, kind, role, header):
    raw = read(f"Nom;Commune;Montant;{header}\nA;Crest;5;12/05/2023\nB;Die;6;13/06/2022\n")
    assert role not in recognise(raw, kind).columns


@pytest.mark.parametrize("header", ["Année de création", "Année de fondation", "Année de construction"])
def test_the_year_that_somebody_began_is_no_year_of_a_grant(read, header):
    raw = read(f"Association;Commune;Montant;{header}\nA;Crest;5;1991\nB;Die;6;1998\n")
    assert "year_start" not in recognise(raw, "funding").columns
    if header == "Année de création":
        assert recognise(raw, "initiatives").columns["start_year"] == header


@pytest.mark.parametrize(
    ("other", "meant"),
    [
        ("Date de dépôt", "Date de décision"),
        ("Date de réception", "Date de notification"),
        ("Date de création de l'association", "Date du conseil municipal"),
        ("Année de création", "Année de versement"),
        ("Année de construction", "Millésime"),
        ("Date de parution au JO", "Exercice budgétaire"),
    ],
)
def test_of_two_dates_that_of_the_decision_counts(read, other, meant):
    raw = read(f"Association;Commune;Montant;{other};{meant}\nA;Crest;5;15/12/2021;2022\n")
    assert recognise(raw, "funding").columns["year_start"] == meant
