"""Where the data are absent or damaged, the page is one clear sentence."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from atlas import settings
from atlas.catalogue import catalogue
from atlas.tables import load_tables
from atlas.territories import load_geography
from atlas.ui import assets

CURATED = Path(__file__).resolve().parents[2] / "data" / "initiatives"
GEOGRAPHY = CURATED.parent / "geo"


@pytest.fixture(autouse=True)
def _forget():
    catalogue._loaded.cache_clear()
    yield
    catalogue._loaded.cache_clear()
    assets._make.cache_clear()


OPENING = {
    "fr": "Les données de l’atlas sont absentes ou abîmées\u00a0: ",
    "en": "The data of the atlas are missing or damaged: ",
}


def sentence(visit, page, language="fr"):
    reader = visit("" if language == "fr" else "lang=en")
    if page != "carte":
        reader.turn_to(page)
    (error,) = reader.messages
    assert error.startswith(OPENING[language])
    assert "Traceback" not in error
    return error.removeprefix(OPENING[language])


@pytest.mark.parametrize("page", ["carte", "sources"])
def test_no_boundaries(visit, monkeypatch, tmp_path, page):
    monkeypatch.setattr(catalogue, "load_geography", lambda: load_geography(tmp_path))
    assert tmp_path.name in sentence(visit, page)


@pytest.fixture
def boundaries(monkeypatch, tmp_path):
    """Give a copy of `data/geo` that the atlas reads instead."""
    leave = shutil.ignore_patterns("display", "contiguity.parquet")
    folder = shutil.copytree(GEOGRAPHY, tmp_path / "geo", ignore=leave)
    monkeypatch.setattr(catalogue, "load_geography", lambda: load_geography(folder))
    return folder


def _unlink(path):
    path.unlink()


def _cut(path):
    path.write_bytes(path.read_bytes()[:-100])


def _narrowed(path):
    pd.read_parquet(path).drop(columns="population").to_parquet(path)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_unlink, {"fr": "est absent", "en": "is missing"}),
        (_cut, {"fr": "est endommagé", "en": "is damaged"}),
        (_narrowed, {"fr": "(il lui manque population)", "en": "(it lacks population)"}),
    ],
)
def test_damaged_boundaries(visit, boundaries, spoil, told):
    spoil(boundaries / "epci.parquet")
    for language in ("fr", "en"):
        said = sentence(visit, "territoire", language)
        assert "epci.parquet est " in said if language == "fr" else "epci.parquet is " in said
        assert told[language] in said
        assert "build-geo" in said


def test_no_display_file(visit, monkeypatch, tmp_path):
    monkeypatch.setattr(catalogue, "load_geography", lambda: load_geography(GEOGRAPHY))
    monkeypatch.setattr(settings, "GEO_FOLDER", tmp_path)
    assets._make.cache_clear()
    said = sentence(visit, "carte")
    assert f"{tmp_path / 'display'}" in said
    assert "build-geo" in said


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_damaged_table(visit, monkeypatch, tmp_path, language):
    folder = shutil.copytree(CURATED, tmp_path / "initiatives")
    path = folder / "initiatives.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",ptce,", ",pctce,", 1), encoding="utf-8")
    monkeypatch.setattr(catalogue, "load_tables", lambda: load_tables(folder))
    said = sentence(visit, "carte", language)
    assert "initiatives.csv" in said
    expected = {
        "fr": "type doit être une valeur de la colonne 'type' de types.csv, et non 'pctce'.",
        "en": "type must be a value of column 'type' of types.csv, not 'pctce'.",
    }
    assert expected[language] in said
    assert {"fr": "ligne ", "en": "line "}[language] in said


def test_no_tables(visit, monkeypatch, tmp_path):
    monkeypatch.setattr(catalogue, "load_tables", lambda: load_tables(tmp_path))
    said = sentence(visit, "carte")
    assert "initiatives.csv n’existe pas\u00a0: " in said
