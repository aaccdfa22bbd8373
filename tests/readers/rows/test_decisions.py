"""What was refused, cancelled or not decided is no money, and is told apart."""

import pytest

from atlas.readers.columns.recognition import recognise


@pytest.fixture
def made(take):
    return lambda text: take(text, "funding")


@pytest.mark.parametrize(
    ("header", "granted", "refused"),
    [
        ("Statut", ["Notifié", "Soldé"], ["Refusé", "Refusée (hors délai)", "Annulé"]),
        ("Avis", ["Favorable", "Avis favorable"], ["Défavorable", "Avis défavorable"]),
        ("Décision du jury", ["Lauréat"], ["Non retenu", "Liste d'attente"]),
        ("État du dossier", ["Accepté", "En cours"], ["Classé sans suite", "En instruction", "Abandon"]),
        ("Observations", ["Soldé", "Voir le bilan"], ["Annulée", "Caduque"]),
    ],
)
def test_refused_rows_are_set_aside_and_the_sum_is_that_of_the_granted(made, header, granted, refused):
    rows = [(text, 100) for text in granted] + [(text, 7) for text in refused]
    lines = "".join(f"A{place};Die;{amount};{text}\n" for place, (text, amount) in enumerate(rows))
    done = made(f"Porteur;Commune;Subvention;{header}\n{lines}")
    assert done.table["cents"].tolist() == [10_000] * len(granted)
    apart = done.ledger[done.ledger["outcome"].eq("set_aside")]
    assert apart["reason"].tolist() == ["not_granted"] * len(refused)
    assert "set_aside.not_granted" in [matter.kind for matter in done.matters]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Statut", ["Association", "SCIC"]),
        ("Statut juridique", ["Refusé", "Annulé"]),
        ("Date de décision", ["12/03/2022", "13/03/2022"]),
        ("État", ["1000", "500"]),
        ("Statut", ["Accepté", "Annulation partielle"]),
    ],
)
def test_other_states_refuse_nothing(made, header, cells):
    done = made(f"Porteur;Commune;Subvention;{header}\nA;Die;1;{cells[0]}\nB;Die;2;{cells[1]}\n")
    assert done.table["cents"].tolist() == [100, 200]


def test_the_state_of_a_file_is_not_its_number(read):
    raw = read("Porteur;Commune;Subvention;État du dossier;N° dossier\nA;Die;1;Soldé;12\nB;Die;2;Soldé;13\n")
    assert recognise(raw, "funding").columns["identifier"] == "N° dossier"
