"""Gaps, by hand on the small geography, and what must hold on the real one."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.errors import EmptySelectionError, UnknownChoiceError
from atlas.gaps import REFERENCES, coverage, gaps
from atlas.gaps.ways import inside_km
from atlas.sphere import nearest
from atlas.vocabulary import LEVELS

X = Selection(types=("x",))
URBAN, RURAL = 50_000 + 2_100_000, 300 + 4_000 + 200 + 100 + 150


def km(one, other):
    return nearest([one], [other]).km[0]


def test_who_is_left_out_by_seat_and_by_coverage(small):
    seat = gaps(small, X, "commune").table
    assert seat.index[seat["initiatives"].gt(0)].tolist() == ["01001", "02002", "75056"]
    covered = gaps(small, X, "commune", by="coverage").table
    assert covered.index[covered["initiatives"].gt(0)].tolist() == [
        "01001",
        "02002",
        "02004",
        "02005",
        "75056",
    ]
    assert covered["left_out"].dropna().tolist() == [0, 900, 300, 0, 0, 0, 150, 0, 11_000, 94_000]
    epci = gaps(small, X, "epci").table
    assert epci["left_out"].to_dict() == {
        "200000001": 0, "200000002": 0, "200000003": 0, "200000004": 11_000,
    }  # fmt: skip
    assert epci["rate"]["200000001"] == pytest.approx(100_000 / 51_200)


def test_expected_by_setting(small):
    table = gaps(small, X, "departement").table
    assert table["expected"]["01"] == pytest.approx(2 * 50_000 / URBAN)
    assert table["expected"]["02"] == pytest.approx(1)
    assert table["expected"]["75"] == pytest.approx(2 * 2_100_000 / URBAN)
    assert table["expected"]["974"] == 0
    assert pd.isna(table["ratio"]["974"])


def test_expected_without_strata_and_with_the_region(small):
    whole = gaps(small, X, "departement", reference="france").table
    people = 50_900 + RURAL + 2_100_000 + 11_000
    assert whole["expected"]["974"] == pytest.approx(3 * 11_000 / people)
    # a is the only one of région 84, where 50,000 people are urban.
    own = gaps(small, X, "commune", reference="region").table
    assert own["expected"]["01001"] == pytest.approx(1)
    assert own["expected"]["01002"] == 0
    assert own["expected"]["02001"] == pytest.approx(300 / RURAL)


def test_an_island_without_epci_lends_its_people_to_no_epci(small):
    table = gaps(small, X, "epci").table
    assert table["expected"]["200000001"] == pytest.approx(2 * 50_000 / URBAN + 300 / (RURAL - 150))


def test_an_initiative_of_unknown_commune_counts_where_it_is_known(small):
    table = gaps(small, Selection(), "departement").table
    assert table["initiatives"]["02"] == 2
    assert table["expected"]["02"] == pytest.approx(2)
    assert gaps(small, Selection(), "epci").table["initiatives"].sum() == 3


def test_a_coverage_counts_by_its_people(small):
    # b covers 4,300 people of EPCI 200000002 and sits there: one presence, all rural.
    table = gaps(small, X, "epci", by="coverage").table
    assert table["expected"]["200000002"] == pytest.approx(4_300 / (RURAL - 150))


def test_distances_and_the_border(small):
    a, b = (2.05, 46.05), (2.35, 46.05)
    table = gaps(small, X, "epci").table
    # Nearly all live in the commune of a, 85 km² large.
    home = inside_km(np.array([85.0]))[0]
    assert table["distance_km"]["200000001"] == table["nearest_km"]["200000001"] == home
    assert table.loc["200000001", ["nearest", "across"]].tolist() == ["a", False]
    only_a = gaps(small, Selection(types=("x",), years=(2005, 2012), undated=False), "epci").table
    assert only_a["nearest"].dropna().unique().tolist() == ["a"]
    assert only_a["distance_km"]["200000002"] == pytest.approx(km(b, a))
    assert only_a.loc["200000002", "across"]
    assert only_a["nearest_km"]["200000002"] == pytest.approx(min(km((2.25, 46.15), a), km(b, a)))
    # No line leads over the sea to La Réunion, nor, as no région here touches Île-de-France, to Paris.
    assert only_a["reached"].tolist() == [True, True, False, False]
    assert only_a.loc["200000004", ["distance_km", "way_km", "nearest", "across"]].isna().all()


def test_three_kinds_of_blank(small):
    complete = gaps(small, X, "commune").table
    assert complete["status"]["01002"] == "zero"
    partial = gaps(small, Selection(), "commune").table
    assert partial["status"]["01002"] == "no_known"
    # No point and no setting in the other overseas collectivities: no distance, nothing expected.
    unknown = ["distance_km", "nearest", "across", "reached", "expected", "ratio", "certainty"]
    unknown = complete.loc["98818", unknown]
    assert unknown.isna().all()


def test_coverage_by_setting(small):
    table = coverage(small, X).set_index(["level", "setting"])
    assert table.loc[("commune", "rural"), ["population", "covered"]].tolist() == [RURAL, 4_000]
    # The rural commune 02001 lies in the EPCI of the urban 01001.
    assert table.loc[("epci", "rural"), ["population", "covered"]].tolist() == [RURAL - 150, RURAL - 150]
    assert table.loc[("departement", "all"), "covered"] == 50_900 + RURAL + 2_100_000
    assert table.loc[("region", "periurbain"), "share"] == pytest.approx(900 / 11_900)
    by_coverage = coverage(small, X, by="coverage").set_index(["level", "setting"])
    assert by_coverage.loc[("commune", "rural"), "covered"] == 4_300


def test_nothing_chosen_is_said(small):
    with pytest.raises(EmptySelectionError):
        gaps(small, Selection(text="zzz"), "epci")


@pytest.mark.parametrize(("level", "reference"), [("canton", "setting"), ("epci", "canton")])
def test_unknown_choices_are_said(small, level, reference):
    with pytest.raises(UnknownChoiceError, match="canton"):
        gaps(small, X, level, reference=reference)


def test_no_commune_known_leaves_distances_unknown(small):
    table = gaps(small, Selection(types=("y",)), "departement").table
    assert table["initiatives"].sum() == 1
    columns = ["distance_km", "way_km", "detour", "nearest", "nearest_km", "across", "reached"]
    assert table[columns].isna().all(axis=None)


@settings(max_examples=30)
@given(
    st.sampled_from(list(LEVELS)),
    st.sampled_from(["seat", "coverage"]),
    st.sampled_from(list(REFERENCES)),
    st.lists(st.sampled_from(["tzcld", "pat", "ptce", "tiers_lieu", "cluster"]), unique=True).map(tuple),
)
def test_expected_adds_up_to_observed(level, by, reference, types):
    found = gaps(load_catalogue(), Selection(types=types), level, by=by, reference=reference)
    table = found.table[found.table["expected"].notna()]
    assert table["expected"].sum() == pytest.approx(table["compared"].sum())
    assert table["shortfall"].sum() == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("by", ["seat", "coverage"])
@pytest.mark.parametrize("level", LEVELS)
def test_left_out_is_what_the_coverage_leaves(level, by):
    france = load_catalogue()
    table = gaps(france, Selection(types=("tzcld",)), level, by=by).table
    inside = table[france.geography.level(level)["setting"].notna()]
    row = (
        coverage(france, Selection(types=("tzcld",)), by=by)
        .set_index(["level", "setting"])
        .loc[(level, "all")]
    )
    assert inside["left_out"].sum() == row["population"] - row["covered"]


def test_distances_of_france_are_those_of_a_plain_search():
    france = load_catalogue()
    table = gaps(france, Selection(types=("tzcld",)), "commune").table.sample(40, random_state=1)
    chosen = france.choose(Selection(types=("tzcld",))).index
    seats = france.places.loc[chosen].dropna(subset="commune")
    communes = france.geography.communes.loc[table.index]
    for code, row in communes.iterrows():
        if code in set(seats["commune"]) or pd.isna(table["nearest"][code]):
            continue
        every = [km((row["seat_lon"], row["seat_lat"]), point) for point in seats[["lon", "lat"]].to_numpy()]
        assert table["distance_km"][code] == pytest.approx(min(every))
        assert every[seats.index.get_loc(table["nearest"][code])] == pytest.approx(min(every))
