"""A portrait says what the tables say, for every kind of territory, and keeps unknown apart from zero."""

import json
import math

import numpy as np
import pandas as pd
import pytest
import shapely
from pyproj import Geod

from atlas.catalogue import Catalogue, load_catalogue
from atlas.catalogue.selection import Selection
from atlas.errors import UnknownChoiceError
from atlas.gaps import gaps
from atlas.portrait import LINKS, Portrait, distances, peers, portrait, references
from atlas.territories.places import Place

BIOVALLEE = Place("epci", "242600252")
REDON = Place("epci", "243500741")
OUESSANT = Place("commune", "29155")
ALO = Place("commune", "98611")
NOUMEA = Place("commune", "98818")
NOTHING = Place("commune", "01002")
PLACES = [
    BIOVALLEE,
    REDON,
    OUESSANT,
    ALO,
    NOUMEA,
    NOTHING,
    Place("bassin_de_vie", "26113"),
    Place("departement", "26"),
    Place("region", "11"),
    Place("region", "06"),
    Place("commune", "75056"),
]


@pytest.fixture(scope="module")
def france() -> Catalogue:
    return load_catalogue()


@pytest.mark.parametrize("by", ["seat", "coverage"])
@pytest.mark.parametrize("where", PLACES, ids=lambda where: f"{where.level}:{where.code}")
def test_figures_are_those_of_the_map(france, where, by):
    found = portrait(france, where, by=by)
    row = france.answer(Selection(), where.level, by=by, measure="count").table.loc[where.code]
    assert found.money.present == row["initiatives"] == found.initiatives["counted"].sum()
    received = found.money.received
    assert (received is None) == pd.isna(row["funding"])
    if received is not None:
        assert round(received * 100) == round(row["funding"] * 100)
        # Each table adds up to the same cent.
        for table in (found.lines, found.initiatives):
            assert round(table["share_eur"].sum() * 100) == round(received * 100)
        assert found.money.per_inhabitant == received / found.people.population
    assert found.comparison.iloc[0]["initiatives"] == found.money.present
    assert found.types["here"].sum() == found.money.present
    assert found.types["seat"].sum() == (found.initiatives["link"] == "seat").sum()


@pytest.mark.parametrize("by", ["seat", "coverage"])
@pytest.mark.parametrize("where", [BIOVALLEE, OUESSANT, NOUMEA, Place("region", "11")])
def test_a_blank_reads_as_on_the_map(france, where, by):
    found = portrait(france, where, by=by)
    for kind in found.types.index:
        answer = france.answer(Selection(types=(kind,)), where.level, by=by, measure="count")
        assert found.types["status"][kind] == answer.table["status"][where.code], kind


@pytest.mark.parametrize("chosen", [{"years": (2015, 2020)}, {"text": "eau"}, {"funder_levels": ("etat",)}])
def test_a_filter_on_what_is_often_unknown_leaves_no_zero(france, chosen):
    found = portrait(france, BIOVALLEE, selection=Selection(**chosen))
    assert set(found.types["status"]) <= {"value", "no_known"}


def test_inhabitants_are_as_far_as_on_the_page_of_gaps(france):
    found = portrait(france, REDON)
    for kind in ("tzcld", "pat", "villages_du_futur"):
        table = gaps(france, Selection(types=(kind,)), "epci", by="seat").table
        assert math.isclose(found.types["people_km"][kind], table["distance_km"][REDON.code])


def test_distances_are_great_circles_from_the_border(france):
    km = distances(france, REDON)
    inside = france.places["epci"].eq(REDON.code)
    assert (km[inside] == 0).all()
    border = france.geography.boundaries("epci").geometry[REDON.code].boundary
    lon, lat = shapely.get_coordinates(shapely.segmentize(border, 0.002)).T
    earth = Geod(a=6_371_008.8, b=6_371_008.8)
    for one in ("pat_nozay", "biovallee", "ptce_nola"):
        place = france.places.loc[one]
        _, _, metres = earth.inv(np.full(len(lon), place["lon"]), np.full(len(lat), place["lat"]), lon, lat)
        assert math.isclose(km[one], metres.min() / 1000, abs_tol=0.001)
    assert km[france.places["commune"].isna()].isna().all()


