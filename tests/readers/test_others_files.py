"""Files of the kinds that public bodies publish, as other producers and other years write them."""

import io
import json
import tempfile
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import xlsxwriter

from atlas.readers.columns.recognition import recognise
from atlas.readers.imports import import_rows, read_raw

DIE, CREST, AMBERIEU, AJACCIO = "26113", "26108", "01004", "2A004"


def take(content, kind="funding"):
    raw = read_raw(io.BytesIO(content.encode() if isinstance(content, str) else content))
    return import_rows(raw, recognise(raw, kind), name="f.csv")


def euros(made):
    return [None if pd.isna(cents) else cents / 100 for cents in made.table["cents"].tolist()]


def kinds(made):
    return {matter.kind: matter.count for matter in made.matters}


def grants(amounts, *, header="Montant", code="Code INSEE", codes=(DIE, CREST, AMBERIEU, AJACCIO)):
    rows = "".join(f"Asso {at};{codes[at]};{amount}\n" for at, amount in enumerate(amounts))
    return f"Bénéficiaire;{code};{header}\n{rows}"


def test_scdl_with_french_amounts_dates_and_periods():
    made = take(
        "nomAttribuant;idAttribuant;dateConvention;nomBeneficiaire;idBeneficiaire;objet;montant;nature;"
        "datesPeriodeVersement\n"
        "Ville;21260108400012;12/03/2023;Club;775 672 272 38107;Fête;1 234,56 €;aide en numéraire;2023_2026\n"
        "Ville;21260108400012;05/11/2023;Asso;77567227238107;Élan;2\u202f500,00 €;aide en numéraire;"
        "2023-01-01_2024-12-31\n"
    )
    assert made.mapping.layout == "scdl_subventions"
    assert euros(made) == [1234.56, 2500.0]
    assert made.table["year_start"].tolist() == [2023, 2023]
    assert made.table["year_end"].tolist() == [2026, 2024]
    # Spaces are no fault of a SIRET.
    assert not [kind for kind in kinds(made) if kind.startswith("flagged")]


FONDS_VERT = {
    "spoken": "Numéro de dossier;Année;Démarche;Intitulé du projet;Raison sociale du bénéficiaire;"
    "SIRET du bénéficiaire;Code commune INSEE;Nom de la commune;Code département;Nom du département;"
    "Montant de la subvention attribuée\n"
    "1;2024;Renaturation;Parc;COMMUNE DE DIE;;26113;Die;26;Drôme;120000\n"
    "2;2024;Renaturation;Parc;CC DU DIOIS;;;;26;Drôme;80000,5\n",
    "written": "annee_millesime;departement;id_dossier;titre_projet;demarche;beneficiaire;siret_beneficiaire;"
    "code_insee_projet;commune_projet;subvention_accordee;cout_total\n"
    "2024;26;FV-1;Parc;Renaturation;COMMUNE DE DIE;;26113;Die;120000.00;300000\n"
    "2024;26;FV-2;Parc;Renaturation;CC DU DIOIS;;;;80000.50;99000\n",
}


@pytest.mark.parametrize("text", FONDS_VERT.values(), ids=FONDS_VERT)
def test_the_fonds_vert_of_another_year(text):
    made = take(text)
    assert euros(made) == [120000.0, 80000.5]
    assert made.table["departement"].tolist() == ["26", "26"]
    assert made.table["commune"].iloc[0] == DIE
    assert made.table["title"].tolist() == ["Parc", "Parc"]
    assert made.table["beneficiary"].iloc[1] == "CC DU DIOIS"
    assert made.table["year_start"].tolist() == [2024, 2024]


DOTATIONS = {
    "2018": "Département;Code INSEE de la commune;Nom de la collectivité;SIREN;Intitulé de l'opération;"
    "Coût total HT de l'opération;Montant de la subvention DETR;Taux;Exercice\n"
    "26;26113;DIE;;Toiture;100 000,00;30 000,00;30%;2018\n01;1004;AMBERIEU;;Voirie;50 000;10 000;20%;2018\n",
    "2021": "region;departement;nom_collectivite;siren;code_insee;intitule_projet;depense_subventionnable;"
    "subvention_dsil;date_notification\n"
    "Auvergne-Rhône-Alpes;Drôme (26);DIE;;26113;Toiture;100000;30000;12/07/2018\n"
    "Auvergne-Rhône-Alpes;Ain (01);AMBERIEU;;01004;Voirie;50000;10000;12/07/2018\n",
}


