"""The map of peers draws ways of the length that they say, and stays small."""

import itertools
import json

import numpy as np
import pytest

from atlas.catalogue import load_catalogue
from atlas.peers import Start, meeting_towns, network, peers
from atlas.sphere import great_circle
from atlas.views.link import View
from atlas.views.map.figure import map_picture
from atlas.views.peers import map as peers_map


def test_ways_are_as_long_as_they_say():
    france = load_catalogue()
    found = peers(france, Start(initiative="biovallee"), nearness_share=0, k=60)
    overlay = peers_map.pairs_overlay(france, found, "en")
    placed = found.table["distance_km"].dropna()
    assert len(overlay.lines) == len(placed)
    assert max(len(path) for path, _ in overlay.lines) > 2
    for (path, _), km in zip(overlay.lines, placed, strict=True):
        points = np.array(path)[:, ::-1]
        length = sum(great_circle(one, [other])[0] for one, other in itertools.pairwise(points))
        assert length == pytest.approx(km, abs=0.5, rel=0.002)


def test_a_start_without_a_point_has_no_ways():
    found = peers(load_catalogue(), Start(type="ptce"))
    overlay = peers_map.pairs_overlay(load_catalogue(), found, "fr")
    assert (overlay.lines, overlay.circles, overlay.marks) == ([], [], [])


def test_the_largest_network_is_a_small_map():
    france = load_catalogue()
    points = france.places[["lon", "lat"]]
    found = network(points, 50)
    towns = meeting_towns(france, points, least_population=50_000)
    overlay = peers_map.network_overlay(found, towns, "fr")
    assert found.drawn == "forest"
    # One line for all ties between two places, none within one.
    at = points.round(3).apply(tuple, axis=1)
    ties = {(at[a], at[b]) for a, b in zip(found.edges["one"], found.edges["other"], strict=True)}
    assert len(found.edges) == len(found.members) - found.members["isolated"].sum() - found.clusters
    assert len(overlay.lines) == sum(one != other for one, other in ties) < len(found.edges)
    view, answer, figure = peers_map.ground(france, View(), found.members.index, "x")
    payload = map_picture(france, view, answer, figure=figure, overlay=overlay).payload()
    assert len(json.dumps(payload).encode()) < 30 * len(found.members)


def test_bounds_hold_all_points():
    france = load_catalogue()
    points = france.places.loc[["biovallee", "figeacteurs"], ["lat", "lon"]]
    (south, west), (north, east) = peers_map.bounds(points)
    assert points["lat"].between(south, north).all()
    assert points["lon"].between(west, east).all()
