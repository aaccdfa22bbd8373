"""A reader's own rows beside the curated ones: nothing curated changes, nothing of theirs is lost."""

import gc
import weakref
from datetime import date

import pandas as pd
import pytest

from atlas.account.account import account, account_table
from atlas.account.listing import with_origins
from atlas.catalogue import Catalogue, enlarge, load_catalogue
from atlas.catalogue.listing import initiatives_table
from atlas.catalogue.own import NOTHING, OTHER, Own, combined
from atlas.catalogue.presence import COUNTING
from atlas.catalogue.selection import FILTERS, ORIGINS, Selection
from atlas.gaps import gaps
from atlas.gaps.listing import gaps_table
from atlas.portrait import portrait
from atlas.scales import ZoningQuestion, zoning_effect, zoning_result
from atlas.territories.places import Place
from atlas.views.choices import allowed, unknown
from atlas.views.gaps.files import ranking
from atlas.views.link import View, compose, parse
from atlas.views.map.files import initiatives, territories
from atlas.views.map.points import own_points
from atlas.views.money.files import breakdown
from atlas.views.portrait.document import document
from atlas.vocabulary import LEVELS, LICENCE
from atlas.words import say

DIE, PARIS = "26113", "75056"


def rows(**columns: list[object]) -> Own:
    """Give initiatives of these columns, on ids mine_0, mine_1…"""
    table = pd.DataFrame({"batch": "s1", "scale": "unknown", "source": "liste.csv", **columns})
    table.index = pd.Index([f"mine_{number}" for number in range(len(table))], name="id")
    return NOTHING._replace(initiatives=table)


def money(**columns: list[object]) -> Own:
    """Give rows of funding of these columns, on lines 2, 3…"""
    table = pd.DataFrame(
        {"batch": "s1", "funder": "Ville", "programme": None, "placed": "none", "commune": None, **columns}
    )
    for level in LEVELS:
        table[level] = table.get(level)
    table["cents"] = table["cents"].astype("Int64")
    table.index = pd.RangeIndex(2, len(table) + 2, name="line")
    return NOTHING._replace(funding=table)


@pytest.fixture(scope="module")
def curated() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def enlarged(curated: Catalogue) -> Catalogue:
    return enlarge(
        curated,
        rows(
            name=["Ferme", "Atelier", "Perdue"],
            type=["ptce", None, "tetraa"],
            seat_commune=[DIE, PARIS, None],
            start_year=[1950, None, 2020],
        ),
    )


def test_nothing_to_add_is_the_curated_catalogue(curated):
    assert enlarge(curated, NOTHING) is curated
    assert curated.own.empty
    assert curated.curated is curated


def test_own_rows_follow_the_curated_ones(curated, enlarged):
    table = enlarged.tables.initiatives
    assert table.index[: len(curated.tables.initiatives)].equals(curated.tables.initiatives.index)
    assert list(enlarged.own) == ["mine_0", "mine_1", "mine_2"]
    assert table.dtypes.equals(curated.tables.initiatives.dtypes)
    assert enlarged.tables.types.dtypes.equals(curated.tables.types.dtypes)
    assert table.loc["mine_1", "type"] == OTHER
    assert enlarged.places.loc["mine_0", "departement"] == "26"
    assert len(curated.tables.initiatives) + 3 == len(table)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("by", COUNTING)
def test_counts_are_those_of_both(curated, enlarged, level, by):
    before = curated.answer(Selection(), level, by=by, measure="count")
    after = enlarged.answer(Selection(), level, by=by, measure="count")
    more = (after.table["initiatives"] - before.table["initiatives"]).loc[lambda counts: counts > 0]
    geography = curated.geography
    places = geography.communes.loc[[DIE, PARIS]]
    codes = [DIE, PARIS] if level == "commune" else list(places[level])
    assert more.to_dict() == dict.fromkeys(codes, 1)
    assert after.unplaced.difference(before.unplaced).tolist() == ["mine_2"]


