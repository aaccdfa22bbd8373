"""Geographic files of every format, brought to degrees."""

import json
import sqlite3

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from atlas.errors import UnknownChoiceError
from atlas.readers.files import geofiles
from atlas.readers.told.notes import Note

NAMES = ["Café de l'œuvre", "Atelier", "Épi"]


def collection(*geometries, **members):
    features = [
        {"type": "Feature", "properties": {"nom": f"n{number}"}, "geometry": shape}
        for number, shape in enumerate(geometries)
    ]
    return json.dumps({"type": "FeatureCollection", **members, "features": features})


def point(x, y):
    return {"type": "Point", "coordinates": [x, y]}


@pytest.mark.parametrize("kind", ["gpkg", "shp", "geoparquet"])
def test_layers_come_back(read, files, kind):
    raw = read(files[kind])
    assert raw.format == kind
    assert raw.cells["nom"].tolist() == NAMES
    assert raw.cells["montant"].tolist() == [1004, 12.5, 7]
    assert raw.cells.index.tolist() == [1, 2, 3]
    assert raw.cells.index.name == "line"
    assert raw.geometry.index.equals(raw.cells.index)
    assert raw.geometry.crs == "EPSG:4326"
    assert shapely.get_coordinates(raw.geometry).round(6).tolist() == [[2, 46], [3, 47], [4, 48]]


def test_lambert_93_is_converted_and_told(read, files):
    told = [note.to("en") for note in read(files["gpkg"]).notes]
    assert told == ["Coordinates converted from: RGF93 v1 / Lambert-93 (EPSG:2154)."]


def test_geojson_keeps_every_kind_of_geometry(read, files):
    raw = read(files["geojson"])
    assert [shape and shape.geom_type for shape in raw.geometry] == ["Point", "Polygon", None]
    assert raw.cells["lieu.x"].tolist() == [1, 1, 1]
    pair = {"type": "MultiPoint", "coordinates": [[2, 46], [3, 47]]}
    nothing = {"type": "GeometryCollection", "geometries": []}
    raw = read(collection(pair, nothing))
    assert raw.geometry.to_wkt().tolist() == ["MULTIPOINT ((2 46), (3 47))", "GEOMETRYCOLLECTION EMPTY"]
    assert [note.key for note in raw.notes] == ["encoding"]


def test_an_older_geojson_states_its_system(read):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2154"}}
    raw = read(collection(point(652_000, 6_862_000), crs=crs))
    assert raw.geometry.iloc[0].x == pytest.approx(2.3458, abs=1e-3)
    assert raw.notes[-1].key == "crs"


def test_a_geojson_in_metres_is_guessed_and_told(read, refusal):
    raw = read(collection(point(652_000, 6_862_000)))
    assert raw.notes[-1].to("fr").startswith("Le fichier ne dit pas son système de coordonnées\u00a0: RGF93")
    assert refusal(collection(point(5_000_000, 100))) == "unknown_crs"
    linked = {"type": "link", "properties": {"href": "file:///etc/passwd"}}
    assert read(collection(point(2, 46), crs=linked)).notes[-1].key == "crs_guessed"


def test_one_wild_point_is_not_the_system(read):
    raw = read(collection(*[point(2, 46)] * 9, point(1e20, 5)))
    assert len(raw.cells) == 10
    assert raw.geometry.notna().sum() >= 9


def test_a_bad_geometry_is_left_blank_and_told(read):
    raw = read(collection(point(2, 46), {"type": "Point", "coordinates": "x"}))
    assert raw.geometry.isna().tolist() == [False, True]
    assert raw.notes[-1].to("en") == "1 unreadable geometry, left blank."


def test_a_shapefile_without_prj_is_guessed_and_told(read, builders, tmp_path):
    layers = builders.written(tmp_path, "a.shp", {"a": builders.layer("EPSG:2154")})
    del layers["a.prj"]
    raw = read(builders.zipped(layers))
    assert raw.notes[-1].key == "crs_guessed"
    assert raw.geometry.iloc[0].x == pytest.approx(2)


def test_a_shapefile_says_its_alphabet_or_not(read, builders, tmp_path):
    layers = builders.written(tmp_path, "a.shp", {"a": builders.layer()}, encoding="CP1252")
    assert read(builders.zipped(layers)).cells["nom"].tolist() == NAMES
    del layers["a.cpg"]
    assert read(builders.zipped(layers)).cells["nom"].tolist() == NAMES


