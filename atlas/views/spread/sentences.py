"""How dynamics spread, in words, key figures and tables. No Streamlit here."""

import pandas as pd

from atlas.catalogue import Catalogue
from atlas.records import records
from atlas.scales.judgement import SURE
from atlas.spread import FEW, KINDS, PERMUTATIONS, Dates, Knox, least_delay
from atlas.spread.kinds import RENEWAL
from atlas.views.link import View
from atlas.views.lists import gauge
from atlas.views.map.types import short_type
from atlas.views.scales.numbers import level_name, probability, short
from atlas.vocabulary import Language
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import number, percent


def kind_name(kind: str, language: Language) -> str:
    """Name what a year begins; a dash for nothing."""
    return KINDS[kind].to(language) if kind else "–"


def why(reason: str, language: Language) -> str:
    """Write why something is not said."""
    return say(f"spread_why_{reason}", language)


def types_table(catalogue: Catalogue, told: pd.DataFrame, language: Language) -> str:
    """Lay out what can be asked of each type."""

    def able(reason: str) -> str:
        text = (
            say("spread_no", language, why=why(reason, language)) if reason else say("spread_yes", language)
        )
        return markup.text(text)

    head = [say("type", language)]
    head += [say(f"spread_column_{name}", language) for name in ("kind", "dated", "span", "growth", "test")]
    rows = [
        [
            markup.text(short_type(catalogue, str(code), language)),
            markup.text(kind_name(row["kind"], language)),
            f"{number(row['dated'], language)} / {number(row['known'], language)}",
            "–".join(dict.fromkeys(str(row[end]) for end in ("first", "last") if row[end] is not None)),
            able(row["why"]),
            able(row["untested"]),
        ]
        for code, row in zip(told.index, records(told), strict=True)
    ]
    table = markup.table(head, rows, caption=say("spread_types", language))
    return f'<div class="atlas-scroll">{table}</div>'


def dated(dates: Dates, language: Language) -> str:
    """Say what the years mean and of how many they are known, or why no figure is drawn from them."""
    if dates.why == "none":
        return say("spread_none", language)
    kind = kind_name(dates.kind, language)
    n, known = number(len(dates.years), language), number(dates.known, language)
    if dates.why:
        return say("spread_few", language, n=n, known=known, kind=kind, least=number(FEW, language))
    key = "spread_dated_all" if len(dates.years) == dates.known else "spread_dated"
    return say(key, language, dated=n, known=known, kind=kind)


def left_out(catalogue: Catalogue, view: View, dates: Dates) -> list[str]:
    """Say which years are kept apart, what the list lacks, and what comes in waves."""
    language, told = view.language, []
    others = dates.kinds.drop(dates.kind, errors="ignore")
    if len(others):
        listed = ", ".join(
            f"{kind_name(str(one), language)} ({number(many, language)})" for one, many in others.items()
        )
        told.append(say("spread_others", language, kinds=listed))
    if dates.kinds.get(RENEWAL, 0) * 2 > dates.kinds.sum():
        told.append(say("spread_renewal", language))
    if not dates.why and gauge(catalogue, view.selection, view.level, view.by, language).share != 1:
        told.append(say("spread_partial", language))
    if dates.waves:
        told.append(say("spread_wave", language, years=", ".join(map(str, dates.waves))))
    return told


def cards(growth: pd.DataFrame, reach: pd.DataFrame, view: View, year: int, known: markup.Gauge) -> str:
    """Sum up a year in two figures."""
    language = view.language
    at = reach[reach["level"].eq(view.level) & reach["year"].eq(year)].iloc[0]
    total, started = (int(growth[column].loc[year]) for column in ("total", "started"))
    return markup.cards(
        [
            (
                number(total, language),
                say("spread_card_total", language, year=str(year)),
                say("spread_card_started", language, n=number(started, language)),
                known,
            ),
            (
                percent(at["people_share"], language),
                say("spread_card_people", language),
                say("spread_card_level", language, level=level_name(view.level, language)),
            ),
        ]
    )


def untested(dates: Dates, language: Language) -> str:
    """Say why nearness is not tested."""
    told = say("spread_untested", language, why=why(dates.untested, language))
    if dates.untested in ("call", "waves"):
        told = f"{told} {say(f'spread_untested_{dates.untested}', language)}"
    return told


def verdict(found: Knox, language: Language) -> str:
    """Answer whether a new one comes sooner near an old one, by the clearest of all tries."""
    best = found.table.sort_values(["p_corrected", "p", "km", "years"], kind="stable").iloc[0]
    words = {
        "km": number(best["km"], language),
        "delay": delay(best["years"], language),
        "pairs": number(best["pairs"], language),
        "expected": short(best["expected"], language),
        "p": probability(best["p_corrected"], language),
        "n": number(found.points, language),
        "cells": number(len(found.table), language),
    }
    return say(f"spread_verdict_{'yes' if found.p <= SURE else 'no'}", language, **words)


def delay(years: int, language: Language) -> str:
    """Write a number of years."""
    return say("spread_delay_one" if years == 1 else "spread_delay", language, n=number(years, language))


def tries(found: Knox, language: Language) -> str:
    """Lay out every distance and delay that was tried."""
    names = ("km", "years", "pairs", "expected", "ratio", "p", "p_corrected")
    rows = [
        [
            f"{number(row['km'], language)}\xa0km",
            delay(row["years"], language),
            number(row["pairs"], language),
            short(row["expected"], language),
            short(row["ratio"], language),
            probability(row["p"], language),
            probability(row["p_corrected"], language),
        ]
        for row in records(found.table)
    ]
    head = [say(f"spread_column_{name}", language) for name in names]
    table = markup.table(head, rows, caption=say("spread_tries", language))
    return f'<div class="atlas-scroll">{table}</div>'


def method(dates: Dates, language: Language) -> str:
    """Say how nearness is tested."""
    told = say("spread_method", language, n=number(PERMUTATIONS, language))
    if least_delay(dates.kind):
        told = f"{told} {say('spread_method_decisions', language)}"
    return told
