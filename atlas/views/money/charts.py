"""Charts of money: bars and a timeline by Altair, flows by Plotly. Each has a table beside it on the page."""

from html import escape
from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd

from atlas.catalogue import Catalogue
from atlas.funding.flows import FOLLOWING, OTHER, STAGES, UNKNOWN, flow_nodes
from atlas.maps.palettes import BAR, FONT, INK, NOT_KNOWN, QUIET, SEQUENTIAL, SET_OFF, SET_OFF_WORDS
from atlas.views.money.view import value_label
from atlas.vocabulary import Language
from atlas.words import say
from atlas.words.numbers import compact_euros, euros

_ROW = 26
# So much higher is a row where some names take several lines.
_TALL = 1.5
# Least room of a node of the flow picture, with its label; margin above and below, in pixels.
_GAP, _MARGIN = 40, 12
_YEARS_BEFORE = 12
# Letters of a line of a name.
_LINE = 26
# One colour per stage, from the blues of the map; grey is kept for what is not known.
_STAGE_COLOURS = dict(zip(STAGES, (SEQUENTIAL["blues"][n] for n in (7, 5, 4, 3)), strict=True))
_UNKNOWN_LINK, _LINK = "rgba(141,151,158,0.35)", "rgba(66,146,198,0.28)"


# Labels start on one line, so that an indent shows.
_LEFT = alt.Axis(labelAlign="left", labelPadding=234)
_HOVER = "%{source.customdata} → %{target.customdata}<br>%{customdata}<extra></extra>"


def _quiet(*layers: Any) -> alt.LayerChart:  # noqa: ANN401 - altair's layers are of many classes
    chart: alt.LayerChart = (
        alt.layer(*layers)
        .configure(font=FONT)
        .configure_view(stroke=None)
        .configure_axis(
            aria=False,
            labelFontSize=13,
            labelColor=INK,
            grid=False,
            domain=False,
            ticks=False,
            labelLimit=230,
        )
    )
    return chart


def bar_chart(table: pd.DataFrame) -> alt.LayerChart:
    """Draw amounts as horizontal bars, each with its amount written at its end."""
    lines = table["label"].map(_wrapped)
    rows = table.assign(order=range(len(table)), label=lines.str.join("\n"))
    high = lines.str.len().max()
    base = alt.Chart(rows, height=_ROW * len(rows) * (1 if high == 1 else _TALL)).encode(
        y=alt.Y(
            "label:N",
            sort=alt.EncodingSortField("order"),
            title=None,
            axis=alt.Axis(labelPadding=8, labelLimit=0, labelExpr="split(datum.label, '\\n')"),
        ),
        # Room at the end for the amount of the longest bar.
        x=alt.X("euros:Q", title=None, axis=None, scale=alt.Scale(domain=[0, 1.5 * rows["euros"].max()])),
    )
    colour = alt.condition(alt.datum.unknown, alt.value(NOT_KNOWN), alt.value(BAR))
    bars = base.mark_bar(height=16).encode(color=colour)
    texts = base.mark_text(align="left", dx=6, color=QUIET, fontSize=13).encode(text="text:N")
    return _quiet(bars, texts)