@pytest.mark.parametrize("text", DOTATIONS.values(), ids=DOTATIONS)
def test_detr_and_dsil_of_other_years(text):
    made = take(text)
    assert euros(made) == [30000.0, 10000.0]
    assert made.table["commune"].tolist() == [DIE, AMBERIEU]
    assert made.table["title"].tolist() == ["Toiture", "Voirie"]
    assert made.table["beneficiary"].tolist() == ["DIE", "AMBERIEU"]
    assert made.table["year_start"].tolist() == [2018, 2018]


@pytest.mark.parametrize(
    ("header", "amounts", "expected"),
    [
        ("Montant (k€)", ["1 234,5", "10"], [1234500.0, 10000.0]),
        ("Montant en milliers d'euros", ["0,5", ""], [500.0, None]),
        ("Subvention M€", ["1,5", "0,25"], [1500000.0, 250000.0]),
        ("Montant", ["1,5 M€", "250 k€", "3 000 €", "2 millions d'euros"], [1.5e6, 250e3, 3e3, 2e6]),
        ("Montant (€)", ["(1 234,50)", "−20,5", "10-", "-5 €"], [-1234.5, -20.5, -10.0, -5.0]),
        ("Montant TTC en euros", ["1\u202f000,00 € TTC", "1.234,56", "1'000", "1,234.5"],
         [1000.0, 1234.56, 1000.0, 1234.5]),
        ("Montant", ["-   €", "5", "-", "–"], [None, 5.0, None, None]),
    ],
)  # fmt: skip
def test_amounts_as_accountants_write_them(header, amounts, expected):
    made = take(grants(amounts, header=header))
    assert made.mapping.columns["amount"] == header
    assert euros(made) == expected
    scaled = [one for one in expected if one and ("€" in header or "mill" in header.lower()) and one % 1 == 0]
    units = kinds(made).get("repaired.amount_unit", 0)
    if header in {"Montant (k€)", "Subvention M€"}:
        assert units == len(scaled) == 2
    assert ("flagged.negative_amount" in kinds(made)) == any(one and one < 0 for one in expected)


def test_a_unit_is_told_on_its_row():
    made = take(grants(["1 234,5"], header="Montant (k€)"))
    assert made.ledger["details"].tolist() == [(("amount_unit", "1 234,5 → 1234500.00 €"),)]


def test_what_was_granted_counts_not_what_was_asked_for_and_other_columns_are_told():
    made = take(
        "Bénéficiaire;Code INSEE;Montant demandé;Coût total;Montant voté;Montant notifié\n"
        "A;26113;1000;5000;800;400\nB;26108;500;900;500;\n"
    )
    assert made.mapping.columns["amount"] == "Montant voté"
    assert euros(made) == [800.0, 500.0]
    (told,) = [matter for matter in made.matters if matter.kind == "file.other_amounts"]
    assert told == replace(told, values={"column": "Montant voté", "others": "Montant notifié"})
    with pytest.raises(KeyError):
        recognise(read_raw(io.BytesIO(b"nom;code insee;montant demande\nA;26113;5\n")), "funding").columns[
            "amount"
        ]


CODES = {
    "spaces": ["26 113", "26 108", "01 004", "2A 004"],
    "no zero": ["26113", "26108", "1004", "2a004"],
    "apostrophes": ["'26113", "'26108", "'01004", "'2A004"],
    "excel": ['="26113"', '="26108"', '="01004"', '="2A004"'],
    "decimals": ["26113.0", "26108.0", "1004.0", "2A004"],
    "old Corsica": ["26113", "26108", "01004", "20004"],
}


