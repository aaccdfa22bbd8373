"""A reader's own perimeters are a level of Carte, Manques and Financements where no commune is in two."""

import io
from urllib.parse import parse_qsl

import pytest
import streamlit as st

from atlas.catalogue import load_catalogue
from atlas.views.next.choices import OPEN
from atlas.vocabulary import AREA_LEVELS, OWN_LEVEL, PERIMETER, PLACE_LEVELS
from atlas.words import TEXTS
from atlas.words.numbers import number

HELD = {"loire": ["44109", "44184", "44128"], "vilaine": ["35236", "35173", "44195"]}
APART = "".join(f'{name};"{", ".join(held)}"\n' for name, held in HELD.items())
SHARING = 'A;"44109, 44184"\nB;"44184, 35236"\n'


@pytest.fixture
def bring(monkeypatch, visit):
    """Bring a file of perimeters on the page of the reader's own data, and keep it."""

    def put(rows):
        def uploader(*_args, key="", **_options):
            if not key.startswith("own_perimeters"):
                return None
            file = io.BytesIO(f"pays;communes\n{rows}".encode())
            file.name = file.file_id = "pays.csv"
            return file

        reader = visit("")
        with monkeypatch.context() as patch:
            patch.setattr(st, "file_uploader", uploader)
            reader.turn_to("donnees").press(TEXTS["perimeters_keep"].fr)
        return reader.run()

    return put


def page(reader, name, address=""):
    reader.turn_to(name)
    reader.app.query_params.update(dict(parse_qsl(address)))
    return reader.run()


def offers(reader):
    return reader.app.get_by_key("level").options


@pytest.mark.parametrize("name", ["carte", "manques", "financements"])
def test_the_level_is_offered_and_drawn(bring, name):
    reader = page(bring(APART), name, "points=non")
    assert AREA_LEVELS[OWN_LEVEL].fr in offers(reader)
    reader.choose("level", OWN_LEVEL)
    assert reader.address["niveau"] == "perimetre"
    sent = reader.payload
    # A click answers with a place, and the polygons wait at an address of the session's own.
    assert sent["level"] == "perimetre"
    assert sorted(sent["codes"]) == sorted(HELD)
    assert sent["files"] == [sent["brought"]["file"]]
    assert "media" in sent["brought"]["address"]
    assert "bounds" in sent["fit"]
    assert len(sent["classes"]) == len(HELD)
    assert not reader.app.info


def test_the_table_of_the_map_has_their_figures(bring):
    reader = page(bring(APART), "carte", "niveau=perimetre&tableau=territories")
    table = reader.app.dataframe[0].value
    seats, communes = load_catalogue().places["commune"], load_catalogue().geography.communes
    for code, held in HELD.items():
        row = table.loc[code]
        assert row[TEXTS["initiatives"].fr] == seats.isin(held).sum()
        assert row[TEXTS["population"].fr] == communes["population"][held].sum()


def test_the_sentence_counts_who_is_in_them(bring):
    reader = page(bring(APART), "carte", "niveau=perimetre")
    seats = load_catalogue().places["commune"]
    here = int(seats.isin([one for held in HELD.values() for one in held]).sum())
    assert f"{number(here, 'fr')} initiatives connues" in reader.words
    assert reader.says("map_says_beyond", n=number(len(seats) - here, "fr"))


def test_a_row_opens_the_sheet_of_its_place(bring):
    reader = page(bring(APART), "manques", "niveau=perimetre&territoire=perimetre:vilaine&types=tzcld")
    people = load_catalogue().geography.communes["population"][HELD["vilaine"]].sum()
    assert number(people, "fr") in reader.markup
    assert "atlas-gap" in reader.markup
    assert f"{AREA_LEVELS[OWN_LEVEL].fr}\xa0: 1" in reader.words
    assert reader.says("gaps_own_untested")


def test_counted_over_what_they_cover_nothing_is_expected(bring):
    reader = page(bring(APART), "manques", "niveau=perimetre&types=tiers_lieu&compte=coverage")
    reader.choose("gaps_sort", "shortfall")
    assert reader.says("gaps_own_unexpected")


def test_money_is_in_the_table(bring):
    reader = page(bring(APART), "financements", "niveau=perimetre&territoire=perimetre:loire")
    assert len(reader.app.dataframe[0].value) == len(HELD)
    reader.choose("section", "comptes")
    assert PLACE_LEVELS[PERIMETER].fr in reader.words
    reader.choose("section", "repartition")


