"""Everybody who can be reached by a public address is."""

import pandas as pd

from atlas.catalogue import load_catalogue
from atlas.catalogue.contacts import REGISTER, carriers, contact_urls
from atlas.views.sheets.initiative import initiative_sheet


def test_the_site_then_the_carrier_then_the_source():
    rows = pd.DataFrame(
        {
            "scale": "intercommunalite",
            "initiator": "collectivite",
            "coverage": ["epci:200068120", "epci:200068120", "epci:200068120|epci:200067932", None],
            "url": ["https://a.fr", None, None, None],
            "source_url": ["https://s.fr", "https://s.fr", "https://s.fr", None],
        }
    )
    found = contact_urls(rows)
    assert found[:3].tolist() == ["https://a.fr", f"{REGISTER}200068120", "https://s.fr"]
    assert pd.isna(found[3])


def test_a_carrier_is_an_intercommunalite_of_today():
    france = load_catalogue()
    sirens = carriers(france.tables.initiatives).dropna()
    assert len(sirens)
    assert sirens.isin(france.geography.level("epci").index).all()
    assert france.tables.initiatives.loc[sirens.index, "initiator"].isin(["collectivite", "mixte"]).all()


def test_the_sheet_leads_there():
    france = load_catalogue()
    initiatives = france.tables.initiatives
    siren = carriers(initiatives).dropna()
    assert f'href="{REGISTER}{siren.iloc[0]}"' in initiative_sheet(france, str(siren.index[0]), "fr")
    site = initiatives["url"].dropna()
    assert f'href="{site.iloc[0]}"' in initiative_sheet(france, str(site.index[0]), "en")