@pytest.mark.parametrize("codes", CODES.values(), ids=CODES)
def test_codes_as_spreadsheets_leave_them(codes):
    made = take(grants([1, 2, 3, 4], codes=codes))
    assert made.table["commune"].tolist() == [DIE, CREST, AMBERIEU, AJACCIO]


PLACES = [
    ("Paris 11e Arrondissement", "", "75056"),
    ("Lyon 3e", "", "69123"),
    ("MARSEILLE 1ER", "", "13055"),
    ("Saint-Denis (974)", "", "97411"),
    ("Saint-Denis (93)", "", "93066"),
    ("ST DENIS", "974 - La Réunion", "97411"),
    ("Saint-Denis", "974 La Réunion", "97411"),
    ("Draguignan", "Var (83)", "83050"),
    ("Draguignan", "83 Var", "83050"),
    ("Ajaccio", "Corse-du-Sud (2A)", "2A004"),
    ("Die", "026", "26113"),
    ("Annecy-le-Vieux", "74", "74010"),
    ("Cherbourg-Octeville", "Manche", "50129"),
    ("MANS (LE)", "72", "72181"),
    ("Die (Drôme)", "", "26113"),
    ("Saint-Denis (La Réunion)", "", "97411"),
    ("26150 Die", "", "26113"),
    ("26400 - CREST", "", "26108"),
    ("L'HAY LES ROSES", "94", "94038"),
    ("Ste Marie aux Mines", "68", "68298"),
]


def test_names_of_places_as_people_write_them():
    rows = "".join(f"N{at};{name};{area}\n" for at, (name, area, _) in enumerate(PLACES))
    made = take(f"Nom;Commune;Département\n{rows}", "initiatives")
    assert made.table["seat_commune"].tolist() == [code for _, _, code in PLACES]


def test_a_departement_whose_name_and_code_differ_is_not_believed():
    made = take("Nom;Commune;Département\nA;Saint-Denis;Var (974)\nB;Die;Drôme (26)\n", "initiatives")
    assert made.table["seat_commune"].isna().tolist() == [True, False]


POINTS = {
    "geo_point_2d": ["44.7539, 5.3703", "44.7284,5.0226"],
    "Coordonnées GPS": ["5.3703 ; 44.7539", "5.0226 ; 44.7284"],
    "wkt": ["POINT (5.3703 44.7539)", "SRID=4326;POINT(5.0226 44.7284)"],
    "geom": ["POINT (887527 6408930)", "POINT (860098 6405421)"],
    "geo_shape": [
        json.dumps({"type": "Point", "coordinates": [5.3703, 44.7539]}),
        json.dumps({"type": "Point", "coordinates": [5.0226, 44.7284]}),
    ],
    "geo_point": ["[44.7539, 5.3703]", "(44,7284 5,0226)"],
    "Localisation": ["44.7539 5.3703 412.0 4.9", "44.7284 5.0226 0 0"],
}


@pytest.mark.parametrize("header", POINTS)
def test_coordinates_in_one_column(header):
    frame = pd.DataFrame({"nom": ["A", "B"], header: POINTS[header]})
    made = take(frame.to_csv(index=False), "initiatives")
    assert made.mapping.columns["geometry"] == header
    assert made.table["seat_commune"].tolist() == [DIE, CREST]
    assert made.table["lon"].round(2).tolist() == [5.37, 5.02]
    # Where they do not need to be guessed, they are not said to be.
    assert ("file.crs_guessed" in kinds(made)) == (header == "geom")


def test_an_outline_in_one_column_covers_its_communes():
    shape = "POLYGON((5 44.7, 5.06 44.7, 5.06 44.76, 5 44.76, 5 44.7))"
    made = take(f'nom;geom\nA;"{shape}"\n', "initiatives")
    assert "commune:26108" in made.table["coverage"].iloc[0].split("|")


@pytest.mark.parametrize("amounts", [["100 000,00", "30 000,00"], ["1,5", "2,25"], ["12.5", "3"]])
def test_amounts_are_no_coordinates(amounts):
    made = take(grants(amounts, header="Dépense HT"), "initiatives")
    assert "geometry" not in made.mapping.columns


