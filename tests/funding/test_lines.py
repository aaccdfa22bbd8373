"""Lines out of totals say why, and lines of one envelope find each other."""

import pandas as pd

from atlas.catalogue import load_catalogue
from atlas.funding import envelopes, milestones, money_timeline, not_counted, received


def test_every_line_is_received_or_not_counted_with_a_kind():
    funding = load_catalogue().tables.funding
    others = not_counted(funding)
    assert sorted([*received(funding).index, *others.index]) == sorted(funding.index)
    kinds = funding["direction"].mask(funding["direction"].eq("received"), "uncounted")
    assert others["kind"].value_counts().to_dict() == kinds[others.index].value_counts().to_dict()
    assert set(others["kind"]) == {"uncounted", "generated", "redistributed"}


def test_a_counted_line_without_amount_is_unknown_not_zero():
    line = {"direction": "received", "counted": True, "amount_eur": None, "not_counted_reason": None}
    funding = pd.DataFrame([line], index=["a_01"]).astype({"amount_eur": "float64"})
    assert not_counted(funding)["kind"].tolist() == ["unknown_amount"]


def test_parts_of_parts_lead_to_the_envelope():
    heads = envelopes(load_catalogue().tables.funding)
    found = {line: heads[line] for line in heads.index if line.startswith("biovallee_")}
    assert found == {
        **{f"biovallee_{n:02}": "biovallee_01" for n in (1, 2, 3, 4)},
        **{f"biovallee_{n:02}": "biovallee_05" for n in (5, 6, 7, 8, 10)},
        "biovallee_09": "biovallee_09",
    }


def test_references_in_a_circle_or_to_nothing_end():
    lines = pd.DataFrame(
        {"initiative_id": "a", "not_counted_reason": ["part de la ligne 02", "doublon ligne 01", "voir 99"]},
        index=["a_01", "a_02", "a_03"],
    )
    assert envelopes(lines).to_dict() == {"a_01": "a_02", "a_02": "a_01", "a_03": "a_03"}


def test_an_envelope_counts_once():
    catalogue = load_catalogue()
    heads = envelopes(catalogue.tables.funding)
    counted = heads[catalogue.lines.index]
    assert not counted.duplicated().any()


def test_timeline_shows_both_readings_of_the_ten_million():
    lines = money_timeline(load_catalogue().tables.funding, "biovallee")
    assert lines.index[:4].tolist() == ["biovallee_01", "biovallee_02", "biovallee_03", "biovallee_04"]
    assert lines["amount_eur"][["biovallee_01", "biovallee_02", "biovallee_05"]].tolist() == [
        10_000_000,
        10_000_000,
        18_500_000,
    ]
    assert lines.index[lines["enters"]].tolist() == ["biovallee_01", "biovallee_05"]


def test_milestones_of_a_case_come_from_its_facts():
    tables = load_catalogue().tables
    found = milestones(tables.initiatives, tables.study_facts, "biovallee")
    assert found["year"].tolist() == [1970, 2009, 2012]
    assert found["words"][1] == "2009 (Grand Projet Rhône-Alpes)"


def test_milestones_without_facts_are_start_and_end():
    initiatives = pd.DataFrame(
        {"start_year": [2015], "start_year_meaning": ["label"], "end_year": [2022]}, index=["a"]
    )
    facts = pd.DataFrame({"initiative_id": ["b"], "field": ["start_year"], "value": ["2001"]})
    found = milestones(initiatives, facts, "a")
    assert found[["year", "kind"]].to_numpy().tolist() == [[2015, "start"], [2022, "end"]]
    assert found["words"].fillna("").tolist() == ["label", ""]
