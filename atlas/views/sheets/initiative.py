"""The sheet of an initiative: what is known of it, each fact with its source, as HTML."""

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from atlas.catalogue import Catalogue
from atlas.catalogue.contacts import REGISTER, carriers
from atlas.catalogue.legal_forms import LEGAL_FORMS, form_families
from atlas.funding.lines import NO_AMOUNT
from atlas.records import record, records
from atlas.scales import own_fit
from atlas.territories.places import split_coverage
from atlas.views.report import report_link
from atlas.vocabulary import (
    CONFIDENCES,
    COOPERATION_CRITERIA,
    COOPERATION_SOURCE,
    COOPERATIONS,
    DECLARED_SETTINGS,
    DIRECTIONS,
    FACT_FIELDS,
    FUNDER_LEVELS,
    FUNDING_STATUSES,
    INITIATORS,
    NATURES,
    SCALES,
    SETTINGS,
    Label,
    Language,
)
from atlas.words import html as markup
from atlas.words import say, short_label
from atlas.words.numbers import euros, number, percent

Row = dict[str, Any]

# Territories of a coverage that a sheet names; an exact perimeter may hold hundreds of communes.
_MOST_PARTS = 12
# As the tables write it.
# Only the study's cases carry these: elsewhere they are left out rather than shown as unknown.
_STUDY_ONLY = ("ess_link", "stage", "setting_declared", "study")


def initiative_sheet(catalogue: Catalogue, identifier: str, language: Language) -> str:
    """Return what is known of an initiative."""
    one = record(catalogue.tables.initiatives, identifier)
    place = record(catalogue.places, identifier)
    kind = short_label(str(catalogue.tables.types[f"label_{language}"][one["type"]]))
    mine = ""
    if identifier in catalogue.own:
        mine = f" <span class='atlas-own'>{markup.text(say('own_data', language))}</span>"
    # A reader's own rows may be in any language.
    quoted: Language = "fr" if mine else language
    unknown = f"<em>{markup.text(say('unknown', language))}</em>"
    computed = SETTINGS.get(place["setting"] or "")
    facts = {
        _seat_key(one): _seat(catalogue, one, language),
        "seat_basis": _words(one["seat_basis"], quoted),
        "coverage": _coverage(catalogue, one, language)
        or f"<em>{markup.text(say('coverage_unknown', language))}</em>",
        "perimeter_fit": _fit(catalogue, identifier, language),
        "declared_territory": _words(one["territory"], quoted),
        "scale": _told(one["scale_text"], _label(one["scale"], SCALES, language), quoted),
        "start": _years(one, quoted),
        "status": _words(one["status"], quoted),
        "initiator": _told(one["initiator_text"], _label(one["initiator"], INITIATORS, language), quoted),
        "legal_forms": _told(one["legal_forms"], _forms(one, language), quoted),
        "ess_link": _words(one["ess_link"], quoted),
        "stage": _words(one["stage"], quoted),
        "cooperation": _cooperation(catalogue, one, language),
        "setting_computed": markup.text(computed.to(language)) if computed else "",
        "setting_declared": _label(one["setting_declared"], DECLARED_SETTINGS, language),
        "study": _words(one["study_status"], quoted),
        "contact": _contact(catalogue, identifier, language),
        "note": _words(one["note"], quoted),
        "confidence": _label(one["confidence"], CONFIDENCES, language),
        "sources": _links(one["source"], quoted),
    }
    optional = ("perimeter_fit", "contact", "note", "confidence", *(() if facts["study"] else _STUDY_ONLY))
    shown = [
        (say(key, language), html or unknown) for key, html in facts.items() if html or key not in optional
    ]
    doubt = ""
    if computed and one["setting_declared"] in SETTINGS and one["setting_declared"] != place["setting"]:
        doubt = f'<p class="atlas-doubt">{markup.text(say("setting_differs", language))}</p>'
    return "".join(
        [
            f"<h2>{markup.text(one['name'])}</h2><p class='atlas-kind'>{markup.text(kind)}{mine}</p>",
            markup.definitions(shown),
            doubt,
            _money(catalogue, identifier, language, quoted),
            _facts(catalogue, identifier, language),
            # Of a reader's own rows nobody else knows.
            "" if mine else report_link(str(one["name"]), identifier, language),
        ]
    )


