"""Small valid files of every format, made in code; `fuzz.py` uses them too."""

import gzip
import io
import json
import struct
import zipfile
from pathlib import Path
from types import SimpleNamespace

import geopandas as gpd
import pandas as pd
import pytest

from atlas.readers import FileRefusedError, read_raw
from atlas.readers.columns.recognition import recognise
from atlas.readers.imports import import_rows

HEADER = ["nom", "siret", "montant"]
ROWS = [
    ["Café de l'œuvre", "12345678900011", 1004],
    ["Atelier", "12345678900012", 12.5],
    ["Épi", "12345678900013", 7],
]


def csv_file():
    lines = [";".join(map(str, row)) for row in [HEADER, *ROWS]]
    return ("\r\n".join(lines) + '\r\n"Le ""Lac""\nbleu";12345678900014;3\r\n').encode()


def workbook(rows=None, *, engine="xlsxwriter"):
    target = io.BytesIO()
    frame = pd.DataFrame([HEADER, *ROWS] if rows is None else rows)
    frame.to_excel(target, sheet_name="aides", header=False, index=False, engine=engine)
    return target.getvalue()


def zipped(members):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def ods(*sheets):
    """Each sheet is a name and the XML of its rows."""
    spaces = " ".join(
        f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{key}:1.0"'
        for key in ("office", "table", "text")
    )
    tables = "".join(f'<table:table table:name="{name}">{rows}</table:table>' for name, rows in sheets)
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = f'<?xml version="1.0"?><office:document-content {spaces}>{body}</office:document-content>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": "<manifest/>"})


def ods_row(*cells, repeat=1):
    written = "".join(
        f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
        if isinstance(cell, int | float)
        else f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        if cell
        else "<table:table-cell/>"
        for cell in cells
    )
    return f'<table:table-row table:number-rows-repeated="{repeat}">{written}</table:table-row>'


def ods_file():
    # LibreOffice ends every sheet with a million empty rows.
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    ending = f'<table:table-row table:number-rows-repeated="1048000">{empty}</table:table-row>'
    return ods(("aides", "".join(ods_row(*row) for row in [HEADER, *ROWS]) + ending))


def xls_file(cells=None, sheets=1):
    """A BIFF8 workbook in its OLE container, written record by record: no library of ours writes XLS."""
    if cells is None:
        cells = {(y, x): cell for y, row in enumerate([HEADER, *ROWS]) for x, cell in enumerate(row)}

    def record(kind, data):
        return struct.pack("<HH", kind, len(data)) + data

    body = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 1996, 0, 0))
    for (y, x), cell in cells.items():
        if isinstance(cell, str):
            text = cell.encode("utf-16-le")
            body += record(0x204, struct.pack("<HHHHB", y, x, 0, len(cell), 1) + text)
        else:
            body += record(0x203, struct.pack("<HHHd", y, x, 0, cell))
    body += record(0x0A, b"")
    start = record(0x809, struct.pack("<HHHHII", 0x600, 0x5, 0, 1996, 0, 0))
    names = [f"f{number}".encode() for number in range(sheets)]
    offset = len(start) + sum(4 + 8 + len(name) for name in names) + 4
    for number, name in enumerate(names):
        where = struct.pack("<IBBBB", offset + number * len(body), 0, 0, len(name), 0)
        start += record(0x85, where + name)
    return _ole(start + record(0x0A, b"") + body * sheets)


