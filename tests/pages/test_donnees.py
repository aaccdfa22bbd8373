"""Your data: bring a file, see what became of its rows, keep it, find it on every page, put it away."""

import csv
import gc
import io
import json
import pickle
import sqlite3
import time
import weakref
import zipfile
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
import streamlit as st

from atlas import settings
from atlas.catalogue import load_catalogue
from atlas.errors import FileFaultError
from atlas.readers.corrections import PLACE
from atlas.readers.model.mapping import ROLES, Mapping
from atlas.readers.saved import Saved, write_saved
from atlas.readers.told import refusals as faults
from atlas.readers.told.notes import Note
from atlas.readers.told.outcomes import REASONS
from atlas.ui.own import rows as own_rows
from atlas.views import own_rows as views_own_rows
from atlas.views.templates import FORMATS
from atlas.words import TEXTS, say
from atlas.words.numbers import euros, number
from atlas.words.texts.ledger import AMOUNT_PROBLEMS, FLAGS
from atlas.workspace import open_workspace
from atlas.workspace.rights import account

PAGES = Path(__file__).resolve().parents[2] / "pages"
FARMS = """nom;code_insee;type
Ferme des Tilleuls;26113;ptce
Atelier <b>commun</b>;26108;
Lieu perdu;99999;ptce
"""
GRANTS = "numero;code_insee;montant\n1;26108;1 000,50 €\n2;26108;10\n3;75056;5\n4;99999;7\n"
MOST_BYTES = 40_000
CODE = ROLES["initiatives"]["code"].fr


@pytest.fixture
def bring(monkeypatch):
    """Put a file into the page's uploader, which AppTest cannot click; None takes it out."""

    def put(content, name="liste.csv", *, mapping=None):
        def uploader(*_args, key="", **_options):
            if key.startswith("own_perimeters"):
                return None
            given, called = (content, name) if key.startswith("own_upload") else (mapping, "m.json")
            if given is None:
                return None
            file = io.BytesIO(given)
            file.name, file.file_id = called, called
            return file

        monkeypatch.setattr(st, "file_uploader", uploader)

    put(None)
    return put


@pytest.fixture
def donnees(visit):
    def open_page(language="fr"):
        return visit(f"lang={language}").turn_to("donnees")

    return open_page


@pytest.fixture
def kept(donnees, bring):
    """A reader who keeps three initiatives."""

    def keep(text=FARMS, language="fr"):
        bring(text.encode())
        reader = donnees(language)
        bring(None)
        return reader.press(say("own_keep", language))

    return keep


def table(reader):
    return reader.app.dataframe[0].value


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_file_is_told_row_by_row(donnees, bring, language):
    bring(FARMS.encode())
    reader = donnees(language)
    for key in ("own_step_file", "own_step_columns", "own_read", "own_problems", "own_group_unlocated"):
        assert say(key, language) in reader.words
    assert reader.figures[:3] == ["3", "3", "2"]
    assert "code_insee" in reader.markup
    assert "&lt;b&gt;commun" in reader.markup
    assert "<b>commun" not in reader.markup
    told = reader.app.dataframe[0].value
    assert list(told.index) == [4]


def test_sums_say_what_is_unknown_and_what_may_stand_twice(donnees, bring):
    bring(b"code_insee;montant\n26108;1000\n26108;abc\n75056;5\n75056;5\n99999;7\n99998;8\n")
    reader = donnees()
    lines = [line.strip() for line in reader.words.split("\n") if line.strip()]
    # Five amounts are read, one is none.
    lost = lines.index(say("own_lost", "fr"))
    unlocated, refused = say("own_lost_unlocated", "fr", n=2), say("own_lost_rejected_one", "fr", n=1)
    assert lines[lost - 1 : lost + 2] == ["3", lines[lost], f"{unlocated}, {refused}"]
    total = lines.index(say("own_total", "fr"))
    assert lines[total - 1 : total + 2] == [
        euros(1025, "fr"),
        lines[total],
        say("own_total_again_one", "fr", n=1, amount=euros(5, "fr")),
    ]
    unreadable = lines.index(AMOUNT_PROBLEMS["unreadable"].fr)
    assert lines[unreadable + 1 : unreadable + 4] == ["1", "ligne 3", say("own_unknown", "fr")]


