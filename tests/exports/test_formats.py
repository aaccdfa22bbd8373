"""Every format holds the same rows and says what they rest on; the same day gives the same bytes."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import pytest

from atlas.errors import UnknownChoiceError
from atlas.exports.columns import describe
from atlas.exports.formats import FORMATS, format_of, to_bytes
from atlas.vocabulary import STATUSES

HOSTILE = "=cmd|'/C calc'!A0 <b>\"&\" $x$ ]]> 🌍"
TABLES = [key for key, one in FORMATS.items() if not (one.needs_map or one.needs_film)]


def write(export, key):
    return to_bytes(export, FORMATS[key])


@pytest.mark.parametrize("key", TABLES)
def test_the_same_day_gives_the_same_bytes(areas, key):
    first = write(areas, key)
    # Many: the clock that a library reads while it writes must not show.
    assert all(write(areas, key) == first for _ in range(25))
    later = replace(areas, about=replace(areas.about, created=areas.about.created.replace(day=3)))
    assert write(later, key) != first


def test_csv_tells_in_each_row_what_it_rests_on(areas):
    rows = list(csv.DictReader(io.StringIO(write(areas, "csv").decode("utf-8-sig"), newline="")))
    assert [row["code"] for row in rows] == ["01004", "2A004", "97501"]
    assert rows[0]["name"] == f"'{HOSTILE}"
    assert rows[0]["selection"] == areas.about.choice
    assert {row["licence"] for row in rows} == {"Licence Ouverte 2.0"}
    assert {(row["millesime"], row["created"]) for row in rows} == {("2026", "2026-03-02")}
    assert float(rows[0]["value"]) == 1 / 3
    assert rows[1]["value"] == rows[2]["population"] == ""


def test_csv_in_words_opens_in_a_french_spreadsheet(areas):
    text = write(areas, "tableur.csv").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    plain = list(csv.reader(io.StringIO(write(areas, "csv").decode("utf-8-sig"), newline="")))
    value, name = plain[0].index("value"), plain[0].index("name")
    assert rows[1][value] == plain[1][value].replace(".", ",")
    assert [row[name] for row in rows[1:]] == [row[name] for row in plain[1:]]
    assert rows[0][plain[0].index("population")] == describe(pd.Index(["population"]), "fr")[
        "population"
    ].rstrip(".")
    assert len(set(rows[0])) == len(rows[0])
    status = plain[0].index("status")
    assert [row[status] for row in rows[1:]] == [STATUSES[row[status]].fr for row in plain[1:]]


def test_endings_name_formats():
    assert format_of(Path("a.CSV")) is FORMATS["csv"]
    assert format_of(Path("a.tableur.csv")) is FORMATS["tableur.csv"]
    with pytest.raises(UnknownChoiceError, match=r"\.tableur\.csv"):
        format_of(Path("a.doc"))


def test_a_table_s_own_source_stays(areas):
    named = replace(areas, rows=areas.rows.assign(source=["x", "y", None]))
    rows = list(csv.DictReader(io.StringIO(write(named, "csv").decode("utf-8-sig"), newline="")))
    assert [row["source"] for row in rows] == ["x", "y", ""]


def test_the_workbook_has_rows_meanings_and_sources(areas):
    data = write(areas, "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Données", "Colonnes", "Sources"]
    sheet = book["Données"]
    head, first, second, third = sheet.iter_rows(values_only=True)
    assert head == ("code", "name", "population", "value", "status", "across")
    assert first == ("01004", HOSTILE, 1_000_000, 1 / 3, "value", True)
    assert second == ("2A004", "Île d'Yeu", 12, None, "no_known", False)
    assert third[1:4] == (None, None, None)
    assert [cell.data_type for cell in sheet[2]] == ["s", "s", "n", "n", "s", "b"]
    assert sheet.freeze_panes == "B2"
    meanings = dict(book["Colonnes"].iter_rows(min_row=2, values_only=True))
    assert meanings["population"] == "Population municipale."
    text = "\n".join(str(cell) for row in book["Sources"].iter_rows(values_only=True) for cell in row if cell)
    for word in (
        areas.about.title,
        areas.about.choice,
        "Licence Ouverte 2.0",
        "2026-03-02",
        "Contours",
        "IGN",
    ):
        assert word in text
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert not [name for name in names if "external" in name.lower() or "rels/sheet" in name.lower()]


def test_english_files_speak_english(seats):
    book = openpyxl.load_workbook(io.BytesIO(write(seats, "xlsx")))
    assert book.sheetnames == ["Data", "Columns", "Sources"]
    assert dict(book["Columns"].iter_rows(min_row=2, values_only=True))["start_year"].isascii()
    assert seats.about.choice == "everything"


@pytest.mark.parametrize("key", ["geojson", "gpkg", "parquet"])
@pytest.mark.parametrize("which", ["areas", "seats"])
def test_rows_and_places_come_back(request, tmp_path, which, key):
    export = request.getfixturevalue(which)
    target = tmp_path / f"{export.name}.{key}"
    target.write_bytes(write(export, key))
    back = gpd.read_parquet(target) if key == "parquet" else pyogrio.read_dataframe(target, layer=export.name)
    index = export.rows.index.name
    assert back[index].tolist() == export.rows.index.tolist()
    assert back.crs == "EPSG:4326"
    for column in export.rows.columns:
        for one, other in zip(back[column], export.rows[column], strict=True):
            assert pd.isna(one) if pd.isna(other) else one == other
    places = export.places()
    assert back.geometry.isna().tolist() == places.isna().tolist()
    for one, other in zip(back.geometry.dropna(), places.dropna(), strict=True):
        assert one.hausdorff_distance(other) < 1e-6


def test_geoparquet_says_what_it_rests_on(areas):
    metadata = pq.read_metadata(io.BytesIO(write(areas, "parquet"))).metadata
    told = json.loads(metadata[b"atlas"])
    assert told == areas.metadata()
    assert json.loads(metadata[b"geo"])["primary_column"] == "geometry"


def test_metadata_name_everything(areas):
    told = areas.metadata()
    assert told["selection"] == {"Types": "Tiers-lieu", "Texte": HOSTILE}
    assert told["sources"][0]["licence"] == told["licence"] == "Licence Ouverte 2.0"
    assert (told["millesime"], told["created"]) == ("2026", "2026-03-02")
    assert list(told["columns"]) == ["code", *areas.rows.columns]


@pytest.mark.parametrize("key", FORMATS)
def test_what_a_table_lacks_is_said(areas, key):
    bare = replace(areas, geometry=None, style=None)
    made = FORMATS[key]
    if made.needs_geometry or made.needs_map or made.needs_film:
        with pytest.raises(UnknownChoiceError, match="choose csv, "):
            write(bare, key)
    else:
        assert write(bare, key)


def test_too_many_rows_for_text(areas):
    many = pd.DataFrame({"name": "x"}, index=pd.RangeIndex(10_001, name="code"))
    with pytest.raises(UnknownChoiceError, match=r"10,001 rows are too many for \.geojson.*gpkg, parquet"):
        write(replace(areas, rows=many), "geojson")


@pytest.mark.parametrize("key", TABLES)
def test_an_empty_table_is_a_file_all_the_same(areas, key):
    empty = replace(
        areas,
        rows=areas.rows.iloc[:0],
        geometry=lambda: gpd.GeoSeries([], crs="EPSG:4326"),
        style=None,
    )
    assert len(write(empty, key)) > 50


def test_formats_cost_nothing_before_someone_asks():
    code = (
        "import sys, atlas.exports.formats; print({'matplotlib', 'xlsxwriter', 'jinja2'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
