"""Who grants, who receives, and which of several columns of amounts was granted."""

import pytest

from atlas.readers.columns.recognition import recognise
from atlas.readers.columns.sums import amount_notes


@pytest.fixture
def columns(read):
    return lambda text: recognise(read(text), "funding").columns


def test_the_columns_of_2016(columns):
    found = columns(
        "COLL_NOM,COLL_SIRET,ACTE_DATE,ATTRIB_NOM,ATTRIB_SIRET,SUB_OBJ,SUB_MONTANT\n"
        "Département test,22580001000010,2016-01-01,Club A,38905531000038,Fête,17 833\n"
    )
    assert found["funder"] == "COLL_NOM"
    assert found["beneficiary"] == "ATTRIB_NOM"
    assert found["beneficiary_id"] == "ATTRIB_SIRET"
    assert (found["title"], found["amount"]) == ("SUB_OBJ", "SUB_MONTANT")


@pytest.mark.parametrize("star", ["", "*"])
def test_the_attributaire_alone_receives(columns, star):
    found = columns(
        f"Autorité administrative;SIRET autorité administrative;Nom attributaire{star};"
        "N° SIRET attributaire;Objet convention;Montant décidé ligne\n"
        "Département test;22790001600352;CLUB;38905531000038;Projet;44000 €\n"
    )
    assert found["funder"] == "Autorité administrative"
    assert found["beneficiary"] == f"Nom attributaire{star}"
    assert found["beneficiary_id"] == "N° SIRET attributaire"


def test_beside_a_beneficiary_the_attributaire_pays(columns):
    found = columns(
        "Identification de l’attributaire (SIRET);Nom de l’attributaire;Identification du bénéficiaire;"
        "Nom du bénéficiaire;Montant total de la subvention\n"
        "22100005200011;Département test;78035053400019;Association A;50 000 euros\n"
    )
    assert found["funder"] == "Nom de l’attributaire"
    assert found["beneficiary"] == "Nom du bénéficiaire"
    assert found["beneficiary_id"] == "Identification du bénéficiaire"


@pytest.mark.parametrize("header", ["NOM", "Fournisseur payé", "RaisonSociale"])
def test_other_words_for_who_receives(columns, header):
    assert columns(f"SIRET_ORG;{header};Montant\n38905531000038;Club;12\n")["beneficiary"] == header


@pytest.mark.parametrize(
    ("cost", "granted"),
    [
        *(("Montant op.", "Montant acc."), ("Coût total", "Montant"), ("Montant total projet", "Subvention")),
        *(
            ("Montant", "Subvention"),
            ("Montant des travaux HT", "Aide"),
            ("Montant 1", "Montant attribué budget"),
        ),
    ],
)
def test_what_was_granted_never_exceeds_what_it_costs(columns, cost, granted):
    rows = "A;1000;500\nB;2000;2000\nC;3000;10\n"
    assert columns(f"Bénéficiaire;{cost};{granted}\n{rows}")["amount"] == granted


def test_what_was_paid_is_not_what_was_granted(columns):
    assert columns("Bénéficiaire;Montant;Versé\nA;1000;500\nB;2000;2000\n")["amount"] == "Montant"


@pytest.mark.parametrize(
    ("ours", "theirs", "asked"),
    [
        ("Montant accordé", "Montant versé", False),
        ("Montant acc.", "Montant op.", False),
        ("Montant voté", "Montant HT", False),
        ("Subvention", "Montant versé", False),
        ("Montant attribué", "Montant", False),
        ("Subvention fonctionnement", "Subvention investissement", True),
        ("Montant voté", "Montant attribué", True),
        ("Subvention", "Montant", True),
    ],
)
def test_which_amounts_are_meant_is_asked_only_where_no_word_tells(read, ours, theirs, asked):
    raw = read(f"Bénéficiaire;Commune;{theirs};{ours}\nA;Die;1000;1200\nB;Crest;500;500\n")
    mapping = recognise(raw, "funding")
    told = [note for note in amount_notes(raw, mapping) if note.key == "other_amounts"]
    assert bool(told) == asked
    if not asked:
        assert mapping.columns["amount"] == ours


def test_what_is_granted_never_exceeds_what_it_costs(read):
    raw = read("Bénéficiaire;Commune;Montant;Montant de l'aide\nA;Die;1000;200\nB;Crest;500;500\n")
    mapping = recognise(raw, "funding")
    assert mapping.columns["amount"] == "Montant de l'aide"
    assert amount_notes(raw, mapping) == []


def test_sums_are_no_places_whoever_gave_them(take):
    made = take(
        "Porteur;Aide Région;Aide Département;Part EPCI;Subvention commune\nA;84;26;100;5\nB;93;13;200;6\n",
        "funding",
    )
    assert made.table["placed"].eq("none").all()
    assert made.ledger["located_by"].isna().all()