def test_a_portal_s_json_of_records():
    records = [
        {"recordid": "1", "fields": {"nom": "A", "geo_point": [44.7539, 5.3703]}},
        {"recordid": "2", "fields": {"nom": "B", "geo_point": [44.7284, 5.0226]}},
    ]
    made = take(json.dumps(records), "initiatives")
    assert made.table["name"].tolist() == ["A", "B"]
    assert made.table["seat_commune"].tolist() == [DIE, CREST]


def test_lambert_93_in_a_geojson_s_crs_member():
    shape = {"type": "Point", "coordinates": [887527, 6408930]}
    feature = {"type": "Feature", "properties": {"nom": "A"}, "geometry": shape}
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2154"}}
    made = take(json.dumps({"type": "FeatureCollection", "crs": crs, "features": [feature]}), "initiatives")
    assert made.table["seat_commune"].tolist() == [DIE]


def test_a_shapefile_of_latin_letters_in_a_folder_of_a_zip(builders):
    places = gpd.points_from_xy([5.3703, 5.0226], [44.7539, 44.7284])
    frame = gpd.GeoDataFrame(
        {"nom": ["Élan", "Forêt"], "code_insee": [DIE, CREST]}, geometry=places, crs=4326
    )
    with tempfile.TemporaryDirectory() as folder:
        frame.to_file(Path(folder) / "lieux.shp", encoding="ISO-8859-15", engine="pyogrio")
        (Path(folder) / "lieux.cpg").write_text("ISO-8859-15")
        parts = {f"export/2023/{path.name}": path.read_bytes() for path in Path(folder).iterdir()}
    made = take(builders.zipped(parts), "initiatives")
    assert made.table["name"].tolist() == ["Élan", "Forêt"]
    # The code places it, and its own point is kept.
    assert made.table["seat_commune"].tolist() == [DIE, CREST]
    assert made.table["lon"].tolist() == pytest.approx([5.3703, 5.0226])


def test_a_point_far_from_its_commune_is_dropped_and_told():
    points = "A;26113;5.37;44.75\nB;26108;2.35;48.85\nC;26108;-30;20\nD;26108;5.02;44.73\n"
    made = take(f"Nom;Code INSEE;longitude;latitude\n{points}", "initiatives")
    assert made.table["lon"].isna().tolist() == [False, True, True, False]
    assert kinds(made) == {"doubt.contradicts_coordinates": 1, "doubt.outside_france": 1}


TEXTS = {
    "sep": "sep=;\n" + grants(["1 234,5", "10"]),
    "trailing": grants(["1 234,5", "10"]).replace("\n", ";;;;\n") + ";;;;;;\n;;;;;;\n",
    "cp1252": grants(["1 234,5 €", "10 €"]).encode("cp1252"),
    "mac": grants(["1 234,5", "10"]).encode("mac_roman"),
    "utf-16": grants(["1\u202f234,5 €", "10 €"]).encode("utf-16"),
    "utf-16 without its mark": grants(["1 234,5", "10"]).encode("utf-16-be"),
    "utf-8 with its mark": grants(["1\xa0234,5\xa0€", "10"]).encode("utf-8-sig"),
    "tabs": grants(["1 234,5", "10"]).replace(";", "\t"),
    "titles": "Subventions 2022;;\n;;\n"
    + grants(["1 234,5", "10"])
    + ";Total;1 244,5\n;;\nSource : la ville\n",
}


@pytest.mark.parametrize("content", TEXTS.values(), ids=TEXTS)
def test_texts_in_any_dialect(content):
    made = take(content)
    assert euros(made) == [1234.5, 10.0]
    assert made.table["commune"].tolist() == [DIE, CREST]
    assert made.mapping.columns["beneficiary"] == "Bénéficiaire"


def sheet(rows, merged):
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet("Aides")
        for y, row in enumerate(rows):
            page.write_row(y, 0, row)
        for place, title in merged.items():
            page.merge_range(place, title)
    return target.getvalue()


