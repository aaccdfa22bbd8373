"""A named set of communes as a place like any other: small enough to count by hand."""

from dataclasses import replace

import pandas as pd
import pytest

from atlas.errors import UnknownChoiceError, UnknownTerritoryError
from atlas.territories import Geography, load_geography
from atlas.territories.above import names_above
from atlas.territories.contiguity import level_pairs
from atlas.territories.members import members_of, pairs_of
from atlas.territories.parts import holds, parts, touched
from atlas.territories.perimeters import OWN, alone, in_perimeters, parts_of, shape, shapes, with_perimeters
from atlas.territories.places import Place, is_place, place
from atlas.territories.search import search
from atlas.vocabulary import LEVELS, PERIMETER, SETTINGS

NAMED = pd.DataFrame(
    {"name": ["Pays des Rives", "<b>Large</b>", "Outre-mer"], "kind": ["pat", "pat", OWN]},
    index=["rives", "large", "outremer"],
)
MEMBERS = pd.DataFrame(
    [
        ("rives", "01002"),
        ("rives", "02001"),
        ("rives", "02001"),  # twice: once
        ("large", "02001"),
        ("large", "02005"),
        ("outremer", "98818"),
    ],
    columns=["code", "commune"],
)


@pytest.fixture(scope="module")
def drawn(tiny: Geography) -> Geography:
    return with_perimeters(tiny, NAMED, MEMBERS)


def test_its_table_sums_its_communes(drawn: Geography) -> None:
    table = drawn.level(PERIMETER)
    rives = table.loc["rives"]
    assert rives["communes"] == 2
    assert rives["population"] == 900 + 300
    assert rives["area_km2"] == 2 * 85
    assert [rives[f"pop_{key}"] for key in SETTINGS] == [0, 900, 300]
    assert rives["setting"] == "periurbain"
    assert rives["departements"] == ["01", "02"]
    assert rives["regions"] == ["32", "84"]
    # The seat of 01002, the more populous.
    assert (rives["label_lon"], rives["label_lat"]) == pytest.approx((2.15, 46.05))
    assert table.loc["outremer", "departements"] == []
    assert pd.isna(table.loc["outremer", "setting"])
    assert names_above(drawn, PERIMETER).loc["rives", "departement_name"] == "Ain | Aisne"


def test_the_columns_are_those_of_the_official_levels(drawn: Geography) -> None:
    official, own = drawn.level("epci"), drawn.level(PERIMETER)
    assert set(own.columns) == {*official.columns, "kind"}


def test_of_people_that_nobody_counted_no_sum_is_told(tiny: Geography) -> None:
    communes = tiny.communes.assign(population=tiny.communes["population"].astype("Int64"))
    communes.loc["02005", "population"] = pd.NA
    unknown = replace(tiny, communes=communes)
    table = with_perimeters(unknown, NAMED, MEMBERS).level(PERIMETER)
    assert pd.isna(table.loc["large", "population"])
    assert table.loc["rives", "population"] == 1_200


def test_a_commune_may_be_in_several(drawn: Geography) -> None:
    held = {code: drawn.members(PERIMETER, code).tolist() for code in NAMED.index}
    assert held == {"rives": ["01002", "02001"], "large": ["02001", "02005"], "outremer": ["98818"]}
    rows, communes = members_of(drawn, PERIMETER, pd.Index(["large", "rives"]))
    assert rows.tolist() == [0, 0, 1, 1]
    assert drawn.communes.index[communes].tolist() == ["02001", "02005", "01002", "02001"]
    assert alone(drawn, "rives").tolist() == [False, False, True]
    here = holds(drawn, Place("commune", "02001"))
    assert touched(drawn, PERIMETER, here).tolist() == [True, True, False]
    assert parts(drawn, Place("commune", "02001"), PERIMETER)["people"].tolist() == [300, 300]


def test_other_levels_know_their_part_of_it(drawn: Geography) -> None:
    found = parts(drawn, Place(PERIMETER, "rives"), "epci")
    assert found.index.tolist() == ["200000001"]
    assert found["people"].tolist() == [1_200]
    assert found["share"].tolist() == pytest.approx([1_200 / 51_200])
    assert found["across"].tolist() == [True]