def test_columns_of_years_make_a_line_each_and_may_be_chosen(donnees, bring):
    bring(b"association;code_insee;aide 2021;aide 2022;total\nA;26108;100;200;300\nB;26113;;7;7\n")
    reader = donnees()
    assert "aide 2021, aide 2022" in reader.markup
    assert Note("abreast_total", {"column": "total"}).to("fr") in reader.words
    assert reader.figures[0] == "3"
    assert euros(307, "fr") in reader.words
    (years,) = [one for one in reader.app.multiselect if one.label == say("own_years", "fr")]
    years.set_value(["aide 2022"]).run()
    assert euros(207, "fr") in reader.words
    assert euros(307, "fr") not in reader.words


def test_columns_of_funders_make_a_line_each_and_may_be_chosen(donnees, bring):
    bring("bénéficiaire;code_insee;part état;part région\nA;26108;100;200\nB;26113;7;\n".encode())
    reader = donnees()
    assert reader.figures[0] == "3"
    assert euros(307, "fr") in reader.words
    (funders,) = [one for one in reader.app.multiselect if one.label == say("own_funders", "fr")]
    assert funders.value == ["part état", "part région"]
    funders.set_value(["part état"]).run()
    assert euros(107, "fr") in reader.words


def test_sheets_of_years_are_read_together_unless_one_is_chosen(donnees, bring):
    book = io.BytesIO()
    with pd.ExcelWriter(book) as writer:
        for year in (2021, 2022):
            pd.DataFrame({"bénéficiaire": ["A"], "code_insee": ["26108"], "montant": [year]}).to_excel(
                writer, sheet_name=str(year), index=False
            )
    bring(book.getvalue(), "f.xlsx")
    reader = donnees()
    (sheets,) = [one for one in reader.app.selectbox if one.label == say("own_sheet", "fr")]
    assert sheets.options == [say("own_sheets_together", "fr"), "2021", "2022"]
    assert euros(4043, "fr") in reader.words
    sheets.set_value("2022").run()
    assert euros(2022, "fr") in reader.words


def test_columns_of_no_use_are_named_and_kept_on_request(donnees, bring, downloads):
    bring(b"nom;code_insee;couleur\nA;26108;bleu\n")
    reader = donnees()
    assert say("own_unused", "fr", columns="couleur") in reader.words
    (kept,) = [one for one in reader.app.multiselect if one.label == say("own_keep_columns", "fr")]
    kept.set_value(["couleur"]).run()
    assert say("own_unused", "fr", columns="couleur") not in reader.words
    content = downloads["liste-lignes.csv"]()
    assert pd.read_csv(io.BytesIO(content))["couleur"].tolist() == ["bleu"]


def test_the_map_shows_the_file_alone(donnees, bring):
    bring(FARMS.encode())
    sent = donnees().payload
    assert set(sent["points"]) == {"0"}
    assert sent["own"]["mask"] == "11"
    names = [row[5] for row in sent["own"]["points"]["rows"]]
    assert names == ["Ferme des Tilleuls", "Atelier <b>commun</b>"]


def test_nothing_is_kept_before_the_reader_says_so(donnees, bring):
    bring(FARMS.encode())
    reader = donnees()
    bring(None)
    assert reader.turn_to("carte").payload["own"] is None
    reader.turn_to("donnees")
    assert reader.says("own_step_ledger")
    reader.press("Écarter")
    assert not reader.says("own_step_columns")
    assert reader.app.get("component_instance") == []


