"""Names that are somebody else's too: nothing is placed by them alone, nor by one of two in a cell."""

import pytest

from atlas.readers.cells.body_words import read_body
from atlas.territories import load_geography


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        # Today a village; what most people mean is the larger commune whose name still begins so.
        ("Évry", {"89162", "91228"}),
        ("Corbeil", {"51169", "91174"}),
        # A larger commune's former name elsewhere, of which nothing is left in its own.
        ("Saint-Étienne", {"42218"}),
        # Braye-en-Thiérache, once Braye, is no larger than today's Braye.
        ("Braye", {"02118"}),
        # A village, and towns whose name begins so; Le Blanc is a town itself.
        *(("Livron", {"64344", "26165"}), ("Aix", {"19002", "13001", "73008"}), ("Le Blanc", {"36018"})),
        # No article is added, and a village's is not left out.
        *(("La Place", set()), ("Marché", set()), ("Liège", set()), ("Havre", {"76351"})),
    ],
)
def test_a_village_called_as_a_town_was_is_one_of_two(name, codes):
    assert set(load_geography().named(name)) == codes


def test_such_a_name_places_nothing_without_a_departement(take):
    made = take("Nom;Commune;Département\na;Évry;\nb;Évry;91\nc;Évry;89\nd;Die;\n")
    assert made.ledger["problem"].tolist()[0] == "ambiguous"
    assert made.table["seat_commune"].fillna("").tolist() == ["", "91228", "89162", "26113"]


@pytest.mark.parametrize("text", ["Drôme - Ardèche", "Paris - Lyon", "Isère - 26"])
def test_two_areas_are_no_departement(text):
    assert load_geography().departement_code(text) is None


def test_an_area_before_its_code_and_name_is_that_departement():
    assert load_geography().departement_code("Le Sénonais 89 - Yonne") == "89"


def test_two_departements_by_a_dash_are_covered(take):
    made = take("Nom;Département\na;Drôme - Ardèche\nb;26 - Drôme\n")
    assert made.table["coverage"].fillna("").tolist() == ["departement:26|departement:07", ""]
    assert made.table["departement"].fillna("").tolist() == ["", "26"]


def test_a_quarter_called_as_a_far_commune_is_no_second_place(take):
    # La Villeneuve is a commune of the Creuse, 300 km from Grenoble.
    made = take("Nom;Commune\na;La Villeneuve - Grenoble\nb;Valence (26) - Die\nc;Crest\n")
    assert made.table["coverage"].fillna("").tolist() == ["", "commune:26362|commune:26113", ""]
    assert made.ledger["problem"].fillna("").tolist() == ["ambiguous", "", ""]


@pytest.mark.parametrize(
    "text", ["Quartier Mistral, Grenoble", "Grenoble - quartier Mistral", "Cité X (Grenoble)"]
)
def test_a_word_for_a_quarter_leaves_the_commune(take, text):
    assert take(f'Nom;Commune\na;"{text}"\nb;Die\n').table["seat_commune"].tolist() == ["38185", "26113"]


def test_a_commune_and_what_was_merged_into_it_are_one_seat(take):
    made = take("Nom;Commune\na;Meythet - Annecy\nb;Seynod (commune déléguée)\nc;Die\n")
    assert made.table["seat_commune"].tolist() == ["74010", "74010", "26113"]
    assert made.table["coverage"].isna().all()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *((text, "242600534") for text in ("C.C. du Diois", "CC du Diois (CCD)", "242600534 - CC du Diois")),
        *(("Comm. de communes du Diois", "242600534"), ("CA d'on ne sait où", None)),
    ],
)
def test_an_epci_with_points_brackets_or_its_number(text, code):
    assert load_geography().epci_code(text) == code


@pytest.mark.parametrize(
    ("text", "places"),
    [
        *((text, ("commune:26113",)) for text in ("COMMUNE DIE", "DIE (COMMUNE DE)", "Die - Mairie")),
        *((text, ("epci:242600534",)) for text in ("C.C. du Diois", "COMMUNAUTE COMMUNES DIOIS")),
        *(("Commune imaginaire", ()), ("Club (ville)", ())),
    ],
)
def test_bodies_as_accountants_write_them(text, places):
    assert read_body(text, load_geography()) == places


def test_territories_of_grand_paris_by_name_and_number(take):
    made = take("Nom;EPCI\na;T6 Plaine Commune\nb;Est Ensemble\nc;CC du Diois\n")
    assert made.table["departement"].tolist() == ["93", "93", "26"]


def test_parts_of_the_rhone_and_old_names_of_departements(take):
    made = take(
        "Nom;Département\na;Métropole de Lyon\nb;Rhône (hors Métropole de Lyon)\nc;Côtes-du-Nord\nd;26\n"
    )
    assert made.table["departement"].tolist() == ["69", "69", "22", "26"]


def test_the_first_town_of_saint_martin_is_no_village_of_martinique_unless_the_row_says_so(take):
    made = take(
        "Nom;Commune;Département;Territoire\na;Marigot;;Saint-Martin\nb;Marigot;972;\nc;Le Marigot\nd;Die\n"
    )
    assert made.table["seat_commune"].fillna("").tolist() == ["", "97216", "97216", "26113"]
    assert made.ledger["candidates"][0] == "97216"
