"""A portrait in words: the one document that the page and every file lay out."""

from datetime import date

from babel.dates import format_date

from atlas.catalogue import Catalogue, kept
from atlas.exports.document import Document, KeyFigure, Share
from atlas.portrait import Portrait, portrait
from atlas.records import records
from atlas.territories.perimeters import parts_of
from atlas.views.about import chosen
from atlas.views.link import View, compose, written
from atlas.views.lists import gauge
from atlas.views.map.figure import type_names
from atlas.views.place import is_brought, place_kind
from atlas.views.portrait import words as portrait_words
from atlas.views.portrait.choices import portrait_address
from atlas.views.portrait.words import NOTHING
from atlas.vocabulary import AAV_CATEGORIES, DENSITY_LEVELS, LEVELS, PERIMETER, SETTINGS, Language
from atlas.words import say, short_label
from atlas.words.numbers import LOCALES, compact_euros, number, percent, say_number

# Of a list known to less than this, the share of peers that have one says more of the list than of them.
_NEARLY_WHOLE = 0.8
# Fewer peers than this share that have a type say nothing of a territory.
_WORTH_SAYING = 0.01


# A page asks again for the same portrait at each of its runs.
asked = kept(maxsize=6)(portrait)


def address(portrait: Portrait, language: Language) -> dict[str, str] | None:
    """Return the parameters that lead to a portrait's page; None where no widget has its distance."""
    own = portrait_address(portrait)
    view = View(language=language, selection=portrait.selection, by=portrait.by)
    return None if own is None else compose(view) | own


def document(catalogue: Catalogue, portrait: Portrait, language: Language, *, created: date) -> Document:
    """Put a portrait into words."""
    names = [catalogue.geography.name(*one) for one in portrait.containers]
    kind = place_kind(catalogue, portrait.place, language)
    return Document(
        language=language,
        series=say("portrait_series", language),
        title=portrait.name,
        subtitle=" · ".join([kind, portrait.place.code, *names]),
        lead=lead(catalogue, portrait, language),
        notices=_notices(catalogue, portrait, language),
        figures=_figures(catalogue, portrait, language),
        facts=_facts(portrait, language),
        shares_title=say("settings_shares", language),
        shares=[
            Share(code, SETTINGS[code].to(language), share, percent(share, language))
            # A commune has one setting, which its facts name.
            for code, share in (portrait.people.shares.items() if portrait.place.level != "commune" else ())
        ],
        positions_title=say("portrait_positions", language),
        positions_note=portrait_words.positions_note(portrait, language),
        positions=[
            portrait_words.position(row, language) for row in records(portrait.positions.reset_index())
        ],
        tables={
            "comparison": portrait_words.comparison(portrait, language),
            "positions": portrait_words.positions(portrait, language),
            "initiatives": portrait_words.initiatives(catalogue, portrait, language),
            "lines": portrait_words.lines(catalogue, portrait, language),
            "types": portrait_words.types(catalogue, portrait, language),
            "models": portrait_words.models(portrait, language),
        },
        sources=_sources(catalogue, portrait, language, created),
        date=_day(created, language),
        map_text=say(
            "portrait_map_text",
            language,
            name=portrait.name,
            n=number(portrait.initiatives["commune"].notna().sum(), language),
        ),
    )


def lead(catalogue: Catalogue, portrait: Portrait, language: Language) -> str:
    """Say in one sentence who lives there, what is known there, and what most of its peers have."""
    people, types = portrait.people.population, portrait.types
    present, kinds = portrait.money.present, int(types["here"].gt(0).sum())
    said = say(
        "portrait_lead",
        language,
        name=portrait.name,
        people=say("no_population", language)
        if people is None
        else say_number("portrait_lead_people", people, language),
        count=say_number(f"portrait_lead_{portrait.by}", present, language)
        if present
        else say(f"portrait_lead_{portrait.by}_none", language),
    )
    if present and len(types) > 1:
        said += say_number("portrait_lead_types", kinds, language, total=number(len(types), language))
    told = types[
        types["list_share"].ge(_NEARLY_WHOLE) & types["peers_with"].ge(_WORTH_SAYING * types["peers"])
    ]
    told = told[told["peers_with"].gt(0)]
    if portrait.place.level == PERIMETER:
        # That every PAT has a PAT says nothing.
        told = told.drop(catalogue.geography.level(PERIMETER)["kind"][portrait.place.code], errors="ignore")
    if told.empty:
        return f"{said}."
    widest = str(told["peers_with"].idxmax())
    here = told["here"][widest] > 0
    return said + say(
        "portrait_lead_peers",
        language,
        share=percent(told["peers_with"][widest] / told["peers"][widest], language),
        n=number(told["peers"][widest], language),
        level=say(f"gaps_levels_{portrait.place.level}", language),
        type=short_label(type_names(catalogue, language)[widest]),
        here=say("portrait_lead_here" if here else "portrait_lead_not_here", language),
    )