@pytest.mark.usefixtures("whole")
def test_kept_rows_are_on_the_map_and_told_apart(kept):
    curated = load_catalogue().tables.initiatives
    reader = kept().turn_to("carte")
    sent = reader.payload
    assert sent["own"]["mask"] == "11"
    assert any(row.get("ring") for row in sent["legend"]["groups"][-1]["rows"])
    assert reader.figures[0] == str(len(curated) + 3)
    assert reader.says("n_own", n=3)
    reader.choose("origin", "own")
    assert reader.address == {"origine": "vous"}
    assert reader.figures[0] == "3"
    reader.choose("table", "initiatives")
    assert set(table(reader)["Origine"]) == {say("own_data", "fr")}
    reader.choose("origin", "atlas")
    assert reader.figures[0] == str(len(curated))
    assert set(reader.payload["own"]["mask"]) == {"0"}
    reader.choose("origin", "all")
    assert table(reader)["Origine"].value_counts()[say("own_data", "fr")] == 3
    assert len(json.dumps(reader.payload, ensure_ascii=False).encode()) < MOST_BYTES


def test_files_say_whose_rows_they_are(kept, downloads):
    reader = kept().turn_to("carte")
    reader.choose("table", "initiatives")
    rows = list(csv.DictReader(io.StringIO(downloads["csv"]().decode("utf-8-sig"), newline="")))
    assert [row["name"] for row in rows if row["origin"] == "own"] == [
        "Ferme des Tilleuls",
        "Atelier <b>commun</b>",
        "Lieu perdu",
    ]


def test_a_sheet_says_whose_it_is(kept):
    reader = kept().turn_to("carte")
    identifier = reader.payload["own"]["points"]["rows"][1][0]
    reader.app.session_state["initiative"] = identifier
    reader.run()
    assert "atlas-own" in reader.markup
    assert "Atelier &lt;b&gt;commun" in reader.markup


@pytest.mark.parametrize(
    ("page", "language"), [("manques", "fr"), ("financements", "en"), ("territoire", "fr")]
)
def test_every_page_works_on_the_enlarged_data(kept, page, language):
    reader = kept(language=language).turn_to(page)
    if page == "territoire":
        reader.app.session_state["territory"] = "commune:26113"
        reader.run()
        assert "Ferme des Tilleuls" in [name for one in reader.app.dataframe for name in one.value.iloc[:, 0]]
    for origin in ("own", "atlas", "all"):
        reader.choose("origin", origin)
        assert [warning.value for warning in reader.app.warning] == []


def test_a_filter_change_reads_nothing_again(kept, monkeypatch):
    reader = kept().turn_to("carte")

    def again(*_args, **_options):
        pytest.fail("the catalogue was enlarged a second time")

    monkeypatch.setattr("atlas.ui.own.session.enlarge", again)
    reader.choose("level", "region")
    reader.choose("origin", "own")
    assert reader.figures[0] == "3"


def test_removed_rows_are_gone_with_all_that_rested_on_them(kept):
    reader = kept("nom;code_insee;annee\nVieille;26113;1901\n").turn_to("carte")
    reader.choose("origin", "own")
    reader.choose("types", ["autre"])
    reader.turn_to("donnees").press("Retirer")
    reader.turn_to("carte")
    assert reader.address == {}
    assert reader.payload["own"] is None
    assert reader.figures[0] == str(len(load_catalogue().tables.initiatives))
    assert say("own_data", "fr") not in [o for w in reader.app.get("button_group") for o in w.options]


def test_the_same_file_is_not_kept_twice(kept, bring):
    reader = kept()
    bring(FARMS.encode())
    reader.run()
    assert [one.value for one in reader.app.info] == [say("own_again", "fr")]
    button = next(one for one in reader.app.button if one.label == say("own_keep", "fr"))
    assert button.disabled


def test_sessions_do_not_see_each_other(kept, visit):
    kept()
    other = visit("origine=vous")
    assert other.payload["own"] is None
    assert other.address == {}
    assert other.figures[0] == str(len(load_catalogue().tables.initiatives))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_file_too_large_for_a_page_names_the_bound_and_the_command(donnees, bring, monkeypatch, language):
    monkeypatch.setattr(settings, "PAGE_MAX_ROWS", 2)
    bring(FARMS.encode())
    reader = donnees(language)
    told = [error.value for error in reader.app.error]
    assert len(told) == 1
    assert " 2 " in told[0]
    assert "atlas import" in told[0]
    assert "own_draft" not in reader.app.session_state


