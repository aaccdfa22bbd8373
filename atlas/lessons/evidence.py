"""The parts of a lesson: figures, the verdict, and the two rules by which figures give one."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

import pandas as pd
from scipy.stats import binomtest

from atlas.vocabulary import Label

Verdict = Literal["supports", "contradicts", "cannot_say"]
Unit = Literal["number", "share", "euros", "rate", "km"]

VERDICTS: dict[Verdict, Label] = {
    "supports": Label("Va dans ce sens", "Supports it"),
    "contradicts": Label("Va contre", "Contradicts it"),
    "cannot_say": Label("Ne tranche pas", "Cannot say"),
}

CONFIDENCE = 0.95


class Evidence(NamedTuple):
    """One number of a lesson.

    Attributes
    ----------
    value
        The number; None where it is not known.
    unit
        `number` (a count), `share` (0 to 1), `euros`, `rate` (per 100,000 inhabitants) or `km`.
    """

    value: float | None
    unit: Unit


class Lesson(NamedTuple):
    """A claim beside the figures of the atlas.

    Attributes
    ----------
    verdict
        What the rule of the claim makes of the figures.
    figures
        By name; the sentences of the page name the same ones.
    page
        Page of the atlas that shows more.
    parameters
        Its address, see `atlas.views.link.compose`, with the page's own parameters.
    """

    verdict: Verdict
    figures: Mapping[str, Evidence]
    page: str
    parameters: Mapping[str, str]


def against_half(count: int, total: int) -> Verdict:
    """Judge whether a share is a majority, beyond the chance of a small number.

    Returns
    -------
    Verdict
        `supports` if the whole Wilson interval (Wilson 1927) at 95 % lies above one half, `contradicts` if
        it lies below, else `cannot_say`.

    Examples
    --------
    >>> against_half(80, 100), against_half(3, 4), against_half(0, 0)
    ('supports', 'cannot_say', 'cannot_say')
    """
    if not total:
        return "cannot_say"
    interval = binomtest(count, total).proportion_ci(CONFIDENCE, method="wilson")
    return "supports" if interval.low > 1 / 2 else "contradicts" if interval.high < 1 / 2 else "cannot_say"


def outweighs(less: float, more: float, unknown: float) -> Verdict:
    """Judge whether one sum stays below another whatever the unknown part turns out to be.

    Parameters
    ----------
    less, more, unknown
        Sums in one unit: the one said to be small, the other, and what is either or neither.

    Returns
    -------
    Verdict
        `supports` if `less` + `unknown` < `more`; `contradicts` if `less` > `more` + `unknown`.

    Examples
    --------
    >>> outweighs(1, 10, 2), outweighs(1, 10, 20), outweighs(10, 1, 2)
    ('supports', 'cannot_say', 'contradicts')
    """
    return "supports" if less + unknown < more else "contradicts" if less > more + unknown else "cannot_say"


def lessons_table(found: Mapping[str, Lesson]) -> pd.DataFrame:
    """Lay all figures out, one per row.

    Parameters
    ----------
    found
        See `atlas.lessons.lessons`.

    Returns
    -------
    pandas.DataFrame
        Columns `claim`, `verdict`, `figure`, `value` (missing where not known), `unit`.
    """
    rows = [
        (claim, lesson.verdict, name, figure.value, figure.unit)
        for claim, lesson in found.items()
        for name, figure in lesson.figures.items()
    ]
    table = pd.DataFrame(rows, columns=["claim", "verdict", "figure", "value", "unit"])
    return table.astype({"value": "float64"})
