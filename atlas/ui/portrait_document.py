"""A portrait in words: the one document that the page and every file lay out."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

import pandas as pd
from babel.dates import format_date

from atlas.catalogue import Catalogue
from atlas.exports.document import Column
from atlas.exports.document import Document
from atlas.exports.document import Figure
from atlas.exports.document import Position
from atlas.exports.document import Share
from atlas.exports.document import Table
from atlas.measures import BLANKS
from atlas.portrait import ENTRIES
from atlas.portrait import LINKS
from atlas.portrait import POSITIONS
from atlas.portrait import REFERENCES
from atlas.portrait import SAME_SETTING
from atlas.portrait import Portrait
from atlas.records import records
from atlas.selection import Selection
from atlas.selection import among
from atlas.ui.formats import LOCALES
from atlas.ui.formats import compact_euros
from atlas.ui.formats import euros
from atlas.ui.formats import number
from atlas.ui.formats import percent
from atlas.ui.link import View
from atlas.ui.link import compose
from atlas.ui.map_view import short_label
from atlas.ui.territory_sheet import row_name
from atlas.ui.texts import say
from atlas.vocabulary import AAV_CATEGORIES
from atlas.vocabulary import COMPLETENESS_CLASSES
from atlas.vocabulary import DENSITY_LEVELS
from atlas.vocabulary import FUNDER_LEVELS
from atlas.vocabulary import LEVELS
from atlas.vocabulary import NATURES
from atlas.vocabulary import SETTINGS
from atlas.vocabulary import Label
from atlas.vocabulary import Language

_NONE = "–"
_NEARLY_ALL = 0.995
_DIGITS = {"count": 0, "rate": 2, "km": 1}


def address(portrait: Portrait, language: Language) -> dict[str, str]:
    """Give the parameters that lead to a portrait's page.

    Parameters
    ----------
    portrait
        See `atlas.portrait.portrait`.
    language
        Of the reader.

    Returns
    -------
    dict
        See `atlas.ui.link.compose`.
    """
    where = f"{portrait.place.level}:{portrait.place.code}"
    view = View(language=language, selection=portrait.selection, by=portrait.by, territory=where)
    return compose(view)


def document(catalogue: Catalogue, portrait: Portrait, language: Language, *, created: date) -> Document:
    """Put a portrait into words.

    Parameters
    ----------
    catalogue
        Initiatives and places.
    portrait
        See `atlas.portrait.portrait`.
    language
        Of the reader.
    created
        The day that it carries.

    Returns
    -------
    Document
        Every figure comes from `portrait`; nothing is computed here but its spelling.
    """
    names = [catalogue.geography.level(one.level)["name"][one.code] for one in portrait.containers]
    kind = LEVELS[portrait.place.level].to(language)
    return Document(
        language=language,
        series=say("portrait_series", language),
        title=portrait.name,
        subtitle=" · ".join([kind, portrait.place.code, *names]),
        notices=_notices(catalogue, portrait, language),
        figures=_figures(portrait, language),
        facts=_facts(portrait, language),
        shares_title=say("settings_shares", language),
        shares=[
            Share(code, SETTINGS[code].to(language), share, percent(share, language))
            # A commune has one setting, which its facts name.
            for code, share in (portrait.people.shares.items() if portrait.place.level != "commune" else ())
        ],
        positions_title=say("portrait_positions", language),
        positions_note=_positions_note(portrait, language),
        positions=[_position(row, language) for row in records(portrait.positions.reset_index())],
        tables={
            "comparison": _comparison(portrait, language),
            "positions": _positions(portrait, language),
            "initiatives": _initiatives(catalogue, portrait, language),
            "lines": _lines(portrait, language),
            "types": _types(catalogue, portrait, language),
            "models": _models(portrait, language),
        },
        sources=_sources(catalogue, portrait, language, created),
        words=_words(portrait, language, created),
    )


def _words(portrait: Portrait, language: Language, created: date) -> dict[str, str]:
    drawn = portrait.initiatives["commune"].notna().sum()
    plain = ("stated", "inferred", "same_level", "limits", "less", "as_much", "more", "sources", "map_none")
    return {key: say(f"portrait_{key}", language) for key in plain} | {
        "atlas": say("atlas", language),
        "date": _day(created, language),
        "page": say("portrait_page", language, n="{n}", total="{total}"),
        "more_rows": say("portrait_more_rows", language, n="{n}"),
        "map_text": say("portrait_map_text", language, name=portrait.name, n=number(drawn, language)),
    }


def _day(created: date, language: Language) -> str:
    return str(format_date(created, format="long", locale=LOCALES[language]))


def filters(catalogue: Catalogue, selection: Selection, language: Language) -> str:
    """Name the filters of a selection, empty where it takes all.

    Parameters
    ----------
    catalogue
        Initiatives and places.
    selection
        The reader's choice.
    language
        Of the reader.

    Returns
    -------
    str
        Labels of the chosen types, then the other filters as the address writes them.
    """
    labels = catalogue.tables.types[f"label_{language}"].map(short_label)
    parts = compose(View(selection=selection))
    parts.pop("types", None)
    return ", ".join([*labels[list(selection.types)], *(f"{key} : {value}" for key, value in parts.items())])


def _notices(catalogue: Catalogue, portrait: Portrait, language: Language) -> list[str]:
    notices = []
    if chosen := filters(catalogue, portrait.selection, language):
        notices.append(say("portrait_filtered", language, filters=chosen))
    if not portrait.located:
        notices.append(say("portrait_unlocated", language))
    if not portrait.initiatives["link"].isin(["seat", "coverage"]).any():
        notices.append(say("portrait_nothing", language))
    return notices


def _figures(portrait: Portrait, language: Language) -> list[Figure]:
    people, money = portrait.people, portrait.money
    ties = portrait.initiatives["link"].value_counts()
    # What the count leaves out, so that the two ways of counting are never taken for one another.
    others = portrait.initiatives.loc[~portrait.initiatives["counted"], "link"].value_counts()
    reach = {"near": number(ties.get("near", 0), language), "km": str(portrait.distance_km)}
    if portrait.by == "seat":
        note = say("portrait_others", language, coverage=number(others.get("coverage", 0), language), **reach)
    else:
        note = say(
            "portrait_others_coverage", language, seat=number(others.get("seat", 0), language), **reach
        )
    communes = (
        say("portrait_commune", language)
        if people.communes == 1
        else say("portrait_communes", language, n=number(people.communes, language))
    )
    density = (
        communes
        if people.density is None
        else say("portrait_density", language, density=number(people.density, language), communes=communes)
    )
    population = (
        say("no_population", language) if people.population is None else number(people.population, language)
    )
    statuses = portrait.types["status"].value_counts()
    return [
        Figure(population, say("portrait_people", language), density),
        Figure(number(money.present, language), say(f"portrait_count_{portrait.by}", language), note),
        _money_figure(portrait, language),
        Figure(
            number(statuses.get("value", 0), language),
            say("portrait_types_here", language, n=number(len(portrait.types), language)),
            say(
                "portrait_types_zero",
                language,
                zero=number(statuses.get("zero", 0), language),
                unknown=number(statuses.get("no_known", 0), language),
            ),
        ),
    ]


def _money_figure(portrait: Portrait, language: Language) -> Figure:
    money = portrait.money
    known = say(
        "portrait_known", language, n=number(money.funded, language), total=number(money.present, language)
    )
    label = say("portrait_received", language)
    if not money.present:
        return Figure(_NONE, label, say("portrait_no_initiative", language))
    if money.received is None:
        return Figure(say("portrait_no_amount", language), label, known)
    if money.per_inhabitant is None:
        return Figure(compact_euros(money.received, language), label, known)
    per_head = number(money.per_inhabitant, language, digits=2)
    note = say("portrait_per_head", language, amount=per_head, known=known)
    return Figure(compact_euros(money.received, language), label, note)


def _facts(portrait: Portrait, language: Language) -> list[tuple[str, str]]:
    people = portrait.people
    facts = []
    if people.collectivite:
        facts.append((say("portrait_collectivite", language), people.collectivite))
    if people.area_km2 is not None:
        facts.append((say("area", language), f"{number(people.area_km2, language, digits=1)}\xa0km²"))
    if people.setting and people.density_level:
        density = DENSITY_LEVELS[people.density_level].to(language)
        facts.append((say("setting", language), f"{SETTINGS[people.setting].to(language)} ({density})"))
    elif people.setting:
        facts.append((say("setting", language), SETTINGS[people.setting].to(language)))
    if people.aav_category:
        facts.append((say("portrait_attraction", language), AAV_CATEGORIES[people.aav_category].to(language)))
    if people.nature:
        facts.append((say("portrait_nature", language), people.nature))
    if people.epci_missing:
        facts.append((LEVELS["epci"].to(language), say("no_epci", language)))
    facts.append((say("portrait_millesime", language), portrait.millesime))
    return facts


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

    Parameters
    ----------
    value
        A value, perhaps missing.
    kind
        See `atlas.exports.document.Column`.
    language
        Of the reader.

    Returns
    -------
    str
        A dash where the value is missing.

    Examples
    --------
    >>> write(1234.5, "km", "en"), write(None, "euros", "fr")
    ('1,234.5', '–')
    """
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return _NONE
    if kind == "euros":
        return euros(round(float(str(value))), language)
    if kind == "percent":
        return percent(float(str(value)) / 100, language)
    if kind in _DIGITS:
        return number(float(str(value)), language, digits=_DIGITS[kind])
    return str(value)


