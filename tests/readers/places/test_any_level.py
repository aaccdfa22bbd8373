"""Columns in which a territory of any level stands, and codes that stand in two columns."""

import pytest

from atlas.readers.cells.parts import name_parts


@pytest.fixture
def take(take):
    return lambda text, kind="funding": take(text, kind)


@pytest.mark.parametrize("header", ["Territoire", "Collectivité", "Maître d'ouvrage", "Localisation"])
def test_a_column_of_territories_is_read_at_each_level(take, header):
    made = take(
        f"Bénéficiaire;{header};Montant\nA;Die;100\nB;CC du Diois;200\nC;Drôme;300\nD;Occitanie;400\n"
    )
    columns = ["commune", "epci", "departement", "region", "located_by", "problem"]
    table = made.table[columns].fillna("")
    assert table["commune"].tolist() == ["26113", "", "", ""]
    assert table["located_by"].tolist() == ["name", "epci", "departement", "region"]
    assert (table["epci"].iloc[1], table["departement"].iloc[2], table["region"].iloc[3]) == (
        "242600534",
        "26",
        "76",
    )


def test_a_name_of_two_levels_tells_neither_unless_the_header_does(take):
    rows = "A;Vienne;1\nB;Paris;2\nC;Die;3\n"
    among = take(f"Bénéficiaire;Territoire;Montant\n{rows}").table
    assert among["problem"].fillna("").tolist() == ["ambiguous", "", ""]
    assert among["commune"].fillna("").tolist() == ["", "75056", "26113"]
    assert take(f"Bénéficiaire;Commune;Montant\n{rows}").table["commune"].iloc[0] == "38544"
    # Villages are called Bretagne too.
    region = take("Bénéficiaire;Zone géographique;Montant\nA;Bretagne;1\nB;Drôme;2\nC;Die;3\n").table
    assert region["region"].tolist() == ["53", "84", "84"]


def test_an_epci_of_another_departement_is_another(take):
    made = take("Bénéficiaire;Commune;Département;Montant\nA;CC du Diois;48;1\nB;Die;26;2\n")
    named = take("Bénéficiaire;EPCI;Département;Montant\nA;CC du Diois;48;1\nB;CC du Diois;26;2\n")
    for each in (made, named):
        assert each.table["epci"].isna().iloc[0]
        assert each.table["departement"].tolist() == ["48", "26"]
    assert named.ledger["problem"].fillna("").tolist() == ["unknown_epci", ""]


def test_a_departement_is_no_other_than_that_of_the_row(take):
    made = take("Bénéficiaire;Territoire;Département;Montant\nA;Ardèche;26;1\nB;Drôme;26;2\nC;Die;26;3\n")
    assert made.table["departement"].tolist() == ["26", "26", "26"]
    assert made.table["problem"].fillna("").tolist() == ["unknown_name", "", ""]


def test_lists_of_departements_with_their_codes(take):
    made = take(
        "Nom;Territoires concernés\nA;Drôme (26), Ardèche (07)\nB;Die, Crest et Valence\n", "initiatives"
    )
    assert made.table["coverage"].iloc[0] == "departement:26|departement:07"
    assert made.table["coverage"].iloc[1].startswith("commune:26113|commune:26108|commune:26362")
    assert name_parts("(Die, Crest)") == ["Die", "Crest"]


def test_numbers_of_communes_beside_their_departement(take):
    made = take("DEP;COM;Nom\n26;113;A\n01;4;B\n971;105;C\n971;20;D\n2A;4;E\n", "initiatives")
    assert made.table["seat_commune"].tolist() == ["26113", "01004", "97105", "97120", "2A004"]
    assert set(made.ledger["repairs"]) == {("bare_code",)}


def test_a_departements_own_number_is_no_number_of_a_commune(take):
    made = take("Nom;Code commune;Département\nA;26;26\nB;07;07\n", "initiatives")
    assert made.table["departement"].tolist() == ["26", "07"]
    assert made.table["seat_commune"].isna().all()


def test_lists_of_one_as_exports_write_them(take):
    made = take("""nom;com_code;com_name\nA;['26113'];['Die']\nB;["26108"];["Crest"]\n""", "initiatives")
    assert made.table["seat_commune"].tolist() == ["26113", "26108"]


def test_places_of_public_contracts(take):
    made = take(
        "uid,acheteur.id,acheteur.nom,titulaire.denominationSociale,montant,dateNotification,"
        "lieuExecution.code,lieuExecution.typeCode\n"
        "1,21260113200011,Ville,SCOP,120,2021-05-06,26113,Code commune\n"
        "2,21260113200011,Ville,SCOP,40,2021-07-06,26,Code département\n"
        "3,21260113200011,Ville,SCOP,40,2021-08-06,26340,Code postal\n"
    )
    assert (made.table["funder"].iloc[0], made.table["beneficiary"].iloc[0]) == ("Ville", "SCOP")
    assert made.table["departement"].tolist() == ["26", "26", "26"]
    assert made.table["commune"].fillna("").tolist()[:2] == ["26113", ""]
    assert not made.ledger["flags"].map(lambda flags: "repeated" in flags).any()


