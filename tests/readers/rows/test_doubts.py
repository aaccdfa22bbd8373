"""Each row says what is to be checked in it, and the sentences agree in number."""

import io
import re
from dataclasses import replace

import pandas as pd
import pytest

from atlas.readers.cells.sirens import number_faults
from atlas.readers.cells.years import known_types
from atlas.readers.columns.recognition import recognise
from atlas.readers.imports import import_rows, read_raw
from atlas.readers.told.sentences import tell_rows, told_ledger
from atlas.readers.told.warnings import KINDS, Matter, inside
from atlas.tables import load_tables
from atlas.words.texts.ledger import CROWD, FLAGS, ROW_REPAIRS, SEMICOLON


def take(text, kind="funding"):
    raw = read_raw(io.BytesIO(text.encode()))
    return import_rows(raw, recognise(raw, kind), name="f.csv")


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("775672272", None),
        ("775 672 272 38107", None),
        ("77567227238107", None),
        # The key of La Poste's establishments is another.
        ("35600000000048", None),
        ("", None),
        ("775672273", "wrong_key"),
        ("3,26E+13", "power"),
        ("35181600000000", "rounded"),
        # The SIREN 026 001 131: no, it fails; that of SNCF once 552049447 needs no zero.
        ("5720784", "malformed"),
        ("12", "malformed"),
        ("FR775672272", "malformed"),
    ],
)
def test_numbers_of_beneficiaries(number, fault):
    found = number_faults(pd.Series([number, "775672272"]), siren=False)
    assert found.isna().tolist() == [fault is None, True]
    assert fault is None or found[0] == fault


def test_a_number_without_its_zero_is_told_from_one_that_is_none():
    # 005520135 and 035550136: sums of digits, every second one doubled, of 20 and 30.
    found = number_faults(pd.Series(["5520135", "05520135", "5520136", "5520135"]), siren=True)
    assert found.tolist() == ["malformed", "short", "malformed", "malformed"]


def test_a_siren_column_takes_no_siret():
    assert number_faults(pd.Series(["77567227238107"]), siren=True).tolist() == ["malformed"]


def test_each_row_says_what_happened_to_it():
    made = take(
        "numero;Bénéficiaire;Code INSEE;Montant;SIRET\n"
        "1;Ambérieu;1004;1 234,50 €;775 672 272 38107\n"
        "1;Die;26113;300;3,26E+13\n"
        "3;Nulle part;99999;n.c.;\n"
        "4;Illisible;26113;douze;\n"
    )
    assert made.ledger["flags"].tolist() == [(), ("power", "repeated"), ("no_amount",), ()]
    assert told_ledger(made.ledger, "fr")["details"].tolist() == [
        "leading_zero=1004 → 01004", "power=3,26E+13", "unknown_code=99999", "unreadable=douze"
    ]  # fmt: skip
    for language in ("fr", "en"):
        told = tell_rows(made.ledger, language)
        for line, values in enumerate(["(1004 → 01004)", "(3,26E+13)", "(99999)", "(douze)"]):
            assert values in told[line]
        flags = [inside(FLAGS[key].to(language)) for key in ("power", "repeated")]
        assert told[1].endswith(f"(3,26E+13){SEMICOLON.to(language)}{flags[1]}.")
        assert flags[0] in told[1]


def test_the_number_of_a_person_is_not_repeated():
    made = take("SIRET ou NIR;code_insee;montant\n1850578006084;26113;5\n12;26108;6\n")
    assert made.ledger["flags"].tolist() == [("malformed",)] * 2
    assert made.ledger["details"].tolist() == [()] * 2


def test_organisations_on_one_point_are_counted_on_each_of_their_rows():
    rows = "".join(f"Coop {i};Bretagne;48.1;-2.8\n" for i in range(12))
    made = take(f"Nom;Région;latitude;longitude\n{rows}Seule;Bretagne;48.117;-1.677\n", "initiatives")
    told = tell_rows(made.ledger, "fr")
    assert CROWD.to("fr").format(n=12) in told[0]
    assert FLAGS["shared_point"].to("fr").split(" ")[0].lower() not in told[12]
    (crowd,) = [each for each in made.summary("fr")["warnings"] if each["kind"] == "flagged.shared_point"]
    assert crowd["count"] == 12
    assert crowd["sentence"].startswith("12 ")


def test_swapped_coordinates_and_line_breaks_are_told_on_their_rows():
    rows = "".join(f'"Lieu {i}\nporteur";44.84{i};-0.57{i}\n' for i in range(5))
    made = take(f"Nom;longitude;latitude\n{rows}", "initiatives")
    assert set(made.ledger["repairs"]) == {("coordinates_swapped", "line_breaks")}
    repairs = [inside(ROW_REPAIRS[key].to("fr")) for key in ("coordinates_swapped", "line_breaks")]
    assert tell_rows(made.ledger, "fr").str.endswith(f"{SEMICOLON.fr.join(repairs)}.").all()