def _labels(labels: dict[str, Label], language: Language) -> dict[str, str]:
    return {code: label.to(language) for code, label in labels.items()}


def _comparison(portrait: Portrait, language: Language) -> Table:
    values = portrait.comparison.copy()
    rows = records(values)
    values["name"] = [_row_name(portrait, row, rows, language) for row in rows]
    columns = {
        "name": Column(say("place", language), "text"),
        "population": Column(say("population", language), "count"),
        "initiatives": Column(say("initiatives", language), "count"),
        "rate": Column(say("per_100k", language), "rate"),
        "funding": Column(say("funding", language), "euros"),
        "funding_rate": Column(say("per_inhabitant", language), "rate"),
    }
    note = say("portrait_comparison_note", language, by=say(f"by_{portrait.by}", language).lower())
    return _table("compared", columns, values, language, note=note)


def _row_name(portrait: Portrait, row: dict[str, Any], rows: list[dict[str, Any]], language: Language) -> str:
    if row["level"] == SAME_SETTING:
        return say(
            "portrait_same_setting",
            language,
            level=LEVELS[portrait.place.level].to(language),
            setting=SETTINGS[str(row["code"])].to(language).lower(),
            n=number(int(str(row["territories"])), language),
        )
    return row_name(row, rows, language)


def _positions(portrait: Portrait, language: Language) -> Table:
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
    note = _positions_note(portrait, language)
    return _table("portrait_positions", columns, values, language, note=note)


