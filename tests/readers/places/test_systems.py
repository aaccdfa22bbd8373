"""Reference systems of x and y: told by their headers, or said which would fit."""

import pytest


@pytest.mark.parametrize(
    ("headers", "x", "y", "commune"),
    [
        ("X (UTM 40S);Y (UTM 40S)", 338900, 7690100, "97411"),
        ("x_utm22n;y_utm22n", 354000, 545500, "97302"),
        ("X Lambert II étendu;Y Lambert II étendu", 841000, 1976300, "26113"),
        ("X_EPSG2154;Y_EPSG2154", 887700, 6408400, "26113"),
        ("Abscisse Lambert 93;Ordonnée Lambert 93", 887700, 6408400, "26113"),
        ("x_3857;y_3857 (EPSG:3857)", 597819, 5583750, "26113"),
    ],
)
def test_a_header_names_the_system(take, headers, x, y, commune):
    made = take(f"Nom;{headers}\nA;{x};{y}\n")
    assert made.table["seat_commune"].tolist() == [commune]


def test_points_outside_france_are_told_the_system_that_fits(take):
    made = take("Nom;X;Y\nA;841000;1976300\nB;813700;1972800\n")
    assert made.table["seat_commune"].isna().all()
    (told,) = [each for each in made.matters if each.kind == "file.crs_fitting"]
    assert "EPSG:27572" in told.values["systems"]


def test_points_that_no_system_puts_in_france_are_told_no_system(take):
    made = take("Nom;X;Y\nA;12;999999999\nB;13;999999998\n")
    assert "file.crs_fitting" not in {each.kind for each in made.matters}


def test_rows_without_degrees_have_those_of_their_x_and_y(take):
    made = take("Nom;X;Y;lat;lon\nA;887527;6408930;;\nB;1;1;44.7284;5.0226\nC;;;;\n")
    assert made.table["seat_commune"].fillna("").tolist() == ["26113", "26108", ""]
    assert made.table["lon"].round(2).fillna(0).tolist() == [5.37, 5.02, 0]
