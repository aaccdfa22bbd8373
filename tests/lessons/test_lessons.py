"""Each figure of a lesson equals a count made without the atlas, and each verdict follows its rule."""

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from atlas.catalogue import load_catalogue
from atlas.catalogue.selection import Selection
from atlas.lessons import CLAIMS, VERDICTS, claims, lessons, lessons_table
from atlas.lessons.claims import AUTHORITY_TYPES, PUBLIC_FUNDERS
from atlas.lessons.evidence import Count, against_half, outweighs, steady, turning
from atlas.lessons.placement import scattered
from atlas.scales import Unions, union_fit
from atlas.scales.judgement import LEAST_UNIONS, given_unions

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


def test_the_scale_rests_on_perimeters_given_who_carries_them(found):
    told = values(found["scale"])
    among = union_fit(load_catalogue(), Selection(types=("pat",)), "bassin_de_vie").table
    for name in ("moved", "outer"):
        row = among.loc["misfit" if name == "moved" else name]
        assert [told[f"{name}_{part}"] for part in ("official", "random", "p")] == row[
            ["official", "random", "p"]
        ].tolist()


def test_declared_scales_give_no_verdict_of_their_own(found):
    catalogue = load_catalogue()

    def with_scale(value):
        table = catalogue.tables.initiatives.assign(scale=value)
        return replace(catalogue, tables=catalogue.tables._replace(initiatives=table))

    assert CLAIMS["scale"](with_scale("bassin_de_vie")).verdict == found["scale"].verdict
    assert CLAIMS["scale"](with_scale("unknown")).figures["basins_share"].value is None


@pytest.mark.parametrize(
    ("moved", "outer", "verdict"),
    [
        ((0.2, 0.01), (0.6, 0.01), "supports"),
        ((0.4, 0.01), (0.3, 0.02), "contradicts"),
        ((0.2, 0.01), (0.6, 0.2), "cannot_say"),
        ((0.2, 0.01), (0.3, 0.01), "cannot_say"),
    ],
)
def test_both_measures_must_tell_the_same_of_the_scale(monkeypatch, moved, outer, verdict):
    rows = {"misfit": (moved[0], 0.3, moved[1]), "outer": (outer[0], 0.45, outer[1])}
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["official", "random", "p"])
    monkeypatch.setattr(claims, "union_fit", lambda *_: Unions(table, LEAST_UNIONS, 99))
    assert CLAIMS["scale"](load_catalogue()).verdict == verdict


def test_few_unions_give_no_verdict():
    rows = {"misfit": (0.2, 0.3, 0.01), "outer": (0.6, 0.45, 0.01)}
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["official", "random", "p"])
    assert given_unions(Unions(table, LEAST_UNIONS, 99)) == "supported"
    assert given_unions(Unions(table, LEAST_UNIONS - 1, 99)) == "open"


def test_money_that_only_one_programme_brings_supports_nothing():
    catalogue = load_catalogue()
    lines = catalogue.lines.iloc[:3].copy()
    lines["funder_level"] = ["etat", "habitants", "habitants"]
    lines["programme"] = ["A (un)", "B", "C"]
    lines["cents"] = [1_000, 100, 100]
    assert CLAIMS["public_money"](replace(catalogue, lines=lines)).verdict == "cannot_say"
    lines["funder_level"] = ["etat", "etat", "habitants"]
    assert CLAIMS["public_money"](replace(catalogue, lines=lines)).verdict == "cannot_say"
    # One initiative brings all the public money that is not the largest programme's.
    lines["cents"] = [200, 1_000, 100]
    assert CLAIMS["public_money"](replace(catalogue, lines=lines)).verdict == "cannot_say"


