"""From statistics of scales to what the page shows: map figure, key figures, tables. No Streamlit here."""

import numpy as np
import pandas as pd

from atlas.catalogue import Catalogue
from atlas.measures import BLANKS
from atlas.records import records
from atlas.scales import CLUSTERS
from atlas.scales import DICTIONARY
from atlas.scales import FACTORS
from atlas.scales import GROUPS
from atlas.scales import INDICATORS
from atlas.scales import REASONS
from atlas.scales import STATISTICS
from atlas.scales import Associations
from atlas.scales import Values
from atlas.scales import ZoningEffect
from atlas.scales import contingency
from atlas.ui import markup
from atlas.ui.formats import compact_euros
from atlas.ui.formats import number
from atlas.ui.formats import percent
from atlas.ui.link import View
from atlas.ui.map_view import Figure
from atlas.ui.map_view import short_label
from atlas.ui.texts import say
from atlas.vocabulary import LEVELS
from atlas.vocabulary import SCALES
from atlas.vocabulary import SETTINGS
from atlas.vocabulary import Language

# ColorBrewer's RdBu, told apart with any colour vision: red high, blue low, pale where they are exceptions.
CLUSTER_COLOURS = {"HH": "#ca0020", "HL": "#f4a582", "LH": "#92c5de", "LL": "#0571b0", "none": "#faf9f6"}
SURE = 0.05
_MONEY = ("funding", "funding_rate")
MEASURES_TOLD = ("variation", "gini", "polarisation", "theil", "moran", "lisa", "zoning", "cramer")
RULES_TOLD = (
    *("zero", "missing", "weight", "levels", "neighbours", "zonings", "null", "contiguous", "many"),
)


# Decimals of a coefficient; a mean of counts over communes deserves more.
_COEFFICIENT = 3


def short(value: float | None, language: Language, *, most: int = 5) -> str:
    """Write a number with two significant figures after zeros, at most two decimals from 0.1 on.

    Examples
    --------
    >>> short(0.98745, "en"), short(0.00123, "en"), short(1234.5, "en"), short(None, "en")
    ('0.99', '0.0012', '1,234', '–')
    >>> short(-0.13, "fr")
    '−0,13'
    """
    if value is None or np.isnan(value):
        return "–"
    size = abs(value)
    if size >= 10:  # noqa: PLR2004
        digits = 0 if size >= 100 else 1  # noqa: PLR2004
    elif size >= 0.095 or size == 0:  # noqa: PLR2004
        digits = 2
    else:
        digits = min(most, int(1 - np.floor(np.log10(size))))
    return fixed(value, language, digits)


def index(value: float | None, language: Language) -> str:
    """Write a coefficient from 0 to 1; one that is not 1 is never rounded to it.

    Examples
    --------
    >>> index(0.9996, "en"), index(0.5, "en")
    ('>0.99', '0.50')
    """
    if value is not None and 0.995 <= value < 1:  # noqa: PLR2004
        return ">" + ("\u202f" if language == "fr" else "") + short(0.99, language)
    return short(value, language)


def probability(value: float | None, language: Language) -> str:
    """Write a p-value with one significant figure below 0.1, two above.

    Examples
    --------
    >>> probability(0.002, "en"), probability(0.456, "en"), probability(None, "en")
    ('0.002', '0.46', '–')
    """
    if value is None or np.isnan(value):
        return "–"
    return number(value, language, digits=2 if value >= 0.0995 else 3)  # noqa: PLR2004


def own_unit(value: float | None, indicator: str, language: Language) -> str:
    """Write a value of an indicator."""
    if value is None or np.isnan(value):
        return "–"
    if indicator in _MONEY and value >= 1000:  # noqa: PLR2004
        return compact_euros(value, language)
    return short(value, language)


def level_name(level: str, language: Language) -> str:
    """Name a level without its explanation in brackets."""
    return short_label(LEVELS[level].to(language))


def clusters_figure(
    found: pd.DataFrame, everyone: pd.Index, view: View, indicator: str, *, corrected: bool = True
) -> Figure:
    """Say what the map of clusters colours.

    Parameters
    ----------
    found
        See `atlas.scales.clusters`.
    everyone
        All territories of the level.
    view
        What the reader chose.
    indicator
        A key of `atlas.scales.INDICATORS`.
    corrected
        Whether false discoveries are limited, or every p-value up to 0.05 is shown.

    Returns
    -------
    atlas.ui.map_view.Figure
        Five categories; islands and unknown values have their patterns.
    """
    language = view.language
    keys = list(CLUSTER_COLOURS)
    numbers = {key: position for position, key in enumerate(keys)}
    kind = found["cluster"]
    if not corrected:
        kind = kind.mask(found["p"].le(SURE), found["quadrant"])
    table = pd.DataFrame(
        {
            "value": found["value"],
            "category": kind.map(numbers).astype("Int64"),
            "status": kind.map(lambda key: "value" if key in numbers else key),
        }
    ).reindex(everyone)
    table["status"] = table["status"].fillna("no_data").replace("island", "uncertain")
    name = "clusters" if corrected else "fragile"
    notes = [INDICATORS[indicator].label.to(language), say(f"scales_{name}_note", language)]
    if view.level == "commune" and view.inside:
        notes.append(say("scales_clusters_inside", language))
    return Figure(
        table=table,
        title=say(f"scales_{name}_title", language),
        unit=INDICATORS[indicator].unit.to(language),
        digits=_digits(indicator),
        notes=tuple(notes),
        blanks={"uncertain": say("scales_island", language), "no_data": say("scales_no_data", language)},
        categories=tuple((CLUSTER_COLOURS[key], CLUSTERS[key].to(language)) for key in keys),
    )


