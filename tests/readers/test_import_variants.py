"""Files like those that people bring, with other headers, places and defects."""

import csv
import io
from decimal import Decimal

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from atlas import exports, settings
from atlas.readers import read_grants
from atlas.readers.cells.amounts import read_amounts
from atlas.readers.columns.recognition import recognise
from atlas.readers.imports import import_rows, read_raw
from atlas.readers.model.mapping import Mapping
from atlas.tables import load_tables


def take(content, kind="funding", *, mapping=None):
    data = content.encode() if isinstance(content, str) else content
    raw = read_raw(io.BytesIO(data))
    return import_rows(raw, mapping or recognise(raw, kind), name="f.csv")


SCDL = {
    "camel": "nomAttribuant,idAttribuant,nomBeneficiaire,idBeneficiaire,objet,montant,nature,"
    "datesPeriodeVersement",
    "spoken": "Nom de l'attribuant,Identification de l'attribuant,Nom du bénéficiaire,"
    "Identification du bénéficiaire,Objet de la subvention,Montant total de la subvention,"
    "Nature de la subvention,Date ou période de versement",
    "flat": "nom attribuant,id attribuant,nom beneficiaire,siret beneficiaire,objet du dossier,"
    "montant de la subvention,nature,date de versement",
}


@pytest.mark.parametrize("header", SCDL.values(), ids=SCDL)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_the_scdl_schema_in_any_spelling_and_dialect(header, separator, encoding):
    rows = [
        [
            "Ville de Crest",
            "21260108100012",
            "Comité",
            "77567227238107",
            "Fête",
            "1500.5",
            "aide en numéraire",
        ],
        ["Ville de Crest", "2,13E+13", "Étoile", "7,76E+13", "Élan", "-20", "aide en nature"],
    ]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerows([header.split(","), *([*row, "2022-01-01/2023-12-31"] for row in rows)])
    made = take(text.getvalue().encode(encoding))
    assert made.mapping.layout == "scdl_subventions"
    assert made.summary()["total_eur"] == 1480.5
    assert made.table["nature"].tolist() == ["subvention", "accompagnement"]
    assert made.table["beneficiary"].tolist() == ["Comité", "Étoile"]
    assert made.table[["year_start", "year_end"]].to_numpy().tolist() == [[2022, 2023]] * 2
    # A SIRET says who, not where.
    assert made.ledger["problem"].tolist() == ["no_place"] * 2
    told = {matter["kind"]: matter["count"] for matter in made.summary()["warnings"]}
    assert told["flagged.power"] == told["flagged.negative_amount"] == 1


def test_places_that_a_producer_added_to_a_known_layout_are_not_lost():
    text = SCDL["camel"].replace(",", ";") + "\nVille;1;Club;2;Fête;10;aide en numéraire;2022\n"
    assert take(text).summary()["not_located"] == 1
    added = text.replace("Versement\n", "Versement;code_insee\n").replace("2022\n", "2022;26108\n")
    assert take(added).table["commune"].tolist() == ["26108"]


def test_lines_that_the_atlas_does_not_count_are_set_aside():
    path = settings.INITIATIVES_FOLDER / "funding.csv"
    raw = read_raw(path)
    made = import_rows(raw, recognise(raw, "funding"), name=path.name)
    # Of the rows that the reader of the file did not refuse.
    curated = load_tables().funding.loc[raw.cells["line_id"]]
    counts = curated["counted"] & curated["direction"].eq("received")
    assert made.mapping.layout == "atlas_funding"
    assert made.summary()["accepted"] == counts.sum() < len(curated)
    assert made.ledger["outcome"].eq("set_aside").sum() == (~counts).sum()
    exact = sum(Decimal(str(amount)) for amount in curated.loc[counts, "amount_eur"].dropna())
    assert Decimal(str(made.summary()["total_eur"])) == exact


def test_a_number_too_long_to_be_an_amount_is_rejected_not_met_by_a_crash():
    made = take("nom;code_insee;montant\nA;26108;5\nB;26108;123456789012345678901234\nC;26108;7\n")
    assert made.ledger["reason"].tolist()[1] == "unreadable"
    assert made.summary()["total_eur"] == 12.0


def test_fractions_of_a_cent_carry_over_to_the_next_part():
    values = pd.Series(["0.004", "0.004", "0.004", "-1.005", "2.0049"] * 3)
    whole = read_amounts(values)
    carry, cents = Decimal(0), 0
    for start in range(0, len(values), 4):
        part = read_amounts(values.iloc[start : start + 4], carry=carry)
        carry, cents = part.carry, cents + int(part.cents.sum())
    assert cents == whole.cents.sum()


