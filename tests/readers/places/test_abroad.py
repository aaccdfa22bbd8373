"""Rows of another country are never put in France, whether a column says so or the town does."""

import pytest


@pytest.mark.parametrize("header", ["Pays", "country", "addressCountry", "addr:country"])
def test_a_column_of_countries_decides(take, header):
    abroad = "a;1000;Bruxelles;Belgique\nb;6000;Charleroi;BE\nc;20100;Milano;Italie\n"
    made = take(f"Nom;Code postal;Ville;{header}\n{abroad}d;26150;Die;France\n")
    assert made.table["seat_commune"].fillna("").tolist() == ["", "", "", "26113"]
    assert made.table["departement"].fillna("").tolist() == ["", "", "", "26"]
    assert made.ledger["problem"].tolist()[:3] == ["outside_france"] * 3
    assert made.ledger["details"][0] == (("outside_france", "Belgique"),)


def test_a_pays_of_communes_is_no_country(take):
    made = take("Nom;Code postal;Ville;Pays\na;26150;Die;Pays du Diois\nb;26400;Crest;Vallée de la Drôme\n")
    assert "country" not in made.mapping.columns
    assert made.table["seat_commune"].tolist() == ["26113", "26108"]


@pytest.mark.parametrize(
    "place",
    ["1000;Bruxelles", "6000;Charleroi", "8000;Zürich", "8000;Bruges", "4000;Liège", "2000;Neuchâtel"],
)
def test_four_digits_beside_a_strange_town_are_no_lost_zero(take, place):
    made = take(f"Nom;Code postal;Ville\na;{place}\nb;26150;Die\nc;1000;Bourg-en-Bresse\n")
    assert made.table["departement"].fillna("").tolist() == ["", "26", "01"]
    assert made.ledger["problem"][0] == "unknown_name"


@pytest.mark.parametrize(
    ("place", "departement"),
    [
        ("10100;Torino", "10"),
        ("06000;Charleroi", "06"),
        ("97133;Gustavia", "977"),
        ("98600;Mata-Utu", "986"),
        ("93211;ST DENIS LA PLAINE CEDEX", "93"),
    ],
)
def test_an_unknown_town_is_told_and_at_most_where_its_postal_code_is(take, place, departement):
    made = take(f"Nom;Code postal;Ville\na;{place}\nb;26150;Die\n")
    assert made.table["departement"].tolist() == [departement, "26"]
    assert made.table.iloc[0].isna()["seat_commune"]
    assert made.ledger["problem"][0] == "unknown_name"
    assert made.ledger["located_by"][0] == "departement"


@pytest.mark.parametrize(
    ("place", "commune"),
    [("19100;BRIVE", "19031"), ("69100;Villeubanne", "69266"), ("38200;Vienne", "38544")],
)
def test_a_name_cut_short_or_misspelt_is_the_one_that_its_postal_code_serves(take, place, commune):
    made = take(f"Nom;Code postal;Ville\na;{place}\nb;26150;Die\n")
    assert made.table["seat_commune"].iloc[0] == commune
    assert made.ledger["problem"].isna().all()


def test_points_of_the_pacific_collectivities_are_kept(take):
    made = take(
        "Nom;Code INSEE;Latitude;Longitude\na;98818;-22.27;166.45\nb;;-22.27;166.45\nc;98735;-17.53;-149.57\n"
        "d;26113;44.75;5.37\ne;98818;48.85;2.35\nf;;40.71;-74.0\n"
    )
    assert made.table["lon"].notna().tolist() == [True, True, True, True, False, False]
    assert made.ledger["problem"].fillna("").tolist()[:4] == [""] * 4
    assert made.table["seat_commune"].fillna("").tolist() == ["98818", "", "98735", "26113", "98818", ""]
    assert made.ledger["problem"][5] == "outside_france"


@pytest.mark.parametrize("country", ["Belgique/België", "Suisse (CH)", "Sri Lanka", "Hors France"])
def test_countries_as_people_write_them(take, country):
    made = take(f"Nom;Ville;Pays\na;Lens;{country}\nb;Die;France\nc;Crest;Belgique - France\n")
    assert made.table["seat_commune"].fillna("").tolist() == ["", "26113", "26108"]


@pytest.mark.parametrize("town", ["Lens, Suisse", "Rome (Italie)", "Bruges - Belgique"])
def test_a_country_after_the_town(take, town):
    made = take(f'Nom;Ville\na;"{town}"\nb;Die, France\nc;Suisse\n')
    assert made.table["seat_commune"].fillna("").tolist() == ["", "26113", "57662"]
    assert made.table["coverage"].isna().all()
    assert made.ledger["problem"][0] == "outside_france"


@pytest.mark.parametrize("area", ["99", "Étranger", "Belgique"])
def test_a_country_in_the_place_of_a_departement(take, area):
    made = take(f"Nom;Commune;Département\na;Lens;{area}\nb;Die;26\nc;Crest;26\n")
    assert made.table["seat_commune"].fillna("").tolist() == ["", "26113", "26108"]
    assert made.ledger["problem"][0] == "outside_france"
