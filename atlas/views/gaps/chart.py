"""The population covered at every level: the chart, and its figures."""

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


def chart(coverage: pd.DataFrame, language: Language) -> alt.LayerChart:
    """Draw the share of population covered, one line per level and one sign per setting."""
    names = [*(label.to(language) for label in SETTINGS.values()), say("gaps_all", language)]
    words = dict(zip([*SETTINGS, ALL], names, strict=True))
    levels = [LEVELS[level].to(language).split(" (", 1)[0] for level in LEVELS]
    data = pd.DataFrame(
        {
            "level": coverage["level"].map(dict(zip(LEVELS, levels, strict=True))),
            "setting": coverage["setting"].map(words),
            "share": 100 * coverage["share"],
            "text": [
                f"{words[code]}\xa0: {percent(share, language)}"
                for code, share in zip(coverage["setting"], coverage["share"], strict=True)
            ],
        }
    )
    rows = alt.Y(
        "level:N", sort=levels, title=None, axis=alt.Axis(ticks=False, domain=False, labelPadding=10)
    )
    axis = alt.Axis(tickCount=5, grid=True, title=say("gaps_share_axis", language))
    share = alt.X("share:Q", scale=alt.Scale(domain=[0, 100]), axis=axis)
    # On a telephone the names would not fit in one row.
    columns = alt.ExprRef("width < 380 ? 2 : 4")
    legend = alt.Legend(title=None, orient="top", symbolSize=90, columns=columns)
    base = alt.Chart(data)
    lines = base.mark_rule(color=QUIET, strokeWidth=1).encode(y=rows, x="min(share):Q", x2="max(share):Q")
    signs = base.mark_point(filled=True, size=110, opacity=1, stroke=INK, strokeWidth=0.8).encode(
        y=rows,
        x=share,
        color=alt.Color("setting:N", scale=alt.Scale(domain=names, range=list(_COLOURS)), legend=legend),
        shape=alt.Shape("setting:N", scale=alt.Scale(domain=names, range=list(_SHAPES)), legend=legend),
        tooltip=[alt.Tooltip("level:N", title=say("level", language)), alt.Tooltip("text:N", title=" ")],
    )
    drawn: alt.LayerChart = (
        alt.layer(lines, signs)
        .properties(height=250, width="container")
        .configure(font=FONT)
        .configure_axis(
            labelColor=QUIET, titleColor=QUIET, gridColor=RULE, labelFontSize=12, titleFontWeight=400
        )
        .configure_view(stroke=None)
        .configure_legend(labelColor=INK, labelFontSize=12)
    )
    return drawn


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
