"""From an import to what the page of the reader's own data says of it: figures, problems, the map.

Nothing here uses Streamlit.
"""

from typing import Any, NamedTuple

import pandas as pd

from atlas.catalogue import Answer, Catalogue
from atlas.catalogue.selection import Selection
from atlas.maps.picture import MAINLAND
from atlas.readers.rows.imported import Import
from atlas.readers.rows.source import WHOLE_ROW
from atlas.readers.told.outcomes import ALL_REPAIRS, REASONS
from atlas.readers.told.sentences import tell_rows
from atlas.views.link import View
from atlas.views.map.figure import Figure, measured
from atlas.vocabulary import LOCATED_BY, Label, Language
from atlas.words import html as markup
from atlas.words import numbers as formats
from atlas.words import say
from atlas.words.texts.ledger import FLAGS

# What is to be looked at, the most urgent first.
GROUPS = ("rejected", "unlocated", "duplicate", "set_aside", "doubt")
# Rows of so few départements are shown over intercommunalités.
_FEW_DEPARTEMENTS = 3
_EXAMPLES = 3
_NEARLY_ALL = 0.99


def problems(ledger: pd.DataFrame) -> pd.DataFrame:
    """List the rows that somebody should look at, the most urgent first."""
    accepted = ledger["outcome"].eq("accepted")
    nowhere = accepted & ledger["located_by"].isna()
    # A row that is kept though it is identical to another has a reason and no problem.
    why = ledger["problem"].fillna(ledger["reason"]).where(accepted, ledger["reason"])
    doubt = accepted & ledger["located_by"].notna() & why.notna()
    group = ledger["outcome"].where(~accepted).mask(nowhere, "unlocated").mask(doubt, "doubt")
    flags = ledger.loc[accepted, "flags"].explode().dropna()
    # That a point is no address says already why its row is not located.
    flags = flags[flags.ne(why.reindex(flags.index).fillna(""))]
    table = pd.concat(
        [
            ledger.assign(group=group, why=why).dropna(subset="group"),
            ledger.loc[flags.index].assign(group="doubt", why=flags.to_numpy()),
        ]
    )
    order = table["group"].map({key: number for number, key in enumerate(GROUPS)})
    return table.assign(order=order).sort_values(["order", "line"], kind="stable").drop(columns="order")


def cards(import_: Import, language: Language) -> str:
    """Sum up an import in a few figures."""
    summary = import_.summary()
    accepted, located = summary["accepted"], summary["located"]
    repaired = int(import_.ledger["repairs"].astype(bool).sum())
    lost = {"unlocated": summary["not_located"], "rejected": summary["rejected"]}

    def counted(key: str, count: int) -> str:
        return say(key if count > 1 else f"{key}_one", language, n=formats.number(count, language))

    shown: list[tuple[str, str, str | list[str]]] = [
        (formats.number(count, language), counted(f"own_{key}", count), more)
        for key, count, more in (
            ("read", summary["read"], ""),
            ("accepted", accepted, counted("own_repaired", repaired) if repaired else ""),
            (
                "located",
                located,
                say("own_located_share", language, share=_share(located / accepted, language))
                if accepted
                else "",
            ),
        )
    ]
    parts = [counted(f"own_lost_{key}", count) for key, count in lost.items() if count]
    shown.append((formats.number(sum(lost.values()), language), say("own_lost", language), ", ".join(parts)))
    if import_.kind == "funding":
        shown.append(_total(import_, language))
    return markup.cards(shown, beside=True)


def _total(import_: Import, language: Language) -> tuple[str, str, list[str]]:
    """Return the sum of the accepted amounts, what of it may stand twice and what was left out of it."""
    ledger = import_.ledger
    accepted = ledger[ledger["outcome"].eq("accepted")]
    again = accepted[accepted["reason"].eq(WHOLE_ROW)]
    total, before = accepted["amount_after"], ledger["amount_before"]
    notes = []
    if len(again):
        key = "own_total_again" if len(again) > 1 else "own_total_again_one"
        amount = _euros(again["amount_after"], language)
        notes.append(say(key, language, n=formats.number(len(again), language), amount=amount))
    if before.sum() != total.sum():
        notes.append(say("own_total_before", language, total=_euros(before, language)))
    return _euros(total, language), say("own_total", language), notes


def _euros(cents: pd.Series, language: Language) -> str:
    """Write a sum; of no known amount it is not known."""
    known = cents.dropna()
    return say("own_unknown", language) if known.empty else formats.euros(int(known.sum()) / 100, language)


def _share(share: float, language: Language) -> str:
    # All but a few is not all.
    if _NEARLY_ALL < share < 1:
        return ">" + ("\xa0" if language == "fr" else "") + formats.percent(_NEARLY_ALL, language)
    return formats.percent(share, language)


