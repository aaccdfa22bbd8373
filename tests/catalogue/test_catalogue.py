"""No cent and no initiative is lost between a selection and the map."""

import threading
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.catalogue import Answer, load_catalogue
from atlas.catalogue import catalogue as whole
from atlas.catalogue.measures import MEASURES
from atlas.catalogue.selection import Selection
from atlas.views.choices import allowed
from atlas.vocabulary import LEVELS

FUNDING = Path(__file__).parents[2] / "data" / "initiatives" / "funding.csv"


def some(choices: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(choices), unique=True, max_size=4).map(tuple)


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    lists = {
        parameter: list(codes)
        for parameter, codes in allowed(load_catalogue()).items()
        if parameter != "dans"
    }
    typology = draw(st.sampled_from(["setting", "density", "aav"]))
    return Selection(
        types=draw(some(lists["types"])),
        typology=typology,
        categories=draw(some(lists[typology])),
        scales=draw(some(lists["echelles"])),
        years=draw(st.none() | st.tuples(st.integers(1970, 2015), st.integers(2010, 2026))),
        undated=draw(st.booleans()),
        funder_levels=draw(some(lists["financeurs"])),
        text=draw(st.sampled_from(["", "", "pole", "territoire"])),
    )


def cents(table: pd.DataFrame) -> int:
    return sum(round(Decimal(repr(amount)) * 100) for amount in table["funding"].dropna().tolist())


def ask(selection: Selection, level: str, by: str) -> Answer:
    return load_catalogue().answer(selection, level, by=by, measure="count")


def counted_cents() -> int:
    lines = pd.read_csv(FUNDING, dtype=str, keep_default_na=False)
    lines = lines[
        lines["direction"].eq("received") & lines["counted"].eq("true") & lines["amount_eur"].ne("")
    ]
    return int(sum(Decimal(amount) * 100 for amount in lines["amount_eur"]))


@pytest.mark.parametrize("by", ["seat", "coverage"])
@pytest.mark.parametrize("level", LEVELS)
def test_all_money_is_somewhere(level, by):
    answer = ask(Selection(), level, by)
    assert answer.total_cents == counted_cents()
    assert cents(answer.table) + answer.unplaced_cents == answer.total_cents


@settings(max_examples=25)
@given(selection=selections(), by=st.sampled_from(["seat", "coverage"]))
def test_every_selection_adds_up_at_every_level(selection, by):
    catalogue = load_catalogue()
    for level in LEVELS:
        answer = ask(selection, level, by)
        assert cents(answer.table) + answer.unplaced_cents == answer.total_cents
        assert answer.unplaced.isin(answer.chosen).all()
        placed = len(answer.chosen) - len(answer.unplaced)
        total = int(answer.table["initiatives"].sum())
        assert total == placed if by == "seat" else total >= placed
        assert answer.table.index.equals(catalogue.geography.level(level).index)
        assert answer.table["value"].notna().eq(answer.table["status"].eq("value")).all()


@pytest.mark.parametrize(
    ("level", "known_by"),
    [
        ("commune", ["seat_commune"]),
        ("departement", ["seat_commune", "departement"]),
        ("region", ["seat_commune", "departement", "region"]),
    ],
)
def test_the_unplaced_are_those_whose_territory_no_column_names(level, known_by):
    table = load_catalogue().tables.initiatives
    overseas = table["departement"].isin(["975", "977", "978"]) & (level != "commune")
    unknown = table.index[table[known_by].isna().all(axis=1) | overseas]
    assert ask(Selection(), level, "seat").unplaced.tolist() == unknown.tolist()


@pytest.mark.parametrize(
    ("selection", "complete"),
    [
        (Selection(types=("tetraa",)), True),
        (Selection(types=("tetraa",), categories=("rural",)), True),
        (Selection(types=("tetraa", "tzcld")), False),
        # Nearly complete is not complete.
        (Selection(types=("tzcld",)), False),
        (Selection(), False),
        (Selection(types=("ptce",)), False),
        (Selection(types=("tetraa",), scales=("commune",)), False),
        (Selection(types=("tetraa",), years=(2015, 2020)), False),
        (Selection(types=("tetraa",), funder_levels=("etat",)), False),
        (Selection(types=("tetraa",), text="e"), False),
    ],
)
def test_a_blank_is_a_zero_only_where_nothing_can_hide(selection, complete):
    answer = ask(selection, "epci", "seat")
    assert answer.complete is complete
    blank = answer.table.loc[answer.table["initiatives"].eq(0), "status"]
    assert len(blank) > 0
    assert set(blank) == {"zero" if complete else "no_known"}


@pytest.mark.parametrize("measure", MEASURES)
def test_asking_twice_gives_the_same(measure):
    catalogue = load_catalogue()
    first, second = (
        catalogue.answer(Selection(types=("ptce",)), "epci", by="coverage", measure=measure) for _ in range(2)
    )
    pd.testing.assert_frame_equal(first.table, second.table)


def test_a_choice_of_funders_counts_their_lines_only():
    answer = ask(Selection(funder_levels=("region",)), "region", "seat")
    lines = load_catalogue().lines
    assert answer.total_cents == lines.loc[lines["funder_level"].eq("region"), "cents"].sum()


def test_readers_who_come_while_the_catalogue_loads_load_no_copy(monkeypatch):
    # A copy takes over 100 MB, and little of it is given back.
    made, meanwhile = [], threading.Event()

    def slowly(*_):
        made.append(object())
        meanwhile.wait(0.2)
        return made[-1]

    monkeypatch.setattr(whole, "catalogue_of", slowly)
    monkeypatch.setattr(whole, "_loaded", lru_cache(maxsize=1)(whole._loaded.__wrapped__))
    with ThreadPoolExecutor(4) as readers:
        found = set(readers.map(lambda _: load_catalogue(), range(4)))
    assert found == set(made)
    assert len(made) == 1