@pytest.mark.parametrize("vague", ["Nord", "Sud", "Centre", "2A", "2b"])
def test_quarters_and_numbers_of_zones_are_no_territories(take, vague):
    made = take(f"Nom;Territoire\nA;{vague}\nB;Die\nC;Crest\n", "initiatives")
    assert made.table["seat_commune"].fillna("").tolist() == ["", "26113", "26108"]
    assert made.ledger["located_by"].isna().tolist() == [True, False, False]


@pytest.mark.parametrize(
    ("area", "region", "coverage"),
    [
        *(("Corse", "94", ""), ("20", "94", ""), ("Île-de-France", "11", "")),
        *((text, "44", "departement:67|departement:68") for text in ("Alsace", "6AE")),
    ],
)
def test_a_region_in_a_column_of_departements(take, area, region, coverage):
    made = take(f"Nom;Département\na;{area}\nb;26\nc;Drôme\n", "initiatives")
    assert made.table["departement"].fillna("").tolist() == ["", "26", "26"]
    assert made.table["region"].tolist() == [region, "84", "84"]
    assert made.table["coverage"].fillna("").tolist() == [coverage, "", ""]
    assert made.ledger["problem"].isna().all()


def test_a_departement_in_a_column_of_regions(take):
    made = take("Nom;Commune;Région\na;;Drôme\nb;Saint-Denis;Seine-Saint-Denis\nc;;Bretagne\n", "initiatives")
    assert made.table["departement"].fillna("").tolist() == ["26", "93", ""]
    assert made.table["region"].tolist() == ["84", "11", "53"]


def test_several_territories_of_grand_paris_are_no_names_of_anybody(take):
    made = take(
        "Bénéficiaire;Territoire;Montant\nA;Est Ensemble;1\nB;Plaine Commune;2\nC;Grand Paris Seine Ouest;3\n"
    )
    assert made.table["departement"].tolist() == ["93", "93", "92"]
    alone = take("Bénéficiaire;Territoire;Montant\nA;Est Ensemble;1\nB;Die;2\nC;Crest;3\n")
    assert alone.table["departement"].fillna("").tolist() == ["", "26", "26"]


@pytest.mark.parametrize(
    ("written", "commune"),
    [
        *(("Die, Auvergne-Rhône-Alpes", "26113"), ("Rennes, Ille-et-Vilaine, Bretagne", "35238")),
        *(("Bretagne > Ille-et-Vilaine > Rennes", "35238"), ("Drôme / Die", "26113")),
        *(
            ("Valence, Drôme, Auvergne-Rhône-Alpes, France", "26362"),
            ("Saint-Denis - La Réunion - France", "97411"),
        ),
    ],
)
def test_a_commune_and_what_it_lies_in_are_one_place(take, written, commune):
    made = take(f'Nom;Localisation\nA;"{written}"\nB;"Die, Crest"\nC;Nyons\n', "initiatives")
    assert made.table["seat_commune"].fillna("").tolist() == [commune, "", "26220"]
    assert made.table["coverage"].fillna("").tolist() == ["", "commune:26113|commune:26108", ""]


@pytest.mark.parametrize("text", ["France hors Île-de-France", "Antilles-Guyane", "Bretagne sauf Finistère"])
def test_more_or_less_than_a_region_is_none(take, text):
    made = take(f"Bénéficiaire;Région;Montant\nA;{text};1\nB;Bretagne;2\n")
    assert made.ledger["problem"].fillna("").tolist() == ["unknown_region", ""]


def test_the_region_of_a_row_tells_which_commune_of_a_name_is_meant(take):
    made = take(
        "Nom;Commune;Région\nA;Saint-Denis;La Réunion\nB;Saint-Denis;Île-de-France\nC;Die;Bretagne\n",
        "initiatives",
    )
    assert made.table["seat_commune"].fillna("").tolist() == ["97411", "93066", ""]
    assert made.table["region"].tolist() == ["04", "11", "53"]
    assert made.ledger["problem"].fillna("").tolist() == ["", "", "unknown_name"]


def test_of_a_list_the_departements_beside_it_tell_which_communes_are_meant(take):
    made = take(
        'Nom;Commune;Département\nA;"Valence,Privas";"Drôme,Ardèche"\nB;Die;Drôme\nC;Crest;Drôme\n',
        "initiatives",
    )
    assert made.table["coverage"].fillna("").tolist() == ["commune:26362|commune:07186", "", ""]


def test_of_a_list_nothing_is_looked_for_outside_its_departement_alone(take):
    made = take(
        "Nom;Commune;Département\nA;Nièvre et Forêt;58\nB;Die et Aubenas;26\nC;Die;26\n", "initiatives"
    )
    assert made.table["coverage"].fillna("").tolist() == ["", "commune:26113|commune:07019", ""]
