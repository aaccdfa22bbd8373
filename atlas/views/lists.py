"""How much of the chosen lists is known, and what a blank is worth, in words."""

import math

import pandas as pd

from atlas.catalogue import Catalogue, kept
from atlas.catalogue.presence import By
from atlas.catalogue.selection import Selection
from atlas.gaps import SURE, Blanks
from atlas.vocabulary import Language
from atlas.words import say, short_label
from atlas.words.html import Gauge
from atlas.words.numbers import day, number, percent

# Where nothing is claimed of more lists than this, their names would hide the sentence.
_NAMED = 3


def floored(share: float) -> float:
    """Round down to a hundredth: what is not whole never reads 100 %.

    Examples
    --------
    >>> floored(0.997), floored(1.0), floored(0.9)
    (0.99, 1.0, 0.9)
    """
    return math.floor(round(100 * share, 9)) / 100


def gauge(catalogue: Catalogue, selection: Selection, level: str, by: By, language: Language) -> Gauge:
    """Say how much of the chosen lists is known."""
    return _gauge(catalogue.under(selection), selection.types, level, by, language)


# Whatever else a reader filters, the lists stay.
@kept(maxsize=64)
def _gauge(catalogue: Catalogue, types: tuple[str, ...], level: str, by: By, language: Language) -> Gauge:
    lists = catalogue.lists(level, by)
    return gauged(lists.reindex(list(types)) if types else lists, language)


def gauged(lists: pd.DataFrame, language: Language) -> Gauge:
    """Say how much is known of some lists, see `atlas.catalogue.completeness.list_completeness`."""
    many = "one" if len(lists) == 1 else "many"
    n = number(len(lists), language)
    unknown = int(lists["total"].isna().sum())
    if unknown:
        return Gauge(say(f"list_{many}_unknown", language, n=n, unknown=number(unknown, language)), None)
    known, total = int(lists["known"].sum()), int(lists["total"].sum())
    parts = {"known": known, "total": total, "placed": int(lists["placed"].sum())}
    detail = say("list_of", language, **{name: number(one, language) for name, one in parts.items()})
    if lists["whole"].all():
        date = lists["date"].iloc[0]
        dated = len(lists) == 1 and pd.notna(date)
        words = say("list_dated", language, date=day(date, language)) if dated else ""
        return Gauge(words or say(f"list_{many}_whole", language, n=n), 1.0, detail)
    # A list that is not whole may be as long as its total.
    share = min(floored(known / total), 0.99)
    return Gauge(say(f"list_{many}_known", language, n=n, share=percent(share, language)), share, detail)


def chance(value: float, language: Language) -> str:
    """Write the chance that a blank is a true one, and whether it is to be checked.

    Examples
    --------
    >>> chance(0.9876, "en"), chance(0.72, "en")
    ('98% chance of a true blank', '72% chance of a true blank, to check')
    """
    key = "blank_chance" if value >= SURE else "blank_check"
    return say(key, language, share=percent(floored(value), language))


def worth(catalogue: Catalogue, blanks: Blanks, selection: Selection, language: Language) -> list[str]:
    """Write what the blanks of a selection are worth, or why nothing is claimed."""
    said = []
    if blanks.chance.lt(1).any():
        said.append(say("blank_read", language))
        if len(selection.types) != 1:
            said.append(say("blank_read_product", language))
    names = catalogue.tables.types[f"label_{language}"].map(short_label)
    # Where one without a place may be, another sentence says.
    reasons = {reason: types for reason, types in blanks.why.items() if reason != "place"}
    for reason, types in reasons.items():
        told = ", ".join(names[types[:_NAMED]]) + (", …" if len(types) > _NAMED else "")
        said.append(say(f"blank_why_{reason}", language, types=told))
    return said
