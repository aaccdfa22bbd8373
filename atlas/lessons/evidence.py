"""The parts of a lesson: figures, the verdict, and the rules by which figures give one and lose it."""

from collections.abc import Callable, Mapping, Sequence
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


class Count(NamedTuple):
    """One reading of a share: how many of how many, and how many more of which it is not known."""

    found: int
    known: int
    unknown: int = 0

    @property
    def verdict(self) -> Verdict:
        """What `against_half` says whatever the unknown turn out to be.

        `supports` with all of them counted against, `contradicts` with all of them counted for.

        Examples
        --------
        >>> Count(80, 100).verdict, Count(80, 100, 100).verdict, Count(10, 100, 20).verdict
        ('supports', 'cannot_say', 'contradicts')
        """
        total = self.known + self.unknown
        if against_half(self.found, total) == "supports":
            return "supports"
        against = against_half(self.found + self.unknown, total) == "contradicts"
        return "contradicts" if against else "cannot_say"


def agreed(verdicts: Sequence[Verdict]) -> Verdict:
    """Return what all readings say, `cannot_say` where they differ or there is none."""
    return verdicts[0] if len(set(verdicts)) == 1 else "cannot_say"


def steady(readings: Sequence[Count]) -> Verdict:
    """Return what all readings of shares say, and say still if any one initiative is counted otherwise.

    Examples
    --------
    Of 60 in 97, the interval lies just above one half; with one fewer it does not:

    >>> steady([Count(80, 100), Count(70, 100)]), steady([Count(59, 97)]), agreed([Count(59, 97).verdict])
    ('supports', 'cannot_say', 'supports')
    """
    return agreed([agreed([one.verdict for one in _shifted(readings, by)]) for by in (-1, 0, 1)])


def _shifted(readings: Sequence[Count], by: int) -> list[Count]:
    """Count some initiatives otherwise in every reading."""
    return [one._replace(found=min(max(one.found + by, 0), one.known)) for one in readings]


def turning(readings: Sequence[Count], judge: Callable[[Sequence[Count]], Verdict] = steady) -> int | None:
    """Return the fewest initiatives that would have to be counted otherwise for the verdict to change.

    Parameters
    ----------
    readings
        Of shares; an initiative counted otherwise is so in each.
    judge
        The rule of the verdict.

    Returns
    -------
    int or None
        None where no number changes it.

    Examples
    --------
    >>> turning([Count(80, 100)]), turning([Count(50, 100)]), turning([Count(1, 100, 900)])
    (20, 11, None)
    """
    verdict, most = judge(readings), max((one.known for one in readings), default=0)

    def changes(by: int) -> bool:
        return judge(_shifted(readings, by)) != verdict

    found = []
    for side in (1, -1):
        low, high = 0, most
        if not changes(side * most):
            continue
        # The farther, the more one-sided: halving finds the first.
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if changes(side * middle) else (middle, high)
        found.append(high)
    return min(found, default=None)


def margin(less: float, more: float, unknown: float) -> float:
    """Return the least sum that would have to come in on one side for the verdict of `outweighs` to change.

    Examples
    --------
    >>> margin(1, 10, 2), margin(1, 10, 20), margin(10, 1, 2)
    (7, 11, 7)
    """
    return min(abs(more - less - unknown), abs(less - more - unknown))


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