def _positions_note(portrait: Portrait, language: Language) -> str:
    reference = REFERENCES[portrait.reference].to(language)
    n = int(portrait.positions["peers"].iloc[0] + portrait.positions["unknown"].iloc[0])
    return say(
        "portrait_positions_note",
        language,
        reference=reference[0].lower() + reference[1:],
        n=number(n, language),
    )


def _position(row: dict[str, object], language: Language) -> Position:
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


def _initiatives(catalogue: Catalogue, portrait: Portrait, language: Language) -> Table:
    values = portrait.initiatives.reset_index()
    values["type"] = values["type"].map(catalogue.tables.types[f"label_{language}"].map(short_label))
    values["link"] = values["link"].map(_labels(LINKS, language))
    mark = values["stated"].map({True: "", False: "*"})
    values["commune_name"] = values["commune_name"] + mark
    answers = {True: say("portrait_yes", language), False: say("portrait_no", language)}
    values["counted"] = values["counted"].map(answers)
    columns = {
        "name": Column(say("name", language), "text"),
        "type": Column(say("type", language), "text"),
        "link": Column(say("portrait_link", language), "text"),
        "counted": Column(say("portrait_counted", language), "text"),
        "commune_name": Column(say("portrait_seat", language), "text"),
        "distance_km": Column(say("portrait_km", language), "km"),
        "received_eur": Column(say("portrait_received_all", language), "euros"),
        "share_eur": Column(say("portrait_share", language), "euros"),
        "source_url": Column(say("source", language), "link"),
        "id": Column(say("id", language), "code"),
    }
    if not catalogue.own.empty:
        origins = ["own" if mine else "atlas" for mine in among(values["id"], catalogue.own)]
        values["origin"] = [say(f"origin_{code}", language) for code in origins]
        columns["origin"] = Column(say("origin", language), "text")
    empty = say("portrait_initiatives_none", language, km=str(portrait.distance_km))
    if not portrait.located:
        empty = say("portrait_unlocated", language)
    note = say("portrait_initiatives_note", language)
    return _table("portrait_initiatives", columns, values, language, note=note, empty=empty)


