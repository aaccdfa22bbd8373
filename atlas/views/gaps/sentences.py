"""Why a territory is a gap, in one sentence."""

from typing import Any

import pandas as pd

from atlas.catalogue import Catalogue
from atlas.catalogue.selection import Selection
from atlas.gaps import Gaps
from atlas.records import records
from atlas.views.lists import chance, gauge, gauged, worth
from atlas.vocabulary import Language
from atlas.words import say, short_label
from atlas.words.numbers import capital, number

# An initiative outside the territory but no farther than this is just across the border.
BORDER_KM = 10.0
# More lists than this are counted, not named: the page of sources has each.
_NAMED = 4
# A smaller expected number is only told to be smaller.
_LEAST = 0.01


def kilometres(km: float, language: Language) -> str:
    """Write a distance: to a hundred metres below 10 km, else to the kilometre.

    Examples
    --------
    >>> kilometres(4.23, "en"), kilometres(57.7, "en"), kilometres(0.0, "en")
    ('4.2', '58', '0')
    """
    return number(km, language, digits=1 if 0 < km < 10 else 0)  # noqa: PLR2004


def reason(row: dict[str, Any], language: Language) -> str:
    """Write why a territory is a gap."""
    people = "–" if row["population"] is None else number(row["population"], language)
    parts = [say(f"gaps_why_{row['status']}", language, population=people, **_counted(row, language))]
    if row["status"] == "no_known" and row["blank_chance"] is not None:
        parts.append(f" ({chance(row['blank_chance'], language)})")
    if row["distance_km"] is not None:
        parts.append(say("gaps_why_distance", language, km=kilometres(row["distance_km"], language)))
        near = row["nearest_km"]
        side = "inside" if not row["across"] else "border" if near <= BORDER_KM else "outside"
        words = {"name": row["nearest_name"], "commune": row["nearest_commune"]}
        if side != "inside":
            words |= {"departement": row["nearest_departement"], "km": kilometres(near, language)}
        parts.append(say(f"gaps_why_{side}", language, **words))
    if row["certainty"] is None:
        parts.append(say("gaps_why_no_data", language))
    else:
        parts.append(
            say(f"gaps_why_{row['certainty']}", language, expected=_expected(row["expected"], language))
        )
    return "".join(parts)


def _expected(value: float, language: Language) -> str:
    if value < _LEAST:
        return f"<\xa0{number(_LEAST, language, digits=2)}"
    return number(value, language, digits=1 if value >= 1 else 2)


def _counted(row: dict[str, Any], language: Language) -> dict[str, str]:
    return {"n": number(row["initiatives"], language)} if row["status"] == "value" else {}


def reasons(table: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Add the sentence of each row to a table of gaps."""
    return table.assign(reason=[reason(row, language) for row in records(table)])


def reading(catalogue: Catalogue, selection: Selection, found: Gaps, language: Language) -> list[str]:
    """Write what a blank means for a selection, and why."""
    answer = found.answer
    if answer.complete:
        known = gauge(catalogue, selection, found.level, found.by, language).words
        return [say("gaps_read_zero", language, list=capital(known))]
    lists = catalogue.under(selection).lists(found.level, found.by)
    lists = lists.reindex(list(selection.types)) if selection.types else lists
    names = catalogue.tables.types[f"label_{language}"].map(short_label)
    told = [
        say("gaps_read_list", language, type=names[kind], known=gauged(lists.loc[[kind]], language).words)
        for kind in lists.index[~lists["whole"]]
    ]
    said = []
    if len(told) > _NAMED:
        said.append(say("gaps_read_many", language, n=number(len(told), language)))
    elif told:
        said.append(say("gaps_read_partial", language, types=", ".join(told)))
    if not answer.unplaced.empty:
        said.append(say("gaps_read_unplaced", language, n=number(len(answer.unplaced), language)))
    if not selection.certain:
        said.append(say("gaps_read_filter", language))
    return said + worth(catalogue, found.blanks, selection, language)