def values_figure(found: Values, everyone: pd.Index, view: View, indicator: str) -> Figure:
    """Say what the map of values colours, as on the page of the map.

    Parameters
    ----------
    found
        See `atlas.scales.values`.
    everyone
        All territories of the level.
    view
        What the reader chose.
    indicator
        A key of `atlas.scales.INDICATORS`.

    Returns
    -------
    atlas.ui.map_view.Figure
        Territories without initiative are told apart from unknown amounts.
    """
    language = view.language
    table = found.table[["value", "state"]].rename(columns={"state": "status"}).reindex(everyone)
    table["value"] = table["value"].where(table["status"].eq("value"))
    table["status"] = table["status"].fillna("no_data").replace("nobody", "other")
    about = INDICATORS[indicator]
    return Figure(
        table=table,
        title=about.label.to(language),
        unit=about.unit.to(language),
        digits=_digits(indicator),
        notes=(say(f"legend_{view.by}", language),),
        blanks={key: label.to(language) for key, label in BLANKS.items()}
        | {"other": say("scales_nobody", language)},
        money=indicator == "funding",
    )


def _digits(indicator: str) -> int:
    return 1 if indicator == "covered" else INDICATORS[indicator].digits


def cards(row: pd.Series, found: pd.DataFrame, language: Language) -> str:
    """Sum up a level in four figures.

    Parameters
    ----------
    row
        Of `atlas.scales.scale_effect`.
    found
        See `atlas.scales.clusters`.
    language
        Of the reader.

    Returns
    -------
    str
        HTML.
    """
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
    return markup.cards(
        [
            (index(row["gini"], language), say("scales_card_gini", language), gini_note),
            (short(row["moran"], language, most=_COEFFICIENT), say("scales_card_moran", language), verdict),
            (
                number(sum(inside.values()), language),
                say("scales_card_clusters", language),
                note,
            ),
            (
                "–" if np.isnan(between) else percent(between, language),
                say("scales_card_between", language),
                between_note,
            ),
        ]
    )


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
        names = ("gini", "moran", "variation", *(f"theil_{group}" for group in GROUPS))
        return dict.fromkeys(names, found["all"])
    if "theil" in found:
        found |= dict.fromkeys((f"theil_{group}" for group in GROUPS), found["theil"])
    return found


def notes(found: Values, row: pd.Series, indicator: str, language: Language) -> str:
    """Say what the figures rest on, and what they leave out.

    Parameters
    ----------
    found
        See `atlas.scales.values`.
    row
        Of `atlas.scales.scale_effect`, of the same level.
    indicator
        A key of `atlas.scales.INDICATORS`.
    language
        Of the reader.

    Returns
    -------
    str
        HTML, empty where there is nothing to say.
    """
    sentences = []
    if not found.answer.complete:
        sentences.append(say("scales_read_partial", language))
    if row["unplaced"]:
        sentences.append(say("scales_read_unplaced", language, n=number(row["unplaced"], language)))
    unknown = int(found.table["state"].eq("no_data").sum())
    if unknown:
        sentences.append(say("scales_read_money", language, n=number(unknown, language)))
    if indicator == "rate":
        sentences.append(say("scales_read_rates", language))
    return "".join(f'<p class="atlas-doubt">{markup.text(sentence)}</p>' for sentence in sentences)


def levels_table(
    effect: pd.DataFrame, indicator: str, language: Language, *, caption: str, shown: str
) -> str:
    """Lay out the comparison of levels.

    Parameters
    ----------
    effect
        See `atlas.scales.scale_effect`.
    indicator
        A key of `atlas.scales.INDICATORS`.
    language
        Of the reader.
    caption
        What the table shows.
    shown
        The level on the map, set in relief.

    Returns
    -------
    str
        HTML.
    """
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
                short(row["moran"], language, most=_COEFFICIENT),
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
    """Say why some cells of the comparison are dashes, empty where none is."""
    told = {reason for text in effect["undefined"] for reason in reasons(text).values()}
    if not told:
        return ""
    words = "\xa0; ".join(REASONS[key].to(language) for key in REASONS if key in told)
    return say("scales_table_undefined", language, reasons=words)


