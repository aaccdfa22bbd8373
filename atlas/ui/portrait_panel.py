"""The sections of the page of a territory."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, Literal

import pandas as pd
import streamlit as st

from atlas.catalogue import Catalogue
from atlas.exports.document import Document, Table
from atlas.portrait import DISTANCES, LINKS, REFERENCES, Portrait, portrait, references
from atlas.readers import Grants
from atlas.territories.places import Place, is_place, place
from atlas.ui import filters
from atlas.ui.data_frames import frame
from atlas.ui.downloads import PLACES, TABLES, Offer, downloads, today
from atlas.ui.map import panel as map_panel
from atlas.ui.map import side as side_panel
from atlas.views.link import View
from atlas.views.portrait import files as portrait_files
from atlas.views.portrait import html as portrait_markup
from atlas.views.portrait import tables as portrait_tables
from atlas.views.portrait.document import document
from atlas.views.sheets.initiative import initiative_sheet
from atlas.vocabulary import LEVELS, Language
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import euros, number

# One of each level, for whoever comes without a territory.
EXAMPLES = (
    Place("epci", "242600252"),
    Place("epci", "243500741"),
    Place("bassin_de_vie", "26113"),
    Place("departement", "93"),
    Place("region", "27"),
    Place("commune", "97105"),
)
_MAP_HEIGHT = 440
_MOST_ROWS_SHOWN = 10
_ROW_HEIGHT = 35
_DIGITS = {"count": 0, "rate": 2, "km": 1, "percent": 0, "euros": 2}


def settle(catalogue: Catalogue) -> None:
    """Put the reference to one that the chosen territory has."""
    state = st.session_state
    if is_place(catalogue.geography, state["territory"]):
        known = references(catalogue, place(catalogue.geography, state["territory"]))
        if state["portrait_reference"] not in known:
            state["portrait_reference"] = known[0]


def find(catalogue: Catalogue, view: View) -> Portrait | None:
    """Make the portrait of the territory that the reader chose.

    None where no territory, or none that exists, is chosen.
    """
    if not is_place(catalogue.geography, view.territory):
        return None
    return portrait(
        catalogue,
        place(catalogue.geography, view.territory),
        selection=view.selection,
        by=view.by,
        distance_km=int(st.session_state["portrait_distance"]),
        reference=st.session_state["portrait_reference"],
    )


def sidebar_choices(catalogue: Catalogue, language: Language) -> None:
    """Draw what the page lets choose above the filters."""
    filters.counting_choice(catalogue, language)
    st.selectbox(
        say("portrait_distance", language),
        [str(km) for km in sorted(DISTANCES)],
        key="portrait_distance",
        format_func=lambda km: f"{km}\xa0km",
    )
    where = st.session_state["territory"]
    there = is_place(catalogue.geography, where)
    st.selectbox(
        say("portrait_reference", language),
        references(catalogue, place(catalogue.geography, where)) if there else tuple(REFERENCES),
        key="portrait_reference",
        format_func=lambda code: REFERENCES[code].to(language),
    )


def draw_choice(catalogue: Catalogue, view: View) -> None:
    """Let the reader search for a territory or start from an example."""
    language = view.language
    if view.territory:
        st.warning(say("error_unknown", language, what=markup.plain(view.territory)))
    st.write(say("portrait_choose", language))
    with st.container(width=560):
        side_panel.search(catalogue, language)
        with st.container(gap=None):
            for where in EXAMPLES:
                name = catalogue.geography.name(*where)
                st.button(
                    markup.plain(f"{name} · {LEVELS[where.level].to(language)}"),
                    key=f"example {where}",
                    on_click=side_panel.go_to,
                    args=(catalogue, where),
                    type="tertiary",
                )


def draw(catalogue: Catalogue, view: View, found: Portrait) -> None:
    """Draw a portrait."""
    language = view.language
    words = document(catalogue, found, language, created=datetime.now(tz=UTC).date())
    st.html(portrait_markup.head(words))
    if catalogue.grants is not None:
        st.caption(_grants(catalogue.grants, found, language))
    fit = portrait_files.fit(catalogue, found)
    left, right = st.columns([10, 8], gap="medium")
    with left:
        if fit is None:
            _positions(words, language)
        else:
            _map(catalogue, view, found, fit)
    with right:
        side_panel.search(catalogue, language)
        _side(catalogue, view, words)
        if fit is None:
            st.html(portrait_markup.comparison(words.tables["comparison"]))
    if fit is not None:
        left, right = st.columns([10, 8], gap="medium")
        with left:
            _positions(words, language)
        with right:
            st.html(portrait_markup.comparison(words.tables["comparison"]))
    _initiatives(found, words, language)
    st.html(portrait_markup.section(words.tables["types"]))
    _section(words.tables["lines"], language)
    _section(words.tables["models"], language)
    _downloads(catalogue, found, words, language)


def _grants(grants: Grants, found: Portrait, language: Language) -> str:
    here = grants.totals(found.place.level).reindex([found.place.code]).iloc[0]
    if pd.isna(here["cents"]):
        return say("own_grants_none", language)
    amount = euros(float(here["cents"]) / 100, language)
    return say("own_grants_here", language, n=number(int(here["grants"]), language), total=amount)


def _positions(words: Document, language: Language) -> None:
    st.html(portrait_markup.positions(words))
    with st.expander(say("portrait_full", language)):
        _frame(words.tables["positions"], language)


def _map(catalogue: Catalogue, view: View, found: Portrait, fit: dict[str, Any]) -> None:
    told = portrait_files.map_choices(catalogue, found, view.language, initiative=view.initiative)
    choices = replace(told, tiles=view.tiles)
    answer = catalogue.answer(choices.selection, choices.level, by=choices.by, measure=choices.measure)
    map_panel.draw(catalogue, choices, answer, fit=fit, height=_MAP_HEIGHT)


def _side(catalogue: Catalogue, view: View, words: Document) -> None:
    known = catalogue.tables.initiatives.index
    if view.initiative in known:
        with st.container(height=_MAP_HEIGHT, border=False):
            st.html(initiative_sheet(catalogue, view.initiative, view.language))
        st.button(say("close", view.language), key="close_initiative", on_click=_close)
        return
    st.html(portrait_markup.people(words))


def _close() -> None:
    st.session_state["initiative"] = ""


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
    for key, tab in zip(names, st.tabs(list(names.values())), strict=True):
        with tab:
            _frame(table._replace(cells=table.cells[link.eq(key)]), language, leave_out=("link",))
    st.caption(markup.plain(table.note))


def _section(table: Table, language: Language) -> None:
    st.html(portrait_markup.title(table.title))
    if table.cells.empty:
        st.caption(markup.plain(table.empty))
        return
    _frame(table, language)
    st.caption(markup.plain(table.note))


def _frame(table: Table, language: Language, *, leave_out: tuple[str, ...] = ()) -> None:
    columns = {key: column for key, column in table.columns.items() if key not in leave_out}
    shown = table.cells[list(columns)].rename(columns={key: column.name for key, column in columns.items()})
    config = {
        column.name: st.column_config.LinkColumn() for column in columns.values() if column.kind == "link"
    }
    years = {column.name: "{:.0f}".format for column in columns.values() if column.kind == "year"}
    for column in columns.values():
        if column.kind in _DIGITS:
            shown[column.name] = shown[column.name].astype("float64").round(_DIGITS[column.kind])
    height: int | Literal["auto"] = (
        _ROW_HEIGHT * (_MOST_ROWS_SHOWN + 1) if len(shown) > _MOST_ROWS_SHOWN else "auto"
    )
    frame(shown, language, written=years, column_config=config, hide_index=True, height=height)


def _downloads(catalogue: Catalogue, found: Portrait, words: Document, language: Language) -> None:
    st.html(portrait_markup.title(say("portrait_downloads", language)))
    name = f"portrait-{found.place.level}-{found.place.code}"
    created = datetime.now(tz=UTC).date()
    with st.container(horizontal=True):
        for ending, (write, media) in portrait_files.FILES.items():
            st.download_button(
                say(f"portrait_{ending}", language),
                partial(write, catalogue, found, language, created=created),
                file_name=f"{name}.{ending}",
                mime=media,
                on_click="ignore",
            )
        _parts(catalogue, found, words, language, name=name)
    st.caption(say("portrait_share_link", language))
    st.html(portrait_markup.sources(words))


def _parts(catalogue: Catalogue, found: Portrait, words: Document, language: Language, *, name: str) -> None:
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
