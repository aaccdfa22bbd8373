"""GeoJSON keeps to RFC 7946."""

import json

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LinearRing, Polygon, box, shape

from atlas.catalogue import load_catalogue
from atlas.exports import geojson
from atlas.exports.geojson import rounded


def rings(geometry):
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for exterior, *holes in polygons:
        yield exterior, True
        yield from ((hole, False) for hole in holes)


def test_exteriors_turn_left_and_holes_right(areas):
    written = json.loads(geojson.write(areas))
    assert "crs" not in written
    assert written["name"] == "atlas_epci"
    first, second, third = written["features"]
    assert third["geometry"] is None
    for feature in (first, second):
        for ring, exterior in rings(feature["geometry"]):
            assert ring[0] == ring[-1]
            assert LinearRing(ring).is_ccw == exterior
    numbers = [number for ring, _ in rings(first["geometry"]) for point in ring for number in point]
    assert all(round(number, 7) == number for number in numbers)
    assert 7.123457 in numbers


def test_a_hole_turns_right():
    ring = [(0, 0), (0, 9), (9, 9), (9, 0)]
    hole = [(1, 1), (2, 1), (2, 2), (1, 2)]
    (shape_,) = rounded(gpd.GeoSeries([Polygon(ring, [hole])], crs=4326))
    assert shape_.exterior.is_ccw
    assert not shape_.interiors[0].is_ccw


def test_nothing_crosses_the_antimeridian():
    (across, within) = rounded(gpd.GeoSeries([box(170, -20, 190, -10), box(-5, 40, 5, 50)], crs=4326))
    west, east = sorted((part.bounds for part in across.geoms), key=lambda one: one[0])
    assert west == (-180, -20, -170, -10)
    assert east == (170, -20, 180, -10)
    assert within.bounds == (-5, 40, 5, 50)


@settings(max_examples=40)
@given(st.floats(-350, 350), st.floats(-80, 70), st.floats(0.01, 20))
def test_cutting_keeps_the_area(west, south, size):
    (piece,) = rounded(gpd.GeoSeries([box(west, south, west + size, south + size)], crs=4326))
    left, _, right, _ = piece.bounds
    assert -180 <= left <= right <= 180
    assert np.isclose(piece.area, size * size, rtol=0, atol=1e-4 * max(size, 1))


def test_all_territories_stay_valid_and_keep_their_borders():
    geography = load_catalogue().geography
    for level in ("region", "departement", "epci"):
        places = geography.boundaries(level).geometry.dropna()
        shapes = rounded(places)
        assert shapely.is_valid(shapes).all()
        assert shapely.coverage_is_valid(shapes) == shapely.coverage_is_valid(places.to_numpy())


def test_text_that_is_no_json_comes_through():
    table = pd.DataFrame({"name": ['"\\\n\u2028</script>']}, index=pd.Index(["a"], name="id"))
    written = json.loads(geojson.to_geojson(table, gpd.GeoSeries([None], crs=4326), {}))
    assert written["features"][0]["properties"]["name"] == '"\\\n\u2028</script>'


def test_a_feature_is_where_the_atlas_has_it():
    france = load_catalogue()
    table = france.geography.level("region")[["name"]].rename_axis("code")
    places = france.geography.boundaries("region").geometry
    written = json.loads(geojson.to_geojson(table, places, {}))
    for feature in written["features"]:
        here = shape(feature["geometry"])
        # 11 cm of shift along the border, some thousand km long.
        assert here.symmetric_difference(places[feature["properties"]["code"]]).area < 1e-4