def zonings_table(found: dict[str, ZoningEffect], statistic: str, language: Language) -> str:
    """Lay out where official zonings fall among random ones.

    Parameters
    ----------
    found
        By level.
    statistic
        A key of `atlas.scales.STATISTICS`.
    language
        Of the reader.

    Returns
    -------
    str
        HTML.
    """
    columns = ("official", "random", "rank", "verdict")
    head = [
        say("level", language),
        *(say(f"scales_zonings_{column}", language) for column in columns[:3]),
        say("scales_column_p", language),
        say("scales_zonings_verdict", language),
    ]
    rows = []
    for level, effect in found.items():
        row = effect.table.loc[[statistic]].iloc[0]
        official, between = _told(row, statistic, language)
        rows.append(
            [
                markup.text(level_name(level, language)),
                official,
                between,
                "–" if pd.isna(row["rank"]) else percent(row["rank"], language),
                probability(row["p"], language),
                markup.text(verdict(row, language)),
            ]
        )
    return _scroll(markup.table(head, rows, caption=STATISTICS[statistic].to(language)))


def _told(row: pd.Series, name: object, language: Language) -> tuple[str, str]:
    """Write the official value and the range of random ones, with the digits that tell them apart."""
    numbers = [row["official"], row["random_low"], row["random_high"]]
    most = 5 if name in ("mean", "median") else _COEFFICIENT
    texts = [index(one, language) if name == "gini" else short(one, language, most=most) for one in numbers]
    for digits in (3, 4):
        if len(set(texts)) == len(set(numbers)):
            break
        texts = ["–" if np.isnan(one) else fixed(one, language, digits) for one in numbers]
    return texts[0], say("scales_zonings_range", language, low=texts[1], high=texts[2])


def fixed(value: float, language: Language, digits: int) -> str:
    """Write a number with so many decimals, and a minus sign that is one."""
    text = number(abs(value), language, digits=digits)
    return f"−{text}" if value < 0 and text.strip("0,.") else text


def _scroll(table: str) -> str:
    return f'<div class="atlas-scroll">{table}</div>'


def verdict(row: pd.Series, language: Language) -> str:
    """Say in words where an official zoning falls."""
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
    return _scroll(markup.table(head, rows, caption=say("scales_ties_question", language)))


def cross(
    catalogue: Catalogue, known: pd.DataFrame, pair: tuple[str, str], language: Language
) -> pd.DataFrame:
    """Lay out a contingency table for the screen, with its totals.

    Parameters
    ----------
    catalogue
        Initiatives and places.
    known
        Facts of the chosen initiatives.
    pair
        Two keys of `atlas.scales.FACTORS`.
    language
        Of the reader.

    Returns
    -------
    pandas.DataFrame
        Rows and columns in the order of the vocabulary, named in the reader's language.
    """
    first, second = pair
    table = contingency(known[first], known[second])
    names: dict[str, dict[str, str]] = {
        "type": {
            str(code): short_label(label)
            for code, label in catalogue.tables.types[f"label_{language}"].items()
        },
        "scale": {key: label.to(language) for key, label in SCALES.items()},
        "setting": {key: label.to(language) for key, label in SETTINGS.items()},
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


def methods(language: Language) -> str:
    """Write the definitions, formulas, sources and limits, and the dictionary of columns.

    Parameters
    ----------
    language
        Of the reader.

    Returns
    -------
    str
        HTML.
    """
    parts = ("what", "formula", "source", "limit")
    head = "".join(f"<th>{markup.text(say(f'scales_methods_head_{part}', language))}</th>" for part in parts)
    body = "".join(
        "<tr>" + "".join(f"<td>{markup.text(say(f'scales_{p}_{m}', language))}</td>" for p in parts) + "</tr>"
        for m in MEASURES_TOLD
    )
    rules = "".join(f"<li>{markup.text(say(f'scales_rule_{rule}', language))}</li>" for rule in RULES_TOLD)
    columns = "".join(
        f"<tr><td>{markup.text(file)}</td><td>{markup.text(name)}</td><td>{markup.text(about.unit.to(language))}</td>"
        f"<td>{markup.text(about.meaning.to(language))}</td></tr>"
        for file, listed in DICTIONARY.items()
        for name, about in listed.items()
    )
    words = ("file", "column", "unit", "meaning")
    top = "".join(f"<th>{markup.text(say(f'scales_methods_{word}', language))}</th>" for word in words)

    def title(key: str) -> str:
        return f"<h2>{markup.text(say(key, language))}</h2>"

    return (
        f'<div class="atlas-doc">{title("scales_methods_rules")}<ul>{rules}</ul>'
        f"{title('scales_methods_measures')}"
        f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
        f"<details><summary>{markup.text(say('scales_methods_columns', language))}</summary>"
        f'<div class="wide"><table><thead><tr>{top}</tr></thead>'
        f"<tbody>{columns}</tbody></table></div></details></div>"
    )