def test_near_grows_with_the_distance(france):
    sizes = [
        (portrait(france, REDON, distance_km=km).initiatives["link"] == "near").sum() for km in (10, 25, 50)
    ]
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[-1]
    table = portrait(france, REDON, distance_km=10).initiatives
    assert table.loc[table["link"] == "near", "distance_km"].between(0, 10, inclusive="right").all()
    assert not table.loc[table["link"] == "near", "counted"].any()


def test_the_closest_tie_comes_first(france):
    order = [list(LINKS).index(link) for link in portrait(france, REDON).initiatives["link"]]
    assert order == sorted(order)


def test_positions_are_ranks(france):
    found = portrait(france, BIOVALLEE, reference="setting")
    table = france.answer(Selection(), "epci", by="seat", measure="rate").table
    rate = (100_000 * table["initiatives"] / france.geography.level("epci")["population"]).astype(float)
    setting = france.geography.level("epci")["setting"]
    others = rate[setting == setting[BIOVALLEE.code]].drop(BIOVALLEE.code)
    row = found.positions.loc["rate"]
    assert row["value"] == rate[BIOVALLEE.code]
    assert row["below"] == (others < row["value"]).sum()
    assert row["above"] == (others > row["value"]).sum()
    assert row["below"] + row["same"] + row["above"] == row["peers"] == len(others)
    assert math.isclose(row["percentile"], 100 * (row["below"] + row["same"] / 2) / row["peers"])


def test_peers_without_a_known_amount_are_not_ranked(france):
    row = portrait(france, BIOVALLEE).positions.loc["funding_rate"]
    assert row["unknown"] > 0
    assert row["peers"] + row["unknown"] == len(peers(france, BIOVALLEE, "setting"))
    funding = france.answer(Selection(), "epci", by="seat", measure="count").table["funding"]
    unfunded = Place("epci", funding.index[funding.isna()][0])
    unknown = portrait(france, unfunded).positions.loc["funding_rate"]
    assert unknown[["value", "below", "same", "above", "percentile"]].isna().all()


def test_an_epci_over_three_departements_keeps_them_all(france):
    found = portrait(france, REDON, reference="departement")
    levels = [(one.level, one.code) for one in found.containers]
    assert levels == [
        ("departement", "35"),
        ("departement", "44"),
        ("departement", "56"),
        ("region", "52"),
        ("region", "53"),
    ]
    touched = france.geography.level("epci")["departements"]
    same = touched.map(lambda codes: bool({"35", "44", "56"} & set(codes)))
    assert found.positions.loc["rate", "peers"] == same.sum() - 1
    assert found.comparison["level"].tolist() == [
        "epci",
        "departement",
        "departement",
        "departement",
        "region",
        "region",
        "setting",
        "france",
    ]


def test_a_commune_without_epci(france):
    found = portrait(france, OUESSANT)
    assert found.people.epci_missing
    assert found.references == ("setting", "departement", "region", "france")
    assert found.money.present == france.places["commune"].eq(OUESSANT.code).sum()
    assert found.money.received is None
    assert found.types["people_km"].ge(0).all()


@pytest.mark.parametrize("where", [ALO, NOUMEA])
def test_an_overseas_commune_without_polygon(france, where):
    found = portrait(france, where)
    assert not found.located
    assert found.references == ("france",)
    assert found.people.population > 0
    assert found.people.area_km2 is found.people.density is found.people.setting is None
    assert found.people.collectivite
    assert found.initiatives.empty
    assert found.types[["nearest", "nearest_km", "people_km"]].isna().all(axis=None)
    assert found.comparison["level"].tolist() == ["commune", "france"]


