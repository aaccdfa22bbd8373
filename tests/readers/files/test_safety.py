"""Hostile files end in one sentence: bounded, opened in private, nothing that they name is followed."""

import http.server
import io
import json
import socket
import sqlite3
import struct
import tempfile
import threading
import zipfile
import zlib

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pytest

from atlas import settings
from atlas.readers import FileRefusedError, Limits, read_raw
from atlas.readers.files import parquet as columnar
from atlas.readers.files import workbooks
from atlas.readers.files.limits import page_limits, told_on_page
from atlas.words.numbers import number

ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb">]><kml><a>&b;</a></kml>'


@pytest.fixture(autouse=True)
def nothing_left(tmp_path, monkeypatch):
    """Whatever is unpacked to disk lies in one folder, and is gone afterwards."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield
    assert [path.name for path in tmp_path.glob("atlas-*")] == []


@pytest.fixture
def visitors():
    """An address of this machine, and who called it."""
    called = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            called.append(self.path)
            self.send_error(404)

        def log_message(self, *_args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", called
    server.shutdown()
    server.server_close()


def test_the_bounds_of_a_table(refusal):
    text = "a;b\n" + "1;2\n" * 50
    assert refusal(text, limits=Limits(upload_bytes=100)) == "too_large"
    assert refusal(text, limits=Limits(rows=50)) == "too_many_rows"
    assert refusal(text, limits=Limits(columns=1)) == "too_many_columns"
    assert refusal(text, limits=Limits(cells=100)) == "too_many_cells"
    rows = json.dumps([{"a": 1, "b": 2}] * 51)
    assert refusal(rows, limits=Limits(rows=50)) == "too_many_rows"
    assert refusal(rows, limits=Limits(cells=150)) == "too_many_values"


def test_a_text_is_bounded_as_it_is_read(refusal, monkeypatch):
    """No more rows are made than the bound and one look at it; a line of millions of cells is never cut."""
    made = []
    check = Limits.check_size

    def watched(limits, rows, cells):
        made.append(rows)
        check(limits, rows, cells)

    monkeypatch.setattr(Limits, "check_size", watched)
    for body in ("1;2\n" * 100_000, '"1\n";2\n' * 100_000, '1;"2" x\n' * 100_000):
        made.clear()
        assert refusal("a;b\n" + body, limits=Limits(rows=1_000)) == "too_many_rows"
        assert max(made) <= 11_000
    made.clear()
    assert refusal("a;b\n" + ";" * 5_000, limits=Limits(columns=9, cells=4_000)) == "too_many_columns"
    assert made == []


def test_a_parquet_is_bounded_before_it_is_unpacked(refusal, monkeypatch):
    def unpack(*_args, **_options):
        pytest.fail("it was unpacked")

    monkeypatch.setattr(columnar, "parse_apart", unpack)
    target = io.BytesIO()
    pq.write_table(pa.table({"a": [1] * 2_000, "b": [[1] * 10] * 2_000}), target)
    assert refusal(target.getvalue(), limits=Limits(rows=1_999)) == "too_many_rows"
    assert refusal(target.getvalue(), limits=Limits(cells=20_000)) == "too_many_cells"
    assert refusal(target.getvalue(), limits=Limits(unzipped_bytes=50)) == "zip_too_large"


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_workbook_is_bounded_before_its_rows_are_handed_over(files, monkeypatch, kind):
    answers = []
    parse = workbooks.parse_apart

    def watched(*args, **options):
        answers.append(parse(*args, **options))
        return answers[-1]

    monkeypatch.setattr(workbooks, "parse_apart", watched)
    with pytest.raises(FileRefusedError):
        read_raw(io.BytesIO(files[kind]), limits=Limits(rows=1))
    assert b"rows" in answers[0]
    assert b"merges" not in answers[0]


@pytest.mark.parametrize("kind", ["gpkg", "shp", "kml"])
def test_a_layer_is_bounded_before_it_is_read(refusal, files, monkeypatch, kind):
    monkeypatch.setattr(pyogrio.raw, "read", lambda *_args, **_options: pytest.fail("it was read"))
    assert refusal(files[kind], limits=Limits(rows=1)) == "too_many_rows"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_page_takes_less_than_a_command_and_says_so(monkeypatch, language):
    monkeypatch.setattr(settings, "PAGE_MAX_ROWS", 1_234)
    text = b"nom;montant\n" + b"a;1\n" * 1_300
    assert len(read_raw(io.BytesIO(text)).cells) == 1_300
    with pytest.raises(FileRefusedError) as refused:
        read_raw(io.BytesIO(text), limits=page_limits())
    told = told_on_page(refused.value, language)
    assert number(1_234, language) in told
    assert "atlas import" in told
    assert number(settings.MAX_ROWS, language) in told
    assert "{" not in told
    # Another fault is no matter of size.
    assert "atlas import" not in told_on_page(FileRefusedError("empty"), language)


def test_the_bounds_of_a_page_are_far_below_those_of_a_command():
    page, command = page_limits(), Limits()
    for bound in ("rows", "cells", "unzipped_bytes"):
        assert 3 * getattr(page, bound) <= getattr(command, bound)


@pytest.mark.parametrize(
    "kind",
    ["gpkg", "shp", "geoparquet", "parquet", "xlsx", "xlsb", "xls", "ods", "kml", "gml", "gpx", "geojson"],
)
def test_rows_are_bounded_in_every_format(refusal, files, kind):
    assert refusal(files[kind], limits=Limits(rows=1)) == "too_many_rows"


def test_a_cell_too_long_is_set_apart(read):
    raw = read("a;b\n1;2\n" + "x" * 60 + ";3\n", limits=Limits(characters=50))
    assert raw.cells["a"].tolist() == ["1"]
    assert raw.refused["reason"].to_dict() == {3: "cell_too_long"}


def test_zip_bombs(refusal, builders):
    zeros = bytes(12_000_000)
    limits = Limits(unzipped_bytes=20_000_000)
    assert refusal(builders.zipped({"a.csv": zeros}), limits=limits) == "zip_too_large"
    assert refusal(builders.zipped({"a.csv": zeros[:9_000_000], "b": zeros, "c": zeros}), limits=limits)
    many = builders.zipped({f"{number}.csv": b"a" for number in range(50)})
    assert refusal(many, limits=Limits(members=49)) == "zip_too_many"
    packed = zlib.compressobj(wbits=31)
    bomb = packed.compress(bytes(30_000_000)) + packed.flush()
    assert refusal(bomb, limits=limits) == "zip_too_large"


def test_a_zip_that_lies_about_sizes(refusal, builders):
    content = bytearray(builders.zipped({"a.csv": b"a;b\n1;2\n" * 1_000}))
    real = struct.pack("<I", 8_000)
    assert content.count(real) == 2
    assert refusal(bytes(content.replace(real, struct.pack("<I", 8)))) == "zip_damaged"


def test_zips_in_zips_and_nothing_in_zips(refusal, builders, files):
    inner = builders.zipped({"a.csv": b"a;b\n1;2\n"})
    assert refusal(builders.zipped({"b.csv": inner})) == "zip_nothing"
    assert refusal(builders.zipped({"lisezmoi.pdf": b"%PDF"})) == "zip_nothing"
    assert refusal(builders.zipped({"a.csv": files["csv.gz"]})) == "zip_nothing"


def test_names_in_a_zip_lead_nowhere(read, builders, tmp_path):
    for name in ("../../mal.csv", "/etc/mal.csv", "C:\\mal.csv", "a/../../mal.csv"):
        raw = read(builders.zipped({name: b"a;b\n1;2\n"}))
        assert raw.cells.to_numpy().tolist() == [["1", "2"]]
    assert not list(tmp_path.rglob("*mal*"))


def test_shapefiles_with_paths_for_names(read, builders, tmp_path):
    folder = tmp_path / "made"
    folder.mkdir()
    layers = builders.written(folder, "a.shp", {"a": builders.layer()})
    raw = read(builders.zipped({f"../../../{name}": content for name, content in layers.items()}))
    assert len(raw.cells) == 3
    assert not list(tmp_path.parent.glob("a.*"))


def test_an_encrypted_zip(refusal, builders):
    content = bytearray(builders.zipped({"a.csv": b"a;b\n1;2\n"}))
    for start, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(start) + flag] |= 1
    assert refusal(bytes(content)) == "password"


def with_part(content, name, change):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    members[name] = change(members[name])
    return members


@pytest.mark.parametrize(("kind", "part"), [("xlsx", "xl/sharedStrings.xml"), ("ods", "content.xml")])
def test_entities_in_workbooks(refusal, builders, files, kind, part):
    declaration = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    members = with_part(files[kind], part, lambda xml: xml.replace(b"?>", b"?>" + declaration, 1))
    assert refusal(builders.zipped(members)) == "entities"
    members = with_part(files[kind], part, lambda xml: xml.decode().encode("utf-16"))
    assert refusal(builders.zipped(members)) in {"entities", "damaged"}


@pytest.mark.parametrize("kind", ["gml", "gpx"])
def test_entities_in_gml_and_gpx(refusal, files, kind):
    declared = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'
    start = files[kind].index(b"?>") + 2
    assert refusal(files[kind][:start] + declared + files[kind][start:]) == "entities"
    deep = b"<a>" * 5_000 + b"</a>" * 5_000
    end = files[kind].rindex(b"</")
    assert refusal(files[kind][:end] + deep + files[kind][end:]) == "nested"


def test_what_a_gml_links_to_is_not_followed(read, builders, visitors, tmp_path):
    address, called = visitors
    schema = tmp_path / "x.xsd"
    schema.write_text("<schema/>")
    links = (
        f'xsi:schemaLocation="http://ogr.maptools.org/ {address}/a.xsd?request=DescribeFeatureType" '
        f'xlink:href="{address}/b.gml" xsi:noNamespaceSchemaLocation="{schema}"'
    )
    raw = read(builders.gml_file(links))
    assert len(raw.cells) == 3
    # A system that is an address or a file is none: the extent tells Lambert-93.
    for system in (f"{address}/crs", str(schema)):
        raw = read(builders.gml_file(links).replace(b"EPSG:2154", system.encode()))
        assert raw.geometry.x.round(2).tolist() == [5.36] * 3
    assert not called


def test_one_xml_that_would_be_another(refusal, builders):
    for text in ("<!-- <gpx --> <!-- <OGRVRTDataSource> -->", "<!-- NAS-Operationen -->"):
        assert refusal(
            builders.gml_file().replace(
                b"</ogr:FeatureCollection>", text.encode() + b"</ogr:FeatureCollection>"
            )
        )
    assert refusal(builders.gpx_file().replace(b"<trk>", b"<!-- <kml> --><trk>")) == "damaged"


def test_macros_and_links_of_a_binary_workbook_reach_no_parser(read, builders):
    with zipfile.ZipFile(io.BytesIO(builders.xlsb_file())) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members |= {"xl/vbaProject.bin": b"x" * 99, "xl/externalLinks/externalLink1.bin": b"y" * 99}
    assert read(builders.zipped(members)).cells["nom"].tolist()[1:] == ["Atelier", "Épi"]


def test_entities_in_kml(refusal, builders):
    assert refusal(ENTITIES) == "entities"
    assert refusal(builders.zipped({"doc.kml": ENTITIES})) == "entities"


def test_nesting_without_end(refusal, builders):
    assert refusal("[" * 200_000) == "nested"
    assert refusal('[{"a":' + '{"b":' * 200_000) == "nested"
    shape = '{"type":"GeometryCollection","geometries":[' * 5_000 + "]}" * 5_000
    feature = f'{{"type":"Feature","properties":{{}},"geometry":{shape}}}'
    assert refusal(feature) == "nested"
    assert refusal(builders.kml_file("<Folder>" * 5_000 + "</Folder>" * 5_000)) == "nested"
    assert refusal("[" + "9" * 5_000 + "]") == "nested"


def test_a_sheet_that_spans_everything(refusal, builders, files):
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    part = "xl/worksheets/sheet1.xml"
    members = with_part(files["xlsx"], part, lambda xml: xml.replace(b"</sheetData>", far))
    assert refusal(builders.zipped(members)) == "too_heavy"


def test_an_old_workbook_of_far_cells(refusal, builders):
    corners = {(0, 0): "a", (65_535, 255): "b"}
    assert refusal(builders.xls_file(corners, sheets=40)) in {"too_heavy", "too_many_cells"}


def test_an_ods_of_repetitions(refusal, builders):
    row = builders.ods_row("a", repeat=1_048_576).replace(
        "<table:table-cell ", '<table:table-cell table:number-columns-repeated="16384" '
    )
    assert refusal(builders.ods(("f", row))) in {"too_heavy", "damaged"}


def test_a_truncated_ods_does_not_keep_the_parser(refusal, builders, files):
    members = with_part(files["ods"], "content.xml", lambda xml: xml[:-400])
    assert refusal(builders.zipped(members)) == "damaged"


def test_a_dictionary_that_unpacks_to_terabytes(refusal):
    target = io.BytesIO()
    column = pa.DictionaryArray.from_arrays(pa.array([0] * 200_000, pa.int32()), pa.array(["x" * 900_000]))
    pq.write_table(pa.table({"a": column}), target, store_schema=False)
    assert len(target.getvalue()) < 2_000_000
    assert refusal(target.getvalue()) == "zip_too_large"


def test_no_address_in_a_file_is_called(read, visitors, builders, tmp_path):
    address, called = visitors
    link = f"<NetworkLink><Link><href>{address}/a.kml</href></Link></NetworkLink>"
    icon = f"<Style id='s'><IconStyle><Icon><href>{address}/i.png</href></Icon></IconStyle></Style>"
    mark = "<Placemark><styleUrl>#s</styleUrl><Point><coordinates>2,46</coordinates></Point></Placemark>"
    assert len(read(builders.kml_file(link + icon + mark)).cells) == 1
    feature = {"type": "Feature", "properties": {"url": address}, "geometry": None}
    crs = {"type": "link", "properties": {"href": f"{address}/crs"}}
    read(json.dumps({"type": "FeatureCollection", "url": address, "crs": crs, "features": [feature]}))
    builders.written(tmp_path, "a.gpkg", {"a": builders.layer()})
    with sqlite3.connect(tmp_path / "a.gpkg") as database:
        database.execute(f"CREATE VIEW v AS SELECT ogr_geocode('{address}')")
    database.close()
    read((tmp_path / "a.gpkg").read_bytes())
    assert called == []


@pytest.mark.parametrize(
    "text",
    [
        '<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer>',
        "<OGRWFSDataSource><URL>{address}</URL></OGRWFSDataSource>",
        "<WFS_Capabilities><a>{address}</a></WFS_Capabilities>",
        "<kml><!-- <OGRVRTDataSource> --></kml>",
        '<?xml version="1.0"?><kml><OGRVRTDataSource/></kml>',
    ],
)
def test_other_xml_never_reaches_gdal(refusal, visitors, text):
    address, called = visitors
    assert refusal(text.replace("{address}", address)) in {"no_table", "damaged"}
    assert called == []


def test_a_system_with_files_of_its_own_is_unknown(read):
    shape = {"type": "Point", "coordinates": [2, 46]}
    for name in ("+proj=longlat +nadgrids=/etc/passwd", "/etc/passwd", "+init=/etc/passwd:1", "EPSG:999999"):
        crs = {"type": "name", "properties": {"name": name}}
        features = [{"type": "Feature", "properties": {"a": 1}, "geometry": shape}]
        raw = read(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}))
        assert raw.notes[-1].key == "crs_guessed"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"%PDF-1.7 x", "no_table"),
        (b"\x89PNG\r\n", "no_table"),
        (b"a;b\n1;\x002\n", "bad_character"),
        (b"<!DOCTYPE html><html></html>", "web_page"),
        (b"<table><tr><td>1</td></tr></table>", "web_page"),
        (b"<?xml version='1.0'?><Workbook/>", "no_table"),
        (b"PAR1", "damaged"),
        (b"SQLite format 3\0", "damaged"),
        (b"PK\x03\x04", "zip_damaged"),
        (b"\x1f\x8b\x08", "zip_damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "damaged"),
        (b'{"type":"FeatureCollection","features":[', "bad_json"),
        (b'{"type":"FeatureCollection"}', "empty"),
        (b"\xff\xfe", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"a;b\n", "empty"),
    ],
)
def test_what_is_no_table(refusal, content, fault):
    assert refusal(content) == fault


def test_a_plain_database_is_no_geopackage(refusal, tmp_path):
    with sqlite3.connect(tmp_path / "a.db") as database:
        database.execute("CREATE TABLE a (b)")
    database.close()
    assert refusal((tmp_path / "a.db").read_bytes()) == "damaged"


def test_an_endless_view_is_dropped_not_run(read, builders, tmp_path):
    builders.written(tmp_path, "a.gpkg", {"a": builders.layer()})
    with sqlite3.connect(tmp_path / "a.gpkg") as database:
        endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS fid FROM n"
        database.execute(f"CREATE VIEW v AS {endless}")
        database.execute("INSERT INTO gpkg_contents (table_name, data_type) VALUES ('v', 'attributes')")
    database.close()
    assert read((tmp_path / "a.gpkg").read_bytes()).sheets == ("a",)


def test_no_socket_is_opened(read, files, monkeypatch):
    def refuse(*_args):
        pytest.fail("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    for content in files.values():
        assert isinstance(read(content).cells, pd.DataFrame)