def xlsb_file(rows=None):
    """A BIFF12 workbook, written record by record: no library of ours writes XLSB."""

    def record(kind, data=b""):
        head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
        size, low = b"", len(data)
        while True:
            size += bytes([low & 0x7F | (0x80 if low > 127 else 0)])
            low >>= 7
            if not low:
                return head + size + data

    def wide(text):
        return struct.pack("<I", len(text)) + text.encode("utf-16-le")

    rows = [HEADER, *ROWS] if rows is None else rows
    width = max(map(len, rows))
    sheet = record(129) + record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, width - 1)) + record(145)
    for y, row in enumerate(rows):
        sheet += record(0, struct.pack("<IIHBBBI", y, 0, 0, 0, 0, 0, 0))
        for x, cell in enumerate(row):
            start = struct.pack("<II", x, 0)
            sheet += (
                record(6, start + wide(cell))
                if isinstance(cell, str)
                else record(5, start + struct.pack("<d", cell))
            )
    sheet += record(146) + record(130)
    name = struct.pack("<II", 0, 1) + wide("rId1") + wide("aides")
    book = record(131) + record(143) + record(156, name) + record(144) + record(132)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}" Target="worksheets/sheet1.bin"/></Relationships>'
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": links,
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def gml_file(attributes=""):
    features = "".join(
        f'<ogr:featureMember><ogr:aides gml:id="a{number}"><ogr:geometryProperty>'
        f'<gml:Point srsName="EPSG:2154">'
        f"<gml:pos>{887000 + number} 6409000</gml:pos></gml:Point></ogr:geometryProperty>"
        f"<ogr:nom>{row[0]}</ogr:nom><ogr:siret>{row[1]}</ogr:siret></ogr:aides></ogr:featureMember>"
        for number, row in enumerate(ROWS)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><ogr:FeatureCollection xmlns:ogr="http://ogr.maptools.org/" '
        'xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" {attributes}>{features}'
        "</ogr:FeatureCollection>"
    ).encode()


def gpx_file():
    places = "".join(
        f'<wpt lat="{44.75 + number / 100}" lon="5.37"><name>{row[0]}</name><desc>{row[1]}</desc></wpt>'
        for number, row in enumerate(ROWS)
    )
    way = "".join(f'<trkpt lat="44.{number}" lon="5.3"/>' for number in range(10, 20))
    return (
        '<?xml version="1.0"?><gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">'
        f"{places}<trk><name>Voie</name><trkseg>{way}</trkseg></trk></gpx>"
    ).encode()


