"""Where next: against trying all, and against the page of gaps."""

from functools import cache
from itertools import combinations

import numpy as np
import pytest

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.errors import EmptySelectionError, UnknownChoiceError, UnknownTerritoryError
from atlas.gaps import blanks, gaps
from atlas.next import FAR, Wish, suggest
from atlas.next.fair import quantile
from atlas.next.reach import distances, near
from atlas.sphere import great_circle

FRANCE = load_catalogue()
PTCE = Selection(types=("ptce",))
ISLE = Selection(types=("ptce",), inside="departement:2A")


@cache
def without(selection, km):
    """Return the communes of a place, with the people who have none within reach."""
    here = gaps(FRANCE, selection, "commune").table
    return FRANCE.geography.communes.loc[here.index], here["people"].where(~(here["distance_km"] <= km), 0)


@cache
def way(selection, km, code):
    """Tell which communes lie within reach of one, with distances of their own."""
    communes, _ = without(selection, km)
    one = communes.loc[code]
    there = great_circle((one["seat_lon"], one["seat_lat"]), communes[["seat_lon", "seat_lat"]])
    there[communes.index.get_loc(code)] = 2 / 3 * np.sqrt(one["area_km2"] / np.pi)
    return there <= km


def by_hand(selection, km, places):
    """Add up who would newly be within reach."""
    people = without(selection, km)[1].to_numpy()
    return float(people[np.logical_or.reduce([way(selection, km, code) for code in places])].sum())


@pytest.mark.parametrize("inside", ["", "region:53", "departement:2A", "region:06"])
@pytest.mark.parametrize("km", [10.0, 25.0])
def test_people_are_those_of_the_page_of_gaps(inside, km):
    selection = Selection(types=("tzcld",), inside=inside)
    plan = suggest(FRANCE, selection, Wish(k=3, km=km))
    table = gaps(FRANCE, selection, "commune").table
    assert plan.served + plan.without + plan.pointless == table["people"].sum()
    assert plan.served == table.loc[table["distance_km"] <= km, "people"].sum()
    assert plan.total == plan.places["newly"].sum() == plan.places["newly_total"].iloc[-1] <= plan.without
    newly = plan.communes["place"].notna()
    assert plan.communes.loc[newly, "people"].sum() == plan.total
    assert (plan.communes.loc[newly, "km_after"] <= km + 1e-3).all()
    assert not (plan.communes.loc[newly, "km"] <= km).any()
    assert (plan.communes.loc[newly & plan.communes["km"].notna(), "km"] > km).all()
    if inside:
        assert plan.total == by_hand(selection, km, plan.places.index)


def test_small_cases_by_trying_all():
    wish = Wish(k=2, km=20, among=("epci:200038958", "epci:242010056"))
    plan = suggest(FRANCE, ISLE, Wish(**wish.__dict__ | {"exact": True}))
    free = suggest(FRANCE, ISLE, wish).candidates
    assert plan.candidates == free
    communes = FRANCE.geography.communes
    able = communes.index[
        communes["epci"].isin(["200038958", "242010056"]) & communes["departement"].eq("2A")
    ]
    assert len(able) == free
    most = max(by_hand(ISLE, 20, two) for two in combinations(able, 2))
    assert plan.total == most == pytest.approx(plan.bound)
    assert suggest(FRANCE, ISLE, wish).total <= most


@pytest.mark.parametrize("region", ["53", "94", "11"])
def test_greedy_is_never_above_exact(region):
    selection = Selection(types=("ptce",), inside=f"region:{region}")
    for k in (1, 4):
        quick, sure = (suggest(FRANCE, selection, Wish(k=k, exact=exact)) for exact in (False, True))
        assert quick.total <= sure.total <= quick.bound + 1e-6
        assert sure.gap < 1e-6
        assert quick.total >= (1 - 1 / np.e) * sure.total
        assert quick.curve["newly"].iloc[len(quick.places)] == quick.total


def test_rural_people_weigh_alone():
    plan = suggest(FRANCE, Selection(types=("ptce",), inside="region:53"), Wish(k=3, weight="rural"))
    newly = plan.communes[plan.communes["place"].notna()]
    assert plan.total == newly.loc[newly["setting"].eq("rural"), "people"].sum() < newly["people"].sum()