def test_a_visit_keeps_only_so_many_rows(kept, bring, monkeypatch):
    monkeypatch.setattr(settings, "PAGE_MAX_KEPT_ROWS", 5)
    reader = kept()
    bring(FARMS.replace("Tilleuls", "Ormes").replace("Atelier <b>commun</b>", "Fournil").encode())
    reader.run()
    assert [warning.value for warning in reader.app.warning if "atlas import" in warning.value]
    button = next(button for button in reader.app.button if button.label == say("own_keep", "fr"))
    assert button.disabled
    monkeypatch.setattr(settings, "PAGE_MAX_KEPT_ROWS", 6)
    reader.run()
    assert not [warning.value for warning in reader.app.warning if "atlas import" in warning.value]


def test_what_is_kept_is_the_accepted_rows_alone(kept):
    state = kept().app.session_state
    (one,) = state["own_kept"]
    assert (one.rows, len(one.whole().table)) == (3, 3)
    assert (len(one.import_.table), len(one.import_.ledger), len(one.import_.rejected)) == (0, 0, 0)
    assert "own_draft" not in state


def test_what_a_closed_tab_keeps_of_a_row_is_a_few_bytes(kept):
    # Sessions of closed tabs wait for minutes, a hundred of them: a row of the table itself takes 0.8 kB.
    reader = kept("nom;code_insee\n" + "".join(f"Ferme {row};26113\n" for row in range(2_000)))
    reader.turn_to("carte")
    assert len(reader.app.session_state["visit"]["own_catalogue"][1].own) == 2_000
    (one,) = reader.app.session_state["own_kept"]
    assert one.rows == len(one.whole().table) == 2_000
    assert len(pickle.dumps(one)) < 60 * one.rows


def test_a_file_is_not_held_twice(donnees, bring):
    bring(FARMS.encode())
    draft = donnees().app.session_state["own_draft"]
    assert draft.brought.getvalue() == FARMS.encode()  # as the uploader holds it
    assert not any(isinstance(part, bytes) for part in draft)


@pytest.mark.parametrize(("language", "fault"), [("fr", "empty"), ("en", "empty")])
def test_a_broken_file_is_one_sentence_and_the_session_goes_on(donnees, bring, language, fault):
    bring(b"nom;code_insee\n")
    reader = donnees(language)
    assert reader.messages == [faults.FAULTS[fault].to(language)]
    assert not reader.says("own_step_columns")
    bring(FARMS.encode())
    reader.run()
    assert len(reader.app.error) == 0
    assert reader.figures[0] == "3"


def choose_code(reader, header):
    next(one for one in reader.app.selectbox if one.label == CODE).set_value(header)
    return reader.run()


def test_columns_can_be_changed(donnees, bring):
    bring(b"nom;ancien;insee\nFerme;26113;26108\nAtelier;99999;26108\n")
    reader = donnees()
    assert reader.figures[2] == "2"
    choose_code(reader, "ancien")
    assert reader.figures[2] == "1"
    assert reader.says("own_chosen")
    choose_code(reader, "")
    assert reader.figures[2] == "0"


def test_a_saved_mapping_is_taken_up(donnees, bring, downloads):
    text = b"nom;ancien;insee\nFerme;26113;26108\nAtelier;99999;26108\n"
    bring(text)
    choose_code(donnees(), "ancien")
    saved = downloads["json"]
    assert Mapping.from_json(saved).columns["code"] == "ancien"
    bring(text, mapping=saved.encode())
    other = donnees()
    assert other.figures[2] == "1"
    # What the reader changes afterwards counts.
    choose_code(other, "insee")
    assert other.figures[2] == "2"
    bring(b"nom;insee\nFerme;26108\n", mapping=saved.encode())
    assert donnees().app.error[0].value == say("own_mapping_other", "fr")
    bring(text, mapping=b"{]")
    assert [one.value for one in donnees().app.error] == [say("own_mapping_bad", "fr")]


