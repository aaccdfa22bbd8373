"""Whatever the level and the rule, no cent is lost."""

from decimal import Decimal
from importlib import import_module

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atlas import exports
from atlas.account.account import account, account_table, ledger, territory_money
from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.funding import BASE_YEAR, DIMENSIONS, SHARING, flows
from atlas.funding.flows import STAGES, flow_nodes
from atlas.vocabulary import LEVELS

EVERYTHING = Selection()


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue()


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("rule", SHARING)
def test_lines_are_territories_and_what_is_not_located(catalogue, level, rule):
    for base in (None, BASE_YEAR):
        money = account(catalogue, EVERYTHING, level, rule=rule, base=base)
        assert money.total == money.lines["cents"].sum() == money.years["cents"].sum()
        assert money.by_territory().sum() + money.unlocated == money.total
        assert money.pieces.groupby("line")["cents"].sum().to_dict() == money.lines["cents"].to_dict()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    place=st.tuples(st.sampled_from(sorted(LEVELS)), st.sampled_from(sorted(SHARING))),
    dimension=st.sampled_from(sorted(DIMENSIONS)),
    types=st.sets(st.sampled_from(["ptce", "tepos", "eco_territoire", "territoire_innovation"])),
    base=st.sampled_from([None, 2010, BASE_YEAR]),
)
def test_every_breakdown_sums_to_the_total(catalogue, place, dimension, types, base):
    level, rule = place
    money = account(catalogue, Selection(types=tuple(sorted(types))), level, rule=rule, base=base)
    assert money.breakdown(dimension)["cents"].sum() == money.total
    cross = money.cross(dimension)
    assert cross["cents"].sum() == money.total
    by_territory = cross.dropna(subset=["code"]).groupby("code")["cents"].sum()
    assert by_territory.to_dict() == money.by_territory().to_dict()
    if dimension != "year":
        assert cross.groupby(dimension, dropna=False)["cents"].sum().sort_index().tolist() == (
            money.breakdown(dimension).set_index(dimension)["cents"].sort_index().tolist()
        )


def cents(catalogue, *, where=lambda table: table["counted"]):
    """Add up the received and counted lines of the file, as text, in whole cents."""
    table = catalogue.tables.funding
    rows = table[table["counted"] & table["direction"].eq("received") & where(table)]
    return int((rows["amount_eur"].map(str).map(Decimal) * 100).sum())


def test_current_total_is_the_table_s(catalogue):
    money = account(catalogue, EVERYTHING, "departement")
    assert money.total == cents(catalogue)
    nowhere = catalogue.places.index[catalogue.places["departement"].isna()]
    without = catalogue.tables.initiatives.loc[nowhere, "coverage"].isna()
    lost = without.index[without]
    assert money.unlocated == cents(catalogue, where=lambda table: table["initiative_id"].isin(lost)) > 0
    assert len(money.lines) + len(money.others) == len(catalogue.tables.funding)
    assert money.unconverted == 0


def test_constant_euros_say_what_stays_current(catalogue):
    money = account(catalogue, EVERYTHING, "region", base=BASE_YEAR)
    years = money.years
    outside = years["year"].isna() | (years["year"] > 2025)
    assert money.unconverted == years.loc[outside, "cents"].sum() > 0
    # Prices rose: what could be converted weighs more, but for amounts of 2025.
    assert money.total > account(catalogue, EVERYTHING, "region").total


def test_biovallee_is_shared_by_its_three_epci(catalogue):
    selection = Selection(text="Biovallée", types=("eco_territoire",))
    money = account(catalogue, selection, "epci")
    assert money.total == 2_850_000_000
    people = catalogue.geography.level("epci")["population"][["200040509", "242600252", "242600534"]]
    shares = money.by_territory() / money.total
    assert shares.to_dict() == pytest.approx((people / people.sum()).to_dict(), abs=1e-9)
    equal = account(catalogue, selection, "epci", rule="equal").by_territory()
    # Each of the two lines leaves a cent or two, which the first codes take.
    assert sorted(equal) == [949_999_999, 950_000_000, 950_000_001]
    assert account(catalogue, selection, "epci", rule="seat").by_territory().to_dict() == {
        "242600252": 2_850_000_000
    }


