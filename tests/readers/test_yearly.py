"""One column of amounts for each year: one line of funding for each, with its year; their sum not counted."""

import pandas as pd
import pytest

from atlas.exports import to_csv
from atlas.readers.columns.recognition import recognise
from atlas.readers.columns.yearly import without_year
from atlas.readers.imports import import_rows
from atlas.readers.large import Targets, import_large
from atlas.readers.model.mapping import Mapping
from atlas.readers.parts import open_large
from atlas.readers.told.sentences import told_ledger

BARE = (
    "Association;Code INSEE;2021;2022;2023;Total\n"
    "A;26113;100;200;;300\nB;26108;-;50;60,5;110,5\nC;26362;10;;;10\nD;26362;;;;\n"
)
ONE = "yearly", "abreast_total", "abreast_total_differs", "other_amounts"


@pytest.fixture
def made(read):
    def make(text):
        raw = read(text)
        return import_rows(raw, recognise(raw, "funding"))

    return make


def rows(made):
    table = made.table[["title", "year_start", "year_end", "cents"]].astype(object)
    return [tuple(None if pd.isna(cell) else cell for cell in row) for row in table.to_numpy()]


def notes(made):
    found = {matter.kind.removeprefix("file."): matter.values for matter in made.matters}  # noqa: PD011 - a matter's
    return {key: found[key] for key in ONE if key in found}


def test_each_year_is_a_line_and_the_total_is_not_counted(made):
    found = made(BARE)
    assert rows(found) == [
        ("A", 2021, 2021, 10000),
        ("A", 2022, 2022, 20000),
        ("B", 2022, 2022, 5000),
        ("B", 2023, 2023, 6050),
        ("C", 2021, 2021, 1000),
        ("D", None, None, None),
    ]
    assert found.table.index.tolist() == [2, 2, 3, 3, 4, 5]
    assert found.table["commune"].tolist() == ["26113", "26113", "26108", "26108", "26362", "26362"]
    assert notes(found) == {"yearly": {"columns": "2021, 2022, 2023"}, "abreast_total": {"column": "Total"}}
    ledger = found.ledger
    assert not ledger.duplicated(["line", "column"]).any()
    assert ledger["column"].tolist() == ["2021", "2022", "2022", "2023", "2021", ""]
    assert ledger["flags"].tolist() == [(), (), (), (), (), ("no_amount",)]
    assert ledger["amount_before"].sum() == ledger["amount_after"].sum() == 42050
    assert "2022" in told_ledger(ledger, "fr")["message"].iloc[1]


def test_a_total_that_is_no_sum_is_told(made):
    found = made(BARE.replace("A;26113;100;200;;300", "A;26113;100;200;;350"))
    assert found.table["cents"].sum() == 42050
    assert notes(found)["abreast_total_differs"] == {"column": "Total", "rows": "1", "line": "2"}


@pytest.mark.parametrize(
    "headers",
    [
        ("Subvention 2021", "Subvention 2022"),
        ("Montant 2021 (€)", "Montant 2022 (€)"),
        ("Subv. 2021", "Subv. 2022"),
        ("2021 – Montant voté", "2022 – Montant voté"),
        ("Année 2021", "Année 2022"),
        ("Exercice 2021", "Exercice 2022"),
        ("2022", "2021"),
        ("montant_2021", "montant_2022"),
        ("Accordé2021", "Accordé2022"),
    ],
)
def test_headers_of_years(made, headers):
    found = made(f"Bénéficiaire;Commune;{';'.join(headers)}\nA;Die;100;200\nB;Crest;50;\n")
    years = [int("".join(filter(str.isdigit, header))) for header in headers]
    assert rows(found) == [
        ("A", years[0], years[0], 10000),
        ("A", years[1], years[1], 20000),
        ("B", years[0], years[0], 5000),
    ]


def test_seasons(made):
    found = made("Bénéficiaire;Commune;Saison 2021-2022;Saison 2022/23\nA;Die;100;200\n")
    assert rows(found) == [("A", 2021, 2022, 10000), ("A", 2022, 2023, 20000)]


