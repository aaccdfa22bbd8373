"""The first gaps, as the page tells them."""

import pytest

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.gaps import gaps, rank
from atlas.views.gaps import view as gap_view
from atlas.words import say


@pytest.mark.parametrize(("language", "right", "wrong"), [("fr", ") : ", "): "), ("en", "): ", ") : ")])
def test_whom_to_call_is_named_and_written_as_the_language_does(language, right, wrong):
    found = gaps(load_catalogue(), Selection(types=("tzcld",)), "departement")
    text = gap_view.first(load_catalogue(), found, rank(found.table), language, sort="population")
    assert right in text
    assert wrong not in text
    # Under a phone's narrow columns there are no heads: each row says what the names are.
    assert f"<em>{say('gaps_models', language)}</em>" in text


@pytest.mark.parametrize("kind", ["tzcld", "tepos", "tetraa"])
def test_who_has_one_is_never_without_data(kind):
    found = gaps(load_catalogue(), Selection(types=(kind,)), "bassin_de_vie")
    drawn = gap_view.figure(found, "en", sort="population", setting="all").table
    served = found.table["initiatives"].gt(0)
    assert set(drawn.loc[served, "status"]) == {"enough"}
    assert set(drawn.loc[~served, "status"]) == {"value"}
