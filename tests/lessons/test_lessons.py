"""Each figure of a lesson equals a count made without the atlas, and each verdict follows its rule."""

import math
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from atlas.catalogue import load_catalogue
from atlas.lessons import CLAIMS, VERDICTS, lessons, lessons_table
from atlas.lessons.claims import PUBLIC_FUNDERS
from atlas.lessons.evidence import against_half, outweighs

DATA = Path(__file__).resolve().parents[2] / "data" / "initiatives"


@pytest.fixture(scope="module")
def found():
    return lessons(load_catalogue())


@pytest.fixture(scope="module")
def rows():
    return pd.read_csv(DATA / "initiatives.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def money():
    lines = pd.read_csv(DATA / "funding.csv", dtype=str, keep_default_na=False)
    lines = lines[
        (lines["direction"] == "received") & (lines["counted"] == "true") & (lines["amount_eur"] != "")
    ]
    return lines.assign(euros=lines["amount_eur"].astype(float))


def values(lesson):
    return {name: figure.value for name, figure in lesson.figures.items()}


def test_nine_claims_each_with_a_verdict_and_figures(found):
    assert len(found) == 9
    assert list(found) == list(CLAIMS)
    assert all(lesson.verdict in VERDICTS and lesson.figures for lesson in found.values())


def test_scales_and_initiators_are_those_of_the_file(found, rows):
    scale = values(found["scale"])
    assert scale["basins"] == (rows["scale"] == "bassin_de_vie").sum()
    assert scale["known"] == (~rows["scale"].isin(["", "unknown"])).sum()
    engines = values(found["engines"])
    assert engines["authorities"] == (rows["initiator"] == "collectivite").sum()
    assert engines["known"] + engines["unknown"] == len(rows)
    share = rows["initiator"].isin(["collectivite", "societe_civile"]).sum() / (rows["initiator"] != "").sum()
    assert engines["share"] == pytest.approx(share)


def test_money_is_that_of_the_counted_lines(found, money):
    public = values(found["public_money"])
    assert public["public"] == money.loc[money["funder_level"].isin(PUBLIC_FUNDERS), "euros"].sum()
    assert public["public"] + public["private"] + public["open"] == pytest.approx(money["euros"].sum())
    territories = money["programme"].str.contains("Territoires d.innovation")
    assert public["largest"] == money.loc[territories, "euros"].sum()
    assert values(found["equity"])["equity"] == money.loc[money["nature"] == "fonds_propres", "euros"].sum()
    costs = values(found["structure_costs"])
    assert costs["structure"] + costs["others"] + costs["open"] == pytest.approx(money["euros"].sum())


def test_isolation_is_that_of_every_pair(found, rows):
    catalogue = load_catalogue()
    places = catalogue.places.dropna(subset=["lon"])
    kinds = rows.set_index("id")["type"].to_dict()
    points = {one: tuple(map(math.radians, at)) for one, *at in places[["lon", "lat"]].itertuples()}

    def km(a, b):
        (lon, lat), (lon2, lat2) = points[a], points[b]
        chord = (
            math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
        )
        return 2 * 6371.0088 * math.asin(math.sqrt(chord))

    complete = catalogue.tables.types.index[
        catalogue.tables.types["completeness_class"].isin(["complete", "strong"])
    ]
    complete = set(complete)
    listed = [one for one in places.index if kinds[one] in complete]
    alone = sum(
        all(km(one, other) > 25 for other in listed if kinds[other] == kinds[one] and other != one)
        for one in listed
    )
    figures = values(found["isolation"])
    assert (figures["alone"], figures["listed"]) == (alone, len(listed))


def test_what_the_tables_do_not_hold_never_gets_a_verdict(found):
    assert found["ties"].verdict == found["enterprise"].verdict == "cannot_say"


def test_a_basin_that_leads_is_supported_and_silence_is_not():
    catalogue = load_catalogue()

    def with_scale(value):
        table = catalogue.tables.initiatives.assign(scale=value)
        return replace(catalogue, tables=catalogue.tables._replace(initiatives=table))

    assert CLAIMS["scale"](with_scale("bassin_de_vie")).verdict == "supports"
    silent = CLAIMS["scale"](with_scale("unknown"))
    assert silent.verdict == "cannot_say"
    assert silent.figures["basins_share"].value is None


def test_money_that_only_one_programme_brings_supports_nothing():
    catalogue = load_catalogue()
    lines = catalogue.lines.iloc[:3].copy()
    lines["funder_level"] = ["etat", "habitants", "habitants"]
    lines["programme"] = ["A (un)", "B", "C"]
    lines["cents"] = [1_000, 100, 100]
    assert CLAIMS["public_money"](replace(catalogue, lines=lines)).verdict == "cannot_say"
    lines["cents"] = [100, 1_000, 100]
    assert CLAIMS["public_money"](replace(catalogue, lines=lines)).verdict == "contradicts"
    lines["funder_level"] = ["etat", "etat", "habitants"]
    assert CLAIMS["public_money"](replace(catalogue, lines=lines)).verdict == "cannot_say"
    lines["cents"] = [200, 1_000, 100]
    assert CLAIMS["public_money"](replace(catalogue, lines=lines)).verdict == "supports"


def test_rules():
    assert against_half(0, 100) == "contradicts"
    assert against_half(52, 100) == "cannot_say"
    assert outweighs(1, 3, 2) == "cannot_say"


def test_the_table_holds_every_figure(found):
    table = lessons_table(found)
    assert len(table) == sum(len(lesson.figures) for lesson in found.values())
    row = table[(table["claim"] == "scale") & (table["figure"] == "known")]
    assert row["value"].tolist() == [found["scale"].figures["known"].value]


def test_a_majority_that_one_list_makes_is_none():
    catalogue = load_catalogue()
    table = catalogue.tables.initiatives.iloc[:300].copy()
    table["type"] = ["pat"] * 200 + ["ptce"] * 100
    table["initiator"] = ["collectivite"] * 200 + ["entreprises"] * 100

    def judged(initiatives):
        tables = catalogue.tables._replace(initiatives=initiatives)
        return CLAIMS["engines"](replace(catalogue, tables=tables))

    lesson = judged(table)
    assert (lesson.verdict, lesson.figures["least"].value, lesson.figures["most"].value) == (
        "cannot_say",
        0,
        1,
    )
    assert (
        judged(
            table.assign(initiator=["collectivite"] * 80 + ["ess"] * 20 + ["societe_civile"] * 200)
        ).verdict
        == "supports"
    )


def test_two_readings_of_isolation_must_agree(found):
    figures = values(found["isolation"])
    readings = {
        against_half(figures["alone"], figures["listed"]),
        against_half(figures["without_any"], figures["placed"]),
    }
    assert found["isolation"].verdict == (readings.pop() if len(readings) == 1 else "cannot_say")


def test_a_grant_taken_back_is_no_level_that_pays(found):
    lines = pd.read_csv(DATA / "funding.csv", dtype=str, keep_default_na=False)
    named = lines[
        (lines["direction"] == "received")
        & lines["funder_level"].isin(
            ["europe", "etat", "region", "departement", "intercommunalite", "commune"]
        )
        & ~lines["status"].isin(["requested", "cancelled"])
        & (lines["nature"] != "recettes")
    ]
    levels = named.groupby("initiative_id")["funder_level"].nunique()
    figures = values(found["governance"])
    assert (figures["stacked"], figures["funded"]) == ((levels > 1).sum(), len(levels))
    assert "mlc_cairn" not in levels[levels > 1].index


def test_money_announced_and_without_the_largest_programme(found, money):
    figures = values(found["public_money"])
    public = money["funder_level"].isin(PUBLIC_FUNDERS)
    announced = money.loc[public & (money["status"] == "announced"), "euros"].sum()
    assert figures["announced"] == pytest.approx(announced / figures["public"])
    others = ~money["programme"].str.contains("Territoires d.innovation")
    assert figures["public_others"] == pytest.approx(money.loc[others & public, "euros"].sum())
    assert figures["rest_others"] == pytest.approx(money.loc[others & ~public, "euros"].sum())