def test_an_address_alone_places_a_row():
    text = (
        "Nom;Adresse\nA;8 rue de la Boétie - 33000 Bordeaux\nB;12 place du Champ de Mars, 26400 CREST CEDEX\n"
        "C;Le Bourg\n"
    )
    made = take(text, "initiatives")
    assert made.mapping.columns["address"] == "Adresse"
    assert made.table["seat_commune"].tolist()[:2] == ["33063", "26108"]
    assert pd.isna(made.table["seat_commune"].iloc[2])


def test_overseas_rows_on_a_map_inset_are_placed_by_their_departement():
    # Where maps of France draw La Réunion, beside Brittany, and on land.
    text = "Nom;Département;longitude;latitude\nA;974;-1.68;48.11\nB;35;-1.68;48.11\nC;974;55.45;-20.88\n"
    made = take(text, "initiatives")
    assert made.table["departement"].tolist() == ["974", "35", "974"]
    assert made.table["seat_commune"].tolist()[1:] == ["35238", "97411"]
    assert pd.isna(made.table["seat_commune"].iloc[0])
    assert pd.isna(made.table["lon"].iloc[0])


@pytest.mark.parametrize(("prefix", "expected"), [("fabt", "tiers_lieu"), ("pvd", None)])
def test_the_identifiers_of_the_anct_tell_the_type(prefix, expected):
    text = (
        "id_geo;lib_geo;id_territoire;liste_geo;lib_territoire\n"
        f"26108;Crest;{prefix}-1;Crest (26108);Lieu A\n"
        f"26113;Die;{prefix}-2;Die (26113);Lieu B\n"
    )
    mapping = take(text, "initiatives").mapping
    assert mapping.constants.get("type") == expected


def test_a_polygon_without_codes_covers_the_communes_whose_seat_it_holds():
    shape = gpd.GeoDataFrame(
        {"nom": ["Autour de Crest"]}, geometry=[shapely.box(5.0, 44.72, 5.04, 44.74)], crs=4326
    )
    made = take(shape.to_json().encode(), "initiatives")
    assert "commune:26108" in made.table["coverage"].iloc[0].split("|")
    assert made.table["departement"].tolist() == ["26"]
    assert pd.isna(made.table["seat_commune"].iloc[0])


def test_beneficiaries_are_communes_only_inside_a_departement():
    towns = ["CREST", "DIE", "VALENCE", "NYONS", "EURRE", "LIVRON-SUR-DROME", "AOUSTE-SUR-SYE", "CLUB"]
    names = "\n".join(f"{name};26;{place}" for place, name in enumerate(towns, 1))
    inside = take(f"Bénéficiaire;Département;Montant\n{names}\n")
    assert inside.table["commune"].tolist()[:3] == ["26108", "26113", "26362"]
    assert inside.ledger["located_by"].tolist()[-1] == "departement"
    alone = take("Nom;Montant\nMartin;1\nAuray;2\nDie;3\n")
    assert alone.ledger["problem"].tolist() == ["no_place"] * 3


def test_metres_are_lambert_93():
    made = take("Nom;X;Y\nA;417241;6421813\n", "initiatives")
    assert made.table["departement"].tolist() == ["33"]


def test_rejected_rows_come_back_through_the_files_that_commands_write():
    first = take("nom;code_insee;montant\n=SOMME(A1);26108;dix\nB;26108;5\n-C;26113;-3,5\n")
    assert first.summary()["rejected"] == 1
    written = exports.to_csv(first.rejected).decode("utf-8-sig")
    assert "'=SOMME(A1)" in written
    again = take(written.replace("dix", "10"), mapping=Mapping.from_json(first.mapping.to_json()))
    assert (again.summary()["accepted"], again.summary()["total_eur"]) == (1, 10.0)
    assert again.table["commune"].tolist() == ["26108"]


@pytest.mark.parametrize(
    "text",
    [
        "Bénéficiaire;Commune;Département;Montant\nA;Die;26;1 234,50 €\nB;Crest;26;-3\nC;Nulle;26;n.c.\n",
        "cp,nom,montant\n26150,A,5\n26400,B,6.255\n",
    ],
)
def test_the_page_of_money_and_the_import_give_the_same(text):
    made = take(text)
    grants = read_grants(io.BytesIO(text.encode()))
    pd.testing.assert_frame_equal(grants.table, made.table)
    assert round(grants.total / 100, 2) == made.summary()["total_eur"]
