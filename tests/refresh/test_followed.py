"""How old each list is, and which of them are late."""

import json
from datetime import date

import pytest

from atlas.errors import FileFaultError
from atlas.refresh.followed import followed_lists
from atlas.refresh.lists import load_lists
from atlas.views.followed import lists_table

TODAY = date(2026, 8, 1)


def test_a_list_never_taken_over_is_late_and_its_edition_unknown(desk):
    pat, places = followed_lists(desk.tables)
    assert (pat.edition, pat.rows, pat.tied, pat.check) == (None, None, 0, None)
    assert pat.is_late(TODAY)
    assert places.licence == "Licence Ouverte 2.0"
    assert pat.licence == ""


def test_rows_taken_over_by_hand_have_their_edition(desk):
    path = desk.tables / "sources.toml"
    path.write_text(
        path.read_text().replace('leaving = "end"', 'leaving = "end"\nrows = 460\nedition = 2025-07-10')
    )
    pat = followed_lists(desk.tables)[0]
    assert (pat.edition, pat.rows, pat.check) == (date(2025, 7, 10), 460, date(2026, 1, 10))
    assert pat.is_late(TODAY)


def test_a_refresh_sets_the_next_check(desk):
    desk.take()
    path = desk.tables / "lineage.json"
    told = json.loads(path.read_text())
    for each in told["lists"]:
        each["checked"] = "2026-06-30"
    path.write_text(json.dumps(told))
    pat, places = followed_lists(desk.tables)
    assert (pat.edition, pat.rows, pat.tied, pat.licence) == (date(2026, 1, 15), 5, 5, "lov2")
    assert [each.check for each in (pat, places)] == [date(2026, 12, 30), date(2027, 6, 30)]
    assert not pat.is_late(TODAY)
    assert pat.is_late(date(2026, 12, 31))
    for language in ("fr", "en"):
        early, late = (lists_table([pat], language, today=today) for today in (TODAY, date(2027, 1, 1)))
        assert "<strong>" not in early
        assert "<strong>" in late
        assert "2026" in late


def test_what_a_declaration_says_is_escaped(desk):
    path = desk.tables / "sources.toml"
    path.write_text(path.read_text().replace("Un PAT.", "<b>Un</b> PAT."))
    table = lists_table(followed_lists(desk.tables), "fr", today=TODAY)
    assert "<b>" not in table


BROKEN = {
    "not TOML": ("[[list]]", "[[list"),
    "unknown key": ('leaving = "end"', 'leaving = "end"\nfrequency = 6'),
    "no identifier": ('identifier = "id"', ""),
    "unknown role": ('name = "nom"', 'name = "nom", colour = "bleu"'),
    "no name": ('name = "nom", ', ""),
    "unknown field": ('start_year_meaning = "label"', 'starting = "label"'),
    "an id that names another folder": ('id = "pat"', 'id = "../pat"'),
    "two places": ('dataset = "pats"', 'dataset = "pats"\naddress = "https://a.fr/x.csv"'),
    "no file": ('file = "pats-*.csv"', ""),
    "no such end": ('leaving = "end"', 'leaving = "maybe"'),
    "no rhythm": ("every_months = 6", "every_months = 0"),
    "no date": ('leaving = "end"', 'leaving = "end"\nedition = "July"'),
    "one id twice": ('id = "lieux"', 'id = "pat"'),
    "no words": ('means = { fr = "Un PAT.", en = "A PAT." }', 'means = { fr = "Un PAT." }'),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_fault_of_the_declarations_is_one_sentence_that_names_the_file(desk, case):
    path = desk.tables / "sources.toml"
    before, after = BROKEN[case]
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after, 1))
    with pytest.raises(FileFaultError) as caught:
        load_lists(desk.tables)
    assert "sources.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_tables_that_declare_no_list_follow_none(tmp_path):
    assert load_lists(tmp_path) == {}
    assert followed_lists(tmp_path) == []


@pytest.mark.parametrize(
    "text", ["[]", "{", '{"lists": [{}]}', '{"lists": [{"id": "pat", "checked": "soon"}]}']
)
def test_a_damaged_lineage_is_named(desk, text):
    (desk.tables / "lineage.json").write_text(text)
    with pytest.raises(FileFaultError, match="lineage"):
        followed_lists(desk.tables)
