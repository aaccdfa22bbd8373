"""What leaves the atlas is exactly what was chosen, and nothing in it runs."""

import csv
import io
import json

import pandas as pd
import pytest

from atlas.catalogue import Answer, Catalogue, load_catalogue
from atlas.catalogue.listing import initiatives_table, seat_points, territories_table
from atlas.catalogue.measures import MEASURES
from atlas.catalogue.selection import Selection
from atlas.exports import to_csv, to_geojson
from atlas.views.map.files import territory_shapes
from atlas.vocabulary import LEVELS

SELECTION = Selection(types=("ptce", "tzcld"))
FORMULAS = ["=1+1", "+33 1", "-2", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1+1"]


@pytest.fixture(scope="module")
def france() -> Catalogue:
    return load_catalogue()


def ask(france: Catalogue, level: str, measure: str = "count") -> Answer:
    return france.answer(SELECTION, level, by="seat", measure=measure)


def read(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def refuse(constant: str) -> None:
    pytest.fail(f"{constant} is not JSON")


def strict(data: bytes) -> dict:
    return json.loads(data, parse_constant=refuse)


def plain(value: object) -> str:
    return "" if pd.isna(value) else str(value)


def test_csv_of_initiatives_is_the_chosen_rows(france):
    table = initiatives_table(france, ask(france, "departement"))
    rows = read(to_csv(table))
    assert [row["id"] for row in rows] == france.choose(SELECTION).index.tolist()
    assert list(rows[0]) == ["id", *table.columns]
    for column in ("name", "type", "seat_commune", "territory", "source", "note", "epci", "millesime"):
        assert [row[column] for row in rows] == [plain(value) for value in table[column]]
    years = [row["start_year"] for row in rows]
    assert years == ["" if pd.isna(year) else str(int(year)) for year in table["start_year"]]


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("level", LEVELS)
def test_csv_of_territories_is_the_map(france, level, measure):
    answer = ask(france, level, measure)
    codes = answer.table.index[:400]
    rows = read(to_csv(territories_table(france, answer, level).loc[codes]))
    assert sorted(row["code"] for row in rows) == sorted(codes)
    values = {row["code"]: row["value"] for row in rows}
    for code, value in answer.table.loc[codes, "value"].items():
        assert values[code] == "" if pd.isna(value) else float(values[code]) == value
    assert {row["millesime"] for row in rows} == {france.geography.millesime}
    assert all(row["source"] for row in rows)


def test_the_highest_value_comes_first_and_blanks_last(france):
    answer = ask(france, "epci", "rate")
    values = territories_table(france, answer, "epci")["value"]
    known = values.dropna()
    assert 0 < len(known) < len(values)
    assert values.iloc[: len(known)].is_monotonic_decreasing
    assert values.iloc[len(known) :].isna().all()


def test_money_of_a_row_is_its_counted_lines(france):
    table = initiatives_table(france, ask(france, "region"))
    lines = france.tables.funding
    lines = lines[lines["direction"].eq("received") & lines["counted"] & lines["amount_eur"].notna()]
    expected = lines.groupby("initiative_id")["amount_eur"].sum()
    found = table["received_eur"].dropna()
    assert len(found) > 0
    assert found.to_dict() == pytest.approx(expected.reindex(found.index).to_dict())
    assert table.index.difference(found.index).intersection(expected.index).empty


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(text):
    table = pd.DataFrame({"name": [text, None], "n": [-1.5, None]}, index=pd.Index([text, "b"], name="id"))
    first, second = read(to_csv(table))
    assert first == {"id": f"'{text}", "name": f"'{text}", "n": "-1.5"}
    assert second == {"id": "b", "name": "", "n": ""}


def test_no_heading_is_a_formula():
    table = pd.DataFrame({"=1+1": ["a"], "@b": [2], "é": ["c"]}, index=pd.Index(["x"], name="-id"))
    assert read(to_csv(table)) == [{"'-id": "x", "'=1+1": "a", "'@b": "2", "é": "c"}]


def test_csv_keeps_every_other_text():
    texts = ['<script>alert("x")</script>', "a,b;c", "two\nlines", "l'été 🌍" * 50, "'quoted", "00123"]
    table = pd.DataFrame({"name": texts}, index=pd.RangeIndex(len(texts), name="id"))
    assert [row["name"] for row in read(to_csv(table))] == texts


def test_geojson_of_initiatives(france):
    table = initiatives_table(france, ask(france, "departement"))
    written = strict(to_geojson(table, seat_points(table), {"filters": {"types": "ptce,tzcld"}}))
    assert written["type"] == "FeatureCollection"
    assert written["metadata"] == {"filters": {"types": "ptce,tzcld"}}
    assert set(written) == {"type", "name", "metadata", "features"}
    features = written["features"]
    assert [feature["properties"]["id"] for feature in features] == table.index.tolist()
    for feature, (_, row) in zip(features, table.iterrows(), strict=True):
        if pd.isna(row["seat_commune"]):
            assert feature["geometry"] is None
        else:
            assert feature["geometry"]["type"] == "Point"
            point = [round(row["point_lon"], 6), round(row["point_lat"], 6)]
            assert feature["geometry"]["coordinates"] == point
        year = feature["properties"]["start_year"]
        assert year is None if pd.isna(row["start_year"]) else year == row["start_year"]
    assert None in {feature["properties"]["start_year"] for feature in features}
    assert None in {feature["geometry"] and "point" for feature in features}


@pytest.mark.parametrize("level", ["region", "departement", "commune"])
def test_geojson_of_territories(france, level):
    answer = ask(france, level, "funding_rate")
    codes = answer.table.index[-120:] if level == "commune" else answer.table.index
    table = territories_table(france, answer, level).loc[codes]
    written = strict(to_geojson(table, territory_shapes(france, level, table.index), {}))
    features = written["features"]
    assert [feature["properties"]["code"] for feature in features] == table.index.tolist()
    missing = [feature["properties"]["code"] for feature in features if feature["geometry"] is None]
    communes = france.geography.communes
    without = communes.index[communes["collectivite"].notna()]
    assert sorted(missing) == sorted(table.index.intersection(without))
    for feature in features:
        west, south = feature["geometry"]["coordinates"][0][0][:2] if feature["geometry"] else (0, 0)
        if isinstance(west, list):
            west, south = west
        assert -180 <= west <= 180
        assert -90 <= south <= 90


def test_geojson_refuses_no_text(france):
    table = initiatives_table(france, ask(france, "region")).head(2).copy()
    table["name"] = ['</script>"🌍', "x" * 300]
    written = strict(to_geojson(table, seat_points(table), {}))
    assert [feature["properties"]["name"] for feature in written["features"]] == table["name"].tolist()
