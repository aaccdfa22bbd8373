"""Where official zonings fall among random ones: rules of values, figures of the map, p-values."""

import numpy as np
import pandas as pd
import pytest

from atlas.catalogue import load_catalogue
from atlas.catalogue.measures import MEASURES
from atlas.catalogue.selection import Selection
from atlas.errors import UnknownChoiceError
from atlas.scales import (
    INDICATORS,
    STATISTICS,
    ZoningQuestion,
    gini,
    gini_people,
    ground,
    matched_zonings,
    two_sided,
    values,
    zoning_effect,
    zoning_result,
)
from atlas.scales.comparison import Load, compare, load, zone_values
from atlas.views.scales import zonings as zoning_view
from atlas.words import say

TZCLD = Selection(types=("tzcld",))


def question(**changed):
    given = {"selection": TZCLD, "level": "departement", "indicator": "rate", "null": "uniform"}
    given |= {"zonings": 9, "seed": 1}
    return ZoningQuestion(**given | changed)


@pytest.mark.parametrize("by", ["seat", "coverage"])
@pytest.mark.parametrize("indicator", INDICATORS)
@pytest.mark.parametrize("level", ["epci", "departement"])
def test_communes_add_up_to_the_figures_of_the_map(level, indicator, by):
    catalogue = load_catalogue()
    # Every initiative whose commune is known: the map and the communes then count the same.
    chosen = Selection(types=("tzcld", "tiers_lieu"), text="")
    place = ground(catalogue.geography, level)
    carried, initiatives, placed = load(catalogue, place, chosen, by)
    found = pd.Series(zone_values(carried, place.official, place.zones, indicator), index=place.codes)
    shown = values(catalogue, chosen, level, indicator=indicator, by=by)
    if initiatives == placed:
        expected = shown.table["value"]
        pd.testing.assert_series_equal(found, expected, check_names=False, atol=0.01)
    else:
        # Those known by their département only are on the map of départements, and in no commune.
        assert found.fillna(0).sum() <= shown.table["value"].fillna(0).sum() + 0.01


def test_complete_list_adds_up_exactly():
    catalogue = load_catalogue()
    place = ground(catalogue.geography, "bassin_de_vie")
    carried, initiatives, placed = load(catalogue, place, TZCLD, "seat")
    assert initiatives == placed
    found = zone_values(carried, place.official, place.zones, "count")
    shown = values(catalogue, TZCLD, "bassin_de_vie", indicator="count").table["value"]
    assert found.tolist() == shown.tolist()


def by_communes(catalogue, chosen, level):
    """Every indicator of each territory from the seats' communes, in plain pandas."""
    communes = catalogue.geography.communes
    seats = catalogue.places.loc[catalogue.choose(chosen).index, "commune"].dropna()
    lines = catalogue.lines[catalogue.lines["initiative_id"].isin(seats.index)]
    at = {
        "count": seats.value_counts(),
        "cents": lines["cents"].groupby(lines["initiative_id"].map(seats)).sum(),
        "people": communes["population"],
        "reached": communes.loc[seats.unique(), "population"],
    }
    sums = pd.DataFrame(at).groupby(communes[level]).sum(min_count=1)
    count, people = sums["count"].fillna(0), sums["people"].astype("float64")
    euros = (sums["cents"] / 100).mask(count.eq(0), 0)
    return {
        "count": count,
        "rate": count / people * 100_000,
        "funding": euros,
        "funding_rate": euros / people,
        "covered": sums["reached"].fillna(0) / people * 100,
    }


@pytest.mark.parametrize("level", ["bassin_de_vie", "epci", "departement", "region"])
@pytest.mark.parametrize("indicator", INDICATORS)
def test_an_official_zoning_is_the_sum_of_its_communes(level, indicator):
    catalogue = load_catalogue()
    everything = Selection()
    expected = by_communes(catalogue, everything, level)[indicator]
    place = ground(catalogue.geography, level)
    carried, *_ = load(catalogue, place, everything, "seat")
    found = pd.Series(zone_values(carried, place.official, place.zones, indicator), index=place.codes)
    assert found.gt(0).any()
    pd.testing.assert_series_equal(found, expected.astype("float64").reindex(found.index), check_names=False)


@pytest.mark.parametrize("indicator", ["euros", "", "Count"])
def test_no_zone_has_a_value_of_an_indicator_that_is_none(indicator):
    nothing = np.zeros(1)
    carried = Load(np.array([0]), np.array([0]), nothing, nothing > 0, nothing + 5)
    with pytest.raises(UnknownChoiceError, match="choose one of count"):
        zone_values(carried, np.array([0]), 1, indicator)