def _words(value: object, language: Language) -> str:
    # The tables write lists with bars.
    told = "" if value is None else markup.text(" ; ".join(re.split(r"\s*\|\s*", str(value))))
    return markup.french(told, language)


def _links(value: object, language: Language) -> str:
    return "" if value is None else markup.french(markup.linked(value), language)


def _told(words: object, label: str, language: Language) -> str:
    """Return the words of a source; on a page in another language the label first, where one is known."""
    told = _words(words, language)
    if language == "fr" or not (told and label):
        return told or label
    if str(words).casefold() == label.casefold():
        return label
    return f"{label} <small>{told}</small>"


def _forms(one: Row, language: Language) -> str:
    """Name the families of the legal forms."""
    read = form_families(pd.Series([one["legal_forms"]])).iloc[0]
    named = [label.to(language) for form, (label, _) in LEGAL_FORMS.items() if read[f"form_{form}"] == 1]
    return markup.text(", ".join(named))


def _colon(language: Language) -> str:
    return "\u00a0: " if language == "fr" else ": "


def _label(code: object, labels: Mapping[str, Label], language: Language) -> str:
    return "" if code is None else markup.text(labels[str(code)].to(language))


def _seat_key(one: Row) -> str:
    return "seat" if one["seat_confidence"] == "stated" else "reference_point"


def _seat(catalogue: Catalogue, one: Row, language: Language) -> str:
    if one["seat_commune"] is not None:
        name = catalogue.geography.communes["name"][one["seat_commune"]]
        return f"{markup.text(name)} <small>{markup.text(one['seat_commune'])}</small>"
    known = [
        catalogue.geography.name(level, str(one[level]))
        for level in ("departement", "region")
        if one[level] is not None
    ]
    return markup.text(" · ".join([say("seat_unknown", language), *known]))


def _coverage(catalogue: Catalogue, one: Row, language: Language) -> str:
    if one["coverage"] is None:
        return ""
    parts = split_coverage(str(one["coverage"]))
    shown = parts if len(parts) <= _MOST_PARTS else parts[: _MOST_PARTS - 1]
    names = [catalogue.geography.name(*part) for part in shown]
    if len(shown) < len(parts):
        names.append(say("coverage_more", language, n=number(len(parts) - len(shown), language)))
    return markup.text(", ".join(names))


def _fit(catalogue: Catalogue, identifier: str, language: Language) -> str:
    """Say how the perimeter keeps to bassins de vie and EPCI, beside random zones as populous."""
    told = []
    for level in ("bassin_de_vie", "epci"):
        found = own_fit(catalogue, identifier, level)
        if found is not None:
            official, low, high = (percent(share, language) for share in found)
            names = say(f"gaps_levels_{level}", language)
            told.append(
                say("perimeter_fit_told", language, level=names, official=official, low=low, high=high)
            )
    return "<br>".join(markup.text(one) for one in told)


def _contact(catalogue: Catalogue, identifier: str, language: Language) -> str:
    """Lead to the site, to the public page of the intercommunalité that carries it, or to the source."""
    one = catalogue.tables.initiatives.loc[[identifier]]
    url, siren = one["url"].iloc[0], carriers(one).iloc[0]
    ways = [] if pd.isna(url) else [markup.linked(url)]
    if not pd.isna(siren):
        name = markup.text(catalogue.geography.name("epci", siren))
        ways.append(f"{name}{_colon(language)}{markup.linked(REGISTER + siren)}")
    if not ways and not pd.isna(one["source_url"].iloc[0]):
        ways.append(
            markup.text(say("source", language)) + _colon(language) + markup.linked(one["source_url"].iloc[0])
        )
    return "<br>".join(ways)