def test_a_value_of_the_file_cannot_pass_for_a_key():
    made = take("code_insee;montant\n26113;deux|power=x\n26108;5\n")
    assert made.ledger["details"][0] == (("unreadable", "deux|power=x"),)
    assert told_ledger(made.ledger, "fr")["details"].tolist()[0] == "unreadable=deux/power=x"
    assert tell_rows(made.ledger, "fr")[0].endswith("(deux/power=x).")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_sentences_that_agree_in_number(kind):
    names = (
        "points",
        "line",
        "column",
        "total",
        "sum",
        "crs",
        "encoding",
        "text",
        "others",
        "columns",
        "sheets",
        "systems",
    )
    values = dict.fromkeys(names, "2")
    one, many = ({"lines": n, "count": n, "rows": n} for n in ("1", "1200"))
    for language, group in (("fr", "1\u202f200"), ("en", "1,200")):
        told = Matter(kind, 1, values | one).to(language), Matter(kind, 1200, values | many).to(language)
        assert "{" not in "".join(told)
        if "1" in told[0].split():
            assert (
                not re.search(r"\b1 (lignes|rows|lines|géométries|geometries)\b", told[0]) or "point" in kind
            )
        if not kind.startswith("file."):
            assert told[1].startswith(group)


def test_types_are_those_of_the_atlas_however_they_are_written():
    written = {
        "Tiers-lieu": "tiers_lieu",
        "tiers-lieux": "tiers_lieu",
        "TIERS LIEUX": "tiers_lieu",
        "tiers_lieu": "tiers_lieu",
        "Third places": "tiers_lieu",
        "Tiers-lieu (dont Fabriques de territoire et Manufactures de proximité)": "tiers_lieu",
        "Poles territoriaux de cooperation economique": "ptce",
        "Territoire d'innovation": "territoire_innovation",
    }
    rows = "".join(f"Lieu {n};26113;{word}\n" for n, word in enumerate(written))
    made = take(
        "nom;code_insee;type\n" + rows + "Bar;26113;Café associatif\nSans type;26113;\n", "initiatives"
    )
    assert made.table["type"].tolist()[:-1] == [*written.values(), "Café associatif"]
    assert pd.isna(made.table["type"].iloc[-1])
    # Only the type that the atlas lacks is told; a row without any is no doubt.
    assert made.ledger["flags"].tolist() == [()] * len(written) + [("unknown_type",), ()]
    assert (
        tell_rows(made.ledger, "fr")
        .iloc[-2]
        .endswith("À vérifier\u00a0: type que l’atlas ne connaît pas, gardé tel quel (Café associatif).")
    )
    assert [matter.to("en") for matter in made.matters] == [
        "1 row to be checked: type that the atlas does not know, kept as it is."
    ]


def test_a_type_said_for_every_row_is_matched_too():
    raw = read_raw(io.BytesIO(b"nom;code_insee\nLa Halle;26113\n"))
    mapping = replace(recognise(raw, "initiatives"), constants={"type": "Tiers-lieux"})
    made = import_rows(raw, mapping)
    assert made.table["type"].tolist() == ["tiers_lieu"]
    assert made.ledger["flags"].tolist() == [()]


def test_no_two_types_answer_to_the_same_words():
    types = load_tables().types
    for column in ("label_fr", "label_en"):
        for words in (types[column], types[column].str.split(" (", regex=False).str[0]):
            assert known_types(words).tolist() == types.index.tolist()


@pytest.mark.parametrize(
    ("rows", "flagged"),
    [
        ("Auvergne-Rhône-Alpes;1500\nAin;500\nDrôme;1000\nOccitanie;70\nGard;60\nLozère;10\n", [2, 5]),
        ("Auvergne-Rhône-Alpes;1501\nAin;500\nDrôme;1000\n", []),
        # One part of the same amount may be by chance; two rows of a région are no total.
        ("Occitanie;60\nGard;60\nAin;5\n", []),
        ("Occitanie;70\nOccitanie;70\nGard;60\nLozère;10\n", []),
    ],
)
def test_an_amount_that_the_parts_of_its_territory_add_up_to_is_told(rows, flagged):
    ledger = take(f"Territoire;Montant\n{rows}").ledger
    assert [line for line, flags in zip(ledger["line"], ledger["flags"], strict=True) if flags] == flagged
    assert ledger["outcome"].eq("accepted").all()
