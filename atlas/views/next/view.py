"""From a plan to what the page shows: answer, key figures, tables, what it leaves out. No Streamlit here."""

from typing import Any
from urllib.parse import urlencode

import numpy as np
import pandas as pd

from atlas.catalogue import Catalogue
from atlas.catalogue.presence import PERIMETER_TYPES
from atlas.catalogue.selection import Selection
from atlas.next import Plan
from atlas.next.listing import places_table
from atlas.records import records
from atlas.views.gaps.sentences import kilometres, what
from atlas.views.link import View
from atlas.views.lists import gauge
from atlas.views.next.choices import way
from atlas.views.next.map import kilometres as reach_km
from atlas.vocabulary import LEVELS, SETTINGS, Language
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import number, percent, say_number

# More places than these are counted: their names would hide the sentence.
_NAMED = 6
# What solvers leave of nothing.
_NOTHING = 1e-6
# Of the columns of `shown`, so many last ones are figures.
FIGURES = 4


def whole(catalogue: Catalogue, selection: Selection) -> bool:
    """Check whether no initiative of a selection can hide in any commune."""
    return catalogue.answer(selection.everywhere, "commune", by="seat", measure="count").complete


def answer(catalogue: Catalogue, selection: Selection, plan: Plan, language: Language) -> str:
    """Write where next in one sentence."""
    names = catalogue.geography.communes["name"].reindex(plan.places.index)
    told = ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")
    where = selection.where
    words = {
        "place": say("france", language) if where is None else catalogue.geography.name(*where),
        "names": told,
        "km": reach_km(plan, language),
        "people": number(float(plan.places["newly"].sum()), language),
        "without": number(plan.without, language),
        "what": what(catalogue, selection, language),
        "known": "" if whole(catalogue, selection) else say("next_known", language),
    }
    if plan.places.empty:
        return say("next_answer_none", language, **words)
    said = say_number("next_answer", len(plan.places), language, **words)
    if len(plan.places) < plan.wish.k:
        said += " " + say("next_fewer", language, n=number(len(plan.places), language))
    return said


def cards(catalogue: Catalogue, view: View, plan: Plan) -> str:
    """Sum a plan up in four figures."""
    language, km = view.language, reach_km(plan, view.language)
    newly = float(plan.places["newly"].sum())
    share = percent(newly / plan.without if plan.without else 0.0, language)
    notes = [say("next_newly_note", language, share=share, without=number(plan.without, language))]
    if plan.wish.weight != "people":
        notes.append(say("next_weighted", language, n=number(plan.total, language)))
    known = gauge(catalogue, view.selection, "commune", "seat", language)
    measured = number(plan.served + plan.without, language)
    rows: list[markup.Card] = [
        (number(newly, language), say("next_newly", language, km=km), notes, known),
        (
            number(plan.served, language),
            say("next_served", language),
            say("next_served_note", language, n=measured),
        ),
    ]
    if (worst := farthest(plan)) is not None:
        today, after = (
            _far(float(plan.settings[name][worst]), language) for name in ("far_km", "far_km_after")
        )
        setting = SETTINGS[worst].to(language).lower()
        note = say("next_far_note", language, km=today)
        rows.append((after, say("next_far", language, setting=setting), note))
    gap = best_gap(plan)
    key = "next_gap" if gap else "next_gap_none"
    rows.append(
        (percent(gap, language), say(key, language), say(f"next_gap_note_{way(plan.wish)}", language))
    )
    return markup.cards(rows)


def best_gap(plan: Plan) -> float:
    """Return what a better choice could add at most, as a share; 0 where it is but a rounding."""
    return plan.gap if plan.gap > _NOTHING else 0.0


def least(people: int, language: Language) -> str:
    """Say how large a commune that may be chosen is at least."""
    if not people:
        return say("next_least_0", language)
    return say("next_least_n", language, n=number(people, language))


def farthest(plan: Plan) -> str | None:
    """Return the setting whose people have farthest to go today; None where nobody lives."""
    today = plan.settings["far_km"].dropna()
    return None if today.empty else str(today.idxmax())


def _far(km: float, language: Language) -> str:
    if np.isinf(km):
        return say("next_far_none", language)
    return f"{kilometres(float(km), language)}\xa0km"