def test_several_shapefiles_in_folders(read, refusal, builders, tmp_path):
    layers = builders.written(tmp_path, "a.shp", {"a": builders.layer()}, encoding="UTF-8")
    more = {f"x/{name.upper()}": content for name, content in layers.items()}
    more |= {name.replace("a.", "y/b."): content for name, content in layers.items()}
    raw = read(builders.zipped(more), sheet="b")
    assert (raw.sheet, raw.sheets, len(raw.cells)) == ("b", ("A", "b"), 3)
    del more["y/b.dbf"]
    assert refusal(builders.zipped(more)) == "shapefile_incomplete"


def test_a_geopackage_of_several_layers(read, builders, tmp_path):
    frames = {"petite": builders.layer().head(1), "grande": builders.layer()}
    content = builders.written(tmp_path, "a.gpkg", frames)["a.gpkg"]
    raw = read(content)
    assert (raw.sheet, raw.sheets) == ("grande", ("petite", "grande"))
    assert len(read(content, sheet="petite").cells) == 1
    with pytest.raises(UnknownChoiceError, match="'autre'"):
        read(content, sheet="autre")


def many_layers(builders, folder):
    """Files of several layers, by their format, with the layer that has the most features."""
    for kind in ("gpkg", "a", "b"):
        (folder / kind).mkdir()
    small, large = builders.layer().head(1), builders.layer()
    frames = {"petite": small, "vide": large.head(0), "grande": large}
    gpkg = builders.written(folder / "gpkg", "a.gpkg", frames)["a.gpkg"]
    shapes = builders.written(folder / "a", "petite.shp", {"petite": small}, encoding="UTF-8")
    shapes |= builders.written(folder / "b", "grande.shp", {"grande": large}, encoding="UTF-8")
    mark = "<Placemark><name>p</name><Point><coordinates>2,46</coordinates></Point></Placemark>"
    folders = [("petite", 1), ("vide", 0), ("grande", 3)]
    kml = "".join(f"<Folder><name>{name}</name>{mark * count}</Folder>" for name, count in folders)
    gml = builders.gml_file().decode()
    petite = gml[gml.index("<ogr:featureMember>") : gml.index("</ogr:featureMember>") + 20]
    petite = petite.replace("ogr:aides", "ogr:petite").replace('gml:id="a', 'gml:id="b')
    gml = gml.replace("</ogr:FeatureCollection>", petite + "</ogr:FeatureCollection>")
    return {
        "gpkg": (gpkg, "grande"),
        "shp": (builders.zipped(shapes), "grande"),
        "kml": (builders.kml_file(kml), "grande"),
        "kmz": (builders.zipped({"doc.kml": builders.kml_file(kml)}), "grande"),
        "gml": (gml.encode(), "aides"),
        "gpx": (builders.gpx_file(), "waypoints"),
    }


@pytest.mark.parametrize("kind", ["gpkg", "shp", "kml", "kmz", "gml", "gpx"])
def test_of_several_layers_the_fullest_is_named_to_gdal_and_to_the_reader(
    read, builders, tmp_path, monkeypatch, kind
):
    content, fullest = many_layers(builders, tmp_path)[kind]
    # Without its filter, GDAL's warning that no layer was named would be an error here.
    with monkeypatch.context() as patch:
        patch.setattr(geofiles.warnings, "simplefilter", lambda *_: None)
        raw = read(content)
    assert (raw.sheet, len(raw.cells)) == (fullest, 3)
    others = ", ".join(name for name in raw.sheets if name != fullest)
    told = [note for note in raw.notes if note.key == "sheets"]
    assert told == [Note("sheets", {"sheet": fullest, "others": others})]
    with pytest.raises(UnknownChoiceError, match=f"'x'.*{fullest}"):
        read(content, sheet="x")


def test_a_computed_layer_is_never_read(read, refusal, builders, tmp_path):
    path = tmp_path / "a.gpkg"
    builders.written(tmp_path, "a.gpkg", {"vraie": builders.layer()})
    with sqlite3.connect(path) as database:
        database.execute("CREATE VIEW fausse AS SELECT * FROM vraie")
        database.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id)"
            " VALUES ('fausse', 'features', 'fausse', 4326)"
        )
    database.close()
    raw = read(path.read_bytes())
    assert raw.sheets == ("vraie",)
    assert "fausse" in raw.notes[0].to("fr")
    with sqlite3.connect(path) as database:
        database.execute("DELETE FROM gpkg_contents WHERE table_name = 'vraie'")
    database.close()
    assert refusal(path.read_bytes()) == "unsafe_layer"