def test_funding_is_laid_over_territories_and_mixed_into_nothing(kept):
    reader = kept(GRANTS)
    reader.turn_to("financements")
    reader.app.query_params.update({"section": "fichier"})
    reader.run()
    assert reader.says("own_grants_what")
    assert euros(1022.5, "fr") in reader.words
    shown = reader.app.dataframe[0].value
    assert shown[say("grants_column", "fr")].dropna().to_dict() == {"26": 1010.5, "75": 5.0}
    reader.turn_to("territoire")
    reader.app.query_params.update({"territoire": "departement:26"})
    reader.run()
    assert reader.says("own_grants_here", n=2, total=euros(1010.5, "fr"))
    reader.turn_to("carte").press("Fermer")
    assert reader.figures[0] == str(len(load_catalogue().tables.initiatives))


def keep_for_team(reader, language="fr"):
    """Press the button, and the one that asks again."""
    return reader.press(say("own_keep_team", language)).press(say("own_yes_add", language))


def names(reader):
    return [row[5] for row in (reader.payload["own"] or {"points": {"rows": []}})["points"]["rows"]]


def test_a_team_shares_what_it_keeps(team, donnees, bring, visit):
    bring(FARMS.encode())
    reader = donnees()
    bring(None)
    reader.app.get_by_key("own_batch").set_value("Fermes de novembre")
    reader.press(say("own_keep_team", "fr"))
    assert not team.exists()  # it asks again
    reader.press(say("own_no", "fr"))
    assert say("own_yes_add", "fr") not in reader.buttons
    keep_for_team(reader)
    assert open_workspace(str(team)).batches()["imported_by"].tolist() == [account()]
    assert "Fermes de novembre" in "".join(node.value for node in reader.app.markdown)
    # A colleague sees them, and adds to them for themselves alone.
    other = visit("")
    assert names(other) == ["Ferme des Tilleuls", "Atelier <b>commun</b>"]
    bring("nom;code_insee\nÀ moi;26108\n".encode())
    other.turn_to("donnees")
    bring(None)
    other.press(say("own_keep", "fr")).turn_to("carte")
    assert names(other) == ["Ferme des Tilleuls", "Atelier <b>commun</b>", "À moi"]
    assert names(visit("")) == ["Ferme des Tilleuls", "Atelier <b>commun</b>"]
    # What one takes back is gone for all, at once.
    reader.press(say("own_remove", "fr"))
    assert names(visit("")) == ["Ferme des Tilleuls", "Atelier <b>commun</b>"]  # it asks again
    reader.press(say("own_yes_undo", "fr"))
    other.run()
    assert names(other) == ["À moi"]
    assert visit("").payload["own"] is None


def test_a_file_that_the_team_has_is_refused(team, donnees, bring):
    bring(FARMS.encode())
    keep_for_team(donnees())
    reader = keep_for_team(donnees("en"), "en")
    assert [error.value for error in reader.app.error] == [say("own_again", "en")]
    assert len(open_workspace(str(team)).batches()) == 1


def test_two_writers_do_not_mix(team, donnees, bring):
    bring(FARMS.encode())
    reader = keep_for_team(donnees())
    with closing(sqlite3.connect(team, isolation_level=None)) as somebody:
        somebody.execute("BEGIN IMMEDIATE")
        bring(GRANTS.encode())
        reader.app.session_state["own_draft"] = None
        del reader.app.session_state["own_draft"]
        keep_for_team(reader.run())
    assert [error.value for error in reader.app.error] == [say("own_busy", "fr")]
    # The draft is still there, and the second try succeeds.
    keep_for_team(reader)
    assert len(reader.app.error) == 0
    assert open_workspace(str(team)).batches()["kind"].tolist() == ["initiatives", "funding"]


LOGIN = """[roles]
editors = { email = ["anne@example.org"] }
readers = { groups = ["all"] }
"""


@pytest.fixture
def be(monkeypatch, team):
    """Be somebody, as a provider says; nobody, without claims."""
    path = team.with_name("login.toml")
    path.write_text(LOGIN, encoding="utf-8")

    def somebody(**claims):
        monkeypatch.setattr(settings, "LOGIN", str(path))
        told = {"is_logged_in": True, "iat": time.time(), "sub": "7", "email_verified": True} | claims
        monkeypatch.setattr(st, "user", SimpleNamespace(to_dict=lambda: told if claims else {}))

    return somebody


