"""Perimeters of initiatives as places: their people and money are independent sums over their communes."""

import csv
from collections import defaultdict
from fractions import Fraction

import pandas as pd
import pytest

from atlas import settings
from atlas.account.account import account
from atlas.catalogue import Catalogue, enlarge, load_catalogue
from atlas.catalogue.own import NOTHING
from atlas.catalogue.presence import COUNTING
from atlas.catalogue.selection import Selection
from atlas.funding import SHARING
from atlas.portrait import beside, peers, portrait, references
from atlas.portrait.position import SAME_SETTING
from atlas.territories.parts import holds
from atlas.territories.perimeters import alone
from atlas.territories.places import Place, place, split_coverage
from atlas.vocabulary import LEVELS, PERIMETER

# A PAT of one EPCI that received, one of exact communes in two départements, and one alone of its kind.
DIOIS, LUBERON, BIOVALLEE = (Place(PERIMETER, code) for code in ("pat_diois", "pat_luberon", "biovallee"))
SOME = [DIOIS, LUBERON, BIOVALLEE]


@pytest.fixture(scope="module")
def france() -> Catalogue:
    return load_catalogue()


def listed(name: str) -> list[dict[str, str]]:
    with (settings.INITIATIVES_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def covered(france: Catalogue) -> dict[str, set[str]]:
    """Read again which communes each initiative covers, from the files."""
    exact = defaultdict(set)
    for row in listed("perimeters"):
        exact[row["initiative_id"]].add(row["commune"])
    for row in listed("initiatives"):
        for level, code in split_coverage(row["coverage"]) if row["id"] not in exact else ():
            exact[row["id"]].update(france.geography.members(level, code))
    return dict(exact)


def test_every_initiative_whose_coverage_is_known_is_one(france: Catalogue) -> None:
    known = covered(france)
    assert set(france.geography.level(PERIMETER).index) == set(known)
    for code, communes in known.items():
        assert set(france.geography.members(PERIMETER, code)) == communes, code
    names = {row["id"]: row["name"] for row in listed("initiatives")}
    assert france.geography.level(PERIMETER)["name"].to_dict() == {code: names[code] for code in known}


def test_its_people_are_those_of_its_communes(france: Catalogue) -> None:
    communes, table = france.geography.communes, france.geography.level(PERIMETER)
    for code in table.index:
        held = communes.loc[france.geography.members(PERIMETER, code)]
        assert table.loc[code, "population"] == held["population"].sum(), code
        assert table.loc[code, "communes"] == len(held)
        by_setting = held.groupby("setting")["population"].sum()
        assert (
            by_setting.idxmax() == table["setting"][code]
            if len(by_setting)
            else pd.isna(table["setting"][code])
        )
        assert table.loc[code, [f"pop_{key}" for key in by_setting.index]].tolist() == by_setting.tolist()


def cents_of(france: Catalogue, where: Place, by: str) -> int:
    """Add up by hand what the communes of a place have of each line, by largest remainders."""
    mine, people = set(france.geography.members(*where)), france.geography.communes["population"].fillna(0)
    about = {row["id"]: row for row in listed("initiatives")}
    areas, total = covered(france), 0
    for line in listed("funding"):
        if line["direction"] != "received" or line["counted"] != "true" or not line["amount_eur"]:
            continue
        one = line["initiative_id"]
        cents = round(Fraction(line["amount_eur"]) * 100)
        seat = {about[one]["seat_commune"]} - {""}
        codes = sorted(areas.get(one, seat) if by == "coverage" else seat)
        whole = sum(int(people[code]) for code in codes)
        quotas = [Fraction(cents * int(people[code]), whole) for code in codes]
        shares = [quota.numerator // quota.denominator for quota in quotas]
        order = sorted(range(len(codes)), key=lambda at: (-(quotas[at] - shares[at]), codes[at]))
        for at in order[: cents - sum(shares) if codes else 0]:
            shares[at] += 1
        total += sum(share for code, share in zip(codes, shares, strict=True) if code in mine)
    return total


@pytest.mark.parametrize("by", COUNTING)
@pytest.mark.parametrize("where", SOME, ids=str)
def test_its_money_is_that_of_its_communes_to_the_cent(france: Catalogue, where: Place, by: str) -> None:
    expected = cents_of(france, where, by)
    found = portrait(france, where, by=by)
    assert round((found.money.received or 0) * 100) == expected
    for table in (found.lines, found.initiatives):
        assert round(table["share_eur"].sum() * 100) == expected
    inside = france.answer(Selection(inside=str(where)), "epci", by=by, measure="funding")
    assert inside.total_cents == expected
    rule = "seat" if by == "seat" else "population"
    money = account(france, Selection(inside=str(where)), "commune", rule=rule)
    assert money.total == expected
    assert money.unlocated + int(money.by_territory().sum()) == expected


def test_of_those_that_received_there_are_some(france: Catalogue) -> None:
    # Else the sums above would all be nought.
    assert cents_of(france, DIOIS, "coverage") > 0
    assert cents_of(france, BIOVALLEE, "seat") > 0


@pytest.mark.parametrize("rule", SHARING)
def test_an_account_inside_adds_up_at_every_level(france: Catalogue, rule: str) -> None:
    for level in LEVELS:
        money = account(france, Selection(inside=str(BIOVALLEE)), level, rule=rule)
        assert money.unlocated + int(money.by_territory().sum()) == money.total


@pytest.mark.parametrize("by", COUNTING)
@pytest.mark.parametrize("where", SOME, ids=str)
def test_who_is_there_is_who_is_in_its_communes(france: Catalogue, where: Place, by: str) -> None:
    mine = set(france.geography.members(*where))
    about, areas = france.tables.initiatives, covered(france)
    expected = {
        code
        for code, seat in about["seat_commune"].items()
        if (areas.get(code) if by == "coverage" and code in areas else {seat}) & mine
    }
    found = portrait(france, where, by=by)
    assert set(found.initiatives.index[found.initiatives["counted"]]) == expected
    assert found.money.present == len(expected)
    assert found.types["here"].sum() == len(expected)
    chosen = france.choose(Selection(inside=str(where)))
    assert set(expected) <= set(chosen.index)


def test_a_seat_inside_is_at_no_distance(france: Catalogue) -> None:
    found = portrait(france, LUBERON)
    inside = found.initiatives["commune"].isin(france.geography.members(*LUBERON))
    assert inside.any()
    assert found.initiatives.loc[inside, "distance_km"].eq(0).all()
    assert found.initiatives.loc[~inside, "distance_km"].gt(0).all()


def test_peers_are_of_its_kind_and_share_no_commune_with_it(france: Catalogue) -> None:
    table, mine = france.geography.level(PERIMETER), set(france.geography.members(*DIOIS))
    for reference in references(france, DIOIS):
        for code in peers(france, DIOIS, reference):
            assert table["kind"][code] == "pat"
            assert not mine & set(france.geography.members(PERIMETER, code))
    everyone = set(peers(france, DIOIS, "france")) | {DIOIS.code}
    others = set(table.index[table["kind"].eq("pat")]) - everyone
    assert all(mine & set(france.geography.members(PERIMETER, code)) for code in others)
    assert not alone(france.geography, DIOIS.code)[table.index.get_loc(DIOIS.code)]


def test_without_a_peer_nothing_is_ranked(france: Catalogue) -> None:
    found = portrait(france, BIOVALLEE)
    assert "setting" not in found.references
    assert found.positions["peers"].eq(0).all()
    assert found.positions["percentile"].isna().all()
    assert found.models.empty


def test_perimeters_are_never_added_up(france: Catalogue) -> None:
    assert SAME_SETTING not in set(portrait(france, DIOIS).comparison["level"])


def test_it_stands_beside_territories(france: Catalogue) -> None:
    epci = Place("epci", "242600534")
    table = beside(france, [portrait(france, DIOIS), portrait(france, epci)])
    people = table[table["figure"].eq("population")].set_index("place")["value"]
    # The PAT du Diois is the EPCI.
    assert people[str(DIOIS)] == people[str(epci)]


def test_own_rows_do_not_move_it(france: Catalogue) -> None:
    assert enlarge(france, NOTHING).geography is france.geography
    assert holds(france.geography, place(france.geography, str(DIOIS))).sum() == 50
