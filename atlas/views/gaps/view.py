"""From gaps to what the page shows: map figure, key figures, the first gaps. No Streamlit here."""

from typing import Any
from urllib.parse import urlencode

import numpy as np
import pandas as pd

from atlas.catalogue import Catalogue
from atlas.catalogue.contacts import contact_urls
from atlas.gaps import ALL, CERTAINTIES, REFERENCES, SORTS, Gaps, median_km, models, reach, sort_figure
from atlas.gaps.listing import gaps_table
from atlas.records import record, records
from atlas.views.gaps.sentences import kilometres, reading, reason, untested
from atlas.views.link import View
from atlas.views.lists import gauge
from atlas.views.map.figure import Figure
from atlas.views.place import across_note, where_columns
from atlas.vocabulary import OWN_LEVEL, SETTINGS, Language, labels_in
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import number, percent

# Every département has some initiative: the page opens where its question has an answer.
LEVEL = "bassin_de_vie"
# What the map says of a territory that has no figure though something is known of it.
_UNCOLOURED = {
    "population": "gaps_unweighted",
    "distance": "gaps_overseas",
    "shortfall": "gaps_uncertain",
}
# Rows told in sentences, and in the table; the file has all.
FIRST = 10
LISTED = 20


def shown(found: Gaps, setting: str) -> pd.DataFrame:
    """Return the territories that the page speaks of."""
    table = found.table
    return table if setting == ALL else table[table["setting"].eq(setting)]


def certainty(found: Gaps) -> str:
    """Return what a blank is, `zero` or `no_known`: of lists that are not whole, nothing is called a gap."""
    return "zero" if found.answer.complete else "no_known"


def figure(found: Gaps, language: Language, *, sort: str, setting: str) -> Figure:
    """Build what the map colours."""
    table = found.table
    value = sort_figure(table, sort)
    status = pd.Series("value", index=table.index).mask(value.isna(), "no_data")
    notes = [say(f"legend_{found.by}", language)]
    if sort == "distance":
        notes = [say("gaps_legend_distance", language)]
        status = status.mask((~table["reached"]).fillna(value=False), "uncertain")
    else:
        status = status.mask(value.le(0), "enough")
        value = value.where(value.gt(0))
    weighted = sort == "population" and bool(found.blanks.chance.lt(1).any())
    if weighted:
        notes.append(say("gaps_legend_weighted", language))
    if sort == "population":
        status = status.mask(value.isna() & table["left_out"].gt(0), "uncertain")
    if sort == "shortfall":
        status = status.mask(status.eq("value") & table["certainty"].eq("uncertain"), "uncertain")
        reference = REFERENCES[found.reference].to(language)
        notes.append(say("gaps_legend_reference", language, reference=reference))
    if setting != ALL:
        status = status.mask(table["setting"].ne(setting), "other")
    blanks = {
        "enough": "" if sort == "distance" else say(f"gaps_enough_{sort}", language),
        "uncertain": say(_UNCOLOURED[sort], language),
        "no_data": say("gaps_no_data", language),
        "other": say("gaps_other", language),
    }
    told = f"population_{certainty(found)}" if sort == "population" else sort
    return Figure(
        table=pd.DataFrame({"value": value, "status": status}),
        title=say(f"gaps_map_{told}", language),
        unit=say("gaps_unit_weighted" if weighted else f"gaps_unit_{told}", language),
        digits=0 if sort == "population" else 1,
        notes=tuple(notes),
        blanks=blanks,
        chance=found.blanks.chance.where(found.table["status"].eq("no_known")),
    )


def cards(catalogue: Catalogue, view: View, found: Gaps, table: pd.DataFrame) -> str:
    """Sum up the gaps in four figures."""
    language = view.language
    without = table["initiatives"].eq(0)
    people, left_out = float(table["people"].sum()), float(table["left_out"].sum())
    france = float(catalogue.geography.level("region")["population"].sum())
    kind = certainty(found)
    placed = len(found.answer.chosen) - len(found.answer.unplaced)
    shares = {
        "share": percent(left_out / people if people else 0.0, language),
        "france": percent(left_out / france, language),
    }
    rows: list[markup.Card] = [
        (
            number(int(without.sum()), language),
            say(f"gaps_without_{kind}", language, n=number(len(table), language)),
            say("gaps_without_note", language, n=number(placed, language)),
            gauge(catalogue, view.selection, found.level, found.by, language),
        ),
        (
            number(left_out, language),
            say(f"gaps_left_out_{kind}", language),
            say("gaps_left_out_note", language, **shares),
        ),
    ]
    median = median_km(catalogue.geography, found.commune_km, found.level, table.index, found.where)
    if not np.isnan(median):
        over = float(table.loc[(~table["reached"]).fillna(value=False), "people"].sum())
        note = say("gaps_distance_overseas", language, n=number(over, language)) if over else ""
        distance = f"{kilometres(median, language)}\xa0km"
        note = say("gaps_distance_note", language) + note
        rows.append((distance, say("gaps_distance", language), note))
    rows.append(_compared(catalogue, found, table, language))
    return markup.cards(rows)


