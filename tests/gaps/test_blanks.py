"""The chance that a blank is a true one: by hand, beside another fit, and tried on hidden rows."""

import itertools
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from sklearn.linear_model import PoissonRegressor

from atlas.catalogue import load_catalogue
from atlas.catalogue.catalogue import enlarge
from atlas.catalogue.own import NOTHING
from atlas.catalogue.selection import Selection
from atlas.errors import FileFaultError
from atlas.gaps import blanks, chances_at, gaps, rank, sort_figure
from atlas.gaps.calibration import LEAST, Trial, calibrate, tried
from atlas.gaps.chances import LEVELS, features, means, true_blank
from atlas.gaps.trials import MOST_ERROR, load_trials
from atlas.vocabulary import LEVELS as ALL_LEVELS

SOME_LIST = Selection(types=("tzcld",))
SOME = ("tzcld", "monnaie_locale")


def listed(kind, level):
    france = load_catalogue()
    initiatives = france.tables.initiatives
    running = initiatives.index[initiatives["type"].eq(kind) & initiatives["inactive"].isna()]
    present = france.presence(level, "seat")
    return present[present["id"].isin(running)]


def whole(kind, level):
    index = load_catalogue().geography.level(level).index
    return np.bincount(index.get_indexer(listed(kind, level)["code"]), minlength=len(index)).astype("float64")


# The bounds are about twice what sixty repeats give (benchmarks/bench_blanks.py).
@pytest.mark.parametrize(
    ("kind", "level", "hidden", "most"),
    [
        ("pat", "bassin_de_vie", 0.15, 0.02),
        ("pat", "bassin_de_vie", 0.4, 0.04),
        ("pat", "epci", 0.4, 0.06),
        ("pat", "commune", 0.4, 0.003),
        ("tzcld", "bassin_de_vie", 0.4, 0.012),
        ("pole_de_competitivite", "epci", 0.4, 0.01),
    ],
)
def test_the_chances_hold_where_rows_were_hidden(kind, level, hidden, most):
    trial = tried(load_catalogue(), listed(kind, level), level, hidden=hidden, repeats=4)
    assert trial.true.mean() < 1
    assert trial.error < most
    assert abs(trial.stated.mean() - trial.true.mean()) < most


def test_chances_that_ignore_what_is_hidden_would_fail_that_trial():
    level = "bassin_de_vie"
    trial = tried(load_catalogue(), listed("pat", level), level, hidden=0.4, repeats=2, seed=1)
    assert trial._replace(stated=np.ones(len(trial.true))).error > 0.02


def test_the_error_of_a_trial_by_hand():
    # Ten blanks, a tenth each: each stated 0.8, eight of them true.
    assert Trial(np.full(10, 0.8), np.arange(10) < 8).error == pytest.approx(0.8 * 0.2 + 0.2 * 0.8)
    halves = Trial(np.repeat([0.2, 0.9], 50), np.repeat([False, True], 50))
    assert halves.error == pytest.approx((0.2 + 0.1) / 2)
    assert halves.lowest == (pytest.approx(0.2), 0.0)


def test_the_stored_trials_are_those_of_the_lists():
    """Where this fails the lists changed: `atlas blanks` tries them again."""
    france, stored = load_catalogue(), load_trials()
    initiatives = france.tables.initiatives
    running = initiatives["type"][initiatives["inactive"].isna()]
    lists = france.lists("commune", "seat")
    tried_so = stored.set_index(["type", "by", "level"])
    for by, level in itertools.product(("seat", "coverage"), LEVELS):
        ids = france.presence(level, by)["id"].unique()
        sizes = running.reindex(ids).value_counts()
        for kind, size in sizes[sizes >= LEAST].items():
            rows = tried_so.loc[[(kind, by, level)]]
            assert rows["rows"].eq(size).all(), kind
            assert rows["whole"].eq(lists["whole"][kind]).all(), kind
    assert stored["error"].between(0, 1).all()


def test_on_every_whole_list_the_chance_holds_at_bassin_de_vie():
    stored = load_trials()
    whole = stored[stored["whole"] & stored["level"].eq("bassin_de_vie") & stored["by"].eq("seat")]
    assert {"pat", "contrat_transition_ecologique"} <= set(whole["type"])
    assert whole["error"].lt(MOST_ERROR).all()


def test_the_stored_trials_are_made_anew_by_the_function():
    repeats = int(load_trials()["repeats"].max())
    again = calibrate(load_catalogue(), ["pole_de_competitivite"], repeats=repeats)
    stored = load_trials().query("type == 'pole_de_competitivite'").reset_index(drop=True)
    pd.testing.assert_frame_equal(again, stored, atol=2e-4)


def test_of_a_list_whose_trial_failed_nothing_is_claimed(monkeypatch):
    france = load_catalogue()
    assert blanks(france, SOME_LIST, "bassin_de_vie").claimed
    failed = load_trials().assign(error=MOST_ERROR)
    monkeypatch.setattr("atlas.gaps.trials.load_trials", lambda: failed)
    mine = replace(france)
    found = blanks(mine, SOME_LIST, "bassin_de_vie")
    assert (found.claimed, found.why) == (False, {"trial": ["tzcld"]})


def test_no_table_of_trials_is_said(tmp_path):
    with pytest.raises(FileFaultError, match="atlas blanks"):
        load_trials(tmp_path / "none.csv")


