"""What the map of scales colours: clusters of like neighbours, or values. No Streamlit here."""

import pandas as pd

from atlas.catalogue.measures import BLANKS
from atlas.scales import CLUSTERS, INDICATORS, Values
from atlas.scales.judgement import SURE
from atlas.views.link import View
from atlas.views.map.figure import Figure
from atlas.vocabulary import Language, labels_in
from atlas.words import say

# ColorBrewer's RdBu, told apart with any colour vision: red high, blue low, pale where they are exceptions.
CLUSTER_COLOURS = {"HH": "#ca0020", "HL": "#f4a582", "LH": "#92c5de", "LL": "#0571b0", "none": "#faf9f6"}


def clusters_figure(
    found: pd.DataFrame, everyone: pd.Index, view: View, indicator: str, *, corrected: bool = True
) -> Figure:
    """Build the map of local clusters.

    Five categories; islands and unknown values have their patterns.
    """
    language = view.language
    keys = list(CLUSTER_COLOURS)
    numbers = {key: position for position, key in enumerate(keys)}
    kind = found["cluster"]
    if not corrected:
        kind = kind.mask(found["p"].le(SURE), found["quadrant"])
    table = pd.DataFrame(
        {
            "value": found["value"],
            "category": kind.map(numbers).astype("Int64"),
            "status": kind.map(lambda key: "value" if key in numbers else key),
        }
    ).reindex(everyone)
    table["status"] = table["status"].fillna("no_data").replace("island", "uncertain")
    name = "clusters" if corrected else "fragile"
    notes = [INDICATORS[indicator].label.to(language), say(f"scales_{name}_note", language)]
    if view.level == "commune" and view.inside:
        notes.append(say("scales_clusters_inside", language))
    return Figure(
        table=table,
        title=say(f"scales_{name}_title", language),
        unit=INDICATORS[indicator].unit.to(language),
        digits=_digits(indicator),
        notes=tuple(notes),
        blanks={"uncertain": say("scales_island", language), "no_data": _unknown(indicator, language)},
        categories=tuple((CLUSTER_COLOURS[key], CLUSTERS[key].to(language)) for key in keys),
    )


def values_figure(found: Values, everyone: pd.Index, view: View, indicator: str) -> Figure:
    """Build the map of values, as on the page of the map.

    Territories without initiative are told apart from unknown amounts.
    """
    language = view.language
    table = found.table[["value", "state"]].rename(columns={"state": "status"}).reindex(everyone)
    table["value"] = table["value"].where(table["status"].eq("value"))
    table["status"] = table["status"].fillna("no_data").replace({"nobody": "other", "no_commune": "no_data"})
    about = INDICATORS[indicator]
    return Figure(
        table=table,
        title=about.label.to(language),
        unit=about.unit.to(language),
        digits=_digits(indicator),
        notes=(say(f"legend_{view.by}", language),),
        blanks=labels_in(BLANKS, language)
        | {"other": say("scales_nobody", language), "no_data": _unknown(indicator, language)},
        money=indicator == "funding",
    )


def _unknown(indicator: str, language: Language) -> str:
    """Write what is not known where a value is missing."""
    return say("scales_no_commune" if indicator == "covered" else "scales_no_data", language)


def _digits(indicator: str) -> int:
    return 1 if indicator == "covered" else INDICATORS[indicator].digits