def test_two_rows_of_headers_with_merged_groups():
    rows = [
        ["", "", "", "", "", ""],
        ["Nom", "SIRET", "Code INSEE", "Commune", "2022", "2023"],
        ["Club", "77567227238107", 26113, "Die", 100, 200],
        ["Asso", "77567227238107", 1004, "Ambérieu-en-Bugey", 10, 20],
        ["Amis", "", 26108, "Crest", 5, ""],
    ]
    made = take(sheet(rows, {"A1:B1": "Bénéficiaire", "C1:D1": "Lieu", "E1:F1": "Montants (€)"}))
    assert made.mapping.columns["amount"] == "Montants (€) – 2022"
    assert made.table["commune"].tolist() == [DIE, DIE, AMBERIEU, AMBERIEU, CREST]
    assert made.table["beneficiary"].tolist() == ["Club", "Club", "Asso", "Asso", "Amis"]
    assert made.table["year_start"].tolist() == [2022, 2023, 2022, 2023, 2022]
    assert "file.yearly" in kinds(made)


def test_an_ods_that_ends_in_a_million_empty_rows(builders):
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    rows = [["Bénéficiaire", "Code INSEE", "Montant"], ["Club", DIE, 12.5], ["Asso", 1004, 3]]
    xml = "".join(builders.ods_row(*row) for row in rows)
    xml += f'<table:table-row table:number-rows-repeated="1048573">{empty}</table:table-row>'
    made = take(builders.ods(("aides", xml)))
    assert made.table["commune"].tolist() == [DIE, AMBERIEU]
    assert euros(made) == [12.5, 3.0]


def test_places_of_digital_help_keep_their_own_points():
    made = take(
        "id,nom,commune,code_postal,code_insee,adresse,latitude,longitude,typologie,site_web,source\n"
        "S-1,Anonymal,Die,26150,26113,12 bis rue X,44.7539,5.3703,TIERS_LIEUX,https://die.fr/|https://x.fr,Hubik\n"
        "S-2,Beta,Crest,26400,26108,1 rue Y,44.7284,5.0226,CCAS|ASSO,,Hubik\n",
        "initiatives",
    )
    assert made.mapping.layout == "mediation_numerique"
    assert made.table["lon"].tolist() == [5.3703, 5.0226]
    assert made.table["url"].iloc[0] == "https://die.fr/"


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("12 mars 2023", (2023, 2023)),
        ("03/2022", (2022, 2022)),
        ("20220315", (2022, 2022)),
        ("202203", (2022, 2022)),
        ("15032022", (2022, 2022)),
        ("2023_2026", (2023, 2026)),
        ("2022-01-01/2023-12-31", (2022, 2023)),
        ("12/22", (2022, 2022)),
        ("11/12", (None, None)),
        ("26113", (None, None)),
    ],
)
def test_years_of_dates(text, years):
    made = take(f"nom;code_insee;montant;annee\nA;26113;5;{text}\nB;26108;6;2020\nC;26108;7;2021\n")
    found = made.table[["year_start", "year_end"]].iloc[0]
    assert tuple(None if pd.isna(year) else year for year in found) == years


HEADERS = {
    "a town": (
        "Nom Bénéficiaire;Objet de la subvention;Montant de l'opération;Montant de la subvention;CP;Ville",
        "Club;Fête;5000;1000;26150;DIE",
        {"amount": "Montant de la subvention", "title": "Objet de la subvention"},
    ),
    "Paris": (
        "annee_budgetaire;collectivite;nom_beneficiaire;numero_siret;objet_du_dossier;montant_vote",
        "2022;VILLE DE PARIS;CLUB;77567227238107;Fête;1000",
        {"amount": "montant_vote", "beneficiary": "nom_beneficiaire", "beneficiary_id": "numero_siret"},
    ),
    "ERDF": (
        "Nom du bénéficiaire;Nom de l'opération;Total des dépenses éligibles;Montant UE programmé;Commune",
        "A;Op;100000;50000;Die",
        {
            "amount": "Montant UE programmé",
            "beneficiary": "Nom du bénéficiaire",
            "title": "Nom de l'opération",
        },
    ),
    "years": (
        "Association;Ville;Subvention 2021;Subvention 2022",
        "A;Die;100;200",
        {"amount": "Subvention 2021", "beneficiary": "Association", "commune": "Ville"},
    ),
}


