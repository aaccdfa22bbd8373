"""What the fit of perimeters may be said to show: a rule for each sentence."""

import numpy as np
import pandas as pd

from atlas.scales.perimeters import Fit
from atlas.scales.unions import Unions

# p-values up to it are told as more than chance.
SURE = 0.05
# Fewer unions give no verdict.
LEAST_UNIONS = 10
# Which way is better: few inhabitants to move, many shared borders.
_BETTER = {"misfit": -1, "border": 1, "outer": 1}


def against_zonings(found: Fit) -> str:
    """Say how perimeters keep to zones, beside random ones: `better`, `partly`, `blind` or `worse`."""
    signs = [_sign(row, name) for name, row in measures(found.overall).items()]
    if all(sign > 0 for sign in signs):
        return "better"
    if any(sign < 0 for sign in signs):
        return "worse"
    return "partly" if any(sign > 0 for sign in signs) else "blind"


def given_unions(found: Unions) -> str:
    """Return what is left once perimeters are unions of EPCI: `supported`, `refuted` or `open`.

    Of few perimeters one would turn the answer over, however rare the random unions that do as well.
    """
    if found.unions < LEAST_UNIONS:
        return "open"
    signs = [_sign(row, name) for name, row in measures(found.table).items()]
    if all(sign > 0 for sign in signs):
        return "supported"
    return "refuted" if all(sign < 0 for sign in signs) else "open"


def measures(table: pd.DataFrame) -> dict[str, dict[str, float]]:
    """Return the figures of each measure of fit by name."""
    return {
        str(name): dict(zip(table.columns, row, strict=True))
        for name, row in zip(table.index, table.to_numpy(dtype="float64").tolist(), strict=True)
    }


def _sign(row: dict[str, float], name: str) -> int:
    """Return 1 where surely better than random, -1 where surely worse, 0 where one cannot say."""
    if not row.get("p", 1.0) <= SURE:
        return 0
    high = row["official"] > row["random"]
    # Zonings that began at the official one lean towards it while they remember it: where all of them say the
    # same, memory did not make the answer. Other unions have no such.
    if (
        (row["official"] <= row.get("check_high", -np.inf))
        if high
        else (row["official"] >= row.get("check_low", np.inf))
    ):
        return 0
    return _BETTER[name] * (1 if high else -1)
