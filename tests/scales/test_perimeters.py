"""Whether perimeters keep to zones: by hand, on real lists, and where the answer is known beforehand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.errors import UnknownChoiceError
from atlas.scales import (
    border_fit,
    ground,
    known_perimeters,
    matched_zonings,
    misfit,
    own_fit,
    perimeter_fit,
    union_fit,
)
from atlas.scales.chance import two_sided
from atlas.scales.perimeters import Perimeters, edges, land
from atlas.scales.unions import _made, grow, joined, whole_unions

PAT = Selection(types=("pat",))


def of(*perimeters):
    owner = np.repeat(np.arange(len(perimeters)), [len(one) for one in perimeters])
    return Perimeters(
        pd.Index([str(number) for number in range(len(perimeters))]), owner, np.concatenate(perimeters)
    )


def test_misfit_by_hand():
    # Zones: 0 1 | 2 3 4; ten inhabitants each, 40 in the last.
    zones, people = np.array([0, 0, 1, 1, 1]), np.array([10.0, 10, 10, 10, 40])
    found = misfit(of([0, 1], [0], [0, 1, 2], [4], [2, 3, 4, 0]), zones, people)
    assert found.tolist() == pytest.approx([0, 1, 10 / 30, 20 / 40, 10 / 70])


def test_borders_by_hand():
    # 0-1-2-3-4 in a row, and 0-4 that closes it; zones 0 1 | 2 3 4.
    borders = np.array([[0, 1], [1, 2], [2, 3], [3, 4], [0, 4]])
    zones = np.array([0, 0, 1, 1, 1])
    found = of([0, 1], [1, 2], [3], [0, 1, 2, 3, 4])
    around = edges(found, borders, 5)
    values = border_fit(found, around, zones[borders[:, 0]] != zones[borders[:, 1]])
    assert values[:2].tolist() == [1, -1]
    # A lone commune has nothing inside, France nothing around.
    assert np.isnan(values[2:]).all()


@given(st.data())
def test_whole_zones_fit_and_nothing_is_moved_twice(data):
    zones = np.array(data.draw(st.lists(st.integers(0, 4), min_size=5, max_size=12)))
    people = np.array(data.draw(st.lists(st.integers(1, 9), min_size=len(zones), max_size=len(zones))), float)
    chosen = data.draw(st.sets(st.sampled_from(sorted(set(zones.tolist()))), min_size=1))
    whole = np.flatnonzero(np.isin(zones, list(chosen)))
    any_of = np.array(sorted(data.draw(st.sets(st.integers(0, len(zones) - 1), min_size=1))))
    found = misfit(of(whole, any_of), zones, people)
    assert found[0] == 0
    assert 0 <= found[1] <= 1


@pytest.fixture(scope="module")
def fits():
    return {level: perimeter_fit(load_catalogue(), PAT, level) for level in ("bassin_de_vie", "epci")}


def test_food_projects_keep_to_bassins_de_vie_less_than_to_their_epci(fits):
    """Of an independent computation over the same lists, within what new rows may change."""
    bassins, epci = fits["bassin_de_vie"].overall, fits["epci"].overall
    assert bassins.loc["misfit", "official"] == pytest.approx(0.344, abs=0.02)
    assert bassins.loc["border", "official"] == pytest.approx(0.231, abs=0.02)
    assert epci.loc["misfit", "official"] == pytest.approx(0.073, abs=0.02)
    assert epci.loc["border", "official"] == pytest.approx(0.897, abs=0.02)
    for one in (bassins, epci):
        assert one.loc["misfit", "random"] > 0.55
        assert abs(one.loc["border", "random"]) < 0.05
        assert (one["p"] <= 0.05).all()
        assert one.loc["misfit", "official"] < one.loc["misfit", "check_low"]


def test_biovallee_fits_its_bassins_better_than_random_ones():
    found = perimeter_fit(load_catalogue(), Selection(), "bassin_de_vie").table.loc["biovallee"]
    assert (found["communes"], found["population"]) == (93, 59_587)
    assert found["misfit"] == pytest.approx(0.209, abs=0.001)
    assert found["misfit"] < found["misfit_low"]


def test_a_sheet_says_what_the_ranking_says(fits):
    for identifier in ("pat_saint_louis_agglomeration", "pat_marana_golo", "pat_montfort_communaute"):
        for level, found in fits.items():
            row = found.table.loc[identifier, ["misfit", "misfit_low", "misfit_high"]].tolist()
            assert list(own_fit(load_catalogue(), identifier, level)) == pytest.approx(row)
    seat_alone = load_catalogue().tables.initiatives.query("coverage.isna()").index[0]
    assert own_fit(load_catalogue(), seat_alone, "epci") is None


def test_unions_of_epci_beside_other_unions():
    found = union_fit(load_catalogue(), PAT)
    assert found.unions == pytest.approx(107, abs=5)
    assert found.table.loc["misfit", "official"] == pytest.approx(0.262, abs=0.03)
    assert found.table.loc["misfit", "random"] == pytest.approx(0.274, abs=0.03)
    assert found.table.loc["outer", "random"] == pytest.approx(0.453, abs=0.02)
    assert found is union_fit(load_catalogue(), PAT)


def test_misfit_of_unions_is_that_of_their_communes():
    catalogue = load_catalogue()
    place = ground(catalogue.geography, "bassin_de_vie")
    chosen = Selection(types=("contrat_transition_ecologique",))
    neighbours = _made(catalogue.geography, "bassin_de_vie").neighbours
    held = whole_unions(catalogue, chosen, neighbours)
    codes = catalogue.geography.level("epci").index
    epci = catalogue.geography.communes["epci"].iloc[place.communes].to_numpy()
    communes = [np.flatnonzero(np.isin(epci, codes[union])) for union in held]
    by_communes = misfit(of(*communes), place.official, place.population)
    assert union_fit(catalogue, chosen, draws=3).table.loc["misfit", "official"] == pytest.approx(
        by_communes.mean()
    )


def test_random_unions_are_joined():
    neighbours = [[1, 3], [0, 2, 4], [1, 5], [0, 4], [1, 3, 5], [2, 4]]
    for seed in range(20):
        union = grow(neighbours, 2, 4, np.random.default_rng(seed))
        assert union[0] == 2
        assert len(set(union)) == 4
        assert joined(union, neighbours)
    assert grow([[], []], 0, 2, np.random.default_rng(1)) == [0]


def test_no_perimeter_no_answer():
    nothing = Selection(types=("tiers_lieu",))
    assert perimeter_fit(load_catalogue(), nothing, "epci") is None
    assert union_fit(load_catalogue(), nothing) is None
    with pytest.raises(UnknownChoiceError, match="'region'"):
        perimeter_fit(load_catalogue(), PAT, "region")


def test_only_lists_of_communes_are_perimeters():
    catalogue = load_catalogue()
    found = known_perimeters(catalogue, Selection(), "bassin_de_vie")
    told = catalogue.tables.initiatives["coverage"].reindex(found.ids)
    assert not told.str.contains("region:|bassin_de_vie:").any()
    assert told.notna().all()


def test_one_p_in_twenty_is_sure_by_chance_and_a_real_fit_is_found():
    """Zonings that are draws themselves are seldom told apart; the zones that perimeters come from are."""
    geography = load_catalogue().geography
    place, stored = ground(geography, "departement"), matched_zonings(geography, "departement")
    drawn = stored.zonings[: stored.draws].astype(np.intp)
    borders = land(place)
    generator = np.random.default_rng(11)
    starts = np.concatenate([[0], np.cumsum(np.bincount(place.official))])
    by_zone = np.argsort(place.official, kind="stable")
    # Perimeters of the official départements, made ragged: blind to every drawn zoning alike.
    whole = [by_zone[starts[zone] : starts[zone + 1]] for zone in range(place.zones)]
    ragged = of(*(one[generator.random(len(one)) < 0.7] for one in whole))
    around = edges(ragged, borders, len(place.communes))

    def mean(zones):
        cut = zones[borders[:, 0]] != zones[borders[:, 1]]
        return np.array(
            [
                misfit(ragged, zones, place.population).mean(),
                np.nanmean(border_fit(ragged, around, cut)),
            ]
        )

    values = np.array([mean(zones) for zones in drawn])
    p = np.array([two_sided(values[one], np.delete(values, one, axis=0).T) for one in range(len(values))])
    # Ranks of exchangeable draws are uniform: at most one in twenty, and not all of them dull.
    assert (p <= 0.05).mean() <= 0.05
    assert (p <= 0.5).mean() == pytest.approx(0.5, abs=0.05)
    found = two_sided(mean(place.official), values.T)
    assert (found == 2 / (len(values) + 1)).all()