def test_public_money_of_many_that_outweighs_each_time_is_supported():
    catalogue = load_catalogue()
    kinds = catalogue.tables.initiatives["type"]
    ids = [*kinds.index[kinds.eq("ptce")][:6], *kinds.index[kinds.eq("pat")][:1]]
    lines = pd.DataFrame({"initiative_id": ids, "programme": ["A", "B", "C", "D", "E", "F", "G"]})
    lines["funder_level"] = ["etat"] * 4 + ["habitants", "mixte", "etat"]
    lines["status"], lines["cents"] = "paid", [10_000, 20_000, 20_000, 20_000, 5_000, 5_000, 90_000]
    lesson = CLAIMS["public_money"](replace(catalogue, lines=lines))
    assert lesson.verdict == "supports"
    figures = values(lesson)
    # G is the largest programme, and the only type that an authority carries by design.
    assert figures["public_others"] == figures["public_free"] == 700
    assert figures["rest_others"] == figures["rest_free"] == 100
    assert (figures["margin"], figures["one"]) == (600, 200)
    lines["funder_level"] = ["habitants"] * 4 + ["etat", "mixte", "habitants"]
    assert CLAIMS["public_money"](replace(catalogue, lines=lines)).verdict == "contradicts"
    lines["funder_level"] = ["etat"] * 4 + ["habitants", "mixte", "etat"]
    lines["cents"] = [10_000, 20_000, 20_000, 20_000, 25_000, 30_000, 90_000]
    assert CLAIMS["public_money"](replace(catalogue, lines=lines)).verdict == "cannot_say"


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
    assert (lesson.verdict, lesson.figures["others_share"].value) == ("cannot_say", 0)
    lesson = judged(table.assign(initiator=["collectivite"] * 80 + ["ess"] * 20 + ["societe_civile"] * 200))
    assert lesson.verdict == "supports"
    # The unknown may be anybody.
    unknown = ["collectivite"] * 200 + ["societe_civile"] * 40 + [None] * 60
    assert judged(table.assign(initiator=unknown)).verdict == "cannot_say"


def test_groups_carried_by_design_are_types_of_the_atlas():
    assert set(AUTHORITY_TYPES) <= set(load_catalogue().tables.types.index)


def test_what_would_change_a_verdict_changes_it(found):
    readings = [Count(80, 100), Count(70, 100), Count(66, 90, 10)]
    turn = turning(readings)
    for side in (1, -1):
        shifted = [one._replace(found=one.found + side * turn) for one in readings]
        closer = [one._replace(found=one.found + side * (turn - 1)) for one in readings]
        assert steady(closer) == steady(readings) == "supports"
        if side < 0:
            assert steady(shifted) == "cannot_say"
    engines = values(found["engines"])
    if engines["turn"] is None:
        assert engines["least"] < 0.5 < engines["others_share"]


def test_a_share_that_one_initiative_turns_is_none():
    at = next(n for n in range(50, 100) if against_half(n, 97) == "supports")
    assert steady([Count(at, 97)]) == "cannot_say"
    assert steady([Count(at + 1, 97)]) == "supports"
    assert turning([Count(at + 1, 97)]) == 1


def test_placements_at_random_hold_numbers_and_nothing_else():
    france = load_catalogue()
    drawn = scattered(france, 25, pd.Index(["tzcld", "tetraa"]))
    again = scattered(france, 25, pd.Index(["tzcld", "tetraa"]))
    assert all((drawn[name] == again[name]).all() for name in drawn)
    assert all(((values >= 0) & (values <= 1)).all() for values in drawn.values())
    assert len(np.unique(drawn["alone"])) > 5
    # Nine in all of France are mostly alone wherever they are.
    assert scattered(france, 25, pd.Index(["tetraa"]))["alone"].mean() > 0.6
    assert (scattered(france, 30_000, pd.Index(["tetraa"]))["alone"] == 0).all()


def test_isolation_is_set_beside_chance(found):
    figures = values(found["isolation"])
    sides = {
        np.searchsorted([figures[f"{name}_low"], figures[f"{name}_high"]], figures[share])
        for share, name in (("share", "alone"), ("without_any_share", "without_any"))
    }
    if found["isolation"].verdict != "cannot_say":
        assert sides == {2 if found["isolation"].verdict == "supports" else 0}
    assert 0 <= figures["alone_low"] <= figures["alone_high"] <= 1


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
