"""From a list of peers to what the page shows: cards, remarks, table. No Streamlit here."""

from typing import Any

import pandas as pd

from atlas.catalogue import Catalogue
from atlas.peers import Peers
from atlas.views.gaps.sentences import kilometres
from atlas.views.map.figure import type_names
from atlas.vocabulary import VARIABLES, Language
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import number, percent, say_number


def name_of(found: Peers, language: Language) -> str:
    """Return the start's name, or say that it is a profile."""
    return found.origin.name or say("peers_this_profile", language)


def card(row: dict[str, Any], found: Peers, kind: str, language: Language) -> str:
    """Write one peer: why, how far, how alike, and in which respects."""
    facts = [kind]
    if row["commune_name"] is not None:
        facts.append(str(row["commune_name"]))
    if row["similarity"] is not None:
        facts.append(say("peers_compared", language, share=percent(row["compared"], language)))
    lines = [
        [
            markup.text(label.to(language)),
            number(found.weights[variable], language, digits=0 if found.weights[variable] % 1 == 0 else 2),
            markup.text(_part(row[f"alike_{variable}"], language)),
        ]
        for variable, label in VARIABLES.items()
    ]
    head = [say(key, language) for key in ("peers_variable", "peers_weight", "peers_alike")]
    title = say("peers_parts", language)
    table = markup.table(head, lines, caption=say("peers_parts", language))
    return (
        f"<p class='atlas-kind'>{markup.text(' · '.join(facts))}</p>"
        f"{_score(row, found, language)}"
        f"<p class='atlas-why'>{markup.text(row['reason'])}</p>"
        f"<details class='atlas-parts'><summary>{markup.text(title)}</summary>{table}</details>"
    )


def _score(row: dict[str, Any], found: Peers, language: Language) -> str:
    """Draw the score that orders the list, in a bar for each of what makes it up."""
    bars = []
    for key, name, value, share in (
        ("peers_nearness", "peers_nearness_name", row["nearness"], found.nearness),
        ("peers_likeness", "peers_likeness_name", row["similarity"], 1 - found.nearness),
    ):
        if not share:
            continue
        words = say(
            "peers_unknown_part" if value is None else key,
            language,
            part=say(name, language),
            value=number(value or 0, language, digits=2),
        )
        filled = f"<b style='width:{100 * (value or 0):.0f}%'></b>"
        bars.append(f"<span>{markup.text(words)}<i aria-hidden='true'>{filled}</i></span>")
    score = say("peers_score_value", language, value=number(row["score"], language, digits=2))
    return f"<p class='atlas-score'><strong>{markup.text(score)}</strong>{''.join(bars)}</p>"


def _part(value: float | None, language: Language) -> str:
    return say("peers_not_compared", language) if value is None else number(value, language, digits=2)


def remarks(found: Peers, language: Language) -> list[str]:
    """Write how many were looked at and which were left out, and why."""
    counts = {"shown": len(found.table), "answering": found.answering, "candidates": found.candidates}
    said = [say("peers_counts", language, **{key: number(n, language) for key, n in counts.items()})]
    if not found.origin.located and found.start.place:
        said.insert(0, say("peers_no_point", language, name=name_of(found, language)))
    if found.unplaced:
        said.append(say("peers_unplaced", language, n=number(found.unplaced, language)))
    if found.here:
        said.append(say_number("peers_left_here", found.here, language))
    if found.hardly_known:
        said.append(say("peers_hardly", language, n=number(found.hardly_known, language)))
    return said


def nobody(found: Peers, language: Language) -> str:
    """Write that the list is empty, and how far one would have to look."""
    if found.start_unknown:
        return say("peers_start_unknown", language, name=name_of(found, language))
    if found.radius_km is None:
        return say("peers_none_known", language)
    km = number(found.radius_km, language, digits=0 if found.radius_km % 1 == 0 else 1)
    none = say("peers_none", language, km=km)
    if found.beyond is None:
        return f"{none} {say('peers_beyond_none', language)}"
    away = kilometres(found.beyond.distance_km, language)
    return f"{none} {say('peers_beyond', language, name=found.beyond.name, km=away)}"


def peers_shown(catalogue: Catalogue, table: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Lay out a list of peers for the screen."""
    kinds = type_names(catalogue, language)
    shown = pd.DataFrame(
        {
            say("peers_rank", language): table["rank"],
            say("name", language): table["name"],
            say("type", language): table["type"].map(kinds),
            say("commune", language): table["commune_name"],
            say("peers_km", language): table["distance_km"].round(1),
            say("peers_alike", language): table["similarity"].round(2),
            say("peers_compared_column", language): table["compared"].round(2),
            say("peers_score", language): table["score"].round(2),
            say("peers_reason", language): table["reason"],
        }
    )
    for variable, label in VARIABLES.items():
        shown[f"{say('peers_alike', language)} · {label.to(language)}"] = table[f"alike_{variable}"].round(2)
    shown.index.name = say("id", language)
    return shown
