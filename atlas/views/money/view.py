"""The page on money as figures, words and tables; nothing here uses Streamlit."""

import pandas as pd

from atlas.account.account import Account
from atlas.catalogue import Catalogue
from atlas.catalogue.measures import BLANKS, MEASURES, per_inhabitant
from atlas.funding import DIMENSIONS, SHARING
from atlas.funding.flows import OTHER, STAGES, UNKNOWN
from atlas.funding.lines import NO_AMOUNT
from atlas.views.map.figure import Figure
from atlas.vocabulary import FUNDER_LEVELS, NATURES, PURPOSES, SETTINGS, Label, Language, labels_in
from atlas.words import html as markup
from atlas.words import say, short_label
from atlas.words.numbers import capital, compact_euros, number, percent

# A code of a breakdown, or nothing where it is not known.
Code = str | int | None

_LISTS: dict[str, dict[str, Label]] = {
    "funder_level": FUNDER_LEVELS,
    "nature": NATURES,
    "purpose": PURPOSES,
    "setting": SETTINGS,
}
# Bars that one chart shows; smaller ones are added up, the table has them all.
MOST_BARS = 15


def value_label(catalogue: Catalogue, dimension: str, code: Code, language: Language) -> str:
    """Name a value of a breakdown."""
    if pd.isna(code) or (code == UNKNOWN and dimension in ("programme", "setting")):
        missing = {"setting": "setting_unlocated", "year": "year_unknown"}
        return say(missing.get(dimension, "not_stated"), language)
    if code == OTHER and dimension in STAGES:
        return say("flow_other" if dimension == "programme" else "flow_small", language)
    if dimension == "type":
        return short_label(str(catalogue.tables.types[f"label_{language}"][str(code)]))
    if dimension in _LISTS:
        return short_label(_LISTS[dimension][str(code)].to(language))
    return capital(str(code))


def is_unknown(code: Code) -> bool:
    """Check whether a value of a breakdown says that something is not known."""
    return bool(pd.isna(code)) or code == UNKNOWN


def prices_words(money: Account, language: Language) -> str:
    """Write which euros the amounts are in."""
    if money.base is None:
        return say("prices_current", language)
    return say("prices_constant", language, year=str(money.base))


def per_what(language: Language) -> str:
    """Write what an amount per inhabitant is divided by."""
    denominator = MEASURES["funding_rate"].denominator
    return say("legend_per", language, what=denominator.to(language)) if denominator else ""


def lead(catalogue: Catalogue, money: Account, initiatives: int, language: Language) -> str:
    """Say what most of the money comes from, and of how many initiatives an amount is known.

    The largest programme where it makes at least half; else the largest level of funders; else neither.
    """
    total = compact_euros(money.total / 100, language)
    known = say(
        "money_lead_known",
        language,
        n=number(money.lines["initiative_id"].nunique(), language),
        of=number(initiatives, language),
    )
    for dimension in ("programme", "funder_level"):
        parts = money.breakdown(dimension)
        named = parts[~parts[dimension].map(is_unknown)]
        if not named.empty and named["cents"].max() * 2 >= money.total:
            row = named.iloc[int(named["cents"].to_numpy().argmax())]
            said = say(
                f"money_lead_{dimension}",
                language,
                part=compact_euros(row["cents"] / 100, language),
                total=total,
                name=value_label(catalogue, dimension, row[dimension], language),
            )
            break
    else:
        said = say("money_lead_none", language, total=total)
    return f"<p class='atlas-lead'>{markup.text(said)}{markup.text(known)}</p>"


def cards(money: Account, language: Language) -> str:
    """Sum an account up in four figures, each with its doubt alone: total, two weaknesses, not located."""
    found = money.weaknesses

    def euros(cents: int) -> str:
        return compact_euros(cents / 100, language)

    def share(part: float | None) -> str:
        return "–" if part is None else percent(part, language)

    total_notes = [say("card_total_note", language, others=number(len(money.others), language))]
    if money.unconverted:
        total_notes.append(say("card_unconverted", language, amount=euros(money.unconverted)))
    equity_note = say("card_nature_open", language, share=share(found.nature_open / found.total))
    structure_note = say("card_purpose_open", language, share=share(found.purpose_open / found.total))
    total = say("card_total", language, prices=prices_words(money, language))
    return markup.cards(
        [
            (euros(money.total), total, total_notes),
            (share(found.equity_share), say("card_equity", language), equity_note),
            (share(found.structure_share), say("card_structure", language), structure_note),
            (euros(money.unlocated), say("card_unlocated", language), ""),
        ],
        beside=True,
    )