def test_towns_where_an_office_sits_are_not_those_of_the_rows(take):
    made = take("Nom;Dép;Arrdt;Ville préfecture\nA;26;Die;Die\nB;26;Nyons;Nyons\nC;07;Privas;Privas\n")
    assert made.table["seat_commune"].isna().all()
    assert made.table["departement"].tolist() == ["26", "26", "07"]


@pytest.mark.parametrize("header", ["Nom du maître d'ouvrage", "Nom de l'organisme", "Commune bénéficiaire"])
def test_other_words_for_who_received(columns, header):
    found = columns(f"Organisme payeur;{header};Montant accordé;Coût total\nEtat;DIE;1;2\nEtat;CREST;2;3\n")
    assert (found["beneficiary"], found["amount"]) == (header, "Montant accordé")


def test_sums_with_and_without_tax_are_told(read):
    raw = read("Bénéficiaire;Montant HT;Montant TTC\nA;100;120\nB;200;240\n")
    mapping = recognise(raw, "funding")
    assert [note.key for note in amount_notes(raw, mapping)] == ["other_amounts"]


def test_a_header_that_begins_by_the_word_keeps_its_role(take):
    made = take("Nom;Communes concernées\nA;Die, Crest\nB;26113 et 26108\nC;Toutes\nD;Die et alentours\nE;\n")
    assert made.table["coverage"].fillna("").tolist()[:2] == ["commune:26113|commune:26108"] * 2
    assert made.ledger["problem"].fillna("").tolist()[2:4] == ["unknown_name"] * 2
    assert take("Nom;Départements concernés;Région\nA;26;84\nB;07;84\n").table["departement"].tolist() == [
        "26",
        "07",
    ]


def test_another_column_of_amounts_with_some_words_is_told(read):
    raw = read(
        "Bénéficiaire;Subvention;Aide exceptionnelle\nA;1200;refusé\nB;200;2500\nC;500;en cours\nD;700;800\n"
    )
    assert [note.key for note in amount_notes(raw, recognise(raw, "funding"))] == ["other_amounts"]


@pytest.mark.parametrize(
    ("shares", "others"),
    [
        (["Subvention Etat (DETR)", "Subvention Région"], "Subvention Région"),
        (["Montant DRAC", "Montant Région", "Montant Département"], "Montant Région, Montant Département"),
    ],
)
def test_the_shares_of_several_funders_are_all_told(read, shares, others):
    rows = "".join(
        f"{name};Die;1000;{';'.join(str(50 - at) for at in range(len(shares)))}\n" for name in "AB"
    )
    raw = read(f"Porteur;Commune;Coût total;{';'.join(shares)}\n{rows}")
    mapping = recognise(raw, "funding")
    assert mapping.columns["amount"] == shares[0]
    told = amount_notes(raw, mapping)
    assert [(note.key, note.values["others"]) for note in told] == [("other_amounts", others)]


def test_what_adds_up_all_kinds_of_a_grant_is_the_grant(columns):
    text = "Porteur;Subvention fonctionnement;Subvention investissement;Total subvention\nA;5;2;7\nB;10;;10\n"
    assert columns(text)["amount"] == "Total subvention"
    assert columns(text.replace(";7", ";8").replace(";;10", ";;11"))["amount"] != "Total subvention"


def test_what_is_engaged_counts_before_its_payments(columns):
    assert columns("Porteur;Montant AE;Montant CP\nA;3000;1000\nB;4000;4000\n")["amount"] == "Montant AE"
    assert columns("Porteur;AE 2022;CP 2022;CP 2023\nA;3;1;2\nB;4;4;\n")["amount"] == "AE 2022"


@pytest.mark.parametrize("header", ["EU contribution", "Payé CP 2020", "AE engagées", "Année 2021 – Montant"])
def test_other_words_for_what_was_granted(columns, header):
    assert columns(f"Beneficiary;Total eligible cost;{header}\nA;3000;1000\nB;4000;400\n")["amount"] == header


def test_several_beneficiaries_in_a_header(columns):
    assert columns("Nom des bénéficiaires;Montant\nClub A;12\n")["beneficiary"] == "Nom des bénéficiaires"


@pytest.mark.parametrize(
    ("other", "meant"),
    [
        ("Montant moyen", "Montant total"),
        ("Montant restant à verser", "Montant total"),
        ("Montant annulé", "Montant engagé"),
        ("Montant minimum", "Montant maximum"),
        ("Subvention 2022 (rappel)", "Subvention 2023"),
        ("Aide moyenne par dossier", "Montant total des aides"),
    ],
)
def test_figures_about_a_grant_are_not_the_grant(columns, other, meant):
    assert columns(f"Commune;Nombre;{other};{meant}\nDie;4;250;1000\nCrest;2;300;600\n")["amount"] == meant
