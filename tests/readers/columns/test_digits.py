"""Five digits are the code of a commune only where a header or their neighbours say so."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.readers.columns.recognition import recognise
from atlas.readers.imports import import_rows, read_raw

# Postal code, town, code of the commune.
TOWNS = [
    ("59800", "Lille", "59350"),
    ("59200", "Tourcoing", "59599"),
    ("59500", "Douai", "59178"),
    ("62300", "Lens", "62498"),
    ("62400", "Béthune", "62119"),
]
NEUTRAL = (
    "N° dossier",
    "Adhérents",
    "surface",
    "matricule",
    "colonne 1",
    "licence",
    "canton",
    "IRIS",
    "Code",
)


def take(text, kind="initiatives"):
    raw = read_raw(io.BytesIO(text.encode()), name="f.csv")
    return import_rows(raw, recognise(raw, kind), name="f.csv")


@pytest.mark.parametrize(
    "header",
    [
        *("CP siège", "cp_siege", "siege_cp", "Cp_benef", "CP bénéficiaire", "CODPOS", "COD_POST", "CODPOST"),
        *("cpostal", "zip", "adr_cp", "adrs_codepostal", "codePostalEtablissement", "codePostalUniteLegale"),
        *("address.postalCode", "addr:postcode", "cp_commune", "codes_postaux", "CodPostal", "Code Post."),
        *("numéro", "colonne"),
    ],
)
def test_postal_codes_are_known_by_their_words_or_by_the_towns_beside_them(header):
    rows = "".join(f"n{town};{postal};{town}\n" for postal, town, _ in TOWNS)
    made = take(f"Nom;{header};Ville siège\n{rows}")
    assert made.mapping.columns["postal_code"] == header
    assert made.table["seat_commune"].tolist() == [code for *_, code in TOWNS]


@pytest.mark.parametrize("header", ["CP", "Code INSEE", "colonne"])
def test_a_code_that_the_towns_confirm_is_a_code_whatever_its_header(header):
    rows = "".join(f"n{town};{code};{town}\n" for _, town, code in TOWNS)
    made = take(f"Nom;{header};Ville siège\n{rows}")
    assert made.mapping.columns["code"] == header
    assert made.table["seat_commune"].tolist() == [code for *_, code in TOWNS]


def test_postal_codes_under_the_header_of_codes_do_not_beat_the_towns():
    rows = "".join(f"n{town};{postal};{town}\n" for postal, town, _ in TOWNS)
    made = take(f"Nom;Code INSEE;Commune\n{rows}")
    assert made.table["seat_commune"].tolist() == [code for *_, code in TOWNS]


def test_the_register_of_establishments():
    rows = "".join(f"{n};Asso {n};750{n};PARIS {n};751{n}\n" for n in ("01", "10", "18"))
    header = (
        "siret;denominationUsuelleEtablissement;codePostalEtablissement;"
        "libelleCommuneEtablissement;codeCommuneEtablissement"
    )
    made = take(f"{header}\n{rows}")
    assert made.mapping.columns["code"] == "codeCommuneEtablissement"
    assert made.table["seat_commune"].tolist() == ["75056"] * 3


def test_good_points_beat_postal_codes():
    made = take("nom;postalCode;latitude;longitude\na;59200;50.7236;3.1617\nb;59500;50.3714;3.0801\n")
    assert made.table["seat_commune"].tolist() == ["59599", "59178"]
    assert made.ledger["problem"].isna().all()


@pytest.mark.parametrize("header", NEUTRAL)
def test_numbers_in_a_row_are_files_even_beside_their_departement(header):
    rows = "".join(f"26{n:03};Asso {n};Drôme;10{n}\n" for n in range(1, 9))
    made = take(f"{header};Bénéficiaire;Département;Montant\n{rows}", "funding")
    assert "code" not in made.mapping.columns
    assert made.table["commune"].isna().all()
    assert made.ledger["located_by"].eq("departement").all()


@settings(max_examples=25, deadline=None)
@given(
    header=st.sampled_from(NEUTRAL),
    numbers=st.lists(st.integers(1000, 97_999), min_size=1, max_size=30),
    kind=st.sampled_from(["initiatives", "funding"]),
)
def test_no_row_is_placed_by_a_bare_number(header, numbers, kind):
    rows = "".join(f"n{row};{n:05};{n + 1:05}\n" for row, n in enumerate(numbers))
    made = take(f"Nom;{header};Montant\n{rows}", kind)
    assert made.ledger["located_by"].isna().all()


def test_a_code_of_something_else_is_no_commune_s_even_in_its_departement(take):
    rows = "A;26113;26\nB;26108;26\nC;26362;26\n"
    assert take("Association;Code agence;Département\n" + rows).table["seat_commune"].isna().all()
    assert take("Association;Code;Département\n" + rows).table["seat_commune"].tolist() == [
        "26113",
        "26108",
        "26362",
    ]


@pytest.mark.parametrize(
    "header", ["Population INSEE 2021", "Code INSEE unité urbaine", "Code INSEE de naissance"]
)
def test_what_insee_counts_is_no_commune(header):
    made = take(f"Nom;{header}\nA;35001\nB;26113\nC;26108\n")
    assert "code" not in made.mapping.columns
    assert made.ledger["located_by"].isna().all()


def test_credits_are_no_postal_codes():
    made = take("Bénéficiaire;AE;CP;Montant\nA;26150;26150;5\nB;75011;69003;6\n", "funding")
    assert "postal_code" not in made.mapping.columns
    assert made.table["placed"].eq("none").all()
    assert take("Nom;CP\nA;75011\n").table["seat_commune"].tolist() == ["75056"]


def test_numbers_in_a_column_of_towns_are_codes_only_where_one_of_them_can_be_nothing_else():
    codes = take("Nom;Commune\nA;26113\nB;26150\nC;2A004\n")
    assert codes.table["seat_commune"].tolist() == ["26113", "26150", "2A004"]
    # 26150 and 59500 are codes of communes too, 75011 was one.
    postal = take("Nom;Ville\nA;26150\nB;75011\nC;59500\nD;Die\n")
    assert postal.table["seat_commune"].fillna("").tolist() == ["", "75056", "59178", "26113"]
    assert postal.table["departement"].tolist() == ["26", "75", "59", "26"]
    unsure = take("Nom;Ville\nA;26150\nB;Die\n")
    assert unsure.ledger["located_by"].isna().tolist() == [True, False]
    assert unsure.ledger["problem"][0] == "ambiguous"


def test_towns_and_postal_codes_under_each_other_s_header():
    made = take("Nom;Ville;CP\nA;26150;Die\nB;26400;Crest\nC;26110;Nyons\n")
    assert made.table["seat_commune"].tolist() == ["26113", "26108", "26220"]


@pytest.mark.parametrize(
    ("codes", "role"),
    [
        # Of these, 26150 and 26340 are the codes of other communes as well; Crest's is 26400.
        (["26150", "26400", "26340", "26000"], "postal_code"),
        (["26150", "26400"], "code"),
        (["26113", "26108", "26362", "26400"], "code"),
        (["26150", "26340", "26120"], "code"),
    ],
)
def test_different_postal_codes_alone_are_none_of_communes_whatever_their_header(read, codes, role):
    raw = read("Association;Code INSEE;Montant\n" + "".join(f"A;{code};1\n" for code in codes))
    columns = recognise(raw, "funding").columns
    assert {name for name in ("code", "postal_code") if name in columns} == {role}
