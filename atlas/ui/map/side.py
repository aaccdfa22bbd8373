"""Beside the map: a search for territories, key figures, and the sheet of what was chosen."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from atlas.catalogue import Answer, Catalogue
from atlas.errors import UnknownTerritoryError
from atlas.territories.places import Place, is_place, place
from atlas.ui.map.search import go_to, search
from atlas.ui.state import fit
from atlas.views.link import View, compose
from atlas.views.sheets.initiative import initiative_sheet
from atlas.views.sheets.key_figures import key_figures
from atlas.views.sheets.territory import present, territory_sheet
from atlas.vocabulary import PERIMETER, place_level
from atlas.words import html as markup
from atlas.words import say
from atlas.words.numbers import number

# How many initiatives a summary lists before it points to the table.
_LISTED = 12


def draw(
    catalogue: Catalogue,
    view: View,
    answer: Answer,
    *,
    figures: str | None = None,
    remark: Callable[[Place], str] | None = None,
) -> None:
    """Draw the panel beside the map."""
    search(catalogue, view.language)
    if not (view.initiative or view.territory):
        st.html(key_figures(catalogue, view, answer) if figures is None else figures)
        return
    sheet(catalogue, view, remark)


def sheet(catalogue: Catalogue, view: View, remark: Callable[[Place], str] | None = None) -> None:
    """Draw the sheet of what is chosen."""
    # `atlas.js` scrolls to it where it lies below the map, `page.js` where a row of a table opened it.
    with st.container(key="sheet"):
        _sheet(catalogue, view, remark)


def _sheet(catalogue: Catalogue, view: View, remark: Callable[[Place], str] | None) -> None:
    if view.initiative:
        if view.initiative in catalogue.tables.initiatives.index:
            draw_initiative(catalogue, view)
        else:
            st.warning(say("error_unknown", view.language, what=markup.plain(view.initiative)))
        st.button(say("close", view.language), key="close_initiative", on_click=_close, args=("initiative",))
    else:
        _territory(catalogue, view, remark)


def _territory(catalogue: Catalogue, view: View, remark: Callable[[Place], str] | None) -> None:
    try:
        where = place(catalogue.geography, view.territory)
    except UnknownTerritoryError:
        st.warning(say("error_unknown", view.language, what=markup.plain(view.territory)))
        st.button(say("close", view.language), key="close_territory", on_click=_close, args=("territory",))
        return
    st.html(territory_sheet(catalogue, view, where, remark=remark(where) if remark else ""))
    _present(catalogue, view, where)
    st.page_link("pages/territoire.py", label=say("portrait_open", view.language))
    with st.container(horizontal=True):
        if str(where) != view.inside:
            st.button(say("keep_to", view.language), on_click=keep_to, args=(catalogue.curated, where))
        if where.level != "commune":
            st.button(
                say("show_communes", view.language), on_click=show_communes, args=(catalogue.curated, where)
            )
        st.button(say("close", view.language), key="close_territory", on_click=_close, args=("territory",))


def _present(catalogue: Catalogue, view: View, where: Place) -> None:
    language = view.language
    here = present(catalogue, view, where)
    st.html(f"<h3>{say('here_initiatives', language)} ({number(len(here), language)})</h3>")
    with st.container(gap=None, key="present"):
        for one in here.head(_LISTED).itertuples():
            st.button(
                markup.plain(f"{one.name} · {one.kind}"),
                key=f"present {one.Index}",
                on_click=open_initiative,
                args=(one.Index,),
                type="tertiary",
            )
    if len(here) > _LISTED:
        st.caption(say("and_more", language, n=number(len(here) - _LISTED, language)))


def draw_initiative(catalogue: Catalogue, view: View) -> None:
    """Draw the sheet of the chosen initiative, and the way to the portrait of its perimeter."""
    st.html(initiative_sheet(catalogue, view.initiative, view.language))
    where = Place(PERIMETER, view.initiative)
    if is_place(catalogue.geography, str(where)) and str(where) != view.territory:
        there = compose(replace(view, initiative="", territory=str(where)))
        st.page_link("pages/territoire.py", label=say("perimeter_open", view.language), query_params=there)


def open_initiative(identifier: str) -> None:
    """Open the sheet of an initiative; close it where there is no identifier."""
    st.session_state["initiative"] = identifier


def open_territory(catalogue: Catalogue, level: str, code: str) -> None:
    """Open the sheet of a territory and show it on the map."""
    go_to(catalogue, Place(place_level(level), code))


def keep_to(catalogue: Catalogue, where: Place) -> None:
    """Speak of one territory only, at the level that is chosen."""
    st.session_state["inside"] = str(where)
    st.session_state["territory"] = ""
    fit(catalogue, str(where))


def show_communes(catalogue: Catalogue, where: Place) -> None:
    """Show the communes of a territory on the map."""
    keep_to(catalogue, where)
    st.session_state["level"] = "commune"


def _close(what: str) -> None:
    st.session_state[what] = ""
