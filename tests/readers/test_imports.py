"""Rows of other people's tables become rows of the atlas, and every line of the file is accounted for."""

import io
import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.errors import FileFaultError, MissingColumnError, UnknownChoiceError
from atlas.readers.columns.recognition import recognise
from atlas.readers.imports import import_rows, read_raw
from atlas.readers.model.mapping import Mapping
from atlas.readers.places.points import read_points, shared_points
from atlas.readers.rows.repeated import Seen
from atlas.readers.told.refusals import FileRefusedError

ROOT = Path(__file__).resolve().parents[2]


def read(text, **options):
    return read_raw(io.BytesIO(text.encode()), name="f.csv", **options)


def take(text, kind="funding", **options):
    raw = read(text)
    return import_rows(raw, recognise(raw, kind), name="f.csv", **options)


def by_line(made, column):
    return (
        made.ledger.set_index("line")[column]
        .astype(object)
        .where(lambda cells: cells.notna(), None)
        .to_dict()
    )


GRANTS = """Bénéficiaire;Code INSEE;Montant (€);SIRET;Année
Mairie d'Ambérieu;1004;1 234,50 €;21010004600012;2020
Club de Die;26113;300;3,26E+13;2021
Amis d'Ajaccio;2A004;-40,25;35181600000000;2021
Sans montant;26113;n.c.;;2021
Illisible;26113;douze;;2021
"""


def test_amounts_places_and_outcomes():
    made = take(GRANTS)
    assert made.mapping.columns["code"] == "Code INSEE"
    assert made.mapping.columns["beneficiary_id"] == "SIRET"
    assert made.table["commune"].tolist() == ["01004", "26113", "2A004", "26113"]
    assert made.table["cents"].tolist() == [123450, 30000, -4025, pd.NA]
    assert by_line(made, "outcome") == {
        2: "accepted", 3: "accepted", 4: "accepted", 5: "accepted", 6: "rejected"
    }  # fmt: skip
    assert by_line(made, "repairs")[2] == ("leading_zero",)
    assert made.table["year_start"].tolist() == [2020, 2021, 2021, 2021]
    summary = made.summary()
    assert summary | {"warnings": None} == {
        "read": 5, "accepted": 4, "located": 4, "not_located": 0, "rejected": 1, "duplicates": 0,
        "total_eur": 1494.25, "unused": [], "warnings": None,
    }  # fmt: skip
    counts = {matter["kind"]: matter["count"] for matter in summary["warnings"]}
    assert counts == {
        "rejected.unreadable": 1, "flagged.power": 1, "flagged.rounded": 1, "flagged.no_amount": 1,
        "flagged.negative_amount": 1, "repaired.leading_zero": 1,
    }  # fmt: skip


def test_a_rejected_row_comes_back_corrected():
    made = take(GRANTS)
    assert made.rejected.index.tolist() == [6]
    assert made.rejected["motif"].tolist() == ["Montant illisible"]
    corrected = made.rejected.drop(columns="motif").assign(**{"Montant (€)": "12"})
    again = take(corrected.to_csv(index=False, sep=";"))
    assert again.summary()["accepted"] == 1
    assert again.table["cents"].tolist() == [1200]


def test_a_total_is_no_grant_and_is_verified():
    made = take("commune;dep;montant\nDie;26;100\nCrest;26;50\nTotal;;150\n")
    assert by_line(made, "outcome") == {2: "accepted", 3: "accepted", 4: "set_aside"}
    assert by_line(made, "reason")[4] == "grand_total"
    assert made.summary()["total_eur"] == 150.0


def test_identical_grants_are_kept_and_told_identical_initiatives_left_out():
    text = "nom;commune;dep;montant\nA;Die;26;10\nA;Die;26;10\n"
    grants, initiatives = take(text), take(text, "initiatives")
    assert (grants.summary()["accepted"], grants.summary()["duplicates"]) == (2, 1)
    assert (initiatives.summary()["accepted"], initiatives.summary()["duplicates"]) == (1, 1)


def test_swapped_coordinates_are_put_right_and_told():
    rows = "".join(f"Lieu {i};44.84{i};-0.57{i}\n" for i in range(5))
    made = take(f"Nom;longitude;latitude\n{rows}", "initiatives")
    assert made.table["departement"].unique().tolist() == ["33"]
    assert set(made.ledger["repairs"]) == {("coordinates_swapped",)}
    assert made.table["lat"].tolist() == pytest.approx([44.84 + i / 1000 for i in range(5)])


def test_a_point_that_many_share_is_no_address():
    rows = "".join(f"Coop {i};Bretagne;48.1;-2.8\n" for i in range(12))
    made = take(f"Nom;Région;latitude;longitude\n{rows}Seule;Bretagne;48.117;-1.677\n", "initiatives")
    assert made.table["seat_commune"].notna().tolist() == [False] * 12 + [True]
    assert made.table["region"].tolist() == ["53"] * 13
    assert made.ledger["problem"].eq("shared_point").sum() == 12
    assert made.table["lon"].notna().sum() == 1