def test_the_origin_parts_the_selection(curated, enlarged):
    mine = enlarged.choose(Selection(origin="own"))
    atlas = enlarged.choose(Selection(origin="atlas"))
    assert list(mine.index) == list(enlarged.own)
    assert atlas.index.equals(curated.tables.initiatives.index)
    assert enlarged.choose(Selection(types=("ptce",), origin="own")).index.tolist() == ["mine_0"]
    assert enlarged.choose(Selection(text="atelier paris", origin="own")).empty
    assert enlarged.choose(Selection(text="ATELIER autre", origin="own")).index.tolist() == ["mine_1"]


def test_filters_speak_of_own_rows_as_well(curated):
    known = {"initiator": "ess", "legal_forms": "SCIC", "ess_link": "coopérative", "stage": "maturité, an 2"}
    both = enlarge(
        curated, rows(name=["Ferme", "Autre"], **{name: [word, None] for name, word in known.items()})
    )
    before, after = unknown(curated), unknown(both)
    for name, code in {
        "initiators": "ess",
        "legal_forms": "scic",
        "ess_links": "coopérative",
        "stages": "maturité, an 2",
    }.items():
        assert after[name] == before[name] + 1
        assert code in FILTERS[name].offers(both)
        view = View(selection=Selection(origin="own", **{name: (code,)}))
        assert both.choose(view.selection).index.tolist() == ["mine_0"]
        assert parse(compose(view), allowed(both)) == view


def test_a_list_that_own_rows_enlarge_is_no_longer_complete(curated, enlarged):
    one = Selection(types=("tetraa",))
    assert curated.answer(one, "region", by="seat", measure="count").complete
    assert not enlarged.answer(one, "region", by="seat", measure="count").complete
    others = Selection(types=("villages_du_futur",))
    assert enlarged.answer(others, "region", by="seat", measure="count").complete
    atlas = Selection(types=("tetraa",), origin="atlas")
    assert enlarged.answer(atlas, "region", by="seat", measure="count").complete
    # Of what somebody brought nobody knows what it leaves out.
    mine = Selection(types=("villages_du_futur",), origin="own")
    table = enlarged.answer(mine, "region", by="seat", measure="count").table
    assert set(table["status"]) == {"no_known"}


def test_the_atlas_alone_is_as_it_was(curated, enlarged):
    atlas = Selection(origin="atlas")
    for level in ("departement", "epci"):
        pd.testing.assert_frame_equal(
            enlarged.answer(atlas, level, by="coverage", measure="rate").table,
            curated.answer(Selection(), level, by="coverage", measure="rate").table,
        )
    place = Place("departement", "26")
    pd.testing.assert_frame_equal(
        portrait(enlarged, place, selection=atlas).types, portrait(curated, place).types
    )
    assert account(enlarged, atlas, "region").total == account(curated, Selection(), "region").total


def test_ids_are_told_apart(curated):
    taken = str(curated.tables.initiatives.index[0])
    own = rows(name=["a", "b", "c"], type="ptce", seat_commune=DIE)
    own.initiatives.index = [taken, "twice", "twice"]
    found = enlarge(curated, own)
    assert found.tables.initiatives.index.is_unique
    assert list(found.own) == [f"{taken}_2", "twice", "twice_2"]
    assert list(enlarge(curated, own).own) == list(found.own)


def test_the_same_import_twice_is_all_there(curated):
    own = rows(name=["a"], type="ptce", seat_commune=DIE)
    found = enlarge(curated, combined([own, own]))
    assert list(found.own) == ["mine_0", "mine_0_2"]


def test_what_does_not_hold_is_not_known(curated):
    """A workspace is a file that anybody may have written to."""
    found = enlarge(
        curated,
        rows(
            name=[None],
            type=["licorne"],
            seat_commune=["00000"],
            departement=["99"],
            coverage=["epci:000|departement:26|planet:mars"],
            scale=["galaxy"],
            initiator=["me"],
            source_url=["javascript:alert(1)"],
            lon=[400.0],
            start_year=[3],
        ),
    )
    one = found.tables.initiatives.loc["mine_0"]
    assert one["coverage"] == "departement:26"
    assert one["scale"] == "unknown"
    assert one[["seat_commune", "departement", "initiator", "source_url", "lon", "start_year"]].isna().all()
    assert found.tables.types.loc["licorne", "label_fr"] == "licorne"
    for level in LEVELS:
        found.answer(Selection(), level, by="coverage", measure="funding")