def test_what_both_years_add_up_to_is_none_of_them(made):
    found = made("Bénéficiaire;Commune;2021;2022;2021-2022\nA;Die;100;200;300\nB;Crest;1;2;3\n")
    assert found.table["cents"].sum() == 30300


def test_what_was_asked_or_costs_is_none_of_the_years(made):
    found = made(
        "Bénéficiaire;Commune;Demandé 2021;Accordé 2021;Coût 2021;Demandé 2022;Accordé 2022;Effectif 2021;"
        "Effectif 2022\nA;Die;100;80;1000;200;150;12;13\nB;Crest;50;50;600;60;50;14;15\n"
    )
    assert notes(found) == {"yearly": {"columns": "Accordé 2021, Accordé 2022"}}
    assert found.table["cents"].sum() == 33000


def test_amounts_that_are_no_sum_of_the_years_keep_their_column(made):
    found = made(
        "Bénéficiaire;Commune;Montant voté;Versé 2021;Versé 2022\nA;Die;1000;100;200\nB;Crest;500;50;60\n"
    )
    assert found.mapping.columns["amount"] == "Montant voté"
    assert found.table["cents"].tolist() == [100000, 50000]


def test_people_counted_by_year_are_no_money(made):
    found = made("Bénéficiaire;Commune;Montant;Adhérents 2021;Adhérents 2022\nA;Die;1000;100;200\n")
    assert not found.mapping.years


def test_identifiers_and_rejected_cells(made):
    found = made(
        "N° dossier;Bénéficiaire;Commune;2021;2022\nD1;A;Die;100;n.c.?\n"
        + "".join(f"D{n};B;Die;1;{n}\n" for n in range(2, 6))
    )
    assert "repeated" not in {*found.ledger["flags"].explode()}
    assert found.ledger.loc[
        found.ledger["outcome"].eq("rejected"), ["line", "column"]
    ].to_numpy().tolist() == [[2, "2022"]]
    assert found.rejected.index.tolist() == [2]


def test_a_reader_may_take_the_total_instead(read):
    raw = read(BARE)
    mapping = recognise(raw, "funding")
    mapping.columns["amount"] = "Total"
    assert Mapping.from_json(mapping.to_json()) == mapping
    assert import_rows(raw, mapping).table["cents"].sum() == 42050


@pytest.mark.parametrize("total", ["6.5", "7"])
@pytest.mark.parametrize("part_bytes", [2**22, 60])
def test_part_by_part_it_is_the_same(tmp_path, read, part_bytes, total):
    body = "".join(f"Asso {n};26113;{n};{n + 0.5};{2 * n + 0.5}\n" for n in range(1, 30))
    text = "Association;Code INSEE;2021;2022;Total\n" + body + f"Asso 3;26113;3;3.5;{total}\n"
    path = tmp_path / "f.csv"
    path.write_text(text)
    raw = read(text)
    whole = import_rows(raw, recognise(raw, "funding"), name="f.csv")
    large, first = open_large(path)
    targets = Targets(tmp_path / "o.csv", tmp_path / "l.csv", None)
    summary = import_large(large, recognise(first, "funding"), targets, encode=to_csv, part_bytes=part_bytes)
    assert targets.table.read_bytes() == to_csv(whole.table)
    assert targets.ledger.read_bytes() == to_csv(told_ledger(whole.ledger, "fr"))
    assert summary["warnings"] == whole.summary()["warnings"]


def test_a_header_without_its_year():
    assert without_year("Montants (€) – 2022") == "Montants (€)"


def test_a_word_in_one_of_the_years_leaves_the_others(made):
    text = "Association;Montant 2022;Montant 2023\nA;1200;1300\nB;en attente;2500\nC;500;\nD;700;800\n"
    found = made(text)
    assert found.table["cents"].sum() == 700_000
    assert found.ledger.loc[found.ledger["outcome"].eq("rejected"), "reason"].tolist() == ["unreadable"]


def given(made):
    table = made.table[["title", "funder", "funder_level", "year_start", "cents"]].astype(object)
    return [tuple(None if pd.isna(cell) else cell for cell in row) for row in table.to_numpy()]


