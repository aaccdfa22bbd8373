"""The sections of the page of a territory."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, Literal

import streamlit as st

from atlas.catalogue import Catalogue
from atlas.exports.document import Document, Table
from atlas.portrait import LINKS, REFERENCES, Asked, Outline, Portrait, references
from atlas.portrait.beside import MOST
from atlas.readers import Grants
from atlas.territories import Geography
from atlas.territories.places import Place, is_place, place
from atlas.ui import filters
from atlas.ui.data_frames import MOST_SENT, Opens, frame
from atlas.ui.downloads import PLACES, TABLES, Offer, downloads, today
from atlas.ui.map import panel as map_panel
from atlas.ui.map.near import near_me
from atlas.ui.map.search import go_to, search, suggestions, territories
from atlas.ui.map.side import draw_initiative, open_initiative
from atlas.views.link import View
from atlas.views.place import departements_by_region
from atlas.views.portrait import beside as portrait_beside
from atlas.views.portrait import files as portrait_files
from atlas.views.portrait import html as portrait_markup
from atlas.views.portrait import tables as portrait_tables
from atlas.views.portrait.choices import OWN, written_places
from atlas.views.portrait.document import asked, document
from atlas.views.portrait.words import types_part
from atlas.vocabulary import PERIMETER, PLACE_LEVELS, Language
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import euros, number, say_number

# One of each level, for whoever comes without a territory.
EXAMPLES = (
    Place("epci", "242600252"),
    Place("epci", "243500741"),
    Place("bassin_de_vie", "26113"),
    Place("departement", "93"),
    Place("region", "27"),
    Place("commune", "97105"),
    Place(PERIMETER, "pat_luberon"),
)
# Endings of the files that stand at the top of the page.
_FIRST = ("pdf", "xlsx")
_MAP_HEIGHT = 440
# Tables that may be long on one page.
_TABLES = 6
_MOST_ROWS_SHOWN = 10
_ROW_HEIGHT = 35
# Pixels of three départements.
_DEPARTEMENTS_WIDTH = 100
_DIGITS = {"count": 0, "rate": 2, "km": 1, "percent": 0, "euros": 2}


def settle(catalogue: Catalogue) -> None:
    """Put the reference to one that the chosen territory has."""
    state = st.session_state
    if is_place(catalogue.geography, state["territory"]):
        known = references(catalogue, place(catalogue.geography, state["territory"]))
        if state["portrait_reference"] not in known:
            state["portrait_reference"] = known[0]


def chosen(catalogue: Catalogue, view: View) -> Place | None:
    """Return the territory that the reader chose: None where none, or none that exists."""
    geography = catalogue.geography
    return place(geography, view.territory) if is_place(geography, view.territory) else None


def find(catalogue: Catalogue, view: View, where: Place) -> Portrait:
    """Make the portrait of a territory as the reader asks it."""
    return asked(catalogue, where, **_asked(view))


def find_beside(catalogue: Catalogue, view: View, where: Place | None) -> list[Outline]:
    """Gather the territories that stand side by side, the chosen one first; none where it stands alone."""
    if where is None:
        return []
    there = portrait_beside.others(catalogue, st.session_state["portrait_beside"], where)
    sides = [where, *there] if there else []
    return [portrait_beside.gathered(catalogue, one, **_asked(view)) for one in sides]


def _asked(view: View) -> Asked:
    state = st.session_state
    return {
        "selection": view.selection,
        "by": view.by,
        "distance_km": int(state["portrait_distance"]),
        "reference": state["portrait_reference"],
    }


def sidebar_choices(catalogue: Catalogue, language: Language) -> None:
    """Draw what the page lets choose above the filters."""
    filters.counting_choice(catalogue, language)
    filters.distance_choice(OWN, "portrait_distance", language)
    where = st.session_state["territory"]
    there = is_place(catalogue.geography, where)
    st.selectbox(
        say("portrait_reference", language),
        references(catalogue, place(catalogue.geography, where)) if there else tuple(REFERENCES),
        key="portrait_reference",
        format_func=lambda code: REFERENCES[code].to(language),
    )


def draw_choice(catalogue: Catalogue, view: View) -> None:
    """Let the reader search for a territory, choose a région or département, or start from an example."""
    language = view.language
    if view.territory:
        st.warning(say("error_unknown", language, what=markup.plain(view.territory)))
    with st.container(key="find_large", width=760):
        search(catalogue, language)
    near_me(catalogue, language)
    st.html(portrait_markup.title(say("portrait_browse", language)))
    regions = departements_by_region(catalogue)
    with st.container(key="regions"):
        for column, part in zip(st.columns(3), _thirds(list(regions)), strict=True):
            with column:
                for region in part:
                    _region(catalogue, region, regions[region], language)
    st.html(portrait_markup.title(say("portrait_examples", language)))
    with st.container(horizontal=True):
        for where in EXAMPLES:
            if not is_place(catalogue.geography, str(where)):
                continue  # an initiative may leave its list
            name = catalogue.geography.name(*where)
            st.button(
                markup.plain(f"{name} · {PLACE_LEVELS[where.level].to(language)}"),
                key=f"example {where}",
                on_click=go_to,
                args=(catalogue.curated, where),
                type="tertiary",
            )


def _thirds(rows: list[str]) -> list[list[str]]:
    each = -(-len(rows) // 3)
    return [rows[start : start + each] for start in range(0, 3 * each, each)]


def _region(catalogue: Catalogue, region: str, inside: Mapping[str, str], language: Language) -> None:
    """Offer a région, whole or by its départements."""
    names = {str(Place("region", region)): say("portrait_whole_region", language)}
    names |= {str(Place("departement", code)): f"{name} ({code})" for code, name in inside.items()}
    key = f"choose region:{region}"
    curated = catalogue.curated

    def go() -> None:
        if st.session_state[key]:
            go_to(curated, place(curated.geography, st.session_state[key]))

    st.pills(
        catalogue.geography.name("region", region),
        list(names),
        key=key,
        format_func=names.__getitem__,
        on_change=go,
    )


def draw_actions(catalogue: Catalogue, found: Portrait, language: Language, *, top: bool) -> None:
    """Draw the downloads of the portrait: at its top the two that most people want, the others below."""
    created = datetime.now(tz=UTC).date()
    for ending, (write, media) in portrait_files.FILES.items():
        if (ending in _FIRST) == top:
            st.download_button(
                say(f"portrait_{ending}", language),
                partial(write, catalogue, found, language, created=created),
                file_name=f"portrait-{found.place.level}-{found.place.code}.{ending}",
                mime=media,
                on_click="ignore",
            )


def draw_passed_over(catalogue: Catalogue, where: Place, language: Language) -> None:
    """Say whom the link names in vain beside a territory."""
    text = st.session_state["portrait_beside"]
    for words in portrait_beside.passed_over(catalogue, text, where, language):
        st.warning(words)


def draw_compare(catalogue: Catalogue, places: Sequence[Place], language: Language) -> None:
    """Let the reader set one more territory beside those that are there."""
    with st.popover(say("beside_with", language), key="beside_with"):
        if len(places) == MOST:
            st.caption(say("beside_full", language))
            return
        curated, beside = catalogue.curated, list(places[1:])
        suggestions(
            "find_beside",
            ("beside_find", "find_help", "find_none"),
            language,
            find=lambda text: territories(curated, text, language),
            take=lambda value: _set_beside([*beside, place(curated.geography, value)]),
        )


def _set_beside(places: Sequence[Place]) -> None:
    st.session_state["portrait_beside"] = written_places(dict.fromkeys(places))


def draw_beside(catalogue: Catalogue, side: Sequence[Outline], language: Language) -> None:
    """Draw territories side by side: the answer, the table, who may go, and the files."""
    words = portrait_beside.document(catalogue, side, language, created=today())
    others = [one.place for one in side[1:]]
    st.html(portrait_beside.head(words))
    st.html(portrait_beside.html(words.tables["beside"], side, language))
    with st.container(horizontal=True, key="beside_out"):
        for one in side[1:]:
            left = [other for other in others if other != one.place]
            name = say("beside_remove", language, name=markup.plain(one.name))
            st.button(name, key=f"out {one.place}", on_click=_set_beside, args=(left,), type="tertiary")
    st.html(portrait_markup.sources(words))


def draw_beside_actions(catalogue: Catalogue, side: Sequence[Outline], language: Language) -> None:
    """Draw the way to add a territory, the files, and the way back to the portrait."""
    draw_compare(catalogue, [one.place for one in side], language)
    for ending, (write, media) in portrait_beside.FILES.items():
        st.download_button(
            say(f"beside_{ending}", language),
            partial(write, catalogue, side, language, created=today()),
            file_name=f"cote-a-cote-{side[0].place.level}-{side[0].place.code}.{ending}",
            mime=media,
            on_click="ignore",
        )
    st.button(say("beside_back", language), on_click=_set_beside, args=([],), type="tertiary")


def draw(catalogue: Catalogue, view: View, found: Portrait) -> None:
    """Draw a portrait: what is there, what is missing, what is not known, then whom it compares with."""
    language = view.language
    words = document(catalogue, found, language, created=datetime.now(tz=UTC).date())
    st.html(portrait_markup.head(words))
    if catalogue.grants is not None:
        st.caption(_grants(catalogue.geography, catalogue.grants, found, language))
    fit = portrait_files.fit(catalogue, found)
    left, right = st.columns([10, 8], gap="medium")
    with left:
        if fit is None:
            _positions(words, language)
        else:
            _map(catalogue, view, found, fit)
    with right:
        search(catalogue, language)
        _side(catalogue, view, words)
        if fit is None:
            st.html(portrait_markup.comparison(words.tables["comparison"]))
    _initiatives(found, words, language)
    _types(found, words, language)
    if fit is not None:
        left, right = st.columns([10, 8], gap="medium")
        with left:
            _positions(words, language)
        with right:
            st.html(portrait_markup.comparison(words.tables["comparison"]))
    _section(words.tables["lines"], language)
    _section(words.tables["models"], language)
    if len(found.models):
        most = [Place(found.place.level, str(code)) for code in found.models.index[: MOST - 1]]
        st.button(say("beside_models", language), on_click=_set_beside, args=(most,))
    _downloads(catalogue, found, words, language)


def _types(found: Portrait, words: Document, language: Language) -> None:
    """Draw the types present, those missing from complete lists, and in a fold those not known."""
    whole = words.tables["types"]
    if whole.cells.empty:
        st.caption(markup.plain(whole.empty))
        return
    for status, name in (("value", "portrait_types_value"), ("zero", "portrait_types_zero_title")):
        part = types_part(whole, found, status)._replace(title=say(name, language))
        st.html(portrait_markup.types(part, status, empty=say(f"portrait_types_{status}_none", language)))
    part = types_part(whole, found, "no_known")
    count = len(part.cells)
    if count:
        title = say_number("portrait_types_no_known", count, language)
        with st.expander(title, key="portrait_unknown", on_change="rerun") as fold:
            if fold.open:
                st.html(portrait_markup.types(part._replace(title=title), "no_known"))
    st.html(portrait_markup.note(whole))


def _grants(geography: Geography, grants: Grants, found: Portrait, language: Language) -> str:
    rows, cents = grants.inside(*found.place, geography.members(*found.place))
    if not rows:
        return say("own_grants_none", language)
    amount = euros(cents / 100, language)
    return say("own_grants_here", language, n=number(rows, language), total=amount)


def _positions(words: Document, language: Language) -> None:
    st.html(portrait_markup.positions(words))
    with st.expander(say("portrait_full", language), key="portrait_positions", on_change="rerun") as fold:
        if fold.open:
            _frame(words.tables["positions"], language)


def _map(catalogue: Catalogue, view: View, found: Portrait, fit: dict[str, Any]) -> None:
    told = portrait_files.map_choices(catalogue, found, view.language, initiative=view.initiative)
    choices = replace(told, tiles=view.tiles)
    answer, figure = portrait_files.drawn(catalogue, choices)
    map_panel.draw(catalogue, choices, answer, figure, fit=fit, height=_MAP_HEIGHT)


def _side(catalogue: Catalogue, view: View, words: Document) -> None:
    known = catalogue.tables.initiatives.index
    if view.initiative in known:
        with st.container(key="sheet"):
            with st.container(height=_MAP_HEIGHT, border=False):
                draw_initiative(catalogue, view)
            close = say("close", view.language)
            st.button(close, key="close_initiative", on_click=open_initiative, args=("",))
        return
    st.html(portrait_markup.people(words))


def _initiatives(found: Portrait, words: Document, language: Language) -> None:
    table = words.tables["initiatives"]
    st.html(portrait_markup.title(table.title))
    if table.cells.empty:
        st.caption(markup.plain(table.empty))
        return
    link = found.initiatives["link"].reset_index(drop=True)
    counts = link.value_counts()
    names = {
        key: f"{label.to(language)} ({number(counts[key], language)})"
        for key, label in LINKS.items()
        if key in counts
    }
    tabs = st.tabs(list(names.values()), key="portrait_links", on_change="rerun")
    for key, tab in zip(names, tabs, strict=True):
        if not tab.open:
            continue
        with tab:
            part = table._replace(cells=table.cells[link.eq(key)])
            opens = Opens(f"portrait_{key}", list(found.initiatives.index[link.eq(key)]), open_initiative)
            _frame(part, language, leave_out=("link",), opens=opens)
    st.caption(markup.plain(table.note))


def _section(table: Table, language: Language) -> None:
    st.html(portrait_markup.title(table.title))
    if table.cells.empty:
        st.caption(markup.plain(table.empty))
        return
    _frame(table, language)
    st.caption(markup.plain(table.note))


def _frame(
    table: Table, language: Language, *, leave_out: tuple[str, ...] = (), opens: Opens | None = None
) -> None:
    columns = {key: column for key, column in table.columns.items() if key not in leave_out}
    shown = table.cells[list(columns)].rename(columns={key: column.name for key, column in columns.items()})
    config = {
        column.name: st.column_config.LinkColumn() for column in columns.values() if column.kind == "link"
    }
    if several := columns.get("departements"):
        config[several.name] = st.column_config.Column(width=_DEPARTEMENTS_WIDTH)
    years = {column.name: "{:.0f}".format for column in columns.values() if column.kind == "year"}
    for column in columns.values():
        if column.kind in _DIGITS:
            shown[column.name] = shown[column.name].astype("float64").round(_DIGITS[column.kind])
    height: int | Literal["auto"] = (
        _ROW_HEIGHT * (_MOST_ROWS_SHOWN + 1) if len(shown) > _MOST_ROWS_SHOWN else "auto"
    )
    frame(
        shown,
        language,
        written=years,
        opens=opens,
        most=MOST_SENT // _TABLES,
        column_config=config,
        hide_index=True,
        height=height,
    )


def _downloads(catalogue: Catalogue, found: Portrait, words: Document, language: Language) -> None:
    st.html(portrait_markup.title(say("portrait_downloads", language)))
    with st.container(horizontal=True):
        draw_actions(catalogue, found, language, top=False)
        _parts(catalogue, found, words, language)
    st.html(portrait_markup.sources(words))


def _parts(catalogue: Catalogue, found: Portrait, words: Document, language: Language) -> None:
    name = f"portrait-{found.place.level}-{found.place.code}"
    offers = [
        Offer(
            words.tables[key].title,
            f"{name}-{key}",
            partial(portrait_tables.part, catalogue, found, words, language, key=key, created=today()),
            PLACES if key in portrait_tables.PLACED else TABLES,
        )
        for key in portrait_tables.PARTS
    ]
    if portrait_files.fit(catalogue, found) is not None:
        made = partial(portrait_tables.chart, catalogue, found, language, created=today())
        offers.insert(0, Offer(say("download_map", language), f"{name}-carte", made, ("png",)))
    downloads(language, *offers, label="download_parts")
