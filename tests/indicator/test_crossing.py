"""An indicator crossed with the real lists, described, and placed among random zonings."""

import io
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from atlas import scales
from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.errors import UnknownChoiceError
from atlas.indicator import (
    crossing,
    crossings,
    describe,
    example,
    join,
    raise_to,
    unzoned,
    zonings,
)
from atlas.readers import read_raw


@pytest.fixture(scope="module")
def atlas():
    return load_catalogue()


@pytest.fixture(scope="module")
def rural(atlas):
    return join(read_raw(io.BytesIO(example(atlas.geography, "epci").encode())), atlas.geography)


@pytest.fixture(scope="module")
def farms(atlas):
    """A count by commune: as many as a commune's area in km² has tens."""
    area = atlas.geography.communes["area_km2"].dropna()
    lines = [f"{code};{round(one / 10)}" for code, one in area.items()]
    text = "\n".join(["insee;fermes", *lines]).encode()
    return join(read_raw(io.BytesIO(text)), atlas.geography, kind="count")


def test_presence_by_fifth_is_that_of_the_tables(atlas, rural):
    chosen = Selection(types=("tzcld",))
    found = crossing(atlas, rural, chosen)
    present = atlas.presence("epci", "seat")
    codes = present.loc[present["id"].isin(atlas.choose(chosen).index), "code"]
    known = rural.known
    assert found.association.territories == len(known) == found.fifths["territories"].sum()
    assert found.association.present == known.index.isin(codes).sum() == found.fifths["present"].sum()
    for fifth, row in found.fifths.iterrows():
        inside = known[(known >= row["low"]) & (known <= row["high"])]
        assert len(inside) == row["territories"]
        assert inside.index.isin(codes).sum() == row["present"]
        assert found.table["fifth"].eq(fifth).sum() == row["territories"]
        assert row["share_low"] <= row["share"] <= row["share_high"]


def test_every_type_has_its_test_or_the_reason_why_not(atlas, rural):
    table = crossings(atlas, rural, Selection())
    there = atlas.tables.initiatives["type"].unique()
    assert sorted(table.index) == sorted(there)
    tested = table["untested"].eq("")
    assert tested.any()
    assert (table.loc[tested, "p_corrected"] >= table.loc[tested, "p"] - 1e-9).all()
    assert table.loc[tested, ["p", "p_given", "p_lee"]].ge(1 / 1000).all().all()
    assert table.loc[~tested, ["p", "p_corrected"]].isna().all().all()
    assert (table["verdict"] == "none").equals(~tested)
    assert (table["verdict"] == "associated").equals(table["p_corrected"] <= 0.05)


@pytest.mark.parametrize("kind", load_catalogue().tables.types.index)
def test_one_type_alone_says_the_same_as_among_all(atlas, rural, kind):
    alone = crossing(atlas, rural, Selection(types=(kind,)), seed=3)
    table = crossings(atlas, rural, Selection(types=(kind,)), seed=3)
    if table.empty:
        assert alone.association.present == 0
        return
    row = table.loc[kind]
    for name in ("territories", "present", "rho", "p", "p_given", "lee", "untested"):
        one, other = getattr(alone.association, name), row[name]
        assert one == other or (pd.isna(one) and pd.isna(other))
    assert alone.verdict == row["verdict"]


def test_a_blank_that_may_hide_one_is_counted_as_unknown(atlas, rural):
    found = crossing(atlas, rural, Selection(types=("tiers_lieu",)))
    known = found.table[found.table["value"].notna()]
    assert found.unknown == (known["initiatives"].eq(0) & known["status"].eq("no_known")).sum() > 0
    whole = crossing(atlas, rural, Selection(types=("tzcld",)))
    answer = atlas.answer(Selection(types=("tzcld",)), "epci", by="seat", measure="count")
    assert (whole.unknown == 0) == answer.complete


