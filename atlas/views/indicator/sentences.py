"""An indicator of the reader's own in words, key figures and tables. No Streamlit here."""

import numpy as np
import pandas as pd

from atlas.catalogue import Catalogue
from atlas.indicator import (
    CELLS,
    HOW,
    KINDS,
    OUTCOMES,
    PERMUTATIONS,
    REASONS,
    STATES,
    UNTESTED,
    WITHOUT,
    Association,
    Crossing,
    Indicator,
)
from atlas.records import records
from atlas.scales import STATISTICS
from atlas.scales.judgement import SURE
from atlas.views.map.types import short_type
from atlas.views.scales.numbers import COEFFICIENT, index, level_name, probability, short
from atlas.views.scales.zonings import official_among, verdict
from atlas.vocabulary import Language
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import number, percent, say_number
from atlas.words.texts.ledger import REFUSALS

# Signs of a header in a sentence, rows of a table and names of a list: more would hide what is said.
_LONGEST, _ROWS, _NAMES = 60, 12, 12


def shown_name(indicator: Indicator) -> str:
    """Return the header of the indicator, shortened where it is long; it comes from a file."""
    name = " ".join(indicator.name.split())
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"


def ledger_line(indicator: Indicator, language: Language) -> str:
    """Say in one line what became of the file."""
    counts = indicator.counts()
    parts = [
        say(
            "indicator_part",
            language,
            what=say(f"indicator_part_{outcome}", language),
            n=number(counts[f"line_{outcome}"], language),
        )
        for outcome in OUTCOMES
        if counts[f"line_{outcome}"]
    ]
    return say(
        "indicator_ledger",
        language,
        lines=number(counts["lines"], language),
        parts=", ".join(parts),
        known=number(counts["territory_value"], language),
        territories=number(counts["territories"], language),
        level=level_name(indicator.level, language),
    )


def _why(reason: object, language: Language) -> str:
    known = REASONS | CELLS | REFUSALS
    return known[str(reason)].to(language) if reason in known else ""


def _fate(row: dict[str, object], language: Language) -> str:
    """Say what became of a line, and why or how."""
    outcome = OUTCOMES[str(row["outcome"])].to(language)
    if why := _why(row["reason"], language):
        return say("indicator_ledger_why", language, outcome=outcome, why=why)
    if row["outcome"] == "matched" and row["how"] in HOW:
        how = HOW[str(row["how"])].to(language)
        return say("indicator_ledger_how", language, outcome=outcome, how=how)
    return outcome


def ledger_tables(catalogue: Catalogue, indicator: Indicator, language: Language) -> str:
    """Lay out what became of the lines and of the territories, with the first that are left out."""
    lines = indicator.ledger[["outcome", "how", "reason"]].astype("object")
    lines = lines.where(lines.notna(), None)
    fates = pd.Series([_fate(row, language) for row in records(lines)], dtype="object").value_counts()
    count = say("indicator_ledger_count", language)
    tables = [
        markup.table(
            [say("indicator_ledger_what", language), count],
            [[markup.text(fate), number(many, language)] for fate, many in fates.items()],
            caption=say("indicator_ledger_lines", language),
        ),
        markup.table(
            [level_name(indicator.level, language), count],
            [
                [markup.text(STATES[str(state)].to(language)), number(many, language)]
                for state, many in indicator.table["state"].value_counts().items()
            ],
            caption=say("indicator_ledger_territories", language),
        ),
    ]
    # What names no territory first: it is what a reader can put right.
    order = {outcome: place for place, outcome in enumerate(("unmatched", "twice", "missing", "apart"))}
    left = indicator.ledger[indicator.ledger["outcome"].isin(order)]
    left = left.sort_values("outcome", key=lambda one: one.map(order), kind="stable").head(_ROWS)
    if len(left):
        told = left.reset_index().astype("object")
        rows = [
            [
                str(row["line"]),
                *(markup.text(row[name]) for name in ("code_read", "value_read")),
                markup.text(_fate(row, language)),
            ]
            for row in records(told.where(told.notna(), None))
        ]
        head = [say(f"indicator_ledger_{name}", language) for name in ("line", "code", "value", "what")]
        tables.append(markup.table(head, rows, caption=say("indicator_ledger_first", language)))
    absent = indicator.table.index[indicator.table["state"].ne("value")]
    return "".join(f'<div class="atlas-scroll">{table}</div>' for table in tables) + _absent(
        catalogue, indicator, absent, language
    )