def test_who_may_not_write_finds_no_button_and_no_way(team, donnees, bring, monkeypatch, visit):
    bring(FARMS.encode())
    keep_for_team(donnees())
    bring(GRANTS.encode())
    reader = donnees().press(say("own_keep_team", "fr"))
    # Published meanwhile, or in somebody else's frame: the button that is still there does nothing.
    monkeypatch.setattr("atlas.ui.own.visitor.is_local", lambda: False)
    reader.press(say("own_yes_add", "fr"))
    assert reader.messages == [say("own_not_allowed", "fr")]
    assert len(open_workspace(str(team)).batches()) == 1
    reader = donnees()
    assert not {say(key, "fr") for key in ("own_keep_team", "own_remove")} & set(reader.buttons)
    assert reader.says("own_team_read")
    assert names(visit("")) == ["Ferme des Tilleuls", "Atelier <b>commun</b>"]


def test_each_role_finds_what_it_may_do(team, donnees, bring, be, visit):
    be(email="Anne@example.org")
    bring(FARMS.encode())
    editor = keep_for_team(donnees())
    assert open_workspace(str(team)).batches()["imported_by"].tolist() == ["anne@example.org"]
    assert editor.says("own_role_writes", name="anne@example.org")
    assert say("own_remove", "fr") in editor.buttons
    keep, remove = say("own_keep_team", "fr"), say("own_remove", "fr")
    for claims, sees in (({"groups": ["all"]}, True), ({"email": "eve@example.org"}, False), ({}, False)):
        be(**claims)
        reader = donnees()
        assert not {keep, remove} & set(reader.buttons)
        seen = visit("")
        assert ("Ferme des Tilleuls" in names(seen)) is sees
        for page in (reader, seen):
            assert page.buttons.count(say("own_login", "fr")) == int(not claims)
        assert any(say("own_kept_team", "fr") in node.value for node in reader.app.markdown) is sees
    be(email="anne@example.org", email_verified=False)
    assert donnees().says("own_unverified")
    be(email="anne@example.org", iat=time.time() - 24 * 3600)
    assert donnees().says("own_login_again")
    # Whose login ended meanwhile: the page is still there.
    be(groups=["all"])
    editor.press(remove)
    assert say("own_yes_undo", "fr") not in editor.buttons
    assert open_workspace(str(team)).batches()["undone"].isna().all()


def test_a_settings_file_that_broke_shows_nothing_of_the_team(team, donnees, bring, be, visit):
    be(email="anne@example.org")
    bring(FARMS.encode())
    keep_for_team(donnees())
    assert team.exists()
    team.with_name("login.toml").write_text("[roles", encoding="utf-8")
    reader = donnees()
    assert say("own_keep_team", "fr") not in reader.buttons
    assert str(team.parent) not in "".join(reader.messages)
    assert visit("").payload["own"] is None


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_damaged_workspace_is_said_and_the_atlas_goes_on(team, visit, language):
    team.write_bytes(b"no GeoPackage")
    with pytest.raises(FileFaultError) as fault:
        open_workspace(str(team))
    reader = visit(f"lang={language}")
    # By its name: where it lies is the server's.
    message = fault.value.to(language).replace(str(team), team.name)
    assert reader.messages[0] == say("own_workspace_fault", language, message=message)
    assert reader.figures[0] == str(len(load_catalogue().tables.initiatives))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_numbers_that_a_spreadsheet_spoiled_are_told(donnees, bring, language):
    bring(
        b"siret;code_insee;montant\n3,26E+13;26108;5\n35181600000000;26108;6\n12;26108;7\n"
        b"21260108400012;26108;8\n"
    )
    words = donnees(language).words
    for key in ("power", "rounded", "malformed"):
        assert FLAGS[key].to(language) in words
    assert FLAGS["repeated"].to(language) not in words


