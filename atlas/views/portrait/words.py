"""The tables of a portrait in words: every cell as the reader's language writes it."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from atlas.account.account import own_lines
from atlas.catalogue import Catalogue
from atlas.catalogue.measures import BLANKS
from atlas.catalogue.selection import FILTERS, ORIGINS, among
from atlas.exports.document import Column, Position, Table
from atlas.gaps import SURE
from atlas.portrait import ENTRIES, LINKS, POSITIONS, REFERENCES, SAME_SETTING, Portrait
from atlas.records import records
from atlas.views.lists import floored, gauged
from atlas.views.map.figure import type_names
from atlas.views.sheets.territory import row_name
from atlas.vocabulary import (
    COMPLETENESS_CLASSES,
    FUNDER_LEVELS,
    NATURES,
    PERIMETER,
    PLACE_LEVELS,
    SETTINGS,
    Language,
    labels_in,
)
from atlas.words import say
from atlas.words.numbers import capital, euros, number, percent

NOTHING = "–"
_DIGITS = {"count": 0, "rate": 2, "km": 1}
_NEARLY_ALL = 0.995


def _table(  # noqa: PLR0913 - what a table is made of
    key: str,
    columns: dict[str, Column],
    cells: pd.DataFrame,
    language: Language,
    *,
    note: str,
    empty: str = "",
) -> Table:
    cells = cells[list(columns)]
    written = pd.DataFrame(
        {name: [write(v, column.kind, language) for v in cells[name]] for name, column in columns.items()},
        index=cells.index,
        dtype=object,
    )
    return Table(say(key, language), note, columns, cells, written, empty)


def write(value: object, kind: str, language: Language) -> str:
    """Write a cell.

    A dash where the value is missing.

    Examples
    --------
    >>> write(1234.5, "km", "en"), write(None, "euros", "fr")
    ('1,234.5', '–')
    """
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return NOTHING
    if kind == "euros":
        return euros(round(float(str(value))), language)
    if kind == "percent":
        return percent(float(str(value)) / 100, language)
    if kind in _DIGITS:
        return number(float(str(value)), language, digits=_DIGITS[kind])
    return str(value)


def _origins(mine: NDArray[np.bool_], language: Language) -> list[str]:
    return [ORIGINS["own" if own else "atlas"].to(language) for own in mine]


def comparison(portrait: Portrait, language: Language) -> Table:
    """Word the territory beside those that contain it, see `atlas.portrait.position.comparison`."""
    values = portrait.comparison.copy()
    rows = records(values)
    values["name"] = [_row_name(portrait, row, rows, language) for row in rows]
    columns = {
        "name": Column(say("place", language), "text", paper=68, screen=True),
        "population": Column(say("population", language), "count", paper=29),
        "initiatives": Column(say("initiatives", language), "count", paper=18, screen=True),
        "rate": Column(say("per_100k", language), "rate", paper=20, screen=True),
        "funding": Column(say("funding", language), "euros", paper=29, screen=True),
        "funding_rate": Column(say("per_inhabitant", language), "rate", paper=16, screen=True),
    }
    note = say("portrait_comparison_note", language, by=say(f"by_{portrait.by}", language).lower())
    return _table("compared", columns, values, language, note=note)


def _row_name(portrait: Portrait, row: dict[str, Any], rows: list[dict[str, Any]], language: Language) -> str:
    if row["level"] == SAME_SETTING:
        return say(
            "portrait_same_setting",
            language,
            level=PLACE_LEVELS[portrait.place.level].to(language),
            setting=SETTINGS[str(row["code"])].to(language).lower(),
            n=number(int(str(row["territories"])), language),
        )
    return row_name(row, rows, language)


def positions(portrait: Portrait, language: Language) -> Table:
    """Word the places among peers as a table, see `atlas.portrait.position.positions`."""
    values = portrait.positions.copy()
    values["measure"] = [POSITIONS[str(key)].to(language) for key in values.index]
    columns = {
        "measure": Column(say("portrait_measure", language), "text"),
        "value": Column(say("portrait_value", language), "rate"),
        "below": Column(say("portrait_below", language), "count"),
        "same": Column(say("portrait_same", language), "count"),
        "above": Column(say("portrait_above", language), "count"),
        "peers": Column(say("portrait_peers", language), "count"),
        "unknown": Column(say("portrait_unknown_peers", language), "count"),
        "median": Column(say("portrait_median", language), "rate"),
        "percentile": Column(say("portrait_percentile", language), "percent"),
    }
    note = positions_note(portrait, language)
    return _table("portrait_positions", columns, values, language, note=note)


def positions_note(portrait: Portrait, language: Language) -> str:
    """Write what the territory is compared with."""
    reference = REFERENCES[portrait.reference].to(language)
    n = int(portrait.positions["peers"].iloc[0] + portrait.positions["unknown"].iloc[0])
    note = say(
        "portrait_positions_note",
        language,
        reference=reference[0].lower() + reference[1:],
        n=number(n, language),
    )
    return f"{note} {say('perimeter_peers', language)}" if portrait.place.level == PERIMETER else note


def position(row: dict[str, object], language: Language) -> Position:
    """Word one place among peers, a row of `atlas.portrait.position.positions`."""
    key, peers = str(row["measure"]), int(str(row["peers"]))
    label = POSITIONS[key].to(language)
    n = number(peers, language)
    if not peers:
        return Position(label, say("portrait_position_alone", language), None)
    if row["below"] is None:
        return Position(label, say("portrait_position_unknown", language, n=n), None)
    below, same, above = (float(str(row[part])) / peers for part in ("below", "same", "above"))
    kind = "count" if key == "types" else "rate"
    sentence = say(
        "portrait_position",
        language,
        value=write(row["value"], kind, language),
        below=_part(below, language),
        above=_part(above, language),
        n=n,
        median=write(row["median"], kind, language),
    )
    return Position(label, sentence, (below, same, above))


def _part(share: float, language: Language) -> str:
    # All but a few is not all.
    if _NEARLY_ALL < share < 1:
        return ">" + ("\xa0" if language == "fr" else "") + percent(0.99, language)
    return percent(share, language)


def initiatives(catalogue: Catalogue, portrait: Portrait, language: Language) -> Table:
    """Word the initiatives here and nearby, see `atlas.portrait.initiatives.initiatives`."""
    values = portrait.initiatives.reset_index()
    values["type"] = values["type"].map(type_names(catalogue, language))
    values["link"] = values["link"].map(labels_in(LINKS, language))
    mark = values["stated"].map({True: "", False: "*"})
    values["commune_name"] = values["commune_name"] + mark
    answers = {True: say("portrait_yes", language), False: say("portrait_no", language)}
    values["counted"] = values["counted"].map(answers)
    columns = {
        "name": Column(say("name", language), "text", paper=64, screen=True),
        "type": Column(say("type", language), "text", paper=44, screen=True),
        "link": Column(say("portrait_link", language), "text", paper=22, screen=True),
        "commune_name": Column(say("portrait_seat", language), "text", paper=32, screen=True),
        "distance_km": Column(say("portrait_km", language), "km", paper=12, screen=True),
        "received_eur": Column(say("portrait_received_all", language), "euros", screen=True),
        "share_eur": Column(say("portrait_share", language), "euros"),
        "counted": Column(say("portrait_counted", language), "text"),
        "source_url": Column(say("source", language), "link"),
        "id": Column(say("id", language), "code"),
    }
    if not catalogue.own.empty:
        values["origin"] = _origins(among(values["id"], catalogue.own), language)
        columns["origin"] = Column(FILTERS["origin"].title.to(language), "text")
    empty = say("portrait_initiatives_none", language, km=str(portrait.distance_km))
    if not portrait.located:
        empty = say("portrait_unlocated", language)
    note = say("portrait_initiatives_note", language)
    return _table("portrait_initiatives", columns, values, language, note=note, empty=empty)


def lines(catalogue: Catalogue, portrait: Portrait, language: Language) -> Table:
    """Word the funding lines, see `atlas.portrait.money.lines`."""
    values = portrait.lines.reset_index()
    values["funder_level"] = values["funder_level"].map(labels_in(FUNDER_LEVELS, language))
    values["programme"] = values["programme"].map(capital, na_action="ignore")
    values["nature"] = values["nature"].map(labels_in(NATURES, language))
    values["entry"] = values["entry"].map(labels_in(ENTRIES, language))
    columns = {
        "initiative": Column(say("portrait_initiative", language), "text", paper=26),
        "amount_eur": Column(say("portrait_amount", language), "euros", paper=20),
        "share_eur": Column(say("portrait_share", language), "euros", paper=20),
        "funder": Column(say("portrait_funder", language), "text", paper=28),
        "funder_level": Column(say("portrait_funder_level", language), "text"),
        "programme": Column(say("portrait_programme", language), "text", paper=31),
        "year_start": Column(say("portrait_year_start", language), "year", paper=9),
        "year_end": Column(say("portrait_year_end", language), "year"),
        "nature": Column(say("portrait_kind", language), "text"),
        "entry": Column(say("portrait_entry", language), "text", paper=46),
        "reason": Column(say("portrait_reason", language), "text"),
        "source_url": Column(say("source", language), "link"),
        "line_id": Column(say("portrait_line", language), "code"),
    }
    mine = own_lines(catalogue)
    if len(mine):
        values["origin"] = _origins(among(values["line_id"], mine), language)
        columns["origin"] = Column(FILTERS["origin"].title.to(language), "text")
    received = portrait.money.received
    total = say("portrait_no_amount", language) if received is None else euros(received, language)
    key = "portrait_money_note_seat" if portrait.by == "seat" else "portrait_money_note"
    note = say(key, language, total=total)
    if portrait.place.level == PERIMETER:
        note = f"{note} {say('perimeter_money', language)}"
    empty = say("portrait_money_none", language)
    money = portrait.money
    if money.granted is not None:
        rows, sum_ = number(money.grants, language), euros(money.granted, language)
        kept = say("portrait_kept_grants", language, rows=rows, total=sum_)
        note, empty = f"{note} {kept}", f"{empty} {kept}"
    return _table("portrait_money", columns, values, language, note=note, empty=empty)


def types(catalogue: Catalogue, portrait: Portrait, language: Language) -> Table:
    """Word the types present and absent, see `atlas.portrait.types.types`."""
    # What is there first, then what is missing, then what is not known.
    found = portrait.types.sort_values("status", key=lambda told: told.map(_ORDER), kind="stable")
    values = found.reset_index()
    values["type"] = values["type"].map(type_names(catalogue, language))
    lists = catalogue.lists(portrait.place.level, portrait.by)
    words = labels_in(BLANKS, language) | {"value": say("portrait_present", language)}
    told = values["status"].map(words)
    zero = values["status"].eq("zero")
    for place, kind in zip(told.index[zero], found.index[zero.to_numpy()], strict=True):
        told[place] = say("blank_zero", language, list=gauged(lists.loc[[kind]], language).words)
    told[values["blank_chance"].lt(SURE)] += say("blank_doubt", language)
    values["status"] = told
    for column in ("blank_chance", "list_share", "covered_share"):
        values[column] = 100 * values[column].map(floored, na_action="ignore")
    values["completeness"] = values["completeness"].map(labels_in(COMPLETENESS_CLASSES, language))
    peers = values["peers"].where(values["peers"] > 0)
    values["peers_with"] = 100 * values["peers_with"] / peers
    values["nearest"] = values["nearest"].map(catalogue.tables.initiatives["name"])
    columns = {
        "type": Column(say("type", language), "text", paper=46, screen=True),
        "here": Column(say("portrait_here", language), "count", paper=7, screen=True),
        "seat": Column(say("portrait_by_seat", language), "count"),
        "coverage": Column(say("portrait_by_coverage", language), "count"),
        "status": Column(say("portrait_reading", language), "text", paper=46, screen=True),
        "blank_chance": Column(say("portrait_blank", language), "percent", paper=14, screen=True),
        "list_share": Column(say("portrait_known_list", language), "percent", paper=18, screen=True),
        "completeness": Column(say("portrait_list", language), "text"),
        "peers_with": Column(say("portrait_peers_with", language), "percent", screen=True),
        "nearest": Column(say("portrait_nearest", language), "text", paper=22, screen=True),
        "nearest_km": Column(say("portrait_km", language), "km", paper=11, screen=True),
        "people_km": Column(say("portrait_people_km", language), "km", paper=16, screen=True),
        "covered_share": Column(say("portrait_covered", language), "percent", screen=True),
    }
    note = say("portrait_types_note", language)
    empty = say("portrait_types_empty", language)
    table = _table("portrait_types", columns, values, language, note=note, empty=empty)
    return table._replace(gauged=("list_share",))


_ORDER = {"value": 0, "zero": 1, "no_known": 2}
# What a page shows of the types of each status, under the name of the type.
PARTS = {
    "value": ("type", "here", "list_share", "peers_with", "covered_share"),
    "zero": ("type", "status", "peers_with", "nearest", "nearest_km", "people_km", "covered_share"),
    "no_known": (
        "type",
        "status",
        "blank_chance",
        "list_share",
        "peers_with",
        "nearest",
        "nearest_km",
        "people_km",
    ),
}


def types_part(table: Table, portrait: Portrait, status: str) -> Table:
    """Return the types of one status, with what there is to say of them."""
    rows = portrait.types["status"].map(_ORDER).sort_values(kind="stable").eq(_ORDER[status]).to_numpy()
    columns = {key: table.columns[key] for key in PARTS[status]}
    gauged = tuple(key for key in table.gauged if key in columns)
    return table._replace(
        columns=columns, cells=table.cells[rows], written=table.written[rows], gauged=gauged
    )


def models(portrait: Portrait, language: Language) -> Table:
    """Word the comparable peers, see `atlas.portrait.models.models`."""
    values = portrait.models.reset_index()
    for key, mark in (("departements", "|"), ("initiative", " | ")):
        values[key] = values[key].str.replace(mark, ", ", regex=False)
    columns = {
        "name": Column(say("portrait_model_place", language), "text", paper=44, screen=True),
        "departements": Column(say("portrait_model_departements", language), "text", paper=12, screen=True),
        "population": Column(say("population", language), "count", paper=31, screen=True),
        "density": Column(say("portrait_model_density", language), "count", paper=15, screen=True),
        "initiatives": Column(say("initiatives", language), "count", paper=17, screen=True),
        "initiative": Column(say("portrait_model_initiatives", language), "text", paper=61, screen=True),
        "code": Column(say("code", language), "code"),
    }
    key = "portrait_models_note" + ("_population" if portrait.people.density is None else "")
    empty = say("portrait_models_none", language)
    return _table("portrait_models", columns, values, language, note=say(key, language), empty=empty)