def _compared(catalogue: Catalogue, found: Gaps, table: pd.DataFrame, language: Language) -> markup.Card:
    """Tell how many differ from a rate per inhabitant, or how far programmes reach."""
    if not found.rated:
        far = reach(catalogue, found.everywhere, found.level, table.index, found.where)
        share = percent(far.covered / far.people if far.people else 0.0, language)
        return (
            number(far.authorities_with, language),
            say("gaps_authorities", language, n=number(far.authorities, language)),
            say("gaps_authorities_note", language, share=share),
        )
    if found.level == OWN_LEVEL:
        return ("–", say("gaps_sure", language), untested(found, language))
    sure = number(int(table["certainty"].eq("below").sum()), language)
    if found.level == found.reference:
        return (sure, say("gaps_sure", language), say("gaps_reference_self", language))
    tested = number(int(table["p_adjusted"].notna().sum()), language)
    return (sure, say("gaps_sure", language), say("gaps_sure_note", language, n=tested))


def notes(catalogue: Catalogue, view: View, found: Gaps) -> str:
    """Write what a blank of the map means, and which lists are partial."""
    sentences = reading(catalogue, view.selection, found, view.language)
    doubts = "".join(f'<p class="atlas-doubt">{markup.text(sentence)}</p>' for sentence in sentences)
    return doubts + across_note(found.answer, view.language)


def way_on(table: pd.DataFrame, language: Language, *, sort: str) -> str:
    """Write where to look for gaps when the map of people left out has none to show.

    HTML; empty where the map shows something, or the answer says that there is no such territory.
    """
    if sort != "population" or table.empty or table["left_out"].sum() > 0:
        return ""
    return f'<p class="atlas-doubt">{markup.text(say("gaps_nowhere", language))}</p>'


def sorts(found: Gaps) -> list[str]:
    """Return what gaps may be ranked by: a rate per inhabitant only where one may be asked."""
    return [sort for sort in SORTS if sort != "shortfall" or found.rated]


def chance_alone(rows: pd.DataFrame, *, sort: str) -> bool:
    """Check whether a ranking by shortfall has rows, and none that is sure."""
    return sort == "shortfall" and not rows.empty and not rows["certainty"].eq("below").any()


def first(catalogue: Catalogue, found: Gaps, rows: pd.DataFrame, language: Language, *, sort: str) -> str:
    """Write the first gaps of a ranking: why, and whom to call."""
    head = rows.head(FIRST)
    alike = models(catalogue, found, head.index)
    told = gaps_table(catalogue, found, head, alike)
    called = _called(catalogue, found, alike)
    body = []
    for code, row in zip(told.index, records(told), strict=True):
        setting = "" if row["setting"] is None else SETTINGS[row["setting"]].to(language)
        place = (
            f"<b>{markup.text(row['name'])}</b><small>{markup.text(setting)} · {markup.text(code)}</small>"
        )
        whom = _whom([one for one in called if one["code"] == code], language)
        if row["models"] is not None:
            # On a phone the heads of the columns are gone, and names alone would not say what they are.
            whom = f"<em>{markup.text(say('gaps_models', language))}</em>{whom}"
        body.append([place, markup.text(reason(row, language)), whom])
    key = "gaps_ranking_chance_caption" if chance_alone(rows, sort=sort) else "gaps_ranking_caption"
    caption = say(key, language, shown=number(len(head), language), n=number(len(rows), language))
    keys = ("place", f"gaps_why_told_{certainty(found)}", "gaps_models")
    table = markup.table([say(key, language) for key in keys], body, caption=caption)
    note = f"<p class='atlas-kind'>{markup.text(say('gaps_models_note', language))}</p>"
    return f'<div class="atlas-gaps">{table}</div>{note}'