def test_money_of_an_initiative_becomes_its_lines(curated):
    known = str(curated.lines["initiative_id"].iloc[0])
    brought = money(
        cents=[12_345, 100, 7],
        initiative_id=["mine_0", known, "nobody"],
        commune=[None, None, DIE],
        departement=[None, None, "26"],
    )
    own = combined([rows(name=["Ferme"], type="ptce", seat_commune=DIE), brought])
    found = enlarge(curated, own)
    before, after = (account(one, Selection(), "departement") for one in (curated, found))
    assert after.total - before.total == 12_345 + 100
    assert int(after.by_territory()["26"] - before.by_territory()["26"]) >= 12_345
    whole = found.answer(Selection(), "departement", by="seat", measure="funding")
    assert whole.total_cents == after.total
    assert found.grants is not None
    assert found.grants.totals("departement")["cents"].to_dict() == {"26": 7}
    assert len(found.grants.table) == 1


def test_amounts_that_are_not_known_stay_unknown(curated):
    found = enlarge(
        curated,
        combined(
            [
                rows(name=["Ferme"], type="ptce", seat_commune=DIE),
                money(cents=[None], initiative_id=["mine_0"]),
            ]
        ),
    )
    assert len(found.tables.funding) == len(curated.tables.funding) + 1
    assert len(found.lines) == len(curated.lines)


def test_gaps_and_files_work_on_both(curated, enlarged):
    found = gaps(enlarged, Selection(origin="own"), "departement")
    assert int(found.table["initiatives"].sum()) == 2
    table = initiatives_table(enlarged, enlarged.answer(Selection(), "region", by="seat", measure="count"))
    assert table["origin"].value_counts().to_dict() == {
        "atlas": len(curated.tables.initiatives),
        "own": 3,
    }
    plain = initiatives_table(curated, curated.answer(Selection(), "region", by="seat", measure="count"))
    assert "origin" not in plain


def test_files_of_gaps_tell_whose_the_initiatives_are(curated, enlarged):
    selection = Selection(types=("ptce",))
    found = gaps(enlarged, selection, "departement")
    table = gaps_table(enlarged, found, found.table)
    assert table["own_initiatives"].sum() == table.loc["26", "own_initiatives"] == 1
    assert set(table.loc[table["nearest"].eq("mine_0"), "nearest_origin"]) == {"own"}
    others = table["nearest"].notna() & table["nearest"].ne("mine_0")
    assert set(table.loc[others, "nearest_origin"]) == {"atlas"}
    for catalogue, chosen in ((curated, selection), (enlarged, Selection(origin="atlas"))):
        plain = gaps(catalogue, chosen, "departement")
        assert "own_initiatives" not in gaps_table(catalogue, plain, plain.table)


