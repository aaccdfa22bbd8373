"""A reader's own perimeters beside the official levels: the same figures where both are the same."""

import pandas as pd
import pytest

from atlas.catalogue import load_catalogue, redrawn
from atlas.catalogue.selection import Selection
from atlas.errors import UnknownChoiceError
from atlas.exports import to_csv
from atlas.scales import ZoningQuestion, clusters, scale_effect, values, zoning_effect
from atlas.scales import listing as tables
from atlas.territories.perimeters import OWN, with_perimeters
from atlas.vocabulary import OWN_LEVEL

PLACES = Selection(types=("tiers_lieu",))


def drawn(held):
    common = load_catalogue()
    named = pd.DataFrame({"name": list(held), "kind": OWN}, index=list(held))
    members = pd.DataFrame([(code, one) for code, many in held.items() for one in many])
    return redrawn(
        common, with_perimeters(common.geography, named, members.set_axis(["code", "commune"], axis=1))
    )


@pytest.fixture(scope="module")
def alike():
    """The communes of each département as a perimeter."""
    departements = load_catalogue().geography.communes.groupby("departement").groups
    return drawn({f"d{code}": list(held) for code, held in departements.items()})


def test_perimeters_like_departements_have_the_row_of_departements(alike):
    rows = scale_effect(alike, PLACES, indicator="covered", levels=[OWN_LEVEL, "departement"])
    mine, official = rows.loc[OWN_LEVEL], rows.loc["departement"]
    pd.testing.assert_series_equal(mine, official, check_names=False)
    assert mine["moran_p"] > 0


def test_few_perimeters_have_no_verdict_and_the_reason_why():
    # Nantes, and Rennes with Redon: neither touches the other.
    mine = drawn({"a": ["44109"], "b": ["35238", "35236"]})
    row = scale_effect(mine, PLACES, indicator="rate", levels=[OWN_LEVEL]).loc[OWN_LEVEL]
    assert (row["territories"], row["known"], row["islands"]) == (2, 2, 2)
    assert "moran:few" in row["undefined"]
    assert "gini_polarisation:few" in row["undefined"]
    assert "theil_setting:one_group" in row["undefined"]
    assert row[["moran", "moran_p", "theil_between_setting"]].isna().all()
    assert set(clusters(mine, PLACES, OWN_LEVEL, indicator="rate")["cluster"]) == {"island"}
    # What is outside of both is in none of them.
    found = values(mine, PLACES, OWN_LEVEL, indicator="count")
    assert found.table["value"].sum() == len(found.answer.chosen) - len(found.answer.unplaced)


def test_files_call_the_level_as_links_do(alike):
    rows = scale_effect(alike, PLACES, indicator="covered", levels=[OWN_LEVEL])
    written = to_csv(tables.finish(alike, rows, "scale_effect", indicator="covered", seed=1)).decode()
    assert "perimetre" in written
    assert OWN_LEVEL not in written


def test_no_random_zonings_are_drawn_for_them_and_nobody_else_has_the_level(alike):
    with pytest.raises(UnknownChoiceError):
        zoning_effect(alike, ZoningQuestion(selection=PLACES, level=OWN_LEVEL, indicator="rate"))
    with pytest.raises(UnknownChoiceError):
        scale_effect(load_catalogue(), PLACES, indicator="rate", levels=[OWN_LEVEL])
