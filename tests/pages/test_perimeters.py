"""A perimeter is a place of every page: a PAT has its portrait, and every question can be asked inside it."""

import io
import json
from urllib.parse import parse_qsl

import pytest
import streamlit as st

from atlas.catalogue import load_catalogue
from atlas.portrait import portrait
from atlas.readers.perimeters import read_perimeters
from atlas.territories.places import Place
from atlas.vocabulary import AREA_LEVELS, OWN_LEVEL, PERIMETER
from atlas.words import TEXTS
from atlas.words.numbers import number
from atlas.workspace import open_workspace
from atlas.workspace.rights import account

LUBERON, BIOVALLEE = Place(PERIMETER, "pat_luberon"), Place(PERIMETER, "biovallee")


def page(visit, name, address):
    reader = visit("").turn_to(name)
    reader.app.query_params.update(dict(parse_qsl(f"points=oui&{address}")))
    return reader.run()


def test_a_pat_has_its_portrait(visit):
    reader = page(visit, "territoire", f"territoire={LUBERON}")
    found = portrait(load_catalogue(), LUBERON)
    assert reader.address == {"territoire": str(LUBERON)}
    assert "PAT Luberon" in reader.markup
    assert number(found.people.population, "fr") in reader.markup
    assert "Vaucluse" in reader.markup
    # It is drawn among intercommunalités, with its own border, which no file of the map holds.
    assert reader.payload["level"] == "epci"
    assert reader.payload["outline"] == []
    assert len(reader.payload["overlay"]["lines"]) > 1
    assert len(json.dumps(reader.payload)) < 60_000
    assert reader.says("perimeter_peers")


def test_a_search_finds_it_and_opens_it(visit):
    reader = visit("").turn_to("territoire")
    reader.choose("find", "pat luberon")
    label = next(button.label for button in reader.app.button if button.key == f"find {LUBERON}")
    assert "Vaucluse" in label
    reader.app.get_by_key(f"find {LUBERON}").click()
    reader.run()
    assert reader.address["territoire"] == str(LUBERON)


def test_perimeters_stand_side_by_side(visit):
    reader = page(visit, "territoire", f"territoire={LUBERON}&avec={BIOVALLEE},epci:242600252,perimetre:no")
    assert "Biovallée" in reader.markup
    assert reader.address["avec"] == f"{BIOVALLEE},epci:242600252,perimetre:no"
    assert any("perimetre:no" in warning.value.replace("\\", "") for warning in reader.app.warning)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", ["carte", "manques", "financements", "echelles", "pairs"])
def test_every_page_speaks_of_it(visit, name, lang):
    reader = page(visit, name, f"dans={BIOVALLEE}&territoire={LUBERON}&lang={lang}")
    assert reader.address["dans"] == str(BIOVALLEE)
    assert reader.app.get_by_key("inside").value == str(BIOVALLEE)


@pytest.mark.parametrize("level", ["commune", "epci", "departement"])
def test_the_map_draws_its_border(visit, level):
    reader = visit(f"dans={BIOVALLEE}&niveau={level}")
    assert reader.payload["overlay"]["lines"]
    assert reader.payload["codes"]


def test_the_sheet_of_a_programme_leads_to_its_portrait(visit):
    reader = visit("initiative=pat_luberon&types=pat")
    links = [link.proto for link in reader.app.get("page_link")]
    assert [TEXTS["perimeter_open"].fr] == [one.label for one in links]
    assert dict(parse_qsl(links[0].query_string)) == {"types": "pat", "territoire": str(LUBERON)}
    assert visit("initiative=tl_la_gare").app.get("page_link") == []


@pytest.mark.parametrize(
    "text", ["perimetre:nope", "perimetre:", "perimetre:<b>x</b>", "perimetre:" + "a" * 150]
)
def test_what_is_no_perimeter_is_told(visit, text):
    reader = page(visit, "territoire", f"territoire={text}")
    assert len(reader.app.warning) == 1
    assert "<b>" not in reader.markup
    assert "dans" not in page(visit, "manques", f"dans={text}").address


PETR = 'petr;communes\n"PETR <b>x</b>";"26113, 26067, 99999"\nMon pays;26108\n'
MINE = "perimetre:petr_b_x_b"


@pytest.fixture
def bring(monkeypatch):
    """Put a file into one of the page's uploaders, which AppTest cannot click; None takes it out."""

    def put(content, name="pays.csv", where="own_perimeters"):
        def uploader(*_args, key="", **_options):
            if content is None or not key.startswith(where):
                return None
            file = io.BytesIO(content.encode() if isinstance(content, str) else content)
            file.name, file.file_id = name, name
            return file

        monkeypatch.setattr(st, "file_uploader", uploader)

    return put


@pytest.fixture
def with_petr(visit, bring):
    bring(PETR)
    return visit("").turn_to("donnees")


def keep(reader, bring):
    reader.press(TEXTS["perimeters_keep"].fr)
    bring(None)
    return reader.run()


def test_what_is_brought_is_told_before_it_is_kept(with_petr):
    assert with_petr.says("perimeter_check_unknown")
    assert "99999" in with_petr.markup
    assert "&lt;b&gt;" in with_petr.markup
    assert "<b>x" not in with_petr.markup
    communes = load_catalogue().geography.communes
    assert number(communes.loc[["26113", "26067"], "population"].sum(), "fr") in with_petr.markup


