"""From statistics of scales to the page: key figures, notes, the table of levels. No Streamlit here."""

import numpy as np
import pandas as pd

from atlas.records import records
from atlas.scales import GROUPS, REASONS, Values
from atlas.scales.judgement import SURE
from atlas.territories import Geography
from atlas.views.scales.numbers import COEFFICIENT, index, level_name, own_unit, probability, short
from atlas.vocabulary import OWN_LEVEL, Language
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import number, percent


def cards(row: pd.Series, found: pd.DataFrame | None, language: Language) -> str:
    """Sum up a level in four figures; of its clusters one more where they were searched."""
    why = reasons(row["undefined"])

    def undefined(name: str) -> str:
        return say("scales_undefined", language, reason=REASONS[why[name]].to(language))

    zeros = {"zeros": number(row["zeros"], language), "known": number(row["known"], language)}
    gini_note = undefined("gini") if "gini" in why else say("scales_card_gini_note", language, **zeros)
    between = row["theil_between_setting"]
    between_note = (
        undefined("theil_setting") if "theil_setting" in why else say("scales_card_between_note", language)
    )
    if "moran" in why:
        verdict = undefined("moran")
    else:
        sure = row["moran_p"] <= SURE
        kind = "chance" if not sure else "alike" if row["moran"] > row["moran_expected"] else "differ"
        verdict = say(f"scales_card_moran_{kind}", language, p=probability(row["moran_p"], language))
    told = [
        (index(row["gini"], language), say("scales_card_gini", language), gini_note),
        (
            index(row["gini_people"], language),
            say("scales_card_gini_people", language),
            say("scales_card_gini_people_note", language),
        ),
        (short(row["moran"], language, most=COEFFICIENT), say("scales_card_moran", language), verdict),
        (
            "–" if np.isnan(between) else percent(between, language),
            say("scales_card_between", language),
            between_note,
        ),
    ]
    return markup.cards(told if found is None else [*told, _clusters_card(found, language)])


def _clusters_card(found: pd.DataFrame, language: Language) -> tuple[str, str, str]:
    kinds = found["cluster"].value_counts()
    inside = {key: int(kinds.get(key, 0)) for key in ("HH", "LL", "HL", "LH")}
    tested = int(found["p"].notna().sum())
    note = say(
        "scales_card_clusters_note",
        language,
        hh=number(inside["HH"], language),
        ll=number(inside["LL"], language),
        odd=number(inside["HL"] + inside["LH"], language),
        tested=number(tested, language),
        raw=number(int(found["p"].le(SURE).sum()), language),
        chance=number(round(SURE * tested), language),
    )
    return number(sum(inside.values()), language), say("scales_card_clusters", language), note


def reasons(text: str | float | None) -> dict[str, str]:
    """Read the column `undefined`: name of a statistic to a key of `atlas.scales.REASONS`.

    Where a level has no known value at all, every statistic has that reason.

    Examples
    --------
    >>> reasons("moran:few | theil_region:trivial")
    {'moran': 'few', 'theil_region': 'trivial'}
    """
    if not isinstance(text, str):
        return {}
    found = dict(part.split(":") for part in text.split(" | "))
    if "all" in found:
        names = ("gini", "gini_people", "moran", "variation", *(f"theil_{group}" for group in GROUPS))
        return dict.fromkeys(names, found["all"])
    if "theil" in found:
        found |= dict.fromkeys((f"theil_{group}" for group in GROUPS), found["theil"])
    return found


def notes(  # noqa: PLR0913 - what the figures rest on
    found: Values,
    row: pd.Series,
    indicator: str,
    language: Language,
    *,
    known: markup.Gauge,
    certain: bool,
) -> str:
    """Write what the figures rest on, and what they leave out.

    Parameters
    ----------
    certain
        Whether no filter rests on a fact that is often unknown.
    """
    sentences = []
    if known.share != 1:
        sentences.append(say("scales_read_partial", language))
    elif not certain:
        sentences.append(say("scales_read_filter", language))
    if row["unplaced"]:
        sentences.append(say("scales_read_unplaced", language, n=number(row["unplaced"], language)))
    for state, key in (("no_data", "scales_read_money"), ("no_commune", "scales_read_no_commune")):
        unknown = int(found.table["state"].eq(state).sum())
        if unknown:
            sentences.append(say(key, language, n=number(unknown, language)))
    if indicator == "rate":
        sentences.append(say("scales_read_rates", language))
    told = "".join(f'<p class="atlas-doubt">{markup.text(sentence)}</p>' for sentence in sentences)
    return f'<p class="atlas-kind">{markup.gauge(known)}</p>{told}'


def own_level(geography: Geography, language: Language) -> str:
    """Say what the row of a reader's own perimeters is of, and what it cannot say."""
    outside = geography.communes["departement"].notna() & geography.communes[OWN_LEVEL].isna()
    within = geography.level(OWN_LEVEL)["population"].sum() / geography.communes["population"].sum()
    return say(
        "scales_own_level",
        language,
        share=percent(float(within), language),
        n=number(int(outside.sum()), language),
    )


def levels_table(
    effect: pd.DataFrame, indicator: str, language: Language, *, caption: str, shown: str
) -> str:
    """Lay out the comparison of levels."""
    columns = (
        *("territories", "strip", "mean", "median", "variation", "gini", "polarisation", "theil"),
        *(*GROUPS, "moran", "p"),
    )
    head = [say("level", language), *(say(f"scales_column_{name}", language) for name in columns)]
    rows = []
    for level, row in zip(effect.index, records(effect), strict=True):
        name = markup.text(level_name(str(level), language))
        rows.append(
            [
                f"<mark>{name}</mark>" if level == shown else name,
                number(row["territories"], language),
                _strip(row, language),
                own_unit(row["mean"], indicator, language),
                own_unit(row["median"], indicator, language),
                short(row["variation"], language),
                index(row["gini"], language),
                short(row["gini_polarisation"], language),
                short(row["theil"], language),
                *(_share(row[f"theil_between_{group}"], language) for group in GROUPS),
                short(row["moran"], language, most=COEFFICIENT),
                probability(row["moran_p"], language),
            ]
        )
    return f'<div class="atlas-scroll atlas-levels">{markup.table(head, rows, caption=caption)}</div>'


def _share(value: float | None, language: Language) -> str:
    return "–" if value is None else percent(value, language)


def _strip(row: dict[str, float], language: Language) -> str:
    above, unknown = row["known"] - row["zeros"], row["missing"]
    part = above / row["territories"]
    blank = unknown / row["territories"]
    words = number(above, language)
    return (
        f'<span class="atlas-part" aria-hidden="true"><i style="width:{100 * part:.2f}%"></i>'
        f'<i class="unknown" style="width:{100 * blank:.2f}%"></i></span><b>{words}</b>'
    )


def undefined_note(effect: pd.DataFrame, language: Language) -> str:
    """Write why some cells of the comparison are dashes; empty where none is."""
    told = {reason for text in effect["undefined"] for reason in reasons(text).values()}
    if not told:
        return ""
    words = "\xa0; ".join(REASONS[key].to(language) for key in REASONS if key in told)
    return say("scales_table_undefined", language, reasons=words)
