"""The page answers in one sentence, whose figures are those of the table."""

import pytest

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.gaps import ALL, gaps, models
from atlas.views.gaps.sentences import answer
from atlas.words import say
from atlas.words.numbers import number


def told(selection, *, setting=ALL, level="bassin_de_vie", by="coverage", language="fr"):
    france = load_catalogue()
    found = gaps(france, selection, level, by=by)
    return found, answer(france, selection, found, language, setting=setting)


@pytest.mark.parametrize("inside", ["", "region:53", "departement:48"])
@pytest.mark.parametrize("setting", [ALL, "rural"])
def test_it_counts_what_the_table_holds(inside, setting):
    found, words = told(Selection(types=("pat",), inside=inside), setting=setting)
    table = found.table if setting == ALL else found.table[found.table["setting"].eq(setting)]
    assert words.startswith(
        load_catalogue().geography.name(*inside.split(":")) if inside else say("france", "fr")
    )
    assert number(len(table), "fr") in words
    if table["initiatives"].eq(0).any():
        assert number(int(table["initiatives"].eq(0).sum()), "fr") in words
        assert number(float(table["left_out"].sum()), "fr") in words


def test_a_setting_that_a_place_has_not_is_said_and_the_way_on():
    found, words = told(Selection(types=("pat",), inside="region:04"), setting="rural")
    assert found.table["setting"].ne("rural").all()
    levels = say("gaps_levels_bassin_de_vie", "fr")
    setting = say("gaps_answer_setting", "fr", setting="rural")
    assert words == say("gaps_answer_empty", "fr", place="La Réunion", levels=levels, setting=setting)


def test_a_list_that_is_not_whole_never_says_that_there_is_none():
    found, words = told(Selection(types=("tiers_lieu",), inside="region:53"), by="seat")
    assert not found.answer.complete
    common = {
        "place": "Bretagne",
        "levels": say("gaps_levels_bassin_de_vie", "fr"),
        "setting": "",
        "what": "tiers-lieu",
    }
    figures = {
        "n": number(int(found.table["initiatives"].eq(0).sum()), "fr"),
        "of": number(len(found.table), "fr"),
        "people": number(float(found.table["left_out"].sum()), "fr"),
    }
    assert words == say("gaps_answer", "fr", **common, **figures)


def test_whom_to_call_is_of_the_same_region_first_and_may_be_of_another():
    france = load_catalogue()
    found = gaps(france, Selection(types=("pat",), inside="region:53"), "bassin_de_vie", by="coverage")
    codes = found.table.index[found.table["initiatives"].eq(0)]
    alike = models(france, found, codes)
    regions = france.geography.level("bassin_de_vie")["regions"].map(lambda codes: codes[0])
    own = regions[alike["model"]].to_numpy() == regions[alike["code"]].to_numpy()
    assert own.any()
    # Once one is of another région, so are those that follow.
    for _, part in alike.assign(own=own).groupby("code"):
        assert part["own"].is_monotonic_decreasing
    assert set(alike["initiative"]) <= set(found.everywhere)
