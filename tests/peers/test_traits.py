"""What initiatives are compared on, by hand."""

import numpy as np
import pandas as pd
import pytest

from atlas.catalogue import load_catalogue
from atlas.catalogue.legal_forms import FORMS, form_families
from atlas.peers.traits import MONEY, ORDERED_SCALES, SHARES, traits


def test_the_area_covered_comes_before_the_bassin_de_vie(small):
    table = traits(small).table
    # b covers four communes: 4,000 + 200 + 100 rural people on 3 × 85 km² (the island is in no EPCI).
    assert table.loc["b", [*SHARES, "population"]].tolist() == [0, 0, 1, 4_300]
    assert table.loc["b", "density"] == pytest.approx(4_300 / 255)
    # a states no coverage: its bassin de vie 01001.
    assert table.loc["a", list(SHARES)].tolist() == pytest.approx(
        [50_000 / 51_200, 900 / 51_200, 300 / 51_200]
    )
    assert table.loc["a", "population"] == 51_200


def test_unknown_is_no_number(small):
    table = traits(small).table
    assert table.loc["d", [*SHARES, "population", "density", "lon", "lat"]].isna().all()
    assert table.loc["c", ["start_year", "scale", *FORMS, *MONEY]].isna().all()
    assert table.loc["e", list(MONEY)].isna().all()  # its only received line has no amount
    assert pd.isna(table.loc["c", "initiator"])


def test_money_is_shared_over_the_levels_that_are_named(small):
    table = traits(small).table
    assert table.loc["a", ["money_region", "money_etat"]].tolist() == [0.75, 0.25]
    assert table.loc["b", "money_region"] == 1.0


def test_ranges_are_those_of_the_catalogue(small):
    found = traits(small).ranges
    assert found["start_year"] == 10
    assert found["scale"] == ORDERED_SCALES.index("region") - ORDERED_SCALES.index("commune")
    assert found["population"] == pytest.approx(np.log10(2_100_000 / 4_300))


def test_every_legal_form_of_the_data_is_read():
    france = load_catalogue()
    texts = france.tables.initiatives["legal_forms"].dropna()
    read = form_families(texts)
    # Only a brand of no stated form of its own names nothing but its carrier.
    assert read.isna().any(axis=1).sum() == 0, texts[read.isna().any(axis=1)].tolist()
    assert read.loc[texts.eq("SCIC SAS"), ["form_scic", "form_sas"]].eq(1).all(axis=None)
    assert read.loc["biovallee", ["form_association", "form_epci", "form_commune"]].tolist() == [1, 1, 0]


def test_shares_are_whole():
    table = traits(load_catalogue()).table
    sums = table[list(SHARES)].sum(axis=1, skipna=False).dropna()
    assert len(sums) > 600
    assert sums.to_numpy() == pytest.approx(1)
    money = table[list(MONEY)].sum(axis=1, skipna=False).dropna()
    assert money.to_numpy() == pytest.approx(1)
    assert (table["density"].dropna() > 0).all()
