"""Graphs, clusters, isolation and meeting places against brute force."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse.csgraph import connected_components, minimum_spanning_tree

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.errors import EmptySelectionError, UnknownChoiceError
from atlas.peers import gather, isolation, isolation_distances, links, meeting_towns, network, travelling
from atlas.peers.network import spanning_tree
from atlas.sphere import great_circle, unit_vectors

PLACES = st.tuples(st.floats(-4, 8), st.floats(42, 51)) | st.sampled_from([(2.0, 46.0), (55.5, -21.1)])


def frame(points):
    return pd.DataFrame(points, columns=["lon", "lat"], index=[f"i{n:04d}" for n in range(len(points))])


def matrix(points):
    return np.array([great_circle(one, points) for one in points.to_numpy()])


@settings(max_examples=40)
@given(st.lists(PLACES, min_size=1, max_size=25), st.floats(5, 300))
def test_it_is_the_graph_of_all_pairs(points, km):
    points = frame(points)
    whole = matrix(points)
    found = network(points, km, most_edges=10_000)
    inside = (whole <= km) & ~np.eye(len(points), dtype=bool)
    assert found.members["near"].tolist() == inside.sum(axis=1).tolist()
    assert found.pairs == len(found.edges) == inside.sum() // 2
    assert found.members["isolated"].tolist() == (~inside.any(axis=1)).tolist()
    number, labels = connected_components(inside)
    sizes = np.bincount(labels)
    assert found.clusters == (sizes > 1).sum()
    assert found.members["cluster"].eq(0).tolist() == (sizes[labels] == 1).tolist()
    together = found.members["cluster"].to_numpy()
    for one in range(number):
        assert len(set(together[labels == one])) == 1
    forest = network(points, km, most_edges=0)
    assert len(forest.edges) == len(points) - number
    assert forest.drawn == ("forest" if inside.any() else "all")


@pytest.mark.parametrize("seed", range(3))
def test_the_triangulation_holds_the_shortest_tree(seed):
    random = np.random.default_rng(seed)
    points = frame(np.column_stack([random.normal(2, 3, 400), random.normal(46, 3, 400)]))
    points.iloc[300:] = points.iloc[:100].to_numpy()  # several at one place
    _, _, length = spanning_tree(unit_vectors(points))
    vectors = unit_vectors(points)
    chords = np.linalg.norm(vectors[:, None] - vectors[None], axis=2)
    assert len(length) == 399
    # A dense graph takes what is below 1e-8 for no edge.
    expected = minimum_spanning_tree(np.maximum(chords, 1e-7)).sum()
    assert length.sum() == pytest.approx(expected, abs=1e-4)


@settings(max_examples=25)
@given(st.lists(PLACES, min_size=1, max_size=25), st.floats(5, 300), st.integers(0, 30))
def test_links_are_the_pairs_within_reach_whatever_is_drawn(points, km, most):
    points = frame(points)
    whole = matrix(points)
    found = network(points, km, most_edges=most)
    table = links(found)
    one, other = (points.index.get_indexer(table[end]) for end in ("one", "other"))
    assert table["km"].tolist() == pytest.approx(whole[one, other].tolist(), abs=1e-6)
    assert set(zip(one, other, strict=True)) == set(zip(*np.nonzero(np.triu(whole <= km, 1)), strict=True))
    assert table["km"].is_monotonic_increasing
    assert table.loc[table["forest"], ["one", "other"]].to_numpy().tolist() == (
        found.forest[["one", "other"]].to_numpy().tolist()
    )
    few = links(found, most=0)
    assert few["forest"].all()
    assert len(few) == len(found.forest)


def test_many_members_have_the_neighbours_that_each_would_count():
    random = np.random.default_rng(4)
    points = frame(np.column_stack([random.normal(2, 3, 3_000), random.normal(46, 3, 3_000)]))
    points.iloc[2_000:] = points.iloc[:1_000].to_numpy()
    found = network(points, 40)
    vectors = unit_vectors(points)
    reach = 2 * np.sin(40 / 6371.0088 / 2)
    near = (np.linalg.norm(vectors[:500, None] - vectors[None], axis=2) <= reach).sum(axis=1) - 1
    assert found.members["near"].tolist()[:500] == near.tolist()
    assert (found.members["nearest_km"].iloc[2_000:] == 0).all()


def test_a_gathering_is_its_parts(small):
    found = gather(small, small.places.index, km=100, scope="all", least_population=0)
    points = small.places[["lon", "lat"]]
    assert found.network.edges.equals(network(points, 100).edges)
    assert found.meeting.tolist() == points.dropna().index.tolist()
    near = gather(small, small.places.index, km=100, least_population=0)
    assert near.meeting.tolist() == travelling(points).tolist()
    assert near.towns.equals(meeting_towns(small, points.loc[near.meeting], k=3))
    with pytest.raises(UnknownChoiceError, match="near, all"):
        gather(small, small.places.index, scope="some")


def test_points_on_one_circle_have_a_tree_too():
    points = frame([(lon, 0.0) for lon in range(100)])
    _, _, length = spanning_tree(unit_vectors(points))
    assert len(length) == 99
    assert length == pytest.approx(length[0])


def test_without_a_place_or_a_reach():
    points = frame([(2.0, 46.0), (np.nan, np.nan)])
    found = network(points, 10)
    assert found.unplaced.tolist() == ["i0001"]
    assert found.members.loc["i0000", ["near", "isolated", "cluster"]].tolist() == [0, True, 0]
    assert found.members["nearest"].isna().all()
    with pytest.raises(EmptySelectionError):
        network(points.iloc[1:], 10)
    for km in (0, -1, np.nan):
        with pytest.raises(UnknownChoiceError):
            network(points, km)


@pytest.mark.parametrize("kinds", [("ptce",), ("tzcld",), ("villages_du_futur",)])
def test_the_best_towns_are_those_of_measuring_all(kinds):
    france = load_catalogue()
    points = france.places.loc[france.choose(Selection(types=kinds)).index, ["lon", "lat"]]
    found = meeting_towns(france, points, k=3)
    towns = france.geography.communes[["seat_lon", "seat_lat"]].dropna()
    each = np.array([great_circle(one, towns) for one in points.dropna().to_numpy()])
    for name, all_of_them in (("sum", each.sum(axis=0)), ("max", each.max(axis=0))):
        best = pd.Series(all_of_them, index=towns.index).nsmallest(3)
        mine = found[found[f"rank_{name}"].notna()].sort_values(f"rank_{name}")
        assert mine[f"{name}_km"].tolist() == pytest.approx(best.tolist(), abs=0.01)
        assert mine.index[0] == best.index[0]
    assert (found["mean_km"] * len(points.dropna())).tolist() == pytest.approx(found["sum_km"].tolist())


def test_towns_may_have_to_be_large(small):
    points = small.places[["lon", "lat"]]
    found = meeting_towns(small, points, least_population=1_000_000)
    assert found["name"].tolist() == ["Paris"]
    with pytest.raises(EmptySelectionError):
        meeting_towns(small, points, least_population=10**9)
    with pytest.raises(EmptySelectionError):
        meeting_towns(small, points.loc[["d"]])


def test_isolation_by_hand(small):
    near = isolation_distances(small)
    assert near.loc[["a", "e"], "any_km"].tolist() == [0, 0]
    assert near.loc["d"].isna().tolist() == [False, True, True]
    assert not near.loc["d", "located"]
    table = isolation(small, reaches=(1, 50, 20_000))
    # Within 50 km: b has a, c and f have nobody. Of the same type: a and b have each other.
    assert table.loc[1, ["placed", "unplaced", "alone", "alone_in_type"]].tolist() == [5, 1, 3, 5]
    assert table.loc[50, ["alone", "alone_in_type"]].tolist() == [2, 3]
    assert table.loc[50, "alone_share"] == pytest.approx(2 / 5)
    assert table.loc[20_000, "alone"] == 0
    one = isolation(small, Selection(types=("y",)), reaches=(50,))
    assert one.loc[50, ["placed", "alone", "alone_in_type"]].tolist() == [2, 1, 2]
    with pytest.raises(EmptySelectionError):
        isolation(small, Selection(text="delta"))
