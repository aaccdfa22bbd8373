"""How well the chance of a true blank held where rows were hidden, as the tables beside the lists tell."""

from functools import lru_cache
from pathlib import Path

import pandas as pd

from atlas import settings
from atlas.catalogue.presence import By
from atlas.errors import FileFaultError
from atlas.vocabulary import Label

# What a chance may be off by, on average over tenths of the blanks, and still be told.
MOST_ERROR = 0.03
COLUMNS = {
    "type": "str",
    "whole": "bool",
    "by": "str",
    "level": "str",
    "hidden": "float64",
    "rows": "int64",
    "repeats": "int64",
    "stated": "float64",
    "true": "float64",
    "error": "float64",
    "lowest_stated": "float64",
    "lowest_true": "float64",
}


@lru_cache(maxsize=4)
def load_trials(path: Path = settings.TRIALS_FILE) -> pd.DataFrame:
    """Read the trials that `atlas blanks` wrote.

    Returns
    -------
    pandas.DataFrame
        See `atlas.gaps.calibration.calibrate`.

    Raises
    ------
    FileFaultError
        If the file is missing or has other columns.
    """
    try:
        return pd.read_csv(path, usecols=list(COLUMNS), dtype=COLUMNS)
    except (OSError, ValueError) as error:
        msg = Label(
            "{path} ne tient pas les essais des vides : relancez atlas blanks.",
            "{path} holds no trials of blanks: run atlas blanks again ({error})",
        ).filled(path=path, error=error)
        raise FileFaultError(msg) from error


def trial_error(kind: str, level: str, by: By, trials: pd.DataFrame | None = None) -> float:
    """Return the largest error of a list's trials at a level.

    Parameters
    ----------
    trials
        Those of `load_trials` by default.

    Returns
    -------
    float
        0 to 1; NaN where the list is too short to be tried.

    Examples
    --------
    >>> told = pd.DataFrame({"type": ["x", "x"], "level": "epci", "by": "seat", "error": [0.01, 0.05]})
    >>> trial_error("x", "epci", "seat", told)
    0.05
    """
    table = load_trials() if trials is None else trials
    mine = table["type"].eq(kind) & table["level"].eq(level) & table["by"].eq(by)
    return float(table.loc[mine, "error"].max())
