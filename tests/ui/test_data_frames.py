"""Tables write numbers as the page's language does, and still sort as numbers."""

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from atlas.ui import data_frames as frames
from atlas.ui.data_frames import digits, localized

TABLE = pd.DataFrame(
    {
        "name": ["a", "b", "c"],
        "euros": [7_091_680.42, 1000.0, None],
        "km": [1.5, 2.0, 3.0],
        "count": pd.array([1200, None, 3], dtype="Int64"),
        "across": [True, False, True],
    },
    index=pd.Index(["01", "02", "03"], name="code"),
)


@pytest.mark.parametrize(
    ("values", "few"),
    [([1.0, 2.0], 0), ([1.5, 2.0], 1), ([1.25], 2), ([0.333], 2), ([None, 4.0], 0), ([None], 0), ([], 0)],
)
def test_as_few_decimals_as_write_every_number(values, few):
    assert digits(pd.Series(values, dtype="float64")) == few


@pytest.mark.parametrize(
    ("language", "euros", "km", "count"),
    [("fr", "7\u202f091\u202f680,42", "1,5", "1\u202f200"), ("en", "7,091,680.42", "1.5", "1,200")],
)
def test_numbers_are_written_in_the_language_of_the_page(language, euros, km, count):
    shown, config = frames._laid_out(TABLE, language, {"name": str.upper}, leave=set())
    assert config == {}
    first, second, third = [row.split("|")[1:] for row in shown.to_string(delimiter="|").splitlines()[2:]]
    assert first == ["A", euros, km, count, "True"]
    assert second[1].endswith({"fr": ",00", "en": ".00"}[language])
    assert (third[1], second[3]) == ("–", "–")


def test_what_is_shown_still_sorts_as_numbers():
    def page(table):
        from atlas.ui.data_frames import frame  # noqa: PLC0415 - AppTest runs the text of this function alone

        frame(table, "fr", height=300)

    app = AppTest.from_function(page, kwargs={"table": TABLE}).run()
    assert not app.exception
    (shown,) = app.dataframe
    pd.testing.assert_frame_equal(shown.value.reset_index(drop=True), TABLE.reset_index(drop=True))


def test_namesakes_are_left_to_the_browser():
    twice = pd.concat([TABLE, TABLE])
    shown, config = frames._laid_out(twice, "fr", {}, leave=set())
    assert shown is twice
    assert config == localized(twice)
    assert set(config) == {"euros", "km", "count"}


def test_a_long_table_is_sent_in_parts_and_sorted_before_it_is_cut(monkeypatch):
    def page(table):
        from atlas.ui.data_frames import frame  # noqa: PLC0415 - AppTest runs the text of this function alone

        frame(table, "fr", height=300)

    monkeypatch.setattr(frames, "MOST_SENT", 20_000)
    long = pd.DataFrame({"n": range(1_000), "word": [f"word {n}" for n in range(1_000)]})
    app = AppTest.from_function(page, kwargs={"table": long}).run()
    starts = range(len(app.selectbox[1].options))
    sizes, seen = [], []
    for start in starts:
        app.selectbox[1].select_index(start).run()
        shown = app.dataframe[0]
        seen += shown.value["n"].tolist()
        sizes.append(len(shown.proto.SerializeToString()))
    assert seen == list(range(1_000))
    assert len(starts) > 2
    assert 10_000 < max(sizes) < 25_000
    app.selectbox[0].select("0 down").run()
    # Rows in another order begin with the first.
    last = app.dataframe[0].value["n"].tolist()
    assert last == list(range(999, 999 - len(last), -1))
    assert not app.exception


@pytest.mark.parametrize(("language", "words"), [("fr", "Aucune ligne."), ("en", "No row.")])
def test_an_empty_table_says_so(language, words):
    def page(table, language):
        from atlas.ui.data_frames import frame  # noqa: PLC0415 - AppTest runs the text of this function alone

        frame(table, language)

    app = AppTest.from_function(page, kwargs={"table": TABLE.iloc[:0], "language": language}).run()
    assert [caption.value for caption in app.caption] == [words]
    assert not app.dataframe