def test_a_payment_that_repeats_is_kept_and_told(donnees, bring):
    bring(b"code_insee;montant\n26108;5\n26108;5\n")
    reader = donnees()
    assert reader.figures[:3] == ["2", "2", "2"]
    assert REASONS["same_row"].fr in reader.words


def test_lessons_speak_of_the_atlas_unless_asked(donnees, bring):
    bring(b"nom;code_insee\nFerme;26108\n")
    reader = donnees()
    bring(None)
    reader.press(say("own_keep", "fr")).turn_to("enseignements")
    all_of_them = len(load_catalogue().tables.initiatives)
    assert f"initiatives sur {number(all_of_them, 'fr')}." in reader.words
    reader.choose("lessons_own", value=True)
    assert f"initiatives sur {number(all_of_them + 1, 'fr')}." in reader.words


# What is pressed on a page so that it computes what it does not show by itself.
ASKED = {"echelles": [("scales_section", "zonages"), ("scales_null", "uniform"), ("scales_zonings", "49")]}


def test_the_rows_of_a_reader_who_left_are_in_no_memory(kept):
    reader = kept()
    for page in (path.stem for path in sorted(PAGES.glob("*.py"))):
        reader.turn_to(page)
        for key, value in ASKED.get(page, []):
            reader.choose(key, value)
        if page in ASKED:
            reader.press(TEXTS["scales_run"].fr)
    left = weakref.ref(reader.app.session_state["visit"]["own_catalogue"][1])
    assert not left().own.empty
    del reader
    gc.collect()
    assert left() is None


@pytest.fixture
def edit(monkeypatch):
    """Write into the small tables of the page, once: key's beginning, line, column -> value."""
    cells = {}

    def editor(table, *, key, **_):
        edited = table.copy()
        for (begins, line, column), value in [*cells.items()]:
            if key.startswith(begins):
                edited.loc[line, column] = value
                del cells[begins, line, column]
        return edited

    monkeypatch.setattr(own_rows.st, "data_editor", editor)
    return cells


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_row_that_is_corrected_counts_at_once_and_is_saved_with_the_mapping(
    donnees, bring, edit, downloads, language
):
    bring(FARMS.encode())
    edit["own_rows", 4, "commune"] = "Die (26)"
    reader = donnees(language)
    assert reader.says("own_correct_how")
    assert reader.figures[:3] == ["3", "3", "3"]
    saved = Mapping.from_json(downloads["json"])
    assert [*saved.corrections.values()] == [{"commune": "Die (26)"}]


@pytest.mark.parametrize(("same", "accepted"), [(True, "1"), (False, "2")])
def test_pairs_in_doubt_are_decided_one_by_one(donnees, bring, edit, same, accepted):
    one = load_catalogue().tables.initiatives.query("seat_commune.notna() and name.str.len() > 20").iloc[0]
    row = f"{one['name']};{one['type']};{one['seat_commune']}"
    bring(f"nom;type;code_insee\n{row}\nAtelier jamais vu;tiers_lieu;26113\n".encode())
    if not same:
        edit["own_pairs", 2, "same"] = False
    reader = donnees()
    assert reader.says("own_pairs_how")
    assert reader.figures[:2] == ["2", accepted]


def test_templates_and_examples_are_offered(donnees, downloads):
    donnees()
    names = {
        f"atlas-{kind}-{what}.{form}" for kind in ROLES for what in ("modele", "exemple") for form in FORMATS
    }
    assert names <= set(downloads)
    assert b"code_insee" in downloads["atlas-funding-modele.csv"]()


def saved(downloads):
    (name,) = [one for one in downloads if one.startswith("atlas-travail-")]
    return name, downloads[name]