def test_lists_of_territories_become_a_coverage():
    text = (
        "id_territoire;lib_territoire;liste_geo\n"
        "t1;Deux villes;Die (26113), Crest (26108)\n"
        "t2;Vallée;CC du Diois (242600534), CC du Crestois et de Pays de Saillans (200040509)\n"
        "t3;Une ville;Ajaccio (2A004)\n"
        "t4;Village;Aigueblanche (217300037)\n"
    )
    table = take(text, "initiatives").table
    assert table["seat_commune"].iloc[0] == "26113"
    assert table["coverage"].iloc[:2].tolist() == [
        "commune:26113|commune:26108", "epci:242600534|epci:200040509"
    ]  # fmt: skip
    assert table["seat_commune"].iloc[2] == "2A004"
    assert table["departement"].iloc[:3].tolist() == ["26", "26", "2A"]


def test_the_level_of_a_code_stands_in_another_column():
    text = "nom;codgeo;echelon\nA;26;departement\nB;84;region\nC;242600534;epci\nD;26113;commune\n"
    table = take(text, "initiatives").table
    assert table["departement"].tolist()[0] == "26"
    assert table["region"].tolist() == ["84", "84", "84", "84"]
    assert table["coverage"].tolist()[2] == "epci:242600534"
    assert table["seat_commune"].dropna().tolist() == ["26113"]


def test_a_name_keeps_its_first_line():
    raw = read('nom;commune;dep\n"Le Lieu\nporté par X";Die;26\n')
    made = import_rows(raw, recognise(raw, "initiatives"))
    assert made.table["name"].tolist() == ["Le Lieu"]
    assert made.table["note"].tolist() == ["porté par X"]
    assert made.ledger["repairs"].tolist() == [("line_breaks",)]


def test_an_initiative_without_a_name_is_rejected_and_ids_are_stable():
    text = "nom;commune;dep\n;Die;26\nB;Crest;26\n"
    made, again = take(text, "initiatives"), take(text, "initiatives")
    assert by_line(made, "reason") == {2: "no_name", 3: None}
    assert made.table.index.tolist() == again.table.index.tolist()
    assert made.table.index.str.fullmatch("[a-z0-9_]+").all()


def test_a_siret_is_never_a_place():
    made = take("nom;siret;montant\nA;21260113400013;5\n")
    assert made.summary()["not_located"] == 1
    assert by_line(made, "problem")[2] == "no_place"


def test_a_mapping_is_saved_read_and_checked():
    raw = read(GRANTS)
    mapping = recognise(raw, "funding")
    assert Mapping.from_json(mapping.to_json()) == mapping
    with pytest.raises(MissingColumnError, match="no column 'Absent' in the table, which has: Bénéficiaire"):
        import_rows(raw, Mapping(kind="funding", columns={"amount": "Absent"}))
    with pytest.raises(UnknownChoiceError, match="unknown role 'colour'"):
        Mapping(kind="funding", columns={"colour": "x"})
    for text in ("{", "[]", "{}", '{"kind": "funding", "columns": ["a"]}', '{"kind": 3}'):
        with pytest.raises((FileFaultError, UnknownChoiceError)):
            Mapping.from_json(text)


def test_a_table_that_lacks_what_its_kind_needs_is_refused_in_both_languages():
    raw = read("commune;dep\nDie;26\n")
    with pytest.raises(FileRefusedError) as caught:
        import_rows(raw, recognise(raw, "funding"))
    assert "montant" in caught.value.to("fr")
    assert caught.value.to("fr") != caught.value.to("en")


def test_years_of_a_column_are_no_commune_codes():
    mapping = recognise(
        read("Année;Raison sociale;Code postal;Commune;Mandaté\n2013;A;26150;Die;5\n"), "funding"
    )
    assert "code" not in mapping.columns
    assert mapping.columns["year_start"] == "Année"
    assert mapping.columns["amount"] == "Mandaté"


CELLS = st.sampled_from(["Die", "26113", "12,5", "", "Total", "x;y", "=1+1", "<b>", "é", "1 000", "2013"])


@settings(max_examples=25)
@given(
    st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=12),
    st.sampled_from(["funding", "initiatives"]),
)
def test_every_line_has_one_outcome_and_no_cent_is_lost(rows, kind):
    frame = pd.DataFrame(rows, columns=["nom", "commune", "montant"])
    try:
        raw = read(frame.to_csv(index=False, sep=";"))
    except FileRefusedError:
        return
    headers = [str(header) for header in raw.cells.columns]
    if len(headers) < 3:
        return
    # The reader of the file may have joined the first row to the header.
    mapping = Mapping(
        kind="funding", columns={"beneficiary": headers[0], "commune": headers[1], "amount": headers[2]}
    )
    if kind == "initiatives":
        mapping = recognise(raw, kind)
        if "name" not in mapping.columns:
            return
    made = import_rows(raw, mapping)
    ledger, summary = made.ledger, made.summary()
    assert sorted(ledger["line"]) == sorted([*raw.cells.index, *raw.refused.index])
    outcomes = ledger["outcome"].value_counts().to_dict()
    assert sum(outcomes.values()) == summary["read"]
    assert set(outcomes) <= {"accepted", "duplicate", "rejected", "set_aside"}
    assert len(made.table) == summary["accepted"] == summary["located"] + summary["not_located"]
    accepted = ledger["outcome"].eq("accepted")
    assert (
        ledger.loc[accepted, "reason"].isin(["same_row"]).sum()
        == ledger.loc[accepted, "reason"].notna().sum()
    )
    assert ledger.loc[~accepted, "reason"].notna().all()
    if kind == "funding":
        assert (
            made.table["cents"].sum()
            == ledger["amount_after"].sum()
            == ledger.loc[accepted, "amount_before"].sum()
        )


