"""Whether two values by territory go together more than two maps that know nothing of each other."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import rankdata

from atlas.indicator.modes import Floats, Modes
from atlas.vocabulary import Label

PERMUTATIONS = 999
# Fewer territories, or fewer of either kind, give no test.
LEAST, LEAST_EACH = 30, 15

# Why there is no test.
UNTESTED: dict[str, Label] = {
    "few": Label("trop peu de territoires ont une valeur", "too few territories have a value"),
    "constant": Label("toutes les valeurs sont égales", "all values are equal"),
    "rare": Label("trop peu de territoires en ont une connue", "too few territories have a known one"),
    "common": Label("presque tous les territoires en ont une", "nearly all territories have one"),
    "many": Label(
        "à la commune, le test qui tient compte du voisinage n’est pas fait",
        "at the commune, the test that allows for neighbourhood is not made",
    ),
}


class Association(NamedTuple):
    """How an indicator and presence go together over territories.

    Attributes
    ----------
    territories
        How many have a value: those compared.
    present
        In how many of them a chosen initiative is known.
    rho
        Spearman's rank correlation of the indicator with presence (1 or 0), -1 to 1.
    p
        Two-sided pseudo p-value of `rho` among maps that keep the indicator's patterns.
    p_plain
        The same among values that fall on any territory: where both are patterned it rejects far too often,
        and is told for comparison only.
    rho_people
        Rank correlation of the indicator with the number of inhabitants.
    rho_given, p_given
        Partial rank correlation given the number of inhabitants, and its pseudo p-value.
    lee, p_lee
        Lee's L of the ranks, and its pseudo p-value.
    untested
        Key of `UNTESTED`: why there is no p-value; empty where there is one.
    """

    territories: int
    present: int
    rho: float
    p: float
    p_plain: float
    rho_people: float
    rho_given: float
    p_given: float
    lee: float
    p_lee: float
    untested: str


def untested(values: Floats, present: Floats, most: int) -> str:
    """Say why values are not tested against presence, by a key of `UNTESTED`; empty where they are."""
    many, there = len(values), int(present.sum())
    if many < LEAST:
        return "few"
    if values.min() == values.max():
        return "constant"
    if there < LEAST_EACH:
        return "rare"
    if many - there < LEAST_EACH:
        return "common"
    return "many" if many > most else ""


def standard_ranks(values: Floats) -> Floats:
    """Return ranks less their mean, over their standard deviation; zeros where all are equal.

    Examples
    --------
    >>> standard_ranks(np.array([5.0, 1.0, 3.0])).round(2).tolist()
    [1.22, -1.22, 0.0]
    """
    ranks = rankdata(values)
    ranks -= ranks.mean()
    spread = ranks.std()
    return np.asarray(ranks / spread if spread else ranks, dtype="float64")


def signs(size: int, permutations: int, seed: int) -> Floats:
    """Draw the signs of the modes, a row for each draw."""
    return _signs(size, permutations, seed).astype("float64")


# The same draws serve every type, filter and reader. Held small: 2 MB each at the bassin de vie, orders 3 MB.
@lru_cache(maxsize=3)
def _signs(size: int, permutations: int, seed: int) -> NDArray[np.int8]:
    drawn = np.random.default_rng(seed).integers(0, 2, (permutations, size), dtype=np.int8)
    return 2 * drawn - 1


@lru_cache(maxsize=3)
def _orders(size: int, permutations: int, seed: int) -> NDArray[np.uint16]:
    """Draw orders of fewer than 65,536 territories, a row for each draw."""
    generator, places = np.random.default_rng(seed), np.arange(size, dtype=np.uint16)
    return np.array([generator.permutation(places) for _ in range(permutations)]).reshape(permutations, size)


def associate(  # noqa: PLR0913 - two maps, and what they are tested by
    values: Floats, present: Floats, people: Floats, patterns: Modes | None, drawn: Floats, *, seed: int = 1
) -> Association:
    r"""Measure how an indicator and presence go together, and how likely independent maps would.

    Parameters
    ----------
    values
        The indicator, any unit, none missing.
    present
        1 where a chosen initiative is known, else 0.
    people
        Inhabitants of each territory.
    patterns
        See `atlas.indicator.modes.modes`; None where there are too many territories for a test.
    drawn
        See `signs`: shape (draws, n).

    Returns
    -------
    Association
        NaN for what is not defined or not tested.

    Notes
    -----
    Neighbours are alike, in nearly every indicator and in presence. Placing values on any territory (the
    usual permutation) makes maps without patterns, among which two patterned maps look associated far too
    often. Here the indicator is split into the modes of the map, :math:`a = V'x`, and each mode gets a
    random sign: a random map with the same strength of every pattern from the broadest to the finest, and
    with the same Geary's c (Wagner and Dray, 2015, Generating spatially constrained null models for
    irregularly spaced data using Moran spectral randomization methods, Methods in Ecology and Evolution 6;
    with modes of the Laplacian). Presence stays as it is. With :math:`B` draws

    .. math:: p = (1 + \#\{b : |r_b| \ge |r|\}) / (B + 1).

    Exact for a map whose modes are independent and as likely positive as negative, as those of a Gaussian
    process of the neighbourhood graph are. On simulated maps of other kinds (autoregressive, exponential,
    slopes, skewed, with ties) over the real EPCI, crossed with the real seats of each type, 5 % of the tests
    on average and 12 % at worst were at 0.05 or below, where of plain permutations 11 % and 50 % were
    (`benchmarks/bench_indicator.py`).

    Lee's :math:`L = \frac{(Wz_x)'(Wz_y)}{1'W'W1}`, :math:`W` the mean of a territory and its neighbours, by
    `esda.lee.Spatial_Pearson` (Lee, 2001, Developing a bivariate spatial association measure, Journal of
    Geographical Systems 3), on ranks. Its own permutations move both values of a territory together: they
    test patterns, not association, and are not used.

    References
    ----------
    Clifford, P., Richardson, S. and Hémon, D. (1989). Assessing the significance of the correlation between
    two spatial processes. Biometrics 45, 123-134: why the plain test rejects too often.
    """
    nothing = float("nan")
    many, there = len(values), int(present.sum())
    x, y, size = standard_ranks(values), standard_ranks(present), standard_ranks(people)
    flat = many == 0 or not x.any() or not y.any()
    rho = nothing if flat else float(x @ y / many)
    rho_people = nothing if many == 0 or not x.any() else float(x @ size / many)
    why = untested(values, present, len(patterns.vectors) if patterns else 0)
    if why or patterns is None:
        empty = dict.fromkeys(("p", "p_plain", "rho_given", "p_given", "lee", "p_lee"), nothing)
        return Association(
            territories=many, present=there, rho=rho, rho_people=rho_people, untested=why, **empty
        )
    rest_x, rest_y = (one - size * (one @ size / many) for one in (x, y))
    length = float(np.linalg.norm(rest_x) * np.linalg.norm(rest_y))
    smoothed = patterns.smooth.T @ (patterns.smooth @ y)
    # All at once: the modes are read a single time.
    together = np.column_stack([x, y, rest_x, rest_y, smoothed]).astype("float32")
    of_x, of_y, of_rest_x, of_rest_y, of_smoothed = (patterns.vectors.T @ together).astype("float64").T
    parts = np.column_stack([of_x * of_y, of_rest_x * of_rest_y, of_x * of_smoothed])
    p, p_given, p_lee = (_extreme(one) for one in np.vstack([parts.sum(axis=0), drawn @ parts]).T)
    apart = length > 1e-9 * many
    return Association(
        territories=many,
        present=there,
        rho=rho,
        p=p,
        p_plain=_permuted(x, y, len(drawn), seed),
        rho_people=rho_people,
        rho_given=float(rest_x @ rest_y / length) if apart else nothing,
        p_given=p_given if apart else nothing,
        lee=_lee(x, y, patterns),
        p_lee=p_lee,
        untested="",
    )


def _lee(x: Floats, y: Floats, patterns: Modes) -> float:
    from esda.lee import Spatial_Pearson  # noqa: PLC0415 - two seconds to import

    found = Spatial_Pearson(connectivity=patterns.smooth, permutations=0).fit(x[:, None], y[:, None])
    return float(found.association_[0, 1])


def flips(x: Floats, y: Floats, patterns: Modes, drawn: Floats) -> Floats:
    """Return the products of `y` with `x`, first as it is, then with its modes' signs drawn."""
    split_x, split_y = (patterns.vectors.T @ one.astype("float32") for one in (x, y))
    parts = split_x.astype("float64") * split_y
    return np.concatenate([[parts.sum()], drawn @ parts])


def _permuted(x: Floats, y: Floats, permutations: int, seed: int) -> float:
    return _extreme(np.concatenate([[x @ y], x[_orders(len(x), permutations, seed)] @ y]))


def _extreme(products: Floats) -> float:
    """Return the share of products that are at least as far from zero as the first, which is one of them."""
    size = np.abs(products)
    # Sums in another order differ in the last digit: that is no difference.
    return float((size >= size[0] * (1 - 1e-9)).mean())


def corrected(products: Floats) -> Floats:
    """Correct the p-values of several presences against one indicator for their number.

    Parameters
    ----------
    products
        Shape (tests, 1 + draws): of each, see `flips`, from the same signs.

    Returns
    -------
    numpy.ndarray
        Of each test: the share of draws whose least p of all tests is at most its own (Westfall and Young,
        1993, Resampling-based multiple testing, single step). Where nothing is associated, 5 % of the sets of
        tests have one below 5 %, however many they are.

    Examples
    --------
    >>> corrected(np.array([[9.0, 1, 2, 3], [0.0, 1, 2, 3]])).tolist()
    [0.5, 1.0]
    """
    size = np.abs(products)
    # Sums in another order differ in the last digit: that is no difference.
    size = np.round(size / np.maximum(size.max(axis=1, keepdims=True), np.finfo(float).tiny), 9)
    as_far = np.array([len(row) - np.searchsorted(np.sort(row), row, side="left") for row in size])
    least = np.sort(as_far.min(axis=0))
    found: Floats = np.searchsorted(least, as_far[:, 0], side="right") / products.shape[1]
    return found


def fifths(values: pd.Series, present: pd.Series, people: pd.Series) -> pd.DataFrame:
    r"""Return presence by fifth of an indicator.

    Parameters
    ----------
    values, present, people
        On the same index, none missing; `present` true where a chosen initiative is known.

    Returns
    -------
    pandas.DataFrame
        Indexed by `fifth`, 1 for the lowest values: `low`, `high` (least and greatest value, unit of the
        indicator), `territories`, `present` (how many have a known initiative), `share` (of them, 0 to 1),
        `share_low`, `share_high` (Wilson's interval at 95 %), `people`.

    Notes
    -----
    Each fifth has as many territories, whatever their inhabitants; equal values stay together, so that fifths
    may differ in size or be fewer. The interval is the one of a share of independent territories (Wilson,
    1927, Journal of the American Statistical Association 22), by `scipy.stats`: neighbours are alike, and it
    is narrower than it ought to be.

    Examples
    --------
    >>> values = pd.Series(range(10), dtype=float)
    >>> fifths(values, values.ge(8), values * 0 + 100)["share"].tolist()
    [0.0, 0.0, 0.0, 0.0, 1.0]
    """
    from scipy.stats import binomtest  # noqa: PLC0415 - slow to import

    bounds = values.quantile([0.2, 0.4, 0.6, 0.8], interpolation="lower").to_numpy()
    raw = np.searchsorted(np.unique(bounds), values.to_numpy(), side="left")
    table = pd.DataFrame(
        {
            "fifth": np.unique(raw, return_inverse=True)[1] + 1,
            "value": values,
            "present": present,
            "people": people,
        }
    )
    found = table.groupby("fifth").agg(
        low=("value", "min"),
        high=("value", "max"),
        territories=("value", "size"),
        present=("present", "sum"),
        people=("people", "sum"),
    )
    found.insert(4, "share", found["present"] / found["territories"])
    # The interval does not hang on `p`; at the share itself no other outcomes are added up.
    ends = [
        binomtest(int(k), int(n), p=k / n).proportion_ci(method="wilson")
        for k, n in zip(found["present"], found["territories"], strict=True)
    ]
    found.insert(5, "share_low", [float(one.low) for one in ends])
    found.insert(6, "share_high", [float(one.high) for one in ends])
    return found