def money_figure(money: Account, table: pd.DataFrame, language: Language, *, per_inhabitant: bool) -> Figure:
    """Return what the map of an account colours."""
    notes = [
        say("money_shared", language, rule=SHARING[money.rule].to(language)),
        prices_words(money, language),
        *([per_what(language)] if per_inhabitant else []),
    ]
    return Figure(
        table=table,
        title=say("money_title_inhabitant" if per_inhabitant else "money_title", language),
        unit=say("per_inhabitant", language) if per_inhabitant else "€",
        digits=2 if per_inhabitant else 0,
        notes=tuple(notes),
        blanks=labels_in(BLANKS, language),
        money=not per_inhabitant,
    )


def territories_shown(
    catalogue: Catalogue, money: Account, table: pd.DataFrame, language: Language
) -> pd.DataFrame:
    """List territories with their money, as the page shows them."""
    territories = catalogue.geography.level(money.level)
    shared = territories["name"].duplicated(keep=False)
    territories = territories.loc[table.index]
    codes = " (" + table.index.to_series() + ")"
    shown = pd.DataFrame(
        {
            # Namesakes are told apart by their code.
            say("name", language): territories["name"] + codes.where(shared.loc[table.index], ""),
            say("money_column", language): table["funding"],
            say("money_column_inhabitant", language): per_inhabitant(
                table["funding"], territories["population"]
            ).round(2),
            say("initiatives", language): table["initiatives"],
        }
    )
    return shown.sort_values(
        say("money_column", language), ascending=False, kind="stable", na_position="last"
    )


def breakdown_shown(catalogue: Catalogue, money: Account, dimension: str, language: Language) -> pd.DataFrame:
    """List the parts of a breakdown, as the page shows them."""
    table = money.breakdown(dimension)
    return pd.DataFrame(
        {
            DIMENSIONS[dimension].to(language): [
                value_label(catalogue, dimension, code, language) for code in table[dimension]
            ],
            say("money_column", language): table["cents"] / 100,
            say("money_share_of_total", language): table["cents"] / money.total,
            say("money_lines", language): table["lines"],
            say("initiatives", language): table["initiatives"],
        }
    )


def quoted(language: Language) -> tuple[str, ...]:
    """Name the columns of lines that are in the words of their sources, which are French."""
    names = ("reason", "funder", "programme", "money_years", "note", "source")
    return tuple(say(key, language) for key in names)


def others_shown(others: pd.DataFrame, language: Language) -> pd.DataFrame:
    """List the lines that stay out of an account, as the page shows them."""
    amountless = others["not_counted_reason"].eq(NO_AMOUNT)
    kinds = others["kind"].mask(amountless & others["kind"].eq("uncounted"), "unknown_amount")
    return pd.DataFrame(
        {
            say("initiative", language): others["initiative"],
            say("amount", language): others["amount_eur"],
            say("why", language): [say(f"kind_{kind}", language) for kind in kinds],
            say("reason", language): _reasons(others),
            say("funder", language): others["funder"],
            say("programme", language): others["programme"].map(capital, na_action="ignore"),
            say("money_years", language): others["years_text"],
            say("source", language): others["source"],
        }
    )


def lines_shown(lines: pd.DataFrame, language: Language) -> pd.DataFrame:
    """List the lines of one initiative, as the page shows them."""
    return pd.DataFrame(
        {
            say("timeline_envelope", language): lines["envelope"],
            say("amount", language): lines["amount_eur"],
            say("timeline_counted", language): lines["enters"],
            say("reason", language): _reasons(lines),
            say("funder", language): lines["funder"],
            say("programme", language): lines["programme"].map(capital, na_action="ignore"),
            say("money_years", language): lines["years_text"],
            say("note", language): lines["note"],
            say("source", language): lines["source"],
        }
    ).rename_axis(say("id", language))


def _reasons(lines: pd.DataFrame) -> pd.Series:
    """Return the noted reasons, but what an amount left empty says already."""
    reasons = lines["not_counted_reason"]
    return reasons.mask(reasons.eq(NO_AMOUNT))


def bars(catalogue: Catalogue, money: Account, dimension: str, language: Language) -> pd.DataFrame:
    """Return the bars of a breakdown.

    Columns `label`, `euros`, `text` (the amount, written), `unknown` (bool), in drawing order: the
    `MOST_BARS` largest (all years), then the others as one, then what is not known.
    """
    table = money.breakdown(dimension)
    unknown = table[dimension].map(is_unknown)
    known = table[~unknown]
    most = len(known) if dimension == "year" else MOST_BARS
    rows = [
        (value_label(catalogue, dimension, code, language), int(cents), False)
        for code, cents in zip(known[dimension][:most], known["cents"][:most], strict=True)
    ]
    if len(known) > most:
        words = say("bar_others", language, n=number(len(known) - most, language))
        rows.append((words, int(known["cents"][most:].sum()), False))
    if unknown.any():
        rows.append(
            (value_label(catalogue, dimension, None, language), int(table.loc[unknown, "cents"].sum()), True)
        )
    return pd.DataFrame(
        [(label, cents / 100, compact_euros(cents / 100, language), grey) for label, cents, grey in rows],
        columns=["label", "euros", "text", "unknown"],
    )