def _cooperation(catalogue: Catalogue, one: Row, language: Language) -> str:
    codes = {**one, "reference": catalogue.tables.types["reference"].get(one["type"])}
    unknown = say("unknown", language)
    told = []
    for key, values in COOPERATIONS.items():
        value = values.get(str(codes[key]))
        named = COOPERATION_CRITERIA[key].to(language)
        told.append(f"{named}{_colon(language)}{value.to(language) if value else unknown}")
    return (
        markup.text((" ; " if language == "fr" else "; ").join(told))
        + f" <small>{markup.linked(COOPERATION_SOURCE)}</small>"
    )


def _years(one: Row, language: Language) -> str:
    start = one["start_year_text"] or one["start_year"]
    years = _words(start, language) + (f"–{one['end_year']}" if one["end_year"] else "")
    meaning = _words(one["start_year_meaning"], language)
    return f"{years} <small>{meaning}</small>" if meaning else years


def _money(catalogue: Catalogue, identifier: str, language: Language, quoted: Language) -> str:
    lines = catalogue.tables.funding[catalogue.tables.funding["initiative_id"].eq(identifier)]
    title = f"<h3>{markup.text(say('funding_lines', language))}</h3>"
    if lines.empty:
        return f"{title}<p>{markup.text(say('funding_none', language))}</p>"
    cents = catalogue.lines.loc[catalogue.lines["initiative_id"].eq(identifier), "cents"]
    total = (
        say("funding_total", language, amount=euros(int(cents.sum()) / 100, language)) if len(cents) else ""
    )
    items = "".join(_line(line, language, quoted) for line in records(lines))
    return f"{title}<p>{markup.text(total)}</p><ul class='atlas-list'>{items}</ul>"


def _line(line: Row, language: Language, quoted: Language) -> str:
    if line["amount_eur"] is not None:
        amount = markup.text(euros(float(line["amount_eur"]), language))
    elif line["amount_text"] and (quoted == "fr" or re.search(r"\d", line["amount_text"])):
        amount = _words(line["amount_text"], quoted)
    else:
        amount = markup.text(say("amount_unknown", language))
    what = [_words(line[column], quoted) for column in ("funder", "programme", "years_text")]
    coded = (("nature", NATURES), ("status", FUNDING_STATUSES), ("funder_level", FUNDER_LEVELS))
    how = " · ".join(filter(None, (_label(line[column], labels, language) for column, labels in coded)))
    source = _links(line["source"], quoted)
    notes = [how, _why_not_counted(line, language, quoted), _words(line["note"], quoted)]
    if source:
        notes.append(f"{markup.text(say('source', language))}{_colon(language)}{source}")
    small = "".join(f"<small>{note}</small>" for note in notes if note)
    return f"<li><b>{amount}</b> {' · '.join(filter(None, what))}{small}</li>"


def _why_not_counted(line: Row, language: Language, quoted: Language) -> str:
    if line["direction"] != "received":
        direction = DIRECTIONS[line["direction"]].to(language)
        return markup.text(say("not_counted_direction", language, direction=direction))
    if line["counted"]:
        return ""
    reason = line["not_counted_reason"]
    if reason is None or reason == NO_AMOUNT:
        known = say("unknown" if reason is None else "amount_unknown", language)
        return markup.text(say("not_counted", language, reason=known))
    before, after = say("not_counted", language, reason="|").split("|")
    return f"{markup.text(before)}{_words(reason, quoted)}{markup.text(after)}"


def _facts(catalogue: Catalogue, identifier: str, language: Language) -> str:
    facts = catalogue.tables.study_facts
    facts = facts[facts["initiative_id"].eq(identifier)]
    if facts.empty:
        return ""
    items = "".join(
        f"<li><b>{markup.text(FACT_FIELDS[fact['field']].to(language))}</b> "
        f"{_words(fact['value'], language)} <small>{_links(fact['source'], language)}</small></li>"
        for fact in records(facts)
    )
    title = f"{say('facts', language)} ({number(len(facts), language)})"
    return f"<details><summary>{markup.text(title)}</summary><ul class='atlas-list'>{items}</ul></details>"
