"""Names in a comparison tell rows apart."""

from atlas.views.sheets.territory import row_name

REUNION = [
    {"level": "departement", "name": "La Réunion"},
    {"level": "region", "name": "La Réunion"},
    {"level": "france", "name": None},
]


def test_a_name_that_comes_twice_says_its_level():
    assert [row_name(row, REUNION, "fr") for row in REUNION] == [
        "La Réunion (département)",
        "La Réunion (région)",
        "France",
    ]


def test_a_name_that_comes_once_stands_alone():
    drome = {"level": "departement", "name": "Drôme"}
    assert row_name(drome, [drome, *REUNION], "en") == "Drôme"