def test_a_place_is_obeyed(atlas, rural):
    found = crossing(atlas, rural, Selection(types=("tiers_lieu",), inside="region:53"))
    inside = atlas.geography.communes.query("region == '53'")["epci"].dropna().unique()
    assert sorted(found.table.index) == sorted(inside)
    assert describe(rural, atlas.geography, codes=found.table.index)["territories"] == len(inside)


def test_territories_without_a_value_are_compared_in_nothing(atlas, rural):
    table = rural.table.copy()
    left = table.index[::7]
    table.loc[left, ["given", "value"]] = np.nan
    found = crossing(atlas, replace(rural, table=table), Selection(types=("tiers_lieu",)))
    assert found.association.territories == rural.known.index.difference(left).size
    assert found.table.loc[left, "fifth"].isna().all()


def test_communes_have_figures_and_no_test(atlas, farms):
    found = crossing(atlas, farms, Selection(types=("tiers_lieu",)))
    assert found.association.untested == "many"
    assert found.verdict == "none"
    assert np.isfinite(found.association.rho)


def test_the_description_is_that_of_scales(atlas, rural):
    told = describe(rural, atlas.geography, seed=1)
    known = rural.known
    assert told["mean"] == pytest.approx(known.mean())
    assert told["gini"] == pytest.approx(scales.gini(known))
    assert told["gini_people"] == pytest.approx(
        scales.gini_people(known, rural.table["population"].astype("float64"))
    )
    assert 0.002 <= told["moran_p"] <= 1
    graph = scales.graph(atlas.geography, "epci").transform("R")
    kept = np.setdiff1d(np.arange(len(known)), graph.isolates)
    z = known.to_numpy()[kept] - known.to_numpy()[kept].mean()
    whole = np.zeros(len(known))
    whole[kept] = z
    assert told["moran"] == pytest.approx((whole @ graph.sparse @ whole) / (z @ z))


def test_negative_values_have_no_gini(atlas, rural):
    shifted = replace(rural, table=rural.table.assign(value=rural.table["value"] - 50))
    told = describe(shifted, atlas.geography)
    assert told["without_gini"] == "negative"
    assert np.isnan(told["gini"])
    assert told["moran"] == pytest.approx(describe(rural, atlas.geography)["moran"])


def test_a_count_of_communes_has_its_place_among_zonings(atlas, farms):
    table = zonings(farms, atlas.geography, "departement")
    raised = raise_to(farms, atlas.geography, "departement").known
    assert table.loc["gini", "official"] == pytest.approx(scales.gini(raised))
    stored = scales.matched_zonings(atlas.geography, "departement")
    place = scales.ground(atlas.geography, "departement")
    given = farms.table["given"].reindex(atlas.geography.communes.index[place.communes]).to_numpy()
    ginis = []
    for zones in stored.zonings[: stored.draws]:
        total = pd.DataFrame({"n": given, "p": place.population}).groupby(zones).sum()
        ginis.append(scales.gini(100_000 * total["n"] / total["p"]))
    assert table.loc["gini", "random_mean"] == pytest.approx(np.mean(ginis))
    far = min(
        sum(g >= table.loc["gini", "official"] for g in ginis),
        sum(g <= table.loc["gini", "official"] for g in ginis),
    )
    assert table.loc["gini", "p"] == pytest.approx(min(1, 2 * (far + 1) / (len(ginis) + 1)))


def test_what_has_no_place_among_zonings_says_why(atlas, rural, farms):
    assert unzoned(rural) == "not_commune"
    assert unzoned(replace(farms, kind="rate")) == "rate"
    assert unzoned(farms) == ""
    half = farms.table.assign(given=farms.table["given"].where(np.arange(len(farms.table)) % 2 == 0))
    assert unzoned(replace(farms, table=half)) == "partial"
    for indicator, level in ((rural, "epci"), (farms, "region")):
        with pytest.raises(UnknownChoiceError):
            zonings(indicator, atlas.geography, level)
