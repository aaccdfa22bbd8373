"""The look that the charts of several pages share."""

from typing import Any

import altair as alt

from atlas.maps.palettes import FONT, INK, PALE_RULE, QUIET


def quiet(*layers: Any, **size: Any) -> alt.LayerChart:  # noqa: ANN401 - altair's are of many classes
    """Put layers together in the quiet look of the page."""
    done: alt.LayerChart = (
        alt.layer(*layers)
        .properties(width="container", **size)
        .configure(font=FONT)
        .configure_view(stroke=None)
        # Vega names axes in English to whoever listens; each chart has its words and its table.
        .configure_axis(
            aria=False,
            labelColor=QUIET,
            titleColor=QUIET,
            gridColor=PALE_RULE,
            domainColor=PALE_RULE,
            tickColor=PALE_RULE,
            labelFontSize=12,
            titleFontSize=12,
            titleFontWeight=400,
        )
        .configure_legend(labelColor=INK, labelFontSize=12, symbolStrokeWidth=2.5, symbolSize=220)
    )
    return done