def test_an_indicator_is_declared_once(monkeypatch):
    """The figure of a new one is the same on the map, in the table of levels and in zones."""
    catalogue = load_catalogue()
    new = INDICATORS["rate"]._replace(
        compute=lambda count, euros, people: count + np.nan_to_num(euros) + people / 3
    )
    monkeypatch.setitem(MEASURES, "new", new)
    monkeypatch.setitem(INDICATORS, "new", new)
    place = ground(catalogue.geography, "departement")
    carried, *_ = load(catalogue, place, TZCLD, "seat")
    zones = pd.Series(zone_values(carried, place.official, place.zones, "new"), index=place.codes)
    shown = values(catalogue, TZCLD, "departement", indicator="new")
    present = shown.table["state"].eq("value")
    assert present.any()
    pd.testing.assert_series_equal(zones[present], shown.table.loc[present, "value"], check_names=False)
    pd.testing.assert_series_equal(
        shown.answer.table.loc[present, "value"], zones[present], check_names=False
    )


def test_rules_of_values():
    carried = Load(
        initiative=np.array([0, 1, 1]),
        commune=np.array([0, 1, 2]),
        cents=np.array([0.0, 50_000, 0, 0, 0]),
        funded=np.array([False, True, False, False, False]),
        population=np.array([10.0, 20, 30, 40, 0]),
    )
    zones = np.array([0, 1, 1, 2, 3])
    np.testing.assert_equal(zone_values(carried, zones, 4, "count"), [1, 1, 0, 0])
    np.testing.assert_equal(zone_values(carried, zones, 4, "rate"), [10_000, 2_000, 0, np.nan])
    np.testing.assert_equal(zone_values(carried, zones, 4, "covered"), [100, 100, 0, np.nan])
    # Present without a known amount is unknown; nobody there received nothing.
    np.testing.assert_equal(zone_values(carried, zones, 4, "funding"), [np.nan, 500, 0, 0])
    np.testing.assert_equal(zone_values(carried, zones, 4, "funding_rate"), [np.nan, 10, 0, np.nan])


def test_result_is_kept_and_the_same_again():
    catalogue = load_catalogue()
    told = []
    asked = question(seed=3)
    first = zoning_effect(catalogue, asked, progress=lambda *step: told.append(step))
    assert told == [(done, 9) for done in range(1, 10)]
    assert zoning_effect(catalogue, asked, progress=lambda *step: told.append(step)) is first
    assert len(told) == 9
    assert zoning_result(catalogue, asked) is first
    assert zoning_result(catalogue, question(seed=4)) is None


def test_seed_and_null_decide():
    catalogue = load_catalogue()
    draws = [zoning_effect(catalogue, question(zonings=3, seed=s)).draws for s in (5, 6)]
    other = zoning_effect(catalogue, question(zonings=3, seed=5, null="population")).draws
    assert not draws[0].equals(draws[1])
    assert not draws[0].equals(other)


def test_table_and_facts():
    found = zoning_effect(load_catalogue(), question())
    assert found.table.index.tolist() == list(STATISTICS)
    assert (found.zones, found.communes, found.initiatives) == (101, 34_875, found.placed)
    assert len(found.draws) == 9
    table = found.table
    assert (table["random_low"] <= table["random_mean"]).all()
    assert table["p"].dropna().between(0.2, 1).all()


def test_the_mean_of_a_count_is_the_same_in_every_zoning():
    row = zoning_effect(load_catalogue(), question(indicator="count")).table.loc["mean"]
    assert row["official"] == pytest.approx(row["random_mean"])
    assert row[["rank", "p"]].isna().all()


def test_nothing_chosen_is_missing_everywhere_but_for_populations():
    found = zoning_effect(load_catalogue(), question(selection=Selection(text="zzz"), zonings=2))
    assert found.table.loc[["gini", "moran", "theil", "variation"], "official"].isna().all()
    assert found.table.loc["population_variation", "official"] > 0


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"level": "canton"}, "Unknown level 'canton'"),
        ({"level": "commune"}, "choose a level above"),
        ({"indicator": "size"}, "Unknown indicator 'size'"),
        ({"null": "area"}, "Unknown way to draw zones 'area'"),
        ({"zonings": 0}, "between 1 and"),
    ],
)
def test_wrong_questions(changed, message):
    with pytest.raises(UnknownChoiceError, match=message):
        zoning_effect(load_catalogue(), question(**changed))


def test_compare_by_hand():
    draws = pd.DataFrame({"gini": [0.1, 0.2, 0.2, 0.4], "moran": [np.nan, 0.0, 0.1, 0.2], "mean": [1.0] * 4})
    found = compare(pd.Series({"gini": 0.2, "moran": 0.3, "mean": 1.0}), draws)
    assert found.loc["gini", ["rank", "p"]].tolist() == [0.5, 1.0]
    assert found.loc["moran", ["rank", "p", "zonings"]].tolist() == [1.0, 0.5, 3]
    assert found.loc["mean", ["rank", "p"]].isna().all()


