"""Whether type, declared scale and setting go together, and how surely so few initiatives can tell."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from atlas.catalogue import Catalogue, kept
from atlas.catalogue.selection import Selection
from atlas.vocabulary import Label

FACTORS: dict[str, Label] = {
    "type": Label("Type", "Type"),
    "scale": Label("Échelle déclarée", "Declared scale"),
    "setting": Label("Cadre du siège", "Setting of the seat"),
}
PAIRS = (("type", "scale"), ("type", "setting"), ("scale", "setting"))

RESAMPLES = 999
# Cochran (1954): with more than a fifth of the expected counts below 5, tables of chi-squared mislead.
_LEAST_EXPECTED, _FEW_SHARE = 5.0, 0.2


class Association(NamedTuple):
    """How strongly two factors go together.

    Attributes
    ----------
    initiatives
        How many have both facts known.
    rows, columns
        Categories of each factor that occur.
    cramer_v
        Bias-corrected, 0 (no association) to 1.
    cramer_v_plain
        As it is without correction: it grows with the number of cells, whatever the association.
    chi2
        Pearson's statistic.
    p
        By permutation of one factor over the initiatives.
    p_exact
        Of the exact test with fixed margins; for more than two rows and columns by resampling.
    small
        Whether more than a fifth of the expected counts are below 5: read `p_exact`, not chi-squared tables.
    """

    initiatives: int
    rows: int
    columns: int
    cramer_v: float
    cramer_v_plain: float
    chi2: float
    p: float
    p_exact: float
    small: bool


def facts(catalogue: Catalogue, selection: Selection) -> pd.DataFrame:
    """Return the three facts of each chosen initiative.

    Returns
    -------
    pandas.DataFrame
        Indexed by id: `type`, `scale` (declared), `setting` (of the seat commune); missing where not known,
        `unknown` and a missing scale being the same.
    """
    chosen = catalogue.choose(selection)
    return pd.DataFrame(
        {
            "type": chosen["type"],
            "scale": chosen["scale"].mask(chosen["scale"].eq("unknown")),
            "setting": catalogue.places["setting"].reindex(chosen.index),
        },
        index=chosen.index,
    )


def contingency(first: pd.Series, second: pd.Series) -> pd.DataFrame:
    """Count the pairs of two facts.

    Parameters
    ----------
    first, second
        Facts of the same initiatives, missing where not known.

    Returns
    -------
    pandas.DataFrame
        Categories of `first` by those of `second` that occur; an initiative of which one fact is not known
        is in no cell.

    Examples
    --------
    >>> contingency(pd.Series(["a", "a", "b", None]), pd.Series(["x", "y", "x", "x"])).to_numpy().tolist()
    [[1, 1], [1, 0]]
    """
    both = first.notna() & second.notna()
    return pd.crosstab(first[both], second[both])


def cramer_v(table: pd.DataFrame) -> tuple[float, float]:
    r"""Return Cramér's V, corrected for its bias and plain.

    Parameters
    ----------
    table
        Counts, no row or column of zeros only.

    Returns
    -------
    float, float
        Corrected and plain, from 0 to 1; NaN where a factor has one category only.

    Notes
    -----
    Plain: :math:`V = \sqrt{\varphi^2 / \min(r - 1, c - 1)}`, :math:`\varphi^2 = \chi^2 / n`, by
    `scipy.stats.contingency.association`. Corrected (Bergsma, 2013, A bias-correction for Cramér's V and
    Tschuprow's T, Journal of the Korean Statistical Society 42):
    :math:`\tilde\varphi^2 = \max(0, \varphi^2 - (r-1)(c-1)/(n-1))`,
    :math:`\tilde r = r - (r-1)^2/(n-1)`, :math:`\tilde c` likewise,
    :math:`\tilde V = \sqrt{\tilde\varphi^2 / \min(\tilde r - 1, \tilde c - 1)}`.

    Examples
    --------
    >>> corrected, plain = cramer_v(pd.DataFrame([[10, 0], [0, 10]]))
    >>> round(corrected, 2), round(plain, 2)
    (1.0, 1.0)
    """
    r, c = table.shape
    n = int(table.to_numpy().sum())
    if min(r, c) < 2 or n < 2:  # noqa: PLR2004 - nothing to compare
        return float("nan"), float("nan")
    plain = float(stats.contingency.association(table.to_numpy(), method="cramer"))
    phi2 = max(0.0, plain**2 * min(r - 1, c - 1) - (r - 1) * (c - 1) / (n - 1))
    room = min(r - (r - 1) ** 2 / (n - 1), c - (c - 1) ** 2 / (n - 1)) - 1
    return (min(1.0, float(np.sqrt(phi2 / room))) if room > 0 else float("nan")), plain


def association(table: pd.DataFrame, *, resamples: int = RESAMPLES, seed: int = 1) -> Association:
    r"""Test whether two factors go together.

    Parameters
    ----------
    table
        See `contingency`.
    resamples
        Tables drawn with the same margins for each p-value.

    Returns
    -------
    Association
        Statistics NaN where a factor has one category only.

    Notes
    -----
    `p`: share of the tables with the same margins, drawn as a permutation of one factor draws them, whose
    :math:`\chi^2` is at least as large (Pearson, 1900), by `scipy.stats.chi2_contingency`. `p_exact`: tables
    that are at most as likely (Fisher, 1935; Freeman and Halton, 1951, Biometrika 38), exact for two by two,
    by resampling else, by `scipy.stats.fisher_exact`. What is drawn is at least 1 / (resamples + 1).

    Examples
    --------
    >>> found = association(pd.DataFrame([[3, 0], [0, 3]]), seed=1)
    >>> round(found.p_exact, 2), found.small
    (0.1, True)
    """
    counts = table.to_numpy(dtype="int64")
    corrected, plain = cramer_v(table)
    n, nan = int(counts.sum()), float("nan")
    if np.isnan(plain):
        return Association(n, *table.shape, nan, nan, nan, nan, nan, small=True)
    expected = stats.contingency.expected_freq(counts)
    small = bool((expected < _LEAST_EXPECTED).mean() > _FEW_SHARE)
    drawn = stats.MonteCarloMethod(n_resamples=resamples, rng=np.random.default_rng(seed))
    chi2 = stats.chi2_contingency(counts, correction=False, method=drawn)
    if counts.shape == (2, 2):
        exact = stats.fisher_exact(counts)
    else:
        again = stats.MonteCarloMethod(n_resamples=resamples, rng=np.random.default_rng(seed))
        exact = stats.fisher_exact(counts, method=again)
    return Association(
        n,
        *table.shape,
        corrected,
        plain,
        float(chi2.statistic),
        float(chi2.pvalue),
        # Of a table drawn again, scipy gives an array of one.
        float(np.ravel(exact.pvalue)[0]),
        small,
    )


class Associations(NamedTuple):
    """All pairs of factors.

    Attributes
    ----------
    table
        One row per pair: `first`, `second` (keys of `FACTORS`), the fields of `Association`, and `unknown`,
        the chosen initiatives of which one of the two facts is not known.
    counts
        One row per cell that occurs, over all three factors: `type`, `scale`, `setting` (missing: not known)
        and `initiatives`.
    """

    table: pd.DataFrame
    counts: pd.DataFrame


@kept(maxsize=32)
def associations(catalogue: Catalogue, selection: Selection, *, seed: int = 1) -> Associations:
    """Test the three pairs of type, declared scale and setting.

    Returns
    -------
    Associations
        Three tests at once: with no association at all, one p-value in seven such triples is below 0.05.
    """
    known = facts(catalogue, selection)
    rows = []
    for first, second in PAIRS:
        table = contingency(known[first], known[second])
        found = association(table, seed=seed)
        rows.append(
            {"first": first, "second": second, **found._asdict(), "unknown": len(known) - found.initiatives}
        )
    counts = known.groupby(list(FACTORS), dropna=False, observed=True).size().rename("initiatives")
    return Associations(pd.DataFrame(rows), counts.reset_index())