def places(catalogue: Catalogue, plan: Plan, language: Language) -> str:
    """Write the suggested places: where, for how many, what is nearest today."""
    nearest = say("next_nearest_column", language)
    body = []
    for code, row in zip(plan.places.index, records(places_table(catalogue, plan)), strict=True):
        asked = {"territoire": f"commune:{code}"} | ({} if language == "fr" else {"lang": language})
        link = markup.text(f"./territoire?{urlencode(asked, safe=':')}")
        name = f'<b><a href="{link}" target="_self">{markup.text(row["name"])}</a></b>'
        lies = [row["departement_name"], SETTINGS[row["setting"]].to(language) if row["setting"] else None]
        if row.get("territory_name"):
            lies.insert(0, say("next_for", language, name=row["territory_name"]))
        today = "–"
        if row["nearest_km"] is not None:
            who = markup.text(f"{row['nearest_name']}, {row['nearest_commune']}")
            today = f"{markup.text(kilometres(row['nearest_km'], language))}\xa0km<small>{who}</small>"
        body.append(
            [
                markup.text(number(row["rank"], language)),
                f"{name}<small>{' · '.join(markup.text(one) for one in lies if one)}</small>",
                _reached(row, language, weighted=plan.wish.weight != "people"),
                # On a phone the heads of the columns are gone.
                f"<em>{markup.text(nearest)}</em>{today}",
            ]
        )
    head = [say(key, language) for key in ("next_rank", "place", "next_newly_column")]
    table = markup.table([*head, nearest], body, caption=say("next_places_caption", language))
    return f'<div class="atlas-gaps">{table}</div>'


def _reached(row: dict[str, Any], language: Language, *, weighted: bool) -> str:
    total, share = number(row["newly_total"], language), percent(row["share"], language)
    told = [say("next_total_row", language, n=total, share=share)]
    if weighted:
        told.insert(0, say("next_weighted_row", language, n=number(row["weighted"], language)))
    newly = say("next_newly_row", language, n=number(row["newly"], language))
    return markup.text(newly) + "".join(f"<small>{markup.text(one)}</small>" for one in told)


def settings_table(plan: Plan, language: Language) -> str:
    """Write how far the people of each setting have to go, today and with the places."""
    rows = [
        [
            markup.text(SETTINGS[str(code)].to(language)),
            number(row["people"], language),
            markup.text(_far(row["far_km"], language)),
            markup.text(_far(row["far_km_after"], language)),
        ]
        for code, row in plan.settings.iterrows()
        if row["people"] > 0
    ]
    head = [say(key, language) for key in ("setting", "population", "next_today", "next_after")]
    return markup.table(head, rows, caption=say("next_settings_caption", language))


def left_out(catalogue: Catalogue, view: View, plan: Plan) -> str:
    """List what a plan knows nothing of."""
    language, selection = view.language, view.selection
    said = [say(f"next_left_{one}", language) for one in ("roads", "capacity", "people", "border")]
    if not whole(catalogue, selection):
        known = gauge(catalogue, selection, "commune", "seat", language).words
        said.append(say("next_left_list", language, list=known[:1].upper() + known[1:]))
    chosen = catalogue.under(selection).choose(selection.everywhere)
    unplaced = int(catalogue.places["commune"].reindex(chosen.index).isna().sum())
    if unplaced:
        said.append(say("next_left_unplaced", language, n=number(unplaced, language)))
    if plan.pointless:
        said.append(say("next_left_pointless", language, n=number(plan.pointless, language)))
    if chosen["type"].isin(PERIMETER_TYPES).any():
        said.append(say("next_left_perimeter", language))
    if plan.wish.weight == "likely":
        said.append(say("next_left_chance", language))
    items = "".join(f"<li>{markup.text(one)}</li>" for one in said)
    return f'<h2>{markup.text(say("next_left", language))}</h2><ul class="atlas-left">{items}</ul>'


def shown(catalogue: Catalogue, plan: Plan, language: Language) -> pd.DataFrame:
    """Lay the suggested places out for a screen that shows them alone, and for a picture."""
    table = places_table(catalogue, plan)
    told = pd.DataFrame(
        {
            say("name", language): table["name"],
            LEVELS["departement"].to(language): table["departement_name"],
            say("next_nearest_column", language): table["nearest_name"],
            say("next_rank", language): table["rank"],
            say("next_newly_column", language): table["newly"],
            say("next_total_column", language): table["newly_total"],
            say("gaps_nearest_km", language): table["nearest_km"].round(1),
        }
    )
    told.index.name = say("code", language)
    return told