def _ole(stream):
    stream = stream.ljust(4096, b"\0")
    sectors = -(-len(stream) // 512)
    fat_sectors = -(-(sectors + 2) * 4 // 512) + 1
    fat = [0xFFFFFFFD] * fat_sectors + [0xFFFFFFFE]
    first = len(fat)
    fat += [*range(first + 1, first + sectors), 0xFFFFFFFE]
    fat += [0xFFFFFFFF] * (fat_sectors * 128 - len(fat))
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
    )
    head += struct.pack("<IIIIIIIII", 0, fat_sectors, fat_sectors, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", *range(fat_sectors), *[0xFFFFFFFF] * (109 - fat_sectors))

    def entry(name, kind, start, size, child=0xFFFFFFFF):
        text = name.encode("utf-16-le").ljust(64, b"\0")
        tree = struct.pack("<HBBIII", 2 * len(name) + 2, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
        return text + tree + bytes(36) + struct.pack("<IQ", start, size)

    folder = entry("Root Entry", 5, 0xFFFFFFFE, 0, 1) + entry("Workbook", 2, first, len(stream)) + bytes(256)
    return head + struct.pack(f"<{len(fat)}I", *fat) + folder + stream.ljust(sectors * 512, b"\0")


def layer(crs="EPSG:4326"):
    frame = pd.DataFrame(ROWS, columns=HEADER)
    points = gpd.points_from_xy([2.0, 3.0, 4.0], [46.0, 47.0, 48.0])
    return gpd.GeoDataFrame(frame, geometry=points, crs="EPSG:4326").to_crs(crs)


def geojson_file():
    features = [
        {"type": "Feature", "properties": {"nom": row[0], "lieu": {"x": 1}}, "geometry": shape}
        for row, shape in zip(
            ROWS,
            [
                {"type": "Point", "coordinates": [2, 46]},
                {"type": "Polygon", "coordinates": [[[2, 46], [3, 46], [3, 47], [2, 46]]]},
                None,
            ],
            strict=True,
        )
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def written(folder, name, frames, **options):
    """Files that GDAL writes for layers, by their suffix."""
    for title, frame in frames.items():
        frame.to_file(folder / name, layer=title, engine="pyogrio", **options)
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def kml_file(
    inside="<Folder><name>A</name><Placemark><name>p</name><ExtendedData><Data name='siret'><value>"
    "12345678900011</value></Data></ExtendedData><Point><coordinates>2,46,9</coordinates></Point></Placemark>"
    "<Placemark><name>q</name></Placemark></Folder>",
):
    return (
        '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
        f"{inside}</Document></kml>"
    ).encode()


def parquet_file(frame=None):
    target = io.BytesIO()
    (layer() if frame is None else frame).to_parquet(target)
    return target.getvalue()


def html_file(rows=None, around=""):
    """A table as programs write it for a spreadsheet to open."""
    lines = [HEADER, *ROWS] if rows is None else rows
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>\n" for line in lines)
    return f"<html><head><title>x</title></head><body>{around}<table>{cells}</table></body></html>".encode()


def excel_xml_file(rows=None):
    cells = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in line) + "</Row>"
        for line in ([HEADER, *ROWS] if rows is None else rows)
    )
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    sheet = f'<Worksheet ss:Name="aides"><Table>{cells}</Table></Worksheet>'
    return f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}">{sheet}</Workbook>'.encode()


def valid_files(folder: Path):
    """One small valid file of every format and container."""
    gpkg, shp = folder / "gpkg", folder / "shp"
    gpkg.mkdir()
    shp.mkdir()
    shapes = written(shp, "aides.shp", {"aides": layer("EPSG:2154")}, encoding="UTF-8")
    return {
        "csv": csv_file(),
        "csv.gz": gzip.compress(csv_file(), mtime=0),
        "csv.zip": zipped({"dossier/aides.csv": csv_file()}),
        "xlsx": workbook(),
        "xlsb": xlsb_file(),
        "xls": xls_file(),
        "ods": ods_file(),
        "html": html_file(),
        "xml": excel_xml_file(),
        "geojson": geojson_file(),
        "json": json.dumps([{"nom": "A", "lieu": {"ville": "B"}}, {"nom": "C"}]).encode(),
        "gpkg": written(gpkg, "aides.gpkg", {"aides": layer("EPSG:2154")})["aides.gpkg"],
        "shp": zipped({f"dossier/{name}": content for name, content in shapes.items()}),
        "kml": kml_file(),
        "kmz": zipped({"doc.kml": kml_file()}),
        "gml": gml_file(),
        "gpx": gpx_file(),
        "geoparquet": parquet_file(),
        "parquet": parquet_file(pd.DataFrame(ROWS, columns=HEADER)),
    }


@pytest.fixture(scope="session")
def files(tmp_path_factory):
    return valid_files(tmp_path_factory.mktemp("files"))


@pytest.fixture(scope="session")
def builders():
    """The makers of small files above, whose folder is no package to import from."""
    names = (
        "gml_file",
        "gpx_file",
        "html_file",
        "kml_file",
        "xlsb_file",
        "layer",
        "ods",
        "ods_file",
        "ods_row",
        "parquet_file",
        "workbook",
        "written",
        "xls_file",
        "zipped",
    )
    return SimpleNamespace(**{name: globals()[name] for name in names})


@pytest.fixture(scope="session")
def read():
    """Read a text or bytes as a raw table."""

    def reading(content, **options):
        return read_raw(io.BytesIO(content.encode() if isinstance(content, str) else content), **options)

    return reading


@pytest.fixture(scope="session")
def refusal(read):
    """Read something that must be refused and give the fault, said in two languages."""

    def refusing(content, **options):
        with pytest.raises(FileRefusedError) as error:
            read(content, **options)
        assert error.value.to("fr") != error.value.to("en")
        return error.value.fault

    return refusing


@pytest.fixture
def take(read):
    """Import a text as it is recognised."""

    def taking(text, kind="initiatives"):
        raw = read(text)
        return import_rows(raw, recognise(raw, kind), name="f.csv")

    return taking
