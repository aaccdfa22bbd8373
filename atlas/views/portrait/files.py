"""The files that a portrait becomes: PDF, workbook, standalone map, JSON."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from atlas.catalogue import Answer, Catalogue
from atlas.exports.standalone import to_html
from atlas.exports.workbook import to_xlsx
from atlas.maps.paper import Layers, draw_map, window
from atlas.maps.picture import LegendRow
from atlas.portrait import Portrait
from atlas.territories.perimeters import shape, shapes
from atlas.views.link import View
from atlas.views.map.figure import Figure, type_names
from atlas.views.map.files import map_sheet
from atlas.views.map.message import message
from atlas.views.map.points import type_order
from atlas.views.portrait.document import document
from atlas.vocabulary import PERIMETER, Language
from atlas.words import say

# Which territories' limits show inside a territory.
_INSIDE = {"bassin_de_vie": "commune", "epci": "commune", "region": "departement"}
# Territories of which level a perimeter is drawn among.
_DRAWN = {PERIMETER: "epci"}


def pdf(catalogue: Catalogue, portrait: Portrait, language: Language, *, created: date) -> bytes:
    """Write a portrait as two pages of PDF."""
    from atlas.exports.pdf import MAP_MM, to_pdf  # noqa: PLC0415 - 20 MB with its fonts and seals

    words = document(catalogue, portrait, language, created=created)
    layers = _layers(catalogue, portrait)
    picture = None
    if layers is not None:
        picture = draw_map(layers, reach_km=portrait.distance_km, width_mm=MAP_MM[0], height_mm=MAP_MM[1])
    labels = type_names(catalogue, language)
    shown = pd.Series(dtype="int64") if layers is None else layers.points["kind"]
    signs = [LegendRow(labels.iloc[kind], kind=kind) for kind in sorted(shown.unique())]
    return to_pdf(words, picture, signs, created=created)


def _layers(catalogue: Catalogue, portrait: Portrait) -> Layers | None:
    geography = catalogue.geography
    level, code = portrait.place
    here = shape(geography, portrait.place)
    if here is None:
        return None
    around = geography.boundaries(_DRAWN.get(level, level)).geometry
    frame = shapely.box(*window(here, 3 * portrait.distance_km))

    def within(series: gpd.GeoSeries) -> gpd.GeoSeries:
        return series.iloc[sorted(series.sindex.query(frame))]

    inside = around.iloc[:0]
    if level == PERIMETER:
        inside = shapes(geography, "commune", geography.members(level, code))
    elif level in _INSIDE:
        members = geography.boundaries(_INSIDE[level])
        inside = (
            members.geometry[members[level].eq(code)] if level != "region" else _departements(catalogue, code)
        )
    order = type_order(catalogue.tables.types)
    known = portrait.initiatives.join(catalogue.places[["lon", "lat"]]).dropna(subset=["lon", "lat"])
    points = known.assign(kind=known["type"].map(order))[["lon", "lat", "kind", "stated"]]
    west, south, east, north = frame.bounds
    points = points[points["lon"].between(west, east) & points["lat"].between(south, north)]
    towns = geography.communes.rename(columns={"seat_lon": "lon", "seat_lat": "lat"})
    towns = towns[towns["lon"].between(west, east) & towns["lat"].between(south, north)]
    towns = towns.sort_values(["population", "name"], ascending=[False, True])
    return Layers(
        here=here,
        inside=inside,
        around=within(around),
        limits=within(geography.boundaries("departement").geometry),
        points=points,
        towns=towns[["name", "lon", "lat"]].head(60),
    )


def _departements(catalogue: Catalogue, region: str) -> gpd.GeoSeries:
    table = catalogue.geography.boundaries("departement")
    return table.geometry[table["regions"].map(lambda codes: region in codes)]


def map_choices(
    catalogue: Catalogue, portrait: Portrait, language: Language, *, initiative: str = ""
) -> View:
    """Return what a portrait's map shows: territories of its level, communes within their département.

    A perimeter is drawn among intercommunalités.
    """
    level, code = portrait.place
    departement = catalogue.geography.communes["departement"].get(code) if level == "commune" else None
    return View(
        language=language,
        selection=replace(
            portrait.selection, inside="" if pd.isna(departement) else f"departement:{departement}"
        ),
        level=_DRAWN.get(level, level),
        by=portrait.by,
        territory=str(portrait.place),
        initiative=initiative,
    )


def drawn(catalogue: Catalogue, choices: View) -> tuple[Answer, Figure]:
    """Return what a portrait's map says: where the initiatives are, above plain outlines."""
    answer = catalogue.answer(choices.selection, choices.level, by=choices.by, measure=choices.measure)
    figure = message(catalogue, choices, answer)
    words = say("peers_map_empty", choices.language)
    return answer, figure._replace(choosing=False, title=words)


def fit(catalogue: Catalogue, portrait: Portrait) -> dict[str, Any] | None:
    """Return where the map of a portrait looks, None where the territory has no boundary."""
    level, code = portrait.place
    here = shape(catalogue.geography, portrait.place)
    if here is None:
        return None
    west, south, east, north = window(here, portrait.distance_km)
    key = f"portrait {level}:{code} {portrait.distance_km}"
    return {"key": key, "bounds": ((south, west), (north, east))}


def html(catalogue: Catalogue, portrait: Portrait, language: Language, *, created: date) -> bytes:
    """Write a portrait as one HTML file with a map that needs no network."""
    words = document(catalogue, portrait, language, created=created)
    look = fit(catalogue, portrait)
    sheet = None
    if look is not None:
        choices = map_choices(catalogue, portrait, language)
        sheet = map_sheet(catalogue, choices, *drawn(catalogue, choices), fit=look)
    return to_html(words, sheet)


def xlsx(catalogue: Catalogue, portrait: Portrait, language: Language, *, created: date) -> bytes:
    """Write a portrait as a workbook."""
    return to_xlsx(document(catalogue, portrait, language, created=created), created=created)


def as_json(catalogue: Catalogue, portrait: Portrait, language: Language, *, created: date) -> bytes:
    """Write a portrait as JSON."""
    sources = document(catalogue, portrait, language, created=created).sources
    content = portrait.to_dict() | {"created": created.isoformat(), "sources": sources}
    return (json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()


# Ending of a file: who writes it, and its media type.
FILES: dict[str, tuple[Callable[..., bytes], str]] = {
    "pdf": (pdf, "application/pdf"),
    "xlsx": (xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "html": (html, "text/html"),
    "json": (as_json, "application/json"),
}
