"""The chart of presence by fifth of an indicator, with its intervals, by Altair."""

from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from atlas.indicator import Crossing, Indicator
from atlas.maps.palettes import INK, SEQUENTIAL
from atlas.records import records
from atlas.views.charts import quiet
from atlas.views.indicator.sentences import fifth_name
from atlas.vocabulary import Language
from atlas.words import say
from atlas.words.numbers import number, percent

_HEIGHT = 260


def chart_data(indicator: Indicator, found: Crossing, language: Language) -> pd.DataFrame:
    """Lay presence by fifth out as `fifths_chart` draws it."""
    rows = records(found.fifths)
    return pd.DataFrame(
        {
            "fifth": [fifth_name(row, indicator, language, between="\n") for row in rows],
            "name": [fifth_name(row, indicator, language) for row in rows],
            "share": found.fifths["share"].to_numpy(),
            "low": found.fifths["share_low"].to_numpy(),
            "high": found.fifths["share_high"].to_numpy(),
            "text": [
                say(
                    "indicator_fifths_tip",
                    language,
                    share=percent(row["share"], language),
                    n=number(row["present"], language),
                    of=number(row["territories"], language),
                )
                for row in rows
            ],
            "between": [
                f"{percent(row['share_low'], language)} – {percent(row['share_high'], language)}"
                for row in rows
            ],
        }
    )


# Altair checks a drawing for longer than the whole test takes, and only the figures change.
@lru_cache(maxsize=2)
def fifths_chart(language: Language) -> dict[str, Any]:
    """Draw the share of territories with a known one in each fifth, and its interval, in Vega-Lite."""
    space = "\xa0" if language == "fr" else ""
    axis = alt.Axis(tickCount=5, labelExpr=f"round(100 * datum.value) + '{space}%'")
    # Two lines a name: on a telephone five names would not fit beside each other.
    x = alt.X(
        "fifth:N",
        sort=None,
        title=None,
        axis=alt.Axis(
            labelAngle=0,
            labelExpr="split(datum.label, '\\n')",
            labelOverlap=False,
            labelPadding=6,
            ticks=False,
        ),
    )
    y = alt.Y("share:Q", title=None, axis=axis, scale=alt.Scale(zero=True, nice=True))
    tips = [
        alt.Tooltip("name:N", title=say("indicator_column_fifth", language)),
        alt.Tooltip("text:N", title=say("indicator_column_share", language)),
        alt.Tooltip("between:N", title=say("indicator_fifths_interval", language)),
    ]
    base = alt.Chart(alt.NamedData("fifths"))
    bars = base.mark_bar(color=SEQUENTIAL["blues"][2], size=44).encode(x=x, y=y, tooltip=tips)
    spans = base.mark_rule(color=INK, strokeWidth=1.5).encode(x=x, y="low:Q", y2="high:Q", tooltip=tips)
    ends = [
        base.mark_tick(color=INK, thickness=1.5, size=10).encode(x=x, y=f"{end}:Q") for end in ("low", "high")
    ]
    drawn = quiet(bars, spans, *ends, height=_HEIGHT).to_dict()
    # The figures come with the page.
    return {key: value for key, value in drawn.items() if key != "data"}
