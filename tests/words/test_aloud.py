"""French read aloud: elision, plural, and the spaces that no line may break at. Other tests ask for keys."""

import pytest

from atlas.readers.told.notes import Note
from atlas.words import say


@pytest.mark.parametrize(
    ("key", "values", "said"),
    [
        ("find_none", {"text": "zzz"}, "Aucun territoire ne répond à «\xa0zzz\xa0»."),
        ("error_unknown", {"what": "x"}, "Ce territoire ou cette initiative n’existe pas\xa0: x."),
        (
            "own_workspace_fault",
            {"message": "Vide."},
            "L’espace de travail de l’équipe ne peut pas être lu\u202f; l’atlas se montre sans lui. Vide.",
        ),
        ("own_lost_unlocated", {"n": "2"}, "2 non situées"),
        ("own_lost_unlocated_one", {"n": "1"}, "1 non située"),
        (
            "own_total_again",
            {"n": "2", "amount": "5\xa0€"},
            "dont 2 lignes identiques à d’autres\xa0: 5\xa0€",
        ),
        (
            "own_total_again_one",
            {"n": "1", "amount": "5\xa0€"},
            "dont 1 ligne identique à une autre\xa0: 5\xa0€",
        ),
        ("portrait_others_near", {"n": "2", "km": "25"}, "2 à moins de 25 km"),
        ("gaps_ranking_none", {}, "Aucun manque\xa0: chaque territoire a une initiative."),
    ],
)
def test_french_is_said_as_one_would_say_it(key, values, said):
    assert say(key, "fr", **values) == said


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (Note("columns_empty", {"count": "1"}), "1 colonne vide et sans nom écartée."),
        (Note("columns_empty", {"count": "2"}), "2 colonnes vides et sans nom écartées."),
        (
            Note("sheets", {"sheet": "f1", "others": "f0, f2"}),
            "«\xa0f1\xa0» est lu\u202f; le fichier a aussi\xa0: f0, f2.",
        ),
        (
            Note("title", {"line": "1", "text": "Budget"}),
            "Ligne 1, au-dessus de l’en-tête\xa0: Budget",
        ),
    ],
)
def test_notes_on_a_file_are_said_as_one_would_say_them(note, said):
    assert note.to("fr") == said
