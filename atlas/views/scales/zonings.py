"""Where official zonings fall among random ones, in tables and words. No Streamlit here."""

import numpy as np
import pandas as pd

from atlas.scales import CENTRES, INDICATORS, NULLS, STATISTICS, ZoningEffect
from atlas.scales.chance import FORGOTTEN
from atlas.scales.judgement import SURE
from atlas.views.scales.numbers import COEFFICIENT, fixed, index, level_name, probability, short
from atlas.vocabulary import Language
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import number, percent


def zonings_table(found: dict[str, ZoningEffect], statistic: str, language: Language) -> str:
    """Lay out where official zonings fall among random ones."""
    # The answer comes first: a small screen shows the first columns only.
    columns = ("verdict", "official", "random", "rank")
    head = [
        say("level", language),
        *(say(f"scales_zonings_{column}", language) for column in columns),
        say("scales_column_p", language),
    ]
    rows = []
    for level, effect in found.items():
        row = effect.table.loc[[statistic]].iloc[0]
        official, between = official_among(row, statistic, language)
        rows.append(
            [
                markup.text(level_name(level, language)),
                markup.text(verdict(row, language)),
                official,
                between,
                "–" if pd.isna(row["rank"]) else percent(row["rank"], language),
                probability(row["p"], language),
            ]
        )
    table = markup.table(head, rows, caption=STATISTICS[statistic].to(language))
    return f'<div class="atlas-scroll">{table}</div>'


def official_among(row: pd.Series, name: object, language: Language) -> tuple[str, str]:
    """Write an official value and the range of random ones, with the digits that tell them apart."""
    numbers = [row["official"], row["random_low"], row["random_high"]]
    most = 5 if name in ("mean", "median") else COEFFICIENT
    texts = [index(one, language) if name == "gini" else short(one, language, most=most) for one in numbers]
    for digits in (3, 4):
        if len(set(texts)) == len(set(numbers)):
            break
        texts = ["–" if np.isnan(one) else fixed(one, language, digits) for one in numbers]
    return texts[0], say("scales_zonings_range", language, low=texts[1], high=texts[2])


def verdict(row: pd.Series, language: Language) -> str:
    """Write where an official zoning falls among random ones."""
    return say(f"scales_verdict_{_kind(row)}", language)


def _kind(row: pd.Series) -> str:
    if pd.isna(row["p"]):
        return "none"
    sure, high = row["p"] <= SURE, row["official"] > row["random_mean"]
    # Zonings that began at the official one must say the same, else the answer hangs on where walks begin.
    beyond = (row["official"] > row["check_high"]) if high else (row["official"] < row["check_low"])
    if not np.isnan(row["check_low"]) and (beyond != sure or row["r_hat"] > FORGOTTEN):
        return "unsettled"
    return ("high" if high else "low") if sure else "chance"


def answer(level: str, effect: ZoningEffect, statistic: str, null: str, language: Language) -> str:
    """Write in a paragraph where an official zoning falls, among zonings that hold what, and how surely."""
    row = effect.table.loc[[statistic]].iloc[0]
    official, between = official_among(row, statistic, language)
    n = int(row["zonings"])
    kind = _kind(row)
    sentence = say(
        f"scales_answer_{kind}",
        language,
        # A statistic may be somebody's, and keeps its capital: it opens the sentence.
        level=level_name(level, language).lower(),
        statistic=STATISTICS[statistic].to(language),
        official=official,
        range=between,
        n=number(n, language),
        p=probability(row["p"], language),
        least=probability(2 / (n + 1), language),
    )
    words = markup.text(sentence)
    held = say(f"scales_held_{null}", language)
    if null == "matched":
        others = " · ".join(NULLS[one].to(language).lower() for one in CENTRES)
        held = f"{held} {say('scales_other_nulls', language, nulls=others)}"
    return f'<p class="atlas-answer">{words}</p><p class="atlas-kind">{markup.text(held)}</p>'


def named(statistic: str, indicator: str, language: Language) -> str:
    """Name a statistic with its unit: that of the indicator, for what has one."""
    unit = INDICATORS[indicator].unit.to(language) if statistic in ("mean", "median") else ""
    return f"{STATISTICS[statistic].to(language)} ({unit or say('scales_no_unit', language)})"


def tests_made(language: Language, *, levels: int, statistics: int) -> str:
    """Write how many tests stand beside each other, and how many would be sure by chance alone."""
    made = levels * statistics
    return say(
        "scales_tests_made",
        language,
        tests=number(made, language),
        levels=number(levels, language),
        statistics=number(statistics, language),
        chance=number(SURE * made, language, digits=1),
    )


def zonings_all(found: dict[str, ZoningEffect], language: Language) -> pd.DataFrame:
    """Lay out all statistics of the random zonings for the screen."""
    rows = []
    for level, effect in found.items():
        for name, row in effect.table.iterrows():
            official, between = official_among(row, name, language)
            rows.append(
                {
                    say("level", language): level_name(level, language),
                    say("scales_statistic", language): STATISTICS[str(name)].to(language),
                    say("scales_zonings_official", language): official,
                    say("scales_zonings_random", language): between,
                    say("scales_column_p", language): probability(row["p"], language),
                    say("scales_zonings_verdict", language): verdict(row, language),
                }
            )
    return pd.DataFrame(rows).set_index(say("level", language))
