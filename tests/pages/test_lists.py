"""No page says that nobody is there where a list is not whole; each shows how much of the list is known."""

import re

import pytest

NOBODY = re.compile(r"[Aa]ucune initiative(?! connue| ne répond)|territoires sans initiative,")
TOULOUSE = "epci:243100518"


@pytest.mark.parametrize("page", ["carte", "manques", "territoire", "echelles"])
@pytest.mark.parametrize("kind", ["tzcld", "pole_de_competitivite", "tepos"])
def test_no_page_of_an_incomplete_list_says_nobody(visit, page, kind):
    reader = visit().turn_to(page)
    address = {"types": kind, "niveau": "epci", "territoire": TOULOUSE, "tableau": "territoires"}
    reader.app.query_params.update(address)
    reader.run()
    words = reader.words + "\n".join(
        str(cell) for table in reader.app.dataframe for cell in table.value.to_numpy().ravel()
    )
    # Two explanations of what the word means name it.
    told = [line for line in words.splitlines() if "seulement si" not in line and "Trois vides" not in line]
    assert [line for line in told if NOBODY.search(line)] == []


@pytest.mark.parametrize("page", ["carte", "manques", "territoire", "echelles", "sources", "enseignements"])
def test_what_rests_on_a_list_shows_how_much_of_it_is_known(visit, page):
    reader = visit().turn_to(page)
    reader.app.query_params.update({"types": "tzcld", "niveau": "epci"})
    if page == "territoire":
        reader.app.query_params["territoire"] = TOULOUSE
    reader.run()
    gauges = re.findall(r'<span class="atlas-gauge".*?</span>', reader.markup)
    assert any("<i" in gauge for gauge in gauges)
    for gauge in gauges:
        # In words for who does not see it, and not twice for who does.
        assert ('aria-hidden="true"' in gauge) == ("<i" in gauge)
        assert re.sub(r"<[^>]+>", "", gauge).strip()