def problem_table(import_: Import, language: Language) -> str:
    """Count what is to be looked at, by reason, with the first lines."""
    found = problems(import_.ledger)
    if found.empty:
        return f"<p>{markup.text(say('own_no_problem', language))}</p>"
    rows = []
    for (group, why), part in found.groupby(["group", "why"], sort=False, dropna=False):
        first = say("own_line", language).lower() + " " + ", ".join(map(str, part["line"].head(_EXAMPLES)))
        name = say(f"own_group_{group}", language)
        cells = [
            f"{markup.text(name)}<small>{markup.text(reason(why, language))}</small>",
            formats.number(len(part), language),
            markup.text(first + ("…" if len(part) > _EXAMPLES else "")),
        ]
        if import_.kind == "funding":
            cells.append(_euros(part["amount_before"], language))
        rows.append(cells)
    head = [say(key, language) for key in ("own_why", "own_rows", "own_first_lines")]
    if import_.kind == "funding":
        head.append(say("own_amounts", language))
    return markup.table(head, rows, caption=say("own_problems", language))


def count_table(keys: pd.Series, labels: dict[str, Label], caption: str, language: Language) -> str:
    """Count the rows of a ledger by a key.

    HTML; empty where no row has a key.
    """
    counts = keys.dropna().value_counts()
    if counts.empty:
        return ""
    rows = [
        [markup.text(_word(key, labels, language)), formats.number(int(n), language)]
        for key, n in counts.items()
    ]
    return markup.table([say("own_how", language), say("own_rows", language)], rows, caption=caption)


def sources(import_: Import, language: Language) -> str:
    """Count what the rows were located by, and what was repaired in them."""
    ledger = import_.ledger
    repairs = ledger["repairs"].explode().dropna()
    return "".join(
        [
            count_table(ledger["located_by"], LOCATED_BY, say("own_by", language), language),
            count_table(repairs, ALL_REPAIRS, say("own_repairs", language), language),
        ]
    )


def ledger_rows(import_: Import, language: Language, *, limit: int) -> pd.DataFrame:
    """Lay out the rows to look at and those that were repaired, with what happened to each."""
    ledger = import_.ledger
    found = problems(ledger)
    # A line may be several rows, of years or of sheets.
    found = found[~found.index.duplicated()]
    mended = ledger[ledger["repairs"].astype(bool) & ~ledger.index.isin(found.index)]
    found = pd.concat([found, mended.assign(group="repaired")]).head(limit)
    return pd.DataFrame(
        {
            say("own_outcome", language): [say(f"own_group_{key}", language) for key in found["group"]],
            say("own_message", language): tell_rows(found, language).to_numpy(),
        },
        index=pd.Index(found["line"], name=say("own_line", language)),
    )


def reason(key: object, language: Language) -> str:
    """Write why a row is to be looked at.

    Plain text; empty for a missing key.
    """
    return "" if pd.isna(key) else _word(key, {**REASONS, **FLAGS}, language)  # type: ignore[call-overload]


def _word(key: object, labels: dict[str, Label], language: Language) -> str:
    return labels[str(key)].to(language)


class Preview(NamedTuple):
    """What the map of an import shows."""

    catalogue: Catalogue
    view: View
    answer: Answer
    figure: Figure
    fit: dict[str, Any]


def preview(catalogue: Catalogue, import_: Import, language: Language) -> Preview:
    """Lay an import over the territories."""
    grants = catalogue.grants
    places = grants.table if grants is not None else catalogue.places.loc[catalogue.own]
    level = _level(places)
    measure = "count" if grants is None else "funding"
    view = View(language=language, selection=Selection(origin="own"), level=level, measure=measure)
    answer = catalogue.answer(view.selection, level, by="seat", measure=measure)
    figure = measured(catalogue, view, answer)
    if grants is not None:
        euros = grants.totals(level)["cents"].reindex(answer.table.index) / 100
        table = pd.DataFrame({"value": euros})
        table["status"] = euros.notna().map({True: "value", False: "zero"})
        blanks = {"zero": say("grants_blank", language)}
        title = say("grants_title", language)
        figure = figure._replace(table=table, title=title, notes=(import_.name,), blanks=blanks, chance=None)
    return Preview(catalogue, view, answer, figure, _fit(catalogue, places, level, import_.digest))


def _level(places: pd.DataFrame) -> str:
    """Choose the finest level that most rows have, finer where all lie in a few départements."""
    if 2 * places["departement"].notna().sum() < places["region"].notna().sum():
        return "region"
    few = places["departement"].dropna().nunique() <= _FEW_DEPARTEMENTS
    return "epci" if few and 2 * places["epci"].notna().sum() > len(places) else "departement"


def _fit(catalogue: Catalogue, places: pd.DataFrame, level: str, key: str) -> dict[str, Any]:
    communes = catalogue.geography.communes
    seats = communes.loc[communes.index.intersection(pd.Index(places["commune"].dropna()))]
    seats = seats.dropna(subset=["seat_lon", "seat_lat"])
    (south, west), (north, east) = MAINLAND
    inside = seats["seat_lon"].between(west, east) & seats["seat_lat"].between(south, north)
    if level != "epci" or seats.empty or not inside.all():
        return {"key": f"own {key}", "bounds": MAINLAND}
    margin = 0.05
    low = (float(seats["seat_lat"].min()) - margin, float(seats["seat_lon"].min()) - margin)
    high = (float(seats["seat_lat"].max()) + margin, float(seats["seat_lon"].max()) + margin)
    return {"key": f"own {key}", "bounds": (low, high)}
