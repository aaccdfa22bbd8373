"""`level:code` is read in one place; an unknown one says how to write it."""

import pytest

from atlas.errors import UnknownTerritoryError
from atlas.territories import load_geography
from atlas.territories.places import is_place, place, split_coverage, split_place

UNKNOWN = ["", ":", "foo", "canton:12", "departement:", "departement:99", "commune:99999", "26", "epci:26:1"]


@pytest.fixture(scope="module")
def geography():
    return load_geography()


@pytest.mark.parametrize("text", ["departement:26", "epci:242600252", "commune:98818", "bassin_de_vie:26108"])
def test_places_that_exist(geography, text):
    assert str(place(geography, text)) == text
    assert is_place(geography, text)


@pytest.mark.parametrize("text", UNKNOWN)
def test_places_that_do_not(geography, text):
    assert not is_place(geography, text)
    with pytest.raises(UnknownTerritoryError, match=r"departement:26"):
        place(geography, text)


def test_a_coverage_is_split_into_its_places():
    assert [str(part) for part in split_coverage("epci:242600252|departement:26")] == [
        "epci:242600252",
        "departement:26",
    ]
    assert split_coverage("") == []
    # An id after a word may hold what a code may not.
    assert split_place("initiative:a:b") == ("initiative", "a:b")
