"""What a start year means, what comes in waves, and how many have begun by each year."""

from dataclasses import replace

import pandas as pd
import pytest

from atlas import spread
from atlas.catalogue import enlarge, load_catalogue
from atlas.catalogue.own import NOTHING
from atlas.catalogue.selection import Selection
from atlas.errors import UnknownChoiceError
from atlas.territories.parts import parts
from atlas.territories.places import split_place
from atlas.vocabulary import LEVELS, SETTINGS

CATALOGUE = load_catalogue()
TYPES = CATALOGUE.tables.types.index.tolist()


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("habilitation (1re loi, arrêté du 24 novembre 2016)", "accreditation"),
        ("mise en circulation (28 juin)", "opening"),
        ("lancement (mai 2016)", "opening"),
        ("création de la SCIC", "creation"),
        ("label Manufacture de proximité", "label"),
        ("label, deuxième vague (décembre 2019)", "call"),
        ("lauréat de l’AMI PTCE 2023 (phase 2)", "call"),
        ("annonce des 61 nouveaux territoires (9 juillet 2019)", "call"),
        ("dernière labellisation (niveau 1)", "renewal"),
        ("nouvelle labellisation", "renewal"),
        ("mise en circulation annoncée (printemps)", "other"),
        ("labellisation (niveau 1) ; projet lancé en 2019", "other"),
        ("naissance par fusion de Pégase et Risques (1er janvier)", "other"),
        ("label lu en juin 2020", "other"),
        ("reconnaissance officielle (liste de janvier 2023)", "other"),
        ("création du réseau TEPOS (membre fondateur)", "other"),
        ("cité comme PTCE (mars)", "other"),
        (None, "other"),
    ],
)
def test_a_kind_is_read_only_where_the_words_name_one_beginning(words, kind):
    assert spread.kinds_of(pd.Series([words], dtype="str")).tolist() == [kind]


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_has_an_answer_or_a_reason(kind):
    selection = Selection(types=(kind,))
    told = spread.overview(CATALOGUE, selection).loc[kind]
    dates = spread.start_dates(CATALOGUE, selection)
    assert told["dated"] == len(dates.years)
    assert set(spread.start_kinds(CATALOGUE)[dates.years.index]) <= {dates.kind}
    assert dates.kind in ("", *spread.STARTS)
    assert dates.why in ("", "none", "few")
    assert bool(dates.why) == (len(dates.years) < spread.FEW)
    if dates.kind == "call":
        assert dates.untested
    assert (spread.nearness(CATALOGUE, selection, permutations=9) is None) == bool(dates.untested)


def test_dates_of_two_types_are_never_mixed():
    with pytest.raises(UnknownChoiceError):
        spread.start_dates(CATALOGUE, Selection(types=("tzcld", "pat")))
    with pytest.raises(UnknownChoiceError):
        spread.start_dates(CATALOGUE, Selection(types=("tzcld",)), "renewal")
    assert spread.overview(CATALOGUE, Selection(types=("tzcld", "pat"))).index.tolist() == ["tzcld", "pat"]


def test_planned_ones_have_not_begun_and_guessed_places_are_not_compared():
    dates = spread.start_dates(CATALOGUE, Selection(types=("monnaie_locale",)))
    rows = CATALOGUE.tables.initiatives.loc[dates.years.index]
    assert not rows["inactive"].isin(["planned", "unverified"]).any()
    compared = rows.loc[dates.surely]
    assert (compared["seat_confidence"].eq("stated") | compared["lon"].notna()).all()


@pytest.mark.parametrize(("inside", "by"), [("", "seat"), ("", "coverage"), ("region:84", "seat")])
def test_growth_and_reach_are_those_of_a_loop(inside, by):
    selection = Selection(types=("tzcld",), inside=inside)
    dates = spread.start_dates(CATALOGUE, selection, by=by)
    table = spread.growth(CATALOGUE, dates)
    seats = CATALOGUE.places["setting"]
    reach = spread.reach(CATALOGUE, selection, by=by).set_index(["level", "year"])
    present = {level: CATALOGUE.presence(level, by) for level in LEVELS}
    lives = {level: CATALOGUE.geography.level(level)["population"] for level in LEVELS}
    if inside:
        lives = {level: parts(CATALOGUE.geography, split_place(inside), level)["people"] for level in LEVELS}
    for year in range(dates.years.min(), dates.years.max() + 1):
        begun = dates.years.index[dates.years.le(year)]
        assert table.loc[year, "total"] == len(begun)
        assert table.loc[year, "started"] == dates.years.eq(year).sum()
        for setting in SETTINGS:
            assert table.loc[year, setting] == seats[begun].eq(setting).sum()
        for level, people in lives.items():
            codes = present[level].loc[present[level]["id"].isin(begun), "code"]
            here = people[people.index.isin(codes)]
            assert reach.loc[(level, year), "territories"] == len(here)
            assert reach.loc[(level, year), "people"] == int(here.sum())
            assert reach.loc[(level, year), "people_share"] == pytest.approx(here.sum() / people.sum())
    assert (table[[*SETTINGS, spread.UNKNOWN]].sum(axis=1) == table["total"]).all()


def _own(years):
    communes = CATALOGUE.geography.communes.index[: len(years)]
    return NOTHING._replace(
        initiatives=pd.DataFrame(
            {
                "name": "x",
                "type": "jardin",
                "seat_commune": communes,
                "seat_confidence": "stated",
                "start_year": years,
                "batch": "b",
            },
            index=[f"i{i}" for i in range(len(years))],
        )
    )


def test_a_readers_years_are_a_kind_of_their_own():
    mine = enlarge(CATALOGUE, _own([2000 + i % 9 for i in range(40)]))
    selection = Selection(types=("jardin",))
    dates = spread.start_dates(mine, selection)
    assert (dates.kind, dates.untested, len(dates.surely)) == ("own", "", 40)
    assert spread.nearness(mine, selection, permutations=9).points == 40
    assert spread.overview(mine, replace(selection, origin="atlas")).empty


def test_waves_are_found_in_the_years():
    in_waves = enlarge(CATALOGUE, _own([2010] * 20 + [2011 + i for i in range(15)]))
    dates = spread.start_dates(in_waves, Selection(types=("jardin",)))
    assert (dates.waves, dates.untested) == ((2010,), "waves")
