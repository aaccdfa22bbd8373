"""Sentences of known facts only."""

import pytest

from atlas.catalogue import load_catalogue
from atlas.peers import Start, peers, reasons
from atlas.peers.listing import peers_table
from atlas.records import records
from atlas.views.peers.sentences import reason

NOTHING = {
    "same_type": False,
    "setting": None,
    "start_share": None,
    "peer_share": None,
    "distance_km": None,
    "years": None,
    "same_scale": False,
    "scale": None,
    "same_initiator": False,
    "initiator": None,
    "shared_forms": None,
    "shared_funders": None,
}
ALL = {
    "same_type": True,
    "setting": "rural",
    "start_share": 0.82,
    "peer_share": 0.79,
    "distance_km": 41.2,
    "years": -2,
    "same_initiator": True,
    "initiator": "ess",
    "shared_forms": "scic",
    "shared_funders": "etat|region",
}


SAID = {
    "fr": "Même type, tous deux ruraux (82 % et 79 % des habitants), 41 km, démarré 2 ans plus tôt, "
    "même origine (économie sociale et solidaire), même forme juridique (SCIC), "
    "aussi financé par l’État et sa région.",
    "en": "Same type, both rural (82% and 79% of the inhabitants), 41 km, started 2 years earlier, "
    "same initiator (social and solidarity economy), same legal form (SCIC), "
    "also funded by the State and its région.",
}


@pytest.mark.parametrize(
    ("facts", "language", "words"),
    [
        (ALL, "fr", SAID["fr"]),
        (ALL, "en", SAID["en"]),
        ({}, "fr", "Aucun fait connu en commun."),
        ({"distance_km": 0.0}, "en", "In the same place."),
        ({"years": 0}, "fr", "Démarré la même année."),
        ({"years": 1}, "en", "Started one year later."),
        ({"years": -1}, "fr", "Démarré un an plus tôt."),
        ({"years": 3}, "fr", "Démarré 3 ans plus tard."),
        ({"same_scale": True, "scale": "bassin_de_vie"}, "en", "Same scale (bassin de vie)."),
    ],
)
def test_a_sentence_holds_what_is_known(facts, language, words):
    said = reason(NOTHING | facts, language)
    assert said.replace("\u202f", " ").replace("\xa0", " ") == words


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_fact_of_the_data_can_be_said(language):
    france = load_catalogue()
    for start in ("biovallee", "figeacteurs", "tl_carte_blanche"):
        found = peers(france, Start(initiative=start), k=len(france.places), least=0, nearness_share=0)
        table = peers_table(france, found)
        facts = reasons(france, found)
        for row, fact in zip(records(table), records(facts), strict=True):
            said = reason(row, language)
            assert said.endswith(".")
            assert ("km" in said) == (fact["distance_km"] is not None and fact["distance_km"] >= 0.05)
