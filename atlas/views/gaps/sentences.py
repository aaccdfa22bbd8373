"""Why a territory is a gap, in one sentence."""

from dataclasses import replace
from typing import Any

import pandas as pd

from atlas.catalogue import Catalogue
from atlas.catalogue.presence import PERIMETER_TYPES
from atlas.catalogue.selection import Selection, chosen_filters
from atlas.gaps import ALL, Gaps
from atlas.records import records
from atlas.views.lists import chance, gauge, gauged, worth
from atlas.vocabulary import AREA_LEVELS, OWN_LEVEL, SETTINGS, Language, place_level
from atlas.words import say, short_label
from atlas.words.numbers import capital, number, say_number

# An initiative outside the territory but no farther than this is just across the border.
BORDER_KM = 10.0
# More lists than this are counted, not named: the page of sources has each.
_NAMED = 4
# A smaller expected number is only told to be smaller.
_LEAST = 0.01


def answer(
    catalogue: Catalogue, selection: Selection, found: Gaps, language: Language, *, setting: str
) -> str:
    """Write the answer to the page's question in one sentence."""
    table = found.table if setting == ALL else found.table[found.table["setting"].eq(setting)]
    without = table["left_out"].gt(0) | table["initiatives"].eq(0)
    # One is told in the singular; where there is none, all of them are.
    few, level = int(without.sum()) or len(table) or 2, place_level(found.level)
    everywhere = AREA_LEVELS[OWN_LEVEL].to(language) if found.level == OWN_LEVEL else say("france", language)
    words = {
        "place": everywhere if found.where is None else catalogue.geography.name(*found.where),
        "n": number(int(without.sum()), language),
        "of": number(len(table), language),
        "levels": say(f"gaps_levels_{level}" if few > 1 else f"gaps_level_{level}", language),
        "people": number(float(table["left_out"].sum()), language),
        "what": what(catalogue, selection, language),
        "setting": "",
    }
    if setting != ALL:
        named = SETTINGS[setting].to(language).lower()
        words["setting"] = say("gaps_answer_setting", language, setting=named)
    if table.empty:
        key = "gaps_answer_empty"
    elif not without.any():
        key = "gaps_answer_none"
    else:
        key = "gaps_answer_zero" if found.answer.complete else "gaps_answer"
    return say(key, language, **words)


def what(catalogue: Catalogue, selection: Selection, language: Language) -> str:
    """Name what territories are without."""
    filters = chosen_filters(replace(selection, types=(), inside=""))
    if filters:
        return say("gaps_answer_filtered", language)
    if not selection.types:
        return say("gaps_answer_all", language)
    if len(selection.types) == 1:
        name = short_label(str(catalogue.tables.types[f"label_{language}"][selection.types[0]]))
        return name if name[1:2].isupper() else name[0].lower() + name[1:]
    return say("gaps_answer_any", language)


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
        if row["detour"]:
            parts.append(say("gaps_why_detour", language, km=kilometres(row["way_km"], language)))
        near = row["nearest_km"]
        side = "inside" if not row["across"] else "border" if near <= BORDER_KM else "outside"
        words = {"name": row["nearest_name"], "commune": row["nearest_commune"]}
        if side != "inside":
            words |= {"departement": row["nearest_departement"], "km": kilometres(near, language)}
        parts.append(say(f"gaps_why_{side}", language, **words))
    elif row["reached"] is False:
        parts.append(say("gaps_why_overseas", language))
    if row.get("authorities") is not None:
        parts.append(_reached(row["covered"], row["authorities_with"], row["authorities"], language))
    elif row["certainty"] is None:
        parts.append(say("gaps_why_no_data", language))
    else:
        if row["compared"] != row["initiatives"]:
            parts.append(say("gaps_why_compared", language, n=number(row["compared"], language)))
        parts.append(
            say(f"gaps_why_{row['certainty']}", language, expected=_expected(row["expected"], language))
        )
    return "".join(parts)


def _reached(covered: int, having: int, authorities: int, language: Language) -> str:
    """Write how many live in a perimeter, and how many of the authorities have one."""
    people = say_number("gaps_why_covered", covered, language)
    if not covered:
        people = say("gaps_why_covered_none", language)
    of = number(authorities, language)
    if not authorities:
        return people + say("gaps_why_authorities_outside", language)
    if authorities == 1:
        return people + say(f"gaps_why_authorities_only_{having}", language)
    if not having:
        return people + say("gaps_why_authorities_none", language, of=of)
    return people + say_number("gaps_why_authorities", having, language, of=of)


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
        whole = say("gaps_read_zero", language, list=capital(known))
        return [whole, *_left_out(catalogue, found, language)]
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
    said += worth(catalogue, found.blanks, selection, language)
    return said + _left_out(catalogue, found, language)


def untested(found: Gaps, language: Language) -> str:
    """Say why a reader's own perimeters are not tested, or why nothing is expected of them."""
    return say("gaps_own_untested" if found.by == "seat" else "gaps_own_unexpected", language)


def _left_out(catalogue: Catalogue, found: Gaps, language: Language) -> list[str]:
    """Say what the comparison leaves out: a test, or chosen types of which no number is expected."""
    said = [untested(found, language)] if found.level == OWN_LEVEL and found.rated else []
    kinds = catalogue.tables.initiatives.loc[found.answer.chosen, "type"].unique()
    programmes = [kind for kind in kinds if kind in PERIMETER_TYPES]
    if not programmes or not found.rated:
        return said
    names = catalogue.tables.types[f"label_{language}"].map(short_label)[programmes]
    return [*said, say("gaps_read_compared", language, types=", ".join(names))]
