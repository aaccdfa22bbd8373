"""Of a list that a refresh made whole, the chance of a true blank is tried again."""

import shutil
from functools import partial

import pandas as pd
import pytest

from atlas import settings
from atlas.cli.refresh import _applied, _error
from atlas.gaps.calibration import calibrate
from atlas.refresh.trying import try_again
from atlas.tables import load_tables
from atlas.territories import load_geography

CTE = "contrat_transition_ecologique"


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr("atlas.refresh.trying.calibrate", partial(calibrate, repeats=1))
    yield
    load_tables.cache_clear()


@pytest.mark.usefixtures("quick")
def test_only_lists_that_are_whole_are_tried(tmp_path):
    folder = tmp_path / "tables"
    shutil.copytree(settings.INITIATIVES_FOLDER, folder)
    stored = settings.TRIALS_FILE.read_bytes()
    found = try_again(folder, load_geography(), [CTE, "tzcld", CTE])
    assert set(found["type"]) == {CTE}
    assert found["whole"].all()
    assert found["error"].between(0, 1).all()
    # The trials that pages read are of the atlas's own tables.
    assert settings.TRIALS_FILE.read_bytes() == stored
    types = pd.read_csv(folder / "types.csv", dtype=str, keep_default_na=False)
    types.loc[types["type"].eq(CTE), "completeness_class"] = "strong"
    types.to_csv(folder / "types.csv", index=False)
    assert try_again(folder, load_geography(), [CTE]).empty


def test_a_folder_without_all_tables_tries_nothing(tmp_path):
    assert try_again(tmp_path, load_geography(), [CTE]).empty


def test_the_report_says_how_far_off_the_chance_is():
    tried = pd.DataFrame({"type": [CTE], "level": "bassin_de_vie", "by": "seat", "error": [0.012]})
    entry = {"id": "cte", "edition": "2026-01-01", "checked": "2026-01-02"}
    entry |= dict.fromkeys(("new", "changed", "kept", "gone", "unsure"), 0)
    said = _applied(entry | {"blank_error": _error(tried, CTE)})
    assert "0.012" in said
    assert "not under" not in said
    assert "not under" in _applied(entry | {"blank_error": 0.05})
    assert _error(tried, "pat") is None
    assert "hidden" not in _applied(entry | {"blank_error": _error(tried.iloc[:0], CTE)})
