"""One sentence says why a territory is a gap, and what a blank means."""

import pytest

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.gaps import gaps
from atlas.views.gaps.sentences import reading, reason
from atlas.words import TEXTS

ROW = {
    "status": "zero",
    "blank_chance": 1.0,
    "population": 21012,
    "initiatives": 0,
    "distance_km": 23.4,
    "nearest_name": "PTCE Sud",
    "nearest_commune": "Crest",
    "nearest_departement": "Drôme",
    "nearest_km": 4.26,
    "across": True,
    "expected": 0.41,
    "certainty": "uncertain",
}


FAR = (
    "No known initiative for 21,012 inhabitants (72% chance of a true blank, to check), 23 km on average "
    "from the nearest one; PTCE Sud, in Crest (Drôme), is outside the territory, at least 32 km away; 4.2 "
    "expected, more than chance explains."
)
NEAR = (
    "Aucune initiative pour 21 012 habitants, à 23 km en moyenne de la plus proche ; PTCE Sud, à Crest "
    "(Drôme), est juste de l’autre côté de la limite, à 4,3 km ; nombre attendu 0,41, trop peu pour exclure "
    "le hasard."
)
INSIDE = (
    "Initiatives present: 2 for 21,012 inhabitants, 23 km on average from the nearest one; PTCE Sud has its "
    "seat in the territory, in Crest; expected number < 0.01, too few to rule out chance."
)
NOWHERE = "Aucune initiative pour 21 012 habitants ; distance et nombre attendu inconnus, faute de contour."
UNPLACED = "No initiative for 21,012 inhabitants; expected number 0.41, too few to rule out chance."
UNSURE = {"status": "no_known", "blank_chance": 0.7273}
NO_POINT = {"distance_km": None, "nearest_km": None, "across": None}


@pytest.mark.parametrize(
    ("change", "language", "text"),
    [
        ({}, "fr", NEAR),
        (
            {"status": "no_known", "nearest_km": 31.7, "expected": 4.2, "certainty": "below"} | UNSURE,
            "en",
            FAR,
        ),
        ({"status": "value", "initiatives": 2, "across": False, "expected": 0.001}, "en", INSIDE),
        (NO_POINT | {"expected": None, "certainty": None}, "fr", NOWHERE),
        (NO_POINT, "en", UNPLACED),
    ],
)
def test_reason(change, language, text):
    said = reason(ROW | change, language)
    assert said.replace("\xa0", " ").replace("\u202f", " ") == text


@pytest.mark.parametrize(
    ("selection", "words"),
    [
        (Selection(types=("tetraa",)), ["gaps_read_zero"]),
        (Selection(types=("tzcld",)), ["gaps_read_partial", "blank_read"]),
        (
            Selection(types=("tzcld", "monnaie_locale")),
            ["gaps_read_partial", "blank_read", "blank_read_product"],
        ),
        (
            Selection(types=("tzcld",), years=(2016, 2020)),
            ["gaps_read_partial", "gaps_read_filter", "blank_why_filter"],
        ),
        (Selection(types=("tepos",)), ["gaps_read_partial", "gaps_read_unplaced", "blank_why_total"]),
    ],
)
def test_reading_says_why_a_blank_may_hide_one(selection, words):
    found = gaps(load_catalogue(), selection, "epci")
    said = reading(load_catalogue(), selection, found, "fr")
    for sentence, key in zip(said, words, strict=True):
        assert sentence.startswith(TEXTS[key].fr.split("{")[0])