@pytest.mark.parametrize(
    "where", ["dans=departement:44", "dans=perimetre:loire", "dans=perimetre:pat_nantes_metropole"]
)
@pytest.mark.parametrize("name", ["carte", "manques", "financements"])
def test_it_goes_with_a_place(bring, name, where):
    reader = page(bring(APART), name, f"niveau=perimetre&{where}&points=non")
    assert reader.payload["codes"][0] == "loire"
    assert reader.address["niveau"] == "perimetre"


def test_where_next_is_drawn_over_them(bring):
    reader = page(bring(APART), "manques", f"niveau=perimetre&vue={OPEN}&types=ptce&dans=departement:44")
    assert reader.address["niveau"] == "perimetre"
    assert reader.payload["level"] == "perimetre"


@pytest.mark.parametrize("name", ["carte", "manques", "financements"])
def test_perimeters_that_share_communes_are_no_level_and_one_sentence_says_why(bring, name):
    reader = page(bring(SHARING), name)
    assert AREA_LEVELS[OWN_LEVEL].fr not in offers(reader)
    assert reader.says("level_own_shared_one", communes="Saint-Nazaire (44184)")
    page(reader, name, "niveau=perimetre")
    assert "niveau" not in reader.address
    assert len(reader.app.info) == 1


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", ["carte", "manques", "financements", "echelles"])
def test_a_link_without_the_file_falls_back_with_one_sentence(visit, name, lang):
    reader = page(visit(""), name, f"niveau=perimetre&lang={lang}")
    assert "niveau" not in reader.address
    assert len(reader.app.info) == 1
    assert reader.says("level_own_missing")
    # It is said once.
    reader.choose("inside", "departement:26")
    assert not reader.app.info


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_scales_have_the_level_and_say_what_it_leaves_out(bring, lang, downloads):
    reader = page(bring(APART), "echelles", f"niveau=perimetre&types=tiers_lieu&lang={lang}")
    assert reader.address["niveau"] == "perimetre"
    assert reader.payload["level"] == "perimetre"
    assert sorted(reader.payload["codes"]) == sorted(HELD)
    geography = load_catalogue().geography
    outside = geography.communes["departement"].notna().sum() - sum(map(len, HELD.values()))
    assert number(int(outside), lang) in reader.words
    reader.app.session_state["scales_compared"] = True
    reader.run()
    assert AREA_LEVELS[OWN_LEVEL].to(lang) in reader.markup
    assert b"perimetre" in downloads["atlas-echelles-niveaux.csv"]()
    assert b"loire" in downloads["atlas-echelles-grappes.csv"]()
    assert downloads["atlas-echelles-perimetre.html"]()
    page(reader, "echelles", f"niveau=perimetre&types=tiers_lieu&lang={lang}&dans=perimetre:loire")
    reader.app.session_state["scales_compared"] = True
    assert 'class="atlas-small"' in reader.run().markup


def test_how_dynamics_spread_keeps_to_official_levels_and_says_so(bring):
    reader = page(bring(APART), "echelles", "niveau=perimetre&types=tzcld")
    reader.choose("scales_section", "diffusion")
    assert reader.says("level_own_elsewhere")
    assert reader.app.session_state["level"] != OWN_LEVEL


@pytest.mark.parametrize("name", ["pairs", "territoire", "enseignements", "sources"])
def test_pages_without_a_level_open_all_the_same(bring, name):
    reader = page(bring(APART), "carte", "niveau=perimetre")
    page(reader, name)
    page(reader, "carte")
    assert reader.address.get("niveau") == "perimetre"


def test_who_puts_them_away_is_back_at_the_usual_level(bring):
    reader = page(bring(APART), "manques", "niveau=perimetre")
    reader.turn_to("donnees").press(TEXTS["own_remove"].fr)
    reader.turn_to("manques")
    assert "niveau" not in reader.address
    assert reader.says("level_own_missing")
    assert reader.payload["level"] == "bassin_de_vie"


def test_the_files_of_each_page(bring, downloads):
    reader = page(bring(APART), "carte", "niveau=perimetre&points=non")
    assert downloads["atlas-perimetre.geojson"]()
    assert b'"id":"loire"' in downloads["atlas-perimetre.html"]()
    page(reader, "manques", "niveau=perimetre")
    assert downloads["atlas-manques-perimetre.csv"]()
    page(reader, "financements", "niveau=perimetre")
    assert downloads["atlas-financements-perimetre.png"]().startswith(b"\x89PNG")
