"""Every page offers every filter, and goes by it."""

import pytest

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import FILTERS
from atlas.views.choices import filter_title

# Whose rows to count is asked of who brought some.
OFFERED = [name for name in FILTERS if name != "origin"]


@pytest.mark.parametrize("page", ["carte", "manques", "financements", "echelles", "pairs", "territoire"])
def test_every_page_offers_every_filter(visit, page):
    reader = visit() if page == "carte" else visit().turn_to(page)
    reader.unfold("more")
    labels = {name: reader.app.get_by_key(name).label for name in OFFERED}
    assert labels == {name: filter_title(load_catalogue(), name, "fr") for name in OFFERED}


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [("initiators", "initiator", "ess"), ("ess_links", "ess_link", "ESS"), ("stages", "stage", None)],
)
def test_a_filter_out_of_sight_narrows_and_stands_in_the_link(visit, plain, name, column, value):
    words = plain("initiatives")[column]
    value = value or next(word for word in words if "(" in word)
    reader = visit().unfold("more").choose(name, [value])
    assert reader.figures[0] == str(words.eq(value).sum())
    assert reader.address == {FILTERS[name].parameter: value}
    again = visit(f"{FILTERS[name].parameter}={value}")
    assert again.figures == reader.figures
    assert again.press("Tout effacer").address == {}
