"""Beneficiaries that are a commune, an EPCI, a département or a région place their row, and say so."""

from pathlib import Path

import pandas as pd
import pytest

from atlas.readers.cells.body_words import read_body
from atlas.readers.columns.recognition import recognise
from atlas.readers.grant_files import read_grants
from atlas.readers.imports import import_rows, read_raw
from atlas.readers.model.mapping import Mapping
from atlas.territories import load_geography
from atlas.territories.sirens import siren_places

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "data" / "samples"
LEVELS = ["commune", "epci", "departement", "region"]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        *((name, "commune:26113") for name in ("Commune de Die", "MAIRIE DE DIE", "Ville de Die (26)")),
        ("Commune du Havre", "commune:76351"),
        ("VILLE D'AVRAY", "commune:92077"),
        *((name, "epci:242600534") for name in ("CC DU DIOIS", "Communauté de communes du Diois")),
        ("RENNES METROPOLE", "epci:243500139"),
        *((name, "departement:26") for name in ("Département de la Drôme", "CONSEIL GENERAL DE LA DROME")),
        ("Conseil départemental 26", "departement:26"),
        ("Conseil départemental de l'Ain", "departement:01"),
        *((name, "region:53") for name in ("Région Bretagne", "CONSEIL REGIONAL DE BRETAGNE")),
        ("Collectivité de Corse", "region:94"),
        ("Conseil régional d'Alsace", "departement:67|departement:68"),
        # A club, a committee; a town of Spain; a syndicat, of which no official list is at hand.
        *((name, "") for name in ("Club de Die", "DIE", "Commune libre de Die", "Commune de Malaga")),
        *((name, "") for name in ("CA Bastia", "SIVOM du Diois", "Conseil départemental de l'Ordre - Drôme")),
        *((name, "") for name in ("Région Bretagne de judo", "CCAS de Die", "Est Ensemble", "PETR du Diois")),
    ],
)
def test_a_name_is_a_body_s_only_where_it_says_so(name, body):
    assert "".join(read_body(name, load_geography())) == body


def test_territories_of_grand_paris_by_name():
    geography = load_geography()
    plaine = siren_places(geography)["200057867"]
    assert "commune:93001" in plaine
    for name, departement in (("EPT Plaine Commune", ""), ("Plaine Commune", "93")):
        assert read_body(name, geography, departement=departement) == (plaine,)
    assert read_body("Grand Paris Seine Ouest", geography) == (siren_places(geography)["200057974"],)


def test_a_homonym_is_one_where_the_departement_or_the_postal_code_decides():
    geography = load_geography()
    assert read_body("Commune d'Aucamville", geography) == ("commune:31022", "commune:82005")
    assert read_body("Commune d'Aucamville", geography, departement="82") == ("commune:82005",)
    assert read_body("Commune d'Aucamville", geography, served="31140") == ("commune:31022",)


def take(read, text):
    raw = read(text)
    return import_rows(raw, recognise(raw, "funding"), name="f.csv")


def places(made):
    return made.table[LEVELS].fillna("").apply("/".join, axis=1).tolist()


def test_by_siren_and_siret_else_by_name(read):
    made = take(
        read,
        "Bénéficiaire;SIRET;Montant\n"
        "Die;21260113200015;1\n"
        "CC du Diois;242600534;2\n"
        "Région Bretagne;;3\n"
        "Département du Nord;;4\n"
        "Mairie d'Aucamville;2,13E+13;5\n"
        "Club;38905531000038;6\n"
        "Plaine Commune;200057867;7\n",
    )
    assert places(made) == [
        "26113/242600534/26/84",
        "/242600534/26/84",
        "///53",
        "//59/32",
        "///",
        "///",
        "/200054781/93/11",
    ]
    how = made.ledger["located_by"].fillna("").tolist()
    assert how == ["siren"] * 2 + ["beneficiary_name"] * 2 + ["", "", "siren"]
    assert made.ledger["problem"].fillna("").tolist() == ["", "", "", "", "ambiguous", "no_place", ""]
    assert made.ledger["candidates"][4] == "31022|82005"
    assert ("siren", "Die (26113)") in made.ledger["details"][0]
    assert made.table["placed"].tolist() == [
        "commune",
        "epci",
        "none",
        "departement",
        "none",
        "none",
        "epci",
    ]


