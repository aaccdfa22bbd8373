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
    "compared": 0,
    "distance_km": 23.4,
    "way_km": 25.1,
    "detour": False,
    "reached": True,
    "nearest_name": "PTCE Sud",
    "nearest_commune": "Crest",
    "nearest_departement": "Drôme",
    "nearest_km": 4.26,
    "across": True,
    "expected": 0.41,
    "certainty": "uncertain",
}


FAR = (
    "No known initiative for 21,012 inhabitants (72% chance of a true blank, to check), the nearest one 23 "
    "km away for half of them; PTCE Sud, in Crest (Drôme), is outside the territory, at least 32 km away; a "
    "rate per inhabitant would give 4.2, clearly more."
)
NEAR = (
    "Aucune initiative pour 21 012 habitants, la plus proche à 23 km pour la moitié d’entre eux ; PTCE Sud, "
    "à Crest (Drôme), est juste de l’autre côté de la limite, à 4,3 km ; un taux par habitant en donnerait "
    "0,41, écart incertain."
)
INSIDE = (
    "Initiatives present: 2 for 21,012 inhabitants, the nearest one 23 km away for half of them; PTCE Sud "
    "has its seat in the territory, in Crest; a rate per inhabitant would give < 0.01, an uncertain "
    "difference."
)
NOWHERE = "Aucune initiative pour 21 012 habitants ; distance et nombre attendu inconnus, faute de contour."
UNPLACED = (
    "No initiative for 21,012 inhabitants; a rate per inhabitant would give 0.41, an uncertain difference."
)
OVERSEAS = UNPLACED.replace("inhabitants;", "inhabitants, none on this side of the sea;")
ROUND = (
    "No initiative for 21,012 inhabitants, the nearest one 23 km away for half of them (detour: water or "
    "relief, 61 km from town hall to town hall); PTCE Sud has its seat in the territory, in Crest; a rate "
    "per inhabitant would give 0.41, an uncertain difference."
)
PROGRAMMES = (
    "Initiatives present: 2 for 21,012 inhabitants; 9,000 inhabitants live in a known perimeter, and one of "
    "the 3 intercommunalités has one."
)
MIXED = (
    "Initiatives present: 2 for 21,012 inhabitants; without the programmes of authorities: 1; a rate "
    "per inhabitant would give 0.41, an uncertain difference."
)
REACHED = {"covered": 9_000, "authorities": 3, "authorities_with": 1}
UNSURE = {"status": "no_known", "blank_chance": 0.7273}
NO_POINT = {"reached": None, "distance_km": None, "nearest_km": None, "across": None}


@pytest.mark.parametrize(
    ("change", "language", "text"),
    [
        ({}, "fr", NEAR),
        (
            {"status": "no_known", "nearest_km": 31.7, "expected": 4.2, "certainty": "below"} | UNSURE,
            "en",
            FAR,
        ),
        (
            {"status": "value", "initiatives": 2, "compared": 2, "across": False, "expected": 0.001},
            "en",
            INSIDE,
        ),
        (NO_POINT | {"expected": None, "certainty": None}, "fr", NOWHERE),
        (NO_POINT, "en", UNPLACED),
        (NO_POINT | {"reached": False}, "en", OVERSEAS),
        ({"detour": True, "way_km": 61.3, "across": False}, "en", ROUND),
        (NO_POINT | REACHED | {"status": "value", "initiatives": 2, "certainty": None}, "en", PROGRAMMES),
        (NO_POINT | {"status": "value", "initiatives": 2, "compared": 1}, "en", MIXED),
    ],
)
def test_reason(change, language, text):
    said = reason(ROW | change, language)
    assert said.replace("\xa0", " ").replace("\u202f", " ") == text


@pytest.mark.parametrize(
    ("covered", "having", "authorities", "said"),
    [
        (0, 0, 1, "aucun habitant n’est dans un périmètre connu, et l’intercommunalité n’en a pas."),
        (9, 1, 1, "9 habitants sont dans un périmètre connu, et l’intercommunalité en a un."),
        (0, 0, 2, "aucun habitant n’est dans un périmètre connu, et aucune des 2 intercommunalités n’en a."),
        (1, 1, 2, "1 habitant est dans un périmètre connu, et une des 2 intercommunalités en a un."),
        (9, 2, 3, "9 habitants sont dans un périmètre connu, et 2 des 3 intercommunalités en ont un."),
        (0, 0, 0, "aucun habitant n’est dans un périmètre connu, hors de toute intercommunalité."),
    ],
)
def test_reason_counts_authorities_as_one_would_say_it(covered, having, authorities, said):
    reach = {"covered": covered, "authorities_with": having, "authorities": authorities}
    whole = reason(ROW | NO_POINT | reach | {"certainty": None}, "fr").replace("\xa0", " ")
    assert whole.partition(" ; ")[2] == said


@pytest.mark.parametrize(
    ("selection", "words"),
    [
        (Selection(types=("tetraa",)), ["gaps_read_zero"]),
        (Selection(types=("tzcld",)), ["gaps_read_partial", "blank_read"]),
        (
            Selection(types=("tzcld", "monnaie_locale")),
            ["gaps_read_partial", "blank_read", "blank_read_product", "gaps_read_compared"],
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
