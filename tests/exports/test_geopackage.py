"""A GeoPackage carries its metadata and the style that QGIS looks for, and SQLite finds it whole."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from xml.etree import ElementTree as ET

import pyogrio
import pytest

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.exports import geopackage, styles
from atlas.exports.content import Blank, Categorised, Category, Plain
from atlas.maps.palettes import PATTERNS
from atlas.views.link import View
from atlas.views.map import files as map_files
from atlas.views.map.figure import map_picture


@pytest.fixture
def opened():
    with closing(sqlite3.connect(":memory:")) as database:

        def read(export):
            database.deserialize(geopackage.write(export))
            return database

        yield read


def only(database, question):
    ((value,),) = database.execute(question).fetchall()
    return value


def test_sqlite_finds_it_whole(opened, areas):
    database = opened(areas)
    assert only(database, "PRAGMA integrity_check") == "ok"
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert only(database, "PRAGMA application_id") == int.from_bytes(b"GPKG")
    kinds = dict(database.execute("SELECT table_name, data_type FROM gpkg_contents"))
    assert kinds == {"atlas_epci": "features", "layer_styles": "attributes"}


def test_dates_are_those_of_the_file(opened, areas):
    database = opened(areas)
    moments = {moment for (moment,) in database.execute("SELECT last_change FROM gpkg_contents")}
    moments |= {moment for (moment,) in database.execute("SELECT timestamp FROM gpkg_metadata_reference")}
    moments |= {moment for (moment,) in database.execute("SELECT update_time FROM layer_styles")}
    assert moments == {"2026-03-02T00:00:00.000Z"}


def test_metadata_are_where_gdal_reads_them(tmp_path, areas):
    target = tmp_path / "a.gpkg"
    target.write_bytes(geopackage.write(areas))
    info = pyogrio.read_info(target, layer="atlas_epci")
    told = info["layer_metadata"]
    assert told["licence"] == "Licence Ouverte 2.0"
    assert told["selection"] == areas.about.choice
    assert (told["millesime"], told["created"]) == ("2026", "2026-03-02")
    assert json.loads(told["sources"])[0]["producer"] == "IGN"
    assert told["IDENTIFIER"] == areas.about.title
    # Reading leaves nothing behind.
    assert list(tmp_path.iterdir()) == [target]
    assert info["geometry_type"] == "MultiPolygon"


def test_the_style_is_found_as_qgis_asks_for_it(opened, areas, seats):
    for export in (areas, seats):
        found = opened(export).execute(
            "SELECT styleQML FROM layer_styles WHERE f_table_catalog = '' AND f_table_schema = ''"
            " AND f_table_name = ? AND useAsDefault = 1"
            " AND f_geometry_column = (SELECT column_name FROM gpkg_geometry_columns)",
            (export.name,),
        )
        ((qml,),) = found.fetchall()
        assert ET.fromstring(qml.split("\n", 1)[1]).tag == "qgis"  # noqa: S314 - our own


def test_a_graduated_style_draws_blanks_too(areas):
    root = ET.fromstring(styles.qml(areas.style()).split("\n", 1)[1])  # noqa: S314
    renderer = root.find("renderer-v2")
    assert renderer.get("type") == "graduatedSymbol"
    assert renderer.get("attr") == (
        'CASE WHEN "status" = \'no_known\' THEN -1 WHEN "status" = \'no_data\' THEN -2 ELSE "value" END'
    )
    ranges = [(one.get("lower"), one.get("upper"), one.get("label")) for one in root.iter("range")]
    third = repr(1 / 3)
    assert ranges == [
        (third, third, 'de 0,33 & "plus"'),
        ("-1.0", "-1.0", "Aucune <connue>"),
        ("-2.0", "-2.0", "Montant inconnu"),
    ]
    symbols = [one.get("name") for one in root.iter("symbol")]
    assert symbols == [one.get("symbol") for one in root.iter("range")]
    colours = [one.get("v") for one in root.iter("prop") if one.get("k") == "color"]
    assert colours[0] == "66,146,198,255"


def test_points_are_drawn_by_type(seats):
    root = ET.fromstring(styles.qml(seats.style()).split("\n", 1)[1])  # noqa: S314
    renderer = root.find("renderer-v2")
    assert (renderer.get("type"), renderer.get("attr")) == ("categorizedSymbol", "type")
    found = [(one.get("value"), one.get("label")) for one in root.iter("category")]
    assert found == [("pat", "Projet <alimentaire>"), ("mlc", "Monnaie & locale")]
    shapes = [one.get("v") for one in root.iter("prop") if one.get("k") == "name"]
    assert shapes == ["circle", "triangle"]


def test_one_look_for_all_is_one_symbol():
    for shape, kind, layer in (
        ("line", "line", "SimpleLine"),
        ("square", "marker", "SimpleMarker"),
    ):
        style = Plain("Liens <&>", shape, "#0b5a82")
        root = ET.fromstring(styles.qml(style).split("\n", 1)[1])  # noqa: S314
        assert root.find("renderer-v2").get("type") == "singleSymbol"
        (symbol,) = root.iter("symbol")
        assert (symbol.get("type"), symbol.find("layer").get("class")) == (kind, layer)
        assert "11,90,130,255" in {one.get("v") for one in root.iter("prop")}


def test_territories_by_kind_are_filled():
    style = Categorised(
        title="Grappes",
        column="cluster",
        categories=(Category("HH", "Fort", "area", "#ca0020"),),
        blanks=(Blank("island", "u", "Sans voisin"),),
        points=False,
    )
    root = ET.fromstring(styles.qml(style).split("\n", 1)[1])  # noqa: S314
    assert [one.get("value") for one in root.iter("category")] == ["HH", "island"]
    assert [one.get("type") for one in root.iter("symbol")] == ["fill", "fill"]
    brushes = [one.get("v") for one in root.iter("prop") if one.get("k") == "style"]
    assert brushes == ["solid", PATTERNS["u"].brush]


def test_other_columns_of_the_same_name_are_kept_apart(areas, tmp_path):
    style = areas.style()
    drawn = style.drawn.rename(columns={"value": "map_value", "status": "map_status"})
    apart = replace(style, column="map_value", status="map_status", drawn=drawn)
    target = tmp_path / "a.gpkg"
    target.write_bytes(geopackage.write(replace(areas, style=lambda: apart)))
    back = pyogrio.read_dataframe(target, layer="atlas_epci")
    assert back["map_value"].equals(back["value"])
    assert "map_value" in styles.qml(apart)


@pytest.mark.parametrize("measure", ["rate", "funding"])
def test_classes_and_colours_are_those_of_the_map(measure):
    france = load_catalogue()
    view = View(level="departement", measure=measure, selection=Selection(types=("ptce",)), palette="greens")
    answer = france.answer(view.selection, "departement", by="seat", measure=measure)
    export = map_files.territories(france, view, answer, created=map_files.date(2026, 3, 2))
    style = export.style()
    screen = map_picture(france, view, answer).payload()
    legend = screen["legend"]["groups"][0]["rows"]
    assert [one.colour for one in style.ranges] == screen["colours"]
    assert [*(one.label for one in style.ranges), *(one.label for one in style.blanks)] == [
        row["text"] for row in legend
    ]
    letters = dict(zip(answer.table.index, screen["classes"], strict=True))
    statuses = {blank.status: blank.letter for blank in style.blanks}
    for code, value, status in style.drawn.itertuples():
        inside = [str(i) for i, one in enumerate(style.ranges) if one.low <= value <= one.high]
        assert letters[code] == (inside[0] if status == "value" else statuses[status])
    assert {blank.letter for blank in style.blanks} <= set(PATTERNS)
