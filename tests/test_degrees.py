"""Degrees, minutes and seconds: every form beside its value worked out by hand."""

import numpy as np
import pandas as pd
import pytest

from atlas.locate import locate
from atlas.locate.degrees import fill_angles, read_angle

# 51 / 60 = 0.85 and 24 / 3600 = 0.00666…; 21 / 60 = 0.35 and 3 / 3600 = 0.00083…
PARIS = 48.8566667
SOUND = {
    "48°51'24\"N": (PARIS, "lat"),
    "48° 51′ 24″ N": (PARIS, "lat"),
    "48º51’24’’n": (PARIS, "lat"),
    "48°51'24''": (PARIS, ""),
    "48°51'24": (PARIS, ""),
    "048°\u00a051'\u202f24\" Nord": (PARIS, "lat"),
    "48 51 24 N": (PARIS, "lat"),
    "N 48 51 24": (PARIS, "lat"),
    "N48°51'24\"": (PARIS, "lat"),
    "48:51:24 N": (PARIS, "lat"),
    "48°51.4'N": (PARIS, "lat"),
    "48 51,4 N": (PARIS, "lat"),
    "2°21'03\"E": (2.3508333, "lon"),
    " 2°21'3.0\"Est ": (2.3508333, "lon"),
    "2°30'36,0\"O": (-2.51, "lon"),
    "2°30'36\" Ouest": (-2.51, "lon"),
    "61°33'W": (-61.55, "lon"),
    "20°52'30\"S": (-20.875, "lat"),
    "-0°12'30\"": (-0.2083333, ""),
    "− 0° 12′ 30″": (-0.2083333, ""),
    "+2°30'": (2.5, ""),
    "48,5°": (48.5, ""),
    "48.5 N": (48.5, "lat"),
    "48°59'59.9\"N": (48.9999722, "lat"),
}
# Nothing tells degrees from thousands or hours; no minute or second is the sixtieth; signs that contradict.
UNSOUND = [
    *("48 51 24", "48:51:24", "48°51", "485124N", "48 8566 N", "48.8566", "", "N", "douze"),
    *("48°60'00\"N", "48°75'N", "48°51'60\"N", "48 51 60 N", "48°59'60.0\""),
    *("-48°51'24\"N", "N48°51'24\"N", "48°51'24\"X", '48°24"N', "48'51\"N", "48°51\"24'N"),
    *("48.5°30'N", "48°30.5'24\"N", "48°51'24\"N 2°21'03\"E", "1048°N"),
]


@pytest.mark.parametrize("text", SOUND)
def test_an_angle_is_read(text):
    degrees, axis = SOUND[text]
    angle = read_angle(text)
    assert angle is not None
    assert (angle.degrees, angle.axis) == (pytest.approx(degrees, abs=5e-8), axis)


@pytest.mark.parametrize("text", UNSOUND)
def test_what_may_be_read_in_two_ways_or_not_at_all_is_no_angle(text):
    assert read_angle(text) is None


@pytest.mark.parametrize(
    ("lon", "lat", "expected"),
    [
        ("2°30'E", "48°30'N", (2.5, 48.5)),
        ("2°30'", "48°30'N", (2.5, 48.5)),
        # Both letters tell that the columns are swapped, which whoever places the row puts right.
        ("48°30'N", "2°30'E", (48.5, 2.5)),
        ("2°30'E", "48°30'E", None),
        ("48°30'N", "2°30'", None),
        ("48°30'N", "48°30'N", None),
    ],
)
def test_letters_that_contradict_their_columns_are_not_read(lon, lat, expected):
    nothing = np.array([np.nan])
    found = fill_angles(nothing, nothing, pd.Series([lon]), pd.Series([lat]))
    assert [each[0] for each in found] == pytest.approx(expected or (np.nan, np.nan), nan_ok=True)
    assert np.isnan(nothing).all()


def test_rows_are_located_by_angles_beside_numbers():
    table = pd.DataFrame(
        {
            "lat": [
                "48.8566",
                "48°51'24\"N",
                "20°52'44\"S",
                "48°61'24\"N",
                "48 51 24",
                None,
                "95°N",
                "5°22'13\"E",
            ],
            "lon": ["2,3508", "2°21'03\"E", "55°26'53\"E", "2°21'03\"E", "2 21 03", "", "2°E", "44°45'13\"N"],
        }
    )
    located = locate(table)
    communes = ["75056", "75056", "97411"]
    assert located["commune"].dropna().tolist() == communes
    assert located["located_by"].dropna().tolist() == ["coordinates"] * 3
    problems = ["not_a_number", "not_a_number", "missing", "not_degrees", "swapped_coordinates"]
    assert located["problem"].tolist()[3:] == problems
    assert located["candidates"].tolist()[-1] == "26113"


def test_angles_are_no_metres():
    table = pd.DataFrame({"x": ["2°21'03\"E"], "y": ["48°51'24\"N"]})
    assert locate(table, crs="EPSG:2154")["problem"].tolist() == ["not_a_number"]
    assert locate(table)["commune"].tolist() == ["75056"]
