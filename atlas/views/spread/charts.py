"""Charts of how dynamics spread by Altair: how many in each setting, and the share of people reached."""

import altair as alt
import pandas as pd

from atlas.maps.palettes import INK, NOT_KNOWN, TYPE_COLOURS
from atlas.spread import UNKNOWN
from atlas.views.charts import quiet
from atlas.views.scales.numbers import level_name
from atlas.vocabulary import LEVELS, SETTINGS, Language, labels_in
from atlas.words import say
from atlas.words.numbers import number, percent

_COLOURS = (INK, *TYPE_COLOURS[:4])
_DASHES = ([1, 0], [8, 3], [4, 2], [2, 2], [8, 3, 2, 3])
_HEIGHT = 260


def growth_chart(growth: pd.DataFrame, year: int, language: Language) -> alt.LayerChart:
    """Draw how many have begun by each year, by the setting of their seat."""
    names = labels_in(SETTINGS, language) | {UNKNOWN: say("spread_unknown_setting", language)}
    there = [code for code in names if growth[code].any()]
    long = growth.reset_index().melt("year", there, "setting", "many")
    long["order"] = long["setting"].map({code: i for i, code in enumerate(there)})
    long["text"] = [number(many, language) for many in long["many"]]
    long["setting"] = long["setting"].map(names)
    colours = [NOT_KNOWN if code == UNKNOWN else TYPE_COLOURS[i] for i, code in enumerate(there)]
    scale = alt.Scale(domain=[names[code] for code in there], range=colours)
    bars = (
        alt.Chart(long)
        .mark_bar(stroke="white", strokeWidth=0.5)
        .encode(
            x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap="greedy")),
            y=alt.Y(
                "many:Q", title=say("spread_growth_y", language), axis=alt.Axis(tickCount=4, tickMinStep=1)
            ),
            color=alt.Color(
                "setting:N", scale=scale, legend=alt.Legend(title=None, orient="top-left", offset=8)
            ),
            order="order:O",
            opacity=alt.condition(alt.datum["year"] <= year, alt.value(1), alt.value(0.45)),
            tooltip=[
                alt.Tooltip("year:O", title=say("spread_year", language)),
                alt.Tooltip("setting:N", title=" "),
                alt.Tooltip("text:N", title=say("spread_growth_y", language)),
            ],
        )
    )
    return quiet(bars, height=_HEIGHT)


def reach_chart(reach: pd.DataFrame, language: Language) -> alt.LayerChart:
    """Draw the share of people reached by each year, at each level."""
    names = [level_name(level, language) for level in LEVELS]
    data = reach.assign(
        level=reach["level"].map(dict(zip(LEVELS, names, strict=True))),
        text=[percent(share, language) for share in reach["people_share"]],
    )[["level", "year", "people_share", "text"]]
    space = "\xa0" if language == "fr" else ""
    axis = alt.Axis(tickCount=5, labelExpr=f"round(100 * datum.value) + '{space}%'")
    lines = (
        alt.Chart(data)
        .mark_line(strokeWidth=2, interpolate="step-after")
        .encode(
            x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap="greedy")),
            y=alt.Y("people_share:Q", title=None, axis=axis, scale=alt.Scale(domain=[0, 1])),
            color=alt.Color(
                "level:N",
                scale=alt.Scale(domain=names, range=list(_COLOURS)),
                legend=alt.Legend(title=None, orient="bottom", columns=3),
            ),
            strokeDash=alt.StrokeDash(
                "level:N", scale=alt.Scale(domain=names, range=[list(dash) for dash in _DASHES]), legend=None
            ),
            tooltip=[
                alt.Tooltip("year:O", title=say("spread_year", language)),
                alt.Tooltip("level:N", title=say("level", language)),
                alt.Tooltip("text:N", title=say("spread_reach", language)),
            ],
        )
    )
    return quiet(lines, height=_HEIGHT)
