"""Small valid files of every format, broken at random: a table or one refusal, nothing else.

`fuzz.py` does the same for as long as one likes; what it found stands here by name.
"""

import io
import struct
import warnings

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atlas.readers import FileRefusedError, Limits, read_raw

LIMITS = Limits(upload_bytes=1_000_000, unzipped_bytes=5_000_000, cells=1_000_000)
# A process apart costs a twentieth of a second each: the script breaks these more often.
QUICK = ["csv", "csv.gz", "csv.zip", "geojson", "json", "gpkg", "shp"]
SLOW = ["xlsx", "xlsb", "xls", "ods", "kml", "kmz", "geoparquet", "parquet"]


def settle(content):
    """Read, or give the fault."""
    try:
        raw = read_raw(io.BytesIO(content), limits=LIMITS)
    except FileRefusedError as error:
        return error.fault
    assert len(raw.cells)
    assert raw.cells.columns.is_unique
    assert raw.cells.index.is_unique
    assert all(isinstance(name, str) and name for name in raw.cells.columns)
    return ""


mishap = st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 30), st.binary(max_size=6))
accidents = st.lists(mishap, min_size=1, max_size=4)


def broken(content, mishaps):
    data = bytearray(content)
    for where, length, other in mishaps:
        place = int(where * len(data))
        data[place : place + length] = other
    return bytes(data)


@pytest.mark.parametrize("kind", QUICK)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mishaps=accidents)
def test_broken_files(files, kind, mishaps):
    settle(broken(files[kind], mishaps))


@pytest.mark.parametrize("kind", SLOW)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mishaps=accidents)
def test_broken_files_that_are_parsed_apart(files, kind, mishaps):
    settle(broken(files[kind], mishaps))


@pytest.mark.parametrize("kind", [*QUICK, *SLOW])
def test_truncated_files(files, kind):
    content = files[kind]
    for share in (0.2, 0.6, 0.95):
        fault = settle(content[: int(share * len(content))])
        # The end of a CSV cannot be missed, nor the padding of an XLS.
        assert fault or kind in {"csv", "xls"}, share


def test_an_alphabet_that_xml_names_and_nobody_knows(builders):
    assert settle(builders.kml_file().replace(b"UTF-8", b"XTF-8")) == "damaged"


def test_a_name_of_a_column_that_is_no_text(files):
    content = files["parquet"]
    assert settle(content.replace(b"siret", b"sir\xff\xfe")) == "damaged"


def test_an_old_workbook_whose_sectors_are_short(builders):
    # The parser panicked: an assertion on the length of a table of sectors.
    content = builders.xls_file()
    assert settle(content[:-1]) in {"", "damaged"}
    for place in range(30, 80, 2):
        assert settle(content[:place] + struct.pack("<H", 1) + content[place + 2 :]) in {
            "",
            "damaged",
            "too_heavy",
        }


def test_an_old_workbook_that_asks_for_a_hundred_gigabytes(builders):
    # A cell beyond the last row and column that a sheet can have.
    assert settle(builders.xls_file({(0, 0): "a", (65_535, 65_535): "b"})) in {
        "too_heavy",
        "damaged",
        "too_many_cells",
    }


def test_a_number_of_a_shapefile_with_stray_characters(builders, tmp_path):
    layers = builders.written(tmp_path, "a.shp", {"a": builders.layer()})
    layers["a.dbf"] = layers["a.dbf"].replace(b"1004.", b"10x4.")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert settle(builders.zipped(layers)) == ""
