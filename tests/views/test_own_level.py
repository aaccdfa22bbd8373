"""The polygons of a reader's own perimeters: dissolved from the light communes, bounded, borders meeting."""

import json

import pandas as pd
import pytest
import shapely
from shapely.geometry import shape

from atlas import settings
from atlas.catalogue import load_catalogue, redrawn
from atlas.territories.perimeters import OWN, with_perimeters
from atlas.views.map import own_level
from atlas.views.map.own_level import own_shapes


def drawn(held):
    common = load_catalogue()
    named = pd.DataFrame({"name": list(held), "kind": OWN}, index=list(held))
    members = pd.DataFrame([(code, one) for code, many in held.items() for one in many])
    members.columns = ["code", "commune"]
    return redrawn(common, with_perimeters(common.geography, named, members))


def of_epcis(*sirens):
    epci = load_catalogue().geography.communes["epci"]
    return {f"e{siren}": list(epci.index[epci.eq(siren)]) for siren in sirens}


def polygons(text):
    return {one["id"]: shape(one["geometry"]) for one in json.loads(text)["features"]}


# Two neighbours of the Drôme: Diois, Crestois.
HELD = of_epcis("242600534", "242600252")


def test_each_is_the_light_polygon_of_all_of_its_communes():
    found = polygons(own_shapes(drawn(HELD)).text)
    assert set(found) == set(HELD)
    told = json.loads((settings.GEO_FOLDER / "display" / "communes" / "26.json").read_text(encoding="utf-8"))
    light = {one["id"]: shape(one["geometry"]) for one in told["features"]}
    for code, polygon in found.items():
        parts = [light[commune] for commune in HELD[code]]
        assert polygon.symmetric_difference(shapely.union_all(parts)).area < 1e-6
        assert polygon.area == pytest.approx(sum(one.area for one in parts), rel=1e-6)


def test_what_is_too_large_is_simplified_and_borders_still_meet(monkeypatch):
    fine = own_shapes(drawn(HELD))
    monkeypatch.setattr(own_level, "MOST", len(fine.text) // 2)
    light = own_shapes(drawn(HELD))
    assert len(light.text) <= own_level.MOST
    assert light.name != fine.name
    assert shapely.coverage_is_valid(list(polygons(light.text).values()))


def test_a_commune_without_a_polygon_is_in_none():
    # Nouméa has no boundary in the atlas.
    communes = load_catalogue().geography.communes
    away = communes.index[communes["departement"].isna()][:2]
    found = own_shapes(drawn({"loin": list(away)}))
    assert found.bounds is None
    assert polygons(found.text) == {}
