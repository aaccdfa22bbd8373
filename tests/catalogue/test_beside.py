"""A territory stands beside what contains it, with figures that a plain count confirms."""

from pathlib import Path

import pandas as pd
import pytest

from atlas.catalogue import Catalogue, load_catalogue
from atlas.catalogue.beside import FRANCE, compare, containers
from atlas.catalogue.selection import Selection
from atlas.territories.places import Place, place

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def france() -> Catalogue:
    return load_catalogue()


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("region:84", []),
        ("departement:26", ["region:84"]),
        ("departement:974", ["region:04"]),
        ("commune:26125", ["departement:26", "region:84"]),
        ("commune:29155", ["departement:29", "region:53"]),
        ("commune:98818", []),
        ("commune:97501", []),
    ],
)
def test_containers(france, where, expected):
    assert [":".join(one) for one in containers(france, place(france.geography, where))] == expected


def test_an_epci_over_a_limit_has_all_its_departements(france):
    communes = france.geography.communes
    spread = communes.groupby("epci")["departement"].nunique()
    assert (spread > 1).sum() == 89
    for code in spread.index[spread > 1][:5]:
        inside = communes[communes["epci"].eq(code)]
        found = containers(france, Place("epci", code))
        assert [one.code for one in found if one.level == "departement"] == sorted(
            inside["departement"].unique()
        )
        assert [one.code for one in found if one.level == "region"] == sorted(inside["region"].unique())


def test_figures_of_a_departement(france):
    rows = compare(france, Place("departement", "26"), Selection(types=("ptce", "pat")), by="seat")
    plain = pd.read_csv(DATA / "initiatives" / "initiatives.csv", dtype=str, keep_default_na=False)
    plain = plain[plain["type"].isin(["ptce", "pat"])]
    expected = [plain["departement"].eq("26").sum(), plain["region"].eq("84").sum(), len(plain)]
    assert 0 < expected[0] < expected[1] < expected[2]
    assert rows["initiatives"].tolist() == expected
    assert rows["level"].tolist() == ["departement", "region", FRANCE]
    communes = pd.read_parquet(
        DATA / "geo" / "commune.parquet", columns=["departement", "region", "population"]
    )
    people = [
        communes.loc[communes["departement"].eq("26"), "population"].sum(),
        communes.loc[communes["region"].eq("84"), "population"].sum(),
        communes.loc[communes["region"].notna(), "population"].sum(),
    ]
    assert rows["population"].tolist() == people
    rates = [100_000 * n / p for n, p in zip(expected, people, strict=True)]
    assert rows["rate"].tolist() == pytest.approx(rates)


def test_money_of_france_is_all_of_it(france):
    row = compare(france, Place("region", "84"), Selection(), by="coverage").iloc[-1]
    assert round(row["funding"] * 100) == france.lines["cents"].sum()
    assert row["funding_rate"] == pytest.approx(row["funding"] / row["population"])


def test_unknown_money_stays_unknown(france):
    rows = compare(france, Place("commune", "29155"), Selection(text="zzz"), by="seat")
    assert rows["initiatives"].tolist() == [0, 0, 0, 0]
    assert rows[["funding", "funding_rate"]].isna().all(axis=None)


def test_a_commune_of_a_collectivity_stands_beside_france_alone(france):
    rows = compare(france, Place("commune", "97501"), Selection(), by="seat")
    assert rows["level"].tolist() == ["commune", FRANCE]
