"""What is said of random zones that remember where they began."""

import pandas as pd

from atlas.scales import Fit
from atlas.views.scales.perimeters import remembered
from atlas.words import say


def fit(*r_hat):
    return Fit(pd.DataFrame(), pd.DataFrame({"r_hat": r_hat}))


def test_only_levels_that_remember_are_named_with_the_worst():
    assert remembered({"epci": fit(1.0, 1.1)}, "fr") == ""
    told = remembered({"epci": fit(1.0, 1.1), "departement": fit(1.1, 4.52)}, "fr")
    assert say("gaps_levels_departement", "fr") in told
    assert say("gaps_levels_epci", "fr") not in told
    assert "4,5" in told