def _lines(portrait: Portrait, language: Language) -> Table:
    values = portrait.lines.reset_index()
    values["funder_level"] = values["funder_level"].map(_labels(FUNDER_LEVELS, language))
    values["nature"] = values["nature"].map(_labels(NATURES, language))
    values["entry"] = values["entry"].map(_labels(ENTRIES, language))
    columns = {
        "initiative": Column(say("portrait_initiative", language), "text"),
        "funder": Column(say("portrait_funder", language), "text"),
        "funder_level": Column(say("portrait_funder_level", language), "text"),
        "programme": Column(say("portrait_programme", language), "text"),
        "year_start": Column(say("portrait_year_start", language), "year"),
        "year_end": Column(say("portrait_year_end", language), "year"),
        "nature": Column(say("portrait_kind", language), "text"),
        "amount_eur": Column(say("portrait_amount", language), "euros"),
        "share_eur": Column(say("portrait_share", language), "euros"),
        "entry": Column(say("portrait_entry", language), "text"),
        "reason": Column(say("portrait_reason", language), "text"),
        "source_url": Column(say("source", language), "link"),
        "line_id": Column(say("portrait_line", language), "code"),
    }
    received = portrait.money.received
    total = say("portrait_no_amount", language) if received is None else euros(received, language)
    key = "portrait_money_note_seat" if portrait.by == "seat" else "portrait_money_note"
    note = say(key, language, total=total)
    empty = say("portrait_money_none", language)
    return _table("portrait_money", columns, values, language, note=note, empty=empty)


def _types(catalogue: Catalogue, portrait: Portrait, language: Language) -> Table:
    values = portrait.types.reset_index()
    values["type"] = values["type"].map(catalogue.tables.types[f"label_{language}"].map(short_label))
    values["status"] = values["status"].map(
        _labels(BLANKS, language) | {"value": say("portrait_present", language)}
    )
    values["completeness"] = values["completeness"].map(_labels(COMPLETENESS_CLASSES, language))
    peers = values["peers"].where(values["peers"] > 0)
    values["peers_with"] = 100 * values["peers_with"] / peers
    values["nearest"] = values["nearest"].map(catalogue.tables.initiatives["name"])
    columns = {
        "type": Column(say("type", language), "text"),
        "here": Column(say("portrait_here", language), "count"),
        "seat": Column(say("portrait_by_seat", language), "count"),
        "coverage": Column(say("portrait_by_coverage", language), "count"),
        "status": Column(say("portrait_reading", language), "text"),
        "completeness": Column(say("portrait_list", language), "text"),
        "peers_with": Column(say("portrait_peers_with", language), "percent"),
        "nearest": Column(say("portrait_nearest", language), "text"),
        "nearest_km": Column(say("portrait_km", language), "km"),
        "people_km": Column(say("portrait_people_km", language), "km"),
    }
    note = say("portrait_types_note", language)
    empty = say("portrait_types_empty", language)
    return _table("portrait_types", columns, values, language, note=note, empty=empty)


def _models(portrait: Portrait, language: Language) -> Table:
    values = portrait.models.reset_index()
    for key, mark in (("departements", "|"), ("initiative", " | ")):
        values[key] = values[key].str.replace(mark, ", ", regex=False)
    columns = {
        "name": Column(say("portrait_model_place", language), "text"),
        "departements": Column(say("portrait_model_departements", language), "text"),
        "population": Column(say("population", language), "count"),
        "density": Column(say("portrait_model_density", language), "count"),
        "initiatives": Column(say("initiatives", language), "count"),
        "initiative": Column(say("portrait_model_initiatives", language), "text"),
        "code": Column(say("code", language), "code"),
    }
    key = "portrait_models_note" + ("_population" if portrait.people.density is None else "")
    empty = say("portrait_models_none", language)
    return _table("portrait_models", columns, values, language, note=say(key, language), empty=empty)


def _sources(catalogue: Catalogue, portrait: Portrait, language: Language, created: date) -> list[str]:
    link = "/territoire?" + urlencode(address(portrait, language), safe=":,")
    return [
        say(
            "portrait_date",
            language,
            date=_day(created, language),
            millesime=portrait.millesime,
        ),
        say(
            "portrait_source_initiatives",
            language,
            n=number(len(catalogue.tables.initiatives), language),
        ),
        *(
            say("portrait_source", language, **{key: str(source[key]) for key in _SOURCE_PARTS})
            for source in catalogue.geography.lineage["sources"]
        ),
        say("portrait_link_line", language, link=link),
    ]


_SOURCE_PARTS = ("title", "producer", "vintage", "licence")