def test_compare_where_all_draws_are_the_same():
    draws = pd.DataFrame({"zeros": [0.5] * 199, "gini": [0.1 + 0.2] * 199})
    found = compare(pd.Series({"zeros": 0.9, "gini": 0.3}), draws)
    assert found.loc["zeros", ["rank", "p"]].tolist() == [1.0, 0.01]
    assert found.loc["gini", ["rank", "p"]].isna().all()


def test_compare_counts_ties_half():
    draws = pd.DataFrame({"gini": [0.1, 0.3, 0.3 + 1e-15, 0.5]})
    assert compare(pd.Series({"gini": 0.3}), draws).loc["gini", "rank"] == 0.5


def test_stored_zonings_answer_with_their_checks():
    """The same figures as adding up by hand, zoning by zoning."""
    catalogue = load_catalogue()
    asked = question(null="matched", statistics=("gini", "gini_people"), selection=Selection(types=("pat",)))
    found = zoning_effect(catalogue, asked)
    place, stored = (
        ground(catalogue.geography, "departement"),
        matched_zonings(catalogue.geography, "departement"),
    )
    assert len(found.draws) == stored.draws
    seats = catalogue.places.loc[catalogue.choose(asked.selection).index, "commune"].dropna()
    codes = catalogue.geography.communes.index[place.communes]
    zone = stored.zonings[3][codes.get_indexer(seats[seats.isin(codes)])]
    count = np.bincount(zone, minlength=place.zones)
    rates = pd.Series(count / stored.people[3] * 100_000)
    assert found.draws.loc[4, "gini"] == pytest.approx(gini(rates))
    assert found.draws.loc[4, "gini_people"] == pytest.approx(gini_people(rates, pd.Series(stored.people[3])))
    assert found.table["check_low"].le(found.table["check_high"]).all()
    least = 2 / (stored.draws + 1)
    assert found.table["p"].ge(least).all()


def test_regions_have_no_stored_zonings():
    with pytest.raises(UnknownChoiceError, match="'region'"):
        zoning_effect(load_catalogue(), question(null="matched", level="region"))


def test_unknown_statistic():
    with pytest.raises(UnknownChoiceError, match="'entropy'"):
        zoning_effect(load_catalogue(), question(statistics=("entropy",)))


def test_no_verdict_where_walks_from_the_official_zoning_say_otherwise():
    draws = pd.DataFrame({"gini": np.linspace(0.1, 0.2, 99)})
    real = pd.Series({"gini": 0.3})

    def told(checks):
        row = compare(real, draws, pd.DataFrame({"gini": checks})).loc["gini"]
        return zoning_view.verdict(row, "en")

    assert told([0.12, 0.25]) == say("scales_verdict_high", "en")
    assert told([0.12, 0.35]) == say("scales_verdict_unsettled", "en")
    # All on the same side, but elsewhere than the draws.
    assert told([0.05, 0.051, 0.052]) == say("scales_verdict_unsettled", "en")


def test_one_p_in_twenty_is_sure_by_chance_and_zones_of_initiatives_are_found():
    """Initiatives that fall on inhabitants at random, and initiatives one to each official zone."""
    geography = load_catalogue().geography
    place, stored = ground(geography, "bassin_de_vie"), matched_zonings(geography, "bassin_de_vie")
    generator = np.random.default_rng(6)
    zonings = stored.zonings[: stored.draws].astype(np.intp)
    nothing = np.zeros(len(place.communes))

    def gini_of(zones, communes):
        carried = Load(np.arange(len(communes)), communes, nothing, nothing > 0, place.population)
        return gini(pd.Series(zone_values(carried, zones, place.zones, "count")))

    def p_of(communes, real):
        drawn = np.array([gini_of(zones, communes) for zones in zonings])
        return two_sided(np.array([gini_of(real, communes)]), drawn[None, :])[0]

    odds = place.population / place.population.sum()
    # Any drawn zoning in the place of the official one: exchangeable with the others.
    sure = []
    for repeat in range(20):
        communes = generator.choice(len(odds), 200, p=odds)
        drawn = np.array([gini_of(zones, communes) for zones in zonings])
        one = repeat % len(drawn)
        sure.append(two_sided(drawn[[one]], np.delete(drawn, one)[None, :])[0] <= 0.05)
    # Of twenty, one is expected: five or more come once in 390.
    assert sum(sure) < 5
    order = np.lexsort((-place.population, place.official))
    towns = order[np.unique(place.official[order], return_index=True)[1]]
    assert p_of(towns, place.official) == 2 / (len(zonings) + 1)