def test_a_gml_and_a_gpx(read, files):
    raw = read(files["gml"])
    assert raw.cells["nom"].tolist() == ["Café de l'œuvre", "Atelier", "Épi"]
    assert raw.geometry.x.round(3).tolist() == [5.363] * 3
    assert raw.notes[0].to("en").endswith("(EPSG:2154).")
    raw = read(files["gpx"])
    # Places come first, though the way has more points.
    assert (raw.sheet, raw.cells["name"].tolist()[1]) == ("waypoints", "Atelier")
    assert raw.geometry.y.tolist() == [44.75, 44.76, 44.77]
    assert set(raw.cells.columns) == {"name", "desc"}
    assert read(files["gpx"], sheet="tracks").cells["name"].tolist() == ["Voie"]


@pytest.mark.parametrize(
    "declared", ["", "<Schema name='s' id='s'><SimpleField name='lieu' type='string'/></Schema>"]
)
def test_values_of_a_kml_are_read_whether_declared_or_not(read, builders, declared):
    inside = (
        f"{declared}<Folder><Placemark><name>A</name><ExtendedData><SchemaData schemaUrl='#s'>"
        "<SimpleData name='lieu'>Die</SimpleData></SchemaData></ExtendedData></Placemark></Folder>"
    )
    assert read(builders.kml_file(inside)).cells["lieu"].tolist() == ["Die"]


def test_a_kml_and_its_folders(read, files, builders):
    raw = read(files["kml"])
    assert raw.cells.to_dict("list") == {"Name": ["p", "q"], "siret": ["12345678900011", None]}
    assert raw.geometry.to_wkt().tolist()[0] == "POINT (2 46)"
    assert read(files["kmz"]).cells.equals(raw.cells)
    mark = "<Placemark><name>p</name><Point><coordinates>2,46</coordinates></Point></Placemark>"
    folders = "".join(
        f"<Folder><name>{name}</name>{mark * count}</Folder>" for name, count in [("A", 1), ("B", 2)]
    )
    raw = read(builders.kml_file(folders))
    assert (raw.sheet, len(raw.cells)) == ("B", 2)
    assert {"A", "B"} <= set(raw.sheets)


def test_parquet_with_dates_lists_and_structures(read, builders):
    frame = pd.DataFrame(
        {
            "jour": [pd.Timestamp("2022-03-01"), pd.NaT],
            "codes": [["01001", "01002"], None],
            "lieu": [{"ville": "A", "n": 1}, None],
            "n": pd.array([1, None], dtype="Int64"),
            "oui": [True, False],
        }
    )
    raw = read(builders.parquet_file(frame))
    assert raw.format == "parquet"
    # Which field of a structure comes first, its writer chose.
    names = ["jour", "codes", "lieu.ville", "lieu.n", "n", "oui"]
    assert sorted(raw.cells.columns) == sorted(names)
    assert raw.cells.loc[1, names].tolist() == ["2022-03-01", '["01001", "01002"]', "A", 1, 1, True]
    assert raw.cells.loc[2, "n"] is None


def test_a_geoparquet_in_another_system(read, builders):
    raw = read(builders.parquet_file(builders.layer("EPSG:2154")))
    assert shapely.get_coordinates(raw.geometry).round(6).tolist()[0] == [2, 46]
    bare = gpd.GeoDataFrame(geometry=gpd.points_from_xy([2.0], [46.0]), crs="EPSG:4326")
    assert len(read(builders.parquet_file(bare)).cells) == 1


def test_lists_as_portals_wrap_them(read, refusal):
    rows = [{"a": 1, "geo": {"lat": 1.5, "lon": 2}, "l": [1, 2]}, {"a": 2.0, "b": {"c": {"d": 1}}}, 7]
    for text in (json.dumps(rows), json.dumps({"total_count": 3, "results": rows})):
        raw = read(text)
        assert raw.format == "json"
        assert raw.cells.loc[1].tolist() == [1, 1.5, 2, "[1, 2]", None]
        assert raw.cells.loc[2].tolist() == [2, None, None, None, '{"d": 1}']
        assert raw.refused.to_dict("index") == {3: {"reason": "not_a_record", "text": "7"}}
    assert read('{"a":1}\n{"a":2}\n').cells["a"].tolist() == [1, 2]
    assert [refusal(text) for text in ("[]", "[1, 2]", '{"a": 1}')] == ["empty", "no_records", "no_records"]


def test_half_a_character_of_json_is_replaced(read):
    assert read('[{"nom": "\\ud800x"}]').cells["nom"].tolist() == ["\ufffdx"]
