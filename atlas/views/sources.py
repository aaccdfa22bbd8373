"""Sources and methods, written from the data themselves wherever a figure stands."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pandas as pd

from atlas.catalogue import Catalogue
from atlas.catalogue.cooperations import cooperations
from atlas.catalogue.measures import MEASURES
from atlas.funding import BASE_YEAR
from atlas.refresh.followed import followed_lists
from atlas.tables import DECLARATIONS, dictionary
from atlas.views.followed import lists_table
from atlas.views.lists import gauged
from atlas.vocabulary import COMPLETENESS_CLASSES, LEVELS, SETTINGS, STUDY_TYPES, Language
from atlas.words import html as markup
from atlas.words import say, short_label
from atlas.words.numbers import day, number, percent

# Cases that the study of the Labo de l'ESS looked at.
STUDY_CASES = 17


# The site of an address; of words, the producer and file, without what tells one row from another.
_SITE = re.compile(r"^(https?://[^/]*/?|.+?(?=(?: \(| « |, id ).*|$))")
# Pages of one site that the list of sources names one by one.
_MOST_PAGES = 40


def _section(title: str, *parts: str) -> str:
    return f"<h2>{markup.text(title)}</h2>" + "".join(parts)


def _paragraph(text: str) -> str:
    return f"<p>{markup.linked(text)}</p>"


def _wide(html: str) -> str:
    return f"<div class='wide' tabindex='0'>{html}</div>"


def reading(catalogue: Catalogue, language: Language) -> str:
    """Write what the atlas holds and how to read it."""
    initiatives = catalogue.tables.initiatives
    located = int(initiatives["seat_commune"].notna().sum())
    wider = int((initiatives["seat_commune"].isna() & initiatives["region"].notna()).sum())
    stated = int(initiatives["seat_confidence"].eq("stated").sum())
    return _section(
        say("doc_reading", language),
        _paragraph(
            say(
                "doc_reading_1",
                language,
                n=number(len(initiatives), language),
                located=number(located, language),
                wider=number(wider, language),
                nowhere=number(len(initiatives) - located - wider, language),
                lines=number(len(catalogue.tables.funding), language),
            )
        ),
        _paragraph(
            say(
                "doc_reading_2",
                language,
                stated=number(stated, language),
                inferred=number(located - stated, language),
            )
        ),
        _paragraph(say("doc_reading_3", language)),
        _paragraph(say("doc_reading_4", language)),
    )


def _existing(kind: pd.Series, language: Language) -> str:
    """Write how many exist, and when."""
    total = "–" if pd.isna(kind["known_count"]) else number(int(kind["known_count"]), language)
    return (
        total
        if pd.isna(kind["known_date"])
        else f"{total} ({markup.text(day(kind['known_date'], language))})"
    )


def completeness(catalogue: Catalogue, language: Language) -> str:
    """Write how complete the list of each type is."""
    types = catalogue.tables.types
    initiatives = catalogue.tables.initiatives
    counts = initiatives.loc[initiatives["inactive"].isna(), "type"].value_counts()
    aside = int(initiatives["inactive"].notna().sum())
    suffix = "" if language == "fr" else "_en"
    lists = catalogue.lists("commune", "seat")
    rows = []
    for code, kind in types.iterrows():
        rows.append(
            [
                markup.text(short_label(kind[f"label_{language}"])),
                number(int(counts.get(code, 0)), language),
                _existing(kind, language),
                markup.gauge(gauged(lists.loc[[code]], language)),
                markup.text(COMPLETENESS_CLASSES[kind["completeness_class"]].to(language)),
                markup.text(" ; ".join(kind[[f"completeness{suffix}", f"bias{suffix}"]].dropna())),
                markup.text(STUDY_TYPES[kind["study_type"]].to(language)),
            ]
        )
    head = [
        say(key, language)
        for key in ("type", "doc_here", "doc_exist", "doc_known", "doc_class", "doc_detail", "doc_origin")
    ]
    return _section(
        say("doc_completeness", language),
        _paragraph(say("doc_completeness_1", language)),
        _paragraph(say("doc_blanks", language)),
        _paragraph(say("doc_aside", language, n=number(aside, language))),
        _wide(markup.table(head, rows, caption=say("doc_completeness", language))),
    )


def cooperation_method(catalogue: Catalogue, language: Language) -> str:
    """Write how territorial cooperations are sorted, by whom, and of how many it is known."""
    known = cooperations(catalogue.tables).notna().sum()
    counts = {key: number(int(known[key]), language) for key in known.index}
    return _section(
        say("cooperation", language),
        *(_paragraph(say(f"doc_cooperation_{i}", language)) for i in (1, 2)),
        _paragraph(say("doc_cooperation_known", language, **counts)),
    )


def missing(catalogue: Catalogue, language: Language) -> str:
    """Write what no available source gives."""
    initiatives = catalogue.tables.initiatives
    cases = initiatives["study_status"].notna()
    names = ", ".join(initiatives.loc[cases, "name"])
    lines = catalogue.tables.funding
    unknown = int(lines["amount_eur"].isna().sum())
    funded = lines["initiative_id"].nunique()
    return _section(
        say("doc_missing", language),
        _paragraph(
            say(
                "doc_missing_study",
                language,
                n=number(STUDY_CASES, language),
                known=number(int(cases.sum()), language),
                names=names,
                unknown=number(STUDY_CASES - int(cases.sum()), language),
            )
        ),
        _paragraph(
            say(
                "doc_missing_money",
                language,
                funded=number(funded, language),
                n=number(len(initiatives), language),
                lines=number(len(lines), language),
                unknown=number(unknown, language),
            )
        ),
        _paragraph(say("doc_missing_lists", language)),
        _paragraph(say("doc_left_out", language)),
        _paragraph(say("doc_missing_regions", language)),
    )


def territories(catalogue: Catalogue, language: Language) -> str:
    """Write which territories there are and how settings are computed."""
    geography = catalogue.geography
    communes = geography.level("commune")
    rows = []
    for level, label in LEVELS.items():
        table = geography.level(level)
        counted = table[table["setting"].notna()]
        rows.append([markup.text(label.to(language)), number(len(counted), language)])
    setting_rows = []
    known = communes[communes["setting"].notna()]
    total = int(known["population"].sum())
    for setting, label in SETTINGS.items():
        inside = known[known["setting"].eq(setting)]
        people = int(inside["population"].sum())
        setting_rows.append(
            [
                markup.text(label.to(language)),
                number(len(inside), language),
                number(people, language),
                percent(people / total, language),
            ]
        )
    overseas = number(int(communes["setting"].isna().sum()), language)
    return _section(
        say("doc_territories", language),
        _paragraph(say("doc_territories_1", language, millesime=geography.millesime, overseas=overseas)),
        markup.table(
            [say("level", language), say("doc_number", language)], rows, caption=say("doc_levels", language)
        ),
        f"<h2>{markup.text(say('doc_setting', language))}</h2>",
        _paragraph(say("doc_setting_1", language)),
        _paragraph(say("doc_setting_2", language)),
        markup.table(
            [
                say("setting", language),
                say("doc_communes", language),
                say("population", language),
                say("doc_share", language),
            ],
            setting_rows,
            caption=say("doc_setting", language),
        ),
    )


def measures(catalogue: Catalogue, language: Language) -> str:
    """Write what each measure counts and divides by."""
    del catalogue
    rows = []
    for measure in MEASURES.values():
        denominator = "–" if measure.denominator is None else measure.denominator.to(language)
        rows.append(
            [
                markup.text(measure.label.to(language)),
                markup.text(measure.unit.to(language)),
                markup.text(denominator),
            ]
        )
    head = [say(key, language) for key in ("measure", "doc_unit", "doc_divided")]
    return _section(
        say("doc_measures", language),
        markup.table(head, rows, caption=say("doc_measures", language)),
        *(_paragraph(say(f"doc_measures_{i}", language)) for i in range(1, 7)),
    )


def gaps_method(catalogue: Catalogue, language: Language) -> str:
    """Write how the page of gaps counts, measures and compares."""
    del catalogue
    return _section(
        say("page_gaps", language),
        *(
            _paragraph(say(f"doc_gaps_{part}", language))
            for part in ("covered", "distance", "expected", "models")
        ),
    )


def money_method(catalogue: Catalogue, language: Language) -> str:
    """Write how money is added up, shared and priced."""
    del catalogue
    base = str(BASE_YEAR)
    return _section(
        say("doc_money", language),
        *(_paragraph(say(f"doc_money_{i}", language)) for i in range(1, 4)),
        _paragraph(say("doc_prices", language, base=base)),
        _paragraph(say("doc_grants", language)),
    )


def sources(catalogue: Catalogue, language: Language) -> str:
    """List every source of the boundaries and of the initiatives."""
    head = [
        say(key, language)
        for key in ("source", "doc_producer", "doc_vintage", "doc_licence", "doc_rows", "doc_hash")
    ]
    rows = [
        [
            markup.linked(source["title"]),
            markup.text(source["producer"]),
            markup.text(source["vintage"]),
            markup.text(source["licence"]),
            f"{number(int(source['rows_in']), language)} → {number(int(source['rows_out']), language)}",
            f"<code title='{markup.text(source['sha256'])}'>{markup.text(source['sha256'][:12])}</code>",
        ]
        for source in catalogue.geography.lineage["sources"]
    ]
    pages = catalogue.tables.initiatives["source"].str.split(" ; ").explode()
    funding = catalogue.tables.funding["source"].str.split(" ; ").explode()
    every = pd.concat([pages, funding]).dropna().value_counts().sort_index()
    # A list whose every row has a page of its own is one item: each sheet and table leads to that page.
    names = every.index.to_series().str.extract(_SITE, expand=False)
    long = names.map(names.value_counts()).gt(_MOST_PAGES)
    items = [
        f"<li>{markup.linked(page)} ({number(int(n), language)})</li>" for page, n in every[~long].items()
    ]
    for site, cited in every[long].groupby(names[long]):
        n, times = number(len(cited), language), number(int(cited.sum()), language)
        told = say("doc_list_of_pages", language, site=markup.linked(site), n=n, times=times)
        items.append(f"<li>{told}</li>")
    summary = say("doc_pages", language, n=number(len(every), language))
    return _section(
        say("sources", language),
        _paragraph(say("doc_lists_1", language)),
        _wide(lists_table(followed_lists(), language, today=datetime.now(UTC).date())),
        _wide(markup.table(head, rows, caption=say("doc_boundaries", language))),
        f"<details><summary>{markup.text(summary)}</summary><ul>{''.join(items)}</ul></details>",
        _paragraph(say("doc_licence_atlas", language)),
    )


def tables(catalogue: Catalogue, language: Language) -> str:
    """Describe every column of the curated tables."""
    del catalogue
    parts = []
    head = [say(key, language) for key in ("doc_column", "doc_meaning", "doc_form", "doc_example")]
    for declaration in DECLARATIONS.values():
        rows = []
        for column in dictionary(declaration, language).reset_index().to_dict("records"):
            meaning = f"<b>{markup.text(column['title'])}</b> {markup.text(column['description'])}"
            form = " · ".join(markup.text(column[key]) for key in ("kind", "rules", "choices") if column[key])
            rows.append(
                [f"<code>{markup.text(column['name'])}</code>", meaning, form, markup.text(column["example"])]
            )
        title = f"{declaration.name}.csv : {declaration.title.to(language)}"
        table = _wide(markup.table(head, rows, caption=title))
        parts.append(f"<details><summary>{markup.text(title)}</summary>{table}</details>")
    return _section(say("doc_tables", language), _paragraph(say("doc_tables_1", language)), *parts)


SECTIONS: tuple[Callable[[Catalogue, Language], str], ...] = (
    reading,
    completeness,
    cooperation_method,
    missing,
    territories,
    measures,
    gaps_method,
    money_method,
    sources,
    tables,
)


def page(catalogue: Catalogue, language: Language) -> str:
    """Write the whole page."""
    return f"<div class='atlas-doc'>{''.join(section(catalogue, language) for section in SECTIONS)}</div>"