def _day(created: date, language: Language) -> str:
    return str(format_date(created, format="long", locale=LOCALES[language]))


def _notices(catalogue: Catalogue, portrait: Portrait, language: Language) -> list[str]:
    notices = []
    if filters := chosen(catalogue, portrait.selection, language):
        told = (say("portrait_named", language, name=name, value=value) for name, value in filters.items())
        notices.append(say("portrait_filtered", language, filters=" · ".join(told)))
    if portrait.place.level == PERIMETER:
        pieces = len(parts_of(catalogue.geography, portrait.place.code))
        if pieces > 1:
            notices.append(say("perimeter_pieces", language, n=number(pieces, language)))
        if is_brought(catalogue, portrait.place):
            notices.append(say("perimeter_link", language))
    if not portrait.located:
        notices.append(say("portrait_unlocated", language))
    if not portrait.initiatives["link"].isin(["seat", "coverage"]).any():
        notices.append(say("portrait_nothing", language))
    return notices


def _figures(catalogue: Catalogue, portrait: Portrait, language: Language) -> list[KeyFigure]:
    people, money = portrait.people, portrait.money
    ties = portrait.initiatives["link"].value_counts()
    # What the count leaves out, so that the two ways of counting are never taken for one another.
    others = portrait.initiatives.loc[~portrait.initiatives["counted"], "link"].value_counts()
    count = number(ties.get("near", 0), language)
    near = (
        say("portrait_others_near", language, n=count, km=str(portrait.distance_km))
        if portrait.located
        else say("portrait_others_nowhere", language)
    )
    if portrait.by == "seat":
        note = say_number("portrait_others", int(others.get("coverage", 0)), language, near=near)
    else:
        note = say(
            "portrait_others_coverage", language, seat=number(others.get("seat", 0), language), near=near
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
    known = gauge(catalogue, portrait.selection, portrait.place.level, portrait.by, language)
    return [
        KeyFigure(population, say("portrait_people", language), density),
        KeyFigure(
            number(money.present, language),
            say_number(f"portrait_count_{portrait.by}", money.present, language),
            note,
            known,
        ),
        _money_figure(portrait, language),
        KeyFigure(
            number(statuses.get("value", 0), language),
            say_number(
                "portrait_types_here",
                int(statuses.get("value", 0)),
                language,
                of=number(len(portrait.types), language),
            ),
            say_number(
                "portrait_types_zero",
                int(statuses.get("zero", 0)),
                language,
                unknown=number(statuses.get("no_known", 0), language),
            ),
        ),
    ]


def _money_figure(portrait: Portrait, language: Language) -> KeyFigure:
    money = portrait.money
    known = say(
        "portrait_known", language, n=number(money.funded, language), total=number(money.present, language)
    )
    label = say("portrait_received", language)
    if not money.present:
        return KeyFigure(NOTHING, label, say("portrait_no_initiative", language))
    if money.received is None:
        return KeyFigure(say("portrait_no_amount", language), label, known)
    if money.per_inhabitant is None:
        return KeyFigure(compact_euros(money.received, language), label, known)
    per_head = number(money.per_inhabitant, language, digits=2)
    note = say("portrait_per_head", language, amount=per_head, known=known)
    return KeyFigure(compact_euros(money.received, language), label, note)


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
    if people.population_year:
        facts.append((say("portrait_population_year", language), people.population_year))
    return facts


def _sources(catalogue: Catalogue, portrait: Portrait, language: Language, created: date) -> list[str]:
    parameters = address(portrait, language)
    link = "" if parameters is None else written("territoire", parameters)
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
            # A reader's own rows are no public source's.
            n=number(len(catalogue.curated.tables.initiatives), language),
        ),
        *(
            say("portrait_source", language, **{key: str(source[key]) for key in _SOURCE_PARTS})
            for source in catalogue.geography.lineage["sources"]
        ),
        *([say("portrait_named", language, name=say("file_address", language), value=link)] if link else []),
    ]


_SOURCE_PARTS = ("title", "producer", "vintage", "licence")
