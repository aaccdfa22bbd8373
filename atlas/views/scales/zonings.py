"""Where official zonings fall among random ones, in tables and words. No Streamlit here."""

import numpy as np
import pandas as pd

from atlas.scales import STATISTICS, ZoningEffect
from atlas.views.scales.map import SURE
from atlas.views.scales.numbers import COEFFICIENT, fixed, index, level_name, probability, short
from atlas.vocabulary import Language
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import percent


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
        official, between = _told(row, statistic, language)
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


def _told(row: pd.Series, name: object, language: Language) -> tuple[str, str]:
    """Write the official value and the range of random ones, with the digits that tell them apart."""
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
    if pd.isna(row["p"]):
        return say("scales_verdict_none", language)
    if row["p"] > SURE:
        return say("scales_verdict_chance", language)
    return say(f"scales_verdict_{'high' if row['official'] > row['random_mean'] else 'low'}", language)


def zonings_all(found: dict[str, ZoningEffect], language: Language) -> pd.DataFrame:
    """Lay out all statistics of the random zonings for the screen."""
    rows = []
    for level, effect in found.items():
        for name, row in effect.table.iterrows():
            official, between = _told(row, name, language)
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