def test_each_funder_is_a_line_and_neither_costs_nor_own_money_are_counted(made):
    found = made(
        "Opération;Commune;Région;Coût total;Subvention de l'État;Subvention Région (€);Part commune;"
        "Fonds propres\nHalle;Figeac;Occitanie;100;40;20;30;10\nRue;Gramat;Occitanie;50;0;25;25;\n"
    )
    assert given(found) == [
        ("Halle", "État", "etat", None, 4000),
        ("Halle", "Région", "region", None, 2000),
        ("Rue", "Région", "region", None, 2500),
    ]
    assert found.table["commune"].tolist() == ["46102", "46102", "46128"]


def test_headers_that_name_funders_alone_have_their_total(made):
    found = made(
        "Bénéficiaire;Etat;Région;Département;CAF;Fonds propres;Total\n"
        "Commune de Lannion;1000;500;200;300;900;2000\nCommune de Guingamp;2000;;600;-;900;2600\n"
    )
    funders = ["Etat", "Région", "Département", "CAF", "Etat", "Département"]
    euros = [1000, 500, 200, 300, 2000, 600]
    assert [(row[1], row[-1] / 100) for row in given(found)] == [*zip(funders, euros, strict=True)]
    assert found.ledger["column"].tolist() == funders
    assert [matter.kind for matter in found.matters] == ["file.by_funder", "file.abreast_total"]


def test_a_funder_and_a_year_of_each_column(made):
    found = made(
        "Bénéficiaire;Commune;Région 2022;Région 2023;CD 46 2022\nA;Figeac;100;200;300\nB;Gramat;400;;\n"
    )
    assert [row[1:] for row in given(found)] == [
        ("Région", "region", 2022, 10000),
        ("Région", "region", 2023, 20000),
        ("CD 46", "departement", 2022, 30000),
        ("Région", "region", 2022, 40000),
    ]


CODES = "Association;Commune;Région;Département;EPCI;Montant\n"
SHARES = "Association;Commune;Montant voté;Part État;Part Région\n"
PEOPLE = "Commune;Population commune;Population EPCI;Subvention\n"
FUNDER = "Association;Commune;Montant;Financeur;Part État;Part Région\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{CODES}A;Figeac;76;46;200067361;5\nB;Gramat;76;46;200066371;4\n",
        f"{SHARES}A;Figeac;100;10;20\nB;Gramat;50;10;10\n",
        f"{PEOPLE}Figeac;9800;43000;5\nGramat;3500;45000;4\n",
        f"{FUNDER}A;Figeac;3;Ville;1;2\nB;Gramat;3;Ville;1;2\n",
    ],
)
def test_places_and_shares_of_other_sums_are_no_funders(read, text):
    assert recognise(read(text), "funding").abreast() == {}


@pytest.mark.parametrize("headers", ["Montant 2021 (€);Montant 2022 (k€)", "Etat (€);CAF (k€)"])
def test_thousands_beside_euros_are_no_parts_of_one_sum(read, headers):
    raw = read(f"Porteur;Commune;{headers}\nA;Die;1000;1,5\nB;Die;2000;2\n")
    assert not recognise(raw, "funding").abreast()


@pytest.mark.parametrize(
    ("header", "funders"),
    [
        ("Montant des travaux;DETR;Fonds vert", ["DETR", "Fonds vert"]),
        ("Dépenses publiques totales;dont UE;dont Région", ["UE", "Région"]),
        ("Coût;Plan de financement : UE;Plan de financement : MSA", ["UE", "MSA"]),
    ],
)
def test_each_of_these_funders_is_a_line(made, header, funders):
    found = made(f"Association;Ville;{header}\nA;Die;9000;1500;5000\nB;Crest;8000;2500;\n")
    assert found.table["funder"].tolist() == [*funders, funders[0]]
    assert found.table["cents"].tolist() == [150_000, 500_000, 250_000]
    assert "abreast_total_differs" not in " ".join(matter.kind for matter in found.matters)


def test_the_money_of_budgets_is_one_line_for_each_year(made):
    found = made("Association;Commune;BP 2022;BP 2023\nA;Die;100;200\nB;Crest;50;\n")
    assert [row[1:] for row in rows(found)] == [(2022, 2022, 10000), (2023, 2023, 20000), (2022, 2022, 5000)]
