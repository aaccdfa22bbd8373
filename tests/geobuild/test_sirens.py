"""The register of SIREN that the build derives."""

from pathlib import Path

import pandas as pd
import pytest

from atlas.errors import GeographyError

GEO = Path(__file__).resolve().parents[2] / "data" / "geo"


def test_a_commune_and_a_territory_of_grand_paris_have_their_siren(built):
    table = pd.read_parquet(built.country.out / "sirens.parquet").set_index("siren")
    assert table.index.is_monotonic_increasing
    assert table.loc["210100100", "communes"].tolist() == ["01001"]
    assert pd.isna(table.loc["210100100", "name"])
    assert table.loc["200000009", "name"] == "Terre et Eaux"
    assert table.loc["200000009", "communes"].tolist() == ["01001", "02001"]
    # The overseas collectivity's commune has none.
    assert len(table) == built.measured["sirens"] == 11


def test_a_siren_twice_is_named(country):
    country.communes[1]["siren"] = country.communes[0]["siren"]
    country.write()
    with pytest.raises(GeographyError, match=r"^communes\.json, column 'siren': codes given more than once"):
        country.build()


def test_a_member_that_is_no_commune_is_named(country):
    country.ept[0]["membres"].append({"code": "01099"})
    country.write()
    with pytest.raises(GeographyError, match=r"^ept\.json, column 'membres': no commune for 01099"):
        country.build()


def test_every_commune_has_one_siren():
    table = pd.read_parquet(GEO / "sirens.parquet")
    communes = pd.read_parquet(GEO / "commune.parquet", columns=["code", "departement"])
    own = table[table["name"].isna()]
    here = communes.loc[communes["departement"].notna(), "code"]
    assert sorted(own["communes"].str[0]) == sorted(here)
    assert not table["siren"].duplicated().any()
    # Saint-Denis, new since 2025, has one that begins by no 2.
    assert own.set_index("siren").loc["929939411", "communes"].tolist() == ["93066"]


def test_grand_paris_is_paris_and_its_territories():
    table = pd.read_parquet(GEO / "sirens.parquet")
    communes = pd.read_parquet(GEO / "commune.parquet", columns=["code", "epci"])
    members = table.loc[table["name"].notna(), "communes"].explode()
    assert not members.duplicated().any()
    whole = set(communes.loc[communes["epci"].eq("200054781"), "code"])
    assert whole - set(members) == {"75056"}
    assert set(members) <= whole
