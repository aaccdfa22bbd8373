"""The map of an indicator of the reader's own."""

import pandas as pd

from atlas.catalogue.selection import among
from atlas.indicator import Indicator
from atlas.views.indicator.sentences import shown_name
from atlas.views.map.figure import Figure
from atlas.vocabulary import Language
from atlas.words import say


def figure(indicator: Indicator, codes: pd.Index, language: Language, *, brought: str) -> Figure:
    """Build the map of the values; territories without one have one pattern, whatever the reason.

    Parameters
    ----------
    codes
        Territories of the place that is asked about.
    brought
        Name of the file.
    """
    table = indicator.table[among(indicator.table.index, codes)]
    state = table["state"].map(lambda one: "value" if one == "value" else "no_data")
    return Figure(
        table=pd.DataFrame({"value": table["value"], "status": state}),
        title=title(indicator, language),
        unit="",
        digits=indicator.digits,
        notes=(brought,),
        blanks={"no_data": say("indicator_missing", language)},
    )


def title(indicator: Indicator, language: Language) -> str:
    """Name what is mapped and compared."""
    name = shown_name(indicator)
    return say("indicator_per", language, name=name) if indicator.kind == "count" else name
