"""Where the data are absent or damaged, the page is one clear sentence."""

import shutil
from pathlib import Path

import pytest

from atlas import catalogue
from atlas.tables import load_tables
from atlas.territories import load_geography

CURATED = Path(__file__).resolve().parents[2] / "data" / "initiatives"


@pytest.fixture(autouse=True)
def _forget():
    catalogue.load_catalogue.cache_clear()
    yield
    catalogue.load_catalogue.cache_clear()


def sentence(visit, page):
    reader = visit()
    if page == "sources":
        reader.turn_to("sources")
    (error,) = reader.app.error
    assert error.value.startswith("Les données de l’atlas sont absentes ou abîmées : ")
    assert "Traceback" not in error.value
    return error.value


@pytest.mark.parametrize("page", ["carte", "sources"])
def test_no_boundaries(visit, monkeypatch, tmp_path, page):
    monkeypatch.setattr(catalogue, "load_geography", lambda: load_geography(tmp_path))
    assert tmp_path.name in sentence(visit, page)


def test_a_damaged_table(visit, monkeypatch, tmp_path):
    folder = shutil.copytree(CURATED, tmp_path / "initiatives")
    path = folder / "initiatives.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",ptce,", ",pctce,", 1), encoding="utf-8")
    monkeypatch.setattr(catalogue, "load_tables", lambda: load_tables(folder))
    said = sentence(visit, "carte")
    assert "initiatives.csv" in said
    assert "pctce" in said


def test_no_tables(visit, monkeypatch, tmp_path):
    monkeypatch.setattr(catalogue, "load_tables", lambda: load_tables(tmp_path))
    assert "initiatives.csv" in sentence(visit, "carte")
