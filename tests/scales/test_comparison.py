"""Where official zonings fall among random ones: rules of values, figures of the map, p-values."""

import numpy as np
import pandas as pd
import pytest

from atlas.catalogue import load_catalogue
from atlas.catalogue.measures import MEASURES
from atlas.catalogue.selection import Selection
from atlas.errors import UnknownChoiceError
from atlas.scales import INDICATORS, STATISTICS, ZoningQuestion, ground, values, zoning_effect, zoning_result
from atlas.scales.comparison import Load, compare, load, zone_values

TZCLD = Selection(types=("tzcld",))


def question(**changed):
    given = {"selection": TZCLD, "level": "departement", "indicator": "rate", "zonings": 9, "seed": 1}
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
