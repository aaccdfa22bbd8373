"""A proposal as one page to read: everything from a list is escaped."""

from collections.abc import Sequence

import pandas as pd

from atlas.refresh.folder import Outcome
from atlas.refresh.proposal import joined
from atlas.vocabulary import Language
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import number

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem}table{border-collapse:collapse}"
    "caption{text-align:left;font-weight:600;padding:.5rem 0}th,td{border:1px solid #ccc;"
    "padding:.25rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}thead th{background:#eee}"
)
_COUNTS = ("rows_in", "left", "new", "changed", "kept", "gone", "unsure")
_HEADS = ("rows", "left", "new", "changed", "kept", "gone", "unsure")


def proposal_page(outcomes: Sequence[Outcome], language: Language) -> str:
    """Write the page."""
    whole = joined([each.proposal for each in outcomes if each.proposal is not None])
    told = whole.changed["outcome"]
    title = markup.text(say("refresh_title", language))
    parts = [
        f"<h1>{title}</h1><p>{markup.text(say('refresh_nothing_yet', language))}</p>",
        _lists(outcomes, language),
        _table("new", whole.new, {"name": "name", "commune": "seat_commune", **_WHICH}, language),
        _table("changed", whole.changed[told.eq("set")], _FIELDS, language),
        _table("kept", whole.changed[told.eq("kept")], _FIELDS, language),
        _table(
            "gone", whole.gone, {"name": "name", "state": "status", "end": "end_year", **_WHICH}, language
        ),
        _table("unsure", _explained(whole.unsure, language), _BESIDE, language),
    ]
    head = f'<meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style>'
    return f'<!DOCTYPE html><html lang="{language}"><head>{head}</head><body>{"".join(parts)}</body></html>\n'


# Column by the key of its heading.
_WHICH = {"initiative": "initiative_id", "list": "list", "producer_id": "producer_id"}
_FIELDS = {"initiative": "initiative_id", "field": "field", "before": "before", "after": "after", **_WHICH}
_BESIDE = {
    "after": "list_told",
    "before": "atlas_told",
    "why": "why",
    "score": "score",
    "initiative": "initiative_id",
    "list": "list",
    "producer_id": "producer_id",
}


def _lists(outcomes: Sequence[Outcome], language: Language) -> str:
    head = [say(f"refresh_{key}", language) for key in ("lists", "state", *_HEADS)]
    rows = []
    for each in outcomes:
        told = each.head()
        state = say(f"refresh_{each.state}", language)
        shown = " · ".join(filter(None, [state, told.get("edition", ""), each.why]))
        counts = [number(told[key], language) if key in told else "–" for key in _COUNTS]
        rows.append([markup.text(each.listing.title), markup.text(shown), *counts])
    return markup.table(head, rows, caption=say("refresh_lists", language))


def _table(key: str, table: pd.DataFrame, columns: dict[str, str], language: Language) -> str:
    """Lay out one kind of change, or nothing where there is none."""
    if table.empty:
        return ""
    head = [say(_WORDS.get(name, f"refresh_{name}"), language) for name in columns]
    rows = [[markup.text(row[column]) for column in columns.values()] for row in table.to_dict("records")]
    caption = f"{say(f'refresh_{key}', language)} ({number(len(table), language)})"
    return markup.table(head, rows, caption=caption)


_WORDS = {"list": "doc_class", "commune": "commune"}


def _explained(unsure: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Put each side in one cell, and the reason in words."""
    sides = {
        f"{side}_told": unsure[[column for column in unsure.columns if column.startswith(f"{side}_")]]
        .apply(lambda row: " · ".join(filter(None, row)), axis="columns")
        .astype("object")
        if len(unsure)
        else pd.Series(dtype="object")
        for side in ("list", "atlas")
    }
    return unsure.assign(**sides, why=[say(f"refresh_{why}", language) for why in unsure["why"]])
