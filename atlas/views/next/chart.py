"""What each further place adds: the curve."""

from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from atlas.maps.palettes import BAR, SET_OFF
from atlas.next import Plan
from atlas.views.charts import quiet
from atlas.vocabulary import Language
from atlas.words import say
from atlas.words.numbers import number


def chart_data(plan: Plan, language: Language) -> pd.DataFrame:
    """Lay the people reached out as `chart` draws them, by number of places, with the plan itself."""
    k, reached = len(plan.places), float(plan.places["newly"].sum())
    rows = pd.DataFrame({"places": plan.curve.index, "people": plan.curve["newly"].to_numpy(), "mine": False})
    rows.loc[len(rows)] = [k, reached, True]
    told = {"n": rows["places"], "people": rows["people"]}
    rows["text"] = [
        say("next_curve_tip", language, n=number(n, language), people=number(people, language))
        for n, people in zip(*told.values(), strict=True)
    ]
    return rows


# Altair checks a drawing for longer than all figures of the page take, and only the figures change.
@lru_cache(maxsize=2)
def chart(language: Language) -> dict[str, Any]:
    """Draw the people reached by number of places, in Vega-Lite."""
    people = alt.Axis(tickCount=4, labelExpr=_axis(language))
    base = alt.Chart(alt.NamedData("curve")).encode(
        x=alt.X("places:Q", title=say("next_curve_x", language), axis=alt.Axis(tickMinStep=1, grid=False)),
        y=alt.Y(
            "people:Q",
            title=say("next_curve_y", language),
            axis=people,
        ),
        tooltip=[alt.Tooltip("text:N", title=" ")],
    )
    curve = base.transform_filter("!datum.mine")
    mine = base.transform_filter("datum.mine").mark_point(
        shape="square", filled=True, size=150, color=SET_OFF, opacity=1
    )
    line = curve.mark_line(color=BAR, strokeWidth=2)
    steps = curve.mark_point(color=BAR, filled=True, size=45, opacity=1)
    drawn: dict[str, Any] = quiet(line, steps, mine, height=230).to_dict()
    # The figures come with the page.
    return {key: value for key, value in drawn.items() if key != "data"}


def _axis(language: Language) -> str:
    """Write millions and thousands short, as the language does."""
    comma = "replace(format({}, '.2~f'), '.', ',')" if language == "fr" else "format({}, '.2~f')"
    millions, thousands = comma.format("datum.value / 1e6"), comma.format("datum.value / 1e3")
    return f"datum.value >= 1e6 ? {millions} + ' M' : datum.value > 0 ? {thousands} + ' k' : '0'"
