"""Why an initiative is a peer, in one sentence made of known facts only."""

from typing import Any

import pandas as pd

from atlas.peers import LEGAL_FORMS
from atlas.records import records
from atlas.views.gaps.sentences import kilometres
from atlas.vocabulary import INITIATORS, SCALES, Language
from atlas.words import say, short_label
from atlas.words.numbers import number, percent
from atlas.words.texts.peers import FUNDERS


def reason(row: dict[str, Any], language: Language) -> str:
    """Write what a peer has in common with its start.

    One sentence; a fact unknown of either is left out.
    """
    parts = []
    if row["same_type"]:
        parts.append(say("peers_why_type", language))
    if row["setting"] is not None:
        shares = {key: percent(row[f"{key}_share"], language) for key in ("start", "peer")}
        parts.append(say(f"peers_why_setting_{row['setting']}", language, **shares))
    if row["distance_km"] is not None:
        km = kilometres(row["distance_km"], language)
        parts.append(say("peers_why_km" if km != "0" else "peers_why_here", language, km=km))
    if row["years"] is not None:
        parts.append(_years(int(row["years"]), language))
    if row["same_scale"]:
        what = short_label(SCALES[row["scale"]].to(language)).lower()
        parts.append(say("peers_why_scale", language, what=what))
    if row["same_initiator"]:
        what = INITIATORS[row["initiator"]].to(language)
        parts.append(say("peers_why_initiator", language, what=what[0].lower() + what[1:]))
    if row["shared_forms"] is not None:
        forms = [LEGAL_FORMS[form][0].to(language) for form in row["shared_forms"].split("|")]
        parts.append(say("peers_why_forms", language, what=", ".join(forms)))
    if row["shared_funders"] is not None:
        who = [FUNDERS[level].to(language) for level in row["shared_funders"].split("|")]
        parts.append(say("peers_why_funders", language, who=_listed(who, language)))
    text = ", ".join(parts) or say("peers_why_nothing", language)
    return f"{text[0].upper()}{text[1:]}."


def _years(years: int, language: Language) -> str:
    if years == 0:
        return say("peers_why_same_year", language)
    way = "earlier" if years < 0 else "later"
    if abs(years) == 1:
        return say(f"peers_why_{way}_one", language)
    return say(f"peers_why_{way}", language, n=number(abs(years), language))


def _listed(words: list[str], language: Language) -> str:
    if len(words) == 1:
        return words[0]
    return say("peers_and", language, first=", ".join(words[:-1]), last=words[-1])


def told(table: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Add the sentence of each peer to a table of peers."""
    return table.assign(
        reason=pd.Series([reason(row, language) for row in records(table)], table.index, dtype="str")
    )