def _absent(catalogue: Catalogue, indicator: Indicator, codes: pd.Index, language: Language) -> str:
    if codes.empty:
        return ""
    names = ", ".join(catalogue.geography.level(indicator.level)["name"].loc[codes[:_NAMES]])
    if len(codes) > _NAMES:
        names = say("indicator_ledger_more", language, names=names, n=number(len(codes) - _NAMES, language))
    told = say("indicator_ledger_absent", language, names=names)
    return f'<p class="atlas-kind">{markup.text(told)}</p>'


def coefficient(value: float, language: Language) -> str:
    """Write a correlation."""
    return short(value, language, most=COEFFICIENT)


def verdict_sentence(indicator: Indicator, found: Crossing, language: Language) -> str:
    """Answer whether the indicator and known presence go together, by the rule of `Crossing.verdict`."""
    one = found.association
    if found.verdict == "none":
        why = say("indicator_none", language, why=UNTESTED[one.untested].to(language))
        return f"{why} {say('indicator_none_many', language)}" if one.untested == "many" else why
    shares = found.fifths["share"]
    words = {
        "low": percent(shares.iloc[0], language),
        "high": percent(shares.iloc[-1], language),
        "rho": coefficient(one.rho, language),
        "p": probability(one.p, language),
    }
    if found.verdict == "associated":
        often = say("indicator_more" if one.rho > 0 else "indicator_less", language)
        told = say("indicator_associated", language, name=_quoted(indicator, language), often=often, **words)
    else:
        told = say("indicator_chance", language, **words)
    if found.verdict == "associated" and (turn := _turn(indicator, found, language)):
        told = f"{told} {turn}"
    return " ".join(
        filter(None, (told, _given(one, found.verdict, language), say("indicator_no_cause", language)))
    )


def _turn(indicator: Indicator, found: Crossing, language: Language) -> str:
    """Say where presence is most often known, if that is at neither end: rho speaks of a slope alone."""
    shares = found.fifths["share"]
    if shares.max() <= max(shares.iloc[0], shares.iloc[-1]):
        return ""
    most = int(shares.to_numpy().argmax())
    row = records(found.fifths)[most]
    where, share = fifth_name(row, indicator, language), percent(row["share"], language)
    return say("indicator_turn", language, where=where, share=share)


def _quoted(indicator: Indicator, language: Language) -> str:
    name = shown_name(indicator)
    return f"«\xa0{name}\xa0»" if language == "fr" else f"“{name}”"


def _given(one: Association, said: str, language: Language) -> str:
    """Say what is left of an association at equal population."""
    if np.isnan(one.p_given):
        return ""
    sure = one.p_given <= SURE
    if said == "associated":
        kind = "chance" if not sure else "same" if one.rho_given * one.rho > 0 else "turned"
    elif sure:
        kind = "appears"
    else:
        return ""
    figures = {"rho": coefficient(one.rho_given, language), "p": probability(one.p_given, language)}
    return say(f"indicator_given_{kind}", language, **figures)


def doubts(found: Crossing, language: Language) -> list[str]:
    """Say what known presence leaves out."""
    told = []
    if found.unknown:
        figures = {
            "n": number(found.unknown, language),
            "of": number(found.association.territories, language),
        }
        told.append(say("indicator_unknown", language, **figures))
    if found.unplaced:
        told.append(say_number("indicator_unplaced", found.unplaced, language))
    return told


def cards(
    indicator: Indicator,
    told: dict[str, float | int | str],
    found: Crossing,
    language: Language,
    known: markup.Gauge,
) -> str:
    """Sum up the indicator and known presence in four figures."""
    one = found.association
    low, middle, high = (value(indicator, told[name], language) for name in ("minimum", "median", "maximum"))
    gini_note = (
        WITHOUT[str(told["without_gini"])].to(language)
        if told["without_gini"]
        else say("indicator_card_gini_people", language, gini=index(_figure(told["gini_people"]), language))
    )
    return markup.cards(
        [
            (
                percent(one.present / one.territories, language) if one.territories else "–",
                say("indicator_card_present", language),
                say(
                    "indicator_card_present_note",
                    language,
                    n=number(one.present, language),
                    of=number(one.territories, language),
                ),
                known,
            ),
            (
                middle,
                say("indicator_card_median", language),
                say("indicator_card_range", language, low=low, high=high),
            ),
            (
                coefficient(_figure(told["moran"]), language),
                say("indicator_card_moran", language),
                _alike(told, language),
            ),
            (index(_figure(told["gini"]), language), say("indicator_card_gini", language), gini_note),
        ]
    )


def _figure(told: float | str) -> float:
    return float(told)


