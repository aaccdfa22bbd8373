"""The level of a reader's own perimeters: its figures are independent sums over the communes of each."""

import csv
from collections import defaultdict
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from atlas import settings
from atlas.account.account import account, account_table, ledger, territory_money
from atlas.account.listing import beside_grants, grants_at, grants_table
from atlas.catalogue import Catalogue, enlarge, load_catalogue, redrawn
from atlas.catalogue.own import NOTHING, laid_over
from atlas.catalogue.presence import COUNTING
from atlas.catalogue.selection import Selection
from atlas.errors import UnknownChoiceError
from atlas.funding import DIMENSIONS, SHARING
from atlas.gaps import gaps, median_km, models, rank
from atlas.territories.perimeters import OWN, with_perimeters
from atlas.vocabulary import LEVELS, OWN_LEVEL, PERIMETER

# Nantes, Saint-Nazaire, Plessé; Redon, Melesse and Savenay, of whose EPCI two programmes cover more communes.
HELD = {"loire": ["44109", "44184", "44128"], "vilaine": ["35236", "35173", "44195"]}
EVERYTHING = Selection()


def drawn(held=HELD) -> Catalogue:
    common = load_catalogue()
    named = pd.DataFrame({"name": [f"Pays {code}" for code in held], "kind": OWN}, index=list(held))
    members = pd.DataFrame([(code, one) for code, many in held.items() for one in many])
    members.columns = ["code", "commune"]
    return redrawn(common, with_perimeters(common.geography, named, members))


@pytest.fixture(scope="module")
def mine():
    return drawn()


