"""Associations of type, scale and setting, in tables. No Streamlit here."""

import pandas as pd

from atlas.catalogue import Catalogue
from atlas.records import records
from atlas.scales import FACTORS, Associations, contingency
from atlas.views.scales.numbers import probability, short
from atlas.vocabulary import SCALES, SETTINGS, Language, labels_in
from atlas.words import html as markup
from atlas.words import say, short_label
from atlas.words.numbers import number


def ties_table(found: Associations, language: Language) -> str:
    """Lay out the three tests of association."""
    head = [
        say("scales_ties_pair", language),
        *(say(f"scales_ties_{name}", language) for name in ("n", "v", "p", "exact", "small")),
    ]
    rows = []
    for row in records(found.table):
        pair = say(
            "scales_ties_by",
            language,
            first=FACTORS[row["first"]].to(language),
            second=FACTORS[row["second"]].to(language),
        )
        small = say("scales_ties_is_small" if row["small"] else "scales_ties_not_small", language)
        rows.append(
            [
                markup.text(pair),
                number(row["initiatives"], language),
                short(row["cramer_v"], language),
                probability(row["p"], language),
                probability(row["p_exact"], language),
                markup.text(small),
            ]
        )
    table = markup.table(head, rows, caption=say("scales_ties_question", language))
    return f'<div class="atlas-scroll">{table}</div>'


def cross(
    catalogue: Catalogue, known: pd.DataFrame, pair: tuple[str, str], language: Language
) -> pd.DataFrame:
    """Lay out a contingency table for the screen, with its totals."""
    first, second = pair
    table = contingency(known[first], known[second])
    names: dict[str, dict[str, str]] = {
        "type": {
            str(code): short_label(label)
            for code, label in catalogue.tables.types[f"label_{language}"].items()
        },
        "scale": labels_in(SCALES, language),
        "setting": labels_in(SETTINGS, language),
    }
    table = table.reindex(
        index=[key for key in names[first] if key in table.index],
        columns=[key for key in names[second] if key in table.columns],
    )
    table = table.rename(index=names[first], columns=names[second])
    total = say("scales_total", language)
    table[total] = table.sum(axis=1)
    table.loc[total] = table.sum()
    table.index.name = FACTORS[first].to(language)
    table.columns.name = None
    return table
