"""Charts of scales by Altair: Lorenz curves, and random zonings with the official one among them."""

from copy import deepcopy
from functools import lru_cache
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from atlas.maps.palettes import (
    INK,
    NOT_KNOWN,
    SEQUENTIAL,
    SET_OFF,
    SET_OFF_WORDS,
    TYPE_COLOURS,
)
from atlas.views.charts import quiet
from atlas.views.scales.numbers import level_name
from atlas.vocabulary import AREA_LEVELS, Language
from atlas.words import say
from atlas.words.numbers import percent

# Okabe and Ito's, and a dash each, so that colour never speaks alone.
_COLOURS = (INK, *TYPE_COLOURS[:5])
_DASHES = ([1, 0], [8, 3], [4, 2], [2, 2], [8, 3, 2, 3], [1, 3])
_BINS = 24


def lorenz_chart(curves: pd.DataFrame, language: Language) -> alt.LayerChart:
    """Draw the Lorenz curve of each level."""
    there = [level for level in AREA_LEVELS if level in set(curves["level"])]
    places = [list(AREA_LEVELS).index(level) for level in there]
    names = [level_name(level, language) for level in there]
    data = pd.DataFrame(
        {
            "level": curves["level"].map(dict(zip(there, names, strict=True))),
            "territories": curves["territories"],
            "total": curves["total"],
            "text": [
                say("scales_lorenz_tip", language, share=percent(x, language), total=percent(y, language))
                for x, y in zip(curves["territories"], curves["total"], strict=True)
            ],
        }
    )
    space = "\xa0" if language == "fr" else ""
    axis = alt.Axis(tickCount=5, labelExpr=f"round(100 * datum.value) + '{space}%'")
    scale = alt.Scale(domain=[0, 1])
    x = alt.X("territories:Q", title=say("scales_lorenz_x", language), axis=axis, scale=scale)
    y = alt.Y("total:Q", title=say("scales_lorenz_y", language), axis=axis, scale=scale)
    legend = alt.Legend(title=None, orient="top-left", offset=8)
    colours = alt.Scale(domain=names, range=[_COLOURS[place] for place in places])
    dashes = alt.Scale(domain=names, range=[list(_DASHES[place]) for place in places])
    equal = pd.DataFrame({"territories": [0.0, 1.0], "total": [0.0, 1.0]})
    diagonal = alt.Chart(equal).mark_line(color=NOT_KNOWN, strokeWidth=1).encode(x=x, y=y)
    lines = (
        alt.Chart(data)
        .mark_line(strokeWidth=2)
        .encode(
            x=x,
            y=y,
            color=alt.Color("level:N", scale=colours, legend=legend),
            strokeDash=alt.StrokeDash("level:N", scale=dashes, legend=legend),
            tooltip=[alt.Tooltip("level:N", title=say("level", language)), alt.Tooltip("text:N", title=" ")],
        )
    )
    return quiet(diagonal, lines, height=320)


def zonings_chart(  # noqa: PLR0913 - what is drawn, and the words around it
    draws: pd.Series,
    official: float,
    title: str,
    language: Language,
    *,
    named: str,
    domain: tuple[float, float],
) -> dict[str, Any]:
    """Draw the random zonings of one level as a histogram and the official one as a line, in Vega-Lite.

    `named` is the statistic and its unit, `domain` what the axis spans: the same at each level, or their
    charts could not be compared.
    """
    counts, edges = np.histogram(draws.to_numpy(dtype="float64"), bins=_BINS)
    side = None if np.isnan(official) else "right" if official > sum(domain) / 2 else "left"
    drawn = deepcopy(_zonings(language, side))
    drawn["title"]["text"] = title
    across = drawn["layer"][0]["encoding"]["x"]
    across["title"], across["scale"]["domain"] = named, list(domain)
    drawn["datasets"] = {"draws": pd.DataFrame({"low": edges[:-1], "high": edges[1:], "draws": counts})}
    if side:
        real = pd.DataFrame({"low": [official], "word": [say("scales_zonings_official", language)]})
        drawn["datasets"]["official"] = real
    return drawn


# Altair builds and checks a drawing for longer than all figures take, and only those change.
@lru_cache(maxsize=6)
def _zonings(language: Language, side: str | None) -> dict[str, Any]:
    """Draw what all levels and filters share; `side` is where the word of the official zoning stands."""
    comma = "," if language == "fr" else "."
    axis = alt.Axis(tickCount=5, grid=False, labelExpr=f"replace(datum.label, '.', '{comma}')")
    x = alt.X("low:Q", axis=axis, scale=alt.Scale(domain=[0, 1], zero=False, nice=False))
    y = alt.Y("draws:Q", title=say("scales_zonings_axis", language), axis=alt.Axis(tickCount=4))
    bars = alt.Chart(alt.NamedData("draws")).mark_bar(color=SEQUENTIAL["blues"][3])
    layers: list[alt.Chart] = [bars.encode(x=x, x2="high:Q", y=y, y2=alt.datum(0))]
    if side:
        real = alt.Chart(alt.NamedData("official"))
        rule = real.mark_rule(color=SET_OFF, strokeWidth=2.5).encode(x="low:Q")
        told = real.encode(x="low:Q", text="word:N")
        place: dict[str, Any] = {"align": side, "dx": -6 if side == "right" else 6, "y": 8, "fontSize": 12}
        # Over a bar, the word stands out by its white rim.
        rim = told.mark_text(color="white", stroke="white", strokeWidth=4, **place)
        layers += [rule, rim, told.mark_text(color=SET_OFF_WORDS, **place)]
    heading = alt.TitleParams("", anchor="start", fontSize=13, fontWeight=600, color=INK)
    drawn: dict[str, Any] = quiet(*layers, height=190, title=heading).to_dict()
    return drawn
