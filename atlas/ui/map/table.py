"""The tables behind the map, one click away, and the downloads of the page."""

from functools import partial

import pandas as pd
import streamlit as st

from atlas.catalogue import Answer, Catalogue, listing
from atlas.catalogue.measures import BLANKS, MEASURES
from atlas.catalogue.selection import FILTERS, ORIGINS
from atlas.ui.data_frames import Opens, frame
from atlas.ui.downloads import MAPS, Offer, downloads, today
from atlas.ui.map.side import open_initiative, open_territory
from atlas.views.link import View
from atlas.views.map import files as map_files
from atlas.views.map.figure import type_names
from atlas.views.perimeter import narrowed, perimeter_name, perimeter_told
from atlas.views.place import where_columns
from atlas.views.portrait.beside import beside_of
from atlas.vocabulary import SCALES, SETTINGS, labels_in, place_level
from atlas.words import html as markup
from atlas.words import say

# Measures that a table of territories has anyhow.
_ALWAYS = ("count", "funding")
# Pixels of the longest name of a département.
_NAME_WIDTH = 190


def choose(catalogue: Catalogue, view: View, answer: Answer) -> None:
    """Draw the switch that opens a table, and the downloads of the map and of both tables."""
    language = view.language
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        st.segmented_control(
            say("table", language),
            ["", "territories", "initiatives"],
            key="table",
            format_func=lambda code: say(f"table_{code or 'none'}", language),
            required=True,
            width="content",
        )
        territories = partial(map_files.territories, catalogue, view, answer, created=today())
        here = narrowed(catalogue, view, answer)
        initiatives = partial(
            map_files.initiatives,
            catalogue,
            view,
            here,
            created=today(),
            also=perimeter_told(catalogue, view),
        )
        name = f"atlas-{place_level(view.level)}"
        seats = partial(map_files.initiatives, catalogue, view, answer, created=today())
        downloads(
            language,
            # The picture says what the screen says.
            Offer(say("download_map", language), name, seats if view.points else territories, MAPS),
            Offer(say("download_territories", language), name, territories),
            Offer(say("download_initiatives", language), "atlas-initiatives", initiatives),
        )


def draw(catalogue: Catalogue, view: View, answer: Answer) -> None:
    """Draw the open table."""
    if view.table == "territories":
        _territories(catalogue, view, answer)
    elif view.table == "initiatives":
        _initiatives(catalogue, view, answer)


def _territories(catalogue: Catalogue, view: View, answer: Answer) -> None:
    language = view.language
    level = view.level
    table = map_files.territories_table(catalogue, view, answer, level)
    shown = pd.DataFrame(
        {
            say("name", language): table["name"],
            **where_columns(catalogue, level, table.index, language),
            say("setting", language): table["setting"].map(labels_in(SETTINGS, language)),
            say("population", language): table["population"],
            say("initiatives", language): table["initiatives"],
            say("funding", language): table["funding"],
            **({} if view.measure in _ALWAYS else {_measure_name(view): table["value"]}),
            say("state", language): table["status"].map(
                {"value": say("state_value", language)} | labels_in(BLANKS, language)
            ),
            **(
                {say("blank_column", language): table["blank_chance"].round(2)}
                if table["blank_chance"].notna().any()
                else {}
            ),
        }
    )
    shown.index.name = say("code", language)
    config = {say("name", language): st.column_config.Column(width=_NAME_WIDTH)}
    # Codes and ids serve who works with the files and commands: names open a table, codes close it.
    shown[say("code", language)] = shown.index
    take, beside = partial(open_territory, catalogue.curated, level), partial(beside_of, view, level)
    opens = Opens("territories", list(table.index), take, beside)
    frame(shown, language, opens=opens, column_config=config, height=420, hide_index=True)


def _initiatives(catalogue: Catalogue, view: View, answer: Answer) -> None:
    language = view.language
    if name := perimeter_name(catalogue, view):
        st.caption(say("table_perimeter", language, name=markup.plain(name)))
    table = listing.initiatives_table(catalogue, narrowed(catalogue, view, answer))
    types = type_names(catalogue, language)
    communes, departements = (
        catalogue.geography.communes["name"],
        catalogue.geography.level("departement")["name"],
    )
    shown = pd.DataFrame(
        {
            say("name", language): table["name"],
            say("type", language): table["type"].map(types),
            say("commune", language): table["seat_commune"].map(communes),
            say("department", language): table["departement"].map(departements),
            say("scale", language): table["scale"].map(labels_in(SCALES, language)),
            say("setting", language): table["setting"].map(labels_in(SETTINGS, language)),
            say("start", language): table["start_year"],
            say("funding", language): table["received_eur"],
            say("source", language): table["source_url"],
        }
    )
    if "origin" in table:
        origins = {code: label.to(language) for code, label in ORIGINS.items()}
        shown.insert(1, FILTERS["origin"].title.to(language), table["origin"].map(origins))
    shown.index.name = say("id", language)
    config = {
        say("start", language): st.column_config.NumberColumn(format="%d"),
        say("source", language): st.column_config.LinkColumn(),
    }
    shown[say("id", language)] = shown.index
    opens = Opens("initiatives", list(table.index), open_initiative)
    frame(shown, language, opens=opens, column_config=config, height=420, hide_index=True)


def _measure_name(view: View) -> str:
    return f"{MEASURES[view.measure].label.to(view.language)} ({say(f'by_{view.by}', view.language)})"