@pytest.mark.parametrize("level", LEVELS)
def test_the_fit_is_that_of_another_library(level):
    shares, population = features(load_catalogue().geography, level)
    known = np.isfinite(shares).all(axis=1)
    counts = whole("pat", level)[known]
    size = np.log(np.maximum(population[known], 1) / 20_000)
    design = np.column_stack([shares[known], size, size**2])
    other = PoissonRegressor(alpha=0, fit_intercept=False, solver="newton-cholesky", tol=1e-9)
    expected = other.fit(design, counts).predict(design)
    assert means(counts, shares[known], population[known]) == pytest.approx(expected, rel=1e-3, abs=1e-6)
    # The likelihood is at its highest where fitted and known agree in each setting.
    assert shares[known].T @ expected == pytest.approx(shares[known].T @ counts, rel=1e-4)


def test_a_setting_without_any_known_one_is_no_fault():
    shares = np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    fitted = means(np.array([2.0, 4.0, 0.0]), shares, np.full(3, 20_000.0))
    assert fitted == pytest.approx([3, 3, 0], abs=1e-4)


def test_the_more_is_known_and_the_fewer_are_expected_the_surer():
    mean = np.linspace(0.001, 3, 50)
    assert (np.diff(true_blank(mean, 0.6)) < 0).all()
    assert (np.diff([true_blank(np.array([0.5 * c]), c)[0] for c in np.linspace(0.1, 1, 30)]) > 0).all()
    assert true_blank(mean, 1.0) == pytest.approx(1)


def test_nothing_is_claimed_where_nothing_can_be():
    france = load_catalogue()
    for level in ("departement", "region"):
        found = blanks(france, Selection(types=("tzcld",)), level)
        assert not found.claimed
        assert list(found.why) == ["level"]
    assert blanks(france, Selection(types=("tepos",)), "epci").why == {"total": ["tepos"]}
    assert blanks(france, Selection(types=("tiers_lieu",)), "epci").why == {"partial": ["tiers_lieu"]}
    for selection in (
        Selection(types=("tzcld",), years=(2016, 2020)),
        Selection(types=("tzcld",), categories=("rural",)),
    ):
        assert blanks(france, selection, "epci").why == {"filter": []}
    # One list of which nobody knows the total spoils the product.
    assert blanks(france, Selection(types=("tzcld", "tepos")), "epci").why == {"total": ["tepos"]}
    assert not blanks(france, Selection(), "epci").claimed
    impact = Selection(types=("territoire_french_impact",))
    assert list(blanks(france, impact, "commune", by="coverage").why) == ["perimeter"]


def test_several_types_multiply():
    france = load_catalogue()
    one, other = (blanks(france, Selection(types=(kind,)), "epci").chance for kind in SOME)
    both = blanks(france, Selection(types=SOME), "epci").chance
    assert both.notna().tolist() == (one.notna() & other.notna()).tolist()
    pd.testing.assert_series_equal(both, (one * other).rename(None), check_names=False)


def test_nothing_is_claimed_where_one_of_a_whole_list_may_be():
    france = load_catalogue()
    lists = france.lists("bassin_de_vie", "coverage")
    for kind in lists.index[lists["whole"]]:
        found = blanks(france, Selection(types=(kind,)), "bassin_de_vie", by="coverage")
        sure = france.certain(kind, "bassin_de_vie", "coverage")
        assert found.chance[sure].isin([1.0]).sum() == found.chance.notna().sum()
        assert list(found.why) == ([] if sure.all() else ["place"])


def test_a_blank_of_a_whole_list_is_sure():
    found = blanks(load_catalogue(), Selection(types=("tetraa",)), "region")
    assert set(found.chance.dropna()) == {1.0}
    assert not found.why


@pytest.mark.parametrize("level", ALL_LEVELS)
def test_one_territory_is_told_what_all_are_told(level):
    france = load_catalogue()
    code = str(france.answer(Selection(), level, by="seat", measure="count").table.index[7])
    told = chances_at(france, Selection(), level, code, by="seat")
    for kind in ("tzcld", "ptce", "tepos", "pole_de_competitivite"):
        expected = blanks(france, Selection(types=(kind,)), level).chance
        if pd.notna(expected[code]):
            assert told[kind] == expected[code]
        elif not expected.notna().any():
            assert pd.isna(told[kind])


def test_the_ranking_weighs_people_by_chance():
    found = gaps(load_catalogue(), Selection(types=("tzcld",)), "epci")
    table = found.table
    rows = rank(table)
    weighted = rows["left_out"].astype("float64") * rows["blank_chance"]
    assert weighted.is_monotonic_decreasing
    assert sort_figure(table, "population").equals(table["left_out_weighted"])
    assert rows["blank_chance"].between(0, 1).all()
    assert table.loc[table["initiatives"].gt(0), "blank_chance"].isna().all()
    assert table.loc[table["initiatives"].gt(0), "left_out_weighted"].eq(0).all()
    # Where nothing is claimed, people alone rank.
    without = gaps(load_catalogue(), Selection(types=("tepos",)), "epci")
    assert rank(without.table)["left_out"].is_monotonic_decreasing


def test_a_list_that_a_reader_enlarges_claims_nothing():
    france = load_catalogue()
    mine = france.tables.initiatives.loc[["tzcld_le_port"]].rename(index={"tzcld_le_port": "mine"})
    team = enlarge(france, NOTHING._replace(initiatives=mine.assign(batch="b")))
    assert blanks(team, Selection(types=("tzcld",)), "epci").why == {"total": ["tzcld"]}
    assert blanks(team, Selection(types=("monnaie_locale",)), "epci").claimed
    assert blanks(team, Selection(types=("tzcld",), origin="atlas"), "epci").claimed
