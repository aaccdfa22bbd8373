"""A place as each level sees it: small enough to count by hand."""

import pytest

from atlas.errors import UnknownTerritoryError
from atlas.territories import Geography, load_geography
from atlas.territories.above import names_above
from atlas.territories.parts import holds, parts
from atlas.territories.places import Place
from atlas.vocabulary import LEVELS


def test_a_territory_that_spills_over_counts_those_who_live_inside(tiny: Geography) -> None:
    found = parts(tiny, Place("departement", "02"), "epci")
    # 200000001 holds 02001 (300 people) of 02, and 50,900 people of 01.
    assert found.index.tolist() == ["200000001", "200000002"]
    assert found["people"].tolist() == [300, 4_300]
    assert found["share"].tolist() == pytest.approx([300 / 51_200, 1])
    assert found["across"].tolist() == [True, False]


def test_an_island_without_intercommunalite_is_in_no_row_of_that_level(tiny: Geography) -> None:
    people = {level: parts(tiny, Place("departement", "02"), level)["people"].sum() for level in LEVELS}
    assert people == {
        "commune": 4_750,
        "bassin_de_vie": 4_750,
        "epci": 4_600,
        "departement": 4_750,
        "region": 4_750,
    }


def test_a_place_larger_and_smaller_than_the_level(tiny: Geography) -> None:
    assert parts(tiny, Place("commune", "01002"), "region")["share"].tolist() == pytest.approx([900 / 50_900])
    assert parts(tiny, Place("region", "84"), "commune").index.tolist() == ["01001", "01002"]
    assert parts(tiny, Place("commune", "98818"), "region").empty


def test_a_place_that_does_not_exist(tiny: Geography) -> None:
    with pytest.raises(UnknownTerritoryError, match="'99'"):
        holds(tiny, Place("departement", "99"))


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("above", ["departement", "region"])
def test_the_parts_of_all_places_of_a_level_are_everybody(level: str, above: str) -> None:
    france = load_geography()
    whole = france.level(level)["population"].astype("float64")
    added = sum(
        parts(france, Place(above, code), level)["people"].reindex(whole.index, fill_value=0)
        for code in france.level(above).index
    )
    told = whole[france.level(level)["region"].notna()] if level == "commune" else whole
    assert added[told.index].tolist() == told.tolist()


def test_names_of_what_contains_a_territory(tiny: Geography) -> None:
    assert names_above(tiny, "epci").loc["200000001", "departement_name"].count(" | ") == 1
    assert list(names_above(tiny, "departement")) == ["region_name"]
    assert list(names_above(tiny, "region")) == []
    assert names_above(tiny, "commune").loc["98818"].isna().all()
