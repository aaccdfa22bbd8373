"""What a link may name is what the data have."""

from pathlib import Path

import pandas as pd
import pytest

from atlas.catalogue import Catalogue, load_catalogue
from atlas.catalogue.selection import TYPOLOGIES
from atlas.views.choices import allowed, year_bounds
from atlas.views.link import View, parse
from atlas.vocabulary import CATEGORIES

CURATED = Path(__file__).resolve().parents[2] / "data" / "initiatives"


@pytest.fixture(scope="module")
def france() -> Catalogue:
    return load_catalogue()


def test_every_type_scale_and_funder_of_the_data_can_be_linked(france):
    lists = allowed(france)
    assert set(france.tables.initiatives["type"]) <= set(lists["types"])
    assert set(france.tables.initiatives["scale"].dropna()) <= set(lists["echelles"])
    assert set(france.tables.funding["funder_level"].dropna()) <= set(lists["financeurs"])


@pytest.mark.parametrize("typology", TYPOLOGIES)
def test_every_category_of_a_commune_can_be_chosen(france, typology):
    found = france.geography.communes[TYPOLOGIES[typology]].dropna().astype(str).unique()
    assert sorted(found) == sorted(CATEGORIES[typology])
    assert sorted(allowed(france)[typology]) == sorted(found)


def test_years_span_the_file(france):
    years = pd.to_numeric(pd.read_csv(CURATED / "initiatives.csv", dtype=str)["start_year"].dropna())
    assert year_bounds(france) == (years.min(), years.max())


def test_an_empty_link_is_the_default_view(france):
    assert parse({}, allowed(france)) == View()