@pytest.mark.parametrize("dimension", [None, "nature", "year"])
def test_files_of_money_tell_which_part_is_ones_own(curated, dimension):
    mine = combined(
        [
            rows(name=["Ferme"], type="ptce", seat_commune=DIE),
            money(
                cents=[12_345, 700],
                initiative_id=["mine_0", curated.tables.initiatives.index[0]],
                nature=["subvention", "don"],
                year_start=[2020, None],
                year_end=[2021, None],
            ),
        ]
    )
    found = enlarge(curated, mine)
    account_of = account(found, Selection(), "departement")
    table = account_table(found, account_of, dimension)
    assert round(table["own_eur"].sum() * 100) == 13_045
    assert round(table["amount_eur"].sum() * 100) == account_of.total
    assert (table["own_eur"] <= table["amount_eur"] + 0.005).all()
    assert "own_eur" not in account_table(curated, account(curated, Selection(), "departement"), dimension)
    told = with_origins(found, found.tables.funding)
    assert told["origin"].value_counts().to_dict() == {"atlas": len(curated.tables.funding), "own": 2}
    assert "origin" not in with_origins(curated, curated.tables.funding)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_files_name_ones_own_rows_among_their_sources(curated, enlarged, language):
    day = date(2026, 3, 2)
    for catalogue, origin, there in ((enlarged, "all", 1), (enlarged, "atlas", 0), (curated, "all", 0)):
        view = View(language=language, selection=Selection(origin=origin), level="region")
        found = gaps(catalogue, view.selection, "region")
        ranked = ranking(catalogue, view, found, found.table, sort="population", setting="all", created=day)
        spread = account(catalogue, view.selection, "region")
        broken = breakdown(catalogue, view, spread, "nature", created=day)
        answer = catalogue.answer(view.selection, "region", by="seat", measure="count")
        charted = territories(catalogue, view, answer, created=day)
        listed = initiatives(catalogue, view, answer, created=day)
        for export in (ranked, broken, charted, listed):
            assert (export.about.licence == LICENCE) is not bool(there)
            titles = [source.title for source in export.about.sources]
            assert titles.count(say("file_own", language)) == there


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_portrait_tells_whose_its_lines_are(curated, language):
    mine = combined(
        [
            rows(name=["Ferme"], type="ptce", seat_commune=DIE),
            money(cents=[12_345], initiative_id=["mine_0"]),
        ]
    )
    found = enlarge(curated, mine)
    told = document(found, portrait(found, Place("departement", "26")), language, created=date(2026, 3, 2))
    lines = told.tables["lines"].cells
    assert set(lines["origin"]) == {ORIGINS["atlas"].to(language), ORIGINS["own"].to(language)}
    assert lines["origin"].eq(ORIGINS["own"].to(language)).sum() == 1
    plain = document(
        curated, portrait(curated, Place("departement", "26")), language, created=date(2026, 3, 2)
    )
    assert "origin" not in plain.tables["lines"].cells
    alone = portrait(found, Place("departement", "26"), selection=Selection(origin="own"))
    told = document(found, alone, language, created=date(2026, 3, 2))
    words = {"fr": "(Origine\xa0: Vos données)", "en": "(Origin: Your data)"}
    assert words[language] in told.notices[0]


def test_answers_leave_with_their_catalogue(curated):
    own = rows(name=["a"], type="ptce", seat_commune=DIE)
    found = enlarge(curated, own)
    answer = found.answer(Selection(), "region", by="seat", measure="count")
    assert found.answer(Selection(), "region", by="seat", measure="count") is answer
    assert curated.answer(Selection(), "region", by="seat", measure="count") is not answer
    account(found, Selection(), "region")
    gaps(found, Selection(), "region")
    portrait(found, Place("departement", "26"))
    asked = ZoningQuestion(
        selection=Selection(), level="region", indicator="count", null="uniform", zonings=1
    )
    assert zoning_effect(found, asked) is zoning_result(found, asked)
    assert zoning_result(curated, asked) is None
    left = weakref.ref(found)
    gc.collect()
    gc.disable()
    try:
        del found, answer
        assert left() is None
    finally:
        gc.enable()


def test_few_points_go_along_and_many_go_as_a_file(curated, enlarged):
    answer = enlarged.answer(Selection(types=("ptce",)), "region", by="seat", measure="count")
    sent = own_points(enlarged, answer, deliver=lambda _: "no file is needed")
    assert [row[0] for row in sent.rows] == ["mine_0", "mine_1"]
    assert sent.mask == "10"
    assert own_points(curated, answer) is None
    many = enlarge(curated, rows(name=["x" * 60] * 600, type="ptce", seat_commune=DIE))
    files: list[str] = []
    answer = many.answer(Selection(), "region", by="seat", measure="count")
    sent = own_points(many, answer, deliver=lambda text: files.append(text) or "address")
    assert sent.payload()["file"] == "address"
    assert "points" not in sent.payload()
    assert files[0].count("mine_") == len(many.own)


@pytest.mark.parametrize("inside", ["", "region:53"])
def test_a_type_of_own_rows_alone_is_asked_of_the_atlas_too(curated, inside):
    both = enlarge(curated, rows(name=["A"], type=[OTHER], seat_commune=[DIE], seat_confidence=["stated"]))
    asked = Selection(types=(OTHER,), origin="atlas", inside=inside)
    view = View(selection=asked, level="epci")
    answer = both.answer(asked, "epci", by="seat", measure="count")
    assert answer.chosen.empty
    told = territories(both, view, answer, created=date(2026, 1, 1)).rows
    assert told["initiatives"].eq(0).all()
    # Nobody counts what exists of it: nothing is claimed of its blanks.
    assert told["blank_chance"].isna().all()
    assert told["status"].eq("no_known").all()
