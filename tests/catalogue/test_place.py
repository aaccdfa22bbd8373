"""A place is asked as France is: what it answers is a part of what France answers."""

import pytest
from pandas.testing import assert_frame_equal

from atlas.account.account import account, ledger, territory_money
from atlas.catalogue import Catalogue, load_catalogue
from atlas.catalogue.presence import COUNTING
from atlas.catalogue.selection import Selection
from atlas.funding.sharing import SHARING
from atlas.gaps import coverage, gaps, rank
from atlas.portrait import portrait
from atlas.scales import scale_effect
from atlas.territories.places import Place
from atlas.vocabulary import LEVELS

PLACES = [
    "region:53",
    "departement:2A",
    "region:04",
    "epci:243500741",
    "bassin_de_vie:26108",
    "commune:98818",
]
TYPES = [(), ("pat",), ("tzcld", "ptce")]


@pytest.fixture(scope="module")
def france() -> Catalogue:
    return load_catalogue()


@pytest.mark.parametrize("by", COUNTING)
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("inside", PLACES)
def test_a_territory_says_the_same_in_its_place_as_in_france(france, inside, level, by):
    here = france.answer(Selection(inside=inside), level, by=by, measure="rate")
    everywhere = france.answer(Selection(), level, by=by, measure="rate")
    assert here.table.equals(everywhere.table.loc[here.table.index])
    # An independent join: the territories of the place's communes.
    communes = france.geography.members(*inside.split(":"))
    codes = france.geography.lookup(communes.to_series(), level).dropna().unique()
    assert set(here.table.index) == set(codes)


@pytest.mark.parametrize("by", COUNTING)
@pytest.mark.parametrize("inside", PLACES)
def test_chosen_are_those_present(france, inside, by):
    level, code = inside.split(":")
    rows = france.presence(level, by)
    found = france.answer(Selection(inside=inside), "departement", by=by, measure="count")
    assert set(found.chosen) == set(rows.loc[rows["code"].eq(code), "id"])


# Every level by one rule, and every rule at one level.
@pytest.mark.parametrize(
    ("level", "rule"),
    [
        *((level, "population") for level in LEVELS),
        *(("epci", rule) for rule in SHARING if rule != "population"),
    ],
)
@pytest.mark.parametrize("above", ["departement", "region"])
def test_the_money_of_all_places_is_the_money_located(france, above, level, rule):
    whole = account(france, Selection(), above, rule=rule)
    total = 0
    for code in france.geography.level(above).index[:: 1 if above == "region" else 20]:
        part = account(france, Selection(inside=f"{above}:{code}"), level, rule=rule)
        assert part.total == part.pieces["cents"].sum() == part.years["cents"].sum()
        assert part.total == whole.by_territory().get(code, 0)
        total += part.total
    if above == "region":
        assert total == whole.total - whole.unlocated


def test_a_spilling_territory_shares_its_money_with_its_inhabitants_on_both_sides(france):
    redon = "243500741"
    parts = [
        account(france, Selection(inside=f"region:{code}"), "epci").by_territory().get(redon, 0)
        for code in france.geography.level("region").index
    ]
    whole = account(france, Selection(), "epci").by_territory().get(redon, 0)
    assert sum(part > 0 for part in parts) > 1
    # An island without intercommunalité has a part of a région's money, and none of an intercommunalité's.
    assert sum(parts) == pytest.approx(whole, rel=1e-4)


def test_money_per_inhabitant_is_over_those_who_live_in_the_place(france):
    selection = Selection(inside="region:53")
    money = account(france, selection, "epci")
    table = territory_money(france, money, selection, per_inhabitant=True).table
    known = table["value"].dropna()
    assert len(known) > 0
    assert (known * money.people[known.index] * 100).tolist() == pytest.approx(
        money.by_territory()[known.index].tolist()
    )


@pytest.mark.parametrize("types", TYPES)
@pytest.mark.parametrize("inside", PLACES[:4])
def test_gaps_of_a_place_are_those_of_france_with_its_own_people(france, inside, types):
    by = "coverage"
    for level in ("bassin_de_vie", "epci"):
        here = gaps(france, Selection(types=types, inside=inside), level, by=by).table
        whole = gaps(france, Selection(types=types), level, by=by).table.loc[here.index]
        same = ["status", "rate", "distance_km", "nearest", "expected", "certainty", "blank_chance"]
        assert here[same].equals(whole[same])
        communes = france.geography.communes.loc[france.geography.members(*inside.split(":"))]
        people = communes.groupby(level)["population"].sum().reindex(here.index)
        assert here["people"].tolist() == people.tolist()
        assert here["left_out"].sum() == people[here["initiatives"].eq(0)].sum()
        covered = coverage(france, Selection(types=types, inside=inside), by=by)
        row = covered[covered["level"].eq(level) & covered["setting"].eq("all")].iloc[0]
        assert row["population"] - row["covered"] == here["left_out"].sum()
        assert set(rank(here).index) == set(here.index[here["left_out"].gt(0)])


def test_a_place_without_any_has_gaps_all_over(france):
    none = Selection(types=("pole_de_competitivite",), inside="departement:48")
    assert france.answer(none, "epci", by="seat", measure="count").chosen.empty
    table = gaps(france, none, "epci").table
    assert table["left_out"].tolist() == table["people"].tolist()


def test_a_portrait_is_of_its_own_place(france):
    where = Place("departement", "26")
    assert portrait(france, where, selection=Selection(inside="region:53")).comparison.equals(
        portrait(france, where).comparison
    )


def test_every_level_keeps_the_sum_in_a_place(france):
    table = ledger(france, Selection(inside="region:53"))
    assert (table["located"] + table["unlocated"]).eq(table["total"]).all()
    assert len(set(table["total"])) == 1


def test_levels_and_zonings_are_compared_over_all_of_france(france):
    here, everywhere = (
        scale_effect(france, Selection(types=("tzcld",), inside=inside), indicator="rate", levels=["epci"])
        for inside in ("region:53", "")
    )
    assert_frame_equal(here, everywhere)