def timeline_chart(lines: pd.DataFrame, milestones: pd.DataFrame, language: Language) -> alt.LayerChart:
    """Draw an initiative's lines over the years, with its milestones."""
    kinds = {True: say("timeline_counted", language), False: say("timeline_uncounted", language)}
    rows = pd.DataFrame(
        {
            "order": range(len(lines)),
            "label": _line_labels(lines),
            "first": lines["year_start"].astype("int64").to_numpy(),
            "last": lines["year_end"].fillna(lines["year_start"]).astype("int64").to_numpy() + 1,
            "kind": lines["enters"].map(kinds).to_numpy(),
            "text": _line_texts(lines, language),
        }
    )
    # One long before the money would squeeze it into a corner: the page lists all of them in words.
    near = milestones[milestones["year"] >= rows["first"].min() - _YEARS_BEFORE]
    signs = near.assign(year=near["year"].astype("int64"), mark=near["year"].astype(str))
    low = min(rows["first"].min(), signs["year"].min() if len(signs) else rows["first"].min())
    high = max(rows["last"].max(), signs["year"].max() + 1 if len(signs) else 0)
    # Room at the end for the amount beside a late bar.
    scale = alt.Scale(domain=[low - 0.3, high + 0.6 * (high - low) + 1], nice=False)
    years = alt.Axis(format="d", tickMinStep=1, values=list(range(low, high + 1, max(1, (high - low) // 8))))
    height = _ROW * len(rows)
    base = alt.Chart(rows, height=height).encode(
        y=alt.Y("label:N", sort=alt.EncodingSortField("order"), title=None, axis=_LEFT)
    )
    colours = alt.Scale(domain=list(kinds.values()), range=[BAR, NOT_KNOWN])
    bars = base.mark_bar(height=14).encode(
        x=alt.X("first:Q", title=None, scale=scale, axis=years),
        x2="last:Q",
        color=alt.Color(
            "kind:N", scale=colours, legend=alt.Legend(title=None, orient="bottom", symbolType="square")
        ),
    )
    texts = base.mark_text(align="left", dx=6, color=QUIET, fontSize=12).encode(
        x=alt.X("last:Q", scale=scale), text="text:N"
    )
    steps = alt.Chart(signs).encode(x=alt.X("year:Q", scale=scale))
    rules = steps.mark_rule(color=SET_OFF, strokeDash=[4, 3], strokeWidth=1.5)
    marks = steps.mark_text(color=SET_OFF_WORDS, fontSize=12, dy=-6, baseline="bottom", y=0).encode(
        text="mark:N"
    )
    return _quiet(rules, bars, texts, marks)


def _line_texts(lines: pd.DataFrame, language: Language) -> list[str]:
    texts = []
    for amount, end, reason in zip(
        lines["amount_eur"], lines["year_end"], lines["not_counted_reason"], strict=True
    ):
        parts = [
            say("amount_unknown", language) if pd.isna(amount) else compact_euros(float(amount), language)
        ]
        parts += [] if pd.isna(reason) else [str(reason)]
        parts += [say("timeline_open", language)] if pd.isna(end) else []
        texts.append(" · ".join(parts))
    return texts


def _line_labels(lines: pd.DataFrame) -> list[str]:
    labels = []
    for line, envelope, funder in zip(lines.index, lines["envelope"], lines["funder"], strict=True):
        number = str(line).rsplit("_", 1)[-1]
        # Vega trims plain spaces; no-break ones indent.
        indent = "" if line == envelope else "\u00a0\u00a0\u00a0\u00a0↳ "
        labels.append(f"{indent}{number} · {funder}")
    return labels


def flow_chart(catalogue: Catalogue, flows: pd.DataFrame, language: Language) -> Any:  # noqa: ANN401 - no types
    """Draw flows of money from stage to stage."""
    # Half a second to import, for the readers who open the flows only.
    from plotly import graph_objects  # noqa: PLC0415

    nodes = flow_nodes(flows)
    place = {key: number for number, key in enumerate(zip(nodes["stage"], nodes["code"], strict=True))}
    sources = list(zip(flows["stage"], flows["source"], strict=True))
    targets = list(zip(flows["stage"].map(FOLLOWING), flows["target"], strict=True))
    names = [value_label(catalogue, stage, code, language) for stage, code in place]
    height = 400 + _GAP * int(nodes["stage"].value_counts().max())
    x, y = _positions(nodes, height)
    figure = graph_objects.Figure(
        graph_objects.Sankey(
            arrangement="snap",
            node={
                "label": [
                    f"{'<br>'.join(map(_plain, _wrapped(name)))} · {compact_euros(cents / 100, language)}"
                    for name, cents in zip(names, nodes["cents"], strict=True)
                ],
                "color": [
                    "#8d979e" if code in (UNKNOWN, OTHER) else _STAGE_COLOURS[stage] for stage, code in place
                ],
                "x": x,
                "y": y,
                "pad": _GAP,
                "thickness": 14,
                "line": {"width": 0},
                "customdata": [_plain(name) for name in names],
                "hovertemplate": "%{customdata}<extra></extra>",
            },
            link={
                "source": [place[node] for node in sources],
                "target": [place[node] for node in targets],
                "value": (flows["cents"] / 100).tolist(),
                "color": [
                    _UNKNOWN_LINK if UNKNOWN in (source[1], target[1]) else _LINK
                    for source, target in zip(sources, targets, strict=True)
                ],
                "customdata": [euros(cents / 100, language) for cents in flows["cents"]],
                "hovertemplate": _HOVER,
            },
        )
    )
    figure.update_layout(
        height=height + 2 * _MARGIN,
        margin={"l": 4, "r": 4, "t": _MARGIN, "b": _MARGIN},
        font={"family": FONT, "size": 13, "color": INK},
        paper_bgcolor="rgba(0,0,0,0)",
    )
    return figure


def _positions(nodes: pd.DataFrame, height: int) -> tuple[list[float], list[float]]:
    """Place nodes in columns, top down; the last column farther off, since its labels stand on its left."""
    columns = dict(zip(STAGES, (0.001, 0.26, 0.53, 0.999), strict=True))
    stages = nodes["stage"]
    most = int(stages.value_counts().max())
    # As Plotly scales them: what the gaps of the longest column leave is all the money.
    scale = (height - (most - 1) * _GAP) / nodes.loc[stages == STAGES[0], "cents"].sum()
    slots = (nodes["cents"] * scale).clip(lower=_GAP)
    left = height - slots.groupby(stages).transform("sum")
    count = stages.map(stages.value_counts())
    gaps = (left / (count - 1).clip(lower=1)).clip(lower=0)
    start = (slots + gaps).groupby(stages).cumsum() - slots - gaps
    return stages.map(columns).tolist(), ((start + slots / 2) / height).clip(0.001, 0.999).tolist()


def _plain(name: str) -> str:
    """Write a name so that Plotly, which reads tags and links in a text, draws none; it knows no `&quot;`."""
    return escape(name, quote=False)


def _wrapped(name: str) -> list[str]:
    """Break a name into lines, at its spaces."""
    return wrap(name, _LINE, break_long_words=False) or [name]
