"""Whether chance may explain a gap: the spread between territories, exact tails, and many tests at once."""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import gammaln
from scipy.stats import beta, binom, false_discovery_control, nbinom

Floats = NDArray[np.float64]

# Between these, on a logarithmic scale: territories that differ more or less than that are not told apart.
_SHAPES = (np.log(1e-2), np.log(1e4))


def spread_shape(observed: Floats, expected: Floats) -> float:
    r"""Fit how much territories differ beyond the chance of counting.

    Parameters
    ----------
    observed, expected
        Initiatives of each territory, and how many its people would have; no missing ones. Where nothing is
        expected, nothing is learned.

    Returns
    -------
    float
        Shape :math:`a` of the negative binomial; infinite where counts spread no more than Poisson's, so that
        chance alone explains all differences.

    Notes
    -----
    Each territory's own rate is the reference's times a gamma variable of mean 1 and variance :math:`1/a`, so
    the count is negative binomial with mean :math:`E` and variance :math:`E + E^2/a`; :math:`a` by maximum
    likelihood. Where :math:`\sum (O - E)^2 \le \sum O` the likelihood is the highest at Poisson (Lawless,
    1987, Negative binomial and mixed Poisson regression, Canadian Journal of Statistics 15, 209-225).

    Examples
    --------
    Two of four territories have all eight initiatives, then each has two:

    >>> round(spread_shape(np.array([4.0, 4, 0, 0]), np.full(4, 2.0)), 1)
    0.6
    >>> spread_shape(np.full(4, 2.0), np.full(4, 2.0))
    inf
    """
    told = expected > 0
    count, mean = observed[told], expected[told]
    if ((count - mean) ** 2).sum() <= count.sum():
        return np.inf
    # Thousands of territories share a few counts.
    values, times = np.unique(count, return_counts=True)

    def loss(log_shape: float) -> float:
        a = np.exp(log_shape)
        likely = (times * (gammaln(values + a) - gammaln(a))).sum()
        likely -= (a * np.log1p(mean / a) + count * np.log(mean + a)).sum()
        return -float(likely)

    shape = float(np.exp(minimize_scalar(loss, bounds=_SHAPES, method="bounded").x))
    return shape if shape < 0.99 * np.exp(_SHAPES[1]) else np.inf


def tail(
    observed: Floats, expected: Floats, shape: float, *, of: tuple[float | Floats, float | Floats]
) -> Floats:
    r"""Return how likely a count as far from the expected one is, on either side.

    Parameters
    ----------
    shape
        See `spread_shape`.
    of
        Sums of the observed and of the expected numbers, these territories' and all others'; one each
        where they differ.

    Returns
    -------
    numpy.ndarray
        Twice the smaller tail, count included, 1 at most.

    Notes
    -----
    Negative binomial of mean :math:`E` and shape :math:`a`. Where :math:`a` is infinite, the reference's
    rates come from the same :math:`K` initiatives, so given :math:`K` a count is
    :math:`O \mid K \sim \mathrm{Binomial}(K, E / \sum E)`: exact for one rate, a little too wide for several.

    Examples
    --------
    Of two, none where one is expected: one in four by the binomial, on each side.

    >>> tail(np.array([0.0, 2]), np.array([1.0, 1]), np.inf, of=(2, 2)).tolist()
    [0.5, 0.5]
    """
    if not len(observed):
        return np.empty(0)
    known, whole = of
    drawn = binom(known, expected / whole) if np.isinf(shape) else nbinom(shape, shape / (shape + expected))
    return np.asarray(np.minimum(2 * np.minimum(drawn.cdf(observed), drawn.sf(observed - 1)), 1.0))


def adjusted(tails: Floats) -> Floats:
    """Adjust tails for being many, after Benjamini and Hochberg (1995).

    Returns
    -------
    numpy.ndarray
        In the order given. Calling gaps those under 0.05 is wrong for one in twenty of those called, on
        average.

    Examples
    --------
    >>> adjusted(np.array([0.01, 0.04, 0.9])).round(2).tolist()
    [0.03, 0.06, 0.9]
    """
    return false_discovery_control(tails) if len(tails) else tails


def exact_interval(observed: Floats, total: float, *, confidence: float) -> tuple[Floats, Floats]:
    r"""Return the exact interval of the share of `total` that each territory has.

    Notes
    -----
    Clopper and Pearson (1934), The use of confidence or fiducial limits, Biometrika 26, 404-413: quantiles
    :math:`\alpha/2` of Beta(:math:`O`, :math:`K - O + 1`) and :math:`1 - \alpha/2` of
    Beta(:math:`O + 1`, :math:`K - O`), the ends being 0 without any and 1 with all.

    Examples
    --------
    >>> [end.round(3).tolist() for end in exact_interval(np.array([0.0, 10]), 10, confidence=0.95)]
    [[0.0, 0.692], [0.308, 1.0]]
    """
    count, each = np.unique(observed, return_inverse=True)
    side = (1 - confidence) / 2
    rest = total - count
    low = np.where(count > 0, beta.ppf(side, np.maximum(count, 1), rest + 1), 0.0)
    high = np.where(rest > 0, beta.ppf(1 - side, count + 1, np.maximum(rest, 1)), 1.0)
    return low[each], high[each]