def test_work_is_taken_away_and_brought_back_with_its_corrections(visit, bring, downloads):
    bring(FARMS.encode())
    reader = visit("").turn_to("donnees")
    draft = reader.app.session_state["own_draft"]
    table = views_own_rows.to_correct(draft.made[0], draft.raw, "fr")
    table_after = table.copy()
    table_after.loc[table.index[0], PLACE] = "26150 Die"
    mapping = views_own_rows.with_corrections(draft.mapping, draft.raw, table, table_after)
    assert mapping.corrections
    reader.app.session_state["own_draft"] = draft._replace(mapping=mapping, made=None)
    reader.run().press(say("own_keep", "fr"))
    assert "data-unsaved" in reader.markup
    kept = reader.app.session_state["own_kept"][0].whole()
    name, make = saved(downloads)
    content = make()
    # In another session.
    bring(content, name)
    again = visit("").turn_to("donnees")
    (back,) = again.app.session_state["own_kept"]
    assert back.import_.mapping == kept.mapping
    pd.testing.assert_frame_equal(back.whole().table, kept.table)
    assert again.messages == []
    # Nothing is lost with the tab: it came from a file.
    assert "data-unsaved" not in again.markup


def test_a_file_at_work_is_saved_too_and_comes_back_unkept(visit, bring, downloads, edit):
    bring(FARMS.encode())
    edit["own_rows", 4, "commune"] = "Die (26)"
    reader = visit("").turn_to("donnees")
    assert reader.says("own_save_draft", name="liste.csv")
    drafted = reader.app.session_state["own_draft"]
    edit.clear()
    name, make = saved(downloads)
    bring(make(), name)
    again = visit("").turn_to("donnees")
    back = again.app.session_state["own_draft"]
    assert back.mapping == drafted.mapping
    assert back.mapping.corrections
    pd.testing.assert_frame_equal(back.made[0].table, drafted.made[0].table)
    assert "own_kept" not in again.app.session_state or not again.app.session_state["own_kept"]
    assert again.messages == []


def test_a_draft_whose_columns_are_another_file_s_is_refused(visit, bring):
    mapping = Mapping(kind="initiatives", columns={"name": "nom", "code": "code_insee"})
    bring(write_saved([Saved("autre.csv", "", mapping, b"titre;lieu\nA;B\n", draft=True)]), "travail.zip")
    reader = visit("").turn_to("donnees")
    assert "own_draft" not in reader.app.session_state
    assert any("autre.csv" in told for told in reader.messages)


@pytest.mark.parametrize(
    "manifest",
    [
        "",
        "[]",
        "{}",
        '{"files": [{}]}',
        '{"files": [{"member": "x", "name": "x", "sheet": "", "mapping": {}}]}',
    ],
)
def test_a_working_state_that_is_none_is_refused(visit, bring, manifest):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("atlas.json", manifest)
    bring(target.getvalue(), "atlas-travail.zip")
    reader = visit("").turn_to("donnees")
    (told,) = reader.messages
    assert told
    assert "own_kept" not in reader.app.session_state or not reader.app.session_state["own_kept"]


def test_a_file_of_a_working_state_passes_the_readers_of_any_file(visit, bring):
    mapping = Mapping(kind="initiatives", columns={"name": "nom", "code": "code_insee"})
    bomb = b"PK\x03\x04" + b"\0" * 100
    parts = [
        Saved("bombe.xlsx", "", mapping, bomb),
        Saved("autre.csv", "", mapping, b"titre;lieu\nA;B\n"),
        Saved("bon.csv", "", mapping, FARMS.encode()),
    ]
    bring(write_saved(parts), "atlas-travail.zip")
    reader = visit("").turn_to("donnees")
    assert [one.import_.name for one in reader.app.session_state["own_kept"]] == ["bon.csv"]
    assert [
        name for name in ("bombe.xlsx", "autre.csv") if any(name in told for told in reader.messages)
    ] == [
        "bombe.xlsx",
        "autre.csv",
    ]


@pytest.mark.usefixtures("bring")
def test_an_example_can_be_tried(visit):
    reader = visit("").turn_to("donnees").press(say("own_try", "fr"))
    assert reader.says("own_step_ledger")
    # A column that is not used is named; a place that is not certain is told.
    assert "Courriel" in reader.words
    made, _ = reader.app.session_state["own_draft"].made
    summary = made.summary()
    assert 0 < summary["located"] < summary["accepted"]
    assert made.table["name"].str.contains("fictif").all()