@pytest.mark.parametrize("size", [1, 2, 3])
def test_part_by_part_gives_the_same_rows(size):
    raw = read(GRANTS + "Club de Die;26113;300;3,26E+13;2021\n")
    mapping = recognise(raw, "funding")
    whole = import_rows(raw, mapping, name="f.csv")
    seen = Seen(rows=[], shared=shared_points(raw, mapping, read_points(raw, mapping)))
    tables, ledgers = [], []
    for start in range(0, len(raw.cells), size):
        cells = raw.cells.iloc[start : start + size]
        part = type(raw)(**{**vars(raw), "cells": cells, "refused": raw.refused.iloc[:0]})
        made = import_rows(part, mapping, name="f.csv", seen=seen)
        tables.append(made.table)
        ledgers.append(made.ledger)
    pd.testing.assert_frame_equal(pd.concat(tables), whole.table, check_dtype=False)
    pd.testing.assert_frame_equal(pd.concat(ledgers, ignore_index=True), whole.ledger, check_dtype=False)


@pytest.mark.parametrize("name", ["initiatives", "funding", "types", "study_facts"])
def test_no_row_of_the_atlas_s_own_files_is_taken_for_shifted(name):
    path = ROOT / "data" / "initiatives" / f"{name}.csv"
    raw = read_raw(path)
    assert raw.refused.empty
    assert raw.repaired.empty
    assert len(raw.cells) == len(pd.read_csv(path, dtype=str))


def test_the_atlas_reads_its_own_tables():
    from atlas import settings as atlas_settings  # noqa: PLC0415
    from atlas.tables import load_tables  # noqa: PLC0415

    path = atlas_settings.INITIATIVES_FOLDER / "initiatives.csv"
    raw = read_raw(path)
    made = import_rows(raw, recognise(raw, "initiatives"), name=path.name)
    curated = load_tables().initiatives
    assert made.mapping.layout == "atlas_initiatives"
    assert made.summary()["accepted"] == len(curated)
    for column in ("name", "type", "seat_commune", "scale"):
        assert made.table[column].tolist() == curated[column].tolist() or (
            made.table[column].fillna("").tolist() == curated[column].fillna("").tolist()
        )
    assert json.loads(made.mapping.to_json())["kind"] == "initiatives"


def test_francs_become_euros_by_the_law_and_are_told():
    made = take("Bénéficiaire;Code INSEE;Montant en francs\nA;26113;10000\nB;26108;n.c.\n")
    assert made.table["cents"].tolist() == [152_449, pd.NA]
    assert by_line(made, "repairs") == {2: ("amount_currency",), 3: ()}
    assert ("amount_currency", "10000 → 1524.49 €") in by_line(made, "details")[2]


def test_francs_of_the_pacific_are_cfp_francs():
    made = take("Bénéficiaire;Commune;Montant (F)\nA;Nouméa;1200000\nB;Dumbéa;240000\n")
    assert made.table["cents"].tolist() == [1_005_600, 201_120]


def test_a_column_of_euros_is_chosen_before_one_of_francs():
    raw = read("Bénéficiaire;Code INSEE;Montant en francs;Montant en euros\nA;26113;10000;1524,49\n")
    assert recognise(raw, "funding").columns["amount"] == "Montant en euros"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Bénéficiaire;Code INSEE;Montant CHF\nA;26113;10\nB;26113;12\n", "other_currency"),
        ("Bénéficiaire;Code INSEE;Montant\nA;26113;voir annexe\nB;26113;id.\n", "amount_unreadable"),
        ("Bénéficiaire;Code INSEE\nA;26113\nB;26113\n", "no_amount"),
    ],
)
def test_why_amounts_are_refused(text, fault):
    with pytest.raises(FileRefusedError) as error:
        take(text)
    assert error.value.fault == fault


def test_thousands_told_by_the_column_are_told_and_their_total_holds():
    made = take("Nom;Code INSEE;Montant\nA;26113;1.234,56\nB;26108;15.000\nTotal;;16.234,56\n")
    assert made.table["cents"].tolist() == [123_456, 1_500_000]
    assert by_line(made, "repairs")[3] == ("amount_marks",)
    assert by_line(made, "reason")[4] == "grand_total"
    assert "file.total_differs" not in [matter.kind for matter in made.matters]