def test_a_chance_weighs_as_the_product_of_those_within_reach():
    selection = Selection(types=("ptce",), inside="departement:29")
    plan = suggest(FRANCE, selection, Wish(k=1, weight="likely"))
    chance = blanks(FRANCE, Selection(types=("ptce",)), "commune").chance.fillna(1.0)
    communes = FRANCE.geography.communes
    total = 0.0
    for code in plan.communes.index[plan.communes["place"].notna()]:
        one = communes.loc[code]
        way = great_circle((one["seat_lon"], one["seat_lat"]), communes[["seat_lon", "seat_lat"]])
        total += one["population"] * chance[way <= 25].prod()
    assert plan.total == pytest.approx(total)
    assert plan.total < plan.places["newly"].sum()


def test_what_nobody_can_weigh_is_refused():
    with pytest.raises(UnknownChoiceError, match="chance"):
        suggest(FRANCE, Selection(types=("ptce",), text="energie"), Wish(weight="likely"))


def test_each_territory_is_chosen_once_by_its_largest_commune():
    selection = Selection(types=("ptce",), inside="region:53")
    plan = suggest(FRANCE, selection, Wish(k=20, level="epci", least=3000))
    communes = FRANCE.geography.communes
    chosen = communes.loc[plan.places.index]
    assert chosen["epci"].is_unique
    here = communes[communes["region"].eq("53")]
    assert (chosen["population"] >= 3000).all()
    assert (
        chosen["population"].to_numpy() == here.groupby("epci")["population"].max()[chosen["epci"]].to_numpy()
    ).all()


def test_the_worst_off_setting_comes_first():
    plan = suggest(FRANCE, ISLE, Wish(k=1, fair=True))
    communes, told = plan.communes, FRANCE.geography.communes
    worst = plan.settings["far_km"].idxmax()
    mine = communes["setting"].eq(worst).to_numpy()
    around = near(FRANCE.geography, ISLE.where, 25.0)
    km = communes["km"].fillna(np.inf).to_numpy()
    people = communes["people"].to_numpy()
    ways = distances(FRANCE.geography, around.positions, around.positions)
    far = km[mine] >= plan.settings["far_km"].max()
    looked = np.argsort(-(around.pairs[:, np.flatnonzero(mine)[far]] @ people[mine][far]), kind="stable")
    after = [quantile(np.minimum(km, way)[mine], people[mine], FAR) for way in ways]
    chosen = told.index[around.positions].get_loc(plan.places.index[0])
    assert after[chosen] == pytest.approx(min(after[one] for one in looked[:50]))
    assert plan.settings["far_km_after"][worst] == pytest.approx(after[chosen])


def test_no_place_serves_over_the_sea():
    plan = suggest(FRANCE, PTCE, Wish(k=20))
    communes = FRANCE.geography.communes
    newly = plan.communes[plan.communes["place"].notna()]
    regions, homes = communes["region"][newly.index], communes["region"][newly["place"]].to_numpy()
    island = regions.isin(["01", "02", "03", "04", "06", "94"])
    assert (regions[island] == homes[island]).all()


@pytest.mark.parametrize(
    ("selection", "wish", "error"),
    [
        (PTCE, Wish(k=0), UnknownChoiceError),
        (PTCE, Wish(k=21), UnknownChoiceError),
        (PTCE, Wish(km=0), UnknownChoiceError),
        (PTCE, Wish(km=51), UnknownChoiceError),
        (PTCE, Wish(km=float("nan")), UnknownChoiceError),
        (PTCE, Wish(weight="x"), UnknownChoiceError),
        (PTCE, Wish(level="canton"), UnknownChoiceError),
        (PTCE, Wish(fair=True, exact=True), UnknownChoiceError),
        (ISLE, Wish(among=("commune:zzz",)), UnknownTerritoryError),
        (ISLE, Wish(least=10**8), EmptySelectionError),
        (ISLE, Wish(among=("region:53",)), EmptySelectionError),
        (Selection(text="zzzz"), Wish(), EmptySelectionError),
    ],
)
def test_a_wrong_question_is_told(selection, wish, error):
    with pytest.raises(error):
        suggest(FRANCE, selection, wish)
