"""The tables and the map of a portrait, each as a file of its own."""

from dataclasses import replace
from datetime import date

import geopandas as gpd
import pandas as pd

from atlas.catalogue import Catalogue
from atlas.exports.content import CloseUp, Export
from atlas.exports.document import Document
from atlas.maps.paper import window
from atlas.portrait import Portrait
from atlas.territories.perimeters import shapes
from atlas.views.about import Also, about
from atlas.views.link import View
from atlas.views.map.files import map_sheet
from atlas.views.portrait import files as portrait_files
from atlas.views.portrait.choices import portrait_address
from atlas.vocabulary import Language
from atlas.words import say

# What may be taken along, in the order of the page.
PARTS = ("initiatives", "lines", "comparison", "types", "positions", "models")
# Those whose rows lie somewhere.
PLACED = ("initiatives", "models")


def part(  # noqa: PLR0913 - a table of a portrait, in words
    catalogue: Catalogue,
    portrait: Portrait,
    words: Document,
    language: Language,
    *,
    key: str,
    created: date,
) -> Export:
    """Make the file of one table of a portrait."""
    rows = getattr(portrait, key)
    worded = words.tables[key]
    level, code = portrait.place
    choices = _choices(catalogue, portrait, language)
    also = Also(
        {say("place", language): f"{portrait.name} ({code})"},
        portrait_address(portrait),
        page="territoire",
    )

    def seats() -> gpd.GeoSeries:
        places = catalogue.places.reindex(rows.index)
        points = gpd.GeoSeries(
            gpd.points_from_xy(places["lon"], places["lat"]), index=rows.index, crs="EPSG:4326"
        )
        return points.where(places["lon"].notna(), None)

    def boundaries() -> gpd.GeoSeries:
        return shapes(catalogue.geography, level, rows.index)

    places = {"initiatives": seats, "models": boundaries}
    return Export(
        name=f"portrait_{key}",
        rows=rows,
        about=about(catalogue, choices, f"{worded.title} · {portrait.name}", created=created, also=also),
        geometry=places.get(key),
        meanings={name: column.name for name, column in worded.columns.items() if name in rows.columns},
    )


def _choices(catalogue: Catalogue, portrait: Portrait, language: Language) -> View:
    """Return what a portrait rests on: its map alone keeps to the communes of a département."""
    told = portrait_files.map_choices(catalogue, portrait, language)
    return replace(told, selection=portrait.selection)


def chart(catalogue: Catalogue, portrait: Portrait, language: Language, *, created: date) -> Export:
    """Make the file of a portrait's map: the territory among its neighbours."""
    level, code = portrait.place
    choices = portrait_files.map_choices(catalogue, portrait, language)
    answer, figure = portrait_files.drawn(catalogue, choices)
    drawn = catalogue.geography.boundaries(choices.level).geometry
    here = shapes(catalogue.geography, level, pd.Index([code])).iloc[0]
    seen = window(here, portrait.distance_km)
    title = f"{figure.title} · {portrait.name}"
    limits = catalogue.geography.boundaries("departement").geometry
    return Export(
        name=f"portrait_{level}_{code}",
        rows=portrait.comparison,
        about=about(
            catalogue,
            _choices(catalogue, portrait, language),
            title,
            created=created,
            level=choices.level,
            also=Also({}, portrait_address(portrait), page="territoire"),
        ),
        sheet=lambda: map_sheet(
            catalogue,
            choices,
            answer,
            figure,
            fit=portrait_files.fit(catalogue, portrait),
            close=CloseUp(seen, drawn, limits),
        ),
    )
