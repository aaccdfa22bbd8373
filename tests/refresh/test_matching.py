"""Rows are matched by id, else by place and name; what is only likely is left to a person."""

from pathlib import Path

import pandas as pd
import pytest

from atlas.refresh.lists import load_lists
from atlas.refresh.matching import common_words, match_rows
from atlas.refresh.places import communes_of, coverage_of, most_populous, read_perimeters
from atlas.refresh.proposal import Change, compare

ADDED = Path(__file__).parents[3] / "shared" / "data" / "initiatives" / "ajouts_2026_11"


COLUMNS = ["name", "seat_commune", "departement", "coverage"]


def table(rows, key):
    return pd.DataFrame(rows, columns=[key, *COLUMNS]).set_index(key)


def atlas(*rows):
    return table(rows, "id").to_dict("index")


KNOWN = atlas(
    ("moulin", "Le Moulin", "01001", "01", ""),
    ("fab_1", "Fabrique 1", "01001", "01", ""),
    ("fab_2", "Fabrique 2", "01001", "01", ""),
    ("nowhere", "La Cabane", "", "", ""),
)


def match(*row, ids=None, names=None, known=KNOWN, geography=None):
    found = match_rows(table([("x", *row)], "producer_id"), ids or {}, names or {}, known, geography)["x"]
    return found.initiative_id, [(each.initiative_id, each.why) for each in found.candidates]


def test_the_producers_id_comes_before_names_and_places():
    assert (
        match("Tout autre chose", "02001", "02", "", ids={"x": "moulin"}, names={"x": "Le Moulin"})[0]
        == "moulin"
    )


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("le moulin", "01001", "01", ""), "moulin"),
        (("FABRIQUE 2", "01001", "01", ""), "fab_2"),
        (("Fabrique 3", "01001", "01", ""), ""),
        (("La Grange", "01001", "01", ""), ""),
        (("Le Moulin", "02001", "02", ""), ""),
    ],
)
def test_one_name_in_one_commune_is_one_initiative(row, expected):
    assert match(*row)[0] == expected


@pytest.mark.parametrize(
    ("row", "candidates"),
    [
        (("Le Moulin à papier", "01001", "01", ""), [("moulin", "alike")]),
        (("Le Moulin", "01002", "01", ""), [("moulin", "elsewhere")]),
        (("La Cabane", "02001", "02", ""), [("nowhere", "elsewhere")]),
        (("La Cabane", "", "", ""), [("nowhere", "elsewhere")]),
    ],
)
def test_what_is_only_likely_is_left_to_a_person(row, candidates):
    assert match(*row) == ("", candidates)


def test_an_initiative_that_another_row_is_by_its_id_is_not_given_twice():
    rows = table(
        [("x", "Le Moulin", "01001", "01", ""), ("y", "Moulin, le", "01001", "01", "")], "producer_id"
    )
    found = match_rows(rows, {"x": "moulin"}, {"x": "Le Moulin"}, KNOWN)
    assert found["x"].initiative_id == "moulin"
    assert found["y"].candidates[0][::2] == ("moulin", "taken")
    both = match_rows(rows, {}, {}, KNOWN)
    assert {each.candidates[0].why for each in both.values()} == {"several"}


def test_one_territory_casts_a_doubt_whatever_the_names(tiny):
    known = atlas(("rives", "Manger ici", "01002", "01", "epci:200000001"))
    row = ("PAT des Deux Rives", "01001", "01", "commune:01001|commune:01002|commune:02001")
    assert match(*row, known=known, geography=tiny) == ("", [("rives", "alike")])
    assert match(*row, known=known) == ("", [])


def test_words_that_most_names_share_tell_nothing():
    names = [f"Projet alimentaire de {place}" for place in "ABCDE"]
    assert common_words(names) == {"projet", "alimentaire", "de"}


def test_perimeters_are_written_shortly_and_read_back(tiny):
    cells = pd.Series({2: "01001,01002, 02001;02003", 3: "rien", 4: "75112 99999"})
    found = read_perimeters(cells, tiny)
    assert found == {2: {"01001", "01002", "02001", "02002"}, 4: {"75056"}}
    coverage = coverage_of(found[2], tiny)
    assert coverage == "epci:200000001|commune:02002"
    assert communes_of(coverage, tiny) == found[2]
    assert most_populous(found[2], tiny) == "01001"
    assert most_populous([], tiny) == ""


def same(_, one, other):
    return one == other


GROUPS = (("name",), ("seat_commune", "departement"), ("status",))
CURRENT = {"name": "A", "seat_commune": "01001", "departement": "01", "status": ""}


@pytest.mark.parametrize(
    ("row", "last", "expected"),
    [
        # What was last fetched may be fetched anew; what was blank may be filled.
        ({"name": "B"}, {"name": "A"}, [("name", "A", "B", "set")]),
        ({"status": "ouvert"}, {}, [("status", "", "ouvert", "set")]),
        # Another value stands there by hand: kept, and told where the list says something new.
        ({"name": "B"}, {}, [("name", "A", "B", "kept")]),
        ({"name": "B"}, {"name": "B"}, []),
        # A cell that was emptied by hand stays empty; an empty cell of the list says nothing.
        ({"status": "fermé"}, {"status": "ouvert"}, [("status", "", "fermé", "kept")]),
        ({"name": ""}, {"name": "A"}, []),
        # A seat and its département stand or fall together.
        (
            {"seat_commune": "02001", "departement": "02"},
            {"seat_commune": "01001", "departement": "01"},
            [("seat_commune", "01001", "02001", "set"), ("departement", "01", "02", "set")],
        ),
        (
            {"seat_commune": "02001", "departement": "02"},
            {"seat_commune": "01002", "departement": "01"},
            [("seat_commune", "01001", "02001", "kept"), ("departement", "01", "02", "kept")],
        ),
    ],
)
def test_what_stands_by_hand_is_kept(row, last, expected):
    blank = dict.fromkeys(CURRENT, "")
    assert compare(GROUPS, blank | row, CURRENT, last, same) == [Change(*each) for each in expected]


@pytest.mark.skipif(not ADDED.exists(), reason="the national file of PAT is not here")
def test_pats_matched_by_name_are_those_that_people_matched():
    """Of names and seats alone, as people wrote both lists down: nothing is joined that they did not join."""
    pats = pd.read_csv(ADDED / "pat.csv", dtype=str, keep_default_na=False).set_index("pat_id")
    rows = pats.rename(columns={"insee": "seat_commune"})[["name", "seat_commune", "departement", "coverage"]]
    known = pd.read_csv(ADDED.parent / "recensement_initiatives.csv", dtype=str, keep_default_na=False)
    known = known[known["type"].eq("pat")].set_index("id")
    known = known.assign(seat_commune=known["seat_insee"], departement=known["departement_code"], coverage="")
    found = match_rows(rows, {}, {}, known[COLUMNS].to_dict("index"))
    joined = {key: each.initiative_id for key, each in found.items() if each.initiative_id}
    told = pats["already"].where(pats["already"].ne(""), pats["already_maybe"])
    right = [key for key, initiative in joined.items() if told[key] == initiative]
    assert len(right) >= 90
    # The Perche's PAT bears one name and one seat in both lists; people left it open.
    assert {joined[key] for key in set(joined) - set(right)} <= {"pat_pnr_du_perche"}


def test_the_declared_lists_are_those_of_the_official_files():
    lists = load_lists()
    assert [one.type for one in lists.values()] == ["pat", *["tiers_lieu"] * 3]
    assert lists["pat"].page.endswith("/pat-projets-alimentaires-territoriaux-description")