@pytest.fixture(scope="module")
def files():
    """Seats and cents by commune, read from the tables without the atlas; None where no commune is known."""

    def rows(name):
        with (settings.INITIATIVES_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    seat = {row["id"]: row["seat_commune"] or None for row in rows("initiatives")}
    count, cents = defaultdict(int), defaultdict(int)
    for commune in seat.values():
        count[commune] += 1
    for row in rows("funding"):
        if row["direction"] == "received" and row["counted"] == "true" and row["amount_eur"]:
            cents[seat[row["initiative_id"]]] += int(Decimal(row["amount_eur"]) * 100)
    return count, cents


def test_each_has_its_initiatives_people_and_money_by_seat(mine, files):
    count, cents = files
    answer = mine.answer(EVERYTHING, OWN_LEVEL, by="seat", measure="count")
    assert list(answer.table.index) == list(HELD)
    people = mine.common.geography.communes["population"]
    for code, held in HELD.items():
        assert answer.table.loc[code, "initiatives"] == sum(count[one] for one in held)
        assert round(100 * answer.table.loc[code, "funding"]) == sum(cents[one] for one in held) > 0
        assert answer.people[code] == people[held].sum()
    here = {one for held in HELD.values() for one in held}
    assert len(answer.unplaced) == sum(n for one, n in count.items() if one not in here)
    assert answer.unplaced_cents == sum(n for one, n in cents.items() if one not in here)
    assert answer.total_cents == sum(cents.values())
    rates = mine.answer(EVERYTHING, OWN_LEVEL, by="seat", measure="rate").table["value"]
    assert rates["loire"] == pytest.approx(
        100_000 * sum(count[one] for one in HELD["loire"]) / people[HELD["loire"]].sum()
    )


@pytest.mark.parametrize(
    "inside", ["", "departement:44", "region:53", "perimetre:loire", "perimetre:pat_luberon"]
)
@pytest.mark.parametrize("by", COUNTING)
def test_level_and_not_located_are_the_total_to_the_cent(mine, by, inside):
    answer = mine.answer(Selection(inside=inside), OWN_LEVEL, by=by, measure="funding")
    there = answer.table[~answer.across]
    if not answer.across.any():
        assert round(100 * there["funding"].sum()) + answer.unplaced_cents == answer.total_cents
    at_communes = mine.answer(Selection(inside=inside), "commune", by=by, measure="funding").table["funding"]
    for code, euros in there["funding"].dropna().items():
        assert euros == pytest.approx(at_communes.reindex(HELD[code]).sum(), abs=0.001)
    assert set(answer.unplaced) <= set(answer.chosen)


@pytest.mark.parametrize("inside", ["", "departement:44", "perimetre:vilaine"])
@pytest.mark.parametrize("rule", SHARING)
def test_an_account_keeps_the_sum_to_the_cent(mine, rule, inside):
    asked = Selection(inside=inside)
    money = account(mine, asked, OWN_LEVEL, rule=rule)
    communes = account(mine, asked, "commune", rule=rule)
    assert money.total == communes.total == int(money.by_territory().sum()) + money.unlocated
    by_commune = communes.by_territory()
    for code, held in HELD.items():
        assert money.by_territory().get(code, 0) == by_commune.reindex(held).fillna(0).sum()
    table = account_table(mine, money)
    assert round(100 * table["amount_eur"].sum()) == money.total
    assert set(table["level"]) == {PERIMETER}
    for dimension in DIMENSIONS:
        assert int(money.cross(dimension)["cents"].sum()) == money.total
    shown = territory_money(mine, money, asked).table["funding"]
    assert round(100 * shown.sum()) == money.by_territory().sum()


def test_the_ledger_has_the_level(mine):
    table = ledger(mine, EVERYTHING)
    assert set(table.index) == {*LEVELS, PERIMETER}
    assert (table["located"] + table["unlocated"]).eq(table["total"]).all()
    assert set(table["total"]) == {account(mine, EVERYTHING, "region").total}


def test_what_covers_more_than_a_perimeter_leaves_the_rest_not_located(mine):
    # The programme of Melesse covers all communes of its EPCI by their people.
    asked = Selection(types=("tepos",), inside="commune:35173")
    communes = mine.common.geography.communes
    epci = communes[communes["epci"].eq("243500667")]["population"]
    lines = mine.lines[mine.lines["initiative_id"].eq("tepos_val_d_ille_aubigne")]
    money = account(mine, asked, OWN_LEVEL, rule="population").by_territory()["vilaine"]
    assert money == pytest.approx(lines["cents"].sum() * epci["35173"] / epci.sum(), abs=len(lines))


def test_gaps_have_medians_of_communes_and_rates_of_france(mine):
    found = gaps(mine, Selection(types=("ptce",)), OWN_LEVEL)
    communes = mine.common.geography.communes
    for code, held in HELD.items():
        at = communes.index.get_indexer(held)
        order = np.argsort(found.commune_km[at])
        people = communes["population"].to_numpy(dtype=float)[at][order]
        half = np.searchsorted(np.cumsum(people), people.sum() / 2)
        assert found.table.loc[code, "distance_km"] == pytest.approx(found.commune_km[at][order][half])
        assert median_km(mine.geography, found.commune_km, OWN_LEVEL, pd.Index([code])) == pytest.approx(
            found.commune_km[at][order][half]
        )
    # The rates are those of all of France: what the parts of a level would have adds up to all.
    rates = gaps(mine, Selection(types=("ptce",)), "commune").table["expected"]
    for code, held in HELD.items():
        assert found.table.loc[code, "expected"] == pytest.approx(rates[held].sum())
    assert found.table["p_adjusted"].isna().all()
    assert set(found.table["certainty"]) == {"uncertain"}
    assert found.blanks.why == {"own_level": []}
    assert not found.blanks.claimed
    for sort in ("population", "distance", "shortfall"):
        rank(found.table, sort=sort)
    assert set(models(mine, found, found.table.index)) >= {"code", "model"}


def test_a_blank_of_a_whole_list_is_a_zero(mine):
    answer = mine.answer(Selection(types=("tzcld",)), OWN_LEVEL, by="seat", measure="count")
    whole = mine.lists("commune", "seat").loc["tzcld", "whole"]
    blanks = set(answer.table.loc[answer.table["initiatives"].eq(0), "status"])
    assert blanks <= ({"zero", "no_known"} if whole else {"no_known"})


@pytest.mark.parametrize("rated", [("pat",), ("tiers_lieu",), ()])
def test_gaps_over_coverages(mine, rated):
    found = gaps(mine, Selection(types=rated), OWN_LEVEL, by="coverage")
    assert list(found.table.index) == list(HELD)
    assert found.table["expected"].isna().all()


def test_grants_of_communes_are_a_perimeters_and_the_rest_not_located(mine):
    rows = pd.DataFrame(
        {
            "commune": ["44109", "35236", "75056", None],
            "departement": ["44", "35", "75", "44"],
            "cents": pd.array([100, 50, 7, 3], dtype="Int64"),
        }
    )
    grants = grants_at(mine, laid_over(rows), OWN_LEVEL)
    answer = mine.answer(EVERYTHING, OWN_LEVEL, by="seat", measure="funding")
    table = grants_table(mine, grants, answer, OWN_LEVEL)
    assert table["grants_eur"].to_dict() == {"loire": 1.0, "vilaine": 0.5}
    money = account(mine, EVERYTHING, OWN_LEVEL)
    joined = beside_grants(mine, account_table(mine, money), grants, OWN_LEVEL)
    assert joined["grants_eur"].sum() == pytest.approx(1.6)
    assert round(100 * joined["amount_eur"].sum()) == money.total


def test_perimeters_that_share_a_commune_make_no_level():
    both = drawn(HELD | {"estuaire": ["44184", "44195"]})
    assert not both.geography.own_level
    assert OWN_LEVEL not in both.geography.communes
    with pytest.raises(UnknownChoiceError):
        account(both, EVERYTHING, OWN_LEVEL)


def test_one_reader_never_has_the_level_of_another(mine):
    other = drawn({"loire": ["26113"], "trieves": ["38226", "38130"]})
    for catalogue, code, held in ((mine, "loire", HELD["loire"]), (other, "loire", ["26113"])):
        assert list(catalogue.geography.members(OWN_LEVEL, code)) == sorted(held)
        found = gaps(catalogue, Selection(types=("ptce",)), OWN_LEVEL)
        people = catalogue.geography.communes["population"][held].sum()
        assert found.table.loc[code, "population"] == people
    common = load_catalogue().geography
    assert not common.own_level
    assert OWN_LEVEL not in common.communes
    # A place is `perimetre:CODE`, whatever the level.
    assert mine.geography.levels[-1] == PERIMETER
    assert enlarge(mine, NOTHING).geography.own_level


def test_a_second_file_is_of_the_same_level(mine):
    named = pd.DataFrame({"name": ["Diois"], "kind": OWN}, index=["diois"])
    more = with_perimeters(mine.geography, named, pd.DataFrame({"code": ["diois"], "commune": ["26113"]}))
    assert list(more.level(OWN_LEVEL).index) == [*HELD, "diois"]
    assert more.lookup(pd.Series(["26113", "44109", "75056"]), OWN_LEVEL).fillna("").tolist() == [
        "diois",
        "loire",
        "",
    ]
