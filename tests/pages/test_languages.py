"""No sentence of the interface stays in the other language."""

import io
from functools import cache
from string import Formatter

import pytest
import streamlit as st

from atlas import vocabulary
from atlas.catalogue import load_catalogue
from atlas.exports.columns import DICTIONARY
from atlas.refresh.lists import load_lists
from atlas.vocabulary import Label
from atlas.words import TEXTS

VIEWS = [
    "",
    "niveau=commune",
    "territoire=departement:26&tableau=territories",
    "territoire=commune:29155",
    "territoire=commune:98818&tableau=initiatives",
    "types=tzcld&mesure=funding_rate&compte=coverage&niveau=epci&fond=ign",
    "q=zzz",
    "territoire=nowhere",
]
SHORTEST = 4


def labels():
    yield from TEXTS.values()
    for value in vars(vocabulary).values():
        if isinstance(value, dict):
            yield from (label for label in value.values() if isinstance(label, Label))


def pieces(text):
    """The parts of a sentence between its blanks."""
    parts = (part.strip(" ,.;:()") for part, _, _, _ in Formatter().parse(text))
    return [part for part in parts if len(part) >= SHORTEST]


@cache
def only_in(language):
    """Pieces of sentences that the other language never has."""
    other = "en" if language == "fr" else "fr"
    foreign = "\n".join(getattr(label, other) for label in labels())
    return {piece for label in labels() for piece in pieces(getattr(label, language)) if piece not in foreign}


@pytest.mark.parametrize(("shown", "absent"), [("en", "fr"), ("fr", "en")])
@pytest.mark.parametrize("view", VIEWS)
def test_map_page(visit, view, shown, absent):
    found = strays(visit(f"{view}&lang={shown}").words, absent)
    assert found == []


@pytest.mark.parametrize(("shown", "absent"), [("en", "fr"), ("fr", "en")])
def test_sources_page(visit, shown, absent):
    # Names of sources and of initiatives keep their own language: lists of them are left out.
    words = visit(f"lang={shown}").turn_to("sources").words
    names = "\n".join(f"{one.title} {one.producer}" for one in load_lists().values())
    assert [piece for piece in strays(words, absent) if piece not in names] == []


@pytest.mark.parametrize(("shown", "absent"), [("en", "fr"), ("fr", "en")])
@pytest.mark.parametrize(
    "section", ["territoires", "repartition", "flux", "comptes", "chronologie", "fichier"]
)
def test_money_page(visit, section, shown, absent):
    reader = visit().turn_to("financements")
    reader.app.query_params.update({"section": section, "points": "oui", "lang": shown})
    # Names of initiatives, and what sources say of money, keep their own language.
    tables = load_catalogue().tables
    told = tables.funding[["funder", "programme", "not_counted_reason"]].stack()
    names = "\n".join([*tables.initiatives["name"], *told.dropna()])
    assert [piece for piece in strays(reader.run().words, absent) if piece not in names] == []


@pytest.mark.parametrize(("shown", "absent"), [("en", "fr"), ("fr", "en")])
@pytest.mark.parametrize("section", ["echelles", "zonages", "associations", "methode"])
def test_scales_page(visit, section, shown, absent):
    reader = visit().turn_to("echelles")
    reader.app.query_params.update({"section": section, "lang": shown})
    # The dictionary of the files names their columns, which are codes.
    columns = {name for table in DICTIONARY.values() for name in table}
    assert set(strays(reader.run().words, absent)) <= columns


@pytest.mark.parametrize(("shown", "absent"), [("en", "fr"), ("fr", "en")])
def test_own_data_page(visit, monkeypatch, shown, absent):
    def uploader(*_args, key="", **_options):
        if not key.startswith("own_upload"):
            return None
        file = io.BytesIO(b"nom;code_insee\nFerme;26113\nFerme;26113\nPerdue;99999\n;26108\n")
        file.name = file.file_id = "f.csv"
        return file

    monkeypatch.setattr(st, "file_uploader", uploader)
    words = visit(f"lang={shown}").turn_to("donnees").words
    assert strays(words, absent) == []


@pytest.mark.parametrize(("shown", "absent"), [("en", "fr"), ("fr", "en")])
@pytest.mark.parametrize(
    "view", [{"depart": "initiative:figeacteurs"}, {"depart": "commune:98818"}, {"vue": "network"}]
)
def test_peers_page(visit, view, shown, absent):
    reader = visit().turn_to("pairs")
    reader.app.query_params.update({**view, "types": "ptce", "lang": shown})
    assert strays(reader.run().words, absent) == []


def strays(words, absent):
    lines = {line.strip() for line in words.splitlines()}
    # One word alone may also be part of a name: it counts only where it stands alone.
    return sorted(p for p in only_in(absent) - codes() if p in lines or (" " in p and p in words))


@cache
def codes():
    """Codes of the closed lists, which the description of the tables names as they are."""
    return {str(code) for value in vars(vocabulary).values() if isinstance(value, dict) for code in value}


def test_the_switch_changes_all_at_once(visit):
    reader = visit("types=ptce").choose("language", "en")
    assert reader.address == {"types": "ptce", "lang": "en"}
    assert strays(reader.words, "fr") == []
    assert reader.app.get_by_key("types").value == ["ptce"]
