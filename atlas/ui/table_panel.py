"""The tables behind the map, one click away, and their downloads."""

from collections.abc import Callable
from datetime import UTC
from datetime import datetime
from typing import Any

import geopandas as gpd
import pandas as pd
import streamlit as st

from atlas import exports
from atlas.catalogue import Answer
from atlas.catalogue import Catalogue
from atlas.exports.tables import seat_points
from atlas.measures import BLANKS
from atlas.measures import MEASURES
from atlas.ui.link import View
from atlas.ui.link import compose
from atlas.ui.map_view import short_label
from atlas.ui.map_view import shown_codes
from atlas.ui.map_view import shown_level
from atlas.ui.texts import say
from atlas.vocabulary import SCALES
from atlas.vocabulary import SETTINGS
from atlas.vocabulary import Language


def choose(language: Language) -> None:
    """Draw the switch that opens a table."""
    st.segmented_control(
        say("table", language),
        ["", "territories", "initiatives"],
        key="table",
        format_func=lambda code: say(f"table_{code or 'none'}", language),
        required=True,
    )


def draw(catalogue: Catalogue, view: View, answer: Answer) -> None:
    """Draw the open table and its downloads.

    Parameters
    ----------
    catalogue
        Initiatives and places.
    view
        What the reader chose.
    answer
        The measure at the shown level.
    """
    if view.table == "territories":
        _territories(catalogue, view, answer)
    elif view.table == "initiatives":
        _initiatives(catalogue, view, answer)


def _territories(catalogue: Catalogue, view: View, answer: Answer) -> None:
    language = view.language
    level = shown_level(view)
    table = exports.territories_table(catalogue, answer, level, shown_codes(catalogue, view, answer))
    shown = pd.DataFrame(
        {
            say("name", language): table["name"],
            say("setting", language): table["setting"].map({k: v.to(language) for k, v in SETTINGS.items()}),
            say("population", language): table["population"],
            say("initiatives", language): table["initiatives"],
            say("funding", language): table["funding"],
            _measure_name(view): table["value"],
            say("state", language): table["status"].map(
                {"value": say("state_value", language)} | {k: v.to(language) for k, v in BLANKS.items()}
            ),
        }
    )
    shown.index.name = say("code", language)
    numbers = {
        column: st.column_config.NumberColumn(format="localized")
        for column in shown.columns
        if pd.api.types.is_numeric_dtype(shown[column])
    }
    st.dataframe(shown, column_config=numbers, height=420, placeholder="–")

    def geometry() -> gpd.GeoSeries:
        return catalogue.geography.boundaries(level).geometry

    downloads(catalogue, view, lambda: table, geometry, name=level, about=_about(view))


def _initiatives(catalogue: Catalogue, view: View, answer: Answer) -> None:
    language = view.language
    table = exports.initiatives_table(catalogue, answer)
    types = catalogue.tables.types[f"label_{language}"].map(short_label)
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
            say("scale", language): table["scale"].map({k: v.to(language) for k, v in SCALES.items()}),
            say("setting", language): table["setting"].map({k: v.to(language) for k, v in SETTINGS.items()}),
            say("start", language): table["start_year"],
            say("funding", language): table["received_eur"],
            say("source", language): table["source_url"],
        }
    )
    shown.index.name = say("id", language)
    config = {
        say("funding", language): st.column_config.NumberColumn(format="localized"),
        say("start", language): st.column_config.NumberColumn(format="%d"),
        say("source", language): st.column_config.LinkColumn(),
    }
    st.dataframe(shown, column_config=config, height=420, placeholder="–")
    downloads(
        catalogue, view, lambda: table, lambda: seat_points(table), name="initiatives", about=_about(view)
    )


def _about(view: View) -> dict[str, Any]:
    return {"measure": MEASURES[view.measure].label.to(view.language), "filters": compose(view)}


def downloads(  # noqa: PLR0913 - what a file tells of itself
    catalogue: Catalogue,
    view: View,
    table: Callable[[], pd.DataFrame],
    geometry: Callable[[], gpd.GeoSeries],
    *,
    name: str,
    about: dict[str, Any],
) -> None:
    """Draw the downloads of a table; nothing is written before someone asks.

    Parameters
    ----------
    catalogue
        Initiatives and places.
    view
        What the reader chose.
    table
        Gives the rows of both files.
    geometry
        Gives a geometry to each of them.
    name
        Part of the file's name.
    about
        What the reader chose: `measure` and `filters`, told in the GeoJSON.
    """
    language = view.language
    metadata = {
        "title": say("atlas", language),
        **about,
        "millesime": catalogue.geography.millesime,
        "sources": [
            {key: source[key] for key in ("title", "producer", "vintage", "licence")}
            for source in catalogue.geography.lineage["sources"]
        ],
        "created": datetime.now(tz=UTC).date().isoformat(),
    }
    with st.container(horizontal=True):
        st.download_button(
            say("download_csv", language),
            lambda: exports.to_csv(table()),
            file_name=f"atlas-{name}.csv",
            mime="text/csv",
            help=say("download_help", language),
            on_click="ignore",
        )
        st.download_button(
            say("download_geojson", language),
            lambda: exports.to_geojson(table(), geometry(), metadata),
            file_name=f"atlas-{name}.geojson",
            mime="application/geo+json",
            help=say("download_help", language),
            on_click="ignore",
        )


def _measure_name(view: View) -> str:
    return f"{MEASURES[view.measure].label.to(view.language)} ({say(f'by_{view.by}', view.language)})"
