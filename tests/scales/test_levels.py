"""The comparison of levels rests on the figures of the map and says what it leaves out."""

import numpy as np
import pandas as pd
import pytest

from atlas.catalogue import load_catalogue
from atlas.catalogue.measures import MEASURES
from atlas.catalogue.selection import Selection
from atlas.errors import UnknownChoiceError
from atlas.scales import INDICATORS, STATES, clusters, gini, main_group, scale_effect, values
from atlas.scales.levels import level_statistics
from atlas.vocabulary import LEVELS

ALL = Selection()
TZCLD = Selection(types=("tzcld",))


@pytest.mark.parametrize("by", ["seat", "coverage"])
@pytest.mark.parametrize("indicator", MEASURES)
@pytest.mark.parametrize("level", ["bassin_de_vie", "departement"])
def test_values_are_those_of_the_map(level, indicator, by):
    catalogue = load_catalogue()
    shown = catalogue.answer(ALL, level, by=by, measure=indicator).table
    found = values(catalogue, ALL, level, indicator=indicator, by=by).table
    known = shown["status"].eq("value")
    pd.testing.assert_series_equal(found.loc[known, "value"], shown.loc[known, "value"])
    assert found.loc[shown["status"].isin(["zero", "no_known"]), "value"].eq(0).all()
    assert found.loc[shown["status"].eq("no_data"), "value"].isna().all()
    assert set(found["state"]) <= set(STATES)


def test_a_rate_over_nobody_is_missing():
    catalogue = load_catalogue()
    table = values(catalogue, TZCLD, "commune", indicator="rate").table
    # The villages of Meuse that were never rebuilt.
    empty = table[table["population"] == 0]
    assert len(empty) == 6
    assert empty["value"].isna().all()
    assert set(empty["state"]) == {"nobody"}
    assert len(table) == 34_875
    assert values(catalogue, TZCLD, "commune", indicator="count").table["value"].notna().all()


def test_covered_share_by_hand():
    catalogue = load_catalogue()
    found = values(catalogue, TZCLD, "departement", indicator="covered").table["value"]
    seats = catalogue.places.loc[catalogue.choose(TZCLD).index, "commune"].unique()
    communes = catalogue.geography.communes
    inside = communes[communes["departement"].eq("35")]
    share = inside.loc[inside.index.isin(seats), "population"].sum() / inside["population"].sum()
    assert found["35"] == pytest.approx(100 * share)
    assert found.between(0, 100).all()


@pytest.mark.parametrize("indicator", INDICATORS)
def test_counts_add_up_and_statistics_are_the_functions(indicator):
    catalogue = load_catalogue()
    table = scale_effect(catalogue, ALL, indicator=indicator, levels=["epci", "departement", "region"])
    assert (table["known"] + table["missing"] == table["territories"]).all()
    assert (table["moran_territories"] + table["islands"] == table["known"]).all()
    for level, row in table.iterrows():
        known = values(catalogue, ALL, level, indicator=indicator).known
        assert row["gini"] == pytest.approx(gini(known))
        assert row["median"] == known.median()
        assert row["zeros"] == known.eq(0).sum()
        assert row["minimum"] <= row["quartile_1"] <= row["median"] <= row["quartile_3"] <= row["maximum"]
    shares = table[[column for column in table if column.startswith("theil_between")]]
    assert ((shares >= 0) & (shares <= 1) | shares.isna()).all(axis=None)


def test_all_five_levels_the_same_twice_but_for_the_seed():
    catalogue = load_catalogue()
    first = scale_effect(catalogue, TZCLD, indicator="rate")
    assert first.index.tolist() == list(LEVELS)
    catalogue.memory.clear()
    pd.testing.assert_frame_equal(first, scale_effect(catalogue, TZCLD, indicator="rate"))
    other = scale_effect(catalogue, TZCLD, indicator="rate", seed=2, levels=["bassin_de_vie"])
    assert other["moran"].iloc[0] == first.loc["bassin_de_vie", "moran"]
    assert other["gini_polarisation_p"].iloc[0] != first.loc["bassin_de_vie", "gini_polarisation_p"]


def test_why_a_statistic_is_missing():
    catalogue = load_catalogue()
    nothing = scale_effect(catalogue, Selection(text="zzz"), indicator="count", levels=["departement"])
    assert nothing[["gini", "theil", "variation", "moran"]].isna().all(axis=None)
    assert (
        nothing["undefined"].iloc[0]
        == "variation:zero | gini:zero | gini_people:zero | theil:zero | moran:constant"
    )
    groups = scale_effect(catalogue, TZCLD, indicator="rate", levels=["departement"])
    assert groups["undefined"].iloc[0] == "theil_departement:trivial"
    assert groups["theil_between_departement"].isna().all()


def test_no_known_value_at_all(monkeypatch):
    catalogue = load_catalogue()
    shown = values(catalogue, ALL, "region", indicator="funding")
    unknown = shown._replace(table=shown.table.assign(value=np.nan, state="no_data"))
    monkeypatch.setattr("atlas.scales.levels.values", lambda *_, **__: unknown)
    row = level_statistics.__wrapped__(catalogue, ALL, "region", "funding", "seat", 1)
    assert (row["known"], row["missing"], row["undefined"]) == (0, 18, "all:empty")
    assert not {"mean", "gini", "moran"} & set(row)


@pytest.mark.parametrize("level", ["bassin_de_vie", "epci"])
def test_a_territory_across_departements_is_where_most_live(level):
    geography = load_catalogue().geography
    found = main_group(geography, level, "departement")
    assert found.notna().all()
    communes = geography.communes
    for code in geography.level(level).index[geography.level(level)["departements"].map(len) > 1][:20]:
        people = communes[communes[level] == code].groupby("departement")["population"].sum()
        assert people[found[code]] == people.max()


def test_clusters_are_named_and_complete():
    found = clusters(load_catalogue(), ALL, "departement", indicator="rate")
    assert len(found) == 101
    assert found.loc["974", "cluster"] == "island"
    assert found["name"].notna().all()
    assert np.isnan(found.loc["974", "p"])


def test_communes_of_a_territory_are_compared_with_each_other():
    geography = load_catalogue().geography
    members = geography.members("departement", "26")
    found = clusters(load_catalogue(), ALL, "commune", indicator="rate", codes=members)
    assert found.index.tolist() == members.tolist()
    assert found["p"].notna().sum() > 300


def test_unknown_choices():
    catalogue = load_catalogue()
    with pytest.raises(UnknownChoiceError, match="'canton'"):
        scale_effect(catalogue, ALL, indicator="rate", levels=["canton"])
    with pytest.raises(UnknownChoiceError, match="'size'"):
        scale_effect(catalogue, ALL, indicator="size", levels=["region"])
    with pytest.raises(UnknownChoiceError, match="'canton'"):
        clusters(catalogue, ALL, "canton", indicator="rate")


def test_a_share_of_people_whose_commune_is_not_known_is_missing():
    france, ptce = load_catalogue(), Selection(types=("ptce",))
    found = values(france, ptce, "departement", indicator="covered")
    counted = values(france, ptce, "departement", indicator="count")
    seats = france.places.loc[france.choose(ptce).index]
    known = seats.loc[seats["commune"].notna(), "departement"].unique()
    present = counted.table.index[counted.table["value"] > 0]
    left_out = found.table.index[found.table["state"].eq("no_commune")]
    assert set(left_out) == set(present) - set(known)
    assert len(left_out)
    assert found.table.loc[left_out, "value"].isna().all()
    assert len(found.answer.unplaced) == seats["commune"].isna().sum()
