"""Files whose coordinates are degrees, minutes and seconds."""

import csv
import io

import pytest

from atlas.readers.columns.recognition import recognise
from atlas.readers.imports import import_rows
from atlas.readers.places.points import read_points
from atlas.readers.told.sentences import tell_rows
from atlas.readers.told.warnings import inside
from atlas.vocabulary import PROBLEMS
from atlas.words.texts.ledger import ROW_REPAIRS

# Die, Paris, Saint-Denis of La Réunion, each in its own way; then what cannot be read.
ROWS = [
    ("Die", "44°45'13\"N", "5°22'13\"E"),
    ("Paris", "48 51 24 N", "2.350833"),
    ("Réunion", "20° 52′ 44″ S", "55° 26′ 53″ E"),
    ("Brest", "48°23'27\"", "4°29'10\" O"),
    ("Minutes", "44°75'13\"N", "5°22'13\"E"),
    ("Nues", "44 45 13", "5 22 13"),
    ("Rien", "", ""),
    ("Décimale", "44.7536", "5,3703"),
]


def written(rows):
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerows(rows)
    return stream.getvalue()


def imported(read, text, kind="initiatives"):
    raw = read(text)
    return import_rows(raw, recognise(raw, kind), name="f.csv")


def test_angles_place_rows_and_are_told(read):
    made = imported(read, written([("nom", "latitude", "longitude"), *ROWS]))
    assert made.mapping.columns == {"name": "nom", "lat": "latitude", "lon": "longitude"}
    ledger = made.ledger.set_index("line")
    assert ledger["outcome"].eq("accepted").all()
    places = made.table.set_index("name")
    communes = places["seat_commune"].dropna().to_dict()
    assert communes == {
        "Die": "26113", "Paris": "75056", "Réunion": "97411", "Brest": "29019", "Décimale": "26113"
    }  # fmt: skip
    assert places.loc["Die", ["lat", "lon"]].tolist() == pytest.approx([44.753611, 5.370278], abs=1e-6)
    assert places.loc["Brest", ["lat", "lon"]].tolist() == pytest.approx([48.390833, -4.486111], abs=1e-6)
    assert ledger["repairs"].tolist() == [("angles",)] * 4 + [()] * 4
    assert ledger.loc[3, "details"] == (("angles", "48 51 24 N / 2.350833 → 48.856667 / 2.350833"),)
    assert ledger["problem"].fillna("").tolist()[4:] == ["not_a_number", "not_a_number", "missing", ""]


def test_the_ledger_and_the_warnings_say_it_in_both_languages(read):
    made = imported(read, written([("nom", "latitude", "longitude"), *ROWS]))
    said = {language: tell_rows(made.ledger, language).tolist() for language in ("fr", "en")}
    for language, sentences in said.items():
        converted = inside(ROW_REPAIRS["angles"].to(language))
        assert sentences[0].endswith(f"{converted} (44°45'13\"N / 5°22'13\"E → 44.753611 / 5.370278).")
        unreadable = inside(PROBLEMS["not_a_number"].to(language))
        assert sentences[4].endswith(f"{unreadable} (44°75'13\"N / 5°22'13\"E).")
        assert sentences[5].endswith(f"{unreadable} (44 45 13 / 5 22 13).")
    told = {each["kind"]: each["count"] for each in made.summary("fr")["warnings"]}
    assert told == {"not_located.missing": 1, "not_located.not_a_number": 2, "repaired.angles": 4}


def test_marks_that_are_quotation_marks_do_not_break_the_lines(read):
    rows = "".join(f"Asso {row},44°45'{row}\"N,5°22'{row}\"E\n" for row in range(10, 30))
    made = imported(read, "nom,latitude,longitude\n" + rows)
    assert made.table["seat_commune"].tolist() == ["26113"] * 20
    assert made.ledger["repairs"].tolist() == [("angles",)] * 20


def test_swapped_columns_of_angles_are_put_right_and_both_are_told(read):
    rows = "".join(f"Asso {row};44°45'{row}\"N;5°22'{row}\"E\n" for row in range(10, 15))
    made = imported(read, "nom;longitude;latitude\n" + rows)
    assert made.table["seat_commune"].tolist() == ["26113"] * 5
    assert made.ledger["repairs"].tolist() == [("coordinates_swapped", "angles")] * 5


def test_an_unreadable_angle_casts_doubt_on_a_row_that_its_code_places(read):
    rows = "A;26113;44°45'13\"N;5°22'13\"E\nB;26113;44.75;5.37\n"
    rows += "C;26113;44°61'13\"N;5°22'13\"E\nD;26113;n.c.;n.c.\n"
    made = imported(read, "nom;code_insee;latitude;longitude\n" + rows)
    assert made.ledger["located_by"].tolist() == ["code"] * 4
    assert made.ledger["problem"].fillna("").tolist() == ["", "", "not_a_number", ""]


def test_degrees_without_marks_are_not_joined_to_a_number(read):
    # 1 2 3 is no 123rd degree.
    raw = read("nom;latitude;longitude\nA;44,75;5,37\nB;44,75;1 2 3\n")
    points = read_points(raw, recognise(raw, "initiatives")).numbers
    assert points["a"].fillna(0).tolist() == [5.37, 0]
    assert points["b"].tolist() == [44.75, 44.75]


@pytest.mark.parametrize(
    "text",
    [
        *("44°45'14\"N 5°22'13\"E", "44.7539° N, 5.3703° E", "N44.7539 E5.3703", "5°22'13\"E 44°45'14\"N"),
        *("Lat: 44.7539 Lon: 5.3703", "latitude = 44,7539; longitude = 5,3703", "44,7539, 5,3703"),
        *("0101000020E6100000F6285C8FC2751540A4703D0AD7604640", "44°45'14\" 5°22'13\""),
    ],
)
def test_both_coordinates_in_one_cell(take, text):
    quoted = text.replace('"', '""')
    made = take(f'Nom;Coordonnées GPS\na;"{quoted}"\nb;"44.7284, 5.0226"\n')
    assert made.table["seat_commune"].tolist() == ["26113", "26108"]


def test_a_minus_sign_of_typesetters(take):
    made = take("Nom;Latitude;Longitude\na;48,3904;\u22124,4861\nb;48,3904;-4,4861\n")
    assert made.table["seat_commune"].tolist() == ["29019", "29019"]


@pytest.mark.parametrize("france", ["1.888334;46.603354", "2.213749;46.227638", "5;44", "2.0;46.0"])
def test_where_geocoders_put_france_and_whole_degrees_are_no_address(take, france):
    made = take(f"nom;lon;lat\na;{france}\nb;5.3706;44.7539\nc;5.022;44.728\n")
    assert made.table["seat_commune"].fillna("").tolist() == ["", "26113", "26108"]
    assert made.ledger["problem"][0] == "vague_point"


def test_a_geocoder_s_poor_answer_is_no_address(take):
    made = take(
        "nom;ville;latitude;longitude;result_score;result_city;result_citycode\n"
        "a;;48.65;-2.0;0.21;Saint-Malo;35288\nb;Crest;48.65;-2.0;0,3;Saint-Malo;35288\n"
        "c;;44.7539;5.3706;0.97;Die;26113\n"
    )
    assert made.table["seat_commune"].fillna("").tolist() == ["", "26108", "26113"]
    assert made.ledger["problem"].fillna("").tolist() == ["vague_point", "", ""]
