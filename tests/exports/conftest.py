"""A small export made by hand, with all that files have trouble with."""

import datetime as dt

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import MultiPolygon, Point, Polygon

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.exports.content import About, Blank, Categorised, Category, Export, Graduated, Range, Source
from atlas.views.link import View
from atlas.views.map import files as map_files

DAY = dt.date(2026, 3, 2)
HOSTILE = "=cmd|'/C calc'!A0 <b>\"&\" $x$ ]]> 🌍"


def told(**changes):
    values = {
        "title": "Initiatives & <coûts>, par EPCI",
        "language": "fr",
        "selection": {"Types": "Tiers-lieu", "Texte": HOSTILE},
        "address": "niveau=epci&types=tiers_lieu",
        "millesime": "2026",
        "sources": (Source("Contours", "IGN", "2025", "Licence Ouverte 2.0"),),
        "created": DAY,
    }
    return About(**(values | changes))


def square(west, south, *, clockwise=False):
    ring = [(west, south), (west + 1, south), (west + 1, south + 1), (west, south + 1)]
    return Polygon(ring[::-1] if clockwise else ring)


@pytest.fixture
def areas():
    """Three territories: a value, a blank whose value is not in a class, and one without polygon or value."""
    rows = pd.DataFrame(
        {
            "name": [HOSTILE, "Île d'Yeu", None],
            "population": pd.array([1_000_000, 12, pd.NA], dtype="Int64"),
            "value": [1 / 3, np.nan, np.nan],
            "status": ["value", "no_known", "no_data"],
            "across": [True, False, False],
        },
        index=pd.Index(["01004", "2A004", "97501"], name="code"),
    )
    shapes = [
        MultiPolygon([square(5, 45, clockwise=True), square(7.1234567891, 45)]),
        square(-2, 46, clockwise=True),
        None,
    ]
    style = Graduated(
        title="<Taux>",
        ranges=(Range(1 / 3, 1 / 3, "#4292c6", 'de 0,33 & "plus"'),),
        blanks=(Blank("no_known", "n", "Aucune <connue>"), Blank("no_data", "x", "Montant inconnu")),
        column="value",
        status="status",
        drawn=rows[["value", "status"]],
    )
    return Export(
        name="atlas_epci",
        rows=rows,
        about=told(),
        geometry=lambda: gpd.GeoSeries(shapes, index=rows.index, crs="EPSG:4326"),
        style=lambda: style,
    )


@pytest.fixture
def seats():
    """Two initiatives, one of them without a known place."""
    rows = pd.DataFrame(
        {
            "name": [HOSTILE, "@SUM(A1)"],
            "type": ["pat", "mlc"],
            "start_year": pd.array([2015, pd.NA], dtype="Int64"),
        },
        index=pd.Index(["a", "b"], name="id"),
    )
    style = Categorised(
        title="Type",
        column="type",
        categories=(
            Category("pat", "Projet <alimentaire>", "circle", "#d55e00"),
            Category("mlc", "Monnaie & locale", "triangle", "#0072b2"),
        ),
    )
    return Export(
        name="atlas_initiatives",
        rows=rows,
        about=told(language="en", selection={}),
        geometry=lambda: gpd.GeoSeries([Point(5.1, 45.2), None], index=rows.index, crs="EPSG:4326"),
        style=lambda: style,
    )


@pytest.fixture(scope="session")
def drawn():
    """The map of départements, as the screen shows it."""
    return mapped(View(level="departement", measure="rate", selection=Selection(types=("ptce",))))


def mapped(view):
    france = load_catalogue()
    answer = france.answer(view.selection, view.level, by=view.by, measure=view.measure)
    return map_files.territories(france, view, answer, created=DAY)
