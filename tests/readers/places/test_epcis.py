"""EPCI by name, by a former SIREN, and the territories of Grand Paris."""

import pytest

from atlas.readers.columns.recognition import recognise
from atlas.readers.imports import import_rows
from atlas.territories import load_geography


@pytest.mark.parametrize(
    ("written", "siren"),
    [
        *((name, "242600534") for name in ("CC du Diois", "Communauté de communes du Diois", "242 600 534")),
        *(("Métropole de Lyon", "200046977"), ("CA Valence Romans Agglo", "200068781")),
        *(
            ("245900410", "200093201"),
            ("200057867", "200054781"),
            ("CA du Diois", None),
            ("PETR du Trou", None),
        ),
        # As they call themselves: the kind in another word, left out or told twice; a métropole's first town.
        *((name, "200042174") for name in ("Lorient Agglo", "Lorient Agglomération", "CA Lorient")),
        *((name, "248719312") for name in ("Limoges Métropole", "CU Limoges", "CU Limoges Métropole")),
        *((name, "243700754") for name in ("Tours Métropole", "Tours Métropole Val de Loire")),
        *((name, "200046977") for name in ("Grand Lyon", "Métropole du Grand Lyon")),
        *((name, "200093201") for name in ("MEL", "Lille Métropole", "Métropole européenne de Lille")),
        *((name, "248400251") for name in ("Grand Avignon", "CA du Grand Avignon (COGA)")),
        *((name, None) for name in ("CC Lorient", "CC Tours", "Loire Métropole", "Communauté de communes")),
    ],
)
def test_an_epci_as_people_write_it(written, siren):
    assert load_geography().epci_code(written) == siren


def test_every_official_name_is_its_epci_s_unless_two_share_it():
    geography = load_geography()
    names = geography.level("epci")["name"]
    alone = names[~names.duplicated(keep=False)]
    assert {name: geography.epci_code(name) for name in alone} == {name: code for code, name in alone.items()}


def test_rows_are_in_their_epci(read):
    raw = read(
        "Bénéficiaire;EPCI;Montant\na;CC du Diois;1\nb;Métropole de Lyon;2\nc;245900410;3\nd;Néant;4\n"
    )
    made = import_rows(raw, recognise(raw, "funding"), name="f.csv")
    assert made.table["epci"].fillna("").tolist() == ["242600534", "200046977", "200093201", ""]
    assert made.ledger["problem"].fillna("").tolist() == ["", "", "", "unknown_epci"]


def test_a_territory_of_grand_paris_is_in_its_departement(read):
    raw = read("Nom;SIREN EPCI\na;200057867\nb;200057875\nc;200058014\n")
    made = import_rows(raw, recognise(raw, "initiatives"), name="f.csv")
    assert made.table["departement"].fillna("").tolist() == ["93", "93", ""]
    assert made.table["region"].tolist() == ["11"] * 3


@pytest.mark.parametrize("header", ["EPCI", "Code territoire"])
def test_initiatives_of_which_the_epci_is_known_alone_cover_it(read, header):
    raw = read(f"Nom;Ville;{header}\na;;200043172\nb;Tulle;241927201\nc;Brivve;200043172\ne;;200057867\n")
    made = import_rows(raw, recognise(raw, "initiatives"), name="f.csv").table
    *ours, paris = made["coverage"].fillna("").tolist()
    assert ours == ["epci:200043172", "", ""]
    communes = load_geography().communes
    places = [place.removeprefix("commune:") for place in paris.split("|")]
    assert {*communes.loc[places, "departement"]} == {"93"}
    assert len(places) < communes["departement"].eq("93").sum()


def test_beneficiaries_that_are_called_like_an_epci_are_not_placed_by_that(read):
    raw = read("Bénéficiaire;Montant\nCC du Diois;1\nMétropole de Lyon;2\n")
    assert "epci" not in recognise(raw, "funding").columns
