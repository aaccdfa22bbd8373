"""Class breaks for the choropleth, those of mapclassify."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.stats import scoreatpercentile

from atlas.errors import UnknownChoiceError
from atlas.vocabulary import Label

_FISHER_JENKS_MOST = 128
_MOST_CLASSES = 8

METHODS: dict[str, Label] = {
    "quantiles": Label("Effectifs égaux (quantiles)", "Equal counts (quantiles)"),
    "jenks": Label("Seuils naturels (Fisher-Jenks)", "Natural breaks (Fisher-Jenks)"),
    "headtail": Label("Têtes et queues (head/tail)", "Head/tail breaks"),
    "equal": Label("Amplitudes égales", "Equal intervals"),
}


class Classes(NamedTuple):
    """Class of each value and the upper bound of each class."""

    numbers: pd.Series
    bounds: list[tuple[float, float]]


def classify(values: pd.Series, *, method: str = "quantiles", classes: int = 5) -> Classes:
    """Sort values into classes.

    Parameters
    ----------
    values
        Any unit. Missing values get no class.
    method
        A key of `METHODS`.
    classes
        Number of classes asked for, 2 to 8. Fewer come out where there are fewer distinct values;
        `headtail` finds its own number.

    Returns
    -------
    Classes
        `numbers`: Int64 on the index of `values`, 0 for the lowest class, missing where the value is.
        `bounds`: lowest and highest observed value of each class, in the unit of `values`.

    Raises
    ------
    UnknownChoiceError
        If `method` is not one of `METHODS`.

    Notes
    -----
    Bounds are observed values, so a legend never names a value that no territory has. Fisher-Jenks is exact
    up to 128 values and works on 128 of their distinct order statistics above.

    Examples
    --------
    >>> classify(pd.Series([1.0, 1, 2, 8]), classes=2).bounds
    [(1.0, 1.0), (2.0, 8.0)]
    """
    if method not in METHODS:
        msg = f"Unknown method of classes {method!r}: choose one of {', '.join(METHODS)}."
        raise UnknownChoiceError(msg)
    everything = values.to_numpy(dtype="float64", na_value=np.nan)
    there = ~np.isnan(everything)
    known = everything[there]
    numbers = pd.array(np.full(len(values), pd.NA), dtype="Int64")
    if not len(known):
        return Classes(pd.Series(numbers, index=values.index), [])
    upper = _upper_bounds(known, method, min(classes, len(np.unique(known))))
    raw = np.minimum(np.searchsorted(upper, known, side="left"), len(upper) - 1)
    # A class that no value falls in is no class: number the others 0, 1, 2…
    used, compact = np.unique(raw, return_inverse=True)
    numbers[there] = compact
    bounds = [(float(known[raw == one].min()), float(known[raw == one].max())) for one in used]
    return Classes(pd.Series(numbers, index=values.index), bounds)


def _upper_bounds(values: np.ndarray, method: str, classes: int) -> np.ndarray:
    distinct = np.unique(values)
    if len(distinct) <= classes:
        return distinct
    match method:
        case "quantiles":
            bins = _quantiles(values, classes)
        case "jenks":
            bins = _fisher_jenks(np.sort(_thinned(values)), classes)
        case _:
            bins = _rarer(values, method, classes)
    bins = np.unique(np.asarray(bins, dtype=float))
    bins[-1] = max(bins[-1], distinct[-1])
    return bins


def _rarer(values: np.ndarray, method: str, classes: int) -> np.ndarray:
    # It brings scikit-learn and matplotlib's windows along: 50 MB, for what few maps ask for.
    import mapclassify  # noqa: PLC0415

    if method == "headtail":
        return np.asarray(mapclassify.HeadTailBreaks(values).bins[:_MOST_CLASSES])
    return np.asarray(mapclassify.EqualInterval(values, k=classes).bins)


def _quantiles(values: np.ndarray, classes: int) -> np.ndarray:
    """Return the upper bounds of classes of equal numbers, as `mapclassify.Quantiles`: to the last bit."""
    step = 100 / classes
    ends = np.minimum(np.arange(step, 100 + step, step), 100)
    return np.array([scoreatpercentile(values, end) for end in ends])


def _fisher_jenks(values: np.ndarray, classes: int) -> np.ndarray:
    """Return the upper bounds of the classes with the least spread, of values in ascending order.

    As `mapclassify.FisherJenks`, with the same single precision and therefore the same bounds, a row of its
    tables at a time: without numba, it walks number by number, 5 to 13 times as long.
    """
    size, single = len(values), values.astype("float32")
    # By number of classes and of values: where the last class begins, and the spread of all.
    begins = np.ones((classes + 1, size + 1), dtype="int64")
    begins[:, 0] = 0
    least = np.zeros((classes + 1, size + 1), dtype="float32")
    for last in range(2, size + 1):
        back = single[:last][::-1]
        number = np.arange(1, last + 1, dtype="float32")
        spread = (np.cumsum(back * back) - np.square(np.cumsum(back)) / number)[::-1]
        total = spread[1:] + least[1:classes, 1:last]
        best = total.argmin(axis=1)
        begins[2:, last] = best + 2
        least[1, last] = spread[0]
        least[2:, last] = total[np.arange(classes - 1), best]
    bounds, end = [values[-1]], size
    for number_of_classes in range(classes, 1, -1):
        end = int(begins[number_of_classes, end]) - 1
        bounds.append(values[end - 1])
    return np.array(bounds[::-1])


def _thinned(values: np.ndarray) -> np.ndarray:
    # The exact algorithm grows with the square of the number of values: 3 s for 1,707. Above this many,
    # evenly spaced order statistics of the distinct values stand for them all.
    if len(values) <= _FISHER_JENKS_MOST:
        return values
    distinct = np.unique(values)
    shares = np.linspace(0, 1, min(len(distinct), _FISHER_JENKS_MOST))
    return np.asarray(np.quantile(distinct, shares, method="nearest"))
