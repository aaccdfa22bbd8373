"""What leaves a page: its tables and maps with the words of the reader's choice, for any format.

Nothing here uses Streamlit's pages: the command line makes its files by the same functions.
"""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import geopandas as gpd
import pandas as pd

from atlas import settings
from atlas.catalogue import Answer, Catalogue, listing
from atlas.catalogue.listing import seat_points
from atlas.exports.content import Blank, Categorised, Category, CloseUp, Export, Graduated, MapSheet, Range
from atlas.gaps import blanks
from atlas.maps.palettes import glyph
from atlas.maps.picture import Overlay
from atlas.territories.perimeters import shapes
from atlas.views.about import NOTHING, Also, about, named, titled
from atlas.views.link import View
from atlas.views.lists import chance
from atlas.views.map.border import place_fit
from atlas.views.map.figure import (
    BLANK_LETTERS,
    Figure,
    figure_classes,
    legend_rows,
    map_picture,
    measured,
    type_names,
    written,
)
from atlas.views.map.message import message
from atlas.views.map.points import shared_layer, type_order
from atlas.vocabulary import AREA_LEVELS, OWN_LEVEL, place_level
from atlas.words import say, short_label


def territories(
    catalogue: Catalogue, view: View, answer: Answer, *, created: date, level: str | None = None
) -> Export:
    """Make the file of territories with the measure of the view."""
    level = level or view.level
    view = replace(view, points=False)
    rows = territories_table(catalogue, view, answer, level)
    figure = message(catalogue, view, answer, level)
    name = f"atlas_{place_level(level)}"
    return mapped(catalogue, view, answer, rows, figure=figure, name=name, created=created, level=level)


def territories_table(catalogue: Catalogue, view: View, answer: Answer, level: str) -> pd.DataFrame:
    """List the territories with their figures and what their blanks are worth."""
    rows = listing.territories_table(catalogue, answer, level)
    worth = blanks(catalogue, view.selection, level, by=view.by)
    rows.insert(list(rows).index("status") + 1, "blank_chance", worth.chance.reindex(rows.index))
    return rows


def mapped(  # noqa: PLR0913 - what a mapped table is
    catalogue: Catalogue,
    view: View,
    answer: Answer,
    rows: pd.DataFrame,
    *,
    figure: Figure,
    name: str,
    created: date,
    also: Also = NOTHING,
    level: str | None = None,
) -> Export:
    """Make the file of a table of territories with the map beside it."""
    level = level or view.level
    title = titled(catalogue, view, figure.title, level)
    return Export(
        name=name,
        rows=rows,
        about=about(catalogue, view, title, created=created, also=also, level=level),
        geometry=lambda: territory_shapes(catalogue, level, rows.index),
        style=lambda: graduated(
            view,
            figure,
            # The columns of another table may have the same names for other things.
            "" if "value" in rows.columns else "map_",
        ),
        sheet=lambda: map_sheet(catalogue, view, answer, figure),
    )


def initiatives(
    catalogue: Catalogue,
    view: View,
    answer: Answer,
    *,
    created: date,
    also: Also = NOTHING,
) -> Export:
    """Make the file of the chosen initiatives, with their map beside it."""
    language = view.language
    view = replace(view, points=True)
    rows = listing.initiatives_table(catalogue, answer)
    types = catalogue.tables.types
    order = type_order(types)
    present = types.index[types.index.isin(rows["type"])]
    return Export(
        name="atlas_initiatives",
        rows=rows,
        about=about(
            catalogue,
            view,
            named(catalogue, view, say("file_initiatives", language)),
            created=created,
            also=also,
        ),
        geometry=lambda: seat_points(rows),
        style=lambda: Categorised(
            title=say("type", language),
            column="type",
            categories=tuple(
                Category(code, short_label(types.loc[code, f"label_{language}"]), *glyph(order[code]))
                for code in present
            ),
        ),
        sheet=lambda: _seats_sheet(catalogue, view, answer, rows),
    )