def _called(catalogue: Catalogue, found: Gaps, alike: pd.DataFrame) -> list[dict[str, Any]]:
    """Name comparable territories and their initiatives, with the address where these are reached."""
    initiatives = catalogue.tables.initiatives.loc[alike["initiative"]]
    called = alike.assign(
        place=catalogue.geography.level(found.level)["name"].reindex(alike["model"]).to_numpy(),
        name=initiatives["name"].to_numpy(),
        contact=contact_urls(initiatives).to_numpy(),
    )
    return records(called)


def _whom(called: list[dict[str, Any]], language: Language) -> str:
    """Write whom to call of one territory, with links to sheets and to contacts."""
    if not called:
        return markup.text(say("gaps_no_model", language))
    lines = []
    for row in called:
        asked = {"initiative": row["initiative"]} | ({} if language == "fr" else {"lang": language})
        reach = "" if row["contact"] is None else f" · {markup.site(row['contact'])}"
        sheet = (
            f'<a href="{markup.text(f"./?{urlencode(asked)}")}" target="_self">{markup.text(row["name"])}</a>'
        )
        place = f"{markup.text(row['place'])} ({markup.text(row['model'])})"
        lines.append(f"<small>{place}<br>{sheet}{reach}</small>")
    return "".join(lines)


def card(catalogue: Catalogue, found: Gaps, code: str, language: Language) -> str:
    """Write whether a territory is a gap, and why."""
    one = found.table.loc[[code]]
    one.insert(0, "rank", pd.Series(dtype="Int64"))
    alike = models(catalogue, found, one.index)
    row = record(gaps_table(catalogue, found, one, alike), code)
    facts = []
    if row["ratio"] is not None:
        numbers = {
            key: number(row[column], language, digits=2)
            for key, column in (("ratio", "ratio"), ("low", "ratio_low"), ("high", "ratio_high"))
        }
        facts.append((say("gaps_ratio", language), markup.text(say("gaps_interval", language, **numbers))))
    if row["initiatives"] == 0:
        facts.append((say("gaps_models", language), _whom(_called(catalogue, found, alike), language)))
    text = f"<p class='atlas-doubt'>{markup.text(reason(row, language))}</p>"
    return f'<div class="atlas-gap">{text}{markup.definitions(facts)}</div>'


def ranking(catalogue: Catalogue, found: Gaps, rows: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Lay out a ranking for the screen."""
    initiatives, communes = catalogue.tables.initiatives["name"], catalogue.geography.communes["name"]
    seat = catalogue.places["commune"].reindex(rows["nearest"])
    words = labels_in(CERTAINTIES, language)
    table = pd.DataFrame(
        {
            # Those of several settings are ranked in each: a reader counts what is shown.
            say("gaps_rank", language): range(1, len(rows) + 1),
            say("name", language): catalogue.geography.level(found.level)["name"].reindex(rows.index),
            **where_columns(catalogue, found.level, rows.index, language),
            say("setting", language): rows["setting"].map(labels_in(SETTINGS, language)),
            say("population", language): rows["population"],
            say("initiatives", language): rows["initiatives"],
            say("gaps_left_out_column", language): rows["left_out"],
            say("blank_column", language): rows["blank_chance"].round(2),
            say("gaps_distance_column", language): rows["distance_km"].round(1),
            say("gaps_way_column", language): rows["way_km"].round(1),
            say("gaps_detour_column", language): rows["detour"],
            say("gaps_nearest", language): initiatives.reindex(rows["nearest"]).to_numpy(),
            say("gaps_nearest_place", language): communes.reindex(seat).to_numpy(),
            say("gaps_nearest_km", language): rows["nearest_km"].round(1),
            say("gaps_across", language): rows["across"],
            say("gaps_expected", language): rows["expected"].round(2),
            say("gaps_shortfall", language): rows["shortfall"].round(2),
            say("gaps_ratio", language): rows["ratio"].round(2),
            say("gaps_ratio_low", language): rows["ratio_low"].round(2),
            say("gaps_ratio_high", language): rows["ratio_high"].round(2),
            say("gaps_ratio_shrunk", language): rows["ratio_shrunk"].round(2),
            say("gaps_p", language): rows["p_adjusted"].round(3),
            say("gaps_certainty", language): rows["certainty"].map(words),
        }
    )
    return table.assign(**{say("code", language): table.index})
