"""Sources and methods, written from the data themselves wherever a figure stands."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import NamedTuple

import pandas as pd

from atlas.catalogue import Catalogue, kept
from atlas.catalogue.cooperations import cooperations
from atlas.catalogue.measures import MEASURES
from atlas.funding import BASE_YEAR
from atlas.gaps.calibration import LEAST
from atlas.gaps.trials import MOST_ERROR, load_trials
from atlas.refresh.followed import followed_lists
from atlas.tables import DECLARATIONS, Declaration, dictionary
from atlas.views.followed import lists_table
from atlas.views.lists import gauged
from atlas.views.report import citation
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
    return f"<h2>{markup.text(title)}</h2>{''.join(parts)}"


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


# The lists stay as they are for as long as a catalogue does.
@kept(maxsize=2)
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
        _paragraph(_tried(catalogue, language)),
        _paragraph(say("doc_aside", language, n=number(aside, language))),
        _wide(markup.table(head, rows, caption=say("doc_completeness", language))),
        _wide(_trials(catalogue, language)),
    )


def _tried(catalogue: Catalogue, language: Language) -> str:
    """Write how the chance of a true blank was tried, and what came of it."""
    trials = load_trials()
    worst = trials.groupby(["type", "level", "by"], sort=False)["error"].max()
    names = catalogue.tables.types[f"label_{language}"].map(short_label)
    whole = trials[trials["whole"] & trials["level"].eq("bassin_de_vie") & trials["by"].eq("seat")]
    told = [
        f"{names[kind]} {number(worst[kind, 'bassin_de_vie', 'seat'], language, digits=3)}"
        for kind in whole["type"].unique()
    ]
    over = [
        f"{names[kind]}, {LEVELS[level].to(language)}, {say(f'by_{by}', language)}"
        for kind, level, by in worst.index[worst.ge(MOST_ERROR)]
    ]
    return say(
        "doc_blanks",
        language,
        least=number(LEAST, language),
        repeats=number(int(trials["repeats"].max()), language),
        whole=", ".join(told) or "–",
        most=number(MOST_ERROR, language, digits=2),
        over=" ; ".join(over) or "–",
    )


def _trials(catalogue: Catalogue, language: Language) -> str:
    """Return the trials at bassin de vie as a table."""
    trials = load_trials()
    names = catalogue.tables.types[f"label_{language}"].map(short_label)
    body = [
        [
            markup.text(names[row["type"]]),
            markup.text(say(f"by_{row['by']}", language)),
            say("portrait_yes" if row["whole"] else "portrait_no", language),
            number(row["rows"], language),
            percent(row["hidden"], language),
            number(row["stated"], language, digits=3),
            number(row["true"], language, digits=3),
            number(row["error"], language, digits=3),
            " → ".join(number(row[f"lowest_{key}"], language, digits=2) for key in ("stated", "true")),
        ]
        for row in trials[trials["level"].eq("bassin_de_vie")].to_dict("records")
    ]
    keys = ("whole", "rows", "hidden", "stated", "true", "error", "lowest")
    head = [say("type", language), say("by", language)]
    head += [say(f"doc_trial_{key}", language) for key in keys]
    return markup.table(head, body, caption=say("doc_trials", language))


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


@kept(maxsize=2)
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
            for part in ("covered", "distance", "expected", "spread", "models")
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
    return _section(
        say("sources", language),
        _paragraph(say("doc_lists_1", language)),
        _wide(lists_table(followed_lists(), language, today=datetime.now(UTC).date())),
        _wide(markup.table(head, rows, caption=say("doc_boundaries", language))),
        _paragraph(say("doc_licence_atlas", language)),
    )


@kept(maxsize=1)
def _pages(catalogue: Catalogue) -> pd.Series:
    """Count how often each page is cited."""
    tables = catalogue.tables
    cited = [table["source"].str.split(" ; ").explode() for table in (tables.initiatives, tables.funding)]
    return pd.concat(cited).dropna().value_counts().sort_index()


def cited_pages(catalogue: Catalogue, language: Language) -> str:
    """List every page that a fact rests on."""
    every = _pages(catalogue)
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
    return f"<ul>{''.join(items)}</ul>"


def column_table(declaration: Declaration, language: Language) -> str:
    """Describe every column of a curated table."""
    head = [say(key, language) for key in ("doc_column", "doc_meaning", "doc_form", "doc_example")]
    rows = []
    for column in dictionary(declaration, language).reset_index().to_dict("records"):
        meaning = f"<b>{markup.text(column['title'])}</b> {markup.text(column['description'])}"
        form = " · ".join(markup.text(column[key]) for key in ("kind", "rules", "choices") if column[key])
        rows.append(
            [f"<code>{markup.text(column['name'])}</code>", meaning, form, markup.text(column["example"])]
        )
    return _wide(markup.table(head, rows, caption=table_name(declaration, language)))


def table_name(declaration: Declaration, language: Language) -> str:
    """Name a curated table by its file and title."""
    return f"{declaration.name}.csv : {declaration.title.to(language)}"


def tables(catalogue: Catalogue, language: Language) -> str:
    """Say what the descriptions of the tables are for."""
    del catalogue
    return _section(say("doc_tables", language), _paragraph(say("doc_tables_1", language)))


class Fold(NamedTuple):
    """What is long and made only when it is opened: its name, and what is in it."""

    name: str
    make: Callable[[], str]


def folds(catalogue: Catalogue, section: str, language: Language) -> list[Fold]:
    """Return the folds at the end of a section."""
    if section == "sources":
        n = number(len(_pages(catalogue)), language)
        return [Fold(say("doc_pages", language, n=n), partial(cited_pages, catalogue, language))]
    if section == "tables":
        return [
            Fold(table_name(one, language), partial(column_table, one, language))
            for one in DECLARATIONS.values()
        ]
    return []


# By the name that an address may end with, after #.
SECTIONS: dict[str, tuple[str, Callable[[Catalogue, Language], str]]] = {
    "reading": ("doc_reading", reading),
    "cite": ("doc_cite", citation),
    "completeness": ("doc_completeness", completeness),
    "cooperation": ("cooperation", cooperation_method),
    "missing": ("doc_missing", missing),
    "territories": ("doc_territories", territories),
    "measures": ("doc_measures", measures),
    "gaps": ("page_gaps", gaps_method),
    "money": ("doc_money", money_method),
    "sources": ("sources", sources),
    "tables": ("doc_tables", tables),
}


def contents(language: Language) -> str:
    """List the sections, each with a link to it."""
    items = "".join(
        f"<li><a href='#{name}'>{markup.text(say(title, language))}</a></li>"
        for name, (title, _) in SECTIONS.items()
    )
    label = markup.text(say("doc_contents", language))
    return f"<nav class='atlas-contents' aria-label='{label}'><strong>{label}</strong><ul>{items}</ul></nav>"


def section(catalogue: Catalogue, name: str, language: Language) -> str:
    """Write one section."""
    return f"<section class='atlas-doc' id='{name}'>{SECTIONS[name][1](catalogue, language)}</section>"