def _seats_sheet(catalogue: Catalogue, view: View, answer: Answer, rows: pd.DataFrame) -> MapSheet:
    """Return the map of initiatives, and who they are in words."""
    language = view.language
    words = {
        "name": rows["name"],
        "type": rows["type"].map(type_names(catalogue, language)),
        "commune": rows["seat_commune"].map(catalogue.geography.communes["name"]),
    }
    told = pd.DataFrame({say(key, language): column.fillna("") for key, column in words.items()})
    sheet = map_sheet(catalogue, view, answer, message(catalogue, view, answer))
    return replace(sheet, table=told, caption=say("file_list", language), texts=len(words))


def table(  # noqa: PLR0913 - what a table is
    catalogue: Catalogue,
    view: View,
    rows: pd.DataFrame,
    *,
    name: str,
    title: str,
    created: date,
    level: str | None = None,
    also: Also = NOTHING,
) -> Export:
    """Make the file of any table."""
    places = None if level is None else partial(territory_shapes, catalogue, level, rows.index)
    told = about(catalogue, view, title, created=created, also=also, level=level)
    return Export(name=name, rows=rows, about=told, geometry=places)


def territory_shapes(catalogue: Catalogue, level: str, codes: pd.Index) -> gpd.GeoSeries:
    """Return the polygon of each code.

    In the order of `codes`, EPSG:4326; missing where there is none.
    """
    if level == OWN_LEVEL:
        known = codes[codes.isin(catalogue.geography.level(level).index)].unique()
        return shapes(catalogue.geography, level, known).reindex(codes)
    return catalogue.geography.boundaries(level).geometry.reindex(codes)


def map_sheet(  # noqa: PLR0913 - a map, and where to look
    catalogue: Catalogue,
    view: View,
    answer: Answer,
    figure: Figure | None = None,
    *,
    fit: dict[str, Any] | None = None,
    close: CloseUp | None = None,
    overlay: Overlay | None = None,
) -> MapSheet:
    """Return the map as the screen shows it."""
    view = replace(view, tiles=False)
    figure = figure or measured(catalogue, view, answer)
    level = view.level
    names = catalogue.geography.level(level)["name"]
    told = figure.table.sort_values("value", ascending=False, kind="stable", na_position="last")
    language = view.language
    cells = [
        figure.blanks.get(status, "") if pd.isna(value) else written(figure, value, language)
        for value, status in zip(told["value"], told["status"], strict=True)
    ]
    if figure.chance is not None:
        worth = figure.chance.reindex(told.index)
        cells = [
            cell if pd.isna(one) else f"{cell} ({chance(one, language)})"
            for cell, one in zip(cells, worth, strict=True)
        ]
    heads = [
        AREA_LEVELS[level].to(language),
        f"{figure.title} ({figure.unit})" if figure.unit else figure.title,
    ]
    return MapSheet(
        picture=map_picture(
            catalogue,
            view,
            answer,
            figure=figure,
            fit=fit or place_fit(catalogue, view.territory or view.inside),
            overlay=overlay,
        ),
        shared=shared_layer(catalogue),
        folder=settings.GEO_FOLDER / "display",
        table=pd.DataFrame({heads[0]: names.reindex(told.index).to_numpy(), heads[1]: cells}),
        caption=say("file_values", language),
        close=close,
    )


def graduated(view: View, figure: Figure, prefix: str) -> Graduated:
    """Return the classes of a map to a layer."""
    classes = figure_classes(view, figure)
    rows = legend_rows(view, figure, classes)
    present = [kind for kind in figure.blanks if figure.table["status"].eq(kind).any()]
    return Graduated(
        title=figure.title,
        ranges=tuple(
            Range(low, high, row.colour, row.text)
            for (low, high), row in zip(classes.bounds, rows, strict=False)
        ),
        blanks=tuple(Blank(kind, BLANK_LETTERS[kind], figure.blanks[kind]) for kind in present),
        column=f"{prefix}value",
        status=f"{prefix}status",
        drawn=figure.table[["value", "status"]].add_prefix(prefix),
    )