def test_weaknesses_stand_beside_what_is_unknown(catalogue):
    found = account(catalogue, EVERYTHING, "region").weaknesses
    equity = cents(catalogue, where=lambda table: table["nature"].eq("fonds_propres"))
    subsidy = cents(catalogue, where=lambda table: table["nature"].eq("subvention"))
    structure = cents(catalogue, where=lambda table: table["purpose"].eq("structure"))
    assert (found.equity, found.subsidy, found.structure) == (equity, subsidy, structure)
    assert found.equity_share == pytest.approx(equity / (equity + subsidy))
    assert 0 < found.nature_open < found.total
    assert found.structure_share == pytest.approx(structure / (found.total - found.purpose_open))


def test_weaknesses_of_nothing_are_unknown(catalogue):
    found = account(catalogue, Selection(text="zzz"), "region").weaknesses
    assert (found.total, found.equity_share, found.structure_share) == (0, None, None)


def test_flows_conserve_the_money_at_every_stage(catalogue, monkeypatch):
    # By its name, since the room gives the function of the same name.
    monkeypatch.setattr(import_module("atlas.funding.flows"), "MOST_PROGRAMMES", 4)
    money = account(catalogue, EVERYTHING, "region")
    table = flows(money.lines)
    assert table.groupby("stage")["cents"].sum().unique().tolist() == [money.total]
    nodes = flow_nodes(table)
    assert nodes.groupby("stage")["cents"].sum().to_dict() == dict.fromkeys(STAGES, money.total)
    programmes = nodes.loc[nodes["stage"] == "programme", "code"].tolist()
    assert programmes[-1] == "other"
    assert len(programmes) == 5
    # Initiatives without a known commune flow to `unknown`, and stay visible.
    nowhere = catalogue.places.index[catalogue.places["setting"].isna()]
    hidden = cents(catalogue, where=lambda table: table["initiative_id"].isin(nowhere))
    assert nodes["cents"][(nodes["stage"] == "setting") & (nodes["code"] == "unknown")].tolist() == [hidden]


def test_ledger_of_every_level(catalogue):
    table = ledger(catalogue, EVERYTHING)
    assert table.index.tolist() == list(LEVELS)
    assert (table["located"] + table["unlocated"] == table["total"]).all()
    assert table["unlocated_lines"].to_dict()["region"] == 0


def test_map_and_file_show_the_account(catalogue):
    money = account(catalogue, EVERYTHING, "departement")
    answer = territory_money(catalogue, money, EVERYTHING)
    table = account_table(catalogue, money)
    known = answer.table["value"].dropna()
    assert known.to_dict() == table["amount_eur"].loc[table.index.notna()].to_dict()
    assert (answer.total_cents, answer.unplaced_cents) == (money.total, money.unlocated)
    # A territory with initiatives but no known amount is not at zero.
    assert (answer.table.loc[answer.table["status"] == "no_data", "initiatives"] > 0).all()
    assert answer.table.loc[answer.table["status"] != "value", "value"].isna().all()


def test_per_inhabitant_divides_by_the_whole_territory(catalogue):
    money = account(catalogue, EVERYTHING, "region")
    answer = territory_money(catalogue, money, EVERYTHING, per_inhabitant=True)
    population = catalogue.geography.level("region")["population"]["84"]
    assert answer.table["value"]["84"] == money.by_territory()["84"] / 100 / population


def test_the_map_page_agrees(catalogue):
    for rule, by in (("seat", "seat"), ("population", "coverage")):
        money = account(catalogue, EVERYTHING, "departement", rule=rule)
        answer = catalogue.answer(EVERYTHING, "departement", by=by, measure="funding")
        assert answer.table["funding"].dropna().to_dict() == (money.by_territory() / 100).to_dict()


def test_the_file_sums_to_the_cent_and_has_a_row_for_what_is_not_located(catalogue):
    money = account(catalogue, EVERYTHING, "commune", rule="area", base=BASE_YEAR)
    table = account_table(catalogue, money, "funder_level")
    assert (table["amount_eur"] * 100).round().astype("int64").sum() == money.total
    nowhere = table[table.index.isna()]
    assert nowhere["name"].isna().all()
    assert (nowhere["amount_eur"] * 100).round().astype("int64").sum() == money.unlocated
    text = exports.to_csv(table).decode("utf-8-sig")
    assert text.startswith("code,level,name,population,funder_level,amount_eur,")
    assert text.count("\r\n") == len(table) + 1


def test_unknown_values_are_a_group_of_their_own(catalogue):
    money = account(catalogue, EVERYTHING, "region")
    years = money.breakdown("year")
    assert pd.isna(years["year"].iloc[-1])
    assert years["year"].iloc[:-1].is_monotonic_increasing
    settings_found = money.breakdown("setting")
    assert settings_found["setting"].isna().sum() == 1