def test_a_territory_with_nothing_says_what_is_near(france):
    found = portrait(france, NOTHING, distance_km=50)
    assert found.money == (None, None, 0, 0, 0, None)
    assert set(found.initiatives["link"]) == {"near"}
    assert found.lines.empty
    assert found.types["here"].eq(0).all()
    assert found.types["nearest_km"].gt(0).all()
    assert found.positions.loc["rate", "below"] == 0


def test_lines_that_do_not_count_say_why(france):
    lines = portrait(france, BIOVALLEE).lines
    assert lines.loc[lines["entry"] == "counted", "share_eur"].notna().all()
    others = lines[lines["entry"] != "counted"]
    assert others["share_eur"].isna().all()
    assert others.loc[others["entry"] == "not_counted", "reason"].notna().all()
    assert {"counted", "not_counted", "generated"} <= set(lines["entry"])


def test_a_choice_of_types_holds_everywhere(france):
    found = portrait(france, BIOVALLEE, selection=Selection(types=("pat", "tzcld")))
    assert set(found.types.index) == {"pat", "tzcld"}
    assert set(found.initiatives["type"]) <= {"pat", "tzcld"}
    assert found.money.present == 1


@pytest.mark.parametrize("where", PLACES, ids=lambda where: f"{where.level}:{where.code}")
def test_it_turns_into_json(france, where):
    content = json.loads(json.dumps(portrait(france, where).to_dict(), allow_nan=False))
    assert content["code"] == where.code
    assert len(content["types"]) == 18


def test_references_depend_on_the_level(france):
    assert references(france, Place("departement", "26")) == ("setting", "region", "france")
    assert references(france, Place("region", "84")) == ("setting", "france")


def test_what_a_territory_does_not_have_is_refused(france):
    with pytest.raises(UnknownChoiceError, match="has no reference 'departement'"):
        portrait(france, Place("region", "84"), reference="departement")
    with pytest.raises(UnknownChoiceError, match="positive"):
        portrait(france, REDON, distance_km=0)


def test_it_is_asked_again_without_change(france):
    first, second = (portrait(france, BIOVALLEE) for _ in range(2))
    assert isinstance(first, Portrait)
    assert first.to_dict() == second.to_dict()


@pytest.mark.parametrize("where", PLACES, ids=lambda where: f"{where.level}:{where.code}")
def test_models_are_the_peers_most_alike_that_have_more(france, where):
    found = portrait(france, where)
    level = france.geography.level(where.level)
    counted = france.answer(Selection(), where.level, by="seat", measure="count").table["initiatives"]
    own = level.loc[where.code]
    expected = {}
    for code in peers(france, where, found.reference):
        if not counted[code]:
            continue
        other = level.loc[code]
        if pd.isna(other["population"]) or pd.isna(own["population"]):
            continue
        if counted[code] / other["population"] <= counted[where.code] / own["population"]:
            continue
        gap = math.log(other["population"] / own["population"]) ** 2
        if not pd.isna(own["area_km2"]):
            density = other["population"] / other["area_km2"] * own["area_km2"] / own["population"]
            gap += math.log(density) ** 2
        if math.sqrt(gap) <= 1:
            expected[code] = math.sqrt(gap)
    nearest_first = sorted(expected, key=lambda code: expected[code])[:25]
    assert found.models["unlikeness"].tolist() == pytest.approx([expected[code] for code in nearest_first])
    assert set(found.models.index) <= set(expected)
    assert found.models["initiatives"].tolist() == counted[found.models.index].tolist()
    for row in found.models.to_dict("records"):
        assert len(row["initiative"].split(" | ")) == len(row["id"].split("|")) == row["initiatives"]


def test_models_of_a_commune_without_area_are_alike_in_population(france):
    found = portrait(france, Place("commune", "97701"))
    assert found.people.density is None
    near = found.models["population"] / found.people.population
    assert len(near) == 25
    assert near.between(1 / math.e, math.e).all()
