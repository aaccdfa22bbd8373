"""The population covered at every level: the chart, and its figures."""

from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from atlas.gaps import ALL
from atlas.maps.palettes import FONT, INK, QUIET, RULE, SET_OFF, SETTING_COLOURS
from atlas.vocabulary import LEVELS, SETTINGS, Language
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import percent

# Of the settings, as in the bars of the territory sheets, and of all of them.
_COLOURS = (*SETTING_COLOURS.values(), SET_OFF)
_SHAPES = ("circle", "square", "triangle-up", "diamond")


def chart_data(coverage: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Lay the population covered out as `chart` draws it."""
    levels, words = _names(language)
    return pd.DataFrame(
        {
            "level": coverage["level"].map(dict(zip(LEVELS, levels, strict=True))),
            "setting": coverage["setting"].map(dict(zip([*SETTINGS, ALL], words, strict=True))),
            "share": 100 * coverage["share"],
            "text": [
                f"{words[[*SETTINGS, ALL].index(code)]}\xa0: {percent(share, language)}"
                for code, share in zip(coverage["setting"], coverage["share"], strict=True)
            ],
        }
    )


def _names(language: Language) -> tuple[list[str], list[str]]:
    levels = [LEVELS[level].to(language).split(" (", 1)[0] for level in LEVELS]
    return levels, [*(label.to(language) for label in SETTINGS.values()), say("gaps_all", language)]


# Altair checks a drawing for longer than all figures of the page take, and only the figures change.
@lru_cache(maxsize=2)
def chart(language: Language) -> dict[str, Any]:
    """Draw the share of population covered, one line per level and one sign per setting, in Vega-Lite."""
    levels, names = _names(language)
    rows = alt.Y(
        "level:N", sort=levels, title=None, axis=alt.Axis(ticks=False, domain=False, labelPadding=10)
    )
    axis = alt.Axis(tickCount=5, grid=True, title=say("gaps_share_axis", language))
    share = alt.X("share:Q", scale=alt.Scale(domain=[0, 100]), axis=axis)
    # On a telephone the names would not fit in one row.
    columns = alt.ExprRef("width < 380 ? 2 : 4")
    legend = alt.Legend(title=None, orient="top", symbolSize=90, columns=columns)
    base = alt.Chart(alt.NamedData("coverage"))
    lines = base.mark_rule(color=QUIET, strokeWidth=1).encode(y=rows, x="min(share):Q", x2="max(share):Q")
    signs = base.mark_point(filled=True, size=110, opacity=1, stroke=INK, strokeWidth=0.8).encode(
        y=rows,
        x=share,
        color=alt.Color("setting:N", scale=alt.Scale(domain=names, range=list(_COLOURS)), legend=legend),
        shape=alt.Shape("setting:N", scale=alt.Scale(domain=names, range=list(_SHAPES)), legend=legend),
        tooltip=[alt.Tooltip("level:N", title=say("level", language)), alt.Tooltip("text:N", title=" ")],
    )
    drawn: dict[str, Any] = (
        alt.layer(lines, signs)
        .properties(height=250, width="container")
        .configure(font=FONT)
        .configure_axis(
            aria=False,
            labelColor=QUIET,
            titleColor=QUIET,
            gridColor=RULE,
            labelFontSize=12,
            titleFontWeight=400,
        )
        .configure_view(stroke=None)
        .configure_legend(labelColor=INK, labelFontSize=12)
        .to_dict()
    )
    # The figures come with the page.
    return {key: value for key, value in drawn.items() if key != "data"}


def chart_table(coverage: pd.DataFrame, language: Language) -> str:
    """Return the figures of the chart as a table."""
    shares = coverage.set_index(["level", "setting"])["share"].to_dict()
    rows = [
        [
            markup.text(LEVELS[level].to(language)),
            *(percent(shares[level, code], language) for code in (*SETTINGS, ALL)),
        ]
        for level in LEVELS
    ]
    head = [
        say("level", language),
        *(label.to(language) for label in SETTINGS.values()),
        say("gaps_all", language),
    ]
    return markup.table(head, rows, caption=say("gaps_share_axis", language))