def test_a_kept_perimeter_is_a_place_of_every_page(with_petr, bring):
    reader = keep(with_petr, bring)
    links = [dict(parse_qsl(link.proto.query_string)) for link in reader.app.get("page_link")]
    assert {"territoire": MINE} in links
    for name in ("carte", "manques", "financements", "echelles", "pairs"):
        reader.turn_to(name)
        options = reader.app.get_by_key("inside").options
        assert any("PETR" in option for option in options), name
        reader.choose("inside", MINE)
        assert reader.address["dans"] == MINE
        reader.choose("inside", "")
    reader.turn_to("territoire")
    reader.choose("find", "petr")
    reader.app.get_by_key(f"find {MINE}").click()
    reader.run()
    assert reader.address["territoire"] == MINE
    assert "2 communes" in reader.words
    assert reader.payload["overlay"]["lines"]
    reader.turn_to("donnees").press(TEXTS["own_remove"].fr)
    reader.turn_to("territoire")
    assert MINE in reader.messages[0]


def test_nobody_else_has_it(with_petr, bring, visit):
    keep(with_petr, bring)
    other = page(visit, "territoire", f"territoire={MINE}")
    assert MINE in other.messages[0]
    assert "dans" not in page(visit, "manques", f"dans={MINE}").address


def test_it_is_taken_away_with_the_work_and_brought_back(with_petr, bring, visit, downloads):
    keep(with_petr, bring)
    (name,) = (one for one in downloads if one.startswith("atlas-travail"))
    content = downloads[name]()
    bring(content, "travail.zip", where="own_upload")
    other = visit("").turn_to("donnees")
    bring(None)
    other.run()
    assert {"territoire": MINE} in [
        dict(parse_qsl(link.proto.query_string)) for link in other.app.get("page_link")
    ]


@pytest.mark.parametrize("content", ["nom;montant\nA;5\n", "insee\n99999\n", b"\x00\xff\x00"])
def test_a_file_that_cannot_be_used_is_told_in_one_sentence(visit, bring, content):
    bring(content)
    reader = visit("").turn_to("donnees")
    assert len(reader.messages) == 1


def links_of(reader):
    return [
        dict(parse_qsl(link.proto.query_string)).get("territoire") for link in reader.app.get("page_link")
    ]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_team_has_the_perimeters_that_an_editor_keeps(visit, bring, lang, team):
    bring(PETR)
    editor = visit(f"lang={lang}").turn_to("donnees").press(TEXTS["own_keep_team"].to(lang))
    assert not team.exists()  # it asks again
    assert editor.says("perimeters_sure", n=2)
    editor.press(TEXTS["own_yes_add"].to(lang))
    bring(None)
    editor.run()
    assert open_workspace(str(team)).batches()[["kind", "imported_by"]].to_numpy().tolist() == [
        ["perimeters", account()]
    ]
    # A colleague has them as places of every page and, as no commune is in two, as a level.
    reader = visit("").turn_to("donnees")
    assert MINE in links_of(reader)
    assert reader.says("perimeters_team")
    for name in ("carte", "manques", "financements"):
        reader.turn_to(name)
        assert AREA_LEVELS[OWN_LEVEL].fr in reader.app.get_by_key("level").options, name
        assert any("PETR" in option for option in reader.app.get_by_key("inside").options), name
    assert page(visit, "territoire", f"territoire={MINE}").address["territoire"] == MINE
    # Who takes them back takes them from all.
    editor.press(TEXTS["own_remove"].to(lang)).press(TEXTS["own_yes_undo"].to(lang))
    assert MINE in page(visit, "territoire", f"territoire={MINE}").messages[0]
    assert open_workspace(str(team)).batches()["undone_by"].tolist() == [account()]


@pytest.mark.usefixtures("team")
def test_the_same_file_is_refused_while_the_team_has_it(visit, bring):
    bring(PETR)
    visit("").turn_to("donnees").press(TEXTS["own_keep_team"].fr).press(TEXTS["own_yes_add"].fr)
    other = visit("").turn_to("donnees")
    assert other.messages == [TEXTS["own_again"].fr]


def test_what_two_editors_call_alike_is_told_apart(visit, bring, team):
    bring(PETR)
    mine = visit("").turn_to("donnees").press(TEXTS["perimeters_keep"].fr)
    draft = visit("").turn_to("donnees")
    workspace = open_workspace(str(team))
    geography = load_catalogue().geography
    other = read_perimeters(io.BytesIO(b"petr;communes\nPETR b x b;07019\n"), geography, name="petr.csv")
    workspace.add(other, name="a colleague's")
    bring(None)
    # The colleague's keeps its address; the reader's own is beside it, and the draft can still be kept.
    for reader in (mine, draft):
        reader.run()
        assert not reader.app.exception
    assert {MINE, f"{MINE}_2"} <= set(links_of(mine))
    draft.press(TEXTS["own_keep_team"].fr).press(TEXTS["own_yes_add"].fr)
    assert {MINE, f"{MINE}_2"} <= set(links_of(draft.run()))
    kept = open_workspace(str(team)).kept().perimeters
    assert kept.groupby("batch")["commune"].agg(sorted).tolist() == [["07019"], ["26067", "26108", "26113"]]


def test_who_may_only_read_finds_no_way_to_keep_perimeters(visit, bring, team, monkeypatch):
    bring(PETR)
    reader = visit("").turn_to("donnees").press(TEXTS["own_keep_team"].fr)
    monkeypatch.setattr("atlas.ui.own.visitor.is_local", lambda: False)
    reader.press(TEXTS["own_yes_add"].fr)
    assert reader.messages == [TEXTS["own_not_allowed"].fr]
    assert not team.exists()
    assert TEXTS["own_keep_team"].fr not in visit("").turn_to("donnees").buttons


def test_peers_start_from_it(with_petr, bring):
    reader = keep(with_petr, bring)
    page_of = reader.turn_to("pairs")
    page_of.app.query_params["depart"] = MINE
    assert "PETR" in page_of.run().words