def _alike(told: dict[str, float | int | str], language: Language) -> str:
    if told["without_moran"]:
        return WITHOUT[str(told["without_moran"])].to(language)
    p, statistic = _figure(told["moran_p"]), _figure(told["moran"])
    kind = "chance" if p > SURE else "alike" if statistic > 0 else "differ"
    return say(f"indicator_card_moran_{kind}", language, p=probability(p, language))


def value(indicator: Indicator, told: float | str, language: Language) -> str:
    """Write a value of the indicator."""
    return "–" if np.isnan(_figure(told)) else number(_figure(told), language, digits=indicator.digits)


def fifth_name(row: dict[str, float], indicator: Indicator, language: Language, *, between: str = " ") -> str:
    """Name a fifth by its least and greatest value; `between` parts the two, such as a line break."""
    low, high = value(indicator, row["low"], language), value(indicator, row["high"], language)
    if low == high:
        return low
    return say("indicator_fifth_range", language, low=low, high=high).replace(" ", between, 1)


def fifths_table(indicator: Indicator, found: Crossing, language: Language) -> str:
    """Lay out presence by fifth."""
    rows = [
        [
            markup.text(fifth_name(row, indicator, language)),
            number(row["territories"], language),
            number(row["present"], language),
            percent(row["share"], language),
            f"{percent(row['share_low'], language)} – {percent(row['share_high'], language)}",
            number(row["people"], language),
        ]
        for row in records(found.fifths)
    ]
    head = [
        *(say(f"indicator_column_{name}", language) for name in ("fifth", "territories", "present", "share")),
        say("indicator_fifths_interval", language),
        say("indicator_column_people", language),
    ]
    table = markup.table(head, rows, caption=say("indicator_fifths", language))
    return f'<div class="atlas-scroll">{table}</div>'


def types_table(catalogue: Catalogue, types: pd.DataFrame, language: Language) -> str:
    """Lay out the test of each type."""

    def read(row: dict[str, object]) -> str:
        why = UNTESTED[str(row["untested"])].to(language) if row["untested"] else ""
        return say(f"indicator_verdict_{row['verdict']}", language, **({"why": why} if why else {}))

    def with_p(row: dict[str, float], figure: str, p: str) -> str:
        if np.isnan(_nan(row[p])):
            return "–"
        return say(
            "indicator_with_p",
            language,
            value=coefficient(row[figure], language),
            p=probability(row[p], language),
        )

    rows = [
        [
            markup.text(short_type(catalogue, str(code), language)),
            markup.text(read(row)),
            number(row["present"], language),
            coefficient(_nan(row["rho"]), language),
            probability(row["p"], language),
            probability(row["p_corrected"], language),
            with_p(row, "rho_given", "p_given"),
            with_p(row, "lee", "p_lee"),
        ]
        for code, row in zip(types.index, records(types), strict=True)
    ]
    names = ("verdict", "present", "rho", "p", "p_corrected", "given", "lee")
    head = [say("type", language), *(say(f"indicator_column_{name}", language) for name in names)]
    table = markup.table(head, rows, caption=say("indicator_types", language))
    tested = number(int(types["untested"].eq("").sum()), language)
    note = markup.text(say("indicator_types_note", language, n=tested))
    return f'<div class="atlas-scroll">{table}</div><p class="atlas-kind">{note}</p>'


def _nan(value: float | None) -> float:
    return float("nan") if value is None else float(value)


def zonings_html(indicator: Indicator, table: pd.DataFrame, language: Language) -> str:
    """Lay out where the official zonings fall among random ones by a count of communes."""
    rows = []
    for level, row in table.iterrows():
        official, between = official_among(row, str(row["statistic"]), language)
        rows.append(
            [
                markup.text(level_name(str(level), language)),
                markup.text(STATISTICS[str(row["statistic"])].to(language)),
                markup.text(verdict(row, language)),
                official,
                between,
                probability(row["p"], language),
            ]
        )
    head = [
        say("level", language),
        say("scales_statistic", language),
        *(say(f"scales_zonings_{name}", language) for name in ("verdict", "official", "random")),
        say("scales_column_p", language),
    ]
    caption = say("indicator_zonings_caption", language, name=shown_name(indicator))
    return f'<div class="atlas-scroll">{markup.table(head, rows, caption=caption)}</div>'


def unzoned_sentence(why: str, language: Language) -> str:
    """Say why an indicator has no place among random zonings."""
    return say("indicator_unzoned", language, why=WITHOUT[why].to(language))


def method(language: Language) -> str:
    """Say how association is tested."""
    return say("indicator_method_text", language, n=number(PERMUTATIONS, language))


def kind_name(kind: str, language: Language) -> str:
    """Name what a value is."""
    return KINDS[kind].to(language)