def test_its_polygon_is_that_of_its_communes(drawn: Geography) -> None:
    here = shape(drawn, Place(PERIMETER, "rives"))
    assert here is not None
    assert here.bounds == pytest.approx((2.1, 46.0, 2.3, 46.1))
    assert here.area == pytest.approx(0.02)
    assert shape(drawn, Place(PERIMETER, "outremer")) is None
    both = shapes(drawn, PERIMETER, pd.Index(["large", "outremer"]))
    assert both.isna().tolist() == [False, True]
    assert shapes(drawn, "epci", pd.Index(["200000002"])).iloc[0].area == pytest.approx(0.03)


def test_pieces_are_told(drawn: Geography) -> None:
    assert parts_of(drawn, "rives") == [["01002", "02001"]]
    assert parts_of(drawn, "large") == [["02001"], ["02005"]]
    assert parts_of(drawn, "outremer") == []


def test_what_is_known_by_commune_is_in_each_perimeter_whole(drawn: Geography) -> None:
    rows = pd.DataFrame({"line": "l", "code": ["01001", "02001", "02005"], "cents": [100, 10, 1]})
    found = in_perimeters(rows, drawn, "cents", ["line"])
    assert found.set_index("code")["cents"].to_dict() == {"rives": 10, "large": 11}


def test_the_official_geography_stays_as_it_was(tiny: Geography, drawn: Geography) -> None:
    assert drawn.official is tiny
    assert tiny.official is tiny
    assert tiny.levels == tuple(LEVELS)
    assert not is_place(tiny, "perimetre:rives")
    assert drawn.polygons is tiny.polygons
    assert level_pairs(drawn, "epci") is level_pairs(tiny, "epci")
    assert drawn.named("Montagne") == ("02005",)
    with pytest.raises(UnknownChoiceError, match="perimetre"):
        tiny.level(PERIMETER)


def test_more_may_be_added_to_those_that_are_there(tiny: Geography, drawn: Geography) -> None:
    named = pd.DataFrame({"name": ["Paris"], "kind": OWN}, index=["paris"])
    more = with_perimeters(drawn, named, pd.DataFrame({"code": ["paris"], "commune": ["75056"]}))
    assert more.level(PERIMETER).index.tolist() == [*NAMED.index, "paris"]
    assert more.members(PERIMETER, "paris").tolist() == ["75056"]
    assert more.members(PERIMETER, "rives").tolist() == ["01002", "02001"]
    assert more.official is tiny
    assert PERIMETER not in tiny.levels
    assert drawn.level(PERIMETER).index.tolist() == [*NAMED.index]


def test_what_is_refused(tiny: Geography, drawn: Geography) -> None:
    with pytest.raises(UnknownTerritoryError, match="'99999'"):
        with_perimeters(tiny, NAMED, pd.DataFrame({"code": ["rives"], "commune": ["99999"]}))
    with pytest.raises(UnknownTerritoryError, match="'rives'"):
        with_perimeters(drawn, NAMED, MEMBERS)
    for text in ("perimetre:nope", "perimetre:", "perimetre", "perimetre:rives:x", "perimetre:<b>"):
        assert not is_place(drawn, text)
        with pytest.raises(UnknownTerritoryError):
            place(drawn, text)
    with pytest.raises(UnknownTerritoryError, match="'nope'"):
        holds(drawn, Place(PERIMETER, "nope"))


def test_a_search_finds_it(tiny: Geography, drawn: Geography) -> None:
    assert search(drawn, "pays des rives")["code"].tolist() == ["rives"]
    assert search(drawn, "rives pais")["code"].tolist() == ["rives"]  # by its words, one of them amiss
    assert "rives" not in search(tiny, "pays des rives")["code"].tolist()
    assert search(drawn, "large", levels=["epci"])["code"].tolist() == ["200000002"]


@pytest.mark.parametrize("level", LEVELS)
def test_the_communes_of_a_level_stand_once_in_the_order_of_territories(level: str) -> None:
    france = load_geography()
    territories, communes = pairs_of(france, level)
    codes = france.communes.index if level == "commune" else pd.Index(france.communes[level])
    assert (france.level(level).index[territories] == codes[communes]).all()
    assert len(communes) == codes.notna().sum() == len(set(communes.tolist()))
    assert (territories[1:] >= territories[:-1]).all()
