"""A coordinate that is on no map is told of its row alone, in every format; the file's others stand."""

import io
import json

import geopandas as gpd
import numpy as np
import pytest
import shapely

from atlas.readers.columns.recognition import recognise
from atlas.readers.imports import import_rows

# A commune of the Drôme and Paris; the third row is the bad one.
GOOD = ((5.37, 44.75), (2.35, 48.85))
BAD = ("1e308", "-1e308", "1e400", "NaN", "200")
KML = '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>{}</Document></kml>'
GPX = '<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">{}</gpx>'


@pytest.fixture
def told(read):
    """Tell how each row of a file was located, or why not."""

    def tell(content):
        raw = read(content)
        ledger = import_rows(raw, recognise(raw, "initiatives"), name="a").ledger
        return ledger["located_by"].fillna(ledger["problem"]).tolist()

    return tell


def geojson(*shapes, crs=None):
    features = [
        f'{{"type": "Feature", "properties": {{"nom": "n{row}"}}, "geometry": {shape}}}'
        for row, shape in enumerate(shapes)
    ]
    stated = f'"crs": {{"type": "name", "properties": {{"name": "{crs}"}}}}, ' if crs else ""
    return f'{{"type": "FeatureCollection", {stated}"features": [{", ".join(features)}]}}'


def point(x, y):
    return f'{{"type": "Point", "coordinates": [{x}, {y}]}}'


def kml(*points):
    row = "<Placemark><name>n{}</name><Point><coordinates>{},{}</coordinates></Point></Placemark>"
    return KML.format("".join(row.format(x, x, y) for x, y in points))


def gpx(*points):
    return GPX.format("".join(f'<wpt lat="{y}" lon="{x}"><name>n{x}</name></wpt>' for x, y in points))


def csv(*points, header="nom;longitude;latitude"):
    return "\n".join([header, *(f"n{row};{x};{y}" for row, (x, y) in enumerate(points))]) + "\n"


def pairs(*points):
    return csv(*((f"{y}, {x}", "") for x, y in points), header="nom;coordonnees;note")


def wkt(*points):
    return csv(*((f"POINT ({x} {y})", "") for x, y in points), header="nom;geom;note")


def shapes(*points):
    return geojson(*(point(x, y) for x, y in points))


def degrees_called_x(*points):
    return csv(*points, header="nom;x;y")


WRITERS = (shapes, kml, gpx, csv, wkt, degrees_called_x)


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("write", [*WRITERS, pairs])
def test_the_others_of_a_file_stand(told, write, bad):
    located = told(write(*GOOD, (bad, 44.75)))
    assert located[:2] == ["coordinates", "coordinates"]
    assert located[2] in {"not_a_number", "not_degrees"}


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("write", [shapes, kml, gpx, csv, wkt])
def test_half_of_a_file_is_no_majority(told, write, bad):
    located = told(write(GOOD[0], (bad, 44.75)))
    assert located[0] == "coordinates"
    assert located[1] in {"not_a_number", "not_degrees"}


@pytest.mark.parametrize("write", WRITERS)
def test_a_latitude_beyond_the_pole(told, write):
    assert told(write(*GOOD, (5.37, 91)))[2] == "not_degrees"
    assert told(write(GOOD[0], (5.37, 91))) == ["coordinates", "not_degrees"]


def test_a_file_of_one_bad_row_is_read(told):
    assert told(geojson(point("1e308", 44.7))) == ["not_a_number"]
    assert told(geojson(point(5.3, 91))) == ["not_degrees"]


@pytest.mark.parametrize("bad", BAD)
def test_an_outline_with_one_bad_vertex_covers_nothing(told, bad):
    outline = f'{{"type": "Polygon", "coordinates": [[[5, 44.5], [5.5, 44.5], [{bad}, 44.9], [5, 44.5]]]}}'
    located = told(geojson(point(*GOOD[0]), outline))
    assert located == ["coordinates", "not_degrees" if bad == "200" else "not_a_number"]


@pytest.mark.parametrize("bad", BAD[:4])
def test_projected_coordinates(told, bad):
    metres = [(652_000, 6_862_000), (880_000, 6_400_000)]
    located = told(geojson(*(point(x, y) for x, y in [*metres, (bad, 6_400_000)]), crs="EPSG:2154"))
    assert located == ["coordinates", "coordinates", "not_a_number"]
    located = told(csv(*metres, (bad, 6_400_000), header="nom;x;y"))
    assert located[:2] == ["coordinates", "coordinates"]
    assert located[2] in {"not_a_number", "outside_france"}


@pytest.mark.parametrize("kind", ["parquet", "gpkg", "shp"])
@pytest.mark.parametrize("bad", [1e308, float("inf"), float("nan")])
def test_layers_in_binary(told, builders, tmp_path, kind, bad):
    if kind == "shp" and bad != 1e308:
        pytest.skip("GDAL writes no such Shapefile")
    with np.errstate(invalid="ignore"):
        points = [shapely.Point(*GOOD[0]), shapely.LineString([(5, 44), (bad, 45)])]
    if kind == "shp":
        points[1] = shapely.Point(bad, 45)
    layer = gpd.GeoDataFrame({"nom": ["a", "b"]}, geometry=points, crs="EPSG:4326")
    if kind == "parquet":
        target = io.BytesIO()
        layer.to_parquet(target)
        content = target.getvalue()
    else:
        files = builders.written(tmp_path, f"a.{kind}", {"a": layer})
        content = builders.zipped(files) if kind == "shp" else files["a.gpkg"]
    assert told(content) == ["coordinates", "not_a_number"]


def test_metres_without_a_system_are_still_refused(refusal):
    """Whole files in a system that nothing states are no slip of a row."""
    assert refusal(geojson(point(600_000, 2_400_000), point(610_000, 2_410_000))) == "unknown_crs"


def test_every_geometry_left_out_is_counted(read):
    raw = read(geojson(point(*GOOD[0]), point("1e308", 2), point("1e400", 2), json.dumps({"type": "Point"})))
    assert dict(raw.problems) == {2: "not_a_number", 3: "not_a_number", 4: "not_a_number"}
    assert [note.count for note in raw.notes if note.key == "geometry_unreadable"] == [3]