def test_a_row_opens_what_it_stands_for(monkeypatch):
    taken = []
    opens = frames.Opens("all", list(TABLE.index), taken.append)
    chosen = {"selection": {"rows": [1], "columns": [], "cells": []}}
    monkeypatch.setattr(frames.st, "session_state", {"rows all": chosen, "none": {"selection": {"rows": []}}})
    frames._take("rows all", opens)
    frames._take("none", opens)
    assert taken == ["02"]


def test_of_several_ticked_rows_the_last_is_opened_and_of_all_at_once_none(monkeypatch):
    taken, state = [], {}
    opens = frames.Opens("all", list(TABLE.index), taken.append)
    monkeypatch.setattr(frames.st, "session_state", state)
    for before, rows in (([], [1]), ([1], [1, 0]), ([1, 0], [0]), ([0], [0, 1]), ([], [0, 1, 2])):
        state |= {"ticked all": ("key", before), "key": {"selection": {"rows": rows}}}
        frames._take("key", opens)
    # A tick that is taken back and set anew opens its row again, drawn in between or not.
    state |= {"ticked all": ("key", [0, 1]), "key": {"selection": {"rows": [1]}}}
    frames._take("key", opens)
    state["key"] = {"selection": {"rows": [1, 0]}}
    frames._take("key", opens)
    # Of another table, nothing was ticked before.
    state |= {"ticked all": ("other", [2]), "key": {"selection": {"rows": [2]}}}
    frames._take("key", opens)
    assert taken == ["02", "01", "02", "01", "03"]


@pytest.mark.parametrize(
    ("rows", "avec", "told"), [([1], [], 0), ([0, 2], ["0,2"], 0), (list(range(7)), [], 1)]
)
def test_two_to_six_ticked_rows_can_be_set_side_by_side(monkeypatch, rows, avec, told):
    links, captions = [], []
    monkeypatch.setattr(frames.st, "page_link", lambda _, **how: links.append(how["query_params"]["avec"]))
    monkeypatch.setattr(frames.st, "caption", captions.append)
    codes = [str(row) for row in rows]
    frames._offer_beside(codes, lambda chosen: {"avec": ",".join(chosen)}, "fr")
    assert (links, len(captions)) == (avec, told)


def test_a_column_sorts_the_table_and_what_its_rows_open():
    def page(table):
        import streamlit as st  # noqa: PLC0415 - AppTest runs the text of this function alone

        from atlas.ui.data_frames import Opens, frame  # noqa: PLC0415 - as above

        frame(table, "fr", opens=Opens("all", list(table.index), st.write))

    table = pd.DataFrame(
        {"name": ["Évry", "Zonza", "Ajaccio", "Égletons"], "people": [3, None, 1, 2]}, index=list("dcba")
    )
    app = AppTest.from_function(page, kwargs={"table": table}).run()
    orders = {
        "0 up": ["Ajaccio", "Égletons", "Évry", "Zonza"],
        "0 down": ["Zonza", "Évry", "Égletons", "Ajaccio"],
        "1 up": ["Ajaccio", "Égletons", "Évry", "Zonza"],
        "1 down": ["Évry", "Égletons", "Ajaccio", "Zonza"],  # the unknown last
        "": list(table["name"]),
    }
    for asked, names in orders.items():
        app.selectbox[0].set_value(asked).run()
        assert not app.exception
        assert list(app.dataframe[0].value["name"]) == names
        codes = tuple(table.reset_index().set_index("name")["index"][names])
        assert f"rows all {hash(codes)}" in app.session_state


def test_paper_has_the_first_rows_and_says_of_how_many():
    short = frames.on_paper(TABLE, "fr", {}, years=set(), index=True)
    for cell in ("code", "02", "1\u202f200", "7\u202f091\u202f680,42", "–"):
        assert f">{cell}<" in short.replace("</table>", "<")
    long = pd.DataFrame({"<b>": [f"<i>{number}" for number in range(frames.PRINTED + 7)]})
    told = frames.on_paper(long, "en", {}, years=set(), index=False)
    assert told.count("<tr>") == frames.PRINTED + 1
    assert f"{frames.PRINTED} rows of {len(long)}" in told
    assert "<b>" not in told
    assert "<i>" not in told
