"""Places as people write them: names with codes, several in a cell, régions of before 2016."""

import pytest

from atlas.readers.cells.place_words import departement_code, split_name
from atlas.territories import load_geography


@pytest.mark.parametrize(
    ("written", "commune"),
    [
        *(
            (text, "26113")
            for text in ("Die (26150)", "DIE - 26150", "DIE 26150", "Die, 26150", "Die [26150]")
        ),
        *((text, "26113") for text in ("F-26150 Die", "Die - Drôme", "Die, Drôme", "(26) Die", "26 - Die")),
        *(
            (text, "26113")
            for text in ("Die 26", "Commune de Die", "Ville de Die", "Mairie de Die", "26150 Die")
        ),
        *((text, "26113") for text in ("Die (commune)", "Die (26113)", "Die, France", "Die 26 - Drôme")),
        *(
            (text, "75056")
            for text in ("Paris XX", "Paris Xe", "12e arrondissement de Paris", "Paris Centre")
        ),
        *((text, "75056") for text in ("Paris (75018)", "PARIS 75018", "Paris (75118)")),
        *(("Lyon III", "69123"), ("CLERMONT-FD", "63113"), ("FONTENAY S/BOIS", "94033")),
        *(("Hellemmes (59)", "59350"), ("Ville du Havre", "76351"), ("Mairie d'Arles", "13004")),
        # Several quarters of one town, a footnote, a relation as Notion exports it.
        *(("Paris 18e et 19e", "75056"), ("Lyon 1er, 4e", "69123"), ("Nyons (1)", "26220")),
        ("Die (https://www.notion.so/Die-1a2b)", "26113"),
        ("Lomme, commune associée à Lille", "59350"),
        ("Gesté, commune déléguée de Beaupréau-en-Mauges", "49023"),
        ("Commune déléguée de Gesté", "49023"),
    ],
)
def test_a_name_with_what_stands_beside_it(take, written, commune):
    made = take(f'Nom;Commune\na;"{written}"\nb;Crest\n')
    assert made.table["seat_commune"].tolist() == [commune, "26108"]
    assert made.ledger["problem"].isna().all()


@pytest.mark.parametrize(
    "written", ["Quartier 26", "Lot 12", "Commune nouvelle", "Aucun", "rue 26150", "Die 99"]
)
def test_a_number_beside_what_is_no_place_places_nothing(take, written):
    made = take(f"Nom;Commune\na;{written}\nb;Crest\n")
    assert made.ledger["located_by"].isna().tolist() == [True, False]


def test_a_name_that_has_a_mark_of_its_own_stands():
    assert split_name("L'Isle-sur-la-Sorgue", load_geography()) == ("L'Isle-sur-la-Sorgue", "", "")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        *(
            ("D26", "26"),
            ("La Drôme", "26"),
            ("dépt 26", "26"),
            ("Département de la Drôme", "26"),
            ("026", "26"),
        ),
        *(
            ("69D", "69"),
            ("69M", "69"),
            ("Réunion", "974"),
            ("le Gard", "30"),
            ("20A", "2A"),
            ("Var (84)", None),
        ),
    ],
)
def test_departements(written, code):
    assert departement_code(written, load_geography()) == code


@pytest.mark.parametrize("mark", [",", ", ", "|", ";", " / ", " ", "\n", "-", " - ", " et "])
@pytest.mark.parametrize("header", ["code_insee", "Communes"])
def test_several_codes_are_a_coverage_without_a_seat(take, mark, header):
    made = take(f'Nom\t{header}\na\t"26113{mark}26108"\nb\t26362\n')
    first = made.table.iloc[0]
    assert first["coverage"] == "commune:26113|commune:26108"
    assert (first["departement"], first["region"]) == ("26", "84")
    assert first.isna()["seat_commune"]
    assert made.ledger["problem"].isna().all()


def test_the_smallest_places_that_a_row_lists_count(take):
    rows = (
        "1\tA\tAuvergne-Rhône-Alpes\tDrôme\t26113,26108\n"
        "2\tB\tPays de la Loire, Bretagne\tIlle-et-Vilaine, Loire-Atlantique\t35236,44007\n"
        "3\tC\tPays de la Loire, Bretagne\tIlle-et-Vilaine, Loire-Atlantique\t\n"
        "4\tD\tPays de la Loire, Bretagne\t\t\n"
        "5\tE\tBretagne\t\t\n"
    )
    made = take("id\tnom\tregions\tdepartements\tcode_insee\n" + rows)
    assert made.table["coverage"].fillna("").tolist() == [
        "commune:26113|commune:26108",
        "commune:35236|commune:44007",
        "departement:35|departement:44",
        "region:52|region:53",
        "",
    ]
    assert made.table["region"].fillna("").tolist() == ["84", "", "", "", "53"]
    assert made.ledger["problem"].isna().all()


@pytest.mark.parametrize(
    ("written", "coverage", "problem"),
    [
        *((text, "commune:26113|commune:26108", "") for text in ("Die, et Crest", "Die<br>Crest")),
        ("Les communes de Die, Crest", "commune:26113|commune:26108", ""),
        ("Valence / Romans-sur-Isère", "commune:26362|commune:26281", ""),
        ("Die, Crest et Nulle-Part", "commune:26113|commune:26108", "unknown_name"),
        ("Die, Nulle-Part", "", "unknown_name"),
        # Beside a large town a quarter, or its name in another language.
        *((text, "commune:59512", "unknown_name") for text in ("Roubaix – Pile", "Roubaix / Robaais")),
        ("Roubaix et son agglomération", "", "unknown_name"),
    ],
)
def test_several_names(take, written, coverage, problem):
    made = take(f'Nom;Commune\na;"{written}"\nb;Crest\n')
    assert made.table["coverage"].fillna("")[made.table.index[0]] == coverage
    assert made.ledger["problem"].fillna("")[0] == problem