def test_a_siren_is_believed_only_where_it_is_sound_and_the_name_agrees(read):
    made = take(
        read,
        "Bénéficiaire;SIREN;Montant\n"
        "Wrong key;212601133;1\n"
        "Commune de Valence (26);212601132;2\n"
        # An association's number stands against its name; a former EPCI's against today's of that name.
        "Commune de Die;389055310;3\n"
        "CC du Diois;242600005;4\n",
    )
    assert made.table["located_by"].isna().all()
    assert made.ledger["problem"].tolist() == ["no_place", "contradicts_siren", "no_place", "no_place"]


def test_a_stated_place_stays_and_is_refined_or_contradicted(read):
    made = take(
        read,
        "Bénéficiaire;SIREN;Code INSEE;Département;Montant\n"
        "Die;212601132;26108;26;1\n"
        "Die;212601132;;26;2\n"
        "Die;212601132;;07;3\n"
        "CC du Diois;242600534;26113;26;4\n"
        "CC du Diois;242600534;26108;26;5\n"
        "Mairie de Die;;;07;6\n",
    )
    assert made.table["commune"].fillna("").tolist() == ["26108", "26113", "", "26113", "26108", ""]
    told = made.ledger["problem"].fillna("").tolist()
    assert [bool(problem) for problem in told] == [True, False, True, False, True, False]
    assert {problem for problem in told if problem} == {"contradicts_siren"}
    assert made.table["departement"].tolist() == ["26", "26", "07", "26", "26", "07"]


def test_an_epci_of_two_departements_keeps_the_one_that_the_row_states(read):
    geography = load_geography()
    epci = next(code for code, own in geography.level("epci")["departements"].items() if len(own) == 2)
    first, second = geography.level("epci")["departements"][epci]
    other = next(code for code in ("29", "13") if code not in {first, second})
    rows = "".join(f"X;{epci};{code};1\n" for code in (first, second, other))
    raw = read(f"Bénéficiaire;SIREN;Département;Montant\n{rows}")
    roles = {"beneficiary": 0, "beneficiary_id": 1, "departement": 2, "amount": 3}
    columns = {role: str(raw.cells.columns[place]) for role, place in roles.items()}
    made = import_rows(raw, Mapping(kind="funding", columns=columns), name="f.csv")
    assert made.table["epci"].fillna("").tolist() == [epci, epci, ""]
    assert made.table["departement"].tolist() == [first, second, other]
    assert made.ledger["problem"].fillna("").tolist() == ["", "", "contradicts_siren"]


def test_a_file_without_places_is_laid_over_the_territories_by_its_beneficiaries(tmp_path):
    path = tmp_path / "aides.csv"
    path.write_text("Bénéficiaire;Montant\nMairie de Die;5\nClub;1\n", encoding="utf-8")
    assert read_grants(path).totals("commune")["cents"].to_dict() == {"26113": 500}


@pytest.mark.parametrize(
    ("name", "communes"),
    [
        ("subv_toulouse_2022.csv", {"31506", "31490", "31555", "31445", "31149", "31116", "31157"}),
        ("subv_cd44.csv", {"44150", "44151"}),
    ],
)
def test_published_grants_without_places(name, communes):
    if not (SAMPLES / name).is_file():
        pytest.skip("the samples are not beside the repository")
    raw = read_raw(SAMPLES / name, name=name)
    made = import_rows(raw, recognise(raw, "funding"), name=name)
    assert set(made.table["commune"].dropna()) == communes


def test_an_epci_of_a_published_file_lies_in_the_departement_that_the_file_states():
    path = SAMPLES / "fonds_vert_2023.csv"
    if not path.is_file():
        pytest.skip("the samples are not beside the repository")
    raw = read_raw(path, name=path.name)
    made = import_rows(raw, recognise(raw, "funding"), name=path.name)
    placed = made.table["located_by"].isin(["siren", "beneficiary_name"])
    stated = raw.cells["code_departement"].astype("str")
    assert placed.sum() > 300
    assert pd.Series(made.table["departement"])[placed].eq(stated.reindex(made.table.index)[placed]).all()