@pytest.mark.parametrize("name", HEADERS)
def test_headers_of_other_producers(name):
    header, row, expected = HEADERS[name]
    mapping = recognise(read_raw(io.BytesIO(f"{header}\n{row}\n{row}\n".encode())), "funding")
    assert expected.items() <= mapping.columns.items()


def test_a_programme_of_intercommunalites_by_their_siren():
    made = take(
        "id_crte;lib_crte;siren_groupement;lib_groupement;insee_dep\n"
        "c1;CRTE du Diois;242600534;CC du Diois;26\nc2;CRTE du Crestois;200040509;CCCPS;26\n",
        "initiatives",
    )
    assert made.table["name"].tolist() == ["CRTE du Diois", "CRTE du Crestois"]
    assert made.mapping.columns["identifier"] == "id_crte"
    assert made.ledger["located_by"].tolist() == ["epci", "epci"]


def test_a_postal_code_and_its_town_in_one_column():
    made = take("Structure;Code postal et ville\nPôle A;26150 Die\nPôle B;26400 CREST\n", "initiatives")
    assert made.table["seat_commune"].tolist() == [DIE, CREST]


@pytest.mark.parametrize(
    ("amounts", "euros", "told"),
    [
        (["1.234", "12.500"], 13734, "repaired.amount_marks"),
        (["1.234", "12"], 13.23, "file.three_decimals"),
        (["1,234", "999", "7,000"], 9233, "repaired.amount_marks"),
        (["1.234", "1500"], 1501.23, "file.three_decimals"),
        (["1.234"], 1.23, "file.three_decimals"),
        (["1.234", "12.50"], 13.73, None),
        (["1.234", "0.500"], 1.73, None),
    ],
)
def test_marks_before_three_digits_part_thousands_where_no_other_cell_speaks_against_it(amounts, euros, told):
    made = take(grants(amounts))
    assert made.table["cents"].sum() == round(euros * 100)
    asked = {"repaired.amount_marks", "file.three_decimals"} & {*kinds(made)}
    assert asked == ({told} if told else set())


def test_thousands_of_euros_may_have_three_decimals():
    made = take("Bénéficiaire;Code INSEE;Montant (k€)\nA;26113;1,234\nB;26108;12,500\n")
    assert made.table["cents"].tolist() == [123400, 1250000]


def test_a_postal_code_in_brackets_is_no_commune_s_code():
    # 26150 is the code of Izon-la-Bruisse, and 75011 was once that of Bonneuil-sur-Marne.
    made = take("Nom;Commune\nA;Die (26150)\nB;Paris (75011)\nC;Crest (26108)\n", "initiatives")
    assert made.table["seat_commune"].tolist() == [DIE, "75056", CREST]


def test_dates_without_marks_are_dates():
    made = take("nom;code_insee;montant;date_convention\nA;26113;5;20220315\nB;26108;6;20210102\n")
    assert made.table["year_start"].tolist() == [2022, 2021]


def test_years_with_decimals_are_no_codes():
    made = take("nom;commune;Année de création\nA;Die;2014.0\nB;Crest;2015.0\n", "initiatives")
    assert "code" not in made.mapping.columns
    assert made.table["start_year"].tolist() == [2014, 2015]


def test_the_year_of_an_amount_s_header():
    made = take("Association;Ville;Subvention 2021 (€)\nA;Die;100\nB;Crest;5\n")
    assert made.table["year_start"].tolist() == made.table["year_end"].tolist() == [2021, 2021]
    made = take("Association;Ville;Année;Subvention 2021 (€)\nA;Die;2020;100\nB;Crest;;5\n")
    assert made.table["year_start"].fillna(0).tolist() == [2020, 0]


def test_metres_become_degrees():
    made = take("Nom;X;Y\nA;887527;6408930\nB;;\nC;860098,5;6405421,2\n", "initiatives")
    assert made.table["lon"].round(2).fillna(0).tolist() == [5.37, 0, 5.02]
    assert made.table["seat_commune"].fillna("").tolist() == [DIE, "", CREST]