@pytest.mark.parametrize(
    ("written", "region", "coverage"),
    [
        *(
            ("Rhône-Alpes", "84", 8),
            ("82", "84", 8),
            ("Midi-Pyrénées", "76", 8),
            ("Nord-Pas-de-Calais", "32", 2),
        ),
        *(("Alsace", "44", 2), ("Haute-Normandie", "28", 2), ("PACA", "93", 0), ("IDF", "11", 0)),
        *(
            ("FR-ARA", "84", 0),
            ("Réunion", "04", 0),
            ("4", "04", 0),
            ("Région Bretagne", "53", 0),
            ("Bourgogne-Franche-Comté", "27", 0),
        ),
    ],
)
def test_regions_of_before_2016_are_the_departements_that_they_held(take, written, region, coverage):
    made = take(f"Nom;Région\na;{written}\nb;Bretagne\n")
    first = made.table.iloc[0]
    parts = [] if first.isna()["coverage"] else first["coverage"].split("|")
    assert (first["region"], len(parts)) == (region, coverage)
    assert made.ledger["problem"].isna().all()
    assert ("former_region" in made.ledger["repairs"][0]) == bool(coverage)


def test_an_unknown_region_is_told(take):
    made = take("Bénéficiaire;Région;Montant\na;Atlantide;1\nb;Bretagne;2\n", "funding")
    assert made.ledger["problem"].fillna("").tolist() == ["unknown_region", ""]
    assert made.ledger["details"][0] == (("unknown_region", "Atlantide"),)


@pytest.mark.parametrize(
    ("written", "commune"),
    [
        *(
            ("Grenoble (Villeneuve)", "38185"),
            ("Rennes (Maurepas)", "35238"),
            ("Strasbourg (Neudorf)", "67482"),
        ),
        # A neighbour, a country, a namesake in another département, a town of many quarters or none.
        *(
            (text, "")
            for text in (
                "Lyon (Écully)",
                "Lens (Suisse)",
                "Beauregard (Rennes)",
                "Saint-Denis (Plaine)",
                "Bordeaux (et ses voisines)",
            )
        ),
    ],
)
def test_a_quarter_in_brackets_is_of_the_one_large_town_before_it(take, written, commune):
    made = take(f"Nom;Commune\na;{written}\nb;Crest\n")
    assert made.table["seat_commune"].fillna("").tolist() == [commune, "26108"]


def test_a_cedex_alone_leaves_its_postal_code(take):
    made = take("Nom;Ville;CP\na;CEDEX;26150\nb;Cedex 9;75011\nc;CEDEX;\nd;Die;26150\n")
    assert made.table["departement"].fillna("").tolist() == ["26", "75", "", "26"]
    assert made.ledger["problem"].fillna("").tolist() == ["ambiguous", "", "unknown_name", ""]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        *(("Rhône (69M)", "69"), ("Alpes de Hte Provence", "04"), ("Lot-et-Garonne 47", "47")),
        *(("Guyane française", "973"), ("Lot 12", None), ("Rhône et Métropole de Lyon", "69")),
        *((text, "26") for text in ("D.26", "FR-26", "26/Drôme", "(26) Drôme", "Drôme-26")),
    ],
)
def test_other_ways_to_write_a_departement(written, code):
    assert departement_code(written, load_geography()) == code


@pytest.mark.parametrize(
    ("address", "commune"),
    [
        *(("12 rue du 11 novembre 1918 – 69 007 LYON", "69123"), ("75 018 PARIS", "75056")),
        *(("CS 60001 - 33077 BORDEAUX CEDEX 9", "33063"), ("Mairie - 13233 Marseille Cedex 20", "13055")),
        *(("1 rue X 26150 Die Tél : 04 75 22 00 00", "26113"), ("3 rue Z 26000 VALENCE (Drôme)", "26362")),
        *(("Bât 12 300 avenue de Die", ""), ("1 rue de Die 26150 ou 26400", "")),
        *(("26150 Die - 1 rue X", "26113"), ("26000 Valence cedex 9 - BP 44", "26362")),
        *(("Die 26150", "26113"), ("Valence (26)", "26362"), ("rue de Die, 26", "")),
    ],
)
def test_addresses_as_people_write_them(take, address, commune):
    made = take(f"Nom;Adresse\na;{address}\nb;2 rue Y, 26400 Crest\nc;3 rue Z, 26110 Nyons\n")
    assert made.table["seat_commune"].fillna("").tolist() == [commune, "26108", "26220"]


def test_a_code_with_its_commune_s_name(take):
    made = take("Nom;Code INSEE\na;26113 (Die)\nb;26108 - Crest\nc;26113 - Crest\nd;26220\n")
    assert made.table["seat_commune"].fillna("").tolist() == ["26113", "26108", "", "26220"]


@pytest.mark.parametrize(
    ("written", "commune"),
    [
        ("Annecy (Cran-Gevrier)", "74010"),
        ("Lille (Lomme)", "59350"),
        ("Les Belleville (ex Saint-Martin-de-Belleville)", "73257"),
        ("Saint-Germain-en-Laye (commune déléguée de Fourqueux)", "78551"),
        # Several are called Saint-Denis, one of which was merged with the other.
        ("Saint-Denis (Pierrefitte-sur-Seine)", "93066"),
        ("Lyon (Écully)", ""),
        ("Annecy (Chambéry)", ""),
    ],
)
def test_a_former_commune_in_brackets_is_of_the_one_that_it_was_merged_into(take, written, commune):
    made = take(f"Nom;Commune\na;{written}\nb;Crest\n")
    assert made.table["seat_commune"].fillna("").tolist() == [commune, "26108"]
