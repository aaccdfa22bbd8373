"""The sheet of an initiative says how its perimeter keeps to zones, where it is known."""

from atlas.catalogue import load_catalogue
from atlas.catalogue.legal_forms import LEGAL_FORMS
from atlas.scales import own_fit
from atlas.views.sheets.initiative import initiative_sheet
from atlas.vocabulary import INITIATORS, SCALES
from atlas.words import say
from atlas.words.html import text
from atlas.words.numbers import percent


def test_own_fit_stands_on_the_sheet_where_the_perimeter_is_known():
    catalogue = load_catalogue()
    sheet = initiative_sheet(catalogue, "biovallee", "fr")
    assert say("perimeter_fit", "fr") in sheet
    for level in ("bassin_de_vie", "epci"):
        assert percent(own_fit(catalogue, "biovallee", level).low, "fr") in sheet
    alone = catalogue.tables.initiatives.query("coverage.isna()").index[0]
    assert say("perimeter_fit", "fr") not in initiative_sheet(catalogue, alone, "fr")


def test_closed_lists_are_english_on_an_english_sheet_and_words_of_sources_are_marked():
    catalogue = load_catalogue()
    one = catalogue.tables.initiatives.loc["biovallee"]
    sheet = initiative_sheet(catalogue, "biovallee", "en")
    for label in (INITIATORS[one["initiator"]], SCALES[one["scale"]], LEGAL_FORMS["association"][0]):
        assert f"<dd>{label.en}" in sheet
    for column in ("initiator_text", "stage", "ess_link", "study_status"):
        assert f"<span lang='fr'>{text(one[column])}</span>" in sheet
    assert "lang='fr'" not in initiative_sheet(catalogue, "biovallee", "fr")


def test_an_amount_that_a_source_does_not_give_is_unknown_in_english_too():
    catalogue = load_catalogue()
    lines = catalogue.tables.funding
    blank = lines[lines["amount_eur"].isna() & lines["amount_text"].eq("non trouvé")]
    sheet = initiative_sheet(catalogue, blank["initiative_id"].iloc[0], "en")
    assert f"<b>{say('amount_unknown', 'en')}</b>" in sheet
    assert "<b>non trouvé" not in sheet
