"""Random zonings: every commune in one zone, each zone in one piece, the official number of zones."""

import numpy as np
import pytest
from scipy import sparse
from scipy.sparse import csgraph

from atlas.errors import UnknownChoiceError
from atlas.scales import CENTRES, ground, random_zoning
from atlas.scales.zonings import bridges
from atlas.territories import load_geography

LEVELS = ("bassin_de_vie", "epci", "departement", "region")


def pieces(pairs, size):
    matrix = sparse.coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(size, size))
    return csgraph.connected_components(matrix, directed=False)[0]


@pytest.mark.parametrize("level", LEVELS)
def test_ground_is_france_by_parts(level):
    place = ground(load_geography(), level)
    assert place.zones == len(load_geography().level(level))
    assert place.quotas.sum() == place.zones
    # Mainland, Corsica and five overseas départements; inside each one piece, bridges included.
    assert len(place.quotas) == 7
    assert pieces(place.pairs, len(place.communes)) == 7
    assert len(place.communes) == (34_871 if level == "epci" else 34_875)


def test_no_bridge_leaves_its_part():
    place = ground(load_geography(), "bassin_de_vie")
    ties = place.pairs[-place.bridges :]
    assert (place.parts[ties[:, 0]] == place.parts[ties[:, 1]]).all()
    geography = load_geography()
    names = geography.communes["name"].iloc[place.communes].to_numpy()
    tied = {frozenset(pair) for pair in names[ties].tolist()}
    # An island is tied to the next shore.
    assert frozenset(["Île-de-Sein", "Plogoff"]) in tied
    assert frozenset(["Groix", "Larmor-Plage"]) in tied


@pytest.mark.parametrize("null", CENTRES)
@pytest.mark.parametrize("level", LEVELS)
def test_zones_are_whole_and_as_many_as_the_official_ones(level, null):
    place = ground(load_geography(), level)
    zones = random_zoning(place, np.random.default_rng(8), null=null)
    assert np.array_equal(np.unique(zones), np.arange(place.zones))
    inside = zones[place.pairs[:, 0]] == zones[place.pairs[:, 1]]
    assert pieces(place.pairs[inside], len(zones)) == place.zones
    for part, quota in enumerate(place.quotas):
        assert len(np.unique(zones[place.parts == part])) == quota


def test_seeds_tell_zonings_apart():
    place = ground(load_geography(), "departement")
    first, second = (random_zoning(place, np.random.default_rng(seed)) for seed in (1, 2))
    assert np.array_equal(first, random_zoning(place, np.random.default_rng(1)))
    assert not np.array_equal(first, second)


def test_populous_centres_even_out_the_zones():
    place = ground(load_geography(), "departement")

    def spread(null):
        draws = [random_zoning(place, np.random.default_rng(seed), null=null) for seed in range(5)]
        people = [np.bincount(zones, weights=place.population) for zones in draws]
        return np.mean([p.std() / p.mean() for p in people])

    assert spread("population") < spread("uniform")


def test_bridges_are_as_few_as_can_be():
    points = np.array([[0.0, 0], [1, 0], [3, 0], [10, 0], [11, 0], [50, 0]])
    ties = bridges(np.array([[0, 1], [3, 4]]), np.array([0, 0, 0, 0, 0, 1]), points)
    assert sorted(map(tuple, ties.tolist())) == [(1, 2), (2, 3)]


def test_communes_are_no_zoning():
    with pytest.raises(UnknownChoiceError, match="choose a level above"):
        ground(load_geography(), "commune")


def test_unknown_null():
    with pytest.raises(UnknownChoiceError, match="'area'"):
        random_zoning(ground(load_geography(), "region"), np.random.default_rng(1), null="area")
