"""The test of association: its arithmetic by hand, its level on unrelated maps, its power."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from esda.lee import Spatial_Pearson
from scipy import sparse
from scipy.sparse.linalg import splu
from scipy.stats import binomtest, rankdata, spearmanr

from atlas.indicator.association import (
    associate,
    corrected,
    fifths,
    flips,
    signs,
    standard_ranks,
    untested,
)
from atlas.indicator.modes import MOST, modes
from atlas.territories import load_geography
from atlas.territories.contiguity import level_pairs

DRAWS = 199


@pytest.fixture(scope="module")
def patterns():
    """Modes of all EPCI, and a maker of autoregressive fields over them."""
    geography = load_geography()
    size = len(geography.level("epci"))
    found = modes(geography, "epci", np.arange(size))
    one, other = level_pairs(geography, "epci").T
    touch = sparse.coo_array(
        (np.ones(2 * len(one)), (np.r_[one, other], np.r_[other, one])), shape=(size, size)
    )
    number = np.maximum(np.asarray(touch.sum(axis=1)).ravel(), 1)
    mean = sparse.diags_array(1 / number) @ touch.tocsr()

    def field(strength, generator):
        solve = splu((sparse.eye_array(size) - strength * mean).tocsc()).solve
        while True:
            yield solve(generator.standard_normal(size))

    return found, field


def test_modes_are_at_right_angles_and_begin_with_the_mean(patterns):
    vectors = patterns[0].vectors
    assert np.abs(vectors.T @ vectors - np.eye(len(vectors))).max() < 1e-4
    # Islands are tied: one piece has one constant mode.
    assert np.ptp(vectors[:, 0]) < 1e-4
    assert np.ptp(vectors[:, 1]) > 1e-3
    assert np.asarray(patterns[0].smooth.sum(axis=1)).ravel() == pytest.approx(1)


def test_a_random_map_keeps_gearys_c_and_its_variance(patterns):
    vectors, generator = patterns[0].vectors, np.random.default_rng(3)
    touch = (patterns[0].smooth > 0).astype(float).toarray()
    np.fill_diagonal(touch, 0)
    geary = lambda x: (touch * (x[:, None] - x[None, :]) ** 2).sum() / x.var()  # noqa: E731
    x = standard_ranks(next(patterns[1](0.9, generator)))
    drawn = vectors @ (signs(len(x), 1, 4)[0] * (vectors.T @ x))
    assert np.abs(drawn - x).max() > 0.5
    assert drawn.var() == pytest.approx(x.var(), rel=1e-4)
    assert geary(drawn) == pytest.approx(geary(x), rel=1e-4)


def test_products_are_those_of_the_drawn_maps(patterns):
    generator = np.random.default_rng(5)
    x, y = generator.standard_normal((2, len(patterns[0].vectors)))
    drawn = signs(len(x), 7, 1)
    found = flips(x, y, patterns[0], drawn)
    maps = [patterns[0].vectors @ (row * (patterns[0].vectors.T @ x)) for row in drawn]
    assert found == pytest.approx([x @ y, *(one @ y for one in maps)], abs=1e-2)


def test_rho_and_lee_are_those_of_the_libraries(patterns):
    generator = np.random.default_rng(6)
    x, people = generator.random((2, len(patterns[0].vectors)))
    y = (x + generator.random(len(x)) > 1.3).astype(float)
    found = associate(x, y, people, patterns[0], signs(len(x), DRAWS, 1))
    assert found.rho == pytest.approx(spearmanr(x, y).statistic)
    assert found.rho_people == pytest.approx(spearmanr(x, people).statistic)
    both = [rankdata(one)[:, None] for one in (x, y)]
    lee = Spatial_Pearson(connectivity=patterns[0].smooth, permutations=0).fit(*both).association_[0, 1]
    assert found.lee == pytest.approx(lee)
    # Lee's formula, term by term.
    dense = patterns[0].smooth.toarray()
    zx, zy = (standard_ranks(one) for one in (x, y))
    smooth = dense.T @ dense
    assert found.lee == pytest.approx(zx @ smooth @ zy / smooth.sum())
    r = {
        (a, b): spearmanr(one, two).statistic
        for a, one in (("x", x), ("y", y))
        for b, two in (("p", people),)
    }
    partial = (found.rho - r["x", "p"] * r["y", "p"]) / np.sqrt(
        (1 - r["x", "p"] ** 2) * (1 - r["y", "p"] ** 2)
    )
    assert found.rho_given == pytest.approx(partial)


def test_p_is_never_below_what_the_draws_allow_and_comes_again(patterns):
    x = np.arange(len(patterns[0].vectors), dtype=float)
    y, people = (x > 900).astype(float), np.ones(len(x))
    found = [associate(x, y, people, patterns[0], signs(len(x), DRAWS, 2), seed=2) for _ in range(2)]
    assert found[0] == found[1]
    assert found[0].p >= 1 / (DRAWS + 1)
    assert found[0].p_plain == 1 / (DRAWS + 1)


def test_few_draws_are_a_sample_of_all_signs():
    geography = load_geography()
    found = modes(geography, "region", np.arange(12))
    x, y = standard_ranks(np.arange(12.0) % 5), standard_ranks(np.arange(12.0) % 3)
    every = flips(x, y, found, np.array(list(product((-1.0, 1.0), repeat=12))))
    exact = (np.abs(every[1:]) >= abs(every[0]) - 1e-9).mean()
    drawn = flips(x, y, found, signs(12, 20_000, 1))
    assert (np.abs(drawn) >= abs(drawn[0]) - 1e-9).mean() == pytest.approx(exact, abs=0.02)


def test_of_maps_that_know_nothing_of_each_other_one_in_twenty_is_called_associated(patterns):
    generator = np.random.default_rng(7)
    told, plain = [], []
    fields = patterns[1](0.98, generator)
    people = generator.random(len(patterns[0].vectors))
    for seed in range(200):
        x, z = next(fields), next(fields)
        y = (z > np.quantile(z, 0.9)).astype(float)
        found = associate(x, y, people, patterns[0], signs(len(x), DRAWS, seed), seed=seed)
        told.append(found.p <= 0.05)
        plain.append(found.p_plain <= 0.05)
    # 200 trials at 5 %: above 22 once in a thousand times.
    assert binomtest(sum(told), len(told), 0.05, alternative="greater").pvalue > 0.001
    # The usual permutation is wrong in more than four of ten.
    assert np.mean(plain) > 0.4


def test_an_association_is_found(patterns):
    generator = np.random.default_rng(8)
    told = []
    fields = patterns[1](0.9, generator)
    for seed in range(40):
        x = next(fields)
        y = (generator.random(len(x)) < 1 / (1 + np.exp(2 - x / x.std()))).astype(float)
        people = generator.random(len(x))
        found = associate(x, y, people, patterns[0], signs(len(x), DRAWS, seed), seed=seed)
        told.append((found.p <= 0.05, found.p_given <= 0.05, found.rho > 0))
    assert np.mean(told, axis=0).min() > 0.9


def test_what_comes_through_population_alone_goes_when_it_is_given(patterns):
    generator = np.random.default_rng(9)
    raw, given = [], []
    fields = patterns[1](0.5, generator)
    for seed in range(60):
        size = next(fields)
        size = size / size.std()
        x = size + generator.standard_normal(len(size))
        y = (size + generator.standard_normal(len(size)) > 2).astype(float)
        found = associate(x, y, np.exp(size), patterns[0], signs(len(x), DRAWS, seed), seed=seed)
        raw.append(found.p <= 0.05)
        given.append(found.p_given <= 0.05)
    assert np.mean(raw) > 0.9
    assert np.mean(given) < 0.2


def test_several_types_at_once_are_counted(patterns):
    generator = np.random.default_rng(10)
    fields = patterns[1](0.9, generator)
    presences = []
    for _ in range(10):
        z = next(fields)
        presences.append(standard_ranks((z > np.quantile(z, 0.9)).astype(float)))
    alone, counted = [], []
    for seed in range(80):
        x = standard_ranks(next(fields))
        drawn = signs(len(x), DRAWS, seed)
        products = np.array([flips(x, y, patterns[0], drawn) for y in presences])
        size = np.abs(products)
        alone.append((size >= size[:, :1]).mean(axis=1).min() <= 0.05)
        counted.append(corrected(products).min() <= 0.05)
    assert np.mean(alone) > 0.25
    assert binomtest(sum(counted), len(counted), 0.06, alternative="greater").pvalue > 0.001


def test_the_correction_is_the_least_p_of_each_draw():
    products = np.random.default_rng(11).standard_normal((4, 60))
    size = np.abs(products)
    p = np.array([[(row >= one).mean() for one in row] for row in size])
    least = p.min(axis=0)
    assert corrected(products) == pytest.approx([(least <= one).mean() for one in p[:, 0]])


@pytest.mark.parametrize(
    ("values", "present", "why"),
    [
        (np.arange(20), np.arange(20) > 10, "few"),
        (np.ones(100), np.arange(100) > 50, "constant"),
        (np.arange(100), np.arange(100) > 95, "rare"),
        (np.arange(100), np.arange(100) > 5, "common"),
        (np.arange(3000), np.arange(3000) > 1500, "many"),
        (np.arange(100), np.arange(100) > 50, ""),
    ],
)
def test_what_cannot_be_tested_says_why(values, present, why):
    values, present = values.astype(float), present.astype(float)
    assert untested(values, present, MOST) == why
    if why:
        found = associate(values, present, np.ones(len(values)), None, signs(0, 9, 1))
        assert found.untested == why
        assert np.isnan([found.p, found.p_given, found.p_lee, found.p_plain]).all()


def test_fifths_are_counted_by_hand():
    values = pd.Series(np.arange(100.0))
    found = fifths(values, values.mod(2).eq(0) & values.lt(60), values * 0 + 10)
    assert found["territories"].tolist() == [20] * 5
    assert found["present"].tolist() == [10, 10, 10, 0, 0]
    assert found["low"].tolist() == [0, 20, 40, 60, 80]
    assert found["people"].tolist() == [200] * 5
    # Wilson's bounds by their formula.
    n, p, z = 20, 0.5, 1.959964
    middle, half = (p + z**2 / (2 * n)) / (1 + z**2 / n), z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    half /= 1 + z**2 / n
    assert found.loc[1, ["share_low", "share_high"]].tolist() == pytest.approx([middle - half, middle + half])


def test_equal_values_stay_in_one_fifth():
    values = pd.Series([0.0] * 50 + list(np.arange(1.0, 51)))
    found = fifths(values, values.gt(25), values * 0 + 1)
    assert found["territories"].sum() == 100
    assert found.loc[1, ["low", "high"]].tolist() == [0.0, 0.0]
    assert found.index.tolist() == list(range(1, len(found) + 1))
