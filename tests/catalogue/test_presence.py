"""An initiative is where its seat is, or wherever it reaches, and counts once in each territory."""

import pandas as pd
import pytest

from atlas.catalogue import Catalogue, load_catalogue
from atlas.catalogue.presence import presence, seats
from atlas.errors import UnknownChoiceError
from atlas.territories import Geography
from atlas.vocabulary import LEVELS

BIOVALLEE = {"242600252", "200040509", "242600534"}


@pytest.fixture(scope="module")
def france() -> Catalogue:
    return load_catalogue()


def table(**columns: list[str | None]) -> pd.DataFrame:
    """Make initiatives of the tiny geography; a column left out is unknown."""
    ids = columns.pop("id")
    frame = pd.DataFrame(columns, index=pd.Index(ids, name="id"), dtype="str")
    for name in ("seat_commune", "departement", "region", "coverage"):
        if name not in frame:
            frame[name] = pd.Series([None] * len(ids), index=frame.index, dtype="str")
    return frame.assign(lon=float("nan"), lat=float("nan"))


def pairs(rows: pd.DataFrame) -> set[tuple[str, str]]:
    assert not rows.duplicated(["id", "code"]).any()
    return set(zip(rows["id"], rows["code"], strict=True))


def test_biovallee_is_in_three_epci_and_its_seat_in_one(france):
    at_seat = france.presence("epci", "seat")
    covered = france.presence("epci", "coverage")
    assert set(at_seat.loc[at_seat["id"].eq("biovallee"), "code"]) == {"242600252"}
    assert set(covered.loc[covered["id"].eq("biovallee"), "code"]) == BIOVALLEE


def test_biovallee_is_in_each_commune_of_its_three_epci(france):
    communes = france.geography.communes
    expected = communes.index[communes["epci"].isin(BIOVALLEE)]
    covered = france.presence("commune", "coverage")
    assert sorted(covered.loc[covered["id"].eq("biovallee"), "code"]) == sorted(expected)
    at_seat = france.presence("commune", "seat")
    assert at_seat.loc[at_seat["id"].eq("biovallee"), "code"].tolist() == ["26125"]


def test_the_weight_is_the_population_of_the_covered_part(france):
    communes = france.geography.communes
    inside = communes[communes["epci"].isin(BIOVALLEE)]
    covered = france.presence("bassin_de_vie", "coverage")
    weights = covered[covered["id"].eq("biovallee")].set_index("code")["population"]
    expected = inside.groupby("bassin_de_vie")["population"].sum()
    assert weights.sort_index().to_dict() == expected.to_dict()


@pytest.mark.parametrize("by", ["seat", "coverage"])
@pytest.mark.parametrize("level", LEVELS)
def test_each_initiative_counts_once_per_territory(france, level, by):
    rows = france.presence(level, by)
    assert not rows.duplicated(["id", "code"]).any()
    assert rows.notna().all(axis=None)
    assert rows["code"].isin(france.geography.level(level).index).all()
    assert rows["id"].isin(france.tables.initiatives.index).all()
    if by == "seat":
        assert rows["id"].is_unique


def test_known_by_its_region_only_counts_at_the_region_only(france):
    table = france.tables.initiatives
    alone = table[table["departement"].isna() & table["region"].notna()].index
    assert len(alone) > 0
    for level in LEVELS:
        for by in ("seat", "coverage"):
            present = alone.isin(france.presence(level, by)["id"])
            assert present.all() if level == "region" else not present.any()


def test_known_by_no_territory_counts_nowhere(france):
    table = france.tables.initiatives
    nowhere = table[table[["seat_commune", "departement", "region", "coverage"]].isna().all(axis=1)].index
    for level in LEVELS:
        assert not nowhere.isin(france.presence(level, "coverage")["id"]).any()


def test_known_by_its_departement_counts_there_and_above(france):
    table = france.tables.initiatives
    some = table[table["seat_commune"].isna() & table["departement"].notna()].index
    assert len(some) > 0
    levels = [level for level in LEVELS if some.isin(france.presence(level, "seat")["id"]).any()]
    assert levels == ["departement", "region"]


def test_by_hand_on_four_levels(tiny: Geography):
    rows = table(
        id=["spread", "seated", "regional", "overseas"],
        seat_commune=["01002", "02006", None, "98818"],
        region=[None, None, "32", None],
        coverage=["epci:200000001|commune:02002", None, None, None],
    )
    assert pairs(presence(rows, tiny, "epci", by="coverage")) == {
        ("spread", "200000001"),
        ("spread", "200000002"),
    }
    assert pairs(presence(rows, tiny, "departement", by="coverage")) == {
        ("spread", "01"),
        ("spread", "02"),
        ("seated", "02"),
    }
    assert pairs(presence(rows, tiny, "region", by="seat")) == {
        ("spread", "84"),
        ("seated", "32"),
        ("regional", "32"),
    }
    assert pairs(presence(rows, tiny, "commune", by="seat")) == {
        ("spread", "01002"),
        ("seated", "02006"),
        ("overseas", "98818"),
    }


def test_parts_of_a_coverage_that_overlap_weigh_once(tiny: Geography):
    rows = table(
        id=["twice"], seat_commune=["01001"], coverage=["departement:01|epci:200000001|commune:01001"]
    )
    found = presence(rows, tiny, "departement", by="coverage").set_index("code")["population"]
    assert found.to_dict() == {"01": 50_900, "02": 300}


def test_the_seat_keeps_its_own_point_or_takes_the_communes(tiny: Geography):
    rows = table(id=["given", "taken", "nowhere"], seat_commune=["01001", "01001", None])
    rows.loc["given", ["lon", "lat"]] = [2.01, 46.02]
    places = seats(rows, tiny)
    assert places.loc["given", ["lon", "lat"]].tolist() == [2.01, 46.02]
    assert places.loc["taken", ["lon", "lat"]].tolist() == pytest.approx([2.05, 46.05])
    assert places.loc["nowhere"].isna().all()
    assert places["setting"].dropna().tolist() == ["urbain", "urbain"]


def test_unknown_way_to_count(france):
    with pytest.raises(UnknownChoiceError, match="'both'"):
        presence(france.tables.initiatives, france.geography, "epci", by="both")
